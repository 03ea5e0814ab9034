# One place in a program that sees objects of many classes, and attributes that move: what was found there before must not
# be believed when it has changed.


class Base:
    count = 0
    label = "class"

    def __init__(self):
        self.n = 1

    def bump(self):
        self.count += 1
        return self.count

    def name(self):
        return type(self).__name__


classes = [type(f"C{i}", (Base,), {"extra": i}) for i in range(30)]
objects = [cls() for cls in classes]
for i, o in enumerate(objects):
    for k in range(i % 7):
        setattr(o, f"own{k}", k)


def visit(o):
    o.n += o.extra
    o.bump()
    return o.n, o.name(), o.count


for turn in range(3):
    print([visit(o) for o in objects][::5])
classes[5].extra = 100
classes[10].name = lambda self: "other"
objects[15].name = lambda: "own"
del classes[20].extra
Base.extra = -1
print([visit(o) for o in objects][::5])

# A default of the class that becomes a descriptor, and one that becomes none again.


class Plain:
    value = 0


def store(o, x):
    o.value = x
    return o.value, o.__dict__.get("value")


p = Plain()
print(store(p, 1), store(p, 2))


class OnlySet:
    def __set__(self, instance, value):
        instance.__dict__["value"] = value * 10


class Both(OnlySet):
    def __get__(self, instance, owner=None):
        return "got"


Plain.value = OnlySet()
print(store(p, 3), store(Plain(), 4))
Plain.value = Both()
print(store(p, 5))
Plain.value = None
print(store(p, 6), store(Plain(), 7))


class Quiet:
    pass


Plain.value = quiet = Quiet()
print(store(p, 8), store(p, 9))
Quiet.__set__ = lambda self, instance, value: print("set", value)
print(store(p, 10))
Quiet.__get__ = lambda self, instance, owner: "now"
print(store(p, 11))

# Attributes in a dict that a program has looked at.


class Open:
    kind = "open"

    def __init__(self, **attributes):
        self.__dict__.update(attributes)

    def total(self):
        return self.a + self.b

    @property
    def twice(self):
        return self.total() * 2


def look(o):
    try:
        return o.a, o.kind, o.total(), o.twice
    except AttributeError as e:
        return str(e)


def put(o, x):
    o.a = x
    o.kind += "!"


o = Open(a=1, b=2)
print(look(o), look(Open(b=5, a=7)), look(Open(a=1)))
put(o, 5)
put(o, 6)
print(look(o), o.__dict__)
o.__dict__["total"] = lambda: "of the dict"
print(look(o))
del o.total
print(look(o))
o.__dict__["twice"] = "hidden by the property"
print(look(o))
Open.kind = property(lambda self: "property")
print(look(o))
del Open.kind
print(look(o))
del o.__dict__["kind"]
print(look(o))
o.__dict__ = {"b": 1, "c": 3, "a": 2, "kind": "new"}
print(look(o))
del o.a
print(look(o))
Open.a = 70
print(look(o))
put(o, 8)
print(look(o), list(o.__dict__))


class Ordered(dict):
    def __getitem__(self, key):
        return "never asked"


o.__dict__ = Ordered(a=1, b=2, kind="d")
print(look(o))
put(o, 3)
print(look(o), dict.__repr__(o.__dict__))
print([o.a for o in (Open(a=i, b=0) for i in range(3))], [Open(a=i, b=1).total() for i in range(3)])

# Plain attributes of classes that change again and again.


class Registry:
    count = 0
    last = None

    def __init__(self):
        Registry.count += 1
        type(self).last = self.count

    @classmethod
    def report(cls):
        return cls.count, cls.last


class Special(Registry):
    pass


print([Registry().count for _ in range(3)], Registry.report(), Special.report())
print([Special().last for _ in range(3)], Registry.report(), Special.report())
Special.count = -5
print(Special().count, Registry.report(), Special.report())
del Special.count
print(Special().count, Registry.report(), Special.report())
del Special.last
print(Special.report())
Registry.extra = 1
Registry.count = property(lambda self: "property")
print(Special.__new__(Special).count, type(Registry.count).__name__)


class Single:
    _instance = None

    def __new__(cls):
        if cls._instance is None:
            cls._instance = super().__new__(cls)
        return cls._instance


print(len({id(Single()) for _ in range(5)}), Single() is Single._instance)
Single._instance = None
print(Single() is Single())


class Meta(type):
    made = 0

    def __call__(cls, *args):
        cls.made += 1
        return super().__call__(*args)


class Made(metaclass=Meta):
    pass


print([Made() and Made.made for _ in range(3)], Meta.made)
Meta.made = property(lambda cls: "of the metaclass")
print(Made.made, Made.__dict__["made"])

# Descriptors whose methods are functions: their frames, their errors, and what a class has instead.


class Checked:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        try:
            return instance.__dict__[self.name]
        except KeyError:
            raise AttributeError(f"no {self.name}") from None

    def __set__(self, instance, value):
        if value < 0:
            raise ValueError(f"{value} is below 0")
        instance.__dict__[self.name] = value


class NotData:
    def __get__(self, instance, owner):
        return instance is not None, owner.__name__


class Generating:
    def __get__(self, instance, owner):
        yield instance.size
        yield owner.__name__


class Box:
    size = Checked()
    place = NotData()
    parts = Generating()


class Lenient(Box):
    def __getattr__(self, name):
        return "instead of " + name


def handle(box, size):
    try:
        before = box.size
        box.size = size
        return before, box.size, box.place, list(box.parts)
    except (AttributeError, ValueError) as e:
        frames = []
        tb = e.__traceback__
        while tb:
            frames.append(tb.tb_frame.f_code.co_name)
            tb = tb.tb_next
        return type(e).__name__, str(e), frames


for box in (Box(), Lenient()):
    print(handle(box, 1))
    box.size = 0
    print(handle(box, 2), handle(box, -3))
    box.place = "own"
    print(handle(box, 4))

# Deleting, again and again at one place.


class Slotted:
    __slots__ = ("x", "y")


class Guarded:
    def __delattr__(self, name):
        print("not", name)


class Watched:
    @property
    def x(self):
        return "computed"

    @x.deleter
    def x(self):
        print("deleter")


class Defaulted:
    x = "default"


def forget(o):
    try:
        del o.x
    except AttributeError as e:
        return str(e)
    return getattr(o, "x", "nothing")


for cls in (Quiet, Slotted, Guarded, Watched, Defaulted, Quiet, Slotted):
    o = cls()
    if cls is not Watched:
        o.x = 1
    print(cls.__name__, forget(o), forget(o))
    if cls is Quiet:
        o.x = o.y = 2
        print(forget(o), vars(o), forget(o), o.y)


class Loud:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("gone", self.n)


o = Quiet()
o.x = Loud(7)
print(forget(o))
