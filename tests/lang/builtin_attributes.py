# getattr, setattr, hasattr, delattr, callable, isinstance, issubclass, type, id, vars, dir, hash, repr.
class A:
    x = 1

    def f(self):
        return "f"


a = A()
setattr(a, "y", 5)
print(getattr(a, "x"), getattr(a, "y"), getattr(a, "z", None), getattr(a, "f")(), hasattr(a, "x"), hasattr(a, "nope"),
    vars(a), vars(A)["x"], delattr(a, "y"), vars(a), [n for n in dir(a) if not n.startswith("_")],
    [n for n in dir(A) if not n.startswith("__")])
print(callable(A), callable(a.f), callable(len), callable(5), callable(lambda: 0), isinstance(a, A),
    isinstance(5, (int, str)), isinstance(True, int), issubclass(bool, (int,)), isinstance(5, int | str),
    isinstance(None, int | None), isinstance("x", int | list))
print(type(5), type(type), type(a).__name__, type(a) is A, type("T", (A,), {"z": 9}).z, type("T", (), {}).__name__,
    type(None), type(...), type(NotImplemented), type(print), type([].append), type(lambda: 0), type(A.f), type(a.f),
    type(range(1)), type(iter([])), type(x for x in []), type({}.keys()), type(Exception), type(Exception()),
    type(slice(1)), type(b""), type(type(None)), type(super), type(property()), type(__import__("sys")))
print(id(a) == id(a), id(a) != id(A()), id(None) == id(None), hash("x") == hash("x"), hash(5), hash(a) == hash(a),
    repr(a) == repr(a), len(repr(a)) > 10, str(a) == repr(a), f"{a}" == str(a))
print(len("abc"), len([1]), abs(-3), abs(2.5), ord("a"), chr(98), bin(5), oct(8), hex(255), ascii("é"), divmod(17, 5),
    divmod(-17, 5), divmod(1.5, 0.5), pow(2, 3), round(2.567, 1), sum([1, 2]), int("7"), bool([]), str(1.0),
    repr("q"), list("ab"), tuple("ab"), dict(a=1), object() is not object(), NotImplemented, Ellipsis, ..., None)
print(isinstance(len, object), type(A) is type, A.__class__, a.__class__.__class__, A.__bases__, object.__bases__,
    int.__mro__, bool.__base__, A.__dict__["x"], a.__module__, A.f.__get__(a)(), A.f(a))


class Meta(type):
    def __instancecheck__(cls, obj):
        return obj == "instance"

    def __subclasscheck__(cls, c):
        return c is int


class Checked(metaclass=Meta):
    pass


print(isinstance("instance", Checked), isinstance(5, Checked), issubclass(int, Checked), issubclass(str, Checked),
    isinstance(Checked(), Checked))
for f in (lambda: len(5), lambda: len(), lambda: len([], []), lambda: abs("x"), lambda: isinstance(1, 5),
    lambda: isinstance(1), lambda: issubclass(1, int), lambda: issubclass(int, 1), lambda: isinstance(1, (int, "x")),
    lambda: isinstance("", (int, "x")), lambda: type(), lambda: type(1, 2), lambda: type("T", 5, {}),
    lambda: getattr(a), lambda: getattr(a, "nope"), lambda: hasattr(a, 5), lambda: vars(5), lambda: callable(),
    lambda: id(), lambda: chr("x"), lambda: bin(1.5), lambda: divmod(1), lambda: setattr(a, "x"), lambda: pow(),
    lambda: print(foo=1), lambda: print(sep=5), lambda: object(1), lambda: int([]), lambda: list(1),
    lambda: len(iter([])), lambda: NotImplemented(), lambda: bool(a, a), lambda: iter()):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
