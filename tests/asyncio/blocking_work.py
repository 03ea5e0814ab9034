# Blocking work in threads: to_thread and run_in_executor.
import asyncio
import time


def blocking(n):
    time.sleep(0.02)
    return n * 2


def fails():
    raise ValueError("in thread")


async def main():
    print(await asyncio.to_thread(blocking, 4))
    print(await asyncio.gather(*(asyncio.to_thread(blocking, n) for n in range(4))))
    ticks = 0

    async def ticker():
        nonlocal ticks
        while True:
            await asyncio.sleep(0.001)
            ticks += 1

    t = asyncio.create_task(ticker())
    print(await asyncio.get_running_loop().run_in_executor(None, blocking, 5))
    print("the loop went on:", ticks > 1)
    t.cancel()
    try:
        await asyncio.to_thread(fails)
    except ValueError as e:
        print(e)


asyncio.run(main())
