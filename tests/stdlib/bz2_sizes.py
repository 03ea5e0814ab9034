# bz2: small and large data, at each level, in pieces: the same bytes as CPython makes.
import bz2, random, zlib

r = random.Random(5)
for lvl in (1, 5, 9):
    for d in (b'', b'x', b'ab'*40, bytes(range(256))*3, b'q'*59999, b'q'*60001, r.randbytes(50000), r.randbytes(70000), b'z'*300000): 
        c = bz2.compress(d, lvl); print(lvl, len(d), len(c), c[:8], bz2.decompress(c) == d, zlib.crc32(c))
c = bz2.BZ2Compressor(3); print([len(c.compress(r.randbytes(20000))) for _ in range(8)], len(c.flush()))
d = bz2.BZ2Decompressor(); x = bz2.compress(b'hello'*1000); print([len(d.decompress(x[i:i+7], 100)) for i in range(0, len(x), 7)], d.eof)
