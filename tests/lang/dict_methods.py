# The methods of dict; order is the order of insertion.
d = {"b": 1, "a": 2}
d["c"] = 3; d["b"] = 10
print(d, len(d), d["a"], "a" in d, 1 in d, d.get("x"), d.get("x", 5), d.get("a", 5), list(d), list(d.keys()),
    list(d.values()), list(d.items()), d.setdefault("a", 9), d.setdefault("z", []), d)
del d["b"]
d["b"] = "again"
print(d, d.pop("a"), d.pop("a", None), d.popitem(), d, d.copy() == d, d.copy() is d, list(reversed(d)))
d.update({"c": 30, "n": 1}); d.update([("k", "v"), "xy"]); d.update(q=1, c=31); d.update({}, w=2); d.update()
print(d, d.clear(), d, bool(d), dict(), dict(a=1), dict([("a", 1), ("b", 2)]), dict({"a": 1}, b=2),
    dict(zip("ab", range(2))), dict.fromkeys("ab"), dict.fromkeys([1, 2], 0), {**{"a": 1, "b": 2}, "b": 3, **{"c": 4}})
print({"a": 1, "b": 2} == {"b": 2, "a": 1}, {"a": 1} != {"a": 2}, {1: "int"} == {1.0: "int"}, {} == [],
    {"a": {"b": {}}}, {1: 1, 1.0: 2, True: 3}, {(1, 2): 3, None: 4, "x": 5, 2.5: 6, frozenset([1]): 7, b"b": 8, ...: 9})
a = {"x": 1} | {"y": 2, "x": 3}
a |= {"z": 4}
a |= [("w", 5)]
print(a, {k: v for v, k in a.items()}, {**a} == a, sorted(a), max(a), min(a.values()), sum(a.values()),
    [k for k in a if a[k] > 2], ", ".join(a), *a)
nested = {}
nested.setdefault("k", {}).setdefault("j", []).append(1)
print(nested, nested["k"]["j"][0], str({"a": "b"}), repr({1: {2: {3: 4}}}))
counts = {}
for c in "mississippi":
    counts[c] = counts.get(c, 0) + 1
print(counts, sorted(counts.items(), key=lambda kv: (-kv[1], kv[0])))
