# A trace function takes a frame to another line: what is dropped, what may not be entered, and what is said of it.
import sys
import warnings


def run(function, start, target, event="line", drive=lambda f, out: f(out)):
    first = function.__code__.co_firstlineno
    out, said = [], []

    def trace(frame, what, arg):
        if frame.f_code is function.__code__ and not said and what == event and frame.f_lineno - first == start:
            said.append("")
            try:
                frame.f_lineno = first + target
            except Exception as e:
                said.append(f"{type(e).__name__}: {e}")
        return trace

    sys.settrace(trace)
    try:
        drive(function, out)
    except Exception as e:
        said.append(type(e).__name__)
    finally:
        sys.settrace(None)
    print(start, target, event, out, *said[1:])


def loop(o):
    o.append(1)
    for i in (1, 2):
        o.append(3)
        o.append(4)
    o.append(5)
    for j in (7, 8, 9):
        o.append(7 + 10 * j)
    o.append(8)
    while len(o) < 20:
        o.append(10)
        o.append(11)
    o.append(12)


class CM:

    def __init__(s, o, n):
        s.o = o
        s.n = n

    def __enter__(s):
        s.o.append(s.n)
        return s

    def __exit__(s, *a):
        s.o.append(-s.n)
        return False


def withs(o):
    o.append(1)
    with CM(o, 2):
        o.append(3)
    o.append(4)
    with CM(o, 5), CM(o, 55):
        o.append(6)
        o.append(7)
    with CM(o, 8) as v:
        o.append(9)
        for i in (1, 2):
            o.append(11)
    o.append(12)


def tries(o):
    o.append(1)
    try:
        o.append(3)
        1 / 0
        o.append(5)
    except ZeroDivisionError as e:
        o.append(7)
        o.append(8)
    except:
        o.append(10)
    else:
        o.append(12)
    finally:
        o.append(14)
        o.append(15)
    try:
        o.append(17)
    finally:
        o.append(19)
    try:
        pass
    except:
        o.append(23)
    o.append(24)


def gen(o):
    o.append(1)

    def g():
        pass
    yield 4
    o.append(5)
    yield 6
    o.append(7)


class It:

    def __init__(s, n):
        s.i = iter(range(n))

    def __aiter__(s):
        return s

    async def __anext__(s):
        try:
            return next(s.i)
        except StopIteration:
            raise StopAsyncIteration


class ACM:

    def __init__(s, o, n):
        s.o = o
        s.n = n

    async def __aenter__(s):
        s.o.append(s.n)
        return s

    async def __aexit__(s, *a):
        s.o.append(-s.n)
        return False


async def co(o):
    o.append(1)
    async for i in It(2):
        o.append(3)
        o.append(4)
    o.append(5)
    async with ACM(o, 6) as f:
        o.append(7)
    o.append(8)
    r = [i async for i in It(2)]
    o.append(11)


def drive_coroutine(function, out):
    try:
        function(out).send(None)
    except StopIteration:
        pass


def drive_generator(function, out):
    out.append(list(function(out)))


def unbound(o):
    o.append(1)
    x = 2
    y = 3
    o.append((x, y))


for a in range(1, 13):
    for b in range(1, 13):
        run(loop, a, b)
for a in range(1, 13):
    for b in range(1, 13):
        # Whether a loop in a `with` can be left for another `with` depends on what lies on the stack.
        if (a, b) not in ((11, 5), (11, 6), (11, 7)):
            run(withs, a, b)
for a in (1, 3, 4, 6, 8, 14, 17, 20):
    for b in range(1, 25):
        if (a, b) != (8, 9):
            run(tries, a, b)
for a in range(1, 9):
    for b in range(1, 9):
        if (a, b) not in ((3, 6), (3, 7), (4, 6), (4, 7)):
            run(co, a, b, drive=drive_coroutine)
for event in "line", "return", "call":
    for a in 0, 1, 4, 5, 7:
        for b in 1, 2, 5, 7:
            if event != "return" or a not in (5, 7):
                run(gen, a, b, event, drive_generator)
for event in "exception", "return", "call":
    run(tries, 4, 5, event)
run(withs, 1, -100)
run(withs, 1, 100)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    run(unbound, 1, 4)
    run(unbound, 2, 3)
print([str(w.message) for w in caught])
with warnings.catch_warnings():
    warnings.simplefilter("error")
    run(unbound, 1, 4)


def odd(function, value):
    def trace(frame, what, arg):
        if what == "line":
            try:
                frame.f_lineno = value
            except Exception as e:
                print(type(e).__name__, e)
            sys.settrace(None)
        return trace

    sys.settrace(trace)
    function([])


for value in "a", 1.0, True, 2**31, -(2**31) - 1, 2**70:
    odd(unbound, value)
frame = sys._getframe()
try:
    frame.f_lineno = 1
except ValueError as e:
    print(e)


# Lines that no instruction tells are come to behind a jump too.
def passes():
    try:
        x = 1
    finally:
        y = 2
    try:
        pass
    except:
        pass
    return x


def lines(frame, event, arg):
    if frame.f_code is passes.__code__:
        print(event, frame.f_lineno - passes.__code__.co_firstlineno)
    return lines


sys.settrace(lines)
passes()
sys.settrace(None)


# The line that a frame is taken to is not reported.
def told(start, target):
    events = []

    def trace(frame, event, arg):
        if frame.f_code is loop.__code__ and len(events) < 12:
            line = frame.f_lineno - loop.__code__.co_firstlineno
            events.append((event, line))
            if event == "line" and line == start and ("now", target) not in events:
                frame.f_lineno = loop.__code__.co_firstlineno + target
                events.append(("now", frame.f_lineno - loop.__code__.co_firstlineno))
        return trace

    sys.settrace(trace)
    loop([])
    sys.settrace(None)
    print(events)


told(1, 5)
told(5, 1)
told(3, 2)
told(3, 8)
told(4, 4)
