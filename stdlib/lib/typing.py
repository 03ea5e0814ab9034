"""Support for type hints (PEP 484 and its successors)."""

import collections.abc
import functools
import sys
import types
from _types import _as_built_in
from abc import ABCMeta, abstractmethod
from annotationlib import ForwardRef
from types import GenericAlias, MethodDescriptorType, MethodWrapperType, UnionType as Union, WrapperDescriptorType

__all__ = [
    'Annotated', 'Any', 'Callable', 'ClassVar', 'Concatenate', 'Final', 'ForwardRef', 'Generic', 'Literal', 'Optional',
    'ParamSpec', 'Protocol', 'Tuple', 'Type', 'TypeVar', 'TypeVarTuple', 'Union', 'AbstractSet', 'Container',
    'ContextManager', 'Hashable', 'ItemsView', 'Iterable', 'Iterator', 'KeysView', 'Mapping', 'MappingView',
    'MutableMapping', 'MutableSequence', 'MutableSet', 'Sequence', 'ByteString', 'Sized', 'ValuesView', 'Awaitable',
    'AsyncIterator',
    'AsyncIterable', 'Coroutine', 'Collection', 'AsyncGenerator', 'AsyncContextManager', 'Reversible', 'SupportsAbs',
    'SupportsBytes', 'SupportsComplex', 'SupportsFloat', 'SupportsIndex', 'SupportsInt', 'SupportsRound', 'ChainMap',
    'Counter', 'Deque', 'Dict', 'DefaultDict', 'List', 'OrderedDict', 'Set', 'FrozenSet', 'NamedTuple', 'TypedDict',
    'Generator', 'BinaryIO', 'IO', 'Match', 'Pattern', 'TextIO', 'AnyStr', 'assert_type', 'assert_never', 'cast',
    'clear_overloads', 'dataclass_transform', 'evaluate_forward_ref', 'final', 'get_args', 'get_origin',
    'get_overloads', 'get_protocol_members', 'get_type_hints', 'is_protocol', 'is_typeddict', 'LiteralString', 'Never',
    'NewType', 'no_type_check', 'no_type_check_decorator', 'NoDefault', 'NoReturn', 'NotRequired', 'overload',
    'override', 'ParamSpecArgs', 'ParamSpecKwargs', 'ReadOnly', 'Required', 'reveal_type', 'runtime_checkable', 'Self',
    'Text', 'TYPE_CHECKING', 'TypeAlias', 'TypeGuard', 'TypeIs', 'TypeAliasType', 'Unpack']

TYPE_CHECKING = False
Text = str


# What types are made of: conversion and checks of arguments, their parameters, their text.

def _is_dunder(name):
    return name.startswith('__') and name.endswith('__')


def _type_convert(arg, module=None, *, allow_special_forms=False, owner=None):
    if arg is None:
        return type(None)
    if isinstance(arg, str):
        return _make_forward_ref(arg, module=module, is_class=allow_special_forms, owner=owner)
    return arg


def _make_forward_ref(arg, **kwargs):
    """A forward reference; SyntaxError at once if the text is no expression."""
    reference = ForwardRef(arg, **kwargs)
    _ = reference.__forward_code__
    return reference


def _type_check(arg, msg, is_argument=True, module=None, *, allow_special_forms=False, owner=None):
    """The type that `arg` stands for; TypeError if there can be none."""
    arg = _type_convert(arg, module, allow_special_forms=allow_special_forms, owner=owner)
    if isinstance(arg, _GenericAlias):
        refused = (Generic, Protocol)
        if not allow_special_forms:
            refused += (ClassVar, Final) if is_argument else (ClassVar,)
        if any(arg.__origin__ is form for form in refused):
            raise TypeError(f'{arg} is not valid as type argument')
    if arg in (Any, LiteralString, NoReturn, Never, Self, TypeAlias):
        return arg
    if allow_special_forms and arg in (ClassVar, Final):
        return arg
    if isinstance(arg, _SpecialForm) or arg in (Generic, Protocol):
        raise TypeError(f'Plain {arg} is not valid as type argument')
    if type(arg) is tuple:
        raise TypeError(f'{msg} Got {arg!r:.100}.')
    return arg


def _union_argument(arg):
    """What a union holds for `arg`."""
    return _type_check(arg, 'Union[arg, ...]: each arg must be a type.')


def _caller(depth=1):
    try:
        return sys._getframe(depth + 1).f_globals.get('__name__', '__main__')
    except ValueError:
        return None


def _type_repr(obj):
    """A type argument as a program writes it."""
    if isinstance(obj, tuple):
        return '[' + ', '.join(_type_repr(item) for item in obj) + ']'
    if obj is ...:
        return '...'
    if isinstance(obj, (type, types.FunctionType)) and not isinstance(obj, GenericAlias):
        if obj.__module__ == 'builtins':
            return obj.__qualname__
        return f'{obj.__module__}.{obj.__qualname__}'
    return repr(obj)


def _is_param_expr(arg):
    return (arg is ... or isinstance(arg, (tuple, list, ParamSpec))
            or isinstance(arg, _ConcatenateGenericAlias)
            or isinstance(arg, _GenericAlias) and arg.__origin__ is Concatenate)


def _collect_parameters(args, *, enforce_default_ordering=True):
    """The type parameters in `args`, in order of first appearance."""
    found = []

    def add(parameter):
        if parameter in found:
            return
        if enforce_default_ordering and hasattr(parameter, 'has_default') and not parameter.has_default():
            for earlier in found:
                if hasattr(earlier, 'has_default') and earlier.has_default():
                    raise TypeError(f'Type parameter {parameter!r} without a default follows type parameter with a '
                                    'default')
        found.append(parameter)

    for arg in args:
        if isinstance(arg, type) and not isinstance(arg, GenericAlias):
            continue
        if isinstance(arg, (tuple, list)):
            for parameter in _collect_parameters(arg, enforce_default_ordering=False):
                add(parameter)
        elif hasattr(arg, '__typing_subst__'):
            add(arg)
        else:
            for parameter in getattr(arg, '__parameters__', ()):
                add(parameter)
    return tuple(found)


def _is_unpacked_typevartuple(arg):
    return not isinstance(arg, type) and getattr(arg, '__typing_is_unpacked_typevartuple__', False)


def _unpacked_args(arg):
    """The arguments of an unpacked tuple type; None for anything else."""
    if isinstance(arg, type) and not isinstance(arg, GenericAlias):
        return None
    return getattr(arg, '__typing_unpacked_tuple_args__', None)


def _unpack_args(args):
    flat = []
    for arg in args:
        inner = _unpacked_args(arg)
        if inner is not None and not (inner and inner[-1] is ...):
            flat.extend(inner)
        else:
            flat.append(arg)
    return tuple(flat)


def _deduplicate(values):
    seen = []
    for value in values:
        if value not in seen:
            seen.append(value)
    return seen


def _value_and_type(values):
    return [(value, type(value)) for value in values]


def _tp_cache(function=None, /, *, typed=False):
    """Remembers what a subscription gave, if its arguments can be hashed; if `typed`, equal values of other types
    differ."""
    if function is None:
        return functools.partial(_tp_cache, typed=typed)
    cache = functools.lru_cache(typed=typed)(function)

    @functools.wraps(function)
    def inner(*args):
        try:
            return cache(*args)
        except TypeError:
            # They have no hash; or the function raises it again.
            pass
        return function(*args)

    return inner


def _substitute(args, by_parameter):
    """Type arguments with the type parameters replaced."""
    result = []
    for old in args:
        if isinstance(old, type) and not isinstance(old, GenericAlias):
            result.append(old)
            continue
        subst = getattr(old, '__typing_subst__', None)
        if subst is not None:
            new = subst(by_parameter[old])
        elif isinstance(old, (tuple, list)):
            new = type(old)(_substitute(old, by_parameter))
        else:
            inner = []
            for parameter in getattr(old, '__parameters__', ()):
                value = by_parameter[parameter]
                if isinstance(parameter, TypeVarTuple):
                    inner.extend(value)
                else:
                    inner.append(value)
            new = old[tuple(inner)] if inner or getattr(old, '__parameters__', ()) else old
            if isinstance(new, tuple) and _is_unpacked_typevartuple(old):
                result.extend(new)
                continue
        if _is_unpacked_typevartuple(old) and isinstance(new, tuple):
            result.extend(new)
        else:
            result.append(new)
    return result


def _bind_parameters(alias, args):
    """The values of an alias's type parameters, by parameter."""
    parameters = alias.__parameters__
    for place, parameter in enumerate(parameters):
        prepare = getattr(parameter, '__typing_prepare_subst__', None)
        if prepare is not None:
            args = prepare(alias, args)
        if place >= len(args):
            raise TypeError(f'Too few arguments for {alias}; actual {len(args)}, expected at least {place + 1}')
    if len(args) > len(parameters):
        raise TypeError(f'Too many arguments for {alias}; actual {len(args)}, expected {len(parameters)}')
    return dict(zip(parameters, args))


def _subscript_native(alias, args):
    """The arguments of a built-in generic alias such as `list[T]` after subscription."""
    return tuple(_substitute(alias.__args__, _bind_parameters(alias, _unpack_args(_type_convert(a) for a in args))))


# Special forms.

class _Final:
    """No class can be derived from one of these."""

    __slots__ = ('__weakref__',)

    def __init_subclass__(cls, /, *args, **kwds):
        if '_root' not in kwds:
            raise TypeError('Cannot subclass special typing classes')


class _NotIterable:
    __slots__ = ()
    __iter__ = None


class _SpecialForm(_Final, _NotIterable, _root=True):
    """A name that means something to type checkers; the function says what its subscription gives."""

    def __init__(self, getitem):
        self._getitem = getitem
        self._name = getitem.__name__
        self.__doc__ = getitem.__doc__

    def __getattr__(self, item):
        if item in ('__name__', '__qualname__'):
            return self._name
        raise AttributeError(item)

    def __mro_entries__(self, bases):
        raise TypeError(f'Cannot subclass {self!r}')

    def __repr__(self):
        return 'typing.' + self._name

    def __reduce__(self):
        return self._name

    def __call__(self, *args, **kwds):
        raise TypeError(f'Cannot instantiate {self!r}')

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __instancecheck__(self, obj):
        raise TypeError(f'{self} cannot be used with isinstance()')

    def __subclasscheck__(self, cls):
        raise TypeError(f'{self} cannot be used with issubclass()')

    @_tp_cache
    def __getitem__(self, parameters):
        return self._getitem(self, parameters)


class _TypedCacheSpecialForm(_SpecialForm, _root=True):
    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        return self._getitem(self, *parameters)


class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError('typing.Any cannot be used with isinstance()')
        return super().__instancecheck__(obj)

    def __repr__(self):
        return 'typing.Any' if self is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    """Special type indicating an unconstrained type."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError('Any cannot be instantiated')
        return super().__new__(cls)


def _unsubscriptable(doc):
    def make(name):
        def getitem(self, parameters):
            raise TypeError(f'{self} is not subscriptable')
        getitem.__name__ = name
        getitem.__doc__ = doc
        return _SpecialForm(getitem)
    return make


NoReturn = _unsubscriptable('The return type of functions that never return.')('NoReturn')
Never = _unsubscriptable('The bottom type, which has no members.')('Never')
Self = _unsubscriptable('The class that encloses the annotation.')('Self')
LiteralString = _unsubscriptable('An arbitrary literal string.')('LiteralString')
TypeAlias = _unsubscriptable('Marks an assignment as a type alias.')('TypeAlias')


def _form_of_one_type(name, doc, message, allow_special_forms=False):
    def getitem(self, parameters):
        item = _type_check(parameters, message.format(self=self), allow_special_forms=allow_special_forms)
        return _GenericAlias(self, (item,))
    getitem.__name__ = name
    getitem.__doc__ = doc
    return _SpecialForm(getitem)


_ONE_TYPE = '{self} accepts only single type.'
ClassVar = _form_of_one_type('ClassVar', 'Marks class variables.', _ONE_TYPE, True)
Final = _form_of_one_type('Final', 'Marks final names: they are not assigned to again.', _ONE_TYPE, True)
TypeGuard = _form_of_one_type('TypeGuard', 'The return type of a type predicate function.', _ONE_TYPE)
TypeIs = _form_of_one_type('TypeIs', 'The return type of a narrowing type predicate function.', _ONE_TYPE)
_ONE_TYPE_ONLY = '{self._name} accepts only a single type.'
Required = _form_of_one_type('Required', 'Marks a TypedDict key as required.', _ONE_TYPE_ONLY, True)
NotRequired = _form_of_one_type('NotRequired', 'Marks a TypedDict key as possibly missing.', _ONE_TYPE_ONLY, True)
ReadOnly = _form_of_one_type('ReadOnly', 'Marks an item of a TypedDict as read-only.', _ONE_TYPE_ONLY, True)


@_SpecialForm
def Optional(self, parameters):
    """Optional[X] is equivalent to Union[X, None]."""
    arg = _type_check(parameters, f'{self} requires a single type.')
    return Union[arg, type(None)]


@_TypedCacheSpecialForm
@_tp_cache(typed=True)
def Literal(self, *parameters):
    """Says that the value is one of the given literals."""
    flat = []
    for parameter in parameters:
        if isinstance(parameter, _LiteralGenericAlias):
            flat.extend(parameter.__args__)
        else:
            flat.append(parameter)
    try:
        flat = [value for value, _ in _deduplicate(_value_and_type(flat))]
    except TypeError:
        pass
    return _LiteralGenericAlias(self, tuple(flat))


@_SpecialForm
def Concatenate(self, parameters):
    """Joins parameters of a function with those that a ParamSpec stands for."""
    if parameters == ():
        raise TypeError('Cannot take a Concatenate of no types.')
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    if not (parameters[-1] is ... or isinstance(parameters[-1], ParamSpec)):
        raise TypeError('The last parameter to Concatenate should be a ParamSpec variable or ellipsis.')
    msg = 'Concatenate[arg, ...]: each arg must be a type.'
    parameters = (*(_type_check(p, msg) for p in parameters[:-1]), parameters[-1])
    return _ConcatenateGenericAlias(self, parameters)


@_SpecialForm
def Unpack(self, parameters):
    """Unpacks a tuple of types, as `*` does."""
    item = _type_check(parameters, f'{self} accepts only single type.')
    return _UnpackGenericAlias(self, (item,))


@_TypedCacheSpecialForm
@_tp_cache(typed=True)
def Annotated(self, *params):
    """Adds metadata to a type: `Annotated[T, x]` is `T` to type checkers."""
    if len(params) < 2:
        raise TypeError('Annotated[...] should be used with at least two arguments (a type and an annotation).')
    if _is_unpacked_typevartuple(params[0]):
        raise TypeError('Annotated[...] should not be used with an unpacked TypeVarTuple')
    origin = _type_check(params[0], 'Annotated[t, ...]: t must be a type.', allow_special_forms=True)
    return _AnnotatedAlias(origin, tuple(params[1:]))


# Type parameters.

class NoDefaultType:
    """The type of the NoDefault singleton."""

    __slots__ = ()

    def __init_subclass__(cls, **kwds):
        raise TypeError("type 'NoDefaultType' is not an acceptable base type")

    def __new__(cls, *args, **kwargs):
        if args or kwargs:
            raise TypeError('NoDefaultType takes no arguments')
        return _no_default or super().__new__(cls)

    def __repr__(self):
        return 'typing.NoDefault'

    def __reduce__(self):
        return 'NoDefault'


_no_default = None
NoDefault = _no_default = NoDefaultType()
NoDefaultType.__module__ = 'builtins'


def _refuse_positional(function, takes, excess):
    if excess:
        given = takes + len(excess)
        plural = '' if takes == 1 else 's'
        raise TypeError(f'{function}() takes exactly {takes} positional argument{plural} ({given} given)')


def _refuse_keywords(function, unknown):
    for name in unknown:
        raise TypeError(f'{function}() got an unexpected keyword argument {name!r}')


class _ConstEvaluator:
    """What computes a value that is known: `evaluate_bound` and its like of parameters made by a call."""

    def __init__(self, value):
        self._value = value

    def __call__(self, format, /):
        if not isinstance(format, int):
            raise TypeError(f"'{type(format).__name__}' object cannot be interpreted as an integer")
        if format == 4:
            from annotationlib import type_repr
            if isinstance(self._value, tuple):
                return f'({", ".join(map(type_repr, self._value))}{"," if len(self._value) == 1 else ""})'
            return type_repr(self._value)
        return self._value

    def __repr__(self):
        return f'<constevaluator {self._value!r}>'


_unnamed = object()


class _TypeParameter:
    """What all kinds of type parameters share. `_evaluate_default` is called when the default is asked for."""

    def __init_subclass__(cls, /, final=True, **kwds):
        if cls.__module__ != 'typing':
            raise TypeError(f"type 'typing.{cls.__mro__[1].__name__}' is not an acceptable base type")

    def __set_common(self, name, default, module):
        if name is _unnamed:
            raise TypeError(f"{type(self).__name__.lower()}() missing required argument 'name' (pos 1)")
        if not isinstance(name, str):
            raise TypeError(f"{type(self).__name__.lower()}() argument 'name' must be str, not {type(name).__name__}")
        self._name = name
        self._default = default
        self._evaluate_default = self._default_evaluator = None
        if module is not None and module != 'typing':
            self.__module__ = module

    @property
    def __name__(self):
        return self._name

    @property
    def __default__(self):
        if self._evaluate_default is not None:
            self._default = self._evaluate_default(1)
            self._evaluate_default = None
        return self._default

    def has_default(self):
        """Is there a default?"""
        return self._evaluate_default is not None or self._default is not NoDefault

    @property
    def evaluate_default(self):
        if self._default_evaluator is not None:
            return self._default_evaluator
        return None if self._default is NoDefault else _ConstEvaluator(self._default)

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __reduce__(self):
        return self.__name__

    def __mro_entries__(self, bases):
        raise TypeError(f'Cannot subclass an instance of {type(self).__name__}')

    def _variance_text(self):
        if self.__infer_variance__:
            return self.__name__
        return ('+' if self.__covariant__ else '-' if self.__contravariant__ else '~') + self.__name__

    def _set_variance(self, covariant, contravariant, infer_variance):
        if covariant and contravariant:
            raise ValueError('Bivariant types are not supported.')
        if infer_variance and (covariant or contravariant):
            raise ValueError('Variance cannot be specified with infer_variance.')
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self.__infer_variance__ = bool(infer_variance)


class TypeVar(_TypeParameter):
    """Type variable."""

    def __init__(self, name=_unnamed, *constraints, bound=None, default=NoDefault, covariant=False, contravariant=False,
                 infer_variance=False, **unknown):
        _refuse_keywords('typevar', unknown)
        self._TypeParameter__set_common(name, default, _caller())
        self._set_variance(covariant, contravariant, infer_variance)
        if constraints and bound is not None:
            raise TypeError('Constraints cannot be combined with bound=...')
        if len(constraints) == 1:
            raise TypeError('A single constraint is not allowed')
        msg = 'TypeVar(name, constraint, ...): constraints must be types.'
        self._constraints = tuple(_type_check(t, msg) for t in constraints)
        self._bound = None if bound is None else _type_check(bound, 'Bound must be a type.')
        self._evaluate_bound = self._evaluate_constraints = None
        self._bound_evaluator = self._constraints_evaluator = None

    @property
    def evaluate_bound(self):
        if self._bound_evaluator is not None:
            return self._bound_evaluator
        return None if self._bound is None else _ConstEvaluator(self._bound)

    @property
    def evaluate_constraints(self):
        if self._constraints_evaluator is not None:
            return self._constraints_evaluator
        return _ConstEvaluator(self._constraints) if self._constraints else None

    @property
    def __bound__(self):
        if self._evaluate_bound is not None:
            self._bound = self._evaluate_bound(1)
            self._evaluate_bound = None
        return self._bound

    @property
    def __constraints__(self):
        if self._evaluate_constraints is not None:
            self._constraints = self._evaluate_constraints(1)
            self._evaluate_constraints = None
        return self._constraints

    def __typing_subst__(self, arg):
        arg = _type_check(arg, 'Parameters to generic types must be types.')
        if (isinstance(arg, _GenericAlias) and arg.__origin__ is Unpack
                or isinstance(arg, GenericAlias) and arg.__unpacked__):
            raise TypeError(f'{arg} is not valid as type argument')
        return arg

    def __typing_prepare_subst__(self, alias, args):
        return _with_default(self, alias, args)

    def __repr__(self):
        return self._variance_text()


def _with_default(parameter, alias, args):
    """The arguments, with the parameter's default if they end before it."""
    index = alias.__parameters__.index(parameter)
    if index < len(args) or not parameter.has_default():
        return args
    return (*args, parameter.__default__)


class TypeVarTuple(_TypeParameter):
    """A type variable that stands for any number of types."""

    def __init__(self, name=_unnamed, *excess, default=NoDefault, **unknown):
        _refuse_positional('typevartuple', 1, excess)
        _refuse_keywords('typevartuple', unknown)
        self._TypeParameter__set_common(name, default, _caller())

    def __iter__(self):
        yield Unpack[self]

    def __typing_subst__(self, arg):
        raise TypeError('Substitution of bare TypeVarTuple is not supported')

    def __typing_prepare_subst__(self, alias, args):
        parameters = alias.__parameters__
        index = parameters.index(self)
        for parameter in parameters[index + 1:]:
            if isinstance(parameter, TypeVarTuple):
                raise TypeError(f'More than one TypeVarTuple parameter in {alias}')
        before, after = index, len(parameters) - index - 1
        # An unpacked tuple of any length feeds the parameters around this one too.
        endless, item = None, None
        for at, arg in enumerate(args):
            inner = _unpacked_args(arg)
            if inner and len(inner) == 2 and inner[1] is ...:
                if endless is not None:
                    raise TypeError('More than one unpacked arbitrary-length tuple argument')
                endless, item = at, inner[0]
        if endless is not None:
            before, after = min(before, endless), min(after, len(args) - endless - 1)
        elif before + after > len(args):
            raise TypeError(f'Too few arguments for {alias}; actual {len(args)}, expected at least {before + after}')
        end = len(args) - after
        middle = args[before:end]
        if not middle and self.has_default():
            default = self.__default__
            middle = _unpack_args(default if isinstance(default, (tuple, list)) else (default,))
        missing_before = index - before
        # As CPython has it: what precedes the endless tuple counts twice.
        missing_after = len(parameters) - index - 1 - after - before
        return (*args[:before], *[item] * missing_before, tuple(middle), *[item] * missing_after, *args[end:])

    def __mro_entries__(self, bases):
        raise TypeError('Cannot subclass an instance of TypeVarTuple')

    def __repr__(self):
        return self.__name__


class ParamSpec(_TypeParameter):
    """A type variable that stands for the parameters of a function."""

    def __init__(self, name, *, bound=None, default=NoDefault, covariant=False, contravariant=False,
                 infer_variance=False):
        self._TypeParameter__set_common(name, default, _caller())
        self._set_variance(covariant, contravariant, infer_variance)
        self.__bound__ = _type_check(bound, 'Bound must be a type.')

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)

    def __typing_subst__(self, arg):
        if isinstance(arg, (list, tuple)):
            return tuple(_type_check(a, 'Expected a type.') for a in arg)
        if not _is_param_expr(arg):
            raise TypeError(f'Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got {arg}')
        return arg

    def __typing_prepare_subst__(self, alias, args):
        parameters = alias.__parameters__
        index = parameters.index(self)
        if index == len(args) and self.has_default():
            args = (*args, self.__default__)
        if index >= len(args):
            raise TypeError(f'Too few arguments for {alias}')
        if len(parameters) == 1 and not _is_param_expr(args[0]):
            return (tuple(args),)
        if isinstance(args[index], list):
            return (*args[:index], tuple(args[index]), *args[index + 1:])
        return args

    def __repr__(self):
        return self._variance_text()


class _ParamSpecPart:
    def __init__(self, origin):
        self.__origin__ = origin

    def __eq__(self, other):
        return type(self) is type(other) and self.__origin__ == other.__origin__

    def __hash__(self):
        return hash((type(self), self.__origin__))

    def __mro_entries__(self, bases):
        raise TypeError(f'Cannot subclass an instance of {type(self).__name__}')

    def __repr__(self):
        return f'{self.__origin__.__name__}.{self._part}'


class ParamSpecArgs(_ParamSpecPart):
    """The args for a ParamSpec object."""
    _part = 'args'

    def __init_subclass__(cls, **kwds):
        raise TypeError("type 'typing.ParamSpecArgs' is not an acceptable base type")


class ParamSpecKwargs(_ParamSpecPart):
    """The kwargs for a ParamSpec object."""
    _part = 'kwargs'

    def __init_subclass__(cls, **kwds):
        raise TypeError("type 'typing.ParamSpecKwargs' is not an acceptable base type")


class TypeAliasType:
    """A type alias, as a `type` statement makes it."""

    def __init_subclass__(cls, **kwds):
        raise TypeError("type 'typing.TypeAliasType' is not an acceptable base type")

    def __init__(self, name=_unnamed, value=_unnamed, *excess, type_params=(), **unknown):
        _refuse_positional('typealias', 2, excess)
        _refuse_keywords('typealias', unknown)
        for given, what, position in ((name, 'name', 1), (value, 'value', 2)):
            if given is _unnamed:
                raise TypeError(f"typealias() missing required argument '{what}' (pos {position})")
        if not isinstance(name, str):
            raise TypeError(f"typealias() argument 'name' must be str, not {type(name).__name__}")
        if not isinstance(type_params, tuple):
            raise TypeError('type_params must be a tuple')
        for param in type_params:
            if not isinstance(param, (TypeVar, TypeVarTuple, ParamSpec)):
                raise TypeError(f'Expected a type param, got {param!r}')
        _make_alias(self, name, type_params, None, value, _caller())

    @property
    def __value__(self):
        if self._evaluate is not None:
            value = self._evaluate(1)
            object.__setattr__(self, '_value', value)
            object.__setattr__(self, '_evaluate', None)
        return self._value

    @property
    def evaluate_value(self):
        return self._evaluate or _ConstEvaluator(self._value)

    @property
    def __parameters__(self):
        return tuple(p for t in self.__type_params__ for p in (t if isinstance(t, TypeVarTuple) else (t,)))

    def __getitem__(self, item):
        if not self.__type_params__:
            raise TypeError('Only generic type aliases are subscriptable')
        return GenericAlias(self, item)

    def __setattr__(self, name, value):
        if name in ('__name__', '__type_params__'):
            raise AttributeError('readonly attribute')
        if name in ('__value__', '__parameters__', '__module__'):
            raise AttributeError(f"attribute {name!r} of 'typing.TypeAliasType' objects is not writable")
        raise AttributeError(f"'typing.TypeAliasType' object has no attribute {name!r} "
                             'and no __dict__ for setting new attributes')

    def __delattr__(self, name):
        self.__setattr__(name, None)

    def __iter__(self):
        yield Unpack[self]

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __reduce__(self):
        return self.__name__

    def __repr__(self):
        return self.__name__


def _make_alias(alias, name, type_params, evaluate, value, module):
    for key, part in (('__name__', name), ('__type_params__', type_params), ('_evaluate', evaluate),
                      ('_value', value), ('__module__', module)):
        object.__setattr__(alias, key, part)
    return alias


for _class in (TypeVar, TypeVarTuple, ParamSpec, ParamSpecArgs, ParamSpecKwargs, TypeAliasType, NoDefaultType):
    _as_built_in(_class)
del _class


# What the language's own syntax for type parameters and aliases calls.

def _parameter_of_syntax(cls, name):
    parameter = cls.__new__(cls)
    parameter._TypeParameter__set_common(name, NoDefault, _caller(2))
    if cls is not TypeVarTuple:
        parameter._set_variance(False, False, True)
    return parameter


def _type_var(name):
    parameter = _parameter_of_syntax(TypeVar, name)
    parameter._bound, parameter._constraints = None, ()
    parameter._evaluate_bound = parameter._evaluate_constraints = None
    parameter._bound_evaluator = parameter._constraints_evaluator = None
    return parameter


def _type_var_with_bound(name, evaluate):
    parameter = _type_var(name)
    parameter._evaluate_bound = parameter._bound_evaluator = evaluate
    return parameter


def _type_var_with_constraints(name, evaluate):
    parameter = _type_var(name)
    parameter._evaluate_constraints = parameter._constraints_evaluator = evaluate
    return parameter


def _param_spec(name):
    parameter = _parameter_of_syntax(ParamSpec, name)
    parameter.__bound__ = None
    return parameter


def _type_var_tuple(name):
    return _parameter_of_syntax(TypeVarTuple, name)


def _set_type_param_default(parameter, evaluate):
    parameter._evaluate_default = parameter._default_evaluator = evaluate
    return parameter


def _subscript_generic(parameters):
    return Generic[tuple(Unpack[p] if isinstance(p, TypeVarTuple) else p for p in parameters)]


def _type_alias(name, type_params, evaluate):
    return _make_alias(TypeAliasType.__new__(TypeAliasType), name, type_params or (), evaluate, None, _caller())


# Generic aliases.

class _BaseGenericAlias(_Final, _root=True):
    """A generic type, with or without arguments. Attributes that are not special are the origin's."""

    def __init__(self, origin, *, inst=True, name=None):
        self._inst = inst
        self._name = name
        self.__origin__ = origin
        self.__slots__ = None

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(f'Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead')
        result = self.__origin__(*args, **kwargs)
        try:
            result.__orig_class__ = self
        # Objects without room for it do without.
        except Exception:
            pass
        return result

    def __mro_entries__(self, bases):
        entries = []
        if self.__origin__ not in bases:
            entries.append(self.__origin__)
        # One `Generic` among the bases is enough, and the last of them.
        later = bases[bases.index(self) + 1:]
        if not any(isinstance(b, _BaseGenericAlias) or isinstance(b, type) and issubclass(b, Generic) for b in later):
            entries.append(Generic)
        return tuple(entries)

    def __getattr__(self, attr):
        if attr in ('__name__', '__qualname__'):
            return self._name or self.__origin__.__name__
        if '__origin__' in self.__dict__ and not _is_dunder(attr):
            return getattr(self.__origin__, attr)
        raise AttributeError(attr)

    def __setattr__(self, attr, value):
        if _is_dunder(attr) or attr in ('_name', '_inst', '_nparams', '_defaults'):
            super().__setattr__(attr, value)
        else:
            setattr(self.__origin__, attr, value)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        raise TypeError('Subscripted generics cannot be used with class and instance checks')

    def __dir__(self):
        return list(set(super().__dir__() + [attr for attr in dir(self.__origin__) if not _is_dunder(attr)]))


class _GenericAlias(_NotIterable, _BaseGenericAlias, _root=True):
    """A generic type with arguments: `Mapping[str, T]`."""

    def __init__(self, origin, args, *, inst=True, name=None):
        super().__init__(origin, inst=inst, name=name)
        if not isinstance(args, tuple):
            args = (args,)
        self.__args__ = args
        self.__parameters__ = _collect_parameters(args, enforce_default_ordering=origin in (Generic, Protocol))
        if not name:
            self.__module__ = origin.__module__

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    @_tp_cache
    def __getitem__(self, args):
        if self.__origin__ in (Generic, Protocol):
            raise TypeError(f'Cannot subscript already-subscripted {self}')
        if not self.__parameters__:
            raise TypeError(f'{self} is not a generic class')
        if not isinstance(args, tuple):
            args = (args,)
        by_parameter = _bind_parameters(self, _unpack_args(_type_convert(a) for a in args))
        return self.copy_with(tuple(_substitute(self.__args__, by_parameter)))

    def copy_with(self, args):
        """The same generic type with other arguments."""
        return self.__class__(self.__origin__, args, name=self._name, inst=self._inst)

    def __repr__(self):
        name = 'typing.' + self._name if self._name else _type_repr(self.__origin__)
        inside = ', '.join(_type_repr(a) for a in self.__args__) if self.__args__ else '()'
        return f'{name}[{inside}]'

    def __reduce__(self):
        origin = globals()[self._name] if self._name else self.__origin__
        args = tuple(self.__args__)
        if len(args) == 1 and not isinstance(args[0], tuple):
            args, = args
        import operator
        return operator.getitem, (origin, args)

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, _SpecialForm):
            raise TypeError(f'Cannot subclass {self!r}')
        if self._name:
            return super().__mro_entries__(bases)
        if self.__origin__ is Generic:
            if Protocol in bases:
                return ()
            for base in bases[bases.index(self) + 1:]:
                if isinstance(base, _BaseGenericAlias) and base is not self:
                    return ()
        return (self.__origin__,)


class _SpecialGenericAlias(_NotIterable, _BaseGenericAlias, _root=True):
    """A class of another module that can be subscripted here: `List`."""

    def __init__(self, origin, nparams, *, inst=True, name=None, defaults=()):
        if name is None:
            name = origin.__name__
        super().__init__(origin, inst=inst, name=name)
        self._nparams = nparams
        self._defaults = defaults
        prefix = '' if origin.__module__ == 'builtins' else origin.__module__ + '.'
        self.__doc__ = f'A generic version of {prefix}{origin.__qualname__}.'

    @_tp_cache
    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        if not self._nparams:
            raise TypeError(f'{self} is not a generic class')
        msg = 'Parameters to generic types must be types.'
        params = tuple(_type_check(p, msg) for p in params)
        if self._defaults and len(params) < self._nparams:
            params += self._defaults[len(params) - self._nparams:]
        if len(params) != self._nparams:
            least = f'at least {self._nparams - len(self._defaults)}' if self._defaults else self._nparams
            raise TypeError(f'Too {"many" if len(params) > self._nparams else "few"} arguments for {self}; '
                            f'actual {len(params)}, expected {least}')
        return self.copy_with(params)

    def copy_with(self, params):
        return _GenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __repr__(self):
        return 'typing.' + self._name

    def __subclasscheck__(self, cls):
        if isinstance(cls, _SpecialGenericAlias):
            return issubclass(cls.__origin__, self.__origin__)
        if not isinstance(cls, _GenericAlias):
            return issubclass(cls, self.__origin__)
        return super().__subclasscheck__(cls)

    def __reduce__(self):
        return self._name

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class _TupleType(_SpecialGenericAlias, _root=True):
    @_tp_cache
    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        if len(params) >= 2 and params[-1] is ...:
            msg = 'Tuple[t, ...]: t must be a type.'
            return self.copy_with((*(_type_check(p, msg) for p in params[:-1]), ...))
        msg = 'Tuple[t0, t1, ...]: each t must be a type.'
        return self.copy_with(tuple(_type_check(p, msg) for p in params))


class _CallableType(_SpecialGenericAlias, _root=True):
    def copy_with(self, params):
        return _CallableGenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __getitem__(self, params):
        # A list of parameters cannot be hashed; a tuple of them means the same.
        if isinstance(params, tuple) and len(params) == 2 and isinstance(params[0], list):
            params = (tuple(params[0]), params[1])
        return self._subscribed(params)

    @_tp_cache
    def _subscribed(self, params):
        if not isinstance(params, tuple) or len(params) != 2:
            raise TypeError('Callable must be used as Callable[[arg, ...], result].')
        args, result = params
        result = _type_check(result, 'Callable[args, result]: result must be a type.')
        if args is ...:
            return self.copy_with((..., result))
        if not isinstance(args, (tuple, list)):
            return self.copy_with((args, result))
        return self.copy_with((*map(_type_convert, args), result))


class _CallableGenericAlias(_GenericAlias, _root=True):
    def copy_with(self, args):
        flat = []
        for arg in args[:-1]:
            if isinstance(arg, tuple):
                flat.extend(arg)
            else:
                flat.append(arg)
        return type(self)(self.__origin__, (*flat, args[-1]), name=self._name, inst=self._inst)

    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and _is_param_expr(args[0]):
            return super().__repr__()
        return f'typing.Callable[[{", ".join(map(_type_repr, args[:-1]))}], {_type_repr(args[-1])}]'

    def __reduce__(self):
        import operator
        args = self.__args__
        if not (len(args) == 2 and _is_param_expr(args[0])):
            args = list(args[:-1]), args[-1]
        return operator.getitem, (Callable, args)


class _LiteralGenericAlias(_GenericAlias, _root=True):
    def __eq__(self, other):
        if not isinstance(other, _LiteralGenericAlias):
            return NotImplemented
        return set(_value_and_type(self.__args__)) == set(_value_and_type(other.__args__))

    def __hash__(self):
        return hash(frozenset(_value_and_type(self.__args__)))

    def __repr__(self):
        return f'typing.Literal[{", ".join(map(_type_repr, self.__args__)) or "()"}]'


class _ConcatenateGenericAlias(_GenericAlias, _root=True):
    def copy_with(self, params):
        if isinstance(params[-1], (list, tuple)):
            return (*params[:-1], *params[-1])
        if isinstance(params[-1], _ConcatenateGenericAlias):
            params = (*params[:-1], *params[-1].__args__)
        return super().copy_with(params)


class _UnpackGenericAlias(_GenericAlias, _root=True):
    def __repr__(self):
        return 'typing.Unpack[' + _type_repr(self.__args__[0]) + ']'

    def __getitem__(self, args):
        if self.__typing_is_unpacked_typevartuple__:
            return args
        return super().__getitem__(args)

    @property
    def __typing_unpacked_tuple_args__(self):
        arg, = self.__args__
        if isinstance(arg, (_GenericAlias, GenericAlias)):
            if arg.__origin__ is not tuple:
                raise TypeError('Unpack[...] must be used with a tuple type')
            return arg.__args__
        return None

    @property
    def __typing_is_unpacked_typevartuple__(self):
        return isinstance(self.__args__[0], TypeVarTuple)


class _AnnotatedAlias(_GenericAlias, _root=True):
    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            metadata = origin.__metadata__ + metadata
            origin = origin.__origin__
        super().__init__(origin, origin, name='Annotated')
        self.__metadata__ = metadata

    def copy_with(self, params):
        return type(self)(params[0], self.__metadata__)

    def __repr__(self):
        return f'typing.Annotated[{_type_repr(self.__origin__)}, {", ".join(map(repr, self.__metadata__))}]'

    def __reduce__(self):
        import operator
        return operator.getitem, (Annotated, (self.__origin__, *self.__metadata__))

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))

    def __getattr__(self, attr):
        if attr in ('__name__', '__qualname__'):
            return 'Annotated'
        return super().__getattr__(attr)

    def __mro_entries__(self, bases):
        return self.__origin__.__mro_entries__(bases) if hasattr(self.__origin__, '__mro_entries__') else (
            self.__origin__,)


# Generic classes.

def _generic_class_getitem(cls, params):
    if not isinstance(params, tuple):
        params = (params,)
    params = tuple(_type_convert(p) for p in params)
    if cls in (Generic, Protocol):
        if not params:
            raise TypeError(f'Parameter list to {cls.__qualname__}[...] cannot be empty')
        for param in params:
            stands_alone = hasattr(param, '__typing_subst__') and not isinstance(param, TypeVarTuple)
            if not (stands_alone or _is_unpacked_typevartuple(param)):
                raise TypeError(f'Parameters to {cls.__name__}[...] must all be type variables or parameter '
                                'specification variables.')
        if len(set(params)) != len(params):
            raise TypeError(f'Parameters to {cls.__name__}[...] must all be unique')
        return _GenericAlias(cls, params)
    given = len(params)
    for param in getattr(cls, '__parameters__', ()):
        prepare = getattr(param, '__typing_prepare_subst__', None)
        if prepare is not None:
            params = prepare(cls, params)
    parameters = getattr(cls, '__parameters__', ())
    if not parameters:
        raise TypeError(f'{cls} is not a generic class')
    if len(params) != len(parameters):
        expected = len(parameters)
        if len(params) < expected:
            expected = f'at least {sum(not p.has_default() for p in parameters)}'
        raise TypeError(f'Too {"many" if len(params) > len(parameters) else "few"} arguments for {cls}; '
                        f'actual {given}, expected {expected}')
    flat = []
    for param, value in zip(parameters, params):
        if isinstance(param, TypeVarTuple):
            flat.extend(value)
        elif isinstance(param, ParamSpec):
            flat.append(tuple(value) if isinstance(value, list) else value)
        else:
            flat.append(value)
    return _GenericAlias(cls, tuple(flat))


# Generic classes are subscripted before the class is there.
Protocol = None


class Generic:
    """Abstract base class for generic types."""

    __slots__ = ()

    @_tp_cache
    def __class_getitem__(cls, params):
        return _generic_class_getitem(cls, params)

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        bases = cls.__dict__.get('__orig_bases__')
        plain = Generic in (cls.__bases__ if bases is None else bases)
        if plain and cls.__name__ != 'Protocol' and not isinstance(cls, _TypedDictMeta):
            raise TypeError('Cannot inherit from plain Generic')
        parameters = ()
        if bases is not None:
            parameters = _collect_parameters(bases)
            declared = None
            for base in bases:
                if isinstance(base, _GenericAlias) and base.__origin__ is Generic:
                    if declared is not None:
                        raise TypeError('Cannot inherit from Generic[...] multiple times.')
                    declared = base.__parameters__
            if declared is not None:
                missing = [p for p in parameters if p not in declared]
                if missing:
                    raise TypeError(f'Some type variables ({", ".join(map(str, missing))}) are not listed in '
                                    f'Generic[{", ".join(map(str, declared))}]')
                parameters = declared
        cls.__parameters__ = tuple(parameters)


from _typing_classes import (  # noqa: E402
    EXCLUDED_ATTRIBUTES, NamedTuple, NamedTupleMeta, NewType, Protocol, SupportsAbs, SupportsBytes, SupportsComplex,
    SupportsFloat, SupportsIndex, SupportsInt, SupportsRound, TypedDict, _ProtocolMeta, _TypedDictMeta, _prohibited,
    get_protocol_members, is_protocol, is_typeddict, runtime_checkable)
from _typing_hints import (  # noqa: E402
    _ASSERT_NEVER_REPR_MAX_LENGTH, _eval_type, _overload_dummy, assert_never, assert_type, cast, clear_overloads,
    dataclass_transform, evaluate_forward_ref, final, get_args, get_origin, get_overloads, get_type_hints,
    no_type_check, no_type_check_decorator, overload, override, reveal_type)

# Names for the generic classes of other modules.

_alias = _SpecialGenericAlias
Hashable = _alias(collections.abc.Hashable, 0)
Awaitable = _alias(collections.abc.Awaitable, 1)
Coroutine = _alias(collections.abc.Coroutine, 3)
AsyncIterable = _alias(collections.abc.AsyncIterable, 1)
AsyncIterator = _alias(collections.abc.AsyncIterator, 1)
Iterable = _alias(collections.abc.Iterable, 1)
Iterator = _alias(collections.abc.Iterator, 1)
Reversible = _alias(collections.abc.Reversible, 1)
Sized = _alias(collections.abc.Sized, 0)
Container = _alias(collections.abc.Container, 1)
Collection = _alias(collections.abc.Collection, 1)
Callable = _CallableType(collections.abc.Callable, 2)
AbstractSet = _alias(collections.abc.Set, 1, name='AbstractSet')
MutableSet = _alias(collections.abc.MutableSet, 1)
Mapping = _alias(collections.abc.Mapping, 2)
MutableMapping = _alias(collections.abc.MutableMapping, 2)
Sequence = _alias(collections.abc.Sequence, 1)
MutableSequence = _alias(collections.abc.MutableSequence, 1)
ByteString = _alias(collections.abc.ByteString, 0)
Tuple = _TupleType(tuple, -1, inst=False, name='Tuple')
List = _alias(list, 1, inst=False, name='List')
Deque = _alias(collections.deque, 1, name='Deque')
Set = _alias(set, 1, inst=False, name='Set')
FrozenSet = _alias(frozenset, 1, inst=False, name='FrozenSet')
MappingView = _alias(collections.abc.MappingView, 1)
KeysView = _alias(collections.abc.KeysView, 1)
ItemsView = _alias(collections.abc.ItemsView, 2)
ValuesView = _alias(collections.abc.ValuesView, 1)
Dict = _alias(dict, 2, inst=False, name='Dict')
DefaultDict = _alias(collections.defaultdict, 2, name='DefaultDict')
OrderedDict = _alias(collections.OrderedDict, 2)
Counter = _alias(collections.Counter, 1)
ChainMap = _alias(collections.ChainMap, 2)
Generator = _alias(collections.abc.Generator, 3, defaults=(type(None), type(None)))
AsyncGenerator = _alias(collections.abc.AsyncGenerator, 2, defaults=(type(None),))
Type = _alias(type, 1, inst=False, name='Type')

T = TypeVar('T')
KT = TypeVar('KT')
VT = TypeVar('VT')
T_co = TypeVar('T_co', covariant=True)
V_co = TypeVar('V_co', covariant=True)
VT_co = TypeVar('VT_co', covariant=True)
T_contra = TypeVar('T_contra', contravariant=True)
CT_co = TypeVar('CT_co', covariant=True, bound=type)
AnyStr = TypeVar('AnyStr', bytes, str)


class IO(Generic[AnyStr]):
    """Generic base class for TextIO and BinaryIO, the types of what `open` returns."""

    __slots__ = ()


def _abstract_io(names):
    for name in names.split():
        def method(self, *args):
            pass
        method.__name__ = name
        method.__qualname__ = 'IO.' + name
        setattr(IO, name, abstractmethod(method))


_abstract_io('close fileno flush isatty read readable readline readlines seek seekable tell truncate writable write '
             'writelines __enter__ __exit__')


class BinaryIO(IO[bytes]):
    """The type of what open() returns for bytes."""

    __slots__ = ()


class TextIO(IO[str]):
    """The type of what open() returns for text."""

    __slots__ = ()


def __getattr__(name):
    # Made when asked for: they need modules that few programs need.
    if name in ('Pattern', 'Match'):
        import re
        value = _alias(getattr(re, name), 1)
    elif name in ('ContextManager', 'AsyncContextManager'):
        import contextlib
        value = _alias(getattr(contextlib, 'Abstract' + name), 2, name=name, defaults=(Union[bool, None],))
    else:
        raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    globals()[name] = value
    return value
