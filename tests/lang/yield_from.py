# yield from: everything that goes through it, both ways.
def inner(log):
    log.append("start")
    try:
        while True:
            try:
                x = yield len(log)
                log.append(("sent", x))
                if x == "end":
                    return "inner result"
            except ValueError as e:
                log.append(("thrown", str(e)))
    finally:
        log.append("finally")


def middle(log):
    log.append("middle")
    result = yield from inner(log)
    log.append(("middle got", result))
    return result.upper()


def outer(log):
    result = yield from middle(log)
    log.append(("outer got", result))
    yield "last"
    return "outer result"


log = []
g = outer(log)
print(next(g), g.send("a"), g.throw(ValueError("v")), next(g), g.send("end"))
try:
    next(g)
except StopIteration as e:
    print(e.value)
print(log)


def chain(*iterables):
    for it in iterables:
        yield from it


print(list(chain("ab", [1, 2], (), {"k": 1}, range(2), (x for x in "z"), {5})))


def count(n):
    if n:
        yield n
        yield from count(n - 1)


print(list(count(5)), sum(count(100)))


def deep(n):
    if n == 0:
        x = yield "bottom"
        return [x]
    return (yield from deep(n - 1)) + [n]


g = deep(200)
print(next(g))
try:
    g.send("sent down")
except StopIteration as e:
    print(len(e.value), e.value[:3])
g = deep(150)
next(g)
try:
    g.throw(KeyError("at the bottom"))
except KeyError as e:
    print(repr(e))


class Iterable:
    """An iterator with send, throw and close of its own."""

    def __iter__(self):
        return self

    def __next__(self):
        print("__next__", end=" ")
        return 1

    def send(self, v):
        print("send", v, end=" ")
        if v == "stop":
            raise StopIteration("stopped")
        return v

    def throw(self, e):
        print("throw", repr(e), end=" ")
        return "after throw"

    def close(self):
        print("close", end=" ")


def over(it):
    result = yield from it
    print("result", result, end=" ")
    yield "end"


g = over(Iterable())
print(next(g), g.send("x"), g.send(None), g.throw(ValueError("t")), g.send("stop"))
g = over(Iterable())
print(next(g), g.close())
g = over([1, 2])
next(g)
try:
    g.send("into a list")
except AttributeError as e:
    print(e)
g = over(iter([1, 2]))
next(g)
try:
    g.throw(ValueError("no throw method"))
except ValueError as e:
    print(e)
for bad in (5, None, int):
    try:
        next(over(bad))
    except TypeError as e:
        print(e)


def shared():
    for i in range(5):
        yield i


s = shared()


def user(name):
    yield from s


a, b = user("a"), user("b")
print(next(a), next(b), next(s), next(a), next(b), list(a), list(b))


def expression():
    print([(yield from "ab"), (yield from [])], ((yield from "c") or "none"))
    return (yield from gen_value()) + (yield from gen_value())


def gen_value():
    x = yield "ask"
    return x


g = expression()
print(next(g), next(g), next(g), next(g), g.send(3))
try:
    g.send(4)
except StopIteration as e:
    print(e.value)


def already():
    yield from me


me = already()
try:
    next(me)
except ValueError as e:
    print(e)


def exit_of_inner():
    try:
        yield from inner_exit()
    except GeneratorExit:
        print("outer exit")
        raise


def inner_exit():
    try:
        yield
    except GeneratorExit:
        print("inner exit")
        raise


g = exit_of_inner()
next(g)
g.close()
