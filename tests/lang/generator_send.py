# send: values into a generator.
def accumulate():
    total = 0
    while True:
        value = yield total
        if value is None:
            return "done at " + str(total)
        total += value


g = accumulate()
print(next(g), g.send(5), g.send(10))
try:
    g.send(None)
except StopIteration as e:
    print(e.value)
try:
    g.send(1)
except StopIteration as e:
    print(e.value)
g = accumulate()
try:
    g.send(1)
except TypeError as e:
    print(e)
print(g.send(None))


def order():
    print("a", end=" ")
    x = yield 1
    print("b", x, end=" ")
    y = (yield 2) + (yield 3)
    print("c", y, end=" ")
    print(f"{(yield 4)} {(yield 5)}", end=" ")
    z = [(yield 6), (yield 7)]
    print(z, end=" ")
    d = {(yield 8): (yield 9)}
    print(d)
    return (yield 10) if (yield 11) else (yield 12)


g = order()
print(next(g))
for v in range(1, 11):
    print(g.send(v * 10))
try:
    g.send("last")
except StopIteration as e:
    print(e.value)


def swap(a):
    while True:
        a = yield a


g = swap("start")
print(next(g), [g.send(x) for x in "abc"], next(g), g.send(1))


def coroutine(f):
    def start(*args):
        g = f(*args)
        next(g)
        return g
    return start


@coroutine
def grep(word, target):
    while True:
        line = yield
        if word in line:
            target.send(line)


@coroutine
def collect(into):
    while True:
        into.append((yield))


found = []
pipe = grep("py", collect(found))
for line in ("python", "ruby", "pypy"):
    pipe.send(line)
print(found)


def running():
    try:
        yield me.send(1)
    except ValueError as e:
        yield f"caught {e}"


me = running()
print(next(me))


def running2():
    yield next(me2)


me2 = running2()
try:
    next(me2)
except ValueError as e:
    print(e)
print(list(me2))
for f in (lambda: g.send(), lambda: g.send(1, 2), lambda: g.send(x=1), lambda: [].send(1)):
    try:
        f()
    except Exception as e:
        print(type(e).__name__ + ":", e)
