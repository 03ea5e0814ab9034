# dataclasses: fields, options, inheritance, replace, what is refused.
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'stdlib'))
import _statements

sys.stderr = sys.stdout
_statements.each('''
import dataclasses, typing, copy, pickle, inspect, sys
from dataclasses import *
@dataclass
class A:
    x: int
    y: str = 'a'
    z: list = field(default_factory=list)
A()
A(1, 2, 3, 4)
A(1, q=2)
hash(A(1))
A(1) < A(2)
A.x
A.y
A.__annotations__
@dataclass
class B:
    x: int = 1
    y: str
@dataclass
class B: x: list = []
@dataclass
class B: x: dict = {}
@dataclass
class B: x: set = set()
@dataclass
class B: x: object = object()
class UnH: __hash__ = None
@dataclass
class B: x: object = UnH()
@dataclass(order=True)
class O: a: int; b: str = ''
O(1) < O(2), O(1) <= O(1), O(2) > O(1), O(1, 'a') >= O(1, 'b'), O(1).__lt__(5)
O(1) < 5
@dataclass(order=True, eq=False)
class O2: a: int
@dataclass(order=True)
class O3:
    a: int
    def __lt__(self, o): pass
@dataclass(frozen=True)
class F: a: int; b: int = 5
F(1).a, hash(F(1)) == hash(F(1)), F(1) == F(1)
f = F(1)
f.a = 2
del f.a
f.zz = 1
del f.zz
FrozenInstanceError.__mro__
@dataclass
class NF(F): c: int = 1
@dataclass(frozen=True)
class NF(A): c: int = 1
@dataclass(frozen=True)
class FF:
    a: int
    def __setattr__(self, n, v): pass
@dataclass(unsafe_hash=True)
class H: a: int
hash(H(1)) == hash(H(1))
@dataclass(unsafe_hash=True)
class H:
    a: int
    def __hash__(self): return 1
@dataclass(eq=False)
class NE: a: int
NE(1) == NE(1), hash(NE(1)) != 0
@dataclass(repr=False, init=False)
class NR: a: int = 1
repr(NR())[:15], NR().a
NR(1)
@dataclass(slots=True)
class S: a: int; b: int = 2
S(1), S.__slots__, S(1).b
S(1).zz = 1
@dataclass(slots=True)
class S2: __slots__ = ('a',); a: int
@dataclass(slots=True, weakref_slot=True)
class S3: a: int
S3.__slots__
@dataclass(weakref_slot=True)
class S4: a: int
@dataclass(slots=True)
class S5(S): c: int = 3
S5.__slots__, S5(1)
@dataclass(slots=True)
class S6:
    a: int
    def m(self): return super().__repr__(), __class__
@dataclass(slots=True, frozen=True)
class S7: a: int
s = S7(1)
s.a = 2
@dataclass(kw_only=True)
class K: a: int; b: int = 1
K(a=1), inspect.signature(K), K.__match_args__
K(1)
@dataclass
class K2:
    a: int
    _: KW_ONLY
    b: int = 1
    c: int
K2(1, c=2), inspect.signature(K2), K2.__match_args__
@dataclass
class K3:
    a: int
    _: KW_ONLY
    b: int
    __: KW_ONLY
    c: int
@dataclass
class K4: a: int = field(kw_only=True); b: int
K4(1, a=2)
@dataclass
class PI:
    a: int
    b: InitVar[int]
    c: InitVar[int] = 5
    d: typing.ClassVar[int] = 7
    def __post_init__(self, b, c): self.s = self.a + b + c
PI(1, 2).b
InitVar[int], InitVar, repr(InitVar[typing.List[int]]), InitVar(int)
@dataclass
class PB: b: InitVar[int] = field(default_factory=int)
@dataclass
class PC: b: typing.ClassVar[int] = field(default_factory=int)
@dataclass
class PC: b: typing.ClassVar[int] = field(default=3)
@dataclass
class I1: a: int = 1; b: int = 2
@dataclass
class I2(I1): a: str = 'z'; c: int = 3
I2(), inspect.signature(I2), I2.__mro__
asdict(A(1)), astuple(A(1)), asdict(A(1), dict_factory=list), astuple(A(1), tuple_factory=list)
asdict(A)
asdict(5)
astuple(5)
@dataclass
class Ne: a: A; l: list; d: dict; t: tuple
asdict(Ne(A(1), [A(2)], {'k': A(3)}, (A(4),))), astuple(Ne(A(1), [A(2)], {'k': A(3)}, (A(4),)))
import collections
NT = collections.namedtuple('NT', 'a b')
asdict(Ne(A(1), NT(1, A(2)), collections.defaultdict(list, q=[A(1)]), collections.OrderedDict(a=1)))
replace(A(1), x=5), replace(A(1), y='q')
replace(A(1), q=1)
replace(5)
replace(PI(1, 2), a=5)
replace(PI(1, 2), a=5, b=1).s
@dataclass
class RI: a: int; b: int = field(init=False, default=9)
replace(RI(1), a=2), inspect.signature(RI)
replace(RI(1), b=2)
is_dataclass(A), is_dataclass(A(1)), is_dataclass(5), is_dataclass(type), is_dataclass(list[int])
make_dataclass('M', ['a', ('b', int), ('c', str, 'x')])(1, 2), make_dataclass('M', 'a b'.split(), namespace={'f': lambda s: s.a})(1, 2).f(), make_dataclass('M', ['a'], bases=(A,)).__mro__[1], make_dataclass('M', ['a'], frozen=True, module='mm').__module__
make_dataclass('M', [5])
make_dataclass('M', ['1a'])
make_dataclass('M', ['for'])
make_dataclass('M', ['a', 'a'])
make_dataclass('M', [('a',)])
fields(5)
@dataclass
class RF: a: int = field(repr=False); b: int = field(compare=False, default=1); c: int = field(hash=False, default=2); d: int = field(init=False, default=3); e: int = field(metadata={'k': 1}, default=4)
RF(1), RF(1) == RF(1, 2), fields(RF)[4].metadata, fields(RF)[0].metadata
fields(RF)[4].metadata['z'] = 1
@dataclass
class Rec: a: object = None
r = Rec()
r.a = r
repr(r)
r == Rec(r) if 0 else 1
@dataclass
class MA: a: int; b: int
match MA(1, 2):
    case MA(1, b=q): print(q)
@dataclass(match_args=False)
class MA2: a: int
MA2.__match_args__
@dataclass
class CA: __match_args__ = ('z',); a: int = 1
CA.__match_args__
dataclass(A) is A, dataclass()(A) is A
dataclass(A, foo=1)
@dataclass
class Gn(typing.Generic[typing.TypeVar('T')]): a: int
Gn[int](1), is_dataclass(Gn[int])
class Descr:
    def __get__(self, i, o): return 'default' if i is None else getattr(i, '_v', 'unset')
    def __set__(self, i, v): i._v = v
@dataclass
class DD: d: int = Descr()
DD().d, DD(5).d, inspect.signature(DD)
@dataclass
class Str: a: 'int'; b: 'ClassVar[int]' = 1; c: 'typing.ClassVar' = 2; d: 'InitVar[int]' = 3
[f.name for f in fields(Str)]
Str.__annotations__
@dataclass
class Self_: self: int; other: int = 1
Self_(5), Self_(self=6)
@dataclass
class Bi: __builtins__: int = 1; BUILTINS: int = 2; _type_a: int = 3; MISSING: int = 4
Bi()
class Base:
    def __init_subclass__(cls, **k): print(k)
@dataclass
class Ub(Base): a: int = 1
@dataclass(eq=True)
class Hs:
    a: int
    __hash__ = object.__hash__
hash(Hs(1)) != 0
@dataclass
class Pd:
    a: int = 0
    @property
    def a(self): return 1
repr(MISSING), type(MISSING).__name__
A.__eq__(A(1), 5), A.__replace__
inspect.getsource(A.__init__) if 0 else 1
@dataclass
class Cl:
    "own doc"
    a: int
@dataclass(init=False)
class NI:
    a: int
    def __init__(self): self.a = 5
NI()
@dataclass
class Us:
    a: int
    def __repr__(self): return 'custom'
Us(1)
@dataclass
class Ueq:
    a: int
    def __eq__(self, o): return True
Ueq(1) == 5, Ueq.__hash__
''')
