# Loops without an end, whose bodies have no loop of their own, still see signals and let other threads run.

import asyncio
import itertools
import signal
import threading


class Alarm(Exception):
    pass


def on_alarm(number, frame):
    raise Alarm


signal.signal(signal.SIGALRM, on_alarm)


def alarm():
    signal.setitimer(signal.ITIMER_REAL, 0.02)


class Endless:
    def __iter__(self):
        return self

    def __next__(self):
        return 1


class Items:
    def __getitem__(self, index):
        return 1


class Async:
    def __aiter__(self):
        return self

    async def __anext__(self):
        return 1


def delegating():
    yield from Endless()


def twice():
    yield from delegating()


def native():
    yield from itertools.repeat(1)


async def async_generator():
    for x in Endless():
        yield x


async def async_loop(source):
    alarm()
    async for _ in source:
        pass


async def async_comprehension():
    alarm()
    return [x async for x in Async() if not x]


def loop(source):
    for _ in source:
        pass


def loop_of_pairs(source):
    for _, _ in source:
        pass


ENDLESS = {
    "instance": lambda: loop(Endless()),
    "items": lambda: loop(Items()),
    "delegation": lambda: loop(delegating()),
    "delegation twice": lambda: loop(twice()),
    "delegation to a native": lambda: loop(native()),
    "native": lambda: loop(itertools.repeat(1)),
    "map": lambda: loop(map(abs, Endless())),
    "filter": lambda: loop(filter(lambda x: False, Endless())),
    "enumerate": lambda: loop_of_pairs(enumerate(Endless())),
    "zip": lambda: loop_of_pairs(zip(delegating(), Endless())),
    "iter": lambda: loop(iter(int, 1)),
    "generator": lambda: loop(x for x in Endless()),
    "comprehension": lambda: [x for x in Endless() if not x],
    "unpacked": lambda: [*(x for x in Endless() if not x)],
    "sum": lambda: sum(delegating()),
    "sum of an expression": lambda: sum(x for x in Endless()),
    "any": lambda: any(not x for x in Endless()),
    "max": lambda: max(Endless()),
    "join": lambda: "".join(x for x in Endless() if not x),
    "in": lambda: 2 in Endless(),
    # These set the alarm themselves, when asyncio has begun.
    "async for": lambda: asyncio.run(async_loop(Async())),
    "async generator": lambda: asyncio.run(async_loop(async_generator())),
    "async comprehension": lambda: asyncio.run(async_comprehension()),
}

for name, run in ENDLESS.items():
    try:
        if not name.startswith("async"):
            alarm()
        run()
    except Alarm:
        print(name, "ended")


def until(stop):
    class Stopped(Endless):
        def __next__(self):
            if stop.is_set():
                raise StopIteration
            return 1

    for _ in Stopped():
        pass
    print("a thread let the other run")


stop = threading.Event()
thread = threading.Thread(target=until, args=[stop])
thread.start()
stop.set()
thread.join()
