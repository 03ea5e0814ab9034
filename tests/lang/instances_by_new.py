# Classes whose __new__ makes their instances, with and without __init__, derived, abstract, changed; attributes that only
# some methods set.
from collections import namedtuple
P = namedtuple('P', 'x y')
p = P(1, 2)
print(p, P(x=3, y=4), type(p) is P)

class Q(P):

    def __new__(cls, a):
        return super().__new__(cls, a, a + 1)
print(Q(5), type(Q(5)))

class R(P):
    pass
print(R(1, 2), type(R(1, 2)))
P2 = P(7, 8)
print(P2)
try:
    P(1)
except TypeError as e:
    print(e)
try:
    P(1, 2, 3)
except TypeError as e:
    print(e)
try:
    P(1, z=3)
except TypeError as e:
    print(e)

class S:
    one = None

    def __new__(cls, *a, **k):
        if cls.one is None:
            cls.one = super().__new__(cls)
        return cls.one
print(S() is S(1, b=2))

class T:

    def __new__(cls, v):
        return v
print(T(5), T(v='x'))

class U:

    def __new__(cls, v=0):
        self = object.__new__(cls)
        self.v = v
        return self
print(U().v, U(3).v)

class V(U):

    def __init__(self, v=0):
        print('init', v)
        self.w = v
print(U(4).v, V(2).w)

class W:

    def __new__(cls, sub=False):
        return object.__new__(X if sub else W)
print(type(W()))

class X(W):

    def __init__(self, *a):
        print('X init', a)
print(type(W()), type(W(True)))
W.__init__ = lambda self, *a: print('W init', a)
print(type(W()))
del W.__init__
print(type(W()))

class Y:

    def __new__(cls):
        yield 1
print(list(Y()))
import abc

class Z(abc.ABC):

    def __new__(cls):
        return super().__new__(cls)

    @abc.abstractmethod
    def f(self):
        ...
try:
    Z()
except TypeError as e:
    print(e)
for bad in (lambda: tuple.__new__(list), lambda: object.__new__(int), lambda: int.__new__(str), lambda: object.__new__(), lambda: object.__new__(5), lambda: tuple.__new__(P, 5), lambda: list.__new__(tuple, [1]), lambda: dict.__new__(dict, 1, 2), lambda: object.__new__(U, 1), lambda: object.__new__(object, 1)):
    try:
        print(bad())
    except TypeError as e:
        print(e)

class I(int):

    def __new__(cls, v, unit):
        self = super().__new__(cls, v)
        self.unit = unit
        return self
i = I(5, 'm')
print(i, i.unit, i + 1)

class Err(Exception):

    def __new__(cls, *a):
        print('new', a)
        return super().__new__(cls, *a)
print(repr(Err(1, 2)))

class Fail:

    def __new__(cls):
        raise ValueError('no')
try:
    Fail()
except ValueError as e:
    import traceback
    print([f.name for f in traceback.extract_tb(e.__traceback__)])
print([U(k).v for k in range(3)], [u.v for u in map(U, range(3))])

class Meta(type):

    def __call__(cls, *a):
        print('meta')
        return super().__call__(*a)

class MM(metaclass=Meta):

    def __new__(cls, a):
        return object.__new__(cls)
print(type(MM(1)))

class AA:

    def __init__(self):
        self.a = 1

    def other(self):
        self.b = 2
        self.c = 3

class BB(AA):

    def __init__(self):
        super().__init__()
        self.d = 4
        self.a = 5

    def more(self):
        for n in range(30):
            setattr(self, f'n{n}', n)
b = BB()
b.other()
b.more()
print(b.a, b.b, b.c, b.d, b.n29, len(vars(b)))
a = AA()
print(vars(a))
a.other()
print(vars(a))
