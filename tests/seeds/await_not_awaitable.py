# await takes awaitables only; anything else ends the program with a TypeError.
# oracle: 3.14
import asyncio


class Awaitable:
    def __await__(self):
        yield from asyncio.sleep(0).__await__()
        return 'awaited'


async def main():
    print(await Awaitable())
    await 42

asyncio.run(main())
