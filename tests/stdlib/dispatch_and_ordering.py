# Which implementation of a generic function is nearest to a class, among real and abstract base classes.
import collections
import collections.abc as abc
import functools
import random

ABSTRACT = [abc.Sized, abc.Container, abc.Iterable, abc.Collection, abc.Sequence, abc.MutableSequence, abc.Mapping,
            abc.MutableMapping, abc.Set, abc.MutableSet, abc.Hashable, abc.Callable, abc.Reversible]


class Sized(abc.Sized):
    def __len__(self):
        return 0


class Looks:
    def __len__(self):
        return 0

    def __iter__(self):
        return iter(())

    def __contains__(self, item):
        return False


class Derived(Looks):
    pass


class Registered:
    pass


class Twice(Registered):
    pass


abc.Sequence.register(Registered)
abc.Set.register(Twice)
REAL = [dict, list, Looks, Registered, Sized]
ASKED = [dict, list, tuple, str, set, frozenset, collections.defaultdict, collections.OrderedDict,
         collections.ChainMap, collections.UserList, Sized, Looks, Derived, Registered, Twice, int, bytes, range, type]


def base(argument):
    pass


choose = random.Random(7)
for _ in range(40):
    function = functools.singledispatch(base)
    chosen = choose.sample(ABSTRACT, choose.randint(1, 4)) + choose.sample(REAL, choose.randint(0, 2))
    names = {base: '-'}
    for cls in chosen:
        names[function.register(cls, lambda argument: None)] = cls.__name__
    found = []
    for cls in ASKED:
        try:
            found.append(names[function.dispatch(cls)])
        except RuntimeError:
            found.append('ambiguous')
    print(*sorted(names.values()), '|', *found)


# What total_ordering derives can be pickled and says where it comes from.
import pickle


@functools.total_ordering
class Version:
    def __init__(self, number):
        self.number = number

    def __lt__(self, other):
        return self.number < other.number if isinstance(other, Version) else NotImplemented

    def __eq__(self, other):
        return self.number == other.number if isinstance(other, Version) else NotImplemented


for name in ('__le__', '__gt__', '__ge__'):
    method = getattr(Version, name)
    print(method.__name__, method.__qualname__, method.__doc__, pickle.loads(pickle.dumps(method)) is method)
print(Version(1) <= Version(1), Version(2) > Version(1), Version(1) >= Version(2))
