# What the dicts of built-in classes hold beside what the classes are known for, and what comes of it.
# oracle: 3.14
import builtins
import collections
import weakref

for name in sorted(vars(builtins)):
    cls = getattr(builtins, name)
    if isinstance(cls, type) and issubclass(cls, BaseException) and cls.__module__ == 'builtins':
        print(name, '__init__' in vars(cls), '__new__' in vars(cls), '__str__' in vars(cls), cls.__init__.__objclass__)

for cls in (bool, bytearray, bytes, complex, dict, enumerate, filter, float, frozenset, int, list, map, memoryview,
            object, property, range, reversed, set, slice, str, super, tuple, type, zip, type(None), type(len),
            type(sum.__call__), type((lambda: 0).__code__), type(x for x in ()), type(collections), collections.deque):
    print(cls.__name__, '__getattribute__' in vars(cls), '__sizeof__' in vars(cls))
print([vars(cls)['__hash__'] for cls in (bytearray, dict, list, set)])

print(vars(object)['__getattribute__'], list.__getattribute__([], '__len__')())
for call in (lambda: list.__getattribute__(5, 'x'), lambda: [].__getattribute__('nothing'), lambda: dict.__sizeof__([]),
             lambda: ValueError.__init__(KeyError(), 1), lambda: ValueError().__init__(x=1),
             lambda: Exception.__new__(OSError), lambda: OSError.__new__(Exception),
             lambda: Exception.__new__(ExceptionGroup, 'a', [KeyError()]), lambda: ValueError.__new__(int),
             lambda: BaseException.__new__(ValueError, 1, 2)):
    try:
        print(repr(call()))
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)


class Derived(ValueError):
    def __init__(self, *args):
        super().__init__(*args, 'more')


error = Derived('first')
ValueError.__init__(error, 'again')
print(error.args, Derived(1).args, KeyError.__init__ is LookupError.__init__)
print(None.__hash__() == hash(None), None.__eq__(None), None.__eq__(0), None.__ne__(None), None.__lt__(None))


class Counted:
    pass


kept = Counted()
proxy = weakref.proxy(kept)
print(repr(proxy).split(' at ')[1].split('; ')[1])
del kept
print(repr(proxy).split('; ')[1])
print(weakref.WeakSet.__module__, builtins.__package__ == '')
