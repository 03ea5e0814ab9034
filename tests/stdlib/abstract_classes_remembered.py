"""What abstract base classes remember of their subclasses: hooks, registrations, classes that go."""
import abc, collections.abc as c, numbers


class A(abc.ABC):

    @abc.abstractmethod
    def f(self):
        pass

    @classmethod
    def __subclasshook__(cls, C):
        print('hook', C.__name__)
        return NotImplemented


try:
    A()
except TypeError as e:
    print(e)


class B:
    pass


print(isinstance(B(), A), isinstance(B(), A), issubclass(B, A))
A.register(B)
print(isinstance(B(), A), issubclass(B, A), isinstance(B(), A))


class C2(A):
    pass


class D(C2):

    def f(self):
        pass


print(isinstance(D(), A), issubclass(D, C2), issubclass(int, A))
for bad in (3, 'x'):
    try:
        issubclass(bad, A)
    except TypeError as e:
        print(e)
try:
    A.register(3)
except TypeError as e:
    print(e)
try:
    D.register(A)
except RuntimeError as e:
    print(e)
t = abc.get_cache_token()
A.register(list)
print(abc.get_cache_token() == t + 1, isinstance([], A))


class W(metaclass=abc.ABCMeta):
    __subclasshook__ = classmethod(lambda cls, x: 5)


try:
    issubclass(int, W)
except AssertionError as e:
    print(repr(e))


class P:
    __class__ = property(lambda s: int)


print(isinstance(P(), numbers.Integral), isinstance(P(), c.Sequence))
print(isinstance([], c.Sequence), isinstance({}, c.Mapping), isinstance({}, c.Sequence), issubclass(dict, c.MutableMapping))
print(isinstance(3, numbers.Number), isinstance((), c.Hashable), isinstance([], c.Hashable))


def g():
    yield


print(isinstance(g(), c.Generator))
print(sorted(A.__abstractmethods__), sorted(c.MutableMapping.__abstractmethods__))


class E(A):
    f = None


E()
print(E.__abstractmethods__)
A.__subclasshook__ = classmethod(lambda cls, x: NotImplemented)
import gc, weakref


def tmp():

    class X:
        pass
    A.register(X)
    isinstance(X(), A)
    isinstance(X(), c.Sequence)
    return weakref.ref(X)


r = tmp()
gc.collect()
print(r())


class F(metaclass=abc.ABCMeta):

    def __init__(self):
        pass


F.x = 1
print(isinstance(F(), F))
del A._abc_impl
try:
    print(isinstance(3, A))
except Exception as e:
    print(type(e), e)


class M2(abc.ABCMeta):

    def __subclasscheck__(cls, o):
        print('sc', o)
        return False


class G(metaclass=M2):
    pass


print(isinstance(3, G), isinstance(G(), G), issubclass(G, G))
