# Classes: descriptors, property, super, type(), bases, orders of resolution, namespaces; values and messages.
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'stdlib'))
import _statements

sys.stderr = sys.stdout
_statements.each('''
class D:
    def __get__(self, o, t=None): return ('get', o is None, t)
    def __set__(self, o, v): print('set', v)
    def __delete__(self, o): print('del')
class C: d = D()
C().d
C().d = 4
del C().d
C.d
C.__dict__['d'].__class__
C.d = 5
C.d
property.__get__
p = property()
p.__get__(1, int)
p.__set__(1, 2)
p.__delete__(1)
p.__name__
p.__isabstractmethod__
class C:
    @property
    def x(self):
        "doc x"
        return 1
C().x = 3
del C().x
C.x.__name__
C.x.__set_name__
C.x.__name__ = 'zz'
C.x.__name__
C().x = 3
del C.x.__name__
C.x.__name__
C.x.fget = 3
class E:
    y = property(doc='only doc')
    z = property(lambda self: 1)
E().y
E().y = 1
del E().y
E.z.__name__
E.y.__name__
E().z = 2
del E().z
property(1)
property(1, 2, 3, 4)
property(1,2,3,4,5)
property(x=1)
class Sub(property):
    "sub doc"
def f(s):
    "f doc"
s = Sub(f)
s.foo = 1
s.foo
s.getter(None).__class__
s.__dict__
s.setter(3).fset
s.deleter(4).fdel
class Sub2(property):
    __slots__ = ()
Sub2(f)
class Sub3(property):
    __slots__ = ('__doc__',)
class WithDocProp(property):
    @property
    def __doc__(self): return 'dd'
WithDocProp(f)
class WithDocProp2(property):
    __doc__ = property(lambda self: 'dd', lambda self, v: print('setdoc', v))
class A:
    @property
    def foo(self): raise AttributeError('inner')
A().foo
class B(A):
    def __getattr__(self, n): return 'ga ' + n
B().foo
class F:
    @property
    def foo(self): "doc1"; return 1
    @foo.setter
    def foo(self, v): "doc2"
    @foo.deleter
    def bar(self): "doc3"
F().bar = 1
del F().bar
del F().foo
p = property(lambda s: 1)
p.__isabstractmethod__
import abc
property(abc.abstractmethod(lambda s: 1)).__isabstractmethod__
class BadAb:
    @property
    def __isabstractmethod__(self): raise ValueError('no')
property(BadAb()).__isabstractmethod__
class BadBool:
    def __bool__(self): raise ValueError('nb')
class BA2:
    __isabstractmethod__ = BadBool()
property(BA2()).__isabstractmethod__
class P2:
    p = property(len)
P2().p
P2.p.__name__
P2.p.__set_name__(P2, 'qq')
P2.p.__name__
P2.p.__set_name__(1)
class P3:
    __slots__ = ()
    p = property(lambda self: None)
P3().p = 1
class P4:
    p = property(lambda self: None)
class P5(P4): pass
P5().p = 1
P5.__qualname__ = 'Foo.Bar'
P5().p = 1
del P5().p
property.__init__(p, 5)
p.fget
p.__init__()
p.fget
classmethod()
classmethod(1, 2)
classmethod(x=1)
staticmethod()
staticmethod(1, 2)
staticmethod(f=1)
classmethod(1)
staticmethod(1)
classmethod(1).__get__(1)
classmethod(1).__get__(None, int)
classmethod(len).__get__([])
classmethod(len).__get__(None)
classmethod(len).__get__(None, None)
staticmethod(3).__get__(1)
staticmethod(3)()
classmethod(3)()
def f(a: int) -> str:
    "fdoc"
f.x = 1
c = classmethod(f)
s = staticmethod(f)
c.__annotations__, s.__annotations__
c, s
c.y = 2
c.__dict__['y']
c.__isabstractmethod__
c.__func__ = 2
s.__func__ = 2
classmethod(classmethod(f)).__func__
classmethod(property(lambda c: 1)).__get__(None, int)
class K:
    cm = classmethod(property(lambda c: 1))
K.cm
class K:
    @classmethod
    def m(cls, *a): return cls.__name__, a
    @staticmethod
    def n(*a): return a
K.m(1), K().m(1), K.n(2), K().n(3)
K.m, K.n
K.__dict__['m'], K.__dict__['n']
K.m.__self__, K.m.__func__
K.m()
class SubCM(classmethod): 
    def __init__(self, f): super().__init__(f); self.q = 1
SubCM(f).q
SubCM(f).__name__
object.__new__(classmethod).__func__
class Callable:
    def __call__(self): return 'called'
classmethod(Callable()).__get__(None, int)
classmethod(Callable()).__name__
super()
super(1)
super(int)
super(int, 'a')
super(int, int)
super(int, 1)
super(int, True)
super(bool, True).__add__(3)
super(bool, True)
super(bool, bool)
super(bool)
super(bool).__self__, super(bool).__thisclass__, super(bool).__self_class__
super(bool, True).__self__, super(bool, True).__thisclass__, super(bool, True).__self_class__
super(bool, True).foo
super(bool).foo
super(bool).__get__(True)
super(bool).__get__(True).__self__
super(bool).__get__(None)
super(bool).__get__('a')
super(bool, True).__get__(False).__self__
super(1, 2, 3)
super(type=int)
def f(): super()
f()
def f(x): super()
f(1)
def f(*a): super()
f(1)
class C:
    def f(x):
        del x
        super()
C().f()
class C:
    def f(): super()
C.f()
class C:
    def f(self):
        __class__ = int
        return super()
C().f()
class C:
    def f(self):
        def g(): return super()
        return g()
C().f()
class C:
    def f(self):
        return [super().__init__ for x in [1]]
C().f()
class C:
    def f(self):
        return list(super().__init__ for x in [1])
class C:
    def f(self):
        def inner():
            return self
        return super().__repr__()[:20]
C().f()
class M(type):
    def __new__(m, n, b, d):
        cls = super().__new__(m, n, b, d)
        print(cls.f(cls))
        return cls
class X(metaclass=M):
    def f(self): return __class__
class M2(type):
    def __new__(m, n, b, d):
        d.pop('__classcell__', None)
        return super().__new__(m, n, b, d)
class X(metaclass=M2):
    def f(self): return __class__
class M3(type):
    def __new__(m, n, b, d):
        d['__classcell__'] = 5
        return super().__new__(m, n, b, d)
class X(metaclass=M3):
    def f(self): return __class__
class X(metaclass=M3): pass
class M4(type):
    def __new__(m, n, b, d):
        c1 = super().__new__(m, n, b, d)
        c2 = super().__new__(m, n, b, d)
        return c1
class X(metaclass=M4):
    def f(self): return __class__
class M5(type):
    def __new__(m, n, b, d):
        super().__new__(m, n, b, d)
        return None
class X(metaclass=M5):
    def f(self): return __class__
class M6(type):
    def __new__(m, n, b, d):
        super().__new__(m, n, b, d)
        return type('Other', (), {})
class X(metaclass=M6):
    def f(self): return __class__
super().__init__
s = super(bool, True)
s
s.__self__ = 1
s.__class__
super(bool, True).__class__
super(bool, True).__dict__
super(bool, True).x = 1
class SS(super): pass
SS(bool, True).real
SS(bool, True).zz
class L(list):
    def __getitem__(self, i): return super()[i]
L([1])[0]
class L(list):
    def m(self): return len(super())
L([1]).m()
type()
type(1, 2)
type(1, 2, 3)
type('a', 2, 3)
type('a', (), 3)
type('a', (), {}, x=1)
type('a', (1,), {})
type('a\\0b', (), {})
type('a', (int, str), {})
type('a', (bool,), {})
type('a', (object, int), {})
type('a', (int, int), {})
type('a\\udc80', (), {})
type(b'a', (), {})
type('a', [], {})
type('a', (), {}).__module__
type('a', (), {'__module__': 5}).__module__
type('a', (), {'__module__': 5})
type('a', (), {'__qualname__': 5})
type('a', (), {'__qualname__': 'x.y'})
type('a', (), {'__qualname__': 'x.y'}).__dict__.get('__qualname__')
type('a', (), {'__slots__': 'x'}).x
type('a', (), {'__slots__': ['x', 'x']})
type('a', (), {'__slots__': ['1x']})
type('a', (), {'__slots__': [1]})
type('a', (), {'__slots__': 1})
type('a', (), {'__slots__': ['']})
type('a', (), {'__slots__': ['a\\0']})
type('a', (), {'__slots__': ['x'], 'x': 1})
type('a', (), {'__slots__': ['__dict__', '__dict__']})
type('a', (), {'__slots__': ['__weakref__', '__weakref__']})
type('a', (int,), {'__slots__': ['x']})
type('a', (tuple,), {'__slots__': ['x']})
type('a', (bytes,), {'__slots__': ['x']})
type('a', (int,), {'__slots__': []})
type('a', (list,), {'__slots__': ['x']}).x
type('a', (), {'__slots__': ['__x']}).__dict__.keys()
type('_a', (), {'__slots__': ['__x']})._a__x
type('a', (type('b', (), {}),), {'__slots__': ['__dict__']})
type('a', (type('b', (), {}),), {'__slots__': ['__weakref__']})
type('a', (), {'__slots__': iter('xy')}).__slots__
type('a', (), {'__dict__': 5}).__dict__
type('a', (), {'__classcell__': 5})
type('a', (), {'__init_subclass__': 5})
type('b', (type('a', (), {'__init_subclass__': 5}),), {})
type('a', (), {'__class_getitem__': 5})[1]
type('a', (), {'__class_getitem__': lambda c, x: (c.__name__, x)})[1]
type('a', (), {'__new__': lambda c: 3})()
type('a', (), {'__new__': lambda c: 3}).__dict__['__new__']
type('a', (), {}, **{})
type.__call__(1)
type.__call__()
type.__call__(type)
type.__call__(type, 3)
type.__call__(int, '3')
type.__new__()
type.__new__(type)
type.__new__(int, 'a', (), {})
type.__new__(1)
type.__new__(type, 'a')
type.__new__(type, 'a', ())
type.__init__(int)
type.__init__(int, 1)
type.__init__(int, 1, 2, 3)
type.__init__(int, 1, 2, 3, 4)
type.__init__(int, 1, 2, 3, x=3)
type.mro(int)
type.mro()
int.mro()
type.__subclasses__(bool)
type.__subclasses__()
type.__dir__(bool)[:0]
type.__prepare__()
type.__prepare__('a', (), x=1)
type.__instancecheck__(int, 3), type.__subclasscheck__(int, bool)
type.__instancecheck__(3)
type.__base__, int.__base__, object.__base__
type.__flags__ & 1 << 9 != 0
int.__flags__ & (1 << 24) != 0
int.__basicsize__ > 0, int.__itemsize__, int.__dictoffset__, int.__weakrefoffset__
tuple.__itemsize__, tuple.__dictoffset__
type('a', (), {}).__dictoffset__ != 0
class C: 
    def __init__(self, a, b=1): pass
C.__text_signature__
int.__module__, int.__qualname__, int.__name__
int.__name__ = 'x'
int.foo = 1
del int.foo
del int.real
int.__bases__ = ()
C.__name__ = 1
C.__name__ = 'a\\0'
C.__name__ = 'a\\udc80'
del C.__name__
C.__qualname__ = 1
del C.__qualname__
C.__module__ = 1
C.__module__
del C.__module__
C.__module__
del C.__bases__
del C.__dict__
C.__dict__ = {}
del C.__class__
del C.__abstractmethods__
C.__abstractmethods__
C.__abstractmethods__ = {'x'}
C(1)
C.__abstractmethods__ = {'y', 'x'}
C(1)
C.__abstractmethods__ = 'xy'
C.__abstractmethods__ = []
C(1)
C.__abstractmethods__ = 5
C.__mro__ = ()
C.__base__ = int
C.__flags__ = 1
C.__type_params__
C.__type_params__ = (1,)
C.__type_params__
C.__type_params__ = 1
C.__type_params__
C.__annotations__
C.__annotations__ = 5
C.__annotations__
del C.__annotations__
C.__annotations__
int.__annotations__
int.__type_params__
int.__static_attributes__
C.__static_attributes__, C.__firstlineno__
class A: pass
class B: pass
class C(A): pass
C.__bases__ = 1
C.__bases__ = ()
C.__bases__ = (1,)
C.__bases__ = (B,)
C.__mro__
C.__bases__ = (C,)
B.__bases__ = (C,)
C.__bases__ = (A, B)
C.__mro__
C.__bases__ = (A, A)
C.__bases__ = (object, A)
C.__bases__ = (int,)
C.__bases__ = (object,)
C.__bases__ = (A, int)
A.__bases__ = (object,)
A.__bases__ = (B,)
A.__subclasses__(), B.__subclasses__()
class S: __slots__ = ('x',)
class T: __slots__ = ('x',)
class U(S): pass
U.__bases__ = (T,)
U.__bases__ = (A,)
class L(list): pass
class LL(L): pass
LL.__bases__ = (list,)
LL.__bases__ = (dict,)
a = A()
a.__class__ = B
type(a)
a.__class__ = int
a.__class__ = 3
del a.__class__
a.__class__ = type
S().__class__ = T
S().__class__ = A
class T2: __slots__ = ('y',)
s = S()
s.__class__ = T2
a.__class__ = S
(1).__class__ = bool
(1).__class__ = int
[].__class__ = list
class I(int): pass
class J(int): pass
i = I(3)
i.__class__ = J
i, type(i)
i.__class__ = int
i.__class__ = A
A.__class__ = type
class M(type): pass
A.__class__ = M
type(A)
A.__class__ = int
def f(): pass
f.__class__ = int
import types
m = types.ModuleType('m')
class MM(types.ModuleType): pass
m.__class__ = MM
type(m)
m.__class__ = int
m.__class__ = types.ModuleType
a.__dict__ = 1
del a.__dict__
a.__dict__
a.__dict__ = {'x': 1}
a.x
a.__dict__ = {1: 2}
a.__dict__
class DD(dict): pass
a.__dict__ = DD(x=2)
class E:
    def mro(self): return [1]
class M(type):
    def mro(cls): return [cls, 1]
class X(metaclass=M): pass
class M(type):
    def mro(cls): return [cls, int, object]
class X(metaclass=M): pass
class M(type):
    def mro(cls): return 5
class X(metaclass=M): pass
class M(type):
    def mro(cls): return []
class X(metaclass=M): pass
class M(type):
    def mro(cls): return [cls]
class X(metaclass=M): pass
X.__mro__
X.__init__
class M(type):
    def mro(cls):
        print(cls.__name__, cls.__bases__)
        return super().mro()
class X(metaclass=M): pass
class Y(X): pass
Y.__bases__ = (X,)
class A: pass
class B(A): pass
class C(A, B): pass
class X: pass
class Y: pass
class P(X, Y): pass
class Q(Y, X): pass
class R(P, Q): pass
class R(X, X): pass
class R(1): pass
class R('a', 'b', {}): pass
class R(None): pass
class R(f): pass
class R(len): pass
class R(types.FunctionType): pass
class R(type(None)): pass
class R(type(...)): pass
class R(type(NotImplemented)): pass
class R(range): pass
class R(slice): pass
class R(memoryview): pass
class R(types.GeneratorType): pass
class R(types.CodeType): pass
class R(types.FrameType): pass
class R(types.MethodType): pass
class R(types.CellType): pass
class R(types.TracebackType): pass
class R(types.MappingProxyType): pass
class R(types.BuiltinFunctionType): pass
class R(types.GenericAlias): pass
class R(type({}.keys())): pass
class R(type(iter([]))): pass
class R(type(iter({}))): pass
class R(enumerate, zip): pass
class R(map): pass
class R(reversed): pass
class R(property, staticmethod): pass
class R(list, dict): pass
class R(Exception, OSError): pass
class R(OSError, KeyError): pass
class R(OSError, ImportError): pass
class R(Exception, list): pass
class R(OSError, SyntaxError): pass
class R(bool): pass
class R(list, metaclass=int): pass
class M1(type): pass
class M2(type): pass
class A1(metaclass=M1): pass
class A2(metaclass=M2): pass
class A3(A1, A2): pass
class A3(A1, metaclass=M2): pass
class A3(A1, metaclass=type): pass
type(A3)
class A3(A1, foo=1): pass
class A3(foo=1): pass
class A3(metaclass=5): pass
class A3(metaclass=lambda n, b, d, **k: (n, b, sorted(d), k), z=1): pass
A3
class A3(*[A1], **{'metaclass': M1}): pass
class A3(A1, metaclass=M1, metaclass=M1): pass
class A:
    def __init_subclass__(cls, **kw): print(cls.__name__, kw)
class B(A, x=1): pass
class B(A, x=1, y=2): pass
class A:
    def __init_subclass__(cls, /, req, **kw): super().__init_subclass__(**kw); print(req)
class B(A): pass
class B(A, req=1): pass
class B(A, req=1, z=2): pass
class A:
    def __init_subclass__(): pass
class B(A): pass
class A:
    @staticmethod
    def __init_subclass__(*a, **k): print(a, k)
class B(A, q=1): pass
object.__init_subclass__()
object.__init_subclass__(1)
object.__init_subclass__(x=1)
int.__init_subclass__(x=1)
object.__init_subclass__
A.__init_subclass__
class Desc:
    def __set_name__(self, o, n): print(o.__name__, n)
class X: d = Desc()
class BadDesc:
    def __set_name__(self, o, n): 1/0
class X: d = BadDesc()
class BadDesc:
    def __set_name__(self): pass
class X: d = BadDesc()
class BadDesc:
    __set_name__ = 5
class X: d = BadDesc()
class Meta(type):
    def __setattr__(c, n, v): print('meta set', n); super().__setattr__(n, v)
class Mut:
    def __set_name__(self, o, n): setattr(o, 'extra', 1)
class X(metaclass=Meta): d = Mut(); e = Mut()
class Order:
    def __set_name__(self, o, n): print('set_name', n)
class Base:
    def __init_subclass__(cls): print('init_subclass')
class X(Base): a = Order(); b = Order()
class GA:
    def __getattr__(self, n): print('getattr', n); raise AttributeError
class X: q = GA()
class Prep(type):
    @classmethod
    def __prepare__(m, n, b, **k): print(n, b, k); return {}
    def __new__(m, n, b, d, **k): return super().__new__(m, n, b, d)
    def __init__(c, n, b, d, **k): pass
class X(metaclass=Prep, a=1): pass
class Prep2(type):
    def __prepare__(*a): return 5
class X(metaclass=Prep2): pass
class Prep3(type):
    __prepare__ = None
class X(metaclass=Prep3): pass
class FuncMeta:
    def __call__(self, n, b, d): return n
    def __prepare__(self, n, b): return {}
class X(metaclass=FuncMeta()): pass
X
class Custom(dict):
    def __getitem__(self, k): print('get', k); return super().__getitem__(k)
    def __setitem__(self, k, v): print('set', k); super().__setitem__(k, v)
    def __missing__(self, k): raise KeyError(k)
class Prep4(type):
    @classmethod
    def __prepare__(m, n, b): return Custom()
class X(metaclass=Prep4):
    a = 1
    b = a
class NM:
    def __getitem__(self, k): return {}[k]
class Prep5(type):
    @classmethod
    def __prepare__(m, n, b): return NM()
class X(metaclass=Prep5): pass
class ME:
    def __mro_entries__(self, bases): print(len(bases)); return (int,)
class X(ME()): pass
X.__bases__, X.__orig_bases__.__class__
type('X', (ME(),), {})
import types
types.new_class('X', (ME(),)).__bases__
types.resolve_bases((ME(),))
class ME2:
    def __mro_entries__(self, bases): return 5
class X(ME2()): pass
class ME3:
    def __mro_entries__(self, bases): return ()
class X(ME3()): pass
X.__bases__
types.get_original_bases(X)
types.get_original_bases(5)
types.prepare_class('a', (), {'metaclass': type, 'b': 1})
types.new_class('Q', (), {'metaclass': type}, lambda ns: ns.update(x=1)).x
''')
