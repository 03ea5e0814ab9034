"""itertools: what Python 3.14 has made of it. Iterators are no longer copied or pickled."""
# oracle: 3.14
import copy
import pickle
from itertools import *

for iterator in (accumulate([1]), batched([1], 1), chain([1]), combinations([1], 1), compress([1], [1]), count(), cycle([1]),
                 dropwhile(bool, [1]), filterfalse(bool, [1]), groupby([1]), islice([1], 1), pairwise([1]),
                 permutations([1]), product([1]), repeat(1), starmap(bool, [1]), takewhile(bool, [1]), zip_longest([1])):
    for attempt in (copy.copy, copy.deepcopy, pickle.dumps):
        try:
            print(attempt(iterator))
        except TypeError as error:
            print(error)
    print(hasattr(iterator, '__setstate__'))

# What tee is given may be a tee iterator: all that it returns are independent of it.
first, second = tee('abcd')
next(first)
third, fourth = tee(first)
print(third is first, list(third), list(fourth), list(second), list(first))
