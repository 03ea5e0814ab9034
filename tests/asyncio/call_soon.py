# call_soon, call_later, call_at: order, arguments, cancelling, and callbacks added while running.
import asyncio


def say(*what, **kw):
    print(*what, kw or "")


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(say, 1)
    loop.call_soon(say, 2, "b")
    loop.call_soon(lambda: loop.call_soon(say, "added while running"))
    cancelled = loop.call_soon(say, "never")
    cancelled.cancel()
    print(cancelled.cancelled(), type(cancelled).__name__)
    print("main before")
    await asyncio.sleep(0)
    print("main after one turn")
    await asyncio.sleep(0)
    print("main after two turns")
    late = loop.call_later(0.06, say, "60 ms")
    loop.call_later(0.02, say, "20 ms")
    loop.call_at(loop.time() + 0.04, say, "40 ms")
    dropped = loop.call_later(0.03, say, "never")
    dropped.cancel()
    loop.call_later(0, say, "0 ms")
    loop.call_later(-1, say, "in the past")
    loop.call_soon(say, "soon")
    await asyncio.sleep(0.1)
    print(type(late).__name__, late.when() <= loop.time(), late.cancelled(), dropped.cancelled())
    same = loop.time() + 0.01
    for n in range(5):
        loop.call_at(same, say, "same time", n)
    await asyncio.sleep(0.03)


asyncio.run(main())
# Rondo runs this with --virtual-time.
