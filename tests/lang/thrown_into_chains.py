# What is thrown into a chain of generators or coroutines has as its context what the chain is handling; attributes of
# methods; the state of generators that debuggers look at.
import asyncio, sys, types, warnings, weakref


async def inner():
    await asyncio.sleep(1)


def contexts(e):
    while e is not None:
        print("   ", repr(e))
        e = e.__context__


async def cancelled_while_handling():
    try:
        1 / 0
    except ZeroDivisionError:
        await inner()


async def failed_while_handling(future):
    try:
        1 / 0
    except ZeroDivisionError:
        await future


async def main():
    task = asyncio.create_task(cancelled_while_handling())
    await asyncio.sleep(0)
    task.cancel("stop")
    try:
        await task
    except asyncio.CancelledError as e:
        contexts(e)
    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(failed_while_handling(future))
    await asyncio.sleep(0)
    future.set_exception(KeyError("k"))
    try:
        await task
    except KeyError as e:
        contexts(e)

asyncio.run(main())


def outer_generator():
    try:
        1 / 0
    except ZeroDivisionError:
        yield from inner_generator()


def inner_generator():
    yield


g = outer_generator()
next(g)
try:
    raise OSError("of the caller: no context")
except OSError:
    try:
        g.throw(KeyError("thrown"))
    except KeyError as e:
        contexts(e.__context__.__context__ and KeyError("wrong") or e)

# Throwing into an async generator's step that waits.


@types.coroutine
def wait(value):
    yield value


async def closing():
    try:
        yield 1
    finally:
        await wait("in finally")

agen = closing()
try:
    agen.asend(None).send(None)
except StopIteration as e:
    print("first:", e.value)
step = agen.aclose()
print(step.send(None))
try:
    step.throw(KeyError("into aclose"))
except KeyError as e:
    contexts(e)


class A:
    def method(self, x=3):
        """Of the method."""
        return self.method.__code__.co_name, self.method.__defaults__, self.method.__kwdefaults__

print(A().method(), A().method.__doc__, A().method.__name__, A().method.__code__ is A.method.__code__)
A.method.attribute = "set"
print(A().method.attribute)
try:
    A().method.attribute = 1
except AttributeError as e:
    print(e)
try:
    A().method.nothing
except AttributeError as e:
    print(e)

print(types.GeneratorType[int, str, float], types.CoroutineType[int, str, float], types.AsyncGeneratorType[int, str])
expression = (x for x in [1, 2])
print(list(expression.gi_frame.f_locals), next(expression), list(expression.gi_frame.f_locals))


def with_finally():
    try:
        yield
    finally:
        print("finally")

g = with_finally()
next(g)
weakref.finalize(g, print, "weak references are told first")
del g


async def never():
    pass


def make():
    return never()

sys.set_coroutine_origin_tracking_depth(2)
c = make()
print([(line, name) for _, line, name in c.cr_origin])
sys.set_coroutine_origin_tracking_depth(0)
c.close()
seen = []
sys.unraisablehook = lambda args: seen.append((type(args.exc_value).__name__, str(args.exc_value)))
with warnings.catch_warnings():
    warnings.simplefilter("error")
    never()
sys.unraisablehook = sys.__unraisablehook__
print(seen)
