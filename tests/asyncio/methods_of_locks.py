"""Locks, events, conditions, semaphores and barriers, with what is private to them, as a test suite asks about them."""
import asyncio, unittest, collections, re, gc, sys
from asyncio import locks, mixins
from unittest import mock
from _methods import *

RGX = re.compile(r'^<(?P<class>.*?) object at (?P<address>.*?)\[(?P<extras>(set|unset|locked|unlocked|filling|draining|resetting|broken)(, value:\d)?(, waiters:\d+)?(, waiters:\d+\/\d+)?)\]>\Z')

class LockT(unittest.IsolatedAsyncioTestCase):
    async def test_repr(self):
        lock = asyncio.Lock()
        self.assertTrue(repr(lock).endswith('[unlocked]>'))
        self.assertTrue(RGX.match(repr(lock)))
        await lock.acquire()
        self.assertTrue(repr(lock).endswith('[locked]>'))
        self.assertTrue(RGX.match(repr(lock)))
    def test_no_loop_kw(self):
        for c in (asyncio.Lock, asyncio.Event, asyncio.Condition, asyncio.Semaphore, asyncio.BoundedSemaphore):
            loop = asyncio.new_event_loop()
            with self.assertRaisesRegex(TypeError, r'got an unexpected keyword argument .loop.'):
                c(loop=loop)
            loop.close()
    def test_barrier_kw(self):
        with self.assertRaisesRegex(TypeError, r'Barrier.__init__\(\) got an unexpected keyword argument .loop.'):
            asyncio.Barrier(1, loop=1)
    def test_lock_positional(self):
        with self.assertRaises(TypeError) as c: asyncio.Lock(1)
        print(c.exception)
        with self.assertRaises(TypeError) as c: asyncio.Event(1)
        print(c.exception)
        with self.assertRaises(TypeError) as c: asyncio.Condition(1, 2)
        print(c.exception)
    async def test_async_with(self):
        for p in (asyncio.Lock(), asyncio.Condition(), asyncio.Semaphore(), asyncio.BoundedSemaphore()):
            async with p as x:
                self.assertIs(x, None)
                self.assertTrue(p.locked())
            self.assertFalse(p.locked())
    async def test_acquire(self):
        lock = asyncio.Lock(); result = []
        self.assertTrue(await lock.acquire())
        async def c1(r):
            if await lock.acquire(): r.append(1)
            return True
        async def c2(r):
            if await lock.acquire(): r.append(2)
            return True
        async def c3(r):
            if await lock.acquire(): r.append(3)
            return True
        t1 = asyncio.create_task(c1(result)); t2 = asyncio.create_task(c2(result))
        await asyncio.sleep(0)
        self.assertEqual([], result)
        lock.release(); await asyncio.sleep(0)
        self.assertEqual([1], result)
        await asyncio.sleep(0)
        self.assertEqual([1], result)
        t3 = asyncio.create_task(c3(result))
        lock.release(); await asyncio.sleep(0); self.assertEqual([1, 2], result)
        lock.release(); await asyncio.sleep(0); self.assertEqual([1, 2, 3], result)
        self.assertTrue(t1.done() and t1.result() and t2.result() and t3.result())
    async def test_acquire_cancel(self):
        lock = asyncio.Lock(); await lock.acquire()
        task = asyncio.create_task(lock.acquire())
        asyncio.get_running_loop().call_soon(task.cancel)
        with self.assertRaises(asyncio.CancelledError): await task
        self.assertFalse(lock._waiters)
    async def test_cancel_race(self):
        lock = asyncio.Lock(); await lock.acquire()
        async def lockit(name, blocker):
            await lock.acquire()
            try:
                if blocker is not None: await blocker
            finally: lock.release()
        fa = asyncio.get_running_loop().create_future()
        ta = asyncio.create_task(lockit('A', fa)); await asyncio.sleep(0)
        self.assertEqual(1, len(lock._waiters))
        tb = asyncio.create_task(lockit('B', None)); await asyncio.sleep(0)
        self.assertEqual(len(lock._waiters), 2)
        tc = asyncio.create_task(lockit('C', None)); await asyncio.sleep(0)
        self.assertEqual(len(lock._waiters), 3)
        lock.release(); self.assertFalse(lock._locked); self.assertTrue(lock._waiters[0].done())
        ta.cancel(); fa.set_result(None)
        await asyncio.wait([tb, tc])
        self.assertTrue(tb.done()); self.assertTrue(ta.cancelled() or ta.done())
    async def test_finished_waiter_cancelled(self):
        lock = asyncio.Lock(); await lock.acquire()
        ta = asyncio.create_task(lock.acquire()); await asyncio.sleep(0)
        self.assertTrue(lock.locked())
        tb = asyncio.create_task(lock.acquire()); await asyncio.sleep(0)
        self.assertEqual(len(lock._waiters), 2)
        lock.release(); tb.cancel()
        await asyncio.sleep(0); await asyncio.sleep(0)
        self.assertEqual(len(lock._waiters), 0 if sys.version_info >= (3,11) else 1)
        self.assertTrue(lock.locked()); self.assertTrue(ta.done()); self.assertTrue(tb.cancelled())
    async def test_release_not_acquired(self):
        lock = asyncio.Lock()
        with self.assertRaisesRegex(RuntimeError, '^Lock is not acquired.$'): lock.release()
    async def test_release_no_waiters(self):
        lock = asyncio.Lock(); await lock.acquire(); self.assertTrue(lock.locked())
        self.assertIsNone(lock.release()); self.assertFalse(lock.locked())
    async def test_acquire_fairness_with_done_waiter(self):
        lock = asyncio.Lock(); await lock.acquire()
        t = asyncio.create_task(lock.acquire()); await asyncio.sleep(0)
        lock.release()
        self.assertFalse(lock.locked())
        t2 = asyncio.create_task(lock.acquire())
        await asyncio.sleep(0)
        self.assertTrue(t.done()); self.assertFalse(t2.done())
        lock.release(); await t2
    async def test_all_waiters_cancelled_fast_path(self):
        lock = asyncio.Lock(); await lock.acquire()
        t = asyncio.create_task(lock.acquire()); await asyncio.sleep(0)
        t.cancel(); lock._waiters[0].cancel()
        lock.release()
        self.assertTrue(await lock.acquire())
        await asyncio.gather(t, return_exceptions=True)
    async def test_private_wake(self):
        lock = asyncio.Lock()
        self.assertIsNone(lock._wake_up_first())
        lock._waiters = collections.deque()
        self.assertIsNone(lock._wake_up_first())
        f = asyncio.get_running_loop().create_future()
        lock._waiters.append(f)
        lock._wake_up_first(); self.assertTrue(f.result())
        lock._wake_up_first()
    async def test_set_locked(self):
        lock = asyncio.Lock(); lock._locked = True
        self.assertTrue(lock.locked()); lock.release(); self.assertFalse(lock._locked)
    def test_two_loops(self):
        lock = asyncio.Lock()
        async def use():
            await lock.acquire()
            try:
                await asyncio.wait_for(lock.acquire(), .001)
            except TimeoutError: pass
        asyncio.run(use())
        async def again():
            with self.assertRaisesRegex(RuntimeError, 'is bound to a different event loop') as c: await lock.acquire()
            print(re.sub('0x[0-9a-f]+', '', str(c.exception)))
        asyncio.run(again())
    async def test_subclass_context(self):
        log = []
        class My(asyncio.Lock):
            async def acquire(self): log.append('a'); return await super().acquire()
            def release(self): log.append('r'); return super().release()
        async with My() as m: log.append(m)
        self.assertEqual(log, ['a', None, 'r'])
    async def test_weak(self):
        l = asyncio.Lock(); l.x = 3; self.assertEqual(l.x, 3)
        with self.assertRaises(RuntimeError): 
            async with l: l.release()

class EventT(unittest.IsolatedAsyncioTestCase):
    def test_repr(self):
        ev = asyncio.Event()
        self.assertTrue(repr(ev).endswith('[unset]>')); self.assertTrue(RGX.match(repr(ev)))
        ev.set(); self.assertTrue(repr(ev).endswith('[set]>'))
        ev._waiters.append(mock.Mock()); self.assertTrue('waiters:1' in repr(ev)); self.assertTrue(RGX.match(repr(ev)))
    async def test_wait(self):
        ev = asyncio.Event(); self.assertFalse(ev.is_set()); result = []
        async def c(n):
            if await ev.wait(): result.append(n)
        ts = [asyncio.create_task(c(i)) for i in (1, 2)]
        await asyncio.sleep(0); self.assertEqual([], result)
        t3 = asyncio.create_task(c(3)); ev.set(); await asyncio.sleep(0)
        self.assertEqual([3, 1, 2], result)
    async def test_wait_on_set(self):
        ev = asyncio.Event(); ev.set(); self.assertTrue(await ev.wait()); self.assertIs(ev._loop, None)
    async def test_wait_cancel(self):
        ev = asyncio.Event(); w = asyncio.create_task(ev.wait())
        asyncio.get_running_loop().call_soon(w.cancel)
        with self.assertRaises(asyncio.CancelledError): await w
        self.assertFalse(ev._waiters)
    async def test_clear(self):
        ev = asyncio.Event(); self.assertFalse(ev.is_set()); ev.set(); self.assertTrue(ev.is_set()); ev.clear(); self.assertFalse(ev.is_set())
    async def test_clear_with_waiters(self):
        ev = asyncio.Event(); result = []
        async def c1():
            if await ev.wait(): result.append(1)
            return True
        t = asyncio.create_task(c1()); await asyncio.sleep(0)
        self.assertEqual([], result)
        ev.set(); ev.clear(); self.assertFalse(ev.is_set())
        ev.set(); ev.set(); self.assertEqual(1, len(ev._waiters))
        await asyncio.sleep(0); self.assertEqual([1], result); self.assertEqual(0, len(ev._waiters)); self.assertTrue(t.result())
    def test_attrs(self):
        ev = asyncio.Event(); self.assertEqual(ev._waiters, collections.deque()); self.assertIs(ev._value, False)
        ev._value = True; self.assertTrue(ev.is_set())
    async def test_set_sets_result_true(self):
        ev = asyncio.Event(); f = asyncio.get_running_loop().create_future(); ev._waiters.append(f); g = asyncio.get_running_loop().create_future(); g.cancel(); ev._waiters.append(g)
        ev.set(); self.assertIs(f.result(), True)
        ev.set()

class CondT(unittest.IsolatedAsyncioTestCase):
    async def test_wait(self):
        cond = asyncio.Condition(); result = []
        async def c(n):
            await cond.acquire()
            if await cond.wait(): result.append(n)
            return True
        t1, t2, t3 = [asyncio.create_task(c(i)) for i in (1, 2, 3)]
        await asyncio.sleep(0); self.assertEqual([], result); self.assertFalse(cond.locked())
        self.assertTrue(await cond.acquire()); cond.notify(); await asyncio.sleep(0)
        self.assertEqual([], result); self.assertTrue(cond.locked())
        cond.release(); await asyncio.sleep(0); self.assertEqual([1], result); self.assertTrue(cond.locked())
        cond.notify(2); await asyncio.sleep(0); self.assertEqual([1], result); self.assertTrue(cond.locked())
        cond.release(); await asyncio.sleep(0); self.assertEqual([1, 2], result); self.assertTrue(cond.locked())
        cond.release(); await asyncio.sleep(0); self.assertEqual([1, 2, 3], result); self.assertTrue(cond.locked())
        self.assertTrue(t1.result() and t2.result() and t3.result())
    async def test_wait_cancel(self):
        cond = asyncio.Condition(); await cond.acquire()
        w = asyncio.create_task(cond.wait()); asyncio.get_running_loop().call_soon(w.cancel)
        with self.assertRaises(asyncio.CancelledError): await w
        self.assertFalse(cond._waiters); self.assertTrue(cond.locked())
    async def test_wait_cancel_after_notify(self):
        cond = asyncio.Condition(); waited = False
        async def func():
            nonlocal waited
            await cond.acquire(); waited = True; await cond.wait(); 
        t = asyncio.create_task(func()); await asyncio.sleep(0); self.assertTrue(waited)
        await cond.acquire(); cond.notify(); t.cancel(); cond.release()
        with self.assertRaises(asyncio.CancelledError): await t
        self.assertTrue(cond.locked()); cond.release()
    async def test_unacquired(self):
        cond = asyncio.Condition()
        with self.assertRaisesRegex(RuntimeError, '^cannot wait on un-acquired lock$'): await cond.wait()
        with self.assertRaisesRegex(RuntimeError, '^cannot notify on un-acquired lock$'): cond.notify()
        with self.assertRaisesRegex(RuntimeError, '^cannot notify on un-acquired lock$'): cond.notify_all()
        with self.assertRaisesRegex(RuntimeError, '^Lock is not acquired.$'): cond.release()
        with self.assertRaises(RuntimeError): await cond.wait_for(lambda: False)
        self.assertTrue(await cond.wait_for(lambda: True))
    async def test_wait_for(self):
        cond = asyncio.Condition(); presult = False; result = []
        async def c():
            await cond.acquire()
            if await cond.wait_for(lambda: presult): result.append(1)
            cond.release(); return True
        t = asyncio.create_task(c()); await asyncio.sleep(0); self.assertEqual([], result)
        await cond.acquire(); cond.notify(); cond.release(); await asyncio.sleep(0); self.assertEqual([], result)
        presult = True; await cond.acquire(); cond.notify(); cond.release(); await asyncio.sleep(0); self.assertEqual([1], result); self.assertTrue(t.result())
    async def test_wait_for_result(self):
        c = asyncio.Condition()
        async with c:
            self.assertEqual(await c.wait_for(lambda: 42), 42)
            with self.assertRaises(ZeroDivisionError): await c.wait_for(lambda: 1/0)
    async def test_repr(self):
        cond = asyncio.Condition(); self.assertTrue('unlocked' in repr(cond)); self.assertTrue(RGX.match(repr(cond)))
        await cond.acquire(); self.assertTrue('locked' in repr(cond))
        cond._waiters.append(mock.Mock()); self.assertTrue('waiters:1' in repr(cond)); self.assertTrue(RGX.match(repr(cond)))
        cond._waiters.append(mock.Mock()); self.assertTrue('waiters:2' in repr(cond))
    async def test_context(self):
        cond = asyncio.Condition()
        async with cond: self.assertTrue(cond.locked())
        self.assertFalse(cond.locked())
    async def test_explicit_lock(self):
        async def f(lock=None, cond=None):
            if lock is None: lock = asyncio.Lock()
            if cond is None: cond = asyncio.Condition(lock)
            self.assertIs(cond._lock, lock); self.assertFalse(lock.locked()); self.assertFalse(cond.locked())
            async with cond: self.assertTrue(lock.locked()); self.assertTrue(cond.locked())
            self.assertFalse(lock.locked())
            async with lock: self.assertTrue(cond.locked())
        await f(); await f(asyncio.Lock())
        lock = asyncio.Lock(); await f(lock, asyncio.Condition(lock))
    async def test_ambiguous_loops(self):
        loop = asyncio.new_event_loop(); self.addCleanup(loop.close)
        async def wrong():
            async def w(): 
                l = asyncio.Lock(); 
                return l
            lock = asyncio.Lock(); lock._loop = loop
            for c in (asyncio.Lock(), ):
                pass
            await lock.acquire(); 
            with self.assertRaises(RuntimeError): 
                await lock.acquire()
        await wrong()
    async def test_timeout_in_block(self):
        condition = asyncio.Condition()
        async with condition:
            with self.assertRaises(asyncio.TimeoutError): await asyncio.wait_for(condition.wait(), timeout=0.01)
        self.assertFalse(condition.locked())
    async def test_cancelled_error_wakeup(self):
        wake = False; raised = None; cond = asyncio.Condition()
        async def func():
            nonlocal raised
            async with cond:
                with self.assertRaises(asyncio.CancelledError) as err: await cond.wait()
                raised = err.exception; raise raised
        t = asyncio.create_task(func()); await asyncio.sleep(0); self.assertFalse(cond.locked())
        await cond.acquire(); t.cancel('foo'); await asyncio.sleep(0); cond.release()
        with self.assertRaises(asyncio.CancelledError) as err: await t
        self.assertEqual(err.exception.args, ('foo',)); self.assertIs(err.exception, raised)
    async def test_cancelled_error_re_acquire(self):
        raised = None; cond = asyncio.Condition()
        async def func():
            nonlocal raised
            async with cond:
                with self.assertRaises(asyncio.CancelledError) as err: await cond.wait()
                raised = err.exception; raise raised
        t = asyncio.create_task(func()); await asyncio.sleep(0)
        await cond.acquire(); cond.notify(); await asyncio.sleep(0)
        t.cancel('foo'); await asyncio.sleep(0); cond.release()
        with self.assertRaises(asyncio.CancelledError) as err: await t
        self.assertEqual(err.exception.args, ('foo',)); self.assertIs(err.exception, raised)
    async def test_cancelled_wakeup_passes_on(self):
        cond = asyncio.Condition(); state = 0
        async def consumer():
            nonlocal state
            async with cond:
                while True:
                    await cond.wait_for(lambda: state != 0)
                    if state < 0: return
                    state -= 1
        c = [asyncio.create_task(consumer()) for _ in range(2)]
        await asyncio.sleep(0)
        async with cond: state += 1; cond.notify(); c[0].cancel()
        with self.assertRaises(asyncio.CancelledError): await c[0]
        await asyncio.sleep(0)
        self.assertEqual(state, 0)
        async with cond: state = -1; cond.notify_all()
        await c[1]
    async def test_notify_all(self):
        cond = asyncio.Condition(); result = []
        async def c(n):
            async with cond:
                if await cond.wait(): result.append(n)
        ts = [asyncio.create_task(c(i)) for i in range(4)]; await asyncio.sleep(0)
        async with cond: cond.notify(1)
        for _ in range(3): await asyncio.sleep(0)
        self.assertEqual(result, [0])
        async with cond: cond.notify(0)
        for _ in range(3): await asyncio.sleep(0)
        self.assertEqual(result, [0])
        async with cond: cond.notify(2048)
        await asyncio.gather(*ts); self.assertEqual(result, [0, 1, 2, 3])
    async def test_mock_lock(self):
        l = mock.Mock(); c = asyncio.Condition(l)
        self.assertIs(c.acquire, l.acquire); self.assertIs(c.locked, l.locked); self.assertIs(c.release, l.release)
        c.release(); l.release.assert_called_once_with()
    async def test_private_notify(self):
        c = asyncio.Condition(); f = asyncio.get_running_loop().create_future(); c._waiters.append(f); c._notify(1); self.assertIs(f.result(), False)
        c._notify(5)

class SemT(unittest.IsolatedAsyncioTestCase):
    def test_initial_value_zero(self):
        s = asyncio.Semaphore(0); self.assertTrue(s.locked()); s = asyncio.Semaphore(); self.assertEqual(s._value, 1); self.assertIs(s._waiters, None)
    async def test_repr(self):
        sem = asyncio.Semaphore(); self.assertTrue(repr(sem).endswith('[unlocked, value:1]>')); self.assertTrue(RGX.match(repr(sem)))
        await sem.acquire(); self.assertTrue(repr(sem).endswith('[locked]>')); self.assertTrue('waiters' not in repr(sem))
        if sem._waiters is None: sem._waiters = collections.deque()
        sem._waiters.append(mock.Mock()); self.assertTrue('waiters:1' in repr(sem)); self.assertTrue(RGX.match(repr(sem)))
        sem._waiters.append(mock.Mock()); self.assertTrue('waiters:2' in repr(sem))
    async def test_locked_with_waiters(self):
        sem = asyncio.Semaphore(2)
        sem._waiters = collections.deque([mock.Mock(**{'cancelled.return_value': False})])
        self.assertTrue(sem.locked())
        sem._waiters = collections.deque([mock.Mock(**{'cancelled.return_value': True})])
        self.assertFalse(sem.locked())
    def test_negative(self):
        with self.assertRaisesRegex(ValueError, '^Semaphore initial value must be >= 0$'): asyncio.Semaphore(-1)
        with self.assertRaises(ValueError): asyncio.BoundedSemaphore(-1)
    async def test_release_not_acquired(self):
        sem = asyncio.BoundedSemaphore()
        with self.assertRaisesRegex(ValueError, '^BoundedSemaphore released too many times$'): sem.release()
    def test_bound_value(self):
        self.assertEqual(asyncio.BoundedSemaphore(3)._bound_value, 3)
    async def test_acquire(self):
        sem = asyncio.Semaphore(3); result = []
        self.assertTrue(await sem.acquire()); self.assertTrue(await sem.acquire()); self.assertFalse(sem.locked())
        async def c(n):
            await sem.acquire(); result.append(n); return True
        t1, t2, t3 = [asyncio.create_task(c(i)) for i in (1, 2, 3)]
        await asyncio.sleep(0); self.assertEqual([1], result); self.assertTrue(sem.locked()); self.assertEqual(2, len(sem._waiters)); self.assertEqual(0, sem._value)
        t4 = asyncio.create_task(c(4))
        sem.release(); sem.release(); self.assertEqual(0, sem._value)
        await asyncio.sleep(0); self.assertEqual(0, sem._value); self.assertEqual(3, len(result)); self.assertTrue(sem.locked()); self.assertEqual(1, len(sem._waiters))
        sem.release(); await asyncio.gather(t1, t2, t3, t4); self.assertEqual(result, [1, 2, 3, 4])
    async def test_acquire_cancel(self):
        sem = asyncio.Semaphore(); await sem.acquire(); a = asyncio.create_task(sem.acquire())
        asyncio.get_running_loop().call_soon(a.cancel)
        with self.assertRaises(asyncio.CancelledError): await a
        self.assertTrue(not sem._waiters or all(w.done() for w in sem._waiters))
    async def test_cancel_before_awoken(self):
        sem = asyncio.Semaphore(0); ts = [asyncio.create_task(sem.acquire()) for _ in range(4)]
        await asyncio.sleep(0); ts[1].cancel(); ts[2].cancel(); sem.release(); sem.release()
        await asyncio.sleep(0); await asyncio.sleep(0)
        n = sum(t.done() for t in ts); self.assertEqual(n, 4); self.assertTrue(ts[0].done() and ts[3].done())
    async def test_acquire_hang(self):
        sem = asyncio.Semaphore(0); t1 = asyncio.create_task(sem.acquire()); t2 = asyncio.create_task(sem.acquire())
        await asyncio.sleep(0); t1.cancel(); sem.release(); await asyncio.sleep(0); await asyncio.sleep(0)
        self.assertTrue(sem.locked()); self.assertTrue(t2.done())
    async def test_no_hang(self):
        sem = asyncio.Semaphore(1)
        async def c1(): 
            async with sem: await asyncio.sleep(0)
            t2.cancel()
        async def c2():
            async with sem: self.fail()
        t1 = asyncio.create_task(c1()); t2 = asyncio.create_task(c2())
        r = await asyncio.gather(t1, t2, return_exceptions=True); self.assertTrue(r[0] is None); self.assertIsInstance(r[1], asyncio.CancelledError)
        await asyncio.wait_for(sem.acquire(), 1)
    async def test_release_no_waiters(self):
        sem = asyncio.Semaphore(); await sem.acquire(); self.assertTrue(sem.locked()); sem.release(); self.assertFalse(sem.locked())
    async def test_acquire_fifo_order(self):
        sem = asyncio.Semaphore(1); result = []
        async def c(tag):
            await sem.acquire(); result.append(f'{tag}_1'); await asyncio.sleep(0.01); sem.release()
            await sem.acquire(); result.append(f'{tag}_2'); await asyncio.sleep(0.01); sem.release()
        async with asyncio.TaskGroup() as tg:
            for t in ('c1', 'c2', 'c3'): tg.create_task(c(t))
        self.assertEqual(['c1_1', 'c2_1', 'c3_1', 'c1_2', 'c2_2', 'c3_2'], result)
    async def test_acquire_fifo_order_2(self):
        sem = asyncio.Semaphore(1); result = []
        async def c1(r): await sem.acquire(); r.append(1); return True
        async def c2(r): await sem.acquire(); r.append(2); sem.release(); await sem.acquire(); r.append(4); return True
        async def c3(r): await sem.acquire(); r.append(3); return True
        t1, t2, t3 = [asyncio.create_task(c(result)) for c in (c1, c2, c3)]
        await asyncio.sleep(0); self.assertEqual([1], result)
        sem.release(); sem.release(); self.assertEqual([1], result) if False else None
        for _ in range(4): await asyncio.sleep(0)
        print(result); sem.release(); 
        for _ in range(4): await asyncio.sleep(0)
        print(result); sem.release(); await asyncio.gather(t1, t2, t3); print(result)
    async def test_fifo_3(self):
        sem = asyncio.Semaphore(0); result = []
        async def c1(r): await sem.acquire(); r.append(1)
        async def c2(r):
            await sem.acquire(); r.append(2)
        async def c3(r): 
            await asyncio.sleep(0); await sem.acquire(); r.append(3)
        t1 = asyncio.create_task(c1(result)); await asyncio.sleep(0)
        t3 = asyncio.create_task(c3(result)); t2 = asyncio.create_task(c2(result))
        sem.release(); sem.release(); t1.cancel()
        for _ in range(5): await asyncio.sleep(0)
        print(result, sem)
        sem.release(); await asyncio.gather(t1, t2, t3, return_exceptions=True); print(result, sem._value)
    async def test_wake_up_next(self):
        s = asyncio.Semaphore(0); self.assertIs(s._wake_up_next(), False)
        s._waiters = collections.deque(); f = asyncio.get_running_loop().create_future(); g = asyncio.get_running_loop().create_future(); f.cancel()
        s._waiters.extend([f, g]); s._value = 2
        self.assertIs(s._wake_up_next(), True); self.assertEqual(s._value, 1); self.assertIs(g.result(), True)
        self.assertIs(s._wake_up_next(), False)
    async def test_bounded_over(self):
        s = asyncio.BoundedSemaphore(2); await s.acquire(); s.release()
        with self.assertRaises(ValueError): s.release()
        s._value = 0; s.release(); self.assertEqual(s._value, 1)
    async def test_barging(self):
        s = asyncio.Semaphore(1); log = []
        async def w(n, k):
            for i in range(k):
                async with s: log.append((n, i)); await asyncio.sleep(0)
        await asyncio.gather(w('a', 3), w('b', 2), w('c', 2)); print(log)

class BarrierT(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self): self.N = 5
    async def gather_(self, n, coro):
        async with asyncio.TaskGroup() as tg:
            tasks = [tg.create_task(coro()) for _ in range(n)]
        return [t.result() for t in tasks], tasks
    async def test_repr(self):
        b = asyncio.Barrier(self.N); self.assertTrue(RGX.match(repr(b))); self.assertIn('filling', repr(b))
        w = []
        async def wait(b): await b.wait()
        inc = 2
        for i in range(inc): w.append(asyncio.create_task(wait(b)))
        await asyncio.sleep(0); self.assertTrue(RGX.match(repr(b))); self.assertIn(f'waiters:{inc}/{self.N}', repr(b)); self.assertIn('filling', repr(b))
        for i in range(b.parties - b.n_waiting): w.append(asyncio.create_task(wait(b)))
        await asyncio.sleep(0); self.assertIn('draining', repr(b)); print(re.sub('0x.*? ', '', repr(b)))
        await asyncio.gather(*w); await b.abort(); self.assertIn('broken', repr(b)); self.assertTrue(RGX.match(repr(b)))
    async def test_partial_task_fail(self):
        b = asyncio.Barrier(self.N); rets = []; cleanup = []; fail = False
        async def one():
            ret = await b.wait(); rets.append(ret)
        ts = [asyncio.create_task(one()) for _ in range(self.N - 1)]; await asyncio.sleep(0)
        self.assertEqual(b.n_waiting, self.N - 1); self.assertFalse(b.broken); self.assertEqual(rets, [])
        await b.wait(); await asyncio.gather(*ts); self.assertEqual(sorted(rets), list(range(self.N - 1))); print(rets)
    async def test_barrier(self):
        b = asyncio.Barrier(self.N); r, ts = await self.gather_(self.N, b.wait)
        self.assertEqual(sorted(r), list(range(self.N))); self.assertEqual(b.n_waiting, 0); self.assertFalse(b.broken); print(r)
    async def test_reset_while_draining(self):
        b = asyncio.Barrier(3); log = []
        async def c(n):
            try: log.append((n, await b.wait()))
            except asyncio.BrokenBarrierError as e: log.append((n, type(e).__name__, e.args))
        async def r():
            await b.reset(); log.append('reset')
        ts = [asyncio.create_task(c(i)) for i in range(3)]; await asyncio.sleep(0); 
        t = asyncio.create_task(r()); await asyncio.sleep(0); log.append(repr(b)[-40:].split('[')[-1])
        await asyncio.gather(*ts, t); print(log)
    async def test_reset_then_more(self):
        b = asyncio.Barrier(2); log = []
        async def c(n):
            try: log.append((n, await b.wait()))
            except asyncio.BrokenBarrierError as e: log.append((n, e.args))
        async def r(): await b.reset(); log.append('reset')
        ts = [asyncio.create_task(c(0)), asyncio.create_task(r()), asyncio.create_task(c(1)), asyncio.create_task(c(2))]
        await asyncio.gather(*ts); print(log)
    async def test_abort(self):
        b = asyncio.Barrier(3); log = []
        async def c(n):
            try: log.append((n, await b.wait()))
            except asyncio.BrokenBarrierError as e: log.append((n, e.args)); self.assertIsInstance(e, RuntimeError)
        ts = [asyncio.create_task(c(i)) for i in range(2)]; await asyncio.sleep(0)
        await b.abort(); await asyncio.gather(*ts); self.assertTrue(b.broken); self.assertEqual(b.n_waiting, 0); print(log)
        with self.assertRaisesRegex(asyncio.BrokenBarrierError, '^Barrier aborted$'): await b.wait()
        await b.reset(); self.assertFalse(b.broken)
        await self.gather_(3, b.wait)
    async def test_abort_draining(self):
        b = asyncio.Barrier(3); log = []
        async def c(n):
            try: log.append((n, await b.wait()))
            except asyncio.BrokenBarrierError as e: log.append((n, e.args))
        ts = [asyncio.create_task(c(i)) for i in range(3)]; await asyncio.sleep(0); await b.abort(); await asyncio.gather(*ts); print(log, b.broken, b.n_waiting)
    async def test_cancel_one(self):
        b = asyncio.Barrier(3); log = []
        async def c(n):
            try: log.append((n, await b.wait()))
            except asyncio.CancelledError: log.append((n, 'c')); raise
        ts = [asyncio.create_task(c(i)) for i in range(2)]; await asyncio.sleep(0); ts[0].cancel(); await asyncio.sleep(0); await asyncio.sleep(0)
        self.assertEqual(b.n_waiting, 1); ts2 = [asyncio.create_task(c(i)) for i in (5, 6)]
        await asyncio.gather(*ts, *ts2, return_exceptions=True); print(log)
    async def test_single(self):
        b = asyncio.Barrier(1); self.assertEqual(await b.wait(), 0); 
        async with b as i: self.assertEqual(i, 0)
    async def test_more_than_parties(self):
        b = asyncio.Barrier(2); log = []
        async def c(n): log.append((n, await b.wait()))
        await asyncio.gather(*(c(i) for i in range(6))); print(log)
    async def test_await_fails(self):
        b = asyncio.Barrier(1)
        with self.assertRaisesRegex(TypeError, "'Barrier' object can't be awaited|object Barrier can't be used in 'await' expression"): await b
        with self.assertRaises(TypeError):
            with b: pass
    async def test_exception_in_body(self):
        b = asyncio.Barrier(2)
        async def c():
            async with b: raise ValueError
        r = await asyncio.gather(c(), c(), return_exceptions=True); print(r, b.broken)
    async def test_wait_for_timeout(self):
        b = asyncio.Barrier(2)
        with self.assertRaises(TimeoutError): await asyncio.wait_for(b.wait(), .01)
        print(b.n_waiting, b.broken)


run_methods()
# Rondo runs this with --virtual-time.
