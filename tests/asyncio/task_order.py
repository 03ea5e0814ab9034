# When tasks start, and how they interleave.
import asyncio


async def work(name, n):
    print(name, "starts")
    for i in range(n):
        await asyncio.sleep(0)
        print(name, i)
    print(name, "ends")
    return name


async def main():
    print("create a")
    a = asyncio.create_task(work("a", 2))
    print("create b")
    b = asyncio.create_task(work("b", 3))
    print("direct")
    await work("direct", 1)
    print("await a:", await a)
    c = asyncio.create_task(work("c", 0))
    print("await b:", await b)
    print("await c:", await c)
    print("awaiting a finished task does not yield:")
    d = asyncio.create_task(work("d", 0))
    await a
    print("after a")
    await d


asyncio.run(main())


async def nested():
    async def child(depth):
        print("enter", depth)
        if depth:
            t = asyncio.create_task(child(depth - 1))
            await asyncio.sleep(0)
            print("middle", depth)
            await t
        print("leave", depth)

    await asyncio.gather(child(2), child(1))


asyncio.run(nested())
