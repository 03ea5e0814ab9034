"""Task groups and timeouts, as a test suite asks about them."""
import asyncio, unittest, contextvars, contextlib, sys, gc, re, warnings, weakref
from asyncio import taskgroups
from _methods import *
class MyExc(Exception): pass
class MyBase(BaseException): pass
def ets(eg): return {type(e) for e in eg.exceptions}
def no(): 
    exc = sys.exception()
    return exc is not None and gc.get_referrers(exc)

class TG(unittest.IsolatedAsyncioTestCase):
    async def test_01(self):
        async def f1(): await asyncio.sleep(.01); return 42
        async def f2(): await asyncio.sleep(.02); return 11
        async with asyncio.TaskGroup() as g: t1 = g.create_task(f1()); t2 = g.create_task(f2())
        self.assertEqual((t1.result(), t2.result()), (42, 11))
    async def test_02_body_awaits(self):
        async def f(): await asyncio.sleep(.01); return 42
        async with asyncio.TaskGroup() as g:
            t = g.create_task(f()); await asyncio.sleep(.02); u = g.create_task(f())
        self.assertEqual((t.result(), u.result()), (42, 42))
    async def test_03_cancel_inner(self):
        async def f(): await asyncio.sleep(10)
        async with asyncio.TaskGroup() as g:
            t = g.create_task(f()); t2 = g.create_task(asyncio.sleep(.01)); await asyncio.sleep(0); t.cancel()
        self.assertTrue(t.cancelled()); self.assertFalse(t2.cancelled())
    async def test_04_error_cancels(self):
        NUM = 0; t2c = False; t2 = None
        async def f1(): 1/0
        async def f2():
            nonlocal NUM, t2c
            try: await asyncio.sleep(10)
            except asyncio.CancelledError: t2c = True; raise
        async def runner():
            nonlocal NUM, t2
            async with asyncio.TaskGroup() as g: g.create_task(f1()); t2 = g.create_task(f2())
            NUM += 10
        with self.assertRaises(ExceptionGroup) as cm: await asyncio.create_task(runner())
        self.assertEqual(ets(cm.exception), {ZeroDivisionError}); self.assertEqual(NUM, 0); self.assertTrue(t2c); self.assertTrue(t2.cancelled())
        self.assertEqual(cm.exception.message, 'unhandled errors in a TaskGroup')
    async def test_05_error_while_body_waits(self):
        NUM = 0; rc = False
        async def f1(): await asyncio.sleep(.01); 1/0
        async def runner():
            nonlocal NUM, rc
            async with asyncio.TaskGroup() as g:
                g.create_task(f1()); 
                try: await asyncio.sleep(10)
                except asyncio.CancelledError: rc = True; raise
            NUM += 10
        r = asyncio.create_task(runner())
        with self.assertRaises(ExceptionGroup) as cm: await r
        self.assertEqual(ets(cm.exception), {ZeroDivisionError}); self.assertEqual(NUM, 0); self.assertTrue(rc); self.assertFalse(r.cancelled()); self.assertEqual(r.cancelling(), 0)
    async def test_06_suspended_cancel(self):
        NUM = 0
        async def f():
            nonlocal NUM
            try: await asyncio.sleep(5)
            except asyncio.CancelledError: NUM += 1; raise
        async def runner():
            async with asyncio.TaskGroup() as g:
                for _ in range(5): g.create_task(f())
        r = asyncio.create_task(runner()); await asyncio.sleep(.01); self.assertFalse(r.done()); r.cancel()
        with self.assertRaises(asyncio.CancelledError) as cm: await r
        self.assertEqual(NUM, 5)
    async def test_07_cancel_body(self):
        NUM = 0
        async def f():
            nonlocal NUM
            try: await asyncio.sleep(5)
            except asyncio.CancelledError: NUM += 1; raise
        async def runner():
            nonlocal NUM
            async with asyncio.TaskGroup() as g:
                for _ in range(5): g.create_task(f())
                try: await asyncio.sleep(10)
                except asyncio.CancelledError: NUM += 10; raise
        r = asyncio.create_task(runner()); await asyncio.sleep(.01); r.cancel()
        with self.assertRaises(asyncio.CancelledError): await r
        self.assertEqual(NUM, 15)
    async def test_08_body_error_during_cancel(self):
        async def f():
            try: await asyncio.sleep(5)
            finally: 1/0
        async def runner():
            async with asyncio.TaskGroup() as g:
                for _ in range(5): g.create_task(f())
                await asyncio.sleep(10)
        r = asyncio.create_task(runner()); await asyncio.sleep(.01); r.cancel()
        with self.assertRaises(ExceptionGroup) as cm: await r
        self.assertEqual(ets(cm.exception), {ZeroDivisionError}); print(len(cm.exception.exceptions))
    async def test_09_body_raises(self):
        t1 = t2 = None
        async def f1(): await asyncio.sleep(1)
        async def runner():
            nonlocal t1, t2
            async with asyncio.TaskGroup() as g: t1 = g.create_task(f1()); t2 = g.create_task(f1()); await asyncio.sleep(.01); 1/0
        with self.assertRaises(ExceptionGroup) as cm: await runner()
        self.assertTrue(t1.cancelled() and t2.cancelled()); self.assertEqual(ets(cm.exception), {ZeroDivisionError})
    async def test_10_body_raises_tasks_raise(self):
        async def f1():
            try: await asyncio.sleep(1)
            finally: raise MyExc
        async def runner():
            async with asyncio.TaskGroup() as g: g.create_task(f1()); await asyncio.sleep(.01); 1/0
        with self.assertRaises(ExceptionGroup) as cm: await runner()
        print([type(e).__name__ for e in cm.exception.exceptions], cm.exception.__context__, cm.exception.__cause__, cm.exception.__suppress_context__)
    async def test_11_nested(self):
        async def f(): await asyncio.sleep(1)
        async def runner():
            async with asyncio.TaskGroup():
                async with asyncio.TaskGroup() as g2:
                    for _ in range(5): g2.create_task(f())
        r = asyncio.create_task(runner()); await asyncio.sleep(.01); r.cancel()
        with self.assertRaises(asyncio.CancelledError): await r
    async def test_12_nested_error(self):
        async def crash(t): await asyncio.sleep(t); 1/0
        async def inner():
            async with asyncio.TaskGroup() as g: g.create_task(crash(.01))
        async def runner():
            async with asyncio.TaskGroup() as g: g.create_task(inner())
        with self.assertRaises(ExceptionGroup) as cm: await runner()
        e = cm.exception; self.assertIsInstance(e.exceptions[0], ExceptionGroup); self.assertEqual(ets(e.exceptions[0]), {ZeroDivisionError}); print(e, e.exceptions)
    async def test_13_crash_after_cancel(self):
        async def crash(): raise ValueError(1)
        async def inner():
            async with asyncio.TaskGroup() as g: g.create_task(crash())
        async def runner():
            async with asyncio.TaskGroup() as g:
                g.create_task(inner()); await asyncio.sleep(.01)
                g.create_task(inner())
        with self.assertRaises(ExceptionGroup) as cm: await runner()
        print(repr(cm.exception))
    async def test_14_keyboard(self):
        async def crash(): await asyncio.sleep(.01); raise SystemExit(1)
        for k in (SystemExit, KeyboardInterrupt):
            async def runner():
                g = asyncio.TaskGroup()
                with self.assertRaises(k):
                    async with g: raise k
            await runner()
    async def test_15_base_exception_task(self):
        async def crash(): raise MyBase('x')
        with self.assertRaises(BaseExceptionGroup) as cm:
            async with asyncio.TaskGroup() as g: g.create_task(crash())
        self.assertEqual(ets(cm.exception), {MyBase}); self.assertNotIsInstance(cm.exception, ExceptionGroup)
    async def test_16_already_entered(self):
        g = asyncio.TaskGroup()
        async with g:
            with self.assertRaisesRegex(RuntimeError, 'has already been entered') as c:
                async with g: pass
            print(re.sub('<.*>', '', str(c.exception)))
    async def test_17_not_entered(self):
        g = asyncio.TaskGroup(); coro = asyncio.sleep(0)
        with self.assertRaisesRegex(RuntimeError, 'has not been entered') as c: g.create_task(coro)
        print(re.sub('0x[0-9a-f]+', '', str(c.exception)))
        coro.close()
    async def test_18_finished(self):
        async with asyncio.TaskGroup() as g: pass
        coro = asyncio.sleep(0)
        with self.assertRaisesRegex(RuntimeError, 'is finished') as c: g.create_task(coro)
        print(re.sub('0x[0-9a-f]+', '', str(c.exception)))
        coro.close()
    async def test_19_shutting_down(self):
        async def f(): 1/0
        async with contextlib.AsyncExitStack() as st:
            with self.assertRaises(ExceptionGroup):
                async with asyncio.TaskGroup() as g:
                    g.create_task(f())
                    try: await asyncio.sleep(1)
                    except asyncio.CancelledError:
                        c = asyncio.sleep(0)
                        with self.assertRaisesRegex(RuntimeError, 'is shutting down') as cc: g.create_task(c)
                        print(re.sub('0x[0-9a-f]+', '', str(cc.exception))); raise
    async def test_20_coro_closed_when_failing(self):
        # 3.13: coroutine closed when create_task fails
        g = asyncio.TaskGroup()
        async def f(): pass
        c = f()
        with self.assertRaises(RuntimeError): g.create_task(c)
        import inspect; print(inspect.getcoroutinestate(c))
        c.close()
    async def test_21_repr(self):
        g = asyncio.TaskGroup(); self.assertEqual(0, 0); print(repr(g))
        async with g:
            t = g.create_task(asyncio.sleep(.01)); print(repr(g)); 
        print(repr(g), vars(g) if False else '')
        g._errors = [1]; print(repr(g)); g._aborting = True; print(repr(g))
    async def test_23_name_context(self):
        cv = contextvars.ContextVar('cv', default=1)
        async def f(): return cv.get()
        ctx = contextvars.copy_context(); ctx.run(cv.set, 7)
        async with asyncio.TaskGroup() as g: t = g.create_task(f(), name='yolo', context=ctx); u = g.create_task(f())
        self.assertEqual((t.get_name(), t.result(), u.result()), ('yolo', 7, 1)); self.assertIs(t.get_context(), ctx)
    async def test_24_done_callback_error(self):
        async def f(): 1/0
        with self.assertRaises(ExceptionGroup):
            async with asyncio.TaskGroup() as g: t = g.create_task(f())
        self.assertIsInstance(t.exception(), ZeroDivisionError)
    async def test_25_cancel_parent_once(self):
        async def f(): 1/0
        async def p():
            try:
                async with asyncio.TaskGroup() as g: g.create_task(f()); await asyncio.sleep(5)
            except* ZeroDivisionError: pass
            print(asyncio.current_task().cancelling()); await asyncio.sleep(0); return 5
        self.assertEqual(await asyncio.create_task(p()), 5)
    async def test_26_cancel_and_error(self):
        async def f(): raise MyExc
        async def p():
            async with asyncio.TaskGroup() as g: 
                g.create_task(f()); asyncio.current_task().cancel('hi')
                try: await asyncio.sleep(1)
                except asyncio.CancelledError as e: print(e.args); raise
        t = asyncio.create_task(p())
        with self.assertRaises(ExceptionGroup): await t
        print(t.cancelling(), t._must_cancel)
    async def test_27_cancel_propagates_after(self):
        async def f(): raise MyExc
        async def p():
            try:
                async with asyncio.TaskGroup() as g: 
                    g.create_task(f()); asyncio.current_task().cancel('hi'); await asyncio.sleep(1)
            except* MyExc: pass
            print('mid', asyncio.current_task().cancelling())
            await asyncio.sleep(0); print('after')
        t = asyncio.create_task(p())
        r = await asyncio.gather(t, return_exceptions=True); print(r, t.cancelling())
    async def test_28_body_cancelled_error(self):
        with self.assertRaises(asyncio.CancelledError):
            async with asyncio.TaskGroup() as g: raise asyncio.CancelledError
    async def test_29_cancel_msg(self):
        async def p():
            async with asyncio.TaskGroup() as g: g.create_task(asyncio.sleep(1)); await asyncio.sleep(1)
        t = asyncio.create_task(p()); await asyncio.sleep(.01); t.cancel('boo')
        with self.assertRaises(asyncio.CancelledError) as c: await t
        print(c.exception.args)
    async def test_30_body_returns(self):
        async def p():
            async with asyncio.TaskGroup() as g: g.create_task(asyncio.sleep(0)); return 3
        self.assertEqual(await p(), 3)
    async def test_31_coro_no_await(self):
        async def f(): return 1
        async with asyncio.TaskGroup() as g: ts = [g.create_task(f()) for _ in range(1000)]
        self.assertEqual(sum(t.result() for t in ts), 1000)
    async def test_32_spawn_from_task(self):
        res = []
        async with asyncio.TaskGroup() as g:
            async def w(n):
                await asyncio.sleep(0); res.append(n)
                if n: g.create_task(w(n - 1))
            g.create_task(w(4))
        self.assertEqual(res, [4, 3, 2, 1, 0])
    async def test_33_spawn_while_aborting_in_task(self):
        msgs = []
        async def bad(): raise MyExc
        with self.assertRaises(ExceptionGroup):
            async with asyncio.TaskGroup() as g:
                async def w():
                    try: await asyncio.sleep(1)
                    except asyncio.CancelledError:
                        c = asyncio.sleep(0)
                        try: g.create_task(c)
                        except RuntimeError as e: msgs.append(str(e)[-16:]); c.close()
                        raise
                g.create_task(w()); g.create_task(bad())
        print(msgs)
    async def test_34_uncancel_called(self):
        async def f(): 1/0
        calls = []
        class T(asyncio.Task):
            def uncancel(self): calls.append('u'); return super().uncancel()
            def cancel(self, *a, **k): calls.append(('c', a, k)); return super().cancel(*a, **k)
        async def p():
            async with asyncio.TaskGroup() as g: g.create_task(f()); await asyncio.sleep(1)
        t = T(p()); r = await asyncio.gather(t, return_exceptions=True); print(calls, r)
    async def test_36_eager(self):
        loop = asyncio.get_running_loop(); loop.set_task_factory(asyncio.eager_task_factory); log = []
        async def f(n): log.append(n); return n
        async with asyncio.TaskGroup() as g:
            t = g.create_task(f(1)); print(t.done()); u = g.create_task(asyncio.sleep(0)); print(u in g._tasks)
        self.assertEqual(log, [1])
    async def test_37_eager_error(self):
        loop = asyncio.get_running_loop(); loop.set_task_factory(asyncio.eager_task_factory)
        async def f(): 1/0
        with self.assertRaises(ExceptionGroup) as c:
            async with asyncio.TaskGroup() as g: g.create_task(f()); print('after'); await asyncio.sleep(1); print('no')
        print(repr(c.exception))
    async def test_39_no_parent(self):
        g = asyncio.TaskGroup()
        loop = asyncio.get_running_loop()
        fut = loop.create_future()
        def cb():
            c = g.__aenter__()
            try: c.send(None)
            except StopIteration: fut.set_result('entered')
            except RuntimeError as e: fut.set_result(re.sub('<.*?>', '', str(e)))
        loop.call_soon(cb); print(await fut)
    async def test_40_aexit_direct(self):
        g = asyncio.TaskGroup(); self.assertIs(await g.__aenter__(), g); t = g.create_task(asyncio.sleep(0)); self.assertIs(await g.__aexit__(None, None, None), None)
    async def test_41_error_order(self):
        async def f(n, t):
            await asyncio.sleep(t); raise ValueError(n)
        async def late(n):
            try: await asyncio.sleep(1)
            except asyncio.CancelledError: raise KeyError(n)
        with self.assertRaises(ExceptionGroup) as c:
            async with asyncio.TaskGroup() as g: g.create_task(late(1)); g.create_task(f(2, .01)); g.create_task(late(3)); raise OSError(4)
        print(c.exception.exceptions)
    async def test_42_wait_for_inside(self):
        async def p():
            async with asyncio.TaskGroup() as g: g.create_task(asyncio.sleep(5))
        with self.assertRaises(TimeoutError): await asyncio.wait_for(p(), .01)
    async def test_43_timeout_outside(self):
        with self.assertRaises(TimeoutError):
            async with asyncio.timeout(.01):
                async with asyncio.TaskGroup() as g: g.create_task(asyncio.sleep(5))
    async def test_44_timeout_inside(self):
        with self.assertRaises(ExceptionGroup) as c:
            async with asyncio.TaskGroup() as g:
                g.create_task(asyncio.sleep(5))
                async with asyncio.timeout(.01): await asyncio.sleep(5)
        print(repr(c.exception))
    async def test_46_cancel_while_exiting_twice(self):
        async def slow():
            try: await asyncio.sleep(5)
            except asyncio.CancelledError: await asyncio.sleep(.02); raise
        async def p():
            async with asyncio.TaskGroup() as g: g.create_task(slow())
        t = asyncio.create_task(p()); await asyncio.sleep(0.001); t.cancel(); await asyncio.sleep(.001); t.cancel()
        with self.assertRaises(asyncio.CancelledError): await t
        print(t.cancelling())
    async def test_47_taskgroup_propagate_cancellation_error_group(self):
        async def outer():
            async with asyncio.TaskGroup() as g: raise asyncio.CancelledError('zz')
        with self.assertRaises(asyncio.CancelledError) as c: await outer()
        print(c.exception.args)
    async def test_48_class_subclass(self):
        class G(asyncio.TaskGroup):
            def create_task(self, coro, **kw): kw.setdefault('name', 'sub'); return super().create_task(coro, **kw)
        async with G() as g: t = g.create_task(asyncio.sleep(0))
        self.assertEqual(t.get_name(), 'sub'); print(taskgroups.__all__)
    async def test_49_abort_private(self):
        async with asyncio.TaskGroup() as g:
            t = g.create_task(asyncio.sleep(5)); await asyncio.sleep(0); g._abort(); self.assertTrue(g._aborting)
        self.assertTrue(t.cancelled())
    async def test_50_on_task_done(self):
        async with asyncio.TaskGroup() as g:
            f = asyncio.get_running_loop().create_future(); f.set_result(1); g._tasks.add(f); g._on_task_done(f); self.assertEqual(g._tasks, set())
            print(g._is_base_error(KeyboardInterrupt()), g._is_base_error(SystemExit()), g._is_base_error(GeneratorExit()), g._is_base_error(asyncio.CancelledError()))
    def test_51_bad_args(self):
        with self.assertRaises(TypeError) as c: asyncio.TaskGroup(1)
        print(c.exception)
    async def test_52_create_noncoro(self):
        with self.assertRaises(ExceptionGroup) as c:
            async with asyncio.TaskGroup() as g: g.create_task(3)
        print(repr(c.exception.exceptions))

class TO(unittest.IsolatedAsyncioTestCase):
    async def test_basic(self):
        loop = asyncio.get_running_loop(); t0 = loop.time()
        with self.assertRaises(TimeoutError):
            async with asyncio.timeout(.01) as cm: await asyncio.sleep(10)
        self.assertTrue(cm.expired()); self.assertIs(cm.__class__, asyncio.Timeout)
    async def test_at(self):
        loop = asyncio.get_running_loop(); d = loop.time() + .01
        with self.assertRaises(TimeoutError):
            async with asyncio.timeout_at(d) as cm: await asyncio.sleep(10)
        self.assertEqual(cm.when(), d)
    async def test_nested(self):
        loop = asyncio.get_running_loop(); c = False
        with self.assertRaises(TimeoutError):
            d = loop.time() + .01
            async with asyncio.timeout_at(d) as cm1:
                try:
                    async with asyncio.timeout_at(d) as cm2: await asyncio.sleep(10)
                except asyncio.CancelledError: c = True; raise
                except TimeoutError: self.fail()
        self.assertTrue(c); self.assertTrue(cm1.expired()); self.assertTrue(cm2.expired()); print(asyncio.current_task().cancelling())
    async def test_outer_inner(self):
        with self.assertRaises(TimeoutError):
            async with asyncio.timeout(5) as a:
                async with asyncio.timeout(.001) as b: await asyncio.sleep(1)
        print(a.expired(), b.expired())
    async def test_none(self):
        async with asyncio.timeout(None) as cm: await asyncio.sleep(0); self.assertIsNone(cm.when())
        self.assertFalse(cm.expired()); print(repr(cm))
        async with asyncio.timeout_at(None) as cm: pass
    async def test_zero_and_neg(self):
        for v in (0, -1):
            with self.assertRaises(TimeoutError):
                async with asyncio.timeout(v) as cm: await asyncio.sleep(0); await asyncio.sleep(10)
            self.assertTrue(cm.expired())
    async def test_zero_no_await(self):
        async with asyncio.timeout(0) as cm: pass
        print(cm.expired(), repr(cm)[:30].split('when')[0])
        await asyncio.sleep(0)
    async def test_in_the_past(self):
        loop = asyncio.get_running_loop()
        with self.assertRaises(TimeoutError):
            async with asyncio.timeout_at(-1) as cm: await asyncio.sleep(0); await asyncio.sleep(1)
    async def test_foreign_exc(self):
        with self.assertRaises(KeyError):
            async with asyncio.timeout(.01): raise KeyError
    async def test_foreign_exc_on_expiry(self):
        with self.assertRaises(KeyError) as c:
            async with asyncio.timeout(.01) as cm:
                try: await asyncio.sleep(1)
                except asyncio.CancelledError: raise KeyError('k')
        print(cm.expired(), repr(c.exception.__context__), asyncio.current_task().cancelling(), type(c.exception.__context__.__context__) if c.exception.__context__ else None)
    async def test_foreign_exc_group(self):
        with self.assertRaises(ExceptionGroup) as c:
            async with asyncio.timeout(.01) as cm:
                try: await asyncio.sleep(1)
                except asyncio.CancelledError: raise ExceptionGroup('g', [KeyError('k')])
        print(cm.expired(), repr(c.exception), repr(c.exception.__context__))
    async def test_base_group_with_cancel(self):
        with self.assertRaises(BaseException) as c:
            async with asyncio.timeout(.01) as cm:
                try: await asyncio.sleep(1)
                except asyncio.CancelledError as e: raise BaseExceptionGroup('g', [e, ValueError(1)])
        print(cm.expired(), repr(c.exception), repr(c.exception.__context__), [repr(x.__cause__) for x in c.exception.exceptions])
    async def test_cancel_not_lost(self):
        async def f():
            async with asyncio.timeout(5): await asyncio.sleep(10)
        t = asyncio.create_task(f()); await asyncio.sleep(0); t.cancel('m')
        with self.assertRaises(asyncio.CancelledError) as c: await t
        print(c.exception.args)
    async def test_cause(self):
        with self.assertRaises(TimeoutError) as c:
            async with asyncio.timeout(0): await asyncio.sleep(1)
        e = c.exception; print(e.args, repr(e.__cause__), repr(e.__context__), e.__suppress_context__, e.__cause__ is e.__context__)
    async def test_cancel_in_timeout_after_expired(self):
        async def f():
            try:
                async with asyncio.timeout(0.001): 
                    try: await asyncio.sleep(1)
                    finally: await asyncio.sleep(.01)
            except TimeoutError: return 'te'
        t = asyncio.create_task(f()); await asyncio.sleep(.005); t.cancel()
        r = await asyncio.gather(t, return_exceptions=True); print(r, t.cancelling())
    async def test_repr_states(self):
        f = lambda c: re.sub(r'\d+\.\d+', 'N', repr(c))
        c = asyncio.timeout(10); print(f(c))
        async with c: print(f(c))
        print(f(c)); 
        try:
            async with asyncio.timeout(0) as c: 
                try: await asyncio.sleep(1)
                except asyncio.CancelledError: print(f(c)); raise
        except TimeoutError: print(f(c))
        async with asyncio.timeout(None) as c: print(repr(c))
        print(repr(c))
        print(repr(asyncio.timeout(None)))
    async def test_reschedule(self):
        loop = asyncio.get_running_loop(); t = loop.time(); 
        async with asyncio.timeout(1) as cm:
            cm.reschedule(t + 100); self.assertEqual(cm.when(), t + 100); cm.reschedule(None); self.assertIsNone(cm.when())
        with self.assertRaisesRegex(RuntimeError, 'Cannot change state of finished Timeout'): cm.reschedule(1)
    async def test_reschedule_states(self):
        c = asyncio.timeout(1)
        with self.assertRaisesRegex(RuntimeError, 'Timeout has not been entered'): c.reschedule(1)
        try:
            async with asyncio.timeout(0) as c:
                try: await asyncio.sleep(1)
                finally:
                    try: c.reschedule(5)
                    except RuntimeError as e: print(e)
        except TimeoutError: pass
        try: c.reschedule(5)
        except RuntimeError as e: print(e)
    async def test_reschedule_past(self):
        loop = asyncio.get_running_loop()
        with self.assertRaises(TimeoutError):
            async with asyncio.timeout(10) as c: c.reschedule(loop.time() - 1); await asyncio.sleep(1)
    async def test_double_enter(self):
        async with asyncio.timeout(1) as c:
            with self.assertRaisesRegex(RuntimeError, 'Timeout has already been entered'):
                async with c: pass
        with self.assertRaisesRegex(RuntimeError, 'Timeout has already been entered'):
            async with c: pass
    def test_outside_loop(self):
        with self.assertRaises(RuntimeError) as c: asyncio.timeout(1)
        print(c.exception)
        t = asyncio.timeout_at(1); print(t.when())
        with self.assertRaises(RuntimeError) as c: t.__aenter__().send(None)
        print(c.exception)
        print(asyncio.timeout(None)) if False else None
    def test_outside_task(self):
        def gen():
            c = asyncio.timeout_at(5).__aenter__()
            try: c.send(None)
            except RuntimeError as e: print(e)
        loop = asyncio.new_event_loop(); loop.call_soon(gen); loop.call_soon(loop.stop); loop.run_forever(); loop.close()
    async def test_bad(self):
        for v in ('x', [], object):
            with self.assertRaises(TypeError) as c: asyncio.timeout(v)
            print(c.exception)
        with self.assertRaises(TypeError):
            async with asyncio.timeout_at('x'): await asyncio.sleep(0)
        with self.assertRaises(TypeError) as c: asyncio.timeout()
        print(c.exception)
        with self.assertRaises(TypeError) as c: asyncio.Timeout()
        print(c.exception)
    async def test_uncancel(self):
        t = asyncio.current_task()
        for _ in range(3):
            try:
                async with asyncio.timeout(0): await asyncio.sleep(1)
            except TimeoutError: pass
            self.assertEqual(t.cancelling(), 0)
    async def test_body_swallows_cancel(self):
        async with asyncio.timeout(0) as c:
            try: await asyncio.sleep(1)
            except asyncio.CancelledError: pass
        print(c.expired(), asyncio.current_task().cancelling())
        await asyncio.sleep(0)
    async def test_raise_timeout_by_hand(self):
        with self.assertRaises(TimeoutError) as c:
            async with asyncio.timeout(5) as cm: raise TimeoutError('mine')
        print(cm.expired(), c.exception.args)
    async def test_raise_cancelled_by_hand(self):
        with self.assertRaises(asyncio.CancelledError):
            async with asyncio.timeout(5) as cm: raise asyncio.CancelledError
        print(cm.expired())
    async def test_final(self):
        with self.assertRaises(TypeError) as c:
            pass
            raise TypeError
    async def test_many(self):
        async def f(i):
            try:
                async with asyncio.timeout(.01 if i % 2 else 5): await asyncio.sleep(.05); return 'ok'
            except TimeoutError: return 'to'
        print(await asyncio.gather(*(f(i) for i in range(6))))


run_methods()
# Rondo runs this with --virtual-time.
