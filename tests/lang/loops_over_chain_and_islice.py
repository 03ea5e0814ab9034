"""Loops over `chain` and `islice` run generators inside them in place: what can be seen is as if they were asked."""

import gc
import sys
import traceback
import weakref
from itertools import chain, count, islice


def numbers(name, n, ending=None):
    try:
        for i in range(n):
            got = yield f"{name}{i}"
            if got:
                print("got", got)
        if ending:
            raise ending
        return name
    finally:
        print("end of", name)


for item in chain(numbers("a", 2), [10, 11], numbers("b", 0), (), numbers("c", 1)):
    print(item)
for item in chain.from_iterable(numbers(name, 2) for name in "de"):
    print(item)
for arguments in ((2,), (0,), (5,), (1, 3), (1, None, 2), (0, 4, 3), (7, 9)):
    print(arguments)
    for item in islice(numbers("s", 4), *arguments):
        print(item)
for item in islice(chain(islice(numbers("f", 5), 2), chain(numbers("g", 5))), 1, 4):
    print(item)
print([item for item in chain(numbers("h", 2), numbers("i", 1))], {i: 1 for i in islice(count(), 2)})

# What is left after `break`, and going on.
source = numbers("j", 4)
part = islice(source, 3)
for item in part:
    print(item)
    break
for item in part:
    print(item)
print("left", list(source), list(part))
joined = chain(numbers("k", 3), "xy")
for item in joined:
    print(item)
    if item == "k1":
        break
print(next(joined), [*joined])


# Errors of the generators inside.
def failing(items):
    for item in items:
        print(item)


for make in (
    lambda: chain(numbers("l", 1, ValueError("of l")), "never"),
    lambda: islice(numbers("m", 1, KeyError("of m")), 5),
    lambda: chain(numbers("n", 1, StopIteration("of n"))),
    lambda: chain(numbers("o", 1), 5, numbers("p", 1)),
    lambda: chain.from_iterable(numbers("q", 1, OSError(2, "of q"))),
):
    items = make()
    try:
        failing(items)
    except Exception:
        print(traceback.format_exc().replace(__file__, "FILE"))
    print("after it:", list(items))


# A generator that asks what asks it.
def asking(which):
    yield 1
    for _ in range(2):
        try:
            print("asked", next(holders[which]))
        except (ValueError, StopIteration) as error:
            print(type(error).__name__, error)
    gc.collect()
    yield 2
    yield 3


holders = {}
for name, make in {"chain": lambda g: chain(g, [4])}.items():
    holders[name] = make(asking(name))
    for item in holders[name]:
        print(name, item)
    print(name, list(holders[name]))


# A delegating one, one that is sent to between, one that is closed by another.
def delegating():
    got = yield from numbers("r", 2)
    print("delegate returned", got)
    yield from "zz"
    yield from chain(numbers("t", 1), islice(numbers("u", 3), 1))


for item in chain(delegating()):
    print(item)
source = numbers("v", 5)
for item in islice(source, 4):
    print(item)
    if item == "v0":
        print("sent", source.send("word"))
    if item == "v2":
        source.close()


# Loops in generators and coroutines that are driven from outside.
def outer():
    for item in chain(numbers("w", 2), numbers("x", 2)):
        try:
            got = yield item
        except ValueError as error:
            print("caught", error)
        else:
            print("outer got", got)


driven = outer()
print(next(driven), driven.send(1), driven.throw(ValueError("thrown")), driven.gi_yieldfrom)
driven.close()


async def awaiting():
    for item in chain(numbers("y", 1), islice(numbers("z", 2), 1)):
        print(item)
    return "done"


try:
    awaiting().send(None)
except StopIteration as stop:
    print(stop.value)


def reentered():
    yield 1
    try:
        next(looping)
    except ValueError as error:
        print(error)
    try:
        looping.close()
    except ValueError as error:
        print(error)
    yield 2


def loop():
    for item in islice(reentered(), 3):
        yield item


looping = loop()
print(list(looping))

# How long they live.
source = numbers("A", 3)
gone = weakref.ref(source, lambda _: print("gone"))
for item in islice(source, 2):
    source = None
    print(item)
print(gone() is None)


# Depth, and who calls whom.
def deep(n):
    for item in chain(deep(n - 1) if n else [frame_names()]):
        yield item


def frame_names():
    frame, names = sys._getframe(1), []
    while frame:
        names.append(frame.f_code.co_name)
        frame = frame.f_back
    return names


print(list(deep(3)))


def endless():
    for item in chain(endless()):
        yield item


try:
    for item in endless():
        pass
except RecursionError as error:
    print(type(error).__name__)
lines = []


def tracer(frame, event, argument):
    lines.append((frame.f_code.co_name, event, frame.f_lineno - frame.f_code.co_firstlineno))
    return tracer


def traced():
    total = 0
    for item in islice(chain(simple()), 5):
        total += item
    return total


def simple():
    yield 1
    yield 2


sys.settrace(tracer)
traced()
sys.settrace(None)
print(lines)
