"""Objects of the library and of the interpreter that pickle by a reduction of their own."""
import collections
import copy
import functools
import operator
import pickle
import types
from datetime import date, datetime, time, timedelta, timezone


def all_protocols(value):
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        again = pickle.loads(pickle.dumps(value, protocol))
        assert type(again) is type(value), (protocol, again)
        yield again


def attempt(action):
    try:
        return action()
    except Exception as error:
        return f'{type(error).__name__}: {error}'


# Dates and times: the state is bytes, the fold is in it from protocol 4 on.
east = timezone(timedelta(hours=5, minutes=30), 'east')
moments = [
    date(1, 1, 1), date(2024, 2, 29), date(9999, 12, 31), time(), time(23, 59, 58, 999999), time(1, 2, 3, 4, east),
    datetime(1, 1, 1), datetime(2024, 2, 29, 23, 59, 58, 999999), datetime(2024, 2, 29, 1, 2, 3, 4, timezone.utc),
    timedelta(-1, 5, 7), east, timezone.utc]
for moment in moments:
    assert all(again == moment for again in all_protocols(moment)), moment
    print(moment, moment.__reduce__())
for folded in [time(2, 30, fold=1), datetime(2024, 10, 27, 2, 30, fold=1)]:
    print(folded.__reduce_ex__(3), folded.__reduce_ex__(4))
    print([again.fold for again in all_protocols(folded)])
    print(copy.copy(folded).fold, copy.deepcopy(folded).fold)

# As Python 2 pickled them: text, to be read as Latin-1.
print(repr(date('\x07\xe8\x02\x1d')), repr(time('\x17;:\x0fB?')), repr(datetime('\x07\xe8\x02\x1d\x17;:\x0fB?')))
print(repr(date(b'\x07\xe8\x02\x1d')), repr(time(b'\x97;:\x0fB?')), repr(datetime(b'\x07\xe8\x82\x1d\x17;:\x0fB?')))
print(attempt(lambda: datetime(b'\x07\xe8\x02\x1d\x17;:\x0fB?', timezone.utc)))
print(attempt(lambda: datetime(b'\x07\xe8\x02\x1d\x17;:\x0fB?', 'utc')))
print(attempt(lambda: time(b'\x17;:\x0fB?', 3)))
for wrong in [b'', b'\x07\xe8\x00\x1d', b'\x07\xe8\x0d\x1d', b'\x07\xe8\x02', '\x07\xe8\x02\u1234']:
    print(wrong, attempt(lambda: date(wrong)))


class Day(date):
    pass


print([repr(again) for again in all_protocols(Day(2024, 5, 6))][-1])

# What operator, functools and collections make.
getters = [operator.attrgetter('real'), operator.attrgetter('a.b', 'c'), operator.itemgetter(1),
           operator.itemgetter(slice(2), 'x'), operator.methodcaller('upper'), operator.methodcaller('split', ','),
           operator.methodcaller('split', sep=',', maxsplit=1)]
for getter in getters:
    print(getter.__reduce__())
    print({repr(again) for again in all_protocols(getter)})
print(pickle.loads(pickle.dumps(operator.methodcaller('split', sep=',', maxsplit=1)))('a,b,c'))
part = functools.partial(int, base=2)
part.note = 'binary'
again = pickle.loads(pickle.dumps(part))
print(again, again.note, again('101'))
text = collections.UserString('abc')
print([repr(again) for again in all_protocols(text)], text.__getnewargs__())
print([repr(again) for again in all_protocols(collections.UserList([1, 2]))])

# Bound methods, generic aliases.
print([again() for again in all_protocols('abc'.upper)])
bound = [].append
print(bound.__reduce__()[0] is getattr, bound.__reduce__()[1])


class Box:
    def __init__(self, content):
        self.content = content

    def look(self):
        return self.content

    def __getitem__(self, key):
        return key


print([again() for again in all_protocols(Box(7).look)])
print(Box(8).look.__reduce__()[1][1])
aliases = [list[int], dict[str, list[int]], tuple[int, ...], type[Box]]
for alias in aliases:
    assert all(again == alias for again in all_protocols(alias))
    print(alias.__reduce__())
starred, = list[int],
unpacked = next(iter(tuple[int, str]))
print(unpacked, unpacked.__reduce__()[0] is next, [again == unpacked for again in all_protocols(unpacked)])
print(copy.copy(list[int]), copy.deepcopy(dict[int, str]))

# What has no reduction says so.
for value in [(n for n in ()), lambda: 0]:
    print(attempt(lambda: pickle.dumps(value)).split(' at 0x')[0])


# Exceptions by the names of Python 2 in old protocols.
for error in [OSError(1, 'x'), FileNotFoundError(2, 'y'), ImportError('z'), ModuleNotFoundError('m'), ValueError('v')]:
    old = pickle.dumps(error, 2)
    print(type(error).__name__, b'exceptions' in old, repr(pickle.loads(old)))

# A module's own class comes before what its __getattr__ makes.
module = types.ModuleType('m')
module.__getattr__ = lambda name: f'made {name}'
print(module.other, module.__class__.__name__, module.__dict__ is vars(module), hasattr(module, "nothing"))
