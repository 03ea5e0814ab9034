# Coroutines that never wait, loops around them, and long chains of awaits.
import asyncio


async def at_once(x):
    return x


async def deep(n):
    if n == 0:
        await asyncio.sleep(0)
        return 0
    return 1 + await deep(n - 1)


async def main():
    total = 0
    for i in range(10_000):
        total += await at_once(i)
    print(total)
    print(await deep(300))
    order = []

    async def busy(name):
        for i in range(3):
            await at_once(i)
            order.append(name)

    await asyncio.gather(busy("a"), busy("b"))
    print("".join(order), "without a suspension tasks do not interleave")
    tasks = [asyncio.create_task(deep(n)) for n in (5, 50, 250)]
    print([await t for t in tasks])
    done = asyncio.get_running_loop().create_future()
    done.set_result(None)
    order.clear()

    async def on_done(name):
        for i in range(2):
            await done
            order.append(name)

    await asyncio.gather(on_done("a"), on_done("b"))
    print("".join(order), "nor on a future that is done")


asyncio.run(main())
