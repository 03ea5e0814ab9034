# What native functions say about an argument of the wrong type; None is called None by those that want a type.
import array
import heapq
import operator
import time
import unicodedata
from collections import deque


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(f'{type(error).__name__}: {error}')


for function, args in (
        (open, ('x', None)), (type, (None, (), {})), (type, ('a', None, {})), (type, ('a', (), None)),
        (compile, ('1', 'x', None)), (float.__getformat__, (None,)), (b''.ljust, (1, None)),
        (UnicodeDecodeError, (None, b'', 1, 1, '')), (UnicodeEncodeError, ('a', None, 1, 1, '')),
        (array.array, (None,)), (array.array('w').fromunicode, (None,)), (heapq.heapify, (None,)),
        (heapq.heappush, (None, 1)), (unicodedata.name, (None,)), (unicodedata.category, (None,)),
        (unicodedata.normalize, (None, '')), (time.clock_gettime, (None,)), (time.clock_getres, ('x',))):
    attempt(function, *args)

print('arrays')
attempt(array.array, 'x', 'y')
attempt(array.array, 'x', array.array('w', 'a'))
attempt(array.array, 'i', 'y')
print(array.array('w', array.array('w', 'ab')))

print('operators')
for a, b in (([1], 2), ('a', 1), (b'a', 1), ((), []), (1, []), ({}, []), ([], {}), (deque([1]), [2]), ([1], [2])):
    attempt(operator.concat, a, b)
    attempt(operator.iconcat, a, b)
for function in (operator.countOf, operator.indexOf):
    attempt(function, 1, 2)
    attempt(function, [1, 2, 1], 1)

print(time.clock_getres(time.CLOCK_MONOTONIC) > 0, time.clock_gettime(time.CLOCK_BOOTTIME) > 0)
print(time.clock_gettime_ns(time.CLOCK_MONOTONIC_RAW) > 0)
attempt(time.clock_getres, 1000)
