# Items, searches, iteration and comparison of built-in values: what the interpreter does itself, and its edges.
s = "hello world, hello moon"
print([s[i] for i in (0, 4, -1, -23)], s[2:5], s[-4:], s[::2], s[5:2], s[::-1], s[:], s[100:])
for bad in (23, -24):
    try: s[bad]
    except IndexError as e: print(e)
print("naïve"[2], "naïve"[-2:], "日本語"[1], "日本語"[1:], "é" in "café", "日" in "日本", "" in "", "ab" in "b")
b = bytearray(b"abc"); b[1] = 0; b[-1] = 255
print(b, b[0], b[-1], bytes(b)[1])
for bad in (256, -1, "x"):
    try: b[0] = bad
    except (ValueError, TypeError) as e: print(e)
try: b[3] = 1
except IndexError as e: print(e)

# Dict keys that are equal and of different types.
d = {1: "a"}
d[True] = "b"; d[1.0] = "c"; d["1"] = "d"; d[-1] = "e"; d[-2] = "f"; d[2**61 - 1] = "g"; d[0] = "h"
print(d, d[True], d[1.0], 1.0 in d, "1" in d, 2 in d, -1 in d, 0.0 in d, (2**61 - 1) in d)
class K:
    def __init__(self, v): self.v = v
    def __hash__(self): return hash(self.v)
    def __eq__(self, other): print("eq"); return self.v == (other.v if isinstance(other, K) else other)
d = {K(5): 1}
print(d[5], 5 in d, K(5) in d, {K("x"): 2}["x"], 5 in {K(5)})
d[5] = 7
print(len(d), d[5])
t = {(1, 2): 3, (1, "a"): 4, (1, (2, 3)): 5, (1.0, 2): 6}
print(t, t[True, 2], (1, "a") in t, (1, (2, 3)) in t, (1, (2, 4)) in t)
nan = float("nan")
print(nan in [nan], nan in {nan}, [1, "1", None].index(None), None in [0, None], "a" in [1, "a"], 1 in ("1", True))

# Sets: many integers, removed and added again.
numbers = set()
for i in range(200): numbers.add(i * 37 % 101 - 50)
for i in range(0, 200, 3): numbers.discard(i - 50)
print(len(numbers), sorted(numbers)[:5], -1 in numbers, -2 in numbers, 1.0 in numbers, "1" in numbers)
for i in range(200): numbers.add(i)
print(len(numbers), 199 in numbers, frozenset(range(5)) == {0, 1, 2, 3, 4}, {3, 4} in {frozenset({3, 4})})

# Iteration with unpacking.
print([(i, x) for i, x in enumerate("ab", 3)], [x for x in enumerate(enumerate("ab"))])
print(list(zip(range(3), "abcd")), [a + b for a, b in zip([1, 2, 3], (4, 5))])
it = iter([1, 2, 3, 4, 5])
print([p for p in zip(it, it)], list(it))
a, b = iter([1, 2, 3]), iter([4])
print([p for p in zip(a, b)], list(a), list(b))
try: [p for p in zip([1, 2], [3], strict=True)]
except ValueError as e: print(e)
d = {"a": 1, "b": 2}
print([k for k in d], [v for v in d.values()], [(k, v) for k, v in d.items()], [k for k in reversed(d)])
for change in (lambda: d.update(z=1), lambda: (d.pop("a", 0), d.update(y=1))):
    try:
        for k in d: change()
    except RuntimeError as e: print(e)
try:
    for x in (z := {1, 2}): z.add(x + 10)
except RuntimeError as e: print(e)
grow = [1]
for x in grow:
    if len(grow) < 5: grow.append(x + 1)
print(grow, [c for c in "aé日"], [c for c in b"ab"], [*reversed([1, 2])], [*enumerate([], 2**60)], next(enumerate([1], 2**60)))

# Slices of lists.
p = list(range(8))
p[:3] = p[2::-1]; print(p)
p[2:4] = ["x", "y"]; print(p)
p[2:4] = [2, 3]; print(p)
p[:2] = [9, 9, 9]; print(p)
p[1:1] = p; print(p, len(p))
p[:4] = p[:4]; q = p[:]; print(q == p, q is p)
p[::2] = [0] * len(p[::2]); print(p)
print(p[-3:], p[10:2:-3], (1, 2, 3)[1:], (1, 2, 3)[::-1])

# Sorting keys that are tuples, and mixtures.
rows = [(i * 7 % 5, -i, str(i)) for i in range(12)]
print(sorted(rows)[:3], sorted(rows, key=lambda r: (r[0], r[2]), reverse=True)[:3])
print(sorted([(1, (2, 3)), (1, (1, 9)), (1, (2,))]), sorted([(1,), (1, 0), ()]), sorted([2, 1.5, True, -1]))
for bad in ([(1, "a"), (1, 2)], [1, "a"], [(1, None), (1, None), (0, None)]):
    try: print(sorted(bad))
    except TypeError as e: print(e)

# Truth, comparison.
for v in ("", "a", [], [0], {}, {1: 1}, (), (0,), set(), {0}, 0.0, -0.0, nan, 0j, b"", b"a", range(0), 2**70):
    print(bool(v) if v else not v, end=" ")
print("a" < "b", "a" == "a" "", "ab" != "ba", "é" > "z", 1 == 1.0, 2**70 > 1.5, None == 0, "1" == 1)
try: "a" < 1
except TypeError as e: print(e)

# Searching and formatting.
x = "a,b,,c"
print(x.split(","), x.split(",", 1), x.split(",,"), x.split(",", 0), "".split(","), x.partition(","), x.partition("?"), ",a".partition(","))
print("aaaa".count("aa"), "abc".count(""), "aXbXc".replace("X", "--"), "aXbXc".replace("X", "-", 1), "abc".replace("", "."), "aaa".replace("aa", "b"))
print(("ab" * 100 + "abc").find("abc"), ("a" * 100).find("ab"), "日本日本語".find("本語"), "日本".find("本"), "x".find("", 1), "abab".rfind("ab"))
print("%s %d %s|%5d|%-4s|%05d %% %s" % ("é", -7, 12, 3, "ab", 42, 2**80), "%d" % True, "%d" % 3.9, "%s" % None, "%s" % (1,))
print(f"{1}{-2**47}{'é'}{2**80}|{7!s}|{'x'!s}|{True}", f"{''}{''}" == "", f"{'a'}" is not None, str(-0), str(2**48), str(-2**48 - 1))
try: "%d" % "1"
except TypeError as e: print(e)
try: "%s %s" % ("a",)
except TypeError as e: print(e)
nan2 = (nan,)
print((1, 2) == (1, 2.0), (1, "a") != (1, "b"), (1, 2) < (1, 3), (1, 2) <= (1,), (1, (2,)) == (1, (2,)), (1, (2,)) < (1, (3,)), nan2 == nan2, (nan, 1) < (nan, 2), () < (0,), (1, 2) == [1, 2], (K(1), 2) == (K(1), 2))
try: (1, "a") < (1, 2)
except TypeError as e: print(e)
