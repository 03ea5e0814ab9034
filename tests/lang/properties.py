# property: reading, writing, deleting, inheriting, documenting.
class Celsius:
    def __init__(self, t):
        self.t = t

    @property
    def fahrenheit(self):
        """In Fahrenheit."""
        return self.t * 9 / 5 + 32

    @fahrenheit.setter
    def fahrenheit(self, f):
        self.t = (f - 32) * 5 / 9

    @fahrenheit.deleter
    def fahrenheit(self):
        print("deleted")
        self.t = None

    @property
    def readonly(self):
        return "fixed"

    def _get(self):
        return self.t

    kelvin = property(lambda self: self.t + 273.15, doc="In Kelvin.")
    plain = property(_get, None, None)
    writeonly = property(fset=lambda self, v: print("written", v))


c = Celsius(100)
print(c.fahrenheit, c.kelvin, c.plain, c.readonly, Celsius.fahrenheit.__doc__, Celsius.kelvin.__doc__,
    type(Celsius.fahrenheit), Celsius.fahrenheit.fget(c))
c.fahrenheit = 32
c.writeonly = 5
print(c.t, c.__dict__)
c.fahrenheit += 18
print(c.t)
del c.fahrenheit
print(c.t)


class Warm(Celsius):
    @property
    def readonly(self):
        return "warm " + super().readonly

    @Celsius.fahrenheit.getter
    def fahrenheit(self):
        return -1


w = Warm(1)
w.fahrenheit = 212
print(w.readonly, w.fahrenheit, w.t)


class Errors:
    @property
    def missing(self):
        return self.nope

    @property
    def broken(self):
        raise ValueError("broken")

    def __getattr__(self, name):
        return f"getattr {name}"


class NoFallback:
    @property
    def missing(self):
        return self.nope


print(Errors().missing, getattr(NoFallback(), "missing", "default"))


def assign(obj, name, value):
    setattr(obj, name, value)


for f in (lambda: assign(c, "readonly", 1), lambda: delattr(c, "readonly"), lambda: c.writeonly,
    lambda: assign(c, "kelvin", 1), lambda: Errors().broken, lambda: NoFallback().missing,
    lambda: delattr(c, "kelvin"), lambda: property(1, 2, 3, 4, 5), lambda: property(5).__get__(c)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
