# async with and contextlib's asynchronous halves, in a loop.
import asyncio
from contextlib import asynccontextmanager, aclosing, AsyncExitStack


class Lock:
    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        await asyncio.sleep(0)
        print("enter", self.name)
        return self.name

    async def __aexit__(self, kind, e, tb):
        await asyncio.sleep(0)
        print("exit", self.name, kind and kind.__name__)


@asynccontextmanager
async def managed(n):
    print("setup", n)
    try:
        yield n * 2
    finally:
        await asyncio.sleep(0)
        print("teardown", n)


async def user(name):
    async with Lock(name) as l, managed(name) as m:
        print(l, m)
        await asyncio.sleep(0)


async def main():
    await asyncio.gather(user("a"), user("b"))
    try:
        async with Lock("x"):
            async with Lock("y"):
                raise KeyError("k")
    except KeyError as e:
        print("out", e)
    t = asyncio.create_task(slow())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    t.cancel()
    await asyncio.wait([t])
    async with AsyncExitStack() as stack:
        print(await stack.enter_async_context(managed(5)))
        stack.push_async_callback(asyncio.sleep, 0)
        await stack.enter_async_context(Lock("stacked"))
    async def g():
        try:
            yield 1
            yield 2
        finally:
            print("closed")
    async with aclosing(g()) as items:
        async for i in items:
            print(i)
            break
    for i in range(3):
        async with Lock(i):
            if i == 0:
                continue
            break

    async def returns():
        async with managed("r") as r:
            return r

    print(await returns())


async def slow():
    async with Lock("slow"):
        await asyncio.sleep(10)


asyncio.run(main())
