# Without return_exceptions the error reaches the caller and ends the program.
import asyncio


async def worker_1():
    await asyncio.sleep(0.1)
    return 1


async def worker_2():
    await asyncio.sleep(0.01)
    return 2 / 0


async def main():
    res = await asyncio.gather(worker_1(), worker_2())
    print(res)


asyncio.run(main())
