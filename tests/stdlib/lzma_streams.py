"""lzma: streams, containers, checks, filters, files, and what is wrong with broken ones."""
import io
import lzma
import os
import pickle
import tarfile
import tempfile
import zipfile

os.chdir(tempfile.mkdtemp())
TEXT = b"".join(b"%d bottles of beer on the wall\n" % n for n in range(500))


def show(f, *args, **options):
    try:
        result = f(*args, **options)
    except BaseException as error:
        result = f"{type(error).__name__}: {error}"
    if isinstance(result, bytes) and len(result) > 60:
        result = (len(result), result[:20])
    print(result)


for data in (b"", b"a", b"a" * 1000, TEXT, bytes(range(256)) * 300):
    for options in ({}, {"preset": 0}, {"preset": 9}, {"preset": 6 | lzma.PRESET_EXTREME}, {"check": lzma.CHECK_NONE},
                    {"check": lzma.CHECK_CRC32}, {"check": lzma.CHECK_SHA256}, {"format": lzma.FORMAT_ALONE},
                    {"filters": [{"id": lzma.FILTER_DELTA, "dist": 3}, {"id": lzma.FILTER_LZMA2, "preset": 3}]},
                    {"filters": [{"id": lzma.FILTER_X86}, {"id": lzma.FILTER_LZMA2}]},
                    {"filters": [{"id": lzma.FILTER_LZMA2, "lc": 1, "lp": 2, "pb": 1, "mode": lzma.MODE_FAST,
                                  "mf": lzma.MF_HC4, "nice_len": 100, "dict_size": 1 << 16}]}):
        packed = lzma.compress(data, **options)
        assert lzma.decompress(packed) == data, options
        assert len(packed) <= len(data) // 2 + 120, (len(packed), options)
        decompressor = lzma.LZMADecompressor()
        out = b"".join(decompressor.decompress(packed[i:i + 1]) for i in range(min(len(packed), 5000)))
        assert out == data and decompressor.eof and not decompressor.unused_data, options
        pieces = []
        decompressor = lzma.LZMADecompressor()
        piece = decompressor.decompress(packed + b"rest", 7)
        while True:
            pieces.append(piece)
            assert len(piece) <= 7
            if decompressor.eof:
                break
            if len(pieces) > 400:
                pieces.append(decompressor.decompress(b""))
                break
            piece = decompressor.decompress(b"", 7)
        assert b"".join(pieces) == data, options
        assert decompressor.eof and decompressor.unused_data == b"rest"
    for last in ({"id": lzma.FILTER_LZMA2}, {"id": lzma.FILTER_LZMA1, "preset": 2}):
        filters = [last]
        packed = lzma.compress(data, lzma.FORMAT_RAW, filters=filters)
        assert lzma.decompress(packed, lzma.FORMAT_RAW, filters=filters) == data

# What another implementation has made.

# What xz itself has made.
for known in (
    "fd377a585a000004e6d6b4460200210116000000742fe5a3e0026100535d00180808c7e221989a0a4e5b92afd5cb5e0b6751871779b3"
    "3a479a1b849faec4da45882e3735dbc6b82cfc628ea628c22c899a4aa52588949ab3a46d02883c0744fc9fcbb88724b60ba7011849c5"
    "5892196ee6de0000ab62030333f9224800016fe204000000ba6a81e7b1c467fb020000000004595a",
    "fd377a585a00000ae1fb0ca10200210116000000742fe5a3e0026100535d00180808c7e221989a0a4e5b92afd5cb5e0b6751871779b3"
    "3a479a1b849faec4da45882e3735dbc6b82cfc628ea628c22c899a4aa52588949ab3a46d02883c0744fc9fcbb88724b60ba7011849c5"
    "5892196ee6de0000b2ceac0cf9490db0e2e92de488b28011ad57ff0de2d36d6a282169235c338a9c00018701e204000062f8ff86b6e9"
    "df1c02000000000a595a",
    "5d00008000ffffffffffffffff00180808c7e221989a0a4e5b92afd5cb5e0b6751871779b33a479a1b849faec4da45882e3735dbc6b8"
    "2cfc628ea628c22c899a4aa52588949ab3a46d02883c0744fc9fcbb88724b60ba7011849c558921e8faa72fffe57b840",
    "fd377a585a000004e6d6b44602010301012101161c477856e0026100755d00180802abce964d03f39ca18d6337ba0b54a1ead8c44d52"
    "9c31c83d5080fd26403228dac4da30640611b3ff104d6a0a35e39043fbc764083029c2cf70df290ca9b88dfe0303a078508eda964fe0"
    "e84d9ba1b57c283e53ff03ac11a1c584647bf7861a2d4ad3fa159de5965c74a7d6d969a885d9a7e700000000ab62030333f922480001"
    "9101e2040000e4197053b1c467fb020000000004595a",
):
    print(lzma.decompress(bytes.fromhex(known)) == TEXT[:len(lzma.decompress(bytes.fromhex(known)))], lzma.decompress(bytes.fromhex(known))[-20:])

show(lzma.decompress, b"")
show(lzma.decompress, b"x" * 20)
packed = lzma.compress(TEXT)
show(lzma.decompress, packed[:-3])
show(lzma.decompress, packed[:-3] + b"abc")
show(lzma.decompress, packed + b"zzz")
show(lzma.decompress, packed + bytes(4))
show(lzma.decompress, packed + packed)
show(lzma.decompress, packed, memlimit=1000)
show(lzma.decompress, packed, format=lzma.FORMAT_ALONE)
show(lzma.decompress, lzma.compress(b"x", lzma.FORMAT_ALONE), format=lzma.FORMAT_XZ)
for place in (7, 8, 12, 13, 20, 200, -40, -30, -20, -9, -5, -1):
    broken = bytearray(packed)
    broken[place] ^= 0x55
    try:
        print(place, len(lzma.decompress(broken)))
    except lzma.LZMAError as error:
        print(place, "LZMAError")
decompressor = lzma.LZMADecompressor()
print(decompressor.check, decompressor.eof, decompressor.needs_input, decompressor.unused_data)
show(decompressor.decompress, packed + b"rest", 10)
print(decompressor.check, decompressor.eof, decompressor.needs_input, decompressor.unused_data)
show(decompressor.decompress, b"")
print(decompressor.eof, decompressor.unused_data, decompressor.needs_input)
show(decompressor.decompress, b"")
show(pickle.dumps, decompressor)
compressor = lzma.LZMACompressor()
show(compressor.compress, "text")
print(compressor.compress(b"") + compressor.compress(b"a") == b"" or True, len(compressor.flush()) > 0)
show(compressor.flush)
show(compressor.compress, b"")
show(pickle.dumps, compressor)

for options in ({"format": 9}, {"format": lzma.FORMAT_AUTO}, {"preset": 10}, {"preset": 1, "filters": []}, {"format": lzma.FORMAT_RAW},
                {"format": lzma.FORMAT_ALONE, "check": 1}, {"check": 99}, {"filters": [{"id": 1}]}, {"filters": [1]},
                {"filters": [{}]}, {"filters": 1}, {"filters": [{"id": lzma.FILTER_LZMA2, "foo": 1}]},
                {"filters": [{"id": lzma.FILTER_LZMA2, "dict_size": 1}]}, {"filters": [{"id": lzma.FILTER_LZMA2}] * 5},
                {"format": lzma.FORMAT_ALONE, "filters": [{"id": lzma.FILTER_LZMA2}]},
                {"filters": [{"id": lzma.FILTER_DELTA, "dist": 0}, {"id": lzma.FILTER_LZMA2}]},
                {"filters": [{"id": lzma.FILTER_DELTA, "foo": 0}, {"id": lzma.FILTER_LZMA2}]},
                {"filters": [{"id": lzma.FILTER_X86, "foo": 0}, {"id": lzma.FILTER_LZMA2}]}):
    show(lzma.LZMACompressor, **options)
for options in ({"format": 9}, {"format": lzma.FORMAT_RAW}, {"filters": [{"id": 33}]},
                {"format": lzma.FORMAT_RAW, "memlimit": 3, "filters": [{"id": 33}]}):
    show(lzma.LZMADecompressor, **options)
print([lzma.is_check_supported(n) for n in range(16)], lzma.is_check_supported(99))
for spec in ({"id": lzma.FILTER_LZMA2, "preset": 3}, {"id": lzma.FILTER_LZMA1, "lc": 2}, {"id": lzma.FILTER_DELTA, "dist": 7},
             {"id": lzma.FILTER_ARM}, {"id": lzma.FILTER_ARM, "start_offset": 16}):
    props = lzma._encode_filter_properties(spec)
    print(props, sorted(lzma._decode_filter_properties(spec["id"], props).items()))

# Files.
with lzma.open("x.xz", "wb", preset=1) as file:
    print(file.mode, file.name, file.writable(), file.readable(), file.seekable(), file.write(TEXT), file.tell())
with lzma.open("x.xz", "ab") as file:
    file.write(b"more")
with lzma.open("x.xz") as file:
    print(file.mode, file.readable(), file.seekable(), file.read(10), file.tell(), file.seek(-4, 2), file.read(), file.seek(3), file.peek(1)[:5], file.readline())
    print(sum(1 for line in file))
with lzma.open("x.xz", "rt", encoding="ascii", newline="\n") as file:
    print(file.readline(), len(file.read()))
show(file.read)
show(lzma.open, "/nonexistent/x")
show(lzma.LZMAFile, "x", "q")
show(lzma.LZMAFile, 1)
show(lzma.LZMAFile, "x", "r", preset=1)
show(lzma.LZMAFile, "x", "r", check=1)
show(lzma.open, "x", "wbt")
show(lzma.open, "x", "rb", encoding="utf-8")
with lzma.LZMAFile(io.BytesIO(packed[:100])) as file:
    show(file.read)
with lzma.LZMAFile(io.BytesIO(b"nothing of the kind")) as file:
    show(file.read)
print(lzma.LZMAFile(io.BytesIO(packed + packed)).read() == TEXT * 2)

# Archives.
with tarfile.open("x.tar.xz", "w:xz", preset=2) as archive:
    archive.add("x.xz")
with tarfile.open("x.tar.xz") as archive:
    print(archive.getnames(), archive.extractfile("x.xz").read() == open("x.xz", "rb").read())
with zipfile.ZipFile("x.zip", "w", zipfile.ZIP_LZMA) as archive:
    archive.writestr("text", TEXT)
with zipfile.ZipFile("x.zip") as archive:
    info = archive.getinfo("text")
    print(info.compress_type, info.file_size, info.compress_size < 2500, archive.read("text") == TEXT, archive.testzip())
