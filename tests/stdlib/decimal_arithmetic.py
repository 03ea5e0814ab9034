"""`decimal`: thousands of operations on chosen and drawn numbers in contexts of every rounding, with their flags."""

from decimal import *

NUMBERS = ['0', '-0', '1', '-1', '2', '3', '7', '10', '0.1', '-0.5', '1.5', '2.50', '100', '1E+3', '1E-3', '123456789', '0.00123', '9.99', '999999', '1E+20',
           '-1E-20', '5E-7', '0E+3', '0E-5', '12345.6789', '-99.995', '1.0000001', '0.9999999', 'Infinity', '-Infinity', 'NaN', 'sNaN12', '-NaN3', '1E-6', '3E+6', '0.3333333']
ROUNDINGS = [ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP]
BINARY = ['add', 'subtract', 'multiply', 'divide', 'divide_int', 'remainder', 'remainder_near', 'divmod', 'compare', 'compare_signal', 'compare_total',
          'compare_total_mag', 'max', 'min', 'max_mag', 'min_mag', 'quantize', 'next_toward', 'rotate', 'shift', 'scaleb', 'copy_sign', 'same_quantum',
          'logical_and', 'logical_or', 'logical_xor']
UNARY = ['abs', 'minus', 'plus', 'exp', 'ln', 'log10', 'logb', 'logical_invert', 'next_minus', 'next_plus', 'normalize', 'number_class', 'sqrt', 'to_eng_string',
         'to_integral_exact', 'to_integral_value', 'is_normal', 'is_subnormal', 'canonical', 'copy_abs', 'copy_negate', 'is_finite', 'is_infinite', 'is_nan',
         'is_qnan', 'is_signed', 'is_snan', 'is_zero', 'to_sci_string', 'create_decimal']


def flags(context):
    return ' '.join(sorted(signal.__name__[:4] for signal, on in context.flags.items() if on))


def show(context, name, *args):
    context.clear_flags()
    try:
        result = getattr(context, name)(*args)
    except Exception as error:
        result = type(error).__name__
    return f'{result} {flags(context)}'


for index, rounding in enumerate(ROUNDINGS):
    context = Context(prec=7, rounding=rounding, Emin=-9, Emax=9, traps=[], clamp=index % 2)
    print(context)
    for name in UNARY:
        print(name, '|'.join(show(context, name, Decimal(n)) for n in NUMBERS))
    for name in BINARY:
        for a in NUMBERS[index % 3::3]:
            print(name, a, '|'.join(show(context, name, Decimal(a), Decimal(b)) for b in NUMBERS))

seed = 12345


def draw(n):
    global seed
    seed = (seed * 6364136223846793005 + 1442695040888963407) % 2 ** 64
    return (seed >> 33) % n


def number():
    digits = str(draw(10 ** (1 + draw(9))))
    return Decimal(('-' if draw(4) == 0 else '') + digits + 'E' + str(draw(25) - 14))


def power(a, b):
    # CPython rounds other powers than to the nearest from a result that is not exact.
    context.rounding = ROUND_HALF_EVEN
    return show(context, 'power', a, b)


context = Context(prec=16, Emin=-999, Emax=999, traps=[])
for _ in range(300):
    a, b, c = number(), number(), number()
    context.prec = 1 + draw(30)
    context.rounding = ROUNDINGS[draw(8)]
    print(a, b, c, context.prec, context.rounding[6:], '|'.join(show(context, name, a, b) for name in BINARY[:8]), show(context, 'fma', a, b, c),
          '|'.join(show(context, name, a) for name in ('exp', 'ln', 'log10', 'sqrt', 'normalize', 'next_plus', 'next_minus')),
          power(abs(a), Decimal(draw(40) - 20)), power(Decimal(a.as_tuple().digits[0]) + 1, b))
for prec in (1, 2, 5, 50, 120):
    context = Context(prec=prec, traps=[])
    print(context.exp(Decimal(1)), context.ln(Decimal(2)), context.log10(Decimal(7)), context.sqrt(Decimal(2)), context.power(Decimal(2), Decimal('0.5')),
          context.power(Decimal(3), 100), context.exp(Decimal('-1E-10')), context.ln(Decimal('1.0000000001')), context.power(Decimal('1.00001'), Decimal(100000)))
    print(context.power(4, Decimal('0.5')), context.power(8, Decimal('-1')), context.power(Decimal('0.0625'), Decimal('0.25')), context.power(Decimal(10), -5))
context = Context(prec=9, traps=[])
for a, b, m in [(3, 5, 7), (-3, 5, 7), (-3, 4, 7), (3, -5, 7), (0, 0, 7), (2, 100, 999999999), (2, 3, 0), ('1.5', 2, 3), (10, 20, -7), ('NaN', 1, 2)]:
    print(a, b, m, show(context, 'power', Decimal(a), Decimal(b), Decimal(m)))
