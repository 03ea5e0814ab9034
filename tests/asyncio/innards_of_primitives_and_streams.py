# What unit tests look at inside locks, queues, streams and runners, and replace in a loop.
import asyncio, logging, unittest, contextvars, gc, sys, re, io, weakref, collections, socket, os, threading, time, ssl, signal, functools, selectors
from unittest import mock
from asyncio import locks, queues, streams, runners, timeouts, taskgroups, events, tasks, exceptions, protocols, transports

# The tests run in debug mode, which warns of steps that took long on a busy machine.
logging.getLogger('asyncio').setLevel(logging.ERROR)


class L(unittest.IsolatedAsyncioTestCase):
    async def test_lock_repr(self):
        l = asyncio.Lock()
        self.assertRegex(repr(l), r"^<asyncio.locks.Lock object at 0x[0-9a-f]+ \[unlocked\]>$")
        await l.acquire()
        self.assertTrue(repr(l).endswith('[locked]>'))
        t = asyncio.create_task(l.acquire()); await asyncio.sleep(0)
        self.assertTrue(repr(l).endswith('[locked, waiters:1]>'))
        self.assertEqual(len(l._waiters), 1)
        l.release(); await t; self.assertFalse(l._waiters)
    async def test_lock_loop(self):
        l = asyncio.Lock()
        self.assertIsNone(l._loop)
        await l.acquire()
        t = asyncio.create_task(l.acquire()); await asyncio.sleep(0)
        self.assertIs(l._loop, asyncio.get_running_loop())
        l.release(); await t
    async def test_lock_ctor(self):
        for c in (asyncio.Lock, asyncio.Event, asyncio.Condition, asyncio.Semaphore, asyncio.BoundedSemaphore, asyncio.Queue):
            with self.assertRaisesRegex(TypeError, "unexpected keyword argument 'loop'"): c(loop=None)
    async def test_lock_manual_mock(self):
        l = asyncio.Lock()
        with self.assertRaisesRegex(TypeError, "'asynchronous context manager'|can't be awaited|can't be used|does not support|await"): 
            with l: pass
        with self.assertRaises(TypeError): await l
    async def test_cancel_race(self):
        lock = asyncio.Lock(); out = []
        async def f(n):
            async with lock: out.append(n); await asyncio.sleep(0)
        await lock.acquire()
        ts = [asyncio.create_task(f(i)) for i in range(3)]; await asyncio.sleep(0)
        lock.release(); ts[0].cancel(); await asyncio.sleep(0.01)
        await asyncio.gather(*ts, return_exceptions=True)
        self.assertEqual(out, [1,2])
    async def test_sem_repr(self):
        for c in (asyncio.Semaphore, asyncio.BoundedSemaphore):
            s = c(3); self.assertTrue(repr(s).endswith('[unlocked, value:3]>'))
            await s.acquire(); self.assertTrue(repr(s).endswith('[unlocked, value:2]>'))
            await s.acquire(); await s.acquire(); self.assertTrue(repr(s).endswith('[locked]>'))
            if s._waiters is None: s._waiters = collections.deque()
            s._waiters.append(mock.Mock()); self.assertIn('waiters:1', repr(s))
            s._waiters.append(mock.Mock()); self.assertIn('waiters:2', repr(s))
    async def test_event_repr(self):
        e = asyncio.Event(); self.assertTrue(repr(e).endswith('[unset]>')); e.set(); self.assertTrue(repr(e).endswith('[set]>'))
        e._waiters.append(mock.Mock()); self.assertTrue('waiters:1' in repr(e))
    async def test_cond_repr(self):
        c = asyncio.Condition(); self.assertIn('unlocked', repr(c)); await c.acquire(); self.assertIn('locked', repr(c)); c._waiters.append(mock.Mock()); self.assertIn('waiters:1', repr(c))
    async def test_cond_lock(self):
        l = asyncio.Lock(); c = asyncio.Condition(l); self.assertIs(c._lock, l); self.assertFalse(c.locked()); 
        with self.assertRaises(RuntimeError): await c.wait()
        with self.assertRaises(RuntimeError): c.notify()
        with self.assertRaises(RuntimeError): c.notify_all()
    async def test_cond_wait_for_task(self):
        c = asyncio.Condition(); r = []
        async def f():
            async with c: await c.wait(); r.append(1)
        ts = [asyncio.create_task(f()) for _ in range(3)]; await asyncio.sleep(0)
        async with c: c.notify(2)
        await asyncio.sleep(0.01); self.assertEqual(r, [1,1])
        async with c: c.notify()
        await asyncio.gather(*ts)
        self.assertFalse(c._waiters)
    async def test_barrier(self):
        b = asyncio.Barrier(3); self.assertRegex(repr(b), r'\[filling, waiters:0/3\]')
        self.assertEqual(b.parties, 3); self.assertEqual(b.n_waiting, 0); self.assertFalse(b.broken)
        rs = await asyncio.gather(*[b.wait() for _ in range(3)]); self.assertEqual(sorted(rs), [0,1,2])
        t = asyncio.create_task(b.wait()); await asyncio.sleep(0); self.assertEqual(b.n_waiting, 1)
        await b.abort(); self.assertTrue(b.broken); self.assertIn('broken', repr(b))
        with self.assertRaises(asyncio.BrokenBarrierError): await t
        for v in (0, -1):
            with self.assertRaises(ValueError): asyncio.Barrier(v)
        self.assertEqual(b._state, locks._BarrierState.BROKEN); self.assertEqual(b._count, 0)
    async def test_queue_sub(self):
        class Q(asyncio.Queue):
            def _init(self, n): self._queue = []
            def _put(self, x): self._queue.insert(0, x)
            def _get(self): return self._queue.pop(0)
        q = Q(); 
        for i in range(3): await q.put(i)
        self.assertEqual([await q.get() for _ in range(3)], [2,1,0])
    async def test_queue_cancelled_getters(self):
        q = asyncio.Queue()
        ts = [asyncio.create_task(q.get()) for _ in range(3)]; await asyncio.sleep(0); ts[0].cancel(); ts[1].cancel(); await asyncio.sleep(0)
        self.assertEqual(len(q._getters), 1); await q.put(1); self.assertEqual(await ts[2], 1)
    async def test_why_are_getters_waiting(self):
        q = asyncio.Queue(2)
        async def prod(n):
            for i in range(n): await q.put(i)
        async def cons(n):
            for i in range(n): await q.get()
        await asyncio.gather(prod(4), cons(2), cons(2))
    async def test_taskgroup_priv(self):
        async with asyncio.TaskGroup() as g:
            t = g.create_task(asyncio.sleep(0)); self.assertIn(t, g._tasks); self.assertIn('tasks=1 entered', repr(g))
            self.assertIs(g._parent_task, asyncio.current_task()); self.assertEqual(g._errors, [])
    async def test_timeouts(self):
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(100) as cm:
            self.assertRegex(repr(cm), r"<Timeout \[active\] when=\d+\.\d*>"); self.assertFalse(cm.expired()); self.assertEqual(cm._state, timeouts._State.ENTERED)
            self.assertIsNotNone(cm._timeout_handler)
        self.assertEqual(repr(cm), '<Timeout [finished]>')
        with self.assertRaisesRegex(RuntimeError, 'finished'): cm.reschedule(1)
        with self.assertRaises(TimeoutError):
            async with asyncio.timeout(0) as cm: await asyncio.sleep(1)
        self.assertTrue(cm.expired()); self.assertEqual(repr(cm), '<Timeout [expired]>')
        c = asyncio.timeout(1)
        with self.assertRaisesRegex(RuntimeError, 'has not been entered'): c.reschedule(1)
    async def test_stream_pause(self):
        loop = asyncio.get_running_loop()
        s = asyncio.StreamReader(limit=2, loop=loop); tr = mock.Mock(); s.set_transport(tr); s.feed_data(b'abcdef'); self.assertTrue(s._paused); tr.pause_reading.assert_called_once_with()
        self.assertEqual(await s.read(3), b'abc'); self.assertEqual(bytes(s._buffer), b'def'); self.assertTrue(s._paused); await s.read(2); self.assertFalse(s._paused); tr.resume_reading.assert_called_once_with()
    async def test_stream_wait_for_data(self):
        loop = asyncio.get_running_loop()
        s = asyncio.StreamReader(loop=loop)
        t = asyncio.create_task(s.read(1)); await asyncio.sleep(0)
        with self.assertRaisesRegex(RuntimeError, r'read\(\) called while another coroutine is already waiting for incoming data'): await s.read(1)
        s.feed_eof(); await t
    async def test_stream_readline(self):
        loop = asyncio.get_running_loop()
        s = asyncio.StreamReader(loop=loop); s.feed_data(b'chunk1 '); t = asyncio.create_task(s.readline()); await asyncio.sleep(0)
        s.feed_data(b'chunk2 '); s.feed_data(b'chunk3 \nchunk4'); self.assertEqual(await t, b'chunk1 chunk2 chunk3 \n'); self.assertEqual(s._buffer, b'chunk4')
        s = asyncio.StreamReader(limit=3, loop=loop); s.feed_data(b'li'); s.feed_data(b'ne1\nline2\n')
        with self.assertRaises(ValueError): await s.readline()
        self.assertEqual(bytes(s._buffer), b'line2\n')
        s = asyncio.StreamReader(limit=7, loop=loop); s.feed_data(b'aaaaaaaaaa')
        with self.assertRaises(ValueError): await s.readline()
        self.assertEqual(s._buffer, b'')
        s = asyncio.StreamReader(loop=loop); s.feed_data(b'line'); s.set_exception(ValueError())
        with self.assertRaises(ValueError): await s.readline()
        self.assertEqual(s._buffer, b'line')
    async def test_readuntil(self):
        loop = asyncio.get_running_loop()
        s = asyncio.StreamReader(limit=3, loop=loop); s.feed_data(b'some dataAA')
        with self.assertRaisesRegex(asyncio.LimitOverrunError, 'not found|is longer than limit|exceed') as cm: await s.readuntil(b'AA')
        self.assertEqual(cm.exception.consumed, 9); self.assertEqual(s._buffer, b'some dataAA')
        s = asyncio.StreamReader(limit=3, loop=loop); s.feed_data(b'XXX'); s.feed_eof() if False else None
        s.feed_data(b'XXXXXX')
        with self.assertRaisesRegex(asyncio.LimitOverrunError, 'is not found, and chunk exceed the limit'): await s.readuntil(b'AAA')
        with self.assertRaisesRegex(ValueError, 'Separator should be at least one-byte string'): await s.readuntil(separator=b'')
        s = asyncio.StreamReader(loop=loop); s.feed_data(b'some dataA'); s.feed_eof()
        with self.assertRaises(asyncio.IncompleteReadError) as cm: await s.readuntil(b'AB')
        self.assertEqual(cm.exception.partial, b'some dataA'); self.assertIsNone(cm.exception.expected)
    async def test_readexactly(self):
        r = asyncio.StreamReader()
        with self.assertRaisesRegex(ValueError, 'less than zero'): await r.readexactly(-1)
        self.assertEqual(await r.readexactly(0), b'')
        r.feed_data(b'ab'); r.feed_eof()
        with self.assertRaises(asyncio.IncompleteReadError) as cm: await r.readexactly(3)
        self.assertEqual((cm.exception.partial, cm.exception.expected), (b'ab', 3)); self.assertEqual(str(cm.exception), '2 bytes read on a total of 3 expected bytes')
    async def test_pickle(self):
        import pickle
        e = pickle.loads(pickle.dumps(asyncio.IncompleteReadError(b'a', 3))); self.assertEqual(e.partial, b'a')
        e = pickle.loads(pickle.dumps(asyncio.LimitOverrunError('m', 10))); self.assertEqual(e.consumed, 10)
class R(unittest.TestCase):
    def setUp(self):
        policy = mock.Mock() if False else None
    def test_run_debug(self):
        async def m(exp): self.assertIs(asyncio.get_running_loop().get_debug(), exp)
        asyncio.run(m(False), debug=False); asyncio.run(m(True), debug=True)
        with mock.patch('asyncio.coroutines._is_debug_mode', lambda: True):
            asyncio.run(m(True)); asyncio.run(m(False), debug=False)
    def test_cancels_hanging(self):
        task = None; done = threading.Event()
        async def leftover(): 
            try: await asyncio.sleep(100)
            except asyncio.CancelledError: 1/0
        async def m():
            nonlocal task
            loop = asyncio.get_running_loop(); loop.call_exception_handler = ceh
            task = loop.create_task(leftover()); await asyncio.sleep(0); return 123
        ceh = mock.Mock()
        self.assertEqual(asyncio.run(m()), 123); self.assertTrue(task.done()); self.assertEqual(ceh.call_count, 1)
        self.assertIn('asyncio.run() shutdown', ceh.call_args[0][0]['message'])
    def test_asyncgens_called(self):
        spin = 0; loop_ref = None
        async def fake(): pass
        def factory():
            nonlocal loop_ref
            loop_ref = asyncio.new_event_loop(); loop_ref.shutdown_asyncgens = mock.Mock(side_effect=lambda: fake()); return loop_ref
        async def m(): return 1
        asyncio.run(m(), loop_factory=factory); loop_ref.shutdown_asyncgens.assert_called_once_with()
    def test_runner_ctx(self):
        v = contextvars.ContextVar('v', default=0)
        async def f(): o = v.get(); v.set(o + 1); return o
        with asyncio.Runner() as r:
            self.assertEqual(r.run(f()), 0); self.assertEqual(r.run(f()), 1); self.assertEqual(r.run(f(), context=contextvars.copy_context()), 0)
    def test_sigint(self):
        async def m(): os.kill(os.getpid(), signal.SIGINT); await asyncio.sleep(10)
        with asyncio.Runner() as r:
            with self.assertRaises(KeyboardInterrupt): r.run(m())
    def test_policy(self):
        class P(asyncio.DefaultEventLoopPolicy):
            def new_event_loop(self): self.made = super().new_event_loop(); return self.made
        p = P(); asyncio.set_event_loop_policy(p)
        try:
            async def f(): return asyncio.get_running_loop()
            self.assertIs(asyncio.run(f()), p.made)
            self.assertIs(asyncio.get_event_loop_policy(), p)
        finally: asyncio.set_event_loop_policy(None)
class N(unittest.TestCase):
    def setUp(self):
        self.loop = asyncio.SelectorEventLoop(); self.addCleanup(self.loop.close)
    def test_selector_arg(self):
        for s in (selectors.SelectSelector(), selectors.PollSelector(), selectors.EpollSelector()):
            l = asyncio.SelectorEventLoop(s); self.assertEqual(l.run_until_complete(asyncio.sleep(0.001, 5)), 5); l.close()
    def test_priv(self):
        h = self.loop.call_soon(print); self.assertIn(h, self.loop._ready); h.cancel()
        h = self.loop.call_later(10, print); self.assertIn(h, self.loop._scheduled); self.assertEqual(len(self.loop._scheduled), 1)
        h.cancel(); self.loop._run_once(); self.assertEqual(len(self.loop._scheduled), 0); self.assertEqual(len(self.loop._ready), 0)
        self.assertEqual(self.loop._timer_cancelled_count, 0); self.assertFalse(self.loop._closed); self.assertFalse(self.loop._stopping); self.assertIsNone(self.loop._thread_id); self.assertIsNone(self.loop._default_executor)
        self.assertIsInstance(self.loop._selector, selectors.BaseSelector)
        self.assertIsInstance(self.loop._asyncgens, weakref.WeakSet)
        self.assertIsInstance(self.loop._clock_resolution, float)
    def test_gai_mock_connect(self):
        async def gai(*a, **k): return [(2, 1, 6, '', ('107.6.106.82', 80)), (2, 1, 6, '', ('107.6.106.82', 81))]
        self.loop.getaddrinfo = gai
        self.loop.sock_connect = mock.Mock(side_effect=OSError('boo'))
        with self.assertRaisesRegex(OSError, 'boo'): self.loop.run_until_complete(self.loop.create_connection(asyncio.Protocol, 'example.com', 80))
        self.assertEqual(self.loop.sock_connect.call_count, 2)
    @mock.patch('asyncio.base_events.socket')
    def test_patched_socket(self, m):
        sock = m.socket.return_value; m.SOCK_STREAM = 1; m.getaddrinfo = socket.getaddrinfo; sock.fileno.return_value = 77
        m.AF_INET = socket.AF_INET; m.AF_INET6 = socket.AF_INET6; m.AF_UNSPEC = 0; m.IPPROTO_TCP = 6; m.IPPROTO_UDP = 17; m.inet_pton = socket.inet_pton; m.SOCK_DGRAM = 2
        self.loop._add_reader = mock.Mock(); self.loop._add_writer = mock.Mock()
        async def sc(s, a): self.addr = a
        self.loop.sock_connect = sc
        t, p = self.loop.run_until_complete(self.loop.create_connection(lambda: mock.Mock(asyncio.Protocol), '1.2.3.4', 80))
        try:
            self.assertEqual(self.addr, ('1.2.3.4', 80)); m.socket.assert_called_once(); self.loop._add_reader.assert_called_with(77, t._read_ready) if False else None
        finally: t.close(); self.loop._remove_reader = mock.Mock(); self.loop._remove_writer = mock.Mock(); self.loop.call_soon(self.loop.stop); self.loop.run_forever()
    def test_err(self):
        for coro, rx in [(lambda: self.loop.create_connection(asyncio.Protocol), 'host and port was not specified and no sock specified'),
                         (lambda: self.loop.create_connection(asyncio.Protocol, 'h', 80, sock=object()), 'can not be specified at the same time'),
                         (lambda: self.loop.create_server(asyncio.Protocol), 'Neither host/port nor sock were specified'),
                         (lambda: self.loop.create_connection(asyncio.Protocol, 'h', 80, server_hostname='x'), 'server_hostname is only meaningful with ssl')]:
            with self.assertRaisesRegex(ValueError, rx): self.loop.run_until_complete(coro())
        with self.assertRaises(TypeError): self.loop.run_until_complete(self.loop.create_server(asyncio.Protocol, '127.0.0.1', 0, ssl=True))
    def test_happy(self):
        async def m():
            srv = await asyncio.start_server(lambda r, w: w.close(), '127.0.0.1', 0); port = srv.sockets[0].getsockname()[1]
            r, w = await asyncio.open_connection('localhost', port, happy_eyeballs_delay=0.1); await r.read(); w.close(); srv.close(); await srv.wait_closed(); return 7
        self.assertEqual(self.loop.run_until_complete(m()), 7)
    def test_custom_selector_clock(self):
        class Clock(selectors.SelectSelector):
            now = 0
            def select(self, timeout=None):
                if timeout: Clock.now += timeout
                return super().select(0)
        loop = asyncio.SelectorEventLoop(Clock()); loop.time = lambda: Clock.now
        t0 = time.monotonic(); loop.run_until_complete(asyncio.sleep(3600)); self.assertLess(time.monotonic() - t0, 5); self.assertAlmostEqual(Clock.now, 3600, 2); loop.close()
    def test_sel_loop(self):
        from asyncio.selector_events import BaseSelectorEventLoop
        loop = BaseSelectorEventLoop(selectors.SelectSelector())
        async def m():
            async def h(r, w): w.write(await r.readline()); await w.drain(); w.close()
            s = await asyncio.start_server(h, '127.0.0.1', 0); r, w = await asyncio.open_connection(*s.sockets[0].getsockname()); w.write(b'hi\n'); d = await r.read(); w.close(); await w.wait_closed(); s.close(); await s.wait_closed()
            x = await loop.run_in_executor(None, lambda: 5)
            return d, x
        self.assertEqual(loop.run_until_complete(m()), (b'hi\n', 5)); loop.run_until_complete(loop.shutdown_default_executor()); loop.close()


import warnings
warnings.simplefilter('ignore')
result = unittest.TestResult()
unittest.defaultTestLoader.loadTestsFromModule(sys.modules[__name__]).run(result)
print(result.testsRun, 'run')
for test, text in result.failures + result.errors:
    print(test, text)

