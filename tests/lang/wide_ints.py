# Ints around the ends of 49, 64 and 128 bits: every operator, exact, on both sides of each end.
import math
import operator

ends = [0, 1, 3, 2**31, 2**48, 2**49, 2**53, 2**62, 2**63, 2**64, 2**65, 2**100, 2**126, 2**127, 2**128, 2**130]
numbers = sorted({sign * (end + near) for end in ends for near in (-1, 0, 1) for sign in (1, -1)})


def digest(results):
    total = 0
    for place, result in enumerate(results, 1):
        text = repr(result)
        total = (total * 1000003 + sum(map(ord, text)) * place + len(text)) % (2**61 - 1)
    return total


def attempt(function, *args):
    try:
        return function(*args)
    except (ArithmeticError, ValueError) as e:
        return type(e).__name__


for name in ("add", "sub", "mul", "floordiv", "mod", "and_", "or_", "xor", "truediv", "lt", "le", "eq", "ne"):
    function = getattr(operator, name)
    print(name, digest(attempt(function, x, y) for x in numbers for y in numbers))
print("divmod", digest(attempt(divmod, x, y) for x in numbers for y in numbers))
for name in ("neg", "pos", "invert", "abs"):
    print(name, [getattr(operator, name)(x) for x in (2**63, -2**63, 2**127 - 1, -2**127, 2**127, -2**127 - 1)])
for count in (0, 1, 2, 31, 62, 63, 64, 65, 126, 127, 128, 200):
    print("shifts", count, digest(x << count for x in numbers), digest(x >> count for x in numbers))
for exponent in range(6):
    print("power", exponent, digest(x**exponent for x in numbers), digest(pow(x, exponent, 2**64 - 59) for x in numbers))
print("bits", digest((x.bit_length(), x.bit_count(), x.is_integer()) for x in numbers))
print("hash", digest(map(hash, numbers)), [hash(2**61 - 1 + (1 << 70)), hash(-(2**64)), hash(2**127 - 1)])
print("text", digest((str(x), f"{x:,}", f"{x:#x}", f"{x:o}", f"{x:b}", f"{x:e}") for x in numbers))
print("float", digest(float(x) for x in numbers), digest(x == float(x) for x in numbers))
print("order", digest((x < float(y)) + 2 * (float(x) >= y) for x in numbers for y in numbers))
print("bytes", digest(x.to_bytes(20, "little", signed=True) for x in numbers))
print(all(int.from_bytes(x.to_bytes(20, "big", signed=True), "big", signed=True) == x for x in numbers))
print(all(int(str(x)) == x == eval(repr(x)) and int(hex(x), 16) == x for x in numbers))
print("roots", digest(math.isqrt(abs(x)) for x in numbers), digest(math.gcd(x, 2**66 * 3) for x in numbers))
print(sorted(numbers, reverse=True) == numbers[::-1], len(set(numbers)) == len(numbers) == len({x: 1 for x in numbers}))

# Hashes and random numbers of 64 bits keep what fits into a mask.
mask = 2**64 - 1
h = 0xCBF29CE484222325
for byte in b"coroutine":
    h = (h ^ byte) * 0x100000001B3 & mask
print(h)
x = 1
for _ in range(1000):
    x = (x * 6364136223846793005 + 1442695040888963407) & mask
print(x, x >> 33, x % 1000, -x // 7, -x % 7)
s = 0x9E3779B97F4A7C15
for _ in range(100):
    s ^= s << 13 & mask
    s ^= s >> 7
    s ^= s << 17 & mask
print(s, hash(s), s == float(s), int(float(s)))
