"""Queues of all kinds, with what is private to them, as a test suite asks about them."""
import asyncio, unittest, collections, re, queue as syncqueue
from _methods import *

class Basic(unittest.IsolatedAsyncioTestCase):
    async def _rs(self, fn):
        loop = asyncio.get_running_loop(); q = asyncio.Queue()
        self.assertTrue(fn(q).startswith('<Queue'), fn(q)); self.assertTrue(('0x%x' % id(q)) in fn(q) or fn is str, fn(q))
        async def add_getter():
            q = asyncio.Queue()
            asyncio.create_task(q.get()); await asyncio.sleep(0)
            self.assertTrue('_getters[1]' in fn(q)); q.put_nowait(0)
        await add_getter()
        q = asyncio.Queue(maxsize=1); t = asyncio.create_task(q.put(1)); t2 = asyncio.create_task(q.put(2)); await asyncio.sleep(0)
        self.assertIn('_putters[1]', fn(q)); print(re.sub('0x[0-9a-f]+', '', fn(q))); q.get_nowait(); await t2
        q = asyncio.Queue(); q.put_nowait(1); self.assertIn('_queue=[1]', fn(q)); self.assertIn('tasks=1', fn(q))
    async def test_repr(self): await self._rs(repr)
    async def test_str(self): await self._rs(str)
    async def test_format(self): print(re.sub('0x[0-9a-f]+', '', f'{asyncio.Queue(3)} {asyncio.PriorityQueue()!r} {asyncio.LifoQueue()}'))
    def test_generic(self):
        self.assertEqual(str(asyncio.Queue[int]), 'asyncio.queues.Queue[int]'); print(asyncio.LifoQueue[int], type(asyncio.Queue[int]))
    def test_maxsize(self):
        q = asyncio.Queue(); self.assertEqual(q.maxsize, 0); self.assertEqual(asyncio.Queue(3).maxsize, 3); self.assertEqual(asyncio.Queue(-3).maxsize, -3)
        with self.assertRaises(AttributeError) as c: q.maxsize = 3
        print(c.exception)
    async def test_empty(self):
        q = asyncio.Queue(); self.assertTrue(q.empty()); await q.put(1); self.assertFalse(q.empty()); self.assertEqual(1, await q.get()); self.assertTrue(q.empty())
    async def test_full(self):
        q = asyncio.Queue(); self.assertFalse(q.full()); q = asyncio.Queue(maxsize=1); await q.put(1); self.assertTrue(q.full()); self.assertEqual(q.qsize(), 1)
    async def test_order(self):
        q = asyncio.Queue()
        for i in (1, 3, 2): await q.put(i)
        self.assertEqual([1, 3, 2], [await q.get() for _ in range(3)])
    async def test_lifo(self):
        q = asyncio.LifoQueue()
        for i in (1, 3, 2): await q.put(i)
        self.assertEqual([2, 3, 1], [await q.get() for _ in range(3)])
    async def test_prio(self):
        q = asyncio.PriorityQueue()
        for i in (1, 3, 2): await q.put(i)
        self.assertEqual([1, 2, 3], [await q.get() for _ in range(3)])
    async def test_prio_incomparable(self):
        q = asyncio.PriorityQueue(); q.put_nowait((1, object()))
        with self.assertRaises(TypeError): q.put_nowait((1, object()))
        print(q.qsize(), q._unfinished_tasks)
    async def test_subclass_hooks(self):
        class SetQ(asyncio.Queue):
            def _init(self, maxsize): self._queue = set(); self.m = maxsize
            def _put(self, item): self._queue.add(item)
            def _get(self): return self._queue.pop()
        q = SetQ(4); [q.put_nowait(1) for _ in range(3)]; print(q.qsize(), q._unfinished_tasks, q.m); self.assertEqual(await q.get(), 1); self.assertTrue(q.empty())
        t = asyncio.create_task(q.get()); await asyncio.sleep(0); await q.put(5); self.assertEqual(await t, 5)
    async def test_subclass_format(self):
        class Q(asyncio.Queue):
            def _format(self): return 'xx'
        print(str(Q()))
    async def test_no_loop_kw(self):
        with self.assertRaisesRegex(TypeError, "Queue.__init__\\(\\) got an unexpected keyword argument 'loop'"): asyncio.Queue(loop=None)
        with self.assertRaises(TypeError): asyncio.Queue(1, 2)

class Get(unittest.IsolatedAsyncioTestCase):
    async def test_blocking_get(self):
        q = asyncio.Queue(); q.put_nowait(1); self.assertEqual(1, await q.get())
    async def test_get_with_putters(self):
        loop = asyncio.get_running_loop(); q = asyncio.Queue(1); await q.put(1); f = loop.create_future(); q._putters.append(f)
        self.assertEqual(1, await q.get()); self.assertTrue(f.done()); self.assertIsNone(f.result())
    async def test_blocking_get_wait(self):
        loop = asyncio.get_running_loop(); q = asyncio.Queue(); started = asyncio.Event(); finished = False
        async def queue_get():
            nonlocal finished
            started.set(); res = await q.get(); finished = True; return res
        t = asyncio.create_task(queue_get()); await started.wait(); self.assertFalse(finished)
        loop.call_later(.01, q.put_nowait, 1); self.assertEqual(1, await t); self.assertTrue(finished)
    def test_nonblocking(self):
        q = asyncio.Queue(); q.put_nowait(1); self.assertEqual(1, q.get_nowait())
        with self.assertRaises(asyncio.QueueEmpty) as c: q.get_nowait()
        self.assertEqual(c.exception.args, ()); self.assertEqual(asyncio.QueueEmpty.__mro__[1], Exception)
    async def test_get_cancelled(self):
        q = asyncio.Queue(); t = asyncio.create_task(q.get())
        with self.assertRaises(TimeoutError): await asyncio.wait_for(q.get(), .001)
        q.put_nowait(1); self.assertEqual(await t, 1)
    async def test_get_cancelled_race(self):
        q = asyncio.Queue(); t1 = asyncio.create_task(q.get()); t2 = asyncio.create_task(q.get())
        await asyncio.sleep(0); t1.cancel(); await asyncio.sleep(0); self.assertTrue(t1.done()); await q.put('a'); await asyncio.sleep(0); self.assertEqual('a', await t2)
    async def test_getters_cancelled_in_deque(self):
        q = asyncio.Queue(); f = asyncio.get_running_loop().create_future(); f.cancel(); q._getters.append(f); g = asyncio.get_running_loop().create_future(); q._getters.append(g)
        q.put_nowait(1); self.assertTrue(g.done()); self.assertEqual(len(q._getters), 0)
    async def test_waiting_getter_with_put_exc(self):
        q = asyncio.Queue(1); q.put_nowait(1)
        with self.assertRaises(asyncio.QueueFull) as c: q.put_nowait(2)
        self.assertEqual(c.exception.args, ())
    async def test_why_are_getters_waiting(self):
        loop = asyncio.get_running_loop()
        async def consumer(q, n):
            for _ in range(n): await q.get()
        async def producer(q, n):
            for i in range(n): await q.put(i)
        q = asyncio.Queue(2); pn = 5
        async with asyncio.TaskGroup() as tg: tg.create_task(producer(q, pn)); tg.create_task(consumer(q, pn))
    async def test_cancelled_getters_not_being_held_in_self_getters(self):
        q = asyncio.Queue(5)
        async def consumer():
            try: await asyncio.wait_for(q.get(), .001)
            except TimeoutError: pass
        await consumer(); self.assertEqual(len(q._getters), 0)
    async def test_wakeup_next_private(self):
        q = asyncio.Queue(); d = collections.deque(); L = asyncio.get_running_loop(); a, b, c = L.create_future(), L.create_future(), L.create_future(); a.set_result(1); d.extend([a, b, c])
        q._wakeup_next(d); self.assertTrue(b.done()); self.assertFalse(c.done()); self.assertEqual(len(d), 1)

class Put(unittest.IsolatedAsyncioTestCase):
    async def test_blocking_put(self):
        q = asyncio.Queue(); await q.put(1); self.assertEqual(1, await q.get())
    async def test_put_wait(self):
        q = asyncio.Queue(1); started = asyncio.Event(); finished = False
        async def qp():
            nonlocal finished
            started.set(); await q.put(1); await q.put(2); finished = True
        asyncio.get_running_loop().call_later(.01, q.get_nowait); t = asyncio.create_task(qp()); await started.wait(); self.assertFalse(finished); await t; self.assertTrue(finished)
    async def test_nonblocking_exc(self):
        q = asyncio.Queue(1); q.put_nowait(1); self.assertRaises(asyncio.QueueFull, q.put_nowait, 2)
    async def test_float_maxsize(self):
        q = asyncio.Queue(1.3); q.put_nowait(1); q.put_nowait(2); self.assertTrue(q.full()); self.assertRaises(asyncio.QueueFull, q.put_nowait, 3)
        q = asyncio.Queue(1.3); await q.put(1); await q.put(2); self.assertTrue(q.full()); print(q.maxsize)
    async def test_put_cancelled(self):
        q = asyncio.Queue()
        async def p(): await q.put(1); return True
        t = asyncio.create_task(p()); self.assertEqual(1, await q.get()); self.assertTrue(t.done()); self.assertTrue(t.result())
    async def test_put_cancelled_race(self):
        q = asyncio.Queue(1); pa = asyncio.create_task(q.put('a')); pb = asyncio.create_task(q.put('b')); pc = asyncio.create_task(q.put('X'))
        await asyncio.sleep(0); self.assertTrue(pa.done()); self.assertFalse(pb.done()); pc.cancel(); await asyncio.sleep(0); self.assertTrue(pc.done())
        self.assertEqual('a', await q.get()); await asyncio.sleep(0); self.assertEqual('b', await q.get()); self.assertTrue(pb.done())
    async def test_put_with_waiting_getters(self):
        q = asyncio.Queue(); t = asyncio.create_task(q.get()); await asyncio.sleep(0); await q.put('a'); self.assertEqual(await t, 'a')
    async def test_why_are_putters_waiting(self):
        q = asyncio.Queue(2)
        async def put(x): await q.put(x); return x
        async def t1(): await asyncio.sleep(0); q.get_nowait(); q.get_nowait(); q.get_nowait() if q.qsize() else None
        ts = [asyncio.create_task(put(i)) for i in range(5)]; x = asyncio.create_task(t1()); await asyncio.sleep(0); await asyncio.sleep(0); await asyncio.sleep(0); print(q.qsize(), [t.done() for t in ts]); 
        while q.qsize(): q.get_nowait(); await asyncio.sleep(0)
        await asyncio.gather(*ts)
    async def test_cancelled_put_full_queue(self):
        q = asyncio.Queue(1); q.put_nowait(1); t = asyncio.create_task(q.put(2)); t2 = asyncio.create_task(q.put(3)); await asyncio.sleep(0); t.cancel(); await asyncio.sleep(0); q.get_nowait(); await t2; self.assertEqual(q.get_nowait(), 3); self.assertTrue(t.cancelled())
    async def test_cancelled_putters_not_held(self):
        q = asyncio.Queue(1); q.put_nowait(0)
        with self.assertRaises(TimeoutError): await asyncio.wait_for(q.put(1), .001)
        self.assertEqual(len(q._putters), 0)

class JoinT(unittest.IsolatedAsyncioTestCase):
    async def test_task_done_underflow(self):
        q = asyncio.Queue()
        with self.assertRaisesRegex(ValueError, r'^task_done\(\) called too many times$'): q.task_done()
    async def test_task_done(self):
        q = asyncio.Queue(); [q.put_nowait(i) for i in range(100)]; acc = 0; running = True
        async def worker():
            nonlocal acc
            while running:
                item = await q.get(); acc += item; q.task_done()
        async with asyncio.TaskGroup() as tg:
            ts = [tg.create_task(worker()) for _ in range(2)]; await q.join(); self.assertEqual(sum(range(100)), acc); running = False
            for _ in ts: q.put_nowait(0)
    async def test_join_empty(self):
        q = asyncio.Queue(); await q.join(); await q.join()
    async def test_format(self):
        q = asyncio.Queue(); self.assertEqual(q._format(), 'maxsize=0'); q._unfinished_tasks = 2; self.assertEqual(q._format(), 'maxsize=0 tasks=2')
    async def test_two_joiners(self):
        q = asyncio.Queue(); q.put_nowait(1); log = []
        async def j(n): await q.join(); log.append(n)
        ts = [asyncio.create_task(j(i)) for i in range(3)]; await asyncio.sleep(0); q.get_nowait(); self.assertEqual(log, []); q.task_done(); await asyncio.gather(*ts); self.assertEqual(log, [0, 1, 2])
    async def test_task_done_without_get(self):
        q = asyncio.Queue(); q.put_nowait(1); q.task_done(); await q.join(); self.assertEqual(q.qsize(), 1)

class Shut:
    Q = None
    def mk(self, n=0): return self.Q(n)
    def test_names(self): 
        self.assertTrue(issubclass(asyncio.QueueShutDown, Exception)); self.assertEqual(asyncio.QueueShutDown.__module__, 'asyncio.queues')
    async def test_shutdown_empty(self):
        q = self.mk(); q.shutdown()
        with self.assertRaises(asyncio.QueueShutDown): await q.put('d')
        with self.assertRaises(asyncio.QueueShutDown): await q.get()
        with self.assertRaises(asyncio.QueueShutDown) as c: q.put_nowait(1)
        self.assertEqual(c.exception.args, ())
        with self.assertRaises(asyncio.QueueShutDown): q.get_nowait()
        await asyncio.wait_for(q.join(), 1)
    async def test_shutdown_nonempty(self):
        q = self.mk(); q.put_nowait('d'); q.shutdown()
        with self.assertRaises(asyncio.QueueShutDown): await q.put('e')
        self.assertEqual(await q.get(), 'd')
        with self.assertRaises(asyncio.QueueShutDown): await q.get()
        j = asyncio.create_task(q.join()); await asyncio.sleep(0); self.assertFalse(j.done()); q.task_done(); await j
        with self.assertRaises(ValueError): q.task_done()
    async def test_shutdown_immediate(self):
        q = self.mk(); q.put_nowait('a'); q.put_nowait('b'); q.shutdown(immediate=True); self.assertTrue(q.empty())
        with self.assertRaises(asyncio.QueueShutDown): await q.get()
        with self.assertRaises(asyncio.QueueShutDown): q.get_nowait()
        with self.assertRaises(ValueError): q.task_done()
        await q.join()
    async def test_shutdown_immediate_unfinished(self):
        q = self.mk(); q.put_nowait('a'); q.put_nowait('b'); await q.get(); j = asyncio.create_task(q.join()); await asyncio.sleep(0); q.shutdown(immediate=True); await asyncio.sleep(0)
        print(j.done(), q._unfinished_tasks); 
        if not j.done(): q.task_done(); await j
        with self.assertRaises(ValueError): q.task_done()
    async def test_repr(self):
        q = self.mk(); q.shutdown(); self.assertIn('shutdown', repr(q)); print(re.sub('0x[0-9a-f]+', '', repr(q)))
    async def test_waiting_getters(self):
        q = self.mk(); log = []
        async def g(n):
            try: await q.get()
            except asyncio.QueueShutDown: log.append(n)
        ts = [asyncio.create_task(g(i)) for i in range(3)]; await asyncio.sleep(0); q.shutdown(); self.assertEqual(len(q._getters), 0); await asyncio.gather(*ts); self.assertEqual(log, [0, 1, 2])
    async def test_waiting_putters(self):
        q = self.mk(1); q.put_nowait(0); log = []
        async def g(n):
            try: await q.put(n)
            except asyncio.QueueShutDown: log.append(n)
        ts = [asyncio.create_task(g(i)) for i in range(3)]; await asyncio.sleep(0); q.shutdown(); await asyncio.gather(*ts); self.assertEqual(log, [0, 1, 2]); self.assertEqual(q.qsize(), 1); self.assertEqual(q._unfinished_tasks, 1)
    async def test_waiting_putters_immediate(self):
        q = self.mk(1); q.put_nowait(0); log = []
        async def g(n):
            try: await q.put(n)
            except asyncio.QueueShutDown: log.append(n)
        ts = [asyncio.create_task(g(i)) for i in range(3)]; await asyncio.sleep(0); q.shutdown(True); await asyncio.gather(*ts); self.assertEqual(log, [0, 1, 2]); self.assertEqual(q.qsize(), 0); print(q._unfinished_tasks)
    async def test_twice(self):
        q = self.mk(); q.shutdown(); q.shutdown(); q.shutdown(immediate=True)
    async def test_shutdown_then_immediate(self):
        q = self.mk(); q.put_nowait(1); q.put_nowait(2); q.shutdown(); self.assertEqual(q.qsize(), 2); q.shutdown(immediate=True); self.assertEqual(q.qsize(), 0); await q.join()
    async def test_getter_one_item(self):
        q = self.mk(); q.put_nowait(1); q.get_nowait(); t = asyncio.create_task(q.get()); await asyncio.sleep(0); q.put_nowait(9); q.shutdown(); self.assertEqual(await t, 9)
class SQ(Shut, unittest.IsolatedAsyncioTestCase): Q = asyncio.Queue
class SL(Shut, unittest.IsolatedAsyncioTestCase): Q = asyncio.LifoQueue
class SP(Shut, unittest.IsolatedAsyncioTestCase): Q = asyncio.PriorityQueue


run_methods()
# Rondo runs this with --virtual-time.
