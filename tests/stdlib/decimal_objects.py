"""`decimal`: construction, conversion, comparison with other types, formats, contexts, traps, copies and pickles."""

import copy
import math
import numbers
import operator
import pickle
from decimal import *
from fractions import Fraction


def attempt(call):
    try:
        print(repr(call()))
    except Exception as error:
        shown = '' if isinstance(error, DecimalException) else error
        print(type(error).__name__, shown, error.args[0] if isinstance(error, DecimalException) else '')


D = Decimal
for value in ['', ' 1.5 ', '1_000.5', '1e5', '+1E-7', '.5', '5.', '.', '1..2', '1e', 'e5', 'inf', '-Infinity', 'infinit', 'NaN', 'nan123', 'sNaN', '-snan0', '١٢', '1 2', '0x1',
              '1E+99999999999999999999', 5, -5, True, 10 ** 50, 0.1, -0.0, float('inf'), float('nan'), (0, (1, 2, 3), -2), (1, (), 'F'), (0, (1,), 'n'), (0, (0, 0, 1), 0),
              [1, [1, 2], 1], (2, (1,), 0), (0, (10,), 0), (0, (1,), 'x'), (0, (1,)), (0, 1, 2), None, 1j, b'1', [], D('1.10'), '--1', '1e1.5', '\u3000 1', 'İnf']:
    attempt(lambda: D(value))
attempt(D)
attempt(lambda: D.from_float(0.1))
attempt(lambda: D.from_float('a'))
attempt(lambda: D('1', 5))
for text in ['0', '-0', '0E+2', '0E-7', '0.000001', '0.0000001', '1E+5', '123E+3', '12E-9', '1.23E+10', '-1.5E-10', '100', 'Infinity', '-NaN5', '0E+7', '1E-7']:
    d = D(text)
    print(str(d), d.to_eng_string(), d.as_tuple(), d.adjusted(), bool(d), d.is_zero(), d.number_class(), d.copy_abs(), d.copy_negate(), d.is_signed())
    attempt(lambda: d.as_integer_ratio())
    attempt(lambda: (int(d), math.floor(d), math.ceil(d), math.trunc(d), round(d)))
    attempt(lambda: float(d))
for a in (D('2.5'), D('-3'), D('0'), D('NaN'), D('Infinity')):
    for b in (2, -1, 0, D('0.5'), 2.5, 1j, Fraction(5, 2), 'x', None, True, 10 ** 30, float('nan')):
        for op in (operator.add, operator.sub, operator.mul, operator.truediv, operator.floordiv, operator.mod, operator.pow, divmod, operator.eq, operator.ne, operator.lt, operator.ge):
            for x, y in ((a, b), (b, a)):
                try:
                    print(op.__name__, x, y, repr(op(x, y)))
                except Exception as error:
                    print(op.__name__, x, y, type(error).__name__, '' if isinstance(error, DecimalException) else error)
print(hash(D('1.5')) == hash(1.5), hash(D(5)) == hash(5), hash(D('-1')), hash(D('Infinity')) == hash(math.inf), hash(D('1E+30')) == hash(10 ** 30), D('1.5') == 1.5, D('0.1') == 0.1)
attempt(lambda: hash(D('sNaN')))
attempt(lambda: float(D('sNaN')))
attempt(lambda: D('sNaN') == 1)
attempt(lambda: D('NaN') < 1)
attempt(lambda: (round(D('2.675'), 2), round(D('-1234.5'), -2), round(D('2.5')), round(D('1E+5'), 1)))
attempt(lambda: round(D('1.5'), 1.5))
attempt(lambda: round(D('NaN')))
attempt(lambda: D('1.23456').quantize(D('0.01'), ROUND_UP))
attempt(lambda: D('1.5').quantize(D('1'), 'x'))
attempt(lambda: D('1E+30').quantize(D('0.01')))
attempt(lambda: D('7.5').to_integral_value(ROUND_CEILING))
attempt(lambda: D(1).compare('x'))
print(max(D(1), D(2)), sum([D('0.1')] * 3), sorted([D('3'), D('-1'), D('2.5')]), abs(D('-1.5')), -D('0'), +D('-0'), D(3).real, D(3).imag, D(3).conjugate(), complex(D('1.5')))
for spec in ['', '.2f', '10.3f', '<10', '^+12.2f', ',.2f', 'e', '.3e', '.0e', 'E', 'g', '.3g', 'G', '%', '.1%', '010', '+', ' ', 'z.1f', '#.0f', '*>12', '015,.2f', 'n', '.0f', '<05', 's', 'd', 'x', '=+10', '.']:
    for text in ('1234567.891', '-0.004', '0', '1E+10', 'NaN', '-Infinity', '0E-3', '1E-9', '-0'):
        try:
            print(spec, text, repr(format(D(text), spec)))
        except ValueError as error:
            print(spec, text, error)
c = Context(prec=5, rounding=ROUND_DOWN, flags=[Inexact], traps=[Overflow])
print(c, c.copy(), pickle.loads(pickle.dumps(c)), copy.copy(c), copy.deepcopy(D('1.10')), pickle.loads(pickle.dumps(D('-NaN5'))), c.Etiny(), c.Etop(), c.radix())
for name, value in [('prec', 0), ('prec', 'a'), ('Emin', 1), ('Emax', -1), ('capitals', 2), ('clamp', 5), ('rounding', 'x'), ('foo', 1), ('traps', 5)]:
    attempt(lambda: setattr(c, name, value))
attempt(lambda: delattr(c, 'prec'))
attempt(lambda: c.create_decimal('1.2345678'))
attempt(lambda: c.create_decimal(3.1415926535))
attempt(lambda: c.create_decimal_from_float(0.1))
attempt(lambda: Context(prec='a'))
with localcontext(prec=3) as ctx:
    print(D(1) / 3, ctx.flags[Inexact], getcontext() is ctx)
    with localcontext(Context(prec=2, capitals=0)):
        print(D(200) / 3, D('1E+20') * 1)
print(D(1) / 3, getcontext().prec)
attempt(lambda: localcontext(foo=1))
attempt(lambda: localcontext(5))
attempt(lambda: D(1) / 0)
attempt(lambda: D(0) / 0)
attempt(lambda: D('Infinity') - D('Infinity'))
attempt(lambda: D(-1).sqrt())
attempt(lambda: D('1E+999999') * 10)
attempt(lambda: divmod(D(1), 0))
getcontext().traps[Inexact] = True
attempt(lambda: D(1) / 3)
getcontext().traps[Inexact] = False
getcontext().traps[FloatOperation] = True
attempt(lambda: D(1.5))
attempt(lambda: D('1') < 1.5)
attempt(lambda: D('1') == 1.5)
getcontext().traps[FloatOperation] = False
attempt(lambda: getcontext().traps.__setitem__('x', 1))
setcontext(ExtendedContext)
print(getcontext().prec, getcontext() is ExtendedContext, D(1) / 0, D(-1).sqrt(), BasicContext.prec, DefaultContext.prec)


class Sub(Decimal):
    def __str__(self):
        return 'sub'


s = Sub('1.5')
print(type(s), type(s + 1), repr(D(s)), type(+s), s, isinstance(s, numbers.Number), isinstance(s, numbers.Real), type(copy.copy(s)), type(s.from_float(1.5)))
print(issubclass(DivisionByZero, ZeroDivisionError), issubclass(FloatOperation, TypeError), InvalidOperation.__mro__[1].__name__, MAX_PREC, MIN_EMIN, MIN_ETINY, HAVE_THREADS)
print(DecimalTuple(0, (1,), 2), DecimalTuple._fields)
attempt(lambda: setattr(D(1), 'x', 1))
