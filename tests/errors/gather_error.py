# gather raises the first error.
import asyncio


async def work(n):
    await asyncio.sleep(0)
    if n == 2:
        raise KeyError(n)
    return n


async def main():
    return await asyncio.gather(*(work(n) for n in range(4)))


asyncio.run(main())
