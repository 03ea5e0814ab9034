# Details of attributes, signatures and texts of built-in objects.
# oracle: 3.14
import functools
import inspect
import sys
import types


def attempt(what):
    try:
        print(what())
    except Exception as error:
        print(f'{type(error).__name__}: {error}')


class Methods:
    @classmethod
    @property
    def chained(cls):
        return 'not asked'

    partial = functools.partial(lambda *args: len(args), 1)


# A class method is bound as it is; a partial is a method.
print(type(Methods.chained).__name__, type(Methods().chained.__func__).__name__, Methods().partial(2))


class NoInPlace:
    __iadd__ = None

    def __add__(self, other):
        return 'added'


def in_place():
    value = NoInPlace()
    value += 1
    return value


attempt(in_place)
print(int.__itemsize__, tuple.__itemsize__, object.__itemsize__, object.__dictoffset__, Methods.__dictoffset__)
for method in (int.to_bytes, int.from_bytes, list.append, str.encode):
    print(inspect.signature(method), method.__text_signature__)


def own_locals():
    number = 1
    proxy = sys._getframe().f_locals
    return repr(proxy)


print(own_locals())
print(dir(types.TracebackType(None, sys._getframe(), 4, 5)), types.TracebackType(None, sys._getframe(), 3, 5).tb_lasti)


class Own(functools.partial):
    pass


inside = Own(print, 1, sep='')
print(str(inside).replace(str(print), 'print'))
inside.__setstate__((print, (inside,), {}, None))
print(str(inside).replace(str(print), 'print'))
