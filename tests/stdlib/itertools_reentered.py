# oracle: 3.14
# Iterators of itertools that are advanced by the code that they run.
from itertools import *

log = []


def attempt(function, *args):
    try:
        return function(*args)
    except (StopIteration, ValueError, RuntimeError) as error:
        return type(error).__name__, *error.args


class Source:
    """Asks another iterator when it is itself asked for the nth time."""
    def __init__(self, items, when):
        self.items, self.when, self.asked, self.other = iter(items), when, 0, None

    def __iter__(self):
        return self

    def __next__(self):
        self.asked += 1
        if self.asked in self.when:
            log.append(attempt(next, self.other))
        return next(self.items)


# CPython crashes where others are advanced by their source.
by_source = {
    'accumulate': accumulate, 'initial': lambda s: accumulate(s, initial=9), 'chain': lambda s: chain(s, 'ab'),
    'compress': lambda s: compress(s, [1, 0, 1, 1, 1, 1]), 'selectors': lambda s: compress('abcdef', s), 'cycle': cycle,
    'dropwhile': lambda s: dropwhile(lambda i: i < 2, s), 'filterfalse': lambda s: filterfalse(lambda i: i < 2, s),
    'groupby': lambda s: map(lambda pair: pair[0], groupby(s, lambda i: i // 2)), 'starmap': lambda s: starmap(divmod, ((i, 2) for i in s)),
    'takewhile': lambda s: takewhile(lambda i: i < 3, s), 'tee': lambda s: tee(s)[0], 'map': lambda s: map(str, s),
    'enumerate': enumerate, 'zip': lambda s: zip(s, s),
}
for name, make in by_source.items():
    for n in (1, 3, 6):
        for when in ([1], [2], [3], [1, 2, 3], [2, 4], range(20)):
            source = Source(range(n), when)
            source.other = iterator = make(source)
            log.clear()
            print(name, n, *when[:4], [attempt(next, iterator) for _ in range(6)], log, source.asked)

    def generator():
        for i in range(3):
            if i == 1:
                log.append(attempt(next, iterator))
            yield i
    if name not in ('initial', 'compress'):
        log.clear()
        iterator = make(generator())
        print(name, [attempt(next, iterator) for _ in range(5)], log)

by_function = {
    'accumulate': lambda f, s: accumulate(s, lambda a, b: (f(), a + b)[1]), 'dropwhile': lambda f, s: dropwhile(lambda i: (f(), i < 2)[1], s),
    'filterfalse': lambda f, s: filterfalse(lambda i: (f(), i < 2)[1], s), 'groupby': lambda f, s: (k for k, g in groupby(s, lambda i: (f(), i // 2)[1])),
    'starmap': lambda f, s: starmap(lambda i: (f(), i)[1], zip(s)), 'takewhile': lambda f, s: takewhile(lambda i: (f(), i < 3)[1], s),
    'map': lambda f, s: map(lambda i: (f(), i)[1], s), 'filter': lambda f, s: filter(lambda i: (f(), i)[1], s),
}
for name, make in by_function.items():
    for n in (1, 3, 6):
        for when in ([1], [2], [1, 2, 3]):
            calls = 0

            def advance():
                global calls
                calls += 1
                if calls in when:
                    log.append(attempt(next, iterator))
            log.clear()
            iterator = make(advance, iter(range(n)))
            print(name, n, when, [attempt(next, iterator) for _ in range(5)], log, calls)


# Keys that advance the iterator while they are compared.
class Key:
    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        global times
        if times:
            times -= 1
            pair = attempt(next, iterator)
            log.append((pair[0], attempt(next, group)))
        return self.value == other.value

    def __repr__(self):
        return f'k{self.value}'


for times in (0, 1, 2, 3):
    log.clear()
    iterator = groupby(map(Key, [1, 1, 2, 2, 2, 3]))
    _, group = next(iterator)
    print(attempt(next, group), attempt(next, iterator)[0], list(group), [(key, list(items)) for key, items in iterator], log)


# A copy that asks another, and itself.
class Endless:
    def __iter__(self):
        return self

    def __next__(self):
        return next(other)


one, other = tee(Endless())
print(attempt(next, one), attempt(next, one))


# Consumers that are let go of while they are asked.
class Drops:
    items = 0

    def __iter__(self):
        return self

    def __next__(self):
        global iterator
        iterator = None
        Drops.items += 1
        return Drops.items


for make in (*by_source.values(), lambda s: batched(s, 2), pairwise, lambda s: islice(s, 2, 5), lambda s: zip_longest(s, 'a')):
    Drops.items = 0
    iterator = make(Drops())
    print(next(iterator))
