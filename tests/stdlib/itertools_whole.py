# Each iterator of itertools against a function that says the same with lists, over many arguments.
import itertools
import operator
import random
from itertools import *

random.seed(5)
checked = 0


def same(name, iterator, wanted):
    global checked
    checked += 1
    got = list(iterator)
    assert got == wanted, (name, got, wanted)
    # What is exhausted stays so.
    assert next(iter(iterator), 'end') == 'end' or iterator is got, name


def lists():
    for n in range(7):
        yield list(range(n))
        yield [random.randrange(4) for _ in range(n)]
        yield random.choices('ab1', k=n)


def sources(items):
    """The same items from things of every kind."""
    yield list(items)
    yield tuple(items)
    yield iter(items)
    yield (item for item in items)
    yield map(lambda item: item, items)
    yield chain(items)
    yield islice(items, None)

    class Sequence:
        def __getitem__(self, place):
            return items[place]
    yield Sequence()

    class Iterator:
        def __init__(self):
            self.items = list(items)

        def __iter__(self):
            return self

        def __next__(self):
            if not self.items:
                raise StopIteration
            return self.items.pop(0)
    yield Iterator()


def sums(items, function=operator.add, start=None):
    out = [] if start is None else [start]
    for item in items:
        out.append(function(out[-1], item) if out else item)
    return out


def groups(items, key):
    out = []
    for item in items:
        if out and out[-1][0] == key(item):
            out[-1][1].append(item)
        else:
            out.append((key(item), [item]))
    return out


def first_false(items, test):
    return next((place for place, item in enumerate(items) if not test(item)), len(items))


for items in lists():
    n = len(items)
    for make in range(9):
        def source(made=items):
            return list(sources(made))[make]
        same('chain', chain(source(), 'xy', source()), items + ['x', 'y'] + items)
        same('from_iterable', chain.from_iterable([source(), [], source()]), items * 2)
        same('islice', islice(source(), 4), items[:4])
        same('pairwise', pairwise(source()), [(items[i], items[i + 1]) for i in range(n - 1)])
        for size in (1, 2, 3, 10):
            same('batched', batched(source(), size), [tuple(items[i:i + size]) for i in range(0, n, size)])
        same('cycle', islice(cycle(source()), 11), [items[i % n] for i in range(11)] if n else [])
        same('zip_longest', zip_longest(source(), 'abc', fillvalue=0),
             [(items[i] if i < n else 0, 'abc'[i] if i < 3 else 0) for i in range(max(n, 3))])
        same('zip_longest', zip_longest('ab', source()),
             [('ab'[i] if i < 2 else None, items[i] if i < n else None) for i in range(max(n, 2))])
        same('compress', compress(source(), [1, 0, 'x', '', None, 2]),
             [item for item, keep in zip(items, [1, 0, 1, 0, 0, 1]) if keep])
        same('compress', compress('abcdefgh', source()), [c for c, keep in zip('abcdefgh', items) if keep])
        same('groupby', ((key, list(group)) for key, group in groupby(source())), groups(items, lambda item: item))
        same('groupby', ((key, list(group)) for key, group in groupby(source(), str.isalpha and repr)),
             groups(items, repr))
        # Groups that nobody looks at.
        same('groupby', (key for key, group in groupby(source())), [key for key, _ in groups(items, lambda i: i)])
        same('starmap', starmap(lambda *args: args, ([item, 1] for item in source())), [(item, 1) for item in items])
        for test in (lambda item: item != 1, lambda item: item == 'a', bool):
            at = first_false(items, test)
            same('takewhile', takewhile(test, source()), items[:at])
            same('dropwhile', dropwhile(test, source()), items[at:])
            same('filterfalse', filterfalse(test, source()), [item for item in items if not test(item)])
        same('filterfalse', filterfalse(None, source()), [item for item in items if not item])
        copies = tee(source(), 3)
        same('tee', zip(*copies), [(item,) * 3 for item in items])
        if all(isinstance(item, int) for item in items):
            same('accumulate', accumulate(source()), sums(items))
            same('accumulate', accumulate(source(), max), sums(items, max))
            same('accumulate', accumulate(source(), operator.mul, initial=3), sums(items, operator.mul, 3))
            same('accumulate', accumulate(source(), None, initial=0), sums(items, start=0))
    same('permutations', permutations(items, 2), [(a, b) for i, a in enumerate(items) for j, b in enumerate(items) if i != j])
    same('combinations', combinations(items, 2), [(items[i], items[j]) for i in range(n) for j in range(i + 1, n)])
    same('with replacement', combinations_with_replacement(items, 2),
         [(items[i], items[j]) for i in range(n) for j in range(i, n)])
    same('product', product(items, 'xy'), [(item, c) for item in items for c in 'xy'])
print(checked, 'checked')

# Every start, stop and step, and how many items are taken.
checked = 0
bounds = [None, *range(6), 9]
for length in range(8):
    for start, stop in product(bounds, bounds):
        for step in (None, 1, 2, 3, 7):
            source = iter(range(length))
            same('islice', islice(source, start, stop, step), list(range(length))[start:stop:step])
            taken = length if stop is None else min(length, max(stop, start or 0))
            assert next(source, length) == taken, (length, start, stop, step)
print(checked, 'slices')

# Copies at random places, and copies of copies.
checked = 0
for _ in range(60):
    length = random.choice([0, 1, 56, 57, 58, 114, 200])
    places = {copy: 0 for copy in tee(iter(range(length)), 3)}
    for _ in range(400):
        copy = random.choice(list(places))
        if random.random() < .02 and len(places) < 6:
            other = random.choice([lambda: copy.__copy__(), lambda: tee(copy)[1]])()
            places[other] = places[copy]
        item = next(copy, None)
        assert item == (places[copy] if places[copy] < length else None), (item, length)
        places[copy] += item is not None
        checked += 1
    for copy, place in places.items():
        assert list(copy) == list(range(place, length))
print(checked, 'steps of copies')

# How far the source is when an item has come, and at the end.
for name, make in {
    'accumulate': lambda s: accumulate(s), 'batched': lambda s: batched(s, 2), 'chain': lambda s: chain(s, 'a'),
    'compress': lambda s: compress(s, [0, 1, 1]), 'cycle': cycle, 'dropwhile': lambda s: dropwhile(lambda i: i < 2, s),
    'filterfalse': lambda s: filterfalse(lambda i: i % 2, s), 'groupby': lambda s: groupby(s, lambda i: i // 2),
    'islice': lambda s: islice(s, 1, 4, 2), 'pairwise': pairwise, 'starmap': lambda s: starmap(divmod, ((i, 2) for i in s)),
    'takewhile': lambda s: takewhile(lambda i: i < 2, s), 'tee': lambda s: tee(s)[0], 'zip_longest': lambda s: zip_longest(s, [1]),
    'product': product, 'permutations': permutations, 'combinations': lambda s: combinations(s, 2), 'repeat': lambda s: repeat(s, 1),
}.items():
    taken = []
    iterator = make(taken.append(i) or i for i in range(5))
    steps = [len(taken)]
    for item in islice(iterator, 5):
        steps.append(len(taken))
    print(name, steps, len(taken))

# An exception in the middle: what comes after it.
class Fails:
    def __init__(self, at):
        self.at, self.place = at, -1

    def __iter__(self):
        return self

    def __next__(self):
        self.place += 1
        if self.place == self.at:
            raise ValueError(self.at)
        if self.place > 4:
            raise StopIteration
        return self.place


def step(iterator):
    try:
        return next(iterator)
    except (StopIteration, LookupError, ValueError, TypeError) as error:
        return type(error).__name__, *error.args


def stops(item):
    if item == 2:
        raise StopIteration('said so')
    return item < 3


def raises(item, *more):
    if item == 2:
        raise LookupError(item)
    return item < 3


for name, make in {
    'accumulate': lambda s: accumulate(s), 'accumulate raises': lambda s: accumulate(s, lambda a, b: raises(b)),
    'batched': lambda s: batched(s, 2), 'strict': lambda s: batched(s, 2, strict=True),
    'chain': lambda s: chain(s, 'ab'), 'chain of failing': lambda s: chain.from_iterable(map(str, s)),
    'chain of wrong': lambda s: chain.from_iterable(s),
    'compress': lambda s: compress(s, 'abcdef'), 'selectors': lambda s: compress('abcdef', s), 'cycle': cycle,
    'dropwhile': lambda s: dropwhile(raises, s), 'dropwhile stops': lambda s: dropwhile(stops, s),
    'filterfalse': lambda s: filterfalse(raises, s), 'filterfalse stops': lambda s: filterfalse(stops, s),
    'groupby': lambda s: (key for key, _ in groupby(s)), 'groupby raises': lambda s: (key for key, _ in groupby(s, raises)),
    'groupby stops': lambda s: (key for key, _ in groupby(s, stops)),
    'islice': lambda s: islice(s, 0, 5, 1), 'islice before': lambda s: islice(s, 2, None), 'pairwise': pairwise,
    'starmap': lambda s: starmap(raises, ((i, 1) for i in s)), 'starmap of wrong': lambda s: starmap(raises, s),
    'starmap stops': lambda s: starmap(stops, zip(s)),
    'takewhile': lambda s: takewhile(raises, s), 'takewhile stops': lambda s: takewhile(stops, s),
    'tee': lambda s: tee(s)[1], 'zip_longest': lambda s: zip_longest(s, 'ab'), 'map stops': lambda s: map(stops, s),
    'filter stops': lambda s: filter(stops, s),
}.items():
    for at in (0, 1, 3, 9):
        iterator = make(Fails(at))
        print(name, at, [step(iterator) for _ in range(7)])
        print(list(islice(make(iter(range(2))), 3)) if 'wrong' not in name else '')

# StopIteration that a function raises ends the loop, in whichever way it is consumed.
for make in (lambda: map(stops, count()), lambda: takewhile(stops, count()), lambda: starmap(stops, zip(count())),
             lambda: filter(stops, count()), lambda: chain([7], map(stops, count()))):
    print(list(make()), [item for item in make()], *make(), sum(make()), dict(zip(make(), 'ab')))

    def delegates():
        result = yield from make()
        print('returned', result)
    print(list(delegates()))
