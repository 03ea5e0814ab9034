"""Lines, digits, encodings, items and slices of texts and bytes, and operators of sets."""
print('a\nb\r\nc\x0bd\x1ce\x85f\u2028g'.splitlines(), 'a\nb\r\nc\x0bd\x1ce\r'.splitlines(True))
print(''.splitlines(), '\n'.splitlines())
print([f(n) for f in (bin, hex, oct) for n in (0, 1, -1, 255, -4096, 2 ** 46, -2 ** 47, 2 ** 70, -2 ** 70)])


class I:

    def __index__(s):
        return -9


print(bin(I()), hex(True))
for s in ('', '5', '-5', '+', 'abc', '-'):
    print(s.zfill(5), s.zfill(1), repr(s.zfill(-1)))
for s in ('abc', 'äbc', '\ud800x', ''):
    for e in ('utf-8', 'UTF-8', 'utf8', 'ascii', 'latin-1', 'latin1', 'utf-16', 'u8'):
        try:
            b = s.encode(e)
            print(e, b, b.decode(e) == s)
        except UnicodeError as x:
            print(e, x)
try:
    'a'.encode('nope')
except LookupError as x:
    print(x)
print(b'abc'.decode('ascii'), b''.decode('ascii'), b'a\xff'.decode('ascii', 'replace'))
s = 'hello wörld'
a = 'hello world'
for t in (s, a, 'x', ''):
    print(t[::2], t[::-1], t[5:1:-2], t[-3:], t[:0], t[100:], t[1:-1], list(t))
b = b'hello world'
print(b[::2], b[::-1], b[2:5], b[-3:], b[:], b[3], b[-1], b[100:], b[5:2])
for q in (a, b, (1, 2, 3), [1, 2, 3], bytearray(b'abc')):
    for i in (3, -4, 10 ** 20, -1):
        try:
            print(q[i])
        except IndexError as e:
            print(type(q).__name__, e)
    print(q[1:3], q[::2])
x, y = ({1, 2, 3}, {3, 4})
print(x | y, x & y, x - y, x ^ y, x | x, x - x, x & x, type(x | frozenset(y)), type(frozenset(x) | y))


class S(set):
    pass


print(type(S(x) | y), type(x | S(y)), type(S(x) & S(y)))
z = x
z |= y
print(x, z is x)
z &= {1, 4}
z -= {1}
z ^= {9}
print(x)
try:
    {1} | [2]
except TypeError as e:
    print(e)
