"""Context managers of contextlib and context variables, as a test suite asks about them."""
import unittest, contextlib, contextvars, asyncio, sys, threading, io, gc, weakref, inspect, warnings, collections.abc
from contextlib import *
from _methods import *
class E(Exception): pass
def norm(e): return (type(e).__name__, e.args, type(e.__context__).__name__, type(e.__cause__).__name__, e.__suppress_context__)
class CL(unittest.TestCase):
    def test_no_reraise(self):
        @contextmanager
        def w():
            try: yield
            except: raise
        c = w(); c.__enter__(); self.assertFalse(c.__exit__(TypeError, TypeError('f'), None))
    def test_trap_yield_after_throw(self):
        @contextmanager
        def w():
            try: yield
            except: yield
        c = w(); c.__enter__()
        with self.assertRaises(RuntimeError) as x: c.__exit__(TypeError, TypeError('f'), None)
        print(x.exception)
    def test_no_yield(self):
        @contextmanager
        def w():
            if 0: yield
        with self.assertRaises(RuntimeError) as x: w().__enter__()
        print(x.exception)
        @contextmanager
        def w2(): yield; yield
        c = w2(); c.__enter__()
        with self.assertRaises(RuntimeError) as x: c.__exit__(None, None, None)
        print(x.exception)
    def test_stopiteration(self):
        @contextmanager
        def w(): yield
        for ex in (StopIteration('i'), StopAsyncIteration('a')):
            with self.assertRaises(type(ex)) as x:
                with w(): raise ex
            print(norm(x.exception), x.exception is ex)
        @contextmanager
        def w3():
            try: yield
            except Exception as e: raise RuntimeError(f'caught {e}') from e
        with self.assertRaises(RuntimeError) as x:
            with w3(): 1/0
        print(norm(x.exception))
    def test_attribs(self):
        def attribs(**kw):
            def d(f):
                for k, v in kw.items(): setattr(f, k, v)
                return f
            return d
        @contextmanager
        @attribs(foo='bar')
        def baz(s): 'doc'
        print(baz.__name__, baz.foo, baz.__doc__, baz.__wrapped__.__name__); 
    def test_instance_doc(self):
        @contextmanager
        def w(): 'the doc'; yield
        self.assertEqual(w().__doc__, 'the doc')
    def test_kw_self(self):
        @contextmanager
        def w(self, func, args, kwds): yield (self, func, args, kwds)
        with w(self=11, func=22, args=33, kwds=44) as t: print(t)
    def test_param_freed(self):
        class A: pass
        @contextmanager
        def w(a, b):
            a = weakref.ref(a); b = weakref.ref(b); yield a() is None and b() is None
        with w(A(), b=A()) as r: print(r)
    def test_decorator(self):
        log = []
        @contextmanager
        def w(n):
            log.append(('in', n)); yield; log.append(('out', n))
        @w(1)
        def f(x): return x
        print(f(1), f(2), log, f.__name__)
        c = w(2)
        with c: pass
        with self.assertRaises(AttributeError): 
            with c: pass
    def test_recursive(self):
        depth = 0; 
        @contextmanager
        def w(): nonlocal depth; b = depth; depth += 1; yield; depth -= 1; self.assertEqual(depth, b)
        @w()
        def rec():
            if depth < 10: rec()
        rec(); print(depth)
    def test_abstract(self):
        for A, ms in ((AbstractContextManager, ('__exit__',)), (AbstractAsyncContextManager, ('__aexit__',))):
            with self.assertRaises(TypeError) as x: A()
            print(x.exception)
        class D:
            def __enter__(self): pass
            def __exit__(self, *a): pass
        print(isinstance(D(), AbstractContextManager), issubclass(D, AbstractContextManager), AbstractContextManager[int], AbstractAsyncContextManager[int])
        class N(D): __exit__ = None
        print(issubclass(N, AbstractContextManager))
    def test_closing(self):
        log = []
        class C:
            def close(self): log.append('c')
        x = C()
        with closing(x) as y: self.assertIs(x, y)
        with self.assertRaises(E):
            with closing(x): raise E
        print(log)
        with self.assertRaises(AttributeError):
            with closing(1): pass
    def test_nullcontext(self):
        with nullcontext(5) as x: print(x)
        async def m():
            async with nullcontext(6) as y: return y
        print(asyncio.run(m()))
    def test_suppress(self):
        with suppress(E): raise E
        with suppress(): pass
        with self.assertRaises(ZeroDivisionError):
            with suppress(E): 1/0
        with suppress(ValueError):
            raise ExceptionGroup('g', [ValueError(1), ExceptionGroup('h', [ValueError(2)])])
        with self.assertRaises(ExceptionGroup) as x:
            with suppress(ValueError): raise ExceptionGroup('g', [ValueError(1), KeyError(2)])
        print(repr(x.exception))
        s = suppress(E)
        with s:
            with s: raise E
            print('after')
        with suppress(LookupError): [][1]
    def test_redirect(self):
        f = io.StringIO(); r = redirect_stdout(f)
        with r as t: print('a'); self.assertIs(t, f)
        with r:
            print('b')
            with r: print('c')
            print('d')
        print(repr(f.getvalue()))
        g = io.StringIO()
        with redirect_stderr(g): sys.stderr.write('x')
        print(g.getvalue())
        i = io.StringIO('line\n')
        with contextlib._RedirectStream.__class__ and redirect_stdout(io.StringIO()): pass
    def test_chdir(self):
        import os, tempfile
        old = os.getcwd()
        with tempfile.TemporaryDirectory() as d:
            c = chdir(d)
            with c:
                with c: pass
            with self.assertRaises(E):
                with c: raise E
        self.assertEqual(os.getcwd(), old)
    def mkstack(self): return ExitStack()
    def test_stack_order(self):
        log = []
        with ExitStack() as s:
            print(s.callback(log.append, 1)); s.callback(lambda *a, **k: log.append((a, k)), 2, x=3); print(s.push(lambda *e: log.append(e)) is not None); s.enter_context(nullcontext())
            print(len(s._exit_callbacks), s._exit_callbacks[0][0], s._exit_callbacks[0][1].__wrapped__)
        print(log)
    def test_stack_suppress(self):
        with ExitStack() as s: s.push(lambda *e: True); 1/0
        with self.assertRaises(KeyError) as x:
            with ExitStack() as s:
                def f(*e): raise KeyError('k')
                s.push(f); 1/0
        print(norm(x.exception))
    def test_stack_contexts(self):
        class R:
            def __init__(s, e): s.e = e
            def __enter__(s): return s
            def __exit__(s, *a): raise s.e
        class RC:
            def __init__(s, o, i): s.o = o; s.i = i
            def __enter__(s): return s
            def __exit__(s, *a):
                try: raise s.i
                except: raise s.o
        class Sup:
            def __enter__(s): return s
            def __exit__(s, *a): s.saved = a; return True
        for variant in range(2):
            sup = Sup()
            try:
                if variant:
                    with ExitStack() as s:
                        s.enter_context(R(IndexError(1))); s.enter_context(RC(KeyError(2), AttributeError(3))); s.enter_context(sup); s.enter_context(R(ValueError(4))); 1/0
                else:
                    with R(IndexError(1)):
                        with RC(KeyError(2), AttributeError(3)):
                            with sup:
                                with R(ValueError(4)): 1/0
            except IndexError as e:
                print(norm(e), norm(e.__context__), norm(e.__context__.__context__), e.__context__.__context__.__context__); print(norm(sup.saved[1]), norm(sup.saved[1].__context__))
    def test_stack_pop_all_close(self):
        log = []; s = ExitStack(); s.callback(log.append, 1); t = s.pop_all(); s.close(); print(log); t.close(); t.close(); print(log)
        with self.assertRaises(TypeError) as x: s.callback()
        print(x.exception)
        with self.assertRaises(TypeError) as x: ExitStack.callback()
        print(x.exception)
        with self.assertRaises(TypeError) as x: s.enter_context(1)
        print(x.exception)
        with self.assertRaises(TypeError) as x: s.callback(callback=1)
        print(x.exception)
    def test_stack_instance_bypass(self):
        class X: pass
        x = X(); x.__enter__ = lambda: 1; x.__exit__ = lambda *a: 1; s = ExitStack()
        with self.assertRaises(TypeError) as c: s.enter_context(x)
        print(c.exception); s.push(x); self.assertIs(s._exit_callbacks[-1][1], x)
    def test_stack_fix(self):
        def cm():
            try: yield
            finally: raise E('fin')
        c = contextmanager(cm)
        try:
            with ExitStack() as s: s.enter_context(c()); s.enter_context(c()); raise KeyError('b')
        except E as e: print(norm(e), norm(e.__context__), norm(e.__context__.__context__))
    def run_(self, c): return asyncio.run(c)
    def test_async_cm(self):
        log = []
        @asynccontextmanager
        async def w(n):
            log.append(n)
            try: yield n
            except E: log.append('E')
            finally: log.append('out')
        async def m():
            async with w(1) as x: log.append(x)
            async with w(2): raise E
            @w(3)
            async def f(): log.append('f'); return 7
            return await f(), await f()
        print(self.run_(m()), log)
        async def bad():
            @asynccontextmanager
            async def n():
                if 0: yield
            try: await n().__aenter__()
            except RuntimeError as e: print(e)
            @asynccontextmanager
            async def t(): yield; yield
            c = t(); await c.__aenter__()
            try: await c.__aexit__(None, None, None)
            except RuntimeError as e: print(e)
            @asynccontextmanager
            async def u():
                try: yield
                except: yield
            c = u(); await c.__aenter__()
            try: await c.__aexit__(E, E('z'), None)
            except RuntimeError as e: print(e)
            for ex in (StopIteration('i'), StopAsyncIteration('a')):
                @asynccontextmanager
                async def p(): yield
                try:
                    async with p(): raise ex
                except Exception as e: print(norm(e), e is ex)
        self.run_(bad())
    def test_aclosing(self):
        log = []
        async def g():
            try: yield 1; yield 2
            finally: log.append('fin')
        async def m():
            async with aclosing(g()) as x:
                async for v in x: break
            log.append('after')
            try:
                async with aclosing(g()) as x:
                    async for v in x: raise E
            except E: log.append('E')
        self.run_(m()); print(log)
    def test_async_stack(self):
        log = []
        async def ac(*a, **k): log.append(('ac', a, k))
        async def ex(*e): log.append(('ex', e[0] and e[0].__name__)); return True
        @asynccontextmanager
        async def acm(): log.append('in'); yield 'v'; log.append('out')
        async def m():
            async with AsyncExitStack() as s:
                print(s.push_async_callback(ac, 1, k=2) is ac); s.push_async_exit(ex); s.callback(log.append, 'sync'); print(await s.enter_async_context(acm())); s.enter_context(nullcontext()); s.push(lambda *a: log.append('push')); print([c[0] for c in s._exit_callbacks])
                raise E
            print(log)
            s = AsyncExitStack(); s.push_async_callback(ac, 5); t = s.pop_all(); await s.aclose(); await t.aclose(); print(log[-1])
            for bad in (1, nullcontext):
                try: await s.enter_async_context(bad)
                except TypeError as e: print(e)
            try: s.push_async_callback()
            except TypeError as e: print(e)
            try: AsyncExitStack.close
            except AttributeError as e: print(e)
            async def r(e): raise e
            try:
                async with AsyncExitStack() as s: s.push_async_callback(r, IndexError(1)); s.push_async_callback(r, KeyError(2)); s.push_async_exit(ex); s.push_async_callback(r, ValueError(3)); 1/0
            except IndexError as e: print(norm(e), norm(e.__context__), e.__context__.__context__)
        self.run_(m())
class CV(unittest.TestCase):
    def test_token(self):
        v = contextvars.ContextVar('v', default=42)
        def f():
            t = v.set(1); print(t.var is v, t.old_value is contextvars.Token.MISSING, repr(t)[:12], ' used' in repr(t)); v.reset(t); print(' used' in repr(t), v.get())
            with self.assertRaises(RuntimeError) as x: v.reset(t)
            print(str(x.exception).split('> ')[-1]); w = contextvars.ContextVar('w')
            with self.assertRaises(ValueError) as x: w.reset(v.set(2))
            print(str(x.exception).split('> ')[-1])
            with self.assertRaises(TypeError) as x: v.reset(1)
            print(x.exception)
            t = v.set(9)
            with self.assertRaises(ValueError) as x: contextvars.Context().run(v.reset, t)
            print(str(x.exception).split('> ')[-1])
            with self.assertRaises(RuntimeError) as x: contextvars.Token()
            print(x.exception, repr(contextvars.Token.MISSING))
        contextvars.Context().run(f)
    def r(self): raise E
    def test_isolation(self):
        v = contextvars.ContextVar('v', default=0)
        async def t(n): v.set(n); await asyncio.sleep(0); return v.get()
        async def m(): return await asyncio.gather(*(t(i) for i in range(4))), v.get()
        print(asyncio.run(m()))
        res = []
        th = threading.Thread(target=lambda: res.append(v.get())); v.set(4); th.start(); th.join(); print(res)
        ctx = contextvars.copy_context(); 
        def gen():
            v.set(8); yield v.get()
        g = gen(); print(ctx.run(next, g), v.get())
    def test_many(self):
        vs = [contextvars.ContextVar(str(i)) for i in range(300)]
        def f():
            for i, v in enumerate(vs): v.set(i)
            c = contextvars.copy_context(); ts = [v.set(-1) for v in vs]; print(len(c), sum(c[v] for v in vs), sum(v.get() for v in vs)); [v.reset(t) for v, t in zip(vs, ts)]; print(sum(v.get() for v in vs))
        contextvars.Context().run(f)


run_methods()
