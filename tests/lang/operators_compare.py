# Comparison methods: which is asked, in which order, and what follows from __eq__.
class Log:
    def __init__(self, name):
        self.name = name


def method(op, result):
    def f(self, other):
        print(f"{self.name}.{op}", end=" ")
        return result
    return f


class All(Log):
    __eq__ = method("eq", True)
    __ne__ = method("ne", False)
    __lt__ = method("lt", True)
    __le__ = method("le", True)
    __gt__ = method("gt", False)
    __ge__ = method("ge", [])


class Declines(Log):
    __eq__ = method("eq", NotImplemented)
    __lt__ = method("lt", NotImplemented)
    __gt__ = method("gt", NotImplemented)


class OnlyEq(Log):
    __eq__ = method("eq", True)


class Sub(All):
    __gt__ = method("sub.gt", "reflected first")


a, b, d, e, s = All("a"), All("b"), Declines("d"), OnlyEq("e"), Sub("s")
print(a == b, a != b, a < b, a <= b, a > b, a >= b)
print(d == d, d == a, d != a, d == 1, d != d, 1 == d)
print(e == 1, e != 1, 1 == e, 1 != e, e == e, None == e)
print(a < s, s > a, d < a, d > a)
print([a] == [b], (a,) != (b,), {1: a} == {1: b}, a in [b], [a].index(b), [b, a].count(a), [e].index(5))
for f in (lambda: d < d, lambda: d > 1, lambda: 1 < d, lambda: d <= d, lambda: e < e):
    try:
        print(f())
    except TypeError as error:
        print(error)


class Money:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n if isinstance(other, Money) else NotImplemented

    def __hash__(self):
        return hash(self.n)

    def __lt__(self, other):
        return self.n < other.n

    def __repr__(self):
        return f"${self.n}"


print(Money(5) == Money(5), Money(5) != Money(6), Money(5) == 5, {Money(1), Money(1), Money(2)} == {Money(2),
    Money(1)}, {Money(3): "x"}[Money(3)], sorted([Money(3), Money(1)]), max(Money(1), Money(9)),
    Money(1) in [Money(1)], Money(1) > Money(0), [Money(1)] == [Money(1)])
from functools import total_ordering


@total_ordering
class Size:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __lt__(self, other):
        return self.n < other.n


print(Size(1) <= Size(1), Size(2) > Size(1), Size(2) >= Size(3))
