# oracle: 3.14
from __future__ import annotations
import typing, collections.abc, sys, types
from typing import (Protocol, runtime_checkable, NamedTuple, TypedDict, get_type_hints, Optional, Union, List, Any, Generic, TypeVar,
   overload, get_overloads, final, override, assert_never, cast, SupportsInt, SupportsIndex, SupportsAbs, SupportsFloat, Required, NotRequired, ReadOnly, Annotated, ClassVar, Callable, Literal, no_type_check, Self, is_typeddict, is_protocol, get_protocol_members, Iterable, Sized, reveal_type, assert_type, NewType, Mapping)
T = TypeVar('T')
@runtime_checkable
class Closer(Protocol):
    def close(self) -> None: ...
class F:
    def close(self): pass
class G: pass
print(isinstance(F(), Closer), isinstance(G(), Closer), issubclass(F, Closer), issubclass(G, Closer))
@runtime_checkable
class Named(Protocol):
    name: str
class N:
    def __init__(self): self.name = 'x'
print(isinstance(N(), Named), isinstance(G(), Named))
try: issubclass(N, Named)
except TypeError as e: print(e)
class P2(Protocol):
    def f(self): ...
try: isinstance(1, P2)
except TypeError as e: print(e)
try: P2()
except TypeError as e: print(e)
class Impl(P2):
    def __init__(self, x): self.x = x
    def f(self): return 1
print(Impl(3).x, Impl(3).f(), Impl.__mro__)
class Proto3(Protocol[T]):
    def get(self) -> T: ...
print(Proto3[int], Proto3.__parameters__, is_protocol(Proto3), get_protocol_members(Closer), is_protocol(Impl))
try:
    class Bad(Protocol, F): pass
except TypeError as e: print(e)
print(isinstance(3, SupportsInt), isinstance('x', SupportsInt), isinstance(3, SupportsIndex), isinstance(-1, SupportsAbs), issubclass(float, SupportsFloat))
class Point(NamedTuple):
    x: int
    y: int = 0
    "doc"
    def norm(self): return self.x + self.y
p = Point(3)
print(p, p.norm(), Point._fields, Point._field_defaults, Point.__annotations__, p._replace(y=5), Point.__bases__, isinstance(p, tuple), p._asdict())
print(Point.__orig_bases__ == (NamedTuple,))
Q = NamedTuple('Q', [('a', int), ('b', str)])
print(Q(1, 'z'), Q.__annotations__, Q.__module__)
try:
    class Z(NamedTuple):
        a: int = 1
        b: str
except TypeError as e: print(e)
class GN(NamedTuple, Generic[T]):
    v: T
print(GN[int](3), GN[int], GN.__mro__)
try: Point()
except TypeError as e: print(e)
class Movie(TypedDict):
    title: str
    year: NotRequired[int]
class Sub(Movie, total=False):
    rating: float
    id: Required[int]
print(Movie(title='x', year=3), sorted(Movie.__required_keys__), Movie.__optional_keys__, sorted(Sub.__required_keys__), sorted(Sub.__optional_keys__), Sub.__total__, Movie.__total__)
print(Movie.__annotations__ if 0 else get_type_hints(Movie), get_type_hints(Movie, include_extras=True), Movie.__mro__, Sub.__orig_bases__)
try: isinstance({}, Movie)
except TypeError as e: print(e)
D = TypedDict('D', {'in': int, 'x-y': str})
print(D.__annotations__, D.__name__, is_typeddict(D), is_typeddict(dict), D.__total__, type(D))
def f(a: int, b: 'Optional[List[str]]' = None, *args: Any, k: Annotated[int, 'meta'] = 1) -> G: ...
def show(hints): print({k: typing.get_args(v) or v for k, v in hints.items()})
show(get_type_hints(f)); show(get_type_hints(f, include_extras=True))
class Node:
    left: Optional[Node]
    children: list[Node]
    c: ClassVar[int] = 3
class Leaf(Node):
    val: int | None
show(get_type_hints(Node)); show(get_type_hints(Leaf))
try: get_type_hints(3)
except TypeError as e: print(e)
def und(x: Undefined): ...
try: get_type_hints(und)
except NameError as e: print(e)
@overload
def h(x: int) -> int: ...
@overload
def h(x: str) -> str: ...
def h(x): return x
print(h(3), len(get_overloads(h)))
@overload
def h2(x: int) -> int: ...
try: h2(1)
except NotImplementedError as e: print(e)
@final
class Fin: pass
print(Fin.__final__)
class O(F):
    @override
    def close(self): pass
print(O.close.__override__)
try: assert_never(3)
except AssertionError as e: print(e)
print(cast(int, 'x'), assert_type(3, int))
UserId = NewType('UserId', int)
print((UserId | None).__args__, (Literal[1] | None).__args__, (List[int] | str).__args__, (T | int).__args__, (int | T).__args__)
print(get_type_hints(N), typing.get_args(Optional[int]))
print(typing.Union[int, str] == typing.Union[str, int], Union[int, int], Union[int, None, str].__args__, Union[Union[int, str], float].__args__)
class S1(Sized, Iterable[T]): 
    def __len__(self): return 0
    def __iter__(self): return iter([])
print(S1[int], len(S1()))
class Abs(typing.Protocol):
    x: int
    @property
    def y(self) -> int: ...
print(sorted(Abs.__protocol_attrs__))
print(sorted(n for n in typing.__all__ if not hasattr(typing, n)))
