# Sets and frozensets; sorted before they are shown.
s = {3, 1, 2, 3}
print(sorted(s), len(s), 2 in s, 5 not in s, {1} == {1.0}, set() == frozenset(), set(), {1}, {"a"}, frozenset(),
    frozenset([1]), {()}, type({}), type({1}), set("a"), sorted(set("hello")), set([]), set(range(1)))
s.add(4); s.add(4); s.discard(1); s.discard(100); s.remove(2)
print(sorted(s), sorted(s | {9}), sorted(s & {3, 9}), sorted(s - {3}), sorted(s ^ {3, 9}), s < {3, 4, 5}, s <= s,
    s < s, s > {3}, s >= {3, 4}, s == {4, 3}, s != {3}, s.isdisjoint({1}), s.issubset([3, 4, 5]), s.issuperset([3]))
print(sorted(s.union([1], (2,), [5])), s.intersection([3], [3, 4]), sorted(s.difference([4], [])),
    sorted(s.symmetric_difference([4, 6])), s.copy() == s, s.copy() is s, s.union() == s)
s.update([1, 2], (7,)); s.intersection_update({1, 2, 3}); s.difference_update([1]); s.symmetric_difference_update([2,
    9])
print(sorted(s))
s |= {5}; s &= {5, 9, 3}; s -= {9}; s ^= {3, 8}
print(sorted(s), {7}.pop(), s.clear(), s, bool(s), bool({0}))
f = frozenset([1, 2])
print(sorted(f | {3}), type(f | {3}), type({3} | f), f == {1, 2}, hash(f) == hash(frozenset([2, 1])),
    {f: "key"}[frozenset([1, 2])], {1, 2} in [f], f.copy() is f, {f, frozenset([2, 1])} == {f}, frozenset({"x"}),
    sorted(x * 2 for x in f), sorted([*f, 0]), {x for x in "aab"} == {"a", "b"})
print(sorted({"b": 1, "a": 2}.keys() | {"c"}), {1, 1.0, True} == {1}, {None}, {1, 2} < {1, 2, 3} < {1, 2, 3, 4},
    {1, 2} < {3}, {1, 2} > {3}, set() < {1})
for f in (lambda: {1}.remove(2), lambda: set().pop(), lambda: {1} | [2], lambda: {1} + {2}, lambda: f[0],
    lambda: set(5), lambda: {1} < [1], lambda: frozenset([1]).add(2), lambda: {1}.add(), lambda: set(1, 2),
    lambda: {1}.nope, lambda: {1} & 5, lambda: {1}.union(5)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
s = {1, 2, 3}
try:
    for x in s:
        s.add(x + 10)
except RuntimeError as e:
    print(e)
