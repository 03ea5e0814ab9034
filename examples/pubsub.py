# Publish and subscribe: each subscriber has its own queue; a slow one drops its oldest messages, never the others'.
import asyncio
from collections import defaultdict
from contextlib import contextmanager


class Broker:
    def __init__(self):
        self.topics = defaultdict(list)

    @contextmanager
    def subscribe(self, topic, size):
        queue = asyncio.Queue(size)
        self.topics[topic].append(queue)
        try:
            yield queue
        finally:
            self.topics[topic].remove(queue)

    def publish(self, topic, message):
        for queue in self.topics[topic]:
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(message)
        return len(self.topics[topic])


async def subscriber(name, broker, topic, size, pace):
    got = []
    with broker.subscribe(topic, size) as queue:
        while (message := await queue.get()) is not None:
            got.append(message)
            for _ in range(pace):
                await asyncio.sleep(0)
    print(f"{name:<6} {got}")


async def main():
    broker = Broker()
    async with asyncio.TaskGroup() as group:
        group.create_task(subscriber("quick", broker, "news", 100, 0))
        group.create_task(subscriber("slow", broker, "news", 2, 4))
        group.create_task(subscriber("other", broker, "sport", 100, 0))
        await asyncio.sleep(0)
        for n in range(10):
            broker.publish("news", n)
            await asyncio.sleep(0)
        print("listening to sport:", broker.publish("sport", "goal"))
        for topic in list(broker.topics):
            broker.publish(topic, None)
    print("listening at the end:", broker.publish("news", "?"))


asyncio.run(main())
