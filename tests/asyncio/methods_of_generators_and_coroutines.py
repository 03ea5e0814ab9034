"""Generators, coroutines and async generators in corners, as a test suite asks about them."""
import unittest, sys, gc, types, inspect, weakref, contextlib, contextvars, asyncio, warnings, traceback, copy, pickle
from contextlib import *
from _methods import *
class E(Exception): pass
def norm(e): return (type(e).__name__, e.args, type(e.__context__).__name__, type(e.__cause__).__name__, e.__suppress_context__)
class GenT(unittest.TestCase):
    def test_drop_in_except(self):
        log = []
        def g():
            try: yield 1
            finally: log.append('closed')
        def f():
            x = g(); next(x)
            try: raise E
            except E as e: pass
            del x
            log.append('after')
        f(); self.assertEqual(log, ['closed', 'after'])
    def test_drop_in_except_with_tb(self):
        log = []
        def g():
            try: yield 1
            finally: log.append('closed')
        def h():
            x = g(); next(x); raise E
        try: h()
        except E as e: log.append('caught')
        log.append('after'); self.assertEqual(log, ['caught', 'closed', 'after'])
    def test_drop_in_handler_of_its_own(self):
        log = []
        def g():
            try: yield 1
            finally: log.append('fin')
        try:
            x = g(); next(x)
            try: raise E('a')
            except E as e:
                del x; log.append('in')
        finally: log.append('out')
        self.assertEqual(log, ['fin', 'in', 'out'])
    def test_gen_suspended_in_except_as(self):
        log = []
        def g():
            try: raise E('q')
            except E as e:
                try: yield 1
                finally: log.append('fin')
        x = g(); next(x); del x; log.append('after'); self.assertEqual(log, ['fin', 'after'])
    def test_gen_suspended_in_except(self):
        log = []
        def g():
            try: raise E('q')
            except E:
                try: yield 1
                finally: log.append('fin')
        x = g(); next(x); x = None; log.append('after'); self.assertEqual(log, ['fin', 'after'])
    def test_gen_suspended_in_except_as_called_deeper(self):
        log = []
        def bad(): raise E('q')
        def g():
            try: bad()
            except E as e:
                try: yield 1
                finally: log.append('fin')
        x = g(); next(x); del x; log.append('after'); self.assertEqual(log, ['fin', 'after'])
    def test_gen_thrown_into_suspended(self):
        log = []
        def g():
            try: yield 0
            except E as e:
                try: yield 1
                finally: log.append('fin')
        x = g(); next(x); x.throw(E('z')); del x; log.append('after'); self.assertEqual(log, ['fin', 'after'])
    def test_gen_thrown_with_tb(self):
        log = []
        def g():
            try: yield 0
            except E as e:
                try: yield 1
                finally: log.append('fin')
        def go():
            x = g(); next(x)
            try: raise E('w')
            except E as e: x.throw(e)
            log.append('ret')
        go(); log.append('after'); print(log)
    def test_caller_except_drop(self):
        log = []
        def g():
            try: yield 0
            finally: log.append('fin')
        def go():
            it = g()
            try:
                for v in it: raise E
            except E as e:
                log.append('exc'); it = None; log.append('dropped')
        go(); print(log)
    def test_for_anonymous_raise(self):
        log = []
        def g():
            try: yield 0
            finally: log.append('fin')
        def go():
            try:
                for v in g(): raise E
            except E as e: log.append('exc')
            log.append('end')
        go(); log.append('after'); print(log)
    def test_for_anonymous_break(self):
        log = []
        def g():
            try: yield 0
            finally: log.append('fin')
        for v in g(): break
        log.append('a'); self.assertEqual(log, ['fin', 'a'])
    def test_for_anonymous_return(self):
        log = []
        def g():
            try: yield 0
            finally: log.append('fin')
        def f():
            for v in g(): return log.append('r')
        f(); print(log)
    def test_throw_forms(self):
        def g():
            while True:
                try: yield
                except Exception as e: r.append((type(e).__name__, e.args))
        r = []; x = g(); next(x)
        with warnings.catch_warnings(record=True) as w:
            warnings.simplefilter('always')
            x.throw(E); x.throw(E('a')); x.throw(E, 'b'); x.throw(E, ('c', 'd')); x.throw(E, E('e')); x.throw(E, None); x.throw(E, 'v', None)
        print(r, [(i.category.__name__, str(i.message)) for i in w])
        for a in ((1,), ('x',), (E('v'), 'w'), (E, 'v', 'tb'), (E('q'), None, 5), (), (E, 1, None, 2), (object,), (None,)):
            try: x.throw(*a); print('no', a)
            except BaseException as e: print(a, type(e).__name__, e)
            x = g(); next(x)
    def test_throw_in_yield_from(self):
        def inner():
            try: yield 1
            except E as e: print(norm(e)); yield 2
            return 'r'
        def outer():
            try: raise ValueError('o')
            except ValueError: r = yield from inner(); print(r)
        x = outer(); next(x); print(x.throw(E('t'))); print(next(x, 'end'))
    def test_sys_exc(self):
        def g():
            yield sys.exception()
            try: raise E
            except E: yield type(sys.exception())
            yield sys.exception()
        x = g()
        try: raise KeyError
        except KeyError: print(type(next(x)).__name__, next(x).__name__, type(next(x)).__name__)
        print(next(x, None))
    def test_close_states(self):
        def g(): yield 1
        x = g(); print(x.close(), x.gi_frame); print(next(x, 'e'))
        x = g(); next(x); print(x.close(), x.close())
        def ign():
            try: yield 1
            except GeneratorExit: yield 2
        x = ign(); next(x)
        with self.assertRaises(RuntimeError) as c: x.close()
        print(c.exception)
        def ret():
            try: yield 1
            except GeneratorExit: return 5
        x = ret(); next(x); print(x.close(), x.close())
        def other():
            try: yield
            finally: raise E('o')
        x = other(); next(x)
        with self.assertRaises(E) as c: x.close()
        print(norm(c.exception))
        def si():
            try: yield
            except GeneratorExit: raise StopIteration
        x = si(); next(x)
        with self.assertRaises(RuntimeError) as c: x.close()
        print(norm(c.exception))
    def test_reentry(self):
        def g():
            try: next(x)
            except ValueError as e: yield str(e)
            try: x.close()
            except ValueError as e: yield str(e)
            try: x.throw(E)
            except ValueError as e: yield str(e)
            yield x.gi_running
        x = g(); print(list(x))
    def test_nonnone_first(self):
        def g(): yield
        with self.assertRaises(TypeError) as c: g().send(1)
        print(c.exception); x = g(); self.assertIsNone(x.send(None))
    def test_yf_attr(self):
        def inner(): yield 1; yield 2
        def outer(): yield from inner()
        x = outer(); print(x.gi_yieldfrom); next(x); print(x.gi_yieldfrom.__name__); list(x); print(x.gi_yieldfrom)
        def lst(): yield from [1, 2]
        x = lst(); next(x); print(type(x.gi_yieldfrom).__name__)
    def test_attrs(self):
        def g(): yield
        x = g(); print(x.__name__, x.__qualname__, x.gi_code is g.__code__, x.gi_running, x.gi_suspended, x.gi_frame.f_lineno - g.__code__.co_firstlineno); x.__name__ = 'n'; x.__qualname__ = 'q'; print(repr(x)[:20])
        for a, v in (('__name__', 1), ('__qualname__', None)):
            with self.assertRaises(TypeError) as c: setattr(x, a, v)
            print(c.exception)
        for a in ('gi_running', 'gi_code', 'gi_frame', 'gi_yieldfrom', 'gi_suspended'):
            with self.assertRaises(AttributeError) as c: setattr(x, a, 1)
            print(c.exception)
        with self.assertRaises(TypeError): del x.__name__
        for f in (copy.copy, copy.deepcopy, pickle.dumps):
            with self.assertRaises(TypeError) as c: f(x)
            print(c.exception)
    def test_stopiteration(self):
        def g(): yield; raise StopIteration(3)
        x = g(); next(x)
        with self.assertRaises(RuntimeError) as c: next(x)
        print(norm(c.exception)); self.assertEqual(list(x), [])
        def r(): return 5; yield
        with self.assertRaises(StopIteration) as c: next(r())
        print(c.exception.value, c.exception.args)
        def t(): return (1, 2); yield
        with self.assertRaises(StopIteration) as c: next(t())
        print(c.exception.value, c.exception.args)
        def s(): return StopIteration(7); yield
        with self.assertRaises(StopIteration) as c: next(s())
        print(repr(c.exception.value))
    def test_close_during_iteration(self):
        log = []
        def g():
            try:
                for i in range(5): yield i
            finally: log.append('f')
        x = g(); r = []
        for v in x:
            r.append(v)
            if v == 2: x.close()
        print(r, log)
    def test_frame_clear(self):
        log = []
        def g():
            try: yield 1
            finally: log.append('f')
        x = g(); next(x)
        with self.assertRaises(RuntimeError) as c: x.gi_frame.clear()
        print(c.exception, log); x.close()
        def h(): sys._getframe().clear(); yield
        with self.assertRaises(RuntimeError) as c: next(h())
        print(c.exception)
    def test_del_raises(self):
        def g():
            try: yield
            finally: raise E('in del')
        got = []; old = sys.unraisablehook; sys.unraisablehook = lambda u: got.append((u.exc_type.__name__, str(u.exc_value), u.err_msg))
        try: x = g(); next(x); del x
        finally: sys.unraisablehook = old
        print([(a, b) for a, b, c in got])
    def test_resurrect(self):
        keep = []
        def g():
            try: yield
            finally: keep.append(fr.f_back if False else 1)
        x = g(); next(x); w = weakref.ref(x); del x; print(w(), keep)
    def test_cycle(self):
        log = []
        def g():
            me = yield
            try: yield
            finally: log.append('f')
        x = g(); next(x); x.send(x); del x; print(log); gc.collect(); print(log)
    def test_genexpr(self):
        x = (i for i in [1, 2]); print(x.__name__, x.__qualname__[-9:])
        with self.assertRaises(TypeError): (i for i in 5)
        x = (i for i in range(3)); next(x); x.close(); print(list(x))
    def test_inspect(self):
        def g(): a = 1; yield; b = 2; yield
        x = g(); print(inspect.getgeneratorstate(x), inspect.getgeneratorlocals(x)); next(x); print(inspect.getgeneratorstate(x), inspect.getgeneratorlocals(x)); next(x); print(inspect.getgeneratorlocals(x)); x.close(); print(inspect.getgeneratorstate(x), inspect.getgeneratorlocals(x))
    def test_tb_of_throw(self):
        def g():
            yield
        x = g(); next(x)
        try: x.throw(E('q'))
        except E as e: print([f.name for f in traceback.extract_tb(e.__traceback__)])
        x = g()
        try: x.throw(E('q'))
        except E as e: print([f.name for f in traceback.extract_tb(e.__traceback__)])
    def test_gen_exit_in_yield_from(self):
        log = []
        def i():
            try: yield 1
            except GeneratorExit: log.append('i'); raise
        def o():
            try: yield from i()
            except GeneratorExit: log.append('o'); raise
        x = o(); next(x); x.close(); print(log)

class CoT(unittest.TestCase):
    def run_(self, c):
        log = []
        try:
            while True: log.append(c.send(None))
        except StopIteration as e: return log, e.value
    def test_reuse(self):
        async def f(): return 1
        c = f(); self.run_(c)
        with self.assertRaises(RuntimeError) as e: c.send(None)
        print(e.exception)
        with self.assertRaises(RuntimeError) as e: c.throw(E)
        print(e.exception); c.close()
        async def g(): await c
        with self.assertRaises(RuntimeError) as e: g().send(None)
        print(e.exception)
    def test_await_twice(self):
        @types.coroutine
        def y(): yield
        async def f(): await y()
        async def g(c): await c
        c = f(); a = g(c); a.send(None); b = g(c)
        with self.assertRaises(RuntimeError) as e: b.send(None)
        print(e.exception); a.close()
    def test_attrs(self):
        async def f(): await g()
        @types.coroutine
        def g(): yield 1
        c = f(); print(c.cr_await, c.cr_running, c.cr_suspended, c.cr_frame is not None, c.cr_origin, c.cr_code is f.__code__); c.send(None); print(type(c.cr_await).__name__, c.cr_suspended, inspect.getcoroutinestate(c)); c.close(); print(inspect.getcoroutinestate(c), c.cr_await, c.cr_frame)
        for a in ('__iter__', '__next__', '__await__', 'send', 'throw', 'close'): print(a, hasattr(c, a), end=' ')
        with self.assertRaises(TypeError) as e: iter(c)
        print(e.exception)
        with self.assertRaises(TypeError) as e: next(c)
        print(e.exception)
        w = f().__await__(); print(type(w).__name__); w.close()
    def test_async_with_bad(self):
        class A: pass
        class B:
            async def __aenter__(self): pass
        class C:
            def __aenter__(self): return 1
            async def __aexit__(self, *a): pass
        class D:
            async def __aenter__(self): pass
            def __aexit__(self, *a): return 1
        async def w(o):
            async with o: pass
        for o in (C(), D()):
            try: self.run_(w(o))
            except Exception as e: print(type(e).__name__, e)
        async def w2(o):
            async with o: raise E('b')
        try: self.run_(w2(D()))
        except Exception as e: print(type(e).__name__, e, norm(e))
    def test_async_for_bad(self):
        class A: pass
        class B:
            def __aiter__(self): return 1
        class C:
            def __aiter__(self): return self
            def __anext__(self): return 1
        class D:
            async def __aiter__(self): return self
        async def w(o):
            async for i in o: pass
        for o in (A(), B(), C(), D(), 1):
            with warnings.catch_warnings():
                warnings.simplefilter('ignore')
                try: self.run_(w(o))
                except Exception as e: print(type(e).__name__, e, norm(e))
    def test_async_with_exc(self):
        log = []
        class M:
            def __init__(s, sup): s.sup = sup
            async def __aenter__(s): log.append('e'); return s
            async def __aexit__(s, t, v, tb): log.append(t and t.__name__); return s.sup
        async def f(sup):
            async with M(sup): raise E('x')
            return 'sup'
        print(self.run_(f(True)), log)
        with self.assertRaises(E): self.run_(f(False))
        class X(M):
            async def __aexit__(s, *a): raise KeyError('in exit')
        async def g():
            async with X(0): raise E('x')
        with self.assertRaises(KeyError) as c: self.run_(g())
        print(norm(c.exception))
    def test_never_awaited(self):
        async def f(): pass
        with warnings.catch_warnings(record=True) as w:
            warnings.simplefilter('always'); f(); gc.collect()
        print([str(x.message) for x in w])
    def test_types_coroutine(self):
        @types.coroutine
        def g(): yield 1
        async def f(): return await g()
        print(self.run_(f()), inspect.isawaitable(g()), inspect.iscoroutinefunction(g))
        with self.assertRaises(TypeError) as e: types.coroutine(1)
        print(e.exception)
        def plain(): return f()
        w = types.coroutine(plain); c = w(); print(type(c).__name__); c.close()
        class GenLike:
            def send(self, v): raise StopIteration(4)
            def throw(self, *a): pass
            def close(self): pass
            def __iter__(self): return self
            def __next__(self): raise StopIteration(4)
        w = types.coroutine(lambda: GenLike()); x = w(); print(type(x).__name__)
        async def h(): return await x
        print(self.run_(h()))
    def test_throw_ctx(self):
        @types.coroutine
        def y(): yield
        async def f():
            try: raise ValueError('v')
            except ValueError: await y()
        c = f(); c.send(None)
        try: c.throw(E('t'))
        except E as e: print(norm(e), e.__context__)
    def test_close_running(self):
        async def f():
            try: c.close()
            except ValueError as e: print(e)
            try: c.send(None)
            except ValueError as e: print(e)
            try: await c
            except Exception as e: print(type(e).__name__, e)
        c = f(); self.run_(c)
    def test_mark(self):
        @inspect.markcoroutinefunction
        def f(): pass
        print(inspect.iscoroutinefunction(f))

class AGT(unittest.TestCase):
    def step(self, aw):
        try: aw.send(None)
        except StopIteration as e: return e.value
        raise AssertionError('yielded')
    def drive(self, c):
        out = []
        try:
            while True: out.append(c.send(None))
        except StopIteration as e: return e.value
    def test_basic(self):
        async def g(): yield 1; yield 2
        a = g(); print(self.step(a.asend(None)), self.step(a.__anext__()))
        with self.assertRaises(StopAsyncIteration): a.asend(None).send(None)
        print(self.step(a.aclose()), self.step(a.aclose()))
        with self.assertRaises(StopAsyncIteration): self.step(a.__anext__())
    def test_reuse(self):
        async def g():
            try: yield 1
            except E: yield 5
            yield 2
        for mk in (lambda a: a.asend(None), lambda a: a.__anext__()):
            a = g(); s = mk(a); self.step(s)
            for f in (lambda: s.send(None), lambda: s.throw(E), lambda: next(s), lambda: s.close()):
                try: print('ok', f())
                except BaseException as e: print(type(e).__name__, e)
        a = g(); self.step(a.__anext__()); t = a.athrow(E); print(self.step(t))
        for f in (lambda: t.send(None), lambda: t.throw(E), lambda: t.close()):
            try: print('ok', f())
            except BaseException as e: print(type(e).__name__, e)
        a = g(); self.step(a.__anext__()); t = a.aclose(); self.step(t)
        for f in (lambda: t.send(None), lambda: t.throw(E), lambda: t.close()):
            try: print('ok', f())
            except BaseException as e: print(type(e).__name__, e)
    def test_close_before_start(self):
        async def g(): yield 1
        for mk in ('asend', 'athrow', 'aclose'):
            a = g(); s = a.asend(None) if mk == 'asend' else a.athrow(E) if mk == 'athrow' else a.aclose()
            with warnings.catch_warnings(record=True) as w:
                warnings.simplefilter('always'); s.close()
            try: s.send(None)
            except BaseException as e: print(mk, type(e).__name__, e)
            try: print(self.step(a.__anext__()))
            except BaseException as e: print(mk, type(e).__name__, e)
    def test_never_awaited(self):
        async def g(): yield 1
        with warnings.catch_warnings(record=True) as w:
            warnings.simplefilter('always')
            a = g(); a.asend(None); a.athrow(E); a.aclose(); a.__anext__(); gc.collect()
        print(sorted(str(x.message) for x in w))
    def test_concurrent(self):
        @types.coroutine
        def y(): yield
        async def g():
            await y(); yield 1
        a = g(); s = a.__anext__(); s.send(None)
        for mk in (lambda: a.__anext__(), lambda: a.asend(1), lambda: a.athrow(E), lambda: a.aclose()):
            try: mk().send(None)
            except RuntimeError as e: print(e)
        print(a.ag_running, a.ag_await is not None, a.ag_suspended); s.close()
    def test_throw_forms(self):
        async def g():
            while True:
                try: yield 1
                except E as e: print(e.args)
        with warnings.catch_warnings(record=True) as w:
            warnings.simplefilter('always')
            a = g(); self.step(a.__anext__()); self.step(a.athrow(E)); self.step(a.athrow(E('x'))); self.step(a.athrow(E, 'y')); self.step(a.athrow(E, 'z', None))
        print([str(x.message) for x in w])
        for args in ((1,), (), (E, 1, 2)):
            try: self.step(a.athrow(*args))
            except BaseException as e: print(type(e).__name__, e)
            a = g(); self.step(a.__anext__())
    def test_ignore_ge(self):
        async def g():
            try: yield 1
            except GeneratorExit: yield 2
        a = g(); self.step(a.__anext__())
        with self.assertRaises(RuntimeError) as c: self.step(a.aclose())
        print(c.exception)
        a = g(); self.step(a.__anext__())
        try: print(self.step(a.athrow(GeneratorExit)))
        except BaseException as e: print(type(e).__name__, e)
        async def h():
            try: yield 1
            except GeneratorExit: return
        a = h(); self.step(a.__anext__()); print(self.step(a.aclose()))
        a = h(); self.step(a.__anext__())
        try: self.step(a.athrow(GeneratorExit))
        except BaseException as e: print(type(e).__name__)
    def test_stop_leak(self):
        async def g(): yield 1; raise StopAsyncIteration
        async def h(): yield 1; raise StopIteration
        for f in (g, h):
            a = f(); self.step(a.__anext__())
            try: self.step(a.__anext__())
            except BaseException as e: print(norm(e))
    def test_first_send(self):
        async def g(): yield
        with self.assertRaises(TypeError) as c: g().asend(1).send(None)
        print(c.exception)
    def test_hooks(self):
        log = []
        async def g():
            try: yield 1
            finally: log.append('fin')
        old = sys.get_asyncgen_hooks(); print(old.firstiter, old.finalizer, type(old).__name__)
        sys.set_asyncgen_hooks(firstiter=lambda a: log.append(('first', a.__name__)), finalizer=lambda a: log.append(('final', a.__name__)) or kept.append(a))
        kept = []
        try:
            a = g(); s = a.__anext__(); log.append('made'); self.step(s); self.step.__self__; b = g(); del b; del a, s; print(log); x = kept.pop(); self.step(x.aclose()); del x; print(log)
            a = g(); self.step(a.__anext__()); self.step(a.aclose()); del a; print(log)
        finally: sys.set_asyncgen_hooks(*old)
        for kw in ({'firstiter': 1}, {'finalizer': 1}):
            with self.assertRaises(TypeError) as c: sys.set_asyncgen_hooks(**kw)
            print(c.exception)
        def bad(a): raise E('hook')
        sys.set_asyncgen_hooks(firstiter=bad)
        try:
            a = g()
            with self.assertRaises(E): a.__anext__()
            try: a.__anext__().close(); print('second ok')
            except E: print('second E')
        finally: sys.set_asyncgen_hooks(*old)
    def test_no_finalizer(self):
        log = []
        async def g():
            try: yield 1
            finally: log.append('fin')
        a = g(); self.step(a.__anext__()); del a; gc.collect(); print(log)
        got = []
        async def h():
            try: yield 1
            finally: await asyncio.sleep(0)
        old = sys.unraisablehook; sys.unraisablehook = lambda u: got.append((u.exc_type.__name__, str(u.exc_value)))
        try: a = h(); self.step(a.__anext__()); del a; gc.collect()
        finally: sys.unraisablehook = old
        print(got)
    async def aw(self, x): return await x
    def test_comprehension(self):
        async def g(n):
            for i in range(n): yield i
        async def m(): return [x async for x in g(3)], {x async for x in g(2)}, {x: x async for x in g(2)}, [x async for x in (y async for y in g(3) if y)]
        print(self.drive(m()))
    def test_aclose_mid(self):
        log = []
        @types.coroutine
        def y(v): return (yield v)
        async def g():
            try: yield 1
            finally: log.append(await y('fin')); log.append('end')
        a = g(); self.step(a.__anext__()); c = a.aclose(); print(c.send(None)); 
        try: c.send('val')
        except StopIteration: pass
        print(log)
    def test_athrow_mid(self):
        @types.coroutine
        def y(v): return (yield v)
        async def g():
            try: yield 1
            except E:
                await y('w'); yield 2
        a = g(); self.step(a.__anext__()); t = a.athrow(E); print(t.send(None)); 
        try: t.send(None)
        except StopIteration as e: print(e.value)
    def test_asend_value(self):
        async def g():
            x = None
            while True: x = yield x
        a = g(); self.step(a.asend(None)); print(self.step(a.asend(5)), self.step(a.asend('q')))


run_methods()
