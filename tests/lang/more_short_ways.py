# Short ways of appends, of operations with whole lists and texts, of weak references and of isinstance give what the long
# ways give.
import collections
import sys
import weakref


# Appends as statements: whatever has the method, and whatever the item does.
class Log:
    def __init__(self):
        self.items = []

    def append(self, *items):
        self.items.append(items)


class Loud(list):
    def append(self, item):
        super().append(("loud", item))


def appends():
    items, log, loud, array, queue = [], Log(), Loud(), bytearray(), collections.deque()
    for target in (items, log, loud, array, queue):
        target.append(7)
        target.append(len(target) if hasattr(target, "__len__") else 0)
        target.append(8 if target else 9)
    print(items, log.items, loud, array, queue)
    items.append(items)
    print(items[-1] is items, items.append(1))
    log.items.append("attribute")
    [log][0].items.append("temporary")
    print(log.items)
    first = items
    items.append(items := ["bound anew"])
    print(len(first), first[-1] is items)
    for wrong in (None, 5, (), "text"):
        try:
            wrong.append(1)
        except AttributeError as error:
            print(error)
    try:
        missing.append(1)
        missing = []
    except UnboundLocalError as error:
        print(error)
    try:
        items.append(1 / 0)
    except ZeroDivisionError:
        print(items)
    try:
        items.append()
    except TypeError as error:
        print(error)
    items.append(*[2])
    (items
        .append(
            3))
    print(items)


def appended():
    items = []
    items.append((yield "first"))
    items.append((yield "second"))
    return items


appends()
waiting = appended()
print(next(waiting), waiting.send(1))
try:
    waiting.send(2)
except StopIteration as stop:
    print(stop.value)

# What is counted and then copied all at once.
probe = object()
before = sys.getrefcount(probe)
many = [probe] * 5
copies = [many[:], many[1:4], many + many, list(tuple(many)), tuple(many), many.copy(), [*many, *many]]
copies[0].extend(many)
print(sys.getrefcount(probe) - before, [len(copy) for copy in copies])
del many, copies
print(sys.getrefcount(probe) - before)

# Items that are the same are equal, whatever they say.
nan = float("nan")
print([nan] == [nan], (1, nan) < (1, nan), [nan, 1] < [nan, 2], [1, 2, 3] < [1, 2], (1, 2) == (1, 2, 3), [[]] == [[]])
print(bin(-5), hex(255), oct(0), bin(2**70), hex(-2**64), oct(True), hex(-1 << 62))
print(b"\x00\xff\x10".hex(), b"abcdefg".hex("-", 2), b"abcdefg".hex(":", -3), b"".hex(" "), b"ab".hex(" ", 0))
print(repr("plain"), repr("it's"), repr("a\\b"), repr("\x7f"), repr("é"), repr("tab\t"))
empty, source = {}, {1: "a", 2: "b"}
del source[1]
empty.update(source)
empty[3] = "c"
print(empty, source, dict(source), list(empty))


class Small(int):
    pass


print(int.from_bytes(b"\x01\x00", "big"), type(Small.from_bytes(b"\x05")), int.from_bytes(b"\xff", signed=True))
reference = weakref.ref(Log)
print(reference() is Log)
for wrong in ((1,), (1, 2)):
    try:
        reference(*wrong)
    except TypeError as error:
        print(type(error).__name__)
for text in ("", "1.5.", "nan", " 2e3 ", b"7.5"):
    try:
        print(float(text))
    except ValueError as error:
        print(error)


# Whether something is an instance of one of several classes, where some objects claim another class.
class A:
    pass


class B(A):
    pass


class Claims:
    @property
    def __class__(self):
        return B


class ClaimsAnything:
    def __getattribute__(self, name):
        return A if name == "__class__" else super().__getattribute__(name)


class Meta(type):
    def __instancecheck__(self, instance):
        print("asked about", type(instance).__name__)
        return instance == 5


class Asked(metaclass=Meta):
    pass


for value in (A(), B(), Claims(), ClaimsAnything(), 5, True, 1.5, None, "text", Asked(), weakref.proxy(A)):
    kinds = (A, B, (A, B), (int, B), (str, (A, int)), (), int | A, Asked, (Asked, int), (int, Asked))
    print([isinstance(value, kind) for kind in kinds])
for wrong in (5, (int, 5), (5, int), [int]):
    try:
        print(isinstance(1, wrong))
    except TypeError as error:
        print(error)
