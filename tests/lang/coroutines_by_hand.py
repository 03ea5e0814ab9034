# Coroutines driven without a loop.
import types


@types.coroutine
def ask(question):
    answer = yield question
    return answer


async def greet():
    name = await ask("name?")
    color = await ask("color?")
    return f"{name} likes {color}"


async def main():
    print("before")
    result = await greet()
    print("after", result)
    return result.upper()


c = main()
print(type(c).__name__, c.__name__, repr(c).split(" at ")[0])
print(c.send(None))
print(c.send("Ann"))
try:
    c.send("blue")
except StopIteration as e:
    print(e.value)
try:
    c.send(None)
except RuntimeError as e:
    print(e)


def run(coro, answers=()):
    """Drives a coroutine, sending it one answer after the other."""
    answers = iter(answers)
    try:
        request = coro.send(None)
        while True:
            request = coro.send(next(answers, None))
    except StopIteration as e:
        return e.value


async def add(a, b):
    return a + b


async def many():
    return [await add(i, 1) for i in range(3)], await add(await add(1, 2), await add(3, 4)), {await add(1,
        1): await add(2, 2)}, f"{await add(5, 5)}", (await add(1, 0)) if await add(0, 0) else "else"


print(run(many()))


class Awaitable:
    def __await__(self):
        x = yield "from __await__"
        return "result", x


class AwaitsIterator:
    def __await__(self):
        return iter([1, 2])


class Bad:
    def __await__(self):
        return 5


class Worse:
    def __await__(self):
        return add(1, 2)


async def waits(x):
    return await x


print(run(waits(Awaitable()), ["sent"]), run(waits(AwaitsIterator())), run(waits(waits(waits(Awaitable())))))
for bad in (Bad(), Worse()):
    try:
        run(waits(bad))
    except TypeError as e:
        print(e)
c = add(1, 2)
for f in (lambda: iter(c), lambda: next(c), lambda: list(c), lambda: c[0], lambda: c.send(1), lambda: c.send()):
    try:
        print(f())
    except TypeError as e:
        print(e)
w = c.__await__()
print(type(w).__name__, hasattr(w, "send"))
try:
    next(w)
except StopIteration as e:
    print(e.value)


async def catches():
    try:
        await ask("?")
    except ValueError as e:
        return f"caught {e}"
    finally:
        print("finally")


c = catches()
c.send(None)
try:
    c.throw(ValueError("thrown"))
except StopIteration as e:
    print(e.value)
c = catches()
c.send(None)
try:
    c.throw(KeyError("through"))
except KeyError as e:
    print(repr(e))
c = catches()
c.send(None)
print(c.close())
c = catches()
print(c.close())
try:
    c.send(None)
except RuntimeError as e:
    print(e)


async def twice(c):
    await c
    await c


c = add(1, 2)
try:
    run(twice(c))
except RuntimeError as e:
    print(e)


async def shares(c):
    return await c


c = waits(Awaitable())
first, second = shares(c), shares(c)
first.send(None)
try:
    second.send(None)
except RuntimeError as e:
    print(e)
first.close()


async def recursive(n):
    return 0 if n == 0 else 1 + await recursive(n - 1)


print(run(recursive(300)))


async def deep(n):
    return await (ask("bottom") if n == 0 else deep(n - 1))


c = deep(200)
print(c.send(None))
try:
    c.send("up")
except StopIteration as e:
    print(e.value)


class Ctx:
    async def __aenter__(self):
        return await ask("enter")

    async def __aexit__(self, kind, e, tb):
        await ask("exit")
        return kind is ValueError


async def uses():
    async with Ctx() as v, Ctx():
        print("in", v)
        raise ValueError("swallowed")
    return "out"


c = uses()
print(c.send(None), c.send("v1"), c.send("v2"), c.send(None))
try:
    print(c.send(None))
    c.send(None)
except StopIteration as e:
    print(e.value)


async def stops():
    raise StopIteration("x")


async def astops():
    raise StopAsyncIteration("y")


for f in stops, astops:
    try:
        run(f())
    except (RuntimeError, StopAsyncIteration) as e:
        print(repr(e), repr(e.__cause__))
