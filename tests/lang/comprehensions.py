# List, set, dict comprehensions and generator expressions.
print([x * x for x in range(5)], [x for x in range(10) if x % 2 if x > 3],
    [(x, y) for x in range(3) for y in range(x)], [[y for y in range(x)] for x in range(3)],
    [x if x % 2 else -x for x in range(4)], [a + b for a, b in zip("ab", "cd")], [*(x for x in "ab")],
    [y for x in [[1, 2], [3]] for y in x if y != 2])
print({x: x * x for x in range(3)}, {k: v for k, v in {"a": 1}.items()}, {v: k for k, v in [("x", 1), ("y", 2)]},
    sorted({x % 3 for x in range(10)}), {x: [y for y in range(x)] for x in range(3)},
    {i: c for i, c in enumerate("ab") if i})
g = (x * 2 for x in range(3))
print(type(g).__name__, next(g), list(g), list(g), sum(x for x in range(5)), max((len(w) for w in ["a", "bbb"]),
    default=0), "".join(c.upper() for c in "ab"), dict((i, i) for i in range(2)), tuple(i for i in "ab"),
    any(i == 2 for i in range(5)), list(zip((i for i in range(2)), (i for i in "ab"))))
n = 10
print([n + i for i in range(2)], [(lambda: i)() for i in range(3)], [f() for f in [lambda: i for i in range(3)]],
    [f() for f in [lambda i=i: i for i in range(3)]])


def scope():
    base = 5
    return [base + i for i in range(2)], [[base * i * j for j in range(2)] for i in range(2)], {base: base}, list(base + i for i in range(2))


print(scope())


class C:
    items = [1, 2]
    doubled = [i * 2 for i in items]
    nested = [[j for j in range(i)] for i in items]
    gen = list(i for i in items)


print(C.doubled, C.nested, C.gen, hasattr(C, "i"))
x = "outer"
print([x for x in "ab"], x, [x for x in x], x)
source = [1, 2, 3]
lazy = (v for v in source)
source = [9]
print(list(lazy))
late = (v * factor for v in [1, 2])
factor = 10
print(list(late))
print([last := i for i in range(3)], last, [(y := i, y ** 2) for i in range(3)], y,
    [z for i in range(4) if (z := i * i) > 2])
print([i for i in range(5) if i if i != 3 or False], [i or "zero" for i in range(2)], [not i for i in range(2)],
    [i for i in (1, 2, 3,)], [i for i, in [(1,), (2,)]], [a for a, *b in ["xyz"]], [b for a, *b in ["xyz"]])
matrix = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in matrix] for i in range(3)], [x for row in matrix for x in row],
    {(i, j): v for i, row in enumerate(matrix) for j, v in enumerate(row)}[1, 2])


def gen():
    result = yield [x for x in range(2)]
    return result


print(next(gen()))
try:
    [1 // x for x in (1, 0)]
except ZeroDivisionError:
    print("error leaves the comprehension")
try:
    eval("[x for x in 5]")
except TypeError as e:
    print(e)
try:
    list(undefined for _ in range(1))
except NameError as e:
    print(e)
calls = []
bad = (i for i in calls.append("evaluated at once") or [1])
print(calls, list(bad))
try:
    (i for i in 5)
except TypeError as e:
    print(e)
