# Operator precedence and associativity, against explicit parentheses.
a, b, c, d = 7, 3, 2, 5
checks = [
    (a + b * c, a + (b * c)), (a - b - c, (a - b) - c), (a ** b ** c, a ** (b ** c)), (-a ** c, -(a ** c)),
    (a ** -c, a ** (-c)), (a // b * c, (a // b) * c), (a % b * c, (a % b) * c), (a << b + c, a << (b + c)),
    (a & b | c, (a & b) | c), (a | b & c, a | (b & c)), (a ^ b & c, a ^ (b & c)), (a | b ^ c, a | (b ^ c)),
    (a << b & c, (a << b) & c), (a + b << c, (a + b) << c), (~a + b, (~a) + b), (not a == b, not (a == b)),
    (a or b and c, a or (b and c)), (not a or b, (not a) or b), (a if b else c or d, a if b else (c or d)),
    (a < b == c, (a < b) and (b == c)), (a & b == c, (a & b) == c), (-a // b, (-a) // b),
    (a * -b, a * (-b)), (a / b / c, (a / b) / c), (a - -b, a - (-b)),
    (a | b == 7, (a | b) == 7), (a in [b] == False, (a in [b]) and ([b] == False)),
    (a is not b and not c, (a is not b) and (not c)),
    ((lambda: a or b)(), a), (a == b or c, (a == b) or c), (+a ** c, +(a ** c)), (2 ** 3 * 2, 16), (-2 ** 2, -4),
    (2 * 3 ** 2, 18),
]
print([i for i, (x, y) in enumerate(checks) if x != y], len(checks))
print(1 + 2 if 0 else 3 + 4, [lambda: 1, 2][1], (1, 2)[0] + 1, -(1).__abs__(), not [] in [[]], 3 - 2 + 1, 8 >> 1 >> 1,
    100 // 7 // 2)
t = 1, 2 if 0 else 3, 4
print(t, (yes := 1 or 2), [y := 5, y * 2], *(1, 2) if a else (3,))
print("a" "b" * 2, "a" + "b" * 2, "%s" % 1 + "x", -1 .__add__(3), 2 .__pow__(3) + 1)
