# What a generator or coroutine delegates to has attributes `throw` and `close` that raise when they are looked for: the
# error goes to whoever threw, the generator waits on.
import sys


class Delegate:
    def __init__(self, error):
        self.error = error

    def __iter__(self):
        return self

    __await__ = __iter__

    def __next__(self):
        return "item"

    def send(self, value):
        return f"sent {value}"

    @property
    def throw(self):
        print("  throw looked for")
        raise self.error

    @property
    def close(self):
        print("  close looked for")
        raise self.error


def shown(error):
    return f"{error!r}, context {error.__context__!r}, cause {error.__cause__!r}"


def generator(inner):
    try:
        print("  result", (yield from inner))
        yield "end"
    except BaseException as error:
        print("  in generator", shown(error))
        raise


async def coroutine(inner):
    try:
        print("  result", await inner)
    except BaseException as error:
        print("  in coroutine", shown(error))
        raise


def nested(inner):
    try:
        1 / 0
    except ZeroDivisionError:
        try:
            print("  result", (yield from generator(inner)))
        except BaseException as error:
            print("  in nested", shown(error))
        yield "after"


def within(inner):
    return (yield from nested(inner))


def outcome(f, *args):
    try:
        return f"returned {f(*args)!r}"
    except BaseException as error:
        return f"raised {shown(error)}"


def once(f, error, act):
    inner = Delegate(error)
    running = f(inner)
    print(" ", running.send(None))
    act(running)
    error.__context__ = error.__traceback__ = None


def throw(running):
    print(" ", outcome(running.throw, KeyError("thrown")))
    print(" ", outcome(running.send, 1))


def throw_in_handler(running):
    try:
        {}["handled"]
    except KeyError:
        print(" ", outcome(running.throw, OSError("thrown")))
    print(" ", outcome(running.throw, OSError, "again"))


def exit_by_throw(running):
    print(" ", outcome(running.throw, GeneratorExit))


def close(running):
    print(" ", outcome(running.close))


def states(running):
    print(" ", outcome(running.throw, KeyError("thrown")))
    frame = running.gi_frame if hasattr(running, "gi_frame") else running.cr_frame
    running_now = running.gi_running if hasattr(running, "gi_running") else running.cr_running
    print(" ", frame is not None, running_now)


sys.unraisablehook = lambda unraisable: print("  unraisable", repr(unraisable.exc_value))
for error in (ValueError("looked"), AttributeError("none"), StopIteration(5), KeyboardInterrupt(), GeneratorExit()):
    for f in (generator, coroutine, nested, within):
        for act in (throw, throw_in_handler, exit_by_throw, close, states):
            print(repr(error), f.__name__, act.__name__)
            once(f, error, act)


class Raising:
    def __getattr__(self, name):
        if name == "throw":
            raise ValueError("looked")
        raise AttributeError(name)

    def __aiter__(self):
        return self

    def __anext__(self):
        return Delegate(LookupError("step"))


async def asynchronous():
    try:
        yield await Delegate(RuntimeError("inside"))
    except BaseException as error:
        print("  in asynchronous generator", shown(error))


async def loops(source):
    try:
        async for item in source:
            print("  item", item)
    except BaseException as error:
        print("  in loop", shown(error))


for source in (Raising(), asynchronous()):
    running = loops(source)
    print(type(source).__name__, running.send(None))
    print(" ", outcome(running.throw, KeyError("thrown")))
step = asynchronous().asend(None)
print(step.send(None), outcome(step.throw, KeyError("thrown")), outcome(step.send, None))
