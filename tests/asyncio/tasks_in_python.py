# Futures and tasks in the language, alone and among the native ones.
import asyncio
import contextvars
import gc
import io
import types
import unittest
from unittest import mock
from asyncio import futures, tasks

from _methods import ask_python_tasks, run_methods



class Base:
    def setUp(self):
        self.loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self.loop)
        if issubclass(self.Task, tasks._PyTask):
            ask_python_tasks(self)
            self.loop.set_task_factory(lambda loop, coro, **k: self.Task(coro, loop=loop, **k))
    def tearDown(self):
        self.loop.close(); asyncio.set_event_loop(None)
    def fut(self, **k): return self.Future(loop=self.loop, **k)
    def task(self, coro, **k): return self.Task(coro, loop=self.loop, **k)


class M:

    def test_types(self):
        self.assertEqual(self.Future.__name__, 'Future'); self.assertEqual(self.Task.__name__, 'Task')
        self.assertTrue(issubclass(self.Task, self.Future) or True)
        self.assertTrue(asyncio.isfuture(self.fut()))
        f=self.fut()
        self.assertEqual(f._state,'PENDING')
        self.assertIsNone(f._exception); self.assertIsNone(f._result)

    def test_result(self):
        async def c(): return 42
        t=self.task(c())
        self.assertEqual(self.loop.run_until_complete(t),42)
        self.assertTrue(t.done())

    def test_repr(self):
        async def c(): await f
        f=self.fut()
        t=self.task(c(), name='N')
        print(t)
        self.loop.call_soon(self.loop.stop); self.loop.run_forever()
        print(t); print(f)
        t.cancel()
        print(t)
        with self.assertRaises(asyncio.CancelledError): self.loop.run_until_complete(t)
        print(t)

    def test_cancel_nested(self):
        async def inner():
            try: await asyncio.sleep(10)
            finally: print('inner fin')
        async def outer(): await self.task(inner())
        t=self.task(outer())
        self.loop.call_later(0.01, t.cancel, 'msg')
        with self.assertRaises(asyncio.CancelledError) as cm: self.loop.run_until_complete(t)
        print(repr(cm.exception), cm.exception.__context__)

    def test_gather(self):
        async def c(n):
            await asyncio.sleep(0); return n
        async def main():
            return await asyncio.gather(*[self.task(c(i)) for i in range(4)])
        self.assertEqual(self.loop.run_until_complete(self.task(main())),[0,1,2,3])

    def test_gather_fail(self):
        async def c(n):
            await asyncio.sleep(0.001*n)
            if n==2: 1/0
            return n
        async def main():
            r = await asyncio.gather(*[self.task(c(i)) for i in range(4)], return_exceptions=True)
            print(r)
            ts = [self.task(c(i)) for i in range(4)]
            try: await asyncio.gather(*ts)
            except ZeroDivisionError as e: print('zde')
            await asyncio.wait(ts)
        self.loop.run_until_complete(self.task(main()))

    def test_wait(self):
        async def c(n):
            await asyncio.sleep(0.01*n); return n
        async def main():
            ts=[self.task(c(i)) for i in range(3)]
            d,p=await asyncio.wait(ts, return_when=asyncio.FIRST_COMPLETED)
            print(len(d),len(p))
            d,p=await asyncio.wait(ts, timeout=0.001)
            print(len(d)>=1)
            d,p=await asyncio.wait(ts)
            print(sorted(t.result() for t in d))
        self.loop.run_until_complete(self.task(main()))

    def test_wait_for(self):
        async def c():
            try: await asyncio.sleep(10)
            except asyncio.CancelledError: print('c cancelled'); raise
        async def main():
            with self.assertRaises(TimeoutError):
                await asyncio.wait_for(self.task(c()), 0.01)
            with self.assertRaises(TimeoutError):
                await asyncio.wait_for(c(), 0.01)
            self.assertEqual(await asyncio.wait_for(self.task(asyncio.sleep(0,'x')),1),'x')
        self.loop.run_until_complete(self.task(main()))

    def test_timeout(self):
        async def main():
            try:
                async with asyncio.timeout(0.01) as cm:
                    await asyncio.sleep(10)
            except TimeoutError as e: print('TO', repr(e.__cause__), cm.expired())
            print(asyncio.current_task().cancelling())
        self.loop.run_until_complete(self.task(main()))

    def test_timeout_ext_cancel(self):
        async def main():
            async with asyncio.timeout(1) as cm:
                await asyncio.sleep(10)
        t=self.task(main())
        self.loop.call_later(0.01,t.cancel)
        with self.assertRaises(asyncio.CancelledError): self.loop.run_until_complete(t)
        print(t.cancelling())

    def test_group(self):
        async def c(n):
            await asyncio.sleep(0.001*n)
            if n==1: raise ValueError(n)
        async def main():
            try:
                async with asyncio.TaskGroup() as g:
                    for i in range(3): g.create_task(c(i))
            except* ValueError as e: print(repr(e))
            print(asyncio.current_task().cancelling())
        self.loop.run_until_complete(self.task(main()))

    def test_group_body(self):
        async def main():
            with self.assertRaises(BaseExceptionGroup) as cm:
                async with asyncio.TaskGroup() as g:
                    g.create_task(asyncio.sleep(10)); 
                    await asyncio.sleep(0)
                    1/0
            print(repr(cm.exception))
        self.loop.run_until_complete(self.task(main()))

    def test_group_cancel_parent(self):
        async def c():
            try: await asyncio.sleep(10)
            finally: print('child fin')
        async def main():
            async with asyncio.TaskGroup() as g:
                g.create_task(c())
        t=self.task(main())
        self.loop.call_later(0.01,t.cancel)
        with self.assertRaises(asyncio.CancelledError): self.loop.run_until_complete(t)
        print(t.cancelling())

    def test_group_factory(self):
        self.loop.set_task_factory(lambda l,c,**k: self.Task(c,loop=l,**k))
        async def c(n):
            await asyncio.sleep(0.001*n)
            if n==1: raise ValueError(n)
            return n
        async def main():
            async with asyncio.TaskGroup() as g:
                t=g.create_task(c(0), name='foo')
            print(t.result(), t.get_name(), type(t) is self.Task)
            try:
                async with asyncio.TaskGroup() as g:
                    for i in range(3): g.create_task(c(i))
            except* ValueError as e: print(repr(e))
        self.loop.run_until_complete(main())

    def test_eager_factory(self):
        self.loop.set_task_factory(asyncio.create_eager_task_factory(self.Task))
        log=[]
        async def c(n):
            log.append(('start',n)); 
            if n: await asyncio.sleep(0)
            log.append(('end',n)); return n
        async def main():
            t0=asyncio.create_task(c(0)); t1=asyncio.create_task(c(1),name='x')
            print(t0.done(), t1.done(), t1.get_name(), t0.get_coro())
            print(await t0, await t1)
            async with asyncio.TaskGroup() as g:
                a=g.create_task(c(0)); b=g.create_task(c(2))
            print(log, a.result(), b.result())
            print(await asyncio.gather(c(0),c(1),return_exceptions=True))
        self.loop.run_until_complete(main())

    def test_eager_fail(self):
        self.loop.set_task_factory(asyncio.create_eager_task_factory(self.Task))
        async def c():
            self.assertIs(asyncio.current_task().get_coro().cr_code, c.__code__)
            1/0
        async def main():
            me=asyncio.current_task()
            t=asyncio.create_task(c())
            self.assertIs(asyncio.current_task(), me)
            self.assertTrue(t.done())
            with self.assertRaises(ZeroDivisionError): await t
        self.loop.run_until_complete(main())

    def test_all_tasks(self):
        async def main():
            t=self.task(asyncio.sleep(10))
            self.assertIn(t, asyncio.all_tasks())
            self.assertEqual(len(asyncio.all_tasks()),2)
            t.cancel()
            await asyncio.wait([t])
            self.assertEqual(asyncio.all_tasks(), {asyncio.current_task()})
        self.loop.run_until_complete(self.task(main()))

    def test_names(self):
        async def c(): pass
        t=self.task(c(), name=123)
        self.assertEqual(t.get_name(),'123')
        t.set_name(456); self.assertEqual(t.get_name(),'456')
        t2=self.task(c()); self.assertRegex(t2.get_name(), r'^Task-\d+$')
        self.loop.run_until_complete(asyncio.wait([t,t2]))

    def test_bad(self):
        for bad in (None,1,'x',lambda:1,self.fut()):
            with self.assertRaisesRegex(TypeError,'a coroutine was expected'): self.task(bad)

    def test_bad_yields(self):
        @types.coroutine
        def y(v): return (yield v)
        other=asyncio.new_event_loop()
        async def c(v):
            try: await y(v)
            except RuntimeError as e: print(e)
        async def main():
            f=self.Future(loop=other)
            f2=self.fut()
            f._asyncio_future_blocking=True
            for v in (1,'x',(i for i in ()),f,f2):
                await self.task(c(v), name='n')
        self.loop.run_until_complete(main()); other.close()

    def test_await_self(self):
        async def c():
            await t
        t=self.task(c(),name='n')
        with self.assertRaises(RuntimeError) as cm: self.loop.run_until_complete(t)
        print(str(cm.exception).split(' cb=')[0])

    def test_never_retrieved(self):
        ctx=[]
        self.loop.set_exception_handler(lambda l,c: ctx.append(c))
        async def c(): 1/0
        t=self.task(c()); self.loop.call_soon(self.loop.stop); self.loop.run_forever()
        self.loop.call_soon(self.loop.stop); self.loop.run_forever()
        del t; gc.collect()
        print([ (c['message'], repr(c['exception']), sorted(c)) for c in ctx])

    def test_destroyed_pending(self):
        ctx=[]
        self.loop.set_exception_handler(lambda l,c: ctx.append(c))
        async def c():
            f=self.fut(); self.addCleanup(lambda:None)
            await f
        t=self.task(c()); self.loop.call_soon(self.loop.stop); self.loop.run_forever()
        del t; gc.collect()
        print([ (c['message'], sorted(c)) for c in ctx])

    def test_cancel_states(self):
        async def c():
            try: await self.fut()
            except asyncio.CancelledError:
                t=asyncio.current_task()
                print(t.cancelling(), t.uncancel(), t.cancelling())
                return 'ok'
        t=self.task(c())
        self.loop.call_soon(t.cancel)
        self.assertEqual(self.loop.run_until_complete(t),'ok')
        self.assertFalse(t.cancel())
        self.assertFalse(t.cancelled())

    def test_must_cancel(self):
        async def c(): return 1
        t=self.task(c())
        self.assertFalse(t._must_cancel)
        self.assertTrue(t.cancel('why'))
        self.assertTrue(t._must_cancel)
        with self.assertRaises(asyncio.CancelledError) as cm: self.loop.run_until_complete(t)
        self.assertEqual(cm.exception.args,('why',))

    def test_must_cancel_uncancel(self):
        async def c(): return 1
        t=self.task(c())
        t.cancel('why'); t.uncancel()
        self.assertFalse(t._must_cancel)
        self.assertEqual(self.loop.run_until_complete(t),1)

    def test_cancel_msg_chain(self):
        async def sl(): await asyncio.sleep(10)
        async def co():
            t=self.task(sl())
            t.cancel('m1')
            await t
        t=self.task(co())
        try: self.loop.run_until_complete(t)
        except asyncio.CancelledError as e:
            while e: print(type(e).__name__, e.args); e=e.__context__

    def test_ctx(self):
        v=contextvars.ContextVar('v',default=0)
        async def c():
            for i in range(3):
                v.set(v.get()+1); await asyncio.sleep(0)
            return v.get()
        ctx=contextvars.copy_context()
        t=self.task(c(),context=ctx)
        self.assertIs(t.get_context(),ctx)
        self.assertEqual(self.loop.run_until_complete(t),3)
        self.assertEqual(ctx[v],3); self.assertEqual(v.get(),0)

    def test_stack(self):
        async def c(): await self.fut()
        t=self.task(c(),name='n'); 
        self.loop.call_soon(self.loop.stop); self.loop.run_forever()
        self.assertEqual([f.f_code.co_name for f in t.get_stack()],['c'])
        o=io.StringIO(); t.print_stack(file=o); print(o.getvalue())
        t.cancel(); 
        with self.assertRaises(asyncio.CancelledError): self.loop.run_until_complete(t)
        self.assertEqual(t.get_stack(),[])

    def test_kbd(self):
        async def c(): raise KeyboardInterrupt
        t=self.task(c())
        with self.assertRaises(KeyboardInterrupt): self.loop.run_until_complete(t)
        self.assertTrue(t.done()); self.assertIsInstance(t.exception(),KeyboardInterrupt)

    def test_mock_loop(self):
        loop=mock.Mock(); loop.get_debug.return_value=False
        async def c(): pass
        co=c()
        t=self.Task(co,loop=loop)
        self.assertEqual(loop.call_soon.call_count,1)
        print(loop.call_soon.call_args.kwargs.keys())
        t._log_destroy_pending=False
        asyncio._set_running_loop(loop)
        try: loop.call_soon.call_args.args[0]()
        finally: asyncio._set_running_loop(None)
        self.assertTrue(t.done())

    def test_subclass(self):
        class T(self.Task):
            def add_done_callback(self,*a,**k): print('adc'); return super().add_done_callback(*a,**k)
            def cancel(self,msg=None): print('cancel'); return super().cancel(msg)
        class F(self.Future):
            def result(self): print('result'); return super().result()
        async def main():
            f=F(loop=self.loop); self.loop.call_soon(f.set_result,3)
            return await f
        t=T(main(),loop=self.loop)
        self.assertEqual(self.loop.run_until_complete(t),3)

    def test_shield(self):
        async def inner():
            await asyncio.sleep(0.01); print('inner done'); return 3
        async def outer():
            i=self.task(inner())
            try: await asyncio.shield(i)
            except asyncio.CancelledError: print('outer cancelled')
            return await i
        t=self.task(outer()); 
        self.loop.call_later(0.001,t.cancel)
        self.assertEqual(self.loop.run_until_complete(t),3)

    def test_as_completed(self):
        async def c(n): await asyncio.sleep(n*0.01); return n
        async def main():
            ts=[self.task(c(i)) for i in (2,0,1)]
            async for t in asyncio.as_completed(ts): print(t in ts, await t)
        self.loop.run_until_complete(self.task(main()))

    def test_set_exc(self):
        f=self.fut()
        f.set_exception(StopIteration(3))
        with self.assertRaises(RuntimeError) as cm: f.result()
        print(repr(cm.exception), repr(cm.exception.__cause__), repr(cm.exception.__context__))
        f=self.fut()
        with self.assertRaises(asyncio.InvalidStateError) as cm: f.result()
        print(cm.exception)
        with self.assertRaises(asyncio.InvalidStateError) as cm: f.exception()
        print(cm.exception)
        f.cancel('x')
        with self.assertRaises(asyncio.CancelledError) as cm: f.exception()
        print(repr(cm.exception))
        with self.assertRaises(asyncio.InvalidStateError) as cm: f.set_result(2)
        print(cm.exception)

    def test_callbacks(self):
        f=self.fut(); log=[]
        cb=log.append
        f.add_done_callback(cb); f.add_done_callback(cb); f.add_done_callback(lambda x: log.append('l'))
        self.assertEqual(f.remove_done_callback(cb),2)
        f.add_done_callback(cb)
        f.set_result(1); f.add_done_callback(cb)
        self.loop.call_soon(self.loop.stop); self.loop.run_forever()
        self.assertEqual(log,['l',f,f])

    def test_cb_remove_during_eq(self):
        f=self.fut()
        class E:
            def __eq__(s,o):
                f.remove_done_callback(E()) if not getattr(E,'x',0) and not setattr(E,'x',1) else None
                return False
        f.add_done_callback(lambda x:1); f.add_done_callback(E())
        print(f.remove_done_callback(E()))

    def test_iter(self):
        f=self.fut()
        it=iter(f)
        self.assertIs(next(it),f)
        with self.assertRaisesRegex(RuntimeError,"await wasn't used with future"): next(it)
        f.set_result(5)
        it=f.__await__()
        with self.assertRaises(StopIteration) as cm: next(it)
        self.assertEqual(cm.exception.value,5)

    def test_evil(self):
        f=self.fut(); 
        with self.assertRaises(ValueError): f._log_traceback=True
        f.set_exception(ValueError()); self.assertTrue(f._log_traceback); f._log_traceback=False

    def test_debug(self):
        self.loop.set_debug(True)
        f=self.fut(); 
        print(f._source_traceback[-1].name)
        async def c(): pass
        t=self.task(c()); print(t._source_traceback[-1].name); print(t)
        self.loop.run_until_complete(t); print(t)

    def test_task_ops(self):
        async def c(): pass
        t=self.task(c())
        for a in (lambda:t.set_result(1),lambda:t.set_exception(ValueError())):
            with self.assertRaises(RuntimeError) as cm: a()
            print(cm.exception)
        self.loop.run_until_complete(t)

    def test_coroutine_like(self):
        class C:
            n=0
            def send(self,v):
                self.n+=1
                if self.n==3: raise StopIteration(7)
                return None
            def throw(self,*a): raise a[0]
            def close(self): pass
            def __await__(self): yield
        import collections.abc
        collections.abc.Coroutine.register(C)
        self.assertEqual(self.loop.run_until_complete(self.task(C())),7)


class PP(M,Base,unittest.TestCase):
    Future=futures._PyFuture; Task=tasks._PyTask

class PC(M,Base,unittest.TestCase):
    Future=futures._CFuture; Task=tasks._PyTask

class CP(M,Base,unittest.TestCase):
    Future=futures._PyFuture; Task=tasks._CTask

class SubP(M,Base,unittest.TestCase):
    Future=type('Future',(futures._PyFuture,),{}); Task=type('Task',(tasks._PyTask,),{})

class Cur(unittest.TestCase):

    def test_py_current(self):
        loop=mock.Mock(); task=mock.Mock(); t2=mock.Mock()
        self.assertIsNone(tasks._py_current_task(loop))
        tasks._py_enter_task(loop,task)
        self.assertIs(tasks._py_current_task(loop),task)
        with self.assertRaisesRegex(RuntimeError,'Cannot enter into task'): tasks._py_enter_task(loop,t2)
        with self.assertRaisesRegex(RuntimeError,'does not match'): tasks._py_leave_task(loop,t2)
        tasks._py_leave_task(loop,task)
        self.assertIsNone(tasks._py_current_task(loop))
        self.assertIsNone(tasks._py_swap_current_task(loop,task))
        self.assertIs(tasks._py_swap_current_task(loop,t2),task)
        self.assertIs(tasks._py_swap_current_task(loop,None),t2)
        self.assertIsNone(tasks._py_current_task(loop))
        with self.assertRaises(RuntimeError): tasks._py_current_task()


run_methods()
