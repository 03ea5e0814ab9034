# Generators: creation, iteration, and what they are.
def numbers(n):
    print("started")
    for i in range(n):
        yield i
    print("finished")


g = numbers(2)
print(type(g).__name__, g.__name__, g.__qualname__, iter(g) is g, repr(g).split(" at ")[0])
print(next(g), next(g))
try:
    next(g)
except StopIteration as e:
    print("stop", e.value)
try:
    next(g)
except StopIteration:
    print("still stopped")
print(list(numbers(3)), [x for x in numbers(1)], sum(numbers(4)), tuple(numbers(0)), next(numbers(0), "default"))
a, b = numbers(2)
print(a, b, *numbers(2), max(numbers(3)), 1 in numbers(5), dict(zip("ab", numbers(2))))


def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


from itertools import islice, takewhile, count, chain, cycle, repeat
print(list(islice(fib(), 10)), list(takewhile(lambda x: x < 30, fib())), list(islice(count(5, 2), 3)),
    list(chain("ab", [1])), list(islice(cycle("ab"), 5)), list(repeat(7, 3)))


def walk(tree):
    if tree:
        left, value, right = tree
        yield from walk(left)
        yield value
        yield from walk(right)


print(list(walk(((None, 1, None), 2, ((None, 3, None), 4, None)))))


def permutations(items):
    if not items:
        yield []
    for i, item in enumerate(items):
        for rest in permutations(items[:i] + items[i + 1:]):
            yield [item] + rest


print(["".join(p) for p in permutations("abc")])


def sieve():
    composites, n = {}, 2
    while True:
        if n not in composites:
            yield n
            composites[n * n] = [n]
        else:
            for p in composites.pop(n):
                composites.setdefault(p + n, []).append(p)
        n += 1


print(list(islice(sieve(), 15)))


def empty():
    return
    yield


def yields_none():
    yield


def many(n):
    x = yield 1, 2
    y = yield [x]
    return x, y


print(list(empty()), list(yields_none()), list(many(1)))
expr = (x * y for x in range(3) for y in range(x))
print(type(expr).__name__, expr.__name__, list(expr))
two = numbers(2), numbers(2)
print([next(g) for g in two], [next(g) for g in two])


class Tree:
    def __init__(self, *kids):
        self.kids = kids

    def __iter__(self):
        yield self
        for kid in self.kids:
            yield from kid


print(len(list(Tree(Tree(), Tree(Tree())))))
lam = lambda n: (yield n)
print(next(lam(5)))


def args(a, *b, c=1, **d):
    yield a, b, c, d


print(next(args(1, 2, c=3, e=4)))
try:
    numbers()
except TypeError as e:
    print(e)
try:
    g.nope
except AttributeError as e:
    print(e)
try:
    g.gi_frame.x
except AttributeError as e:
    print(type(e).__name__)
g.__name__ = "renamed"
print(g.__name__, repr(g).split(" at ")[0])
