# oracle: 3.14
"""Views and iterators of `OrderedDict`: their types, set operations, reversal, changes meanwhile, pickles."""

import copy
import pickle
from collections import OrderedDict
from collections.abc import ItemsView, KeysView, ValuesView


def attempt(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


d = OrderedDict(a=1, b=2, c=3)
print(d.keys(), d.values(), d.items())
print(type(d.keys()), type(d.values()), type(d.items()), type(iter(d)), type(reversed(d.items())))
print([isinstance(view, abc) for view in (d.keys(), d.values(), d.items()) for abc in (KeysView, ValuesView, ItemsView)])
print(list(reversed(d.keys())), list(reversed(d.values())), list(reversed(d.items())), list(reversed(d)))
print(sorted(d.keys() & {'a', 'z'}), sorted(d.keys() | ['q']), sorted({'a', 'y'} - d.keys()), sorted(d.keys() ^ {'b'}))
print(d.items() >= {('a', 1)}, d.keys() == {'a', 'b', 'c'}, d.keys() != d.keys(), d.keys().isdisjoint('xyz'))
print(('a', 1) in d.items(), 'a' in d.keys(), 2 in d.values(), len(d.items()), d.keys().mapping)
attempt(lambda: hash(d.keys()))
attempt(lambda: hash(d.values()) != 0)
attempt(lambda: pickle.dumps(d.keys()))
for make in (iter, reversed, lambda d: iter(d.values()), lambda d: reversed(d.items())):
    i = make(d)
    next(i)
    print(list(pickle.loads(pickle.dumps(i))), list(i))

for change in (lambda: d.pop('b'), lambda: d.update(z=5), lambda: d.move_to_end('a', last=False), d.clear):
    def walk():
        for key in d:
            change()
    attempt(walk)
    attempt(lambda: d)


class Sub(OrderedDict):
    def __missing__(self, key):
        return key * 2


s = Sub(x=1)
s.extra = [s]
print(s['ab'], s.pop('x'), s.pop('q', 0), s.setdefault('n'), s)
print(copy.copy(s), copy.deepcopy(s).extra, pickle.loads(pickle.dumps(s)), s | {'k': 1}, {'k': 1} | s)
attempt(lambda: OrderedDict([1]))
attempt(lambda: OrderedDict(1, 2))
attempt(lambda: OrderedDict([(1, 2, 3)]))
attempt(lambda: OrderedDict().popitem())
attempt(lambda: OrderedDict().move_to_end('q'))
e = OrderedDict(a=1)
e['self'] = e
print(e)
