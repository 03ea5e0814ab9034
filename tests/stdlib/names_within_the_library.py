# oracle: 3.14
# Names of the library that begin with an underscore, or stand in no list, and that programs and tests use all the same.
import abc
import collections.abc
import functools
import io
import random
import tempfile
import tokenize
import warnings
import zlib
from decimal import Decimal
from fractions import Fraction
from getopt import GetoptError, do_longs, do_shorts, long_has_args, short_has_arg
from pathlib import Path
from shutil import _GiveupOnFastCopy
from unittest.mock import _callable
import statistics


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(f'{type(error).__name__}: {error}')


print('statistics')
for value in (3, 0.25, Fraction(2, 3), Decimal('1.5'), float('inf'), 'x'):
    attempt(statistics._exact_ratio, value)
for value in (1, float('inf'), Decimal('NaN'), Fraction(1, 3)):
    attempt(statistics._isfinite, value)
attempt(lambda: list(statistics._fail_neg([1, 2, -3])))
attempt(lambda: list(statistics._fail_neg([1, 2, -3], 'below zero')))
attempt(lambda: list(statistics._fail_neg([1, 2])))
for n, m in ((2, 1), (0, 1), (10 ** 40 + 1, 7), (1, 10 ** 60), (9, 4)):
    print(statistics._float_sqrt_of_frac(n, m), statistics._decimal_sqrt_of_frac(n, m),
          statistics._integer_sqrt_of_frac_rto(n, m))
print(statistics._decimal_sqrt_of_frac(-2, -1))
for x, y in ((2.0, 8.0), (0.0, 1.0), (1e200, 1e200), (1e-200, 1e-200), (float('inf'), 1.0)):
    print(statistics._sqrtprod(x, y))
for kernel in ('logistic', 'rectangular', 'triangular', 'parabolic'):
    print(kernel, round(statistics._kernel_specs[kernel]['invcdf'](0.25), 9))

print('functools')
for types in ([collections.abc.Sized], [collections.abc.Container, collections.abc.Sized],
              [collections.abc.MutableMapping, collections.abc.Mapping, collections.OrderedDict]):
    print([each.__name__ for each in functools._compose_mro(dict, types)])
A = abc.ABCMeta('A', (), {})
B = abc.ABCMeta('B', (A,), {})
C = type('C', (), {})
D = type('D', (C,), {})
A.register(C)
B.register(D)
print([each.__name__ for each in functools._c3_mro(D, abcs=[B, A])], [each.__name__ for each in functools._c3_mro(D)])
print(functools._find_impl(D, {object: 'object', A: 'a', B: 'b'}))
print(type(functools.wraps(len)).__name__, type(functools.lru_cache(len).cache_info()).__name__)
print(functools.lru_cache().__qualname__)

print('tokenize')
source = 'if x:\n    # no\n\n    y = [1,\n 2]  # no\n    return "a" ** b\nz'
for made in tokenize._generate_tokens_from_c_tokenizer(io.StringIO(source).readline):
    print(tokenize.tok_name[made.type], repr(made.string), made.start, made.end)
print(list(tokenize._generate_tokens_from_c_tokenizer(io.StringIO('').readline)))
print([made.string for made in tokenize._generate_tokens_from_c_tokenizer(
    io.BytesIO('é = 1'.encode('latin-1')).readline, encoding='latin-1', extra_tokens=False)])
print([tokenize.tok_name[made.type] for made in tokenize._generate_tokens_from_c_tokenizer(
    io.StringIO('a # b\n').readline, extra_tokens=True)])

print('zlib')
packed = zlib.compress(b'abc' * 100)
stream = zlib._ZlibDecompressor()
print(stream.eof, stream.needs_input, stream.unused_data)
print(stream.decompress(packed[:2]), stream.needs_input)
print(stream.decompress(packed[2:] + b'more', 10), stream.needs_input, stream.eof)
print(stream.decompress(b'', 0), len(stream.decompress(b'')), stream.eof, stream.unused_data, stream.needs_input)
attempt(stream.decompress, b'')
attempt(zlib._ZlibDecompressor, 99)
attempt(zlib._ZlibDecompressor().decompress, b'nothing')
attempt(zlib._ZlibDecompressor().decompress, 'text')
for function, args in ((zlib.compressobj, (None,)), (zlib.compressobj, (1, 'x')), (zlib.decompressobj, (1.5,)),
                       (zlib.compress, (b'', b'')), (zlib.decompress, (b'', [])), (zlib.crc32, (b'', b'')),
                       (zlib.adler32, (b'', None))):
    attempt(function, *args)

print('others')
print(do_longs([], 'all=1', ['all=', 'alias'], ['x']), do_shorts([], 'ab', 'a:', ['x']))
print(long_has_args('al', ['all=']), short_has_arg('b', 'ab:'))
for function, args in ((long_has_args, ('a', ['all', 'alias'])), (short_has_arg, ('c', 'ab'))):
    try:
        function(*args)
    except GetoptError as error:
        print(error, error.opt)
print(tempfile._infer_return_type(None, 'a'), tempfile._infer_return_type(b'a'),
      tempfile._infer_return_type(Path('a'), None))
attempt(tempfile._infer_return_type, b'a', 'b')
attempt(warnings._deprecated, 'old', remove=(3, 9), _version=(3, 10, 0, 'final', 0))
attempt(warnings._deprecated, 'old', remove=(3, 10), _version=(3, 10, 0, 'beta', 0))
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    warnings._deprecated('old', remove=(3, 10), _version=(3, 10, 0, 'alpha', 0))
    warnings._deprecated('old', '{name} goes in {remove}', remove=(3, 11), _version=(3, 10, 0, 'final', 0))
    print([(str(each.message), each.category.__name__) for each in caught])
print(issubclass(_GiveupOnFastCopy, Exception))
print([_callable(each) for each in (int, staticmethod(len), classmethod(len), 1, print, object())])
attempt(random.choices, 'x', 'y')
attempt(random.choices, 'xyz', 'y')
attempt(random.sample, [1], 1, counts=['a'])
