# __init_subclass__, metaclasses, __prepare__, class keyword arguments, __class_getitem__.
class Plugin:
    registry = {}

    def __init_subclass__(cls, name=None, **kwargs):
        super().__init_subclass__(**kwargs)
        Plugin.registry[name or cls.__name__] = cls


class A(Plugin):
    pass


class B(Plugin, name="bee"):
    pass


class C(B, name="sea"):
    pass


print({k: v.__name__ for k, v in Plugin.registry.items()})


class Meta(type):
    @classmethod
    def __prepare__(meta, name, bases, **kw):
        print("prepare", name, [b.__name__ for b in bases], kw)
        return {"injected": 1}

    def __new__(meta, name, bases, namespace, **kw):
        print("new", name, sorted(k for k in namespace if not k.startswith("__")), kw)
        return super().__new__(meta, name, bases, dict(namespace))

    def __init__(cls, name, bases, namespace, **kw):
        print("init", cls.__name__)
        super().__init__(name, bases, namespace)

    def __call__(cls, *args):
        print("call", args)
        return super().__call__(*args)

    def __repr__(cls):
        return f"<Meta {cls.__name__}>"

    def __getattr__(cls, name):
        return f"class attribute {name}"

    def __len__(cls):
        return 42

    def __iter__(cls):
        return iter("ab")

    def __getitem__(cls, key):
        return "meta item", key

    def __contains__(cls, x):
        return x == 1

    def shared(cls):
        return "method on " + cls.__name__


class M(metaclass=Meta, option=5):
    x = 2

    def __init__(self, v):
        self.v = v


class N(M):
    pass


print(M, N, M(7).v, M.anything, len(M), list(M), M["k"], 1 in M, M.shared(), type(M).__name__, type(N).__name__,
    M.injected, isinstance(M, Meta), N.__class__.__name__, type(M(1)))
try:
    M(1).shared
except AttributeError as e:
    print(e)


class Generic:
    def __class_getitem__(cls, item):
        return cls.__name__, item


print(Generic[int], Generic[int, str], list[int], dict[str, int], tuple[int, ...], type(list[int]).__name__,
    list[int] == list[int], list[int]([1]), list[int].__origin__, list[int].__args__)
Dynamic = type("Dynamic", (M,), {"y": 3, "m": lambda self: self.y})
print(Dynamic, Dynamic(1).m(), Dynamic.__name__)


class OtherMeta(type):
    pass


class Other(metaclass=OtherMeta):
    pass


for code in ("class Clash(M, Other): pass", "class K(Plugin, nope=1): pass", "class K(object, nope=1): pass",
    "class K(metaclass=5): pass", "class K(*[1]): pass", "type('x', (int, M), {})(5)"):
    try:
        exec(code)
    except TypeError as e:
        print(code, "->", e)


def as_meta(name, bases, namespace):
    return name, bases, namespace["v"]


class Function(metaclass=as_meta):
    v = 1


print(Function)


class MroEntries:
    def __mro_entries__(self, bases):
        return (int,)


class FromEntry(MroEntries()):
    pass


print(FromEntry.__mro__[1], FromEntry(5) + 1, FromEntry.__orig_bases__[0].__class__.__name__)
