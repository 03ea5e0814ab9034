# range objects.
for r in (range(5), range(2, 5), range(0, 10, 3), range(10, 0, -3), range(0), range(5, 2), range(-3, 3),
    range(10 ** 20, 10 ** 20 + 3), range(1, 2, 5), range(True, 4)):
    print(r, list(r), len(r), r.start, r.stop, r.step, bool(r), list(reversed(r)), r[0:2], r[::-1], 3 in r, 3.0 in r,
        "x" in r, r == range(5), r.count(3))
r = range(0, 100, 7)
print(r[3], r[-1], r[2:5], r[5:2:-1], r.index(14), 14 in r, 15 in r, r == range(0, 99, 7), range(0) == range(5, 5),
    hash(range(0)) == hash(range(3, 3)), sum(r), max(r), min(r), list(range(3)) == [0, 1, 2], r != r,
    isinstance(r, range), type(iter(r)), list(range(10 ** 30, 10 ** 30 - 4, -2)))
print([*range(3)], tuple(range(2)), list(zip(range(3), range(3, 0, -1))), sum(range(101)), len(range(10 ** 9)),
    10 ** 14 in range(10 ** 15), range(10)[2:8][1:3], range(4) == [0, 1, 2, 3])
for i in range(3):
    i += 10
    print(i, end=" ")
print()
for i in range(2 ** 62, 2 ** 62 + 2):
    print(i)
for f in (lambda: range(), lambda: range(1.5), lambda: range("a"), lambda: range(1, 2, 0), lambda: r[100],
    lambda: r["a"], lambda: range(1, 2, 3, 4), lambda: range(5) + range(3), lambda: r.start.x,
    lambda: range(5) < range(6), lambda: len(range(10 ** 20))):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
try:
    r[0] = 1
except TypeError as e:
    print(e)
try:
    r.start = 1
except AttributeError as e:
    print(e)
