# What floats know about themselves.
for x in (0.5, -2.0, 0.1, 1e22, 2.0 ** -1074, 123.456):
    print(x, x.is_integer(), x.as_integer_ratio(), x.hex(), float.fromhex(x.hex()) == x)
print(float.fromhex("0x1.8p1"), float.fromhex("1.8"), float.fromhex("-0x.8p0"), float.fromhex("inf"),
    float("nan").hex())
print((1.5).real, (1.5).imag, (1.5).conjugate(), float.__add__(1.5, 2), (1.5).__add__(1), (1.5).__int__(),
    (2.5).__trunc__())
print((2.7).__floor__(), (2.2).__ceil__(), (-2.7).__floor__(), (-2.2).__ceil__())
for f in (lambda: float("inf").as_integer_ratio(), lambda: float("nan").as_integer_ratio(),
    lambda: float.fromhex("xyz")):
    try:
        print(f())
    except (OverflowError, ValueError) as e:
        print(type(e).__name__, e)
import math
print(math.floor(2.7), math.ceil(2.2), math.trunc(-2.7), math.sqrt(2), math.pi, math.e, math.inf,
    math.isnan(math.nan), math.isinf(-math.inf))
print(math.gcd(12, 18), math.factorial(20), math.isqrt(10 ** 20), math.hypot(3, 4), math.log(8, 2), math.log10(1000),
    math.log2(8), math.exp(0), math.fabs(-2))
print(math.sin(0), math.cos(0), math.atan2(0, -1), math.degrees(math.pi), math.copysign(1, -0.0), math.fmod(-7, 3),
    math.modf(2.25), math.isclose(0.1 + 0.2, 0.3))
for f in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.factorial(-1), lambda: math.floor(float("inf")),
    lambda: math.exp(1000)):
    try:
        print(f())
    except (ValueError, OverflowError) as e:
        print(type(e).__name__)
