# Comparing and ordering text; identity of equal text.
print("a" < "b", "a" < "B", "abc" < "abd", "abc" < "ab", "" < "a", "Z" < "a", "a" == "a", "a" != "b", "é" > "z",
    "日" > "é", "😀" > "\uffff", "10" < "9", "a" <= "a", "b" >= "c")
print(sorted(["banana", "Apple", "cherry", "apple", "", "éclair", "Zebra", "日本", "10", "9"]), max("abc", "abd"),
    min(["x", "xa"]), sorted("hello wörld"))
print("a" == 97, "a" == b"a", "a" == None, "a" in ["a"], "ab" == "a" + "b", hash("ab") == hash("a" + "b"))
for op in ("'a' < 1", "'a' < None", "'a' >= b'a'", "'a' > ['a']"):
    try:
        eval(op)
    except TypeError as e:
        print(op, "->", e)
print(str(5), str(None), str("x"), str(b"x"), str([1, "a"]), str(), str(b"caf\xc3\xa9", "utf-8"),
    str(b"\xe9", encoding="latin-1"), str(b"\xff", "ascii", "replace"), str(object=7))
print(ord("a"), ord("é"), ord("😀"), chr(97), chr(0x20ac), chr(0x1F600), [hex(ord(c)) for c in "a\n日"])
for f in (lambda: ord("ab"), lambda: ord(""), lambda: ord(5), lambda: chr(-1), lambda: chr(0x110000),
    lambda: chr("a"), lambda: str(5, "utf-8"), lambda: str(b"\xff", "utf-8")):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
