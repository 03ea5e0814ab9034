# Corners of the making of classes, and of what their attributes are bound to.
# oracle: 3.14
import types


def attempt(what):
    try:
        print(what())
    except Exception as error:
        print(f'{type(error).__name__}: {error}')
        for note in getattr(error, '__notes__', ()):
            print('  note:', note)


class Empty(type):
    def mro(cls):
        return []


class Forgetful(type):
    def __new__(metacls, name, bases, namespace):
        namespace.pop('__classcell__', None)
        return super().__new__(metacls, name, bases, namespace)


def forgetful():
    class Lost(metaclass=Forgetful):
        def method(self):
            return __class__


class Unnamed:
    __set_name__ = None


attempt(lambda: Empty('Nothing', (), {}))
attempt(forgetful)
attempt(lambda: type('Holder', (), {'attribute': Unnamed()}))
attempt(lambda: type('\ud800', (), {}))


class Plain:
    pass


attempt(lambda: Plain.__abstractmethods__)
attempt(lambda: delattr(Plain, '__abstractmethods__'))

# A special method that is None is called all the same.
for name, use in {'__len__': len, '__bool__': bool, '__index__': [1].__getitem__, '__next__': next}.items():
    attempt(lambda: use(type('Refuses', (), {name: None})()))
attempt(lambda: type('Holder', (), {'attribute': type('NoGet', (), {'__get__': None})()})().attribute)

# Modules can change their class, and have annotations like all that is annotated.
module = types.ModuleType('module')


class Lazy(types.ModuleType):
    @property
    def answer(self):
        return 42

    def __getattr__(self, name):
        return f'{name} made for {self.__name__}'


def through_cache():
    return [module.answer for _ in range(3)]


module.answer = 'plain'
print(through_cache())
del module.answer
module.__class__ = Lazy
print(through_cache(), module.other, type(module).__name__)
attempt(lambda: setattr(module, '__class__', int))
print(module.__annotations__)
module.__annotations__ = {'x': int}
print(module.__annotations__, module.__annotate__)
del module.__annotations__
print(module.__annotations__, types.ModuleType.__new__(types.ModuleType).__dict__)

# Instances can lose their dict.
plain = Plain()
plain.x = 1
del plain.__dict__
print(plain.__dict__)


# Super objects without a receiver are descriptors, and there can be kinds of them.
class Base:
    def greet(self):
        return 'Base'


class Derived(Base):
    def greet(self):
        return self.__above.greet() + ' above Derived'


Derived._Derived__above = super(Derived)
print(Derived().greet())


class Loud(super):
    note = 'class attribute'


loud = Loud(Derived, Derived())
print(loud.greet(), loud.note)
attempt(lambda: super())

# What wrappers pass on.
for wrapper in (staticmethod(len), classmethod(len)):
    print(wrapper.__name__, sorted(wrapper.__dict__))
attempt(lambda: property().__name__)
attempt(lambda: property(len).__get__(None))
attempt(lambda: type('SlottedProperty', (property,), {'__slots__': ()})(attempt.__class__))
attempt(lambda: types.MappingProxyType({}).__ior__({}))
attempt(lambda: (5).__add__(other=1))
attempt(lambda: pow(base=1, other=2))
attempt(lambda: memoryview(b'', 1))
attempt(lambda: 'ab' * 2**62)
attempt(lambda: b'ab' * 2**62)
