# Classes, instances, attributes and methods.
class Point:
    """A point."""
    dimension = 2
    count = 0

    def __init__(self, x, y=0):
        self.x = x
        self.y = y
        Point.count += 1

    def moved(self, dx=0, dy=0):
        return Point(self.x + dx, self.y + dy)

    def __repr__(self):
        return f"Point({self.x}, {self.y})"


p = Point(1)
q = p.moved(dx=2, dy=3)
print(p, q, Point.count, p.dimension, Point.__doc__, Point.__name__, Point.__qualname__, Point.__module__, type(p),
    p.__class__ is Point, isinstance(p, Point), p.__dict__, Point.moved(p, 5))
p.dimension = 3
print(p.dimension, Point.dimension, q.dimension, vars(p))
Point.dimension = 4
print(p.dimension, q.dimension)
del p.dimension
print(p.dimension)
Point.norm = lambda self: (self.x ** 2 + self.y ** 2) ** 0.5
p.x = 3
p.y = 4
print(p.norm(), hasattr(p, "norm"), getattr(p, "nope", "default"), setattr(p, "z", 9), p.z, delattr(p, "z"),
    hasattr(p, "z"))
method = q.moved
q.x = 100
print(method(), p == q, p == p, p != q, p is p, len({p, q, p}))


class Empty:
    pass


e = Empty()
e.anything = [1]
e.f = lambda x: x * 2
print(e.anything, e.f(4), Empty().__dict__, repr(Empty).replace("__main__.", ""), repr(e).split(" at ")[0], str(Empty))


class Body:
    print("body runs")
    for i in range(3):
        pass
    values = [i * 2 for i in range(3)]
    if values:
        chosen = "then"
    else:
        other = 1

    def f(self): return self.values

    g = f
    del f


print(Body.i, Body.values, Body.chosen, hasattr(Body, "other"), hasattr(Body, "f"), Body().g())


class Shared:
    items = []

    def add(self, x):
        self.items.append(x)


Shared().add(1)
Shared().add(2)
print(Shared.items)


def make(n):
    class Local:
        value = n

        def get(self):
            return n, self.value, __class__.__name__
    return Local


A, B = make(1), make(2)
print(A().get(), B().get(), A is B, A.__qualname__, isinstance(A(), B))
for f in (lambda: p.nope, lambda: Point.nope, lambda: Point(), lambda: Point(1, 2, 3), lambda: p(), lambda: p[0],
    lambda: len(p), lambda: p + 1, lambda: iter(p), lambda: p < q, lambda: Empty(1), lambda: -p,
    lambda: p.moved(1, 2, 3), lambda: int(p), lambda: p @ q, lambda: next(p), lambda: abs(p), lambda: hash(p) * 0,
    lambda: bool(p)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
