"""The encodings of East Asia: characters, pairs of bytes, errors, pieces."""
import codecs
import hashlib

text = "".join(map(chr, [
    *range(0x80, 0x600), *range(0x3000, 0x3200), *range(0x4E00, 0x5800), *range(0xAC00, 0xB000), *range(0xFF00, 0xFFF0)]))
for name in ("gb2312", "gbk", "gb18030", "big5", "cp950", "shift_jis", "cp932", "euc_jp", "euc_kr", "cp949"):
    print(codecs.lookup(name).name, hashlib.md5(text.encode(name, "ignore")).hexdigest())
    known = text.encode(name, "ignore").decode(name, "replace")
    print(len(known), hashlib.md5(known.encode()).hexdigest())
    data = b"".join(bytes((lead, trail)) + b"  " for lead in range(0x80, 256) for trail in range(0x30, 256, 7))
    print(hashlib.md5(data.decode(name, "replace").encode()).hexdigest())
    for sample in ("abc", "\u65e5\u672c\u8a9e", "\u4e2d\u6587", "\ud55c\uad6d\uc5b4", "\u20ac", "\U0001F600", "\xa5", "\ub620"):
        try:
            coded = sample.encode(name)
            print(ascii(sample), coded, coded.decode(name) == sample)
        except UnicodeEncodeError as error:
            print(error)
    for data in (b"a\x80b", b"\xff", b"\xb0", b"\xb0\x20x", b"\x81\x30\x81", b"a\xa1"):
        for errors in ("strict", "replace", "ignore"):
            try:
                print(ascii(data.decode(name, errors)), end=" ")
            except UnicodeDecodeError as error:
                print(error, end=" ")
        print()
    decoder = codecs.getincrementaldecoder(name)()
    coded = "a\u4e2d\u65e5b".encode(name)
    print([ascii(decoder.decode(coded[at:at + 1])) for at in range(len(coded))], decoder.decode(b"", True) == "")
print("\u4e2d".encode("csBig5"), "\u4e2d".encode("GB2312"), "\u3042".encode("sjis"), "\u3042".encode("ujis"), b"\xa4\xa2".decode("euc-jp"))
