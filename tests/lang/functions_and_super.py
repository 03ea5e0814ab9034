# Attributes of functions, methods and natives, parameters, super() in all forms.
import sys
from _told import t, x


@t
def funcattrs():
    def f(a, b: int = 1, *, c=2) -> str: "d"; return a
    f.x = 1; print(f.x, f.__dict__, vars(f)); del f.x; x(lambda: f.x); x(delattr, f, 'x')
    x(setattr, f, '__name__', 5); f.__name__ = 'n'; print(f.__name__, f.__qualname__); x(delattr, f, '__name__'); x(setattr, f, '__qualname__', 5); x(setattr, f, '__defaults__', 5); x(setattr, f, '__kwdefaults__', 5); f.__defaults__ = (7, 8); print(f()); f.__defaults__ = None; x(f); del f.__defaults__; f.__kwdefaults__ = {'c': 9}; print(f.__kwdefaults__); del f.__kwdefaults__; x(f, 1, 2)
    x(setattr, f, '__dict__', 5); x(delattr, f, '__dict__'); f.__dict__ = {'q': 1}; print(f.q); x(setattr, f, '__globals__', {}); x(setattr, f, '__closure__', ()); x(setattr, f, '__builtins__', 1); x(setattr, f, '__annotations__', 5); f.__annotations__ = {'z': 1}; print(f.__annotations__); del f.__annotations__; print(f.__annotations__); f.__doc__ = 5; print(f.__doc__); del f.__doc__; print(f.__doc__); x(setattr, f, '__type_params__', 5); print(f.__type_params__); f.__module__ = 'm'; print(f.__module__); del f.__module__; print(f.__module__)
    print(f.__call__(1, 2, c=3), f.__get__(5)(b=1, c=1) if 0 else '', f.__builtins__['len'] is len, f.__globals__ is globals(), f.__closure__)
    class A:
        def m(self): "mdoc"; return self
    a = A(); m = a.m
    print(m.__self__ is a, m.__func__ is A.m, m.__name__, m.__qualname__, m.__doc__, m.__module__, m == a.m, m is a.m, hash(m) == hash(a.m), m.__call__() is a, A().m == a.m, m != a.m)
    x(setattr, m, 'x', 1); A.m.y = 3; print(m.y); x(setattr, m, '__self__', 1); x(setattr, m, '__func__', 1); x(delattr, m, 'y'); x(lambda: m.zork); print(m.__get__(5) is m, m.__get__(None, A) is m, repr(m)[:30])
    x(lambda: m < m); print(type(m), type(A.m), type(len), type([].append), type(str.join), type(object.__init__), type(object().__str__), type(int.__dict__['real']), type(A.__dict__['__dict__']))
    print(len.__name__, len.__qualname__, len.__module__, len.__self__, [].append.__self__, [].append.__qualname__, str.join.__qualname__, str.join.__objclass__, repr(str.join), repr(len), repr(object.__init__), [].append.__name__, str.join.__name__, dict.fromkeys.__qualname__, dict.fromkeys.__self__, [1].append == [1].append, repr(int.__add__), (5).__add__.__self__, repr((5).__add__)[:30], repr(dict.fromkeys)[:40], repr(int.from_bytes)[:40])
    x(len.__call__, 5); x(setattr, len, 'x', 1); x(str.join, 5, 5); x(str.join); x([].append); x([].append, 1, 2); x(list.append, []); x(int.__add__, 1); x(int.__add__, 'a', 1); x(int.__add__); x((5).__add__); x({}.get); x(len); x(len, 1, 2); x(len, a=1); x(abs); x(dict.fromkeys); x(''.join, [1]); x(object.__str__); x(object().__str__, 1)
    print(A.m(5), A.__dict__['m'].__get__(a)() is a, A.m.__get__(None, A) is A.m); x(A.m); x(A.m.__get__, None); x(a.m, 1)
    def g(): pass
    print(g.__name__, g.__qualname__, (lambda: 0).__qualname__, g.__code__.co_name)
    class B:
        class C:
            def d(self): return lambda: 0
    print(B.C.d.__qualname__, B.C().d().__qualname__, B.C.__qualname__)


@t
def params():
    def f(a, b, /, c, d=4, *e, g, h=8, **i): return a, b, c, d, e, g, h, i
    print(f(1,2,3,g=7), f(1,2,c=3,g=7,a=9), f(1,2,3,4,5,6,g=7,z=1))
    x(f); x(f, 1); x(f, 1, 2); x(f, 1, 2, 3); x(f, 1, 2, 3, 4, c=3, g=1); x(f, a=1, b=2, c=3, g=7)
    def g(a, b=1): pass
    x(g); x(g, 1, 2, 3); x(g, 1, a=1); x(g, 1, z=2); x(g, 1, 2, 3, 4, z=1); x(g, *[1], **{'a': 1}); x(g, **{'z': 1}); x(g, **{1: 2}); x(g, *5); x(g, **5); x(g, 1, **{'b': 1}, **{'b': 2}); 
    def h(*, a, b): pass
    x(h); x(h, 1); x(h, a=1); x(h, 1, 2, a=1, b=2)
    def k(a, /): pass
    x(k, a=1); x(k); x(k, 1, 2)
    def l(): pass
    x(l, 1); x(l, a=1); x(l, *(), **{})
    class A:
        def m(self, a): pass
        @classmethod
        def c(cls): pass
        @staticmethod
        def s(): pass
        def __init__(self, q): pass
        def noself(): pass
    x(A); x(A, 1, 2); x(A, z=1); x(A(1).m); x(A(1).m, 1, 2); x(A.c, 1); x(A.s, 1); x(A(1).noself)
    def order():
        l = []
        def p(n): l.append(n); return n
        def f(*a, **k): return a
        f(p(1), *[p(2)], p(3), k=p(4), **{'z': p(5)})
        {p(6): p(7), **{p(8): p(9)}}
        d = {}; d[p(10)] = p(11)
        (lambda a=p(12): a)
        p(13) if p(14) else p(15)
        x_, y_ = p(16), p(17)
        def deco(n): p(n); return lambda f: p(n+10) and f
        @deco(18)
        @deco(19)
        def z(a: p(100) = p(20)): pass
        p(50) < p(51) < p(52)
        return l
    print(order())
    def f(a=(y := 5)): return a
    print(f(), y)


@t
def supers():
    class A:
        def f(self): return 'A'
        @classmethod
        def c(cls): return 'Ac', cls.__name__
        @staticmethod
        def s(): return 'As'
        @property
        def p(self): return 'Ap'
        z = 'Az'
    class B(A):
        def f(self): return 'B' + super().f()
        @classmethod
        def c(cls): return super().c()
        @staticmethod
        def s(): return super(B, B).s()
        @property
        def p(self): return super().p + 'B'
        def nested(self):
            def inner(): return super().f()
            return inner
        def comp(self): return [super().f() for _ in [1]] if 0 else [super(B, self).f() for _ in [1]]
        def lam(self): return (lambda: super(B, self).f())()
        def comp2(self): return [super().f() for _ in [1]]
        def gen(self): return list(super().f() for _ in [1])
        def attr(self): return super().z
        def setit(self): super().z = 5
        def delit(self): del super().z
        def cls(self): return __class__
    b = B(); print(b.f(), B.c(), b.s(), b.p, b.comp(), b.lam(), b.attr(), b.cls()); x(b.nested()); x(b.comp2); x(b.setit); x(b.delit)
    s = super(B, b); print(s.__thisclass__, s.__self__ is b, s.__self_class__, repr(s), type(s), s.f())
    u = super(B); print(repr(u), u.__self__, u.__self_class__, u.__get__(b).f(), u.__get__(None, B) is u); x(lambda: u.f)
    x(super, 5); x(super, 5, 5); x(super, B, 5); x(super, B, A); x(super, int, 'a'); x(super, B, b, 1); x(super); x(super, a=1); print(super(B, B).c()); x(super(B, B).f)
    x(lambda: super().f()); 
    def free(self): return super().f()
    x(free, b); x(free)
    class C(A):
        def f(): return super().f()
        def g(*a): return super().f()
        def h(self): del self; return super().f()
        def i(self): self = 5; return super().f()
        def __new__(cls): return super().__new__(cls)
        def __init_subclass__(cls, **k): super().__init_subclass__(**k)
    print(C().g()); x(C.f); x(C().h); x(C().i); x(C.g)
    class M(type):
        def __new__(m, n, b, ns):
            ns.pop('__classcell__', None); return super().__new__(m, n, b, ns)
    def f():
        class D(metaclass=M):
            def f(self): return super().x
    x(f)
    class M(type):
        def __new__(m, n, b, ns): return type.__new__(m, n, b, {k: v for k, v in ns.items()})
    class D(A, metaclass=M):
        def f(self): return super().f()
    print(D().f())
    class X(A):
        def f(self): return 'X' + super().f()
    class Y(A):
        def f(self): return 'Y' + super().f()
    class Z(X, Y):
        def f(self): return 'Z' + super().f()
    print(Z().f(), super(X, Z()).f())
    class Fake:
        __class__ = B
    print(super(B, Fake()).f() if 0 else ''); x(super, B, Fake())
    class S(super): pass
    print(S(B, b).f(), type(S(B, b)))
    class W(A):
        y = super
        def f(self): return W.y(W, self).f()
    print(W().f()); x(lambda: super(B, b).zork)
    print(super(B, b).__class__, super(B, b).__init__.__name__, super(B,b).__doc__[:5], super(B,b).__dict__)
