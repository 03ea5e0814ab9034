import typing, types, collections.abc
from typing import (
    Any, NoReturn, Never, Self, LiteralString, Generic, TypeVar, ParamSpec, TypeVarTuple, List, Dict, Tuple, Type, Callable,
    Concatenate, Literal, ClassVar, Final, Annotated, Union, Optional, NewType, Mapping, get_origin, get_args, Unpack,
    Iterable, Generator, AsyncGenerator, Awaitable, DefaultDict, OrderedDict, Counter, Deque, ChainMap, AnyStr, Text,
    TYPE_CHECKING, IO, TextIO, ForwardRef)
T = TypeVar('T'); KT = TypeVar('KT'); S = TypeVar('S', int, str); B = TypeVar('B', bound=int, covariant=True)
P = ParamSpec('P'); Ts = TypeVarTuple('Ts')
print(T, S, B, P, Ts, S.__constraints__, B.__bound__)
print(List[int], Dict[str, T], Dict[str, T][int], Tuple[int, ...], Tuple[()], Type[int], Callable[[int, str], T], Callable[..., int], Callable[P, int])
print(Callable[P, T][[int, str], bool], Callable[P, T][..., bool])
print(Callable[Concatenate[int, P], T])
print(Literal[1, 'a', None], Literal[1, Literal[2, 3]], Literal[1] == Literal[1], Literal[True] == Literal[1])
print(ClassVar[int], Final[int], Annotated[int, 'x', 5], Annotated[Annotated[int, 1], 2])
print(Any, NoReturn, Never, Self, LiteralString)
class Stack(Generic[T]):
    def __init__(self): self.items = []
    def push(self, x: T) -> None: self.items.append(x)
print(Stack, Stack[int], Stack[int]().__orig_class__, Stack.__parameters__, Stack.__orig_bases__)
class Pair(Generic[T, KT]): pass
print(Pair[int, str], Pair[T, int][str], Pair.__mro__)
class Sub(Pair[int, T]): pass
print(Sub[str], Sub.__parameters__)
for f in [lambda: Stack[int, str], lambda: Pair[int], lambda: Sub[1,2], lambda: Generic[int], lambda: Generic[T,T], lambda: Any(), lambda: isinstance(1, Any), lambda: isinstance(1, List[int]), lambda: List[int][str], lambda: List[int,str], lambda: Optional[int, str], lambda: Final[int][str], lambda: Self[int], lambda: Never(), lambda: isinstance(1, Never), lambda: TypeVar('X', int), lambda: Callable[int], lambda: Callable[int, int], lambda: List(), lambda: Literal, lambda: ClassVar[ClassVar[int]], lambda: Union[()], lambda: Annotated[int]]:
    try: print(f())
    except TypeError as e: print('TypeError', e)
try:
    class X(Any): pass
    print(X(), X.__mro__) if 0 else print(X.__mro__)
except TypeError as e: print(e)
for src in ['class X(NoReturn): pass', 'class X(Generic): pass', 'class X(TypeVar("T")): pass', 'class X(Literal[1]): pass', 'class X(NewType("U", int)): pass','class X(Generic[T], Generic[KT]): pass', 'class X(List[T], Generic[KT]): pass', 'class X(ClassVar[int]): pass']:
    try: exec(src)
    except TypeError as e: print(src, '->', e)
class MyList(List[int]): pass
print(MyList.__mro__, MyList.__orig_bases__)
class MyMap(Mapping[str, T]): 
    def __getitem__(self, k): return k
    def __len__(self): return 0
    def __iter__(self): return iter(())
print([c.__name__ for c in MyMap.__mro__], MyMap[int])
print(get_origin(List[int]), get_args(Dict[str, int]), get_origin(Union[int, str]) is Union, get_args(Callable[[int], str]), get_args(Annotated[int, 1]), get_origin(Annotated[int,1]), get_origin(Literal[1]), get_origin(int), get_args(int), get_origin(list[int]), get_origin(Generic[T]), get_origin(Generic), get_args(Literal[1,2]), get_origin(P.args) is P)
UserId = NewType('UserId', int)
print(UserId, UserId(5), UserId.__name__, UserId.__supertype__)
print(P.args, P.kwargs)
class Arr(Generic[*Ts]): pass
print(Arr[int, str], Arr.__parameters__, Arr[()], Arr[*tuple[int, ...]] if 0 else '')
class Arr2(Generic[T, *Ts]): pass
print(Arr2[int, str, float], Arr2.__parameters__)
class Z(Generic[T, P]): pass
print(Z[int, [str, bool]], Z[int, ...], Z[int, P])
class Z1(Generic[P]): pass
print(Z1[int, str], Z1[[int, str]], Z1[...])
print(Unpack[Ts], tuple[Unpack[Ts]], Tuple[Unpack[Ts]][int, str])
print(Iterable[int], Generator[int, None, str], Generator[int], AsyncGenerator[int, None], Awaitable[int], DefaultDict[str, int], OrderedDict[str, int], Counter[str], Deque[int], ChainMap[str, int])
print(List, Dict, Callable, Tuple, Iterable, issubclass(list, List), isinstance([], List), isinstance({}, Mapping))
print(List[int] == List[int], hash(List[int]) == hash(List[int]), List[int] == list[int])
print(AnyStr, Text, TYPE_CHECKING, IO, TextIO, IO[str])
print(repr(ForwardRef('X')), List['X'])
print(Optional[List[T]][int] == Optional[List[int]])

# Subscriptions are remembered.
from typing import Annotated, Callable, Dict, Generic, List, Literal, Tuple, TypeVar

_T = TypeVar("_T")


class Remembered(Generic[_T]):
    pass


class AlsoRemembered[T]:
    pass


print(Remembered[int] is Remembered[int], AlsoRemembered[int] is AlsoRemembered[int], List[int] is List[int],
      Dict[str, int] is Dict[str, int], Tuple[int, ...] is Tuple[int, ...], Literal[1] is Literal[1],
      Literal[1] is Literal[True], Callable[[int], str] is Callable[[int], str], Annotated[int, 1] is Annotated[int, 1],
      Annotated[int, []] is Annotated[int, []], list[int] is list[int], Remembered[_T][int] is Remembered[_T][int])
for call in (lambda: TypeVar("T", foo=1), lambda: Literal.__class__ and __import__("typing").TypeAliasType("X", int, 3),
             lambda: __import__("typing").TypeAliasType("X", int, foo=1)):
    try:
        call()
    except TypeError as e:
        print(e)

# Names that packages which extend `typing` take from it.
import os
print(os.PathLike[str], typing._eval_type(typing.ForwardRef("list[int]"), globals(), {}, ()))
print(typing._overload_dummy.__name__, "_is_protocol" in typing.EXCLUDED_ATTRIBUTES, "_fields" in typing._prohibited)


@typing._tp_cache
def remembered(x):
    print("asked", x)
    return x


print(remembered(1), remembered(1), remembered([]), remembered([]))
