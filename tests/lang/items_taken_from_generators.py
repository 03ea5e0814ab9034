"""`list.extend` and `set.update` take the items of a generator as it gives them."""
import gc
import weakref


def numbers(n, ending=None):
    for i in range(n):
        yield i
    if ending:
        raise ending


items = [1]
print(items.extend(numbers(3)), items)
known = {7}
print(known.update(numbers(3)), sorted(known))
try:
    items.extend(numbers(2, ValueError("in the midst")))
except ValueError as error:
    print(error, items)
try:
    known.update(numbers(12, ValueError("in the midst")))
except ValueError as error:
    print(error, sorted(known))


# The generator sees what has been taken so far, and may change it.
def looking(container):
    yield 100
    print(len(container), 100 in container)
    container.clear()
    yield 101
    print(container)


items.extend(looking(items))
known.update(looking(known))
print(items, known)


class Unhashable:
    def __hash__(self):
        raise ValueError("no hash")


def twice(values):
    return (value * 2 for value in values)


print(items.extend(twice(items[:])), items)
try:
    known.update(Unhashable() for x in (1, 2))
except ValueError as error:
    print(error)
try:
    known.update((x for x in (1, 2)), (x for x in (3, 4)), 5)
except TypeError as error:
    print(error, sorted(known))
known.update()
for call in ("items.extend()", "items.extend(numbers(1), 2)", "items.extend(x=1)", "items.extend(5)", "known.update(x=1)", "known.update(5)"):
    try:
        eval(call)
    except TypeError as error:
        print(call, error)


class Bag(list):
    def append(self, item):
        print("never")


bag = Bag()
bag.extend(numbers(2))
list.extend(bag, numbers(2))
print(bag, type(bag))


class Names(set):
    def add(self, item):
        print("never")


names = Names("a")
names.update(x for x in "b")
set.update(names, (x for x in "c"))
print(sorted(names), type(names).__name__)
extend, update = items.extend, known.update
extend(numbers(2))
update(numbers(2))
print(items, sorted(known))


class Equal:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return 1

    def __eq__(self, other):
        return self.n == other.n


objects = set()
objects.update(Equal(n % 3) for n in range(9))
print(sorted(o.n for o in objects))


# A generator that is running, that is closed, that has begun.
def itself():
    try:
        items.extend(running)
    except ValueError as error:
        print(error)
    yield 1


running = itself()
items.extend(running)
items.extend(running)
begun = numbers(4)
next(begun)
items.extend(begun)
print(items)


def delegating():
    yield from "ab"
    yield from numbers(2)


items.extend(delegating())
print(items)
thing = numbers(1)
gone = weakref.ref(thing)
items.extend(thing)
thing = None
gc.collect()
print(gone() is None)


async def main():
    local = []
    local.extend(x async for x in arange(2)) if False else local.extend([x async for x in arange(2)])
    return local


async def arange(n):
    for i in range(n):
        yield i


try:
    main().send(None)
except StopIteration as stop:
    print(stop.value)
try:
    items.extend(arange(2))
except TypeError as error:
    print(error)


def endless():
    inner = []
    inner.extend(endless())
    yield 1


try:
    items.extend(endless())
except RecursionError as error:
    print(type(error).__name__)
print(frozenset(x for x in range(3)), list(frozenset(n * 7 for n in range(40))) == list({n * 7 for n in range(40)}))
print(list(frozenset(n * 7919 % 1009 for n in range(300)))[:20])
