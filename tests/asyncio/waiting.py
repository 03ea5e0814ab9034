import asyncio
from asyncio import *
async def main():
    loop=get_running_loop()
    # timeouts
    async with timeout(None) as t: print(t.when(), t.expired(), t)
    print(t)
    try:
        async with timeout(0.01) as t: print(t.when()>loop.time()); await sleep(1)
    except TimeoutError as e: print('TO', repr(e.__cause__), t.expired(), t)
    try:
        async with timeout(-1): await sleep(1); print('no')
    except TimeoutError: print('neg')
    try:
        async with timeout(0): print('not cancelled yet')
    except TimeoutError: print('never')
    async with timeout(10) as t:
        t.reschedule(loop.time()+20); t.reschedule(None); print(t.when())
    try: t.reschedule(1)
    except RuntimeError as e: print(e)
    t=timeout(1)
    try: t.reschedule(1)
    except RuntimeError as e: print(e)
    print(t)
    async with t: pass
    try:
        async with t: pass
    except RuntimeError as e: print(e)
    try:
        async with timeout(0.01):
            try: await sleep(1)
            except CancelledError: print('inner'); raise ValueError('v')
    except ValueError as e: print('VE', repr(e.__context__), repr(e.__cause__))
    try:
        async with timeout(0.01):
            try: await sleep(1)
            except CancelledError: pass
        print('swallowed', current_task().cancelling())
    except TimeoutError: print('TE')
    try:
        async with timeout(0.01) as o:
            async with timeout(1) as i: await sleep(5)
    except TimeoutError: print(o.expired(), i.expired())
    try:
        async with timeout_at(loop.time()-1): await sleep(0)
    except TimeoutError: print('at')
    # cancel vs timeout
    async def both():
        async with timeout(0.01):
            await sleep(1)
    t=create_task(both()); await sleep(0); t.cancel('x')
    try: await t
    except CancelledError as e: print('cancelled', e.args)
    # wait_for
    for a in ((sleep(0.01,'r'),None),(sleep(0.01,'r'),1),(sleep(1),0.01),(sleep(1),0),(sleep(0),-1)):
        try: print(await wait_for(*a))
        except TimeoutError as e: print(type(e).__name__, repr(e.__cause__))
    f=loop.create_future(); f.set_result(1); print(await wait_for(f,0), await wait_for(f,1))
    # shield
    async def s(): await sleep(0.01); return 's'
    inner=create_task(s()); sh=shield(inner); sh.cancel()
    try: await sh
    except CancelledError: print('outer', inner.cancelled())
    print(await inner)
    async def f1():
        try: await shield(s())
        except CancelledError: print('f1'); raise
    t=create_task(f1()); await sleep(0); t.cancel()
    try: await t
    except CancelledError: print('ok')
    await sleep(0.02)
    f=loop.create_future(); f.set_result(3); print(shield(f) is f)
    # gather
    async def r(x): await sleep(0); return x
    async def ex(x): await sleep(0); raise ValueError(x)
    print(await gather(r(1),r(2)), await gather(), await gather(r(1),ex(2),return_exceptions=True))
    try: await gather(r(1),ex(2),r(3))
    except ValueError as e: print(e)
    c=r(5); print(await gather(c,c,c))
    g=gather(sleep(10),sleep(10)); print(repr(g)[:25]); g.cancel('gm')
    try: await g
    except CancelledError as e: print('gc', e.args)
    g=gather(sleep(10),ex(1),return_exceptions=True); await sleep(0); print(g.cancel())
    try: print(await g)
    except CancelledError: print('gc2')
    try: gather(1)
    except TypeError as e: print(e)
    # as_completed
    for c in as_completed([sleep(0.02,'b'),sleep(0.01,'a')]): print(await c)
    async for t in as_completed([create_task(sleep(0.02,'b')),create_task(sleep(0.01,'a'))]): print(t.result())
    try:
        for c in as_completed([sleep(1)],timeout=0.01): await c
    except TimeoutError: print('act')
    try: as_completed(sleep(0))
    except TypeError as e: print(e)
    for bad in (sleep, [1]):
        try:
            for c in as_completed(bad): await c
        except TypeError as e: print(e)
    # wait
    try: await wait([])
    except ValueError as e: print(e)
    c=sleep(0)
    try: await wait([c])
    except TypeError as e: print(e)
    try: await wait(c)
    except TypeError as e: print(e)
    await c
    a,b=create_task(sleep(0.01)),create_task(sleep(1))
    d,p=await wait([a,b],return_when=FIRST_COMPLETED); print(d=={a},p=={b}); b.cancel()
    try: await wait([a],return_when='x')
    except ValueError as e: print(e)
    d,p=await wait([create_task(ex(1)),create_task(sleep(1))],return_when=FIRST_EXCEPTION); print(len(d),len(p)); [x.exception() for x in d]; [x.cancel() for x in p]
    d,p=await wait([create_task(sleep(1))],timeout=0.01); print(len(d),len(p)); [x.cancel() for x in p]
    # ensure_future
    class A:
        def __await__(self): yield from sleep(0).__await__(); return 'A'
    print(await ensure_future(A()))
    try: ensure_future(1)
    except TypeError as e: print(e)
    try: ensure_future(loop.create_future(),loop=new_event_loop())
    except ValueError as e: print(e)
    try: await sleep(float('nan'))
    except ValueError as e: print(e)
    print(await sleep(0.001,'res'), await sleep(-1,'r2'))
    # taskgroup
    tg=TaskGroup(); print(tg)
    try: tg.create_task(c0:=r(1))
    except RuntimeError as e: print(e)
    async with tg: print(tg); tg.create_task(r(1)); print(tg)
    try: tg.create_task(r(1))
    except RuntimeError as e: print(e)
    try:
        async with tg: pass
    except RuntimeError as e: print(e)
    try:
        async with TaskGroup() as tg:
            tg.create_task(ex(1)); tg.create_task(ex(2)); await sleep(1)
    except ExceptionGroup as e: print(e, e.exceptions, e.__cause__, e.__suppress_context__)
    try:
        async with TaskGroup() as tg:
            tg.create_task(sleep(10)); raise KeyError('k')
    except ExceptionGroup as e: print(e, e.exceptions)
    async def tgt():
        async with TaskGroup() as tg:
            tg.create_task(sleep(10)); await sleep(10)
    t=create_task(tgt()); await sleep(0); t.cancel()
    try: await t
    except CancelledError: print('tg cancelled', t.cancelling())
    async def tgnest():
        async with TaskGroup() as o:
            async with TaskGroup() as i:
                i.create_task(ex('inner'))
            print('not here')
    try: await tgnest()
    except* ValueError as e: print(e.exceptions)
run(main())
# Rondo runs this with --virtual-time.
