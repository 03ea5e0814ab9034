# Metaclasses, the class statement protocol, __slots__, bases that do not fit.
import sys
from _told import t, x


@t
def meta_conflict():
    class M1(type): pass
    class M2(type): pass
    class A(metaclass=M1): pass
    class B(metaclass=M2): pass
    def f():
        class C(A,B): pass
    x(f)
    def f():
        class C(A, metaclass=M2): pass
    x(f)
    class M3(M1,M2): pass
    class C(A,B,metaclass=M3): pass
    print(type(C).__name__)


@t
def prepare():
    class M(type):
        @classmethod
        def __prepare__(mcls, name, bases, **kw):
            print('prep', name, bases, kw)
            return {'x': 1}
        def __new__(mcls, name, bases, ns, **kw):
            print(sorted(k for k in ns if not k.startswith('__')), kw)
            return super().__new__(mcls, name, bases, ns)
        def __init__(cls, name, bases, ns, **kw):
            print('init', kw)
            super().__init__(name, bases, ns)
    class A(metaclass=M, a=1):
        y = x + 1
    print(A.x, A.y)
    class M(type):
        @classmethod
        def __prepare__(mcls, name, bases): return 5
    def f():
        class A(metaclass=M): pass
    x(f)
    def f():
        class A(metaclass=lambda *a, **k: (a[0], a[1], sorted(a[2]), k), z=3): pass
        return A
    x(f)
    class M(type):
        def __prepare__(*a): return None
    x(f)
    def f():
        class A(metaclass=M): pass
    x(f)


@t
def init_subclass():
    class A:
        def __init_subclass__(cls, /, tag=None, **kw):
            super().__init_subclass__(**kw)
            cls.tag = tag
    class B(A, tag='hi'): pass
    print(B.tag)
    def f():
        class C(object): pass
    x(f)
    def f():
        class C(metaclass=type): pass
    x(f)
    print(A.__init_subclass__, type(A.__dict__['__init_subclass__']))


@t
def set_name():
    class D:
        def __set_name__(self, owner, name):
            print('set_name', owner.__name__, name)
    class A:
        a = D(); b = D()
    class E:
        def __set_name__(self, o, n): raise ValueError('boo')
    def f():
        class C:
            q = E()
    x(f)
    class F:
        def __set_name__(self): pass
    def f():
        class C:
            q = F()
    x(f)
    D().__set_name__(A,'z')
    A.late = D()


@t
def class_getitem():
    class A:
        def __class_getitem__(cls, k): return (cls.__name__, k)
    print(A[1], A[1,2])
    class B: pass
    x(lambda: B[1])
    x(lambda: int[1])
    x(lambda: list[int])
    class M(type):
        def __getitem__(cls, k): return ('m', k)
    class C(metaclass=M):
        def __class_getitem__(cls,k): return 'no'
    print(C[3])
    print(type(A.__dict__['__class_getitem__']))
    x(lambda: A()[1])


@t
def mro_entries():
    class P:
        def __mro_entries__(self, bases):
            print('entries', len(bases))
            return (dict,)
    p = P()
    class A(p): pass
    print(A.__mro__, A.__orig_bases__ == (p,))
    x(type, 'B', (p,), {})
    class Q:
        def __mro_entries__(self, bases): return 5
    def f():
        class B(Q()): pass
    x(f)
    class Q:
        def __mro_entries__(self, bases): return ()
    class B(Q()): pass
    print(B.__mro__)
    import types
    print(types.resolve_bases((p,int)))
    def f():
        class B(5): pass
    x(f)


@t
def instcheck():
    class M(type):
        def __instancecheck__(cls, o): print('ic'); return o == 3
        def __subclasscheck__(cls, o): print('sc'); return []
    class A(metaclass=M): pass
    print(isinstance(3, A), isinstance(4, A), isinstance(A(), A), issubclass(int, A), issubclass(A,A))
    x(isinstance, 3, 4)
    x(isinstance, 3, (int, 4))
    x(isinstance, 3, (str, 4))
    x(issubclass, 3, int)
    x(issubclass, int, 3)
    class B:
        @property
        def __class__(self): return int
    print(isinstance(B(), int), isinstance(B(), B))
    class C:
        __bases__ = (int,)
    x(issubclass, C(), int)
    x(issubclass, C(), C)
    class D:
        @property
        def __bases__(self): raise ZeroDivisionError
    x(issubclass, D(), int)
    x(isinstance, 3, (((int,),),))
    x(isinstance, 3, int|str); x(isinstance, 3, list[int]); x(issubclass, int, int|None)
    x(isinstance, None, int|None)


@t
def slots():
    class A: __slots__ = ('a','b')
    a = A(); a.a = 1
    x(lambda: a.b)
    x(lambda: a.c)
    x(setattr, a, 'c', 1)
    x(delattr, a, 'b')
    x(lambda: a.__dict__)
    x(lambda: A.a)
    print(A.__slots__, A.a.__name__, A.a.__objclass__ is A, type(A.a))
    class B(A): pass
    b = B(); b.c = 1; b.a = 2; print(b.__dict__)
    class C(A): __slots__ = ('__dict__',)
    c = C(); c.z = 1; print(c.__dict__)
    class D: __slots__ = ('__weakref__','x')
    import weakref
    d = D(); weakref.ref(d)
    x(weakref.ref, A())
    def f():
        class E: __slots__ = ('a',); a = 1
    x(f)
    def f():
        class E: __slots__ = ('1a',)
    x(f)
    def f():
        class E: __slots__ = (1,)
    x(f)
    def f():
        class E: __slots__ = 5
    x(f)
    def f():
        class E: __slots__ = ('__dict__','__dict__')
    x(f)
    def f():
        class E: __slots__ = ('__weakref__','__weakref__')
    x(f)
    def f():
        class E(B): __slots__ = ('__dict__',)
    x(f)
    def f():
        class E(B): __slots__ = ('__weakref__',)
    x(f)
    def f():
        class X: __slots__ = 'x'
        class Y: __slots__ = 'y'
        class Z(X,Y): pass
    x(f)
    def f():
        class E(int): __slots__ = ('a',)
    x(f)
    def f():
        class E(tuple): __slots__ = ('a',)
    x(f)
    def f():
        class E(bytes): __slots__ = ('a',)
    x(f)
    def f():
        class E(int): __slots__ = ()
        return E(5)
    x(f)
    def f():
        class E(int, str): pass
    x(f)
    def f():
        class E(list, dict): pass
    x(f)
    class G: __slots__ = {'a': 'doc of a', 'b': None}
    print(G.__slots__)
    class H: __slots__ = 'abc'
    print(H.abc, H.__slots__)
    class I: __slots__ = ['__priv']
    i = I(); i._I__priv = 3; print(i._I__priv, I.__slots__)
    class J: __slots__ = iter(['q','r'])
    print(J.q, list(J.__slots__))
    class K: __slots__ = ('a','a')
    k = K(); k.a = 1; print(k.a)
    x(A.a.__get__, 5)
    x(A.a.__get__, None, A)
    x(A.a.__set__, a, 5)
    x(A.a.__delete__, a)
    x(A.a.__delete__, a)
    x(A.a.__get__, a)
    print(A.a.__qualname__, A.a.__doc__)


@t
def bases_err():
    def f():
        class A(bool): pass
    x(f)
    def f():
        class A(type(None)): pass
    x(f)
    def f():
        class A(type(lambda:0)): pass
    x(f)
    def f():
        class A(range): pass
    x(f)
    def f():
        class A(slice): pass
    x(f)
    def f():
        class A(object, int): pass
    x(f)
    def f():
        class A(int, int): pass
    x(f)
    class X: pass
    class Y(X): pass
    def f():
        class A(X, Y): pass
    x(f)
    x(type, 'A', (), {}, 1)
    x(type, 'A')
    x(type, 'A', 5, {})
    x(type, 5, (), {})
    x(type, 'A', (), 5)
    x(type, 'A\0', (), {})
    x(type)
    x(type, 'A', (), {}, z=5)
    x(type.__new__)
    x(type.__new__, 5)
    x(type.__new__, int, 'A', (), {})
    x(type.__call__, int, '5')
    A = type('A', (), {'__module__': 'zz', '__qualname__': 'Q.A', '__doc__': 'd'})
    print(A, A.__name__, A.__qualname__, A.__doc__, '__qualname__' in A.__dict__)
    x(type, 'A', (), {'__qualname__': 5})
    x(type, 'A', (), {'__classcell__': 5})
    x(type, 'A', (5,), {})
