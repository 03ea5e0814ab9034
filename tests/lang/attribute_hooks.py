# __getattr__, __getattribute__, __setattr__, __delattr__, __dir__, and getattr's default.
class Fallback:
    present = "class"

    def __getattr__(self, name):
        if name.startswith("x"):
            return f"made up {name}"
        raise AttributeError(f"no {name} here")


f = Fallback()
f.y = 1
print(f.y, f.present, f.x1, getattr(f, "x2"), getattr(f, "q", "default"), hasattr(f, "xa"), hasattr(f, "q"))
try:
    f.q
except AttributeError as e:
    print(e, e.name, e.obj is f)


class Every:
    def __init__(self):
        self.log = []

    def __getattribute__(self, name):
        if name == "log":
            return object.__getattribute__(self, name)
        self.log.append(name)
        return object.__getattribute__(self, name)

    def __getattr__(self, name):
        return "fallback"

    def m(self):
        return "m"


e = Every()
e.a = 1
print(e.a, e.m(), e.nope, e.log)


class Guarded:
    def __setattr__(self, name, value):
        if name == "forbidden":
            raise AttributeError("cannot set forbidden")
        print("set", name)
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        print("del", name)
        object.__delattr__(self, name)

    def __init__(self):
        self.a = 1

    def __dir__(self):
        return ["z", "a"]


g = Guarded()
g.b = 2
del g.b
print(g.__dict__, dir(g))
for code in ("g.forbidden = 1", "del g.nope", "g.nope", "g.__dict__['direct'] = 3; print(g.direct)", "object().x = 1",
    "(5).x = 1", "del (5).x", "'a'.x", "None.x", "[].x = 1", "int.x = 1", "g.__class__ = 5", "f.__dict__ = 5",
    "getattr(g, 5)", "setattr(g, 5, 1)", "print.x", "type.x = 1"):
    try:
        exec(code)
    except Exception as error:
        print(code, "->", type(error).__name__ + ":", error)


class Proxy:
    def __init__(self, target):
        object.__setattr__(self, "_target", target)

    def __getattr__(self, name):
        return getattr(self._target, name)

    def __setattr__(self, name, value):
        setattr(self._target, name, value)


class Target:
    value = 1

    def method(self, x):
        return self.value + x


t = Target()
p = Proxy(t)
p.value = 10
print(p.method(5), t.value, p.value)


class Special:
    pass


s = Special()
s.__len__ = lambda: 5
try:
    len(s)
except TypeError as error:
    print(error)
Special.__len__ = lambda self: 7
print(len(s))


class A:
    x = 1


class B(A):
    pass


b = B()
A.x = 2
print(b.x, B.x)
B.x = 3
print(b.x, A.x)
del B.x
print(b.x)
b.__class__ = type("C", (), {"x": "other class"})
print(b.x, type(b).__name__)
f.__dict__ = {"replaced": 1}
print(f.replaced, f.__dict__)
