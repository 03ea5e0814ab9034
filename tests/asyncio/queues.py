# Queue, PriorityQueue and LifoQueue.
import asyncio


async def main():
    q = asyncio.Queue(2)
    print(q.empty(), q.full(), q.qsize(), q.maxsize)
    await q.put("a")
    q.put_nowait("b")
    print(q.full(), q.qsize())
    try:
        q.put_nowait("c")
    except asyncio.QueueFull as e:
        print(repr(e))

    async def put(x):
        print("putting", x)
        await q.put(x)
        print("put", x)

    async def get(name):
        print(name, "waits")
        print(name, "got", await q.get())

    t1, t2 = asyncio.create_task(put("c")), asyncio.create_task(put("d"))
    await asyncio.sleep(0)
    print(await q.get(), q.qsize())
    await asyncio.sleep(0)
    print(q.get_nowait(), q.get_nowait())
    await asyncio.gather(t1, t2)
    print(q.get_nowait())
    try:
        q.get_nowait()
    except asyncio.QueueEmpty as e:
        print(repr(e))
    getters = [asyncio.create_task(get(n)) for n in ("g1", "g2", "g3")]
    await asyncio.sleep(0)
    for x in (1, 2, 3):
        q.put_nowait(x) if x < 3 else await q.put(x)
    await asyncio.gather(*getters)
    waiting = asyncio.create_task(q.get())
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.wait([waiting])
    q.put_nowait("not lost")
    print(await q.get())
    w1, w2 = asyncio.create_task(get("w1")), asyncio.create_task(get("w2"))
    await asyncio.sleep(0)
    q.put_nowait("item")
    w1.cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    q.put_nowait("item2") if not w2.done() else None
    await asyncio.wait([w1, w2])
    print(w1.cancelled(), w2.cancelled(), q.qsize())
    while not q.empty():
        q.get_nowait()
    j = asyncio.Queue()
    for n in range(3):
        j.put_nowait(n)

    async def worker():
        while True:
            n = await j.get()
            await asyncio.sleep(0)
            print("worked", n)
            j.task_done()

    w = asyncio.create_task(worker())
    await j.join()
    print("joined")
    w.cancel()
    try:
        j.task_done()
    except ValueError as e:
        print(e)
    p = asyncio.PriorityQueue()
    for item in ((3, "c"), (1, "a"), (2, "b")):
        p.put_nowait(item)
    l = asyncio.LifoQueue()
    for item in "xyz":
        l.put_nowait(item)
    print([p.get_nowait() for _ in range(3)], [l.get_nowait() for _ in range(3)])
    s = asyncio.Queue()
    s.put_nowait(1)
    s.shutdown()
    print(await s.get())
    for f in (s.get, lambda: s.put(1)):
        try:
            await f()
        except asyncio.QueueShutDown as e:
            print(repr(e))


asyncio.run(main())
# Rondo runs this with --virtual-time.
