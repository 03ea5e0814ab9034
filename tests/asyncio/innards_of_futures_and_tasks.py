# What unit tests look at inside futures and tasks.
import asyncio, unittest, contextvars, gc, sys, re, io, weakref, collections, inspect, traceback, random, time
from unittest import mock
from types import GenericAlias
import asyncio.tasks, asyncio.events, asyncio.futures, asyncio.base_events, asyncio.locks, asyncio.queues, asyncio.base_futures, asyncio.base_tasks, asyncio.coroutines
from asyncio import tasks, futures, events, base_events, locks, queues, base_futures

async def coro_val(v=1): return v

class Loopy(unittest.TestCase):
    def setUp(self):
        self.loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self.loop)
        self.addCleanup(self.finish)
    def finish(self):
        self.loop.close()
        asyncio.set_event_loop(None)

class Futures(Loopy):
    classes = [futures._CFuture, futures._PyFuture]
    def each(self):
        for c in [futures.Future, futures._PyFuture] + ([futures._CFuture] if futures._CFuture else []):
            with self.subTest(c=c):
                yield c
    def test_generic(self):
        for c in self.each():
            self.assertIsInstance(c[int], GenericAlias)
            self.assertIs(c[int].__origin__, c)
    def test_initial(self):
        for c in self.each():
            f = c(loop=self.loop)
            self.assertFalse(f.done()); self.assertFalse(f.cancelled())
            self.assertEqual(f._state, 'PENDING'); self.assertEqual(f._callbacks or [], [])
            self.assertIs(f._loop, self.loop)
            self.assertIs(f.get_loop(), self.loop)
            self.assertFalse(f._asyncio_future_blocking)
            f._asyncio_future_blocking = True
            self.assertTrue(f._asyncio_future_blocking)
            self.assertIsNone(f._exception)
            self.assertIsNone(f._result)
            self.assertIsNone(f._source_traceback)
            self.assertFalse(f._log_traceback)
            self.assertIsNone(f._cancel_message)
            f.cancel('x')
            self.assertEqual(f._cancel_message, 'x')
            f._cancel_message = 'y'
            self.assertEqual(f._cancel_message, 'y')
    def test_init_kwonly(self):
        for c in self.each():
            with self.assertRaises(TypeError): c(42)
            with self.assertRaises(TypeError): c(loo=42)
    def test_no_loop(self):
        asyncio.set_event_loop(None)
        for c in self.each():
            with self.assertRaisesRegex(RuntimeError, "There is no current event loop in thread 'MainThread'"):
                c()
    def test_source_tb(self):
        self.loop.set_debug(True)
        for c in self.each():
            f = c(loop=self.loop)
            line = sys._getframe().f_lineno - 1
            self.assertIsInstance(f._source_traceback, list)
            self.assertEqual(f._source_traceback[-2 if c is futures._PyFuture and False else -1][:3], (__file__, line, 'test_source_tb'))
    def test_repr(self):
        for c in self.each():
            f = c(loop=self.loop)
            self.assertEqual(repr(f), '<Future pending>' if not issubclass(c, futures._PyFuture) or True else '')
            f.set_result(10)
            self.assertEqual(repr(f), '<Future finished result=10>')
            f = c(loop=self.loop); f.set_exception(RuntimeError())
            self.assertEqual(repr(f), '<Future finished exception=RuntimeError()>')
            f.exception()
            def cb(fut): pass
            def func_repr(func):
                filename, lineno = getattr(func, '__code__').co_filename, func.__code__.co_firstlineno
                return r'%s() at %s:%s' % (func.__qualname__, filename, lineno)
            f = c(loop=self.loop)
            f.add_done_callback(cb)
            self.assertEqual(repr(f), '<Future pending cb=[%s]>' % func_repr(cb))
            f.add_done_callback(cb)
            self.assertEqual(repr(f), '<Future pending cb=[%s, %s]>' % (func_repr(cb), func_repr(cb)))
            for _ in range(8): f.add_done_callback(cb)
            self.assertEqual(repr(f), '<Future pending cb=[%s, <8 more>, %s]>' % (func_repr(cb), func_repr(cb)))
            f.cancel()
            self.assertEqual(repr(f), '<Future cancelled>')
    def test_repr_long(self):
        f = asyncio.Future(loop=self.loop); f.set_result('x'*10000)
        self.assertTrue(len(repr(f)) < 300)
    def test_set_twice(self):
        for c in self.each():
            f = c(loop=self.loop)
            f.set_result(1)
            with self.assertRaises(asyncio.InvalidStateError): f.set_result(2)
            with self.assertRaises(asyncio.InvalidStateError): f.set_exception(Exception())
    def test_exc_class(self):
        f = asyncio.Future(loop=self.loop)
        with self.assertRaises(TypeError): f.set_exception(3)
        f.set_exception(RuntimeError)
        self.assertIsInstance(f.exception(), RuntimeError)
        f = asyncio.Future(loop=self.loop)
        f.set_exception(StopIteration)
        self.assertIsInstance(f.exception(), RuntimeError)
        self.assertIsInstance(f.exception().__cause__, StopIteration)
    def test_evil_loop(self):
        class Evil:
            def get_debug(self): raise ValueError('boo')
        with self.assertRaisesRegex(ValueError, 'boo'):
            asyncio.Future(loop=Evil())
    def test_mock_loop(self):
        loop = mock.Mock()
        loop.get_debug.return_value = False
        f = futures.Future(loop=loop)
        f.add_done_callback(print)
        f.set_result(5)
        loop.call_soon.assert_called_once_with(print, f, context=mock.ANY)
    def test_yield_twice(self):
        def fixture():
            yield 'A'
            x = yield from asyncio.Future(loop=self.loop)
            yield 'B', x
        g = fixture()
        self.assertEqual(next(g), 'A')
        f = next(g)
        f.set_result(42)
        self.assertEqual(next(g), ('B', 42))
    def test_del_log(self):
        with mock.patch('asyncio.base_events.logger') as log:
            f = asyncio.Future(loop=self.loop)
            f.set_exception(ZeroDivisionError())
            del f
            gc.collect()
            self.assertTrue(log.error.called)
    def test_del_nolog(self):
        with mock.patch('asyncio.base_events.logger') as log:
            f = asyncio.Future(loop=self.loop)
            f.set_exception(ZeroDivisionError())
            f.exception()
            del f
            gc.collect()
            self.assertFalse(log.error.called)
    def test_future_iter_throw(self):
        for c in self.each():
            f = c(loop=self.loop)
            fi = iter(f)
            self.assertRaises(TypeError, fi.throw, Exception, Exception("elephant"), 32)
            self.assertRaises(TypeError, fi.throw, Exception("elephant"), Exception("elephant"))
            self.assertRaises(TypeError, fi.throw, list)
            with self.assertRaises(Exception): fi.throw(Exception, Exception("zebra"), None)
    def test_iter_close(self):
        f = asyncio.Future(loop=self.loop)
        it = iter(f)
        next(it)
        it.close()
        with self.assertRaises(StopIteration): next(it)
        it = iter(f)
        with self.assertRaises(Exception) as cm: it.throw(Exception, "zebra")
        self.assertEqual(cm.exception.args, ('zebra',))
    def test_chain(self):
        import concurrent.futures
        f1 = concurrent.futures.Future()
        f2 = asyncio.wrap_future(f1, loop=self.loop)
        self.assertIs(f2.get_loop(), self.loop)
        f1.set_result(4)
        self.loop.run_until_complete(f2)
        self.assertEqual(f2.result(), 4)
        f1 = concurrent.futures.Future(); f2 = asyncio.wrap_future(f1, loop=self.loop)
        f2.cancel(); base_run(self.loop)
        self.assertTrue(f1.cancelled())
    def test_wrap_use_global(self):
        import concurrent.futures
        with mock.patch('asyncio.futures.events') as ev:
            ev.get_event_loop = lambda: self.loop
            self.assertIs(asyncio.wrap_future(concurrent.futures.Future())._loop, self.loop)
        with self.assertRaises(AssertionError): asyncio.wrap_future(3)
    def test_copy_state(self):
        from asyncio.futures import _copy_future_state
        f = asyncio.Future(loop=self.loop); f.set_result(10)
        n = asyncio.Future(loop=self.loop); _copy_future_state(f, n); self.assertEqual(n.result(), 10)
        f = asyncio.Future(loop=self.loop); f.cancel()
        n = asyncio.Future(loop=self.loop); _copy_future_state(f, n); self.assertTrue(n.cancelled())
        f = asyncio.Future(loop=self.loop); f.set_exception(RuntimeError('q'))
        n = asyncio.Future(loop=self.loop); _copy_future_state(f, n)
        with self.assertRaisesRegex(RuntimeError, 'q') as cm: n.result()
    def test_isfuture(self):
        class MyFuture:
            _asyncio_future_blocking = None
            def __init__(self): self._asyncio_future_blocking = False
        self.assertFalse(asyncio.isfuture(MyFuture))
        self.assertTrue(asyncio.isfuture(MyFuture()))
        self.assertFalse(asyncio.isfuture(mock.Mock()))
        self.assertTrue(asyncio.isfuture(mock.Mock(asyncio.Future)))
        self.assertTrue(asyncio.isfuture(mock.Mock(type(asyncio.Future(loop=self.loop)))))
    def test_log_tb(self):
        f = asyncio.Future(loop=self.loop)
        with self.assertRaisesRegex(ValueError, "_log_traceback can only be set to False"): f._log_traceback = True
    def test_future_subclass_attrs(self):
        class F(asyncio.Future): pass
        f = F(loop=self.loop); f.x = 1
        w = weakref.ref(f); del f; gc.collect(); self.assertIsNone(w())
    def test_private_mod(self):
        self.assertEqual(base_futures._PENDING, 'PENDING'); self.assertEqual(base_futures._CANCELLED, 'CANCELLED'); self.assertEqual(base_futures._FINISHED, 'FINISHED')
        f = asyncio.Future(loop=self.loop)
        self.assertEqual(base_futures._future_repr_info(f), ['pending'])
        self.assertEqual(base_futures._format_callbacks([]), 'cb=[]')
        self.assertEqual(futures._get_loop(f), self.loop)
        futures._set_result_unless_cancelled(f, 1)
        self.assertEqual(f.result(), 1)
        self.assertIs(futures._convert_future_exc(f.exception()), None)
    def test_future_repr_private(self):
        f = asyncio.Future(loop=self.loop)
        self.assertEqual(base_futures._future_repr(f), '<Future pending>')
    def test_ident_callback_ctx(self):
        v = contextvars.ContextVar('v'); out=[]
        f = asyncio.Future(loop=self.loop)
        f.add_done_callback(lambda _: out.append(v.get(None)))
        c = contextvars.copy_context(); c.run(v.set, 3)
        f.add_done_callback(lambda _: out.append(v.get(None)), context=c)
        f.set_result(1); base_run(self.loop)
        self.assertEqual(out, [None, 3])
def base_run(loop, n=2):
    for _ in range(n):
        loop.call_soon(loop.stop); loop.run_forever()

class Tasks(Loopy):
    def test_current_tasks_dict(self):
        async def f():
            t = tasks._py_current_task()
            self.assertIs(tasks._current_tasks[self.loop], t)
            return t
        t = tasks._PyTask(f(), loop=self.loop)
        self.loop.run_until_complete(t)
        self.assertNotIn(self.loop, tasks._current_tasks)
    def test_register(self):
        t = mock.Mock(); t._loop = self.loop; t.done = lambda: False; t.get_loop = lambda: self.loop
        tasks._register_task(t)
        self.assertIn(t, asyncio.all_tasks(self.loop))
        self.assertEqual(asyncio.all_tasks(self.loop), {t})
        tasks._unregister_task(t)
        self.assertEqual(asyncio.all_tasks(self.loop), set())
    def test_weird_coro(self):
        class C:
            def __init__(self): self.n = 0
            def send(self, v):
                self.n += 1
                if self.n > 3: raise StopIteration(self.n)
                return None
            def throw(self, *a): raise a[0]
            def close(self): pass
            def __await__(self): return self
            def __iter__(self): return self
            def __next__(self): return self.send(None)
        t = asyncio.Task(C(), loop=self.loop)
        self.assertEqual(self.loop.run_until_complete(t), 4)
    def test_not_coro(self):
        with self.assertRaises(TypeError) as cm: asyncio.Task(lambda: 1, loop=self.loop)
        self.assertIn('a coroutine was expected, got', str(cm.exception))
        def gen(): yield
        with self.assertRaises(TypeError): asyncio.Task(gen(), loop=self.loop)
    def test_sub(self):
        class T(asyncio.Task): pass
        t = T(coro_val(3), loop=self.loop, name='q')
        t.foo = 3
        self.assertEqual(self.loop.run_until_complete(t), 3)
        self.assertTrue(repr(t).startswith("<T finished name='q' coro=<coro_val() done"))
    def test_sub_step(self):
        class T(asyncio.Task): pass
        async def f():
            await asyncio.sleep(0)
            raise ValueError(2)
        t = T(f(), loop=self.loop)
        with self.assertRaises(ValueError): self.loop.run_until_complete(t)
    def test_task_del_coro(self):
        t = self.loop.create_task(coro_val())
        with self.assertRaises(RuntimeError): asyncio.Task.set_result(t, 1)
        with self.assertRaises(RuntimeError): t.set_exception(ValueError())
        self.loop.run_until_complete(t)
        self.assertIsNone(t._fut_waiter)
        self.assertEqual(t._must_cancel, False)
        self.assertEqual(t._num_cancels_requested if hasattr(t, '_num_cancels_requested') else 0, 0)
        self.assertEqual(t._coro, t.get_coro())
    def test_must_cancel_ro(self):
        async def f(): await asyncio.sleep(10)
        t = self.loop.create_task(f())
        base_run(self.loop)
        with self.assertRaises(AttributeError): t._must_cancel = True
        self.assertIsNotNone(t._fut_waiter)
        t.cancel()
        with self.assertRaises(asyncio.CancelledError): self.loop.run_until_complete(t)
    def test_debug_repr(self):
        self.loop.set_debug(True)
        async def f(): await fut
        fut = asyncio.Future(loop=self.loop)
        t = asyncio.Task(f(), loop=self.loop, name='TestTask')
        line = sys._getframe().f_lineno - 1
        self.assertIsInstance(t._source_traceback, list)
        self.assertEqual(t._source_traceback[-1][:3] , (__file__, line, 'test_debug_repr'))
        self.assertRegex(repr(t), rf"<Task pending name='TestTask' coro=<Tasks.test_debug_repr.<locals>.f\(\) running at {__file__}:\d+> created at {__file__}:{line}>")
        base_run(self.loop)
        self.assertRegex(repr(t), r"wait_for=<Future pending cb=\[.*\] created at")
        fut.set_result(None); self.loop.run_until_complete(t)
    def test_destroy_pending_log(self):
        h = mock.Mock(); self.loop.set_exception_handler(h); self.loop.set_debug(True)
        async def kill_me(loop):
            future = self.loop.create_future()
            await future
        co = kill_me(self.loop)
        t = asyncio.ensure_future(co, loop=self.loop)
        self.assertEqual(asyncio.all_tasks(loop=self.loop), {t})
        st = t._source_traceback
        t = None
        co = None
        base_run(self.loop, 1)
        gc.collect()
        h.assert_called_with(self.loop, {'message': 'Task was destroyed but it is pending!', 'task': mock.ANY, 'source_traceback': st})
        h.reset_mock()
    def test_step_in_completed(self):
        async def f(): return 1
        t = asyncio.Task(f(), loop=self.loop)
        self.loop.run_until_complete(t)
        self.assertIsNone(t._fut_waiter)
    def test_call_soon_mock(self):
        loop = self.loop
        ret = mock.Mock(wraps=loop.call_soon)
        loop.call_soon = ret
        async def f(): await asyncio.sleep(0)
        t = asyncio.Task(f(), loop=loop)
        self.assertTrue(ret.called)
        ret.assert_called_with(mock.ANY, context=mock.ANY)
        loop.run_until_complete(t)
        self.assertGreaterEqual(ret.call_count, 2)
    def test_bad_yield(self):
        async def f():
            import types
            @types.coroutine
            def g(): yield 5
            await g()
        t = asyncio.Task(f(), loop=self.loop)
        with self.assertRaisesRegex(RuntimeError, 'Task got bad yield: 5'): self.loop.run_until_complete(t)
    def test_names(self):
        t1 = self.loop.create_task(coro_val()); t2 = self.loop.create_task(coro_val(), name=5)
        self.assertRegex(t1.get_name(), r'Task-\d+'); self.assertEqual(t2.get_name(), '5')
        t2.set_name(b'x'); self.assertEqual(t2.get_name(), "b'x'")
        self.loop.run_until_complete(asyncio.gather(t1, t2))
    def test_task_class_sig(self):
        self.assertIsInstance(asyncio.Task[int], GenericAlias)
        with self.assertRaises(TypeError): asyncio.Task()
    def test_current_task_none(self):
        with self.assertRaises(RuntimeError): asyncio.current_task()
        self.assertIsNone(asyncio.current_task(loop=self.loop))
        self.assertIsNone(tasks._py_current_task(loop=self.loop))
    def test_gather_private(self):
        a, b = [asyncio.Future(loop=self.loop) for _ in 'ab']
        f = asyncio.gather(a, b)
        self.assertIsInstance(f, tasks._GatheringFuture)
        self.assertEqual(len(f._children), 2)
        self.assertFalse(f._cancel_requested)
        f.cancel(); self.assertTrue(f._cancel_requested)
        with self.assertRaises(asyncio.CancelledError): self.loop.run_until_complete(f)


import warnings
warnings.simplefilter('ignore')
result = unittest.TestResult()
unittest.defaultTestLoader.loadTestsFromModule(sys.modules[__name__]).run(result)
print(result.testsRun, 'run')
for test, text in result.failures + result.errors:
    print(test, text)

