"""What waits for several, shields and threads, and tasks that start at once, as a test suite asks about them."""
import asyncio, unittest, contextvars, re, gc, sys, threading, time, types, concurrent.futures, functools, inspect
from unittest import mock
from asyncio import tasks, futures, events
from _methods import *

class WaitForT(unittest.IsolatedAsyncioTestCase):
    async def test_none(self):
        async def c(): await asyncio.sleep(.001); return 'done'
        self.assertEqual(await asyncio.wait_for(c(), timeout=None), 'done')
    async def test_zero_done(self):
        f = asyncio.get_running_loop().create_future(); f.set_result('d'); self.assertEqual(await asyncio.wait_for(f, 0), 'd')
    async def test_zero_undone(self):
        f = asyncio.get_running_loop().create_future()
        for t in (0, -1):
            with self.assertRaises(TimeoutError): await asyncio.wait_for(f, t)
            self.assertTrue(f.cancelled()); f = asyncio.get_running_loop().create_future()
    async def test_zero_coro_not_started(self):
        started = False
        async def foo():
            nonlocal started; started = True
        with self.assertRaises(TimeoutError): await asyncio.wait_for(foo(), 0)
        self.assertFalse(started)
    async def test_zero_coro_done_fast(self):
        async def foo(): return 1
        try: print(await asyncio.wait_for(foo(), 0))
        except TimeoutError as e: print('TE', repr(e), repr(e.__cause__), repr(e.__context__))
    async def test_timeout_cause(self):
        with self.assertRaises(TimeoutError) as c: await asyncio.wait_for(asyncio.sleep(1), .001)
        print(repr(c.exception), repr(c.exception.__cause__), repr(c.exception.__context__))
    async def test_zero_cause(self):
        f = asyncio.get_running_loop().create_future()
        with self.assertRaises(TimeoutError) as c: await asyncio.wait_for(f, 0)
        print(repr(c.exception), repr(c.exception.__cause__), repr(c.exception.__context__))
    async def test_ignores_cancel(self):
        async def foo():
            try: await asyncio.sleep(.05)
            except asyncio.CancelledError: return 'x'
        print(repr(await asyncio.wait_for(foo(), .001)))
    async def test_raises_on_cancel(self):
        async def foo():
            try: await asyncio.sleep(.05)
            except asyncio.CancelledError: raise KeyError('k')
        with self.assertRaises(KeyError) as c: await asyncio.wait_for(foo(), .001)
        print(repr(c.exception.__context__))
    async def test_waits_for_cancellation(self):
        done = False
        async def foo():
            nonlocal done
            try: await asyncio.sleep(5)
            finally: await asyncio.sleep(.01); done = True
        with self.assertRaises(TimeoutError): await asyncio.wait_for(foo(), .001)
        self.assertTrue(done)
    async def test_reraises_exception(self):
        async def foo(): raise OSError('f')
        with self.assertRaisesRegex(OSError, 'f'): await asyncio.wait_for(foo(), 1)
    async def test_outer_cancel(self):
        inner = None
        async def foo():
            nonlocal inner; inner = asyncio.current_task()
            await asyncio.sleep(5)
        t = asyncio.create_task(asyncio.wait_for(foo(), 4)); await asyncio.sleep(.001); t.cancel('m')
        with self.assertRaises(asyncio.CancelledError) as c: await t
        print(c.exception.args, inner is t)
    async def test_cancel_and_done(self):
        f = asyncio.get_running_loop().create_future(); t = asyncio.create_task(asyncio.wait_for(f, 5)); await asyncio.sleep(0); await asyncio.sleep(0); f.set_result('r'); t.cancel()
        r = await asyncio.gather(t, return_exceptions=True); print(r, t.cancelled())
    async def test_same_task(self):
        async def who(): return asyncio.current_task()
        self.assertIs(await asyncio.wait_for(who(), 1), asyncio.current_task())
    async def test_awaitable(self):
        class A:
            def __await__(self): yield from asyncio.sleep(0).__await__(); return 'A'
        print(await asyncio.wait_for(A(), 1), await asyncio.wait_for(A(), None))
        with self.assertRaises(TimeoutError): await asyncio.wait_for(A(), 0)
    async def test_future_timeout_cancels(self):
        f = asyncio.get_running_loop().create_future()
        with self.assertRaises(TimeoutError): await asyncio.wait_for(f, .001)
        self.assertTrue(f.cancelled())
    async def test_shielded(self):
        f = asyncio.get_running_loop().create_future()
        with self.assertRaises(TimeoutError): await asyncio.wait_for(asyncio.shield(f), .001)
        self.assertFalse(f.done()); f.set_result(0)
    async def test_inner_cancelled(self):
        f = asyncio.get_running_loop().create_future(); asyncio.get_running_loop().call_soon(f.cancel)
        with self.assertRaises(asyncio.CancelledError): await asyncio.wait_for(f, 1)
    async def test_inner_cancelled_none(self):
        f = asyncio.get_running_loop().create_future(); f.cancel()
        with self.assertRaises(asyncio.CancelledError): await asyncio.wait_for(f, None)
        f = asyncio.get_running_loop().create_future(); f.cancel()
        with self.assertRaises(asyncio.CancelledError): await asyncio.wait_for(f, 0)

class WaitT(unittest.IsolatedAsyncioTestCase):
    def mk(self, *specs):
        async def c(t, v):
            await asyncio.sleep(t)
            if isinstance(v, BaseException): raise v
            return v
        return [asyncio.create_task(c(*s)) for s in specs]
    async def test_all(self):
        ts = self.mk((0, 1), (.001, 2)); d, p = await asyncio.wait(ts); self.assertEqual(d, set(ts)); self.assertEqual(p, set())
    async def test_first_completed(self):
        ts = self.mk((5, 1), (.001, 2)); d, p = await asyncio.wait(ts, return_when=asyncio.FIRST_COMPLETED); self.assertEqual(d, {ts[1]}); self.assertEqual(p, {ts[0]}); ts[0].cancel()
    async def test_first_completed_both(self):
        ts = self.mk((0, 1), (0, 2)); d, p = await asyncio.wait(ts, return_when=asyncio.FIRST_COMPLETED); print(len(d), len(p)); await asyncio.wait(ts)
    async def test_first_exception(self):
        ts = self.mk((5, 1), (.001, ValueError(1)), (0, 3)); d, p = await asyncio.wait(ts, return_when=asyncio.FIRST_EXCEPTION); self.assertEqual(p, {ts[0]}); ts[0].cancel()
    async def test_first_exception_no_exc(self):
        ts = self.mk((.002, 1), (.001, 2)); d, p = await asyncio.wait(ts, return_when=asyncio.FIRST_EXCEPTION); self.assertEqual(len(d), 2)
    async def test_first_exception_cancelled(self):
        ts = self.mk((5, 1), (.005, 2)); asyncio.get_running_loop().call_soon(ts[0].cancel); d, p = await asyncio.wait(ts, return_when=asyncio.FIRST_EXCEPTION); print(len(d), len(p))
    async def test_first_exception_already(self):
        ts = self.mk((0, ValueError()), (5, 1)); await asyncio.sleep(.005); d, p = await asyncio.wait(ts, return_when=asyncio.FIRST_EXCEPTION); self.assertEqual(len(d), 1); ts[1].cancel()
    async def test_timeout(self):
        ts = self.mk((0, 1), (5, 2)); d, p = await asyncio.wait(ts, timeout=.01); self.assertEqual(d, {ts[0]}); ts[1].cancel()
    async def test_timeout_zero(self):
        ts = self.mk((0, 1)); d, p = await asyncio.wait(ts, timeout=0); print(len(d), len(p)); await asyncio.wait(ts)
    async def test_generator(self):
        def g(): yield from self.mk((0, 1), (0, 2))
        d, p = await asyncio.wait(g()); self.assertEqual(len(d), 2)
    async def test_duplicates(self):
        t = self.mk((0, 1))[0]; d, p = await asyncio.wait([t, t]); self.assertEqual(d, {t})
    async def test_cancel_wait(self):
        ts = self.mk((5, 1)); w = asyncio.create_task(asyncio.wait(ts)); await asyncio.sleep(0); w.cancel(); await asyncio.gather(w, return_exceptions=True); self.assertFalse(ts[0].done()); self.assertEqual(ts[0]._callbacks, None); ts[0].cancel()
    async def test_callbacks_removed(self):
        ts = self.mk((0, 1), (5, 1)); await asyncio.wait(ts, return_when=asyncio.FIRST_COMPLETED); print(ts[1]._callbacks); ts[1].cancel()
    async def test_consts(self): print(asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION, asyncio.ALL_COMPLETED, concurrent.futures.FIRST_COMPLETED)

class AsCompT(unittest.IsolatedAsyncioTestCase):
    async def test_plain(self):
        async def c(t, v): await asyncio.sleep(t); return v
        r = [await f for f in asyncio.as_completed([c(.4, 'a'), c(.01, 'b'), c(.2, 'c')])]; self.assertEqual(r, ['b', 'c', 'a'])
    async def test_async(self):
        async def c(t, v): await asyncio.sleep(t); return v
        ts = [asyncio.create_task(c(.01, 'a')), asyncio.create_task(c(.001, 'b'))]; r = []
        async for t in asyncio.as_completed(ts): r.append(ts.index(t)); self.assertIs(t.done(), True)
        self.assertEqual(r, [1, 0])
    async def test_timeout(self):
        async def c(t): await asyncio.sleep(t); return t
        r = []
        for f in asyncio.as_completed([c(.001), c(5)], timeout=.02):
            try: r.append(await f)
            except TimeoutError as e: r.append(('TE', e.args, type(e.__cause__), type(e.__context__)))
        print(r)
    async def test_timeout_async(self):
        async def c(t): await asyncio.sleep(t); return t
        r = []
        with self.assertRaises(TimeoutError):
            async for f in asyncio.as_completed([c(.001), c(5)], timeout=.02): r.append(await f)
        self.assertEqual(r, [.001])
    async def test_none_dup(self):
        async def c(): return 1
        t = asyncio.create_task(c()); r = [await f for f in asyncio.as_completed([t, t])]; self.assertEqual(r, [1])
        self.assertEqual([await f for f in asyncio.as_completed([])], [])
    async def test_errors(self):
        for a in (asyncio.get_running_loop().create_future(), 1):
            with self.assertRaises(TypeError) as c:
                for f in asyncio.as_completed(a): pass
            print(c.exception)
        co = asyncio.sleep(0)
        with self.assertRaises(TypeError) as c: asyncio.as_completed(co)
        print(c.exception); co.close()
        with self.assertRaises(TypeError) as c:
            for f in asyncio.as_completed([1]): pass
        print(c.exception)
    async def test_exc(self):
        async def bad(): raise ValueError(1)
        for f in asyncio.as_completed([bad()]):
            with self.assertRaises(ValueError): await f
    async def test_type(self):
        it = asyncio.as_completed([]); print(type(it).__name__, iter(it) is it, aiter(it) is it)
        with self.assertRaises(StopIteration): next(it)
        with self.assertRaises(StopAsyncIteration): await anext(it)
    async def test_coro_names(self):
        async def c(v): return v
        it = asyncio.as_completed([c(1)]); x = next(it); print(x.__name__, x.__qualname__); await x
    async def test_partial_break(self):
        async def c(v): return v
        for f in asyncio.as_completed([c(1), c(2)]): await f; break
        await asyncio.sleep(.001)
    async def test_cancelled(self):
        ts = [asyncio.create_task(asyncio.sleep(5))]; asyncio.get_running_loop().call_soon(ts[0].cancel)
        for f in asyncio.as_completed(ts):
            with self.assertRaises(asyncio.CancelledError): await f

class GatherT(Case):
    def futs(self, n): return [self.loop.create_future() for _ in range(n)]
    def one(self): run_once(self.loop)
    def test_success(self):
        a, b, c = self.futs(3); fut = asyncio.gather(a, b, c); cb = mock.Mock(); fut.add_done_callback(cb)
        for i, f in ((1, b), (2, a)): f.set_result(i); self.one(); cb.assert_not_called(); self.assertFalse(fut.done())
        c.set_result(3); self.one(); self.one(); cb.assert_called_once_with(fut); self.assertEqual(fut.result(), [2, 1, 3])
    def test_exception(self):
        a, b, c = self.futs(3); fut = asyncio.gather(a, b, c); a.set_result(1); self.one(); e = ZeroDivisionError(); b.set_exception(e); self.one(); self.one(); self.assertTrue(fut.done()); self.assertIs(fut.exception(), e); c.set_exception(RuntimeError()); self.one(); c.exception()
    def test_return_exceptions(self):
        a, b, c, d = self.futs(4); fut = asyncio.gather(a, b, c, d, return_exceptions=True); e1, e2 = ZeroDivisionError(), RuntimeError()
        b.set_result(1); c.set_exception(e1); a.set_result(3); self.one(); self.assertFalse(fut.done()); d.set_exception(e2); self.one(); self.one(); self.assertEqual(fut.result(), [3, 1, e1, e2])
    def test_cancel_child(self):
        a, b = self.futs(2); fut = asyncio.gather(a, b); a.cancel('x'); self.one(); self.one(); self.assertTrue(fut.done()); 
        with self.assertRaises(asyncio.CancelledError) as c: fut.result()
        print(fut.cancelled(), c.exception.args); b.cancel()
    def test_cancel_child_return(self):
        a, b = self.futs(2); fut = asyncio.gather(a, b, return_exceptions=True); a.cancel('x'); b.set_result(1); self.one(); self.one(); print(fut.result())
    def test_cancel_outer(self):
        a, b = self.futs(2); fut = asyncio.gather(a, b); self.assertTrue(fut.cancel('m')); self.assertTrue(a.cancelled() and b.cancelled()); self.assertFalse(fut.done()); self.one(); self.one(); print(fut.cancelled(), fut.cancel())
        with self.assertRaises(asyncio.CancelledError) as c: fut.result()
        print(c.exception.args)
    def test_cancel_outer_return(self):
        a, b = self.futs(2); fut = asyncio.gather(a, b, return_exceptions=True); fut.cancel(); self.one(); self.one(); print(fut.cancelled(), fut.done())
        with self.assertRaises(asyncio.CancelledError): fut.result()
    def test_cancel_outer_child_swallows(self):
        async def f():
            try: await asyncio.sleep(5)
            except asyncio.CancelledError: return 'sw'
        async def m():
            g = asyncio.gather(f(), f()); await asyncio.sleep(0); g.cancel(); await g
        with self.assertRaises(asyncio.CancelledError): self.loop.run_until_complete(m())
    def test_empty(self):
        async def f(): g = asyncio.gather(); self.assertIsInstance(g, asyncio.Future); self.assertEqual(await g, []); return 1
        self.loop.run_until_complete(f())
        with self.assertRaises(RuntimeError) as c: asyncio.gather()
        print(c.exception)
    def test_duplicates(self):
        a, = self.futs(1); g = asyncio.gather(a, a, a); a.set_result(4); self.one(); self.one(); self.assertEqual(g.result(), [4, 4, 4])
    def test_dup_coro(self):
        n = 0
        async def f():
            nonlocal n; n += 1; return n
        async def m():
            c = f(); return await asyncio.gather(c, c, f())
        print(self.loop.run_until_complete(m()))
    def test_hetero_loops(self):
        l2 = asyncio.new_event_loop(); a = self.loop.create_future(); b = l2.create_future()
        with self.assertRaises(ValueError) as c: asyncio.gather(a, b)
        print(c.exception); l2.close()
    def test_children_private(self):
        a, b = self.futs(2); g = asyncio.gather(a, b); print(len(g._children), g._cancel_requested, g._children[0] is a); a.cancel(); b.cancel(); self.one()
    def test_bad(self):
        async def m():
            with self.assertRaises(TypeError) as c: asyncio.gather(1)
            print(c.exception)
        self.loop.run_until_complete(m())
    def test_done_already(self):
        a, b = self.futs(2); a.set_result(1); b.set_result(2); g = asyncio.gather(a, b); print(g.done()); self.one(); print(g.done()); self.one(); print(g.done(), g.result())
    def test_no_loop_coro(self):
        async def c(): pass
        x = c()
        with self.assertRaises(RuntimeError) as e: asyncio.gather(x)
        print(e.exception); x.close()
    def test_result_exception_never_retrieved(self):
        a, = self.futs(1); self.loop.set_exception_handler(h := mock.Mock()); g = asyncio.gather(a); a.set_exception(ValueError(3)); self.one(); self.one(); del g, a; gc.collect(); print(h.call_count, h.call_args and h.call_args[0][1]['message'])
    def test_awaited_by_parent_cancel_message(self):
        async def ch(): await asyncio.sleep(5)
        async def p(): await asyncio.gather(ch(), ch())
        t = self.loop.create_task(p()); run_briefly(self.loop); run_briefly(self.loop); t.cancel('pm')
        with self.assertRaises(asyncio.CancelledError) as c: self.loop.run_until_complete(t)
        print(c.exception.args)

class ShieldT(Case):
    one = GatherT.one
    def test_result(self):
        i = self.loop.create_future(); o = asyncio.shield(i); i.set_result(42); self.assertEqual(self.loop.run_until_complete(o), 42)
    def test_exc(self):
        i = self.loop.create_future(); o = asyncio.shield(i); run_briefly(self.loop); e = RuntimeError('e'); i.set_exception(e); run_briefly(self.loop); self.assertIs(o.exception(), e)
    def test_cancel_inner(self):
        i = self.loop.create_future(); o = asyncio.shield(i); run_briefly(self.loop); i.cancel('q'); run_briefly(self.loop); self.assertTrue(o.cancelled()); 
    def test_shortcut(self):
        f = self.loop.create_future(); f.set_result(1); self.assertIs(asyncio.shield(f), f)
    def test_effect(self):
        p = None; proof = 0
        async def inner():
            nonlocal proof
            await asyncio.sleep(.001); proof += 1
        async def outer():
            nonlocal proof
            await asyncio.shield(inner()); proof += 100
        f = self.loop.create_task(outer()); run_briefly(self.loop); f.cancel()
        with self.assertRaises(asyncio.CancelledError): self.loop.run_until_complete(f)
        self.loop.run_until_complete(asyncio.sleep(.005)); self.assertEqual(proof, 1)
    def test_gather(self):
        a, b = self.loop.create_future(), self.loop.create_future(); o = asyncio.gather(a, b); s = asyncio.shield(o); s.cancel(); run_briefly(self.loop); self.assertFalse(o.done()); a.set_result(1); b.set_result(2); run_briefly(self.loop); self.assertEqual(o.result(), [1, 2])
    def test_gather_shield(self):
        a, b = self.loop.create_future(), self.loop.create_future(); s1, s2 = asyncio.shield(a), asyncio.shield(b); p = asyncio.gather(s1, s2); run_briefly(self.loop); p.cancel(); run_briefly(self.loop); self.assertIsInstance(p.exception() if not p.cancelled() else asyncio.CancelledError(), asyncio.CancelledError); self.assertTrue(s1.cancelled()); a.set_result(1); b.set_result(2); run_briefly(self.loop)
    def test_bad(self):
        async def m():
            with self.assertRaises(TypeError) as c: asyncio.shield(1)
            print(c.exception)
        self.loop.run_until_complete(m())
    def test_coro_no_loop(self):
        async def c(): pass
        x = c()
        with self.assertRaises(RuntimeError) as e: asyncio.shield(x)
        print(e.exception); x.close()

class EnsureT(Case):
    def test_coro(self):
        async def f(): return 'ok'
        t = asyncio.ensure_future(f(), loop=self.loop); self.assertIsInstance(t, asyncio.Task); self.assertEqual(self.loop.run_until_complete(t), 'ok'); self.assertIs(asyncio.ensure_future(t), t); self.assertIs(asyncio.ensure_future(t, loop=self.loop), t)
        with self.assertRaises(ValueError) as c: asyncio.ensure_future(t, loop=mock.Mock())
        print(c.exception)
    def test_bad(self):
        for o in ('ok', 1, lambda: 1, None):
            with self.assertRaises(TypeError) as c: asyncio.ensure_future(o, loop=self.loop)
            print(c.exception)
    def test_task_factory_error(self):
        def fac(loop, coro, **kw): raise ValueError('fac')
        self.loop.set_task_factory(fac)
        async def c(): pass
        x = c()
        with self.assertRaises(ValueError): asyncio.ensure_future(x, loop=self.loop)
        print(inspect.getcoroutinestate(x)); x.close()
    def test_create_task_no_loop(self):
        async def c(): pass
        x = c()
        with self.assertRaises(RuntimeError) as e: asyncio.create_task(x)
        print(e.exception, inspect.getcoroutinestate(x)); x.close()
    def test_isfuture(self):
        class My(asyncio.Future): pass
        print(asyncio.isfuture(My(loop=self.loop)), asyncio.isfuture(My), asyncio.isfuture(1), asyncio.isfuture(mock.Mock()), asyncio.isfuture(mock.Mock(spec=asyncio.Future)))
        class Duck: _asyncio_future_blocking = False
        print(asyncio.isfuture(Duck()), asyncio.isfuture(Duck))
    def test_wrap_future(self):
        def run(a): return (a, threading.get_ident())
        ex = concurrent.futures.ThreadPoolExecutor(1); f1 = ex.submit(run, 'oi'); f2 = asyncio.wrap_future(f1, loop=self.loop); r = self.loop.run_until_complete(f2); self.assertEqual(r[0], 'oi'); self.assertIs(asyncio.wrap_future(f2), f2); ex.shutdown()
        with self.assertRaises((AssertionError, TypeError)) as c: asyncio.wrap_future(1, loop=self.loop)
        print(type(c.exception), c.exception)
    def test_wrap_future_cancel(self):
        f1 = concurrent.futures.Future(); f2 = asyncio.wrap_future(f1, loop=self.loop); f2.cancel(); run_briefly(self.loop); self.assertTrue(f1.cancelled()); self.assertTrue(f2.cancelled())
        f1 = concurrent.futures.Future(); f2 = asyncio.wrap_future(f1, loop=self.loop); f1.set_result(42); f2.cancel(); run_briefly(self.loop); self.assertEqual(f1.result(), 42); self.assertTrue(f2.cancelled())
        f1 = concurrent.futures.Future(); f2 = asyncio.wrap_future(f1, loop=self.loop); f1.set_exception(concurrent.futures.CancelledError()); 
        run_briefly(self.loop)
        try: print(repr(f2.exception()))
        except BaseException as e: print('raised', type(e))
    def test_sleep(self):
        async def m():
            print(await asyncio.sleep(0, 'r'), await asyncio.sleep(.001, 's'), await asyncio.sleep(-1, 't'))
            for v in (float('nan'), 'x', None):
                try: await asyncio.sleep(v)
                except Exception as e: print(type(e).__name__, e)
        self.loop.run_until_complete(m())
    def test_iscoroutinefunction_warns(self):
        import warnings
        with warnings.catch_warnings(record=True) as w:
            warnings.simplefilter('always')
            async def f(): pass
            def g(): yield
            self.assertTrue(asyncio.iscoroutinefunction(f)); self.assertFalse(asyncio.iscoroutinefunction(g))
            m = mock.AsyncMock(); print(asyncio.iscoroutinefunction(m), asyncio.iscoroutine(m))
    def test_iscoroutine(self):
        async def f(): pass
        c = f(); print(asyncio.iscoroutine(c), asyncio.iscoroutine((x for x in ())), asyncio.iscoroutine(1)); c.close()
        @types.coroutine
        def g(): yield
        print(asyncio.iscoroutine(g()))
        import collections.abc
        class C(collections.abc.Coroutine):
            def send(s, v): raise StopIteration(7)
            def throw(s, *a): pass
            def close(s): pass
            def __await__(s): yield
        print(asyncio.iscoroutine(C())); print(self.loop.run_until_complete(C()))

class RCT(Case):
    async def add(self, a, b, fail=False, cancel=False):
        await asyncio.sleep(.005)
        if fail: raise RuntimeError('Fail!')
        if cancel: asyncio.current_task(self.loop).cancel(); await asyncio.sleep(0)
        return a + b
    def target(self, fail=False, cancel=False, timeout=None, adv=False):
        f = asyncio.run_coroutine_threadsafe(self.add(1, 2, fail=fail, cancel=cancel), self.loop)
        if adv: time.sleep(.05)
        try: return f.result(timeout)
        finally: f.done() or f.cancel()
    def test_ok(self): self.assertEqual(self.loop.run_until_complete(self.loop.run_in_executor(None, self.target)), 3)
    def test_exc(self):
        with self.assertRaisesRegex(RuntimeError, 'Fail!'): self.loop.run_until_complete(self.loop.run_in_executor(None, self.target, True))
    def test_timeout(self):
        with self.assertRaises(TimeoutError): self.loop.run_until_complete(self.loop.run_in_executor(None, lambda: self.target(timeout=0)))
        run_briefly(self.loop)
        for t in asyncio.all_tasks(self.loop): self.assertTrue(t.done() or t.cancelling())
    def test_cancel(self):
        with self.assertRaises((asyncio.CancelledError, concurrent.futures.CancelledError)): self.loop.run_until_complete(self.loop.run_in_executor(None, lambda: self.target(cancel=True)))
    def test_noncoro(self):
        with self.assertRaisesRegex(TypeError, '^A coroutine object is required$'): asyncio.run_coroutine_threadsafe(1, self.loop)
        with self.assertRaises(TypeError): asyncio.run_coroutine_threadsafe(self.loop.create_future(), self.loop)
    def test_factory_exception(self):
        def fac(loop, coro, **kw): coro.close(); raise NameError('f')
        run = self.loop.run_in_executor(None, lambda: self.target(adv=True)); self.loop.set_task_factory(fac); self.loop.set_exception_handler(h := mock.Mock())
        with self.assertRaisesRegex(NameError, 'f'): self.loop.run_until_complete(run)
        print(h.call_count)
    def test_future_type(self):
        f = asyncio.run_coroutine_threadsafe(asyncio.sleep(0, 7), self.loop); self.assertIsInstance(f, concurrent.futures.Future); run_briefly(self.loop); run_briefly(self.loop); run_briefly(self.loop); print(f.result(0))
    def test_to_thread(self):
        async def m():
            self.assertEqual(await asyncio.to_thread(sum, [40, 2]), 42)
            with self.assertRaisesRegex(RuntimeError, 'test'): 
                def r(): raise RuntimeError('test')
                await asyncio.to_thread(r)
            f = mock.Mock(return_value=1); await asyncio.to_thread(f, 'a', b=2); f.assert_called_once_with('a', b=2)
            cv = contextvars.ContextVar('c'); cv.set('p'); self.assertEqual(await asyncio.to_thread(cv.get), 'p')
            self.assertNotEqual(await asyncio.to_thread(threading.get_ident), threading.get_ident())
        self.loop.run_until_complete(m())
    def test_to_thread_bad(self):
        with self.assertRaises(TypeError) as c: asyncio.to_thread()
        print(c.exception)
        async def m():
            with self.assertRaises(TypeError) as c: await asyncio.to_thread(1)
            print(c.exception)
        self.loop.run_until_complete(m())

def gen_eager(T):
  class EagerT(Case):
    def setUp(self):
        super().setUp(); self.loop.set_task_factory(asyncio.create_eager_task_factory(T))
        if issubclass(T, tasks._PyTask): ask_python_tasks(self)
    def r(self, f): return self.loop.run_until_complete(f())
    def test_done_immediately(self):
        async def c(): return 'hi'
        async def m():
            t = asyncio.create_task(c(), name='ex'); self.assertTrue(t.done()); self.assertEqual(t.result(), 'hi'); print(t.get_coro(), repr(t)); self.assertEqual(t.get_name(), 'ex')
        self.r(m)
    def test_exc_immediately(self):
        async def c(): raise ValueError('x')
        async def m():
            t = asyncio.create_task(c()); self.assertTrue(t.done()); 
            with self.assertRaises(ValueError): await t
        self.r(m)
    def test_cancelled_immediately(self):
        async def c(): asyncio.current_task().cancel(); return 1
        async def m():
            t = asyncio.create_task(c()); print(t.done(), t.cancelling()); 
            try: print(await t)
            except asyncio.CancelledError: print('c')
        self.r(m)
    def test_cancel_self_then_await(self):
        async def c(): asyncio.current_task().cancel('m'); await asyncio.sleep(0); return 1
        async def m():
            t = asyncio.create_task(c()); print(t.done())
            try: print(await t)
            except asyncio.CancelledError as e: print('c', e.args)
        self.r(m)
    def test_cancelled_raised(self):
        async def c(): raise asyncio.CancelledError('z')
        async def m():
            t = asyncio.create_task(c()); print(t.done(), t.cancelled())
        self.r(m)
    def test_blocks(self):
        async def c(): await asyncio.sleep(0); return 1
        async def m():
            t = asyncio.create_task(c()); self.assertFalse(t.done()); self.assertIn(t, asyncio.all_tasks()); self.assertEqual(await t, 1)
        self.r(m)
    def test_current_task(self):
        async def c(): return asyncio.current_task()
        async def m():
            me = asyncio.current_task(); t = asyncio.create_task(c()); self.assertIs(t.result(), t); self.assertIs(asyncio.current_task(), me); self.assertIsNot(t, me)
        self.r(m)
    def test_all_tasks(self):
        async def c(): return asyncio.all_tasks()
        async def m():
            t = asyncio.create_task(c()); self.assertIn(t, t.result()); self.assertNotIn(t, asyncio.all_tasks()); print(len(t.result()))
        self.r(m)
    def test_context(self):
        cv = contextvars.ContextVar('cv', default=0)
        async def c(): cv.set(1); await asyncio.sleep(0); return cv.get()
        async def m():
            ctx = contextvars.copy_context(); t = asyncio.create_task(c(), context=ctx); self.assertEqual(cv.get(), 0); self.assertEqual(ctx[cv], 1); self.assertEqual(await t, 1)
            t = asyncio.create_task(c()); self.assertEqual(cv.get(), 0); await t
        self.r(m)
    def test_gather(self):
        async def c(n): return n
        async def m():
            g = asyncio.gather(*(c(i) for i in range(4))); print(g.done()); return await g
        self.assertEqual(self.r(m), [0, 1, 2, 3])
    def test_gather_exc(self):
        async def c(n):
            if n == 2: raise ValueError(n)
            return n
        async def m():
            g = asyncio.gather(*(c(i) for i in range(4))); print(g.done())
            with self.assertRaises(ValueError): await g
        self.r(m)
    def test_shield_wait(self):
        async def c(n): return n
        async def m():
            s = asyncio.shield(c(1)); print(s.done()); d, p = await asyncio.wait([asyncio.create_task(c(i)) for i in range(3)]); print(len(d)); print(sorted([await f for f in asyncio.as_completed([c(i) for i in range(3)])]))
            print(await asyncio.wait_for(c(1), 1))
        self.r(m)
    def test_order(self):
        log = []
        async def c(n): log.append(('s', n)); await asyncio.sleep(0); log.append(('e', n))
        async def m():
            ts = [asyncio.create_task(c(i)) for i in range(3)]; log.append('m'); await asyncio.gather(*ts)
        self.r(m); print(log)
    def test_nested(self):
        log = []
        async def i(n): log.append(n); await asyncio.sleep(0); log.append(-n)
        async def c(n): t = asyncio.create_task(i(n)); log.append('x'); await t
        async def m(): await asyncio.gather(c(1), c(2))
        self.r(m); print(log)
    def test_eager_start_false(self):
        async def c(): return 1
        async def m():
            t = T(c(), loop=self.loop, eager_start=False); self.assertFalse(t.done()); await t
            t = T(c(), loop=self.loop, eager_start=True); self.assertTrue(t.done())
            t = T(c(), loop=self.loop); self.assertFalse(t.done()); await t
        self.r(m)
    def test_eager_not_running(self):
        async def c(): return 1
        x = c()
        try: t = T(x, loop=self.loop, eager_start=True); print(t.done(), repr(t)); self.loop.run_until_complete(t)
        except RuntimeError as e: print(e); x.close()
    def test_factory_call(self):
        f = asyncio.create_eager_task_factory(T); print(f.__name__); 
        async def c(): return asyncio.current_task().get_name()
        async def m():
            t = f(self.loop, c(), name='nm'); print(t.result()); t = f(self.loop, c(), context=contextvars.copy_context()); print(t.done())
        self.r(m)
    def test_loop_exception_in_eager(self):
        async def c(): raise KeyboardInterrupt
        async def m():
            try: asyncio.create_task(c())
            except KeyboardInterrupt: print('KI', asyncio.current_task() is not None)
        try: self.r(m)
        except KeyboardInterrupt: print('out')
    def test_close_swap(self):
        async def c():
            self.assertIs(tasks.current_task(), asyncio.current_task())
            await asyncio.sleep(0)
        async def m():
            t = asyncio.create_task(c()); self.assertIsNot(asyncio.current_task(), t); await t
        self.r(m)
  return EagerT
class ECT(gen_eager(tasks._CTask)): pass
class EPT(gen_eager(tasks._PyTask)): pass


run_methods()
