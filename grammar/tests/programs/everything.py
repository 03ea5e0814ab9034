# Every construct of Python 3.14's syntax.
"""A docstring."""
import os, sys as system
import a.b.c, a.b.c as d
from . import x
from .. import y as z
from ...pkg.mod import (p, q as r,)
from m import *

# Literals
0; 00; 0_0; 1_000; 0xdead_BEEF; 0o17; 0b1010; 123456789012345678901234567890; 0xffffffffffffffffffff
1.; .5; 1.5e10; 1e-5; 1_0.0_1e+1_0; 1j; 1.5J; 0777.5; 09e1; 0j
'a' "b" '''c''' """d"""; r'\n' R"\t"; b'x' rb'\x' bR"\y" Br'''z'''; u'u' U"v"
'\a\b\f\n\r\t\v\\\'\"\0\7\101\x41\u00e9\U0001F600\N{BULLET}\
joined'; '\ud800'; b'\xff\0'
None; True; False; ...; __debug__

# f-strings and t-strings
f''; f'a'; f'{a}'; f'a{b}c'; f'{a!r}{b!s}{c!a}'; f'{a:>10}'; f'{a:{w}.{p}}'; f'{a=}'; f'{a = !r:x}'
f'{{}}{{{a}}}'; rf'\d{a}\{b}'; fR'{x}'; f'''{
    a  # comment
    + 1
}'''; f'{a['x']}'; f"{'a' if b else "c"}"; f'{(lambda x: 1)}'; f'{x:%Y-%m-%d}'; f'{a:=5}'; f'{a!r:^{w}}'
'a' f'b{c}' 'd' f'{e}'; f'\N{BULLET}{a}\x41'; f'{*a, b}'; f'{yield_}'; f'{a:{b}{c}x}'; f'{a,}'; f'{ {1: 2}[1] }'
t''; t'{a}'; t'a{ b !r:x}c'; rt'\d{a}'; T"{x = }" t'{y}'; tR'{z:{w}}'

# Expressions
a or b and not c; not not a; a < b <= c != d is not e not in f is g in h == i > j >= k
a | b ^ c & d << e >> f + g - h * i / j // k % l @ m; -a ** -b; +~-a; a ** b ** c; (a) + (b)
a if b else c if d else e; lambda: 0; lambda a, /, b=1, *c, d, e=2, **f: (a, b)
lambda *, a: a; lambda *a: a; lambda **k: k; lambda a, b, /: a; lambda a=(yield): a
a.b.c; a[0]; a[1:2]; a[::]; a[:, 1]; a[1:2, ::3, ...]; a[*b]; a[*b, c]; a[b:=1]; a[1,]; a[lambda: 1:2]
f(); f(a); f(a, *b, c, d=1, *e, **g); f(x for x in y); f(a, (x for x in y)); f(*a, *b, **c, **d); f(a)(b)[c].d; f(a,)
f(a := 1); f(*a or b); f(**a or b, c=1)
(); (a,); (a, b); (a, *b); (*a, *b,); []; [a]; [a, *b,]; {}; {a}; {a, *b}; {a: b}; {**a}; {a: b, **c, d: e,}
[x for x in y]; [x for x in y if a if b for z, *w in x]; {x for x in y}; {x: y for x, y in z}; (x for x in y)
[(x := 1), y := 2]; (y := 1, 2); (yield); (yield a); (yield a, b); (yield from a); [x for x, in y]; [x async for x in y]
(a
 + b); [
    1,
    2
]

# Statements
a = b = c; a, b = c; (a, b), [c, *d] = e; *a, b = c; a.b = c; a[b] = c; a = yield; a = yield b; a = *b, c
a += 1; a -= 1; a *= 1; a /= 1; a //= 1; a %= 1; a @= 1; a &= 1; a |= 1; a ^= 1; a <<= 1; a >>= 1; a **= 1; a += yield
a: int; a: int = 1; (a): int; a.b: int = 2; a[0]: int; a: tuple = 1, 2; a: int = yield
del a; del a, b; del (a, b), [c]; del a.b, c[0]; del (a),
pass; assert a; assert a, b; return; return a; return a, *b; raise; raise a; raise a from b; global a; nonlocal b, c
type = 1; type.a; type(a); type X = int; type Y[T, *Ts, **P] = Z; type A[T: int = str, *U = *V, **Q = [int]] = B
match = 1; match.a; match(a); match[a]; match, b; match * a; case = 2; case(a); _ = 3; print(match - 1)

if a: b
if a:
    b
elif c:
    d;
elif e: f; g
else:
    h
while a:
    break
else:
    continue
for a in b: c
for a, *b in c, d:
    e
else:
    f
for a.b in c: d
for a[0], (b, c) in *d, e: pass
try: a
except: b
try:
    a
except A:
    b
except (B, C) as d:
    e
except E, F:
    g
else:
    h
finally:
    i
try: a
finally: b
try: a
except* A: b
except* B as c: d
except* (C, D): e
except* E, F: g
with a: b
with a as b, c as (d, e): f
with (a as b, c as d,): e
with (a): b
with (a, b): c
with (a, b) as c: d
with (a).b as c, d: e
with (yield a): b
with (a := b): c
with (x for x in y): z
with (a, *b): c
with (): a
with (a) as b, (c): d
with (lambda a, *b: c): d
with (open(a) as b, open(
    c) as d): e

def f(): pass
def f(a, b=1, /, c: int = 2, *args: str, d, e=3, **kwargs: dict) -> None:
    """Doc."""
    return a
def f(a, /): ...
def f(*, a): ...
def f(*args: *Ts): ...
def f[T: (int, str), *Ts, **P](a: T, *b: *Ts) -> T: ...
@a
@b.c(d)
@e[0]
@(f := g)
async def h():
    await a; await b ** c; -await d
    async with a as b, c: pass
    async for x in y: pass
    else: z
    [x async for x in y if await z]
    return [await q for q in w]
class A: pass
class B(): pass
class C(A, *b, metaclass=M, **k):
    x: int = 1
    def m(self): return super().m()
@d
class D[T](Generic[T]): pass

match a:
    case 1: pass
    case -1 | 2.5 | -3j | 1 + 2j | -1 - 2j: pass
    case 'a' 'b' | b'c' | None | True | False: pass
    case x: pass
    case _: pass
    case a.b.c: pass
    case (1): pass
    case (): pass
    case (a,): pass
    case (a, *b): pass
    case [a, [b, *_], *c]: pass
    case []: pass
    case a, b: pass
    case a,: pass
    case *a, b: pass
    case {}: pass
    case {'a': 1, b.c: x, **rest}: pass
    case {**rest}: pass
    case {-1: x, None: y,}: pass
    case A(): pass
    case A(1, b, c=2, d=[e],): pass
    case a.B(x=1): pass
    case (1 | 2) as x: pass
    case [1 as a, 2 | 3 as b] if a > b: pass
    case str() | int(): pass
    case match: pass
    case case if type: pass
match a, b:
    case _: pass
match (a):
    case _:
        match -b:
            case 1: pass
match *a, b:
    case _: pass
match [a, b]:
    case _: pass
match not a:
    case _: pass
match {a: b}:
    case _: pass
match match:
    case case: pass

if a:
	tab
	if b:
		c

# Names
ﬁn = naïve = 变量 = ª
if 1if a else 2: pass
x = 1or 1; y = 1and 2
x = \
    1
def g():
    yield
    yield a
    x = yield from b
    # a comment at another indentation
  # and another
    return
