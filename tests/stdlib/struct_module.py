# oracle: 3.14
import struct
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for fmt, vals in [('<hiq', (1, -2, 3)), ('>HIQ', (1, 2, 2**63)), ('@bhil', (1, 2, 3, 4)), ('!d', (1.5,)), ('<f', (0.1,)), ('e', (1.1,)), ('4s', (b'ab',)), ('5p', (b'abcdefg',)), ('?c', (True, b'x')), ('3B', (1, 2, 3)), ('xxB', (9,)), ('0i', ()), ('<2h3s', (1, 2, b'xyz')), ('bq', (1, 2)), ('nN', (-1, 5)), ('e', (65504.0,)), ('e',(1e-7,)), ('P', (5,))]:
    def f():
        p = struct.pack(fmt, *vals); return fmt, struct.calcsize(fmt), p, struct.unpack(fmt, p)
    show(f)
for f in [lambda: struct.pack('B', 256), lambda: struct.pack('b', -129), lambda: struct.pack('q', 2**63), lambda: struct.pack('i', 'x'), lambda: struct.pack('f', 'x'), lambda: struct.pack('2i', 1), lambda: struct.unpack('i', b'abc'), lambda: struct.pack('z', 1), lambda: struct.pack('3', 1), lambda: struct.pack('c', b'ab'), lambda: struct.pack('s', 'x'), lambda: struct.pack('f', 1e300), lambda: struct.pack('e', 1e6), lambda: struct.unpack_from('i', b'abc', 1), lambda: struct.pack_into('i', bytearray(2), 0, 1), lambda: list(struct.iter_unpack('h', b'abc')), lambda: struct.calcsize(3), lambda: struct.pack('H', -1), lambda: struct.pack('h', 1.5), lambda: struct.unpack('i', 'abcd')]: show(f)
b = bytearray(8); struct.pack_into('>I', b, 2, 0xdeadbeef); print(b, struct.unpack_from('>I', b, 2), list(struct.iter_unpack('>HH', b)))
s = struct.Struct('>IB'); print(s.size, s.format, s.pack(1, 2), s.unpack(b'\0\0\0\1\2'), s.unpack_from(b'x\0\0\0\1\2', 1), struct.error)
# A format for use many times, and one derived from it; places from the end; parts one after the other.
class Named(struct.Struct):
    def __init__(self, name, format):
        super().__init__(format)
        self.name = name
n = Named('pair', b'<2h'); print(n.name, n.format, n.size, n.pack(1, -2), repr(struct.Struct('>I')), n.unpack_from(bytearray(b'xx\1\0\2\0'), -4))
parts = struct.iter_unpack('<H', memoryview(b'\1\0\2\0\3\0')); print(next(parts), parts.__length_hint__(), list(parts), next(parts, 'end'))
for f in [lambda: struct.Struct(), lambda: struct.Struct(5), lambda: n.pack(1), lambda: n.unpack(b'x'), lambda: n.pack_into(b'xxxx', 0, 1, 2), lambda: n.pack_into(bytearray(4), 1, 1, 2), lambda: n.pack_into(bytearray(4), -3, 1, 2), lambda: n.pack_into(bytearray(4), -9, 1, 2), lambda: n.pack_into(bytearray(4), 0, 1), lambda: struct.unpack_from('H', b'abc', -1), lambda: struct.unpack_from('H', b'abc', -9), lambda: struct.iter_unpack('', b'abc'), lambda: list(n.iter_unpack(b'abc')), lambda: struct.unpack('H', 5), lambda: struct.pack('10H'), lambda: struct.pack('Q', -1), lambda: struct.pack('Q', 2 ** 64 - 1), lambda: struct.pack('q', -2 ** 63), lambda: struct.unpack('>qQ', b'\xff' * 16), lambda: struct.pack('>bhiq', -1, -2, -3, -4), lambda: struct.pack('d', 5), lambda: struct.pack('i', True), lambda: struct.pack('100s', b'x')[:3], lambda: struct.unpack('20B', bytes(range(20)))]: show(f)
