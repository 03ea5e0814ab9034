# Asynchronous generators in a loop: interleaving, early exit, errors.
import asyncio


async def ticks(name, n):
    try:
        for i in range(n):
            await asyncio.sleep(0)
            print(name, "yields", i)
            yield i
        print(name, "exhausted")
    finally:
        print(name, "finally")


async def consume(name, n):
    return [x async for x in ticks(name, n)]


async def main():
    print(await asyncio.gather(consume("a", 2), consume("b", 3)))
    async for x in ticks("broken", 10):
        if x == 1:
            break
    print("after break")
    await asyncio.sleep(0)
    g = ticks("closed", 3)
    print(await anext(g))
    await g.aclose()
    try:
        async for x in ticks("error", 3):
            raise ValueError("in body")
    except ValueError as e:
        print(e)
    t = asyncio.create_task(consume("cancelled", 1000))
    for _ in range(3):
        await asyncio.sleep(0)
    t.cancel()
    await asyncio.wait([t])
    print(t.cancelled())

    async def pipeline(source):
        async for x in source:
            yield x * 10

    print([x async for x in pipeline(pipeline(ticks("p", 2)))])
    print(await anext(ticks("n", 0), "default"))

    async def shared(g, name):
        got = []
        try:
            async for x in g:
                got.append(x)
        except RuntimeError as e:
            print(name, e)
        return got

    g = ticks("shared", 2)
    print(await asyncio.gather(shared(g, "first"), shared(g, "second")))
    print(sum([x async for x in ticks("s", 3)]), [y for x in range(2) for y in [z async for z in ticks(f"n{x}", 1)]])


asyncio.run(main())
