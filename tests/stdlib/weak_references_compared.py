"""Hashes and equality of weak references, of derived ones and of those to the dead."""
import gc
import weakref


class A:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        print('eq', self.n)
        return isinstance(other, A) and self.n == other.n

    def __hash__(self):
        print('hash', self.n)
        return hash(self.n)


class Raises:
    def __eq__(self, other):
        raise ValueError('eq')

    def __hash__(self):
        raise ValueError('hash')


class R(weakref.ref):
    pass


class Own(weakref.ref):
    def __eq__(self, other):
        return 'own'

    def __hash__(self):
        return 7


a, b, c = A(1), A(1), A(2)
refs = [weakref.ref(a), weakref.ref(b), weakref.ref(c), weakref.ref(a, print), R(a), R(b), Own(a), 5]
for x in refs:
    print([x == y for y in refs], [x != y for y in refs])
    print(hash(x))
table = {refs[0]: 'a', refs[2]: 'c'}
print(table[weakref.ref(b)], weakref.ref(c, id) in table, table.get(R(b)), len({*refs[:6]}))
for f in (lambda: refs[0] < refs[1], lambda: hash(weakref.ref(raises)), lambda: weakref.ref(raises) == weakref.ref(Raises_)):
    raises, Raises_ = Raises(), Raises()
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
d = A(4)
late, early = weakref.ref(d, lambda r: None), weakref.ref(d)
hash(early)
del d
gc.collect()
print(hash(early) == hash(4), early == late, early == early, early != late, early() is None)
try:
    hash(late)
except TypeError as error:
    print(error)
keys = weakref.WeakKeyDictionary({a: 1})
keys[b] = 2
print(len(keys), keys[a], a in keys, c in keys)


class Chain:
    def __init__(self, next):
        self.next = next

    def __hash__(self):
        return hash(weakref.ref(self.next)) if self.next else 1

    def __eq__(self, other):
        return weakref.ref(self) == weakref.ref(other, id)


loop = Chain(None)
loop.next = loop
for f in (lambda: hash(weakref.ref(loop)), lambda: weakref.ref(loop) == weakref.ref(Chain(None) if False else loop, id)):
    try:
        print(f())
    except RecursionError:
        print('RecursionError')
