# What a metaclass's mro() sees of the class whose order it says.
class Shown(type):
    def mro(cls):
        print(cls.__name__, cls.__mro__, [base.__name__ for base in cls.__bases__], end=' -> ')
        order = super().mro()
        print([c.__name__ for c in order])
        return order


class A(metaclass=Shown):
    x = 1


class B(A):
    y = 2


print([c.__name__ for c in B.__mro__], B.x, B().y, object.__mro__)


class Short(type):
    def mro(cls):
        return [cls, object]


class C(metaclass=Short):
    z = 3


print(C.__mro__ == (C, object), C().z)


class Nested(type):
    def mro(cls):
        # Nothing is inherited before there is an order.
        print(hasattr(cls, 'own'), hasattr(cls, 'inherited'), isinstance(cls, Nested), type(cls).__name__)
        return super().mro()


class Base(metaclass=Nested):
    inherited = 1


class Derived(Base):
    own = 2


print(Derived.own, Derived.inherited)


class Method:
    def of(self):
        return self


bound = Method().of
print(bound.__get__(1) is bound, bound.__get__(None, int) is bound)
try:
    bound.__get__(None)
except TypeError as error:
    print(error)
