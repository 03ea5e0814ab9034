# The classes of itertools: what they say of themselves, what they take, what is derived from them, what they let go of.
import collections.abc
import copy
import gc
import inspect
import itertools
import threading
import weakref
from itertools import *


def attempt(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except Exception as error:
        return f'{type(error).__name__}: {error}'


def arguments(source):
    return {
        'accumulate': (source,), 'batched': (source, 1), 'chain': (source,), 'combinations': (source, 1),
        'combinations_with_replacement': (source, 1), 'compress': (source, [1]), 'count': (), 'cycle': (source,),
        'dropwhile': (len, source), 'filterfalse': (lambda item: not item, source), 'groupby': (source,),
        'islice': (source, 1), 'pairwise': (source,), 'permutations': (source,), 'product': (source,),
        'repeat': (source,), 'starmap': (str, source), 'takewhile': (len, source), 'zip_longest': (source,),
    }


for name, args in arguments('abc').items():
    class_ = getattr(itertools, name)
    made = class_(*args)
    print(name, class_, class_.__module__, class_.__qualname__, class_.__text_signature__, class_.__mro__)
    print(attempt(inspect.signature, class_), bool(class_.__doc__), repr(made)[:len(name) + 12])
    print(isinstance(made, collections.abc.Iterator), iter(made) is made, hash(made) == object.__hash__(made),
          made == class_(*args), callable(made), bool(made))
    print(sorted(set(dir(class_)) - set(dir(object)) - {'__setstate__'}), attempt(len, made), attempt(weakref.ref, made))
    print(attempt(setattr, made, 'x', 1), attempt(setattr, class_, 'x', 1), attempt(lambda: class_[int]))
    for given in ((), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), (1, 2, 3, 4, 5)):
        print(attempt(class_, *given) if not isinstance(attempt(class_, *given), class_) else 'made', end=' ')
    print()
    for keywords in ({'iterable': [1]}, {'iterable': [1], 'n': 1}, {'iterable': [1], 'r': 1}, {'data': [], 'selectors': []},
                     {'object': 3, 'times': 1}, {'start': 2, 'step': 3}, {'iterable': [], 'key': None}):
        if name == 'zip_longest':
            break
        result = attempt(class_, **keywords)
        print(result if isinstance(result, str) else 'made', end=' ')
    print()
    print(attempt(made.__next__, 1), attempt(class_.__next__), attempt(class_.__next__, 3), attempt(class_.__new__),
          attempt(class_.__new__, 3), attempt(class_.__new__, int), attempt(object.__new__, class_))

    class Plain(class_):
        pass

    class Slots(class_):
        __slots__ = ('y',)

    class Init(class_):
        def __init__(self, *args, tag=None):
            self.tag = tag

    class New(class_):
        def __new__(cls, *args, extra=0):
            self = super().__new__(cls, *args)
            self.extra = extra
            return self

    class Next(class_):
        def __next__(self):
            return 'next', super().__next__()

    plain, slots = Plain(*args), Slots(*args)
    plain.x = slots.y = 4
    print(plain.__dict__, attempt(setattr, slots, 'z', 1), attempt(weakref.ref, slots), weakref.ref(plain)() is plain)
    if name not in ('starmap',):
        print(*(attempt(next, it, 'end') if name != 'groupby' else '' for it in (plain, slots, Init(*args), New(*args, extra=3), Next(*args))))
        print(*([x for x in islice(Next(*args), 2)], next(islice(Next(*args), 1), 'end')) if name != 'groupby' else '', New(*args, extra=3).extra, repr(plain)[:18])
    if class_.__text_signature__ is None or '/' in class_.__text_signature__ or name == 'chain':
        if name != 'repeat':
            print(Init(*args, tag=5).tag)
    if name not in ('zip_longest',):
        print(attempt(Plain, *args, tag=5))

print(chain[int], list(chain[int]([1], [2])), type(chain[int]([1])) is chain, attempt(lambda: chain()[0]))


class Derived(chain):
    def __init__(self, *args):
        print('init', args)


derived = Derived.from_iterable(['ab', 'c'])
print(type(derived) is Derived, list(derived), chain.from_iterable.__qualname__, chain.from_iterable.__text_signature__)
for args in ((), (1,), ([1], [2])):
    print(attempt(chain.from_iterable, *args), attempt(chain.from_iterable, iterable=[1]))
print(sorted(name for name in dir(itertools) if not name.startswith('_')), hasattr(itertools, '__file__'), itertools.__spec__.origin)

# Numbers of items.
for n in (1, 0, -1, 'x', 1.0, None, True, 10**30, -10**30):
    for function in (lambda: batched([1], n), lambda: repeat(1, n), lambda: permutations([1], n), lambda: combinations([1], n),
                     lambda: product([1], repeat=n), lambda: tee([1], n)):
        result = attempt(function)
        print(result if isinstance(result, str) else type(result).__name__, end='; ')
    print()


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        if isinstance(self.value, Exception):
            raise self.value
        return self.value


for value in (2, 0, -1, 'x', 1.5, None, 10**40, -10**40, Index(2), Index(-1), Index(KeyError('k')), Index('x')):
    print(*(attempt(lambda: list(islice('abcdef', *bounds))) for bounds in ((value,), (value, None), (value, 3), (0, value), (0, 6, value))))

# count and repeat.
class Float:
    def __float__(self):
        return 1.5


for start in (0, 1.5, 2j, True, Index(3), Float(), 'a', [], (), None, object(), 10**20, -5, 2**63 - 2):
    for step in (1, 0, -1, 1.5, True, 'a', None, 10**20):
        counter = attempt(count, start, step)
        if isinstance(counter, str):
            print(counter)
        else:
            print(repr(counter).replace(hex(id(start)), '0x'), attempt(lambda: list(islice(counter, 3))), attempt(lambda: type(next(counter))))
again = repeat('x', 3)
print(again, again.__length_hint__(), next(again), again, list(again), again, attempt(repeat('x').__length_hint__), repeat(1, -5))

# Only the iterators of tee are copied, and weakly referenced.
first, second = tee('abc')
next(first)
third = copy.copy(first)
print(list(first), list(second), list(third), type(first), attempt(lambda: type('T', (type(first),), {})), type(first)('ab').__next__())
print(attempt(type(first)), attempt(type(first), 1), attempt(tee), attempt(tee, 1), attempt(tee, [1], 'x'), attempt(tee, [1], n=2))
print(tee('abc', 0), len(tee('abc', 1)), tee.__text_signature__)
reference = weakref.ref(second)
del second
print(reference() is None)


class Value:
    pass


alive = []


def values(count):
    for _ in range(count):
        value = Value()
        alive.append(weakref.ref(value))
        yield value
        del value


def left():
    return sum(reference() is not None for reference in alive)


behind, ahead = tee(values(300))
for value in islice(ahead, 250):
    pass
del value
print(left())
for value in islice(behind, 240):
    pass
del value
print(10 <= left() < 80)
del behind
print(left() < 70)

# Cycles through iterators are collected.
class Box(list):
    pass


for name, args in arguments('abc').items():
    if name == 'count':
        continue
    class_ = getattr(itertools, name)
    box = Box('abc')
    reference = weakref.ref(box)
    iterator = class_(*arguments(box)[name])
    box.append(iterator)
    box.itself = iterator
    attempt(next, iterator, None)
    del box, iterator
    gc.collect()
    one = Value()

    def generator():
        yield one
        yield one
    reference_2 = weakref.ref(one)
    one.iterator = class_(*arguments(generator())[name]) if name not in ('dropwhile', 'takewhile') else class_(bool, generator())
    attempt(next, one.iterator, None)
    del one, generator
    gc.collect()
    print(name, reference() is None, reference_2() is None)
one = Value()
one.copies = tee([one, one, one], 2)
next(one.copies[0])
reference = weakref.ref(one)
del one
gc.collect()
print(reference() is None)


# When what is iterated over is let go of.
class Note:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('let go of', self.name)

    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration


for make in (lambda: chain(Note('first'), Note('second')), lambda: islice(Note('sliced'), 2), lambda: pairwise(Note('paired')),
             lambda: batched(Note('in batches'), 2), lambda: cycle(Note('cycled')), lambda: groupby(Note('grouped')),
             lambda: takewhile(bool, Note('taken')), lambda: repeat(Note('repeated'), 1), lambda: accumulate(Note('added')),
             lambda: zip_longest(Note('long'), [1, 2])):
    iterator = make()
    print('made')
    next(iterator, None)
    print('asked')
    del iterator
print('end')


# Hundreds inside each other.
def nested(make, depth, iterator):
    for _ in range(depth):
        iterator = make(iterator)
    return iterator


def nest():
    for make in (chain, lambda s: islice(s, None), cycle, accumulate, lambda s: tee(s)[0], lambda s: takewhile(bool, s),
                 lambda s: starmap(int, zip(s)), zip_longest, lambda s: compress(s, repeat(1)), lambda s: dropwhile(len, s),
                 lambda s: filterfalse(lambda item: 0, s), lambda s: batched(s, 1), enumerate, zip, lambda s: filter(None, s)):
        print(type(attempt(next, nested(make, 400, iter([1])))).__name__, end=' ')
    print()


nest()
thread = threading.Thread(target=nest)
thread.start()
thread.join()
