# References, proxies and collections that do not keep their objects alive.
import copy
import gc
import weakref


class Thing:
    def __init__(self, name='thing'):
        self.name = name

    def __repr__(self):
        return f'<{self.name}>'

    def method(self):
        return self.name


def counts():
    thing = Thing()
    first, second = weakref.ref(thing), weakref.ref(thing, print)
    proxy, other = weakref.proxy(thing), weakref.proxy(thing, print)
    print(first is weakref.ref(thing), second is weakref.ref(thing, print), proxy is weakref.proxy(thing))
    print(weakref.getweakrefcount(thing), [type(each).__name__ for each in weakref.getweakrefs(thing)])
    del second
    print(weakref.getweakrefcount(thing))
    del proxy, other
    print(weakref.getweakrefcount(thing), thing.__weakref__ is first)
    del first
    print(weakref.getweakrefcount(thing), thing.__weakref__)


def callbacks():
    order = []
    thing = Thing()
    references = [weakref.ref(thing, lambda _, i=i: order.append(i)) for i in range(5)]
    del references[2], thing
    print('newest first, and none for those that are gone:', order)
    print([each.__callback__ for each in references])


def collected():
    thing = Thing()
    thing.itself = thing
    thing.own = weakref.ref(thing, lambda _: print('never: the reference is garbage itself'))
    outside = weakref.ref(thing, lambda _: print('called'))
    del thing
    gc.collect()
    print(outside())


def derived():
    class Named(weakref.ref):
        __slots__ = ('name',)

        def __new__(cls, target, callback, name):
            return super().__new__(cls, target, callback)

        def __init__(self, target, callback, name):
            super().__init__(target, callback)
            self.name = name

    thing = Thing()
    one = Named(thing, lambda r: print(type(r).__name__, r.name, r()), 'one')
    two = Named(thing, None, 'two')
    plain = weakref.ref(thing)
    print(one is two, two is plain, two == plain, hash(two) == hash(plain), copy.copy(plain) is plain)
    print([each.name for each in weakref.getweakrefs(thing) if type(each) is Named])
    del thing


def methods():
    thing, called = Thing(), []
    one = weakref.WeakMethod(thing.method, called.append)
    two = weakref.WeakMethod(thing.method)
    print(one() == thing.method, one == two, hash(one) == hash(two))
    del thing
    print(called == [one], one(), one == two, one == one)


def collections():
    things = [Thing(i) for i in range(4)]
    values = weakref.WeakValueDictionary(enumerate(things))
    keys = weakref.WeakKeyDictionary((thing, thing.name) for thing in things)
    some = weakref.WeakSet(things)
    print(values.valuerefs()[2].key, len(values), len(keys), len(some))
    del things[1]
    print(list(values.items()), list(keys.items()), len(some))
    print(dict(values | {9: things[0]}), values == values.copy(), 1 in values, values.get(1, 'gone'))
    print(len(some & {things[0]}), len(some - {things[0]}), some == weakref.WeakSet(things), some.isdisjoint(()))
    for wrong in (lambda: values[1], lambda: keys[Thing()], lambda: some.remove(Thing()), lambda: some.add(5)):
        try:
            wrong()
        except (KeyError, TypeError) as error:
            print(type(error).__name__)


def proxies():
    thing = Thing()
    proxy = weakref.proxy(thing)
    proxy.more = 5
    print(proxy.name, thing.more, proxy.__class__ is Thing, type(proxy) is weakref.ProxyType, str(proxy))
    del thing
    for use in (lambda: proxy.name, lambda: len(proxy), lambda: proxy + 1, lambda: str(proxy)):
        try:
            use()
        except ReferenceError as error:
            print(error)


for part in (counts, callbacks, collected, derived, methods, collections, proxies):
    print('--', part.__name__)
    part()


# What the collector says of objects.

class Revived:
    kept = None

    def __del__(self):
        Revived.kept = self


revived = Revived()
print(gc.is_finalized(revived), gc.is_finalized([]), gc.is_tracked(()), gc.is_tracked((1, [])))
del revived
print(gc.is_finalized(Revived.kept))
try:
    gc.set_threshold()
except TypeError as error:
    print(error)

import re


def unplaced(reference):
    return re.sub('0x[0-9a-f]+', '0x', repr(reference))


class Named:
    def __init__(self, name):
        self.__name__ = name


for target in [Named, Named('x'), Named(3), print_name := (lambda: None)]:
    print(unplaced(weakref.ref(target)))
