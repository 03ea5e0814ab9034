# Sorting: stable, with keys, in reverse, with user-defined order.
a = [3, 1, 2, 10, -5, 2.5, True]
a.sort()
print(a)
a.sort(reverse=True)
print(a, sorted("banana"), sorted((3, 1)), sorted({"b": 1, "a": 2}), sorted(range(5), reverse=True), sorted([]))
words = ["banana", "Apple", "cherry", "fig", "date", "Elder"]
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len), sorted(words, key=len, reverse=True),
    sorted(words, key=lambda w: (len(w), w)), sorted(words, key=lambda w: w[-1]))
pairs = [(1, "b"), (0, "z"), (1, "a"), (0, "y"), (1, "c")]
print(sorted(pairs), sorted(pairs, key=lambda p: p[0]), sorted(pairs, key=lambda p: p[0], reverse=True),
    sorted(pairs, key=lambda p: -p[0]))
print(sorted([[2, 1], [1, 5], [1]]), sorted([(1, 2.0), (1, 1)]), sorted(["b", "a", "C"], key=str.casefold),
    sorted([None, None], key=id) == [None, None], sorted([1, 0, 1, 0], key=bool))


class Version:
    def __init__(self, text):
        self.parts = [int(part) for part in text.split(".")]

    def __lt__(self, other):
        return self.parts < other.parts

    def __repr__(self):
        return ".".join(map(str, self.parts))


print(sorted(map(Version, ["1.10", "1.9", "1.2.3", "0.5"])), max(map(Version, ["1.10", "1.9"])),
    min(map(Version, ["1.10", "1.9"])))
from functools import cmp_to_key
print(sorted([5, 2, 8, 1], key=cmp_to_key(lambda a, b: b - a)))
calls = []
print(sorted([3, 1, 2], key=lambda x: calls.append(x) or x), calls)
big = [(i * 7919) % 1000 for i in range(1000)]
print(sorted(big) == list(range(1000)), sorted(big, reverse=True)[:3], sorted(big, key=lambda x: x % 10)[:5])
for f in (lambda: sorted([1, "a"]), lambda: sorted([None, 1]), lambda: sorted([1], key=5), lambda: sorted([1], foo=1),
    lambda: sorted(), lambda: sorted(5), lambda: [1].sort(lambda x: x),
    lambda: sorted([1, 2], key=lambda x: int("x")), lambda: sorted([{}, {}]), lambda: sorted([object(), object()])):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
a = [3, 2, 1]
try:
    a.sort(key=lambda x: a.append(x) or x)
except ValueError as e:
    print(e)
