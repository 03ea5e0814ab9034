# Return values, StopIteration, and the RuntimeError that replaces it.
def gen(value):
    yield 1
    return value


def result_of(g):
    try:
        while True:
            next(g)
    except StopIteration as e:
        return e.value, e.args


print(result_of(gen(5)), result_of(gen(None)), result_of(gen((1, 2))), result_of(gen(StopIteration(3))))


def delegating(value):
    result = yield from gen(value)
    return "got", result


print(result_of(delegating("v")), list(gen(9)), [*gen(9)])


def raises_stop():
    yield 1
    raise StopIteration(5)


def leaks_stop():
    yield next(iter([]))


def in_comprehension():
    return [next(iter([])) for _ in range(1)]


for make in raises_stop, leaks_stop:
    try:
        print(list(make()))
    except RuntimeError as e:
        print(e, repr(e.__cause__), e.__cause__ is e.__context__, e.__suppress_context__)
try:
    list(next(iter([])) for _ in range(3))
except RuntimeError as e:
    print(e)
try:
    in_comprehension()
except StopIteration as e:
    print("StopIteration passes through a list comprehension")


class Subclass(StopIteration):
    pass


def raises_subclass():
    yield
    raise Subclass("s")


try:
    list(raises_subclass())
except RuntimeError as e:
    print(e, repr(e.__cause__))
e = StopIteration(1, 2)
print(e.value, e.args)
e.value = 7
print(e.value, e.args)


def catches_own():
    try:
        yield 1
    finally:
        print("finally before return")
    return "end"


print(result_of(catches_own()))


def finally_return():
    try:
        yield 1
        raise ValueError
    except ValueError:
        return "from except"


print(result_of(finally_return()))


def early(n):
    while True:
        if n == 0:
            return "zero"
        n -= 1
        yield n


print(result_of(early(2)), list(early(2)))
