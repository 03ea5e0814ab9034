"""What the interpreter does without a slow path gives what the general way gives, and falls back to it."""
import weakref
class X: pass
x = X(); p = weakref.proxy(x)
print(isinstance(p, X), isinstance(p, int), isinstance(x, X), isinstance(3, (int, str)), isinstance(True, int), isinstance(list[int], type))
class D(dict): pass
class L(list): pass
class E(Exception): pass
class E2(Exception):
    def __new__(cls, *a): return super().__new__(cls, 'new')
class E3(Exception):
    def __init__(self, a, b=2): self.b = b
print(D(), L(), repr(E()), repr(E(1)), repr(E2(5)), repr(E3(1)), E3(1).b, repr(OSError(2, 'x')), type(OSError(2,'x')))
try: X(1)
except TypeError as e: print(e)
try: E(a=1)
except TypeError as e: print(e)
for k in (KeyError('k'), StopIteration(5), SystemExit(3), UnicodeError('x'), ImportError('m')):
    print(repr(k), k.args, getattr(k, 'value', None), getattr(k, 'code', None))
try: ImportError('m', foo=1)
except TypeError as e: print(e)
try: raise UnicodeDecodeError
except TypeError as e: print(e)
try: raise E
except E as e: print(repr(e), e.args)
try: raise StopIteration
except StopIteration as e: print(e.value)
class Meta(type):
    def __call__(cls, *a): return 'made'
class EM(Exception, metaclass=Meta): pass
print(EM(1))
# slices
s = 'hällo wörld'; l = list(range(10)); t = tuple(l)
for a in (None, 0, 3, -3, 100, -100):
    for b in (None, 0, 3, -3, 100, -100):
        print(s[a:b], l[a:b], t[a:b], end=';')
        for c in (1, -1, 2, -3): print(s[a:b:c], l[a:b:c], t[a:b:c], end=';')
print()
print(t[:] is t, s[:] is s, l[:] is l)
try: l[::0]
except ValueError as e: print(e)
class G:
    def __getitem__(self, k): return k
print(G()[1:2], G()[1:2, 3], G()[::2], G()[:])
class SL(list):
    def __getitem__(self, k): return 'own', k
print(SL()[1:2])
try: 5[1:2]
except TypeError as e: print(e)
try: {}[1:2]
except (TypeError, KeyError) as e: print(type(e), e)
try: l['a':2]
except TypeError as e: print(e)
# membership
class C:
    def __contains__(self, x): return x > 3
class B(Exception): pass
class CR:
    def __contains__(self, x): raise B('b')
if 5 in C(): print('in')
if 1 not in C(): print('not in')
try:
    if 1 in CR(): pass
except B as e: print(repr(e))
try:
    if 1 in 5: pass
except TypeError as e: print(str(e)[:30])
def it():
    yield 1; yield 2
if 2 in it(): print('gen')
n = 0
while n not in (3, 7): n += 1
print(n)
while n in range(3, 8): n += 2
print(n)
# pairs
d = {'a': 1, 'b': 2, 'c': 3}
try:
    for k, v in d.items(): d[k + 'x'] = v
except RuntimeError as e: print(e)
for i, c in enumerate('abc', 2**48 - 2): print(i, c)
for i, c in enumerate('abc', 2**70): print(i, c)
for a, b in zip(range(3), 'ab'): print(a, b)
for a, b in zip('ab', range(3)): print(a, b)
z = zip(iter([1, 2, 3]), iter([4]))
for a, b in z: print(a, b)
i = iter([1, 2, 3, 4, 5])
for a, b in zip(i, i): print(a, b)
for (a, b), c in zip(zip('ab', 'cd'), 'ef'): print(a, b, c)
class V:
    def __init__(s, n): s.n = n
    def __del__(s): print('del', s.n)
for a, b in enumerate([V(1), V(2)]): print(a, b.n)
for a, b in zip([V(3)], [V(4)]): pass
a = b = None
def f(d):
    for x, y in d.items():
        if y == 2: return x
print(f({'a': 1, 'b': 2}))
e = enumerate('xyz')
for i, c in e:
    print(i, c, list(e))
lst = [1, 2]
for i, v in enumerate(lst):
    if i < 5: lst.append(v)
print(lst)
# dicts of few
d = {}
for i in range(12):
    d[i] = i; 
    if i % 2: del d[i - 1]
print(d, len(d)); 
d = {0: 'z'}; del d[0]; print(d.get(0), 0 in d, d); d[0] = 1; print(d)
d = {k: k for k in 'abcdefgh'}
while d: d.pop(next(iter(d)))
print(d); d['q'] = 1; print(d, list(reversed(d)))
class K:
    def __init__(s, v): s.v = v
    def __hash__(s): return 1
    def __eq__(s, o): print('eq', s.v, getattr(o, 'v', o)); return isinstance(o, K) and s.v == o.v
d = {K(1): 1, K(2): 2, 1: 3}
print(d[K(2)], d[1], K(3) in d)
print({(1, 'a'): 2}[(1, 'a')], (1, (2,)) in {(1, (2,))}, (1.0, True) in {(1, 1)}, hash((1, 2)) == hash((1.0, 2)))
print('%s %d' % ('a', 3), '%(x)s' % {'x': 1}, [1] * 3, (1, 2) * 2, [1] * -1, 'ab' * 2)
class RM:
    def __rmod__(s, o): return 'rmod'
class RS(str):
    def __rmod__(s, o): return 'rs'
print(('%s' % RM())[:19])
print('a%s' % RS('x'))
print(max(1, 2), max(2, 2), min(3, -1), max(1, True), min(1.5, 2), abs(-5), abs(-2**48), abs(2.5), abs(-0.0), len([1]), len('ä'), len({}), len({1}))
try: len(5)
except TypeError as e: print(e)
try: max(1)
except TypeError as e: print(e)
print(range(3), range(1, 5), range(-2**48, 2**48 - 1), list(range(2, 4)))
try: range('a')
except TypeError as e: print(e)
print(f"{5}{'a'}{-3}{True}{None}{1.5}{2**60}", f"{'x'!r}{'x':>3}")
r = []
x = r.append(5); print(x, r); q = r.append; q(6); print(r)
class AL(list):
    def append(s, v): super().append(v * 2)
al = AL(); al.append(4); print(al)
class Op:
    def __init__(s, v): s.v = v
    def __add__(s, o): return NotImplemented if o is None else Op(s.v + o.v)
    def __radd__(s, o): return 'radd'
    def __iadd__(s, o): s.v += 1; return s
    def __eq__(s, o): return NotImplemented
o = Op(1); print((o + Op(2)).v, 1 + o)
o += 3; print(o.v, o == 5)
try: o + None
except TypeError as e: print(e)
class BadInit:
    def __init__(s): return 5
try: BadInit()
except TypeError as e: print(e)
import sys
def depth():
    f = sys._getframe(); n = 0
    while f: n += 1; f = f.f_back
    return n
def rec(n): return depth() if n == 0 else rec(n - 1)
print(rec(10) - rec(5))
def deep(n): return 0 if n == 0 else 1 + deep(n - 1)
print(deep(900))
try: deep(100000)
except RecursionError as e: print('rec')
print(deep(900))
def g(n):
    if n: yield from g(n - 1)
    yield n
print(list(g(5)), next(g(3)))
u, v = 1, 2
u, v = v, u
a, b, c = 1, 2, 3
a, b, c = c, a, b
print(u, v, a, b, c)


# Static and class methods of instances.
class Base:
    kind = "base"

    def __init__(self, n):
        self.n = n

    @staticmethod
    def twice(n, plus=0):
        return n * 2 + plus

    @classmethod
    def make(cls, n):
        return cls(n).n, cls.kind

    @classmethod
    async def later(cls):
        return cls.kind

    upper = staticmethod(str.upper)
    wrap = staticmethod(lambda *args, **names: (args, names))
    build = classmethod(dict.fromkeys)


class Derived(Base):
    kind = "derived"

    def twice_of_base(self):
        return super().twice(5), super().make(7)


def calls(values):
    for v in values:
        print(v.twice(4), v.twice(4, plus=1), v.make(3), v.upper("a"), v.wrap(1, 2, x=3))
        try:
            v.later().send(None)
        except StopIteration as stop:
            print(stop.value)
        try:
            v.twice()
        except TypeError as error:
            print(error)


calls([Base(1), Derived(2), Base(3), Derived(4)])
print(Derived(1).twice_of_base())
Base.twice = staticmethod(lambda n, plus=0: "changed")
Derived.make = lambda self, n: ("method", n)
calls([Base(1), Derived(2)])
shadowed = Base(1)
shadowed.twice = lambda n, plus=0: "own"
calls([shadowed, Base(2)])


class Dying:
    def __del__(self):
        print("gone")

    @classmethod
    def name(cls):
        print("in name")
        return cls.__name__

    @staticmethod
    def other():
        print("in other")


for _ in range(2):
    print(Dying().name(), Dying().other())
