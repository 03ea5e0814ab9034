# A generator that is suspended in a handler ends when it is dropped, whatever kind of handler it is: the exception that it
# handles does not keep it.
import asyncio
import types


class Problem(Exception):
    pass


def in_except():
    try:
        raise Problem
    except Problem as e:
        yield e


def in_star_of_one():
    try:
        raise Problem
    except* Problem as e:
        yield e


def in_star_without_name():
    try:
        raise Problem
    except* Problem:
        yield


def in_star_of_group():
    try:
        raise ExceptionGroup("", [Problem()])
    except* Problem as e:
        yield from [e]


def in_second_star():
    try:
        try:
            raise Problem
        except* Problem as e:
            raise ValueError
    except* ValueError as e:
        yield e


def after_star():
    try:
        raise Problem
    except* Problem as e:
        pass
    yield


def told(f):
    try:
        yield from f()
    finally:
        print("  ends:", f.__name__)


for f in (in_except, in_star_of_one, in_star_without_name, in_star_of_group, in_second_star, after_star):
    generator = told(f)
    next(generator)
    print(f.__name__)
    del generator

    def loop():
        for _ in told(f):
            yield

    generator = loop()
    next(generator)
    generator.close()
    print("closed")


async def suspended():
    try:
        try:
            raise Problem
        except* Problem as e:
            await waiting()
    finally:
        print("  ends: a coroutine")


@types.coroutine
def waiting():
    yield


coroutine = suspended()
coroutine.send(None)
del coroutine
print("dropped")


async def main():
    async def generate():
        try:
            raise Problem
        except* Problem as e:
            yield e
        finally:
            print("  ends: an asynchronous generator")

    async for _ in generate():
        break
    for _ in range(3):
        await asyncio.sleep(0)
    print("left")
    # What is thrown into an asynchronous generator that has not begun is not turned into a RuntimeError.
    print(await generate().athrow(StopIteration("the result")))


asyncio.run(main())
