# What tasks, futures and loops look like.
import asyncio


async def work():
    await asyncio.sleep(0)
    return "r"


async def fails():
    raise ValueError("v")


def shown(x):
    text = repr(x)
    for cut in (" at /", " at tests", "created at"):
        text = text.split(cut)[0]
    return text


async def main():
    t = asyncio.create_task(work(), name="my task")
    print(shown(t).split(" coro=")[0], "coro=<work() running" in repr(t))
    await t
    print(shown(t).split(" coro=")[0], repr(t).endswith("result='r'>"), "coro=<work() done" in repr(t))
    t = asyncio.create_task(fails(), name="bad")
    await asyncio.wait([t])
    print(shown(t).split(" coro=")[0], repr(t).endswith("exception=ValueError('v')>"))
    t = asyncio.create_task(work(), name="c")
    t.cancel()
    await asyncio.wait([t])
    print(shown(t).split(" coro=")[0])
    f = asyncio.get_running_loop().create_future()
    print(f)
    f.set_result([1, 2])
    print(f)
    for x in (asyncio.Lock(), asyncio.Event(), asyncio.Semaphore(2), asyncio.Queue(3)):
        print(repr(x).split()[0], repr(x).partition("[")[2])


asyncio.run(main())
