# Async generators: every operation after every sequence, driven by hand, with other operations between the steps.
# With arguments, `nested thrown anext athrow`, it shows what happens in one of them.
import sys, itertools, types, warnings, gc, zlib
warnings.simplefilter("ignore")
class Err(Exception): pass
log = []
def say(*a): log.append(" ".join(map(str, a)))
def show(e):
    parts = []
    while e is not None and len(parts) < 9:
        parts.append(f"{type(e).__name__}({', '.join(map(str, e.args))})")
        if e.__cause__ is not None: parts.append("from"); e = e.__cause__
        else: 
            if e.__context__ is not None: parts.append("during")
            e = e.__context__
    return " ".join(parts)

@types.coroutine
def wait(name):
    try:
        r = yield name
        say("woken", name, r)
        return r
    except BaseException as e:
        say("wait", name, show(e))
        raise

async def simple():
    try:
        x = yield 1
        say("x", x)
        await wait("a")
        y = yield 2
        say("y", y)
    finally:
        say("finally")

async def waits_at_end():
    try:
        await wait("b")
        yield 1
        yield 2
    except Err as e:
        say("caught", e)
        yield "caught"
    finally:
        await wait("f")
        say("over")

async def stubborn():
    while True:
        try:
            yield "s"
        except GeneratorExit:
            say("no")
            yield "still"

async def swallows():
    try:
        yield 1
    except BaseException as e:
        say("swallowed", show(e))
        await wait("w")

async def fails():
    yield 1
    try:
        await wait("c")
    finally:
        raise ValueError("f")

async def stops():
    yield 1
    raise StopAsyncIteration("inner")

async def stops2():
    try:
        yield 1
    finally:
        raise StopIteration("inner")

async def nested():
    async for x in simple():
        say("in", x)
        yield x * 10
    say("nested over")

async def wrapped():
    g = waits_at_end()
    try:
        async for x in g:
            yield x
    finally:
        await g.aclose()

ops = {
    "anext": lambda g: g.__anext__(),
    "asend": lambda g: g.asend("v"),
    "athrow": lambda g: g.athrow(Err("e")),
    "athrowexit": lambda g: g.athrow(GeneratorExit),
    "athrowstop": lambda g: g.athrow(StopAsyncIteration("S")),
    "aclose": lambda g: g.aclose(),
}

def step(name, what, f, *a):
    try:
        r = f(*a)
    except BaseException as e:
        say(name, what, "!", show(e))
        return True
    else:
        say(name, what, "=", r)
        return False

def state(g):
    f = g.ag_frame
    return g.ag_running, g.ag_await is None, f and f.f_lineno - f.f_code.co_firstlineno

def run(make, sequence, mode):
    """mode: 'full' steps each awaitable to its end; 'thrown' throws Err at its second step; 'left' leaves each after
    one step; 'closed' closes it then; 'turns' makes all and steps them in turns."""
    log.clear()
    g = make()
    if mode == "turns":
        live = [(f"{i}{op}", ops[op](g)) for i, op in enumerate(sequence)]
        for turn in range(5):
            for pair in list(live):
                if step(pair[0], "send", pair[1].send, None):
                    live.remove(pair)
                say(*state(g))
        del live
        try: del pair
        except UnboundLocalError: pass
    else:
        for op in sequence:
            a = ops[op](g)
            if step(op, "send", a.send, None):
                step(op, "again", a.send, None)
            elif mode == "full":
                while not step(op, "send", a.send, "w"): pass
            elif mode == "thrown":
                if not step(op, "throw", a.throw, Err("t")):
                    while not step(op, "send", a.send, "w"): pass
            elif mode == "closed":
                step(op, "close", a.close)
                step(op, "again", a.send, None)
            say(*state(g))
        a = None
    sys.unraisablehook = lambda u: say("unraisable", show(u.exc_value))
    del g
    gc.collect()
    sys.unraisablehook = sys.__unraisablehook__
    return list(log)

gc.freeze()
full = sys.argv[1:]
for make in (simple, waits_at_end, stubborn, swallows, fails, stops, stops2, nested, wrapped):
    for mode in ("full", "thrown", "left", "closed", "turns"):
        if make is wrapped and mode not in ("full", "thrown"):
            # What was not closed in time is closed when CPython's counts say so, here at a collection.
            continue
        for n in range(1, 5):
            sums = []
            for sequence in itertools.product(ops if n < 4 else ("anext", "athrow", "aclose"), repeat=n):
                if not full:
                    sums.append(zlib.crc32("\n".join(run(make, sequence, mode)).encode()))
                elif make.__name__ == full[0] and mode == full[1] and list(sequence) == full[2:]:
                    print("\n".join(run(make, sequence, mode)))
            if not full:
                print(make.__name__, mode, n, zlib.crc32(repr(sums).encode()))
