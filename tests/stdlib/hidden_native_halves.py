# oracle: 3.14
"""Modules whose native half a program hides are there all the same, written in the language."""
import importlib
import sys


def without(name, *hidden):
    """The module imported anew, while those that are hidden cannot be imported."""
    kept = {key: sys.modules.pop(key, None) for key in (name, *hidden)}
    sys.modules.update(dict.fromkeys(hidden))
    try:
        return importlib.import_module(name)
    finally:
        for key, module in kept.items():
            sys.modules.pop(key, None)
            if module is not None:
                sys.modules[key] = module


def attempt(action, *args, **keywords):
    try:
        return action(*args, **keywords)
    except Exception as error:
        return f'{type(error).__name__}: {error}'


functools = without('functools', '_functools')
import functools as native
print(functools is native, functools.partial is native.partial, functools.WRAPPER_UPDATES)

reduce = functools.reduce
print(reduce(lambda a, b: a * b, range(1, 6)), reduce(lambda a, b: a + b, [], 'start'))
print(attempt(reduce, lambda a, b: a, []))
print(attempt(reduce, lambda a, b: a, 5))

key = functools.cmp_to_key(lambda a, b: b - a)
print(sorted([3, 1, 2], key=key), key(1) > key(2), key(1) == key(1), key(1) >= key(0), key(1) <= key(0))
print(attempt(hash, key(1)), attempt(lambda: key(1) < 1).split(' has')[0])

partial = functools.partial
join = partial('{} {} {end}'.format, 'a', end='z')
print(join('b'), join('b', end='y'), join.func('{}', '{}', end=0), join.args, join.keywords)
print(partial(join, 'c', end='d')(), partial(join).args)
print(repr(partial(int, base=2)), partial(int, '11')(base=2))
print(attempt(partial), attempt(partial, 5))


class Greeter:
    hello = functools.partialmethod(lambda self, word: f'{word} {type(self).__name__}', 'hello')
    alone = functools.partial(int, '7')


print(Greeter().hello())
print(functools.lru_cache(maxsize=2)(abs)(-3), functools.total_ordering.__name__)
print(partial.__reduce__(partial(int, base=2))[1:])
again = partial(str)
again.__setstate__((int, ('12',), {'base': 8}, {'note': 1}))
print(again(), again.note)
for state in [(), (1, 2, 3, 4), (int, [], {}, {}), 'x']:
    print(attempt(again.__setstate__, state))
nested = partial(str)
nested.__setstate__((nested, (nested,), {}, {}))
print(repr(nested).count('...'))

heapq = without('heapq', '_heapq')
heap = [5, 2, 8, 1]
heapq.heapify(heap)
heapq.heappush(heap, 0)
print(heap, heapq.heappop(heap), heapq.heappushpop(heap, 3), heapq.heapreplace(heap, 9), heap)
print(heapq.nlargest(2, heap), heapq.nsmallest(2, heap), list(heapq.merge([1, 4], [2, 3])))
print(attempt(heapq.heappop, []).split(':')[0], attempt(heapq.heapreplace, [], 1).split(':')[0])
