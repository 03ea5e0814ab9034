# The % operator on text and bytes.
print("%s and %r" % ("a", "b"), "%d%%" % 50, "%s" % 5, "%s" % [1, 2], "%s" % (1,), "%s %s" % ("x", (1, 2)), "%%" % (),
    "no fields" % ())
print("[%5s] [%-5s] [%.2s] [%5.1s] [%05d] [%+d] [% d] [%x] [%#o] [%5.1f] [%-8.3e] [%c] [%c]" % ("ab", "ab", "abc",
    "xyz", 42, 42, 42, 255, 8, 3.14159, 12345.678, "z", 65))
print("%(name)s is %(age)03d; %(name)r %%" % {"name": "Ann", "age": 7, "unused": 1}, "%(a)s%(a)s" % {"a": 1})
print("%*d|%-*d|%.*f|%*.*f" % (5, 42, 5, 42, 2, 3.14159, 8, 3, 2.71828))
print("%s" % None, "%s" % True, "%d" % True, "%d" % 3.99, "%i" % -3.99, "%f" % 1, "%s" % b"x", "%a" % "é",
    "%5s|" % None, "%.3s|" % 12345, "%r" % ("q",), "%d" % (10 ** 20))
print("%x %X %o %#x %#X" % (2 ** 70, 255, 8, -255, 255), "%08.3f" % -3.14159, "%+.2e" % 0, "%g %g %g" % (1e10, 1e-5,
    100000), "%5c|%-5c|" % ("a", "b"), "%.5d" % 42, "%+5d" % -3, "%-05d|" % 3, "%#.3g" % 1)
print(b"%s %d %5.1f %x %c %r" % (b"a", 5, 2.5, 255, b"c", "é"), b"%(k)s" % {b"k": b"v"}, b"%b" % b"raw", b"%a" % "é")


class Named:
    def __str__(self):
        return "str"

    def __repr__(self):
        return "repr"

    def __int__(self):
        return 5

    def __index__(self):
        return 6

    def __float__(self):
        return 7.0


print("%s %r %d %x %f" % ((Named(),) * 5))
for f in (lambda: "%d" % "x", lambda: "%s %s" % "x", lambda: "%s" % (1, 2), lambda: "%" % 1, lambda: "%y" % 1,
    lambda: "%(a)s" % {}, lambda: "%(a)s" % (1,), 
          lambda: "%x" % 1.5, lambda: "%f" % "x", lambda: "%*d" % ("a", 1), lambda: "%d %d" % (1,),
          lambda: "%(a" % {"a": 1}, lambda: "abc" % 1, lambda: "%d" % None, lambda: "%d" % [1], lambda: "%5" % 1,
          lambda: b"%s" % "x", lambda: b"%d" % "x"):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__ + ":", e)
