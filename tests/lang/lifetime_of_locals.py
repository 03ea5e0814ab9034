# The order in which a call's locals go when it returns.
# oracle: 3.14
class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def f(argument):
    a = D("a")
    b = D("b")
    c = D("c")
    a = None
    print("returning")


f(D("argument"))


def g():
    x = D("x")
    yield 1
    y = D("y")
    yield 2


for n in g():
    print(n)
i = g()
next(i)
next(i)
i.close()
print("closed")


def raising():
    a = D("first")
    b = D("second")
    raise ValueError


try:
    raising()
except ValueError:
    print("handling")
print("end")
