# del: names, attributes, items, slices, several at once.
a = b = [1, 2, 3, 4]
del a
print(b)
try:
    a
except NameError as e:
    print(e)
del b[0], b[-1]
print(b)
c, d = {"x": 1, "y": 2}, [1, 2, 3]
del (c["x"], d[1:])
print(c, d)


class A:
    pass


x = A()
x.v = 1
del x.v
print(hasattr(x, "v"))
try:
    del x.v
except AttributeError as e:
    print(e)


def f(n):
    if n:
        del n
    try:
        return n
    except UnboundLocalError as e:
        return str(e)


print(f(1), f(0))


def outer():
    v = 1

    def inner():
        return v

    del v
    try:
        inner()
    except NameError as e:
        print(type(e).__name__, e)
    v = 2
    return inner()


print(outer())


def g():
    del undefined_local
    undefined_local = 1


try:
    g()
except UnboundLocalError as e:
    print(e)
try:
    del no_such_name
except NameError as e:
    print(e)
for i in range(2):
    del i
print([1 for _ in range(2)])
del [x, (c, d)]
try:
    c
except NameError as e:
    print(e)


class Loud:
    def __del__(self):
        print("__del__")


v = Loud()
w = v
del v
print("still held")
del w
print("gone")
