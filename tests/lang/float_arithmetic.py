# Float arithmetic, its special values and its errors.
for a in (7.5, -7.5):
    for b in (2.0, -2.0, 0.3):
        print(a, b, a + b, a - b, a * b, a / b, a // b, a % b, divmod(a, b))
inf, nan = float("inf"), float("nan")
print(inf + 1, inf - inf, inf * 0, -inf, inf // 1, inf % 2, 5 % inf, -5 % inf, 5 // inf, -5 // inf, 1 / inf, -1 / inf)
print(nan + 1, nan == nan, nan < 1, nan is nan, [nan] == [nan], nan in [nan], sorted([3.0, 1.0, 2.0]))
print(2.0 ** 0.5, 2 ** 0.5, 4 ** -0.5, 2.0 ** 10, (-8.0) ** 2, 0.0 ** 0, inf ** 0, nan ** 0, 1 ** nan, (-2.0) ** 3)
print(1 + 0.5, 2 ** 60 + 0.5, True + 0.5, 0.1 * 3, 1e308 * 10, -1e308 * 10)
print(-0.0, 0.0 == -0.0, 0.0 * -1, -0.0 + 0.0, -0.0 - 0.0, str(-0.0), abs(-0.0), -0.0 // 1, 0.0 % -3.0)
for op in ("10.0 ** 400", "1.0 + 'a'", "1.0 & 1",
           "-'a'", "1.5 << 1", "~1.5", "int(float('inf'))", "float('x')", "float('')", "float([])", "float('1_')",
           "float('0x1')",
           "(1.5).to_bytes(1)", "float(10**400)"):
    try:
        print(op, "->", eval(op))
    except Exception as e:
        print(op, "->", type(e).__name__ + ":", e)
print(float(), float("1.5"), float(" -1e3\n"), float("Infinity"), float("-INF"), float("nAn"), float("1_000.5"),
    float(3), float("٣.٥"), float(b"2.5"))
x = 5.0
x += 1; x -= 0.5; x *= 2; x /= 4; x //= 1; x **= 2; x %= 3
print(x, type(x))
