# Errors of codecs that are looked up have a note that names the codec; those of the few that strings know have none.
import codecs


class Wrong(Exception):
    pass


def search(name):
    def fail(input, errors="strict"):
        raise Wrong("of its own")
    return codecs.CodecInfo(fail, fail, name=name) if name == "test_wrong" else None


codecs.register(search)
for function, *arguments in (
    (b"\x81".decode, "cp1252"), (b"\x81".decode, "CP-1252"), ("\u1234".encode, "cp1252"), (b"\xff".decode, "ascii"),
    (b"\xff".decode, "US-ASCII"), (b"\xff".decode, "646"), (b"\xff".decode, "utf_8"), (b"\xff".decode, "u8"),
    (b"a".decode, "utf-16"), (b"a".decode, "utf-16-le"), (b"a".decode, "UTF-16BE"), (b"a".decode, "utf-32"),
    (b"a".decode, "utf-32-le"), ("\ud800".encode, "utf-16-le"), ("\ud800".encode, "utf-8"),
    ("\ud800".encode, "utf-8-sig"), ("\xff".encode, "ascii"), ("\u1234".encode, "latin-1"), ("\u1234".encode, "l1"),
    (b"+a".decode, "utf-7"), (b"\\x4".decode, "unicode_escape"), (b"a".decode, "test_wrong"),
    ("a".encode, "test_wrong"), (b"a".decode, "hex"), (b"a".decode, "no_such_codec"), ("\xff".encode, "ascii", "nobody"),
    ("\xff".encode, "cp437", "nobody"), (bytes, "\u1234", "cp1252"), (str, b"\x81", "cp1252"),
    (codecs.decode, b"zz", "hex"), (codecs.decode, b"z", "hex"), (codecs.encode, "a", "hex"),
    (codecs.decode, b"a", "base64"), (codecs.decode, b"\xff"), (codecs.encode, "\ud800"), (codecs.decode, b"a", "zlib"),
    (codecs.encode, b"a", "rot13"), (codecs.encode, 1, "utf8"), (codecs.decode, b"x", "test_wrong"),
    (codecs.utf_16_le_decode, b"\x00\xd8", "strict", True), (codecs.getincrementaldecoder("cp1252")().decode, b"\x81"),
    (codecs.getencoder("ascii"), "\xff"), (codecs.decode, b"x", "no_such_codec"),
):
    try:
        print(arguments, function(*arguments))
    except Exception as error:
        print(arguments, type(error).__name__, error, getattr(error, "__notes__", None))
try:
    try:
        b"\x81".decode("cp1252")
    except UnicodeDecodeError as error:
        codecs.strict_errors(error)
except UnicodeDecodeError as error:
    print(error.__notes__)

print(codecs.decode("ab", "hex"), codecs.decode(codecs.encode(b"ab", "bz2"), "bz2"))
for arguments in ((b"\xff\xfea\0",), (b"a\0", "strict", 0, True), (b"\xfe\xff\0a", "strict", 0, False), (b"a",),
                  (b"a\0b", "strict", -1), (b"\0a", "strict", 1, True)):
    print(arguments, codecs.utf_16_ex_decode(*arguments))
print(codecs.utf_32_ex_decode(b"\xff\xfe\0\0a\0\0\0"), codecs.utf_32_ex_decode(b"\0\0\0a", "strict", 1))
print(codecs.namereplace_errors(UnicodeEncodeError("ascii", "\xe9a\ud800", 0, 3, "why")))


def told(error):
    print(error.encoding, ascii(error.object), error.start, error.end, error.reason)
    return "?", error.end


codecs.register_error("test.told", told)
print("a\ud800".encode("utf-16-le", "test.told"), "a\ud800b".encode("utf-16", "test.told")[2:])
