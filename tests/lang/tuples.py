# Tuples.
t = (1, "a", 2.5, None)
print(t, len(t), t[0], t[-1], t[1:3], t[::-1], t + (5,), t * 2, "a" in t, t.index("a"), t.count(1), (), (1,), 1,
    (1, 2) == (1, 2), tuple("abc"), tuple([1, 2]), tuple(), tuple(range(3)), tuple(x for x in "xy"))
a = 1, 2, 3
b = 4,
print(a, b, a < (1, 2, 4), a < (1, 2), () < (0,), hash(a) == hash((1, 2, 3)), {a: "key"}[1, 2, 3], a is tuple(a),
    a[:] is a, (1, (2, (3,))), repr((1,)), str(("a",)), min(a), max(a), sum(a), sorted((3, 1, 2)), (*a, *b), bool(()),
    bool((0,)))
x, y = y, x = 1, 2
print(x, y)
for f in (lambda: t[4], lambda: t["a"], lambda: t + [1], lambda: t.index("zzz"), lambda: t < (1, 2),
    lambda: hash(([],)), lambda: t * "a", lambda: tuple(5), lambda: t.append(1), lambda: (1, 2) < 3,
    lambda: tuple(1, 2)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
try:
    t[0] = 1
except TypeError as e:
    print(e)
try:
    del t[0]
except TypeError as e:
    print(e)
u = ([],)
try:
    u[0] += [1]
except TypeError as e:
    print(e, u)
u[0].append(2)
print(u)
