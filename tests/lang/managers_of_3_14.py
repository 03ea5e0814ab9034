# What Python 3.14 does where older versions differ: `__exit__` is looked up first, what `except*` wraps has a place.
# oracle: 3.14
import traceback


class Getter:
    def __init__(self, name):
        self.name = name

    def __get__(self, instance, owner):
        print("looked up", self.name)
        return lambda *args: None


class Both:
    __enter__ = Getter("__enter__")
    __exit__ = Getter("__exit__")


with Both():
    pass


class OnlyEnter:
    __enter__ = Getter("__enter__")


try:
    with OnlyEnter():
        pass
except TypeError as e:
    print(e)


def naked():
    try:
        raise ValueError(1)
    except* ValueError as e:
        raise


try:
    naked()
except ExceptionGroup as e:
    traceback.print_exception(e, file=__import__("sys").stdout)

try:
    match {1: 1}:
        case {traceback.__path__: 1} if False:
            pass
except AttributeError as e:
    print(e)


class Keys:
    unhashable = [1]


try:
    match {1: 1}:
        case {Keys.unhashable: 1}:
            pass
except TypeError as e:
    print(e)
