# super(): without and with arguments, cooperative constructors, class methods, attributes.
class Base:
    tag = "base"

    def __init__(self, **kw):
        print("Base", sorted(kw))

    @classmethod
    def make(cls):
        return "Base.make " + cls.__name__

    @staticmethod
    def static():
        return "Base.static"

    @property
    def prop(self):
        return "Base.prop"

    def __getitem__(self, i):
        return ("Base", i)


class Left(Base):
    def __init__(self, left=None, **kw):
        print("Left", left)
        super().__init__(**kw)


class Right(Base):
    def __init__(self, right=None, **kw):
        print("Right", right)
        super().__init__(**kw)


class Bottom(Left, Right):
    tag = "bottom"

    def __init__(self, **kw):
        print("Bottom")
        super().__init__(**kw)

    @classmethod
    def make(cls):
        return "Bottom+" + super().make()

    @staticmethod
    def static():
        return super(Bottom, Bottom).static()

    @property
    def prop(self):
        return super().prop + "+Bottom"

    def __getitem__(self, i):
        return super().__getitem__(i) + ("Bottom",)

    def tags(self):
        return self.tag, super().tag, super(Bottom, self).tag, super(Left, self).make()

    def in_nested(self):
        def f():
            return super(Bottom, self).prop
        return f(), [super(Bottom, self).tag for _ in range(2)], (lambda: super(__class__, self).tag)()


b = Bottom(left=1, right=2, other=3)
print(Bottom.make(), Bottom.static(), b.prop, b[5], b.tags(), b.in_nested())


class Setter(Base):
    def __init__(self):
        pass

    def __setattr__(self, name, value):
        super().__setattr__(name, value + 1)

    def __getattribute__(self, name):
        if name == "hooked":
            return "hooked!"
        return super().__getattribute__(name)

    def __new__(cls):
        obj = super().__new__(cls)
        object.__setattr__(obj, "made", True)
        return obj


s = Setter()
s.x = 1
print(s.x, s.hooked, s.made)
print(repr(super(Bottom, b)).replace("__main__.", "").split(" at ")[0], super(Bottom, b).__thisclass__.__name__,
    super(Bottom, b).__self__ is b, super(Bottom, b).__self_class__.__name__)


class Late:
    def f(self):
        return super().nope


def no_class():
    return super()


class NoArgs:
    @staticmethod
    def f():
        return super().x


for f in (lambda: Late().f(), no_class, NoArgs.f, lambda: super(int, "x"), lambda: super(Bottom, 5).tag,
    lambda: super(5, 5), lambda: super(Base, b).nope):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
