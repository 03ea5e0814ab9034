# Loops over enumerate, zip and map of generators and functions.
import sys

def count(n, name="g"):
    try:
        for i in range(n):
            yield i
        return "done"
    finally:
        print(" ", name, "ends")

def show(title, iterable):
    print(title, end=": ")
    for item in iterable:
        print(item, end=" ")
    print()

show("enumerate", enumerate(count(3), 5))
show("big numbers", enumerate(count(3), 2**60 - 1))
show("bigger", enumerate(count(2), 2**64))
show("both", zip(count(3, "a"), count(3, "b")))
show("first shorter", zip(count(2, "a"), count(3, "b")))
show("second shorter", zip(count(3, "a"), count(2, "b")))
show("with lists", zip("xyz", count(5, "b"), [1, 2], count(4, "c")))
show("range first", zip(range(2), count(5)))
show("none", zip())
show("map", map(lambda a, b: a * 10 + b, count(3, "a"), count(3, "b")))
show("map of a native", map(str, count(3)))
show("map of a class", map(complex, count(2)))
class C:
    def __init__(self, x): self.x = x
    def __repr__(self): return f"C({self.x})"
    def method(self, y): return (self.x, y)
    def __call__(self, y): return [self.x, y]
show("map of an own class", map(C, count(2)))
show("map of a method", map(C(1).method, count(2)))
show("map of a callable", map(C(2), count(2)))
show("map of a generator function", (list(g) for g in map(count, [1, 2])))
show("nested", enumerate(zip(count(2, "a"), enumerate(count(2, "b")))))
show("map in map", map(lambda p: p[0], zip(map(lambda x: -x, count(2)), "ab")))

def delegating():
    yield from [1, 2]
    yield from count(2, "inner")
    yield from (x * x for x in range(3))
    yield from iter("ab")
show("delegating", delegating())
show("delegating, numbered", enumerate(delegating()))
show("delegating, paired", zip(delegating(), delegating()))
print(list(delegating()), sum(len(str(x)) for x in delegating()), [next(g) for g in [delegating()] for _ in range(4)])

# Exceptions
def failing(n):
    yield from range(n)
    raise KeyError(n)
for make in (lambda: enumerate(failing(1)), lambda: zip(count(3), failing(1)), lambda: zip(failing(1), count(3)),
             lambda: map(lambda a, b: [1][a], count(3), count(3)), lambda: map(lambda a: [1][a], count(3))):
    it = make()
    try:
        for x in it:
            print("got", x)
    except (KeyError, IndexError) as e:
        print(type(e).__name__, e, [t for t in [e.__traceback__.tb_lineno - sys._getframe().f_lineno]])
        tb = e.__traceback__
        names = []
        while tb:
            names.append(tb.tb_frame.f_code.co_name)
            tb = tb.tb_next
        print(names)
    try:
        print("again", next(it))
    except StopIteration as e:
        print("over", e.args)
    except IndexError as e:
        print("again", e)

def stop(x):
    if x == 1:
        raise StopIteration("early")
    return x
show("map ends by StopIteration", map(stop, count(3)))
try:
    show("a generator does not", (stop(x) for x in count(3)))
except RuntimeError as e:
    print(repr(e), repr(e.__cause__))
it = map(stop, count(4))
show("once", it)
show("and on", it)

# strict
for sizes in ((2, 3), (3, 2), (2, 2), (1, 1, 2), (2, 1, 1)):
    try:
        show(sizes, zip(*(count(n, str(n)) for n in sizes), strict=True))
    except ValueError as e:
        print(e)
try:
    show("mixed", zip([1, 2], count(3), strict=True))
except ValueError as e:
    print(e)

# Asked while asked
def again():
    yield 1
    try:
        next(z)
    except ValueError as e:
        print(e)
    try:
        for x in z:
            print("inside", x)
    except ValueError as e:
        print(e)
    yield 2
z = enumerate(again())
show("enumerate", z)
z = zip([1, 2, 3, 4, 5, 6], again())
show("zip", z)
z = zip(again(), [1, 2, 3, 4, 5, 6])
show("zip", z)
shared = count(5, "shared")
show("the same twice", zip(shared, shared))
z = zip(count(9, "z"), count(9, "y"))
print([next(z), [x for x in z][:2], next(z, "end")])

# What is dropped when
class Noisy:
    def __init__(self, n): self.n = n
    def __repr__(self): return f"N{self.n}"
    def __del__(self): print(" drop", self.n, end="")
def noisy(k):
    for n in range(k):
        yield Noisy(n)
    raise LookupError
for a, b in zip(noisy(2), count(9)):
    print(a, b)
    break
a = b = None
# Left by break, and closed
g = count(5, "g")
for i, x in enumerate(g):
    if i == 2:
        break
print(next(g)); g.close()
gs = [count(5, "p"), count(5, "q")]
for p, q in zip(*gs):
    gs[1].close()
    print(p, q)
del gs, p, q
def frames():
    yield sys._getframe().f_back.f_code.co_name
    yield sys._getframe().f_back.f_lineno - sys._getframe().f_code.co_firstlineno
def looper():
    for x in enumerate(frames()):
        print(x[1] if isinstance(x[1], str) else x[1] > 0)
looper()

def traced():
    events = []
    def tracer(frame, event, arg):
        events.append((frame.f_code.co_name, event, arg if event == "return" else None))
        return tracer
    def inner():
        yield 1
        yield from [2, 3]
    def double(x):
        return x * 2
    sys.settrace(tracer)
    for i, x in enumerate(inner()):
        pass
    for x in map(double, inner()):
        pass
    sys.settrace(None)
    return events
for e in traced(): print(*e)

sys.setrecursionlimit(200)
def deep(n):
    for i, x in enumerate([0] if n == 0 else deep(n - 1)):
        yield x + 1
for i, x in enumerate(deep(60)):
    print(i, x)
try:
    for i, x in enumerate(deep(400)):
        print(i, x)
except RecursionError as e:
    print(e)
nested = count(1, "deep")
for _ in range(50):
    nested = enumerate(nested)
for x in nested:
    print(str(x).count("("))

async def agen():
    for i, x in enumerate(count(2)):
        yield i, x
    for x in map(lambda v: v + 1, count(2)):
        yield x
async def main():
    async for x in agen():
        print(x)
import asyncio
asyncio.run(main())
