# Generators and coroutines are closed when dropped, at once and in order.
import types


@types.coroutine
def pause():
    yield


def g(name):
    try:
        yield name
    finally:
        print("closed", name)


a, b = g("a"), g("b")
next(a)
next(b)
b = None
print("b dropped")
del a
print("a dropped")


def holder():
    inner = g("inner")
    next(inner)
    try:
        yield
    finally:
        print("closing holder")


h = holder()
next(h)
del h
print("holder dropped")


async def co(name):
    try:
        await pause()
    finally:
        print("closed", name)


async def awaits():
    try:
        await co("innermost")
    finally:
        print("closed awaits")


c = awaits()
c.send(None)
del c
print("coroutine dropped")
gens = [g(str(i)) for i in range(3)]
for x in gens:
    next(x)
del x
gens.pop(1)
print("popped")
gens.clear()
print("cleared")


def consume():
    source = g("source")
    for v in source:
        print("v", v)
        return "returned while source is suspended"


print(consume())


def raising():
    source = g("in raising")
    next(source)
    raise ValueError("v")


try:
    raising()
except ValueError as e:
    print("handling")
print("handled")


class Box:
    pass


box = Box()
box.gen = g("boxed")
next(box.gen)
box = None
print("box dropped")


def uses_globals():
    try:
        yield
    finally:
        print("globals still there:", name_in_globals)


name_in_globals = "yes"
u = uses_globals()
next(u)
del u
z = zip(g("zip1"), g("zip2"))
print(next(z))
del z
print("zip dropped")
m = map(lambda x: x, g("mapped"))
next(m)
m = None
e = enumerate(g("enumerated"))
next(e)
del e
[*zip(g("short"), [])]
first, *_ = g("unpacked")
print(first)
print(next(g("temporary")))
print(any(x for x in g("any")))
print("in" in g("in"))
min(g("min"), default=0)
cyc = g("cycle")
next(cyc)
holder = [cyc]
holder.append(holder)
del cyc, holder
import gc
gc.collect()
print("collected")
last = g("at exit")
next(last)


# What an object held is finalized right after it, before what was dropped together with it.
class Holder:
    def __init__(self, name, *held):
        self.name = name
        self.held = held

    def __del__(self):
        print("held", self.name)


def pairs():
    return [Holder(n, Holder(f"{n}.1", Holder(f"{n}.1.1")), Holder(f"{n}.2")) for n in "ab"]


items = pairs()
items.clear()
print("cleared")
items = {n: holder for n, holder in enumerate(pairs())}
items.clear()
items = [*pairs(), *pairs()]
del items[1:3]
print("cut")
del items
