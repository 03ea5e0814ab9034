# What a generator returns is the value of the StopIteration of most iterators that go over it.
import itertools


def generator(*items):
    yield from items
    return 'returned'


def stopping(*_):
    raise StopIteration('stopped')


makers = {
    'map': lambda: map(str, generator(1)),
    'filter': lambda: filter(None, generator(0)), 'zip': lambda: zip(generator(1), [2, 3]),
    'zip first': lambda: zip([1], generator(2)), 'enumerate': lambda: enumerate(generator(1)),
    'chain': lambda: itertools.chain(generator(1)), 'islice': lambda: itertools.islice(generator(1), 5),
    'islice ended': lambda: itertools.islice(generator(1), 0),
    'takewhile': lambda: itertools.takewhile(bool, generator(1)),
    'takewhile ended': lambda: itertools.takewhile(bool, generator(0)),
    'dropwhile': lambda: itertools.dropwhile(bool, generator(1)), 'starmap': lambda: itertools.starmap(max, generator()),
    'accumulate': lambda: itertools.accumulate(generator(1)), 'pairwise': lambda: itertools.pairwise(generator(1)),
    'compress': lambda: itertools.compress(generator(1), [1, 1]), 'batched': lambda: itertools.batched(generator(1), 2),
    'filterfalse': lambda: itertools.filterfalse(bool, generator(1)), 'tee': lambda: itertools.tee(generator(1))[0],
    'groupby': lambda: itertools.groupby(generator()), 'zip_longest': lambda: itertools.zip_longest(generator(1)),
    'map of map': lambda: map(str, map(int, generator(1))), 'stopping map': lambda: map(stopping, [1]),
    'stopping filter': lambda: filter(stopping, [1]), 'stopping key': lambda: itertools.groupby([1], stopping),
    'inner': lambda: filter(lambda n: sum(generator(0)), [1]), 'list': lambda: iter([]),
}
for name, make in makers.items():
    for step in next, type(make()).__next__:
        iterator = make()
        try:
            while True:
                step(iterator)
        except StopIteration as stop:
            print(name, stop.value, stop.args)


def delegating():
    result = yield from map(str, generator(1))
    print('delegated', result)


list(delegating())


class Held:
    def __del__(self):
        print('freed')


def returning():
    yield 1
    return Held()


print(list(map(str, returning())))
print(next(map(str, returning())))
print('end')
