# What the cycle collector finds: young and old objects, what old ones hold, finalizers, big heaps.
import gc, weakref

class Node:
    died = 0
    def __init__(self, *links):
        self.links = list(links)
    def __del__(self):
        Node.died += 1

def ring(n):
    first = last = Node()
    for _ in range(n - 1):
        last = Node(last)
    first.links.append(last)
    return first

# Garbage while much is allocated, so that collections come by themselves.
keep = [[i] for i in range(20000)]
for _ in range(3000):
    ring(5)
padding = [(i, [i]) for i in range(300000)]
gc.collect()
print(Node.died, len(keep), keep[777], padding[-1])

# A young ring held by an old object, and by nothing any more.
Node.died = 0
holder = Node()
gc.collect()
holder.links.append(ring(10))
probe = weakref.ref(holder.links[0])
more = [[i] for i in range(200000)]
print(probe() is holder.links[0], Node.died)
gc.collect()
holder.links.clear()
print(probe() is None, Node.died)
gc.collect()
print(probe(), Node.died)

# Old garbage: it survived while it was held.
Node.died = 0
olds = [ring(3) for _ in range(1000)]
gc.collect(); gc.collect()
print(Node.died)
olds.clear()
gc.collect()
print(Node.died)

# References from garbage to what lives count again afterwards.
class Plain: pass
shared = Plain()
for _ in range(1000):
    a, b = Plain(), Plain()
    a.b, b.a, a.shared, b.shared = b, a, shared, [shared]
gc.collect()
del a, b
gc.collect()
watch = weakref.ref(shared)
print(watch() is shared)
del shared
print(watch())

# Generators, functions and frames in cycles.
def make():
    def inner():
        try:
            yield me
        finally:
            closed.append(1)
    me = inner()
    next(me)
closed = []
for _ in range(100):
    make()
gc.collect()
print(len(closed))

# Resurrection: the finalizer runs once.
class Phoenix:
    saved = []
    def __init__(self):
        self.me = self
    def __del__(self):
        Phoenix.saved.append(self)
for _ in range(5):
    Phoenix()
gc.collect()
print(len(Phoenix.saved), all(p.me is p for p in Phoenix.saved))
Phoenix.saved.clear()
gc.collect()
print(len(Phoenix.saved))
gc.disable()
print(gc.isenabled())
gc.enable()
del holder, Node


# Functions that are garbage share variables with those that live.
def shares(names):
    kept = ["kept"]
    garbage = [lambda: kept]
    garbage.append(garbage)
    del garbage
    gc.collect()
    names.append(kept)

    def changes():
        nonlocal kept
        kept = "changed"

    garbage = [lambda: (kept, changes)]
    garbage.append(garbage)
    cell = garbage[0].__closure__[1]
    del garbage
    gc.collect()
    changes()
    return names, kept, cell.cell_contents


print(shares([]))
