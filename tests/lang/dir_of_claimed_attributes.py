# dir() believes what an object says of its `__dict__` and `__class__`.


class Claims:
    def __init__(self):
        self.real = 1

    def __getattribute__(self, name):
        if name == "__dict__":
            return {"claimed": 1}
        if name == "__class__":
            return Other
        return object.__getattribute__(self, name)


class Other:
    of_class = 1


class Says:
    def __init__(self, what):
        Says.what = what

    @property
    def __dict__(self):
        if isinstance(self.what, Exception):
            raise self.what
        return self.what


class NoClass:
    @property
    def __class__(self):
        raise AttributeError


class Plain:
    def __init__(self):
        self.a = 1
        self.b = 2
        del self.a


class Slots(Plain):
    __slots__ = ("c",)


def own(value):
    return [name for name in dir(value) if not name.startswith("__")]


def function():
    pass


function.attribute = 1
print(own(Claims()), vars(Claims()))
for what in ({"p": 1}, 5, AttributeError("no")):
    print(own(Says(what)))
try:
    dir(Says(ValueError("no")))
except ValueError as e:
    print(repr(e))
print(dir(NoClass()), own(Plain()), own(Slots()), own(function), own(ValueError()), own(type("D", (dict,), {"x": 1})()) == own({}) + ["x"])
