# oracle: 3.14
# sys.monitoring (PEP 669): tools, the events that they want, and what they are told.
import sys
import threading

m = sys.monitoring
E = m.events
T = 2


def attempt(function, *args):
    try:
        print(function.__name__, args, "->", function(*args))
    except Exception as error:
        print(function.__name__, args, type(error).__name__, error)


# ------------------------------------------------------------------------------------------------------------ Tools
print(m, type(m) is type(sys), type(E).__name__, "sys.monitoring" in sys.modules)
print(m.DEBUGGER_ID, m.COVERAGE_ID, m.PROFILER_ID, m.OPTIMIZER_ID, type(m.DISABLE), type(m.MISSING))
print([(name, getattr(E, name)) for name in ("NO_EVENTS", "PY_START", "PY_RETURN", "CALL", "LINE", "INSTRUCTION", "JUMP")])
print(sorted(name for name in vars(E) if not name.startswith("BRANCH")))
for number in (-1, 6, 7, "x", 1.5, None, 1 << 40):
    attempt(m.use_tool_id, number, "name")
    attempt(m.get_tool, number)
    attempt(m.free_tool_id, number)
    attempt(m.set_events, number, 1)
    attempt(m.get_events, number)
    attempt(m.register_callback, number, E.LINE, print)
attempt(m.use_tool_id, 2)
attempt(m.use_tool_id, 2, 5)
attempt(m.use_tool_id, 2, b"x")
attempt(m.set_events, 2, 0)
attempt(m.get_events, 2)
attempt(m.use_tool_id, 2, "ab")
attempt(m.use_tool_id, 2, "ab")
attempt(m.get_tool, 2)
attempt(m.get_tool, True)
attempt(m.register_callback, 2, E.LINE, print)
attempt(m.register_callback, 2, E.LINE, None)
attempt(m.register_callback, 2, E.LINE, None)
attempt(m.register_callback, 3, E.LINE, len)
attempt(m.register_callback, 3, E.LINE, None)
for event in (0, 3, -1, 1 << 30, "x"):
    attempt(m.register_callback, 2, event, None)
for event in (0, 3, -1, 1 << 20, 1 << 30, "x", E.CALL):
    attempt(m.set_events, 2, event)
    attempt(m.get_events, 2)
for events in (E.C_RETURN, E.C_RAISE, E.CALL | E.C_RETURN):
    attempt(lambda: m.set_events(2, events))
    attempt(lambda: m.set_local_events(2, attempt.__code__, events))
m.set_events(2, E.CALL | E.C_RETURN | E.C_RAISE)
print(m.get_events(2) == E.CALL)
m.set_local_events(2, attempt.__code__, E.CALL | E.LINE)
print(m.get_local_events(2, attempt.__code__) == E.CALL | E.LINE, m.get_local_events(2, (lambda: 0).__code__))
try:
    m.set_local_events(2, attempt.__code__, E.RAISE)
except ValueError as error:
    print(str(error)[:24])
attempt(m.set_local_events, 2, len, 0)
attempt(m.get_local_events, 2, None)
attempt(m.set_local_events, 2, 1)
attempt(m.restart_events, 1)
attempt(m.restart_events)
attempt(m._all_events)
m.set_local_events(2, attempt.__code__, 0)
m.set_events(2, 0)
attempt(m._all_events)

# ------------------------------------------------------------------------------------------ What is told, and in which order
log = []
names = {value: name for name, value in vars(E).items() if name != "NO_EVENTS" and not name.startswith("BRANCH")}


def short(value):
    if value is m.MISSING:
        return "MISSING"
    if isinstance(value, BaseException):
        return type(value).__name__ + str(value)
    if isinstance(value, (int, str, tuple, list)):
        return repr(value)
    return getattr(value, "__qualname__", type(value).__name__)


def teller(name):
    def told(code, *args):
        if code.co_filename != __file__ or code is run.__code__:
            return
        if name == "LINE":
            log.append((name, code.co_name, args[0] - code.co_firstlineno))
        else:
            assert args[0] % 2 == 0, (name, args)
            log.append((name, code.co_name, *[short(arg) for arg in args[1:]]))
    return told


def run(function, events):
    log.clear()
    for value, name in names.items():
        m.register_callback(T, value, teller(name))
    m.set_events(T, events)
    try:
        try:
            function()
        finally:
            m.set_events(T, 0)
    except Exception as error:
        print("!", type(error).__name__, error)
    print("==", function.__name__)
    for entry in log:
        print("  ", *entry)


def simple():
    x = 1
    return x + 1


def gen():
    a = yield 1
    yield 2
    return 3


def loop_gen():
    for i in gen():
        pass


def delegating():
    x = yield from gen()
    return x


def loop_delegating():
    list(delegating())
    for x in delegating(): pass


def raises():
    raise ValueError(1)


def handles():
    try:
        raises()
    except ValueError as e:
        pass


def handles_another():
    try:
        raises()
    except TypeError as e:
        pass


def finally_():
    try:
        raises()
    finally:
        simple()


class CM:
    def __init__(self, r):
        self.r = r

    def __enter__(self):
        return self

    def __exit__(self, *a):
        return self.r


def with_swallowed():
    with CM(True): raises()


def with_passed_on():
    with CM(False):
        raises()


def thrown():
    g = gen()
    next(g)
    try:
        g.throw(KeyError("x"))
    except KeyError:
        pass
    g = gen()
    try:
        g.throw(KeyError("y"))
    except KeyError:
        pass
    g = gen()
    next(g)
    g.close()
    g = gen()
    g.close()


def ends():
    g = gen()
    next(g)
    next(g)
    try:
        next(g)
    except StopIteration:
        pass
    next(g, None)


def same(x):
    return x


def calls():
    len([1])
    int("5")
    "abc".upper()
    print
    try:
        int("x")
    except ValueError:
        pass
    [].append(1)
    dict(a=1)
    max(1, 2, key=lambda v: v)
    CM(1)
    CM(1).__enter__()
    max(*[1, 2])
    sorted([2, 1], key=same)
    dict.fromkeys([1])
    object()
    str.join(",", ["a"])
    same(*(1,), **{})
    f = [].append
    f(3)


def class_body():
    class A(CM):
        y = 1

        def f(self): pass
    A(1).f()


def comprehensions():
    [i for i in range(2)]
    sum(i for i in range(2))
    sum((i for i in range(2)), 1)


def iterators():
    class It:
        n = 0

        def __iter__(self):
            return self

        def __next__(self):
            self.n += 1
            if self.n > 1:
                raise StopIteration
            return 1
    for i in It(): pass
    list(It())


def decorated():
    @same
    def g(): pass
    g()


async def outer():
    await inner()
    return 5


async def inner():
    return 4


def coroutines():
    try:
        outer().send(None)
    except StopIteration as e:
        pass


def bare_raise():
    try:
        raises()
    except ValueError:
        raise


def raise_from():
    try:
        raises()
    except ValueError as e:
        raise TypeError("t") from e


def special_methods():
    class P:
        @property
        def p(self):
            return 1

        def __add__(self, o):
            return 3

        def __getattr__(self, n):
            raise AttributeError(n)
    x = P().p
    P() + 1
    getattr(P(), "zz", 1)
    hasattr(P(), "zz")


def unpacking():
    a, b = gen()


def loops():
    for i in range(2):
        if i:
            continue
        i += 1
    while i:
        i -= 1
    while i < 2: i += 1
    return i


MOST = (E.PY_START | E.PY_RESUME | E.PY_RETURN | E.PY_YIELD | E.PY_UNWIND | E.PY_THROW | E.RAISE | E.EXCEPTION_HANDLED
        | E.RERAISE | E.STOP_ITERATION)
functions = [simple, loop_gen, loop_delegating, raises, handles, handles_another, finally_, with_swallowed, with_passed_on,
             thrown, ends, calls, class_body, comprehensions, iterators, decorated, coroutines, bare_raise, raise_from,
             special_methods, unpacking, loops]
for function in functions:
    # What enters a context manager is a call since 3.14.
    run(function, MOST if function in (with_swallowed, with_passed_on) else MOST | E.CALL)
for function in functions:
    run(function, E.LINE | E.PY_START)
for function in functions[:5]:
    run(function, E.PY_RETURN)

# ------------------------------------------------------------------------------------------ DISABLE, and what callbacks raise
D = m.DISABLE


def watched():
    for i in range(3):
        len("a")
        x = i
    return 1


def callback(name, result=None, error=None):
    def told(code, *args):
        if code is not watched.__code__:
            return
        line = args[0] - code.co_firstlineno if name == "LINE" else ""
        log.append((name, line, *[short(arg) for arg in args[1:]]))
        if error:
            raise error
        return result
    return told


def go(events, **callbacks):
    print("--", *callbacks)
    log.clear()
    for name in callbacks:
        m.register_callback(T, getattr(E, name), callback(name, *callbacks[name]))
    m.set_events(T, events)
    try:
        try:
            watched()
        finally:
            m.set_events(T, 0)
    except Exception as error:
        print("!", type(error).__name__, error)
    for entry in log:
        print("  ", *entry)
    for name in callbacks:
        print(name, m.register_callback(T, getattr(E, name), None) is not None)
    m.set_events(T, 0)


for name in names.values():
    m.register_callback(T, getattr(E, name), None)
go(E.LINE, LINE=(D,))
go(E.LINE, LINE=())
m.restart_events()
go(E.LINE, LINE=())
m.restart_events()
go(E.CALL, CALL=(D,), C_RETURN=())
m.restart_events()
go(E.CALL, CALL=(), C_RETURN=(D,))
m.restart_events()
go(E.PY_START | E.PY_RETURN, PY_START=(D,), PY_RETURN=(D,))
go(E.PY_START | E.PY_RETURN, PY_START=(D,), PY_RETURN=(D,))
m.restart_events()
zero = ZeroDivisionError("z")
go(E.LINE, LINE=(None, zero))
go(E.PY_START, PY_START=(None, zero))
go(E.PY_RETURN | E.PY_UNWIND | E.RAISE, PY_RETURN=(None, zero), PY_UNWIND=(), RAISE=())
go(E.CALL, CALL=(None, zero), C_RETURN=())
go(E.CALL, CALL=(), C_RETURN=(None, zero))


def watched():
    for i in range(3):
        len(5)


for name in ("RAISE", "PY_UNWIND", "C_RAISE"):
    go(E.RAISE | E.CALL | E.PY_UNWIND, **{name: (D,)})


def watched():
    try:
        len(5)
    except TypeError:
        pass


go(E.EXCEPTION_HANDLED, EXCEPTION_HANDLED=(D,))
go(E.RAISE, RAISE=(None, zero))


def once():
    yield 1
    return 4


def watched():
    for i in once(): pass
    for i in once(): pass


go(E.STOP_ITERATION | E.PY_YIELD, STOP_ITERATION=(D,), PY_YIELD=())
m.restart_events()

# ------------------------------------------------------------------------------ Several tools, single functions, threads
m.use_tool_id(3, "u")


def two():
    len("")
    return 2


log.clear()
m.register_callback(T, E.LINE, lambda c, n: log.append((T, n - c.co_firstlineno)) if c is two.__code__ else None)
m.register_callback(3, E.LINE, lambda c, n: (log.append((3, n - c.co_firstlineno)) if c is two.__code__ else None, D)[1])
m.set_events(T, E.LINE)
m.set_events(3, E.LINE)
two()
two()
m.set_events(T, 0)
m.set_events(3, 0)
print(log)
log.clear()
m.restart_events()
m.set_local_events(3, two.__code__, E.LINE)
two()
print(log, m.get_local_events(3, two.__code__))
m.set_local_events(3, two.__code__, 0)
two()
print(log)


def two():
    m.set_events(T, E.LINE)
    x = 1
    y = 2
    m.set_events(T, 0)
    z = 3


log.clear()
two()
print(log)


def one():
    return 1


def own(code, *_):
    if code.co_filename == __file__:
        log.append(code.co_name)


m.register_callback(T, E.PY_START, own)
log.clear()
m.set_events(T, E.PY_START)
(lambda: one())()
sys.call_tracing(one, ())
m.set_events(T, 0)
print(log)


def calls_others(code, offset):
    if code is one.__code__:
        log.append("one")
        simple()
        sys.call_tracing(simple, ())
    if code is simple.__code__:
        log.append("simple")


log.clear()
m.register_callback(T, E.PY_START, calls_others)
m.set_events(T, E.PY_START)
one()
m.set_events(T, 0)
print(log)
log.clear()
m.register_callback(T, E.PY_START, own)
m.set_events(T, E.PY_START)
thread = threading.Thread(target=one)
thread.start()
thread.join()
m.set_events(T, 0)
print(log)

# Trace functions are told first.
log.clear()
m.register_callback(T, E.PY_RETURN, own)
m.set_local_events(T, one.__code__, E.PY_START | E.PY_RETURN)


def tracer(frame, event, arg):
    if frame.f_code is one.__code__:
        log.append(event)
        return tracer


sys.settrace(tracer)
one()
sys.settrace(None)
print(log)
m.set_local_events(T, one.__code__, 0)

# A debugger that asks for lines of a function as it begins.
log.clear()


def begins(code, offset):
    if code is loops.__code__:
        m.set_local_events(T, code, E.LINE)


m.register_callback(T, E.PY_START, begins)
m.register_callback(T, E.LINE, lambda code, line: log.append(line - code.co_firstlineno))
m.set_events(T, E.PY_START)
loops()
m.set_events(T, 0)
print(log)
m.set_local_events(T, loops.__code__, 0)

# Instructions: how many there are and where is the machine's own affair.
offsets = []
m.register_callback(T, E.INSTRUCTION, lambda code, offset: offsets.append(offset))
m.register_callback(T, E.JUMP, lambda code, offset, to: offsets.append((offset, to)))
m.set_local_events(T, simple.__code__, E.INSTRUCTION)
simple()
m.set_local_events(T, simple.__code__, 0)
print(len(offsets) > 2, offsets == sorted(offsets), all(offset % 2 == 0 for offset in offsets))
m.free_tool_id(T)
m.free_tool_id(3)
print(m.get_tool(T), m.get_tool(3))
