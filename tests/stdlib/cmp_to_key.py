"""Keys of `functools.cmp_to_key`: comparisons, also with what is none, and functions that fail."""
import functools

K=functools.cmp_to_key(lambda a,b:(a>b)-(a<b))
print(sorted([3,1,2],key=K), K(1)<K(2), K(1)==K(1), K(2)>=K(3), max([1,5,2],key=K))
for o in (5,None,'x',K):
    for f in ('__lt__','__eq__','__ne__'):
        try:
            print(getattr(K(1),f)(o))
        except Exception as e:
            print(type(e).__name__,e)
    for g in (lambda:K(1)<o, lambda:K(1)==o, lambda:o==K(1), lambda:o>K(1)):
        try:
            print(g())
        except Exception as e:
            print(type(e).__name__,e)
def rec(a,b):
    return sorted([a,b],key=functools.cmp_to_key(rec))[0]
try:
    rec(1,2)
except RecursionError:
    print('rec')
def bad(a,b):
    raise ValueError(a)
try:
    sorted([1,2],key=functools.cmp_to_key(bad))
except ValueError as e:
    print(e)
print(sorted([2,1],key=functools.cmp_to_key(lambda a,b:'x'<'y')))
try:
    sorted([2,1],key=functools.cmp_to_key(lambda a,b:'x'))
except TypeError as e:
    print(e)

