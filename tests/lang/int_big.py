# Integers larger than a machine word.
n = 2 ** 63
print(n, n - 1, -n, -n - 1, n + 1)
for k in (30, 31, 32, 47, 48, 49, 50, 52, 53, 62, 63, 64, 65, 127, 128):
    print(k, 2 ** k - 1, 2 ** k, -(2 ** k), 2 ** k + 1)


def factorial(n):
    result = 1
    for i in range(2, n + 1):
        result *= i
    return result


print(factorial(25))
print(factorial(100))
print(factorial(30) // factorial(28), factorial(30) % 1000007, factorial(20) / factorial(19))
a, b = 123456789012345678901234567890, 987654321098765432109876543210
print(a + b, a - b, a * b)
print(b // a, b % a, divmod(-b, a), divmod(b, -a), divmod(-b, -a))
print(a & b, a | b, a ^ b, ~a)
print(-a & b, -a | b, -a ^ b, -a & 0xffff)
print(a << 70, b >> 40, -b >> 40, -1 >> 1000, a >> 1000)
print(a == a + 0, a < b, a > b, a != b, a == 123456789012345678901234567890)
print(pow(a, 3, b), pow(7, 10 ** 20, 10 ** 9 + 7), a ** 3)
print((2 ** 62) + (2 ** 62), (2 ** 62) * 2, -(2 ** 62) * 2, (2 ** 31) * (2 ** 31), (2 ** 32) * (2 ** 32))
print(2 ** 64 - 2 ** 64, type(2 ** 64 - 2 ** 64), (2 ** 64 - 1) // 2 ** 60)
print(4611686018427387904 * 4 // 4 == 4611686018427387904, 9007199254740993 * 1)
print({2 ** 70: "big"}[2 ** 70], 2 ** 70 in [2 ** 70])
print(int("9" * 40), int("-" + "9" * 40), -int("1" + "0" * 30))
print(10 ** 50 == int("1" + "0" * 50), len(str(3 ** 1000)), str(3 ** 300)[:20])
print(float(2 ** 100), float(10 ** 22), 1e22 == 10 ** 22, 2 ** 53 + 1 == float(2 ** 53), int(1e23),
    int(-1.5e300) % 1000)
print(10 ** 30 / 10 ** 10, 10 ** 400 / 10 ** 399, 1 / 10 ** 30)
for f in (lambda: float(10 ** 400), lambda: 10 ** 400 / 3, lambda: 10 ** 400 * 1.0):
    try:
        print(f())
    except OverflowError as e:
        print("OverflowError:", e)
gcd = lambda a, b: a if not b else gcd(b, a % b)
print(gcd(factorial(40), 2 ** 50), gcd(a, b))
