# async for with its else, over an asynchronous iterator.
import asyncio


class Rows:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        await asyncio.sleep(0)
        return self.n


async def main():
    async for row in Rows(3):
        print(row)
    else:
        print('no more rows')
    async for row in Rows(3):
        if row == 1:
            break
    else:
        print('not reached')
    print('left at', row)

asyncio.run(main())
