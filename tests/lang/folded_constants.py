# Expressions of constants are worth what they are worth when they are computed: integers beyond 64 and 128 bits, bytes,
# tuples.
import itertools
import operator

operators = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "//": operator.floordiv,
    "%": operator.mod,
    "&": operator.and_,
    "|": operator.or_,
    "^": operator.xor,
}
numbers = [0, 1, -1, 7, -7, 2**31, 2**62, 2**63 - 1, -(2**63), 2**63, 2**64, -(2**64) + 1, 2**126, 2**127 - 1, -(2**127),
           2**127, 2**128, 10**30, -(10**30), 10**45]
checked = 0
for a, b in itertools.product(numbers, numbers):
    for sign, function in operators.items():
        try:
            expected = function(a, b)
        except ZeroDivisionError:
            continue
        assert eval(f"({a}) {sign} ({b})") == expected, (a, sign, b)
        checked += 1
for a in numbers:
    for b in 0, 1, 2, 3, 31, 62, 63, 64, 125, 126, 127, 128, 200:
        assert eval(f"({a}) << {b}") == operator.lshift(a, b), (a, b)
        assert eval(f"({a}) >> {b}") == operator.rshift(a, b), (a, b)
        assert eval(f"({a}) ** {b}") == operator.pow(a, b), (a, b)
        checked += 3
print(checked)
print(10**20, (10**30) // 7, -(2**63), 2**64 - 1, 1 << 64, 2**127, 2**128 - 1, -(2**127) - 1, 1 << 126, 1 << 127)
print((-2) ** 127, (-2) ** 126, 3**80, -(3**80), 0xFFFFFFFFFFFFFFFF & ~0xFF, 10**18 * 10**18, 10**20 * 10**20)
print(b"abc" + b"d", b"" + b"", (1, 2) + (3,), () + ((),), ("a",) + (2.0, None) + (...,))
print(2**63 / 2, 10**30 / 10**29, 2**-1, 2**0.5, (-8) ** 3)
for text in "1 // 0", "10**30 % 0", "1 << -1", "1 >> -1", "2 ** 10 ** 1", "0 ** -1", "b'a' + 'b'", "(1,) + [2]":
    try:
        print(text, eval(text))
    except ZeroDivisionError as error:
        print(text, type(error).__name__)
    except (TypeError, ValueError) as error:
        print(text, type(error).__name__, error)
