# Containers that are changed by what looks at them, and wrong arguments whose checks come in an order.
import heapq
import io
import sys
from collections import ChainMap, deque


def told(function, *args, **keywords):
    try:
        print(function(*args, **keywords))
    except Exception as error:
        print(type(error).__name__, error)


class Clears:
    """Equal to nothing, and clears a container when it is asked."""

    def __init__(self, container, answer=False):
        self.container, self.answer = container, answer

    def __eq__(self, other):
        self.container.clear()
        return self.answer

    def __lt__(self, other):
        self.container.clear()
        return True

    def __hash__(self):
        return 1


values = {}
values.update({1: Clears(values), 2: Clears(values)})
told(lambda: 5 in values.values())

target, source = {}, {}


class Grows:
    def __hash__(self):
        return 1

    def __eq__(self, other):
        source[len(source) + 10] = 1
        return False


source.update({Grows(): 1})
source[5] = 2
target[Grows()] = 0
told(target.update, source)

items = deque()
items.extend([Clears(items, True), Clears(items, True)])
try:
    items.remove(5)
except IndexError:
    print("IndexError")

heap = []
heap.extend(Clears(heap) for _ in range(5))
told(heapq.heapify, heap)
heap.extend(Clears(heap) for _ in range(5))
told(heapq.heappush, heap, Clears(heap))

data = bytearray(b"ab")
told(data.__iadd__, data)
print(data)

chain = ChainMap({})
chain["self"] = chain
print(chain)

# A keyword that nothing takes is said before a wrong number of arguments.
for function in [abs, len, all, list.append, [].append, "".__iter__]:
    told(function, 1, 2, wrong=3)

print(type(OSError(True, "denied")), repr(OSError(True, "denied")))
told(ExceptionGroup, None, [ValueError()])
for size in [None, -1]:
    told(sys.getsizeof, type("Sized", (), {"__sizeof__": lambda self, size=size: size})())

# Standard streams that a program has taken away, files that an opener does not open.
for opened in [-1, "text"]:
    told(open, "file", opener=lambda path, flags: opened)
told(open, __file__, newline="x")
with io.open_code(__file__) as code:
    print(code.readline()[:12])

# Texts in other encodings, for compile.
print(eval(b"# coding: cp1252\nascii('\x80')"), eval("# coding: none\n5"))
for text in ["'\ud800'", "\udc80"]:
    told(compile, text, "<text>", "eval")
told(__import__, "it's")
