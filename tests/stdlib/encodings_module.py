# oracle: 3.14
"""The rarer encodings: of one byte a character, UTF-7, punycode, names of hosts, bytes to bytes; aliases."""
import codecs
import encodings
import encodings.aliases
import encodings.idna
import hashlib


def show(f, *args):
    try:
        result = ascii(f(*args))
    except Exception as error:
        result = ascii(f"{type(error).__name__}: {error}")
    print(ascii(args), result)


for name in """cp037 cp1006 cp1026 cp1125 cp1140 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp273 cp424
        cp437 cp500 cp720 cp737 cp775 cp850 cp852 cp855 cp856 cp857 cp858 cp860 cp861 cp862 cp863 cp864 cp865 cp866 cp869
        cp874 cp875 hp_roman8 iso8859_10 iso8859_11 iso8859_13 iso8859_14 iso8859_15 iso8859_16 iso8859_2 iso8859_3
        iso8859_4 iso8859_5 iso8859_6 iso8859_7 iso8859_8 iso8859_9 koi8_r koi8_t koi8_u kz1048 mac_arabic mac_croatian
        mac_cyrillic mac_farsi mac_greek mac_iceland mac_latin2 mac_roman mac_romanian mac_turkish palmos ptcp154
        tis_620""".split():
    text = bytes(range(256)).decode(name, "replace")
    data = "".join(map(chr, range(0x460))).encode(name, "replace")
    print(codecs.lookup(name).name, hashlib.md5(text.encode()).hexdigest(), hashlib.md5(data).hexdigest())
show("\uffff".encode, "cp037")
show(b"\xff".decode, "cp1255")

for text in ("", "abc", "a+b", "\u00e9", "\u20ac1", "~\\", "\U0001F600x", "\u00e9-", "\x00", "a\tb\n", "\u00e9\u00e9 \u00e9"):
    for name in ("utf-7", "punycode"):
        show(text.encode, name)
        print(text.encode(name).decode(name) == text)
for data in (b"a+-b", b"+AOk-", b"+AOk", b"+AOk x", b"+", b"+A", b"\xff", b"+!", b"+2D3eAA-", b"+2D0-x"):
    for errors in ("strict", "replace", "ignore"):
        show(data.decode, "utf-7", errors)
    decoder = codecs.getincrementaldecoder("utf-7")("replace")
    print([ascii(decoder.decode(data[at:at + 1], at == len(data) - 1)) for at in range(len(data))])
for data in (b"abc-", b"-", b"a-0", b"bcher-kva", b"a-!", b"\xff-a"):
    show(data.decode, "punycode")
    show(data.decode, "punycode", "ignore")

for name in ("python.org", "pyth\xf6n.org", "b\u00fccher.de.", ".", "a..b", "a" * 64, "fa\u00df.de", "a\u00adb", "\u0627a"):
    show(name.encode, "idna")
for data in (b"xn--pythn-mua.org", b"a.b.", b"XN--PYTHN-MUA", b"\xff"):
    show(data.decode, "idna")
print(encodings.idna.ToASCII("b\u00fccher"), encodings.idna.ToUnicode("xn--bcher-kva"), encodings.idna.nameprep("Stra\u00dfe"))

for name in ("uu", "quopri", "hex", "base64"):
    for data in (b"", b"abc" * 30, b"a=b \n", bytes(range(64))):
        coded = codecs.encode(data, name)
        print(name, coded, codecs.decode(coded, name) == data)
for name in ("latin-1", "Latin 1", "ISO--8859-1", "u8", "UTF 8", "646", "csASCII", "win-1252", "l9", "nope!", "", "  utf-8"):
    show(lambda: codecs.lookup(name).name)
print(encodings.normalize_encoding("UTF 8--x.y_z"), encodings.search_function("zz"), encodings.aliases.aliases["l2"])
show("x".encode, "undefined")
show(b"x".decode, "rot13")
