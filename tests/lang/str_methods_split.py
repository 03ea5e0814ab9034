# Splitting and joining.
print("a b  c".split(), "  a b ".split(), "".split(), "a,b,,c".split(","), ",".split(","), "".split(","),
    "a b c d".split(None, 2), "a,b,c".split(",", 1), "a,b,c".split(",", 0), " a  b ".split(" "))
print("a b  c".rsplit(), "a b c d".rsplit(None, 2), "a,b,c".rsplit(",", 1), "  a b  ".rsplit(maxsplit=1),
    "  a b  ".split(maxsplit=1), "a<>b<>c".split("<>"), "aXXbXX".split("XX"), "a b".split(sep=" ", maxsplit=-1))
print("a\nb\r\nc\rd\n".splitlines(), "a\nb".splitlines(True), "".splitlines(), "\n".splitlines(),
    "a\x0bb\x0cc\x1cd\u2028e\x85f".splitlines(), "a\n\nb".splitlines(keepends=True))
print("\u3000a\u2003b\xa0c\t".split(), "日、本、語".split("、"))
print(",".join(["a", "b"]), "".join([]), "x".join("abc"), "-".join(("1",)), ", ".join(str(n) for n in range(4)),
    "é".join(["日", "本"]), "".join({"k": 1}))
for f in (lambda: "a".split(""), lambda: "a".split(1), lambda: ",".join([1, 2]), lambda: ",".join(["a", None]),
    lambda: ",".join(5), lambda: "".split(1, 2, 3), lambda: "a".rsplit(""), lambda: ",".join("a", "b")):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
words = "the quick brown fox".split()
print(" ".join(word[::-1] for word in words), " ".join(sorted(words)), " ".join(words[::-1]))
