"""Loops, handles, policies, protocols and asynchronous test cases, as a test suite asks about them."""
import asyncio, unittest, contextvars, re, gc, sys, threading, time, types, functools, inspect, socket, io, warnings, os, selectors, signal, traceback
from unittest import mock
from asyncio import events, base_events, selector_events, staggered, format_helpers, trsock, constants, protocols, transports, log, coroutines, base_futures, base_tasks, exceptions
from _methods import *

def rx(s): return re.sub('0x[0-9a-f]+', '0x', s)
class Staggered(unittest.IsolatedAsyncioTestCase):
    async def test_empty(self): self.assertEqual(await staggered.staggered_race([], delay=None), (None, None, []))
    async def test_one(self):
        async def c(i): return f'r{i}'
        self.assertEqual(await staggered.staggered_race([lambda: c(0)], delay=None), ('r0', 0, [None]))
        self.assertEqual(await staggered.staggered_race([functools.partial(c, 1)], delay=10), ('r1', 0, [None]))
    async def test_first_error_second_ok(self):
        async def c(i):
            if not i: raise ValueError(i)
            return f'r{i}'
        w, i, e = await staggered.staggered_race([functools.partial(c, k) for k in range(2)], delay=None); print(w, i, e)
    async def test_first_timeout(self):
        async def c(i):
            if i == 0: await asyncio.sleep(5)
            return i
        w, i, e = await staggered.staggered_race([functools.partial(c, k) for k in range(2)], delay=.001); print(w, i, e)
    async def test_none_ok(self):
        async def c(i): raise ValueError(i)
        print(await staggered.staggered_race([functools.partial(c, k) for k in range(3)], delay=None), await staggered.staggered_race([functools.partial(c, k) for k in range(2)], delay=.001))
    async def test_sooner_error(self):
        ev = asyncio.Event()
        async def c(i):
            if i == 0: await asyncio.sleep(5)
            if i == 1: raise ValueError(i)
            return i
        print(await staggered.staggered_race([functools.partial(c, k) for k in range(3)], delay=.001))
    async def test_loop_kw(self):
        async def c(): return 1
        print(await staggered.staggered_race([c], delay=0, loop=asyncio.get_running_loop()), staggered.__all__)
    async def test_race_winners(self):
        async def c(i): await asyncio.sleep(.001); return i
        print(await staggered.staggered_race([functools.partial(c, k) for k in range(2)], delay=None))

class FormatH(unittest.TestCase):
    def test_callback(self):
        def f(a, b): pass
        print(format_helpers._format_callback(f, (1, 2), {}), format_helpers._format_callback(functools.partial(f, 1), (2,), {}), format_helpers._format_callback(functools.partial(f, 1, x=5), (2,), {'k': 1}))
        print(format_helpers._format_callback(len, (), None), format_helpers._format_callback([].append, (1,), {}), rx(format_helpers._format_callback(mock.Mock(name='m'), (1,), {}))[:12])
    def test_source(self):
        def f(): pass
        fn, ln = f.__code__.co_filename, f.__code__.co_firstlineno
        self.assertEqual(format_helpers._get_function_source(f), (fn, ln)); self.assertEqual(format_helpers._get_function_source(functools.partial(f)), (fn, ln)); self.assertEqual(format_helpers._get_function_source(functools.partial(functools.partial(f))), (fn, ln)); print(format_helpers._get_function_source(len), format_helpers._get_function_source(functools.partialmethod(f))[1] == ln)
        @functools.wraps(f)
        def g(): pass
        self.assertEqual(format_helpers._get_function_source(g), (fn, ln))
        print(format_helpers._format_callback_source(f, (1, 'x')).replace(fn, 'FN'), format_helpers._format_callback_source(len, ()))
    def test_args_kw(self):
        print(format_helpers._format_args_and_kwargs((1, 'a' * 200), {'k': 2}), format_helpers._format_args_and_kwargs((), {}), format_helpers._format_args_and_kwargs((), None))
    def test_debug_kw(self):
        try: print(format_helpers._format_args_and_kwargs((1, 'q'), {'k': 2}, debug=True), format_helpers._format_args_and_kwargs((1, 'q'), {'k': 2}, debug=False), format_helpers._format_callback_source(len, (1,), debug=True))
        except TypeError as e: print(e)
    def test_extract_stack(self):
        s = format_helpers.extract_stack(); print(type(s).__name__, s[-1].name, s[-1].line); s = format_helpers.extract_stack(sys._getframe(), 1); print(len(s)); self.assertLessEqual(len(format_helpers.extract_stack()), constants.DEBUG_STACK_DEPTH)
    def test_base_futures(self):
        print(base_futures._PENDING, base_futures._CANCELLED, base_futures._FINISHED, base_futures.isfuture is asyncio.isfuture); f = mock.Mock(); f._state = 'PENDING'; f._exception = None; f._callbacks = []; f._source_traceback = None; f._result = None; print(base_futures._future_repr_info(f))
        f._state = 'FINISHED'; f._result = 5; print(base_futures._future_repr_info(f)); f._exception = ValueError(1); f._source_traceback = [('file', 3)]; print(base_futures._future_repr_info(f))
        print(base_futures._format_callbacks([(len, None), (print, None), (repr, None)]), base_futures._format_callbacks([(len, None), (print, None)]), base_futures._format_callbacks([(len, None)]), base_futures._format_callbacks([]))
    def test_base_tasks(self): print([n for n in ('_task_repr', '_task_repr_info', '_task_get_stack', '_task_print_stack') if hasattr(base_tasks, n)])

class TrSock(unittest.TestCase):
    def test_all(self):
        with socket.socket() as s:
            t = trsock.TransportSocket(s); print(t.family, t.type, t.proto, t.fileno() == s.fileno(), re.sub(r'fd=\d+', 'fd', repr(t)), t.getsockname(), t.gettimeout(), t.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR)); t.settimeout(0); t.setblocking(False)
            for v in (1, .5):
                with self.assertRaises(ValueError) as c: t.settimeout(v)
                print(c.exception)
            with self.assertRaises(ValueError) as c: t.setblocking(True)
            print(c.exception)
            d = t.dup(); print(type(d).__name__); d.close()
            with self.assertRaises(TypeError) as c: t.__getstate__()
            print(c.exception)
            for n in ('send', 'recv', 'close', 'connect', 'accept', 'detach', 'makefile', '_sock'): print(n, hasattr(t, n), end=' ')
            with self.assertRaises(OSError): t.getpeername()
            t.shutdown if False else None
        print(re.sub(r'fd=-?\d+', 'fd', repr(t)))

class ProtosT(unittest.TestCase):
    def test_base(self):
        for n in ('BaseProtocol', 'Protocol', 'BufferedProtocol', 'DatagramProtocol', 'SubprocessProtocol'):
            c = getattr(asyncio, n); print(n, c.__slots__, c.__mro__[1].__name__, sorted(k for k in vars(c) if not k.startswith('__'))); p = c(); 
            with self.assertRaises(AttributeError): p.x = 1
        p = asyncio.Protocol(); self.assertIsNone(p.connection_made(1)); self.assertIsNone(p.connection_lost(1)); self.assertIsNone(p.data_received(1)); self.assertIsNone(p.eof_received()); self.assertIsNone(p.pause_writing()); self.assertIsNone(p.resume_writing())
        b = asyncio.BufferedProtocol(); self.assertIsNone(b.get_buffer(1)); self.assertIsNone(b.buffer_updated(1)); d = asyncio.DatagramProtocol(); self.assertIsNone(d.datagram_received(1, 2)); self.assertIsNone(d.error_received(1)); s = asyncio.SubprocessProtocol(); self.assertIsNone(s.pipe_data_received(1, 2)); self.assertIsNone(s.pipe_connection_lost(1, 2)); self.assertIsNone(s.process_exited())
    def test_feed_buffered(self):
        class P:
            def __init__(s): s.buf = bytearray(1); s.got = b''
            def get_buffer(s, n): return s.buf
            def buffer_updated(s, n): s.got += bytes(s.buf[:n])
        p = P(); protocols._feed_data_to_buffered_proto(p, b'12345'); self.assertEqual(p.got, b'12345'); p.buf = bytearray(2); protocols._feed_data_to_buffered_proto(p, b'12345'); print(p.got); p.buf = bytearray(10); protocols._feed_data_to_buffered_proto(p, b'12345'); print(p.got); p.buf = b''
        with self.assertRaises(RuntimeError) as c: protocols._feed_data_to_buffered_proto(p, b'12')
        print(c.exception)
    def test_transport_ni(self):
        t = asyncio.Transport()
        for n, a in (('set_write_buffer_limits', ()), ('get_write_buffer_size', ()), ('write', (b'x',)), ('write_eof', ()), ('can_write_eof', ()), ('pause_reading', ()), ('resume_reading', ()), ('is_reading', ()), ('close', ()), ('abort', ()), ('is_closing', ()), ('set_protocol', (1,)), ('get_protocol', ()), ('get_write_buffer_limits', ())):
            with self.assertRaises(NotImplementedError, msg=n): getattr(t, n)(*a)
        t = asyncio.DatagramTransport(); self.assertRaises(NotImplementedError, t.sendto, b''); self.assertRaises(NotImplementedError, t.abort)
        t = asyncio.SubprocessTransport()
        for n, a in (('get_pid', ()), ('get_returncode', ()), ('get_pipe_transport', (1,)), ('send_signal', (1,)), ('terminate', ()), ('kill', ())): self.assertRaises(NotImplementedError, getattr(t, n), *a)
    def test_flow(self):
        class T(transports._FlowControlMixin, transports.Transport):
            def get_write_buffer_size(self): return 512
        loop = mock.Mock(); t = T(loop=loop); t._protocol = mock.Mock(); self.assertFalse(t._protocol_paused); self.assertEqual(t.get_write_buffer_limits(), (16384, 65536)); t.set_write_buffer_limits(low=1); self.assertEqual(t.get_write_buffer_limits(), (1, 4)); t.set_write_buffer_limits(high=1024, low=128); self.assertEqual((t._low_water, t._high_water), (128, 1024))
        self.assertRaisesRegex(ValueError, r'high \(0\) must be >= low \(1\) must be >= 0', t.set_write_buffer_limits, high=0, low=1); self.assertRaises(ValueError, t.set_write_buffer_limits, high=1, low=-1)
        t.set_write_buffer_limits(high=100); t._maybe_pause_protocol(); t._protocol.pause_writing.assert_called_once_with(); t._maybe_pause_protocol(); self.assertTrue(t._protocol_paused); t.get_write_buffer_size = lambda: 10; t._maybe_resume_protocol(); t._protocol.resume_writing.assert_called_once_with(); print(t.get_write_buffer_limits())
        t.set_write_buffer_limits(high=0); print(t.get_write_buffer_limits()); t.set_write_buffer_limits(); print(t.get_write_buffer_limits())
        with self.assertRaises(AssertionError): transports._FlowControlMixin()
    def test_flow_errors(self):
        class T(transports._FlowControlMixin, transports.Transport):
            def get_write_buffer_size(self): return 1 << 20
        loop = mock.Mock(); t = T(loop=loop); t._protocol = mock.Mock(); t._protocol.pause_writing.side_effect = ValueError; t._maybe_pause_protocol(); print(loop.call_exception_handler.call_args[0][0]['message'], sorted(loop.call_exception_handler.call_args[0][0])); t.get_write_buffer_size = lambda: 0; t._protocol.resume_writing.side_effect = KeyError; t._maybe_resume_protocol(); print(loop.call_exception_handler.call_args[0][0]['message']); t._protocol.pause_writing.side_effect = KeyboardInterrupt; t.get_write_buffer_size = lambda: 1 << 20
        with self.assertRaises(KeyboardInterrupt): t._maybe_pause_protocol()

class Pol(unittest.TestCase):
    def setUp(self): self.w = warnings.catch_warnings(); self.w.__enter__(); warnings.simplefilter('ignore')
    def tearDown(self): asyncio.set_event_loop_policy(None); asyncio.set_event_loop(None); self.w.__exit__(None, None, None)
    def test_abstract(self):
        for P in (asyncio.AbstractEventLoopPolicy,):
            p = P()
            for n, a in (('get_event_loop', ()), ('set_event_loop', (1,)), ('new_event_loop', ())): self.assertRaises(NotImplementedError, getattr(p, n), *a)
    def test_thread(self):
        p = asyncio.DefaultEventLoopPolicy(); r = []
        def f():
            try: p.get_event_loop()
            except RuntimeError as e: r.append(str(e))
        t = threading.Thread(target=f, name='TT'); t.start(); t.join(); print(r)
    def test_set_get(self):
        class P(asyncio.DefaultEventLoopPolicy):
            n = 0
            def new_event_loop(self): P.n += 1; return super().new_event_loop()
        p = P(); asyncio.set_event_loop_policy(p); self.assertIs(asyncio.get_event_loop_policy(), p); l = asyncio.new_event_loop(); self.assertEqual(P.n, 1); l.close()
        async def m(): return 1
        self.assertEqual(asyncio.run(m()), 1); self.assertEqual(P.n, 2)
        with self.assertRaises(TypeError) as c: asyncio.set_event_loop_policy(object())
        print(c.exception); asyncio.set_event_loop_policy(None); self.assertIsNot(asyncio.get_event_loop_policy(), p)
    def test_get_event_loop_implementations(self):
        class Loop(asyncio.AbstractEventLoop):
            def get_debug(self): return False
        loop = Loop()
        try:
            events._set_running_loop(loop); self.assertIs(asyncio.get_event_loop(), loop); self.assertIs(asyncio.get_running_loop(), loop); self.assertIs(asyncio._get_running_loop(), loop)
        finally: events._set_running_loop(None)
        self.assertIsNone(events._get_running_loop())
        with self.assertRaisesRegex(RuntimeError, 'no running event loop'): asyncio.get_running_loop()

class AbsLoop(unittest.TestCase):
    def test_not_impl(self):
        m = mock.Mock(); loop = asyncio.AbstractEventLoop()
        for n, a in (('run_forever', ()), ('run_until_complete', (None,)), ('stop', ()), ('is_running', ()), ('is_closed', ()), ('close', ()), ('create_task', (None,)), ('call_later', (None, None)), ('call_at', (m, m)), ('call_soon', (None,)), ('time', ()), ('call_soon_threadsafe', (None,)), ('set_default_executor', (m,)), ('add_reader', (1, m)), ('remove_reader', (1,)), ('add_writer', (1, m)), ('remove_writer', (1,)), ('add_signal_handler', (1, m)), ('remove_signal_handler', (1,)), ('set_exception_handler', (m,)), ('default_exception_handler', (m,)), ('call_exception_handler', (m,)), ('get_debug', ()), ('set_debug', (m,)), ('create_future', ()), ('set_task_factory', (m,)), ('get_task_factory', ()), ('get_exception_handler', ()), ('_timer_handle_cancelled', (m,)), ('run_in_executor', (m, m))):
            self.assertRaises(NotImplementedError, getattr(loop, n), *a)
    def test_not_impl_async(self):
        m = mock.Mock()
        async def inner():
            loop = asyncio.AbstractEventLoop()
            for n, a in (('getaddrinfo', ('h', 1)), ('getnameinfo', (('h', 1),)), ('create_connection', (m,)), ('create_server', (m,)), ('create_datagram_endpoint', (m,)), ('sock_recv', (m, 1)), ('sock_recv_into', (m, m)), ('sock_recvfrom', (m, 1)), ('sock_recvfrom_into', (m, m)), ('sock_sendall', (m, m)), ('sock_sendto', (m, m, m)), ('sock_connect', (m, m)), ('sock_accept', (m,)), ('sock_sendfile', (m, m)), ('sendfile', (m, m)), ('start_tls', (m, m, m)), ('create_unix_connection', (m,)), ('create_unix_server', (m,)), ('connect_accepted_socket', (m, m)), ('connect_read_pipe', (m, m)), ('connect_write_pipe', (m, m)), ('subprocess_shell', (m, m)), ('subprocess_exec', (m,)), ('shutdown_asyncgens', ()), ('shutdown_default_executor', ())):
                with self.assertRaises(NotImplementedError, msg=n): await getattr(loop, n)(*a)
        loop = asyncio.new_event_loop(); loop.run_until_complete(inner()); loop.close()
    def test_server_abstract(self):
        s = asyncio.AbstractServer()
        for n in ('close', 'get_loop', 'is_serving', 'close_clients', 'abort_clients'): self.assertRaises(NotImplementedError, getattr(s, n))
        async def m():
            for n in ('start_serving', 'serve_forever', 'wait_closed'):
                with self.assertRaises(NotImplementedError): await getattr(s, n)()
            class S(asyncio.AbstractServer):
                def close(self): self.c = 1
                async def wait_closed(self): self.d = 1
            async with S() as x: pass
            print(x.c, x.d)
        asyncio.run(m())

class HandleT(unittest.TestCase):
    def setUp(self): self.loop = mock.Mock(); self.loop.get_debug.return_value = True
    def test_handle(self):
        def cb(*a): return a
        args = (); h = asyncio.Handle(cb, args, self.loop); self.assertIs(h._callback, cb); self.assertIs(h._args, args); self.assertFalse(h.cancelled()); h.cancel(); self.assertTrue(h.cancelled()); self.assertIsNone(h._callback); self.assertIsNone(h._args); self.assertTrue(h._cancelled)
    def test_exception(self):
        def cb(): raise ValueError
        self.loop.call_exception_handler = mock.Mock(); h = asyncio.Handle(cb, (), self.loop); h._run(); self.loop.call_exception_handler.assert_called_with({'message': mock.ANY, 'exception': mock.ANY, 'handle': h, 'source_traceback': h._source_traceback})
        self.loop.get_debug.return_value = False; h = asyncio.Handle(cb, (), self.loop); h._run(); print(sorted(self.loop.call_exception_handler.call_args[0][0]), self.loop.call_exception_handler.call_args[0][0]['message'].split(' at ')[0], h._source_traceback)
    def test_base_exc(self):
        def cb(): raise SystemExit(3)
        h = asyncio.Handle(cb, (), self.loop); self.assertRaises(SystemExit, h._run); self.loop.call_exception_handler.assert_not_called()
    def test_repr(self):
        self.loop.get_debug.return_value = False
        def noop(*a): pass
        h = asyncio.Handle(noop, (1, 2), self.loop); fn, ln = noop.__code__.co_filename, noop.__code__.co_firstlineno; self.assertEqual(repr(h), f'<Handle {noop.__qualname__}() at {fn}:{ln}>' if sys.version_info >= (3, 13) else repr(h)); h.cancel(); self.assertEqual(repr(h), '<Handle cancelled>')
        cb = functools.partial(noop, 1, 2); h = asyncio.Handle(cb, (3,), self.loop); print(re.sub(' at .*', '', repr(h))); h = asyncio.Handle(functools.partial(noop, x=1), (3,), self.loop); print(re.sub(' at .*', '', repr(h)))
        self.loop.get_debug.return_value = True; h = asyncio.Handle(noop, (1, 'y'), self.loop); print(re.sub(' at .*?[:>]', '', repr(h))); h.cancel(); print(re.sub(' at .*?[:>]', '', repr(h)))
        m = mock.MagicMock(name='mm'); print(rx(repr(asyncio.Handle(m, (), self.loop)))[:20])
        class C:
            def __call__(self): pass
            def meth(self): pass
        print(re.sub(' at .*', '', repr(asyncio.Handle(C().meth, (), self.loop)))); print(rx(repr(asyncio.Handle(C(), (), self.loop))).split(' created')[0])
    def test_timer(self):
        h = asyncio.TimerHandle(123, lambda: None, (), self.loop); self.assertEqual(h.when(), 123); self.assertEqual(h._when, 123); self.assertFalse(h._scheduled); h._scheduled = True; h.cancel(); self.loop._timer_handle_cancelled.assert_called_with(h); print(hash(h) == hash(123)); h.cancel(); print(self.loop._timer_handle_cancelled.call_count)
    def test_timer_cmp(self):
        cb = lambda *a: a; h1 = asyncio.TimerHandle(1, cb, (), self.loop); h2 = asyncio.TimerHandle(1, cb, (), self.loop); self.assertEqual(h1, h2); self.assertTrue(h1 <= h2 and h1 >= h2 and not h1 < h2 and not h1 > h2); h2.cancel(); self.assertNotEqual(h1, h2); h3 = asyncio.TimerHandle(5, cb, (), self.loop); self.assertLess(h1, h3); self.assertGreater(h3, h1); self.assertRaises(TypeError, lambda: h1 < ()); self.assertIs(NotImplemented, h1.__eq__(1)); self.assertFalse(h1 == asyncio.Handle(cb, (), self.loop)); self.assertIs(h1.__lt__(3), NotImplemented); self.assertRaises(TypeError, lambda: h1 >= ()); self.assertTrue(h1 != ())
    def test_weak(self):
        import weakref
        h = asyncio.Handle(lambda: None, (), self.loop); r = weakref.ref(h); del h; gc.collect(); self.assertIsNone(r())
    def test_source_tb(self):
        loop = asyncio.new_event_loop(); loop.set_debug(True)
        def check(h): print(h._source_traceback[-1][2], type(h._source_traceback).__name__)
        def noop(): pass
        check(loop.call_soon(noop)); check(loop.call_later(0, noop)); check(loop.call_at(0, noop)); check(loop.call_soon_threadsafe(noop)); loop.close()

class BaseLoop(Case):
    def setUp(self):
        super().setUp(); self.loop.close(); self.loop = base_events.BaseEventLoop(); self.loop._selector = mock.Mock(); self.loop._selector.select.return_value = ()
    def test_not_impl(self):
        m = mock.Mock()
        for n, a in (('_make_socket_transport', (m, m)), ('_process_events', ([],)), ('_write_to_self', ()), ('_make_read_pipe_transport', (m, m)), ('_make_write_pipe_transport', (m, m)), ('_make_datagram_transport', (m, m)), ('_make_ssl_transport', (m, m, m, m))): self.assertRaises(NotImplementedError, getattr(self.loop, n), *a)
        g = self.loop._make_subprocess_transport(m, m, m, m, m, m, m)
        with self.assertRaises(NotImplementedError): g.send(None)
    def test_close(self):
        self.assertFalse(self.loop.is_closed()); self.loop.close(); self.assertTrue(self.loop.is_closed()); self.loop.close(); f = self.loop.create_future(); self.assertRaisesRegex(RuntimeError, '^Event loop is closed$', self.loop.run_forever); self.assertRaises(RuntimeError, self.loop.run_until_complete, f); self.assertRaises(RuntimeError, self.loop.call_soon, print); self.assertRaises(RuntimeError, self.loop.call_later, 1, print); self.assertRaises(RuntimeError, self.loop.call_at, 1, print); self.assertRaises(RuntimeError, self.loop.call_soon_threadsafe, print)
    def test_add_callback_handle(self):
        h = asyncio.Handle(lambda: 0, (), self.loop, None); self.loop._add_callback(h); self.assertFalse(self.loop._scheduled); self.assertIn(h, self.loop._ready)
        h.cancel(); self.loop._ready.clear(); self.loop._add_callback(h); self.assertFalse(self.loop._ready)
    def test_call_soon(self):
        def cb(): pass
        h = self.loop.call_soon(cb); self.assertEqual(h._callback, cb); self.assertIsInstance(h, asyncio.Handle); self.assertIn(h, self.loop._ready)
    def test_call_soon_non_callable(self):
        self.loop.set_debug(True)
        with self.assertRaisesRegex(TypeError, 'a callable object'): self.loop.call_soon(1)
        async def c(): pass
        x = c()
        with self.assertRaisesRegex(TypeError, 'coroutines cannot be used'): self.loop.call_soon(x)
        x.close()
        with self.assertRaisesRegex(TypeError, 'coroutines cannot be used'): self.loop.call_soon(c)
        with self.assertRaisesRegex(TypeError, 'coroutines cannot be used'): self.loop.call_later(1, c)
        with self.assertRaisesRegex(TypeError, 'a callable object'): self.loop.call_at(1, 1)
    def test_call_later(self):
        h = self.loop.call_later(10., print); self.assertIsInstance(h, asyncio.TimerHandle); self.assertIn(h, self.loop._scheduled); self.assertNotIn(h, self.loop._ready); self.assertTrue(h._scheduled)
        with self.assertRaisesRegex(TypeError, 'delay must not be None'): self.loop.call_later(None, print)
        with self.assertRaisesRegex(TypeError, 'when cannot be None'): self.loop.call_at(None, print)
    def test_run_once_in_executor_plain(self):
        def cb(): pass
        f = self.loop.create_future(); ex = mock.Mock(); ex.submit.return_value = f; self.loop._default_executor = ex; 
        with mock.patch('asyncio.futures.wrap_future', side_effect=lambda f, **k: f): r = self.loop.run_in_executor(None, cb); 
        self.assertTrue(ex.submit.called); self.assertEqual((cb,), ex.submit.call_args[0]); ex2 = mock.Mock(); ex2.submit.return_value = f
        with mock.patch('asyncio.futures.wrap_future', side_effect=lambda f, **k: f): self.loop.run_in_executor(ex2, cb)
        self.assertTrue(ex2.submit.called); self.loop._default_executor = None
    def test_run_once(self):
        h1 = asyncio.TimerHandle(time.monotonic() + 5.0, lambda: True, (), self.loop, None); h2 = asyncio.TimerHandle(time.monotonic() + 10.0, lambda: True, (), self.loop, None); h1.cancel(); self.loop._process_events = mock.Mock(); self.loop._scheduled.append(h1); self.loop._scheduled.append(h2); self.loop._run_once(); t = self.loop._selector.select.call_args; self.assertTrue(9.5 < t[0][0] < 10.5, t); self.assertEqual([h2], self.loop._scheduled); self.assertTrue(self.loop._process_events.called)
    def test_run_once_schedule_handle(self):
        handle = None; processed = False
        def cb(loop): nonlocal processed, handle; processed = True; handle = loop.call_soon(lambda: True)
        h = asyncio.TimerHandle(time.monotonic() - 1, cb, (self.loop,), self.loop, None); self.loop._process_events = mock.Mock(); self.loop._scheduled.append(h); self.loop._run_once(); self.assertTrue(processed); self.assertEqual([handle], list(self.loop._ready))
    def test_ready_timeout_zero(self):
        self.loop._process_events = mock.Mock(); self.loop.call_soon(lambda: None); self.loop._run_once(); print(self.loop._selector.select.call_args); self.loop._stopping = True; self.loop._run_once(); print(self.loop._selector.select.call_args); self.loop._stopping = False; self.loop._run_once(); print(self.loop._selector.select.call_args)
    def test_cancelled_purge(self):
        self.loop._process_events = mock.Mock(); n = base_events._MIN_SCHEDULED_TIMER_HANDLES; hs = [self.loop.call_later(3600, print) for _ in range(n + 50)]; c = int(1 + (n + 50) * base_events._MIN_CANCELLED_TIMER_HANDLES_FRACTION)
        for h in hs[:c]: h.cancel()
        self.assertEqual(self.loop._timer_cancelled_count, c); self.assertEqual(len(self.loop._scheduled), n + 50); self.loop._run_once(); self.assertEqual(len(self.loop._scheduled), n + 50 - c); self.assertEqual(self.loop._timer_cancelled_count, 0)
        print(n, base_events._MIN_CANCELLED_TIMER_HANDLES_FRACTION, base_events.MAXIMUM_SELECT_TIMEOUT)
    def test_debug_env(self):
        print(self.loop.get_debug()); self.loop.set_debug(True); self.assertTrue(self.loop._debug); self.loop.set_debug(False); print(self.loop.slow_callback_duration, self.loop._clock_resolution > 0)
    def test_exc_handler(self):
        self.loop._process_events = mock.Mock(); m = mock.Mock(); self.loop.set_exception_handler(m); self.assertIs(self.loop.get_exception_handler(), m); h = self.loop.call_soon(lambda: 1/0); self.loop._run_once(); c = m.call_args[0]; self.assertIs(c[0], self.loop); print(sorted(c[1]), c[1]['message'].split(' at ')[0])
        with self.assertRaisesRegex(TypeError, 'A callable object or None is expected'): self.loop.set_exception_handler('x')
        self.loop.set_exception_handler(None)
        with mock.patch('asyncio.base_events.logger') as lg: self.loop.call_soon(lambda: 1/0); self.loop._run_once(); print(lg.error.call_count, lg.error.call_args[1].keys(), lg.error.call_args[0][0].split(' at ')[0])
        def bad(l, c): raise AttributeError('spam')
        self.loop.set_exception_handler(bad)
        with mock.patch('asyncio.base_events.logger') as lg: self.loop.call_soon(lambda: 1/0); self.loop._run_once(); print(lg.error.call_args[0][0].split('\n')[0], lg.error.call_args[1].keys())
    def test_default_handler_broken(self):
        _ctx = None
        class L(base_events.BaseEventLoop):
            _selector = mock.Mock(); _process_events = mock.Mock()
            def default_exception_handler(self, ctx): nonlocal _ctx; _ctx = ctx; raise ValueError('spam')
        loop = L(); 
        with mock.patch('asyncio.base_events.logger') as lg: loop.call_exception_handler({'message': 'x'}); print(lg.error.call_args[0], lg.error.call_args[1])
        def custom(l, c): raise ValueError('ham')
        loop.set_exception_handler(custom)
        with mock.patch('asyncio.base_events.logger') as lg: loop.call_exception_handler({'message': 'x'}); print(lg.error.call_args[0][0]); print(sorted(_ctx))
        loop.close()
    def test_slow_callback(self):
        self.loop._process_events = mock.Mock(); self.loop.slow_callback_duration = 0.0; self.loop.set_debug(True)
        with mock.patch('asyncio.base_events.logger') as lg: self.loop.call_soon(lambda: None); self.loop._run_once(); print(lg.warning.call_args[0][0], re.sub(' at .*', '', str(lg.warning.call_args[0][1])))
    def test_subclass_task_factory(self):
        def fac(loop, coro, **kw): return MyTask(coro, loop=loop, **kw)
        class MyTask(asyncio.Task): pass
        self.assertIsNone(self.loop.get_task_factory()); self.loop.set_task_factory(fac); self.assertIs(self.loop.get_task_factory(), fac)
        async def c(): pass
        t = self.loop.create_task(c()); self.assertIsInstance(t, MyTask); self.loop._process_events = mock.Mock(); self.loop.run_until_complete(t)
        with self.assertRaisesRegex(TypeError, 'task factory must be a callable or None'): self.loop.set_task_factory('x')
    def test_run_forever_state(self):
        self.loop._process_events = mock.Mock(); self.loop.call_soon(self.loop.stop); self.loop.run_forever(); self.assertFalse(self.loop.is_running()); self.assertFalse(self.loop._stopping); self.loop.stop(); self.assertTrue(self.loop._stopping); self.loop.run_forever(); self.assertFalse(self.loop._stopping); self.assertIsNone(self.loop._thread_id)
    def test_repr(self): print(repr(self.loop)); self.loop.close(); print(repr(self.loop))
    def test_default_executor_type(self):
        with self.assertRaisesRegex(TypeError, 'executor must be ThreadPoolExecutor instance'): self.loop.set_default_executor(mock.Mock())
    def test_times_gen(self):
        def gen():
            w = yield; self.assertEqual(.2, w); w = yield 0; self.assertEqual(.5, round(w, 5)) ; yield .2; yield .3
        def gen2():
            w = yield; self.assertAlmostEqual(.1, w); yield .1
        loop = TimedLoop(gen2); log_ = []
        async def m(): await asyncio.sleep(.1); log_.append(loop.time()); return 'd'
        self.assertEqual(loop.run_until_complete(m()), 'd'); print(log_); loop.close()

class IsoT(unittest.TestCase):
    def go(self, cls, name='test'):
        t = cls(name); r = unittest.TestResult(); t.run(r); return r
    def test_order(self):
        ev = []
        class T(unittest.IsolatedAsyncioTestCase):
            def setUp(self): ev.append('setUp'); self.addCleanup(self.cl, 1); self.addAsyncCleanup(self.acl, 2)
            async def asyncSetUp(self): ev.append('aSetUp'); self.addAsyncCleanup(self.acl, 3)
            async def test(self): ev.append('test'); self.addAsyncCleanup(self.acl, 4)
            async def asyncTearDown(self): ev.append('aTD')
            def tearDown(self): ev.append('TD')
            def cl(self, n): ev.append(('cl', n))
            async def acl(self, n): ev.append(('acl', n))
        r = self.go(T); print(ev, r)
    def test_sync_method(self):
        ev = []
        class T(unittest.IsolatedAsyncioTestCase):
            def test(self): ev.append(asyncio.get_event_loop_policy is not None)
            async def asyncSetUp(self): ev.append('s')
        print(self.go(T), ev)
    def test_failures(self):
        for where in ('setUp', 'asyncSetUp', 'test', 'asyncTearDown', 'tearDown', 'cleanup'):
            ev = []
            def mk(where):
                class T(unittest.IsolatedAsyncioTestCase):
                    def hit(self, n):
                        ev.append(n)
                        if n == where: raise MyE(n)
                    def setUp(self): self.addAsyncCleanup(self.ac); self.hit('setUp')
                    async def asyncSetUp(self): self.hit('asyncSetUp')
                    async def test(self): self.hit('test')
                    async def asyncTearDown(self): self.hit('asyncTearDown')
                    def tearDown(self): self.hit('tearDown')
                    async def ac(self): self.hit('cleanup')
                return T
            r = self.go(mk(where)); print(where, ev, len(r.errors), r.errors[0][1].splitlines()[-1])
    def test_non_none(self):
        class T(unittest.IsolatedAsyncioTestCase):
            async def test(self): return 1
        with warnings.catch_warnings(record=True) as w:
            warnings.simplefilter('always'); r = self.go(T); print([(x.category.__name__, re.sub(' \\(.*\\)', '', str(x.message).lstrip('("'))) for x in w], r)
    def test_enter_ctx(self):
        ev = []
        class CM:
            async def __aenter__(self): ev.append('e'); return 'v'
            async def __aexit__(self, *a): ev.append('x')
        class T(unittest.IsolatedAsyncioTestCase):
            async def test(self):
                ev.append(await self.enterAsyncContext(CM()))
                for bad in (object(), type('L', (), {'__aenter__': 1})()):
                    try: await self.enterAsyncContext(bad)
                    except TypeError as e: ev.append(rx(str(e)))
        print(self.go(T), ev)
    def test_contextvars(self):
        v = contextvars.ContextVar('v', default='d'); ev = []
        class T(unittest.IsolatedAsyncioTestCase):
            def setUp(self): v.set('setUp')
            async def asyncSetUp(self): ev.append(v.get()); v.set('a')
            async def test(self): ev.append(v.get()); v.set('t')
            async def asyncTearDown(self): ev.append(v.get()); v.set('td')
            def tearDown(self): ev.append(v.get())
        print(self.go(T), ev, v.get())
    def test_same_loop_task(self):
        ev = []
        class T(unittest.IsolatedAsyncioTestCase):
            async def asyncSetUp(self): ev.append(asyncio.get_running_loop())
            async def test(self): ev.append(asyncio.get_running_loop())
        self.go(T); print(ev[0] is ev[1], ev[0].get_debug(), ev[0].is_closed())
    def test_cancelled_hang(self):
        class T(unittest.IsolatedAsyncioTestCase):
            async def test(self): raise asyncio.CancelledError
        print([e[1].splitlines()[-1] for e in self.go(T).errors])
    def test_debug(self):
        ev = []
        class T(unittest.IsolatedAsyncioTestCase):
            async def asyncSetUp(self): ev.append('s')
            async def test(self): ev.append('t'); raise MyE('d')
            async def asyncTearDown(self): ev.append('td')
        t = T('test')
        with self.assertRaises(MyE): t.debug()
        print(ev); t.doCleanups()
    def test_loop_factory(self):
        class T(unittest.IsolatedAsyncioTestCase):
            loop_factory = staticmethod(lambda: L.append(1) or asyncio.new_event_loop())
            async def test(self): pass
        L = []; print(self.go(T), L)
    def test_skip_and_sub(self):
        class T(unittest.IsolatedAsyncioTestCase):
            async def test(self):
                with self.subTest(a=1): self.fail('x')
                with self.subTest(a=2): self.skipTest('s')
                self.assertTrue(True)
            @unittest.expectedFailure
            async def test_x(self): self.fail('z')
            @unittest.skip('q')
            async def test_s(self): pass
            @unittest.expectedFailure
            async def test_us(self): pass
        print(self.go(T), self.go(T, 'test_x'), self.go(T, 'test_s'), self.go(T, 'test_us'))
    def test_assert_warns_logs(self):
        import logging
        class T(unittest.IsolatedAsyncioTestCase):
            async def test(self):
                with self.assertWarns(UserWarning): warnings.warn('x'); await asyncio.sleep(0)
                with self.assertLogs('a.b', 'INFO') as c: logging.getLogger('a.b').info('h'); await asyncio.sleep(0)
                self.assertEqual(c.output, ['INFO:a.b:h'])
        print(self.go(T))
    def test_do_async_cleanups(self):
        ev = []
        class T(unittest.IsolatedAsyncioTestCase):
            async def c(self, *a, **k): ev.append((a, k))
            async def test(self): self.addAsyncCleanup(self.c, 1, k=2); self.addAsyncCleanup(self.c, 3)
        print(self.go(T), ev, sorted(n for n in vars(unittest.IsolatedAsyncioTestCase) if not n.startswith('__')))
class MyE(Exception): pass


run_methods()
