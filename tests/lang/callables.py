# Objects that can be called.
class Adder:
    def __init__(self, n):
        self.n = n

    def __call__(self, x, *rest, scale=1):
        return (self.n + x + sum(rest)) * scale


add = Adder(10)
print(add(1), add(1, 2, 3), add(1, scale=3), add(*[1, 2], **{"scale": 2}), callable(add), callable(5),
    list(map(add, [1, 2])), sorted([3, 1, 2], key=Adder(0)), max([1, -5], key=abs))
add.__call__ = lambda x: "instance attributes do not count"
print(add(1), add.__call__(1))


class Meta(type):
    def __call__(cls, *args):
        print("making", cls.__name__, args)
        return super().__call__(*args)


class Made(metaclass=Meta):
    def __init__(self, *args):
        self.args = args


print(Made(1, 2).args)


class Singleton:
    it = None

    def __new__(cls, *args):
        if cls.it is None:
            cls.it = super().__new__(cls)
        return cls.it

    def __init__(self, v=None):
        self.v = v


print(Singleton(1) is Singleton(2), Singleton.it.v)


class Other:
    def __new__(cls):
        return 42

    def __init__(self):
        print("not called")


print(Other())


class Curry:
    def __init__(self, f, *args):
        self.f, self.args = f, args

    def __call__(self, *more):
        return Curry(self.f, *self.args, *more) if more else self.f(*self.args)


print(Curry(max)(1)(5)(3)())


class InitReturns:
    def __init__(self):
        return 5


class NotCallable:
    __call__ = None


class CallIsObject:
    __call__ = Adder(100)


print(CallIsObject()(1))
from functools import partial, reduce
print(partial(print, 1, sep="-")(2, 3), partial(int, base=2)("101"), reduce(lambda a, b: a * b, [1, 2, 3, 4]),
    reduce(lambda a, b: a + b, [], "start"))
pair, word = (1, 2), "abc"
for f in (lambda: InitReturns(), lambda: NotCallable()(), lambda: add(), lambda: add("x"), lambda: Adder(),
    lambda: reduce(max, []), lambda: pair(3), lambda: word()):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
