# A result, an error and a cancellation gathered.
import asyncio


async def worker_1():
    await asyncio.sleep(0.1)
    return 1


async def worker_2():
    await asyncio.sleep(0.2)
    return 2 / 0


async def worker_3():
    await asyncio.sleep(30)
    return 3


async def main():
    task_1 = asyncio.create_task(worker_1())
    task_2 = asyncio.create_task(worker_2())
    task_3 = asyncio.create_task(worker_3())

    await asyncio.sleep(0.2)
    task_3.cancel()

    res = await asyncio.gather(task_1, task_2, task_3, return_exceptions=True)
    print(res)  # [1, ZeroDivisionError('division by zero'), CancelledError()]


asyncio.run(main())
