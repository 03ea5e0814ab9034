# Twenty jobs, but never more than three at once: a semaphore is the limit.
import asyncio

running = 0
peak = 0


async def job(number, limit):
    global running, peak
    async with limit:
        running += 1
        peak = max(peak, running)
        await asyncio.sleep(0.001 * (number % 3))
        running -= 1
    return number * number


async def main():
    limit = asyncio.Semaphore(3)
    squares = await asyncio.gather(*(job(n, limit) for n in range(20)))
    print(squares)
    print("at most at once:", peak)
    print("free again:", not limit.locked())


asyncio.run(main())
