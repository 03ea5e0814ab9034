# Blocking work in threads: to_thread and run_in_executor.
import asyncio
import threading
import time


def blocking(n):
    time.sleep(0.02)
    return n * 2


def fails():
    raise ValueError("in thread")


async def main():
    print(await asyncio.to_thread(blocking, 4))
    print(await asyncio.gather(*(asyncio.to_thread(blocking, n) for n in range(4))))
    ticked = threading.Event()

    async def ticker():
        for _ in range(3):
            await asyncio.sleep(0.001)
        ticked.set()

    t = asyncio.create_task(ticker())
    # The thread ends when the loop has gone on meanwhile.
    print(await asyncio.get_running_loop().run_in_executor(None, ticked.wait, 60))
    await t
    try:
        await asyncio.to_thread(fails)
    except ValueError as e:
        print(e)


asyncio.run(main())
