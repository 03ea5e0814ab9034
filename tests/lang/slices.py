# slice objects, and what reaches __getitem__.
s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, slice(5), slice(None), slice(1, 2) == slice(1, 2), slice(1, 2) < slice(1, 3),
    s.indices(5), slice(None, None, -1).indices(4), slice(-3, None).indices(10), list(range(20))[s],
    "abcdefghijkl"[s], (1, 2, 3)[slice(0, 2)], hash(slice(1, 2)) == hash(slice(1, 2)), isinstance(s, slice),
    slice("a", [1]))


class Show:
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        print("set", key, value)

    def __delitem__(self, key):
        print("del", key)


x = Show()
print(x[1], x[1:2], x[:], x[::], x[1:], x[:2], x[::3], x[1, 2], x[1:2, ...], x[()], x["a":"b", 3], x[1,],
    x[*[1, 2], 3], x[-1:None])
x[1:2] = 3
x[1, ::2] = 4
del x[5:], x[...]
for f in (lambda: slice(), lambda: slice(1, 2, 3, 4), lambda: [1][slice("a")], lambda: s.indices("a"),
    lambda: s.indices(-1), lambda: slice(0, 1, 0).indices(3)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
try:
    s.start = 5
except AttributeError as e:
    print(e)
