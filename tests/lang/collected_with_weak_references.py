# Callbacks of weak references to what the collector finds come before finalizers, and only where the reference lives on.
import gc
import weakref

told = []


class Node:
    def __init__(self, name):
        self.name = name
        self.self = self

    def __del__(self):
        told.append(("del", self.name))


def callback(name):
    return lambda reference: told.append(("callback", name, reference() is None))


def show():
    gc.collect()
    print(told)
    told.clear()


gc.disable()
node = Node("a")
first, second = weakref.ref(node, callback("first")), weakref.ref(node, callback("second"))
plain = weakref.ref(node)
del node
show()
print(first(), plain())

node = Node("b")
node.reference = weakref.ref(node, callback("inside"))
del node
show()

node, other = Node("c"), Node("d")
node.other, other.other = other, node
references = [weakref.ref(node, callback("c")), weakref.ref(other, callback("d"))]
del node, other
gc.collect()
print(sorted(told), told[0][0], told[-1][0])
told.clear()


class Returning(Node):
    def __del__(self):
        told.append(("back", self.name))
        saved.append(self)


saved = []
node = Returning("e")
reference = weakref.ref(node, callback("e"))
del node
show()
print(saved[0].name, reference(), weakref.getweakrefcount(saved[0]))
del saved[0].self
saved.clear()
show()

values = weakref.WeakValueDictionary()
values["f"] = Node("f")
keys = weakref.WeakKeyDictionary()
keys[values["f"]] = 1
finalizer = weakref.finalize(values["f"], told.append, "finalized")
show()
print(len(values), len(keys), finalizer.alive)
gc.enable()
