# Substitution around a TypeVarTuple: by single types, by none, by tuples without an end, by its default.
import typing
from typing import Generic, ParamSpec, Protocol, Tuple, TypeVar, TypeVarTuple, Unpack

T, U = TypeVar("T"), TypeVar("U")
P = ParamSpec("P")
Ts, Us = TypeVarTuple("Ts"), TypeVarTuple("Us")
Ds = TypeVarTuple("Ds", default=Unpack[Tuple[int, str]])


class A(Generic[T, *Ts]):
    pass


class B(Generic[T, *Ds]):
    pass


for text in (
    "Generic[Ts]", "Protocol[Ts]", "Generic[T, Ts]", "Generic[*Ts]", "Protocol[T, *Ts]",
    "Tuple[T, *Ts][int, str, float]", "Tuple[T, *Ts][int]", "Tuple[T, *Ts][()]", "Tuple[T, *Ts, U][int]",
    "Tuple[T, *Ts, U][*tuple[int, ...]]", "Tuple[T, *Ts, U][int, *tuple[int, ...]]",
    "Tuple[T, *Ts, U][int, *tuple[int, ...], str]", "Tuple[T, *Ts][*tuple[int, ...]]", "tuple[T, *Ts][*tuple[int, ...]]",
    "Tuple[*Ts, T][*tuple[int, ...]]", "Tuple[*Ts, T, U][*tuple[int, ...], str]", "Tuple[*Ts][*tuple[int, ...]]",
    "Tuple[T, *Ts][*tuple[int, ...], *tuple[str, ...]]", "Tuple[T, *Ts][*tuple[int, str]]", "Tuple[*Ts][*Us]",
    "A[int]", "A[*tuple[int, ...]]", "A[int, *Us]", "A[*tuple[int, str], float]", "B[int]", "B[int, float]",
    "B[int, float, str]",
):
    try:
        print(text, eval(text))
    except TypeError as error:
        print(text, type(error).__name__, error)
for base in (T, P, Ts, P.args, type(T), type(P.args), type(P.kwargs), typing.NoDefault, type(typing.NoDefault)):
    try:
        type("C", (base,), {}) if isinstance(base, type) else exec("class C(base): pass", {"base": base})
        print(base)
    except TypeError as error:
        print(error)
