# __del__ in classes derived from every kind of built-in class, in metaclasses, and what calls of such classes make.
import array
import asyncio
import collections
import contextlib
import datetime
import decimal
import fractions
import functools
import gc
import io
import itertools
import pathlib
import queue
import random
import threading
import types
import weakref


def finalizer(self):
    print('  finalized', type(self).__mro__[1].__name__)


MAKES = [(int, ()), (float, ()), (complex, ()), (str, ()), (bytes, ()), (bytearray, ()), (list, ()), (tuple, ()), (dict, ()),
         (set, ()), (frozenset, ()), (object, ()), (property, ()), (staticmethod, (len,)), (classmethod, (len,)),
         (Exception, ()), (OSError, (2, 'a')), (StopIteration, (1,)), (ExceptionGroup, ('g', [ValueError()])),
         (types.ModuleType, ('m',)), (types.SimpleNamespace, ()), (collections.deque, ()), (collections.OrderedDict, ()),
         (collections.defaultdict, ()), (collections.Counter, ()), (collections.UserDict, ()), (io.StringIO, ()),
         (io.BytesIO, ()), (decimal.Decimal, ()), (datetime.datetime, (2020, 1, 1)), (datetime.timedelta, ()),
         (fractions.Fraction, ()), (threading.local, ()), (random.Random, ()), (array.array, ('i',)),
         (functools.partial, (len,)), (itertools.count, ()), (itertools.chain, ()), (queue.Queue, ()),
         (pathlib.PurePath, ()), (asyncio.Lock, ()), (contextlib.ExitStack, ()), (enumerate, ('a',)), (zip, ()),
         (map, (len, 'a')), (filter, (len, 'a')), (reversed, ('ab',)), (weakref.ref, (len,))]

for base, arguments in MAKES:
    cls = type('D', (base,), {'__del__': finalizer})
    made = cls(*arguments)
    print(base.__name__, type(made) is cls)
    del made
    holder = [cls(*arguments)]
    holder.append(holder)
    del holder
    gc.collect()


class Meta(type):
    def __del__(cls):
        print('class finalized', cls.__name__)


class Short(metaclass=Meta):
    pass


class Shorter(Short):
    pass


del Shorter
gc.collect()
del Short
gc.collect()


class Backwards(reversed):
    def __init__(self, *arguments):
        print('initialised', len(arguments))


class Counted:
    def __len__(self):
        return 2

    def __getitem__(self, index):
        return index


class Knowing:
    def __reversed__(self):
        return 'what it says'


for what in ([1, 2], (1, 2), 'ab', range(3), {1: 2}, {1: 2}.items(), collections.deque([1]), Counted(), Knowing()):
    made = Backwards(what)
    print(type(made).__name__, list(made))
