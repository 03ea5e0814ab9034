# enumerate, zip, map, filter, reversed, sorted, sum, min, max, any, all.
print(list(enumerate("abc")), list(enumerate("ab", 5)), list(enumerate([], start=1)), dict(enumerate("xy")))
print(list(zip("abc", [1, 2, 3])), list(zip("abc", [1])), list(zip()), list(zip([1, 2])),
    list(zip("ab", range(5), [True, None])), list(zip(*[(1, 2), (3, 4)])), list(zip([1], [2], strict=True)))
print(list(map(str, [1, 2])), list(map(lambda a, b: a * b, [1, 2, 3], [4, 5])),
    list(map(max, [1, 9], [5, 2], [3, 3])), list(map(int, "123")), list(map(lambda *a: a, "ab", "cd")))
print(list(filter(None, [0, 1, "", "a", None])), list(filter(lambda x: x % 2, range(6))),
    list(filter(str.isdigit, "a1b2")))
print(list(reversed([1, 2])), list(reversed("ab")), list(reversed((1,))), list(reversed(range(3))),
    list(reversed({"a": 1, "b": 2})))
print(sum([]), sum([1, 2, 3]), sum([0.1] * 3), sum([[1], [2]], []), sum((1, 2), 10), sum([1, 2], start=5),
    sum(x * x for x in range(4)), sum([True, True]), sum([1, 2.5]), sum([10 ** 20, 1]), sum([0.1] * 10),
    sum([1e100, 1.0, -1e100]))
print(min(3, 1, 2), max(3, 1, 2), min([5]), max("abc"), min("b", "a", key=ord), max([1, -5, 3], key=abs),
    max([], default="none"), min((), default=None), max([[1, 2], [1, 3]]), min({"b": 1, "a": 2}),
    max({"a": 5, "b": 3}, key={"a": 5, "b": 3}.get), max(1, 2.0, key=lambda v: -v), max("aa", "b", key=len),
    min([1, 1.0]), max(["x", "X"], key=str.lower))
print(any([]), all([]), any([0, 1]), all([1, 0]), any(x > 2 for x in range(4)), all(x < 3 for x in range(4)),
    any("a"), all(["", 1]))
seen = []
any(seen.append(x) or x for x in [0, 1, 2])
all(seen.append(x) or x for x in [5, 0, 9])
print(seen)
lazy = map(lambda x: print("mapped", x) or x, [1, 2, 3])
print(next(lazy), type(lazy).__name__)
chain = zip(lazy, filter(lambda x: print("filtered", x) or x > 1, [1, 2, 3]))
print(next(chain))
e = enumerate(iter("ab"))
print(next(e), list(e))
for f in (lambda: sum("ab"), lambda: sum([1], "a"), lambda: sum(["a"], ""), lambda: sum(5), lambda: min(),
    lambda: max(5), lambda: max([]), lambda: min(1, "a"), lambda: max(1, 2, default=3), lambda: any(5), lambda: all(),
    lambda: sum(), lambda: reversed(iter([])), lambda: min(1, 2, foo=3), lambda: sum([1], [2]),
    lambda: sum([b"a"], b"")):
    try:
        print(f())
    except Exception as err:
        print(type(err).__name__ + ":", err)
