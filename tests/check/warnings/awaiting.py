import asyncio as aio
from asyncio import sleep


async def work():
    work()
    aio.sleep(1)
    sleep(1)
    aio.create_task(work())
    return work()


class Service:
    async def start(self):
        self.start()
        self.stop()

    def stop(self):
        self.start()

    async def events(self):
        self.events()
        yield 1


def outer():
    async def local():
        pass

    local()


work()
