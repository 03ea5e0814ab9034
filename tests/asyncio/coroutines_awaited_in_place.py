"""Coroutines that are awaited where they are called: what becomes of their results, exceptions, frames and objects."""
import asyncio, sys, inspect, gc, traceback, weakref

class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)

async def leaf(x): return x
async def leaf_obj(): return D("obj")
async def stop(): raise StopIteration(3)
async def fail(): raise ValueError("bad")
async def where():
    f = sys._getframe()
    print(f.f_code.co_name, f.f_back.f_code.co_name, f.f_lineno - f.f_code.co_firstlineno)
    t = asyncio.current_task()
    c = t.get_coro()
    print(c.cr_await, c.cr_running, inspect.getcoroutinestate(c))
    return f
class M:
    async def __aenter__(self): print("enter"); return D("entered")
    async def __aexit__(self, *a): print("exit", a[0]); return D("exited")
class S:
    async def __aenter__(self): raise StopIteration
    async def __aexit__(self, *a): pass
async def locals_kept():
    a = D("local"); b = 1
    raise KeyError(b)
async def gen_in():
    return [x for x in (i*2 for i in range(3))]
async def deep(n):
    return n
async def rec(n):
    return 0 if n == 0 else 1 + await rec(n-1)

async def main():
    print(await leaf(1)); await leaf_obj(); print("after discard")
    x = await leaf_obj(); print("kept"); del x
    for f in (stop, fail, locals_kept):
        try: await f()
        except BaseException as e:
            print(type(e).__name__, e, repr(e.__cause__), [t.name for t in traceback.extract_tb(e.__traceback__)])
            e = None
    f = await where()
    try: f.clear(); print("cleared")
    except RuntimeError as e: print(e)
    async with M(): print("body")
    print("--")
    async with M() as m: print("body"); del m
    try:
        async with M(): raise KeyError(1)
    except KeyError: print("KeyError")
    try:
        async with S(): pass
    except RuntimeError as e: print(e, repr(e.__cause__))
    print(await gen_in(), await rec(50))
    c = leaf(5)
    print(await c)
    try: await c
    except RuntimeError as e: print(e)
    print([await leaf(i) for i in range(3)], {await leaf(1): await leaf(2)}, (await leaf(1)) + (await leaf(2)))
    async def g():
        yield await leaf(1)
        await leaf_obj()
        yield await leaf(2)
    print([i async for i in g()])
    try:
        await rec(100000)
    except RecursionError as e: print("RecursionError")
    def deco():
        async def inner(a, b=2): return a + b
        return inner
    print(await deco()(1), await deco()(1, b=5))
    wr = []
    async def selfref():
        fr = sys._getframe(); wr.append(fr); return 1
    await selfref(); print(wr[0].f_code.co_name)
asyncio.run(main())
def drive(c):
    try: c.send(None)
    except StopIteration as e: return e.value
    except BaseException as e: return repr(e)
async def two():
    await fail()
print(drive(two()))
async def y():
    def f():
        try: raise StopIteration(1)
        finally: pass
    f()
print(drive(y()))
def gens():
    x = yield 1
    yield D("y")
    yield
    yield from inner2()
    del x
    print("x gone")
    yield from inner2()
def inner2():
    yield 5
    return D("ret")
g = gens()
print(next(g)); g.send(D("sent")); print("s"); g.send(D("sent2")); print("t")
for v in g: print(v)


async def queues():
    queue = asyncio.Queue(2)
    print(await queue.put(1), await queue.put(2), queue.full())
    try:
        await asyncio.wait_for(queue.put(3), 0.001)
    except TimeoutError:
        print("full")
    print(await queue.get(), await queue.get(), queue.empty())
    getters = [asyncio.create_task(queue.get()) for _ in range(3)]
    await asyncio.sleep(0)
    for item in "abc":
        await queue.put(item)
        print(queue.qsize(), [getter.done() for getter in getters])
    print(await asyncio.gather(*getters))
    queue.shutdown()
    for wish in (queue.put(1), queue.get()):
        try:
            await wish
        except asyncio.QueueShutDown:
            print("shut down")
    try:
        await queue.get()
    except asyncio.QueueShutDown:
        print("shut down")

    class Loud(asyncio.Queue):
        def _put(self, item):
            print("put", item)
            super()._put(item)

        async def get(self):
            print("get")
            return await super().get()

    loud = Loud()
    await loud.put(1)
    print(await loud.get(), loud._unfinished_tasks)


asyncio.run(queues())
