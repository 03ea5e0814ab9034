# The format mini-language, systematically.
for align in ("", "<", ">", "^", "="):
    for sign in ("", "+", "-", " "):
        print(repr(align), repr(sign), [format(v, f"{align}{sign}9") for v in (42, -42, 3.5, -3.5)],
            [format(v, f"*{align}{sign}9" if align else f"{sign}09") for v in (42, -42, 3.5)])
print([format(1234567, f"{group}{kind}") for group in (",", "_") for kind in ("", "d")],
    [format(1234567.5, f"{group}{kind}") for group in (",", "_") for kind in ("", "f", ".1f", "e", "g")])
print([format(255, f"{alt}{width}{kind}") for alt in ("", "#") for width in ("", "8", "08") for kind in "bodxX"],
    format(0xdeadbeef, "_x"), format(0b1101_0110_1111, "_b"), format(5, "#_b"))
print([format(s, spec) for s in ("", "a", "abcdef") for spec in ("", "s", "5", "<5", ">5", "^5", ".3", "5.3", ">5.3s",
    "_^7.2")])
print([format(123.456, f".{p}{kind}") for p in (0, 1, 3, 8) for kind in ("", "f", "e", "g", "%")])
print([format(v, "g") for v in (0.0, 1.0, 1e5, 1e6, 1e-4, 1e-5, 123456.7, 1234567.8)],
    [format(v, "#g") for v in (1.0, 1e6)], [format(v, "") for v in (1.0, 1e16, 1e-5)])
print(format(0.0, "z.1f"), format(-0.01, "z.1f"), format(-0.01, ".1f"), format(-0.0, "z"), format(3.0, "n"),
    format(3, "n"))
print(format(True, "d"), format(True, ""), format(True, "5"), format(None, ""), format("x", "<05"), format(-7, "06"),
    format(-7, "=6"), format(-7, ">06"), format(-7, "<06"))
print(format(1e100, ",.0f")[:30], format(12345, "011,d"), format(12345, "012,d"), format(12345, "013,d"),
    format(0, "05,"), format(12, "+08_d"), format(12.5, "010,.2f"))
print(format(3, "e"), format(3, ".0%"), format(3, "g"), format(10 ** 25, "g"), format(97, "c"), format(97, ">4c") + "|")
for value, spec in ((1, "s"), ("x", "d"), ("x", "+"), ("x", "="), ("x", ","), ("x", "#"), ("x", "x"), (1, "1.1d"),
    (1, ".1"), (1.5, "b"), (1, ",x"), (1, "_n"), (1, ",,"), ("x", ".f"), ("x", "z"), (1, "zd"), ([], "1"),
    (None, "<"), (1, "5 "), (1.0, "abc"), (1, "c,"), (1, "é"), ("a", "n"), (1, " s"), (1, "%%"), (1, "_,")):
    try:
        print(repr(value), spec, repr(format(value, spec)))
    except Exception as e:
        print(repr(value), repr(spec), type(e).__name__ + ":", e)
