"""What a place in the program has found out about an attribute is forgotten when the attribute changes."""
import collections
import math
import sys


# A native method or getter in a class that is none of its own is refused, each time.
class Odd:
    append = list.append
    upper = str.upper
    __len__ = list.__len__
    maxlen = collections.deque.maxlen


for _ in range(3):
    for attempt in (
        lambda: Odd().append(1),
        lambda: Odd().upper(),
        lambda: len(Odd()),
        lambda: bool(Odd()),
        lambda: Odd().maxlen,
    ):
        try:
            print(attempt())
        except TypeError as e:
            print(e)


# Attributes of classes: of the class, its bases and its metaclass.
class Meta(type):
    of_meta = 1


class Base(metaclass=Meta):
    @classmethod
    def who(cls, n):
        return cls.__name__, n

    @staticmethod
    def same(n):
        return n

    value = 1


class Derived(Base):
    pass


def of_base():
    return Base.who(1), Base.same(2), Base.value, Base.of_meta


def of_derived():
    return Derived.value, Derived.same(1), Derived.who(3)


print(of_base(), of_base(), of_derived())
Base.value = 5
print(of_base(), of_derived())
Base.value = 6
print(of_base(), of_derived())
Base.who = lambda n: ("new", n)
print(of_base(), of_derived())
Meta.value = property(lambda cls: "of the metaclass")
print(of_base(), of_derived())
Meta.of_meta = 9
print(of_base())
del Meta.value
print(of_derived())
Derived.value = 8
print(of_derived())
del Derived.value
print(of_derived())
Base.same = classmethod(lambda cls, n: (cls.__name__, n))
print(of_derived())


# Attributes of modules.
def of_math():
    return math.pi, math.floor(2.5)


print(of_math(), of_math())
math.pi = 3
print(of_math())
floor = math.floor
del math.floor
try:
    of_math()
except AttributeError as e:
    print(e)
math.floor = lambda x: "another"
print(of_math())
math.something = 1
print(of_math())
math.__getattr__ = lambda name: name.upper()


def missing():
    return math.missing


print(missing(), missing())
math.missing = 4
print(missing())
math.__dict__["missing"] = 5
print(missing())


# One place that sees objects of many types.
class Text(str):
    def pop(self):
        return "of the subclass"


class Bounded(collections.deque):
    maxlen = 7


def pop(thing):
    return thing.pop()


def maxlen(thing):
    return thing.maxlen


deque = collections.deque([1, 2], maxlen=5)
print([maxlen(thing) for thing in (deque, Bounded(), deque, Bounded(), collections.deque())])
print([pop(thing) for thing in (deque, [1], {3}, Text(), collections.deque([9]), Bounded([4]))])
bounded = Bounded([1])
bounded.pop = lambda: "its own"
print([pop(thing) for thing in (Bounded([1]), bounded, deque, bounded)])
print([bool(thing) for thing in (deque, collections.deque(), Bounded(), Bounded([0]))])


# Futures that have attributes of their own, and such that have none.
import asyncio


def done(future):
    return future.done()


async def futures():
    plain, own = asyncio.Future(), asyncio.Future()
    print([done(f) for f in (plain, own)])
    own.done = lambda: "its own"
    print([done(f) for f in (plain, own, plain)])
    for f in (plain, own):
        f.set_result(None)
    print([done(f) for f in (plain, own, asyncio.current_task())])


asyncio.run(futures())
