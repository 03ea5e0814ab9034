# What enumerations are made by, checked by and shown by.
import enum
import inspect
import pickle
import sys
import types


def attempt(what):
    try:
        print(what())
    except Exception as error:
        print(f'{type(error).__name__}: {error}', getattr(error, '__notes__', ''))


class Hooked(enum.Enum):
    def __init_subclass__(cls, /, **keywords):
        super().__init_subclass__()
        print(cls.__name__, list(cls), keywords)


class Colour(Hooked, shade='dark'):
    RED = 1
    BLUE = 2


class Placed(enum.Enum):
    first = enum.auto(), 'a'
    second = enum.auto(), 'b'


print([member.value for member in Placed])
attempt(lambda: setattr(Colour.RED, 'value', 3))
attempt(lambda: enum.Enum('Mixed', {'a': 'x', 'b': enum.auto()}))
attempt(lambda: Colour())
attempt(lambda: enum.Enum(5))
attempt(lambda: type('Bare', (enum.ReprEnum,), type(enum.ReprEnum).__prepare__('Bare', (enum.ReprEnum,))))
print(inspect.signature(Colour), inspect.signature(enum.Enum))


class Wrong:
    def make(self):
        class Bad(int, enum.Enum):
            A = 'q'


attempt(Wrong().make)

Colour.RED._add_alias_('CRIMSON')
Colour.RED._add_value_alias_(10)
print(Colour.CRIMSON, Colour(10), Colour['CRIMSON'])
attempt(lambda: Colour.RED._add_alias_('BLUE'))


@enum._simple_enum(enum.IntFlag)
class Simple:
    A = 1
    B = 2


class Checked(enum.IntFlag):
    A = 1
    B = 2


enum._test_simple_enum(Checked, Simple)
print(Simple.A | Simple.B, enum.bin(5), enum.bin(-3, 4), enum.show_flag_values(6), list(enum._iter_bits_lsb(6)))


class Named(enum.Flag):
    ONE = 1
    MORE = 6


attempt(lambda: enum.verify(enum.NAMED_FLAGS)(Named))
attempt(lambda: enum.verify(enum.CONTINUOUS, enum.UNIQUE)(Checked))
attempt(lambda: enum.verify(enum.UNIQUE)(5))
print(enum.EnumCheck.UNIQUE, repr(enum.KEEP), list(enum.FlagBoundary))

constants = types.ModuleType('constants')
constants.__dict__.update(C_ONE=1, C_TWO=2, other=3)
sys.modules['constants'] = constants
converted = enum.IntEnum._convert_('Converted', 'constants', lambda name: name.startswith('C_'))
print(list(converted), repr(constants.C_TWO), converted.__module__, constants.Converted is converted)
print(pickle.loads(pickle.dumps(constants.C_ONE)) is constants.C_ONE)
