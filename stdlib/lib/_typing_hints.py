"""The functions of `typing`: looking at hints, and marks for type checkers."""

import collections.abc
import functools
import sys
import types

from annotationlib import Format, get_annotations
from typing import (
    Annotated, ForwardRef, Generic, NotRequired, ParamSpecArgs, ParamSpecKwargs, ReadOnly, Required, Union,
    _AnnotatedAlias, _BaseGenericAlias, _GenericAlias, _is_param_expr, _make_forward_ref, _type_check)

# What is made here belongs to the module `typing`.
__name__ = 'typing'


def cast(typ, val):
    """The value, unchanged: a hint for type checkers."""
    return val


def assert_type(val, typ, /):
    """The value, unchanged: type checkers confirm its type."""
    return val


_ASSERT_NEVER_REPR_MAX_LENGTH = 100


def assert_never(arg, /):
    """Tells type checkers that a line is never reached; AssertionError if it is."""
    value = repr(arg)
    if len(value) > _ASSERT_NEVER_REPR_MAX_LENGTH:
        value = value[:_ASSERT_NEVER_REPR_MAX_LENGTH] + '...'
    raise AssertionError(f'Expected code to be unreachable, but got: {value}')


def reveal_type(obj, /):
    """Asks a type checker for the type; prints the run-time type and returns the object."""
    print(f'Runtime type is {type(obj).__name__!r}', file=sys.stderr)
    return obj


def _mark(obj, name):
    try:
        setattr(obj, name, True)
    except (AttributeError, TypeError):
        # Objects that take no attributes are left as they are.
        pass
    return obj


def final(f):
    """Marks a method that is not to be overridden, or a class that is not to be derived from."""
    return _mark(f, '__final__')


def override(method, /):
    """Marks a method that overrides one of a base class."""
    return _mark(method, '__override__')


def no_type_check(arg):
    """Says that annotations are no types."""
    if isinstance(arg, type):
        for value in vars(arg).values():
            if isinstance(value, (staticmethod, classmethod)):
                value = value.__func__
            if isinstance(value, types.FunctionType) and value.__qualname__.startswith(arg.__qualname__ + '.'):
                value.__no_type_check__ = True
            elif isinstance(value, type) and value.__qualname__ == f'{arg.__qualname__}.{value.__name__}':
                no_type_check(value)
    return _mark(arg, '__no_type_check__')


def no_type_check_decorator(decorator):
    """Gives a decorator the effect of `no_type_check`."""
    @functools.wraps(decorator)
    def wrapped(*args, **kwds):
        return no_type_check(decorator(*args, **kwds))
    return wrapped


def dataclass_transform(*, eq_default=True, order_default=False, kw_only_default=False, frozen_default=False,
                        field_specifiers=(), **kwargs):
    """Marks what makes classes as dataclasses do."""
    def decorator(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = {
            'eq_default': eq_default, 'order_default': order_default, 'kw_only_default': kw_only_default,
            'frozen_default': frozen_default, 'field_specifiers': field_specifiers, 'kwargs': kwargs}
        return cls_or_fn
    return decorator


_overloads = {}


def _overload_dummy(*args, **kwds):
    """Stands for a function of which there are only overloads."""
    raise NotImplementedError('You should not call an overloaded function. A series of @overload-decorated functions '
                              'outside a stub module should always be followed by an implementation that is not '
                              '@overload-ed.')


def overload(func):
    """Marks one of several signatures of a function."""
    inner = getattr(func, '__func__', func)
    try:
        key = inner.__module__, inner.__qualname__
        _overloads.setdefault(key, {})[inner.__code__.co_firstlineno] = func
    except AttributeError:
        # What is no function has no overloads to be found.
        pass
    return _overload_dummy


def get_overloads(func):
    """The overloads of a function, in order."""
    inner = getattr(func, '__func__', func)
    return list(_overloads.get((inner.__module__, inner.__qualname__), {}).values())


def clear_overloads():
    """Forgets all overloads."""
    _overloads.clear()


# Looking at hints.

def get_origin(tp):
    """The generic type without its arguments; None for what is no generic type."""
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_BaseGenericAlias, types.GenericAlias, ParamSpecArgs, ParamSpecKwargs, Union)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    return None


def get_args(tp):
    """The arguments of a generic type."""
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__, *tp.__metadata__)
    if isinstance(tp, (_GenericAlias, types.GenericAlias)):
        args = tp.__args__
        if tp.__origin__ is collections.abc.Callable and not (len(args) == 2 and _is_param_expr(args[0])):
            args = (list(args[:-1]), args[-1])
        return args
    if isinstance(tp, Union):
        return tp.__args__
    return ()


def _rebuild(tp, args):
    """The same generic type with other arguments."""
    if isinstance(tp, types.GenericAlias):
        if tp.__origin__ is collections.abc.Callable:
            return collections.abc.Callable[list(args[:-1]) if args[0] is not ... else ..., args[-1]]
        return types.GenericAlias(tp.__origin__, args)
    if isinstance(tp, Union):
        return functools.reduce(lambda a, b: a | b, args) if len(args) < 2 else Union[args]
    return tp.copy_with(args)


def _strip_annotations(tp):
    """The type without `Annotated` and the qualifiers of typed dicts."""
    if isinstance(tp, _AnnotatedAlias):
        return _strip_annotations(tp.__origin__)
    if hasattr(tp, '__origin__') and tp.__origin__ in (Required, NotRequired, ReadOnly):
        return _strip_annotations(tp.__args__[0])
    if isinstance(tp, (_GenericAlias, types.GenericAlias, Union)):
        stripped = tuple(_strip_annotations(a) for a in tp.__args__)
        return tp if stripped == tp.__args__ else _rebuild(tp, stripped)
    return tp


def _eval_type(tp, globalns, localns, type_params=(), *, recursive_guard=frozenset(), format=Format.VALUE,
               owner=None):
    """A type with its forward references resolved."""
    if isinstance(tp, ForwardRef):
        if tp.__forward_arg__ in recursive_guard:
            return tp
        value = tp.evaluate(globals=globalns, locals=localns, type_params=type_params, owner=owner, format=format)
        if value is tp:
            return tp
        value = _type_check(value, 'Forward references must evaluate to types.',
                            is_argument=tp.__forward_is_argument__, allow_special_forms=tp.__forward_is_class__)
        return _eval_type(value, globalns, localns, type_params,
                          recursive_guard=recursive_guard | {tp.__forward_arg__}, format=format, owner=owner)
    if isinstance(tp, (_GenericAlias, types.GenericAlias, Union)):
        args = tp.__args__
        if isinstance(tp, types.GenericAlias):
            args = tuple(ForwardRef(a) if isinstance(a, str) else a for a in args)
        found = tuple(
            _eval_type(a, globalns, localns, type_params, recursive_guard=recursive_guard, format=format, owner=owner)
            for a in args)
        return tp if found == tp.__args__ else _rebuild(tp, found)
    return tp


def get_type_hints(obj, globalns=None, localns=None, include_extras=False, *, format=Format.VALUE):
    """The annotations of a function, class or module, with strings resolved."""
    if getattr(obj, '__no_type_check__', None):
        return {}
    hints = {}
    if isinstance(obj, type):
        for base in reversed(obj.__mro__):
            own = get_annotations(base, format=format)
            if format == Format.STRING:
                hints.update(own)
                continue
            if globalns is None:
                scope = getattr(sys.modules.get(base.__module__), '__dict__', {})
            else:
                scope = globalns
            local = dict(vars(base)) if localns is None else localns
            if localns is None and globalns is None:
                # Names of the class come after those of its module.
                scope, local = local, scope
            for name, value in own.items():
                if value is None:
                    value = type(None)
                if isinstance(value, str):
                    value = _make_forward_ref(value, is_argument=False, is_class=True)
                hints[name] = _eval_type(value, scope, local, base.__type_params__, format=format, owner=base)
    else:
        if globalns is None:
            if isinstance(obj, types.ModuleType):
                globalns = obj.__dict__
            else:
                inner = obj
                while hasattr(inner, '__wrapped__'):
                    inner = inner.__wrapped__
                globalns = getattr(inner, '__globals__', {})
            if localns is None:
                localns = globalns
        elif localns is None:
            localns = globalns
        if not (isinstance(obj, types.ModuleType) or callable(obj) or hasattr(obj, '__annotations__')
                or hasattr(obj, '__annotate__')):
            raise TypeError(f'{obj!r} does not have annotations')
        own = get_annotations(obj, format=format)
        if format == Format.STRING:
            return own
        type_params = getattr(obj, '__type_params__', ())
        for name, value in own.items():
            if value is None:
                value = type(None)
            if isinstance(value, str):
                value = _make_forward_ref(value, is_argument=not isinstance(obj, types.ModuleType))
            hints[name] = _eval_type(value, globalns, localns, type_params, format=format, owner=obj)
    return hints if include_extras or format == Format.STRING else {name: _strip_annotations(tp) for name, tp in hints.items()}


def evaluate_forward_ref(forward_ref, *, owner=None, globals=None, locals=None, type_params=None, format=None):
    """The type that a forward reference names."""
    format = Format.VALUE if format is None else format
    if format == Format.STRING:
        return forward_ref.evaluate(format=format)
    value = forward_ref.evaluate(globals=globals, locals=locals, type_params=type_params, owner=owner, format=format)
    if value is forward_ref:
        return value
    value = _type_check(value, 'Forward references must evaluate to types.',
                        is_argument=forward_ref.__forward_is_argument__)
    return _eval_type(value, globals, locals, type_params, format=format)
