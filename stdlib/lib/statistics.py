"""Statistics of numbers: averages, spread, correlation, the normal distribution."""
import math
import random
from bisect import bisect_left, bisect_right
from collections import Counter, namedtuple
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from itertools import count, groupby, repeat
from operator import itemgetter

__all__ = ['NormalDist', 'StatisticsError', 'correlation', 'covariance', 'fmean', 'geometric_mean', 'harmonic_mean',
           'kde', 'kde_random', 'linear_regression', 'mean', 'median', 'median_grouped', 'median_high', 'median_low',
           'mode', 'multimode', 'pstdev', 'pvariance', 'quantiles', 'stdev', 'variance']

_SQRT2 = math.sqrt(2.0)


class StatisticsError(ValueError):
    """The data does not have the statistic."""


# Exact sums, as fractions by denominator.

def _exact_ratio(x):
    """The numerator and denominator of a number; what is not finite has no denominator."""
    try:
        return x.as_integer_ratio()
    except AttributeError:
        pass
    except (OverflowError, ValueError):
        return x, None
    try:
        return x.numerator, x.denominator
    except AttributeError:
        raise TypeError(f"can't convert type '{type(x).__name__}' to numerator/denominator")


def _exact_ratios(kind, values):
    """`_exact_ratio` of values that are all of one type."""
    if kind is int:
        return zip(list(values), repeat(1))
    if kind is float:
        values = list(values)
        if all(map(math.isfinite, values)):
            return map(float.as_integer_ratio, values)
    return map(_exact_ratio, values)


def _coerce(a, b):
    """The type of a result for numbers of types a and b."""
    if a is b or b is int or b is bool and a is int:
        return a
    if a is int:
        return b
    if issubclass(b, a):
        return b
    if issubclass(a, b) or issubclass(b, int):
        return a
    if issubclass(a, int):
        return b
    for one, other in ((a, b), (b, a)):
        if issubclass(one, Fraction) and issubclass(other, float):
            return other
    raise TypeError(f"don't know how to coerce {a.__name__} and {b.__name__}")


def _sum(data):
    """The type, the exact sum and the number of the values."""
    partials = {}
    n = 0
    types = set()
    for kind, values in groupby(data, type):
        types.add(kind)
        for numerator, denominator in _exact_ratios(kind, values):
            n += 1
            partials[denominator] = partials.get(denominator, 0) + numerator
    if None in partials:
        total = partials[None]
    else:
        total = sum(Fraction(numerator, denominator) for denominator, numerator in partials.items())
    return reduce(_coerce, types, int), total, n


def _spread(data, center=None):
    """The type, the exact sum of squared distances from `center`, by default the mean, the mean, and the number."""
    if center is None:
        return _spread_about_mean(data)
    kind, total, n = _sum((d := x - center) * d for x in data)
    return kind, total, center, n


def _spread_about_mean(data):
    # n times the sum of squared distances from the mean is n times the sum of squares less the square of the sum: two
    # sums of whole numbers for each denominator, with a fraction only at the end.
    sums, squares = {}, {}
    n = 0
    types = set()
    for kind, values in groupby(data, type):
        types.add(kind)
        for numerator, denominator in _exact_ratios(kind, values):
            n += 1
            sums[denominator] = sums.get(denominator, 0) + numerator
            squares[denominator] = squares.get(denominator, 0) + numerator * numerator
    kind = reduce(_coerce, types, int)
    if not n:
        return kind, Fraction(0), Fraction(0), 0
    if None in sums:
        total = sums[None]
        return kind, total, total / n, n
    total = sum(Fraction(numerator, denominator) for denominator, numerator in sums.items())
    square = sum(Fraction(numerator, denominator * denominator) for denominator, numerator in squares.items())
    return kind, (n * square - total * total) / n, total / n, n


def _convert(value, kind):
    """An exact value as a number of a type."""
    if type(value) is kind or type(value) is not Fraction and not _isfinite(value):
        return value
    if issubclass(kind, int) and value.denominator != 1:
        kind = float
    try:
        return kind(value)
    except TypeError:
        if issubclass(kind, Decimal):
            return kind(value.numerator) / kind(value.denominator)
        raise


def _isfinite(x):
    try:
        return x.is_finite()
    except AttributeError:
        return math.isfinite(x)


# Averages

def mean(data):
    """The arithmetic mean."""
    kind, total, n = _sum(data)
    if n < 1:
        raise StatisticsError('mean requires at least one data point')
    return _convert(total / n, kind)


def fmean(data, weights=None):
    """The arithmetic mean as a float, weighted if there are weights."""
    if weights is None:
        try:
            n = len(data)
        except TypeError:
            data = list(data)
            n = len(data)
        total = math.fsum(data)
        if not n:
            raise StatisticsError('fmean requires at least one data point')
        return total / n
    if not isinstance(weights, (list, tuple)):
        weights = list(weights)
    try:
        total = math.sumprod(data, weights)
    except ValueError:
        raise StatisticsError('data and weights must be the same length')
    weight = math.fsum(weights)
    if not weight:
        raise StatisticsError('sum of weights must be non-zero')
    return total / weight


def geometric_mean(data):
    """The root of the product of positive numbers."""
    n = 0
    logarithms = []
    found_zero = False
    for n, x in enumerate(data, 1):
        if x > 0.0 or math.isnan(x):
            logarithms.append(math.log(x))
        elif x == 0.0:
            found_zero = True
        else:
            raise StatisticsError('No negative inputs allowed', x)
    total = math.fsum(logarithms)
    if not n:
        raise StatisticsError('Must have a non-empty dataset')
    if math.isnan(total):
        return math.nan
    if found_zero:
        return math.nan if total == math.inf else 0.0
    return math.exp(total / n)


def harmonic_mean(data, weights=None):
    """The reciprocal of the mean of reciprocals."""
    data = list(data)
    message = 'harmonic mean does not support negative values'
    n = len(data)
    if n < 1:
        raise StatisticsError('harmonic_mean requires at least one data point')
    if n == 1 and weights is None:
        x = data[0]
        if not isinstance(x, (int, float, Fraction, Decimal)):
            raise TypeError('unsupported type')
        if x < 0:
            raise StatisticsError(message)
        return x
    if weights is None:
        weights = repeat(1, n)
        total_weight = n
    else:
        weights = list(weights)
        if len(weights) != n:
            raise StatisticsError('Number of weights does not match data size')
        _, total_weight, _ = _sum(_fail_neg(weights, message))
    try:
        data = list(_fail_neg(data, message))
        kind, total, _ = _sum(w / x if w else 0 for w, x in zip(weights, data))
    except ZeroDivisionError:
        return 0
    if total <= 0:
        raise StatisticsError('Weighted sum must be positive')
    return _convert(total_weight / total, kind)


def _fail_neg(values, message='negative value'):
    """The values, as long as none is negative."""
    for x in values:
        if x < 0:
            raise StatisticsError(message)
        yield x


def median(data):
    """The middle value; of an even number of values the mean of the two in the middle."""
    data = sorted(data)
    n = len(data)
    if n == 0:
        raise StatisticsError('no median for empty data')
    return data[n // 2] if n % 2 else (data[n // 2 - 1] + data[n // 2]) / 2


def median_low(data):
    """The middle value, the lower one of two."""
    data = sorted(data)
    if not data:
        raise StatisticsError('no median for empty data')
    return data[(len(data) - 1) // 2]


def median_high(data):
    """The middle value, the higher one of two."""
    data = sorted(data)
    if not data:
        raise StatisticsError('no median for empty data')
    return data[len(data) // 2]


def median_grouped(data, interval=1.0):
    """The median of values that stand for the middles of intervals."""
    data = sorted(data)
    n = len(data)
    if not n:
        raise StatisticsError('no median for empty data')
    x = data[n // 2]
    i = bisect_left(data, x)
    j = bisect_right(data, x, lo=i)
    try:
        interval = float(interval)
        x = float(x)
    except ValueError:
        raise TypeError('Value cannot be converted to a float')
    return x - interval / 2.0 + interval * (n / 2 - i) / (j - i)


def mode(data):
    """The most common value, of several the first."""
    pairs = Counter(iter(data)).most_common(1)
    if not pairs:
        raise StatisticsError('no mode for empty data')
    return pairs[0][0]


def multimode(data):
    """The most common values, in the order in which they first occur."""
    counts = Counter(iter(data))
    if not counts:
        return []
    most = max(counts.values())
    return [value for value, n in counts.items() if n == most]


def quantiles(data, *, n=4, method='exclusive'):
    """The n - 1 values that divide the data into n parts of the same size."""
    if n < 1:
        raise StatisticsError('n must be at least 1')
    data = sorted(data)
    size = len(data)
    if size < 2:
        if size == 1:
            return data * (n - 1)
        raise StatisticsError('must have at least one data point')
    result = []
    if method == 'inclusive':
        for i in range(1, n):
            j, delta = divmod(i * (size - 1), n)
            result.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
        return result
    if method == 'exclusive':
        for i in range(1, n):
            j = min(max(i * (size + 1) // n, 1), size - 1)
            delta = i * (size + 1) - j * n
            result.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
        return result
    raise ValueError(f'Unknown method: {method!r}')


# Spread

def variance(data, xbar=None):
    """The variance of a sample."""
    kind, squares, _, n = _spread(data, xbar)
    if n < 2:
        raise StatisticsError('variance requires at least two data points')
    return _convert(squares / (n - 1), kind)


def pvariance(data, mu=None):
    """The variance of a whole population."""
    kind, squares, _, n = _spread(data, mu)
    if n < 1:
        raise StatisticsError('pvariance requires at least one data point')
    return _convert(squares / n, kind)


def stdev(data, xbar=None):
    """The standard deviation of a sample."""
    kind, squares, _, n = _spread(data, xbar)
    if n < 2:
        raise StatisticsError('stdev requires at least two data points')
    return _root(squares / (n - 1), kind)


def pstdev(data, mu=None):
    """The standard deviation of a whole population."""
    kind, squares, _, n = _spread(data, mu)
    if n < 1:
        raise StatisticsError('pstdev requires at least one data point')
    return _root(squares / n, kind)


def _root(value, kind):
    """The square root of an exact value."""
    if issubclass(kind, Decimal):
        if not isinstance(value, Fraction):
            return value.sqrt()
        return _decimal_sqrt_of_frac(value.numerator, value.denominator)
    if not isinstance(value, Fraction):
        return math.sqrt(value)
    return _float_sqrt_of_frac(value.numerator, value.denominator)


def _integer_sqrt_of_frac_rto(n, m):
    """The square root of n / m, rounded to odd: enough to be rounded once more."""
    root = math.isqrt(n // m)
    return root | (root * root * m != n)


def _float_sqrt_of_frac(n, m):
    """The square root of n / m, rounded once."""
    if n == 0:
        return 0.0
    shift = (n.bit_length() - m.bit_length() - 109) // 2
    if shift >= 0:
        return float(_integer_sqrt_of_frac_rto(n, m << 2 * shift) << shift)
    return _integer_sqrt_of_frac_rto(n << -2 * shift, m) / (1 << -shift)


def _decimal_sqrt_of_frac(n, m):
    """The square root of n / m, rounded once."""
    if n == 0:
        return Decimal('0.0')
    if n < 0:
        n, m = -n, -m
    root = (Decimal(n) / Decimal(m)).sqrt()
    # Is a neighbour nearer?
    nr, dr = root.as_integer_ratio()
    plus = root.next_plus()
    np, dp = plus.as_integer_ratio()
    if 4 * n * (dr * dp) ** 2 > m * (dr * np + dp * nr) ** 2:
        return plus
    minus = root.next_minus()
    nm, dm = minus.as_integer_ratio()
    if 4 * n * (dr * dm) ** 2 < m * (dr * nm + dm * nr) ** 2:
        return minus
    return root


# Two series

def _deviations(data, center):
    return [x - center for x in data]


def covariance(x, y, /):
    """How two series vary together."""
    n = len(x)
    if len(y) != n:
        raise StatisticsError('covariance requires that both inputs have same number of data points')
    if n < 2:
        raise StatisticsError('covariance requires at least two data points')
    xbar, ybar = math.fsum(x) / n, math.fsum(y) / n
    return math.sumprod(_deviations(x, xbar), _deviations(y, ybar)) / (n - 1)


def correlation(x, y, /, *, method='linear'):
    """Pearson's coefficient of correlation; with 'ranked' Spearman's."""
    n = len(x)
    if len(y) != n:
        raise StatisticsError('correlation requires that both inputs have same number of data points')
    if n < 2:
        raise StatisticsError('correlation requires at least two data points')
    if method not in {'linear', 'ranked'}:
        raise ValueError(f'Unknown method: {method!r}')
    if method == 'ranked':
        start = (n - 1) / -2
        x, y = _ranks(x, start), _ranks(y, start)
    else:
        x, y = _deviations(x, math.fsum(x) / n), _deviations(y, math.fsum(y) / n)
    both = math.sumprod(x, y)
    sxx, syy = math.sumprod(x, x), math.sumprod(y, y)
    try:
        return both / _sqrtprod(sxx, syy)
    except ZeroDivisionError:
        raise StatisticsError('at least one of the inputs is constant')


def _sqrtprod(x, y):
    """The square root of a product that may be too large for a float or too small."""
    product = x * y
    if not math.isfinite(product):
        if math.isinf(product) and not math.isinf(x) and not math.isinf(y):
            return math.sqrt(x) * math.sqrt(y)
        return product
    if not product:
        if x and y:
            return math.sqrt(x) * math.sqrt(y)
        return 0.0
    root = math.sqrt(product)
    # The error of the root, as exactly as fractions are.
    exact = Fraction(x) * Fraction(y)
    rest = exact - Fraction(root) ** 2
    return root + float(rest) / (2.0 * root)


def _ranks(data, start):
    """The position of each value in order; the same values share the mean of theirs."""
    order = sorted(zip(data, count()))
    result = [0.0] * len(order)
    i = 0
    for _, group in groupby(order, key=itemgetter(0)):
        group = list(group)
        rank = i + (len(group) + 1) / 2
        for _, position in group:
            result[position] = rank + start - 1
        i += len(group)
    return result


LinearRegression = namedtuple('LinearRegression', ('slope', 'intercept'))


def linear_regression(x, y, /, *, proportional=False):
    """The line nearest to points; with `proportional` the nearest through the origin."""
    n = len(x)
    if len(y) != n:
        raise StatisticsError('linear regression requires that both inputs have same number of data points')
    if n < 2:
        raise StatisticsError('linear regression requires at least two data points')
    if not proportional:
        xbar, ybar = math.fsum(x) / n, math.fsum(y) / n
        x, y = _deviations(x, xbar), _deviations(y, ybar)
    both = math.sumprod(x, y) + 0.0
    sxx = math.sumprod(x, x)
    try:
        slope = both / sxx
    except ZeroDivisionError:
        raise StatisticsError('x is constant')
    return LinearRegression(slope=slope, intercept=0.0 if proportional else ybar - slope * xbar)


# Densities estimated from samples

def _normal_icdf(p):
    return _normal_dist_inv_cdf(p, 0.0, 1.0)


def _newton(cdf, pdf, start):
    """The inverse of a distribution with values between -1 and 1."""
    def inverse(y):
        if not 0.0 <= y <= 1.0:
            raise ValueError
        x = start(y)
        while abs(difference := cdf(x) - y) > 1e-12:
            x -= difference / pdf(x)
        return x
    return inverse


def _quartic_cdf(t):
    return 3 / 16 * t ** 5 - 5 / 8 * t ** 3 + 15 / 16 * t + 1 / 2


def _quartic_pdf(t):
    return 15 / 16 * (1.0 - t * t) ** 2


def _triweight_cdf(t):
    return 35 / 32 * (-1 / 7 * t ** 7 + 3 / 5 * t ** 5 - t ** 3 + t) + 1 / 2


def _triweight_pdf(t):
    return 35 / 32 * (1.0 - t * t) ** 3


def _start(exponent):
    def start(p):
        sign, p = (1.0, p) if p <= 1 / 2 else (-1.0, 1.0 - p)
        return ((2.0 * p) ** exponent - 1.0) * sign
    return start


_sqrt2pi = math.sqrt(2.0 * math.pi)
# By name: density, distribution, its inverse, and how far from its middle a kernel reaches.
_KERNELS = {
    'normal': (lambda t: math.exp(-1 / 2 * t * t) / _sqrt2pi, lambda t: 1 / 2 * math.erfc(-t / _SQRT2), _normal_icdf,
               None),
    'logistic': (lambda t: 1 / 2 / (1.0 + math.cosh(t)), lambda t: 1.0 - 1.0 / (math.exp(t) + 1.0),
                 lambda p: math.log(p / (1 - p)), None),
    'sigmoid': (lambda t: 1 / math.pi / math.cosh(t), lambda t: 2 / math.pi * math.atan(math.exp(t)),
                lambda p: math.log(math.tan(p * math.pi / 2)), None),
    'rectangular': (lambda t: 1 / 2, lambda t: 1 / 2 * t + 1 / 2, lambda p: 2 * p - 1, 1.0),
    'triangular': (lambda t: 1.0 - abs(t), lambda t: t * t * (1 / 2 if t < 0.0 else -1 / 2) + t + 1 / 2,
                   lambda p: math.sqrt(2 * p) - 1 if p < 1 / 2 else 1 - math.sqrt(2 - 2 * p), 1.0),
    'parabolic': (lambda t: 3 / 4 * (1.0 - t * t), lambda t: -1 / 4 * t ** 3 + 3 / 4 * t + 1 / 2,
                  lambda p: 2 * math.cos((math.acos(2 * p - 1) + math.pi) / 3), 1.0),
    'quartic': (_quartic_pdf, _quartic_cdf, _newton(_quartic_cdf, _quartic_pdf, _start(0.4258865685331)), 1.0),
    'triweight': (_triweight_pdf, _triweight_cdf, _newton(_triweight_cdf, _triweight_pdf, _start(0.3400218741872791)),
                  1.0),
    'cosine': (lambda t: math.pi / 4 * math.cos(math.pi / 2 * t), lambda t: 1 / 2 * math.sin(math.pi / 2 * t) + 1 / 2,
               lambda p: 2 * math.asin(2 * p - 1) / math.pi, 1.0),
}
_KERNELS |= {'gauss': _KERNELS['normal'], 'uniform': _KERNELS['rectangular'], 'epanechnikov': _KERNELS['parabolic'],
             'biweight': _KERNELS['quartic']}
_kernel_specs = {name: dict(zip(('pdf', 'cdf', 'invcdf', 'support'), parts)) for name, parts in _KERNELS.items()}


def _kernel(data, h, kernel):
    if not data:
        raise StatisticsError('Empty data sequence')
    if not isinstance(data[0], (int, float)):
        raise TypeError('Data sequence must contain ints or floats')
    if h <= 0.0:
        raise StatisticsError(f'Bandwidth h must be positive, not {h=!r}')
    if kernel not in _kernel_specs:
        raise StatisticsError(f'Unknown kernel name: {kernel!r}')
    return _kernel_specs[kernel]


def kde(data, h, kernel='normal', *, cumulative=False):
    """A function for the density of what the samples come from, or for its distribution."""
    density, distribution, _, reach = _kernel(data, h, kernel).values()
    if reach is None:
        def pdf(x):
            return sum(density((x - each) / h) for each in data) / (len(data) * h)

        def cdf(x):
            return sum(distribution((x - each) / h) for each in data) / len(data)
    else:
        sample = sorted(data)
        bandwidth = h * reach

        def near(x):
            if len(data) != len(sample):
                sample[:] = sorted(data)
            return bisect_left(sample, x - bandwidth), bisect_right(sample, x + bandwidth)

        def pdf(x):
            i, j = near(x)
            return sum(density((x - each) / h) for each in sample[i:j]) / (len(sample) * h)

        def cdf(x):
            i, j = near(x)
            return sum((distribution((x - each) / h) for each in sample[i:j]), i) / len(sample)
    result = cdf if cumulative else pdf
    result.__doc__ = f"{'CDF' if cumulative else 'PDF'} estimate with {h=!r} and {kernel=!r}"
    return result


def kde_random(data, h, kernel='normal', *, seed=None):
    """A function that makes a number by chance, distributed as the samples are."""
    inverse = _kernel(data, h, kernel)['invcdf']
    generator = random.Random(seed)
    uniform, choice = generator.random, generator.choice

    def rand():
        return choice(data) + h * inverse(uniform())

    rand.__doc__ = f'Random KDE selection with {h=!r} and {kernel=!r}'
    return rand


# The normal distribution

def _polynomial(coefficients, r):
    result = 0.0
    for c in coefficients:
        result = result * r + c
    return result


# Wichura, Algorithm AS 241: numerators and denominators for the middle, the sides and the tails.
_MIDDLE = ((2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4, 4.5921953931549871457e+4,
            1.3731693765509461125e+4, 1.9715909503065514427e+3, 1.3314166789178437745e+2, 3.3871328727963666080e+0),
           (5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4, 2.1213794301586595867e+4,
            5.3941960214247511077e+3, 6.8718700749205790830e+2, 4.2313330701600911252e+1, 1.0))
_SIDE = ((7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e+0,
          3.64784832476320460504e+0, 5.76949722146069140550e+0, 4.63033784615654529590e+0, 1.42343711074968357734e+0),
         (1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
          6.89767334985100004550e-1, 1.67638483018380384940e+0, 2.05319162663775882187e+0, 1.0))
_TAIL = ((2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
          2.96560571828504891230e-1, 1.78482653991729133580e+0, 5.46378491116411436990e+0, 6.65790464350110377720e+0),
         (2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
          1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1.0))


def _normal_dist_inv_cdf(p, mu, sigma):
    q = p - 0.5
    if math.fabs(q) <= 0.425:
        r = 0.180625 - q * q
        return mu + _polynomial(_MIDDLE[0], r) * q / _polynomial(_MIDDLE[1], r) * sigma
    r = p if q <= 0.0 else 1.0 - p
    r = math.sqrt(-math.log(r))
    top, bottom = _SIDE if r <= 5.0 else _TAIL
    r -= 1.6 if r <= 5.0 else 5.0
    x = _polynomial(top, r) / _polynomial(bottom, r)
    return mu + (-x if q < 0.0 else x) * sigma


class NormalDist:
    """A normal distribution with a mean and a standard deviation."""

    __slots__ = {'_mu': 'Arithmetic mean of a normal distribution',
                 '_sigma': 'Standard deviation of a normal distribution'}

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError('sigma must be non-negative')
        self._mu = float(mu)
        self._sigma = float(sigma)

    @classmethod
    def from_samples(cls, data):
        """The distribution with the mean and the standard deviation of a sample."""
        kind, squares, center, n = _spread(data)
        if n < 2:
            raise StatisticsError('stdev requires at least two data points')
        return cls(float(center), _root(squares / (n - 1), float))

    def samples(self, n, *, seed=None):
        """n numbers by chance."""
        uniform = random.random if seed is None else random.Random(seed).random
        return [_normal_dist_inv_cdf(uniform(), self._mu, self._sigma) for _ in repeat(None, n)]

    def pdf(self, x):
        """The density at x."""
        square = self._sigma * self._sigma
        if not square:
            raise StatisticsError('pdf() not defined when sigma is zero')
        difference = x - self._mu
        return math.exp(difference * difference / (-2.0 * square)) / math.sqrt(math.tau * square)

    def cdf(self, x):
        """How probable a number up to x is."""
        if not self._sigma:
            raise StatisticsError('cdf() not defined when sigma is zero')
        return 0.5 * math.erfc((self._mu - x) / (self._sigma * _SQRT2))

    def inv_cdf(self, p):
        """The number up to which numbers have probability p."""
        if p <= 0.0 or p >= 1.0:
            raise StatisticsError('p must be in the range 0.0 < p < 1.0')
        return _normal_dist_inv_cdf(p, self._mu, self._sigma)

    def quantiles(self, n=4):
        """The n - 1 numbers that divide the distribution into n parts of the same probability."""
        return [self.inv_cdf(i / n) for i in range(1, n)]

    def overlap(self, other):
        """The area that two densities have in common."""
        if not isinstance(other, NormalDist):
            raise TypeError('Expected another NormalDist instance')
        x, y = self, other
        if (y._sigma, y._mu) < (x._sigma, x._mu):
            x, y = y, x
        x_square, y_square = x.variance, y.variance
        if not x_square or not y_square:
            raise StatisticsError('overlap() not defined when sigma is zero')
        difference = y_square - x_square
        distance = math.fabs(y._mu - x._mu)
        if not difference:
            return math.erfc(distance / (2.0 * x._sigma * _SQRT2))
        a = x._mu * y_square - y._mu * x_square
        b = x._sigma * y._sigma * math.sqrt(distance * distance + difference * math.log(y_square / x_square))
        first, second = (a + b) / difference, (a - b) / difference
        return 1.0 - (math.fabs(y.cdf(first) - x.cdf(first)) + math.fabs(y.cdf(second) - x.cdf(second)))

    def zscore(self, x):
        """How many standard deviations x is above the mean."""
        if not self._sigma:
            raise StatisticsError('zscore() not defined when sigma is zero')
        return (x - self._mu) / self._sigma

    @property
    def mean(self):
        return self._mu

    @property
    def median(self):
        return self._mu

    @property
    def mode(self):
        return self._mu

    @property
    def stdev(self):
        return self._sigma

    @property
    def variance(self):
        return self._sigma * self._sigma

    def __add__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu + other._mu, math.hypot(self._sigma, other._sigma))
        return NormalDist(self._mu + other, self._sigma)

    def __sub__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu - other._mu, math.hypot(self._sigma, other._sigma))
        return NormalDist(self._mu - other, self._sigma)

    def __mul__(self, other):
        return NormalDist(self._mu * other, self._sigma * math.fabs(other))

    def __truediv__(self, other):
        return NormalDist(self._mu / other, self._sigma / math.fabs(other))

    def __pos__(self):
        return NormalDist(self._mu, self._sigma)

    def __neg__(self):
        return NormalDist(-self._mu, self._sigma)

    __radd__ = __add__
    __rmul__ = __mul__

    def __rsub__(self, other):
        return -(self - other)

    def __eq__(self, other):
        if not isinstance(other, NormalDist):
            return NotImplemented
        return self._mu == other._mu and self._sigma == other._sigma

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return f'{type(self).__name__}(mu={self._mu!r}, sigma={self._sigma!r})'

    def __getstate__(self):
        return self._mu, self._sigma

    def __setstate__(self, state):
        self._mu, self._sigma = state
