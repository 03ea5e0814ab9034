# Calls with defaults, keywords, *args and **kwargs of functions, methods, classes, generators and coroutines.
import asyncio
def f(a, b=2, /, c=3, *args, d, e=5, **kw): return a, b, c, args, d, e, kw
def g(a, b=10): return a, b
def h(*, x, y=1): return x, y
class C:
    def __init__(self, a, b=2, *rest, k=0, **kw): self.all = a, b, rest, k, kw
    def m(self, a, b=7, *, c=8): return self.all, a, b, c
    @classmethod
    def cm(cls, a, b=1): return cls.__name__, a, b
    @staticmethod
    def sm(a, b=1): return a, b
def gen(a, b=2, *c, **d): yield a; yield b; yield c; yield d
async def co(a, *, b=3): return a, b
print(f(1, d=4), f(1, 2, 3, 4, 5, d=6, z=7), f(1, d=1, c=9, e=8, q=0), g(1), g(1, b=2), g(b=1, a=2), h(x=1), h(y=2, x=3))
print(C(1).all, C(1, 2, 3, 4, k=5, z=6).all, C(b=1, a=0).all, C(1).m(2), C(1).m(2, c=3), C(1).m(b=1, a=2), C(1).m(2, 3, c=4))
print(C.cm(1), C(0).cm(1, b=2), C.sm(1), C(0).sm(b=2, a=1), list(gen(1)), list(gen(1, 2, 3, x=4)))
print(asyncio.run(co(1)), asyncio.run(co(a=1, b=2)))
bound = C(1).m
print(bound(5), bound(5, c=6), bound(*[1, 2]), bound(**{"a": 1, "c": 2}), g(*(1,)), g(*[1], **{"b": 3}))
name = "".join(["z", "z"])
print(f(1, d=2, **{name: 3, "c": 4}))
bad = [lambda: f(), lambda: f(1), lambda: g(), lambda: g(1, 2, 3), lambda: g(1, a=2), lambda: g(1, z=2), lambda: h(1),
       lambda: h(), lambda: f(1, a=1, d=1), lambda: g(1, **{"b": 1, "c": 2}), lambda: C(), lambda: C(1).m(),
       lambda: C(1).m(1, 2, 3), lambda: C(1).m(1, d=2), lambda: h(x=1, x2=2), lambda: bound(), lambda: f(b=1, a=2, d=3)]
for call in bad:
    try: print(call())
    except TypeError as e: print(e)
g.__defaults__ = None
try: g(1)
except TypeError as e: print(e)
g.__defaults__ = (1, 2)
print(g(), g(5))
h.__kwdefaults__ = {"x": 0}
try: h()
except TypeError as e: print(e)
print(h(y=1))
def deep(n, step=1): return n if n == 0 else deep(n - step)
print(deep(500))
def forever(n=0): return forever(n=n + 1)
try: forever()
except RecursionError as e: print(e)
print(max(3, 1), max([1, 5], default=0), min("b", "a"), max(), ) if False else print(max(3, 1), min([4, 2]), max([], default=7))
print("a-b".split("-"), "a-b-c".split("-", 1), "ab".startswith("a"), "x".center(5), "x".center(5, "*"), int("11", 2), int("7"), round(2.567, 2), [3, 1].pop(), {1: 2}.get(3), {1: 2}.get(3, 4), {1: 2}.pop(9, None), sum([1, 2]), sum([1, 2], 10))

# Sites that see many classes, and classes that change meanwhile.
class A:
    v = 1
    def who(self): return "A"
kinds = [type(f"T{i}", (A,), {"who": lambda self, i=i: f"T{i}"} if i % 2 else {}) for i in range(12)]
objects = [k() for k in kinds]
for i, o in enumerate(objects): setattr(o, f"x{i % 5}", i); o.w = i
for turn in range(3):
    print([o.who() for o in objects], [o.w for o in objects], [o.v for o in objects])
    for o in objects: o.w = o.w + 1
    if turn == 0: A.v = 2; kinds[0].v = 3; A.who = lambda self: "B"
    if turn == 1: del kinds[0].v; objects[3].who = lambda: "own"; objects[4].__class__ = kinds[1]
