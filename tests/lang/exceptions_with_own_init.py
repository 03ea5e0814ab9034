# Exceptions whose classes define __init__, made and initialised again and again: their arguments, super() in all its
# ways, what is refused, and __del__ of exceptions.
import gc
import weakref


def show(make):
    # Twice, so that the second call finds what the first has left in caches.
    for _ in range(2):
        try:
            made = make()
        except Exception as error:
            print(' ', type(error).__name__, error)
        else:
            print(' ', type(made).__name__, made.args, vars(made), str(made))


class Coded(Exception):
    def __init__(self, message, code=1, *rest, key=None):
        super().__init__(message)
        self.code = code
        self.rest = rest
        self.key = key


class Derived(Coded):
    def __init__(self, message):
        super().__init__(message, code=7, key='k')
        self.own = True


class Silent(ValueError):
    def __init__(self, a, b):
        self.sum = a + b


class Further(Silent):
    pass


class Lookup(KeyError):
    def __init__(self, name):
        super(Lookup, self).__init__(name, 'further')


class Stop(StopIteration):
    def __init__(self, value):
        super().__init__(value)


class Found(OSError):
    def __init__(self, number):
        super().__init__(number, 'text')
        self.number = number


class Many(ExceptionGroup):
    def __init__(self, message, inner):
        super().__init__(message, inner)
        self.size = len(inner)


class Returning(Exception):
    def __init__(self):
        return 5


class Generating(Exception):
    def __init__(self):
        yield


class Raising(Exception):
    def __init__(self, what):
        raise what


class New(Exception):
    def __new__(cls, *args):
        made = super().__new__(cls, 'from new')
        made.given = args
        return made

    def __init__(self, *args):
        self.seen = self.args


class Keywords(Exception):
    def __init__(self, **named):
        super().__init__(**named)


class Meta(type):
    def __call__(cls, *args):
        made = super().__call__(*args)
        made.by_meta = True
        return made


class Metaclassed(Exception, metaclass=Meta):
    def __init__(self, a):
        super().__init__(a, a)


print('made')
for make in (lambda: Coded('m'), lambda: Coded('m', 2, 3, 4), lambda: Coded(message='m'), lambda: Coded('m', key=0),
             lambda: Coded(*'ab', **{'key': 1}), lambda: Derived('d'), lambda: Silent(1, 2), lambda: Further(1, b=2),
             lambda: Lookup('n'), lambda: Stop(3), lambda: Found(2), lambda: Many('g', [ValueError(1)]),
             lambda: New(1, 2), lambda: Metaclassed(1)):
    show(make)
print('refused')
for make in (Coded, lambda: Coded(1, 2, code=3), lambda: Silent(1), lambda: Silent(1, 2, 3), lambda: Silent(1, 'a'),
             Returning, Generating, lambda: Raising(KeyError('k')), lambda: Keywords(a=1), lambda: Derived(1, 2)):
    show(make)
print('payloads', Stop(3).value, Found(2).errno, Found(2).strerror, Many('g', [ValueError(1)]).exceptions)

print('classes that change')


def make():
    return Coded('x', 5)


show(make)
Coded.__init__ = lambda self, *args: Exception.__init__(self, 'replaced', *args)
show(make)
show(lambda: Derived('d'))
del Coded.__init__
show(make)


class Base(Exception):
    def __init__(self, a):
        super().__init__('base', a)


class Sub(Base):
    def __init__(self, a):
        super().__init__(a)
        self.text = super().__str__()

    def __str__(self):
        return 'sub of ' + super().__str__()

    def again(self):
        return super().again()


for turn in range(4):
    error = Sub(turn)
    print(error.args, error.text, str(error))
    if turn == 1:
        Base.__init__ = lambda self, a: Exception.__init__(self, 'other', a)
    try:
        error.again()
    except AttributeError as missing:
        print(missing)

print('the exception itself')
error = Base('k')
first = error
error.__init__('l')
print(error.args, error is first, Exception.__init__(error), error.args)
try:
    Exception.__init__(error, a=1)
except TypeError as refused:
    print(refused)
super_object = super(Base, error)
super_object.__init__(1, 2, 3)
print(error.args, super_object.__self__ is error, super_object.__self_class__, super_object.args)

print('finalizers')


class Deleted(Exception):
    def __del__(self):
        print('deleted', self.args)


class DeletedWithInit(Deleted):
    def __init__(self, a):
        if a < 0:
            raise ValueError(a)
        super().__init__(a, 'init')


def raises(cls, value):
    try:
        raise cls(value)
    except cls as error:
        print('caught', error.args)


for cls in (Deleted, DeletedWithInit):
    cls(0)
    raises(cls, 1)
try:
    DeletedWithInit(-1)
except ValueError as error:
    print('refused', error)
    error.__traceback__ = None
try:
    DeletedWithInit()
except TypeError as error:
    print(error)
kept = Deleted('cycle')
kept.self = kept
kept = weakref.ref(kept)
print(gc.collect() > 0, kept())


class Revived(Exception):
    def __del__(self):
        revived.append(self)


revived = []
Revived('again')
print(revived, revived.pop().args, revived)
