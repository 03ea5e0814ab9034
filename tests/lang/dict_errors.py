# What dicts refuse.
d = {"a": 1}
for f in (lambda: d["x"], lambda: d[1], lambda: d[None], lambda: d[(1, 2)], lambda: d.pop("x"), lambda: {}.popitem(),
    lambda: dict(5), lambda: dict([(1, 2, 3)]), lambda: dict(["abc"]), lambda: d < d, lambda: d + d, lambda: d | 5,
    lambda: d.nope, lambda: d.get(), lambda: d.update(5), lambda: dict(1, 2), lambda: d.pop(), lambda: d.setdefault(),
    lambda: dict.fromkeys(5), lambda: d.a):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e, e.args)
try:
    del d["x"]
except KeyError as e:
    print(repr(e), e.args)
d = dict.fromkeys(range(5))
try:
    for k in d:
        d[k + 10] = 1
except RuntimeError as e:
    print(e, len(d))
try:
    for k in d.keys():
        del d[k]
except RuntimeError as e:
    print(e)
for k in d:
    d[k] = "changing values is fine"
print(d)
for k in list(d):
    del d[k]
print(d)


class Moody:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return 1

    def __eq__(self, other):
        if other.n == "bad":
            raise ValueError("will not compare")
        return self is other


d = {Moody(1): 1}
try:
    d[Moody("bad")]
except ValueError as e:
    print(e)
print(len(d), d.get(Moody(2)))
