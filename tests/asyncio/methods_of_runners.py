"""`asyncio.run` and `Runner`, as a test suite asks about them."""
import asyncio, unittest, contextvars, re, signal, sys, threading, _thread, gc, warnings
from unittest import mock
from asyncio import runners
from _methods import *

def interrupt(): pass
class Run(unittest.TestCase):
    def tearDown(self): 
        asyncio.set_event_loop(None)
    def test_return(self):
        async def m(): await asyncio.sleep(0); return 42
        self.assertEqual(asyncio.run(m()), 42)
    def test_raises(self):
        async def m(): await asyncio.sleep(0); raise ValueError('spam')
        with self.assertRaisesRegex(ValueError, 'spam'): asyncio.run(m())
    def test_debug(self):
        async def m(e): self.assertIs(asyncio.get_event_loop().get_debug(), e)
        asyncio.run(m(False)); asyncio.run(m(True), debug=True); asyncio.run(m(False), debug=False)
        with mock.patch('asyncio.coroutines._is_debug_mode', lambda: True): asyncio.run(m(True)); asyncio.run(m(False), debug=False)
    def test_from_running(self):
        async def m():
            c = m()
            try:
                with self.assertRaisesRegex(RuntimeError, r'^asyncio.run\(\) cannot be called from a running event loop$'): asyncio.run(c)
            finally: c.close()
        asyncio.run(m())
    def test_cancels_hanging(self):
        lf = None
        async def leftover(): await asyncio.sleep(.1)
        async def m():
            nonlocal lf
            lf = asyncio.create_task(leftover()); return 123
        self.assertEqual(asyncio.run(m()), 123); self.assertTrue(lf.done() and lf.cancelled())
    def test_reports_hanging(self):
        lf = None; calls = []
        def eh(l, c): calls.append(c)
        async def leftover():
            try: await asyncio.sleep(.1)
            except asyncio.CancelledError: 1/0
        async def m():
            nonlocal lf
            asyncio.get_running_loop().set_exception_handler(eh); lf = asyncio.create_task(leftover()); return 123
        self.assertEqual(asyncio.run(m()), 123); self.assertTrue(lf.done()); self.assertEqual(len(calls), 1); print(calls[0]['message'], sorted(calls[0]), repr(calls[0]['exception']))
    def test_close_gens_after_hanging(self):
        loop = None; log = []
        class FS:
            async def __aenter__(self): return self
            async def __aexit__(self, *a): await asyncio.sleep(0); log.append('exit')
        async def agen():
            async with FS():
                while True: yield 1
        async def w(): 
            async for x in agen(): await asyncio.sleep(1)
        async def m(): 
            asyncio.create_task(w()); await asyncio.sleep(0); await asyncio.sleep(0); asyncio.create_task(w()); await asyncio.sleep(0)
        asyncio.run(m()); print(log)
    def test_set_event_loop_state(self):
        async def m(): pass
        asyncio.run(m())
        with warnings.catch_warnings():
            warnings.simplefilter('ignore')
            with self.assertRaises(RuntimeError) as c: asyncio.get_event_loop()
        print(c.exception)
    def test_loop_factory(self):
        factory = mock.Mock(); loop = asyncio.new_event_loop(); factory.return_value = loop
        async def m(): self.assertIs(asyncio.get_running_loop(), loop)
        asyncio.run(m(), loop_factory=factory); factory.assert_called_once_with(); self.assertTrue(loop.is_closed())
    def test_loop_factory_default(self):
        async def m(): return type(asyncio.get_running_loop()).__name__
        print(asyncio.run(m(), loop_factory=asyncio.EventLoop), asyncio.EventLoop is asyncio.SelectorEventLoop)
    def test_kwonly(self):
        async def m(): pass
        c = m()
        with self.assertRaises(TypeError) as e: asyncio.run(c, True)
        print(e.exception); c.close()
    def test_asyncio_run_no_get_event_loop(self):
        async def m(): 
            loop = asyncio.get_running_loop(); self.assertFalse(loop.is_closed()); return loop
        l = asyncio.run(m()); self.assertTrue(l.is_closed())
    def test_asyncio_run_base_exc(self):
        class B(BaseException): pass
        async def m(): raise B
        with self.assertRaises(B): asyncio.run(m())
        async def s(): sys.exit(3)
        with self.assertRaises(SystemExit) as c: asyncio.run(s())
        print(c.exception.code)
    def test_run_closed_coro(self):
        async def m(): pass
        c = m(); c.close()
        with self.assertRaises(RuntimeError) as e: asyncio.run(c)
        print(e.exception)
    def test_main_task_name(self):
        async def m(): return asyncio.current_task().get_name().startswith('Task-'), asyncio.current_task().get_coro().__name__
        print(asyncio.run(m()))
    def test_shutdown_order(self):
        log = []
        class L(asyncio.SelectorEventLoop):
            async def shutdown_asyncgens(self): log.append('gens'); await super().shutdown_asyncgens()
            async def shutdown_default_executor(self, timeout=None): log.append(('exec', timeout)); await super().shutdown_default_executor(timeout)
            def close(self): log.append('close'); super().close()
        async def m(): log.append('main')
        asyncio.run(m(), loop_factory=L); print(log)

class Runner(unittest.TestCase):
    def tearDown(self): asyncio.set_event_loop(None)
    def test_non_debug(self):
        with asyncio.Runner(debug=False) as r: self.assertFalse(r.get_loop().get_debug())
    def test_debug(self):
        with asyncio.Runner(debug=True) as r: self.assertTrue(r.get_loop().get_debug())
    def test_custom_factory(self):
        loop = mock.Mock()
        with asyncio.Runner(loop_factory=lambda: loop) as r: self.assertIs(r.get_loop(), loop)
        print(loop.method_calls)
    def test_run(self):
        async def f(): await asyncio.sleep(0); return 'done'
        with asyncio.Runner() as r: self.assertEqual('done', r.run(f())); loop = r.get_loop()
        with self.assertRaisesRegex(RuntimeError, '^Runner is closed$'): r.get_loop()
        self.assertTrue(loop.is_closed())
    def test_explicit_close(self):
        r = asyncio.Runner(); loop = r.get_loop(); r.close()
        with self.assertRaisesRegex(RuntimeError, '^Runner is closed$'): r.get_loop()
        self.assertTrue(loop.is_closed())
    def test_double_close(self):
        r = asyncio.Runner(); loop = r.get_loop(); r.close(); self.assertTrue(loop.is_closed()); r.close()
    def test_second_with(self):
        async def f(): return 1
        r = asyncio.Runner()
        with r: self.assertEqual(r.run(f()), 1)
        with self.assertRaisesRegex(RuntimeError, '^Runner is closed$'):
            with r: pass
        c = f()
        try:
            with self.assertRaisesRegex(RuntimeError, '^Runner is closed$'): r.run(c)
        finally: c.close()
    def test_run_keeps_context(self):
        cv = contextvars.ContextVar('cv', default=-1)
        async def f(v): old = cv.get(); cv.set(v); return old
        async def gc_(): return contextvars.copy_context()
        with asyncio.Runner() as r:
            self.assertEqual(-1, r.run(f(1))); self.assertEqual(1, r.run(f(2))); self.assertEqual(2, dict(r.run(gc_()).items()).get(cv))
        self.assertEqual(cv.get(), -1)
    def test_run_context(self):
        cv = contextvars.ContextVar('cv', default=-1); ctx = contextvars.copy_context(); ctx.run(cv.set, 5)
        async def f(): return cv.get()
        with asyncio.Runner() as r: self.assertEqual(r.run(f(), context=ctx), 5); self.assertEqual(r.run(f()), -1)
    def test_recursive(self):
        async def g(): pass
        async def f():
            c = g()
            try:
                with self.assertRaisesRegex(RuntimeError, r'^Runner.run\(\) cannot be called from a running event loop$'): r.run(c)
            finally: c.close()
        with asyncio.Runner() as r: r.run(f())
    def test_interrupt_call_soon(self):
        # task gets cancelled by SIGINT
        assert threading.current_thread() is threading.main_thread()
        async def coro():
            with self.assertRaises(asyncio.CancelledError):
                while True: await asyncio.sleep(0)
            raise asyncio.CancelledError()
        with asyncio.Runner() as r:
            r.get_loop().call_later(.02, lambda: signal.raise_signal(signal.SIGINT))
            with self.assertRaises(KeyboardInterrupt): r.run(coro())
    def test_interrupt_wait(self):
        async def coro():
            with self.assertRaises(asyncio.CancelledError): await asyncio.sleep(10)
            raise asyncio.CancelledError
        with asyncio.Runner() as r:
            r.get_loop().call_later(.02, signal.raise_signal, signal.SIGINT)
            with self.assertRaises(KeyboardInterrupt): r.run(coro())
    def test_interrupt_cancelled_task(self):
        async def coro():
            with self.assertRaises(asyncio.CancelledError): await asyncio.sleep(10)
            asyncio.current_task().uncancel() if False else None
            return 'swallowed'
        with asyncio.Runner() as r:
            r.get_loop().call_later(.02, signal.raise_signal, signal.SIGINT)
            try: print(r.run(coro()))
            except BaseException as e: print(type(e))
    def test_interrupt_raises_other(self):
        async def coro():
            try: await asyncio.sleep(10)
            except asyncio.CancelledError: raise ZeroDivisionError
        with asyncio.Runner() as r:
            r.get_loop().call_later(.02, signal.raise_signal, signal.SIGINT)
            with self.assertRaises(ZeroDivisionError): r.run(coro())
    def test_interrupt_twice(self):
        async def coro():
            try: await asyncio.sleep(10)
            except asyncio.CancelledError: await asyncio.sleep(10)
        loop = None
        with asyncio.Runner() as r:
            r.get_loop().call_later(.02, signal.raise_signal, signal.SIGINT); r.get_loop().call_later(.04, signal.raise_signal, signal.SIGINT)
            with self.assertRaises(KeyboardInterrupt): r.run(coro())
    def test_signal_handler_restored(self):
        async def m(): return signal.getsignal(signal.SIGINT)
        h = asyncio.run(m()); print(type(h).__name__, signal.getsignal(signal.SIGINT) is signal.default_int_handler)
    def test_signal_custom_handler_kept(self):
        old = signal.signal(signal.SIGINT, lambda *a: None)
        try:
            async def m(): return signal.getsignal(signal.SIGINT)
            h = asyncio.run(m()); print(h.__name__)
        finally: signal.signal(signal.SIGINT, old)
    def test_signal_install_not_supported(self):
        async def coro(): await asyncio.sleep(0); return 'ok'
        with asyncio.Runner() as r:
            with mock.patch('signal.signal', side_effect=ValueError('no')): self.assertEqual(r.run(coro()), 'ok')
    def test_set_event_loop_called_once(self):
        async def coro(): pass
        pol = mock.Mock() if False else None
        with mock.patch.object(asyncio.events, 'set_event_loop') as s:
            r = asyncio.Runner(); r.run(coro()); r.run(coro()); n = s.call_count; r.close()
        print(n, s.call_count)
    def test_no_repr_of_result(self):
        class O:
            def __repr__(self): raise RuntimeError
        async def m(): return O()
        self.assertIsInstance(asyncio.run(m()), O)
        async def cr():
            t = asyncio.create_task(m()); await t; raise asyncio.CancelledError
        with self.assertRaises(asyncio.CancelledError): asyncio.run(cr())
    def test_on_sigint_private(self):
        r = asyncio.Runner(); r._lazy_init(); t = mock.Mock(); t.done.return_value = False; r._interrupt_count = 0
        r._on_sigint(signal.SIGINT, None, t); t.cancel.assert_called_once_with(); self.assertEqual(r._interrupt_count, 1)
        with self.assertRaises(KeyboardInterrupt): r._on_sigint(signal.SIGINT, None, t)
        t.done.return_value = True; r._interrupt_count = 0
        with self.assertRaises(KeyboardInterrupt): r._on_sigint(signal.SIGINT, None, t)
        r.close()
    def test_cancel_all_tasks(self):
        loop = asyncio.new_event_loop(); self.assertIsNone(runners._cancel_all_tasks(loop))
        async def f(): await asyncio.sleep(1)
        t = loop.create_task(f()); runners._cancel_all_tasks(loop); self.assertTrue(t.cancelled()); loop.close()
    def test_exit_with_error(self):
        try:
            with asyncio.Runner() as r: loop = r.get_loop(); 1/0
        except ZeroDivisionError: print(loop.is_closed())
    def test_positional(self):
        with self.assertRaises(TypeError) as c: asyncio.Runner(True)
        print(c.exception)
        async def f(): pass
        with asyncio.Runner() as r:
            c_ = f()
            with self.assertRaises(TypeError) as c: r.run(c_, None)
            print(c.exception); c_.close()
    def test_thread(self):
        res = []
        async def f(): return threading.current_thread().name
        def t(): res.append(asyncio.run(f()))
        th = threading.Thread(target=t, name='zz'); th.start(); th.join(); print(res)
    def test_tasks_left_of_runner(self):
        async def bg():
            try: await asyncio.sleep(10)
            finally: log.append('fin')
        log = []
        async def f(): asyncio.create_task(bg()); await asyncio.sleep(0)
        with asyncio.Runner() as r: r.run(f()); print(log)
        print(log)


run_methods()
