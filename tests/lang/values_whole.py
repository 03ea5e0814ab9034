# Numbers, formats, bytes, memoryview, struct, containers, unpacking, built-in functions: values and messages.
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'stdlib'))
import _statements

sys.stderr = sys.stdout
_statements.each('''
class I(int): pass
class F(float): pass
class S(str): pass
class Idx:
    def __index__(self): return 5
class BadIdx:
    def __index__(self): return 'a'
int('')
int('1__0')
int('12', 1)
int('12', 37)
int('12', 'a')
int(12, 10)
int(1.5, 10)
int(None)
int([])
int(float('nan'))
int(float('inf'))
int(BadIdx())
int('9' * 5000)
int('a' * 300)
int('\\u0663\\u0664'), float('\\u0663.5'), int('１２')
float('1_0.5'), float(' inf '), float('-nan'), float('1e400'), float(b'1.5'), float(Idx()), float(I(3))
float('1__0')
float('')
float('a')
float(None)
float([])
float(10**400)
complex('1+2j'), complex(1, 2), complex('j'), complex(' ( 1-2j ) '), complex(Idx()), complex('nan+infj')
complex('1 + 2j')
complex('a')
complex(1, 2, 3)
I(3) + 1, type(I(3) + 1), F(1.5) * 2, type(F(1.5) * 2), I(3) + 1.5, I(3) // 2, -I(3), type(-I(3)), type(+I(3)), type(abs(I(-3))), type(I(3) ** 2), type(round(F(1.5)))
1 + 'a'
'a' + 1
[] + ()
1 < 'a'
1j < 2
1j // 2
1j % 2
divmod(1j, 2)
1 << -1
1 << 10**20
-1 >> 10**20, 1 >> 10**20, 0 << 10**20
2 ** -1, 0 ** 0, (-8) ** (1/3), pow(2, -1, 7), pow(2, 5, 3), pow(-2, 5, 3), pow(2, 5, -3)
pow(2, 5, 0)
pow(2, -1, 4)
pow(2, 0.5, 3)
pow(2.0, 1, 3)
1 / 0
divmod(-7, 2), divmod(7, -2), divmod(-7.5, 2), -7 % 3, -7.5 % 3, 7.5 // -2, 5 % float('inf'), -5 % float('inf')
10**400 * 1.0
10**400 / 10**399, 10**400 // 10**399, 10**400 > 1e308, 10**400 == float('inf'), float('nan') == float('nan'), 2**53 + 1 == float(2**53)
1e16 // 1, 1e308 * 10, round(2.5), round(-2.5), round(2.675, 2), round(1234, -2), round(1e300, 400), round(5, None), round(1.5, 0), round(15, -1), round(25, -1)
round('a')
round(1.5, 'a')
round(float('nan'))
round(float('inf'))
hash(1) == hash(1.0) == hash(True) == hash(1+0j), hash(2**61 - 1), hash(-1), hash(float('inf')), hash(-2), hash(0.5), hash(10**20), hash(1e20)
repr(1e16), repr(1e15), repr(0.1), repr(1e-5), repr(0.0001), repr(-0.0), repr(5e-324), repr(1.7976931348623157e308), repr(123456789012345678.0), repr(1+0j), repr(-0j), repr(complex(-0.0, -0.0)), repr(complex(float('nan'), float('inf')))
float.fromhex('x')
float('inf').as_integer_ratio()
float('nan').as_integer_ratio()
(255).to_bytes(2, 'big'), (-1).to_bytes(2, 'little', signed=True), int.from_bytes(b'\\xff\\x00', 'little'), int.from_bytes(b'\\xff', signed=True), (5).bit_length(), (-5).bit_count(), int.from_bytes([1, 2]), (0).to_bytes()
(256).to_bytes(1, 'big')
(-1).to_bytes(1, 'big')
(1).to_bytes(-1, 'big')
for f in ('d', 'x', 'X', 'o', 'b', 'c', 'n', 'e', 'f', 'g', '%', ',', '_', '_x', '+', ' ', '-', '05', '<5', '>5', '^5', '=5', '*^7', '#x', '#b', '#o', '+#06x', '.2f', ',.2f', '10.3e', 'G', '.0f', '#.0f', '.3g', 's', '5s', '.2', 'z.0f', '5c', '_b', ',d', '_,', ',x', '.2d', '+c', '#c', '1.2.3', 'q', '!', '{', '05c', '<05', 'a', '-5', '.', '999999999999999999999d'):
    for v in (42, -42, 3.14159, True, 'abc', 1+2j):
        try: print(f, repr(v), repr(format(v, f)), end=' ')
        except Exception as e: print(f, repr(v), type(e).__name__, e, end=' ')
for f in ('{}', '{0}', '{a}', '{0.real}', '{0[0]}', '{0[a]}', '{!r}', '{!z}', '{:>5}', '{:{}}', '{0:{1}}', '{', '}', '{{}}', '{0}{}', '{}{0}', '{0!r:>5}', '{:d}', '{0.x}', '{0[}', '{0.}', '{0[]}', '{!}', '{!rr}', '{:}}', '{0!r.x}', '{-1}', '{ 0}', '{0 }', '{a.b[c]}', '{0:{1}{2}}', '{:{:{}}}', '{1}', '{99999999999999999999}', '{[a]}', '{.real}'):
    for a in ((5,), ('abc', 5), ([1, 2], 3, 4), ({'a': 1},)):
        try: print(f, a, repr(f.format(*a)), end=' ')
        except Exception as e: print(f, a, type(e).__name__, e, end=' ')
import array, struct
m = memoryview(bytearray(b'abcdef'))
m[0], m[-1], m[1:3], bytes(m[::2]), m.tolist(), m.hex(), m.hex(':'), m.nbytes, m.shape, m.strides, m.format, m.itemsize, m.ndim, m.readonly, m.c_contiguous, m.f_contiguous, m.contiguous, m.suboffsets, m.obj, len(m), m == b'abcdef', m != b'x', hash(memoryview(b'a')) == hash(b'a'), m.tobytes()
hash(m)
m[10]
m['a']
m[0] = 300
m[0] = 'a'
m[0] = b'a'
m[0:2] = b'xyz'
m[0:2] = b'zz'
bytes(m)
del m[0]
memoryview(b'a')[0] = 1
memoryview('a')
memoryview(5)
memoryview()
m < m
m[0:2] == m[0:2], m[::-1].tolist(), m[::-1].contiguous
m.cast('H').tolist(), m.cast('B', [2, 3]).tolist(), m.cast('B', (2, 3)).shape, m.cast('b').format, m.cast('c')[0], m.cast('B', [2, 3])[1, 2], m.cast('B', [2, 3]).strides
m.cast('I')
m.cast('Z')
m.cast(5)
m.cast('H').cast('I')
m.cast('B', [2, 2])
m.cast('B', [2, 3])[0]
m.cast('B', [2, 3])[0, 5]
m.cast('B', [2, 3])[0, 0, 0]
m.cast('B', [2, 3])[0:1]
len(m.cast('B', [2, 3])), list(m.cast('H')), m.cast('H')[0:1].tolist(), m.cast('d' if 0 else 'B').tobytes('F')
m[::2].cast('H')
m.release()
m[0]
m.tolist()
repr(m)[:20]
with memoryview(b'abc') as q: q[0]
q[0]
ba = bytearray(b'abc')
v = memoryview(ba)
ba.append(1)
ba.clear()
v.release()
ba.append(1)
ba
v2 = memoryview(v3 := memoryview(ba))
v3.release()
v2[0], v2.release()
memoryview(array.array('i', [1, 2])).tolist(), memoryview(array.array('d', [1.5])).format, memoryview(array.array('i', [1, 2]))[0:1].tobytes()
struct.pack('<ihb', 1, 2, 3), struct.unpack('>H', b'\\x01\\x02'), struct.calcsize('P'), struct.calcsize('bi'), struct.calcsize('=bi'), struct.pack('5s', b'ab'), struct.pack('3p', b'abc'), struct.pack('?', 5), struct.pack('e', 1.5), struct.unpack('2x', b'ab'), struct.pack('0i'), list(struct.iter_unpack('H', b'abcd')), struct.pack('c', b'a'), struct.pack('>q', -1), struct.unpack_from('b', b'abc', 1), struct.pack('n', 5)
struct.pack('i')
struct.pack('i', 'a')
struct.pack('b', 200)
struct.pack('B', -1)
struct.pack('z', 1)
struct.pack('c', b'ab')
struct.pack('s', 'a')
struct.pack('i', 1.5)
struct.pack('H', 70000)
struct.pack('>Q', 2**64)
struct.pack('<f', 1e300)
struct.pack('e', 1e10)
struct.unpack('i', b'a')
struct.unpack('i', 'abcd')
struct.unpack_from('i', b'abc')
struct.unpack_from('b', b'abc', 5)
struct.unpack_from('b', b'abc', -5)
struct.pack_into('b', b'abc', 0, 1)
struct.pack_into('i', bytearray(2), 0, 1)
struct.iter_unpack('i', b'abc')
struct.iter_unpack('', b'')
struct.Struct('i').size, struct.Struct('i').format, struct.Struct(b'i').format, repr(struct.Struct('<i')), struct.Struct('i').pack(1)
struct.Struct(5)
struct.pack('<P', 1)
b = bytearray(b'abc')
b.append(256)
b.append('a')
b.remove(250)
b.pop(100)
b[100]
b[0] = 256
b[0:1] = 'a'
b[::2] = b'x'
bytes([256])
bytes(['a'])
bytes('a')
bytes('a', 'ascii', 'strict', 1)
bytes(-1)
bytes(5.0)
bytes(b'a', 'ascii')
bytes(None)
b'a'.join([1])
b'a'.join(['a'])
b'a'.replace('a', b'b')
b'a'.split('b')
b'abc'.find('a')
b'abc'.find(256)
b'abc'.startswith('a')
b'abc'.startswith((b'a', 'b'))
b'abc'.translate(b'a')
b'abc'.translate(None, b'b'), bytes.maketrans(b'a', b'b')[97], b'abc'.partition(b'b'), b'a,b'.split(b','), b'abc'.center(7, b'*'), b' a '.strip(), b'abc'.removeprefix(b'a'), b'aXb'.swapcase(), b'abc'.hex('-', 2), bytes.fromhex('61 62'), b'a\\tb'.expandtabs(4), b'ab\\ncd\\r\\n'.splitlines(True)
bytes.maketrans(b'a', b'bc')
bytes.fromhex('zz')
b'abc'.partition(b'')
b'abc'.split(b'')
b'abc'[0] = 1
b'abc' + 'a'
b'a' * 'b'
b'\\xff'.decode()
b'\\xff'.decode('ascii', 'replace'), b'\\xff'.decode('ascii', 'backslashreplace'), b'\\xff'.decode('utf-8', 'surrogateescape'), '\\udcff'.encode('utf-8', 'surrogateescape'), 'é'.encode('ascii', 'xmlcharrefreplace'), 'é'.encode('ascii', 'namereplace'), 'é'.encode('ascii', 'backslashreplace')
b'a'.decode('nope')
b'a'.decode('ascii', 'nope'), b'\\xff'.decode('ascii', 'ignore')
b'\\xff'.decode('ascii', 'nope')
'\\ud800'.encode()
'a'.encode('utf-16'), 'a'.encode('utf-32-le'), b'a\\x00'.decode('utf-16-le')
b'a'.decode('utf-16')
d = {1: 2, 3: 4}
for k in d: d[5] = 1
for k in {1: 2}: pass
d = {1: 2}
it = iter(d)
d[2] = 3
next(it)
d = {1: 2, 2: 3}
it = iter(d.items())
next(it)
del d[1]
d[9] = 1
next(it)
class M(dict):
    def __missing__(self, k): return ('miss', k)
M()[1], M().get(1), 1 in M()
{1: 2}.keys() & {1}, {1: 2}.keys() - {1}, {1: 2}.items() ^ {(1, 2), (3, 4)}, {1: 2}.keys() | [5], {1: 2}.keys() == {1}, {1: 2}.keys() <= {1, 2}, {1: 2}.items() >= set(), [1] & {1: 2}.keys(), {1: 2}.keys().isdisjoint([3])
{1: 2}.keys() + 1
{}.values() == {}.values()
{1: 2}.popitem(), list({1: 2, 3: 4}.items())
{}.popitem()
{}.pop(1)
{} | 5
{}.__or__(5), {}.__ior__([(1, 2)])
dict([(1,)])
dict.fromkeys(5)
dict(a=1)['b']
s = {1, 2}
for x in s: s.add(x + 10)
class SS(set): pass
{1} | [1]
{1}.union([2], (3,)), {1}.intersection([1]), {1}.difference([1], [2]), {1}.symmetric_difference([2]), {1}.issubset([1, 2]), {1}.isdisjoint([2])
{1}.remove(5)
set().pop()
{1} < [1]
set(5)
hash({1})
[3, 1, 2].sort(key=5)
[1, 'a'].sort()
l = [3, 1, 2]
l.sort(key=lambda x: l.append(1))
sorted([1, 2], cmp=5)
[1].remove(2)
[].pop()
[1].pop(5)
[1][5]
[1]['a']
[1, 2][::0]
l = [1, 2, 3, 4]
l[::2] = [9]
l[1:3] = 5
l[::2] = 5
del l[::3]
l
[1] * 'a'
[1] * 1.5
(1,) + [2]
(1, 2) < (1, 'a')
(1, 2)[5]
(1, 2).index(3)
range(5)[10],
range(0)
range(1, 2, 0)
range('a')
range(1.5)
range()
range(1, 2, 3, 4)
range(10)[2:5], range(10)[::-1], range(10).index(5), 5 in range(10), 5.0 in range(10), 'a' in range(10), range(3) == range(0, 3), hash(range(3)) == hash(range(0, 3, 1)), range(10**30)[10**29], len(range(0, 10, 3)), range(0, 3, 2) == range(0, 4, 2), list(reversed(range(5))), range(5).count(3), range(True)
len(range(10**30))
range(5).start = 1
range(3).index('a')
slice(1, 2, 3).indices(10), slice(None).indices(5), slice(-1, None, -1).indices(5), slice(1) == slice(None, 1), hash(slice(1, 2)) == hash(slice(1, 2)), slice(1, 2) < slice(1, 3)
slice(1, 2, 0).indices(5)
slice('a').indices(5)
slice(1).indices(-1)
slice()
a, b = 1
a, b = [1]
a, *b = []
*a, b, c = [1]
(a, b), c = 1, 2
[a, *b] = 'xyz'
a, b
for a, b in [1]: pass
a = b, c = 5
x = [1]
x += 5
x += 'ab'
x
x = (1,)
x += [2]
x = 1
x += 'a'
x = 'a'
x -= 1
x = {1}
x |= [2]
x = 5
x @= 1
x = []
x[0] += 1
None + 1
-'a'
~1.5
+[]
not_defined_zz
len(5)
iter(5)
next([])
next(iter([]))
next(iter([]), 'd')
iter(5, 5)
list(iter(lambda: 5, 5))
enumerate(5)
zip(5)
list(zip([1], [1, 2], strict=True))
list(zip([1, 2], [1], strict=True))
list(zip([1], [2], [], strict=True))
map(5)
list(map(5, [1]))
filter(None)
reversed(5)
reversed({1})
sum(['a'])
sum([[1], [2]], [])
sum('ab', '')
sum([b'a'], b'')
sum([1, 2.5, 3j]), sum([0.1] * 10), sum([1e100, 1.0, -1e100])
max()
max([])
max(5)
max(1, 'a')
max([], default=5), max('abc', key=ord), min(3, 1, 2, key=lambda x: -x)
max(1, 2, default=5)
min([1], foo=5)
any(5)
abs('a')
chr(-1)
ord('ab')
ord(5)
hex(1.5)
bin('a')
isinstance(1, 'a')
callable(len), hash('a') == hash('a'), id(1) == id(1)
getattr(1, 5)
getattr(1, 'x')
setattr(1, 'x', 2)
delattr(1, 'x')
hasattr(1, 5)
vars(5)
print(1, sep=5)
print(1, end=5)
print(1, foo=5)
print(1, file=5)
input.__name__
format(1, 5)
format('a', 'd')
format([], '5')
format(None, '')
object() < object()
object().x
object().x = 1
object(1)
int.x = 1
type.__call__(int, '5')
''')
