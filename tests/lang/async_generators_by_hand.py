# Asynchronous generators and iterators driven without a loop.
import types


@types.coroutine
def pause(x):
    return (yield x)


def run(coro):
    requests = []
    try:
        while True:
            requests.append(coro.send(None))
    except StopIteration as e:
        return e.value, requests


async def numbers(n):
    try:
        for i in range(n):
            got = yield i
            if got is not None:
                print("got", got)
            await pause(f"pause {i}")
    finally:
        print("numbers finally")


async def collect():
    return [x async for x in numbers(3)], [x * 2 async for x in numbers(2) if x], {x async for x in numbers(1)}, {x: x async for x in numbers(1)}


print(run(collect()))


async def loop_else():
    async for x in numbers(2):
        print("x", x)
    else:
        print("else")
    async for x in numbers(5):
        break
    else:
        print("never")
    return x


print(run(loop_else()))
g = numbers(2)
print(type(g).__name__, repr(g).split(" at ")[0], g.__aiter__() is g, type(g.__anext__()).__name__,
    type(g.asend(None)).__name__, type(g.aclose()).__name__)


async def by_hand():
    g = numbers(3)
    print(await g.__anext__(), await g.asend("sent"), await anext(g))
    try:
        await g.__anext__()
    except StopAsyncIteration as e:
        print("end", e.args)
    print(await anext(g, "default"))
    g = numbers(3)
    await anext(g)
    try:
        await g.athrow(ValueError("thrown"))
    except ValueError as e:
        print(e)
    g = numbers(3)
    await anext(g)
    print(await g.aclose(), await g.aclose())
    g = numbers(3)
    await g.aclose()
    try:
        await g.asend(1)
    except StopAsyncIteration:
        print("closed")
    g = numbers(3)
    try:
        await g.asend(1)
    except TypeError as e:
        print(e)
    await g.aclose()


run(by_hand())


async def catches():
    while True:
        try:
            yield "ready"
        except ValueError as e:
            yield f"caught {e}"


async def resists():
    try:
        yield 1
    except GeneratorExit:
        yield 2


async def drive():
    g = catches()
    print(await anext(g), await g.athrow(ValueError("v")), await anext(g))
    await g.aclose()
    r = resists()
    await anext(r)
    try:
        await r.aclose()
    except RuntimeError as e:
        print(e)
    return [y async for y in (x + 1 async for x in numbers(2))], type(x async for x in numbers(1)).__name__


print(run(drive()))


class AsyncRange:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        self.i = -1
        return self

    async def __anext__(self):
        self.i += 1
        if self.i == self.n:
            raise StopAsyncIteration
        await pause("anext")
        return self.i


async def use_class():
    return [x async for x in AsyncRange(3)], [(x,
        y) async for x in AsyncRange(2) for y in range(2)], [x for x in range(2) if [y async for y in AsyncRange(x)]]


print(run(use_class()))


class NoAnext:
    def __aiter__(self):
        return self


class BadAnext:
    def __aiter__(self):
        return self

    def __anext__(self):
        return 5


class AiterCoroutine:
    async def __aiter__(self):
        return self


async def iterate(x):
    async for _ in x:
        pass


for f in (lambda: iterate([1]), lambda: iterate(NoAnext()), lambda: iterate(BadAnext()), lambda: iterate(None)):
    try:
        run(f())
    except TypeError as e:
        print(e)


async def stop_inside():
    yield 1
    raise StopAsyncIteration


async def stop_inside2():
    yield 1
    raise StopIteration


for f in stop_inside, stop_inside2:
    try:
        run(iterate(f()))
    except RuntimeError as e:
        print(e)


async def simultaneous():
    g = numbers(2)
    a = g.__anext__()
    b = g.__anext__()
    print(await a)
    print(await b)
    try:
        await a
    except RuntimeError as e:
        print(e)
    await g.aclose()


run(simultaneous())
