# Producers and consumers around a bounded queue: put waits while it is full, get while it is empty, join until all
# work is done.
import asyncio


async def producer(name, queue, items):
    for item in items:
        await queue.put(item)
        print(f"{name} put {item} ({queue.qsize()} waiting)")


async def consumer(name, queue, done):
    while True:
        item = await queue.get()
        done.append((name, item))
        queue.task_done()


async def main():
    queue = asyncio.Queue(maxsize=2)
    done = []
    consumers = [asyncio.create_task(consumer(name, queue, done)) for name in ("c1", "c2")]
    await asyncio.gather(
        producer("letters", queue, "abcd"),
        producer("numbers", queue, [1, 2, 3, 4]),
    )
    await queue.join()
    for task in consumers:
        task.cancel()
    print(await asyncio.gather(*consumers, return_exceptions=True))
    print(len(done), "items, each once:", sorted(str(item) for _, item in done))


asyncio.run(main())
