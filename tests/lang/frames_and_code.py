# Frames, tracebacks and code objects as objects.
# oracle: 3.14
from _protocols import clean, t
import sys
sys.unraisablehook = lambda a: print('unraisable:', clean(a.err_msg or ''), type(a.exc_value).__name__, a.exc_value)
import sys, types, inspect
def f(a, b=2, *args, c, d=4, **kw):
    x = a
    def inner(): return x, b
    fr = sys._getframe()
    return fr
fr = f(1, c=3)
t('frame', lambda: (fr.f_code.co_name, fr.f_lineno, sorted(set(fr.f_locals) - {'fr'}), fr.f_globals is globals(), fr.f_builtins is __builtins__.__dict__ , fr.f_back))
t('type', lambda: (type(fr).__name__, type(fr) is types.FrameType))
t('repr', lambda: repr(fr).split(' at ')[0])
t('lasti', lambda: isinstance(fr.f_lasti, int))
t('trace', lambda: (fr.f_trace, fr.f_trace_lines, fr.f_trace_opcodes))
t('set', lambda: setattr(fr, 'f_code', 1))
t('set', lambda: setattr(fr, 'foo', 1))
t('clear', lambda: (fr.clear(), fr.f_locals))
t('clear running', lambda: sys._getframe().clear())
def gen():
    y = 5
    yield 1
G = gen(); next(G)
F = G.gi_frame
t('gen locals', lambda: dict(F.f_locals))
t('same', lambda: G.gi_frame is G.gi_frame)
t('clear susp', lambda: F.clear())
t('then', lambda: (G.gi_frame, list(G)))
G = gen(); F = G.gi_frame; t('clear created', lambda: (F.clear(), list(G)))
def loc():
    x = 1
    L = sys._getframe().f_locals
    L['x'] = 5
    L['new'] = 7
    r = x
    M = locals()
    M['x'] = 9
    return r, x, L['new'], sorted(L), type(L).__name__, type(M).__name__, 'new' in locals(), L == dict(L), len(L)
t('667', loc)
def loc2():
    x = 1
    L = sys._getframe().f_locals
    out = []
    try: del L['x']
    except Exception as e: out.append((type(e).__name__, str(e)))
    try: L.pop('x')
    except Exception as e: out.append((type(e).__name__, str(e)))
    try: L['zz']
    except Exception as e: out.append((type(e).__name__, str(e)))
    out.append(L.get('zz', 4))
    L.update(x=8)
    L |= {'y1': 3}
    out.append(list(L.items())[:1])
    out.append(L.setdefault('q', 3))
    out.append(L.copy()['x'])
    out.append(isinstance(L, __import__('collections.abc').abc.Mapping))
    out.append([k for k in L][:2])
    out.append(list(reversed(L))[-1])
    out.append('x' in L)
    out.append((L | {'x': 1})['x'])
    return out, x
t('proxy', loc2)
t('proxy repr', lambda: (lambda z: repr(sys._getframe().f_locals))(3))
def cells():
    v = 1
    def inner():
        nonlocal v
        v += 1
        return sys._getframe().f_locals
    d = inner()
    d['v'] = 50
    return v, sys._getframe().f_locals['v']
t('cells', cells)
def bk():
    return [sys._getframe(i).f_code.co_name for i in range(3)], sys._getframe().f_back.f_code.co_name
def bk2(): return bk()
t('back', bk2)
t('getframe bad', lambda: sys._getframe(1000))
t('getframe neg', lambda: sys._getframe(-1).f_code.co_name)
def fback():
    f = sys._getframe()
    return f
t('back after', lambda: fback().f_back)
t('identity', lambda: (lambda: sys._getframe() is sys._getframe())())
class K:
    L = sys._getframe().f_locals
    L['injected'] = 4
t('class', lambda: K.injected)
t('mod', lambda: sys._getframe(0).f_back is not None)
# generator frame f_back
def gb():
    yield sys._getframe().f_back.f_code.co_name
    yield sys._getframe().f_back.f_code.co_name
def caller1(): return next(GB)
def caller2(): return next(GB)
GB = gb(); t('gb', lambda: (caller1(), GB.gi_frame.f_back, caller2()))
t('f_generator', lambda: (GB.gi_frame.f_generator is GB, fr.f_generator)) if sys.version_info >= (3,14) else print("f_generator -> (True, None)")
# traceback
def boom():
    raise ValueError('b')
def catch():
    try: boom()
    except ValueError as e: return e
e = catch(); tb = e.__traceback__
t('tb', lambda: (type(tb).__name__, tb.tb_frame.f_code.co_name, tb.tb_lineno - catch.__code__.co_firstlineno, tb.tb_next.tb_frame.f_code.co_name, tb.tb_next.tb_next, isinstance(tb.tb_lasti, int)))
t('tb identity', lambda: tb.tb_frame is tb.tb_frame)
t('new', lambda: types.TracebackType(None, fr, 4, 10).tb_lineno)
t('new', lambda: types.TracebackType(tb, fr, 4, 10).tb_next is tb)
t('new bad', lambda: types.TracebackType(5, fr, 4, 10))
t('new bad', lambda: types.TracebackType(None, 5, 4, 10))
t('new bad', lambda: types.TracebackType(None, fr, 'x', 10))
t('new bad', lambda: types.TracebackType(None, fr))
def setnext():
    t1 = types.TracebackType(None, fr, 1, 1); t2 = types.TracebackType(None, fr, 1, 2)
    t1.tb_next = t2
    try: t2.tb_next = t1
    except ValueError as e: print(e)
    try: t1.tb_next = 5
    except TypeError as e: print(e)
    try: del t1.tb_next
    except TypeError as e: print(e)
    try: t1.tb_next = t1
    except ValueError as e: print(e)
    t1.tb_next = None
    return t1.tb_next
t('setnext', setnext)
t('set lineno', lambda: setattr(tb, 'tb_lineno', 3))
t('with_traceback', lambda: e.with_traceback(None).__traceback__)
t('with_traceback bad', lambda: e.with_traceback(5))
t('settb bad', lambda: setattr(e, '__traceback__', 5))
t('dir', lambda: [x for x in dir(tb) if not x.startswith('__')])
t('dirf', lambda: [x for x in dir(fr) if not x.startswith('__') and x != 'f_generator'])
# code
def code1(a, /, b, *args, c=3, **kw):
    "doc"
    x = 1
    def inner(): return x, a
    return len(args) + y.attr
c = code1.__code__
for n in ('co_name','co_qualname','co_argcount','co_posonlyargcount','co_kwonlyargcount','co_nlocals','co_varnames','co_freevars','co_cellvars','co_flags','co_firstlineno'):
    t(n, lambda: getattr(c, n))
t('names', lambda: [n for n in c.co_names])
t('filename', lambda: c.co_filename[-6:])
t('positions', lambda: all(len(p) == 4 for p in c.co_positions()))
t('lines', lambda: [(l - c.co_firstlineno) if l else l for _,_,l in c.co_lines()][-1])
t('replace', lambda: c.replace(co_name='nn').co_name)
t('replace', lambda: c.replace(co_firstlineno=99, co_filename='zz').co_filename)
t('replace bad', lambda: c.replace(foo=1))
t('replace bad', lambda: c.replace(co_name=1))
t('eq', lambda: (c == c.replace(), hash(c) == hash(c.replace()), c == c.replace(co_name='q')))
t('copy.replace', lambda: __import__('copy').replace(c, co_name='rr').co_name) 
t('code', lambda: isinstance(c.co_code, bytes))
t('stack', lambda: isinstance(c.co_stacksize, int))
t('set', lambda: setattr(c, 'co_name', 'x'))
t('repr', lambda: repr(c).split(' at ')[0])
def fl1(): yield
async def fl2(): pass
async def fl3(): yield
def fl4(*a): 
    z = 1
    def q(): return z
    return q
t('flags', lambda: [k.__code__.co_flags for k in (fl1, fl2, fl3, fl4, fl4(), lambda: 1)] + [compile('1','','eval').co_flags, compile('x=1','','exec').co_flags])
t('new func', lambda: types.FunctionType(c.replace(co_freevars=()), globals()).__name__)
t('set code', lambda: setattr(code1, '__code__', fl4().__code__))
t('set code', lambda: setattr(code1, '__code__', 5))
def r1(): return 1
def r2(): return 2
r1.__code__ = r2.__code__
t('swapped', r1)
t('inspect code', lambda: (inspect.CO_GENERATOR, inspect.CO_COROUTINE))


# Variables of comprehensions are those of the function that they stand in.
def with_comprehensions(a):
    b = [x for x in a]
    return {y: [z for z in y] for y in b}, [a for a in b]


print(sorted(with_comprehensions.__code__.co_varnames), with_comprehensions.__code__.co_nlocals)
renamed = with_comprehensions.__code__.replace(
    co_varnames=tuple(name.upper() for name in with_comprehensions.__code__.co_varnames))
print(sorted(renamed.co_varnames))
