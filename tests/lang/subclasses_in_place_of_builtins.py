# Objects of classes derived from built-in types where those are expected, with methods of their own.
import operator
from collections import namedtuple


def show(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(type(error).__name__, error)


class Classes(tuple):
    def __getitem__(self, index):
        return "item"

    def __iter__(self):
        return iter("ab")

    def __len__(self):
        return 5


Pair = namedtuple("Pair", "a b")


# `except` looks into tuples of all kinds, at what is really in them.
def caught(classes, error):
    try:
        raise error
    except classes as found:
        return type(found).__name__


def caught_in_group(classes, error):
    try:
        raise ExceptionGroup("group", [error])
    except* classes as found:
        print(found.exceptions)


show(lambda: caught(Classes((ValueError, KeyError)), KeyError("k")))
show(lambda: caught(Pair(ValueError, KeyError), KeyError("k")))
show(lambda: caught(Pair(ValueError, 5), KeyError("k")))
show(lambda: caught_in_group(Pair(ValueError, KeyError), KeyError("k")))
show(lambda: isinstance(1, Pair(int, str)))
show(lambda: issubclass(int, Classes((int, str))))


class Items(list):
    def __iter__(self):
        return iter("xyz")


# Items are asked for of what is no plain list.
numbers = [1]
numbers += Items([7, 8])
show(lambda: numbers)
show(lambda: [9].__iadd__(Items([7, 8])))
show(lambda: operator.iadd([9], Items([7, 8])))
show(lambda: [9] + Items([7, 8]))


class Number(float):
    def __float__(self):
        return 9.5


show(lambda: "%f %.1f" % (Number(1.5), Number(2.5)))
show(lambda: b"%f" % Number(1.5))
show(lambda: float(Number(1.5)))


class Bytes(bytes):
    def __bytes__(self):
        return b"BB"


class Text(str):
    def __bytes__(self):
        return b"text"


class Wrong(bytes):
    def __bytes__(self):
        return 5


class Object:
    def __init__(self, value):
        self.value = value

    def __bytes__(self):
        return self.value


# `__bytes__` comes first, except of plain bytes.
show(lambda: bytes(Bytes(b"ab")))
show(lambda: bytearray(Bytes(b"ab")))
show(lambda: int.from_bytes(Bytes(b"ab")))
show(lambda: int.from_bytes(Object(b"\1\0")))
show(lambda: int.from_bytes(Object("x")))
show(lambda: bytes(Text("a")))
show(lambda: bytes(Text("a"), "utf-8"))
show(lambda: bytes(Wrong(b"a")))
show(lambda: b"%b" % Object(5))
show(lambda: b"%b" % Object(b"q"))
show(lambda: b"%b" % 5)
show(lambda: type.__type_params__)
