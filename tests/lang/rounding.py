# round(), with and without digits, on ints and floats.
print([round(x / 2) for x in range(-7, 8)])
print(round(2.5), round(3.5), round(-0.5), round(0.5), round(1e20), round(2.675, 2), round(1.005, 2), round(0.125, 2),
    round(0.375, 2))
print(round(1234.5678, -2), round(1234.5678, 0), round(1234.5678, 1), round(1234.5678, 10), round(1234.5678, None))
print(round(1234, -2), round(1250, -2), round(1350, -2), round(-1250, -2), round(5, 3), round(15, -1), round(25, -1),
    round(10 ** 30 + 5, -1))
print(round(-0.0), round(-0.4), round(-0.4, 0), round(1e300, 5), round(5e-324, 400), round(123.456, -5), round(True),
    round(True, 1))
print(type(round(2.0)), type(round(2.0, 0)), type(round(2)), type(round(2, 1)))


class Rounded:
    def __round__(self, digits=None):
        return ("rounded", digits)


print(round(Rounded()), round(Rounded(), 3), round(number=2.567, ndigits=1))
for f in (lambda: round("x"), lambda: round(1.5, "x"), lambda: round(), lambda: round(float("nan")),
    lambda: round(float("inf"))):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
