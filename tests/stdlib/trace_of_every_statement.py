# What trace functions are told of statements that do nothing, of conditions that are constants, of `except*` and of the
# ends of generators and coroutines.
import sys


def run(function, *args):
    base = function.__code__.co_firstlineno
    file = function.__code__.co_filename
    events = []

    def tracer(frame, event, arg):
        if frame.f_code.co_filename != file or frame.f_code is run.__code__:
            return None
        detail = f"{arg[0].__name__}({arg[1]})" if event == "exception" else ""
        events.append(f"{frame.f_code.co_name} {frame.f_lineno - base} {event} {detail}".strip())
        return tracer

    sys.settrace(tracer)
    try:
        function(*args)
    except BaseException as error:
        events.append(f"raised {error!r}")
    finally:
        sys.settrace(None)
    print(f"-- {function.__name__}")
    for event in events:
        print("  ", event)


def empty_bodies():
    def documented(): "A text."

    def scoped():
        """A text."""
        global nothing

    def annotated():
        x: int

    documented()
    scoped()
    annotated()


def constants():
    if 0:
        x = 1
    if 1:
        x = 2
    if __debug__:
        x = 3
    else:
        x = 4
    if not __debug__:
        x = 5
    assert 1
    assert True, "text"
    while 0:
        x = 6
    return x


def in_finally():
    try:
        raise ValueError
    finally:
        if 0:
            x = 1


def groups():
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2), KeyError(3)])
    except* ValueError as e:
        x = 1
    except* TypeError:
        x = 2
    except* OSError:
        x = 3
    else:
        x = 4
    finally:
        x = 5


def groups_nested():
    try:
        try:
            raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
        except* TypeError as e:
            x = 1
        except* OSError:
            x = 2
        except* ValueError:
            raise
    except* ValueError:
        try:
            raise TypeError(14)
        except* OSError:
            x = 3
        except* TypeError as e:
            x = 4
    return 0


def not_caught():
    try:
        try:
            raise ValueError(3)
        except* TypeError:
            x = 5
    except ValueError:
        x = 7


def decorated():
    def same(x):
        return x

    @same
    @same
    class A(object):
        "A text."
        x = 1


def numbers(result):
    yield 1
    return result


def ends():
    for i in numbers(None): pass
    for i in numbers(4): pass
    a, = numbers(None)


def delegating():
    x = yield from numbers(5)
    x = yield from numbers(None)


def delegates():
    list(delegating())


class Manager:
    def __init__(self, result=None):
        self.result = result

    async def __aenter__(self):
        return 1

    async def __aexit__(self, *error):
        return self.result


class Items:
    def __await__(self):
        return iter([1, 2])


async def waiting():
    async with Manager() as m, Manager(True):
        1 / 0
    await Items()


def asynchronous():
    coroutine = waiting()
    try:
        while True:
            coroutine.send(None)
    except StopIteration:
        pass


for function in (empty_bodies, constants, in_finally, groups, groups_nested, not_caught, decorated, ends, delegates,
                 asynchronous):
    run(function)


# A function that is taken away and comes back is not told of the same line again.
def taken_away(frame, event, arg):
    if frame.f_code is constants.__code__:
        told.append(event)
        if event == "line":
            frame.f_trace = None
        return taken_away


told = []
sys.settrace(taken_away)
constants()
sys.settrace(None)
print(told)
