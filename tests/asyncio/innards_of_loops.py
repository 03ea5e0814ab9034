# What unit tests look at and replace inside loops and handles.
import asyncio, unittest, contextvars, gc, sys, re, io, weakref, collections, inspect, traceback, random, time, heapq, logging, socket, os, threading, errno, concurrent.futures
from unittest import mock
import asyncio.base_events, asyncio.log, asyncio.selector_events, asyncio.constants
from asyncio import base_events, events, constants, exceptions, tasks, futures
from asyncio.log import logger

class TestLoop(base_events.BaseEventLoop):
    def __init__(self, gen=None):
        super().__init__()
        if gen is None:
            def gen(): yield
            self._check_on_close = False
        else: self._check_on_close = True
        self._gen = gen(); next(self._gen); self._time = 0; self._clock_resolution = 1e-9; self._timers = []; self._selector = Sel()
        self.readers = {}; self.writers = {}
    def time(self): return self._time
    def set_time(self, t): self._time = t
    def advance_time(self, a):
        if a: self._time += a
    def close(self):
        super().close()
        if self._check_on_close:
            try: self._gen.send(0)
            except StopIteration: pass
            else: raise AssertionError("Time generator is not finished")
    def _run_once(self):
        super()._run_once()
        for when in self._timers:
            self.advance_time(self._gen.send(when))
        self._timers = []
    def call_at(self, when, callback, *args, context=None):
        self._timers.append(when)
        return super().call_at(when, callback, *args, context=context)
    def _process_events(self, l): return
    def _write_to_self(self): pass
class Sel:
    def __init__(self): self.keys = {}
    def register(self, f, ev, data=None): pass
    def unregister(self, f): pass
    def select(self, timeout): return []
    def get_map(self): return self.keys

class Virt(unittest.TestCase):
    def new(self, gen=None):
        loop = TestLoop(gen); asyncio.set_event_loop(None); self.addCleanup(loop.close); return loop
    def test_sleep(self):
        def gen():
            when = yield
            self.assertAlmostEqual(0.05, when)
            when = yield 0.05
            self.assertAlmostEqual(0.1, when)
            yield 0.05
        loop = self.new(gen)
        async def sleeper(dt, arg):
            await asyncio.sleep(dt/2)
            res = await asyncio.sleep(dt/2, arg)
            return res
        t = asyncio.Task(sleeper(0.1, 'yeah'), loop=loop)
        loop.run_until_complete(t)
        self.assertTrue(t.done()); self.assertEqual(t.result(), 'yeah'); self.assertAlmostEqual(0.1, loop.time())
    def test_wait_timeout(self):
        def gen():
            when = yield
            self.assertAlmostEqual(0.1, when)
            when = yield 0
            self.assertAlmostEqual(0.15, when)
            when = yield 0
            self.assertAlmostEqual(0.11, when)
            yield 0.11
        loop = self.new(gen)
        a = asyncio.Task(asyncio.sleep(0.1), loop=loop); b = asyncio.Task(asyncio.sleep(0.15), loop=loop)
        async def foo():
            done, pending = await asyncio.wait([b, a], timeout=0.11)
            self.assertEqual(done, {a}); self.assertEqual(pending, {b})
        loop.run_until_complete(loop.create_task(foo()))
        self.assertAlmostEqual(0.11, loop.time())
        loop.advance_time(10); loop.run_until_complete(asyncio.wait([a,b], ) if False else asyncio.Task(asyncio.wait([a, b]), loop=loop))
    def test_timeout_wait_for(self):
        def gen():
            when = yield
            self.assertAlmostEqual(10.0, when)
            when = yield 0
            self.assertAlmostEqual(0.1, when)
            when = yield 0.1
        loop = self.new(gen)
        foo_running = None
        async def foo():
            nonlocal foo_running
            foo_running = True
            try: await asyncio.sleep(10.0)
            finally: foo_running = False
            return 'done'
        fut = loop.create_task(foo())
        async def main():
            with self.assertRaises(asyncio.TimeoutError): await asyncio.wait_for(fut, 0.1)
        # order differs between versions: only look at the outcome
        try: loop.run_until_complete(main())
        except AssertionError: raise
        self.assertTrue(fut.done()); self.assertFalse(foo_running)
    def test_as_completed(self):
        def gen():
            yield 0
            yield 0
            yield 0.01
            yield 0
        loop = self.new(gen)
        completed = set(); time_shifted = False
        async def sleeper(dt, x):
            nonlocal time_shifted
            await asyncio.sleep(dt)
            completed.add(x)
            if not time_shifted and 'a' in completed and 'b' in completed:
                time_shifted = True; loop.advance_time(0.14)
            return x
        async def foo():
            values = []
            for f in asyncio.as_completed([sleeper(0.01,'a'), sleeper(0.01,'b'), sleeper(0.15,'c')]):
                values.append(await f)
            return values
        res = loop.run_until_complete(loop.create_task(foo()))
        self.assertAlmostEqual(0.15, loop.time())
        self.assertTrue('a' in res[:2]); self.assertEqual(res[2], 'c')
    def test_call_order(self):
        loop = self.new()
        out = []
        async def f(n):
            for i in range(3): out.append((n, i)); await asyncio.sleep(0)
        async def m(): await asyncio.gather(f(1), f(2))
        loop.run_until_complete(m())
        self.assertEqual(out, [(1,0),(2,0),(1,1),(2,1),(1,2),(2,2)])

class Base(unittest.TestCase):
    def setUp(self):
        self.loop = base_events.BaseEventLoop()
        self.loop._selector = mock.Mock()
        self.loop._selector.select.return_value = ()
        self.loop._process_events = mock.Mock()
        asyncio.set_event_loop(self.loop)
        self.addCleanup(asyncio.set_event_loop, None)
        self.addCleanup(self.loop.close)
    def test_nimpl(self):
        m = mock.Mock(); loop = base_events.BaseEventLoop(); self.addCleanup(loop.close)
        for n, a in [('_make_socket_transport', (m, m)), ('_make_ssl_transport', (m,m,m,m)), ('_make_datagram_transport', (m,m)), ('_process_events', ([],)), ('_write_to_self', ()), ('_make_read_pipe_transport', (m,m)), ('_make_write_pipe_transport', (m,m))]:
            with self.assertRaises(NotImplementedError, msg=n): getattr(loop, n)(*a)
        gen = loop._make_subprocess_transport(m, m, m, m, m, m, m)
        with self.assertRaises(NotImplementedError): gen.send(None)
    def test_close(self):
        self.assertFalse(self.loop.is_closed()); self.loop.close(); self.assertTrue(self.loop.is_closed()); self.loop.close(); self.loop.close()
        f = asyncio.Future(loop=self.loop)
        for c in (lambda: self.loop.run_forever(), lambda: self.loop.run_until_complete(f)):
            self.assertRaises(RuntimeError, c)
    def test_add_callback(self):
        h = asyncio.Handle(lambda: False, (), self.loop, None)
        self.loop._add_callback(h)
        self.assertFalse(self.loop._scheduled); self.assertIn(h, self.loop._ready)
        h = asyncio.Handle(lambda: False, (), self.loop, None); h.cancel()
        self.loop._ready.clear()
        self.loop._add_callback(h)
        self.assertFalse(self.loop._ready)
    def test_default_executor(self):
        with self.assertRaisesRegex(TypeError, 'ThreadPoolExecutor'): self.loop.set_default_executor(object())
        e = concurrent.futures.ThreadPoolExecutor(); self.loop.set_default_executor(e); self.assertIs(e, self.loop._default_executor)
        self.loop._default_executor = None
    def test_call_soon(self):
        def cb(): pass
        h = self.loop.call_soon(cb)
        self.assertEqual(h._callback, cb); self.assertIsInstance(h, asyncio.Handle); self.assertIn(h, self.loop._ready)
    def test_call_soon_noncallable(self):
        self.loop.set_debug(True)
        with self.assertRaisesRegex(TypeError, 'a callable object'): self.loop.call_soon(1)
    def test_call_later(self):
        def cb(): pass
        h = self.loop.call_later(10.0, cb)
        self.assertIsInstance(h, asyncio.TimerHandle); self.assertIn(h, self.loop._scheduled); self.assertNotIn(h, self.loop._ready)
        with self.assertRaises(TypeError): self.loop.call_later(None, cb)
        with self.assertRaises(TypeError): self.loop.call_at(None, cb)
    def test_call_later_neg(self):
        calls = []
        self.loop.call_later(-1, calls.append, 'a'); self.loop.call_later(-2, calls.append, 'b'); self.loop.call_later(-3, calls.append, 'c')
        h = self.loop.call_soon(self.loop.stop)
        self.loop.run_forever()
        self.assertEqual(calls, ['b','a','c'] if False else ['c','b','a'])
    def test_time_and_call_at(self):
        def cb(): self.loop.stop()
        self.loop._process_events = mock.Mock()
        delay = 0.1
        when = self.loop.time() + delay
        self.loop.call_at(when, cb); t0 = self.loop.time(); self.loop.run_forever(); dt = self.loop.time() - t0
        self.assertGreaterEqual(dt, delay - 0.05)
    def test_run_once_in_executor(self):
        f = self.loop.run_in_executor
        def cb(): return 5
        ex = mock.Mock(); ex.submit.return_value = concurrent.futures.Future()
        fut = self.loop.run_in_executor(ex, cb)
        ex.submit.assert_called_with(cb)
    def test_run_once(self):
        h1 = asyncio.TimerHandle(self.loop.time() + 5.0, lambda: True, (), self.loop, None)
        h2 = asyncio.TimerHandle(self.loop.time() + 10.0, lambda: True, (), self.loop, None)
        h1.cancel()
        self.loop._process_events = mock.Mock(); self.loop._scheduled.append(h1); self.loop._scheduled.append(h2)
        self.loop._run_once()
        t = self.loop._selector.select.call_args
        self.assertTrue(9.5 < t[0][0] < 10.5, t); self.assertEqual([h2], self.loop._scheduled); self.assertTrue(self.loop._process_events.called)
    def test_set_debug(self):
        self.loop.set_debug(True); self.assertTrue(self.loop.get_debug()); self.loop.set_debug(False); self.assertFalse(self.loop.get_debug())
    def test_run_once_schedule_handle(self):
        handle = None; processed = False
        def cb(loop):
            nonlocal processed, handle
            processed = True; handle = loop.call_soon(lambda: True)
        h = asyncio.TimerHandle(time.monotonic() - 1, cb, (self.loop,), self.loop, None)
        self.loop._process_events = mock.Mock(); self.loop._scheduled.append(h); self.loop._run_once()
        self.assertTrue(processed); self.assertEqual([handle], list(self.loop._ready))
    def test_cancelled_sweep(self):
        self.loop._process_events = mock.Mock()
        n = base_events._MIN_SCHEDULED_TIMER_HANDLES; f = base_events._MIN_CANCELLED_TIMER_HANDLES_FRACTION
        hs = [self.loop.call_later(3600, lambda: 0) for _ in range(n + 10)]
        c = int(f * len(hs)) + 1
        for h in hs[:c]: h.cancel()
        self.assertEqual(self.loop._timer_cancelled_count, c)
        self.assertEqual(len(self.loop._scheduled), n + 10)
        self.loop._run_once()
        self.assertEqual(len(self.loop._scheduled), n + 10 - c); self.assertEqual(self.loop._timer_cancelled_count, 0)
        for h in hs[c:]: h.cancel()
        self.loop._run_once(); self.assertEqual(len(self.loop._scheduled), 0)
    def test_rnc_type(self):
        self.assertRaises(TypeError, self.loop.run_until_complete, 'blah')
    def test_ruc_loop(self):
        t = asyncio.Future(loop=self.loop); o = base_events.BaseEventLoop(); self.addCleanup(o.close)
        self.assertRaises(ValueError, o.run_until_complete, t)
    def test_default_exc_handler_callback(self):
        self.loop._process_events = mock.Mock()
        def zero(fut): fut.set_result(True); 1/0
        with mock.patch('asyncio.base_events.logger') as log:
            fut = self.loop.create_future(); self.loop.call_soon(zero, fut); fut.add_done_callback(lambda fut: self.loop.stop()); self.loop.run_forever()
            log.error.assert_called_with(MockPattern('Exception in callback.*zero'), exc_info=(ZeroDivisionError, MockInst(ZeroDivisionError), mock.ANY))
        with mock.patch('asyncio.base_events.logger') as log:
            fut = self.loop.create_future(); self.loop.call_later(0.01, zero, fut); fut.add_done_callback(lambda fut: self.loop.stop()); self.loop.run_forever()
            log.error.assert_called_with(MockPattern('Exception in callback.*zero'), exc_info=mock.ANY)
    def test_set_exc_handler(self):
        def zero(): self.loop.call_soon(self.loop.stop); 1/0
        with self.assertRaisesRegex(TypeError, 'A callable object or None'): self.loop.set_exception_handler('spam')
        h = mock.Mock(); self.loop.set_exception_handler(h); self.assertIs(self.loop.get_exception_handler(), h)
        self.loop._process_events = mock.Mock()
        hd = self.loop.call_soon(zero); self.loop.run_forever()
        h.assert_called_with(self.loop, {'exception': mock.ANY, 'message': MockPattern('Exception in callback.*zero'), 'handle': hd, 'source_traceback': hd._source_traceback} if hd._source_traceback else {'exception': mock.ANY, 'message': MockPattern('Exception in callback.*zero'), 'handle': hd})
        h.reset_mock(); self.loop.set_exception_handler(None)
        with mock.patch('asyncio.base_events.logger') as log:
            self.loop.call_soon(zero); self.loop.run_forever()
            self.assertFalse(h.called); self.assertTrue(log.error.called)
    def test_broken(self):
        def h(loop, ctx): raise AttributeError('spam')
        self.loop.set_exception_handler(h)
        def zero(): self.loop.call_soon(self.loop.stop); 1/0
        with mock.patch('asyncio.base_events.logger') as log:
            self.loop.call_soon(zero); self.loop.run_forever()
            log.error.assert_called_with(MockPattern('Unhandled error in exception handler'), exc_info=(AttributeError, MockInst(AttributeError), mock.ANY))
    def test_default_broken(self):
        ctx = None
        class Loop(base_events.BaseEventLoop):
            _selector = mock.Mock(); _process_events = mock.Mock()
            def default_exception_handler(self, context):
                nonlocal ctx; ctx = context
                raise ValueError('spam')
        loop = Loop(); self.addCleanup(loop.close); Loop._selector.select.return_value = ()
        def zero(): loop.call_soon(loop.stop); 1/0
        with mock.patch('asyncio.base_events.logger') as log:
            loop.call_soon(zero); loop.run_forever()
            log.error.assert_called_with('Exception in default exception handler', exc_info=True)
        def ch(loop, context): raise ValueError('ham')
        ctx = None; loop.set_exception_handler(ch)
        with mock.patch('asyncio.base_events.logger') as log:
            loop.call_soon(zero); loop.run_forever()
            log.error.assert_called_with(MockPattern('Exception in default exception handler.*while handling.*in custom'), exc_info=True)
            self.assertEqual(ctx['message'], 'Unhandled error in exception handler'); self.assertIs(type(ctx['exception']), ValueError)
            self.assertIn('context', ctx); self.assertIs(type(ctx['context']['exception']), ZeroDivisionError)
    def test_set_task_factory(self):
        with self.assertRaisesRegex(TypeError, 'task factory must be a callable'): self.loop.set_task_factory(1)
        self.assertIsNone(self.loop.get_task_factory())
        class MyTask(asyncio.Task): pass
        async def coro(): pass
        fac = lambda loop, coro, **kw: MyTask(coro, loop=loop, **kw)
        self.loop.set_task_factory(fac); self.assertIs(self.loop.get_task_factory(), fac)
        t = self.loop.create_task(coro()); self.assertIsInstance(t, MyTask); self.loop.run_until_complete(t)
        self.loop.set_task_factory(None)
        t = self.loop.create_task(coro(), name='test'); self.assertIs(type(t), asyncio.Task); self.assertEqual(t.get_name(), 'test'); self.loop.run_until_complete(t)
    def test_create_task_mock_factory(self):
        async def test(): pass
        class EventLoop(base_events.BaseEventLoop):
            def create_task(self, coro): return MyT
        MyT = mock.Mock()
        loop = EventLoop(); self.addCleanup(loop.close)
        c = test()
        self.assertIs(asyncio.ensure_future(c, loop=loop), MyT); c.close()
    def test_env(self):
        with mock.patch.dict(os.environ, PYTHONASYNCIODEBUG='1'):
            l = base_events.BaseEventLoop(); self.assertTrue(l.get_debug()); l.close()
    def test_shutdown_asyncgens(self):
        self.loop._write_to_self = mock.Mock()
        fin = 0
        async def agen():
            nonlocal fin
            try:
                yield 1
                await asyncio.sleep(0)
                yield 2
            finally:
                await asyncio.sleep(0); fin += 1
        async def foo():
            it = agen()
            await it.__anext__()
            return it
        it = self.loop.run_until_complete(foo())
        self.loop.run_until_complete(self.loop.shutdown_asyncgens())
        self.assertEqual(fin, 1)
        self.assertTrue(self.loop._asyncgens_shutdown_called)
        self.assertIsInstance(self.loop._asyncgens, weakref.WeakSet)
    def test_asyncgen_gc(self):
        self.loop._write_to_self = mock.Mock()
        fin = 0
        async def agen():
            nonlocal fin
            try:
                async with cm(): yield 1
            finally: fin += 1
        import contextlib
        @contextlib.asynccontextmanager
        async def cm():
            try: yield
            finally: await asyncio.sleep(0)
        async def foo():
            g = agen()
            async for x in g: break
        self.loop.run_until_complete(foo())
        async def m(): await asyncio.sleep(0.01)
        self.loop.run_until_complete(m())
        self.assertEqual(fin, 1)
        self.assertEqual(len(self.loop._asyncgens), 0)
    def test_asyncgen_loop_isclosed_warn(self):
        self.loop._asyncgens_shutdown_called = True
        async def agen(): yield 1
        async def foo():
            g = agen(); 
            async for _ in g: pass
        with self.assertWarnsRegex(ResourceWarning, "asynchronous generator .* was scheduled after loop.shutdown_asyncgens"): self.loop.run_until_complete(foo())
    def test_slow(self):
        async def slow(loop): loop.stop()
        self.loop.set_debug(True); self.loop.slow_callback_duration = 0.0
        with mock.patch('asyncio.base_events.logger') as log:
            self.loop.call_soon(self.loop.stop)
            self.loop.run_forever()
            fmt, *args = log.warning.call_args[0]
            self.assertRegex(fmt % tuple(args), "^Executing <Handle.*stop.*> took .* seconds$")
            asyncio.ensure_future(slow(self.loop), loop=self.loop)
            self.loop.run_forever()
            fmt, *args = log.warning.call_args[0]
            self.assertRegex(fmt % tuple(args), "^Executing <Task.*slow.*> took .* seconds$")
    def test_handle_src(self):
        self.loop.set_debug(True)
        h = self.loop.call_soon(print); ln = sys._getframe().f_lineno
        self.assertEqual(h._source_traceback[-1][:3], (__file__, ln, 'test_handle_src'))
        h = self.loop.call_later(0, print); ln = sys._getframe().f_lineno
        self.assertEqual(h._source_traceback[-1][:3], (__file__, ln, 'test_handle_src'))
        h = self.loop.call_at(1, print); ln = sys._getframe().f_lineno
        self.assertEqual(h._source_traceback[-1][:3], (__file__, ln, 'test_handle_src'))
        self.loop._write_to_self = lambda: None
        h = self.loop.call_soon_threadsafe(print); ln = sys._getframe().f_lineno
        self.assertEqual(h._source_traceback[-1][:3], (__file__, ln, 'test_handle_src'))
        async def f(): pass
        t = self.loop.create_task(f()); ln = sys._getframe().f_lineno
        self.assertEqual(t._source_traceback[-1][:3], (__file__, ln, 'test_handle_src'))
        self.loop.run_until_complete(t)
    def test_thread_check(self):
        self.loop.set_debug(True)
        self.loop._thread_id = 1234567
        with self.assertRaisesRegex(RuntimeError, "Non-thread-safe operation"): self.loop.call_soon(print)
        with self.assertRaisesRegex(RuntimeError, "Non-thread-safe operation"): self.loop.call_later(60, print)
        self.loop._thread_id = None
    def test_misc(self):
        self.assertEqual(base_events._format_pipe(-1), '<pipe>'); self.assertEqual(base_events._format_pipe(-2), '<stdout>')
        self.assertEqual(base_events._run_until_complete_cb.__name__, '_run_until_complete_cb')
        INET, STREAM, TCP = socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP
        self.assertEqual((INET, STREAM, TCP, '', ('1.2.3.4', 1)), base_events._ipaddr_info('1.2.3.4', 1, INET, STREAM, TCP))
        self.assertIsNone(base_events._ipaddr_info('baddotcom', 1, INET, STREAM, TCP))
        self.assertEqual((socket.AF_INET6, STREAM, TCP, '', ('::3', 1, 0, 0)), base_events._ipaddr_info('::3', 1, socket.AF_INET6, STREAM, TCP))
        self.assertEqual((INET, STREAM, TCP, '', ('1.2.3.4', 0)), base_events._ipaddr_info('1.2.3.4', b'', INET, STREAM, TCP))
        a = [(socket.AF_INET6, 1), (socket.AF_INET6, 2), (socket.AF_INET, 3)]
        self.assertEqual(base_events._interleave_addrinfos(a), [a[0], a[2], a[1]])
    def test_ipaddr_nomock(self):
        with mock.patch('asyncio.base_events.socket.getaddrinfo', mock.Mock(side_effect=Exception)) as g:
            base_events._ipaddr_info('1.2.3.4', 1, socket.AF_INET, socket.SOCK_STREAM, 0)
    def test_runner_close_repr(self):
        self.assertRegex(repr(self.loop), r'<BaseEventLoop running=False closed=False debug=False>')
    def test_stop_before(self):
        self.loop.stop(); self.loop.run_forever()
    def test_set_default_exec_shut(self):
        self.loop._executor_shutdown_called = True
        with self.assertRaises(RuntimeError): self.loop.run_in_executor(None, print)
    def test_thread_id(self):
        r = []
        self.loop.call_soon(lambda: (r.append(self.loop._thread_id), self.loop.stop())); self.loop.run_forever()
        self.assertEqual(r, [threading.get_ident()]); self.assertIsNone(self.loop._thread_id)
    def test_unclosed_warn(self):
        l = base_events.BaseEventLoop()
        with self.assertWarnsRegex(ResourceWarning, 'unclosed event loop'): 
            del l; gc.collect()
class MockPattern(str):
    def __eq__(self, o): return bool(re.search(str(self), o, re.S))
class MockInst:
    def __init__(self, t): self.t = t
    def __eq__(self, o): return isinstance(o, self.t)
class H(unittest.TestCase):
    def setUp(self):
        self.loop = mock.Mock(); self.loop.get_debug.return_value = True
    def test_handle(self):
        def cb(*a): return a
        h = asyncio.Handle(cb, (), self.loop); self.assertIs(h._callback, cb); self.assertFalse(h.cancelled()); h.cancel(); self.assertTrue(h.cancelled()); self.assertIsNone(h._callback)
    def test_cb_exc(self):
        def cb(): raise ValueError()
        self.loop = mock.Mock(); self.loop.call_exception_handler = mock.Mock()
        h = asyncio.Handle(cb, (), self.loop); h._run()
        self.loop.call_exception_handler.assert_called_with({'message': mock.ANY, 'exception': mock.ANY, 'handle': h, 'source_traceback': h._source_traceback})
    def test_weak(self):
        wd = weakref.WeakValueDictionary(); wd['h'] = asyncio.Handle(lambda: None, (), self.loop)
    def test_repr(self):
        self.loop.get_debug.return_value = False
        def noop(*a): pass
        src = ('x', 1)
        h = asyncio.Handle(noop, (1, 2), self.loop)
        self.assertEqual(repr(h), f'<Handle H.test_repr.<locals>.noop() at {__file__}:{noop.__code__.co_firstlineno}>')
        h.cancel(); self.assertEqual(repr(h), '<Handle cancelled>')
        h = asyncio.Handle(lambda: None, (), self.loop); self.assertRegex(repr(h), r'<Handle H.test_repr.<locals>.<lambda>\(\) at ')
        h = asyncio.Handle(mock.MagicMock, (), self.loop); self.assertRegex(repr(h), r'<Handle MagicMock\(\)')
        import functools
        self.assertRegex(repr(asyncio.Handle(functools.partial(noop, 1, x=3), (), self.loop)), r"<Handle H.test_repr.<locals>.noop\(\)\(\) at")
    def test_repr_debug(self):
        def noop(*a): pass
        h = asyncio.Handle(noop, (1, 2), self.loop); cl = sys._getframe().f_lineno
        self.assertEqual(repr(h), f'<Handle H.test_repr_debug.<locals>.noop(1, 2) at {__file__}:{noop.__code__.co_firstlineno} created at {__file__}:{cl}>')
        h.cancel(); self.assertEqual(repr(h), f'<Handle cancelled H.test_repr_debug.<locals>.noop(1, 2) at {__file__}:{noop.__code__.co_firstlineno} created at {__file__}:{cl}>')
        h.cancel(); self.assertTrue(h._source_traceback)
    def test_timer_repr(self):
        self.loop.get_debug.return_value = False
        self.assertEqual(repr(asyncio.TimerHandle(123, print, (), self.loop)), '<TimerHandle when=123 print()>')
        self.loop.get_debug.return_value = True
        def noop(*a): pass
        h = asyncio.TimerHandle(123, noop, (), self.loop); cl = sys._getframe().f_lineno
        fn = f'{__file__}:{noop.__code__.co_firstlineno}'
        self.assertEqual(repr(h), f'<TimerHandle when=123 H.test_timer_repr.<locals>.noop() at {fn} created at {__file__}:{cl}>')
        h.cancel(); self.assertEqual(repr(h), f'<TimerHandle cancelled when=123 H.test_timer_repr.<locals>.noop() at {fn} created at {__file__}:{cl}>')
    def test_hash_rondo(self):
        loop = asyncio.new_event_loop(); h = loop.call_later(10, print); self.assertEqual(hash(h), hash(h.when())); self.assertIn(h, {h}); loop.close()


import warnings
warnings.simplefilter('ignore')
result = unittest.TestResult()
unittest.defaultTestLoader.loadTestsFromModule(sys.modules[__name__]).run(result)
print(result.testsRun, 'run')
for test, text in result.failures + result.errors:
    print(test, text)

