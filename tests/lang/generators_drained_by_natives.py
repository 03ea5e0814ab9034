# What natives that take all items of a generator make of them, and when they ask for each.

import sys
import traceback
import weakref

NATIVES = [sum, any, all, min, max, list, tuple, set, frozenset, sorted]


def show(label, function, *args):
    try:
        result = function(*args)
    except BaseException as e:
        result = f"{type(e).__name__}: {e}"
    if isinstance(result, (set, frozenset)):
        result = type(result).__name__, sorted(result, key=repr)
    print(label, result)


def told(*items):
    try:
        for item in items:
            print(" gives", item)
            yield item
        print(" ends")
    finally:
        print(" left")


for items in [(), (3, 1, 2), (0, 0.5, True), (0, 5), (1, 0, 7), (-0.0, -0.0), (0.1,) * 10, (1e308, 1e308, -1e308)]:
    for native in NATIVES:
        print(native.__name__)
        show(" ", native, told(*items))

print("= calls of each form")
print(sum(x for x in range(5)), any(x > 3 for x in range(9)), all(x for x in (1, 0, 2)))
print(max(x % 7 for x in range(20)), min(x % 7 for x in range(3, 20)))
print(list(x for x in "abc"), tuple(x for x in "abc"), sorted(x for x in "cab"))
print(sorted(set(x % 3 for x in range(9))), sorted(frozenset(x % 3 for x in range(9))))
print("-".join(x for x in "abc"), str.join("-", (x for x in "abc")), "".join(x for x in ""))
join = ", ".join
print(join(str(x) for x in range(3)), (join)(x for x in ("one",)))
print(sum((x for x in range(4)), 10), sum(([x] for x in range(3)), []), sum(1.5 for _ in range(3)))
print(sum(2**62 for _ in range(4)), sum(x for x in (1, 2.5, 3j)), sum(True for _ in range(3)))
print(sorted((x for x in range(4)), reverse=True), max((x for x in "ab"), key=ord), max((x for x in ()), default=7))


class Holder:
    total = sum
    names = ["a", "b"]
    joined = "+".join(n for n in names)

    def __init__(self):
        self.add = sum

    def go(self):
        return self.add(x for x in range(4)), self.total(x for x in range(5))


print(Holder.joined, Holder().go())

print("= wrong items")
try:
    set(told(1, [], 2))
except TypeError as e:
    print(type(e).__name__, "unhashable type: 'list'" in str(e))
show("unordered", lambda: max(told(1, "a", 2)))
show("unordered", lambda: sorted(told(1, "a")))
show("not summed", lambda: sum(told(1, "a", 2)))
show("not joined", lambda: "".join(told("a", 1)))
show("empty", lambda: max(told()))
show("empty", lambda: min(x for x in ()))


class Untrue:
    __repr__ = lambda self: "untrue"

    def __bool__(self):
        raise ValueError("neither")


show("no truth", lambda: any(told(0, Untrue(), 1)))

print("= raised in the generator")


def failing(n):
    for i in range(n):
        yield i
    raise KeyError(n)


def stopping():
    yield 1
    raise StopIteration(5)


for native in NATIVES:
    show(native.__name__, native, failing(1) if native is any else (x + 1 for x in failing(2)))
    show(native.__name__, native, (x - 1 for x in stopping()))


def outer():
    return sum(
        10 // x
        for x in (2, 1, 0)
    )


try:
    outer()
except ZeroDivisionError as e:
    for entry in traceback.extract_tb(e.__traceback__):
        print(entry.name, entry.lineno - outer.__code__.co_firstlineno)

print("= delegation")


def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)


def chained(n):
    yield from range(n)
    yield from [1, 2]
    result = yield from told(7)
    yield result
    yield from (x for x in "xy")


print(list(tree(4)), sum(tree(10)), max(tree(6)))
print(list(chained(3)))
print(sum(x for x in (y for y in (z for z in range(100)))), len(list(chained(100_000))))


def nested(n):
    if n == 0:
        yield 1
    else:
        yield sum(nested(n - 1)) + sum(nested(n - 1))


print(list(nested(8)))


def deep(n):
    yield sum(deep(n - 1)) if n else 0


print(sum(deep(300)))
show("too deep", lambda: len(str(sum(deep(100_000)))))

print("= generators in other states")


def counter():
    n = 0
    while n < 6:
        n += (yield n) or 1


def begun(steps):
    g = counter()
    for _ in range(steps):
        next(g)
    return g


for native in NATIVES:
    show(native.__name__, native, begun(3))
    finished = begun(0)
    finished.close()
    show(native.__name__, native, finished)

running = None


def reenters():
    yield 1
    yield sum(running)


running = reenters()
show("running", list, running)


class Closes:
    def __init__(self, generator):
        self.generator = generator

    def __radd__(self, other):
        self.generator.close()
        return other

    __hash__ = None


def closing():
    yield 1
    yield Closes(mine)
    yield 2


mine = closing()
show("closed by an item", sum, mine)


class Advances(int):
    def __bool__(self):
        print(" next is", next(stepped))
        return False


def stepping():
    yield Advances(1)
    yield Advances(2)
    yield Advances(3)
    yield 4


stepped = stepping()
show("advanced by an item", any, stepped)


async def coroutine():
    return 1


async def asynchronous():
    yield 1


c = coroutine()
show("coroutine", sum, c)
c.close()
show("async generator", list, asynchronous())

print("= what is taken no further is closed at once, and dropped")
generator = told(0, 5, 6)
print(any(generator), next(generator, "more"))
reference = None


def watched():
    yield 1
    yield 2


def drop():
    global reference
    generator = watched()
    reference = weakref.ref(generator)
    return any(generator)


print(drop(), reference())
try:
    "".join(told("a", 3))
except TypeError as e:
    print(e)


def throws():
    raise LookupError
    yield


def catches():
    try:
        return list(throws())
    except LookupError:
        return sum(x for x in (1, 2))


print(catches())

print("= frames")


def looks():
    frame = sys._getframe()
    yield frame.f_code.co_name
    yield frame.f_back.f_code.co_name
    yield frame.f_back.f_back.f_code.co_name


def looked():
    return list(looks())


print(looked())


def traced():
    yield 1
    sys.settrace(lambda *args: None)
    yield 2
    sys.settrace(None)
    yield 3


print(sum(traced()), list(traced()))
events = []


def tracer(frame, event, arg):
    if frame.f_code.co_name == "watched":
        events.append((event, frame.f_lineno - watched.__code__.co_firstlineno, arg))
    return tracer


sys.settrace(tracer)
list(watched())
sys.settrace(None)
print(events)
