# Stripping, padding and tabs.
s = "  xx hello xx  "
print(repr(s.strip()), repr(s.lstrip()), repr(s.rstrip()), repr(s.strip(" x")), repr("xyxhixyx".strip("xy")),
    repr("abc".strip("")), repr("\t\n a \u2003\x1f".strip()), repr("".strip()), repr("aaa".strip("a")),
    repr("aab".lstrip("a")), repr("baa".rstrip("a")), repr(" a ".strip(None)))
print(repr("ab".center(6)), repr("ab".center(7)), repr("abc".center(6)), repr("abc".center(7, "*")),
    repr("ab".ljust(5, ".")), repr("ab".rjust(5)), repr("abc".ljust(2)), repr("é".center(5, "é")))
print("42".zfill(5), "-42".zfill(5), "+42".zfill(6), "".zfill(3), "abc".zfill(2), "--1".zfill(5))
print(repr("a\tb\tc".expandtabs()), repr("a\tbb\tccc\t".expandtabs(4)), repr("\t".expandtabs(0)),
    repr("ab\n\tc".expandtabs(4)), repr("a\tb".expandtabs(tabsize=1)))
for f in (lambda: "a".center(), lambda: "a".center(5, "xx"), lambda: "a".ljust("5"), lambda: "a".strip(1),
    lambda: "a".zfill(None), lambda: "a".rjust(5, "")):
    try:
        print(f())
    except TypeError as e:
        print(e)
