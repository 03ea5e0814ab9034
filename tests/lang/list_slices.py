# Slices of lists: reading, assigning, deleting.
a = list(range(10))
print(a[2:5], a[:3], a[7:], a[:], a[::2], a[1::3], a[::-1], a[8:2:-2], a[-3:], a[:-7], a[5:2], a[2:100], a[-100:2],
    a[100:], a[::-3], a[3::-1], a[None:None:2], a[:] is a)
a[2:4] = ["x"]; print(a)
a[2:3] = [2, 3]; print(a)
a[:0] = [-2, -1]; print(a)
a[len(a):] = "yz"; print(a)
a[3:3] = (9, 9); print(a)
a[::4] = [0] * len(a[::4]); print(a)
a[5:2] = ["inserted at 5"]; print(a)
a[:] = range(6); print(a)
a[::-1] = list(a); print(a)
a[1:3] = a; print(a)
del a[0]; print(a)
del a[-1]; print(a)
del a[1:3]; print(a)
del a[::2]; print(a)
del a[10:]; print(a)
del a[:]; print(a)
a = list(range(10))
del a[::-3]; print(a)
del a[3:1]; print(a)
a = [1, 2, 3]
a[True] = "one"
a[-1:] = []
print(a)
for code in ("a[5] = 1", "a[::2] = [1, 2, 3]", "a[0:1] = 5", "del a[9]", "a['x'] = 1", "del a['x']", "a[::0]",
    "a[::0] = []", "a[1.5:]", "a['a':'b']", "a[::2] = 7", "del a[::0]"):
    a = list(range(4))
    try:
        exec(code)
        print(code, a)
    except Exception as e:
        print(code, "->", type(e).__name__ + ":", e)


class Index:
    def __index__(self):
        return 2


a = list(range(5))
print(a[Index()], a[Index():], a[:Index()], a[::Index()])
