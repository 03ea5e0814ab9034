# Functions whose results, and whose order of looking at arguments, are exactly those of CPython's own code.
import array
import cmath
import math


def shown(function, *args):
    try:
        return repr(function(*args))
    except (ArithmeticError, TypeError, ValueError) as error:
        return type(error).__name__


for x in (255, -3.5, 0.3, 2.5, 23, 24, 1e-21, -1e-21, 1e-300, 0.5, -0.5, 4.999, 5.0, 5.001, 12.75, 139.9, 140.1, 171.6, 171.7,
          -20.25, -139.9, -140.1, -171.5, -180.5, -200.5, 1e17, 1e305, 5e-324, 1, 2, 3.0, -1.5, -2.000001, float('inf')):
    print(x, shown(math.gamma, x), shown(math.lgamma, x))
total = 0
for i in range(1, 4000):
    total += int.from_bytes(math.lgamma(i / 7.3).hex().encode()) + int.from_bytes(math.gamma(i / 29.3 - 60.1).hex().encode())
print(total % (2**61 - 1))

for args in (1, 1), (0, -7), (0,), (2, 0), (0j, 2), (-0.0, 2), (8, 2), (1j, 1), (0, 0), (0, 'a'), (0, None):
    print(args, shown(cmath.log, *args))
for function in math.comb, math.perm:
    for args in (-1, 1.5), (-1, 'a'), (-1, -1), (3, -1), (3, 5), (5, 3), (1.5, -1):
        try:
            print(function.__name__, args, function(*args))
        except (TypeError, ValueError) as error:
            print(function.__name__, args, error)

numbers = array.array('i', [1, 2, 3, 2])
for bounds in (2,), (-2,), (4,), (10**30,), (-10**30,), (0, 10**30), (0, -10**30), (10**30, 10**30):
    print(bounds, shown(numbers.index, 2, *bounds))
