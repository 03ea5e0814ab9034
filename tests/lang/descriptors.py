# Descriptors: data and non-data, and who wins against the instance.
class Data:
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = "_" + name

    def __get__(self, obj, cls=None):
        if obj is None:
            return self
        return ("data", obj.__dict__.get(self.name), cls.__name__)

    def __set__(self, obj, value):
        print("set", value)
        obj.__dict__[self.name] = value

    def __delete__(self, obj):
        print("delete")
        del obj.__dict__[self.name]


class NonData:
    def __get__(self, obj, cls=None):
        return "non-data", obj is not None


class SetOnly:
    def __set__(self, obj, value):
        obj.__dict__["setonly"] = ("through set", value)


class Owner:
    data = Data()
    nondata = NonData()
    setonly = SetOnly()
    plain = 1


o = Owner()
o.data = 5
print(o.data, o.nondata, Owner.nondata, isinstance(Owner.data, Data), o.__dict__)
o.__dict__["data"] = "in the instance"
o.__dict__["nondata"] = "in the instance"
print(o.data, o.nondata)
o.setonly = 1
print(o.setonly, isinstance(Owner().setonly, SetOnly))
del o.data
try:
    o.data = 1
    del o.data
    del o.data
except KeyError as e:
    print("KeyError", e)


class Validated:
    def __init__(self, kind):
        self.kind = kind

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, obj, cls):
        return obj.__dict__[self.name]

    def __set__(self, obj, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name} must be {self.kind.__name__}")
        obj.__dict__[self.name] = value


class Person:
    name = Validated(str)
    age = Validated(int)

    def __init__(self, name, age):
        self.name = name
        self.age = age


p = Person("Ann", 30)
print(p.name, p.age, vars(p))
try:
    p.age = "x"
except TypeError as e:
    print(e)


class Lazy:
    def __init__(self, f):
        self.f = f

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, obj, cls):
        print("computing")
        value = obj.__dict__[self.name] = self.f(obj)
        return value


class Circle:
    def __init__(self, r):
        self.r = r

    @Lazy
    def area(self):
        return 3 * self.r ** 2


c = Circle(2)
print(c.area, c.area)


def function(self, x):
    return self, x


bound = function.__get__("self")
print(bound(1), type(bound).__name__, function.__get__(None, int) is function)


class Meta(type):
    @property
    def on_class(cls):
        return "property of " + cls.__name__


class WithMeta(metaclass=Meta):
    pass


print(WithMeta.on_class, hasattr(WithMeta(), "on_class"))


class BadName:
    def __set_name__(self, owner, name):
        raise ValueError("bad name")


try:
    class Bad:
        x = BadName()
except Exception as e:
    print(type(e).__name__, e, e.__notes__ if hasattr(e, "__notes__") else None)
