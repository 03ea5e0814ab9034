# Decorators on functions and classes.
from functools import wraps


def loud(f):
    print("decorating", f.__name__)

    @wraps(f)
    def wrapper(*args, **kwargs):
        print("->", f.__name__, args, kwargs)
        result = f(*args, **kwargs)
        print("<-", result)
        return result
    return wrapper


def times(n):
    def decorate(f):
        return lambda *args: [f(*args) for _ in range(n)]
    return decorate


@loud
def add(a, b=1):
    """Adds."""
    return a + b


add(1)
add(1, b=5)
print(add.__name__, add.__doc__, add.__wrapped__(2, 2), add.__qualname__)


@times(2)
@loud
def hello(name):
    return "hello " + name


print(hello("you"))


def register(cls):
    registry.append(cls.__name__)
    cls.registered = True
    return cls


registry = []


@register
class A:
    @staticmethod
    def s(x):
        return x

    @classmethod
    def c(cls, x):
        return cls.__name__, x

    @property
    @loud
    def p(self):
        return 5

    @loud
    def m(self, x):
        return x * 2


print(registry, A.registered, A.s(1), A.c(2), A().p, A().m(3))


@lambda f: f()
def value():
    return "called at once"


print(value)
buttons = [loud, times(3)]


@buttons[1]
def three():
    return 3


print(three())


@(lambda: (lambda f: f.__name__ + "!"))()
def named():
    pass


print(named)


class Memo:
    def __init__(self, f):
        self.f, self.seen = f, {}

    def __call__(self, n):
        if n not in self.seen:
            self.seen[n] = self.f(n)
        return self.seen[n]

    def __get__(self, obj, cls):
        return self if obj is None else lambda n: self(n)


@Memo
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), len(fib.seen))
try:
    @undefined
    def f():
        pass
except NameError as e:
    print(e)
