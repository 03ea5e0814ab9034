# Indexing and slicing text.
for s in ("hello", "héllo wörld", "日本語テキスト", "a😀b"):
    n = len(s)
    print(s[0], s[-1], s[n - 1], s[-n], s[1:3], s[:2], s[2:], s[:], s[-2:], s[:-2], s[::2], s[::-1], s[1:-1:2],
        s[-1:0:-1], s[10:20] == "", s[-100:2], s[3:1] == "", s[100:] == "", s[None:2])
    print([c for c in s], list(reversed(s)), len(s), s[0:0] == "", s * 2, 2 * s[:1], s * 0 == "", s * -1 == "",
        s + "!" + s[:1])
s = "hello"
for f in (lambda: s[5], lambda: s[-6], lambda: s["a"], lambda: s[1.0], lambda: s[::0], lambda: s["a":], lambda: s + 1,
    lambda: 1 + s, lambda: s * "a", lambda: s * 1.5, lambda: s - s, lambda: s[0].x, lambda: s[1, 2]):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
try:
    s[0] = "j"
except TypeError as e:
    print(e)
try:
    del s[0]
except TypeError as e:
    print(e)
print(s[True], s[slice(1, 4)], s.__getitem__(0), s.__len__(), s.__contains__("ll"), min(s), max(s), sorted(s),
    sorted(s, reverse=True), set(s) == {"h", "e", "l", "o"}, "".join(sorted(set(s))))
