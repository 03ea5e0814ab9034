# keys(), values() and items() are live, and act like sets.
d = {"a": 1, "b": 2}
keys, values, items = d.keys(), d.values(), d.items()
print(keys, values, items, len(keys), "a" in keys, 2 in values, ("a", 1) in items, ("a", 2) in items)
d["c"] = 3
print(keys, values, items, list(reversed(keys)), list(reversed(values)), list(reversed(items)))
print(sorted(keys & {"a", "x"}), sorted(keys | {"x"}), sorted(keys - {"a"}), sorted(keys ^ {"a", "x"}),
    sorted(items & {("a", 1)}), keys == {"a", "b", "c"}, keys == d, keys >= {"a"}, keys < {"a", "b", "c", "d"},
    keys.isdisjoint("xyz"), items == {"a": 1, "b": 2, "c": 3}.items(), values == values, d.values() == d.values())
print(type(keys), type(values), type(items), type(iter(keys)), type(iter(values)), type(iter(items)), type(reversed(d)))
for k, v in d.items():
    print(k, v)
it = iter(d)
print(next(it), next(it), next(it), next(it, "end"))
for f in (lambda: keys[0], lambda: hash(keys) and None, lambda: keys.append(1), lambda: next(keys),
    lambda: keys + keys):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
