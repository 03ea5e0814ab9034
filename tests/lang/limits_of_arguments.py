"""Integers that are too large for what is counted with them, and texts of too many digits."""
import collections
import itertools
import sys


def attempt(label, function, *arguments):
    try:
        print(label, '->', function(*arguments))
    except Exception as error:
        print(label, 'raises', type(error).__name__, error)


def sliced(*bounds):
    return list(itertools.islice(range(5), *bounds))


for bounds in [
    (2**70,), (-1,), (-2,), ('a',), (None,), (0, sys.maxsize), (0, sys.maxsize + 1), (0, -1), (0, -2), (0, 'a'), (-1, 3),
    ('a', 3), (2**70, None), (1, None, 2), (None, None, None), (0, 5, 0), (0, 5, -1), (0, 5, 2**70), (0, 5, 'a'),
    (True, True + 2),
]:
    attempt(bounds, sliced, *bounds)

for maxlen in [3, 0, True, -1, sys.maxsize, 2**62, 2**70, -2**70, 'a', 1.0]:
    attempt(maxlen, lambda: collections.deque([1, 2, 3, 4], maxlen))

for size in [4, 0, -1, 2**31 - 1, 2**31, -2**31 - 1, 2**62, 2**70, 'x', 1.0]:
    attempt(size, 'a\tb'[:1].expandtabs, size)
    attempt(size, b'a'.expandtabs, size)

for size in [2**70, -(2**70), 'x', 1.0]:
    attempt(('rotate', size), collections.deque([1, 2]).rotate, size)
    attempt(('insert', size), collections.deque([1, 2]).insert, size, 3)
    attempt(('repeat', size), itertools.repeat, 1, size)
    attempt(('permutations', size), itertools.permutations, [1], size)
    attempt(('combinations', size), itertools.combinations, [1], size)
    attempt(('product', size), lambda: itertools.product([1], repeat=size))
print(list(itertools.permutations([1, 2], True)))

# Leading zeros count as digits, white space and underscores do not.
for text in ['0' * 5000 + '1', '-' + '0' * 4300 + '1', '0' * 4301, '0' * 4300, ' ' * 5000 + '7', '0_' * 4299 + '1', '1' * 4301]:
    attempt(len(text), int, text)
attempt('base 16', int, '0x' + '0' * 5000, 16)
attempt('base 3', int, '0' * 5000, 3)

for text in ['{**_}', '{"a": 1, **_}', '[{**_}]', '{**rest}', '{**_, }']:
    try:
        compile(f'match value:\n    case {text}: pass', 'pattern', 'exec')
        print(text, 'is a pattern')
    except SyntaxError as error:
        print(text, error.msg, error.lineno, error.offset, error.end_offset)
