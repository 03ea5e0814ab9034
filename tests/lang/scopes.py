# Names: local, global, class and comprehension scopes.
x = "global"


def reads():
    return x


def writes():
    x = "local"
    return x


def declares():
    global x, created
    x = "changed"
    created = "by declares"


print(reads(), writes(), x)
declares()
print(x, created, reads())
x = "global"


class C:
    x = "class"
    y = x + "!"
    same = [v for v in [x]]
    late = lambda self: x

    def method(self):
        return x

    z = [len(x) for _ in range(2)]
    del y


print(C.x, C().late(), C().method(), C.same, C.z, hasattr(C, "y"))


def f():
    x = "function"

    class D:
        y = x
        x = "body"
        z = x

        def m(self):
            return x

        class E:
            w = x

    return D.z, D().m(), D.E.w


try:
    print(f())
except NameError as e:
    print(type(e).__name__, e)


def local_only():
    try:
        print(x)
    except UnboundLocalError as e:
        print(e)
    x = 1


local_only()


def augmented():
    x += 1


try:
    augmented()
except UnboundLocalError as e:
    print(e)
try:
    undefined
except NameError as e:
    print(e, e.name)
print([x for x in range(3)], x, {x: y for x, y in [(1, 2)]}, {x for x in "a"}, list(x for x in "b"), x)
print([(i, j) for i in range(3) for j in range(i)], [[i * j for j in range(3)] for i in range(2)])
print([y := 1, y ** 2], y, [last := n for n in range(4)], last, any((hit := n) > 2 for n in range(5)), hit)
for loop in range(2):
    inside = loop
print(loop, inside)
try:
    raise ValueError("v")
except ValueError as e:
    kept = e
try:
    e
except NameError as error:
    print(error)
print(globals()["x"], "x" in globals(), sorted(k for k in locals() if k in ("x", "C", "f")), __name__)


def local_names(a, b=2):
    c = 3
    return sorted(locals().items())


print(local_names(1))
len = lambda v: "shadowed"
print(len([]))
del len
print(len([]))


def outer():
    global made
    def made():
        return "made inside"
outer()
print(made())


def nested_global():
    x = "enclosing"
    def inner():
        global x
        return x
    return inner(), x
print(nested_global())
