# oracle: 3.14
"""`decimal`: signal dicts, contexts of threads and tasks, formats, powers, subclasses, and the version in the language."""

import asyncio
import contextvars
import sys
import threading
from decimal import *
from decimal import Decimal as D
from fractions import Fraction


def attempt(call):
    try:
        print(repr(call()))
    except Exception as error:
        print(type(error).__name__, error)


def assign(target, name, value):
    setattr(target, name, value)


# Signal dicts.
c = Context(traps=[Inexact], flags=[Rounded, Clamped])
print(c, c.flags, c.flags is c.flags, len(c.traps), c.flags == c.traps, c.flags == c.flags.copy(), c.flags != {}.fromkeys(c.flags, 0))
c.flags[InvalidOperation] = [1]
c.flags[Rounded] = 0
print([signal.__name__ for signal, on in c.flags.items() if on], Inexact in c.flags, c.flags.get(Inexact))
for call in [lambda: c.flags[1], lambda: c.flags[DecimalException], lambda: c.flags.pop(Inexact), lambda: c.flags.clear(), lambda: hash(c.flags),
             lambda: c.flags < c.flags, lambda: Context(flags=[3]), lambda: Context(flags={}), lambda: Context(flags=3), lambda: assign(c, 'traps', []),
             lambda: assign(c, 'flags', {}), lambda: assign(c, 'foo', 1), lambda: assign(c, 'prec', 10 ** 30), lambda: assign(c, 'rounding', None),
             lambda: assign(c, 'flags', c.traps), lambda: delattr(c, 'prec'), lambda: Context().flags[Inexact], lambda: type(c.flags)()]:
    attempt(call)
print(c.flags == c.traps, c.__reduce__())

# The current context.
print(getcontext() is getcontext(), getcontext().prec)
attempt(lambda: setcontext(3))
attempt(lambda: localcontext(3))
attempt(lambda: localcontext(prec=0))
attempt(lambda: localcontext(foo=0))
with localcontext(prec=5, rounding=ROUND_UP, traps=[], flags=[Clamped]) as local:
    print(local is getcontext(), D(1) / 3, D(1) / 0, local)
    with localcontext(ExtendedContext) as inner:
        inner.prec = 3
        print(D(2) / 3, ExtendedContext.prec)
    print(D(2) / 3, getcontext() is local)
print(getcontext().prec)


def in_thread():
    getcontext().prec = 4
    print('thread', D(1) / 7)


thread = threading.Thread(target=in_thread)
thread.start()
thread.join()


async def task(prec):
    getcontext().prec = prec
    await asyncio.sleep(0)
    with localcontext(prec=prec + 1):
        await asyncio.sleep(0)
        print('task', D(1) / 7)
    await asyncio.sleep(0)
    print('task', D(1) / 7)


async def main():
    await asyncio.gather(task(3), task(6))

contextvars.copy_context().run(asyncio.run, main())
print(D(1) / 7)
setcontext(BasicContext)
print(getcontext() is BasicContext, getcontext())
setcontext(Context(prec=28))

# Texts and parts.
for value in ['١٢.٥', ' 1_0 ', '__1', '_', 'n_an', '1\x00', '\ud800', (0, (), 3), (0, (), 'n'), (1, (0, 4), 'N'), (0, (1,), 10 ** 30), (True, (1,), 2), (1, (), 'F')]:
    attempt(lambda: D(value))
for value in [' 1', '1_0', '١', (0, (1, 2, 3, 4), 0), 'NaN12345', D('sNaN12345'), 1.5, 12345, '1E+99']:
    attempt(lambda: Context(prec=3, Emax=9, traps=[Overflow]).create_decimal(value))

# Formats.
for spec in ['#', '#.0f', '#e', '+#', '#,', '#10', '0#', 'z.0f', '+z.1f', ' z.0%', '012,.1f', '=12', '*^14.3e', 'é>9', '5,', '00', '_', '.', '010n', '.3g', 'x']:
    attempt(lambda: [format(D(text), spec) for text in ['-0.04', '1234567.5', '1E+5', '-Infinity', 'NaN']])
attempt(lambda: D(123456789).__format__('016.1f', {'decimal_point': ',', 'thousands_sep': '.', 'grouping': '\3\2\1'}))
attempt(lambda: D(1).__format__('.1f', {'decimal_point': ''}))

# Powers, and numbers of other kinds.
for call in [lambda: pow(2, D(3), 5), lambda: pow(D(2), -1, 5), lambda: pow(D(12), D('1E+3'), 35), lambda: D('1.00') ** 3, lambda: D('1.0') ** D('0.5'), lambda: D(-2) ** D('0.5'),
             lambda: D(2) ** D('1E+30'), lambda: D('0.5') ** D('1E+30'), lambda: D('1.0000000001') ** D('1E+12'), lambda: D(10) ** -5, lambda: D(7) ** D('123456789012345678901'),
             lambda: D(2) ** D('0.5'), lambda: D('Infinity') ** -3, lambda: D(0) ** 0, lambda: D('0.9') ** D('Infinity'), lambda: D(3) ** D('-Infinity')]:
    attempt(call)
for other in [Fraction(3, 2), 1.5, True, 10 ** 30, 1.5 + 0j, 1j, 'x', None, float('nan')]:
    attempt(lambda: (D('1.5') == other, other != D('1.5')))
    attempt(lambda: (D('1.5') < other, other >= D('1.5')))
attempt(lambda: [hash(D(value)) == hash(value) for value in (0, -1, 2 ** 61 - 1, 10 ** 40, 0.5, -1e300, float('-inf'))])


class Money(Decimal):
    def __new__(cls, value, currency=None):
        self = Decimal.__new__(cls, value)
        self.currency = currency
        return self


m = Money('2.50', currency='EUR')
print(m, repr(m), m.currency, type(m + 1), type(-m), type(m.real), type(Money.from_float(0.5)), type(D(m)), Money(m) is m, m.__reduce__(), isinstance(m, Decimal))

# The version in the language takes the place of the native one where there is none.
for name in ['decimal', '_decimal', '_pydecimal']:
    sys.modules.pop(name, None)
sys.modules['_decimal'] = None
import decimal
print(decimal.Decimal is not Decimal, decimal.Decimal(1) / 3, decimal.getcontext().prec, decimal.Decimal(2).sqrt())
