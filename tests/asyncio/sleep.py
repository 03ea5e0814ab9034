# sleep: order, results, zero and negative times.
import asyncio
import time


async def s(name, delay):
    await asyncio.sleep(delay)
    print(name)


async def main():
    print(await asyncio.sleep(0), await asyncio.sleep(0, "result"), await asyncio.sleep(0.01, result=[1]),
        await asyncio.sleep(-5, "negative"))
    await asyncio.gather(s("c", 0.06), s("a", 0.02), s("b", 0.04), s("zero", 0))
    start = time.monotonic()
    await asyncio.gather(*(asyncio.sleep(0.05) for _ in range(100)))
    print(0.045 < time.monotonic() - start < 2)
    order = []

    async def same(n):
        await asyncio.sleep(0.01)
        order.append(n)

    await asyncio.gather(*(same(n) for n in range(10)))
    print(order)
    loop = asyncio.get_running_loop()
    t0 = loop.time()
    await asyncio.sleep(0.02)
    print(loop.time() - t0 >= 0.019)
    for bad in (lambda: asyncio.sleep("x"), lambda: asyncio.sleep(float("nan")), lambda: asyncio.sleep()):
        try:
            await bad()
        except (TypeError, ValueError) as e:
            print(type(e).__name__, e)


asyncio.run(main())
