# Future: states, results, callbacks, awaiting.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    print(f.done(), f.cancelled(), repr(f))
    for method in (f.result, f.exception):
        try:
            method()
        except asyncio.InvalidStateError as e:
            print(e)
    f.add_done_callback(lambda fut: print("done", fut.result()))
    f.set_result(1)
    print("set", f.done(), f.result(), f.exception(), repr(f))
    print(await f, "awaited without a turn")
    await asyncio.sleep(0)
    for method in (lambda: f.set_result(2), lambda: f.set_exception(ValueError())):
        try:
            method()
        except asyncio.InvalidStateError as e:
            print(type(e).__name__, str(e).split(":")[0].split("<")[0])
    print(f.cancel())
    e = asyncio.Future()
    e.set_exception(KeyError("k"))
    try:
        await e
    except KeyError as error:
        print(repr(error), repr(e.exception()))
    c = loop.create_future()
    c.add_done_callback(lambda fut: print("cancelled callback", fut.cancelled()))
    print(c.cancel(), c.cancel(), c.cancelled(), c.done(), repr(c))
    try:
        await c
    except asyncio.CancelledError:
        print("CancelledError")
    await asyncio.sleep(0)
    x = loop.create_future()
    x.set_exception(ValueError)
    print(repr(x.exception()))
    for bad in (5, StopIteration()):
        y = loop.create_future()
        try:
            y.set_exception(bad)
            print(repr(y.exception()))
        except TypeError as error:
            print(error)

    async def waiter(name, fut):
        print(name, "got", await fut)

    shared = loop.create_future()
    waiters = [asyncio.create_task(waiter(n, shared)) for n in "abc"]
    await asyncio.sleep(0)
    shared.set_result("shared")
    print("set")
    await asyncio.gather(*waiters)
    print(asyncio.isfuture(f), asyncio.isfuture(waiters[0]), asyncio.isfuture(5), f.get_loop() is loop,
        asyncio.ensure_future(f) is f)

    class Awaitable:
        def __await__(self):
            return (yield from loop_sleep().__await__())

    async def loop_sleep():
        await asyncio.sleep(0)
        return "ensured"

    t = asyncio.ensure_future(Awaitable())
    print(type(t).__name__, await t)
    try:
        asyncio.ensure_future(5)
    except TypeError as error:
        print(error)
    g = loop.create_future()
    loop.call_soon(g.set_result, "from call_soon")
    print(await g)


asyncio.run(main())
