# Rondo runs this with --virtual-time.
# What waits equally long is due in the order in which it began to, also on a clock that stands still meanwhile.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    order = []

    async def sleeper(i):
        await asyncio.sleep(0.05)
        order.append(i)

    async def limited(i):
        try:
            async with asyncio.timeout(0.05):
                await asyncio.Event().wait()
        except TimeoutError:
            order.append(i)

    async def awaited(i):
        try:
            await asyncio.wait_for(asyncio.Event().wait(), 0.05)
        except TimeoutError:
            order.append(i)

    for kind in (sleeper, limited, awaited):
        await asyncio.gather(*map(kind, range(30)))
        print(kind.__name__, order == list(range(30)))
        order.clear()
    for i in range(30):
        loop.call_later(0.05, order.append, i)
    await asyncio.sleep(0.1)
    print(order == list(range(30)))
    order.clear()

    # Those in between may be taken back, many or few.
    for count in (30, 300):
        handles = [loop.call_later(0.05, order.append, i) for i in range(count)]
        for i, handle in enumerate(handles):
            if i % 3:
                handle.cancel()
        await asyncio.sleep(0.1)
        print(order == list(range(0, count, 3)))
        order.clear()


asyncio.run(main())
