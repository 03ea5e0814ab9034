# translate and maketrans; encode and decode with every error handler.
table = str.maketrans("abc", "xyz", "d")
print("aabbccdd".translate(table), table == {97: 120, 98: 121, 99: 122, 100: None},
    str.maketrans({"a": "1", 98: "22", "c": None}))
print("abc".translate({97: "é", 98: 0x65e5, 99: None}), "hello".translate({}),
    "abc".translate(str.maketrans("", "", "b")))
for s in ("abc", "é", "日本", "😀", "a\ud800"):
    for codec in ("utf-8", "ascii", "latin-1", "utf-16-le", "utf-32-be"):
        try:
            print(ascii(s), codec, s.encode(codec))
        except UnicodeEncodeError as e:
            print(ascii(s), codec, e)
print("é日x".encode("ascii", "ignore"), "é日x".encode("ascii", "replace"), "é日x".encode("ascii", "xmlcharrefreplace"),
    "é日x".encode("ascii", "backslashreplace"))
print(b"caf\xc3\xa9".decode(), b"caf\xe9".decode("latin-1"), b"\xff\xfea".decode("utf-8", "replace"),
    b"\xffa".decode("utf-8", "ignore"), b"\xffa".decode("utf-8", "backslashreplace"),
    b"\xe6\x97".decode(errors="replace"), b"a\x00b\x00".decode("utf-16-le"))
for raw in (b"\xff", b"a\xc3", b"\xc3(", b"\xe6\x97", b"\xf0\x9f\x98", b"\xed\xa0\x80", b"\xc0\x80"):
    try:
        print(raw.decode())
    except UnicodeDecodeError as e:
        print(e, "|", e.encoding, e.start, e.end, e.reason, e.object)
for f in (lambda: "a".encode("nonsense"), lambda: b"a".decode("nonsense"), lambda: "é".encode("ascii", "nonsense"),
    lambda: "é".encode("ascii")):
    try:
        print(f())
    except (LookupError, UnicodeError) as e:
        print(type(e).__name__ + ":", e)
