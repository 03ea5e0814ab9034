# functools.lru_cache: what calls share a result, which results go, the wrapper as an object.
import copy
import inspect
import pickle
import weakref
from functools import lru_cache, cache, partial


@lru_cache
def f(x, y=2):
    "doc of f"
    return (x, y)
print(type(f), type(f).__module__, type(f).__qualname__, f.__name__, f.__doc__, f.__wrapped__.__name__, callable(f))
print(f(1), f(1), f(True), f(1.0), f("a"), f(x=1), f(1, 2), f(1, y=2), f.cache_info(), f.cache_parameters())
try: f([])
except TypeError as e: print(e)
try: f()
except TypeError as e: print(e)
try: f({}, y=[])
except TypeError as e: print(e)
print(f.cache_info()); f.cache_clear(); print(f.cache_info(), f.cache_info().hits, f.cache_info()._fields if hasattr(f.cache_info(),'_fields') else '')
print(inspect.signature(f), inspect.isfunction(f), inspect.ismethod(f), inspect.isroutine(f), inspect.isbuiltin(f))


@lru_cache(maxsize=3, typed=True)
def g(*a, **k): print('g', a, k); return len(a)
for a in (1, 1.0, True, 1, 2, 3, 4, 1, 1.0): g(a)
g(1, a=2); g(1, a=2.0); g(1, a=2); print(g.cache_info())


@lru_cache(maxsize=2)
def h(x): print('h', x); return x
for x in (1, 2, 1, 3, 2, 1, 3): h(x)
print(h.cache_info())


@cache
def fib(n): return n if n < 2 else fib(n-1) + fib(n-2)
print(fib(300), fib.cache_info())


@lru_cache(maxsize=10)
def fibb(n): return n if n < 2 else fibb(n-1) + fibb(n-2)
print(fibb(200), fibb.cache_info())


class C:
    @lru_cache(maxsize=None)
    def m(self, x): return (self.n, x)
    @classmethod
    @cache
    def c(cls, x): return cls, x
    @staticmethod
    @cache
    def s(x): return x
    n = 5
c = C()
print(c.m(1), c.m(1), C.m.cache_info(), c.m.cache_info(), c.c(1), C.c(1), c.s(3), C.s(3), C.s.cache_info())
print(type(c.m), type(C.m))
f.extra = 3; print(f.extra, f.__dict__.keys() >= {'__wrapped__', 'extra', 'cache_parameters'})
print(copy.copy(f) is f, copy.deepcopy(f) is f, pickle.loads(pickle.dumps(f)) is f)
r = weakref.ref(f); print(r() is f)
for bad in ("x", 1.5, [], {}):
    try: lru_cache(bad)
    except TypeError as e: print(e)
try: lru_cache(5)(3)
except TypeError as e: print(e)


@lru_cache(maxsize=-5)
def z(x): return x
z(1); z(1); print(z.cache_info(), z.cache_parameters())


@lru_cache(None)
def boom(x): raise ValueError(x)
for _ in range(2):
    try: boom(1)
    except ValueError as e: print(repr(e), boom.cache_info(), e.__traceback__.tb_next.tb_frame.f_code.co_name)


@lru_cache(maxsize=1)
def rec(n):
    if n: rec(n - 1)
    return n
print(rec(5), rec.cache_info(), rec(5), rec.cache_info())
p = partial(f, 1); print(p(2), p(y=3), partial(p, y=4)(), partial(f, y=9)(0, **{}))
