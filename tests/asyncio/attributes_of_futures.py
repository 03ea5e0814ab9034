# What futures and tasks are seen to have: attributes of the program's own, results shown in short, states of misuse.
import asyncio
import asyncio.events, asyncio.futures, asyncio.locks, asyncio.tasks
import functools, re, weakref


class Counting(asyncio.Future):
    def result(self):
        print("result()")
        return super().result()


async def wait(f):
    return await f


def shown(obj):
    return re.sub(r"/\S*/|0x\w+", "", repr(obj))


def attempt(what, function, *args):
    try:
        print(what, function(*args))
    except Exception as e:
        print(what, type(e).__name__, e)


class Holder:
    def callback(self, f):
        pass


async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    f.note = "mine"
    print(f.note, hasattr(f, "other"))
    f.cancel = lambda: "replaced"
    print(f.cancel())
    del f.cancel
    print(f.cancel())
    try:
        del f._log_traceback
    except AttributeError as e:
        # 3.14 names the attribute: see library_of_3_14.
        print(type(e).__name__)
    task = asyncio.create_task(wait(asyncio.sleep(0, "slept")))
    task.owner = f
    print(task.owner is f, await task)
    f = loop.create_future()
    f.set_result(list(range(100)))
    print(shown(f))
    f = loop.create_future()
    f.set_result(f)
    print(shown(f))
    f = loop.create_future()
    f.add_done_callback(Holder().callback)
    print(shown(f))
    f.cancel()
    f = Counting()
    loop.call_later(0, f.cancel)
    try:
        await asyncio.create_task(wait(f))
    except asyncio.CancelledError:
        print("cancelled")
    for cls in (asyncio.Future, asyncio.Task):
        raw = cls.__new__(cls)
        attempt("result:", raw.result)
        attempt("exception:", raw.exception)
        attempt("repr:", repr, raw)
        attempt("await:", iter, raw)
    f = loop.create_future()
    it = iter(f)
    print(next(it) is f)
    attempt("again:", next, it)
    f.set_result(3)
    try:
        next(it)
    except StopIteration as e:
        print("then:", e.value)
    attempt("throw:", iter(f).throw, 3)
    attempt("no futures:", lambda: asyncio.wait(iter([])).send(None))
    f = loop.create_future()
    s = asyncio.shield(f)
    # How many callbacks there are differs between versions.
    print(re.sub(r"cb=\[(shield).*\]", r"cb=[\1 ...]", shown(f)))
    s.cancel()

    class Awaitable:
        def __await__(self):
            yield

    task = asyncio.ensure_future(Awaitable())
    print(task.get_coro().__qualname__)
    await task
    step = late().asend(None)
    task = asyncio.create_task(step)
    print(re.sub(r"Task-\d+", "Task", shown(task)), await task)


async def late():
    yield "a value"


asyncio.run(main())
attempt("timeout outside of a loop:", asyncio.timeout, None)
# Modules that CPython's have as globals are found there.
for module, names in ((asyncio.futures, "concurrent contextvars logging sys base_futures"),
                      (asyncio.tasks, "concurrent functools inspect types weakref base_tasks coroutines"),
                      (asyncio.events, "contextvars os signal socket subprocess sys threading format_helpers"),
                      (asyncio.locks, "collections enum exceptions mixins")):
    print([name for name in names.split() if not hasattr(module, name)])


class Late(asyncio.SelectorEventLoop):
    pass


async def after_shutdown():
    await asyncio.get_running_loop().shutdown_asyncgens()
    import warnings
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        agen = late()
        await anext(agen)
        print([(w.category.__name__, re.sub("0x.*? ", "", str(w.message))) for w in caught])
        await agen.aclose()

asyncio.run(after_shutdown())
