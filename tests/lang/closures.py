# Closures: what they capture, when they look, and nonlocal.
def counter(start=0):
    n = start

    def step(by=1):
        nonlocal n
        n += by
        return n

    def peek():
        return n

    return step, peek


step, peek = counter(10)
print(step(), step(5), peek(), counter()[0](), peek())
late = [lambda: i for i in range(3)]
early = [lambda i=i: i for i in range(3)]
print([f() for f in late], [f() for f in early])
functions = []
for k in range(3):
    def f():
        return k
    functions.append(f)
print([f() for f in functions])
k = "changed"
print(functions[0]())


def deep():
    x = 1

    def a():
        def b():
            def c():
                nonlocal x
                x += 1
                return x
            return c
        return b
    return a, lambda: x


a, look = deep()
print(a()()(), a()()(), look())


def both():
    x = "outer"

    def shadow():
        x = "inner"
        return x

    def read():
        return x

    return shadow(), read(), x


print(both())


def delayed():
    def early():
        return later

    later = "assigned afterwards"
    return early()


print(delayed())


def compose(*fs):
    def composed(x):
        for f in reversed(fs):
            x = f(x)
        return x
    return composed


print(compose(str, lambda x: x + 1, abs)(-5), step.__closure__[0].cell_contents, step.__code__.co_freevars,
    len(peek.__closure__), both.__closure__)


def make(n):
    def recurse(k):
        return 1 if k == 0 else n * recurse(k - 1)
    return recurse


print(make(2)(10), make(3)(4))


class Account:
    def __init__(self, balance):
        def deposit(amount):
            nonlocal balance
            balance += amount
            return balance
        self.deposit = deposit


print(Account(5).deposit(3))


def unset():
    def inner():
        return v
    if False:
        v = 1
    return inner


try:
    unset()()
except NameError as e:
    print(type(e).__name__, e)


def gen():
    x = 0
    def bump():
        nonlocal x
        x += 1
    while x < 3:
        bump()
        yield x


print(list(gen()))
