"""Fraction: rational numbers, exact."""

import functools
import math
import numbers
import operator
import re
import sys

__all__ = ['Fraction']

# What the hash of a fraction is computed by, as that of ints and floats is, so that equal numbers have equal hashes.
_PRIME = sys.hash_info.modulus
_INFINITE = sys.hash_info.inf

_TEXT = re.compile(r"""
    \A\s*
    (?P<sign>[-+]?)
    (?=\d|\.\d)
    (?P<num>\d*|\d+(?:_\d+)*)
    (?:
        (?:\s*/\s*(?P<denom>\d+(?:_\d+)*))?
    |
        (?:\.(?P<decimal>\d*|\d+(?:_\d+)*))?
        (?:E(?P<exp>[-+]?\d+(?:_\d+)*))?
    )
    \s*\Z
""", re.VERBOSE | re.IGNORECASE)

# A format of the kinds e, f, g and %.
_FLOAT_SPEC = re.compile(r"""
    (?:(?P<fill>.)?(?P<align>[<>=^]))?
    (?P<sign>[-+ ]?)
    (?P<no_neg_zero>z)?
    (?P<alt>\#)?
    (?P<zeropad>0(?=[0-9]))?
    (?P<minimumwidth>[0-9]+)?
    (?P<thousands_sep>[,_])?
    (?:\.(?=[,_0-9])(?P<precision>[0-9]+)?(?P<frac_sep>[,_])?)?
    (?P<presentation_type>[eEfFgG%])
""", re.DOTALL | re.VERBOSE)

# A format without a kind: the fraction itself.
_GENERAL_SPEC = re.compile(r"""
    (?:(?P<fill>.)?(?P<align>[<>=^]))?
    (?P<sign>[-+ ]?)
    (?P<alt>\#)?
    (?P<minimumwidth>0|[1-9][0-9]*)?
    (?P<thousands_sep>[,_])?
""", re.DOTALL | re.VERBOSE)


@functools.lru_cache(maxsize=1 << 14)
def _hash_algorithm(numerator, denominator):
    try:
        inverse = pow(denominator, -1, _PRIME)
    except ValueError:
        # The denominator is a multiple of the prime.
        hash_ = _INFINITE
    else:
        hash_ = hash(hash(abs(numerator)) * inverse)
    result = hash_ if numerator >= 0 else -hash_
    return -2 if result == -1 else result


def _round_to_exponent(n, d, exponent, no_neg_zero=False):
    """n/d as sign, significand and exponent: the nearest multiple of 10**exponent, ties to even."""
    if exponent >= 0:
        d *= 10 ** exponent
    else:
        n *= 10 ** -exponent
    # Ties: the quotient of a remainder of exactly one half is made even.
    quotient, remainder = divmod(n + (d >> 1), d)
    if remainder == 0 and d & 1 == 0:
        quotient &= -2
    negative = quotient < 0 if no_neg_zero else n < 0
    return negative, abs(quotient)


def _round_to_figures(n, d, figures):
    """n/d as sign, significand of so many figures, and exponent."""
    if n == 0:
        return False, 0, 1 - figures
    n_text, d_text = str(abs(n)), str(d)
    magnitude = len(n_text) - len(d_text) + (d_text <= n_text)
    exponent = magnitude - figures
    negative, significand = _round_to_exponent(n, d, exponent)
    if len(str(significand)) == figures + 1:
        significand //= 10
        exponent += 1
    return negative, significand, exponent


def _grouped(digits, separator, size=3):
    """Digits in groups from the right."""
    first = 1 + (len(digits) - 1) % size
    return digits[:first] + ''.join(separator + digits[i:i + size] for i in range(first, len(digits), size))


class Fraction(numbers.Rational):
    """A rational number, exact and in lowest terms.

    Fraction(8, 6) is the number 4/3. Both arguments must be rational, and the denominator not zero. A fraction is also
    made of a float or decimal, exactly, or of a text like '3/4', '-1.5' or '2e-3'."""

    __slots__ = ('_numerator', '_denominator')

    def __new__(cls, numerator=0, denominator=None):
        self = super().__new__(cls)
        if denominator is None:
            if type(numerator) is int:
                self._numerator = numerator
                self._denominator = 1
                return self
            if isinstance(numerator, numbers.Rational):
                self._numerator = numerator.numerator
                self._denominator = numerator.denominator
                return self
            if isinstance(numerator, str):
                numerator, denominator = _parse(numerator)
            elif isinstance(numerator, float) or (
                    not isinstance(numerator, type) and hasattr(numerator, 'as_integer_ratio')):
                self._numerator, self._denominator = numerator.as_integer_ratio()
                return self
            else:
                raise TypeError('argument should be a string or a Rational instance or have the as_integer_ratio() '
                                'method')
        elif type(numerator) is int is type(denominator):
            pass
        elif isinstance(numerator, numbers.Rational) and isinstance(denominator, numbers.Rational):
            numerator, denominator = (
                numerator.numerator * denominator.denominator, denominator.numerator * numerator.denominator)
        else:
            raise TypeError('both arguments should be Rational instances')
        if denominator == 0:
            raise ZeroDivisionError(f'Fraction({numerator}, 0)')
        divisor = math.gcd(numerator, denominator)
        if denominator < 0:
            divisor = -divisor
        self._numerator = numerator // divisor
        self._denominator = denominator // divisor
        return self

    @classmethod
    def from_number(cls, number):
        """The fraction of a number that has an integer ratio."""
        if type(number) is int:
            return cls._of_coprimes(number, 1)
        if isinstance(number, numbers.Rational):
            return cls._of_coprimes(number.numerator, number.denominator)
        if isinstance(number, float) or (not isinstance(number, type) and hasattr(number, 'as_integer_ratio')):
            return cls._of_coprimes(*number.as_integer_ratio())
        raise TypeError('argument should be a Rational instance or have the as_integer_ratio() method')

    @classmethod
    def from_float(cls, f):
        """The fraction that is exactly a float."""
        if isinstance(f, numbers.Integral):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError(f'{cls.__name__}.from_float() only takes floats, not {f!r} ({type(f).__name__})')
        return cls._of_coprimes(*f.as_integer_ratio())

    @classmethod
    def from_decimal(cls, dec):
        """The fraction that is exactly a decimal."""
        from decimal import Decimal
        if isinstance(dec, numbers.Integral):
            dec = Decimal(int(dec))
        elif not isinstance(dec, Decimal):
            raise TypeError(f'{cls.__name__}.from_decimal() only takes Decimals, not {dec!r} ({type(dec).__name__})')
        return cls._of_coprimes(*dec.as_integer_ratio())

    @classmethod
    def _of_coprimes(cls, numerator, denominator, /):
        self = super(Fraction, cls).__new__(cls)
        self._numerator = numerator
        self._denominator = denominator
        return self

    def is_integer(self):
        """Is the fraction an integer?"""
        return self._denominator == 1

    def as_integer_ratio(self):
        """The pair of numerator and denominator, in lowest terms."""
        return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        """The closest fraction whose denominator is at most max_denominator."""
        if max_denominator < 1:
            raise ValueError('max_denominator should be at least 1')
        if self._denominator <= max_denominator:
            return Fraction(self)
        # The convergents of the continued fraction, as long as their denominators are small enough.
        p0, q0, p1, q1 = 0, 1, 1, 0
        n, d = self._numerator, self._denominator
        while True:
            a = n // d
            q2 = q0 + a * q1
            if q2 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + a * p1, q2
            n, d = d, n - a * d
        k = (max_denominator - q0) // q1
        # Of the last convergent and the best one between, the nearer.
        if 2 * d * (q0 + k * q1) <= self._denominator:
            return Fraction._of_coprimes(p1, q1)
        return Fraction._of_coprimes(p0 + k * p1, q0 + k * q1)

    @property
    def numerator(self):
        return self._numerator

    @property
    def denominator(self):
        return self._denominator

    def __repr__(self):
        """repr(self)"""
        return f'{self.__class__.__name__}({self._numerator}, {self._denominator})'

    def __str__(self):
        """str(self)"""
        return str(self._numerator) if self._denominator == 1 else f'{self._numerator}/{self._denominator}'

    def _format_general(self, match):
        fill = match['fill'] or ' '
        align = match['align'] or '>'
        plus = '' if match['sign'] == '-' else match['sign']
        minimum_width = int(match['minimumwidth'] or '0')
        separator = match['thousands_sep'] or ''
        n, d = self._numerator, self._denominator
        body = f'{abs(n):{separator}}'
        if d > 1 or match['alt']:
            body += f'/{d:{separator}}'
        sign = '-' if n < 0 else plus
        padding = fill * (minimum_width - len(sign) - len(body))
        return _aligned(sign, body, padding, align)

    def _format_float(self, match):
        fill = match['fill'] or ' '
        align = match['align'] or '>'
        plus = '' if match['sign'] == '-' else match['sign']
        no_neg_zero = bool(match['no_neg_zero'])
        alternate = bool(match['alt'])
        minimum_width = int(match['minimumwidth'] or '0')
        separator = match['thousands_sep']
        fraction_separator = match['frac_sep']
        precision = int(match['precision'] or '6')
        kind = match['presentation_type']
        zero_pad = bool(match['zeropad'])
        trim_zeros = kind in 'gG' and not alternate
        trim_point = not alternate
        exponent_mark = 'E' if kind in 'EFG' else 'e'
        if zero_pad and match['align'] is None:
            fill, align = '0', '='
        if kind in 'fF%':
            exponent = -precision
            if kind == '%':
                exponent -= 2
            negative, significand = _round_to_exponent(self._numerator, self._denominator, exponent, no_neg_zero)
            scientific = False
            point = precision
        else:
            figures = max(precision, 1) if kind in 'gG' else precision + 1
            negative, significand, exponent = _round_to_figures(self._numerator, self._denominator, figures)
            scientific = kind in 'eE' or exponent > 0 or exponent + figures <= -4
            point = figures - 1 if scientific else -exponent
        if kind == '%':
            suffix = '%'
        elif scientific:
            suffix = f'{exponent_mark}{exponent + point:+03d}'
        else:
            suffix = ''
        digits = f'{significand:0{point + 1}d}'
        sign = '-' if negative else plus
        leading, fraction = digits[:len(digits) - point], digits[len(digits) - point:]
        if trim_zeros:
            fraction = fraction.rstrip('0')
        dot = '' if trim_point and not fraction else '.'
        if fraction_separator:
            fraction = fraction_separator.join(fraction[i:i + 3] for i in range(0, len(fraction), 3))
        trailing = dot + fraction + suffix
        if zero_pad and fill == '0' and align == '=':
            room = minimum_width - len(sign) - len(trailing)
            if separator:
                # As many digits as fill the room, counting the separators between them.
                room = 3 * room // 4 + 1
            leading = leading.zfill(room)
        if separator:
            leading = _grouped(leading, separator)
        body = leading + trailing
        return _aligned(sign, body, fill * (minimum_width - len(sign) - len(body)), align)

    def __format__(self, format_spec, /):
        """The fraction by a format specification: of a float with e, f, g and %, else as a fraction."""
        if match := _GENERAL_SPEC.fullmatch(format_spec):
            return self._format_general(match)
        if match := _FLOAT_SPEC.fullmatch(format_spec):
            # A fill and explicit alignment exclude padding with zeros.
            if match['align'] is None or match['zeropad'] is None:
                return self._format_float(match)
        raise ValueError(f'Invalid format specifier {format_spec!r} for object of type {type(self).__name__!r}')

    def _operator_fallbacks(monomorphic_operator, fallback_operator, handle_complex=True):
        def forward(a, b):
            if type(b) is Fraction or isinstance(b, Fraction):
                return monomorphic_operator(a, b)
            if isinstance(b, int):
                return monomorphic_operator(a, Fraction(b))
            if isinstance(b, float):
                return fallback_operator(float(a), b)
            if handle_complex and isinstance(b, complex):
                return fallback_operator(float(a), b)
            return NotImplemented

        def reverse(b, a):
            if isinstance(a, numbers.Rational):
                return monomorphic_operator(Fraction(a), b)
            if isinstance(a, numbers.Real):
                return fallback_operator(float(a), float(b))
            if handle_complex and isinstance(a, numbers.Complex):
                return fallback_operator(complex(a), float(b))
            return NotImplemented

        name = fallback_operator.__name__
        forward.__name__ = f'__{name}__'
        forward.__doc__ = monomorphic_operator.__doc__
        reverse.__name__ = f'__r{name}__'
        reverse.__doc__ = monomorphic_operator.__doc__
        return forward, reverse

    # Sums and products divide by the common divisors before they multiply, as Knuth describes (TAOCP 2, 4.5.1).

    def _add(a, b):
        """a + b"""
        na, da, nb, db = a._numerator, a._denominator, b._numerator, b._denominator
        g = math.gcd(da, db)
        if g == 1:
            return Fraction._of_coprimes(na * db + da * nb, da * db)
        s = da // g
        t = na * (db // g) + nb * s
        g2 = math.gcd(t, g)
        return Fraction._of_coprimes(t, s * db) if g2 == 1 else Fraction._of_coprimes(t // g2, s * (db // g2))

    __add__, __radd__ = _operator_fallbacks(_add, operator.add)

    def _sub(a, b):
        """a - b"""
        return Fraction._add(a, Fraction._of_coprimes(-b._numerator, b._denominator))

    __sub__, __rsub__ = _operator_fallbacks(_sub, operator.sub)

    def _mul(a, b):
        """a * b"""
        na, da, nb, db = a._numerator, a._denominator, b._numerator, b._denominator
        g1, g2 = math.gcd(na, db), math.gcd(nb, da)
        return Fraction._of_coprimes((na // g1) * (nb // g2), (db // g1) * (da // g2))

    __mul__, __rmul__ = _operator_fallbacks(_mul, operator.mul)

    def _div(a, b):
        """a / b"""
        nb, db = b._numerator, b._denominator
        if nb == 0:
            raise ZeroDivisionError(f'Fraction({db}, 0)')
        if nb < 0:
            nb, db = -nb, -db
        return Fraction._mul(a, Fraction._of_coprimes(db, nb))

    __truediv__, __rtruediv__ = _operator_fallbacks(_div, operator.truediv)

    def _floordiv(a, b):
        """a // b"""
        return (a.numerator * b.denominator) // (a.denominator * b.numerator)

    __floordiv__, __rfloordiv__ = _operator_fallbacks(_floordiv, operator.floordiv, False)

    def _divmod(a, b):
        """(a // b, a % b)"""
        da, db = a.denominator, b.denominator
        quotient, remainder = divmod(a.numerator * db, da * b.numerator)
        return quotient, Fraction(remainder, da * db)

    __divmod__, __rdivmod__ = _operator_fallbacks(_divmod, divmod, False)

    def _mod(a, b):
        """a % b"""
        da, db = a.denominator, b.denominator
        return Fraction((a.numerator * db) % (b.numerator * da), da * db)

    __mod__, __rmod__ = _operator_fallbacks(_mod, operator.mod, False)

    def __pow__(a, b, modulo=None):
        """a ** b: a fraction if b is an integer, else a float or complex."""
        if modulo is not None:
            return NotImplemented
        if isinstance(b, numbers.Rational):
            if b.denominator == 1:
                power = b.numerator
                if power >= 0:
                    return Fraction._of_coprimes(a._numerator ** power, a._denominator ** power)
                if a._numerator > 0:
                    return Fraction._of_coprimes(a._denominator ** -power, a._numerator ** -power)
                if a._numerator == 0:
                    raise ZeroDivisionError(f'Fraction({a._denominator ** -power}, 0)')
                return Fraction._of_coprimes((-a._denominator) ** -power, (-a._numerator) ** -power)
            return float(a) ** float(b)
        if isinstance(b, (float, complex)):
            return float(a) ** b
        return NotImplemented

    def __rpow__(b, a, modulo=None):
        """a ** b"""
        if modulo is not None:
            return NotImplemented
        if b._denominator == 1 and b._numerator >= 0:
            return a ** b._numerator
        if isinstance(a, numbers.Rational):
            return Fraction(a.numerator, a.denominator) ** b
        if b._denominator == 1:
            return a ** b._numerator
        return a ** float(b)

    def __pos__(a):
        """+a, as an exact Fraction"""
        return Fraction._of_coprimes(a._numerator, a._denominator)

    def __neg__(a):
        """-a"""
        return Fraction._of_coprimes(-a._numerator, a._denominator)

    def __abs__(a):
        """abs(a)"""
        return Fraction._of_coprimes(abs(a._numerator), a._denominator)

    def __int__(a, _index=operator.index):
        """int(a)"""
        return _index(-(-a._numerator // a._denominator) if a._numerator < 0 else a._numerator // a._denominator)

    def __trunc__(a):
        """math.trunc(a)"""
        return -(-a._numerator // a._denominator) if a._numerator < 0 else a._numerator // a._denominator

    def __floor__(a):
        """math.floor(a)"""
        return a._numerator // a._denominator

    def __ceil__(a):
        """math.ceil(a)"""
        return -(-a._numerator // a._denominator)

    def __round__(self, ndigits=None):
        """round(self, ndigits): half to even."""
        if ndigits is None:
            d = self._denominator
            floor, remainder = divmod(self._numerator, d)
            if remainder * 2 < d:
                return floor
            if remainder * 2 > d:
                return floor + 1
            return floor + (floor & 1)
        shift = 10 ** abs(ndigits)
        if ndigits > 0:
            return Fraction(round(self * shift), shift)
        return Fraction(round(self / shift) * shift)

    def __hash__(self):
        """hash(self)"""
        return _hash_algorithm(self._numerator, self._denominator)

    def __eq__(a, b):
        """a == b"""
        if type(b) is int:
            return a._numerator == b and a._denominator == 1
        if isinstance(b, numbers.Rational):
            return a._numerator == b.numerator and a._denominator == b.denominator
        if isinstance(b, numbers.Complex) and b.imag == 0:
            b = b.real
        if isinstance(b, float):
            if math.isnan(b) or math.isinf(b):
                # As a comparison of 0.0 with it.
                return 0.0 == b
            return a == a.from_float(b)
        return NotImplemented

    def _richcmp(self, other, op):
        if isinstance(other, numbers.Rational):
            return op(self._numerator * other.denominator, self._denominator * other.numerator)
        if isinstance(other, float):
            if math.isnan(other) or math.isinf(other):
                return op(0.0, other)
            return op(self, self.from_float(other))
        return NotImplemented

    def __lt__(a, b):
        """a < b"""
        return a._richcmp(b, operator.lt)

    def __gt__(a, b):
        """a > b"""
        return a._richcmp(b, operator.gt)

    def __le__(a, b):
        """a <= b"""
        return a._richcmp(b, operator.le)

    def __ge__(a, b):
        """a >= b"""
        return a._richcmp(b, operator.ge)

    def __bool__(a):
        """a != 0"""
        return bool(a._numerator)

    def __reduce__(self):
        return self.__class__, (self._numerator, self._denominator)

    def __copy__(self):
        return self if type(self) is Fraction else self.__class__(self._numerator, self._denominator)

    def __deepcopy__(self, memo):
        return self.__copy__()


def _aligned(sign, body, padding, align):
    """A number with padding on the side that an alignment says."""
    if align == '>':
        return padding + sign + body
    if align == '<':
        return sign + body + padding
    if align == '^':
        half = len(padding) // 2
        return padding[:half] + sign + body + padding[half:]
    return sign + padding + body


def _parse(text):
    """Numerator and denominator of a fraction's text, not reduced."""
    match = _TEXT.match(text)
    if match is None:
        raise ValueError(f'Invalid literal for Fraction: {text!r}')
    numerator = int(match['num'] or '0')
    denominator = 1
    if match['denom']:
        denominator = int(match['denom'])
    else:
        decimal = match['decimal']
        if decimal:
            decimal = decimal.replace('_', '')
            scale = 10 ** len(decimal)
            numerator = numerator * scale + int(decimal)
            denominator *= scale
        exponent = match['exp']
        if exponent:
            exponent = int(exponent)
            if exponent >= 0:
                numerator *= 10 ** exponent
            else:
                denominator *= 10 ** -exponent
    return (-numerator if match['sign'] == '-' else numerator), denominator
