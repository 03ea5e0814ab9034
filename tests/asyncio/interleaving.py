# One long trace of tasks, callbacks, futures and timers, in CPython's order.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    log = []

    async def task(name, steps):
        for i in range(steps):
            log.append(f"{name}{i}")
            await asyncio.sleep(0)
        return name

    async def waits(name, fut):
        log.append(f"{name}?")
        log.append(f"{name}={await fut}")

    f = loop.create_future()
    a = asyncio.create_task(task("a", 4))
    w1 = asyncio.create_task(waits("w", f))
    loop.call_soon(log.append, "soon1")
    b = asyncio.create_task(task("b", 2))
    b.add_done_callback(lambda t: log.append("b done"))
    w2 = asyncio.create_task(waits("v", b))
    loop.call_soon(f.set_result, "F")
    loop.call_soon(log.append, "soon2")
    log.append("main1")
    await asyncio.sleep(0)
    log.append("main2")
    await f
    log.append("main3")
    await b
    log.append("main4")
    await asyncio.gather(a, w1, w2)
    log.append("main5")
    print(" ".join(log))
    log.clear()

    async def producer(q):
        for i in range(4):
            log.append(f"p{i}")
            await q.put(i)
        log.append("p end")

    async def consumer(q, name):
        while True:
            log.append(f"{name}{await q.get()}")
            q.task_done()

    q = asyncio.Queue(1)
    cs = [asyncio.create_task(consumer(q, n)) for n in "xy"]
    await producer(q)
    await q.join()
    for c in cs:
        c.cancel()
    print(" ".join(log), await asyncio.gather(*cs, return_exceptions=True) != [])
    log.clear()
    lock, event = asyncio.Lock(), asyncio.Event()

    async def locker(n):
        async with lock:
            log.append(f"l{n}")
            if n == 2:
                event.set()
            await asyncio.sleep(0)
            log.append(f"u{n}")

    async def watcher():
        await event.wait()
        log.append("event")
        async with lock:
            log.append("watcher has lock")

    await asyncio.gather(watcher(), *(locker(n) for n in range(4)))
    print(" ".join(log))
    log.clear()

    async def fail(n):
        await task(f"f{n}", n)
        raise ValueError(n)

    async def caught(n):
        try:
            await fail(n)
        except ValueError as e:
            log.append(f"caught {e}")
        finally:
            log.append(f"fin {n}")

    await asyncio.gather(*(caught(n) for n in (2, 0, 1)))
    print(" ".join(log))
    log.clear()

    async def nest(d):
        log.append(f"n{d}")
        if d:
            await asyncio.gather(nest(d - 1), nest(d - 1))
        else:
            await asyncio.sleep(0)
        log.append(f"/{d}")

    await nest(2)
    print(" ".join(log))
    log.clear()
    async with asyncio.TaskGroup() as tg:
        for n in range(3):
            tg.create_task(task(f"g{n}", n))
        log.append("body")
    print(" ".join(log))


asyncio.run(main())
