# The iterator protocol.
class Count:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return CountIterator(self.n)


class CountIterator:
    def __init__(self, n):
        self.i, self.n = 0, n

    def __iter__(self):
        return self

    def __next__(self):
        if self.i >= self.n:
            raise StopIteration("at the end")
        self.i += 1
        return self.i


c = Count(3)
print(list(c), list(c), [a + b for a in c for b in c], sum(c), 2 in c, max(c), tuple(c), set(c) == {1, 2, 3},
    dict(zip(c, c)), ",".join(map(str, c)), sorted(c, reverse=True), list(enumerate(c)), *c)
it = iter(c)
print(next(it), next(it), next(it), next(it, "default"), next(it, None))
try:
    next(it)
except StopIteration as e:
    print(e.args, e.value)
for kind in ([1], (1,), "a", {1: 2}, {1}, range(1), b"a", {}.keys(), {}.items(), enumerate([]), zip(), map(str, []),
    filter(None, []), reversed([]), (x for x in ())):
    it = iter(kind)
    print(type(kind).__name__, type(it).__name__, iter(it) is it)
a = [1, 2, 3]
it = iter(a)
next(it)
a.append(4)
print(list(it), list(it))
a.append(5)
print(list(it))
shrinking = [1, 2, 3, 4]
for x in shrinking:
    print(x, end=" ")
    shrinking.pop()
print(shrinking)
it = iter([1, 2, 3, 4, 5])
print(list(zip(it, it)), next(it, "empty"))
numbers = iter(range(10))
print([next(numbers) for _ in range(3)], list(numbers))
stream = iter("abc;def")
print("".join(iter(lambda: next(stream), ";")), "".join(stream))
calls = iter([3, 1, 0, 5])
print(list(iter(calls.__next__, 0)))
for x in iter(int, 1):
    print("endless", x)
    break


class Bad:
    def __iter__(self):
        return 1


class NoNext:
    def __iter__(self):
        return self


class Raises:
    def __iter__(self):
        return self

    def __next__(self):
        raise ValueError("in next")


for f in (lambda: iter(5), lambda: next(5), lambda: next([]), lambda: iter(Bad()), lambda: list(NoNext()),
    lambda: list(Raises()), lambda: iter(), lambda: iter(5, 1), lambda: next(iter([])), lambda: [*None],
    lambda: sum(Raises()), lambda: "x".join(Raises()), lambda: dict(Raises()), lambda: max(Raises()),
    lambda: 1 in Raises(), lambda: zip(5), lambda: enumerate(), lambda: enumerate(5), lambda: map(), lambda: map(str),
    lambda: filter(None), lambda: list(zip([1], [], strict=True)), lambda: list(map(None, [1]))):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
