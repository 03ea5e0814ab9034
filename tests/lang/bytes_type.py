# bytes: making, indexing, comparing, showing.
b = b"hello\x00\xff"
print(b, len(b), b[0], b[-1], b[1:3], b[::-1], list(b), b + b"!", b * 2, b"ell" in b, 104 in b, 300 not in [b],
    b == b"hello\x00\xff", b"a" < b"b", b"" == bytes())
print(bytes(3), bytes([1, 2, 255]), bytes("é", "utf-8"), bytes(b"copy"), bytes(range(5)), bytes.fromhex("00ff 1A"),
    b"\x00\xff".hex(), b"abcd".hex(" "), b"abcd".hex("-", 2), bytes((65, 66)), bytes(iter([67])))
print(repr(b"'"), repr(b'"'), repr(b"'\""), repr(b"\t\n\r\\\x7f\x80"), str(b"x"), f"{b'y'}",
    hash(b"a") == hash(bytes([97])), {b"k": 1}[b"k"], sorted([b"b", b"a"]), bool(b""), min(b"ba"), max(b"ba"),
    sum(b"\x01\x02"))
print([type(x).__name__ for x in (b[0], b[:1])], [x for x in b"abc"], b"a" == "a", b"abc" != b"abd", b"a" in [b"a"],
    b[True], tuple(b"ab"), *b"xy")
for f in (lambda: b[10], lambda: b["a"], lambda: b + "s", lambda: "s" + b, lambda: bytes("é"), lambda: bytes([256]),
    lambda: bytes([-1]), lambda: bytes(["a"]), lambda: bytes(-1), lambda: b < "a", lambda: "a" in b,
    lambda: bytes.fromhex("xyz"), lambda: 256 in b, lambda: bytes(1.5), lambda: b * "a", lambda: b.nope):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
try:
    b[0] = 1
except TypeError as e:
    print(e)
