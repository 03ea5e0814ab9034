# Generator objects: attributes, names, send, throw and close in every state.
# oracle: 3.14
from _protocols import clean, t
import sys
sys.unraisablehook = lambda a: print('unraisable:', clean(a.err_msg or ''), type(a.exc_value).__name__, a.exc_value)
import sys, types, inspect, copy, warnings, gc
def g():
    x = yield 1
    y = yield x
    return (x, y)
G = g()
t('repr', lambda: repr(G).split(' at ')[0])
for a in ('gi_frame','gi_running','gi_suspended','gi_code','gi_yieldfrom','__name__','__qualname__','cr_await'):
    t(a, lambda: type(getattr(G, a)).__name__)
def setit(a, v):
    setattr(G, a, v)
    return getattr(G, a)
for a in ('gi_frame','gi_running','gi_suspended','gi_code','gi_yieldfrom'):
    t('set '+a, setit, a, 1)
    t('del '+a, delattr, G, a)
for v in ('nn', 5, None, b'x'):
    t('name', setit, '__name__', v)
    t('qualname', setit, '__qualname__', v)
t('del name', delattr, G, '__name__')
t('del qn', delattr, G, '__qualname__')
t('repr', lambda: repr(G).split(' at ')[0])
t('fn name', lambda: (g.__name__, g.__qualname__))
G2 = g()
t('other', lambda: (G2.__name__, G2.__qualname__))
g.__name__ = 'renamed'; g.__qualname__='ren.amed'
G3 = g()
t('new', lambda: (G3.__name__, G3.__qualname__))
t('setattr other', lambda: setattr(G2, 'foo', 1))
t('dict', lambda: G2.__dict__)
t('send non none', lambda: G2.send(5))
t('next', lambda: next(G2))
t('send', lambda: G2.send('a'))
t('copy', lambda: copy.copy(G2))
t('deepcopy', lambda: copy.deepcopy(G2))
t('reduce', lambda: G2.__reduce_ex__(4))
t('send end', lambda: G2.send('b'))
t('send after', lambda: G2.send('b'))
t('next after', lambda: next(G2))
t('gi_frame', lambda: G2.gi_frame)
t('close', lambda: G2.close())
t('throw closed', lambda: G2.throw(ValueError('x')))
def me():
    yield list(M)
M = me()
t('already', lambda: next(M))
def me2():
    yield M.send(1)
M = me2(); t('already send', lambda: next(M))
def me2():
    yield M.throw(ValueError)
M = me2(); t('already throw', lambda: next(M))
def me2():
    yield M.close()
M = me2(); t('already close', lambda: next(M))
def me3():
    yield M.gi_running, M.gi_suspended, M.gi_frame.f_lineno, inspect.getgeneratorstate(M)
M = me3(); t('state', lambda: (inspect.getgeneratorstate(M), next(M), inspect.getgeneratorstate(M), list(M), inspect.getgeneratorstate(M)))
# throw
def h():
    while True:
        try:
            yield 'v'
        except ValueError as e:
            print('caught', repr(e), e.args, e.__traceback__ is not None)
def started():
    G = h(); next(G); return G
G = started()
warnings.simplefilter('ignore')
t('throw cls', lambda: G.throw(ValueError))
t('throw inst', lambda: G.throw(ValueError('q')))
t('throw cls,val', lambda: G.throw(ValueError, 'q'))
t('throw cls,tuple', lambda: G.throw(ValueError, (1,2)))
t('throw cls,None', lambda: G.throw(ValueError, None))
t('throw cls,None,None', lambda: G.throw(ValueError, None, None))
t('throw cls,inst', lambda: G.throw(ValueError, ValueError('zz'), None))
t('throw base,derived inst', lambda: G.throw(Exception, ValueError('zz'), None))
t('throw cls,other inst', lambda: G.throw(ValueError, KeyError('zz'), None))
G = started()
t('throw inst,val', lambda: G.throw(ValueError('a'), 'b'))
t('throw inst,inst', lambda: G.throw(ValueError('a'), ValueError('b')))
t('throw str', lambda: G.throw('abc'))
t('throw int', lambda: G.throw(0))
t('throw obj', lambda: G.throw(object))
t('throw tb', lambda: G.throw(ValueError, None, 23))
t('throw tb2', lambda: G.throw(ValueError('a'), None, 'x'))
t('throw none', lambda: G.throw())
t('throw 4', lambda: G.throw(1,2,3,4))
t('throw kw', lambda: G.throw(type=ValueError))
t('throw badcls', lambda: G.throw(type('B', (ValueError,), {'__new__': lambda c, *a: 5})))
t('throw badinit', lambda: G.throw(type('B', (ValueError,), {'__init__': lambda c, *a: 1/0})))
t('send noargs', lambda: G.send())
t('send 2', lambda: G.send(1,2))
t('close 1', lambda: G.close(1))
t('still', lambda: next(G))
# throw into not started
G = h()
t('throw new', lambda: G.throw(ValueError('nn')))
t('then', lambda: next(G))
# close values
def c1():
    try: yield 1
    except GeneratorExit: return 'closed'
G = c1(); t('c unstarted', lambda: G.close())
G = c1(); next(G); t('c', lambda: (G.close(), G.close(), list(G)))
def c2():
    try: yield 1
    finally: print('fin')
G = c2(); next(G); t('c2', lambda: G.close())
def c3():
    try: yield 1
    except GeneratorExit: yield 2
G = c3(); next(G); t('c3', lambda: G.close()); t('c3 n', lambda: next(G))
def c4():
    try: yield 1
    except GeneratorExit: raise ValueError('v')
G = c4(); next(G); t('c4', lambda: G.close()); t('c4', lambda: G.close())
def c5():
    yield 1
    return 5
G = c5(); next(G); t('c5', lambda: G.close())
def c6():
    try: yield 1
    except GeneratorExit: raise StopIteration(7)
G = c6(); next(G); t('c6', lambda: G.close())
def c7():
    yield from c1()
G = c7(); next(G); t('c7', lambda: G.close())
def c8():
    x = yield from c1()
    return x + '!'
G = c8(); next(G); t('c8', lambda: G.close())
def c9():
    try:
        yield from c1()
    except GeneratorExit as e:
        return 'nine', repr(e.__context__)
G = c9(); next(G); t('c9', lambda: G.close())
def s1():
    raise StopIteration(4)
    yield
t('pep479', lambda: next(s1()))
def s2():
    try: yield
    except: raise StopIteration
G=s2(); next(G); t('479 throw', lambda: G.throw(ValueError('x')))
def s3():
    yield from iter([])
    raise StopIteration
t('479', lambda: list(s3()))
def s4():
    yield
G=s4(); next(G); t('479 throw StopIteration', lambda: G.throw(StopIteration(3)))
G=s4(); t('479 throw StopIteration unstarted', lambda: G.throw(StopIteration(3)))
def s5():
    return (yield from s6())
def s6():
    yield 1
    return StopIteration(1)
t('ret stopiter', lambda: list(s5()))
def r(v):
    return v
    yield
for v in (None, 1, (1,2), StopIteration(4), ValueError('e'), ()):
    def f():
        try: next(r(v))
        except StopIteration as e: return e.args, e.value
    t('retval', f)
t('type', lambda: types.GeneratorType())
t('iter', lambda: iter(G) is G)
t('hash', lambda: isinstance(hash(G), int))
t('next kw', lambda: G.__next__(1))
t('subclass', lambda: type('X', (types.GeneratorType,), {}))
t('del', lambda: G.__del__())
