# Statistics of all kinds of numbers, of nothing and of what are no numbers.
def t(label, f, *a, **k):
    try:
        print(label, '->', f(*a, **k))
    except Exception as e:
        print(label, 'raises', type(e).__name__, e)


import statistics as S, math, pickle
from fractions import Fraction as F
from decimal import Decimal as D
data=[[1,2,3,4,4],[1.5,2.5,3.25],[F(1,2),F(1,3)],[D('0.5'),D('0.75'),D('0.625')],[1,2.5,F(1,2)],[True,False,True],[],[7],[1e308,1e308,-1e308],[0.1]*10,[1,2,3,4,5,6,7,8,9,10,11,12.5]]
for d in data:
    for f in (S.mean,S.fmean,S.geometric_mean,S.harmonic_mean,S.median,S.median_low,S.median_high,S.median_grouped,S.mode,S.multimode,S.variance,S.pvariance,S.stdev,S.pstdev,S.quantiles):
        t(f.__name__+' '+str(d)[:30], f, d); 
for d in ('aab', ['x'], [None,None], 3, [1,'a'], [D(1),F(1)]):
    for f in (S.mean,S.mode,S.multimode,S.median,S.fmean,S.variance): t(f.__name__+str(d), f, d)
t('q', S.quantiles, range(100), n=10); t('q', S.quantiles, range(7), n=5, method='inclusive'); t('q', S.quantiles, [1,2], n=0); t('q', S.quantiles, [1,2], method='x'); t('q', S.quantiles, [5], n=3)
t('w', S.fmean, [1,2,3], [3,2,1]); t('w', S.fmean, [1,2], [1]); t('w', S.fmean, [1,2],[0,0]); t('hw', S.harmonic_mean, [40,60],[5,30]); t('hw', S.harmonic_mean,[1,-1]); t('hw', S.harmonic_mean,[1,0]); t('hw', S.harmonic_mean,[1,2],[1]); t('g', S.geometric_mean, [-1]); t('g', S.geometric_mean,[0,1]); t('g', S.geometric_mean,[54,24,36])
x=[1,2,3,4,5,6,7,8,9]; y=[1,2,3,1,2,3,1,2,3]
t('cov', S.covariance, x, y); t('cor', S.correlation, x, y); t('cor', S.correlation, x, list(reversed(x))); t('cor', S.correlation, x, y, method='ranked'); t('cor', S.correlation, x, [1]*9); t('c', S.covariance, [1],[1]); t('c', S.covariance, [1],[1,2]); t('c', S.correlation, x, y, method='z')
t('lr', S.linear_regression, x, y); t('lr', S.linear_regression, x, y, proportional=True); t('lr', S.linear_regression, [1,1],[1,2]); t('lr', S.linear_regression,[1],[1])
N=S.NormalDist
n=N(100,15); print(n, n.mean,n.median,n.mode,n.stdev,n.variance, n.pdf(110), n.cdf(110), n.inv_cdf(0.9), n.quantiles(4), n.zscore(130), n.overlap(N(110,15)), n+5, 5+n, n-5, 5-n, n*2, n/3, -n, +n, n+N(1,2), n-N(1,2), n==N(100,15), n==3, hash(n)==hash(N(100,15)), n.samples(3,seed=5))
for p in (1e-300,1e-20,1e-6,0.01,0.07,0.3,0.5,0.93,0.99,1-1e-12): print(N().inv_cdf(p), end=' ')
print()
t('n', N, 1, -1); t('n', n.inv_cdf, 0); t('n', n.inv_cdf, 1); t('n', N(1,0).pdf, 1); t('n', N(1,0).cdf, 1); t('n', N(1,0).zscore,1); t('n', n.overlap, 3); t('n', N.from_samples, [1,2,3,4.5]); t('n', N.from_samples, [1]); print(pickle.loads(pickle.dumps(n)))
t('var', S.variance, [1,2,3], 2); t('pvar', S.pvariance, [1,2,3], 1.5); t('sd', S.stdev, [1,2,3,4], 2.5); t('sd', S.pstdev, [D(1),D(2),D(4)]); t('sd', S.stdev, [F(1,3),F(2,3),F(5,7)]); t('sd', S.pstdev, [10**200, 10**201]); 
for k in ('normal','gauss','logistic','sigmoid','rectangular','uniform','triangular','parabolic','epanechnikov','quartic','biweight','triweight','cosine'):
    f=S.kde([-2.1,-1.3,-0.4,1.9,5.1,6.2],1.5,k); c=S.kde([-2.1,-1.3,-0.4,1.9,5.1,6.2],1.5,k,cumulative=True); r=S.kde_random([-2.1,-1.3,5.1],1.5,k,seed=8); print(k,[f'{f(v):.12f}' for v in (-3,0,2.5,9)],[f'{c(v):.12f}' for v in (-3,0,2.5,9)],[f'{r():.9f}' for _ in range(4)], f.__doc__, r.__doc__)
t('k', S.kde, [], 1); t('k', S.kde, ['a'], 1); t('k', S.kde, [1], 0); t('k', S.kde, [1], 1, 'zz')
print(sorted(S.__all__), S.StatisticsError.__mro__[1])
