# gather: results, errors, cancellation, nesting.
import asyncio


async def work(name, turns, error=None):
    try:
        for _ in range(turns):
            await asyncio.sleep(0)
        if error:
            raise error
        print(name, "done")
        return name
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    print(await asyncio.gather(), await asyncio.gather(work("one", 1)))
    print(await asyncio.gather(work("a", 3), work("b", 1), work("c", 2)))
    same = asyncio.create_task(work("same", 1))
    print(await asyncio.gather(same, same, work("other", 0)))
    print(await asyncio.gather(work("x", 1), work("y", 1, ValueError("y fails")), return_exceptions=True))
    rest = asyncio.create_task(work("goes on", 6))
    try:
        await asyncio.gather(rest, work("fails", 2, KeyError("f")), work("fails later", 3, TypeError("never seen")))
    except KeyError as e:
        print("first error:", repr(e))
    print(await rest)
    g = asyncio.gather(work("p", 5), work("q", 5))
    await asyncio.sleep(0)
    print(type(g).__name__, g.cancel())
    try:
        await g
    except asyncio.CancelledError:
        print("gather cancelled", g.cancelled())
    t = asyncio.create_task(work("cancelled child", 5))
    other = asyncio.create_task(work("unharmed", 3))
    outer = asyncio.gather(t, other)
    await asyncio.sleep(0)
    t.cancel()
    try:
        await outer
    except asyncio.CancelledError:
        print("child's cancellation comes out", outer.cancelled())
    print(await other)
    t = asyncio.create_task(work("c1", 5))
    outer = asyncio.gather(t, work("c2", 1), return_exceptions=True)
    await asyncio.sleep(0)
    t.cancel()
    print([type(r).__name__ for r in await outer])
    print(await asyncio.gather(asyncio.gather(work("n1", 1), work("n2", 0)), work("n3", 0)))

    async def parent():
        await asyncio.gather(work("k1", 9), work("k2", 9))

    p = asyncio.create_task(parent())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    p.cancel()
    try:
        await p
    except asyncio.CancelledError:
        print("parent cancelled")
    fut = asyncio.get_running_loop().create_future()
    fut.set_result("a future")
    print(await asyncio.gather(fut, asyncio.sleep(0, "sleep's result")))
    try:
        await asyncio.gather(5)
    except TypeError as e:
        print(e)


asyncio.run(main())


async def ended():
    return 1


async def told(last):
    # A cancellation's message is the one that the last argument got, if it got one.
    children = [asyncio.sleep(1), ended()]
    gathered = asyncio.gather(*(children if last is ended else children[::-1]), return_exceptions=True)
    asyncio.get_running_loop().call_later(0.01, gathered.cancel, "message")
    try:
        await gathered
    except asyncio.CancelledError as e:
        print(last.__name__, e.args)


asyncio.run(told(ended))
asyncio.run(told(asyncio.sleep))
# Rondo runs this with --virtual-time.
