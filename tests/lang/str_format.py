# str.format: fields, attributes, items, conversions, nested specs.
print("{} {} {}".format(1, "a", None), "{0} {1} {0}".format("x", "y"), "{a} {b}".format(a=1, b=2),
    "{} {x} {}".format(1, 2, x=3), "{{}} {{{}}}".format(5), "".format(), "{0}{0}".format(1, 2))
print("{0[1]} {0[k]}".format({"k": "v", 1: "one"}), "{0[0]} {0[2]}".format([10, 20, 30]),
    "{0.real} {0.imag}".format(5), "{p[x][1]}".format(p={"x": "abc"}), "{0.__class__.__name__}".format("s"))
print("{!r} {!s} {!a}".format("é", "é", "é"), "{!r:>6}|{:<6}|{:^6}|".format("a", "b", "c"),
    "{:{}}|{:{w}.{p}}|{:{a}{w}}".format("x", 5, 3.14159, "y", w=8, p=3, a=">"))
print("{:d} {:5d} {:<5d}| {:x} {:,} {:.2f} {:e} {:%}".format(1, 2, 3, 255, 1234567, 3.14159, 12345.678, 0.25))
print("{:s} {:10s}|{:>10s}|{:^10s}|{:.2s}|{:*<8}|{:é^7}".format("ab", "ab", "ab", "ab", "abcdef", "x", "y"))
print("{0:{1}}".format(5, "04d"), "{:}".format("x"), "{0!r:}".format("x"), "{0:}".format([1]),
    "{:>{}}".format("r", 4), "{[a]}".format({"a": 1}), "{.real}".format(7))


class Spec:
    def __format__(self, spec):
        return f"<{spec}>"


class Plain:
    def __str__(self):
        return "plain"


print("{:anything goes!} {}".format(Spec(), Spec()), format(Spec(), "x"), format(Spec()), format(Plain()),
    "{!s:>8}".format(Plain()))
print("{a.b[c].d}".format(a=type("A", (), {"b": {"c": type("C", (), {"d": "deep"})}})))
print("{x}".format_map({"x": 1}),
    "{x} {y}".format_map(type("D", (dict,), {"__missing__": lambda self, key: key.upper()})(x=1)))
for f in (lambda: "{}".format(), lambda: "{1}".format(0), lambda: "{a}".format(), lambda: "{".format(1),
    lambda: "}".format(1), lambda: "{} {0}".format(1), lambda: "{0} {}".format(1), lambda: "{!x}".format(1),
          lambda: "{:d}".format("x"), lambda: "{:s}".format(5), lambda: "{0[5]}".format([1]),
          lambda: "{0[k]}".format({}), lambda: "{0.nope}".format(1), lambda: "{:5}".format(None),
          lambda: "{:5}".format([1]), lambda: "{!}".format(1),
          lambda: "{0[}".format(1), lambda: "{:>>5}".format(1), lambda: "{: >+5}".format("x"),
          lambda: "{:=5}".format("x"), lambda: "{:,}".format("x"), lambda: format(Plain(), "5"),
          lambda: "{!rx}".format(1), lambda: "{:{:{}}}".format(1, 2, 3)):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__ + ":", e)
