# classmethod and staticmethod.
class Date:
    def __init__(self, y, m):
        self.y, self.m = y, m

    @classmethod
    def parse(cls, text):
        return cls(*map(int, text.split("-")))

    @staticmethod
    def leap(y):
        return y % 4 == 0

    @classmethod
    def chain(cls):
        return cls.parse("1-2")

    def show(self):
        return type(self).__name__, self.y, self.m, self.leap(self.y), self.parse("3-4").y


class Sub(Date):
    @classmethod
    def parse(cls, text):
        d = super().parse(text)
        d.y += 1000
        return d

    @staticmethod
    def leap(y):
        return "sub", Date.leap(y)


print(Date.parse("2024-5").show(), Sub.parse("2024-5").show(), Date.leap(4), Sub.leap(5), Date(1, 2).leap(8),
    Date(1, 2).parse("9-9").y, Sub.chain().show())
print(type(Date.parse).__name__, Date.parse.__self__ is Date, Date.parse.__func__.__name__, type(Date.leap).__name__,
    type(Date.__dict__["parse"]), type(Date.__dict__["leap"]), Date.__dict__["leap"].__func__(4),
    Sub.parse.__self__.__name__)


class Late:
    def f(*args):
        return [getattr(a, "__name__", a) for a in args]
    g = staticmethod(f)
    h = classmethod(f)
    k = f


print(Late.f(1), Late.g(1), Late.h(1), Late().g(1), Late().h(1), len(Late().k(1)))
s = staticmethod(lambda x: x * 2)
print(s(4), callable(s), staticmethod(len)("abc"), callable(classmethod(len)))
for f in (lambda: Date.leap(), lambda: Date.parse(), lambda: Date.show(), lambda: classmethod(),
    lambda: staticmethod(1, 2), lambda: classmethod(5).__get__(1)(), lambda: Date.parse("x-1")):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
