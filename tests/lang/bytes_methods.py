# The methods of bytes.
b = b"Hello, World hello"
print(b.upper(), b.lower(), b.title(), b.capitalize(), b.swapcase(), b.find(b"o"), b.rfind(b"o"), b.index(b"W"),
    b.find(b"zz"), b.find(111), b.count(b"l"), b.count(b""), b.replace(b"l", b"LL", 2), b.startswith(b"He"),
    b.endswith((b"x", b"lo")))
print(b"a b  c".split(), b"a,b,c".split(b","), b"a,b,c".rsplit(b",", 1), b"a\nb\r\nc".splitlines(),
    b"a\nb".splitlines(True), b" x ".strip(), b"xxaxx".strip(b"x"), b"xxa".lstrip(b"x"), b"axx".rstrip(b"x"),
    b",".join([b"a", b"b"]), b"".join([]), b"k=v=w".partition(b"="), b"k=v=w".rpartition(b"="), b"kv".partition(b"="))
print(b"ab".center(6, b"*"), b"ab".ljust(4), b"ab".rjust(4), b"-7".zfill(4), b"a\tb".expandtabs(4), b"abc".isalpha(),
    b"123".isdigit(), b"a1".isalnum(), b" ".isspace(), b"A".isupper(), b"a".islower(), b"\xff".isascii(),
    b"Test".removeprefix(b"Te"), b"Test".removesuffix(b"st"), b"abc".translate(None, b"b"),
    b"abc".translate(bytes(range(256))), bytes.maketrans(b"a", b"z")[97], b"Ab".istitle())
for f in (lambda: b.find("o"), lambda: b.split(""), lambda: b.split(b""), lambda: b.join(["a"]),
    lambda: b.replace("a", "b"), lambda: b.startswith("H"), lambda: b.index(b"zz"), lambda: b.strip("x"),
    lambda: b",".join([1])):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
m = bytearray(b"abc")
m.append(100); m.extend(b"ef"); m[0] = 65; m[1:3] = b"XYZ"; del m[-1]; m += b"!"
print(m, len(m), m[0], bytes(m), m.pop(), m == b"AXYZde", m.decode(), bytearray(2), m.find(b"Y"), list(m[:2]))
