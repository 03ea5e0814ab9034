# oracle: 3.14
"""Division of fractions by zero, with the messages of 3.14."""

from fractions import Fraction as F

for call in (lambda: F(7, 3) / F(0), lambda: F(7, 3) // F(0), lambda: F(7, 3) % 0, lambda: divmod(F(1), 0), lambda: F(0) ** -1,
             lambda: F(None), lambda: F([]), lambda: F(1j)):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
