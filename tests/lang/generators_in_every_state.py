# Generators, their delegates and the states between: every operation after every sequence of operations.
# With arguments, `over_careful next throw`, it shows what happens in one of them.
import gc, inspect, itertools, sys, types, warnings, zlib
warnings.simplefilter("ignore")
class Err(Exception): pass
class MyExit(GeneratorExit): pass

log = []
def say(*a): log.append(" ".join(map(str, a)))
def show(e):
    parts = []
    seen = set()
    while e is not None and id(e) not in seen:
        seen.add(id(e))
        parts.append(f"{type(e).__name__}({', '.join(map(str, e.args))})")
        if e.__cause__ is not None: parts.append("from"); e = e.__cause__
        elif e.__context__ is not None: parts.append("during" if not e.__suppress_context__ else "hiding"); e = e.__context__
        else: break
    return " ".join(parts)

def tb_lines(e):
    out = []; tb = e.__traceback__
    while tb:
        out.append(f"{tb.tb_frame.f_code.co_name}:{tb.tb_lineno - tb.tb_frame.f_code.co_firstlineno}"); tb = tb.tb_next
    return ",".join(out[1:])

def plain():
    say("begin")
    x = yield 1
    say("got", x)
    y = yield 2
    say("got", y)
    return "end"

def careful():
    for i in range(3):
        try:
            x = yield i
            say("got", x)
        except Err as e:
            say("caught", e)
            yield "c"
        finally:
            say("finally", i)

def stubborn():
    while True:
        try:
            yield "s"
        except GeneratorExit:
            say("no exit")
            yield "still"
        except Err:
            return "err"

def failing():
    try:
        yield 1
    finally:
        raise ValueError("from finally")

def returning():
    try:
        yield 1
        yield 2
    except BaseException as e:
        say("swallowed", type(e).__name__)
        return 7

def stops():
    yield 1
    raise StopIteration("inner")

def changing():
    try:
        yield 1
    except Err as e:
        raise KeyError("k") from e
    except GeneratorExit:
        raise Err("at exit")

class Iter:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 2: raise StopIteration("iter end")
        return self.n

class Full(Iter):
    def send(self, v):
        say("send", v)
        if v == "stop": raise StopIteration("sent")
        return ("sent", v)
    def throw(self, *a):
        say("throw", *(x.__name__ if isinstance(x, type) else show(x) for x in a))
        if isinstance(a[0], Err) and a[0].args == ("give",): return "given"
        if isinstance(a[0], Err) and a[0].args == ("stop",): raise StopIteration("thrown")
        raise a[0]
    def close(self):
        say("close")

class BadClose(Full):
    def close(self):
        say("bad close")
        raise ValueError("close")

class GetAttr(Iter):
    def __getattr__(self, name):
        say("getattr", name)
        raise AttributeError(name)

def over(make):
    def delegating():
        try:
            r = yield from make()
            say("result", r)
            yield "after"
        except BaseException as e:
            say("left by", show(e))
            raise
        finally:
            say("outer finally")
        return "outer"
    delegating.__name__ = delegating.__qualname__ = "over_" + make.__name__
    return delegating
def over2(make): return over(over(make))
def over_catching(make):
    def catching():
        while True:
            try:
                return (yield from make())
            except Err as e:
                say("again after", show(e))
    catching.__name__ = catching.__qualname__ = "catching_" + make.__name__
    return catching

@types.coroutine
def awaited():
    x = yield 1
    say("awaited", x)
    y = yield 2
    return "aw"
class Aw:
    def __await__(self): return (yield from careful())
async def coro():
    try:
        r = await awaited()
        say("r", r)
        return await Aw()
    finally:
        say("coro finally")
async def coro2():
    try:
        return await coro()
    except Err as e:
        say("coro2", show(e))
        return await coro()

ops = {
    "next": lambda g: g.send(None),
    "send": lambda g: g.send("v"),
    "sendstop": lambda g: g.send("stop"),
    "throw": lambda g: g.throw(Err("e")),
    "throwtype": lambda g: g.throw(Err),
    "give": lambda g: g.throw(Err("give")),
    "tstop": lambda g: g.throw(Err("stop")),
    "throwexit": lambda g: g.throw(GeneratorExit),
    "throwmyexit": lambda g: g.throw(MyExit("mine")),
    "throwstop": lambda g: g.throw(StopIteration("S")),
    "close": lambda g: g.close(),
}
short = ("next", "send", "throw", "close", "throwstop", "throwexit")

def state(g):
    if inspect.iscoroutine(g):
        return inspect.getcoroutinestate(g)[5:], getattr(g.cr_await, "__name__", g.cr_await and type(g.cr_await).__name__), g.cr_frame and g.cr_frame.f_lineno
    return inspect.getgeneratorstate(g)[4:], getattr(g.gi_yieldfrom, "__name__", g.gi_yieldfrom and type(g.gi_yieldfrom).__name__), g.gi_frame and g.gi_frame.f_lineno, g.gi_running, g.gi_suspended

def run(make, sequence):
    log.clear()
    g = make()
    for op in sequence:
        try:
            r = ops[op](g)
        except BaseException as e:
            say(op, "!", show(e), tb_lines(e))
        else:
            say(op, "=", r)
        say(*state(g))
    hook, sys.unraisablehook = sys.unraisablehook, lambda u: say("unraisable", show(u.exc_value))
    del g
    gc.collect()
    sys.unraisablehook = hook
    return list(log)

bases = [plain, careful, stubborn, failing, returning, stops, changing]
made = bases + [over(b) for b in bases + [Iter, Full, BadClose, GetAttr]] + [over2(b) for b in bases + [Full, GetAttr]] + \
    [over_catching(b) for b in bases + [Full]] + [coro, coro2]
gc.freeze()
asked = sys.argv[1:]
for make in made:
    for n in range(1, 4):
        sums = []
        for sequence in itertools.product(ops if n < 3 else short, repeat=n):
            if not asked:
                sums.append(zlib.crc32("\n".join(run(make, sequence)).encode()))
            elif make.__name__ == asked[0] and list(sequence) == asked[1:]:
                print("\n".join(run(make, sequence)))
        if not asked:
            print(make.__name__, n, len(sums), *(sums if n == 1 else [zlib.crc32(repr(sums).encode())]))
