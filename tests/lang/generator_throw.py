# throw: exceptions into a generator.
def catching():
    while True:
        try:
            x = yield "ready"
            print("got", x)
        except ValueError as e:
            print("caught", repr(e), repr(e.__context__))
            yield "recovered"
        finally:
            print("finally")


g = catching()
next(g)
print(g.throw(ValueError("a")), next(g), g.throw(ValueError), next(g))
try:
    g.throw(KeyError("k"))
except KeyError as e:
    print("out", repr(e))
try:
    next(g)
except StopIteration:
    print("closed")
try:
    g.throw(KeyError("after the end"))
except KeyError as e:
    print(repr(e))
g = catching()
try:
    g.throw(TypeError("before the start"))
except TypeError as e:
    print(e)
print(list(g))


def returns():
    try:
        yield
    except ValueError:
        return "returned"


g = returns()
next(g)
try:
    g.throw(ValueError)
except StopIteration as e:
    print(e.value)


def changes():
    try:
        yield
    except ValueError as e:
        raise KeyError("changed") from e


g = changes()
next(g)
try:
    g.throw(ValueError("v"))
except KeyError as e:
    print(repr(e), repr(e.__cause__))


def inner():
    try:
        yield 1
    except ValueError:
        yield "inner caught"
    yield "inner goes on"
    return "inner result"


def outer():
    try:
        result = yield from inner()
        print("result", result)
        yield "after"
    except KeyError:
        yield "outer caught"


g = outer()
print(next(g), g.throw(ValueError), next(g), next(g))
g = outer()
print(next(g), g.throw(KeyError))


def stop():
    try:
        yield
    except ZeroDivisionError:
        raise StopIteration("inside")


g = stop()
next(g)
try:
    g.throw(ZeroDivisionError)
except RuntimeError as e:
    print(e, repr(e.__cause__), repr(e.__context__))
g = returns()
next(g)
for f in (lambda: g.throw(5), lambda: g.throw("text"), lambda: g.throw(), lambda: g.throw(int),
    lambda: g.throw(ValueError("v"), "extra")):
    try:
        print(f())
    except (TypeError, StopIteration) as e:
        print(type(e).__name__ + ":", e)


def throw_in_with():
    class M:
        def __enter__(self):
            return self

        def __exit__(self, kind, e, tb):
            print("exit", kind.__name__)
            return kind is ValueError

    with M():
        yield 1
    yield 2


g = throw_in_with()
print(next(g), g.throw(ValueError("swallowed")))


def stopiteration_thrown():
    try:
        yield 1
    except StopIteration as e:
        yield "caught stop", e.value


g = stopiteration_thrown()
next(g)
print(g.throw(StopIteration(5)))
g = (x for x in [1, 2])
next(g)
try:
    g.throw(StopIteration)
except RuntimeError as e:
    print(e)
