# functools and operator.
from functools import wraps, partial, reduce, lru_cache, cache, cached_property, cmp_to_key, singledispatch, total_ordering
import operator
calls = []


@lru_cache(maxsize=2)
def square(n):
    calls.append(n)
    return n * n


print([square(n) for n in (1, 2, 1, 3, 2)], calls, square.cache_info(), square.cache_clear(), square.cache_info(),
    square.__wrapped__(5))


@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(90), fib.cache_info().hits)


class C:
    @cached_property
    def value(self):
        calls.append("computed")
        return 7


o = C()
print(o.value, o.value, calls.count("computed"), o.__dict__)
p = partial(int, base=2)
print(p("101"), p.func is int, p.args, p.keywords, partial(partial(max, 1), 5)(3), reduce(operator.add, [[1], [2]], []))


@singledispatch
def show(x):
    return "object"


@show.register
def _(x: int):
    return "int"


@show.register(list)
def _(x):
    return "list"


print(show(1), show([]), show("s"), show(True))
print(operator.itemgetter(1)("abc"), operator.itemgetter("a", "b")({"a": 1, "b": 2}), operator.attrgetter("real")(5),
    operator.attrgetter("a.b")(type("X", (), {"a": type("Y", (), {"b": 1})})), operator.methodcaller("upper")("x"),
    sorted([(1, 2), (0, 3)], key=operator.itemgetter(1), reverse=True))
print(operator.add(1, 2), operator.mul(3, 4), operator.truediv(1, 2), operator.mod(7, 3), operator.neg(1),
    operator.not_(0), operator.contains([1], 1), operator.getitem([5], 0), operator.eq(1, 1), operator.lt(1, 2),
    operator.is_(None, None), operator.index(3), operator.concat("a", "b"), operator.pow(2, 3), operator.xor(5, 1),
    operator.itemgetter(slice(1, 3))([1, 2, 3, 4]))
