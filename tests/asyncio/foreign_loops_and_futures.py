import asyncio
from asyncio import events
# a foreign loop written by hand: only call_soon
class Tiny(events.AbstractEventLoop):
    def __init__(self): self.q=[]; self.dbg=False
    def call_soon(self, cb, *args, context=None):
        h=events.Handle(cb,args,self,context); self.q.append(h); return h
    def get_debug(self): return self.dbg
    def is_running(self): return True
    def create_future(self): return asyncio.Future(loop=self)
    def create_task(self,c,**k): return asyncio.Task(c,loop=self,**k)
    def call_exception_handler(self, ctx): print('handler', ctx['message'], ctx.get('exception'))
    def run(self):
        events._set_running_loop(self)
        try:
            while self.q: self.q.pop(0)._run()
        finally: events._set_running_loop(None)
l=Tiny()
f=l.create_future()
async def a():
    print('a', asyncio.current_task().get_name())
    r=await f
    print('a got', r)
    await asyncio.sleep(0)
    return r*2
async def b():
    await asyncio.sleep(0)
    f.set_result(21)
async def main():
    x=asyncio.create_task(a(),name='A'); y=asyncio.create_task(b(),name='B')
    print(await asyncio.gather(x,y))
    try:
        async with asyncio.TaskGroup() as g:
            g.create_task(boom()); g.create_task(asyncio.Event().wait())
    except* ValueError as e: print(e.exceptions)
async def boom(): raise ValueError('boom')
t=l.create_task(main(),name='main')
l.run(); print(t.done(), t)
class Duck:
    _asyncio_future_blocking=False
    def __init__(self,loop): self.loop=loop; self.cbs=[]; self._d=False
    def get_loop(self): return self.loop
    def add_done_callback(self,cb,*,context=None): print('adc',callable(cb)); self.cbs.append((cb,context))
    def remove_done_callback(self,cb): pass
    def done(self): return self._d
    def cancelled(self): return False
    def exception(self): return None
    def result(self): return 'duck'
    def cancel(self,msg=None): print('duck.cancel',msg); return False
    def __await__(self):
        if not self._d:
            self._asyncio_future_blocking=True
            yield self
        return self.result()
    def finish(self):
        self._d=True
        for cb,c in self.cbs: self.loop.call_soon(cb,self,context=c)
d=Duck(l)
async def usesduck(): return await d
t=l.create_task(usesduck()); l.run(); d.finish(); l.run(); print(t.result())
d=Duck(l)
t=l.create_task(usesduck()); l.run(); t.cancel('m'); l.run(); d.finish(); l.run(); print(t)
class MyFut(asyncio.Future):
    def add_done_callback(self,*a,**k): print('my adc'); super().add_done_callback(*a,**k)
    def set_result(self,r): print('my sr'); super().set_result(r)
mf=MyFut(loop=l)
async def um(): return await mf
t=l.create_task(um()); l.run(); mf.set_result(8); l.run(); print(t.result(), mf)
async def g(): return await asyncio.gather(d2, um())
d2=Duck(l); t=l.create_task(g()); l.run(); d2.finish(); l.run(); print(t.result())
# errors
async def yb(): 
    class Y:
        def __await__(self): yield 5
    try: await Y()
    except RuntimeError as e: print(e.args[0][:22])
t=l.create_task(yb()); l.run()
async def other():
    of=asyncio.Future(loop=asyncio.new_event_loop())
    try: await of
    except RuntimeError as e: print(str(e).split('got')[0][:5], 'attached to a different loop' in str(e))
    try: await asyncio.current_task()
    except RuntimeError as e: print(str(e)[:28])
t=l.create_task(other()); l.run()
async def cb(): pass
print(asyncio.iscoroutine(cb), asyncio.isfuture(d), asyncio.isfuture(MyFut))
ff=asyncio.Future(loop=l)
for c in (lambda: ff.result(), lambda: ff.exception(), lambda: (ff.set_result(1), ff.set_result(2)), lambda: ff.set_exception(ValueError())):
    try: print(c())
    except Exception as e: print(type(e).__module__, type(e).__name__, e)
