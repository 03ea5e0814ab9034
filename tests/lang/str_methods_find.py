# Searching in strings.
s = "hello, hello world"
print(s.find("hello"), s.find("hello", 1), s.find("x"), s.find(""), s.find("", 5), s.find("", 100),
    s.find("lo", 3, 5), s.find("lo", -8), s.find("h", None, None))
print(s.rfind("hello"), s.rfind("hello", 0, 10), s.rfind("x"), s.rfind(""), s.rfind("o", 0, -1))
print(s.index("world"), s.rindex("l"), s.count("l"), s.count("hello"), s.count(""), s.count("l", 5), s.count("aa"),
    "aaaa".count("aa"), "".count(""))
print("ell" in s, "xyz" in s, "" in s, "" in "", s in s, "h" not in s)
print(s.startswith("hell"), s.startswith("hello", 7), s.startswith(("x", "he")), s.startswith(""),
    s.startswith("", 100), s.startswith(()), s.endswith("world"), s.endswith(("d", "x")), s.endswith("o", 0, 5))
print("日本語日本".find("本"), "日本語日本".rfind("本"), "日本語日本".count("日本"), "a😀b😀".index("b"), "é" in "café")
print(s.replace("hello", "bye"), s.replace("l", "L", 2), s.replace("", "-")[:9], "".replace("", "x"),
    s.replace("x", "y") == s, "aaa".replace("a", "aa"), "abc".replace("b", ""), "aaa".replace("a", "b", count=1))
print("spam".partition("a"), "spam".rpartition("a"), "spam".partition("x"), "spam".rpartition("x"),
    "a.b.c".partition("."), "a.b.c".rpartition("."))
print("TestCase".removeprefix("Test"), "TestCase".removesuffix("Case"), "x".removeprefix("y"), "x".removesuffix(""))
for f in (lambda: s.index("x"), lambda: s.rindex("x"), lambda: s.partition(""), lambda: s.find(1), lambda: 1 in s,
    lambda: s.startswith(1),
          lambda: s.startswith((1,)), lambda: s.replace("a"), lambda: s.count(), lambda: s.replace(1, 2),
          lambda: s.endswith([])):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
