# What 3.14 does otherwise than 3.13 in corners of the language: texts, flags of code, exceptions, numbers, order of sets.
# oracle: 3.14
import collections
import inspect
import io
import struct
import sys
import types
import typing
import warnings

warnings.simplefilter('ignore', DeprecationWarning)


def t(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except (Exception, Odd) as e:
            print(type(e).__name__, '|', e)


class Odd(BaseException):
    def __new__(cls, *args):
        return 5


def generator():
    yield 1


# What is thrown has to be an exception, whatever its class makes.
t(lambda: generator().throw(Odd), lambda: generator().throw(ValueError, 1))
for value in 5, 'a', (1, 2), None:
    t(lambda: generator().throw(Odd, value))

# Groups show their exceptions as they are; another kind of sequence shows itself, once.
error = ValueError(1)


class Sequence(collections.abc.Sequence):
    def __init__(self, *items):
        self.items = items

    def __len__(self):
        return len(self.items)

    def __getitem__(self, place):
        return self.items[place]

    def __repr__(self):
        print('asked')
        return f'Sequence{self.items}'


class Other(ExceptionGroup):
    def __new__(cls, message, items, extra):
        return super().__new__(cls, message, items)


for items in [error], (error,), collections.deque([error]), Sequence(error):
    group = ExceptionGroup('m', items)
    t(lambda: group, lambda: group)
group = ExceptionGroup('m', given := [error])
given.append(3)
t(lambda: group, lambda: group.args)
for args in (), (1,), ('q', [2]), ('q', [2], 3):
    group.args = args
    t(lambda: group)
t(lambda: Other('m', [error], 3), lambda: Other('m', [error], 3).args, lambda: ExceptionGroup('m', {1: 2}))
t(lambda: error.add_note(5))

# Flags of code: a docstring, a method.
namespace = {}
text = '''
def documented(): "text"
def generic[T](x: T): "text"
class A:
    def method(self): pass
    def documented(self): "text"
    async def coroutine(self): pass
    def generic[T](self): pass
    called = lambda self: 1
    made = (n for n in ())
    class B:
        def method(self): return lambda: 1
'''


def flags(code):
    print(code.co_name, hex(code.co_flags))
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            flags(constant)


flags(compile(text, 'text', 'exec'))


# The namespace of a class has a cell for annotations.
class Told(dict):
    def __setitem__(self, name, value):
        print(end=name + ' ')
        super().__setitem__(name, value)


class Meta(type):
    @classmethod
    def __prepare__(cls, *args, **named):
        return Told()

    def __new__(cls, name, bases, namespace):
        print('|', *(type(namespace[n]).__name__ for n in ('__classdictcell__',) if n in namespace))
        made = super().__new__(cls, name, bases, namespace)
        assert '__classdictcell__' not in vars(made)
        return made


for body in ('pass', 'x: int', 'def f(self): pass', 'def f(self): super', 'def f(self): return __class__', 'f = lambda: 1',
             'type X = int', 'class I[T]: pass', 'class I:\n  def f(self): pass', 'l = [i for i in ()]', 'if 1: x: int'):
    exec('class X(metaclass=Meta):\n ' + body, {'Meta': Meta})
t(lambda: type('X', (), {'__classdictcell__': 5}))


class NoTruth:
    __bool__ = None


class Text:
    __index__ = __float__ = lambda self: 'a'


class Deep:
    class Imaginary:
        pass


class Complex:
    __complex__ = lambda self: 1j


# Words about arguments.
t(lambda: bool(NoTruth()), lambda: not NoTruth(), lambda: 1 if NoTruth() else 2, lambda: list(filter(None, [NoTruth()])))
t(lambda: [].__mul__(), lambda: 'a'.__mul__(1, 2), lambda: (5).__pow__(), lambda: (5).__rpow__(1, 2, 3),
  lambda: {}.__setitem__(1), lambda: object().__setattr__(1), lambda: property().__get__(), lambda: iter([]).__next__(1),
  lambda: property().__set__(1, 2, 3), lambda: memoryview(b'').__setitem__(1), lambda: object().__str__(1))
t(lambda: max(x=1), lambda: min(x=1), lambda: max(1, x=2), lambda: sys.set_int_max_str_digits(-1), lambda: sys.audit(),
  lambda: sys.audit(5), lambda: sys.audit('a\0'), lambda: io.BytesIO().truncate(2**70))
t(lambda: object.__new__(types.GeneratorType), lambda: object.__new__(type(len)), lambda: object.__new__(types.FrameType),
  lambda: object.__new__(int), lambda: types.FrameType(), lambda: delattr(sys._getframe(), 'f_lineno'))
t(lambda: inspect.signature(ord), lambda: inspect.signature(map), lambda: inspect.signature(int.__round__))
stdin, sys.stdin = sys.stdin, None
t(lambda: input())
sys.stdin = stdin
t(lambda: '__bases__' in dir(list[int]), lambda: '__getattribute__' in vars(list), lambda: '__init__' in vars(KeyError))

# Numbers.
inf = float('inf')
nan = float('nan')
t(lambda: complex(inf, inf) * 1j, lambda: complex(nan, inf) * complex(2, 3), lambda: 1j / complex(inf, inf),
  lambda: complex(inf, nan) / (1 + 1j), lambda: complex(inf, nan) * complex(nan, 0), lambda: complex(1e308, 1e308) * 1e308j,
  lambda: complex(inf, 0) ** 2, lambda: complex(nan, nan) * inf, lambda: complex(Complex(), 3),
  lambda: complex(1, Deep.Imaginary()), lambda: hash(nan) == 0)
t(lambda: (-1).to_bytes(0, signed=True), lambda: (0).to_bytes(0, signed=True), lambda: struct.pack('f', 1e300))

# Constant sets are made once, so their elements stand in the order of any set.
t(lambda: {33, 65, 97}, lambda: {64, 77, 106, 144}, lambda: [n for n in {64, 77, 106, 144}],
  lambda: set([64, 32, 1]) | {33, 65, 97})

# Iterators.


def returning():
    yield 1
    return 'returned'


def end(iterator):
    while True:
        try:
            next(iterator)
        except StopIteration as e:
            return e.value


t(lambda: end(map(str, returning())), lambda: end(map(str, returning(), strict=True)),
  lambda: end(zip(returning(), strict=True)), lambda: end(zip(returning(), [1], strict=True)))
iterator = iter(bytearray(b'abc'))
iterator.__setstate__(-1)
t(lambda: list(iterator))

# Unions take what is no type.
union = int | str
t(lambda: union | 1, lambda: 1 | union, lambda: union | 'a', lambda: 'a' | union, lambda: union | [], lambda: int | 1,
  lambda: int | 'a', lambda: list[int] | 1, lambda: union | (1,), lambda: union | None, lambda: (union | 'x').__args__,
  lambda: iter(union), lambda: typing.TypeAliasType('A', int, type_params=(1,)), lambda: callable(type_alias))
type type_alias = int

# Templates keep the text of an expression as it is written.
name = 1
t(lambda: [i.expression for i in t'{ name = }{name=}{ name+1 !r}{ name :x}'.interpolations])

# Sources in other encodings.
for source in (b'# coding: nope', b'# coding: ascii\n"\xe9"', b'# coding: cp1252\n"\x81"', b'# coding: utf8\n"\xe9"',
               b'"\xe9"', b'# coding: hex'):
    try:
        compile(source, 'file', 'exec')
    except SyntaxError as e:
        print(e.msg, e.lineno, e.offset)
