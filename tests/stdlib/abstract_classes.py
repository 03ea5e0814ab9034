# Abstract base classes: old decorators, hooks, what is registered; and wrappers that are derived from.
import abc
import io


class Old(abc.ABC):
    @abc.abstractclassmethod
    def of_class(cls):
        pass

    @abc.abstractstaticmethod
    def static():
        pass

    @abc.abstractproperty
    def attribute(self):
        pass


try:
    Old()
except TypeError as error:
    print(error)


class Wrong(abc.ABC):
    @classmethod
    def __subclasshook__(cls, other):
        return 5


try:
    issubclass(int, Wrong)
except AssertionError:
    print('a hook says True, False or NotImplemented')


class Open(abc.ABC):
    pass


Open.register(int)
print(issubclass(bool, Open), isinstance(5, Open), issubclass(str, Open))
text = io.StringIO()
Open._dump_registry(text)
print(text.getvalue().splitlines()[0])
Open._abc_caches_clear()
Open._abc_registry_clear()
print(isinstance(5, Open))


class Labelled(staticmethod):
    def __init__(self, function, label):
        super().__init__(function)
        self.label = label


class Marked(classmethod):
    def __init__(self, function):
        super().__init__(function)
        self.marked = True


class User:
    answer = Labelled(lambda: 42, 'the answer')
    name = Marked(lambda cls: cls.__name__)


print(User.answer(), User().answer(), User.__dict__['answer'].label)
print(User.name(), User().name(), User.__dict__['name'].marked)
