# oracle: 3.14
# What `dir()` says of enumerations and their members, values that cannot be hashed, boundaries that there are not.
from enum import Enum, Flag, IntFlag, show_flag_values


def show(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(type(error).__name__, error)


class Access(IntFlag):
    READ = 4
    WRITE = 2


class Planet(Enum):
    EARTH = (1, "blue")
    MARS = (2, "red")

    def __init__(self, number, color):
        self.number = number
        self.color = color
        self._hidden = 0

    @property
    def shown(self):
        return self.color

    def method(self):
        return self.number


class Named(Enum):
    value = 1
    other = 2


show(lambda: {"__add__", "as_integer_ratio", "name", "value"} <= set(dir(Access.READ)))
show(lambda: "__new__" in dir(Access))
show(lambda: dir(Planet.EARTH))
show(lambda: dir(Planet))
show(lambda: dir(Named.other))
show(lambda: show_flag_values(Access(6)))


class Sets(frozenset, Enum):
    SOME = {1, 2}
    NONE = ()


show(lambda: Sets(frozenset({1, 2})))
show(lambda: Sets({1, 2}))


class Lists(Enum):
    A = [1]
    B = [2]


show(lambda: Lists([2]))
show(lambda: Lists([3]))


class Bounded(Flag, boundary="wall"):
    A = 1


show(lambda: Bounded(8))
show(lambda: hasattr(Planet, "_boundary_"))

for value in (0, 1, 6, True, 2**70, -1, "a", None):
    try:
        print(value, show_flag_values(value))
    except Exception as error:
        print(type(error).__name__, error)
