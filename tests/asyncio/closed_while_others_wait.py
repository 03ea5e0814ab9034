"""Coroutines closed while they await a step of an async generator that waits itself, delegates whose `close` raises
StopIteration, and futures that two coroutines ask for."""
import asyncio


class Waits:
    def __await__(self):
        yield "waits"


async def numbers():
    try:
        await Waits()
        yield 1
    finally:
        print("generator over")


async def awaits(step):
    try:
        await step
    finally:
        print("coroutine over")


def outcome(function, *args):
    try:
        return function(*args)
    except BaseException as e:
        return repr(e)


def close(coroutine):
    return coroutine.close()


def throw(coroutine):
    return coroutine.throw(GeneratorExit("thrown"))


for end in close, throw:
    for name, args in ("__anext__", ()), ("asend", (None,)), ("athrow", (KeyError("k"),)), ("aclose", ()):
        generator = numbers()
        coroutine = awaits(getattr(generator, name)(*args))
        print(end.__name__, name, outcome(coroutine.send, None))
        print(outcome(end, coroutine), coroutine.cr_frame, generator.ag_running)


class Closes:
    def __iter__(self):
        return self

    def __next__(self):
        return "item"

    def close(self):
        raise StopIteration("closed")


def delegates():
    print("delegate returned", (yield from Closes()))
    return "result"


for end in close, throw:
    generator = delegates()
    next(generator)
    print(outcome(end, generator))


async def asked_twice():
    future = asyncio.get_running_loop().create_future()

    async def wait():
        await future

    first, second = wait(), wait()
    print(first.send(None) is future, outcome(second.send, None))
    future._asyncio_future_blocking = False
    third = wait()
    print(third.send(None) is future)
    for coroutine in first, third:
        coroutine.close()

    async def awaits_itself():
        await asyncio.sleep(0)
        await task

    async def awaits_other():
        await asyncio.sleep(0)
        await task

    task = asyncio.create_task(awaits_itself(), name="itself")
    other = asyncio.create_task(awaits_other())
    for result in await asyncio.gather(task, other, return_exceptions=True):
        print(str(result).split(":")[0])


asyncio.run(asked_twice())
