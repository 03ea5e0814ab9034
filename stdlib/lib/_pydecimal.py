"""Decimal arithmetic: numbers with a decimal exponent, correctly rounded (the General Decimal Arithmetic
Specification 1.70, https://speleotrove.com/decimal/)."""

import contextvars as _contextvars
import math as _math
import numbers as _numbers
import sys as _sys
from _types import _as_built_in
from collections import namedtuple as _namedtuple

__all__ = [
    'Decimal', 'Context', 'DecimalTuple', 'DefaultContext', 'BasicContext', 'ExtendedContext', 'DecimalException',
    'Clamped', 'InvalidOperation', 'DivisionByZero', 'Inexact', 'Rounded', 'Subnormal', 'Overflow', 'Underflow',
    'FloatOperation', 'DivisionImpossible', 'InvalidContext', 'ConversionSyntax', 'DivisionUndefined', 'ROUND_DOWN',
    'ROUND_HALF_UP', 'ROUND_HALF_EVEN', 'ROUND_CEILING', 'ROUND_FLOOR', 'ROUND_UP', 'ROUND_HALF_DOWN', 'ROUND_05UP',
    'setcontext', 'getcontext', 'localcontext', 'IEEEContext', 'MAX_PREC', 'MAX_EMAX', 'MIN_EMIN', 'MIN_ETINY',
    'HAVE_THREADS', 'HAVE_CONTEXTVAR', 'IEEE_CONTEXT_MAX_BITS']

DecimalTuple = _namedtuple('DecimalTuple', 'sign digits exponent', module='decimal')

ROUND_DOWN = 'ROUND_DOWN'
ROUND_HALF_UP = 'ROUND_HALF_UP'
ROUND_HALF_EVEN = 'ROUND_HALF_EVEN'
ROUND_CEILING = 'ROUND_CEILING'
ROUND_FLOOR = 'ROUND_FLOOR'
ROUND_UP = 'ROUND_UP'
ROUND_HALF_DOWN = 'ROUND_HALF_DOWN'
ROUND_05UP = 'ROUND_05UP'
_ROUNDINGS = (ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,
              ROUND_05UP)

HAVE_THREADS = True
HAVE_CONTEXTVAR = True
MAX_PREC = MAX_EMAX = 999999999999999999
MIN_EMIN = -MAX_EMAX
MIN_ETINY = MIN_EMIN - (MAX_PREC - 1)
IEEE_CONTEXT_MAX_BITS = 512
__version__ = '1.70'
__libmpdec_version__ = '2.5.1'


class DecimalException(ArithmeticError):
    """The base of all signals."""


class Clamped(DecimalException):
    """An exponent was changed to fit."""


class InvalidOperation(DecimalException):
    """The operation has no result."""


class ConversionSyntax(InvalidOperation):
    """The text is no number."""


class DivisionByZero(DecimalException, ZeroDivisionError):
    """A finite number was divided by zero."""


class DivisionImpossible(InvalidOperation):
    """The quotient would have too many digits."""


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    """Zero was divided by zero."""


class Inexact(DecimalException):
    """Digits other than zero were rounded off."""


class InvalidContext(InvalidOperation):
    """The context is none."""


class Rounded(DecimalException):
    """Digits were rounded off."""


class Subnormal(DecimalException):
    """The exponent is below Emin."""


class Overflow(Inexact, Rounded):
    """The number is too large."""


class Underflow(Inexact, Rounded, Subnormal):
    """The number became inexact and subnormal."""


class FloatOperation(DecimalException, TypeError):
    """A float was mixed with decimals."""


for _class in (DecimalException, Clamped, InvalidOperation, ConversionSyntax, DivisionByZero, DivisionImpossible,
               DivisionUndefined, Inexact, InvalidContext, Rounded, Subnormal, Overflow, Underflow, FloatOperation):
    _class.__module__ = 'decimal'

_signals = [Clamped, DivisionByZero, Inexact, Overflow, Rounded, Underflow, InvalidOperation, Subnormal, FloatOperation]
# The order in which CPython shows them.
_shown_signals = [InvalidOperation, FloatOperation, DivisionByZero, Overflow, Underflow, Subnormal, Inexact, Rounded, Clamped]

_SIGNAL_NAMES = ('valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n   Overflow, '
                 'Underflow, Subnormal, Inexact, Rounded,\n   Clamped]')

_FINITE, _INF, _QNAN, _SNAN = range(4)

# ---------------------------------------------------------------------------------------------------------------------
# Integers and their digits

_powers = [1]


def _pow10(n):
    if n < 400:
        while len(_powers) <= n:
            _powers.append(_powers[-1] * 10)
        return _powers[n]
    return 10 ** n


def _length(n):
    """The number of decimal digits of a natural number; 1 for 0."""
    if n < 10:
        return 1
    guess = int((n.bit_length() - 1) * 0.30102999566398120) + 1
    return guess + 1 if n >= _pow10(guess) else guess


def _text(n):
    """The digits of a natural number, however many."""
    if n.bit_length() < 13000:
        return str(n)
    half = _length(n) // 2
    high, low = divmod(n, _pow10(half))
    return _text(high) + _text(low).rjust(half, '0')


def _number(digits):
    """The natural number of digits, however many."""
    if len(digits) < 4000:
        return int(digits or '0')
    half = len(digits) // 2
    return _number(digits[:-half]) * _pow10(half) + _number(digits[-half:])


# ---------------------------------------------------------------------------------------------------------------------
# Contexts


class _SignalDict(dict):
    """Which signals are set: traps or flags of a context."""

    def __init__(self, on=()):
        super().__init__((signal, signal in on) for signal in _shown_signals)

    def __setitem__(self, key, value):
        if key not in self:
            raise KeyError(_SIGNAL_NAMES)
        super().__setitem__(key, bool(value))

    def __delitem__(self, key):
        raise ValueError('signal keys cannot be deleted')

    def __reduce__(self):
        return _restore_signals, ([signal for signal, on in self.items() if on],)

    def copy(self):
        return dict(self)

    def __repr__(self):
        return '{' + ', '.join(f'{signal!r}:{on!r}' for signal, on in self.items()) + '}'


def _restore_signals(on):
    return _SignalDict(on)


def _checked_int(name, value, low, high, text):
    if not isinstance(value, int):
        raise TypeError('an integer is required')
    if not low <= value <= high:
        raise ValueError(text)
    return int(value)


class Context:
    """The circumstances of arithmetic: precision, rounding, exponent limits, traps and flags."""

    __slots__ = ('prec', 'rounding', 'Emin', 'Emax', 'capitals', 'clamp', 'flags', 'traps')
    __hash__ = None

    def __init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None):
        base = DefaultContext if 'DefaultContext' in globals() else None
        self.prec = prec if prec is not None else base.prec if base else 28
        self.rounding = rounding if rounding is not None else base.rounding if base else ROUND_HALF_EVEN
        self.Emin = Emin if Emin is not None else base.Emin if base else -999999
        self.Emax = Emax if Emax is not None else base.Emax if base else 999999
        self.capitals = capitals if capitals is not None else base.capitals if base else 1
        self.clamp = clamp if clamp is not None else base.clamp if base else 0
        self.traps = _signals_of(traps, base.traps if base else {}, 'traps')
        self.flags = _signals_of(flags, {}, 'flags')

    def __setattr__(self, name, value):
        if name == 'prec':
            value = _checked_int(name, value, 1, MAX_PREC, 'valid range for prec is [1, MAX_PREC]')
        elif name == 'Emin':
            value = _checked_int(name, value, MIN_EMIN, 0, 'valid range for Emin is [MIN_EMIN, 0]')
        elif name == 'Emax':
            value = _checked_int(name, value, 0, MAX_EMAX, 'valid range for Emax is [0, MAX_EMAX]')
        elif name == 'capitals':
            value = _checked_int(name, value, 0, 1, 'valid values for capitals are 0 or 1')
        elif name == 'clamp':
            value = _checked_int(name, value, 0, 1, 'valid values for clamp are 0 or 1')
        elif name == 'rounding':
            if value not in _ROUNDINGS:
                raise TypeError('valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   '
                                'ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]')
        elif name in ('flags', 'traps'):
            if not isinstance(value, dict):
                raise TypeError('argument must be a signal dict')
            if not isinstance(value, _SignalDict):
                if set(value) != set(_signals):
                    raise KeyError('invalid signal dict')
                value = _SignalDict([signal for signal in value if value[signal]])
        else:
            raise AttributeError(f"'decimal.Context' object has no attribute '{name}'")
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        if name in Context.__slots__:
            raise AttributeError('context attributes cannot be deleted')
        raise AttributeError(f"'decimal.Context' object has no attribute '{name}'")

    def __repr__(self):
        flags = ', '.join(signal.__name__ for signal in _shown_signals if self.flags[signal])
        traps = ', '.join(signal.__name__ for signal in _shown_signals if self.traps[signal])
        return (f'Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, Emax={self.Emax}, '
                f'capitals={self.capitals}, clamp={self.clamp}, flags=[{flags}], traps=[{traps}])')

    def __reduce__(self):
        on = [[signal for signal in _signals if signals[signal]] for signals in (self.flags, self.traps)]
        return (self.__class__, (self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp, *on))

    def copy(self):
        """A copy, flags included."""
        new = Context(self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp)
        object.__setattr__(new, 'flags', _SignalDict([signal for signal in _signals if self.flags[signal]]))
        object.__setattr__(new, 'traps', _SignalDict([signal for signal in _signals if self.traps[signal]]))
        return new

    __copy__ = copy

    def clear_flags(self):
        """Set all flags to False."""
        for signal in _signals:
            self.flags[signal] = False

    def clear_traps(self):
        """Set all traps to False."""
        for signal in _signals:
            self.traps[signal] = False

    def Etiny(self):
        """The smallest exponent of a subnormal number."""
        return self.Emin - self.prec + 1

    def Etop(self):
        """The largest exponent of a number of full precision."""
        return self.Emax - self.prec + 1

    def _signal(self, condition, result=None):
        """Notes a condition: an exception if it is trapped, else the result."""
        flags, flag = self.flags, condition
        if flag not in flags:
            flag = next((signal for signal in condition.__mro__ if signal in flags), condition)
        if not flags[flag]:
            flags[flag] = True
        if self.traps[flag]:
            raise flag([condition])
        return result

    def _invalid(self, condition=InvalidOperation):
        return self._signal(condition, _NAN)

    def create_decimal(self, num='0', /):
        """A decimal of a number or text, rounded to the context."""
        if isinstance(num, str):
            parsed = _parse(num)
            if parsed is None:
                return self._signal(ConversionSyntax, _NAN)
            value = _make(*parsed)
        else:
            value = Decimal(num, context=self)
        if value._kind >= _QNAN and _length(value._coef) > self.prec - self.clamp and value._coef:
            return self._signal(ConversionSyntax, _NAN)
        return _finish(value, self)

    def create_decimal_from_float(self, f, /):
        """A decimal of a float, rounded to the context."""
        return _finish(Decimal.from_float(f), self)

    def radix(self):
        """The base of the numbers: ten."""
        return Decimal(10)


def _signals_of(given, default, name):
    if given is None:
        return _SignalDict([signal for signal in default if default[signal]])
    if isinstance(given, dict):
        return _SignalDict([signal for signal in given if given[signal]])
    if not isinstance(given, list):
        raise TypeError('argument must be a signal dict')
    for signal in given:
        if signal not in _signals:
            raise TypeError(_SIGNAL_NAMES)
    return _SignalDict(given)


DefaultContext = Context(28, ROUND_HALF_EVEN, -999999, 999999, 1, 0, [], [DivisionByZero, Overflow, InvalidOperation])
BasicContext = Context(9, ROUND_HALF_UP, -999999, 999999, 1, 0, [],
                       [DivisionByZero, Overflow, InvalidOperation, Clamped, Underflow])
ExtendedContext = Context(9, ROUND_HALF_EVEN, -999999, 999999, 1, 0, [], [])

_current = _contextvars.ContextVar('decimal_context')


def getcontext():
    """The current context; each thread and task has its own."""
    try:
        return _current.get()
    except LookupError:
        context = DefaultContext.copy()
        context.clear_flags()
        _current.set(context)
        return context


def setcontext(context, /):
    """Makes a context the current one."""
    if not isinstance(context, Context):
        raise TypeError('optional argument must be a context')
    if any(context is shared for shared in (DefaultContext, BasicContext, ExtendedContext)):
        context = context.copy()
        context.clear_flags()
    _current.set(context)


class _ContextManager:
    """Sets a context and restores the one before."""

    def __init__(self, new):
        self.new = new.copy()

    def __enter__(self):
        self.saved = getcontext()
        setcontext(self.new)
        return self.new

    def __exit__(self, *exc):
        setcontext(self.saved)


def localcontext(ctx=None, **kwargs):
    """A context manager whose block has a copy of a context, changed by keywords."""
    if ctx is None:
        ctx = getcontext()
    elif not isinstance(ctx, Context):
        raise TypeError('optional argument must be a context')
    manager = _ContextManager(ctx)
    for name, value in kwargs.items():
        if name not in Context.__slots__:
            raise TypeError(f"this function got an unexpected keyword argument '{name}'")
        setattr(manager.new, name, value if name not in ('flags', 'traps') else _signals_of(value, {}, name))
    return manager


def IEEEContext(bits, /):
    """The context of an IEEE 754 interchange format."""
    if bits <= 0 or bits > IEEE_CONTEXT_MAX_BITS or bits % 32:
        raise ValueError(f'argument must be a multiple of 32, with a maximum of {IEEE_CONTEXT_MAX_BITS}')
    context = Context(9 * (bits // 32) - 2, ROUND_HALF_EVEN, 0, 3 * (1 << (bits // 16 + 3)), 1, 1, [], [])
    context.Emin = 1 - context.Emax
    return context


# ---------------------------------------------------------------------------------------------------------------------
# Rounding


def _rounded(coef, cut, sign, rounding):
    """A coefficient without its last `cut` digits, rounded, and whether those were not all zero."""
    power = _pow10(cut)
    quotient, remainder = divmod(coef, power)
    if not remainder:
        return quotient, False
    if rounding == ROUND_HALF_EVEN:
        twice = remainder * 2
        up = twice > power or twice == power and quotient & 1
    elif rounding == ROUND_HALF_UP:
        up = remainder * 2 >= power
    elif rounding == ROUND_HALF_DOWN:
        up = remainder * 2 > power
    elif rounding == ROUND_DOWN:
        up = False
    elif rounding == ROUND_UP:
        up = True
    elif rounding == ROUND_CEILING:
        up = not sign
    elif rounding == ROUND_FLOOR:
        up = sign
    else:
        up = quotient % 5 == 0
    return quotient + bool(up), True


def _finish(value, context):
    """A result as the context wants it: so many digits, an exponent within limits; signals what was changed."""
    kind = value._kind
    prec = context.prec
    if kind:
        if kind >= _QNAN and value._coef:
            room = prec - context.clamp
            if _length(value._coef) > room:
                return _make(kind, value._sign, value._coef % _pow10(room), 0)
        return value if type(value) is Decimal else _make(kind, value._sign, value._coef, 0)
    sign, coef, exp = value._sign, value._coef, value._exp
    etiny = context.Emin - prec + 1
    etop = context.Emax - prec + 1
    if not coef:
        highest = etop if context.clamp else context.Emax
        new = min(max(exp, etiny), highest)
        if new != exp:
            value = _make(_FINITE, sign, 0, new)
            context._signal(Clamped)
        return value if type(value) is Decimal else _make(_FINITE, sign, 0, new)
    digits = _length(coef)
    lowest = digits + exp - prec
    if lowest > etop:
        return _overflow(sign, context)
    subnormal = lowest < etiny
    if subnormal:
        lowest = etiny
    if exp < lowest:
        cut = lowest - exp
        if cut > digits + 1:
            coef, inexact = _rounded(1, 2, sign, context.rounding)
        else:
            coef, inexact = _rounded(coef, cut, sign, context.rounding)
        if coef == _pow10(prec):
            coef //= 10
            lowest += 1
        result = _make(_FINITE, sign, coef, lowest)
        if lowest > etop:
            return _overflow(sign, context)
        if inexact and subnormal:
            context._signal(Underflow)
        if subnormal:
            context._signal(Subnormal)
        if inexact:
            context._signal(Inexact)
        context._signal(Rounded)
        if not coef:
            context._signal(Clamped)
        return result
    if subnormal:
        context._signal(Subnormal)
    if context.clamp and exp > etop:
        value = _make(_FINITE, sign, coef * _pow10(exp - etop), etop)
        context._signal(Clamped)
    return value if type(value) is Decimal else _make(_FINITE, value._sign, value._coef, value._exp)


def _overflow(sign, context):
    """The result of an overflow: infinity or the largest number, as the rounding is."""
    rounding = context.rounding
    to_infinity = rounding in (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_HALF_DOWN, ROUND_UP) or (
        rounding == ROUND_CEILING and not sign) or (rounding == ROUND_FLOOR and sign)
    result = _INFINITIES[sign] if to_infinity else _make(
        _FINITE, sign, _pow10(context.prec) - 1, context.Emax - context.prec + 1)
    context._signal(Overflow)
    context._signal(Inexact)
    context._signal(Rounded)
    return result


def _make(kind, sign, coef, exp):
    self = _new(Decimal)
    self._kind = kind
    self._sign = sign
    self._coef = coef
    self._exp = exp
    return self


_new = object.__new__


def _parse(text):
    """Kind, sign, coefficient and exponent of a number's text; `None` if it is none."""
    whole, _, fraction = text.partition('.')
    if (digits := whole + fraction).isdecimal():
        # The usual: digits with a point among them, or none.
        return _FINITE, 0, _number(digits), -len(fraction)
    text = text.strip().replace('_', '')
    sign = 0
    if text[:1] in ('+', '-'):
        sign = int(text[0] == '-')
        text = text[1:]
    if not text:
        return None
    lowered = text.lower() if text.isascii() else text
    if lowered in ('inf', 'infinity'):
        return _INF, sign, 0, 0
    for name, kind in (('nan', _QNAN), ('snan', _SNAN)):
        if lowered.startswith(name):
            payload = lowered[len(name):]
            if payload and not payload.isdecimal():
                return None
            return kind, sign, _number(payload) if payload else 0, 0
    mantissa, mark, exponent = text.partition('e')
    if not mark:
        mantissa, mark, exponent = text.partition('E')
    exp = 0
    if mark:
        digits = exponent[1:] if exponent[:1] in ('+', '-') else exponent
        if not digits.isdecimal():
            return None
        exp = _number(digits) * (-1 if exponent[0] == '-' else 1)
    whole, _, fraction = mantissa.partition('.')
    digits = whole + fraction
    if not digits.isdecimal():
        return None
    exp -= len(fraction)
    coef = _number(digits)
    if abs(exp) > 4 * MAX_EMAX:
        exp = 4 * MAX_EMAX if exp > 0 else -4 * MAX_EMAX
    return _FINITE, sign, coef, exp


class Decimal:
    """A decimal number: of an integer, float, text, tuple or Decimal; zero without one.

    No context rounds it; the context says only whether what is no number raises InvalidOperation."""

    __slots__ = ('_kind', '_sign', '_coef', '_exp')

    def __new__(cls, value='0', context=None):
        if context is not None and not isinstance(context, Context):
            raise TypeError('optional argument must be a context')
        if isinstance(value, int):
            parts = _FINITE, int(value < 0), abs(int(value)), 0
        elif isinstance(value, Decimal):
            if cls is Decimal and type(value) is Decimal:
                return value
            parts = value._kind, value._sign, value._coef, value._exp
        elif isinstance(value, str):
            parts = _parse(value)
            if parts is None:
                parts = (context or getcontext())._signal(ConversionSyntax, (_QNAN, 0, 0, 0))
            elif parts[0] == _FINITE and parts[2] and not (
                    MIN_ETINY <= parts[3] and parts[3] + _length(parts[2]) - 1 <= MAX_EMAX):
                parts = (context or getcontext())._signal(InvalidOperation, (_QNAN, 0, 0, 0))
        elif isinstance(value, (tuple, list)):
            parts = _from_tuple(value)
        elif isinstance(value, float):
            (context or getcontext())._signal(FloatOperation)
            parts = _from_float(value)
        else:
            raise TypeError(f'conversion from {type(value).__name__} to Decimal is not supported')
        self = _new(cls)
        self._kind, self._sign, self._coef, self._exp = parts
        return self

    @classmethod
    def from_float(cls, f, /):
        """The decimal of a float or integer, exactly."""
        if isinstance(f, int):
            result = Decimal(f)
        elif isinstance(f, float):
            result = _make(*_from_float(f))
        else:
            raise TypeError('argument must be int or float')
        return result if cls is Decimal else cls(result)

    @classmethod
    def from_number(cls, number, /):
        """The decimal of a number, exactly."""
        if isinstance(number, (int, Decimal)):
            return cls(number)
        if isinstance(number, float):
            return cls.from_float(number)
        raise TypeError(f'Cannot convert {number!r} to Decimal')

    # --------------------------------------------------------------------------------------------------- conversions

    def __str__(self, eng=False, context=None):
        """str(self)"""
        sign = '-' if self._sign else ''
        if self._kind == _INF:
            return sign + 'Infinity'
        if self._kind:
            return f'{sign}{"s" if self._kind == _SNAN else ""}NaN{_text(self._coef) if self._coef else ""}'
        digits = _text(self._coef)
        exp = self._exp
        adjusted = exp + len(digits)
        if exp <= 0 and adjusted > -6:
            point = adjusted
        elif not eng:
            point = 1
        elif digits == '0':
            point = (adjusted + 1) % 3 - 1
        else:
            point = (adjusted - 1) % 3 + 1
        if point <= 0:
            text = '0.' + '0' * -point + digits
        elif point >= len(digits):
            text = digits + '0' * (point - len(digits))
        else:
            text = f'{digits[:point]}.{digits[point:]}'
        if adjusted != point:
            text += f'{"E" if (context or getcontext()).capitals else "e"}{adjusted - point:+d}'
        return sign + text

    def to_eng_string(self, context=None):
        """The text with an exponent that is a multiple of three."""
        return self.__str__(True, _context(context))

    def __repr__(self):
        """repr(self)"""
        return f"Decimal('{self}')"

    def as_tuple(self):
        """Sign, digits and exponent."""
        if self._kind == _INF:
            return DecimalTuple(self._sign, (0,), 'F')
        if self._kind:
            digits = tuple(map(int, _text(self._coef))) if self._coef else ()
            return DecimalTuple(self._sign, digits, 'n' if self._kind == _QNAN else 'N')
        return DecimalTuple(self._sign, tuple(map(int, _text(self._coef))), self._exp)

    def as_integer_ratio(self):
        """The pair of integers, in lowest terms, whose ratio the number is."""
        if self._kind == _INF:
            raise OverflowError('cannot convert Infinity to integer ratio')
        if self._kind:
            raise ValueError('cannot convert NaN to integer ratio')
        coef = -self._coef if self._sign else self._coef
        if self._exp >= 0:
            return coef * _pow10(self._exp), 1
        denominator = _pow10(-self._exp)
        divisor = _math.gcd(coef, denominator)
        return coef // divisor, denominator // divisor

    def __bool__(self):
        return self._kind != _FINITE or self._coef != 0

    def __int__(self):
        """int(self)"""
        if self._kind == _INF:
            raise OverflowError('cannot convert Infinity to integer')
        if self._kind:
            raise ValueError('cannot convert NaN to integer')
        if self._exp >= 0:
            value = self._coef * _pow10(self._exp)
        elif -self._exp > _length(self._coef):
            value = 0
        else:
            value = self._coef // _pow10(-self._exp)
        return -value if self._sign else value

    __trunc__ = __int__

    def __float__(self):
        """float(self)"""
        if self._kind == _SNAN:
            raise ValueError('cannot convert signaling NaN to float')
        if self._kind == _QNAN:
            return _math.copysign(_math.nan, -1.0 if self._sign else 1.0)
        return float(str(self))

    def __complex__(self):
        return complex(float(self))

    def __floor__(self):
        return self._to_int(ROUND_FLOOR)

    def __ceil__(self):
        return self._to_int(ROUND_CEILING)

    def _to_int(self, rounding):
        if self._kind == _INF:
            raise OverflowError('cannot convert Infinity to integer')
        if self._kind:
            raise ValueError('cannot convert NaN to integer')
        return int(_rescaled(self, 0, rounding))

    def __round__(self, n=None):
        """round(self, n): to an integer, half to even; or to n places as a decimal."""
        if n is None:
            return self._to_int(ROUND_HALF_EVEN)
        if not isinstance(n, int):
            raise TypeError('optional arg must be an integer')
        return self.quantize(_make(_FINITE, 0, 1, -n))

    @property
    def real(self):
        return self

    @property
    def imag(self):
        return Decimal(0)

    def conjugate(self):
        """self"""
        return self

    def __hash__(self):
        """hash(self): equal numbers of all types have equal hashes."""
        if self._kind == _SNAN:
            raise TypeError('Cannot hash a signaling NaN value')
        if self._kind == _QNAN:
            return object.__hash__(self)
        if self._kind == _INF:
            return -_HASH_INF if self._sign else _HASH_INF
        power = pow(10, self._exp, _HASH_PRIME) if self._exp >= 0 else pow(_HASH_10_INVERSE, -self._exp, _HASH_PRIME)
        value = self._coef * power % _HASH_PRIME
        value = -value if self._sign else value
        return -2 if value == -1 else value

    def __reduce__(self):
        return self.__class__, (str(self),)

    def __copy__(self):
        return self if type(self) is Decimal else self.__class__(self)

    def __deepcopy__(self, memo):
        return self.__copy__()

    # --------------------------------------------------------------------------------------------------- comparison

    def __eq__(self, other, context=None):
        other = _comparable(self, other, equality=True)
        if other is NotImplemented:
            return NotImplemented
        if self._kind >= _QNAN or other._kind >= _QNAN:
            if _SNAN in (self._kind, other._kind):
                (context or getcontext())._invalid()
            return False
        return _order(self, other) == 0

    def _ordered(self, other, context, test):
        other = _comparable(self, other)
        if other is NotImplemented:
            return NotImplemented
        if self._kind >= _QNAN or other._kind >= _QNAN:
            (context or getcontext())._invalid()
            return False
        return test(_order(self, other))

    def __lt__(self, other, context=None):
        return self._ordered(other, context, lambda order: order < 0)

    def __le__(self, other, context=None):
        return self._ordered(other, context, lambda order: order <= 0)

    def __gt__(self, other, context=None):
        return self._ordered(other, context, lambda order: order > 0)

    def __ge__(self, other, context=None):
        return self._ordered(other, context, lambda order: order >= 0)

    def compare(self, other, context=None):
        """-1, 0 or 1 as a decimal; NaN if an operand is."""
        context, other = _context(context), _operand(other)
        nan = _nan_of(context, self, other)
        return nan if nan is not None else Decimal(_order(self, other))

    def compare_signal(self, other, context=None):
        """As compare, but all NaNs signal."""
        context, other = _context(context), _operand(other)
        if self._kind >= _QNAN or other._kind >= _QNAN:
            nan = _nan_of(context, self, other)
            if _SNAN not in (self._kind, other._kind):
                context._invalid()
            return nan
        return Decimal(_order(self, other))

    def compare_total(self, other, context=None):
        """Compares by a total order of all representations."""
        other = _operand(other)
        if self._sign != other._sign:
            return Decimal(-1 if self._sign else 1)
        order = _total(self, other)
        return Decimal(-order if self._sign else order)

    def compare_total_mag(self, other, context=None):
        """As compare_total, without signs."""
        return self.copy_abs().compare_total(_operand(other).copy_abs())

    def max(self, other, context=None):
        """The larger; a number rather than a quiet NaN."""
        return _extreme(self, _operand(other), _context(context), 1, False)

    def min(self, other, context=None):
        """The smaller; a number rather than a quiet NaN."""
        return _extreme(self, _operand(other), _context(context), -1, False)

    def max_mag(self, other, context=None):
        """The one with the larger absolute value."""
        return _extreme(self, _operand(other), _context(context), 1, True)

    def min_mag(self, other, context=None):
        """The one with the smaller absolute value."""
        return _extreme(self, _operand(other), _context(context), -1, True)

    # -------------------------------------------------------------------------------------------------- arithmetic

    def __neg__(self, context=None):
        context = _context(context)
        nan = _nan_of(context, self)
        if nan is not None:
            return nan
        sign = self._sign ^ 1
        if not self and context.rounding != ROUND_FLOOR:
            sign = 0
        return _finish(_make(self._kind, sign, self._coef, self._exp), context)

    def __pos__(self, context=None):
        context = _context(context)
        nan = _nan_of(context, self)
        if nan is not None:
            return nan
        sign = 0 if not self and context.rounding != ROUND_FLOOR else self._sign
        return _finish(_make(self._kind, sign, self._coef, self._exp), context)

    def __abs__(self, round=True, context=None):
        context = _context(context)
        nan = _nan_of(context, self)
        return nan if nan is not None else _finish(self.copy_abs(), context)

    def __add__(self, other, context=None):
        other = _converted(other)
        if other is NotImplemented:
            return other
        return _add(self, other, _context(context))

    def __radd__(self, other, context=None):
        other = _converted(other)
        return other if other is NotImplemented else _add(other, self, _context(context))

    def __sub__(self, other, context=None):
        other = _converted(other)
        if other is NotImplemented:
            return other
        return _subtract(self, other, _context(context))

    def __rsub__(self, other, context=None):
        other = _converted(other)
        return other if other is NotImplemented else _subtract(other, self, _context(context))

    def __mul__(self, other, context=None):
        other = _converted(other)
        if other is NotImplemented:
            return other
        return _multiply(self, other, _context(context))

    __rmul__ = __mul__

    def __truediv__(self, other, context=None):
        other = _converted(other)
        return other if other is NotImplemented else _divide(self, other, _context(context))

    def __rtruediv__(self, other, context=None):
        other = _converted(other)
        return other if other is NotImplemented else _divide(other, self, _context(context))

    def __divmod__(self, other, context=None):
        other = _converted(other)
        return other if other is NotImplemented else _divmod(self, other, _context(context))

    def __rdivmod__(self, other, context=None):
        other = _converted(other)
        return other if other is NotImplemented else _divmod(other, self, _context(context))

    def __floordiv__(self, other, context=None):
        other = _converted(other)
        return other if other is NotImplemented else _divide_int(self, other, _context(context))

    def __rfloordiv__(self, other, context=None):
        other = _converted(other)
        return other if other is NotImplemented else _divide_int(other, self, _context(context))

    def __mod__(self, other, context=None):
        other = _converted(other)
        return other if other is NotImplemented else _remainder(self, other, _context(context))

    def __rmod__(self, other, context=None):
        other = _converted(other)
        return other if other is NotImplemented else _remainder(other, self, _context(context))

    def remainder_near(self, other, context=None):
        """self - n * other, n being the integer nearest to self / other."""
        other, context = _operand(other), _context(context)
        nan = _nan_of(context, self, other)
        if nan is not None:
            return nan
        if self._kind == _INF:
            return context._invalid()
        if other._kind == _INF:
            return _finish(self, context)
        if not other._coef:
            return context._invalid() if self._coef else context._invalid(DivisionUndefined)
        exp = min(self._exp, other._exp)
        if not self._coef:
            return _finish(_make(_FINITE, self._sign, 0, exp), context)
        if self.adjusted() - other.adjusted() > context.prec + 1:
            return context._invalid(DivisionImpossible)
        if self.adjusted() - other.adjusted() <= -2:
            return _finish(_make(_FINITE, self._sign, self._coef * _pow10(self._exp - exp), exp)
                           if self._exp - exp <= context.prec + _length(self._coef) else self, context)
        divisor = other._coef * _pow10(other._exp - exp)
        quotient, rest = divmod(self._coef * _pow10(self._exp - exp), divisor)
        sign = self._sign
        if 2 * rest + (quotient & 1) > divisor:
            rest, quotient, sign = divisor - rest, quotient + 1, sign ^ 1
            if not rest:
                sign = self._sign
        if quotient >= _pow10(context.prec):
            return context._invalid(DivisionImpossible)
        return _finish(_make(_FINITE, sign if rest else self._sign, rest, exp), context)

    def __pow__(self, other, modulo=None, context=None):
        other = _converted(other)
        if other is NotImplemented:
            return other
        context = _context(context)
        if modulo is not None:
            modulo = _converted(modulo)
            return modulo if modulo is NotImplemented else _power_modulo(self, other, modulo, context)
        return _power(self, other, context)

    def __rpow__(self, other, modulo=None, context=None):
        other = _converted(other)
        return other if other is NotImplemented else other.__pow__(self, modulo, context)

    def fma(self, other, third, context=None):
        """self * other + third, rounded once."""
        context, other, third = _context(context), _operand(other), _operand(third)
        nan = _nan_of(context, self, other) if _SNAN in (self._kind, other._kind) else None
        if nan is None and third._kind == _SNAN:
            nan = _nan_of(context, third)
        if nan is None:
            nan = _nan_of(context, self, other, third)
        if nan is not None:
            return nan
        if self._kind == _INF or other._kind == _INF:
            if not self or not other:
                return context._invalid()
            product = _INFINITIES[self._sign ^ other._sign]
        else:
            product = _make(_FINITE, self._sign ^ other._sign, self._coef * other._coef, self._exp + other._exp)
        return _add(product, third, context)

    def sqrt(self, context=None):
        """The square root, correctly rounded."""
        context = _context(context)
        nan = _nan_of(context, self)
        if nan is not None:
            return nan
        if self._kind == _INF and not self._sign:
            return _INFINITIES[0]
        if self._kind == _FINITE and not self._coef:
            return _finish(_make(_FINITE, self._sign, 0, self._exp >> 1), context)
        if self._sign:
            return context._invalid()
        digits = context.prec + 1
        exp = self._exp >> 1
        coef = self._coef * 10 if self._exp & 1 else self._coef
        length = (_length(self._coef) >> 1) + 1 if self._exp & 1 else (_length(self._coef) + 1) >> 1
        shift = digits - length
        exact = True
        if shift >= 0:
            coef *= _pow10(2 * shift)
        else:
            coef, rest = divmod(coef, _pow10(-2 * shift))
            exact = not rest
        exp -= shift
        root = _math.isqrt(coef)
        exact = exact and root * root == coef
        if exact:
            root = root // _pow10(shift) if shift >= 0 else root * _pow10(-shift)
            exp += shift
        elif root % 5 == 0:
            # Not exact: the last digit must not look like a tie or an exact result.
            root += 1
        return _finish_even(_make(_FINITE, 0, root, exp), context)

    def exp(self, context=None):
        """e ** self, correctly rounded."""
        context = _context(context)
        nan = _nan_of(context, self)
        if nan is not None:
            return nan
        if self._kind == _INF:
            return Decimal(0) if self._sign else _INFINITIES[0]
        if not self._coef:
            return Decimal(1)
        prec = context.prec
        adjusted = self.adjusted()
        if not self._sign and adjusted > len(str((context.Emax + 1) * 3)):
            result = _make(_FINITE, 0, 1, context.Emax + 1)
        elif self._sign and adjusted > len(str((-context.Etiny() + 1) * 3)):
            result = _make(_FINITE, 0, 1, context.Etiny() - 1)
        elif not self._sign and adjusted < -prec:
            result = _make(_FINITE, 0, _pow10(prec + 1) + 1, -prec - 1)
        elif self._sign and adjusted < -prec - 1:
            result = _make(_FINITE, 0, _pow10(prec + 2) - 1, -prec - 2)
        else:
            result = _until_sure(lambda places: _exp_digits(self, places), prec)
        return _finish_even(result, context)

    def ln(self, context=None):
        """The natural logarithm, correctly rounded."""
        context = _context(context)
        special = self._log_special(context)
        if special is not None:
            return special
        if self == 1:
            return Decimal(0)
        return _finish_even(_until_sure(lambda places: _ln_digits(self, places), context.prec), context)

    def log10(self, context=None):
        """The logarithm to base ten, correctly rounded."""
        context = _context(context)
        special = self._log_special(context)
        if special is not None:
            return special
        text = _text(self._coef)
        if text[0] == '1' and not text.strip('0') != '1':
            return _finish(Decimal(self._exp + len(text) - 1), context)
        return _finish_even(_until_sure(lambda places: _log10_digits(self, places), context.prec), context)

    def _log_special(self, context):
        nan = _nan_of(context, self)
        if nan is not None:
            return nan
        if self._kind == _FINITE and not self._coef:
            return _INFINITIES[1]
        if self._sign:
            return context._invalid()
        return _INFINITIES[0] if self._kind == _INF else None

    # ----------------------------------------------------------------------------------------------------- exponents

    def quantize(self, exp, rounding=None, context=None):
        """The number with the exponent of another."""
        context, exp = _context(context), _operand(exp)
        rounding = _rounding(rounding, context)
        nan = _nan_of(context, self, exp)
        if nan is not None:
            return nan
        if self._kind == _INF or exp._kind == _INF:
            return Decimal(self) if self._kind == exp._kind else context._invalid()
        if not context.Etiny() <= exp._exp <= context.Emax:
            return context._invalid()
        if not self._coef:
            return _finish(_make(_FINITE, self._sign, 0, exp._exp), context)
        digits = _length(self._coef)
        if self._exp + digits - 1 > context.Emax or self._exp + digits - exp._exp > context.prec:
            return context._invalid()
        cut = exp._exp - self._exp
        inexact = False
        if cut > digits + 1:
            # All digits go: what remains is what rounding makes of less than a tenth of the last place.
            coef, inexact = _rounded(1, 2, self._sign, rounding)
        elif cut > 0:
            coef, inexact = _rounded(self._coef, cut, self._sign, rounding)
        else:
            coef = self._coef * _pow10(-cut)
        adjusted = _length(coef) + exp._exp - 1
        if adjusted > context.Emax or _length(coef) > context.prec:
            return context._invalid()
        if coef and adjusted < context.Emin:
            context._signal(Subnormal)
        if cut > 0:
            if inexact:
                context._signal(Inexact)
            context._signal(Rounded)
        return _finish(_make(_FINITE, self._sign, coef, exp._exp), context)

    def same_quantum(self, other, context=None):
        """Have both the same exponent, or are both infinite or NaN?"""
        other = _operand(other)
        if self._kind or other._kind:
            return self._kind >= _QNAN and other._kind >= _QNAN or self._kind == other._kind == _INF
        return self._exp == other._exp

    def to_integral_exact(self, rounding=None, context=None):
        """The nearest integer; signals if that is another number."""
        context = _context(context)
        rounding = _rounding(rounding, context)
        nan = _nan_of(context, self)
        if nan is not None:
            return nan
        if self._kind or self._exp >= 0:
            return Decimal(self)
        if not self._coef:
            return _make(_FINITE, self._sign, 0, 0)
        result = _rescaled(self, 0, rounding)
        if result != self:
            context._signal(Inexact)
        context._signal(Rounded)
        return result

    def to_integral_value(self, rounding=None, context=None):
        """The nearest integer, without signals."""
        context = _context(context)
        rounding = _rounding(rounding, context)
        nan = _nan_of(context, self)
        if nan is not None:
            return nan
        return Decimal(self) if self._kind or self._exp >= 0 else _rescaled(self, 0, rounding)

    to_integral = to_integral_value

    def normalize(self, context=None):
        """The number without trailing zeros."""
        context = _context(context)
        nan = _nan_of(context, self)
        if nan is not None:
            return nan
        value = _finish(self, context)
        if value._kind:
            return value
        if not value._coef:
            return _make(_FINITE, value._sign, 0, 0)
        highest = context.Etop() if context.clamp else context.Emax
        text = _text(value._coef)
        zeros = min(len(text) - len(text.rstrip('0')), max(highest - value._exp, 0))
        return _make(_FINITE, value._sign, value._coef // _pow10(zeros), value._exp + zeros)

    def adjusted(self):
        """The exponent of the first digit."""
        return 0 if self._kind else self._exp + _length(self._coef) - 1

    def logb(self, context=None):
        """The exponent of the first digit as a decimal."""
        context = _context(context)
        nan = _nan_of(context, self)
        if nan is not None:
            return nan
        if self._kind == _INF:
            return _INFINITIES[0]
        if not self._coef:
            return context._signal(DivisionByZero, _INFINITIES[1])
        return _finish(Decimal(self.adjusted()), context)

    def scaleb(self, other, context=None):
        """The number with another added to its exponent."""
        context, other = _context(context), _operand(other)
        nan = _nan_of(context, self, other)
        if nan is not None:
            return nan
        limit = 2 * (context.Emax + context.prec)
        if other._kind or other._exp != 0 or not -limit <= int(other) <= limit:
            return context._invalid()
        if self._kind == _INF:
            return Decimal(self)
        return _finish(_make(_FINITE, self._sign, self._coef, self._exp + int(other)), context)

    def radix(self):
        """Ten."""
        return Decimal(10)

    # ------------------------------------------------------------------------------------------------------ questions

    def is_canonical(self):
        return True

    def is_finite(self):
        return self._kind == _FINITE

    def is_infinite(self):
        return self._kind == _INF

    def is_nan(self):
        return self._kind >= _QNAN

    def is_qnan(self):
        return self._kind == _QNAN

    def is_snan(self):
        return self._kind == _SNAN

    def is_signed(self):
        return self._sign == 1

    def is_zero(self):
        return self._kind == _FINITE and not self._coef

    def is_normal(self, context=None):
        return bool(self._kind == _FINITE and self._coef and _context(context).Emin <= self.adjusted())

    def is_subnormal(self, context=None):
        return bool(self._kind == _FINITE and self._coef and self.adjusted() < _context(context).Emin)

    def number_class(self, context=None):
        """The class of the number as a text."""
        if self._kind >= _QNAN:
            return 'NaN' if self._kind == _QNAN else 'sNaN'
        sign = '-' if self._sign else '+'
        if self._kind == _INF:
            return sign + 'Infinity'
        if not self._coef:
            return sign + 'Zero'
        return sign + ('Subnormal' if self.is_subnormal(context) else 'Normal')

    def canonical(self):
        return self

    def copy_abs(self):
        return _make(self._kind, 0, self._coef, self._exp)

    def copy_negate(self):
        return _make(self._kind, self._sign ^ 1, self._coef, self._exp)

    def copy_sign(self, other, context=None):
        return _make(self._kind, _operand(other)._sign, self._coef, self._exp)

    # ---------------------------------------------------------------------------------------------- neighbours, digits

    def next_minus(self, context=None):
        """The largest number below."""
        context = _context(context)
        nan = _nan_of(context, self)
        if nan is not None:
            return nan
        if self._kind == _INF:
            return _INFINITIES[1] if self._sign else _make(_FINITE, 0, _pow10(context.prec) - 1, context.Etop())
        return _neighbour(self, context, ROUND_FLOOR, 1)

    def next_plus(self, context=None):
        """The smallest number above."""
        context = _context(context)
        nan = _nan_of(context, self)
        if nan is not None:
            return nan
        if self._kind == _INF:
            return _make(_FINITE, 1, _pow10(context.prec) - 1, context.Etop()) if self._sign else _INFINITIES[0]
        return _neighbour(self, context, ROUND_CEILING, 0)

    def next_toward(self, other, context=None):
        """The neighbour in the direction of another number."""
        context, other = _context(context), _operand(other)
        nan = _nan_of(context, self, other)
        if nan is not None:
            return nan
        order = _order(self, other)
        if order == 0:
            return self.copy_sign(other)
        result = self.next_plus(context) if order < 0 else self.next_minus(context)
        if result._kind == _INF:
            context._signal(Overflow)
            context._signal(Inexact)
            context._signal(Rounded)
        elif result.adjusted() < context.Emin:
            context._signal(Underflow)
            context._signal(Subnormal)
            context._signal(Inexact)
            context._signal(Rounded)
            if not result:
                context._signal(Clamped)
        return result

    def _bits(self, context):
        """The digits of a logical operand, all 0 or 1; `None` if it is none."""
        if self._kind or self._sign or self._exp:
            return None
        text = _text(self._coef)
        if text.strip('01'):
            return None
        return int(text[-context.prec:], 2)

    def _logical(self, other, context, operation):
        context, other = _context(context), _operand(other)
        a, b = self._bits(context), other._bits(context)
        if a is None or b is None:
            return context._invalid()
        return Decimal(int(f'{operation(a, b):b}'))

    def logical_and(self, other, context=None):
        """Digit by digit: and."""
        return self._logical(other, context, lambda a, b: a & b)

    def logical_or(self, other, context=None):
        """Digit by digit: or."""
        return self._logical(other, context, lambda a, b: a | b)

    def logical_xor(self, other, context=None):
        """Digit by digit: exclusive or."""
        return self._logical(other, context, lambda a, b: a ^ b)

    def logical_invert(self, context=None):
        """Digit by digit: not."""
        context = _context(context)
        return self.logical_xor(_make(_FINITE, 0, (_pow10(context.prec) - 1) // 9, 0), context)

    def _count(self, other, context):
        """A number of places to shift or rotate by; `None` if it is none."""
        if other._kind or other._exp != 0 or other._coef > context.prec:
            return None
        return int(other)

    def rotate(self, other, context=None):
        """The digits, as many as the precision, rotated to the left."""
        context, other = _context(context), _operand(other)
        nan = _nan_of(context, self, other)
        if nan is not None:
            return nan
        count = self._count(other, context)
        if count is None:
            return context._invalid()
        if self._kind == _INF:
            return Decimal(self)
        digits = _text(self._coef).rjust(context.prec, '0')[-context.prec:]
        count %= context.prec
        return _make(_FINITE, self._sign, _number(digits[count:] + digits[:count]), self._exp)

    def shift(self, other, context=None):
        """The digits shifted to the left, or to the right if the number of places is negative."""
        context, other = _context(context), _operand(other)
        nan = _nan_of(context, self, other)
        if nan is not None:
            return nan
        count = self._count(other, context)
        if count is None:
            return context._invalid()
        if self._kind == _INF:
            return Decimal(self)
        coef = self._coef * _pow10(count) % _pow10(context.prec) if count >= 0 else (
            self._coef % _pow10(context.prec) // _pow10(-count))
        return _make(_FINITE, self._sign, coef, self._exp)

    # ------------------------------------------------------------------------------------------------------- format

    def __format__(self, specifier, context=None):
        """The number by a format specification."""
        return _format(self, specifier, _context(context))


_numbers.Number.register(Decimal)

_HASH_PRIME = _sys.hash_info.modulus
_HASH_INF = _sys.hash_info.inf
_HASH_10_INVERSE = pow(10, _HASH_PRIME - 2, _HASH_PRIME)

_NAN = _make(_QNAN, 0, 0, 0)
_INFINITIES = (_make(_INF, 0, 0, 0), _make(_INF, 1, 0, 0))


def _context(context):
    if context is None:
        return getcontext()
    if not isinstance(context, Context):
        raise TypeError('optional argument must be a context')
    return context


def _rounding(rounding, context):
    if rounding is None:
        return context.rounding
    if rounding not in _ROUNDINGS:
        raise TypeError('valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   '
                        'ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]')
    return rounding


def _converted(value):
    """The decimal of an operand of an operator."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int):
        return _make(_FINITE, int(value < 0), abs(int(value)), 0)
    return NotImplemented


def _operand(value):
    """The decimal of an argument of a method."""
    converted = _converted(value)
    if converted is NotImplemented:
        raise TypeError(f'conversion from {type(value).__name__} to Decimal is not supported')
    return converted


def _comparable(self, other, equality=False):
    """The decimal of an operand of a comparison, exactly."""
    if isinstance(other, (Decimal, int)):
        return _converted(other)
    if isinstance(other, _numbers.Rational):
        # Compared by the numerators over a common denominator.
        return _Ratio(other) if not self._kind else Decimal(0)
    if equality and isinstance(other, _numbers.Complex) and other.imag == 0:
        other = other.real
    if isinstance(other, float):
        context = getcontext()
        if equality:
            context.flags[FloatOperation] = True
        else:
            context._signal(FloatOperation)
        return _make(*_from_float(other))
    return NotImplemented


class _Ratio:
    """A rational number as an operand of a comparison."""

    _kind = _FINITE

    def __init__(self, number):
        self.numerator, self.denominator = int(number.numerator), int(number.denominator)


def _order(a, b):
    """-1, 0 or 1 as a is less than, equal to or greater than b; none is a NaN."""
    if isinstance(b, _Ratio):
        numerator, denominator = a.as_integer_ratio()
        left, right = numerator * b.denominator, b.numerator * denominator
        return (left > right) - (left < right)
    if a._kind == _INF or b._kind == _INF:
        left = (-1 if a._sign else 1) if a._kind == _INF else 0
        right = (-1 if b._sign else 1) if b._kind == _INF else 0
        return (left > right) - (left < right)
    if not a._coef or not b._coef:
        left = 0 if not a._coef else -1 if a._sign else 1
        right = 0 if not b._coef else -1 if b._sign else 1
        return (left > right) - (left < right)
    if a._sign != b._sign:
        return -1 if a._sign else 1
    order = _order_of_magnitudes(a, b)
    return -order if a._sign else order


def _order_of_magnitudes(a, b):
    left, right = a.adjusted(), b.adjusted()
    if left == right:
        exp = min(a._exp, b._exp)
        left, right = a._coef * _pow10(a._exp - exp), b._coef * _pow10(b._exp - exp)
    return (left > right) - (left < right)


def _total(a, b):
    """The total order of two numbers of the same sign, by their absolute values."""
    rank = {_FINITE: 0, _INF: 1, _SNAN: 2, _QNAN: 3}
    left, right = rank[a._kind], rank[b._kind]
    if left != right or left == 1:
        return (left > right) - (left < right)
    if left > 1:
        return (a._coef > b._coef) - (a._coef < b._coef)
    order = _order(a.copy_abs(), b.copy_abs())
    return order or (a._exp > b._exp) - (a._exp < b._exp)


def _extreme(a, b, context, wanted, by_magnitude):
    if a._kind >= _QNAN or b._kind >= _QNAN:
        if _SNAN not in (a._kind, b._kind) and (a._kind < _QNAN or b._kind < _QNAN):
            return _finish(a if a._kind < _QNAN else b, context)
        return _nan_of(context, a, b)
    order = _order(a.copy_abs(), b.copy_abs()) if by_magnitude else _order(a, b)
    if order == 0 and by_magnitude:
        order = _order(a, b)
    if order == 0:
        order = int(a.compare_total(b))
    first = order >= 0 if wanted > 0 else order < 0
    return _finish(a if first else b, context)


def _nan_of(context, *operands):
    """The result of an operation if one of the operands is a NaN: the first that signals, else the first."""
    for operand in operands:
        if operand._kind == _SNAN:
            context._invalid()
            return _finish(_make(_QNAN, operand._sign, operand._coef, 0), context)
    for operand in operands:
        if operand._kind == _QNAN:
            return _finish(operand, context)
    return None


def _from_tuple(value):
    if len(value) != 3:
        raise ValueError('argument must be a sequence of length 3')
    sign, digits, exp = value
    if sign not in (0, 1) or not isinstance(sign, int):
        raise ValueError('sign must be an integer with the value 0 or 1')
    if isinstance(exp, str):
        if exp == 'F':
            return _INF, sign, 0, 0
        if exp not in ('n', 'N'):
            raise ValueError("string argument in the third position must be 'F', 'n' or 'N'")
    elif not isinstance(exp, int):
        raise ValueError('exponent must be an integer')
    coef = 0
    if not isinstance(digits, (tuple, list)):
        raise ValueError('coefficient must be a tuple of digits')
    for digit in digits:
        if not isinstance(digit, int) or not 0 <= digit <= 9:
            raise ValueError('coefficient must be a tuple of digits')
    coef = _number(''.join(map(str, map(int, digits))))
    if isinstance(exp, str):
        return _QNAN if exp == 'n' else _SNAN, sign, coef, 0
    return _FINITE, sign, coef, int(exp)


def _from_float(value):
    if _math.isnan(value):
        return _QNAN, int(_math.copysign(1, value) < 0), 0, 0
    sign = int(_math.copysign(1, value) < 0)
    if _math.isinf(value):
        return _INF, sign, 0, 0
    numerator, denominator = abs(value).as_integer_ratio()
    places = denominator.bit_length() - 1
    return _FINITE, sign, numerator * 5 ** places, -places


def _rescaled(value, exp, rounding):
    """A finite number with an exponent, rounded if that is larger than its own."""
    if not value._coef:
        return _make(_FINITE, value._sign, 0, exp)
    if value._exp >= exp:
        return _make(_FINITE, value._sign, value._coef * _pow10(value._exp - exp), exp)
    cut = exp - value._exp
    if cut > _length(value._coef) + 1:
        return _make(_FINITE, value._sign, _rounded(1, 2, value._sign, rounding)[0], exp)
    return _make(_FINITE, value._sign, _rounded(value._coef, cut, value._sign, rounding)[0], exp)


def _neighbour(value, context, rounding, sign):
    """The next number in a direction."""
    quiet = context.copy()
    quiet.clear_traps()
    quiet.rounding = rounding
    moved = _finish(value, quiet)
    if moved != value:
        return moved
    return _add(value, _make(_FINITE, sign, 1, quiet.Etiny() - 1), quiet)


def _finish_even(value, context):
    """As `_finish`, half to even whatever the context's rounding is."""
    saved = context.rounding
    object.__setattr__(context, 'rounding', ROUND_HALF_EVEN)
    try:
        return _finish(value, context)
    finally:
        object.__setattr__(context, 'rounding', saved)


# ---------------------------------------------------------------------------------------------------------------------
# Operations


def _add(a, b, context):
    if a._kind or b._kind:
        nan = _nan_of(context, a, b)
        if nan is not None:
            return nan
        if a._kind == _INF:
            if b._kind == _INF and a._sign != b._sign:
                return context._invalid()
            return Decimal(a)
        return Decimal(b)
    exp = min(a._exp, b._exp)
    if not a._coef and not b._coef:
        sign = a._sign & b._sign
        if a._sign != b._sign and context.rounding == ROUND_FLOOR:
            sign = 1
        return _finish(_make(_FINITE, sign, 0, exp), context)
    if not a._coef or not b._coef:
        value = b if not a._coef else a
        # A zero only lowers the exponent, hardly further than the precision allows.
        exp = min(max(exp, value._exp - context.prec - 1), value._exp)
        return _finish(_rescaled(value, exp, context.rounding), context)
    left, right = (a, b) if a._exp >= b._exp else (b, a)
    # Of an operand that is far smaller than the other only its existence counts.
    gap = left._exp - right._exp
    room = context.prec + 2
    if gap > room:
        reach = left._exp + min(-1, _length(left._coef) - room)
        if right.adjusted() < reach:
            right = _make(_FINITE, right._sign, 1, reach)
    exp = min(left._exp, right._exp)
    x = left._coef * _pow10(left._exp - exp)
    y = right._coef * _pow10(right._exp - exp)
    total = (-x if left._sign else x) + (-y if right._sign else y)
    if not total:
        return _finish(_make(_FINITE, int(context.rounding == ROUND_FLOOR), 0, min(a._exp, b._exp)), context)
    return _finish(_make(_FINITE, int(total < 0), abs(total), exp), context)


def _subtract(a, b, context):
    if a._kind >= _QNAN or b._kind >= _QNAN:
        return _nan_of(context, a, b)
    return _add(a, b.copy_negate(), context)


def _multiply(a, b, context):
    sign = a._sign ^ b._sign
    if a._kind or b._kind:
        nan = _nan_of(context, a, b)
        if nan is not None:
            return nan
        if not a or not b:
            return context._invalid()
        return _INFINITIES[sign]
    return _finish(_make(_FINITE, sign, a._coef * b._coef, a._exp + b._exp), context)


def _divide(a, b, context):
    sign = a._sign ^ b._sign
    if a._kind or b._kind:
        nan = _nan_of(context, a, b)
        if nan is not None:
            return nan
        if a._kind == _INF:
            return context._invalid() if b._kind == _INF else _INFINITIES[sign]
        context._signal(Clamped)
        return _make(_FINITE, sign, 0, context.Etiny())
    if not b._coef:
        if not a._coef:
            return context._invalid(DivisionUndefined)
        return context._signal(DivisionByZero, _INFINITIES[sign])
    if not a._coef:
        return _finish(_make(_FINITE, sign, 0, a._exp - b._exp), context)
    shift = _length(b._coef) - _length(a._coef) + context.prec + 1
    exp = a._exp - b._exp - shift
    if shift >= 0:
        coef, rest = divmod(a._coef * _pow10(shift), b._coef)
    else:
        coef, rest = divmod(a._coef, b._coef * _pow10(-shift))
    if rest:
        # Rounding must see that there is more.
        if coef % 5 == 0:
            coef += 1
    else:
        ideal = a._exp - b._exp
        while exp < ideal and coef % 10 == 0:
            coef //= 10
            exp += 1
    return _finish(_make(_FINITE, sign, coef, exp), context)


def _quotient(a, b, context):
    """Integer quotient and remainder of finite numbers, b not zero; `None` if the quotient has too many digits."""
    sign = a._sign ^ b._sign
    exp = a._exp if b._kind == _INF else min(a._exp, b._exp)
    distance = a.adjusted() - b.adjusted()
    if not a._coef or b._kind == _INF or distance <= -2:
        return _make(_FINITE, sign, 0, 0), _rescaled(a, exp, context.rounding)
    if distance <= context.prec:
        x, y = a._coef * _pow10(a._exp - exp), b._coef * _pow10(b._exp - exp)
        quotient, rest = divmod(x, y)
        if quotient < _pow10(context.prec):
            return _make(_FINITE, sign, quotient, 0), _make(_FINITE, a._sign, rest, exp)
    return None


def _divmod(a, b, context):
    nan = _nan_of(context, a, b)
    if nan is not None:
        return nan, nan
    sign = a._sign ^ b._sign
    if a._kind == _INF:
        nan = context._invalid()
        return (nan, nan) if b._kind == _INF else (_INFINITIES[sign], nan)
    if b._kind == _FINITE and not b._coef:
        if not a._coef:
            nan = context._invalid(DivisionUndefined)
            return nan, nan
        # Both conditions are noted before one of them is raised.
        context.flags[DivisionByZero] = context.flags[InvalidOperation] = True
        conditions = [InvalidOperation, DivisionByZero]
        for condition in conditions:
            if context.traps[condition]:
                raise condition(conditions)
        return _INFINITIES[sign], _NAN
    parts = _quotient(a, b, context)
    if parts is None:
        nan = context._invalid(DivisionImpossible)
        return nan, nan
    return parts[0], _finish(parts[1], context)


def _divide_int(a, b, context):
    nan = _nan_of(context, a, b)
    if nan is not None:
        return nan
    sign = a._sign ^ b._sign
    if a._kind == _INF:
        return context._invalid() if b._kind == _INF else _INFINITIES[sign]
    if b._kind == _FINITE and not b._coef:
        if not a._coef:
            return context._invalid(DivisionUndefined)
        return context._signal(DivisionByZero, _INFINITIES[sign])
    parts = _quotient(a, b, context)
    return context._invalid(DivisionImpossible) if parts is None else parts[0]


def _remainder(a, b, context):
    nan = _nan_of(context, a, b)
    if nan is not None:
        return nan
    if a._kind == _INF:
        return context._invalid()
    if b._kind == _FINITE and not b._coef:
        return context._invalid(InvalidOperation if a._coef else DivisionUndefined)
    parts = _quotient(a, b, context)
    return context._invalid(DivisionImpossible) if parts is None else _finish(parts[1], context)


def _is_integer(value):
    if value._kind:
        return False
    return value._exp >= 0 or not value._coef or (
        -value._exp < _length(value._coef) and value._coef % _pow10(-value._exp) == 0)


def _is_odd(value):
    return value._exp <= 0 and value._exp > -_length(value._coef) and value._coef // _pow10(-value._exp) & 1 == 1


def _power_modulo(a, b, modulo, context):
    nan = _nan_of(context, a, b, modulo)
    if nan is not None:
        return nan
    if not (_is_integer(a) and _is_integer(b) and _is_integer(modulo)):
        return context._invalid()
    if b._sign and b._coef or not modulo._coef or modulo.adjusted() >= context.prec or not b._coef and not a._coef:
        return context._invalid()
    sign = a._sign if _is_odd(b) else 0
    m = abs(int(modulo))
    base = abs(int(a))
    return _make(_FINITE, sign, pow(base, int(b), m), 0)


def _power(a, b, context):
    nan = _nan_of(context, a, b)
    if nan is not None:
        return nan
    if b._kind == _FINITE and not b._coef:
        return context._invalid() if a._kind == _FINITE and not a._coef else Decimal(1)
    sign = 0
    if a._sign:
        if _is_integer(b):
            sign = int(_is_odd(b))
        elif a:
            return context._invalid()
        a = a.copy_abs()
    if a._kind == _FINITE and not a._coef:
        return _INFINITIES[sign] if b._sign else _make(_FINITE, sign, 0, 0)
    if a._kind == _INF:
        return _make(_FINITE, sign, 0, 0) if b._sign else _INFINITIES[sign]
    prec = context.prec
    if a == 1:
        if _is_integer(b):
            # Powers of one have as many places as the exact product would have.
            times = 0 if b._sign else prec if b._coef and b > prec else int(b)
            exp = max(a._exp * times, 1 - prec)
            if exp == 1 - prec and a._exp * times < 1 - prec:
                context._signal(Rounded)
            return _make(_FINITE, sign, _pow10(-exp), exp)
        context._signal(Inexact)
        context._signal(Rounded)
        return _make(_FINITE, sign, _pow10(prec - 1), 1 - prec)
    adjusted = a.adjusted()
    if b._kind == _INF:
        return _make(_FINITE, sign, 0, 0) if (adjusted >= 0) == bool(b._sign) else _INFINITIES[sign]
    exact = False
    result = None
    # Far too large or too small: no need to compute it.
    bound = _log10_bound(a) + b.adjusted()
    if (adjusted >= 0) == (not b._sign):
        if bound >= len(str(context.Emax)):
            result = _make(_FINITE, sign, 1, context.Emax + 1)
    elif bound >= len(str(-context.Etiny())):
        result = _make(_FINITE, sign, 1, context.Etiny() - 1)
    if result is None:
        result = _exact_power(a, b, prec + 1)
        if result is not None:
            result = _make(_FINITE, sign, result._coef, result._exp)
            exact = True
    if result is None:
        approximate = _until_sure(lambda places: _power_digits(a, b, places), prec)
        result = _make(_FINITE, sign, approximate._coef, approximate._exp)
    if exact and not _is_integer(b):
        # Only integer powers count as exact: the digits are filled up, and the flags are set.
        if _length(result._coef) <= prec:
            fill = prec + 1 - _length(result._coef)
            result = _make(_FINITE, sign, result._coef * _pow10(fill), result._exp - fill)
        context._signal(Inexact)
    return _finish(result, context)


def _log10_bound(value):
    """A lower bound of the adjusted exponent of log10(value)."""
    adjusted = value.adjusted()
    if adjusted >= 1:
        return len(str(adjusted)) - 1
    if adjusted <= -2:
        return len(str(-1 - adjusted)) - 1
    if adjusted == 0:
        numerator = str(value._coef - _pow10(-value._exp))
        denominator = str(231 * value._coef)
        return len(numerator) - len(denominator) - (numerator < denominator) + 2
    numerator = str(_pow10(-value._exp) - value._coef)
    return len(numerator) + value._exp - (numerator < '231') - 1


def _exact_power(a, b, limit):
    """a ** b if it has at most so many digits, else `None`."""
    if not _is_integer(b):
        # b is an integer over 2**n * 5**m: the root must be exact.
        numerator, denominator = b.as_integer_ratio()
        if denominator > 1 << 12:
            return None
        text = _text(a._coef)
        zeros = len(text) - len(text.rstrip('0'))
        coef, exp = a._coef // _pow10(zeros), a._exp + zeros
        spare = exp % denominator
        coef, exp = coef * _pow10(spare), exp - spare
        root = _integer_root(coef, denominator)
        if root is None:
            return None
        return _exact_power(_make(_FINITE, 0, root, exp // denominator), Decimal(numerator), limit)
    text = _text(a._coef)
    zeros = len(text) - len(text.rstrip('0'))
    coef, exp = a._coef // _pow10(zeros), a._exp + zeros
    n = int(b)
    if n > 0:
        if coef == 1:
            result = _make(_FINITE, 0, 1, exp * n)
        elif n > limit * 100 // max((coef.bit_length() - 1) * 30, 1):
            return None
        else:
            power = coef ** n
            if _length(power) > limit:
                return None
            result = _make(_FINITE, 0, power, exp * n)
        # As many zeros as there is room for, up to the exponent that exact multiplication gives.
        ideal = a._exp * n
        if result._exp > ideal:
            fill = min(result._exp - ideal, limit - 1 - _length(result._coef))
            if fill > 0:
                result = _make(_FINITE, 0, result._coef * _pow10(fill), result._exp - fill)
        return result
    n = -n
    # 1 / coef**n ends only if coef has no other factors than 2 and 5.
    twos = (coef & -coef).bit_length() - 1
    rest = coef >> twos
    fives = 0
    while rest % 5 == 0:
        rest //= 5
        fives += 1
    if rest != 1:
        return None
    places = max(twos, fives) * n
    if places > limit * 5:
        return None
    power = _pow10(places) // coef ** n
    if _length(power) > limit:
        return None
    return _make(_FINITE, 0, power, -exp * n - places)


def _integer_root(n, k):
    """The k-th root of n if it is an integer, else `None`."""
    if n < 2:
        return n
    if k >= n.bit_length():
        return None
    x = 1 << -(-n.bit_length() // k)
    while True:
        y = ((k - 1) * x + n // x ** (k - 1)) // k
        if y >= x:
            break
        x = y
    return x if x ** k == n else None


# ---------------------------------------------------------------------------------------------------------------------
# Exponential and logarithm, in integers scaled by a power of ten. Each function returns coefficient and exponent with an
# error of less than some units in the last place.


def _until_sure(compute, prec):
    """Computes with more and more digits until the rounded result is certain."""
    extra = 4
    while True:
        coef, exp, sign = compute(prec + extra)
        # The error is below 10 units: certain unless the digits behind the precision are near a tie or a number.
        cut = _length(coef) - prec
        if cut > 1:
            half = 5 * _pow10(cut - 1)
            distance = coef % half
            if min(distance, half - distance) > 10:
                return _make(_FINITE, sign, coef, exp)
        extra += extra


def _div_nearest(a, b):
    quotient, remainder = divmod(a, b)
    return quotient + (2 * remainder + (quotient & 1) > b)


def _exp_fixed(x, places):
    """exp(x / 10**places) * 10**places for a small x, by halving and the Taylor series."""
    bits = int(places * 3.33) + 64
    value = (x << bits) // _pow10(places)
    halvings = 8 + int(bits ** 0.5)
    value >>= halvings
    total = term = 1 << bits
    n = 1
    while term:
        term = (term * value >> bits) // n
        total += term
        n += 1
    # What was rounded off while squaring needs as many guard bits.
    for _ in range(halvings):
        total = total * total >> bits
    return total * _pow10(places) >> bits


def _ln10_fixed(places):
    """ln(10) * 10**places."""
    cached = _ln10_cache.get('value')
    if cached is None or cached[0] < places + 5:
        more = places + 50
        _ln10_cache['value'] = cached = more, _ln_fixed(10 * _pow10(more), more)
    return _div_nearest(cached[1], _pow10(cached[0] - places))


_ln10_cache = {}


def _ln_fixed(x, places):
    """ln(x / 10**places) * 10**places for x / 10**places between 1/2 and 20."""
    bits = int(places * 3.33) + 64
    value = (x << bits) // _pow10(places)
    one = 1 << bits
    # Square roots bring the argument near to one, where the series of artanh converges fast.
    roots = 0
    while abs(value - one) >> (bits - 12):
        value = _math.isqrt(value << bits)
        roots += 1
    z = ((value - one) << bits) // (value + one)
    square = z * z >> bits
    total, term, n = 0, z, 1
    while term:
        total += term // n
        term = term * square >> bits
        n += 2
    total = 2 * total << roots
    return total * _pow10(places) >> bits


def _exp_digits(value, digits):
    """About so many digits of exp(value), its exponent, and the sign 0."""
    places = digits + max(value.adjusted(), 0) + 12
    shift = value._exp + places
    x = value._coef * _pow10(shift) if shift >= 0 else value._coef // _pow10(-shift)
    if value._sign:
        x = -x
    ln10 = _ln10_fixed(places)
    power, rest = divmod(x, ln10)
    fixed = _exp_fixed(rest, places)
    cut = places - digits - 2
    return fixed // _pow10(cut), power - places + cut, 0


def _ln_places(value, places):
    """ln(value) * 10**places."""
    length = _length(value._coef)
    shift = places + 6
    exp = value._exp + length
    # value = m * 10**exp with m between 1/10 and 1; it is made m between 1 and 10.
    mantissa = value._coef * _pow10(shift - length + 1) if shift - length + 1 >= 0 else (
        value._coef // _pow10(length - 1 - shift))
    result = _ln_fixed(mantissa, shift) + (exp - 1) * _ln10_fixed(shift)
    return _div_nearest(result, _pow10(6))


def _ln_digits(value, digits):
    """About so many digits of ln(value), exponent and sign."""
    places = digits + 6
    # Near one the logarithm is small and needs more places.
    distance = value - 1 if value.adjusted() in (0, -1) else None
    if distance is not None:
        with localcontext(Context(prec=max(_length(value._coef) + 5, 10), Emin=MIN_EMIN, Emax=MAX_EMAX, traps=[])):
            distance = value - 1
        places += max(-distance.adjusted(), 0)
    result = _ln_places(value, places)
    return abs(result), -places, int(result < 0)


def _log10_digits(value, digits):
    """About so many digits of log10(value), exponent and sign."""
    coef, exp, sign = _ln_digits(value, digits + 4)
    places = digits + 10
    return coef * _pow10(places) // _ln10_fixed(places), exp, sign


def _power_digits(a, b, digits):
    """About so many digits of a ** b, exponent and sign 0."""
    places = digits + max(b.adjusted(), 0) + len(str(abs(a.adjusted()) + 1)) + 12
    logarithm = _ln_places(a, places + max(b.adjusted(), 0) + 5)
    scale = places + max(b.adjusted(), 0) + 5
    product = logarithm * b._coef
    exponent = _make(_FINITE, int((product < 0) != bool(b._sign)), abs(product), b._exp - scale)
    return _exp_digits(exponent, digits)


# ---------------------------------------------------------------------------------------------------------------------
# Formats


def _format(value, specifier, context):
    import re
    match = re.fullmatch(
        r'(?:(?P<fill>.)?(?P<align>[<>=^]))?(?P<sign>[-+ ])?(?P<no_neg_0>z)?(?P<alt>\#)?(?P<zeropad>0)?'
        r'(?P<width>\d+)?(?P<sep>[,_])?(?:\.(?P<precision>\d+)?(?P<frac_sep>[,_])?)?(?P<type>[eEfFgGn%])?',
        specifier, re.DOTALL)
    if match is None or '.' in specifier[len(match['fill'] or ''):] and match['precision'] is None and (
            match['frac_sep'] is None):
        raise ValueError('invalid format string')
    kind = match['type']
    fill, align = match['fill'], match['align']
    zeropad = match['zeropad'] is not None
    if zeropad:
        if align is not None:
            raise ValueError('invalid format string')
        fill, align = '0', '='
    fill = fill or ' '
    align = align or '>'
    sign_mode = match['sign'] or '-'
    width = int(match['width'] or '0')
    precision = int(match['precision']) if match['precision'] is not None else None
    if precision == 0 and (kind is None or kind in 'gGn'):
        precision = 1
    separator = match['sep'] or ''
    if kind == 'n':
        kind = 'g'
    if value._kind:
        text = str(value.copy_abs())
        sign = '-' if value._sign else '' if sign_mode == '-' else sign_mode
        if zeropad:
            fill, align = ' ', '>'
        if kind == '%':
            text += '%'
        return _padded(sign, text, fill, align, width)
    if kind is None:
        kind = 'g' if context.capitals == 0 else 'G'
    if kind == '%':
        value = _make(_FINITE, value._sign, value._coef, value._exp + 2)
    rounding = context.rounding
    if precision is not None:
        if kind in 'eE':
            value = _to_figures(value, precision + 1, rounding)
        elif kind in 'fF%':
            value = _rescaled(value, -precision, rounding)
        elif _length(value._coef) > precision:
            value = _to_figures(value, precision, rounding)
    if not value._coef and value._exp > 0 and kind in 'fF%':
        value = _rescaled(value, 0, rounding)
    if not value._coef and match['no_neg_0'] and value._sign:
        value = value.copy_abs()
    digits = _text(value._coef)
    adjusted = value._exp + len(digits)
    if kind in 'eE':
        if not value._coef and precision is not None:
            point = 1 - precision
        else:
            point = 1
    elif kind in 'fF%':
        point = adjusted
    elif value._exp <= 0 and adjusted > -6:
        point = adjusted
    else:
        point = 1
    if point < 0:
        whole, fraction = '0', '0' * -point + digits
    elif point > len(digits):
        whole, fraction = digits + '0' * (point - len(digits)), ''
    else:
        whole, fraction = digits[:point] or '0', digits[point:]
    exponent = adjusted - point
    if kind in 'fF%' and exponent == 0 or not exponent and kind in 'gG':
        suffix = ''
    else:
        suffix = f'{"E" if kind in "EG" else "e"}{exponent:+d}'
    if kind == '%':
        suffix = '%'
    if match['frac_sep']:
        fraction = match['frac_sep'].join(fraction[i:i + 3] for i in range(0, len(fraction), 3))
    tail = ('.' + fraction if fraction or match['alt'] else '') + suffix
    sign = '-' if value._sign else '' if sign_mode == '-' else sign_mode
    if separator:
        least = width - len(sign) - len(tail) if fill == '0' and align == '=' else 0
        whole = _grouped(whole, separator, least)
    return _padded(sign, whole + tail, fill, align, width)


def _to_figures(value, figures, rounding):
    """A finite number with so many digits."""
    if not value._coef:
        return value
    result = _rescaled(value, value.adjusted() + 1 - figures, rounding)
    if _length(result._coef) > figures:
        result = _rescaled(result, result._exp + 1, rounding)
    return result


def _grouped(digits, separator, least):
    """Digits in groups of three, with zeros in front until they are so long."""
    def length(count):
        return count + (count - 1) // 3

    count = len(digits)
    while length(count) < least:
        count += 1
    digits = digits.rjust(count, '0')
    first = (len(digits) - 1) % 3 + 1
    return digits[:first] + ''.join(separator + digits[i:i + 3] for i in range(first, len(digits), 3))


def _padded(sign, body, fill, align, width):
    padding = fill * (width - len(sign) - len(body))
    if align == '<':
        return sign + body + padding
    if align == '>':
        return padding + sign + body
    if align == '=':
        return sign + padding + body
    half = len(padding) // 2
    return padding[:half] + sign + body + padding[half:]


# ---------------------------------------------------------------------------------------------------------------------
# The operations as methods of contexts


def _context_methods():
    def unary(name):
        function = getattr(Decimal, name)

        def method(self, x, /):
            return function(_operand(x), context=self)
        return method

    def binary(name):
        function = getattr(Decimal, name)

        def method(self, x, y, /):
            return function(_operand(x), _operand(y), context=self)
        return method

    def plain(name):
        function = getattr(Decimal, name)

        def method(self, x, /):
            return function(_operand(x))
        return method

    methods = {}
    for public, name in {'abs': '__abs__', 'minus': '__neg__', 'plus': '__pos__', 'exp': 'exp', 'ln': 'ln',
                         'log10': 'log10', 'logb': 'logb', 'logical_invert': 'logical_invert',
                         'next_minus': 'next_minus', 'next_plus': 'next_plus', 'normalize': 'normalize',
                         'number_class': 'number_class', 'sqrt': 'sqrt', 'to_eng_string': 'to_eng_string',
                         'to_integral_exact': 'to_integral_exact', 'to_integral_value': 'to_integral_value',
                         'to_integral': 'to_integral', 'is_normal': 'is_normal',
                         'is_subnormal': 'is_subnormal'}.items():
        methods[public] = unary(name)
    for public, name in {'add': '__add__', 'subtract': '__sub__', 'multiply': '__mul__', 'divide': '__truediv__',
                         'divide_int': '__floordiv__', 'divmod': '__divmod__', 'remainder': '__mod__',
                         'remainder_near': 'remainder_near', 'compare': 'compare', 'compare_signal': 'compare_signal',
                         'compare_total': 'compare_total', 'compare_total_mag': 'compare_total_mag', 'max': 'max',
                         'min': 'min', 'max_mag': 'max_mag', 'min_mag': 'min_mag', 'logical_and': 'logical_and',
                         'logical_or': 'logical_or', 'logical_xor': 'logical_xor', 'next_toward': 'next_toward',
                         'rotate': 'rotate', 'shift': 'shift', 'scaleb': 'scaleb', 'copy_sign': 'copy_sign',
                         'same_quantum': 'same_quantum'}.items():
        methods[public] = binary(name)
    for name in ('canonical', 'copy_abs', 'copy_negate', 'is_canonical', 'is_finite', 'is_infinite', 'is_nan',
                 'is_qnan', 'is_signed', 'is_snan', 'is_zero'):
        methods[name] = plain(name)
    for name, method in methods.items():
        method.__name__ = name
        method.__qualname__ = f'Context.{name}'
        setattr(Context, name, method)


_context_methods()


def _quantize(self, x, y, /):
    """x with the exponent of y."""
    return _operand(x).quantize(_operand(y), context=self)


def _fma(self, x, y, z, /):
    """x * y + z, rounded once."""
    return _operand(x).fma(_operand(y), _operand(z), context=self)


def _context_power(self, a, b, modulo=None):
    """a ** b, or a ** b % modulo."""
    return _operand(a).__pow__(_operand(b), None if modulo is None else _operand(modulo), context=self)


def _copy_decimal(self, x, /):
    """A copy of the number."""
    return _operand(x)


def _to_sci_string(self, x, /):
    """The number's text."""
    return _operand(x).__str__(context=self)


Context.quantize, Context.fma, Context.power = _quantize, _fma, _context_power
Context.copy_decimal, Context.to_sci_string = _copy_decimal, _to_sci_string
for _class in (Decimal, Context):
    # CPython's are native: messages name them so.
    _as_built_in(_class)
del _context_methods, _class
