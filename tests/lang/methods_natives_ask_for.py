"""Methods that built-in functions call by their names: an object's own attribute comes before the class's function, and what
finds attributes in another way is asked; and methods that super() finds in orders of several kinds, while classes change."""
import io


class Log:
    def __init__(self, name):
        self.name = name

    def write(self, text):
        lines.append((self.name, text))

    def flush(self):
        lines.append((self.name, "flushed"))


class Static(Log):
    @staticmethod
    def write(text):
        lines.append(("static", text))


class OfClass(Log):
    @classmethod
    def write(cls, text):
        lines.append((cls.__name__, text))


class Computed(Log):
    @property
    def write(self):
        return lambda text: lines.append(("computed by " + self.name, text))


class Asked(Log):
    def __getattribute__(self, name):
        lines.append(("asked", name))
        return super().__getattribute__(name)


class Missing:
    def __getattr__(self, name):
        if name == "write":
            return lambda text: lines.append(("missing", text))
        raise AttributeError("no " + name)


class Callable(Log):
    class write:
        def __new__(cls, text):
            lines.append(("made", text))


def show(file, flush=False):
    lines.clear()
    try:
        print("a", 1, file=file, flush=flush)
    except Exception as error:
        print(type(error).__name__, error)
    print(lines)


lines = []
print("write")
for kind in (Log, Static, OfClass, Computed, Asked, Callable):
    show(kind(kind.__name__), True)
show(Missing())
show(Missing(), True)
show(5)
log = Log("own")
log.write = lambda text: lines.append(("own", text))
show(log)
del log.write
show(log)
Log.write = lambda self, text: lines.append(("changed", text))
show(log)
del Log.write
show(log)
text = io.StringIO()
show(text)
print(repr(text.getvalue()))
text.write = lambda text: lines.append(("of StringIO", text))
show(text, True)
print(repr(text.getvalue()))
text = io.TextIOWrapper(io.BytesIO())
text.write = lambda text: lines.append(("of TextIOWrapper", text))
show(text, True)
del text.write
show(text, True)
print(text.buffer.getvalue())
text.close()
show(text)


class Derived(io.StringIO):
    def write(self, text):
        return super().write(text.upper())


derived = Derived()
show(derived)
print(repr(derived.getvalue()))


print("super")


class A:
    def f(self):
        return ["A"]


class B(A):
    def f(self):
        return ["B"] + super().f()


class C(A):
    def f(self):
        return ["C"] + super().f()


class D(B, C):
    def f(self):
        return ["D"] + super().f()


class Line(B):
    def f(self):
        return ["Line"] + super().f()


def all_of_them():
    print(*("".join(made.f()) for made in (A(), B(), C(), D(), Line())))


all_of_them()
A.f = lambda self: ["a"]
all_of_them()
C.f = lambda self: ["c"] + A.f(self)
all_of_them()
del C.f
all_of_them()
B.f = A.f
all_of_them()
del B.f
all_of_them()
B.f = property(lambda self: lambda: ["property"])
all_of_them()
B.f = staticmethod(lambda: ["static"])
all_of_them()
Line.__bases__ = (C,)
all_of_them()


class Order(type):
    def mro(cls):
        order = super().mro()
        return [order[0], *reversed(order[1:-1]), order[-1]]


class E(D, metaclass=Order):
    def f(self):
        return ["E"] + super().f()


print(E.__mro__)
print(E().f())
del A.f
try:
    all_of_them()
except AttributeError as error:
    print(error)

print("items")
print(dict([(1, 2), [3, 4], "ab", {5: 0, 6: 0}]), dict(zip("ab", (1, 2))))
for pairs in ([(1,)], [(1, 2, 3)], [(1, 2), "a"]):
    try:
        print(dict(pairs))
    except Exception as error:
        print(type(error).__name__, error, getattr(error, "__notes__", []))
print([0] * 3, [[]] * 2, [1] * 0, [1] * -1, [1, 2] * 2, [] * 5, (None,) * 3)
nested = [[]] * 3
nested[0].append(1)
print(nested)
x, y = [1, 2], (3, 4)
print([*x, *y, *x], [*x, *"ab", *range(2)], (*x, *y), [*x] is x, {*x, *y})
x += [*x]
print(x, bytes(x), bytes(y), bytearray(x))
for wrong in ([256], [-1], (1, "a"), [1.0], [None]):
    for kind in (bytes, bytearray):
        try:
            print(kind(wrong))
        except Exception as error:
            print(type(error).__name__, error)
print([1, 2] == [1, 2, 3], [1, 2] < [1, 2, 3], [1, 3] > [1, 2, 3], (1,) == (1.0,))

print("str")


class Name(str):
    pass


def shown(result):
    class Shown:
        def __str__(self):
            if isinstance(result, Exception):
                raise result
            return result

    return Shown()


class Generating:
    def __str__(self):
        yield "a"


class Represented:
    def __repr__(self):
        return "represented"


class Deep:
    def __str__(self):
        return str(self)


class Given:
    @staticmethod
    def __str__():
        return "static"


class Own:
    def __str__(self):
        return "class"


own = Own()
own.__str__ = lambda: "own"
name = Name("name")
assert str(shown(name)) is name
values = [shown("text"), shown(name), shown(b"bytes"), shown(None), shown(ValueError("raised")), Generating(), Represented(), Deep(),
          Given(), own, Own]
for value in values:
    for make in (lambda: str(value), lambda: str(object=value), lambda: list(map(str, [value])), lambda: f"{value}!", lambda: value + str(value)):
        try:
            made = make()
            print(type(made).__name__, made if "<" not in str(made) else "", end="; ")
        except Exception as error:
            print(type(error).__name__, str(error).split(" and '")[0], end="; ")
    print()
for arguments in ((shown("a"), "utf-8"), (shown("a"), "utf-8", "strict"), (shown("a"), "a", "b", "c")):
    try:
        print(str(*arguments))
    except Exception as error:
        print(type(error).__name__, error)
try:
    print(str(shown("a"), "utf-8"))
except TypeError as error:
    print(error)
