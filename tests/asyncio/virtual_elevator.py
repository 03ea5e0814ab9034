# A small simulation: tasks, queues, events and timeouts together.
import asyncio


class Elevator:
    def __init__(self):
        self.floor, self.calls, self.log = 0, asyncio.Queue(), []
        self.stopped = asyncio.Event()

    async def run(self):
        try:
            while True:
                try:
                    floor, arrived = await asyncio.wait_for(self.calls.get(), 0.2)
                except TimeoutError:
                    self.log.append("idle")
                    return
                while self.floor != floor:
                    self.floor += 1 if floor > self.floor else -1
                    self.log.append(self.floor)
                    await asyncio.sleep(0)
                arrived.set_result(self.floor)
        finally:
            self.stopped.set()

    async def call(self, floor):
        arrived = asyncio.get_running_loop().create_future()
        await self.calls.put((floor, arrived))
        return await arrived


async def person(elevator, name, start, end):
    await elevator.call(start)
    elevator.log.append(f"{name} in")
    await elevator.call(end)
    elevator.log.append(f"{name} out")


async def main():
    elevator = Elevator()
    machine = asyncio.create_task(elevator.run())
    await asyncio.gather(person(elevator, "ann", 2, 0), person(elevator, "bob", 1, 3))
    await elevator.stopped.wait()
    await machine
    print(*elevator.log)


asyncio.run(main())
