# Producers and consumers around a queue; what is printed does not depend on chance or timing.
import asyncio
import random


async def consumer(queue, identity):
    while True:
        val = await queue.get()
        got.append(val)
        log.append('{} get a val: {}'.format(identity, 1 <= val <= 10))
        await asyncio.sleep(0.01)


async def producer(queue, identity):
    for i in range(5):
        val = random.randint(1, 10)
        put.append(val)
        await queue.put(val)
        log.append('{} put a val: {}'.format(identity, 1 <= val <= 10))
        await asyncio.sleep(0.01)


async def main():
    queue = asyncio.Queue()  # golang channel like

    consumer_1 = asyncio.create_task(consumer(queue, 'consumer_1'))
    consumer_2 = asyncio.create_task(consumer(queue, 'consumer_2'))

    producer_1 = asyncio.create_task(producer(queue, 'producer_1'))
    producer_2 = asyncio.create_task(producer(queue, 'producer_2'))

    while len(got) < 10:
        await asyncio.sleep(0.01)
    consumer_1.cancel()
    consumer_2.cancel()

    print(await asyncio.gather(consumer_1, consumer_2, producer_1, producer_2, return_exceptions=True))


log, put, got = [], [], []
asyncio.run(main())
print(put == got, len(log))
for line in sorted(set(log)):
    print(line)
