# inspect's view of generators, coroutines and async generators; gi_, cr_ and ag_ attributes.
import inspect
import types


def g():
    print("inside:", inspect.getgeneratorstate(me), me.gi_running)
    x = yield 1
    yield from sub()


def sub():
    yield 2


me = g()
print(inspect.getgeneratorstate(me), me.gi_running, me.gi_suspended, me.gi_yieldfrom, me.gi_code.co_name,
    me.gi_frame is not None)
next(me)
print(inspect.getgeneratorstate(me), me.gi_suspended, me.gi_yieldfrom)
next(me)
print(inspect.getgeneratorstate(me), me.gi_yieldfrom.__name__)
print(list(me), inspect.getgeneratorstate(me), me.gi_frame, me.gi_suspended)


class Wait:
    def __await__(self):
        yield "waiting"


async def c():
    print("inside:", inspect.getcoroutinestate(co), co.cr_running)
    await Wait()
    await d()


async def d():
    await Wait()


co = c()
print(inspect.getcoroutinestate(co), co.cr_running, co.cr_suspended, co.cr_await, co.cr_code.co_name, co.cr_origin)
print(co.send(None), inspect.getcoroutinestate(co), type(co.cr_await).__name__)
print(co.send(None), co.cr_await.__name__)
try:
    co.send(None)
except StopIteration:
    print(inspect.getcoroutinestate(co), co.cr_frame, co.cr_await)


async def ag():
    yield 1


a = ag()
print(inspect.getasyncgenstate(a), a.ag_running, a.ag_code.co_name, a.ag_await, a.ag_suspended)


@types.coroutine
def old():
    yield


for f in (g, c, ag, old, len, lambda: 0, lambda: (yield)):
    print(f.__name__, inspect.isgeneratorfunction(f), inspect.iscoroutinefunction(f), inspect.isasyncgenfunction(f),
        inspect.isfunction(f), inspect.isbuiltin(f), callable(f))
o = old()
co2 = c()
for x in (me, co, a, o, co2, 5, [], Wait()):
    print(type(x).__name__, inspect.isgenerator(x), inspect.iscoroutine(x), inspect.isasyncgen(x),
        inspect.isawaitable(x))
co2.close()
print(inspect.getcoroutinestate(co2), inspect.CORO_CREATED, inspect.CORO_RUNNING, inspect.CORO_SUSPENDED,
    inspect.CORO_CLOSED, inspect.AGEN_CREATED)
print(inspect.signature(lambda a, b=1, *c, d, **e: 0), list(inspect.signature(g).parameters), inspect.isclass(Wait),
    inspect.ismodule(inspect), inspect.ismethod(Wait().__await__))
