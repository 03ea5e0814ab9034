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

# Sizes and places in files that are too large, or are beyond what memory has.
import io
import sys

HUGE = 2**70
for make in [lambda: io.BytesIO(b'abc'), lambda: io.StringIO('abc')]:
    name = type(make()).__name__
    for method in ['read', 'readline', 'seek', 'truncate']:
        for size in [HUGE, -HUGE, -5, None, 2**62]:
            truncates = (name, method) == ('BytesIO', 'truncate') and size in (HUGE, -HUGE)
            if not truncates and (method != 'seek' or size is not None):
                attempt((name, method, size), getattr(make(), method), size)
    attempt((name, 'whence'), make().seek, 0, HUGE)
    attempt((name, 'whence'), make().seek, 0, 3)
    file = make()
    file.seek(2**63 - 1)
    attempt((name, 'behind the end'), file.write, make().read(1))
    file.seek(2**62 if name == 'StringIO' else 2**63 - 2)
    empty = make().read(0)
    attempt((name, 'nothing written'), file.write, empty)
    attempt((name, 'all'), file.getvalue)
file = io.BytesIO()
file.seek(2**63 - 1)
attempt('past the last place', file.seek, 1, 1)

for shape in [[2**62, 2**62], [2**32, 2**31], [HUGE], [1] * 65, [2]]:
    attempt(('cast', shape), memoryview(b'a').cast, 'B', shape)
attempt('combinations', lambda: list(itertools.combinations_with_replacement([], 2**40)))

for function in [sys.setrecursionlimit, sys.set_int_max_str_digits, sys.set_coroutine_origin_tracking_depth, sys._getframe]:
    for value in [HUGE, -1, 'a', 1.5]:
        if function not in (sys._getframe, sys.set_int_max_str_digits) or value != -1:
            attempt((function.__name__, value), function, value)
for value in ['a', -1, 0, []]:
    attempt(('setswitchinterval', value), sys.setswitchinterval, value)
interval = sys.getswitchinterval()
sys.setswitchinterval(0.25)
print(sys.getswitchinterval())
sys.setswitchinterval(interval)
attempt('intern', sys.intern, None)
attempt('call_tracing', sys.call_tracing, print, [1])
