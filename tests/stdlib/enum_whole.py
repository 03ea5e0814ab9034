# oracle: 3.14
# enum: members, flags, values made by auto, mixed-in types, what is refused.
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'stdlib'))
import _statements

sys.stderr = sys.stdout
_statements.each('''
import enum, pickle, copy, sys
from enum import *
class C(Enum):
    R = 1
    G = 2
    B = 3
    ALIAS = 1
C(9)
C['X']
C.X
C.R.G
C.R = 5
del C.R
C.R.value = 5
C.R.name = 'x'
C.R.foo = 1
C.R.foo
C.R < C.G
C()
C(1, 2)
C.__call__(1)
class D(C): pass
class D(C): Z = 1
class E2(Enum): pass
class E3(E2): X = 1
E3.X, E2(1)
Enum('F', 'a b c').a, Enum('F', 'a,b').b, Enum('F', ['a', 'b'])['b'], Enum('F', {'a': 5}).a.value, Enum('F', [('a', 7)]).a.value, Enum('F', 'a', start=5).a.value, Enum('F', 'a', module='m').__module__, Enum('F', 'a', qualname='q.F').__qualname__, Enum('F', 'a', type=int).a + 1, Enum('F', ())
Enum('F', 5)
C('F', 'a')
class Dup(Enum):
    A = 1
    A = 2
@unique
class U(Enum):
    A = 1
    B = 1
@verify(UNIQUE)
class U(Enum):
    A = 1
    B = 1
@verify(CONTINUOUS)
class U(Enum):
    A = 1
    B = 5
@verify(NAMED_FLAGS)
class U(Flag):
    A = 1
    B = 6
class Au(Enum):
    A = auto()
    B = auto()
    C = 'x'
    D = auto()
class Au(Enum):
    def _generate_next_value_(name, start, count, last): return name.lower(), start, count, last
    A = auto()
    B = auto()
list(Au)
class Au(Enum):
    A = auto()
    def _generate_next_value_(name, start, count, last): return 1
class AuS(StrEnum):
    AbC = auto()
    D = 'd'
AuS.AbC, str(AuS.AbC), AuS.D == 'd', AuS('d'), f'{AuS.D:>3}', AuS.D.upper(), repr(AuS.D), '%s' % AuS.D
class Bad(StrEnum): A = 1
class Bad(StrEnum): A = b'a', 5
class SE(StrEnum): A = b'abc', 'ascii'
SE.A
class I(IntEnum):
    A = 1
    B = 2
I.A + 1, I.A == 1, I.A < I.B, str(I.A), repr(I.A), f'{I.A}', f'{I.A:05}', I(1), int(I.A), [1, 2][I.A - 1], I.A | I.B, isinstance(I.A, int), '%d' % I.A, '%s' % I.A, hash(I.A) == hash(1), I.A.real, I.A.numerator
I(5)
I('a')
class F(Flag):
    A = auto()
    B = auto()
    C = auto()
    AB = A | B
F.A | F.B, F.A & F.B, F.A ^ F.AB, ~F.A, F.AB, F(0), F(7), F(3) is F.AB, list(F), list(F.AB), len(F.AB), F.A in F.AB, F.AB in F.A, bool(F(0)), F.A.value, (F.A | F.C).name, F(5), repr(F(5)), str(F(5)), F.A | F.C == F(5), list(F.__members__), F['AB'], F(0).name, repr(F(0)), str(F(0)), hash(F.A) == hash(1)
F(8)
F(-1), F(-2)
F('a')
F.A | 1
1 in F, 8 in F
class FB(Flag, boundary=KEEP): A = 1
FB(9), FB(9).value, repr(FB(8)), list(FB(9)), FB.A | FB(8), ~FB.A, ~FB(9)
class FC(Flag, boundary=CONFORM): A = 1
FC(9)
class FE(Flag, boundary=EJECT): A = 1
FE(9), type(FE(9))
class FS(Flag, boundary=STRICT): A = 1
FS(9)
class IF(IntFlag):
    A = 1
    B = 2
    M = 12
IF.A | 8, IF.A | IF.B, ~IF.A, IF(3), IF(16), IF.A + 1, IF.A == 1, str(IF.A), repr(IF.A), f'{IF.A | IF.B}', repr(IF.A | IF.B), str(IF(0)), IF.A & 5, IF.A ^ 3, 1 | IF.A, -IF.A, IF.A in IF(3), list(IF(7)), IF(-1), IF.A << 1, list(IF)
class Pl(Enum):
    A = (1, 2)
    B = (3, 4)
    def __init__(self, x, y): self.x = x; self.y = y
    @property
    def s(self): return self.x + self.y
    @classmethod
    def mk(cls): return cls.A
    @staticmethod
    def st(): return 5
Pl.A.s, Pl.mk(), Pl.st(), Pl.A.x, Pl((1, 2)), Pl(1, 2), repr(Pl.A)
class Vn(bytes, Enum):
    def __new__(cls, v, l): o = bytes.__new__(cls, [v]); o._value_ = v; o.label = l; return o
    A = (1, 'one')
Vn.A.label, Vn.A.value, Vn(1), bytes(Vn.A), repr(Vn.A)
class Mi(Enum):
    A = 1
    @classmethod
    def _missing_(cls, v): return cls.A if v == 'a' else None
Mi('a')
Mi('b')
class Mi(Enum):
    A = 1
    @classmethod
    def _missing_(cls, v): return 5
Mi('b')
class Mi(Enum):
    A = 1
    @classmethod
    def _missing_(cls, v): raise KeyError('zz')
Mi('b')
class Ig(Enum):
    _ignore_ = ['x', 'y']
    x = 1; y = 2
    A = x + y
list(Ig), hasattr(Ig, 'x')
class Ig(Enum):
    _ignore_ = 'A'
    A = 1
class Ig(Enum):
    _ignore_ = '_x'
    _x_ = 1
class Res(Enum): mro = 1
class Res(Enum): _foo_ = 1
class Res(Enum): __foo = 1; A = 2
list(Res), Res._Res__foo
class Od(Enum):
    _order_ = 'A B'
    A = 1
    B = 2
class Od(Enum):
    _order_ = 'B A'
    A = 1
    B = 2
class Ds(Enum):
    A = 1
    class Inner: pass
    def f(self): pass
    g = nonmember(5)
    h = member(lambda: 1)
list(Ds), Ds.g, Ds.h, Ds.Inner
class Pr(Enum):
    A = 1
    @enum.property
    def foo(self): return 'foo' + self.name
Pr.A.foo
Pr.foo
class Pr2(Enum):
    A = 1
    value = 5
class Nm(Enum):
    name = 1
    value = 2
Nm.name, Nm.name.name, Nm.value.value
class NE(Enum):
    A = 1
    __reduce_ex__ = enum.pickle_by_enum_name if hasattr(enum, 'pickle_by_enum_name') else None
pickle.loads(pickle.dumps(NE.A)) is NE.A
EnumMeta is EnumType, EnumType.__call__
C.__contains__('a'), C.__iter__, C.__len__()
class Mx(int, Enum):
    A = 1
    B = '0x10', 16
Mx.A + 1, Mx.B, Mx.A.value, str(Mx.A), repr(Mx.A), f'{Mx.A}', format(Mx.A, 'x')
class Mx(str, Enum): A = 'a'
str(Mx.A), f'{Mx.A}', Mx.A == 'a', Mx.A.upper(), repr(Mx.A), '%s' % Mx.A
class Mx(str, Enum):
    A = 'a'
    __str__ = str.__str__
str(Mx.A), f'{Mx.A}'
class Mx(Enum, int): A = 1
class Fl(float, Enum): PI = 3.14
Fl.PI + 1, repr(Fl.PI), f'{Fl.PI:.1f}', Fl(3.14)
class Dt(Enum):
    def __new__(cls): v = len(cls.__members__) + 1; o = object.__new__(cls); o._value_ = v; return o
    A = ()
    B = ()
list(Dt)
class Eq(Enum):
    A = 1
    def __eq__(self, o): return True
hash(Eq.A)
class UnH(Enum):
    A = [1]
    B = {2: 3}
UnH([1]), UnH.A, UnH({2: 3}), UnH.A in UnH, [1] in UnH
import dataclasses
@dataclasses.dataclass
class Fo: a: int
class DE(Fo, Enum): X = 5
DE.X, DE.X.a, repr(DE.X)
@enum.global_enum
class GE(Enum): QQQ = 1
repr(GE.QQQ), str(GE.QQQ)
@enum.global_enum
class GF(IntFlag): QQ1 = 1; QQ2 = 2
repr(GF.QQ1 | GF.QQ2), str(GF.QQ1)
enum.show_flag_values(7), enum.bin(5), enum.bin(-5), enum.bin(5, 8)
class Sub(Enum):
    def __init_subclass__(cls, **k): print('init_sub', cls.__name__, k); super().__init_subclass__()
pass
class M2(EnumType):
    pass
class WithM(Enum, metaclass=M2): A = 1
WithM.A, type(WithM)
class Hidden(Enum):
    A = 1
    B: int = 2
    C: int
list(Hidden), Hidden.__annotations__
simple = enum._simple_enum(Enum)(type('Simp', (), {'A': 1, 'B': 2}))
list(simple)
class Comp(Enum):
    A = 1
    def __lt__(self, o): return self.value < o.value
Comp.A < Comp.A
match C.R:
    case C.G: print('g')
    case C.R: print('r')
C.R.__init__, C.R.__reduce_ex__(2), C.__reduce__ if 0 else 1
class Alias(Enum):
    A = 1
C.R._add_alias_ if hasattr(C.R, '_add_alias_') else 0
class Ad(Enum):
    A = 1
Ad.A._add_alias_('BB')
Ad.BB is Ad.A, Ad['BB']
Ad.A._add_value_alias_(7)
Ad(7)
Ad.A._add_alias_('A')
help
class Doc(Enum):
    "my doc"
    A = 1
EnumCheck, FlagBoundary, list(EnumCheck), list(FlagBoundary), enum.__all__
''')
