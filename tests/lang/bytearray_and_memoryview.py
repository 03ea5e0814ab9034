# bytearray and memoryview.
b = bytearray(b"hello")
b[0] = 72
b[1:3] = b"EL"
b.append(33)
b.extend(b"??")
b.insert(0, 62)
del b[-1]
print(b, len(b), b[1], b[1:4], b.pop(), b.find(b"l"), b.upper(), bytes(b), b == b">HELlo!", b + b"x", b"x" + b, b * 2,
    72 in b)
b.reverse()
b += b"end"
b.remove(72)
print(b, b.decode(), b.copy() is b, list(b[:3]), b.replace(b"e", b"E"), b.clear(), b, bool(b), bytearray(3),
    bytearray([1, 2]),
    bytearray("é", "utf-8"), bytearray.fromhex("0aff"))
m = memoryview(b"abcdef")
print(m[0], m[1:3].tobytes(), len(m), bytes(m[::2]), m.tolist(), m == b"abcdef", m.readonly, m.nbytes, m.itemsize,
    m.format, m[-1])
a = bytearray(b"abcdef")
w = memoryview(a)
w[0] = 90
w[2:4] = b"XY"
print(a, w.readonly, bytes(w[1:]))
try:
    a.append(1)
except BufferError as e:
    print(e)
w.release()
a.append(33)
print(a)
for f in (lambda: a.append(256), lambda: a.append("x"), lambda: a.__setitem__(0, 300), lambda: a.__setitem__(99, 1),
    lambda: m.__setitem__(0, 1),
    lambda: bytearray("x"), lambda: a.remove(1), lambda: bytearray().pop(), lambda: w[0], lambda: memoryview("x")):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)

# A view by `__buffer__` with flags.
class Lender:
    def __buffer__(self, flags):
        print('lends with', flags)
        return memoryview(b'xy')


print(bytes(memoryview._from_flags(Lender(), 284)))
print(memoryview._from_flags(bytearray(b'abc'), 1).readonly, memoryview._from_flags(b'abc', 0).readonly)
for arguments in [(b'abc', 1), (b'abc',), (3, 0), (b'', 'a'), (b'', 2**40), (memoryview(b'abc'), 1), ()]:
    try:
        print(memoryview._from_flags(*arguments).readonly)
    except (BufferError, TypeError, OverflowError) as error:
        print(type(error).__name__, error)
