# Asynchronous generators: streams of values that wait between values, and clean up when their reader leaves.
import asyncio
from contextlib import aclosing


async def ticker(name, n):
    try:
        for i in range(n):
            await asyncio.sleep(0)
            yield f"{name}{i}"
    finally:
        print(name, "closed")


async def take(source, n):
    async for value in source:
        if n == 0:
            break
        n -= 1
        yield value


async def merge(*sources):
    """Values of several streams as they come; a queue in the middle."""
    queue = asyncio.Queue()
    end = object()

    async def pump(source):
        async for value in source:
            await queue.put(value)
        await queue.put(end)

    async with asyncio.TaskGroup() as group:
        for source in sources:
            group.create_task(pump(source))
        open_sources = len(sources)
        while open_sources:
            value = await queue.get()
            if value is end:
                open_sources -= 1
            else:
                yield value


async def main():
    print([value async for value in ticker("a", 3)])
    print({value: len(value) async for value in ticker("b", 10) if value.endswith("1")})
    async with aclosing(ticker("c", 1000)) as source:
        print([value async for value in take(source, 2)])
    print(sorted([value async for value in merge(ticker("x", 3), ticker("y", 2))]))

    # Values can be sent in, too.
    async def average():
        total = count = 0
        mean = None
        while True:
            total += yield mean
            count += 1
            mean = total / count

    averager = average()
    await averager.asend(None)
    print([await averager.asend(n) for n in (10, 20, 60)])
    await averager.aclose()


asyncio.run(main())
