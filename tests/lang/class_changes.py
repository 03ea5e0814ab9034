# __class__, __bases__ and mro(): classes that change after they were made.
import sys
from _told import t, x


@t
def clsassign():
    class A: pass
    class B: pass
    a = A(); a.x = 1; a.__class__ = B; print(type(a).__name__, a.x)
    class S: __slots__ = ('a',)
    class S2: __slots__ = ('a',)
    class S3: __slots__ = ('b',)
    x(setattr, a, '__class__', S); x(setattr, a, '__class__', 5); x(setattr, a, '__class__', int)
    x(delattr, a, '__class__')
    s = S(); x(setattr, s, '__class__', S2); x(setattr, s, '__class__', S3)
    x(setattr, 5, '__class__', A); x(setattr, [], '__class__', A)
    class L(list): pass
    class L2(list): pass
    l = L(); l.__class__ = L2; print(type(l))
    x(setattr, l, '__class__', A)
    x(setattr, l, '__class__', list)
    x(setattr, A, '__class__', int)
    class M(type): pass
    A.__class__ = M; print(type(A))
    import types
    class MM(types.ModuleType): pass
    m = types.ModuleType('m'); m.__class__ = MM; print(type(m).__name__)
    class E1(Exception): pass
    class E2(Exception): pass
    e = E1(); e.__class__ = E2; print(repr(e))


@t
def bases_assign():
    class A: q = 1
    class B: q = 2
    class C(A): pass
    c = C(); print(c.q); C.__bases__ = (B,); print(c.q, C.__mro__)
    x(setattr, C, '__bases__', ()); x(setattr, C, '__bases__', 5); x(setattr, C, '__bases__', (5,)); x(setattr, C, '__bases__', (C,))
    x(delattr, C, '__bases__'); x(setattr, C, '__bases__', (int,)); x(setattr, C, '__bases__', (object,))
    x(setattr, int, '__bases__', (object,)); x(setattr, A, '__bases__', (C,))
    class D(C): pass
    x(setattr, C, '__bases__', (D,)); print(A.__subclasses__(), B.__subclasses__())
    C.__bases__ = (A, B); print([k.__name__ for k in D.__mro__])
    x(setattr, C, '__bases__', (A, A))
    print(C.__base__)
    x(setattr, C, '__mro__', ()); x(setattr, C, '__base__', A); x(setattr, C, '__dict__', {}); x(setattr, C, '__name__', 5); x(delattr, C, '__name__'); x(setattr, C, '__qualname__', 4); x(delattr, C, '__qualname__')
    x(setattr, C, '__name__', 'a\0b'); C.__name__ = 'NN'; print(C, C.__name__); C.__qualname__ = 'QQ'; print(C); C.__module__ = 'mm'; print(C)
    del C.__module__; x(lambda: C.__module__); print(C)
    x(delattr, C, '__doc__'); x(lambda: C.__doc__); 
    C.__doc__ = 5; print(C.__doc__)
    x(setattr, int, '__name__', 'x'); x(setattr, int, '__doc__', 'x'); x(delattr, int, '__name__')


@t
def mro_custom():
    class M(type):
        def mro(cls):
            print('mro called')
            return list(type.mro(cls))[::-1] if cls.__name__ == 'R' else type.mro(cls)
    class A(metaclass=M): pass
    x(lambda: M('R', (), {}))
    class M2(type):
        def mro(cls): return 5
    x(M2, 'X', (), {})
    class M3(type):
        def mro(cls): return [cls, 5]
    x(M3, 'X', (), {})
    class Foo:
        z = 'foo'
    class M4(type):
        def mro(cls): return [cls, Foo, object]
    X = M4('X', (), {}); print(X.z, X.__mro__, X.__bases__)
    class M5(type):
        def mro(cls): return [cls, int]
    x(M5, 'X', (), {})
    x(type.mro, 5); x(type.mro)
    print(type.mro(int), type.mro(type))


@t
def descr_order():
    class DD:
        def __get__(s, i, o): return 'dd', i is not None, o.__name__
        def __set__(s, i, v): print('dd set', v)
    class ND:
        def __get__(s, i, o): return 'nd', i is not None, o.__name__
    class SO:
        def __set__(s, i, v): print('so set', v); i.__dict__['so'] = v
    class DO:
        def __delete__(s, i): print('do del')
    class A:
        dd = DD(); nd = ND(); so = SO(); do = DO()
    a = A()
    a.dd = 1; a.__dict__['dd'] = 7; print(a.dd, A.dd)
    print(a.nd); a.nd = 5; print(a.nd, A.nd)
    print(type(a.so)); a.so = 5; print(a.so)
    x(delattr, a, 'dd'); x(delattr, a, 'so'); del a.do; x(setattr, a, 'do', 1)
    class M(type):
        dd = DD(); nd = ND(); plain = 'meta'
    class B(metaclass=M):
        dd = 'cls'; nd = 'cls'; plain='cls'
    print(B.dd, B.nd, B.plain)
    class Bad:
        __get__ = 5
    class C: b = Bad()
    x(lambda: C().b)
    class Bad2:
        def __get__(self): pass
    class C: b = Bad2()
    x(lambda: C().b); x(lambda: C.b)
    # instance attr with __get__ is not a descriptor
    a2 = A(); a2.foo = ND(); print(type(a2.foo).__name__)
    # __get__ on instance not used
    class E: pass
    e = E(); e.__get__ = lambda *a: 1
    class F: e = e
    print(F().e is e)


@t
def getattribute():
    class A:
        z = 1
        def __getattribute__(self, n):
            print('ga', n)
            return object.__getattribute__(self, n)
        def __getattr__(self, n):
            print('g', n)
            if n == 'bad': raise AttributeError('custom')
            return n
    a = A()
    print(a.z, a.q)
    x(lambda: a.bad)
    print(hasattr(a, 'bad'), getattr(a, 'bad', 3))
    class M(type):
        def __getattr__(cls, n): return 'meta ' + n
        def __setattr__(cls, n, v): print('mset', n, v); super().__setattr__(n, v)
        def __delattr__(cls, n): print('mdel', n); super().__delattr__(n)
        def __getattribute__(cls, n):
            if n.startswith('v'): return 'v!'
            return super().__getattribute__(n)
    class B(metaclass=M): pass
    print(B.foo, B.v1); B.bar = 3; del B.bar
    x(lambda: B().foo)
    class C:
        def __getattr__(self, n): raise KeyError(n)
    x(lambda: C().a); x(hasattr, C(), 'a')
    class D:
        def __setattr__(self, n, v): print('set', n); object.__setattr__(self, n, v*2)
        def __delattr__(self, n): print('del', n); object.__delattr__(self, n)
    d = D(); d.q = 2; print(d.q); del d.q
    x(delattr, d, 'q')
    x(object.__setattr__, d, 5, 6)
    x(object.__getattribute__, d); x(object.__getattribute__, d, 5)
    x(getattr, d, 5); x(setattr, d, 5, 5); x(delattr, d, 5); x(hasattr, d, 5); x(getattr, d); x(getattr, d, 'a', 'b', 'c')
    x(object.__setattr__, int, 'a', 1)
    x(setattr, int, 'a', 1); x(delattr, int, 'real'); x(delattr, int, 'foo')
    x(type.__setattr__, B, 'x', 1)
    x(setattr, 5, 'a', 1); x(setattr, 5, 'real', 1); x(delattr, 5, 'a'); x(setattr, [], 'append', 1); x(setattr, None, 'a', 1)
    x(setattr, object(), 'a', 1)
    x(setattr, len, 'a', 1)
    x(setattr, 'a', '__class__', int)
    x(lambda: (5).foo); x(lambda: int.foo); x(lambda: None.foo); x(lambda: type.foo); x(lambda: sys.foo)
    x(delattr, d, 'nope'); x(delattr, B, 'nope')
