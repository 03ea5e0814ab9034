# Arguments by name of built-in functions and methods: found, missing, unknown, given twice.
def attempt(label, function):
    try:
        print(label, function())
    except Exception as error:
        print(label, type(error).__name__, error)


words = ["the", "Quick", "brown"]
attempt("sorted", lambda: sorted(words, key=str.lower, reverse=True))
attempt("sorted", lambda: sorted(words, reverse=True))
attempt("sorted", lambda: sorted(words, str.lower))
attempt("sorted", lambda: sorted(words, kee=1))
attempt("sorted", lambda: sorted(key=str.lower))
attempt("sorted", lambda: sorted(iterable=words))
attempt("sort", lambda: words.copy().sort(key=len))
attempt("sort", lambda: words.copy().sort(len))
attempt("sort", lambda: list.sort([3, 1], reverse=1))
attempt("sort", lambda: list.sort((3, 1), reverse=1))
attempt("split", lambda: "a b c".split(maxsplit=1))
attempt("split", lambda: "a,b,c".split(",", maxsplit=1))
attempt("split", lambda: "a,b,c".split(sep=",", maxsplit=-1))
attempt("split", lambda: "a,b,c".split(",", sep=","))
attempt("split", lambda: "a,b,c".split(",", 1, maxsplit=1))
attempt("split", lambda: "a,b,c".split(limit=1))
attempt("splitlines", lambda: "a\nb".splitlines(keepends=True))
attempt("encode", lambda: "é".encode(errors="replace", encoding="ascii"))
attempt("decode", lambda: b"\xff".decode("ascii", errors="replace"))
attempt("expandtabs", lambda: "a\tb".expandtabs(tabsize=2))
attempt("strip", lambda: "a".strip(chars="a"))
attempt("replace", lambda: "aaa".replace("a", "b", count=1))
attempt("replace", lambda: "aaa".replace("a", new="b", count=1))
attempt("to_bytes", lambda: (258).to_bytes(length=2, byteorder="little", signed=False))
attempt("to_bytes", lambda: (258).to_bytes(2, length=2))
attempt("from_bytes", lambda: int.from_bytes(b"\1\2", byteorder="big", signed=True))
attempt("int", lambda: int("ff", base=16))
attempt("int", lambda: int(x="1"))
attempt("float", lambda: float(x="1"))
attempt("round", lambda: round(number=2.567, ndigits=1))
attempt("round", lambda: round(2.567, digits=1))
attempt("sum", lambda: sum([1, 2], start=10))
attempt("pow", lambda: pow(base=3, exp=5, mod=7))
attempt("pow", lambda: pow(3, 5, modulo=7))
attempt("enumerate", lambda: list(enumerate(words, start=5)))
attempt("enumerate", lambda: list(enumerate(iterable=words)))
attempt("open", lambda: open("nothing", mode="q"))
attempt("print", lambda: print("a", "b", sep="-", end="!\n"))
attempt("print", lambda: print("a", separator="-"))
attempt("max", lambda: max(words, key=len, default=None))
attempt("max", lambda: max([], default="none"))
attempt("zip", lambda: list(zip(words, words, strict=True)))
attempt("compile", lambda: eval(compile(source="1+1", filename="f", mode="eval")))
attempt("dict", lambda: dict(a=1, b=2))
attempt("hex", lambda: b"abc".hex(sep=":", bytes_per_sep=2))
attempt("hex", lambda: b"abc".hex(":", sep=":"))
attempt("index", lambda: [1, 2].index(value=1))
attempt("getattr", lambda: getattr(words, name="copy"))

# Powers by squaring, of all signs and sizes.
numbers = [0, 1, -1, 2, 3, -7, 10, 97, 10**9 + 7, -(10**9 + 7), 2**31, 2**62, 2**63 - 1, -(2**63), 2**63, 10**30]
check = 0
for x in numbers:
    for y in numbers:
        for modulus in numbers:
            if y < 0 or y > 10**10 and abs(x) > 2:
                continue
            try:
                result = pow(x, y % 1000, modulus)
            except ValueError as error:
                assert modulus == 0, error
                continue
            assert result == x ** (y % 1000) % modulus, (x, y, modulus)
            check += 1
print(check, pow(3, 5, 7), pow(3, 5, -7), pow(-3, 5, 7), pow(5, 0, 1), pow(5, 0, -1), pow(2, 10**12, 10**9 + 7))
attempt("inverse", lambda: pow(3, -1, 7))
attempt("no inverse", lambda: pow(2, -1, 4))
attempt("zero", lambda: pow(2, 2, 0))
