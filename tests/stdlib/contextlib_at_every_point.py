# Exit stacks and generator-based managers, with exceptions at each point: chains of contexts, suppression, tracebacks.
# With arguments, `sync_run False manager push raise pass value`, it shows one of them; with `all` the sum of each.
import asyncio, contextlib, itertools, sys, zlib


class Err(Exception):
    pass


log = []


def say(*a):
    log.append(" ".join(map(str, a)))


def show(e):
    parts = []
    while e is not None and len(parts) < 20:
        tb, where = e.__traceback__, []
        while tb:
            where.append(tb.tb_frame.f_code.co_name)
            tb = tb.tb_next
        parts.append(f"{type(e).__name__}({e})[{len(where)}]{'!' if e.__suppress_context__ else ''}")
        if e.__cause__ is not None:
            parts.append(f"<{type(e.__cause__).__name__}({e.__cause__})>")
        e = e.__context__
    return " ".join(parts)


def act(kind, name, exc):
    say(name, kind, exc and type(exc).__name__)
    if kind == "raise":
        raise Err(name)
    if kind == "chain":
        try:
            raise KeyError(name)
        except KeyError as e:
            raise Err(name) from e
    if kind == "hidden":
        raise Err(name) from None
    if kind == "again" and exc is not None:
        raise exc
    return kind == "suppress"


class Manager:
    def __init__(self, kind, name):
        self.kind, self.name = kind, name

    def __enter__(self):
        if self.kind == "enter":
            raise Err("enter" + self.name)
        return self.name

    def __exit__(self, cls, exc, tb):
        assert (cls is None) == (exc is None) == (tb is None)
        return act(self.kind, self.name, exc)

    async def __aenter__(self):
        await asyncio.sleep(0)
        return self.__enter__()

    async def __aexit__(self, *args):
        await asyncio.sleep(0)
        return self.__exit__(*args)


@contextlib.contextmanager
def generated(kind, name):
    if kind == "enter":
        raise Err("enter" + name)
    try:
        yield name
    except BaseException as e:
        if not act(kind, name, e):
            raise
    else:
        act(kind, name, None)


@contextlib.asynccontextmanager
async def agenerated(kind, name):
    await asyncio.sleep(0)
    if kind == "enter":
        raise Err("enter" + name)
    try:
        yield name
    except BaseException as e:
        await asyncio.sleep(0)
        if not act(kind, name, e):
            raise
    else:
        act(kind, name, None)


def callback(kind, name):
    act(kind, name, None)


async def acallback(kind, name):
    await asyncio.sleep(0)
    act(kind, name, None)


def body(kind):
    if kind == "none":
        return
    if kind == "stop":
        raise StopIteration("body")
    if kind == "astop":
        raise StopAsyncIteration("body")
    if kind == "context":
        try:
            raise KeyError("before")
        except KeyError:
            raise ValueError("body")
    raise {"value": ValueError, "exit": GeneratorExit, "runtime": RuntimeError}[kind]("body")


def sync_run(ways, kinds, what):
    with contextlib.ExitStack() as stack:
        for i, (way, kind) in enumerate(zip(ways, kinds)):
            if way == "manager":
                stack.enter_context(Manager(kind, str(i)))
            elif way == "generated":
                stack.enter_context(generated(kind, str(i)))
            elif way == "push":
                stack.push(lambda *a, kind=kind, i=i: act(kind, str(i), a[1]))
            else:
                stack.callback(callback, kind, str(i))
        body(what)


async def async_run(ways, kinds, what):
    async with contextlib.AsyncExitStack() as stack:
        for i, (way, kind) in enumerate(zip(ways, kinds)):
            if way == "manager":
                await stack.enter_async_context(Manager(kind, str(i)))
            elif way == "generated":
                await stack.enter_async_context(agenerated(kind, str(i)))
            elif way == "push":
                stack.push_async_exit(Manager(kind, str(i)))
            else:
                stack.push_async_callback(acallback, kind, str(i))
        body(what)


def nested_run(ways, kinds, what):
    """The same with statements: what a stack does must look alike."""
    make = {"manager": Manager, "generated": generated, "push": Manager, "callback": Manager}
    with make[ways[0]](kinds[0], "0"):
        with make[ways[1]](kinds[1], "1"):
            body(what)


asked = sys.argv[1:]
kinds = ("pass", "suppress", "raise", "chain", "hidden", "again", "enter")
ways = ("manager", "generated", "push", "callback")
for run in (sync_run, async_run, nested_run):
    for handling in (False, True):
        for w in itertools.product(ways, repeat=2):
            sums = []
            for k in itertools.product(kinds, repeat=2):
                for what in ("none", "value", "context", "stop", "astop", "exit", "runtime"):
                    log.clear()

                    def go():
                        try:
                            r = run(w, k, what)
                            if run is async_run:
                                asyncio_like(r)
                            say("ended")
                        except BaseException as e:
                            say("left", show(e))

                    def asyncio_like(coro):
                        try:
                            while True:
                                coro.send(None)
                        except StopIteration:
                            pass

                    if handling:
                        try:
                            raise LookupError("outer")
                        except LookupError:
                            go()
                    else:
                        go()
                    name = f"{run.__name__} {handling} {' '.join(w)} {' '.join(k)} {what}"
                    if asked and name == " ".join(asked):
                        print("\n".join(log))
                    sums.append(zlib.crc32("\n".join(log).encode()))
                    if asked == ["all"]:
                        print(name, sums[-1])
            if not asked:
                print(run.__name__, handling, *w, zlib.crc32(repr(sums).encode()))
