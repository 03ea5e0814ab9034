import asyncio, collections, contextvars
from asyncio import base_events, events
# a loop with its own clock and selector
class Sel:
    def __init__(self, loop): self.loop=loop
    def select(self, timeout):
        self.loop.waits.append(None if timeout is None else round(timeout,3))
        if timeout is None: raise AssertionError('hang')
        self.loop.now += timeout
        return ['ev']
class Loop(base_events.BaseEventLoop):
    def __init__(self):
        super().__init__()
        self.now=0.0; self.waits=[]; self.evs=0
        self._selector=Sel(self)
    def time(self): return self.now
    def _process_events(self, evs): self.evs+=len(evs)
    def _write_to_self(self): pass
loop=Loop()
print(loop)
asyncio.set_event_loop(loop)
out=[]
async def w(n,d):
    out.append((n,'a',loop.time()))
    await asyncio.sleep(d)
    out.append((n,'b',loop.time()))
    await asyncio.sleep(0)
    out.append((n,'c'))
    return n
async def main():
    t=[asyncio.create_task(w(i,3-i)) for i in range(3)]
    r=await asyncio.gather(*t, w(9,0.5))
    out.append(r)
    try:
        async with asyncio.timeout(2):
            await asyncio.sleep(10)
    except TimeoutError: out.append('to')
    try: await asyncio.wait_for(asyncio.sleep(10), 1)
    except TimeoutError: out.append('to')
    d,p=await asyncio.wait([asyncio.ensure_future(w(1,5)),asyncio.ensure_future(w(2,50))],timeout=7)
    out.append((len(d),len(p)))
    print(len(asyncio.all_tasks()), asyncio.current_task().get_name())
    for x in p: x.cancel()
    async for f in asyncio.as_completed([asyncio.create_task(w('x',2)),asyncio.create_task(w('y',1))]): out.append(await f)
    lock=asyncio.Lock()
    async def hold(n):
        async with lock:
            out.append(n); await asyncio.sleep(1)
    async with asyncio.TaskGroup() as g:
        for i in range(3): g.create_task(hold(i))
    return 'r'
print(loop.run_until_complete(main()))
print(out); print(loop.waits, loop.evs)
print(len(loop._ready), len(loop._scheduled))
h=loop.call_later(1,print,'x'); print(h); h2=loop.call_at(5,print); print(h2, h2.when(), h<h2, h>h2,h==h2,h!=h2, h<=h,h>=h)
h.cancel(); print(h, loop._timer_cancelled_count)
f=asyncio.Future(); f2=loop.create_future(); print(f,f.get_loop() is loop)
f.add_done_callback(lambda f: print('done',f.result())); f.set_result(3); loop.stop(); loop.run_forever()
print(loop._ready)
async def bad(): raise ValueError('x')
try: loop.run_until_complete(bad())
except ValueError as e: print(e)
async def st(): loop.stop(); await asyncio.sleep(1)
try: loop.run_until_complete(st())
except RuntimeError as e: print(e)
for m,a in (('call_later',(None,print)),('call_at',(None,print)),('set_task_factory',(1,)),('set_exception_handler',(1,))):
    try: getattr(loop,m)(*a)
    except Exception as e: print(type(e).__name__, e)
loop.set_debug(True)
async def co(): pass
for m in ('call_soon','call_soon_threadsafe'):
    for cb in (co,1):
        try: getattr(loop,m)(cb)
        except Exception as e: print(type(e).__name__, e)
loop.close(); print(loop, loop.is_closed())
for m,a in (('call_soon',(print,)),('run_forever',()),('call_later',(1,print)),('run_until_complete',(f,))):
    try: getattr(loop,m)(*a)
    except Exception as e: print(m,type(e).__name__, e)
