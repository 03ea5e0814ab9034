"""`decimal` at its limits: what memory cannot hold is a MemoryError, what it need not hold has a result."""

from decimal import *
from decimal import Decimal as D

context = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[InvalidOperation, Overflow])
setcontext(context)
for name, call in {
    'divide': lambda: D(1) / 3, 'add': lambda: D('1E+999999999999999') + 1, 'multiply': lambda: D('1.5') * D('1.5'), 'sqrt': lambda: D(2).sqrt(),
    'next': lambda: D(1).next_plus(), 'invert': lambda: D(1).logical_invert(), 'int': lambda: int(D('1E+999999999999999')),
    'compare': lambda: D('1E+999999999999999') == 10, 'hash': lambda: hash(D('1E+999999999999999')), 'float': lambda: float(D('-1E+999999999999999')),
    'scaleb': lambda: D(1).scaleb(10 ** 18), 'text': lambda: str(D('1E-999999999999999')), 'shift': lambda: D(12).shift(5), 'integral': lambda: D('1E-999999999999').to_integral_value(),
    'width': lambda: format(D(1), '1999999999999999999'), 'parse': lambda: D('1E+1000000000000000000'),
}.items():
    try:
        print(name, repr(call()))
    except (ArithmeticError, MemoryError, ValueError) as error:
        print(name, type(error).__name__, error)
