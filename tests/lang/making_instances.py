"""`type.__call__` by way of `super`, super in methods of classes and metaclasses, getters of classes."""
import sys


class Meta(type):
    def __call__(cls, *args, **kwargs):
        print('Meta.__call__', cls.__name__, args, kwargs)
        made = super().__call__(*args, **kwargs)
        print('made', type(made).__name__)
        return made


class A(metaclass=Meta):
    def __init__(self, x, y=2):
        print('init', x, y)
        self.x = x


class B(A):
    def __new__(cls, *args):
        print('new', cls.__name__, args)
        return super().__new__(cls)

    def __init__(self, *args):
        super().__init__(*args)


for make in (lambda: A(1), lambda: A(1, y=3), lambda: B(5), lambda: A(), lambda: A(1, z=2),
             lambda: type.__call__(A, 7), lambda: type.__call__(int, '12'), lambda: type.__call__(type, 3),
             lambda: type.__call__(type, 'X', (), {}), lambda: type.__call__(3), lambda: type.__call__(),
             lambda: type.__call__(A, 1, x=2)):
    try:
        print(type(make()).__name__)
    except TypeError as error:
        print(error)
    except AttributeError as error:
        print('AttributeError', error)


class Bad(metaclass=Meta):
    def __init__(self):
        return 5


class Raises(metaclass=Meta):
    def __init__(self):
        raise ValueError('from init')


class Other(metaclass=Meta):
    def __new__(cls):
        return 'other'


class Gen(metaclass=Meta):
    def __init__(self):
        yield 1


for cls in (Bad, Raises, Other, Gen):
    try:
        print(cls())
    except Exception as error:
        print(type(error).__name__, error)


class Singleton(type):
    made = {}

    def __call__(cls, *args):
        if cls not in cls.made:
            cls.made[cls] = super().__call__(*args)
        return cls.made[cls]


class S(metaclass=Singleton):
    def __init__(self, n=0):
        self.n = n


print([S(i).n for i in range(3)], S() is S())


def deep(n):
    class D(metaclass=Meta):
        def __init__(self):
            if n:
                deep(n - 1)
    sys.stdout = open('/dev/null', 'w')
    D()


out = sys.stdout
try:
    deep(10 ** 6)
except RecursionError as error:
    sys.stdout = out
    print('RecursionError')
sys.stdout = out


class Base:
    count = 0

    @classmethod
    def make(cls, *args):
        return 'Base.make', cls.__name__, args

    @staticmethod
    def static(x):
        return 'static', x

    def plain(self):
        return 'plain', self

    @property
    def prop(self):
        return 'prop'


class Derived(Base):
    @classmethod
    def make(cls, *args):
        sup = super()
        print(sup.make(*args), super().static(3), sup.plain('x'), sup.count, type(sup.prop).__name__)
        print(repr(sup).replace(__name__, 'm'))
        return super().make(1)

    @staticmethod
    def static(x):
        try:
            return super().static(x)
        except (TypeError, RuntimeError) as error:
            return str(error)

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        print('subclass', cls.__name__)

    def __class_getitem__(cls, item):
        return cls.__name__, item, super().__thisclass__.__name__


class Last(Derived):
    pass


print(Derived.make(2), Last.make(3), Last().make(4))
print(Derived.static(5), Derived.static(Derived), Derived.static(int), Last[1])


class M1(type):
    def who(cls):
        return 'M1.who', cls.__name__

    @property
    def p(cls):
        return 'M1.p', cls.__name__


class M2(M1):
    def who(cls):
        return super().who(), super().p

    @property
    def p(cls):
        return super().p, 'M2'

    def __new__(mcls, name, bases, namespace):
        cls = super().__new__(mcls, name, bases, namespace)
        cls.tag = name.lower()
        return cls


class X(metaclass=M2):
    pass


for _ in range(3):
    print(X.who(), X.p, X.tag, X.__name__, X.__qualname__, X.__module__, X.__mro__[0].__name__, X.__class__.__name__,
          X.__doc__, X.__bases__, type(X()).__name__)
    X.__name__ += 'x'
    X.__doc__ = 'doc'
for value in (1, 'a', [], None, X(), X, type, len):
    for _ in range(2):
        print(type(value).__name__, value.__class__.__name__, type(value).__module__)


def name(value):
    return type(value).__name__, value.__class__.__qualname__


print([name(v) for v in (1, X(), 2.0, X(), Last(), 1, Base(), [])])
M2.__name__ = 'M3'
print(type(X).__name__, X.__class__.__name__)

