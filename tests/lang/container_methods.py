# Objects that act as containers.
class Grid:
    def __init__(self):
        self.cells = {}

    def __getitem__(self, key):
        print("get", key)
        return self.cells[key]

    def __setitem__(self, key, value):
        print("set", key, value)
        self.cells[key] = value

    def __delitem__(self, key):
        print("del", key)
        del self.cells[key]

    def __len__(self):
        return len(self.cells)

    def __contains__(self, key):
        return key in self.cells

    def __iter__(self):
        return iter(self.cells)

    def __reversed__(self):
        return "reversed!"


g = Grid()
g[1, 2] = "a"
g["k"] = g[1, 2]
g[1:2] = 5
print(len(g), (1, 2) in g, 9 in g, list(g), bool(g), reversed(g))
del g["k"]
g[1, 2] += "b"
try:
    g["missing"]
except KeyError as e:
    print("KeyError", e)


class Old:
    """Iterated and searched through __getitem__ alone."""

    def __getitem__(self, i):
        if i >= 3:
            raise IndexError(i)
        return i * 10


o = Old()
print(list(o), 20 in o, 25 in o, [x + 1 for x in o], tuple(o), max(o), dict(zip("abc", o)), sorted(o, reverse=True))
a, b, c = o
print(a, b, c, *o)


class Seq:
    def __len__(self):
        return 3

    def __getitem__(self, i):
        if isinstance(i, slice):
            return [self[j] for j in range(*i.indices(3))]
        if i < 0:
            i += 3
        if not 0 <= i < 3:
            raise IndexError
        return "xyz"[i]


s = Seq()
print(list(reversed(s)), s[1:], s[::-1], s[-1], "".join(s), enumerate(s).__next__(), len(s))


class Iter:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


print(list(Iter(3)), 1 in Iter(3), sum(Iter(4)), [*Iter(2)], next(Iter(5)), min(Iter(3)), list(zip(Iter(3), Iter(2))))


class LenHint:
    def __length_hint__(self):
        return 10

    def __iter__(self):
        return iter([1])


print(list(LenHint()))


class Broken:
    def __iter__(self):
        return 5

    def __len__(self):
        return "x"

    def __contains__(self, x):
        raise ValueError("no")


class NoIter:
    __iter__ = None


for f in (lambda: list(Broken()), lambda: len(Broken()), lambda: 1 in Broken(), lambda: iter(NoIter()),
    lambda: NoIter()[0], lambda: len(NoIter()), lambda: [x for x in 5], lambda: reversed({1}), lambda: reversed(5),
    lambda: next([])):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
try:
    NoIter()[0] = 1
except TypeError as e:
    print(e)
try:
    del NoIter()[0]
except TypeError as e:
    print(e)
