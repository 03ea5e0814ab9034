# Small integers: every operator, and its result type.
for a in (7, -7, 0):
    for b in (2, -2, 5):
        print(a, b, a + b, a - b, a * b, a / b, a // b, a % b, divmod(a, b))
print(+3, -3, --3, - -3, ~5, ~-1)
print(2 ** 10, (-2) ** 3, 2 ** 0, 0 ** 0, 2 ** -1, (-2) ** -2)
print(-2 ** 2, (-2) ** 2, 2 ** 3 ** 2)
print(1 + 2 * 3 - 4 // 3 % 2)
print(type(4 / 2), type(4 // 2), type(2 ** 2), type(2 ** -2))
print(abs(-5), abs(5), pow(2, 5), pow(3, 4, 5), pow(3, -1, 7), pow(-3, 3, 5))
print((5).__add__(3), (5).__add__("x"), (5).__truediv__(2), int.__mul__(3, 4))
print(int(), int(3.9), int(-3.9), int(True), int("12"), int(" -12 "))
print(5 .real, (5).imag, (5).numerator, (5).denominator, (5).conjugate())
x = 10
x += 5; x -= 3; x *= 2; x //= 5; x **= 3; x %= 50; x <<= 3; x >>= 1; x |= 1; x &= 0xfd; x ^= 2
print(x)
x /= 4
print(x)
for op in ("1 // 0", "1 % 0", "1 / 0", "divmod(1, 0)", "0 ** -1", "pow(2, 3, 0)", "pow(2, -1, 4)", "1 << -1",
    "1 >> -1"):
    try:
        print(eval(op))
    except Exception as e:
        print(op, "->", type(e).__name__)
