# oracle: 3.14
# Iterators that take items from others without running code give what they gave when they ran it.
import array
import collections
import copy
import itertools as it
from collections import deque


def show(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(type(error).__name__, error)


numbers = list(range(7))

# One of them takes from the other: no item is lost, and none comes twice.
wrappers = [
    lambda x: it.chain(x), lambda x: it.chain.from_iterable([x]), lambda x: it.islice(x, 3),
    lambda x: it.islice(x, 0, 9, 2), lambda x: it.pairwise(x), lambda x: it.accumulate(x), lambda x: it.tee(x)[0],
    lambda x: x, lambda x: enumerate(x), lambda x: it.zip_longest(x, 'ab'), lambda x: map(int, x),
    lambda x: it.takewhile(lambda n: n < 6, x), lambda x: it.batched(x, 2), lambda x: it.compress(x, it.cycle([1, 0]))]
for wrap in wrappers:
    for source in range(10), numbers:
        inner = iter(source)
        show(lambda: (list(zip(wrap(inner), inner)), list(inner)))
        inner = iter(source)
        show(lambda: (list(zip(inner, wrap(inner))), list(inner)))
        inner = iter(source)
        show(lambda: (list(zip(wrap(inner), inner, inner)), list(inner)))
        inner = iter(source)
        show(lambda: (list(zip(inner, wrap(inner), 'abcdef')), list(inner)))

# Three side by side end with the shortest; those before it have given an item more.
for ends in (2, 9, 9), (9, 2, 9), (9, 9, 2), (2, 2, 9):
    three = [iter(range(end)) for end in ends]
    show(lambda: (list(zip(*three)), *map(list, three)))
    show(lambda: list(zip(*map(range, ends), strict=True)))
first, second = iter(numbers), iter(numbers)
show(lambda: (list(zip(first, second, second)), next(first), next(second, 'end')))

# Nested deep.
deep = iter(numbers)
for _ in range(50):
    deep = it.chain(deep)
show(lambda: list(deep))
deep = iter(numbers)
for _ in range(12):
    deep = it.islice(deep, 2)
show(lambda: list(deep))

# Those without end.
letters = it.cycle('ab')
show(lambda: [next(letters) for _ in range(5)])
show(lambda: list(zip(range(5), letters)))
show(lambda: (list(it.cycle('')), list(zip('abc', it.cycle('')))))
show(lambda: list(zip(it.count(5), 'abc', it.count(1, 2))))
show(lambda: list(it.islice(it.count(2**48 - 2), 5)) + list(zip('abc', it.count(2**48 - 2))))
show(lambda: list(it.islice(it.count(1.5, .5), 3)))
for counter in it.count(), it.repeat(1, 3):
    show(lambda: (list(zip(counter, 'ab')), counter))
for counter in it.count(), it.repeat(1, 3):
    show(lambda: (list(zip('ab', counter)), counter))


class Ten(int):
    def __add__(self, other):
        return Ten(int(self) + 10)


show(lambda: list(it.islice(it.count(Ten(3), 2), 4)))

# tee: what one has taken waits for the others.
first, second = it.tee(numbers)
next(second)
show(lambda: list(zip(first, second)))
show(lambda: [sum(each) for each in it.tee(range(200), 3)])
first, second = it.tee(n * n for n in numbers)
show(lambda: (next(first), next(first), list(second), list(first)))
first = it.tee(numbers)[0]
next(first)
second = copy.copy(first)
show(lambda: (list(first), list(second)))


def asks_itself():
    yield next(asked)


asker, asked = it.tee(asks_itself())
show(lambda: next(asker))

# What is gone over changes meanwhile.


def grow(container, grows, *others):
    out = []
    for items in zip(it.chain(container), *others) if others else it.chain(container):
        out.append(items)
        if len(out) < 5:
            grows(container)
    return out


show(lambda: grow([1, 2], lambda x: x.append(len(x))))
show(lambda: grow([1, 2], lambda x: x.append(len(x)), it.count()))
show(lambda: grow({1: 1, 2: 2}, lambda x: x.update({len(x) + 10: 1})))
show(lambda: grow({1, 2}, lambda x: x.add(len(x) + 10), it.count()))
show(lambda: grow(deque([1, 2]), lambda x: x.append(1)))
show(lambda: grow(deque([1, 2]), lambda x: x.append(1), it.count()))
show(lambda: grow(array.array('i', [1, 2]), lambda x: x.append(1), it.count()))

# Deques.
items = deque(range(5))
show(lambda: (list(items), tuple(items), sorted(items), sum(items), list(zip(items, reversed(items), numbers))))
walker = iter(items)
next(walker)
items.append(9)
show(lambda: next(walker))
for order in (lambda walker: zip(walker, 'ab')), (lambda walker: zip('ab', walker)):
    items = deque([1])
    walker = iter(items)
    show(lambda: (list(order(walker)), next(walker, 'end')))
    items.append(2)
    show(lambda: next(walker, 'end'))


class Own(deque):
    def __iter__(self):
        return iter('own')


show(lambda: (list(Own([1, 2])), tuple(Own([1, 2])), sorted(Own([1])), deque(Own([1]))))


class Clears:
    def __eq__(self, other):
        cleared.clear()
        return False


cleared = deque([1, Clears(), 2, 3])
show(lambda: 5 in cleared)
cleared = deque([1, Clears(), 2, 3])
show(lambda: cleared.index(3))
items = deque([1, 2, 'x', 3, 5])
show(lambda: (5 in items, items.index(5), items.index(5, 4), items.index(5, -2), 7 in items, 1.0 in items, '1' in items))
items.extend(items)
items.extend((7, 8))
items.extend([])
bounded = deque([0], maxlen=3)
bounded.extend([1, 2, 3, 4])
bounded.extend((5,))
show(lambda: (items, bounded))

# Arrays.
for code in 'bBhHiIlLqQfd':
    samples = array.array(code, [1, 2, 3])
    show(lambda: (list(samples), sum(samples), list(zip(samples, samples)), samples.index(2), samples.count(3), 4 in samples))
show(lambda: list(array.array('Q', [2**64 - 1, 2**63])) + list(array.array('q', [-2**63, -1])))
show(lambda: list(array.array('w', 'h\u00e9\u20ac')))
samples = array.array('i', [1])
walker = iter(samples)
show(lambda: list(walker))
samples.append(1)
show(lambda: next(walker, 'end'))

# Choices are made in place.
show(lambda: list(zip(it.permutations('abc', 2), it.count(), it.combinations('abcd', 3), it.product('ab', repeat=2))))
show(lambda: (list(it.product('ab', repeat=0)), list(it.combinations('ab', 3)), list(it.permutations('ab', 1))))
show(lambda: (list(enumerate(it.chain('ab', 'c'), 2)), list(map(lambda *a: a, it.chain('ab'), it.count(), 'xyz'))))
pairs = it.pairwise(iter(numbers))
show(lambda: (next(pairs), list(pairs), next(pairs, 0), list(it.pairwise([1])), list(it.pairwise([]))))

# OrderedDict takes what it is made of as a whole.
OrderedDict = collections.OrderedDict
for made_of in (
        (), ([('a', 1), ['b', 2]],), ([('a', 1), 'bc'],), ([('a', 1, 2)],), ([1],), ({'x': 1},), (1,), ([], []), ('ab',),
        ((('a', 1),),), (['ab', 'cd'],), ([('a', 1), ('b', 2), ('a', 3)],), (OrderedDict(a=1, b=2),)):
    show(lambda: OrderedDict(*made_of))
    show(lambda: OrderedDict(*made_of, z=26))


class Doubling(OrderedDict):
    def __setitem__(self, key, value):
        super().__setitem__(key, value * 2)


class Keys(OrderedDict):
    def keys(self):
        return ['a']


show(lambda: (Doubling([('a', 1)]), Doubling({'a': 1}), OrderedDict(Doubling(a=1)), OrderedDict(Keys(a=1, b=2))))
ordered = OrderedDict(a=1, b=2)
ordered.update(ordered)
ordered.update([('c', 3)])
show(lambda: (ordered, ordered.copy(), list(zip(ordered, ordered.items()))))
