# contextlib: everything it offers, synchronous and asynchronous.
# oracle: 3.14
from _protocols import clean, t
import sys
sys.unraisablehook = lambda a: print('unraisable:', clean(a.err_msg or ''), type(a.exc_value).__name__, a.exc_value)
import contextlib, sys, io, os
from contextlib import *
from contextlib import AsyncContextDecorator
@contextmanager
def cm(x, log):
    "doc of cm"
    log.append('enter')
    try: yield x
    except ValueError as e: log.append(('caught', str(e)))
    finally: log.append('exit')
def f(exc=None):
    log = []
    with cm(3, log) as v:
        log.append(v)
        if exc: raise exc
    return log
t('cm', f); t('cm exc', f, ValueError('v')); t('cm exc2', f, KeyError('k'))
t('wraps', lambda: (cm.__name__, cm.__doc__, type(cm(1, [])).__name__, cm(1,[]).__doc__))
@contextmanager
def bad():
    if 0: yield
t('no yield', lambda: bad().__enter__())
@contextmanager
def twice():
    yield 1
    yield 2
def g():
    with twice(): pass
t('twice', g)
@contextmanager
def twice2():
    try: yield 1
    except BaseException: yield 2
def g():
    with twice2(): 1/0
t('twice exc', g)
@contextmanager
def si(): yield
def g(e):
    with si(): raise e
t('StopIteration', g, StopIteration('x')); t('StopAsync', g, StopAsyncIteration('x')); t('RuntimeError', g, RuntimeError('r'))
def g():
    with si():
        try: raise StopIteration('a')
        except StopIteration as e: raise RuntimeError('b') from e
t('rt', g)
@contextmanager
def swallow():
    try: yield
    except Exception as e: pass
t('swallow', lambda: swallow().__enter__())
def g():
    with swallow(): 1/0
    return 'ok'
t('swallow', g)
@contextmanager
def conv():
    try: yield
    except ZeroDivisionError as e: raise KeyError('conv') from e
def g():
    with conv(): 1/0
t('conv', g)
@contextmanager
def deco(log):
    log.append('in'); yield; log.append('out')
L = []
@deco(L)
def fn(a): 
    "fndoc"
    L.append(a); return a
t('deco', lambda: (fn(1), fn(2), L, fn.__name__, fn.__doc__))
c = si()
def g():
    with c: pass
    with c: pass
t('reuse', g)
t('keyword', lambda: cm(x=1, log=[]).kwds)
class CD(ContextDecorator):
    def __enter__(self): print('E'); return self
    def __exit__(self, *a): print('X', a[0]); return True
@CD()
def h(): 1/0
t('cd', h)
# closing, nullcontext, suppress
class C:
    def close(self): print('closed')
def g():
    with closing(C()) as c: return type(c).__name__
t('closing', g)
def g():
    with nullcontext(5) as x, nullcontext() as y: return x, y
t('null', g)
def g():
    with suppress(ValueError, KeyError): raise KeyError
    with suppress(): pass
    with suppress(ValueError): raise TypeError('t')
t('suppress', g)
def g():
    with suppress(ValueError): raise ExceptionGroup('g', [ValueError(1)])
    try:
        with suppress(ValueError): raise ExceptionGroup('g', [ValueError(1), ExceptionGroup('h', [TypeError(2), ValueError(3)])])
    except BaseException as e: return repr(e)
t('suppress g', g)
def g():
    s = io.StringIO(); e = io.StringIO()
    with redirect_stdout(s) as q, redirect_stderr(e):
        print('hello'); print('err', file=sys.stderr)
    return s.getvalue(), e.getvalue(), q is s
t('redirect', g)
def g():
    old = os.getcwd()
    with chdir('/'): a = os.getcwd()
    return a, os.getcwd() == old
t('chdir', g)
# ExitStack
def g():
    log = []
    with ExitStack() as s:
        s.callback(log.append, 'cb')
        s.callback(lambda *a, **k: log.append((a, k)), 1, z=2)
        s.enter_context(cm('x', log))
        @s.push
        def p(*a): log.append(a[0]); return True
        @s.callback
        def q(): log.append('q')
        1/0
    return log
t('stack', g)
def g():
    s = ExitStack()
    log = []
    with s:
        s.callback(log.append, 1)
        t2 = s.pop_all()
    a = list(log)
    t2.close()
    return a, log
t('pop_all', g)
t('enter bad', lambda: ExitStack().enter_context(5)); t('push bad', lambda: ExitStack().push(5)); t('cb bad', lambda: ExitStack().callback())
class Half:
    def __enter__(self): pass
t('enter half', lambda: ExitStack().enter_context(Half()))
def chain(e):
    out=[]
    while e and len(out) < 8: out.append(repr(e)); e = e.__context__
    return out
def g():
    def raiser(e):
        def r(*a): raise e
        return r
    try:
        with ExitStack() as s:
            s.callback(raiser(KeyError(1)))
            s.callback(raiser(ValueError(2)))
            raise TypeError(0)
    except Exception as e: return chain(e)
t('chain', g)
def g():
    try:
        with ExitStack() as s:
            s.push(lambda *a: True)
            s.callback(lambda: 1/0)
            raise TypeError(0)
    except Exception as e: return chain(e)
    return 'suppressed', s
t('suppressed', lambda: g()[0])
t('wrapped', lambda: [x for x in contextlib.__all__])
t('abstract', lambda: AbstractContextManager()); t('abstract', lambda: AbstractAsyncContextManager())
class ACM(AbstractContextManager):
    def __exit__(self, *a): pass
t('abs', lambda: ACM().__enter__().__class__.__name__)
t('sub', lambda: (issubclass(C, AbstractContextManager), isinstance(nullcontext(), AbstractContextManager), issubclass(Half, AbstractContextManager), AbstractContextManager[int]))
# async
def run(coro):
    try: 
        while 1: coro.send(None)
    except StopIteration as e: return e.value
@asynccontextmanager
async def acm(log):
    "adoc"
    log.append('aenter')
    try: yield 7
    except ValueError: log.append('v')
    finally: log.append('aexit')
async def ag(exc=None):
    log = []
    async with acm(log) as v:
        log.append(v)
        if exc: raise exc
    return log
t('acm', lambda: run(ag())); t('acm', lambda: run(ag(ValueError()))); t('acm', lambda: run(ag(KeyError('k'))))
@asynccontextmanager
async def abad():
    if 0: yield
async def ag():
    async with abad(): pass
t('abad', lambda: run(ag()))
@asynccontextmanager
async def atwice():
    yield 1
    yield 2
async def ag():
    async with atwice(): pass
t('atwice', lambda: run(ag()))
@asynccontextmanager
async def atwice2():
    try: yield 1
    except BaseException: yield 2
async def ag():
    async with atwice2(): 1/0
t('atwice2', lambda: run(ag()))
@asynccontextmanager
async def asi(): yield
async def ag(e):
    async with asi(): raise e
for e in (StopIteration('x'), StopAsyncIteration('y'), RuntimeError('r'), GeneratorExit()):
    t('asi', lambda: run(ag(e)))
L = []
@acm(L)
async def dec(a):
    L.append(a); return a
t('adeco', lambda: (run(dec(1)), run(dec(2)), L, dec.__name__))
class ACD(AsyncContextDecorator):
    async def __aenter__(self): print('AE')
    async def __aexit__(self, *a): print('AX'); return True
@ACD()
async def ah(): 1/0
t('acd', lambda: run(ah()))
async def ag():
    log = []
    async with AsyncExitStack() as s:
        s.callback(log.append, 'cb')
        s.push_async_callback(acb, log, 'acb')
        await s.enter_async_context(acm(log))
        s.enter_context(cm('x', log))
        @s.push_async_exit
        async def p(*a): log.append(a[0] and a[0].__name__); return True
        1/0
    return log
async def acb(log, x): log.append(x)
t('astack', lambda: run(ag()))
async def ag(): await AsyncExitStack().enter_async_context(5)
t('astack bad', lambda: run(ag()))
async def ag(): AsyncExitStack().push_async_exit(5)
t('astack bad', lambda: run(ag()))
async def ag():
    s = AsyncExitStack(); L = []
    s.push_async_callback(acb, L, 1)
    s2 = s.pop_all(); await s.aclose(); a = list(L); await s2.aclose()
    return a, L
t('aclose', lambda: run(ag()))
t('with', lambda: ExitStack().__enter__() and AsyncExitStack().__enter__)
async def agen():
    try: yield 1; yield 2
    finally: print('agen fin')
async def ag():
    async with aclosing(agen()) as a:
        async for x in a: return x
t('aclosing', lambda: run(ag()))
async def ag():
    async with nullcontext(4) as x: return x
t('anull', lambda: run(ag()))
def tb():
    import traceback
    @contextmanager
    def w(): yield
    try:
        with w():
            with w(): 1/0
    except ZeroDivisionError as e: return [f.name for f in traceback.extract_tb(e.__traceback__)]
t('tb', tb)
