# Natives, descriptors and what wraps them, looked at as objects.
import sys
import types


def shown(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


# Classes that compare in one way have the other comparisons too.
for cls in dict, list, set, frozenset, range, slice, memoryview, types.MappingProxyType, types.MethodType:
    print(cls.__name__, [name for name in ("lt", "le", "gt", "ge", "eq", "ne") if f"__{name}__" in vars(cls)])
print(dict.__lt__, {}.__lt__({}), dict.__ne__({}, {1: 2}), range(3).__ge__(range(3)))
shown(lambda: dict.__lt__())
shown(lambda: dict.__lt__(5, 6))

# Bound natives are equal if they are the same of the same object.
numbers = []
print(numbers.append == numbers.append, numbers.append.__eq__(numbers.append), numbers.append.__ne__(numbers.append))
print(numbers.append.__eq__([].append), numbers.append.__eq__(5), (5).__add__.__eq__((5).__add__))
print(hash(numbers.append) == numbers.append.__hash__(), len.__eq__(len), len.__eq__(abs))

# Descriptors name their classes in full, and cannot be changed.
print(types.SimpleNamespace.__init__.__name__, sys.version_info.__class__.major)
for descriptor in int.__add__, str.join, dict.__dict__["fromkeys"], int.real, types.FunctionType.__globals__:
    kind = type(descriptor)
    print(kind.__name__, kind.__objclass__, kind.__name__ == kind.__qualname__)
    shown(lambda: setattr(descriptor, "__name__", "other"))
    shown(lambda: setattr(descriptor, "other", 1))
    shown(lambda: delattr(descriptor, "other"))
shown(lambda: dict.__dict__["fromkeys"].__get__(None, 5))
shown(lambda: classmethod(len).__get__(1, "other")())
shown(lambda: list.__getitem__())
shown(lambda: dict.__contains__())
shown(lambda: bytearray.__alloc__())
shown(lambda: bytearray().__alloc__(1))

# A property that no class has named is called as its getter.
def reader(self):
    return 1


shown(lambda: property(reader).__set__(5, 1))
shown(lambda: property(reader).__delete__(5))
shown(lambda: property().__set__(5, 1))

# Arguments.
shown(lambda: "abc".replace(x=1))
shown(lambda: str.maketrans(1, 2))
shown(lambda: str.maketrans("a", "b", 3))
shown(lambda: (1.5).__pow__("a", "b"))
shown(lambda: (1.5).__pow__("a"))
shown(lambda: types.MappingProxyType())
print(types.MappingProxyType(mapping={1: 2}))
shown(lambda: hash(types.CellType(5)))

# Bytes that others look at stay as many as they are.
data = bytearray(b"abc")
view = memoryview(data)
data += b""
data *= 1
shown(lambda: data.__iadd__(b"d"))
shown(lambda: data.__imul__(2))


# What a frame's variables are seen through gives lists.
def variables():
    a, b = 1, 2
    proxy = sys._getframe().f_locals
    print(list(proxy), type(proxy.keys()), proxy.items()[:2], proxy.values()[:2], type(reversed(proxy)))
    shown(lambda: proxy.update(5))
    shown(lambda: proxy.__ior__(5))


variables()

# Special methods that are None refuse in words of their own.
class Refusing:
    __iter__ = __getitem__ = __len__ = None


shown(lambda: Refusing()[0])
shown(lambda: [*Refusing()])
shown(lambda: print(*Refusing()))


def unpacked():
    a, b = Refusing()


shown(unpacked)
