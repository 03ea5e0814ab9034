"""Built-in functions say which module they are from, and it has them: so pickles find them."""

import functools
import hmac
import inspect
import operator
import pickle
import secrets
import warnings

for function in [open, len, operator.add, operator.__add__, operator.itemgetter, operator.length_hint, operator.call]:
    print(function.__module__, function.__qualname__, getattr(function, '__self__', None))
    print(pickle.loads(pickle.dumps(function)) is function)
print(repr(open), repr(operator.add), repr(operator.attrgetter), operator.__name__, operator.add is operator.__add__)
print(pickle.dumps(operator.mul, 0), pickle.dumps(open, 0))
print(inspect.signature(open), inspect.signature(operator.add), inspect.signature(operator.length_hint))
for call in [lambda: operator.add(), lambda: operator.add(a=1, b=2), lambda: operator.truth(), lambda: operator.index('a'),
             lambda: hmac.compare_digest('a', b'a'), lambda: secrets.compare_digest('\xe9', 'a')]:
    try:
        print(call())
    except TypeError as error:
        print(error)
print(hmac.compare_digest.__module__, secrets.compare_digest is hmac.compare_digest)
print(hmac.compare_digest(b'a', bytearray(b'a')), secrets.compare_digest('a', 'b'))

# Places that iterators are set to fit into a machine's word.
for iterator in [iter([1]), iter((1,)), iter('a'), iter(b'a'), iter(bytearray(b'a')), iter(range(3)), reversed([1]),
                 reversed((1, 2)), reversed('ab')]:
    for place in (2**63, -2**63 - 1, 2**70):
        try:
            print(type(iterator).__name__, iterator.__setstate__(place))
        except OverflowError as error:
            print(type(iterator).__name__, error)
    print(list(iterator))

print(functools.cmp_to_key(len).obj, functools.cmp_to_key(len)(3).obj)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    print(warnings.warn_explicit('nobody', UserWarning, 'file.py', 1, None))
    print(warnings.warn_explicit('somebody', UserWarning, 'file.py', 1))
print([str(warning.message) for warning in caught])
