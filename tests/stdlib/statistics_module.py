# Statistics of all kinds of numbers, of nothing and of what are no numbers.
from decimal import Decimal
from fractions import Fraction
import math
import pickle
import statistics


def attempt(label, function, *arguments, **options):
    try:
        print(label, '->', function(*arguments, **options))
    except Exception as error:
        print(label, 'raises', type(error).__name__, error)


samples = [
    [1, 2, 3, 4, 4],
    [1.5, 2.5, 3.25],
    [Fraction(1, 2), Fraction(1, 3)],
    [Decimal('0.5'), Decimal('0.75'), Decimal('0.625')],
    [1, 2.5, Fraction(1, 2)],
    [True, False, True],
    [],
    [7],
    [1e308, 1e308, -1e308],
    [0.1] * 10,
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12.5],
]

for numbers in samples:
    for function in (
        statistics.mean,
        statistics.fmean,
        statistics.geometric_mean,
        statistics.harmonic_mean,
        statistics.median,
        statistics.median_low,
        statistics.median_high,
        statistics.median_grouped,
        statistics.mode,
        statistics.multimode,
        statistics.variance,
        statistics.pvariance,
        statistics.stdev,
        statistics.pstdev,
        statistics.quantiles,
    ):
        attempt(function.__name__ + ' ' + str(numbers)[:30], function, numbers)

for numbers in ('aab', ['x'], [None, None], 3, [1, 'a']):
    for function in (
        statistics.mean,
        statistics.mode,
        statistics.multimode,
        statistics.median,
        statistics.fmean,
        statistics.variance,
    ):
        attempt(function.__name__ + str(numbers), function, numbers)

for function in (statistics.mean, statistics.variance):
    try:
        function([Decimal(1), Fraction(1)])
    except TypeError as error:
        # Which of the two is named first is not said.
        print(function.__name__, 'Decimal' in str(error), 'Fraction' in str(error))
attempt('q', statistics.quantiles, range(100), n=10)
attempt('q', statistics.quantiles, range(7), n=5, method='inclusive')
attempt('q', statistics.quantiles, [1, 2], n=0)
attempt('q', statistics.quantiles, [1, 2], method='x')
attempt('q', statistics.quantiles, [5], n=3)
attempt('w', statistics.fmean, [1, 2, 3], [3, 2, 1])
attempt('w', statistics.fmean, [1, 2], [1])
attempt('w', statistics.fmean, [1, 2], [0, 0])
attempt('hw', statistics.harmonic_mean, [40, 60], [5, 30])
attempt('hw', statistics.harmonic_mean, [1, -1])
attempt('hw', statistics.harmonic_mean, [1, 0])
attempt('hw', statistics.harmonic_mean, [1, 2], [1])
attempt('g', statistics.geometric_mean, [-1])
attempt('g', statistics.geometric_mean, [0, 1])
attempt('g', statistics.geometric_mean, [54, 24, 36])
rising = [1, 2, 3, 4, 5, 6, 7, 8, 9]
repeating = [1, 2, 3, 1, 2, 3, 1, 2, 3]
attempt('cov', statistics.covariance, rising, repeating)
attempt('cor', statistics.correlation, rising, repeating)
attempt('cor', statistics.correlation, rising, list(reversed(rising)))
attempt('cor', statistics.correlation, rising, repeating, method='ranked')
attempt('cor', statistics.correlation, rising, [1] * 9)
attempt('c', statistics.covariance, [1], [1])
attempt('c', statistics.covariance, [1], [1, 2])
attempt('c', statistics.correlation, rising, repeating, method='z')
attempt('lr', statistics.linear_regression, rising, repeating)
attempt('lr', statistics.linear_regression, rising, repeating, proportional=True)
attempt('lr', statistics.linear_regression, [1, 1], [1, 2])
attempt('lr', statistics.linear_regression, [1], [1])
NormalDist = statistics.NormalDist
normal = NormalDist(100, 15)
print(
    normal,
    normal.mean,
    normal.median,
    normal.mode,
    normal.stdev,
    normal.variance,
    normal.pdf(110),
    normal.cdf(110),
    normal.inv_cdf(0.9),
    normal.quantiles(4),
    normal.zscore(130),
    normal.overlap(NormalDist(110, 15)),
    normal + 5,
    5 + normal,
    normal - 5,
    5 - normal,
    normal * 2,
    normal / 3,
    -normal,
    +normal,
    normal + NormalDist(1, 2),
    normal - NormalDist(1, 2),
    normal == NormalDist(100, 15),
    normal == 3,
    hash(normal) == hash(NormalDist(100, 15)),
    normal.samples(3, seed=5),
)

for probability in (1e-300, 1e-20, 1e-06, 0.01, 0.07, 0.3, 0.5, 0.93, 0.99, 1 - 1e-12):
    print(NormalDist().inv_cdf(probability), end=' ')
print()
attempt('n', NormalDist, 1, -1)
attempt('n', normal.inv_cdf, 0)
attempt('n', normal.inv_cdf, 1)
attempt('n', NormalDist(1, 0).pdf, 1)
attempt('n', NormalDist(1, 0).cdf, 1)
attempt('n', NormalDist(1, 0).zscore, 1)
attempt('n', normal.overlap, 3)
attempt('n', NormalDist.from_samples, [1, 2, 3, 4.5])
attempt('n', NormalDist.from_samples, [1])
print(pickle.loads(pickle.dumps(normal)))
attempt('var', statistics.variance, [1, 2, 3], 2)
attempt('pvar', statistics.pvariance, [1, 2, 3], 1.5)
attempt('sd', statistics.stdev, [1, 2, 3, 4], 2.5)
attempt('sd', statistics.pstdev, [Decimal(1), Decimal(2), Decimal(4)])
attempt('sd', statistics.stdev, [Fraction(1, 3), Fraction(2, 3), Fraction(5, 7)])
attempt('sd', statistics.pstdev, [10**200, 10**201])

for kernel in (
    'normal',
    'gauss',
    'logistic',
    'sigmoid',
    'rectangular',
    'uniform',
    'triangular',
    'parabolic',
    'epanechnikov',
    'quartic',
    'biweight',
    'triweight',
    'cosine',
):
    function = statistics.kde([-2.1, -1.3, -0.4, 1.9, 5.1, 6.2], 1.5, kernel)
    cumulative = statistics.kde([-2.1, -1.3, -0.4, 1.9, 5.1, 6.2], 1.5, kernel, cumulative=True)
    draw = statistics.kde_random([-2.1, -1.3, 5.1], 1.5, kernel, seed=8)
    print(
        kernel,
        [f'{function(value):.12f}' for value in (-3, 0, 2.5, 9)],
        [f'{cumulative(value):.12f}' for value in (-3, 0, 2.5, 9)],
        [f'{draw():.9f}' for _ in range(4)],
        function.__doc__,
        draw.__doc__,
    )
attempt('k', statistics.kde, [], 1)
attempt('k', statistics.kde, ['a'], 1)
attempt('k', statistics.kde, [1], 0)
attempt('k', statistics.kde, [1], 1, 'zz')
print(sorted(statistics.__all__), statistics.StatisticsError.__mro__[1])
