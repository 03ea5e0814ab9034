# Dividing by zero, in every way.
# oracle: 3.14
for op in ("1 // 0", "1 % 0", "1 / 0", "divmod(1, 0)", "0 ** -1", "pow(2, 3, 0)", "pow(2, -1, 4)", "1 << -1", "1 >> -1",
           "1.0 / 0", "1.0 // 0.0", "1.0 % 0.0", "divmod(1.0, 0.0)", "0.0 ** -1", "2 ** 70 // 0", "2 ** 70 % 0",
           "2 ** 70 / 0",
           "True / False", "1 % 0.0", "0 // 0", "0 / 0", "0.0 / 0"):
    try:
        print(eval(op))
    except Exception as e:
        print(op, "->", type(e).__name__ + ":", e)
