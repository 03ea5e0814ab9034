# close, finalisation, and generators that resist.
def g(name):
    try:
        yield 1
        yield 2
    except GeneratorExit as e:
        print(name, "GeneratorExit", e.args)
        raise
    finally:
        print(name, "finally")


a = g("a")
next(a)
print(a.close(), a.close(), list(a))
b = g("unstarted")
print(b.close(), list(b))
c = g("finished")
print(list(c), c.close())


def returns_value():
    try:
        yield
    except GeneratorExit:
        return "closed value"


r = returns_value()
next(r)
print(r.close())


def resists():
    while True:
        try:
            yield 1
        except GeneratorExit:
            print("ignored")
            yield 2
            return


r = resists()
next(r)
try:
    r.close()
except RuntimeError as e:
    print(e)
print(list(r))


def raises():
    try:
        yield
    finally:
        raise ValueError("while closing")


r = raises()
next(r)
try:
    r.close()
except ValueError as e:
    print(e, repr(e.__context__))


def outer():
    try:
        yield from g("inner")
    finally:
        print("outer finally")


o = outer()
next(o)
o.close()
print("--")
o = outer()
next(o)
del o
print("dropped")
for x in g("loop"):
    break
print("after the loop")


def pipeline():
    for x in g("source"):
        yield x * 10


p = pipeline()
print(next(p))
p.close()
print("pipeline closed")


def nested_finally():
    try:
        try:
            yield 1
        finally:
            print("inner finally")
    finally:
        print("outer finally")
    print("never")


n = nested_finally()
next(n)
n = None
print("gone")


class Closable:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    def close(self):
        print("Closable.close")


def delegates():
    yield from Closable()


d = delegates()
next(d)
d.close()


class BadClose(Closable):
    def close(self):
        raise ValueError("bad close")


def delegates_bad():
    yield from BadClose()


d = delegates_bad()
next(d)
try:
    d.close()
except ValueError as e:
    print(e)


def yields_in_finally():
    try:
        yield 1
    finally:
        yield 2


y = yields_in_finally()
next(y)
try:
    y.close()
except RuntimeError as e:
    print(e)
expr = (x for x in g("expression"))
next(expr)
del expr
print("end")
