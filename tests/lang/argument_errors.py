# What a call that does not fit its function says.
def none():
    pass


def one(a):
    pass


def two(a, b):
    pass


def three(a, b, c):
    pass


def defaults(a, b=2):
    pass


def rest(a, b, *args):
    pass


def kwonly(a, *, k, m):
    pass


def kwonly_default(a, *, k=1):
    pass


def posonly(a, b, /):
    pass


def posonly_kw(a, /, b, *, c):
    pass


class C:
    def method(self):
        pass

    def method1(self, x):
        pass

    @staticmethod
    def static(x):
        pass

    @classmethod
    def cls(cls):
        pass


class Init:
    def __init__(self, a, b):
        pass


class Plain:
    pass


nothing, number, text, items = None, 5, "x", []
calls = """
none(1)
none(1, 2)
none(x=1)
one()
one(1, 2)
one(1, a=1)
one(b=1)
one(1, b=1)
two()
two(1)
two(b=1)
two(1, 2, 3)
two(1, 2, c=3)
two(1, a=1)
three()
three(1)
three(b=1)
defaults()
defaults(1, 2, 3)
defaults(b=1)
defaults(1, 2, b=3)
rest()
rest(1)
kwonly()
kwonly(1)
kwonly(1, k=1)
kwonly(1, 2)
kwonly(1, 2, k=1)
kwonly(1, 2, k=1, m=2)
kwonly_default(1, 2)
kwonly_default(1, 2, k=3)
kwonly_default(1, j=3)
posonly()
posonly(1)
posonly(a=1, b=2)
posonly(1, b=2)
posonly_kw(1, 2)
posonly_kw(a=1, b=2, c=3)
posonly_kw(1, 2, 3, c=1)
C().method(1)
C().method1()
C().method1(1, 2)
C.method()
C.static()
C.cls(1)
Init()
Init(1)
Init(1, 2, 3)
Init(1, 2, c=3)
Plain(1)
Plain(x=1)
one(*[1, 2])
one(*5)
one(**5)
one(**{1: 2})
two(1, **{'a': 2})
two(*[], **{'a': 1, 'c': 2})
two(a=1, **{'a': 2})
(lambda x: x)()
(lambda: 0)(1)
nothing()
number()
text()
items()
Plain()()
one.nope()
"""
for call in calls.split("\n"):
    if call:
        try:
            eval(call)
            print(call, "-> fine")
        except Exception as e:
            print(call, "->", type(e).__name__ + ":", e)
