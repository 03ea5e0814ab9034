"""zlib and gzip: what was compressed comes back, whole and in pieces; containers, checksums and errors."""
import copy
import gzip
import io
import os
import tempfile
import zlib


def show(f, *args, **options):
    try:
        result = repr(f(*args, **options))
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(getattr(f, "__name__", "f"), result)


text = b"the quick brown fox jumps over the lazy dog. " * 200 + bytes(range(256))
print(zlib.crc32(b""), zlib.crc32(b"hello"), zlib.crc32(text), zlib.crc32(b"lo", zlib.crc32(b"hel")))
print(zlib.adler32(b""), zlib.adler32(b"hello"), zlib.adler32(text * 20), zlib.adler32(b"x" * 10000, 5))
for level in (-1, 0, 1, 6, 9):
    for wbits in (15, -15, 31, 9, -9):
        packed = zlib.compress(text, level, wbits)
        print(level, wbits, len(packed) < len(text) + 30, zlib.decompress(packed, wbits) == text)
print(zlib.compress(b"")[:2].hex(), zlib.compress(b"", 9)[:2].hex(), zlib.compress(b"", 1)[:2].hex())
print(zlib.decompress(bytes.fromhex("789ccb48cdc9c95728cf2fca49010019bf03f9".replace("0019bf03f9", "001a0b045d"))))
print(zlib.decompress(zlib.compress(text), 47) == text == zlib.decompress(zlib.compress(text, wbits=31), 47))
show(zlib.decompress, b"")
show(zlib.decompress, b"abc")
show(zlib.decompress, zlib.compress(text)[:-1])
show(zlib.decompress, zlib.compress(text)[:-1] + b"\0")
show(zlib.compress, "text")
show(zlib.compress, b"", 10)
show(zlib.compressobj, 10)
show(zlib.decompressobj, 99)
show(zlib.decompress, b"", bufsize=0)

stream = zlib.compressobj()
packed = b"".join(stream.compress(text[at:at + 100]) for at in range(0, len(text), 100)) + stream.flush()
show(stream.flush)
back = zlib.decompressobj()
print(b"".join(back.decompress(packed[at:at + 7]) for at in range(0, len(packed), 7)) == text, back.eof)
print(back.decompress(b"more"), back.unused_data, back.unconsumed_tail)
back = zlib.decompressobj()
pieces, rest = [], packed + b"rest"
while not back.eof:
    pieces.append(back.decompress(rest, 1000))
    rest = back.unconsumed_tail
print([len(piece) for piece in pieces], b"".join(pieces) == text, back.unused_data)
stream = zlib.compressobj()
first = stream.compress(b"abc") + stream.flush(zlib.Z_SYNC_FLUSH)
print(zlib.decompressobj().decompress(first))
other = stream.copy()
print(zlib.decompress(first + stream.compress(b"d") + stream.flush()), zlib.decompress(first + copy.copy(other).flush()))
back = zlib.decompressobj()
print(back.decompress(packed[:2]), back.copy().decompress(packed[2:]) + back.flush() != b"", back.eof)
show(back.decompress, b"", -1)

packed = gzip.compress(text, mtime=0)
print(packed[:4].hex(), packed[4:8], gzip.decompress(packed) == text, gzip.decompress(packed * 2 + b"\0\0") == text * 2)
show(gzip.decompress, b"not gzip")
show(gzip.decompress, packed[:-1])
show(gzip.decompress, packed[:-8] + bytes(8))
print(gzip.decompress(b""))
with tempfile.TemporaryDirectory() as folder:
    name = os.path.join(folder, "file.gz")
    with gzip.open(name, "wb") as file:
        print(file.write(b"one\ntwo\n"), file.tell(), file.writable(), file.readable(), file.mode)
        show(file.read)
    with gzip.open(name, "ab") as file:
        file.write(b"three")
    with gzip.open(name) as file:
        print(list(file), file.tell(), file.seek(2), file.read(3), file.peek(1)[:2], file.read1(2), file.read())
        print(file.seek(0, 2), file.seek(-5, 1), file.read(), file.closed, file.name == name, file.mtime > 0)
        show(file.write, b"x")
    show(file.read)
    with gzip.open(name, "rt", encoding="ascii") as file:
        print(file.readlines())
    with gzip.open(name, "wt") as file:
        print("text", file=file)
    print(gzip.open(name).read(), open(name, "rb").read()[:4].hex())
    show(gzip.open, name, "rtb")
    show(gzip.open, name, "rb", encoding="x")
    show(gzip.open, 5)
buffer = io.BytesIO()
with gzip.GzipFile(fileobj=buffer, mode="wb", mtime=1) as file:
    file.write(b"in memory")
buffer.seek(0)
print(gzip.GzipFile(fileobj=buffer).read(), buffer.getvalue()[4:8])
