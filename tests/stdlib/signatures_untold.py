# Which callables tell their signature, and which raise ValueError, as what is written in C does in CPython.
import collections
import contextvars
import datetime
import decimal
import functools
import inspect
import io
import operator
import re
import struct
import sys
import time
import types
import typing
import weakref


class Ordered(collections.OrderedDict):
    pass


class Initialised(collections.OrderedDict):
    def __init__(self, a):
        super().__init__()


class Namespace(types.SimpleNamespace):
    pass


class Part(functools.partial):
    pass


class Number(decimal.Decimal):
    pass


for callable in (
    collections.OrderedDict, collections.OrderedDict.pop, collections.OrderedDict.update, collections.deque,
    collections.defaultdict, collections.Counter, io.BufferedRWPair.read, io.BufferedRWPair.peek, io.StringIO,
    typing.TypeVar, typing.ParamSpec, typing.TypeVarTuple, typing.TypeAliasType, types.SimpleNamespace,
    types.AsyncGeneratorType.athrow, functools.partial, operator.methodcaller, re.Pattern.match, re.Pattern.finditer,
    re.Match.group, time.gmtime, time.ctime, time.asctime, time.get_clock_info, sys.audit, sys.getsizeof,
    weakref.ReferenceType, decimal.Decimal, datetime.date.replace, datetime.time.replace, datetime.datetime.replace,
    contextvars.Context.run, struct.Struct.pack, Ordered, Initialised, Namespace, Part, Number,
):
    try:
        print(callable.__qualname__, inspect.signature(callable))
    except ValueError:
        print(callable.__qualname__, "ValueError")


def function(a, /, b, c=1, *args, d, e=2, **kw):
    pass


# The order of the parameters in what getcallargs returns is that in which they get their values.
print(inspect.getcallargs(function, 1, 2, d=3))
print(inspect.getcallargs(function, 1, 2, 3, 4, d=3, e=5, z=6))
print(inspect.getcallargs(function, 1, b=2, d=3))
