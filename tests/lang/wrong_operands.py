"""What is said of operands, items and arguments that do not fit, down to the order in which things are looked at."""
import collections
import itertools
import math
import operator
import sys
import types


class Index:
    def __index__(self):
        return 2


class BadIndex:
    def __index__(self):
        raise ZeroDivisionError('no index')


class BadIter:
    def __iter__(self):
        return 5


class Plain:
    pass


def attempt(label, function, *arguments, **named):
    try:
        print(label, '->', function(*arguments, **named))
    except Exception as error:
        print(label, 'raises', type(error).__name__, error)


# Repetition in place is left to the right operand only where the left one is no sequence of any kind.
for left in [Plain(), Index(), {}, set(), frozenset(), {}.keys(), types.MappingProxyType({}), range(3), memoryview(b'a'),
             collections.OrderedDict(), 1.5, None, int, len, [], 'a', iter([]), slice(1), object(), True, 2, 1j]:
    attempt(type(left).__name__, operator.imul, left, [1])
    attempt(type(left).__name__, operator.mul, left, 'ab')

# An index is looked at before it is said that there is nothing to assign to or to delete.
for container in ['abc', (1,), 5, {1}, range(3), Plain(), len, Plain]:
    for key in [0, 'x', 2**64, BadIndex(), slice(1), True]:
        label = f'{type(container).__name__}[{type(key).__name__}]'
        attempt(label, operator.setitem, container, key, 1)
        attempt(label, operator.delitem, container, key)

attempt('abs', operator.abs, -3)
attempt('__abs__', operator.__abs__, -2.5)
attempt('abs', operator.abs, 'a')

# Of what formatting takes for a mapping, nothing needs to be used; a deque is no mapping.
for value in [collections.deque(), {}, [], range(3), object(), None, types.MappingProxyType({}), (), (1,)]:
    attempt(f'% {type(value).__name__}', operator.mod, 'a', value)
    attempt(f'% {type(value).__name__}', operator.mod, b'a', value)

attempt('enumerate', enumerate, foo=1)
attempt('enumerate', enumerate, [], foo=1)
attempt('bytes', bytes, 2**63 - 1)
attempt('bytes', bytes, [1], 5)
attempt('bytes', bytes, 'a', 'ascii', 3)
attempt('bytearray', bytearray, 3, None)
attempt('str', 'abc'.__getitem__, 2**64)
attempt('format', format, True, '\ud800')
attempt('new', object.__new__, int)
attempt('written', BlockingIOError, 1, 'a', 2.5)
print(BlockingIOError(1, 'a', Index()).characters_written)
for left, right in [(b'a', bytearray(b'b')), (b'a', memoryview(b'b')), (bytearray(b'a'), b'a'), (b'a', b'a')]:
    print([getattr(left, name)(right) for name in ['__eq__', '__lt__', '__ge__', '__ne__']], left < right if
          not isinstance(right, memoryview) else '', left == right)
print(bytearray().__rmod__(b'a'), b''.__rmod__(bytearray()), bytearray(b'x').__rmod__(bytearray(b'a%b')))
for module in [operator, collections, types, itertools, math, sys]:
    print(module.__name__, repr(module.__package__))
