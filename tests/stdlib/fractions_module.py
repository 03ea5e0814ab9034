"""`fractions` and `numbers`: construction, arithmetic with other numbers, comparison, formats, hashes, abstract bases."""

import copy
import math
import numbers
import operator
import pickle
from fractions import Fraction as F


def attempt(call):
    try:
        print(repr(call()))
    except Exception as error:
        print(type(error).__name__, error)


for args in [(), (7,), (8, 6), (-8, 6), (8, -6), (0, -5), ('3/4',), (' -1.5e2 ',), ('1_000/3',), ('.5',), ('5.',), (1.25,),
             (F(3, 4), F(5, 6)), (True,), ('٣/٤',), ('+7/-3',), ('1/',), ('',), ('1 / 2',), ('1/0',), (1, 0), (1.5, 2), 
             (float('nan'),), (float('inf'),), ('nan',), (1, None), ('3', '4'), ('1__0',), ('0x1',), ('1e-3',)]:
    attempt(lambda: F(*args))
a, b = F(7, 3), F(-2, 5)
for name in ('add', 'sub', 'mul', 'truediv', 'floordiv', 'mod', 'pow', 'lt', 'le', 'gt', 'ge', 'eq', 'ne'):
    op = getattr(operator, name)
    for x, y in [(a, b), (a, 2), (2, a), (a, 0.5), (0.5, b), (a, 1 + 2j), (1j, b), (a, 'x'), ('x', b), (F(0), F(-1))]:
        try:
            print(name, x, y, repr(op(x, y)))
        except Exception as error:
            print(name, x, y, type(error).__name__, error)
attempt(lambda: divmod(a, b))
attempt(lambda: divmod(7, F(2, 3)))
attempt(lambda: divmod(7.5, F(1, 2)))
print(-a, +b, abs(b), int(b), math.floor(b), math.ceil(b), math.trunc(a), round(a), round(F(5, 2)), round(F(22, 7), 2), round(F(1234), -2))
print(float(a), complex(b), bool(F(0)), bool(a), a.real, a.imag, a.conjugate(), a.is_integer(), F(4, 2).is_integer(), a.as_integer_ratio())
print(F(3.14).limit_denominator(100), F(math.pi).limit_denominator(10), F(1, 3).limit_denominator(1))
attempt(lambda: a.limit_denominator(0))
print(hash(F(1, 2)) == hash(0.5), hash(F(5)) == hash(5), hash(F(1, 3)), hash(F(-1)), F(1, 2) == 0.5, F(1, 3) == 1 / 3, F(1, 2) == float('nan'), F(1, 2) < float('inf'))
print(repr(a), str(a), str(F(4)), copy.copy(a), copy.deepcopy(a), pickle.loads(pickle.dumps(a)))
attempt(lambda: F.from_float(0.1))
attempt(lambda: F.from_float(3))
attempt(lambda: F.from_float('a'))
attempt(lambda: F.from_float(float('inf')))
attempt(lambda: setattr(a, 'numerator', 3))
for spec in ['', '>10', '<10', '^10', '*^10', '+', ' ', '.2f', '+.3f', '010.2f', ',.2f', '.0f', '#.0f', '.3e', '.2E', 'g', '.3g', '#.5g', '%', '.1%',
             '_.3f', 'z.0f', '#', ',', '=10', '020', 'd', 's', 'x', '.', '*=+12.3f', '>012.2f']:
    for value in (F(22, 7), F(-1234567, 100), F(-1, 1000), F(0)):
        try:
            print(spec, value, repr(format(value, spec)))
        except ValueError as error:
            print(spec, value, error)


class Sub(F):
    pass


print(repr(Sub(1, 2)), type(Sub(1, 2) + 1), type(-Sub(1, 2)), type(copy.copy(Sub(1, 2))), Sub('1/2').__class__, type(Sub.from_float(0.5)))
for cls in (numbers.Number, numbers.Complex, numbers.Real, numbers.Rational, numbers.Integral):
    print(cls.__name__, [isinstance(value, cls) for value in (1, True, 1.5, 1j, a, 'x')], sorted(cls.__abstractmethods__)[:4])
attempt(numbers.Integral)


class Half(numbers.Rational):
    numerator, denominator = 1, 2
    for name in numbers.Rational.__abstractmethods__ - {'numerator', 'denominator'}:
        vars()[name] = lambda self, *args: NotImplemented
    del name


print(float(Half()), F(Half()), complex(Half()), Half().imag)
