# Every public function of these modules says what it does, and its signature fits.
import bisect
import heapq
import inspect
import itertools
import math
import operator
import struct

for module in (bisect, heapq, itertools, math, operator, struct):
    for name, value in sorted(vars(module).items()):
        if name.startswith('_') or inspect.ismodule(value) or not callable(value) or name == 'error':
            continue
        assert isinstance(value.__doc__, str) and value.__doc__, (module.__name__, name)
    print(module.__name__, bool(inspect.getdoc(module)))
print(operator.add.__text_signature__, math.sqrt.__text_signature__, itertools.chain.from_iterable.__text_signature__)
