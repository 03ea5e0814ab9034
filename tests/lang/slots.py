# __slots__.
class P:
    __slots__ = ("x", "y")

    def __init__(self, x):
        self.x = x


p = P(1)
p.y = 2
print(p.x, p.y, hasattr(p, "__dict__"), P.__slots__, type(P.x).__name__)
del p.y
for code in ("p.z = 1", "p.y", "p.nope", "del p.y", "p.__dict__", "del p.z"):
    try:
        exec(code)
    except AttributeError as e:
        print(code, "->", e)


class Q(P):
    __slots__ = "z"


class R(P):
    pass


class D:
    __slots__ = ("a", "__dict__")


q = Q(1)
q.z = 5
r = R(1)
r.anything = 9
d = D()
d.a, d.b = 1, 2
print(q.x, q.z, hasattr(q, "__dict__"), r.anything, r.__dict__, d.a, d.b, d.__dict__)
try:
    q.w = 1
except AttributeError as e:
    print(e)


class Default:
    __slots__ = ("v",)
    w = 1

    def set(self):
        self.w = 2


try:
    Default().set()
except AttributeError as e:
    print(e)
for code in ("class X:\n    __slots__ = ('a',)\n    a = 1", "class X:\n    __slots__ = (1,)",
    "class X:\n    __slots__ = ('1a',)", "class X(int):\n    __slots__ = ()\nprint(X(5) + 1)"):
    try:
        exec(code)
    except Exception as e:
        print(type(e).__name__, e)


class Private:
    __slots__ = ("__hidden",)

    def __init__(self):
        self.__hidden = 1


print(Private()._Private__hidden)
print([a for a in dir(P) if not a.startswith("__")])


class Setting:
    """Sets attributes itself, so the message does not say what it lacks."""

    __slots__ = ("x",)

    def __setattr__(self, name, value):
        super().__setattr__(name, value)


class Deleting(P):
    __slots__ = ()

    def __delattr__(self, name):
        object.__delattr__(self, name)


for thing in (Setting(), Deleting(1), P(1)):
    for change in (lambda: setattr(thing, "w", 1), lambda: delattr(thing, "w"), lambda: object.__setattr__(thing, "w", 1)):
        try:
            change()
        except AttributeError as error:
            print(error)
