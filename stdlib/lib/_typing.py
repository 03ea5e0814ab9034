"""What `typing` has of CPython's core, under the name that it has there."""

from typing import (
    Generic, NoDefault, ParamSpec, ParamSpecArgs, ParamSpecKwargs, TypeAliasType, TypeVar, TypeVarTuple, Union)


def _idfunc(x, /):
    """The argument."""
    return x
