# The four states of a generator, each seen.
from inspect import getgeneratorstate, GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED


def simple_coroutine():
    print('-> coroutine started', getgeneratorstate(my_coro))
    x = yield
    print('-> coroutine received:', x)


my_coro = simple_coroutine()
print(getgeneratorstate(my_coro), getgeneratorstate(my_coro) == GEN_CREATED)
try:
    my_coro.send(1729)
except TypeError as e:
    print(e)
next(my_coro)
print(getgeneratorstate(my_coro), getgeneratorstate(my_coro) == GEN_SUSPENDED)
try:
    my_coro.send(42)
except StopIteration as e:
    print(repr(e), e.value)
print(getgeneratorstate(my_coro), getgeneratorstate(my_coro) == GEN_CLOSED)
print(GEN_RUNNING)
