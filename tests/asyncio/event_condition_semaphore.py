# Event, Condition, Semaphore, BoundedSemaphore, Barrier.
import asyncio


async def events():
    e = asyncio.Event()
    print(e.is_set())

    async def waiter(n):
        print(n, "waits", await e.wait())

    tasks = [asyncio.create_task(waiter(n)) for n in range(3)]
    await asyncio.sleep(0)
    e.set()
    e.clear()
    print("set and cleared", e.is_set())
    await asyncio.gather(*tasks)
    e.set()
    print(await e.wait(), "without a turn")


async def conditions():
    c = asyncio.Condition()
    items = []

    async def consumer(name):
        async with c:
            while not items:
                print(name, "waits")
                await c.wait()
            print(name, "takes", items.pop(0))

    tasks = [asyncio.create_task(consumer(n)) for n in "abc"]
    await asyncio.sleep(0)
    async with c:
        items.append(1)
        c.notify()
        print("notified one", c.locked())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    async with c:
        items.extend([2, 3])
        c.notify_all()
    await asyncio.gather(*tasks)
    for f in (c.notify, c.notify_all):
        try:
            f()
        except RuntimeError as e:
            print(e)
    try:
        await c.wait()
    except RuntimeError as e:
        print(e)
    value = 0

    async def wait_for():
        async with c:
            print("wait_for", await c.wait_for(lambda: value > 1 and value))

    t = asyncio.create_task(wait_for())
    for value in (1, 2):
        await asyncio.sleep(0)
        async with c:
            c.notify_all()
    await t


async def semaphores():
    s = asyncio.Semaphore(2)

    async def user(name, turns):
        async with s:
            print(name, "in", s.locked())
            for _ in range(turns):
                await asyncio.sleep(0)
            print(name, "out")

    await asyncio.gather(user("a", 2), user("b", 1), user("c", 1), user("d", 0))
    print(s.locked())
    await s.acquire()
    await s.acquire()
    waiting = asyncio.create_task(user("cancelled", 0))
    next_one = asyncio.create_task(user("next", 0))
    await asyncio.sleep(0)
    waiting.cancel()
    s.release()
    await asyncio.wait([waiting, next_one])
    s.release()
    s.release()
    print("no upper bound", s.locked())
    b = asyncio.BoundedSemaphore(1)
    async with b:
        print(b.locked())
    try:
        b.release()
    except ValueError as e:
        print(e)
    try:
        asyncio.Semaphore(-1)
    except ValueError as e:
        print(e)


async def barriers():
    b = asyncio.Barrier(3)

    async def party(n):
        position = await b.wait()
        return position

    print(sorted(await asyncio.gather(*(party(n) for n in range(3)))), b.parties, b.n_waiting, b.broken)


for f in (events, conditions, semaphores, barriers):
    print("--", f.__name__)
    asyncio.run(f())
# Rondo runs this with --virtual-time.
