# The implementations that singledispatch remembers go with their classes; weak references are equal as objects are.
import abc
import collections.abc
import functools
import gc
import weakref


@functools.singledispatch
def kind(value, *args, **kwargs):
    return 'object'


@kind.register(int)
def _(value, *args, **kwargs):
    return 'int', args, kwargs


@kind.register
def _(value: list):
    return 'list'


print(kind(1), kind(True, 2, z=3), kind([]), kind('x'), kind(None))
try:
    kind()
except TypeError as error:
    print(error)
kind.register(str, lambda value: 'str')
print(kind('x'))


class Base:
    pass


class Derived(Base):
    pass


print(kind(Derived()))
kind.register(Base, lambda value: 'base')
print(kind(Derived()), kind(Derived()))


class Abstract(abc.ABC):
    pass


print(kind(Abstract()))
kind.register(collections.abc.Sized, lambda value: 'sized')
print(kind({}), kind([]), kind(Derived()))


class Late:
    pass


print(kind(Late()))
collections.abc.Sized.register(Late)
print(kind(Late()))


def of_a_class_that_goes():
    class Temporary:
        pass
    return kind(Temporary()), weakref.ref(Temporary)


answer, reference = of_a_class_that_goes()
gc.collect()
print(answer, reference())
for number in range(100):
    made = type('Made', (), {})
    if number % 2:
        kind.register(made, lambda value: 'made')
    assert kind(made()) == ('made' if number % 2 else 'object')
print(kind.dispatch(bool) is kind.registry[int])
kind._clear_cache()
print(kind(5))


class Pretends:
    __class__ = list


print(kind(Pretends()))


class Plain:
    pass


class Odd:
    def __eq__(self, other):
        print('asked')
        return False

    __hash__ = object.__hash__


for thing in Plain(), Odd(), Plain, len, kind:
    one, other = weakref.ref(thing), weakref.ref(thing, print)
    print(one == other, one != other, one == one)
plain, odd = Plain(), Odd()
by_key = weakref.WeakKeyDictionary({plain: 1, odd: 2})
print(by_key[plain], plain in by_key, by_key.get(odd), len(by_key))
del plain
print(len(by_key))
try:
    kind.dispatch(5)
except TypeError as error:
    print(error)
