"""Instances of classes derived from `module`: their attributes are what their code's globals are."""

import sys
import types


class Plain(types.ModuleType):
    """A module of another class."""


module = Plain("plain", "its doc")
print(module.__name__, module.__doc__, module.__spec__, type(module).__name__, module)
module.a = 1
module.__dict__.update(b=2, c=3)
exec("d = a + b + c\ndef f(): return d, __name__", module.__dict__)
print(module.b, module.d, module.f(), vars(module) is module.__dict__ is module.f.__globals__)
print([name for name in dir(module) if not name.startswith("__")])
del module.a, module.b, module.__dict__["c"]
for name in "abc":
    print(hasattr(module, name), end=" ")
    try:
        getattr(module, name)
    except AttributeError as error:
        print(error, error.name, error.obj is module)
try:
    del module.a
except AttributeError as error:
    print(error)


class Lazy(types.ModuleType):
    """Makes attributes when they are asked for, as packages do that put one of these in their place."""

    made = []

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        self.made.append(name)
        value = name.upper()
        setattr(self, name, value)
        return value

    @property
    def shown(self):
        return f"property of {self.__name__}"


old = types.ModuleType("lazy")
old.helper, old.kept = "helper", "kept"
new = Lazy("lazy")
new.__dict__.update(old.__dict__)
sys.modules["lazy"] = new
del new.helper
import lazy
from lazy import kept, thing
print(lazy is new, kept, thing, lazy.thing, lazy.other, lazy.made, lazy.shown)
new.__dict__["shown"] = "hidden by the property"
print(lazy.shown, lazy.helper, "_hidden" in vars(lazy), hasattr(lazy, "_hidden"))


class Watched(types.ModuleType):
    """Sees each access."""

    __slots__ = ("slot",)
    log = []

    def __getattribute__(self, name):
        if not name.startswith("__"):
            Watched.log.append(("get", name))
        return super().__getattribute__(name)

    def __setattr__(self, name, value):
        Watched.log.append(("set", name))
        super().__setattr__(name, value)

    def __delattr__(self, name):
        Watched.log.append(("del", name))
        object.__delattr__(self, name)

    def __del__(self):
        print("gone", self.__name__)


watched = Watched("watched")
for _ in range(3):
    watched.x = 1
    watched.x
del watched.x
watched.slot = 5
print(watched.slot, Watched.log)
del watched


class Other(Plain):
    pass


module.__class__ = Other
print(type(module).__name__, module.d, isinstance(module, types.ModuleType), Other.__new__(Other).__dict__)
for make in (lambda: Plain(), lambda: Plain(1), lambda: setattr(module, "__class__", int)):
    try:
        make()
    except TypeError as error:
        print(error)
