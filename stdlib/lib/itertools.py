"""Iterators for efficient looping, as generators: a consumer's `next` resumes them without nesting."""

from _itertools import combinations, combinations_with_replacement, count, permutations, product, repeat
from operator import index as _index
from sys import maxsize as _maxsize


def accumulate(iterable, func=None, *, initial=None):
    return _accumulate(iter(iterable), func, initial)


def _accumulate(iterator, func, total):
    if total is None:
        for total in iterator:
            break
        else:
            return
    yield total
    if func is None:
        for item in iterator:
            total = total + item
            yield total
    else:
        for item in iterator:
            total = func(total, item)
            yield total


def batched(iterable, n, *, strict=False):
    if n < 1:
        raise ValueError('n must be at least one')
    return _batched(iter(iterable), n, strict)


def _batched(iterator, n, strict):
    batch = []
    for item in iterator:
        batch.append(item)
        if len(batch) == n:
            yield tuple(batch)
            batch = []
    if batch:
        if strict:
            raise ValueError('batched(): incomplete batch')
        yield tuple(batch)


class chain:
    """chain(*iterables) --> chain object: the items of the first iterable, then of the second, and so on."""

    __slots__ = ()

    def __new__(cls, *iterables):
        return _chain(iterables)

    @classmethod
    def from_iterable(cls, iterables, /):
        return _chain(iter(iterables))


def _chain(iterables):
    for iterable in iterables:
        for item in iterable:
            yield item


def compress(data, selectors):
    return _compress(iter(data), iter(selectors))


def _compress(data, selectors):
    for item, selector in zip(data, selectors):
        if selector:
            yield item


def cycle(iterable, /):
    return _cycle(iter(iterable))


def _cycle(iterator):
    saved = []
    for item in iterator:
        saved.append(item)
        yield item
    while saved:
        for item in saved:
            yield item


def dropwhile(predicate, iterable, /):
    return _dropwhile(predicate, iter(iterable))


def _dropwhile(predicate, iterator):
    for item in iterator:
        if not predicate(item):
            yield item
            break
    for item in iterator:
        yield item


def filterfalse(function, iterable, /):
    return _filterfalse(function, iter(iterable))


def _filterfalse(function, iterator):
    if function is None or function is bool:
        for item in iterator:
            if not item:
                yield item
    else:
        for item in iterator:
            if not function(item):
                yield item


class groupby:
    """groupby(iterable, key=None) -> pairs of a key and an iterator over the consecutive items that have it."""

    __slots__ = ('_iterator', '_key', '_target', '_current', '_value', '_group')

    def __init__(self, iterable, key=None):
        self._iterator = iter(iterable)
        self._key = key
        # Three objects that equal no key.
        self._target = self._current = self._value = object()
        self._group = None

    def __iter__(self):
        return self

    def __next__(self):
        self._group = group = object()
        while self._current == self._target:
            self._advance()
        self._target = self._current
        return self._current, _group(self, self._target, group)

    def _advance(self):
        self._value = value = next(self._iterator)
        self._current = value if self._key is None else self._key(value)


def _group(parent, target, group):
    while parent._group is group and parent._current == target:
        yield parent._value
        for parent._value in parent._iterator:
            break
        else:
            # What __next__ waits for: it asks the iterator again, which stays exhausted.
            return
        value = parent._value
        parent._current = value if parent._key is None else parent._key(value)


def islice(iterable, start, stop=..., step=1, /):
    if stop is ...:
        start, stop = 0, start
    if stop is not None:
        stop = _sized(stop)
        if stop is None or stop == -1:
            raise ValueError('Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.')
    start = 0 if start is None else _sized(start)
    if start is None or start < 0 or stop is not None and stop < 0:
        raise ValueError('Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.')
    step = 1 if step is None else _sized(step)
    if step is None or step < 1:
        raise ValueError('Step for islice() must be a positive integer or None.')
    return _islice(iter(iterable), start, stop, step)


def _sized(bound):
    """An integer that counts items; None if it is none or too large."""
    try:
        bound = _index(bound)
    except TypeError:
        return None
    return bound if -_maxsize <= bound <= _maxsize else None


def _islice(iterator, wanted, stop, step):
    if stop is None:
        position = 0
        for item in iterator:
            if position == wanted:
                yield item
                wanted += step
            position += 1
        return
    position = 0
    # An item beyond the last one wanted is not taken from the iterator.
    while position < wanted:
        for item in iterator:
            break
        else:
            return
        position += 1
    while position < stop:
        for item in iterator:
            break
        else:
            return
        position += 1
        yield item
        for _ in range(min(step - 1, stop - position)):
            for item in iterator:
                break
            else:
                return
            position += 1


def pairwise(iterable, /):
    return _pairwise(iter(iterable))


def _pairwise(iterator):
    for before in iterator:
        break
    else:
        return
    for item in iterator:
        yield before, item
        before = item


def starmap(function, iterable, /):
    return _starmap(function, iter(iterable))


def _starmap(function, iterator):
    for args in iterator:
        yield function(*args)


def takewhile(predicate, iterable, /):
    return _takewhile(predicate, iter(iterable))


def _takewhile(predicate, iterator):
    for item in iterator:
        if not predicate(item):
            return
        yield item


def tee(iterable, n=2, /):
    if n < 0:
        raise ValueError('n must be >= 0')
    first = _tee(iterable)
    return tuple([first if index == 0 else first.__copy__() for index in range(n)])


class _tee:
    """An iterator of which there can be copies, each with a place of its own."""

    __slots__ = ('_iterator', '_link', '__weakref__')

    def __new__(cls, iterable, /):
        self = object.__new__(cls)
        iterator = iter(iterable)
        if isinstance(iterator, _tee):
            self._iterator, self._link = iterator._iterator, iterator._link
        else:
            # A linked list of the items that not all have taken yet: what all have passed is freed. In the last one:
            # is the item being fetched?
            self._iterator, self._link = iterator, [None, None, False]
        return self

    def __iter__(self):
        return self

    def __next__(self):
        link = self._link
        if link[1] is None:
            if link[2]:
                raise RuntimeError('cannot re-enter the tee iterator')
            link[2] = True
            try:
                link[0] = next(self._iterator)
            finally:
                link[2] = False
            link[1] = [None, None, False]
        value, self._link, _ = link
        return value

    def __copy__(self):
        return _tee(self)


_tee.__module__ = 'itertools'


def zip_longest(*iterables, fillvalue=None):
    return _zip_longest([iter(iterable) for iterable in iterables], fillvalue)


def _zip_longest(iterators, fillvalue):
    running = len(iterators)
    while running:
        row = []
        for index, iterator in enumerate(iterators):
            for item in iterator:
                break
            else:
                if iterator is not _nothing:
                    running -= 1
                    if not running:
                        return
                    iterators[index] = _nothing
                item = fillvalue
            row.append(item)
        yield tuple(row)


# An iterator that is exhausted.
_nothing = iter(())
