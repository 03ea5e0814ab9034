"""Operators whose operands are of different classes: who is asked, in which order, and what is left when all decline."""

import operator
import traceback


asked = []


class Logged:
    """Logs what it is asked and declines what `declines` names."""

    declines = ()

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


def logged(special):
    def method(self, *others):
        asked.append((self, special, *others))
        return NotImplemented if special in self.declines else f"<{special}>"

    method.__name__ = special
    return method


names = ["add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "lshift", "rshift", "and", "or", "xor"]
for name in names:
    for prefix in ("", "r", "i"):
        setattr(Logged, f"__{prefix}{name}__", logged(f"__{prefix}{name}__"))
for name in ("lt", "le", "eq", "ne", "gt", "ge", "neg", "pos", "invert"):
    setattr(Logged, f"__{name}__", logged(f"__{name}__"))
Logged.__hash__ = None


class Base(Logged):
    pass


class Left(Base):
    pass


class Right(Base):
    pass


class Derived(Left):
    __radd__ = logged("__radd__ of Derived")
    __gt__ = logged("__gt__ of Derived")


class OnlyRight:
    def __radd__(self, other):
        return "only right", other


class Shy(Logged):
    declines = tuple(f"__{prefix}{name}__" for name in names for prefix in ("", "r", "i"))
    declines += ("__lt__", "__eq__", "__ne__", "__neg__", "__gt__", "__le__", "__ge__")


class Row(list):
    declines = ()
    __add__ = logged("__add__ of Row")


def tried(text, **values):
    try:
        result = repr(eval(text, values))
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(text, *asked, result, sep="; ")
    asked.clear()


def tried_in_place(text, **values):
    try:
        exec(text, values)
        result = repr(values["a"])
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(text, *asked, result, sep="; ")
    asked.clear()


OnlyRight.__repr__ = lambda self: "only_right"
def is_object(value):
    return any(value is known for known in objects)


objects = [Left("left"), Right("right"), Derived("derived"), Shy("shy"), OnlyRight()]
for a in [*objects, 1, 2.5, 1 << 80, "s", [1], Row([3])]:
    for b in [*objects, True, None, [1], {1}, Row([3])]:
        if is_object(a) or is_object(b) or isinstance(a, Row) is not isinstance(b, Row):
            print(f"a is {a!r}, b is {b!r}")
            for symbol in ["+", "*", "-", "**"] if is_object(a) else ["+", "*"]:
                tried(f"a {symbol} b", a=a, b=b)
                tried_in_place(f"a {symbol}= b", a=a, b=b)
            if is_object(a):
                tried("a < b", a=a, b=b)
                tried("'yes' if a == b else 'no'", a=a, b=b)

for value in (Left("left"), Shy("shy"), OnlyRight()):
    for symbol in "-+~":
        tried(f"{symbol}value", value=value)


class Sum:
    """Operands of sums with numbers."""

    def __init__(self, n):
        self.n = n

    def __radd__(self, other):
        if other == 3:
            raise ValueError("three")
        return Sum(self.n + other)

    def __neg__(self):
        if self.n < 0:
            raise ValueError("negative")
        return -Sum(self.n - 1) if self.n else self

    def __invert__(self):
        yield self.n

    def __rsub__(self, other):
        yield other

    def __len__(self):
        return self.n

    def __str__(self):
        return self.n


print(sum([Sum(1), Sum(1)][:1]).n, (True + Sum(1)).n, (2.5 + Sum(1)).n, ((1 << 80) + Sum(1)).n, list(~Sum(4)), list(5 - Sum(1)))
n = 1
n += Sum(2)
print(n.n, (-Sum(50)).n)
for text in ("3 + value", "-value", "-(1 + value)", "1 - value - value", "3 + 3 + value", "len(value)", "str(value)"):
    try:
        eval(text, {"value": Sum(-1)})
    except Exception:
        print(traceback.format_exc().replace(__file__, "FILE"))
for n in (0, 1, 2**40, 2**70, -1, True, 2.0, "text", None):
    for call in (len, str):
        try:
            print(call.__name__, repr(n), repr(call(Sum(n))))
        except Exception as error:
            print(call.__name__, repr(n), type(error).__name__, error)


class Endless:
    def __neg__(self):
        return -self

    def __radd__(self, other):
        return other + self

    def __len__(self):
        return len(self)


for text in ("-value", "1 + value", "len(value)"):
    try:
        eval(text, {"value": Endless()})
    except RecursionError as error:
        print(text, error)


class Text(str):
    def __rmod__(self, other):
        return "rmod", other


class Shown:
    def __str__(self):
        return "shown"

    def __rmod__(self, other):
        return "never"

    def __getitem__(self, key):
        return f"item {key}"


class Pair(tuple):
    def __rmod__(self, other):
        return "never"


print("%s" % Text("x"), "%s" % Shown(), "%(key)s" % Shown(), "%s-%s" % Pair((1, 2)), operator.mod("%s", Shown()))
try:
    "%d" % Shown()
except TypeError as error:
    print(error)
try:
    "none" % Pair((1,))
except TypeError as error:
    print(error)


class Indexed:
    def __radd__(self, other):
        return "radd"

    def __rmul__(self, other):
        return "rmul"

    def __iter__(self):
        return iter((7,))

    def __index__(self):
        return 2


# Sequences come last in `+` and `*`, until a class of the program's has a say in them.
for base, items in ((list, [1]), (tuple, (1,)), (bytearray, b"a")):

    class Plain(base):
        pass

    class Adds(base):
        def __add__(self, other):
            return "add"

        def __mul__(self, other):
            return "mul"

    class AddsInPlace(base):
        def __iadd__(self, other):
            return "iadd"

    class Reflects(base):
        def __radd__(self, other):
            return "radd"

        def __rmul__(self, other):
            return "rmul"

    for a_class in (base, Plain, Adds, AddsInPlace):
        for b in (Indexed(), Reflects(items), Plain(items), base(items), 2.5):
            print(a_class.__name__, type(b).__name__)
            for text in ("a + b", "a * b", "b + a", "b * a"):
                tried(text, a=a_class(items), b=b)
            for text in ("a += b", "a *= b"):
                tried_in_place(text, a=a_class(items), b=b)
                copied = base.__new__(type(b), items) if isinstance(b, tuple) else b if b == 2.5 else type(b)()
                tried_in_place(text, b=a_class(items), a=copied)
