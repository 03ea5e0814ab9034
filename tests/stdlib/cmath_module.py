# oracle: 3.14
"""`cmath`: every function at every kind of special value and at chosen numbers."""

import cmath
import math

VALUES = [-math.inf, -1e308, -2.5, -1.0, -0.5, -1e-310, -0.0, 0.0, 5e-324, 0.3, 1.0, 1.5, 710.0, 1e308, math.inf, math.nan]
for name in ('acos', 'acosh', 'asin', 'asinh', 'atan', 'atanh', 'cos', 'cosh', 'exp', 'log', 'log10', 'sin', 'sinh', 'sqrt', 'tan', 'tanh',
             'isnan', 'isinf', 'isfinite'):
    function = getattr(cmath, name)
    for x in VALUES:
        for y in VALUES:
            try:
                result = function(complex(x, y))
                if isinstance(result, complex):
                    # The last digits are those of the system's library.
                    result = f'{result.real:.13g} {result.imag:.13g}'
            except (ValueError, OverflowError) as error:
                result = error
            print(name, x, y, result)
for r in VALUES:
    for phi in VALUES:
        try:
            result = cmath.rect(r, phi)
            print('rect', r, phi, f'{result.real:.13g} {result.imag:.13g}')
        except ValueError as error:
            print('rect', r, phi, error)


print([f'{cmath.phase(z):.13g}' for z in (1, -1, 1j, -1j, complex(-1.0, -0.0), complex(math.inf, -math.inf), complex(0.0, math.nan))])
print([tuple(f'{part:.13g}' for part in cmath.polar(z)) for z in (3 + 4j, -2.0, complex(-math.inf, 1.0), complex(math.nan, 0.0))])


class Z:
    def __complex__(self):
        return 1 + 2j


class F:
    def __float__(self):
        return 2.5


class I:
    def __index__(self):
        return 4


for call in (lambda: cmath.sqrt(Z()), lambda: cmath.sqrt(F()), lambda: cmath.sqrt(I()), lambda: cmath.sqrt('1'), lambda: cmath.sqrt(None), lambda: cmath.sqrt(-4),
             lambda: cmath.log(8, 2), lambda: cmath.log(2, 'x'), lambda: cmath.isclose(1, 1 + 1e-12j), lambda: cmath.isclose(1, 2, rel_tol=-1), lambda: cmath.isclose(1, 1.1, abs_tol=0.2),
             lambda: cmath.isclose(complex('inf'), complex('inf')), lambda: cmath.rect(1j, 2), lambda: cmath.log(0), lambda: cmath.infj, lambda: cmath.nanj, lambda: cmath.exp(1000)):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
