# While what a generator delegates to is being closed the generator counts as running; a generator with nothing around its
# `yield` that would see it is closed without running.
import inspect
import sys


def tried(what, function):
    try:
        print("  ", what, function())
    except BaseException as e:
        print("  ", what, type(e).__name__, e, repr(e.__context__))


def inner():
    try:
        yield 1
        yield 2
    finally:
        print("  ", generator.gi_running, generator.gi_suspended, inspect.getgeneratorstate(generator), generator.gi_yieldfrom)
        tried("next", lambda: next(generator))
        tried("send", lambda: generator.send(1))
        tried("throw", lambda: generator.throw(KeyError))
        tried("close", lambda: generator.close())


def outer():
    try:
        yield from inner()
    except BaseException as e:
        print("   outer", repr(e))
        raise


def outermost():
    yield from outer()


for make in (outer, outermost):
    for how in ("close", "throw", "exit"):
        print(make.__name__, how)
        generator = make()
        next(generator)
        if how == "close":
            tried("done", generator.close)
        elif how == "throw":
            tried("done", lambda: generator.throw(ValueError))
        else:
            tried("done", lambda: generator.throw(GeneratorExit))
        print("  ", generator.gi_running, generator.gi_frame)


class Iterator:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    def close(self):
        print("  ", generator.gi_running, generator.gi_suspended, inspect.getgeneratorstate(generator))
        tried("next", lambda: next(generator))
        tried("close", lambda: generator.close())


def over_iterator():
    yield from Iterator()


for how in ("close", "exit"):
    print("iterator", how)
    generator = over_iterator()
    next(generator)
    tried("done", generator.close if how == "close" else lambda: generator.throw(GeneratorExit))


def noticed(name):
    try:
        yield 1
    finally:
        state = inspect.getgeneratorstate(generator)
        print("  ", name, state, generator.gi_frame is None, sys._getframe().f_back.f_code.co_name, sys.exception())


def in_a_loop():
    for x in noticed("loop"):
        yield


def in_a_variable():
    kept = noticed("variable")
    next(kept)
    yield


def in_a_try():
    kept = noticed("try")
    next(kept)
    try:
        yield
    except KeyError:
        pass


def in_a_handler():
    kept = noticed("handler")
    next(kept)
    try:
        1 / 0
    except ZeroDivisionError:
        yield


for make in (in_a_loop, in_a_variable, in_a_try, in_a_handler):
    print(make.__name__)
    generator = make()
    next(generator)
    generator.close()

# Closing a delegate that runs: the error is told in the delegator, with what is being handled there.
generator = None


def runs():
    try:
        raise OSError
    except OSError:
        tried("closed", delegator.close)
        yield


def delegating():
    try:
        yield from generator
    except ValueError as e:
        print("  ", repr(e), repr(e.__context__))


def first():
    yield 1
    yield from runs()


generator = first()
next(generator)
delegator = delegating()
next(delegator)
next(generator, None)
