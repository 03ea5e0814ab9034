import asyncio
from asyncio import *
log=[]
async def main():
    # locks
    for cls in (Lock, Event, lambda: Condition(), lambda: Semaphore(2), lambda: BoundedSemaphore(1), lambda: Barrier(2)):
        o=cls(); r=repr(o); print(r[:r.index(' at ')], r[r.index('['):])
    l=Lock(); await l.acquire(); r=repr(l); print(r[r.index('['):])
    t=create_task(l.acquire()); await sleep(0); r=repr(l); print(r[r.index('['):])
    l.release(); print(l.locked()); await t; print(l.locked()); l.release()
    try: l.release()
    except RuntimeError as e: print(e)
    try:
        async with l as x: print(x)
    except Exception as e: print(e)
    # cancel race lock
    await l.acquire()
    async def w(n):
        async with l: log.append(n)
    ts=[create_task(w(i)) for i in range(4)]
    await sleep(0)
    l.release(); ts[0].cancel()
    await sleep(0); await sleep(0); await sleep(0)
    print(log, [t.cancelled() for t in ts], l.locked())
    await gather(*ts,return_exceptions=True); print(log)
    # semaphore
    s=Semaphore(0); log.clear()
    async def ws(n):
        await s.acquire(); log.append(n)
    ts=[create_task(ws(i)) for i in range(5)]
    await sleep(0); r=repr(s); print(r[r.index('['):])
    s.release(); s.release(); ts[1].cancel(); print(s.locked(), s._value)
    await sleep(0); await sleep(0); print(log, s.locked()); s.release(); s.release(); s.release(); await sleep(0); await sleep(0); print(log, s._value, s.locked())
    b=BoundedSemaphore(1)
    try: b.release()
    except ValueError as e: print(e)
    for c in (Semaphore,):
        try: c(-1)
        except ValueError as e: print(e)
    # condition
    c=Condition(); log.clear()
    async def wc(n):
        async with c:
            log.append(('w',n)); r=await c.wait(); log.append((n,r))
    ts=[create_task(wc(i)) for i in range(4)]
    await sleep(0); await sleep(0)
    try: c.notify()
    except RuntimeError as e: print(e)
    try: await c.wait()
    except RuntimeError as e: print(e)
    async with c: c.notify(2); r=repr(c); print(r[r.index('['):])
    for _ in range(6): await sleep(0)
    print(log)
    async with c: c.notify(1); ts[2].cancel()
    for _ in range(6): await sleep(0)
    print(log, [t.done() for t in ts]); 
    async with c: c.notify_all()
    await gather(*ts,return_exceptions=True); print(log)
    async with c:
        n=0
        def pred(): nonlocal n; n+=1; return n==3 and 'yes'
        async def poke():
            while n<3:
                async with c: c.notify()
                await sleep(0)
        t=create_task(poke()); print(await c.wait_for(pred)); 
    await t
    try: Condition(lock=Lock()); Condition(lock=1)
    except Exception as e: print(type(e).__name__, e)
    # event
    e=Event(); ts=[create_task(e.wait()) for _ in range(3)]; await sleep(0); r=repr(e); print(r[r.index('['):]); e.set(); e.clear(); print(await gather(*ts)); print(e.is_set())
    # barrier
    br=Barrier(3); log.clear()
    async def wb(n):
        async with br as i: log.append((n,i,br.n_waiting))
    ts=[create_task(wb(i)) for i in range(3)]; await sleep(0); r=repr(br); print(r[r.index('['):]); await gather(*ts); print(log, br.broken, br.parties)
    ts=[create_task(br.wait()) for i in range(2)]; await sleep(0); await br.reset(); print([type(x).__name__+str(x) for x in await gather(*ts,return_exceptions=True)])
    ts=[create_task(br.wait()) for i in range(2)]; await sleep(0); await br.abort(); print([type(x).__name__+str(x) for x in await gather(*ts,return_exceptions=True)], br.broken); r=repr(br); print(r[r.index('['):])
    try: await br.wait()
    except BrokenBarrierError as e: print(e)
    # queue
    for Q in (Queue,LifoQueue,PriorityQueue):
        q=Q(2); q.put_nowait(2); q.put_nowait(1)
        r=repr(q); print(r[:r.index(' at')],r[r.index('maxsize'):], str(q))
        try: q.put_nowait(3)
        except QueueFull as e: print(type(e))
        print(q.full(), q.qsize(), q.maxsize, q.empty()); t=create_task(q.put(0)); await sleep(0); print(str(q)); print([await q.get() for _ in range(3)]); print(q.qsize(), q.empty()); 
        try: q.get_nowait()
        except QueueEmpty as e: print(type(e))
        t=create_task(q.get()); await sleep(0); print(str(q)); q.put_nowait(5); print(await t)
        for _ in range(4): q.task_done()
        try: q.task_done()
        except ValueError as e: print(e)
        await q.join()
        t=create_task(q.get()); await sleep(0); q.shutdown(); 
        try: await t
        except QueueShutDown as e: print('sd', repr(e))
        for f in (q.put_nowait,):
            try: f(1)
            except QueueShutDown as e: print('sd', repr(e))
        print(str(q))
    q=Queue(); [q.put_nowait(i) for i in range(3)]; j=create_task(q.join()); await sleep(0); q.shutdown(immediate=True); await j; print(str(q))
    try: q.get_nowait()
    except QueueShutDown: print('sd')
    print(Queue[int])
run(main())
# loop binding
l=Lock()
async def hold(): await l.acquire(); t=create_task(l.acquire()); await sleep(0); t.cancel()
run(hold())
async def again():
    try: await l.acquire()
    except RuntimeError as e: print(str(e)[-35:])
run(again())
for c in (Lock, Event, Condition, Semaphore, Queue):
    try: c(loop=1)
    except TypeError as e: print(e)
# Rondo runs this with --virtual-time.
