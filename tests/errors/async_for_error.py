# Errors through async for, async with and an asynchronous generator.
import asyncio


class Manager:
    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        print("exit", error[0].__name__)


async def numbers():
    for n in (2, 1, 0):
        yield 10 / n


async def main():
    async with Manager():
        async for n in numbers():
            print(n)


asyncio.run(main())
