# Operator methods, reflected ones, and NotImplemented.
class N:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


for op, symbol in (("add", "+"), ("sub", "-"), ("mul", "*"), ("truediv", "/"), ("floordiv", "//"), ("mod", "%"),
    ("pow", "**"), ("matmul", "@"), ("lshift", "<<"), ("rshift", ">>"), ("and", "&"), ("or", "|"), ("xor", "^")):
    setattr(N, f"__{op}__", lambda self, other, symbol=symbol: f"({self!r} {symbol} {other!r})")
    setattr(N, f"__r{op}__", lambda self, other, symbol=symbol: f"({other!r} r{symbol} {self!r})")
for op, symbol in (("neg", "-"), ("pos", "+"), ("invert", "~"), ("abs", "abs ")):
    setattr(N, f"__{op}__", lambda self, symbol=symbol: f"({symbol}{self!r})")
a, b = N("a"), N("b")
print(a + b, a - 1, 1 - a, a * "x", "x" * a, a / b, a // b, a % b, a ** b, 2 ** a, a @ b, 5 @ a, a << 1, 1 >> a,
    a & b, [] | a, a ^ b, -a, +a, ~a, abs(a), divmod(7, 2), [1] + a, None + a)


class Base:
    def __add__(self, other):
        return "Base.add"

    def __radd__(self, other):
        return "Base.radd"

    def __eq__(self, other):
        return "Base.eq"

    def __lt__(self, other):
        return "Base.lt"

    def __gt__(self, other):
        return "Base.gt"


class Sub(Base):
    def __radd__(self, other):
        return "Sub.radd"

    def __gt__(self, other):
        return "Sub.gt"


class Same(Base):
    pass


print(Base() + Sub(), Sub() + Base(), Base() + Same(), Sub() + Sub(), 1 + Sub(), Base() < Sub(), Sub() < Base(),
    Base() == Sub(), Base() > Sub())


class Declines:
    def __add__(self, other):
        print("add declines", end=" ")
        return NotImplemented

    def __radd__(self, other):
        print("radd declines", end=" ")
        return NotImplemented

    def __pow__(self, other, mod=None):
        return ("pow", other, mod)

    def __divmod__(self, other):
        return "divmod"

    def __rdivmod__(self, other):
        return "rdivmod"

    def __round__(self, n=None):
        return "round"

    def __trunc__(self):
        return 1

    def __index__(self):
        return 3

    def __float__(self):
        return 2.5


d = Declines()
print(d ** 2, pow(d, 2, 3), divmod(d, 1), divmod(1, d), round(d), float(d), int(d), [1, 2, 3, 4][d], "x" * d,
    range(d), hex(d))


class Vector:
    def __init__(self, *v):
        self.v = v

    def __add__(self, other):
        if not isinstance(other, Vector):
            return NotImplemented
        return Vector(*(x + y for x, y in zip(self.v, other.v)))

    def __mul__(self, k):
        if isinstance(k, Vector):
            return sum(x * y for x, y in zip(self.v, k.v))
        return Vector(*(x * k for x in self.v))

    __rmul__ = __mul__

    def __radd__(self, other):
        return self if other == 0 else NotImplemented

    def __neg__(self):
        return self * -1

    def __eq__(self, other):
        return isinstance(other, Vector) and self.v == other.v

    def __repr__(self):
        return f"Vector{self.v}"


print(Vector(1, 2) + Vector(3, 4), Vector(1, 2) * 3, 3 * Vector(1, 2), Vector(1, 2) * Vector(3, 4), -Vector(1, 2),
    sum([Vector(1, 1), Vector(2, 2)]), Vector(1) == Vector(1), Vector(1) != Vector(2))
for f in (lambda: d + d, lambda: d + 1, lambda: 1 + d, lambda: d - 1, lambda: -d, lambda: d @ d, lambda: ~d,
    lambda: Vector(1) + 5, lambda: 5 + Vector(1), lambda: {} + {}, lambda: abs("x"), lambda: 1 & 1.5,
    lambda: "a" / "b", lambda: None - 1, lambda: +"a", lambda: ~1.5, lambda: [] @ [], lambda: divmod("a", 1),
    lambda: pow("a", 2), lambda: pow(1.5, 2, 3), lambda: d << "x"):
    try:
        print(f())
    except TypeError as e:
        print("|", e)
