# oracle: 3.14
"""Small rules of built-in functions and types as 3.14 has them."""

import copy
import io
import pickle
import warnings

warnings.simplefilter('error')


def show(function, *args):
    try:
        print(ascii(function(*args)))
    except Exception as e:
        print(f'{type(e).__name__}: {ascii(str(e))}')


# Integers among floats are added with the same care.
show(sum, [1e100, 1, -1e100])
show(sum, [1e100, True, -1e100])
show(sum, [1, 1e100, 1.0, -1e100])
show(sum, [0.1] * 10 + [1] * 3)
show(sum, [2.5, float('inf'), 1])
show(sum, [], -0.0)

# C's idea of a blank decides on ASCII, Unicode's on the rest.
for kind in (int, float, complex):
    for text in ('\x1f3', '3\x1c', '\x853', '\u20033\xa0', '\u20003\x1f', '\x0b3\x0c', ' 3\t\n\r'):
        show(kind, text)
show(float.fromhex, '\x1f1')
show(int, memoryview(b'12'))
show(int, memoryview(b'12'), 10)
show(int, bytearray(b'12'), 3)


class Computed:
    def __complex__(self):
        return 1 + 2j


show(complex, Computed())
show(complex, Computed(), 1)
show(complex, Computed(), 1j)
show(complex, 1, Computed())

show(eval, '1', [])
show(eval, '1', 'ab')
show(eval, '1', 5)
show(exec, '1', [])
show(bytearray(b'a').resize, -1)

for stream in (open(__file__), open(__file__, 'rb'), open(__file__, 'rb', buffering=0)):
    with stream:
        show(copy.copy, stream)
        show(pickle.dumps, stream)
show(lambda: copy.copy(io.StringIO('abc')).read())

with warnings.catch_warnings():
    warnings.simplefilter('ignore')
    for name in (5, 'package.module', None):
        show(exec, 'from . import a', {'__name__': name})


class Listing:
    """A module by hand, with `__all__`."""


def star(names):
    import sys
    sys.modules['listing'] = module = Listing()
    module.__name__ = 'listing'
    module.__all__ = names
    module.a = 1
    namespace = {}
    try:
        exec('from listing import *', namespace)
    finally:
        del sys.modules['listing']
    return sorted(set(namespace) - {'__builtins__'})


for names in (('a',), ['b'], 5, {'a'}, [1], 'a'):
    show(star, names)


class Numbered:
    def __getitem__(self, place):
        if place == 3:
            raise IndexError
        return place


class Sized(Numbered):
    def __len__(self):
        return 3


for sequence in (Numbered(), Sized()):
    iterator = iter(sequence)
    next(iterator)
    show(iterator.__length_hint__)
    show(len, list(iterator))
    show(iterator.__length_hint__)

# Constants that cannot be computed are met after the method is looked up.
for source in ('show.missing(1/0)', "show.missing(-'a')", 'show.missing(1, x=1//0)', "show.missing([1 + 'a'])",
               '[].append(1/0)'):
    show(eval, source)
