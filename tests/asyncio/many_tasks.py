# Ten thousand tasks at once.
import asyncio


async def child(n):
    await asyncio.sleep(0)
    await asyncio.sleep(0.001 * (n % 3))
    return n


async def main():
    print(sum(await asyncio.gather(*(child(n) for n in range(10_000)))))
    async with asyncio.TaskGroup() as tg:
        tasks = [tg.create_task(child(n)) for n in range(1000)]
    print(sum(t.result() for t in tasks))
    q = asyncio.Queue()

    async def ring(n, inbox, outbox):
        while True:
            token = await inbox.get()
            await outbox.put(token + 1)
            if token > 5000 - 100:
                return

    queues = [asyncio.Queue() for _ in range(100)]
    nodes = [asyncio.create_task(ring(i, queues[i], queues[(i + 1) % 100])) for i in range(100)]
    queues[0].put_nowait(0)
    await asyncio.gather(*nodes)
    print("ring done", sum(queue.qsize() for queue in queues))
    tree = lambda d: leaf() if d == 0 else both(d)

    async def leaf():
        await asyncio.sleep(0)
        return 1

    async def both(d):
        return sum(await asyncio.gather(tree(d - 1), tree(d - 1)))

    print(await tree(10))


asyncio.run(main())
# Rondo runs this with --virtual-time.
