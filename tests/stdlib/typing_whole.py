# oracle: 3.14
# typing: forms, type parameters, generic classes, protocols, tuples and dicts with types, unions.
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'stdlib'))
import _statements

sys.stderr = sys.stdout
_statements.each('''
import typing, collections, collections.abc, sys, types, functools, abc, pickle, copy
from typing import *
T = TypeVar('T')
S = TypeVar('S')
KT = TypeVar('KT')
P = ParamSpec('P')
Ts = TypeVarTuple('Ts')
Any, repr(Any), isinstance(1, int)
isinstance(1, Any)
issubclass(int, Any)
class A(Any): pass
A().__class__
Any()
Any[int]
type(Any)()
NoReturn[int]
Never()
isinstance(1, NoReturn)
class B(NoReturn): pass
class B(type(NoReturn)): pass
Self[int]
isinstance(1, Self)
LiteralString[int]
TypeVar('T', int)
TypeVar('T', int, str, bound=int)
TypeVar('T', bound=(int, str))
TypeVar('T', covariant=True, contravariant=True)
TypeVar('T', covariant=True, infer_variance=True)
TypeVar()
TypeVar(5)
TypeVar('T', bound=5)
TypeVar('T', bound='Fwd').__bound__
TypeVar('T', bound=None).__bound__
TypeVar('T', int, str).__constraints__, repr(TypeVar('T', covariant=True)), repr(TypeVar('T', contravariant=True)), TypeVar('T', infer_variance=True).__infer_variance__, repr(TypeVar('T', infer_variance=True))
TypeVar('T', default=int).__default__, TypeVar('T', default=None).__default__, TypeVar('T', default=NoDefault).has_default()
type(NoDefault)()
type(NoDefault)(1)
class V(TypeVar): pass
class V(T): pass
T()
isinstance(1, T)
T.__mro_entries__(())
T == T, T != S, hash(T) == hash(T)
T.x = 1
T.x
pickle.loads(pickle.dumps(T)) is T
P.__name__, P.args, P.kwargs, P.args.__origin__ is P, P.args == P.args, P.args == P.kwargs, ParamSpec('Q', bound=int).__bound__
ParamSpec('P', covariant=True), ParamSpec('P', default=[int]).__default__
class V(P): pass
class V(P.args): pass
class V(ParamSpec): pass
Ts, Ts.__name__, list(Ts), TypeVarTuple('Ts', default=Unpack[Tuple[int]]).__default__
TypeVarTuple()
class V(Ts): pass
class V(Unpack[Ts]): pass
Ts[int]
Unpack[Ts], Unpack[int]
Unpack[int, str]
Unpack[Tuple[int, str]]
class G(Generic[T]): pass
G[int], G[int].__origin__, G[int].__args__, G[int].__parameters__, G.__parameters__, G[T].__parameters__, G[T][str], G[G[T]][int]
G[int, str]
G[()]
G[int][str]
G[5]
G['fwd'].__args__
G[int]()
G[int]().__orig_class__
G[int].foo = 1
G[int].foo
G.foo
G[int].nope
isinstance(1, G[int])
issubclass(int, G[int])
class H(G[T], Generic[T, S]): pass
H[int, str], H.__parameters__, H.__orig_bases__, H.__mro__
class H2(G[T]): pass
H2.__parameters__
class H3(G[int]): pass
H3[int]
H3.__parameters__
class H4(G[T], Generic[S]): pass
class H5(Generic[T], Generic[S]): pass
class H6(Generic[int]): pass
class H7(Generic[T, T]): pass
class H8(Generic): pass
class H9(Generic[()]): pass
Generic[T]()
Generic()
Generic[T][int]
class H10(Generic[*Ts]): pass
H10[int, str], H10[()], H10[*tuple[int, ...]], H10[int, *Ts], H10[*Ts][int, str]
class H11(Generic[T, *Ts]): pass
H11[int], H11[int, str, float]
H11[()]
class H12(Generic[P]): pass
H12[int, str], H12[[int, str]], H12[...], H12[P], H12[Concatenate[int, P]]
H12[5]
H12[()]
class H13(Generic[T, P]): pass
H13[int, [str]], H13[int, ...], H13[T, P][int, [str, float]]
H13[int]
H13[int, str]
class HD(Generic[T, S]): pass
Tt = TypeVar('Tt', default=int)
class HE(Generic[T, Tt]): pass
HE[str], HE[str, float]
class HF(Generic[Tt, T]): pass
Callable[[int], str], Callable[..., str], Callable[[], None], Callable[P, T], Callable[Concatenate[int, P], T], Callable
Callable[int, str]
Callable[int]
Callable[[int, str]]
Callable[()]
Callable[[int], str].__args__, Callable[[int], str].__origin__, Callable[P, T][[int, str], float], Callable[P, T].__parameters__, Callable[[T], S][int, str]
Callable[[T], str][int, str]
isinstance(len, Callable), issubclass(int, Callable)
isinstance(len, Callable[[], int])
Callable[[int], str]()
Optional[int, str]
Optional[()]
Optional
Union[()]
isinstance(1, Union[int, str]), issubclass(int, Union[int, str])
isinstance(1, Union[int, Any])
Literal[1], Literal[1, 'a', None, True], Literal[1, 1], Literal[Literal[1], 2], Literal[1] == Literal[True], Literal[1, 2] == Literal[2, 1], hash(Literal[1, 2]) == hash(Literal[2, 1])
Literal[[]], Literal[{}]
Literal[1].__args__, Literal[int]
Literal[()]
isinstance(1, Literal[1])
Literal[1][2]
ClassVar[int], Final[int], ClassVar[ClassVar[int]]
ClassVar[int, str]
ClassVar[int][str]
ClassVar()
Annotated[int, 1], Annotated[int, 1].__metadata__, Annotated[int, 1].__origin__, Annotated[Annotated[int, 1], 2], Annotated[int, 1] == Annotated[int, 1], Annotated[T, 1][int], Annotated[List[T], 1].__parameters__
Annotated[int]
Annotated[()]
Annotated
Annotated[int, 1]()
Annotated[int, 1].real
Annotated[ClassVar[int], 1]
class AA(Annotated): pass
class AA(Annotated[int, 1]): pass
AA.__mro__
Annotated[*Ts, 1] if 0 else Annotated[5, 1]
List[int], List, List[T][int], list[int], List[int]().__class__, Dict[int, str], Dict, Tuple[int, ...], Tuple[()], Tuple[int, str], Tuple[int, ...].__args__, Tuple, tuple[()], Type[int], Set[int], FrozenSet[int], Deque[int], DefaultDict[int, str], OrderedDict[int, str], Counter[int], ChainMap[int, str], Pattern[str], Match[str]
List[int, str]
Dict[int]
List[()]
Tuple[int, ..., str]
Tuple[...]
List()
Dict()
isinstance([], List), issubclass(list, List), isinstance({}, Dict)
isinstance([], List[int])
class L(List[int]): pass
L.__mro__, L.__orig_bases__
Iterable[int], Iterator[T], Mapping[str, int], Sequence, Generator[int, str, None], AsyncGenerator[int, None], Awaitable[int], Coroutine[int, int, int], ContextManager[int], AsyncContextManager[int], Generator[int], AsyncGenerator[int]
Hashable, Sized, Container[int], Collection[int], Reversible[int], ByteString if 0 else 1, Text, AnyStr, MutableMapping[int, str], MutableSequence[int], MutableSet[int], AbstractSet[int], KeysView[int], ItemsView[int, str], ValuesView[int], MappingView
Hashable[int]
SupportsInt, isinstance(1, SupportsInt), isinstance('', SupportsInt), isinstance(1, SupportsIndex), isinstance(1.0, SupportsRound), isinstance(1, SupportsAbs), isinstance(1, SupportsFloat), isinstance(1j, SupportsComplex), isinstance(b'', SupportsBytes)
NamedTuple('X', [('a', int), ('b', str)])(1, 'x')
class NT(NamedTuple):
    "doc"
    a: int
    b: str = 'q'
    def m(self): return self.a
NT()
NT(1, 2, 3)
class NT2(NamedTuple):
    a: int = 1
    b: str
class NT3(NamedTuple):
    _a: int
class NT4(NamedTuple, int): a: int
class NT5(NamedTuple, Generic[T]): a: T
NT5[int](1), NT5.__parameters__
class NT6(NamedTuple):
    def __new__(cls): pass
NamedTuple('X', a=int)
NamedTuple('X')
NamedTuple('X', None)
NamedTuple()
NamedTuple('X', [('a', 5)])
NamedTuple('X', 'ab')
isinstance(NT(1), NamedTuple)
class TD(TypedDict):
    "doc"
    a: int
    b: NotRequired[str]
class TD2(TD, total=False): c: Required[int]; d: int; e: ReadOnly[int]
TD2.__required_keys__ == {'a', 'c'}, sorted(TD2.__optional_keys__), TD2.__readonly_keys__, sorted(TD2.__annotations__)
isinstance({}, TD)
issubclass(dict, TD)
class TD3(TD, int): x: int
class TD4(TypedDict, metaclass=type): x: int
class TD5(TypedDict): x = 5
class TD6(TypedDict):
    def m(self): pass
TypedDict('X', {'a': int, 'b': 'fwd'}).__annotations__
TypedDict('X', {'a': int}, total=False).__total__
TypedDict('X', a=int)
TypedDict('X')
TypedDict('X', [])
TypedDict()
class TD7(TypedDict, Generic[T]): a: T
TD7[int], TD7[int](a=1), TD7.__parameters__
class TD8(TypedDict, closed=True): a: int
class TD9(TypedDict, foo=True): a: int
is_typeddict(TD), is_typeddict(dict), is_typeddict(TypedDict), is_typeddict(TD7[int])
class U2(NewType('U', int)): pass
isinstance(1, NewType('U', int))
NewType()
class Pr(Protocol):
    x: int
    def m(self): ...
isinstance(1, Pr)
issubclass(int, Pr)
Pr()
@runtime_checkable
class RP(Protocol):
    def m(self): ...
class Impl:
    def m(self): pass
isinstance(Impl(), RP), issubclass(Impl, RP), isinstance(1, RP)
@runtime_checkable
class RPD(Protocol): x: int
isinstance(types.SimpleNamespace(x=1), RPD), isinstance(1, RPD)
issubclass(int, RPD)
@runtime_checkable
class NP: pass
class PG(Protocol[T]): def_ = 1
PG[int], PG.__parameters__, PG.__protocol_attrs__
class PX(Protocol, int): pass
class PX(RP, Protocol): y: int
get_protocol_members(Impl)
class PImpl(RP): pass
PImpl().m
class PN(RP):
    m = None
isinstance(PN(), RP)
class PNon:
    m = None
isinstance(PNon(), RP)
Protocol()
Protocol[int]
Protocol[T, T]
isinstance(1, Protocol)
issubclass(int, Protocol)
cast(int, 'a'), assert_type(1, int), reveal_type
assert_never(1)
overload(lambda x: 1)
overload(lambda x: 1)()
@overload
def ov(a: int): ...
@overload
def ov(a: str): ...
def ov(a): ...
[len(get_overloads(ov)), clear_overloads(), get_overloads(ov)]
final(int) if 0 else final(type('Z', (), {})).__final__
override(lambda s: 1).__override__
no_type_check(lambda x: 1).__no_type_check__
dataclass_transform(eq_default=False)(type('Z', (), {})).__dataclass_transform__
def hints(a: int, b: 'str' = None, *c: List[int], **d: 'List[T]') -> None: pass
get_type_hints(hints)
class Hc: a: int; b: 'Hc'; c: ClassVar['int']
get_type_hints(Hc)
get_type_hints(5)
get_type_hints(len)
get_type_hints(sys)
def bad(x: 'undefined'): pass
get_type_hints(bad)
def bad(x: 'a b'): pass
get_type_hints(bad)
def ann(x: Annotated[int, 1], y: Optional[Annotated[str, 2]] = None): pass
ForwardRef('int'), ForwardRef('int') == ForwardRef('int'), ForwardRef('a.b')
ForwardRef(5)
ForwardRef('int', module='typing')
typing._eval_type if 0 else 1
def fs(x: 5): pass
get_type_hints(fs)
Unpack[TD] if 0 else 1
TypeAliasType('X', int), TypeAliasType('X', List[T], type_params=(T,))[int], TypeAliasType('X', int).__value__, TypeAliasType('X', int).__name__
TypeAliasType('X', int, type_params=5)
TypeAliasType('X')
TypeAliasType('X', int)[int]
type X = list[X]
X.__value__, X, repr(X), X.__module__, X.__type_params__, X.__parameters__
X.__value__ = 5
X | int, isinstance(X, TypeAliasType)
isinstance([], X)
type Y[Q] = list[Q]
Y[int], Y[int].__origin__, Y[int].__args__, Y.__type_params__, Y[int].__value__
Y[int, str]
type Z = undefined_name
Z.__value__
def gen[A1, *B1, **C1](a: A1, *b: *B1) -> A1: pass
gen.__type_params__, gen.__annotations__
class Gc[A1: int, B1: (int, str), C1 = int]: pass
Gc.__type_params__, Gc[int, str], Gc.__type_params__[0].__bound__, Gc.__type_params__[1].__constraints__, Gc.__type_params__[2].__default__, Gc.__orig_bases__, Gc.__parameters__
Gc[int]
IO[str], TextIO, BinaryIO
typing.get_type_hints(NT), get_type_hints(TD), get_type_hints(TD, include_extras=True)
typing.__all__ == sorted(typing.__all__), len(typing.__all__) > 100
collections.abc.Callable[[int], str], collections.abc.Callable[[T], T][int], collections.abc.Callable[..., int], collections.abc.Callable[[int], str].__parameters__
collections.abc.Callable[int, str]
collections.abc.Callable[int]
list[T][int], list[T].__parameters__, dict[T, S][int, str], tuple[T, ...][int], list[int] == list[int], list[int] | None, list[int]().__class__, list[int].__origin__, list[int].__args__, repr(list[int]), list['a'], list[...], tuple[int, *tuple[str, ...]], list[T] == list[S], type[int], hash(list[int]) == hash(list[int])
list[T][int, str]
list[int][str]
isinstance([], list[int])
issubclass(list, list[int])
list[int].x = 1
class Lx(list[int]): pass
Lx.__mro__, Lx.__orig_bases__
types.GenericAlias(list, (int,)), types.GenericAlias(list, int), types.GenericAlias(1, 2), types.GenericAlias(int, ())
types.GenericAlias()
types.GenericAlias(list, (T,))[int]
iter(list[int]).__next__(), next(iter(tuple[int]))
list[int] | list[str], (int | str) | float, int | None, None | int, int | int
int | 5
5 | int
int | 'a'
int | str | None
(int | str)[int]
isinstance(1, int | str), isinstance(None, int | None), issubclass(bool, int | str)
isinstance(1, int | list[int]),
isinstance('', int | list[int])
''')
