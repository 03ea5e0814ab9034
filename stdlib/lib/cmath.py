"""Mathematical functions of complex numbers."""

import math as _math
from math import copysign as _copysign, hypot as _hypot, inf, isinf as _isinf, isnan as _isnan, nan

pi, e, tau = _math.pi, _math.e, _math.tau
infj = complex(0.0, inf)
nanj = complex(0.0, nan)

_P, _U = pi, object()
_P14, _P12, _P34 = 0.25 * pi, 0.5 * pi, 0.75 * pi
_LARGE = 1.7976931348623157e308 / 4.0
_LOG_LARGE = _math.log(_LARGE)
_SQRT_LARGE = _math.sqrt(_LARGE)
_SQRT_MIN = _math.sqrt(2.2250738585072014e-308)
_LN2 = _math.log(2.0)
_LN10 = _math.log(10.0)


def _number(z):
    """The complex number of an argument."""
    if isinstance(z, complex):
        return complex(z)
    if hasattr(type(z), '__complex__'):
        return complex(z)
    if isinstance(z, (str, bytes)) or not (hasattr(type(z), '__float__') or hasattr(type(z), '__index__')):
        raise TypeError(f'must be real number, not {type(z).__name__}')
    return complex(float(z), 0.0)


def _is_special(z):
    return not (_math.isfinite(z.real) and _math.isfinite(z.imag))


def _kind(x):
    """The row or column of a table of special values: -inf, negative, -0.0, 0.0, positive, inf, nan."""
    if _isnan(x):
        return 6
    if _isinf(x):
        return 5 if x > 0 else 0
    if x:
        return 4 if x > 0 else 1
    return 3 if _copysign(1.0, x) > 0 else 2


def _table(*rows):
    return [[None if item is None else complex(*item) for item in row] for row in rows]


_N, _I = nan, inf
# C99, annex G: the values at infinities and NaNs; None where the argument is finite or the function says so itself.
_acos_special = _table(
    [(_P34, _I), (_P, _I), (_P, _I), (_P, -_I), (_P, -_I), (_P34, -_I), (_N, _I)],
    [(_P12, _I), None, None, None, None, (_P12, -_I), (_N, _N)],
    [(_P12, _I), None, None, None, None, (_P12, -_I), (_P12, _N)],
    [(_P12, _I), None, None, None, None, (_P12, -_I), (_P12, _N)],
    [(_P12, _I), None, None, None, None, (_P12, -_I), (_N, _N)],
    [(_P14, _I), (0., _I), (0., _I), (0., -_I), (0., -_I), (_P14, -_I), (_N, _I)],
    [(_N, _I), (_N, _N), (_N, _N), (_N, _N), (_N, _N), (_N, -_I), (_N, _N)])
_acosh_special = _table(
    [(_I, -_P34), (_I, -_P), (_I, -_P), (_I, _P), (_I, _P), (_I, _P34), (_I, _N)],
    [(_I, -_P12), None, None, None, None, (_I, _P12), (_N, _N)],
    [(_I, -_P12), None, None, None, None, (_I, _P12), (_N, _N)],
    [(_I, -_P12), None, None, None, None, (_I, _P12), (_N, _N)],
    [(_I, -_P12), None, None, None, None, (_I, _P12), (_N, _N)],
    [(_I, -_P14), (_I, -0.), (_I, -0.), (_I, 0.), (_I, 0.), (_I, _P14), (_I, _N)],
    [(_I, _N), (_N, _N), (_N, _N), (_N, _N), (_N, _N), (_I, _N), (_N, _N)])
_asinh_special = _table(
    [(-_I, -_P14), (-_I, -0.), (-_I, -0.), (-_I, 0.), (-_I, 0.), (-_I, _P14), (-_I, _N)],
    [(-_I, -_P12), None, None, None, None, (-_I, _P12), (_N, _N)],
    [(-_I, -_P12), None, None, None, None, (-_I, _P12), (_N, _N)],
    [(_I, -_P12), None, None, None, None, (_I, _P12), (_N, _N)],
    [(_I, -_P12), None, None, None, None, (_I, _P12), (_N, _N)],
    [(_I, -_P14), (_I, -0.), (_I, -0.), (_I, 0.), (_I, 0.), (_I, _P14), (_I, _N)],
    [(_I, _N), (_N, _N), (_N, -0.), (_N, 0.), (_N, _N), (_I, _N), (_N, _N)])
_atanh_special = _table(
    [(-0., -_P12), (-0., -_P12), (-0., -_P12), (-0., _P12), (-0., _P12), (-0., _P12), (-0., _N)],
    [(-0., -_P12), None, None, None, None, (-0., _P12), (_N, _N)],
    [(-0., -_P12), None, None, None, None, (-0., _P12), (-0., _N)],
    [(0., -_P12), None, None, None, None, (0., _P12), (0., _N)],
    [(0., -_P12), None, None, None, None, (0., _P12), (_N, _N)],
    [(0., -_P12), (0., -_P12), (0., -_P12), (0., _P12), (0., _P12), (0., _P12), (0., _N)],
    [(0., -_P12), (_N, _N), (_N, _N), (_N, _N), (_N, _N), (0., _P12), (_N, _N)])
_cosh_special = _table(
    [(_I, _N), None, (_I, 0.), (_I, -0.), None, (_I, _N), (_I, _N)],
    [(_N, _N), None, None, None, None, (_N, _N), (_N, _N)],
    [(_N, 0.), None, None, None, None, (_N, 0.), (_N, 0.)],
    [(_N, 0.), None, None, None, None, (_N, 0.), (_N, 0.)],
    [(_N, _N), None, None, None, None, (_N, _N), (_N, _N)],
    [(_I, _N), None, (_I, -0.), (_I, 0.), None, (_I, _N), (_I, _N)],
    [(_N, _N), (_N, _N), (_N, 0.), (_N, 0.), (_N, _N), (_N, _N), (_N, _N)])
_exp_special = _table(
    [(0., 0.), None, (0., -0.), (0., 0.), None, (0., 0.), (0., 0.)],
    [(_N, _N), None, None, None, None, (_N, _N), (_N, _N)],
    [(_N, _N), None, None, None, None, (_N, _N), (_N, _N)],
    [(_N, _N), None, None, None, None, (_N, _N), (_N, _N)],
    [(_N, _N), None, None, None, None, (_N, _N), (_N, _N)],
    [(_I, _N), None, (_I, -0.), (_I, 0.), None, (_I, _N), (_I, _N)],
    [(_N, _N), (_N, _N), (_N, -0.), (_N, 0.), (_N, _N), (_N, _N), (_N, _N)])
_log_special = _table(
    [(_I, -_P34), (_I, -_P), (_I, -_P), (_I, _P), (_I, _P), (_I, _P34), (_I, _N)],
    [(_I, -_P12), None, None, None, None, (_I, _P12), (_N, _N)],
    [(_I, -_P12), None, None, None, None, (_I, _P12), (_N, _N)],
    [(_I, -_P12), None, None, None, None, (_I, _P12), (_N, _N)],
    [(_I, -_P12), None, None, None, None, (_I, _P12), (_N, _N)],
    [(_I, -_P14), (_I, -0.), (_I, -0.), (_I, 0.), (_I, 0.), (_I, _P14), (_I, _N)],
    [(_I, _N), (_N, _N), (_N, _N), (_N, _N), (_N, _N), (_I, _N), (_N, _N)])
_sinh_special = _table(
    [(_I, _N), None, (-_I, -0.), (-_I, 0.), None, (_I, _N), (_I, _N)],
    [(_N, _N), None, None, None, None, (_N, _N), (_N, _N)],
    [(0., _N), None, None, None, None, (0., _N), (0., _N)],
    [(0., _N), None, None, None, None, (0., _N), (0., _N)],
    [(_N, _N), None, None, None, None, (_N, _N), (_N, _N)],
    [(_I, _N), None, (_I, -0.), (_I, 0.), None, (_I, _N), (_I, _N)],
    [(_N, _N), (_N, _N), (_N, -0.), (_N, 0.), (_N, _N), (_N, _N), (_N, _N)])
_sqrt_special = _table(
    [(_I, -_I), (0., -_I), (0., -_I), (0., _I), (0., _I), (_I, _I), (_N, _I)],
    [(_I, -_I), None, None, None, None, (_I, _I), (_N, _N)],
    [(_I, -_I), None, None, None, None, (_I, _I), (_N, _N)],
    [(_I, -_I), None, None, None, None, (_I, _I), (_N, _N)],
    [(_I, -_I), None, None, None, None, (_I, _I), (_N, _N)],
    [(_I, -_I), (_I, -0.), (_I, -0.), (_I, 0.), (_I, 0.), (_I, _I), (_I, _N)],
    [(_I, -_I), (_N, _N), (_N, _N), (_N, _N), (_N, _N), (_I, _I), (_N, _N)])
_tanh_special = _table(
    [(-1., 0.), None, (-1., -0.), (-1., 0.), None, (-1., 0.), (-1., 0.)],
    [(_N, _N), None, None, None, None, (_N, _N), (_N, _N)],
    [(-0., _N), None, None, None, None, (-0., _N), (_N, _N)],
    [(0., _N), None, None, None, None, (0., _N), (_N, _N)],
    [(_N, _N), None, None, None, None, (_N, _N), (_N, _N)],
    [(1., 0.), None, (1., -0.), (1., 0.), None, (1., 0.), (1., 0.)],
    [(_N, _N), (_N, _N), (_N, -0.), (_N, 0.), (_N, _N), (_N, _N), (_N, _N)])


def _looked_up(table, z):
    return table[_kind(z.real)][_kind(z.imag)]


def _domain():
    raise ValueError('math domain error')


def _range():
    raise OverflowError('math range error')


def phase(z, /):
    """The argument of z, also known as the phase angle."""
    z = _number(z)
    return _math.atan2(z.imag, z.real)


def polar(z, /):
    """The pair of modulus and phase."""
    z = _number(z)
    if _isinf(z.real) or _isinf(z.imag):
        return inf, phase(z)
    r = _hypot(z.real, z.imag)
    if _isinf(r):
        _range()
    return r, phase(z)


def rect(r, phi, /):
    """The complex number of polar coordinates."""
    r, phi = _real(r), _real(phi)
    if not _math.isfinite(r) or not _math.isfinite(phi):
        if _isinf(r) and _math.isfinite(phi) and phi:
            x, y = _math.cos(phi), _math.sin(phi)
            sign = 1.0 if r > 0 else -1.0
            return complex(_copysign(inf, sign * x), _copysign(inf, sign * y))
        if not phi:
            # The sign of zero is that of the product.
            return complex(r, 0.0 if _isnan(r) else phi if r > 0 else -phi)
        if r and not _isnan(r) and _isinf(phi):
            _domain()
        if not r and not _math.isfinite(phi):
            return complex(0.0, 0.0)
        return complex(inf, nan) if _isinf(r) else complex(nan, nan)
    if phi == 0.0:
        return complex(r, r * phi)
    return complex(r * _math.cos(phi), r * _math.sin(phi))


def _real(x):
    if isinstance(x, (str, bytes, complex)) or not (hasattr(type(x), '__float__') or hasattr(type(x), '__index__')):
        raise TypeError(f'must be real number, not {type(x).__name__}')
    return float(x)


def isnan(z, /):
    """Is the real or imaginary part NaN?"""
    z = _number(z)
    return _isnan(z.real) or _isnan(z.imag)


def isinf(z, /):
    """Is the real or imaginary part infinite?"""
    z = _number(z)
    return _isinf(z.real) or _isinf(z.imag)


def isfinite(z, /):
    """Are both parts finite?"""
    return not _is_special(_number(z))


def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    """Are two numbers close to each other?"""
    a, b, rel_tol, abs_tol = _number(a), _number(b), _real(rel_tol), _real(abs_tol)
    if rel_tol < 0.0 or abs_tol < 0.0:
        raise ValueError('tolerances must be non-negative')
    if a == b:
        return True
    if isinf(a) or isinf(b):
        return False
    difference = _hypot(a.real - b.real, a.imag - b.imag)
    return (difference <= rel_tol * _hypot(b.real, b.imag) or difference <= rel_tol * _hypot(a.real, a.imag)
            or difference <= abs_tol)


def sqrt(z, /):
    """The square root."""
    z = _number(z)
    if _is_special(z):
        return _looked_up(_sqrt_special, z)
    if not z.real and not z.imag:
        return complex(0.0, z.imag)
    x, y = abs(z.real), abs(z.imag)
    if x < 2.2250738585072014e-308 and y < 2.2250738585072014e-308 and (x > 0.0 or y > 0.0):
        # Subnormal numbers are scaled, to lose no digits.
        x = _math.ldexp(x, 53)
        s = _math.ldexp(_math.sqrt(x + _hypot(x, _math.ldexp(y, 53))), -27)
    else:
        x /= 8.0
        s = 2.0 * _math.sqrt(x + _hypot(x, y / 8.0))
    d = y / (2.0 * s)
    if z.real >= 0.0:
        return complex(s, _copysign(d, z.imag))
    return complex(d, _copysign(s, z.imag))


def _acos_asin_parts(z):
    return sqrt(complex(1.0 - z.real, -z.imag)), sqrt(complex(1.0 + z.real, z.imag))


def acos(z, /):
    """The arc cosine."""
    z = _number(z)
    if _is_special(z):
        return _looked_up(_acos_special, z)
    if abs(z.real) > _LARGE or abs(z.imag) > _LARGE:
        real = _math.atan2(abs(z.imag), z.real)
        size = _math.log(_hypot(z.real / 2.0, z.imag / 2.0)) + _LN2 * 2.0
        return complex(real, -_copysign(size, z.imag) if z.real >= 0 else _copysign(size, -z.imag))
    s1, s2 = _acos_asin_parts(z)
    return complex(2.0 * _math.atan2(s1.real, s2.real), _math.asinh(s2.real * s1.imag - s2.imag * s1.real))


def acosh(z, /):
    """The inverse hyperbolic cosine."""
    z = _number(z)
    if _is_special(z):
        return _looked_up(_acosh_special, z)
    if abs(z.real) > _LARGE or abs(z.imag) > _LARGE:
        return complex(_math.log(_hypot(z.real / 2.0, z.imag / 2.0)) + _LN2 * 2.0, _math.atan2(z.imag, z.real))
    s1, s2 = sqrt(complex(z.real - 1.0, z.imag)), sqrt(complex(z.real + 1.0, z.imag))
    return complex(_math.asinh(s1.real * s2.real + s1.imag * s2.imag), 2.0 * _math.atan2(s1.imag, s2.real))


def asin(z, /):
    """The arc sine."""
    z = _number(z)
    s = asinh(complex(-z.imag, z.real))
    return complex(s.imag, -s.real)


def asinh(z, /):
    """The inverse hyperbolic sine."""
    z = _number(z)
    if _is_special(z):
        return _looked_up(_asinh_special, z)
    if abs(z.real) > _LARGE or abs(z.imag) > _LARGE:
        size = _math.log(_hypot(z.real / 2.0, z.imag / 2.0)) + _LN2 * 2.0
        real = _copysign(size, z.real) if z.imag >= 0.0 else -_copysign(size, -z.real)
        return complex(real, _math.atan2(z.imag, abs(z.real)))
    s1, s2 = sqrt(complex(1.0 + z.imag, -z.real)), sqrt(complex(1.0 - z.imag, z.real))
    return complex(_math.asinh(s1.real * s2.imag - s2.real * s1.imag),
                   _math.atan2(z.imag, s1.real * s2.real - s1.imag * s2.imag))


def atan(z, /):
    """The arc tangent."""
    z = _number(z)
    s = atanh(complex(-z.imag, z.real))
    return complex(s.imag, -s.real)


def atanh(z, /):
    """The inverse hyperbolic tangent."""
    z = _number(z)
    if _is_special(z):
        return _looked_up(_atanh_special, z)
    if z.real < 0.0 or z.real == 0.0 and _copysign(1.0, z.real) < 0.0:
        return -atanh(-z)
    ay = abs(z.imag)
    if z.real > _SQRT_LARGE or ay > _SQRT_LARGE:
        h = _hypot(z.real / 2.0, z.imag / 2.0)
        return complex(z.real / 4.0 / h / h, -_copysign(_P12, -z.imag))
    if z.real == 1.0 and ay < _SQRT_MIN:
        if ay == 0.0:
            _domain()
        return complex(-_math.log(_math.sqrt(ay) / _math.sqrt(_hypot(ay, 2.0))),
                       _copysign(_math.atan2(2.0, -ay) / 2, z.imag))
    return complex(_math.log1p(4.0 * z.real / ((1 - z.real) * (1 - z.real) + ay * ay)) / 4.0,
                   -_math.atan2(-2.0 * z.imag, (1 - z.real) * (1 + z.real) - ay * ay) / 2.0)


def cos(z, /):
    """The cosine."""
    z = _number(z)
    return cosh(complex(-z.imag, z.real))


def _sized(size, angle):
    """A number of an infinite size in the direction of an angle."""
    return complex(_copysign(size, _math.cos(angle)), _copysign(size, _math.sin(angle)))


def cosh(z, /):
    """The hyperbolic cosine."""
    z = _number(z)
    if _is_special(z):
        if _isinf(z.imag) and not _isnan(z.real):
            _domain()
        if _isinf(z.real) and _math.isfinite(z.imag) and z.imag:
            r = _sized(inf, z.imag)
            return r if z.real > 0 else complex(r.real, -r.imag)
        return _looked_up(_cosh_special, z)
    if abs(z.real) > _LOG_LARGE:
        less = z.real - _copysign(1.0, z.real)
        r = complex(_math.cos(z.imag) * _math.cosh(less) * e, _math.sin(z.imag) * _math.sinh(less) * e)
    else:
        r = complex(_math.cos(z.imag) * _math.cosh(z.real), _math.sin(z.imag) * _math.sinh(z.real))
    if isinf(r):
        _range()
    return r


def exp(z, /):
    """e to the power of z."""
    z = _number(z)
    if _is_special(z):
        if _isinf(z.imag) and (_math.isfinite(z.real) or z.real == inf):
            _domain()
        if _isinf(z.real) and _math.isfinite(z.imag) and z.imag:
            return _sized(inf if z.real > 0 else 0.0, z.imag)
        return _looked_up(_exp_special, z)
    if z.real > _LOG_LARGE:
        size = _math.exp(z.real - 1.0) if z.real - 1.0 < 709.78 else inf
        r = complex(size * _math.cos(z.imag) * e, size * _math.sin(z.imag) * e if z.imag else z.imag)
    else:
        size = _math.exp(z.real)
        r = complex(size * _math.cos(z.imag), size * _math.sin(z.imag))
    if isinf(r):
        _range()
    return r


def _log(z):
    if _is_special(z):
        return _looked_up(_log_special, z)
    ax, ay = abs(z.real), abs(z.imag)
    if ax > _LARGE or ay > _LARGE:
        real = _math.log(_hypot(ax / 2.0, ay / 2.0)) + _LN2
    elif ax < 2.2250738585072014e-308 and ay < 2.2250738585072014e-308:
        if ax == 0.0 and ay == 0.0:
            _domain()
        real = _math.log(_hypot(_math.ldexp(ax, 53), _math.ldexp(ay, 53))) - 53 * _LN2
    else:
        h = _hypot(ax, ay)
        if 0.71 <= h <= 1.73:
            # Near one the logarithm of the sum of squares is exacter.
            large, small = max(ax, ay), min(ax, ay)
            real = _math.log1p((large - 1) * (large + 1) + small * small) / 2.0
        else:
            real = _math.log(h)
    return complex(real, _math.atan2(z.imag, z.real))


def log(z, base=_U, /):
    """The logarithm to a base, e by default."""
    result = _log(_number(z))
    return result if base is _U else result / _log(_number(base))


def log10(z, /):
    """The logarithm to base 10."""
    result = _log(_number(z))
    return complex(result.real / _LN10, result.imag / _LN10)


def sin(z, /):
    """The sine."""
    z = _number(z)
    s = sinh(complex(-z.imag, z.real))
    return complex(s.imag, -s.real)


def sinh(z, /):
    """The hyperbolic sine."""
    z = _number(z)
    if _is_special(z):
        if _isinf(z.imag) and not _isnan(z.real):
            _domain()
        if _isinf(z.real) and _math.isfinite(z.imag) and z.imag:
            r = _sized(inf, z.imag)
            return r if z.real > 0 else complex(-r.real, r.imag)
        return _looked_up(_sinh_special, z)
    if abs(z.real) > _LOG_LARGE:
        less = z.real - _copysign(1.0, z.real)
        r = complex(_math.cos(z.imag) * _math.sinh(less) * e, _math.sin(z.imag) * _math.cosh(less) * e)
    else:
        r = complex(_math.cos(z.imag) * _math.sinh(z.real), _math.sin(z.imag) * _math.cosh(z.real))
    if isinf(r):
        _range()
    return r


def tan(z, /):
    """The tangent."""
    z = _number(z)
    s = tanh(complex(-z.imag, z.real))
    return complex(s.imag, -s.real)


def tanh(z, /):
    """The hyperbolic tangent."""
    z = _number(z)
    if _is_special(z):
        if _isinf(z.imag) and _math.isfinite(z.real):
            _domain()
        if _isinf(z.real) and _math.isfinite(z.imag) and z.imag:
            imag = _copysign(0.0, 2.0 * _math.sin(z.imag) * _math.cos(z.imag))
            return complex(1.0 if z.real > 0 else -1.0, imag)
        return _looked_up(_tanh_special, z)
    if abs(z.real) > _LOG_LARGE:
        return complex(_copysign(1.0, z.real),
                       4.0 * _math.sin(z.imag) * _math.cos(z.imag) * _math.exp(-2.0 * abs(z.real)))
    tx, ty = _math.tanh(z.real), _math.tan(z.imag)
    cx = 1.0 / _math.cosh(z.real)
    product = tx * ty
    denominator = 1.0 + product * product
    return complex(tx * (1.0 + ty * ty) / denominator, ty / denominator * cx * cx)
