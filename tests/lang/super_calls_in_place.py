# Calls of methods by `super()`: what is looked for where, when anything changes, and what goes wrong.

import builtins
import sys
import traceback


def show(label, function, *args):
    try:
        print(label, function(*args))
    except Exception as e:
        print(label, type(e).__name__, e)


class A:
    def f(self, x=1):
        return ("A.f", x)

    def gen(self, n):
        for i in range(n):
            yield i

    async def co(self):
        return "A.co"

    @classmethod
    def make(cls):
        return cls.__name__

    @staticmethod
    def plain(x):
        return ("plain", x)

    @property
    def callable(self):
        return lambda: "by property"

    def __init__(self, *args):
        self.args = args


class B(A):
    def f(self, x=2):
        return ("B.f",) + super().f(x)

    def gen(self, n):
        yield "first"
        yield from super().gen(n)

    async def co(self):
        return "B " + await super().co()

    def make(self):
        return super().make()

    def plain(self):
        return super().plain(self.args)

    def callable(self):
        return super().callable()

    def missing(self):
        return super().nothing(1)

    def odd(self):
        return super().__class__(B, self).f(7), super().__repr__()[:10], super().__hash__() == hash(self)

    def __init__(self, *args):
        super().__init__(*args, 1)
        super().__init__(args)
        super().__setattr__("more", len(self.args))


class Left(B):
    def f(self, x=3):
        return ("Left.f",) + super().f(x + 1)


class Right(B):
    def f(self, x=4):
        return ("Right.f",) + super().f(x * 2)


class Both(Left, Right):
    def f(self):
        return ("Both.f",) + super().f()


for _ in range(3):
    for cls in (B, Left, Right, Both):
        o = cls(5)
        print(cls.__name__, o.f(), o.args, o.more, list(o.gen(2)), o.make(), o.plain(), o.callable())
b = B()
show("missing", b.missing)
print(b.odd())
try:
    b.co().send(None)
except StopIteration as e:
    print(e.value)

print("= classes that change")
both = Both()
print(both.f())
A.f = lambda self, x: ("new A.f", x)
print(both.f())
Right.f = lambda self, x: ("new Right.f", x)
print(both.f())
del Right.f
print(both.f())
B.f = A.__dict__["f"]
print(both.f())


class Other:
    def f(self, x):
        return ("Other.f", x)


class Swapped(Other):
    def f(self, x=0):
        return super().f(x)


s = Swapped()
print(s.f(), s.f())
Swapped.__bases__ = (A,)
print(s.f())
s.f2 = s.args = 1
s.__dict__["f"] = lambda: "own"
print(s.f(), Swapped.f(s))
both.__class__ = Left
print(both.f())


class Counts:
    n = 0

    def step(self):
        Counts.n += 1
        return self.n


class CountsMore(Counts):
    def step(self):
        return super().step() + super().step()


c = CountsMore()
print([c.step() for _ in range(3)])

print("= one function, several classes")


def factory(base):
    class Made(base):
        def f(self, x=7):
            return (base.__name__,) + super().f(x)

    return Made


class Base2:
    def f(self, x):
        return ("Base2", x)


class Base3(Base2):
    def f(self, x):
        return ("Base3",) + super().f(x)


First, Second = factory(Base2), factory(Base3)
Third = type("Third", (Second, First), {})
Fourth = factory(factory(Base3))
for _ in range(2):
    print(First().f(), Second().f(), Third().f(), Fourth().f())

print("= receivers")


class D(A):
    def other(self, x):
        return super().f(x)

    def reassigned(self, x):
        self = x
        return super().f(3)

    def walrus(self, x):
        return super().f(self := x)

    def nested(self):
        def assign():
            nonlocal self
            self = 5
            return 1

        return super().f(assign())

    def deleted(self):
        del self
        return super().f(1)

    def captured(self):
        return (lambda: self is not None)(), super().f(9)

    def keyword(self, *, key):
        return super().f(x=key)

    def starred(self, *args):
        return super().f(*args)

    def inner(self):
        return [super(D, self).f(i) for i in range(2)]

    def nothing():
        return super().f(1)

    def only_star(*args):
        return super().f(1)

    @classmethod
    def make(cls):
        return "D" + super().make()

    def __new__(cls, *args):
        return super().__new__(cls)


d = D()
for _ in range(2):
    show("other", d.other, 5)
    show("not an instance", D.other, 5, 6)
    show("no class's", D.other, A(), 6)
    show("reassigned", d.reassigned, d)
    show("reassigned", d.reassigned, 5)
    show("walrus", d.walrus, 3)
    show("nested", d.nested)
    show("deleted", d.deleted)
    show("captured", d.captured)
    show("keyword", lambda: d.keyword(key=4))
    show("starred", d.starred, 6)
    show("inner", d.inner)
    show("nothing", D.nothing)
    show("only star", d.only_star)
    show("make", D.make)
show("too many", lambda: B.f(b, 1, 2))


class Wrong(A):
    def f(self):
        return super().f(1, 2, 3)


A.f = lambda self, x: x
show("too many", Wrong().f)

print("= natives")


class L(list):
    def __init__(self, *args):
        super().__init__(*args)
        self.log = []

    def append(self, item):
        super().append(item)
        self.log.append(item)

    def __getitem__(self, i):
        return super().__getitem__(i)

    def pop(self, *args):
        return super().pop(*args)

    def sort(self):
        super().sort(key=lambda x: -x)

    def extend(self, items):
        return super().extend(items)


items = L([3, 1])
for n in range(3):
    items.append(n)
items.extend(x for x in (7, 8))
items.sort()
print(items, items.log, items[0], items[1:3], items.pop(), items.pop(0))
show("pop", L().pop)


class E(ValueError):
    def __init__(self, what):
        super().__init__(what, 5)

    def __str__(self):
        return "E: " + super().__str__()


class Di(dict):
    def __missing__(self, key):
        return key * 2

    def __setitem__(self, key, value):
        super().__setitem__(key, value + 1)

    def get(self, key, default=None):
        return super().get(key, default)

    def join(self):
        return super().__contains__("a"), "".join(super().keys())


print(E("x"), E("y").args)
mapping = Di()
mapping["a"] = 1
print(mapping, mapping["b"], mapping.get("a"), mapping.get("c", 4), mapping.join())

print("= frames, tracing, and another `super`")


class Shows(A):
    def f(self):
        return super().f(sys._getframe().f_code.co_name)

    def fails(self):
        return (
            super()
            .fails(1)
        )

    def deeper(self):
        return super().deeper(0)


class Zero(A):
    def deeper(self, n):
        return 1 / n


class ShowsZero(Shows, Zero):
    def deeper(self):
        return super().deeper()


A.f = lambda self, x: (x, sys._getframe().f_back.f_code.co_name)
print(Shows().f())
for function in (Shows().fails, ShowsZero().deeper):
    try:
        function()
    except Exception as e:
        print(type(e).__name__, e)
        for entry in traceback.extract_tb(e.__traceback__):
            print(" ", entry.name, entry.lineno, entry.colno)
calls = []


def profile(frame, event, arg):
    calls.append((event, getattr(arg, "__name__", None) if "c_" in event else frame.f_code.co_name))


class Profiled(B):
    def f(self):
        return super().f(super().make() and 1)

    def starts(self):
        return super().f(sys.setprofile(profile) or 2)


p = Profiled()
sys.setprofile(profile)
p.f()
sys.setprofile(None)
print(calls)
calls.clear()
print(p.starts())
sys.setprofile(None)
print(calls)


class Fake:
    def f(self, x):
        return ("fake", x)


real = super
builtins.super = Fake
print(p.starts.__self__ is p, Profiled.f.__code__.co_freevars)
show("another", d.other, 5)
builtins.super = real
show("again", d.other, 5)
super = Fake
show("global", d.other, 5)
del super
show("again", d.other, 5)
