# super() in calls of methods, where it is looked up at once, and where it is more.
class Base:
    def __init__(self, *args, **kwargs):
        self.init = ("Base", args, kwargs)

    def method(self, value=0):
        return "Base.method", value

    @classmethod
    def make(cls):
        return "Base.make", cls.__name__

    @staticmethod
    def static(value):
        return "Base.static", value

    @property
    def prop(self):
        return "Base.prop"

    def __repr__(self):
        return f"<{type(self).__name__}>"

    def generator(self, count):
        yield from range(count)

    async def coroutine(self):
        return "Base.coroutine"

    attribute = len


class Left(Base):
    def __init__(self, *args, **kwargs):
        super().__init__("left", *args, **kwargs)

    def method(self, value=0):
        return "Left", super().method(value + 1)


class Right(Base):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, right=True, **kwargs)

    def method(self, value=0):
        return "Right", super().method(value=value + 10)


class Both(Left, Right):
    def __init__(self):
        super().__init__()

    def method(self, value=0):
        return "Both", super().method(value + 100)

    @classmethod
    def make(cls):
        return "Both", super().make()

    def static(self):
        return super().static(1)

    def prop_(self):
        return super().prop

    def generator(self, count):
        yield from super().generator(count)

    async def coroutine(self):
        return await super().coroutine()

    def attribute_(self):
        return super().attribute("abc")

    def missing(self):
        return super().missing()

    def own_class(self):
        return super().__class__

    def too_many(self):
        return super().method(1, 2)

    def wrong_keyword(self):
        return super().method(wrong=1)

    def in_lambda(self):
        return (lambda: super().method())

    def captured(self):
        def inner():
            return self

        return inner(), super().method(5)

    def rebound(self):
        self = Right()
        return super().method()

    def explicit(self):
        return super(Left, self).method(1), super(Both, Both).make()

    def bound(self):
        method = super().method
        return method(7), method.__self__ is self

    def deleted(self):
        del self
        return super().method()

    def __repr__(self):
        return "Both" + super().__repr__()


def attempt(label, function):
    try:
        print(label, function())
    except Exception as error:
        print(label, type(error).__name__, error)


b = Both()
print(b.init, b, Left().init, Right(1).init)
print(b.method(), Left().method(), Right().method(1))
print(Both.make(), b.make(), b.static(), b.prop_(), list(b.generator(3)))
attempt("attribute", b.attribute_)
attempt("missing", b.missing)
attempt("class", b.own_class)
attempt("too many", b.too_many)
attempt("keyword", b.wrong_keyword)
attempt("lambda", lambda: b.in_lambda()())
attempt("captured", b.captured)
attempt("rebound", b.rebound)
attempt("explicit", b.explicit)
attempt("bound", b.bound)
attempt("no instance", lambda: Both.method(1))
try:
    b.coroutine().send(None)
except StopIteration as end:
    print(end.value)


def factory(base, label):
    class Made(base):
        def method(self, value=0):
            return label, super().method(value)

    return Made


First = factory(Left, "first")
Second = factory(Right, "second")
Third = factory(Second, "third")
for _ in range(2):
    for made in First, Second, Third:
        print(made().method(1))


class Dictionary(dict):
    def __setitem__(self, key, value):
        super().__setitem__(key, value * 2)

    def __getitem__(self, key):
        return super().__getitem__(key) + 1

    def update(self, *args, **kwargs):
        super().update(*args, **kwargs)
        return self


d = Dictionary()
d["a"] = 2
print(d, d["a"], d.update({"b": 1}, c=3))


# The class changes under a method that has been called.
def other(self, value=0):
    return "other", value


print(Left().method(1))
Base.method = other
print(Left().method(1), b.method(1))


class Claims:
    @property
    def __class__(self):
        return Left


attempt("claims", lambda: Left.method(Claims()))
del Base.method
attempt("gone", lambda: Left().method(1))
real_super = super


def super(*args):
    return "shadowed", args


class Shadowed(Base):
    def method(self):
        return super()


print(Shadowed().method())
super = real_super
