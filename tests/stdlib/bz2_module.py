# Compression as bzip2 does it: streams in pieces, files of several streams, what is wrong with data.
import bz2
import io
import os
import random
import tempfile

text = b"What is not said twice is said once. " * 4000
noise = random.Random(4).randbytes(30_000)


def told(function, *args, **keywords):
    try:
        print(function(*args, **keywords))
    except Exception as error:
        print(type(error).__name__, error)


for data in [b"", b"a", text, noise]:
    for level in [1, 5, 9]:
        packed = bz2.compress(data, level)
        print(level, len(data), len(packed), packed[:4], bz2.decompress(packed) == data)

packed = bz2.compress(text)
print(bz2.decompress(packed + bz2.compress(noise)) == text + noise, bz2.decompress(packed + b"rubbish") == text)
told(bz2.decompress, b"rubbish")
told(bz2.decompress, packed[:-5])
told(bz2.decompress, "text")
told(bz2.compress, text, 10)

stream = bz2.BZ2Compressor(3)
pieces = [stream.compress(text[i:i + 1000]) for i in range(0, len(text), 1000)] + [stream.flush()]
print(bz2.decompress(b"".join(pieces)) == text)
told(stream.compress, b"more")
told(stream.flush)
told(bz2.BZ2Compressor, 0)

stream = bz2.BZ2Decompressor()
out = bytearray()
for i in range(0, len(packed), 7):
    out += stream.decompress(packed[i:i + 7])
print(out == text, stream.eof, stream.unused_data, stream.needs_input)
told(stream.decompress, b"more")
stream = bz2.BZ2Decompressor()
piece = stream.decompress(packed + b"behind", 100)
print(piece == text[:100], stream.needs_input, stream.eof)
sizes = []
while not stream.eof:
    sizes.append(len(stream.decompress(b"", 50_000)))
print(sum(sizes) + 100 == len(text), stream.unused_data)

with tempfile.TemporaryDirectory() as folder:
    name = os.path.join(folder, "file.bz2")
    with bz2.open(name, "wt", encoding="utf-8") as file:
        print(file.write("één\ntwee\ndrie\n"))
    with bz2.open(name, "at", encoding="utf-8") as file:
        file.write("vier\n")
    with bz2.open(name, "rt", encoding="utf-8") as file:
        print(file.readlines())
    try:
        bz2.open(name, "xb")
    except FileExistsError as error:
        print(error.errno)
    told(bz2.open, name, "rtb")
    told(bz2.open, name, "rb", encoding="utf-8")
    told(bz2.BZ2File, name, "q")
    told(bz2.BZ2File, 5.5)
    with bz2.BZ2File(name) as file:
        print(file.readline(), file.tell(), file.peek(3)[:3], file.read(4), file.seekable(), file.readable(), file.writable())
        print(file.seek(1), file.read(3), file.seek(-5, 2), file.read(), file.seek(100), file.read())
        buffer = bytearray(4)
        print(file.seek(0), file.readinto(buffer), buffer, file.read1(2), list(file), file.mode, file.name == name)
        told(file.write, b"x")
    print(file.closed)
    told(file.read)

target = io.BytesIO()
with bz2.BZ2File(target, "wb") as file:
    file.writelines([b"a", b"b"])
    print(file.tell())
    told(file.read)
    told(file.seek, 0)
print(bz2.decompress(target.getvalue()), target.closed)
truncated = bz2.BZ2File(io.BytesIO(packed[:-8]))
told(lambda: len(truncated.read()))

# Archives that are compressed so.
import tarfile
import zipfile

archive = io.BytesIO()
with zipfile.ZipFile(archive, "w", zipfile.ZIP_BZIP2, compresslevel=3) as file:
    file.writestr("text", text)
    file.writestr("noise", noise)
with zipfile.ZipFile(archive) as file:
    print([(info.filename, info.compress_type, info.compress_size, info.extract_version) for info in file.infolist()])
    print(file.read("text") == text, file.testzip())
    with file.open("noise") as part:
        print(part.read(10) == noise[:10], part.seek(20_000), part.read() == noise[20_000:])

archive = io.BytesIO()
with tarfile.open(fileobj=archive, mode="w:bz2") as file:
    info = tarfile.TarInfo("text")
    info.size = len(text)
    file.addfile(info, io.BytesIO(text))
for mode in ["r:bz2", "r", "r|bz2", "r|*"]:
    archive.seek(0)
    with tarfile.open(fileobj=archive, mode=mode) as file:
        print(mode, file.extractfile(file.next()).read() == text)
