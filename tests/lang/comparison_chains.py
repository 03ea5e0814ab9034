# Comparison operators, chained and overloaded; is, in, not.
x = 5
print(1 < x < 10, 1 < x > 3, 1 > x < 10, 1 < 2 < 3 < 4, 1 < 2 > 3 < 4, x == 5 == 5.0, x != 4 != 5, 0 < x <= 5 == 5,
    "a" < "b" < "c", [1] == [1] is not None)
print(x in [5] in [[5]], x in [5] == True, (x in [5]) == True, not x in [5], x not in [4], x is x is not None,
    None is None, not None is None)


class Chatty:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        print(f"{self.n}<{other.n}", end=" ")
        return self.n < other.n

    def __eq__(self, other):
        print(f"{self.n}=={other.n}", end=" ")
        return self.n == other.n

    def __contains__(self, item):
        print(f"{item} in {self.n}", end=" ")
        return "truthy, made a bool"


a, b, c = map(Chatty, (1, 2, 3))
print(a < b < c, a > b, c < b < a, a == b, a != b, 7 in a, 7 not in a)


class Vector:
    def __init__(self, *v):
        self.v = v

    def __lt__(self, other):
        return [x < y for x, y in zip(self.v, other.v)]


print(Vector(1, 5) < Vector(3, 3), Vector(1) < Vector(2) < Vector(3))


class Never:
    def __eq__(self, other):
        return NotImplemented

    def __lt__(self, other):
        return NotImplemented


n = Never()
print(n == n, n == 1, n != n, n != 1)
for f in (lambda: n < 1, lambda: 1 < n, lambda: n <= n, lambda: n > "x", lambda: None < None,
    lambda: object() < object()):
    try:
        print(f())
    except TypeError as e:
        print(e)
