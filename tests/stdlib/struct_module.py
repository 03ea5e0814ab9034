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
