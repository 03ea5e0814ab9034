# with: entering, leaving, swallowing, failing half-way.
class M:
    def __init__(self, name, swallow=False, fail_enter=False, fail_exit=False):
        self.name, self.swallow, self.fail_enter, self.fail_exit = name, swallow, fail_enter, fail_exit

    def __enter__(self):
        print("enter", self.name)
        if self.fail_enter:
            raise RuntimeError("enter failed")
        return self.name.upper()

    def __exit__(self, kind, error, tb):
        print("exit", self.name, kind and kind.__name__, error, tb is not None)
        if self.fail_exit:
            raise RuntimeError("exit failed")
        return self.swallow


with M("a") as a:
    print("body", a)
with M("a") as x, M("b") as y:
    print("body", x, y)
with (
    M("a") as x,
    M("b"),
):
    print("parenthesised", x)
with M("s", swallow=True):
    raise ValueError("swallowed")
try:
    with M("outer"), M("inner"):
        raise ValueError("through")
except ValueError as e:
    print("caught", e)
with M("outer", swallow=True), M("inner"):
    raise ValueError("swallowed outside")
try:
    with M("a"), M("b", fail_enter=True), M("c"):
        print("not reached")
except RuntimeError as e:
    print("caught", e)
try:
    with M("a", fail_exit=True):
        raise ValueError("body")
except RuntimeError as e:
    print("caught", e, repr(e.__context__))


def returns():
    with M("r"):
        return "value"


print(returns())
for i in range(3):
    with M(str(i)):
        if i == 0:
            continue
        if i == 1:
            break


class Target:
    pass


t, d = Target(), {}
with M("x") as t.attr, M("y") as d["k"], M("pq") as (p, q):
    print(t.attr, d, p, q)


def gen():
    with M("gen"):
        yield 1
        yield 2


for v in gen():
    print(v)
    break
g = gen()
next(g)
g.close()
with M("m") as m:
    m = "rebound"
print(m)


from contextlib import contextmanager, suppress, closing, nullcontext, ExitStack


@contextmanager
def managed(name):
    print("setup", name)
    try:
        yield name
    except KeyError as e:
        print("handled", e)
    finally:
        print("teardown", name)


with managed("one") as n:
    print(n)
with managed("two"):
    raise KeyError("k")
try:
    with managed("three"):
        raise ValueError("v")
except ValueError as e:
    print(e)
with suppress(ZeroDivisionError, KeyError):
    {}["x"]
with nullcontext(5) as five, closing(gen()) as closed:
    print(five, next(closed))
with ExitStack() as stack:
    stack.enter_context(managed("stacked"))
    stack.callback(print, "callback")


@managed("decorator")
def decorated():
    return "decorated body"


print(decorated())


@contextmanager
def yields_twice():
    yield
    yield


@contextmanager
def yields_never():
    if False:
        yield


for bad in yields_twice, yields_never:
    try:
        with bad():
            pass
    except RuntimeError as e:
        print(e)
