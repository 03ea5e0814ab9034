import typing
from typing import NamedTuple, TypedDict, get_type_hints, Protocol, Generic
def ident[T](x: T) -> T: return x
print(ident.__type_params__, ident(3), ident.__type_params__[0].__bound__)
class Box[T]:
    def __init__(self, v: T): self.v = v
    def map[U](self, f: typing.Callable[[T], U]) -> 'Box[U]': return Box(f(self.v))
print(Box, Box[int], Box.__type_params__, Box.__parameters__, Box.__orig_bases__, Box.__mro__)
print(Box(3).map(str).v, Box[int](4).v)
type Alias = list[int]
type Pair[T] = tuple[T, T]
type Rec = dict[str, Rec] | None
print(Alias, Alias.__value__, Pair, Pair[int], Pair.__type_params__, Pair.__value__, Rec.__value__, type(Alias), Pair[int].__origin__, Pair[int].__args__)
print(Alias | None, Alias.__name__, Alias.__module__)
class C[T: int, *Ts, **P]: pass
print(C.__type_params__, C[int, str, float, [int]], C.__type_params__[0].__bound__)
def g[T: (int, str), U = int](a: T, b: U): ...
t, u = g.__type_params__
print(t.__constraints__, u.__default__, u.has_default(), t.has_default(), t.__default__, t.__bound__, u.__infer_variance__)
class D[T = int]: pass
print(D[()] if 0 else D[str], D.__parameters__)
class Base[T]: pass
class Derived(Base[int]): pass
class Derived2[U](Base[U]): pass
print(Derived.__orig_bases__, Derived2[int], Derived2.__orig_bases__)
try: Alias[int]
except TypeError as e: print(e)
try: Alias()
except TypeError as e: print(e)
def nested[T](x):
    def inner(y: T): return T
    return inner
print(nested(1)(2))
class P[T](Protocol):
    def get(self) -> T: ...
print(P[int], P.__protocol_attrs__)
class Node(NamedTuple):
    val: int
    nxt: 'Node | None' = None
print(Node(1), get_type_hints(Node))
class Node2(NamedTuple):
    val: int
    nxt: "Node2" = None
print(Node2(1))
class TD[T](TypedDict):
    a: T
print(TD[int], TD.__type_params__, TD(a=1))
class NT[T](NamedTuple):
    a: T
print(NT[int], NT(3), NT.__type_params__)
type Fn[**P, R] = typing.Callable[P, R]
print(Fn.__value__, Fn.__parameters__, Fn[[int], str])
type Tup[*Ts] = tuple[int, *Ts]
print(Tup.__value__, Tup.__parameters__, Tup[int, str])
async def ag[T](x: T) -> T: return x
import asyncio
print(asyncio.run(ag(3)))
class Meth:
    def m[T](self, x: T) -> T: return x
    @classmethod
    def c[T](cls, x: T) -> T: return x
print(Meth().m(3), Meth.c(4), Meth.m.__type_params__, Meth.m.__qualname__)
print(tuple[*tuple[int, ...]], *[*tuple[int, str]], list[*tuple[int]] if 0 else '')
T = typing.TypeVar('T'); Ts = typing.TypeVarTuple('Ts')
print(tuple[T, *Ts][int, str, float], dict[T, list[T]][int])
print(isinstance(Alias, typing.TypeAliasType))
A2 = typing.TypeAliasType('A2', list[T], type_params=(T,))
print(A2, A2[int], A2.__value__)
def outer[T]():
    class Inner: 
        x: T
        def f(self) -> T: ...
    return Inner
print(outer().__annotations__, outer().__qualname__)
print(get_type_hints(ident), get_type_hints(Box.map), get_type_hints(Box.__init__))
