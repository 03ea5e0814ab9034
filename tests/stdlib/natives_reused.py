# Objects of native modules that keep something from one use to the next, or are called without a look for a method.
import codecs
import contextvars
import gzip
import math
import operator
import os
import re
import tempfile
import zlib


def shown(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return f'{type(error).__name__}: {error}'


print('getters')


class Record:
    def __init__(self, **fields):
        self.__dict__.update(fields)

    def method(self, *args, **kwargs):
        return args, kwargs


record = Record(a=1, b=Record(c=2))
getters = (operator.itemgetter(1), operator.itemgetter(2, 0), operator.itemgetter(slice(1, 3)), operator.attrgetter('a'),
           operator.attrgetter('a', 'b.c'), operator.methodcaller('method'), operator.methodcaller('method', 1, x=2),
           operator.methodcaller('b.c'))
for getter in getters:
    name = type(getter).__name__
    print(name, [shown(getter, value) for value in ('abcd', {1: 'x'}, 5, record) if not isinstance(getter, operator.methodcaller)])
    print(name, shown(getter, record) if name != 'itemgetter' else '', callable(getter))
    print(shown(getter), shown(getter, 1, 2), shown(getter, 1, x=2), shown(getter, x=2), shown(getter, 1, 2, 3, x=4))
    print(shown(getter.__call__, 'abcd') if name != 'methodcaller' else '', shown(type(getter).__call__, 'abcd'))
print(sorted([(1, 'b'), (0, 'c'), (2, 'a')], key=operator.itemgetter(1)), list(map(operator.attrgetter('real'), (1, 2.5))))

print('variables')
variable, other = contextvars.ContextVar('variable'), contextvars.ContextVar('other')
token = variable.set(1)
for wrong in (5, None):
    print(shown(variable.reset, wrong))


def cut(text):
    return re.sub('0x[0-9a-f]+', '0x', text)


print(cut(shown(other.reset, token)))
print(cut(shown(contextvars.copy_context().run, variable.reset, token)))
print(variable.reset(token), cut(shown(variable.reset, token)), variable.get('none'))

print('compressors')
inputs = [b'', b'a', b'hello world ' * 50, bytes(range(256)) * 300, os.urandom(5000), b'\0' * 100_000]
settings = [(level, wbits) for level in (0, 1, 6, 9, -1) for wbits in (15, -15, 31, 9)]
first = {}
for turn in range(3):
    for level, wbits in settings if turn < 2 else reversed(settings):
        for number, data in enumerate(inputs):
            packed = zlib.compress(data, level, wbits)
            assert first.setdefault((level, wbits, number), packed) == packed
            assert zlib.decompress(packed, wbits) == data
            # One that is let go in the middle leaves nothing to the next.
            zlib.compressobj(level, zlib.DEFLATED, wbits).compress(data)
print(len(first))
one, two = zlib.compressobj(), zlib.compressobj()
halves = one.compress(inputs[2]), two.compress(inputs[3])
copied = one.copy()
ends = one.flush(), two.flush(), copied.flush()
print(zlib.decompress(halves[0] + ends[0]) == inputs[2], zlib.decompress(halves[1] + ends[1]) == inputs[3], ends[0] == ends[2])
print(all(gzip.decompress(gzip.compress(data)) == data for data in inputs))
large = os.urandom(200_000) * 2
stream = zlib.decompressobj()
packed = zlib.compress(large)
pieces = [stream.decompress(packed, 1000)]
while stream.unconsumed_tail:
    pieces.append(stream.decompress(stream.unconsumed_tail, 100_000))
print(b''.join(pieces) + stream.flush() == large, max(map(len, pieces)), stream.eof)

for size in (1, 1000, 5000, 32_768, 50_000):
    stream = zlib.decompressobj()
    packed = zlib.compress(inputs[-1])
    piece = stream.decompress(packed, size)
    print(len(piece), len(piece + stream.flush()), stream.eof)

print('encodings')
for name in ('UTF-8', 'utf_8', 'Utf 8', 'latin-1', 'L1', 'iso-8859-1', 'ROT13', 'rot_13'):
    print(name, codecs.lookup(name).name, codecs.lookup(name) is codecs.lookup(name), codecs.encode('abc', name))
print(shown(codecs.lookup, 'no such'), shown(codecs.lookup, 5), shown(codecs.lookup, 'a\0b'))


def search(name):
    return codecs.lookup('ascii') if name == 'own_name' else None


codecs.register(search)
print(codecs.lookup('own_name').name, codecs.lookup('OWN_name').name, codecs.lookup('OWN_name').name)
codecs.unregister(search)
print(shown(codecs.lookup, 'own_name'), shown(codecs.lookup, 'OWN_name'))

print('sums')
for values in ([], [1], [0.1] * 10, [1e308, 1e308], [1e308, 1e308, -1e308], [math.inf, 1.0], [math.inf, -math.inf], [math.nan],
               [2**2000], ['a'], (1, 2.5, True), range(5), {1.5: 0}, iter([0.5, 0.25]), (x / 2 for x in range(4)), 5):
    print(shown(math.fsum, values) if not hasattr(values, '__next__') else math.fsum(values))
for values in ([], [2.0, 3.0], [2.0, 3], [3, 2.0], [1e200, 1e200], (2, 3, 4.5), [math.nan], [-0.0, 5.0], ['a', 2.5], [True, 2.0], range(1, 6)):
    print(shown(math.prod, values), shown(math.prod, values, start=2.0))

print('files')
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, 'file')
    with open(path, 'w') as file:
        file.write('abc')
    found = os.stat(path)
    print(type(found).__name__, found.st_size, found[6], len(found), found[8] == int(found.st_mtime),
          found.st_mtime_ns // 10**9 == found[8], found == os.lstat(path), found == os.stat_result(found))
    again = os.stat_result(tuple(found), {'st_mtime': 5.5, 'st_blocks': 8})
    print(again.st_mtime, again.st_blocks, again.st_rdev, again[8] == found[8])
    whole = os.stat_result(range(19))
    print(tuple(whole), whole.st_atime, whole.st_atime_ns, whole.st_blksize, whole.__reduce__()[1][1].get('st_atime'))
    for wrong in ((range(9),), (range(20),), (5,), (range(10), 5), (range(19), {'st_mtime': 1}), (range(10), {'other': 1}), ()):
        print(shown(os.stat_result, *wrong))
    for where in (folder, folder + '/', os.fsencode(folder)):
        print([(entry.name, os.fspath(entry)[len(folder):], entry.stat().st_size) for entry in os.scandir(where)])
    descriptor = os.open(folder, os.O_RDONLY)
    print([(entry.name, entry.path, entry.stat().st_size) for entry in os.scandir(descriptor)])
    os.close(descriptor)
    os.chdir(folder)
    print([entry.path for entry in os.scandir()], [entry.path for entry in os.scandir(b'.')])
    os.chdir('/')
