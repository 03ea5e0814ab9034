# match, with, decorators, assignment and del statements in full.
import sys
def x(f, *a, **k):
    try: print('  ->', f(*a, **k))
    except BaseException as e: print('  !!', type(e).__name__, e)
# match
class P:
    __match_args__ = ('a','b')
    def __init__(s, a, b): s.a, s.b = a, b
def m(v):
    match v:
        case P(1, 2): return 'P12'
        case P(a, b=3): return 'Pb3', a
        case P(a): return 'P', a
        case int(n) if n > 100: return 'big', n
        case int() | float() as n: return 'num', n
        case str('x' | 'y'): return 'xy'
        case [1, *r]: return 'l1', r
        case [_, _]: return 'two'
        case (): return 'empty'
        case {'k': v, **rest}: return 'd', v, rest
        case {}: return 'dict'
        case None | True: return 'const'
        case bytes(): return 'bytes'
        case _: return 'other'
for v in [P(1,2), P(4,3), P(5,6), 500, 5, 2.5, 'x', 'z', [1,2,3], (1,), [5,6], (), [], {'k': 1, 'z': 2}, {'q': 1}, None, True, b'a', bytearray(b'ab'), range(2), 'ab', {1,2}]: print(m(v))
class Bad: __match_args__ = 5
class Bad2: __match_args__ = (5,)
class NoM: pass
class Dup: __match_args__ = ('a','a'); a = 1
def t1(v, src):
    ns = {'v': v, 'Bad': Bad, 'Bad2': Bad2, 'NoM': NoM, 'Dup': Dup, 'P': P}
    exec(f'match v:\n case {src}: r = "yes"\n case _: r = "no"', ns); return ns['r']
x(t1, Bad(), 'Bad(1)'); x(t1, Bad2(), 'Bad2(1)'); x(t1, NoM(), 'NoM(1)'); x(t1, NoM(), 'NoM()'); x(t1, Dup(), 'Dup(1, 1)'); x(t1, P(1,2), 'P(1, 2, 3)'); x(t1, P(1,2), 'P(1, a=1)'); x(t1, 5, 'len()'); x(t1, 5, 'int(1, 2)'); x(t1, 5, 'int(real=5)'); x(t1, 5, 'P()'); x(t1, P(1,2), 'P(zork=1)'); x(t1, {'a': 1}, '{"a": 1, "b": 2}'); x(t1, -1, '-1'); x(t1, 1+2j, '1+2j'); x(t1, 'a', '"a" "b"'); x(t1, 3, '3.0'); x(t1, 1, 'True'); x(t1, True, '1'); x(t1, [[1],[2]], '[[a],[b]]'); x(t1, {'x': {'y': 1}}, '{"x": {"y": 1}}'); x(t1, 1, 'v'); x(t1, object, 'type()')
import collections, collections.abc
class Seq(collections.abc.Sequence):
    def __getitem__(s, i): return [1,2][i]
    def __len__(s): return 2
class Mp(collections.abc.Mapping):
    def __getitem__(s, k): return {'a': 1}[k]
    def __len__(s): return 1
    def __iter__(s): return iter(['a'])
x(t1, Seq(), '[1, 2]'); x(t1, Mp(), '{"a": 1}'); x(t1, collections.deque([1]), '[1]'); x(t1, collections.OrderedDict(a=1), '{"a": 1}'); x(t1, memoryview(b'a'), '[97]'); x(t1, 'a', '["a"]'); x(t1, iter([1]), '[1]'); x(t1, collections.defaultdict(int), '{"z": 0}')
class Reg: 
    def __len__(s): return 1
    def __getitem__(s, i): return 7
collections.abc.Sequence.register(Reg); x(t1, Reg(), '[7]')
for src in ['case a: pass\n case b: pass', 'case a | b: pass', 'case [a, a]: pass', 'case {**r, "a": 1}: pass', 'case {"a": 1, "a": 2}: pass', 'case P(a=1, a=2): pass', 'case a.b.c(): pass', 'case [*a, *b]: pass', 'case 1 | a: pass', 'case a as b: pass', 'case _ | 1: pass', 'case f"x": pass', 'case 1 as _: pass','case -a: pass','case 1+1: pass', 'case P(1, a=2, 3): pass', 'case (a as b) as c: pass']:
    try: compile(f'match v:\n {src}', 's', 'exec'); print('ok', src)
    except SyntaxError as e: print(src, '|', e)
# with
class CM:
    def __init__(s, n, sup=False, ee=None, xe=None): s.n, s.sup, s.ee, s.xe = n, sup, ee, xe
    def __enter__(s): print('enter', s.n); 
    def __exit__(s, *a): print('exit', s.n, a[0].__name__ if a[0] else None); return s.sup
with CM(1), CM(2, True): raise ValueError
with (CM(1) as a, CM(2) as b,): print(a, b)
def f():
    with CM(1): return 1
f()
for i in range(2):
    with CM(i): continue
class E1:
    def __enter__(s): return 1
class E2:
    def __exit__(s, *a): pass
def f():
    with E1(): pass
x(f)
class E3:
    def __enter__(s): raise KeyError('enter')
    def __exit__(s, *a): print('no')
def f():
    with E3(): pass
x(f)
class E4:
    def __enter__(s): return 1
    def __exit__(s, *a): raise TypeError('exit')
def f():
    with E4(): raise ValueError('body')
try: f()
except TypeError as e: print(repr(e.__context__))
class E5:
    def __enter__(s): return [1,2]
    def __exit__(s, *a): return NoBool()
class NoBool:
    def __bool__(s): raise OSError('bool')
def f():
    with E5() as (a, b): raise ValueError
try: f()
except OSError as e: print(repr(e), repr(e.__context__))
def f():
    with E5() as (a, b, c): pass
x(f)
# decorators / assignment order / del
def d(n):
    print('deco', n)
    def w(f): print('apply', n); return f
    return w
@d(1)
@d(2)
def g(): pass
@d(3)
class K: pass
l = []
def log(v): l.append(v); return v
class O: pass
o = O()
(log(1), log(2))[0]; a = b = log(3)
dct = {}
dct[log('k')] = log('v'); print(l)
i, dct[i] = 5, 6; print(dct)
a, *b, c = range(5); print(a, b, c); [a, (b, c)] = 1, (2, 3); *a, = 'ab'; print(a)
def f():
    a, b = 1
x(f)
def f(): a, b = [1]
x(f)
def f(): a, *b, c = [1]
x(f)
del dct['k'], (a, [b]); x(lambda: a)
try: del o.zork
except AttributeError as e: print(e)
try: assert 0, ('a', 1)
except AssertionError as e: print(e.args, e)
try: assert (), []
except AssertionError as e: print(e.args)
