"""Classes that are mostly data: `dataclass`, `field` and what goes with them."""

import sys
from types import FunctionType, GenericAlias, MappingProxyType

__all__ = ['dataclass', 'field', 'Field', 'FrozenInstanceError', 'InitVar', 'KW_ONLY', 'MISSING', 'fields', 'asdict',
           'astuple', 'make_dataclass', 'replace', 'is_dataclass']


class FrozenInstanceError(AttributeError):
    """An attempt to change an instance of a frozen dataclass."""


class _MISSING_TYPE:
    pass


MISSING = _MISSING_TYPE()


class _HAS_DEFAULT_FACTORY_CLASS:
    def __repr__(self):
        return '<factory>'


_HAS_DEFAULT_FACTORY = _HAS_DEFAULT_FACTORY_CLASS()


class _KW_ONLY_TYPE:
    pass


KW_ONLY = _KW_ONLY_TYPE()
_EMPTY_METADATA = MappingProxyType({})
_FIELDS = '__dataclass_fields__'
_PARAMS = '__dataclass_params__'
_POST_INIT_NAME = '__post_init__'


class _FieldKind:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_FIELD = _FieldKind('_FIELD')
_FIELD_CLASSVAR = _FieldKind('_FIELD_CLASSVAR')
_FIELD_INITVAR = _FieldKind('_FIELD_INITVAR')


class InitVar:
    """The annotation of a parameter of `__init__` that is no field."""

    __slots__ = ('type',)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        shown = self.type.__name__ if isinstance(self.type, type) else repr(self.type)
        return f'dataclasses.InitVar[{shown}]'

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    """A field of a dataclass."""

    __slots__ = ('name', 'type', 'default', 'default_factory', 'repr', 'hash', 'init', 'compare', 'metadata',
                 'kw_only', 'doc', '_field_type')

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only, doc):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = _EMPTY_METADATA if metadata is None else MappingProxyType(metadata)
        self.kw_only = kw_only
        self.doc = doc
        self._field_type = None

    def __repr__(self):
        return (f'Field(name={self.name!r},type={self.type!r},default={self.default!r},'
                f'default_factory={self.default_factory!r},init={self.init!r},repr={self.repr!r},hash={self.hash!r},'
                f'compare={self.compare!r},metadata={self.metadata!r},kw_only={self.kw_only!r},doc={self.doc!r},'
                f'_field_type={self._field_type})')

    def __set_name__(self, owner, name):
        func = getattr(type(self.default), '__set_name__', None)
        if func:
            func(self.default, owner, name)

    __class_getitem__ = classmethod(GenericAlias)


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
          kw_only=MISSING, doc=None):
    """Says more of a field than its default: how it is made, shown, compared and hashed."""
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError('cannot specify both default and default_factory')
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only, doc)


class _DataclassParams:
    def __init__(self, **params):
        self.__dict__.update(params)

    def __repr__(self):
        return '_DataclassParams(' + ','.join(f'{k}={v!r}' for k, v in self.__dict__.items()) + ')'


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False, weakref_slot=False):
    """Gives a class the special methods that follow from its annotated fields."""

    def wrap(cls):
        return _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots,
                              weakref_slot)

    return wrap if cls is None else wrap(cls)


def _annotations_of(cls):
    if '__annotations__' in cls.__dict__ or '__annotate__' in cls.__dict__ or '__annotate_func__' in cls.__dict__:
        try:
            return cls.__annotations__
        except Exception:
            # It names what is not there yet.
            import annotationlib
            return annotationlib.get_annotations(cls, format=annotationlib.Format.FORWARDREF)
    return {}


def _is_classvar(annotation, cls):
    typing = sys.modules.get('typing')
    if isinstance(annotation, str):
        return typing is not None and _names(annotation, cls, typing, typing.ClassVar)
    return typing is not None and (
        annotation is typing.ClassVar or getattr(annotation, '__origin__', None) is typing.ClassVar)


def _names(annotation, cls, home, wanted):
    """Does the text of an annotation begin with a name of `wanted`, which is in `home`, in the module of the class?"""
    words = annotation.split('[')[0].strip().split('.')
    if len(words) > 2 or not all(word.isidentifier() for word in words):
        return False
    module = sys.modules.get(cls.__module__)
    found = getattr(module, words[0], None)
    if len(words) == 2:
        if found is not home:
            return False
        found = getattr(found, words[1], None)
    return found is wanted


def _is_initvar(annotation, cls):
    if isinstance(annotation, str):
        return _names(annotation, cls, sys.modules[__name__], InitVar)
    return annotation is InitVar or type(annotation) is InitVar


def _is_kw_only(annotation):
    if isinstance(annotation, str):
        return annotation.strip() in ('KW_ONLY', 'dataclasses.KW_ONLY', '_')
    return annotation is KW_ONLY


def _get_field(cls, name, annotation, default_kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        f = default
    else:
        if type(default).__name__ == 'member_descriptor':
            default = MISSING
        f = field(default=default)
    f.name = name
    f.type = annotation
    if _is_classvar(annotation, cls):
        f._field_type = _FIELD_CLASSVAR
    elif _is_initvar(annotation, cls):
        f._field_type = _FIELD_INITVAR
    else:
        f._field_type = _FIELD
    if f._field_type is not _FIELD and f.default_factory is not MISSING:
        raise TypeError(f'field {f.name} cannot have a default factory')
    if f._field_type is _FIELD_CLASSVAR:
        if f.kw_only is not MISSING:
            raise TypeError(f'field {f.name} is a ClassVar but specifies kw_only')
    elif f.kw_only is MISSING:
        f.kw_only = default_kw_only
    if f._field_type is _FIELD and f.default.__class__.__hash__ is None:
        raise ValueError(f'mutable default {type(f.default)} for field {f.name} is not allowed: use default_factory')
    return f


def _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
    all_fields = {}
    any_frozen_base = has_dataclass_bases = False
    all_frozen_bases = None
    for base in cls.__mro__[-1:0:-1]:
        base_fields = getattr(base, _FIELDS, None)
        if base_fields is not None:
            has_dataclass_bases = True
            for f in base_fields.values():
                all_fields[f.name] = f
            is_frozen = getattr(base, _PARAMS).frozen
            all_frozen_bases = is_frozen if all_frozen_bases is None else all_frozen_bases and is_frozen
            any_frozen_base = any_frozen_base or is_frozen
    cls_fields = []
    kw_only_seen = False
    for name, annotation in _annotations_of(cls).items():
        if _is_kw_only(annotation):
            if kw_only_seen:
                raise TypeError(f'{name!r} is KW_ONLY, but KW_ONLY has already been specified')
            kw_only_seen = True
            kw_only = True
        else:
            cls_fields.append(_get_field(cls, name, annotation, kw_only))
    for f in cls_fields:
        all_fields[f.name] = f
        # A default stays as the class's attribute; a field object must not.
        if isinstance(getattr(cls, f.name, None), Field):
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    annotated = {f.name for f in cls_fields}
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotated:
            raise TypeError(f'{name!r} is a field but has no type annotation')
    if has_dataclass_bases:
        if any_frozen_base and not frozen:
            raise TypeError('cannot inherit non-frozen dataclass from a frozen one')
        if all_frozen_bases is False and frozen:
            raise TypeError('cannot inherit frozen dataclass from a non-frozen one')
    setattr(cls, _FIELDS, all_fields)
    setattr(cls, _PARAMS, _DataclassParams(
        init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen, match_args=match_args,
        kw_only=kw_only, slots=slots, weakref_slot=weakref_slot))
    class_hash = cls.__dict__.get('__hash__', MISSING)
    has_explicit_hash = not (class_hash is MISSING or class_hash is None and '__eq__' in cls.__dict__)
    if order and not eq:
        raise ValueError('eq must be true if order is true')
    field_list = [f for f in all_fields.values() if f._field_type is _FIELD]
    if init:
        _set_new_attribute(cls, '__init__', _init_function(cls, all_fields, frozen))
    if '__replace__' not in cls.__dict__:
        cls.__replace__ = _replace
    if repr:
        _set_new_attribute(cls, '__repr__', _repr_function(cls, [f.name for f in field_list if f.repr]))
    compared = [f.name for f in field_list if f.compare]
    if eq:
        _set_new_attribute(cls, '__eq__', _eq_function(cls, compared))
    if order:
        for name, function in _order_functions(cls, compared):
            if _set_new_attribute(cls, name, function):
                raise TypeError(f'Cannot overwrite attribute {name} in class {cls.__name__} '
                                'Consider using functools.total_ordering')
    if frozen:
        for name, function in _frozen_functions(cls, [f.name for f in field_list]):
            if _set_new_attribute(cls, name, function):
                raise TypeError(f'Cannot overwrite attribute {name} in class {cls.__name__}')
    hashed = [f.name for f in field_list if (f.compare if f.hash is None else f.hash)]
    if unsafe_hash:
        if has_explicit_hash:
            raise TypeError(f'Cannot overwrite attribute __hash__ in class {cls.__name__}')
        cls.__hash__ = _hash_function(cls, hashed)
    elif eq and not has_explicit_hash:
        cls.__hash__ = _hash_function(cls, hashed) if frozen else None
    if not getattr(cls, '__doc__', None):
        cls.__doc__ = cls.__name__ + _doc_signature(cls)
    if match_args:
        _set_new_attribute(cls, '__match_args__', tuple(
            f.name for f in all_fields.values()
            if f.init and not f.kw_only and f._field_type is not _FIELD_CLASSVAR))
    if weakref_slot and not slots:
        raise TypeError('weakref_slot is True but slots is False')
    if slots:
        cls = _add_slots(cls, frozen, weakref_slot)
    abc = sys.modules.get('abc')
    if abc is not None:
        abc.update_abstractmethods(cls)
    return cls


def _doc_signature(cls):
    try:
        import inspect
        signature = inspect.signature(cls, annotation_format=inspect.Format.FORWARDREF)
        return str(signature).replace(' -> None', '')
    except (TypeError, ValueError):
        return ''


def _set_new_attribute(cls, name, value):
    """Sets an attribute that the class does not define itself; was it there?"""
    if name in cls.__dict__:
        return True
    if isinstance(value, FunctionType):
        value.__qualname__ = f'{cls.__qualname__}.{value.__name__}'
    setattr(cls, name, value)
    return False


def _define(cls, name, parameters, body, scope):
    """The function of a text; what it names beside its parameters is in `scope`."""
    names = ', '.join(scope)
    text = (f'def __create_fn__({names}):\n def {name}({", ".join(parameters)}):\n'
            + ''.join(f'  {line}\n' for line in body) + f' return {name}')
    module = sys.modules.get(cls.__module__)
    namespace = {}
    exec(text, module.__dict__ if module is not None else {}, namespace)
    return namespace['__create_fn__'](**scope)


def _init_function(cls, all_fields, frozen):
    has_post_init = hasattr(cls, _POST_INIT_NAME)
    flds = [f for f in all_fields.values() if f._field_type in (_FIELD, _FIELD_INITVAR)]
    self_name = '__dataclass_self__' if 'self' in all_fields else 'self'
    standard = [f for f in flds if f.init and not f.kw_only]
    keyword = [f for f in flds if f.init and f.kw_only]
    seen_default = None
    for f in standard:
        if not (f.default is MISSING and f.default_factory is MISSING):
            seen_default = f
        elif seen_default:
            raise TypeError(f'non-default argument {f.name!r} follows default argument {seen_default.name!r}')
    scope = {'__dataclass_HAS_DEFAULT_FACTORY__': _HAS_DEFAULT_FACTORY,
             '__dataclass_builtins_object__': object}

    def parameter(f):
        if f.default is MISSING and f.default_factory is MISSING:
            return f.name
        if f.default is not MISSING:
            scope[f'__dataclass_dflt_{f.name}__'] = f.default
            return f'{f.name}=__dataclass_dflt_{f.name}__'
        return f'{f.name}=__dataclass_HAS_DEFAULT_FACTORY__'

    body = []
    for f in flds:
        value = None
        if f.default_factory is not MISSING:
            scope[f'__dataclass_dflt_{f.name}__'] = f.default_factory
            if f.init:
                value = (f'__dataclass_dflt_{f.name}__() if {f.name} is __dataclass_HAS_DEFAULT_FACTORY__ '
                         f'else {f.name}')
            else:
                value = f'__dataclass_dflt_{f.name}__()'
        elif f.init:
            value = f.name
        elif f.default is not MISSING and cls.__dataclass_params__.slots:
            scope[f'__dataclass_dflt_{f.name}__'] = f.default
            value = f'__dataclass_dflt_{f.name}__'
        if value is None or f._field_type is _FIELD_INITVAR:
            continue
        if frozen:
            body.append(f'__dataclass_builtins_object__.__setattr__({self_name},{f.name!r},{value})')
        else:
            body.append(f'{self_name}.{f.name}={value}')
    if has_post_init:
        params = ','.join(f.name for f in flds if f._field_type is _FIELD_INITVAR)
        body.append(f'{self_name}.{_POST_INIT_NAME}({params})')
    parameters = [self_name] + [parameter(f) for f in standard]
    if keyword:
        parameters += ['*'] + [parameter(f) for f in keyword]
    function = _define(cls, '__init__', parameters, body or ['pass'], scope)
    function.__annotate__ = _annotate_init(cls, [f for f in flds if f.init])
    return function


def _annotate_init(cls, flds):
    """The annotate function of `__init__`: as the classes annotate their fields."""
    def __annotate__(format, /):
        from annotationlib import Format, get_annotations
        if format not in (Format.VALUE, Format.FORWARDREF, Format.STRING):
            raise NotImplementedError(format)
        known = {}
        for base in reversed(cls.__mro__):
            known.update(get_annotations(base, format=format))
        annotations = {f.name: known.get(f.name, f.type) for f in flds}
        return annotations | {'return': 'None' if format == Format.STRING else None}

    return __annotate__


# The objects whose text is being made: one can contain itself.
_shown = set()


def _repr_function(cls, names):
    def __repr__(self):
        key = id(self)
        if key in _shown:
            return '...'
        _shown.add(key)
        try:
            shown = ', '.join([f'{name}={getattr(self, name)!r}' for name in names])
            return f'{self.__class__.__qualname__}({shown})'
        finally:
            _shown.discard(key)

    return __repr__


def _values(self, names):
    return f'({",".join(f"{self}.{name}" for name in names)}{"," if names else ""})'


def _eq_function(cls, names):
    terms = [f'self.{name}==other.{name}' for name in names]
    body = ['if self is other:', ' return True', 'if other.__class__ is self.__class__:',
            f' return {" and ".join(terms) or "True"}', 'return NotImplemented']
    return _define(cls, '__eq__', ['self', 'other'], body, {})


def _order_functions(cls, names):
    for name, op in (('__lt__', '<'), ('__le__', '<='), ('__gt__', '>'), ('__ge__', '>=')):
        body = ['if other.__class__ is self.__class__:',
                f' return {_values("self", names)}{op}{_values("other", names)}', 'return NotImplemented']
        yield name, _define(cls, name, ['self', 'other'], body, {})


def _hash_function(cls, names):
    function = _define(cls, '__hash__', ['self'], [f'return hash({_values("self", names)})'], {})
    function.__qualname__ = f'{cls.__qualname__}.__hash__'
    return function


def _frozen_functions(cls, names):
    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f'cannot assign to field {name!r}')
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f'cannot delete field {name!r}')
        super(cls, self).__delattr__(name)

    return ('__setattr__', __setattr__), ('__delattr__', __delattr__)


def _add_slots(cls, is_frozen, weakref_slot):
    if '__slots__' in cls.__dict__:
        raise TypeError(f'{cls.__name__} already specifies __slots__')
    namespace = dict(cls.__dict__)
    field_names = tuple(f.name for f in fields(cls))
    inherited = set()
    for base in cls.__mro__[1:-1]:
        slots = base.__dict__.get('__slots__', ())
        inherited.update((slots,) if isinstance(slots, str) else slots)
    names = [name for name in field_names if name not in inherited]
    if weakref_slot and '__weakref__' not in inherited:
        names.append('__weakref__')
    namespace['__slots__'] = tuple(names)
    for name in field_names:
        namespace.pop(name, None)
    for name in ('__dict__', '__weakref__'):
        namespace.pop(name, None)
    qualname = getattr(cls, '__qualname__', None)
    if is_frozen:
        namespace.setdefault('__getstate__', _dataclass_getstate)
        namespace.setdefault('__setstate__', _dataclass_setstate)
        for name in ('__setattr__', '__delattr__'):
            namespace.pop(name, None)
    new = type(cls)(cls.__name__, cls.__bases__, namespace)
    if qualname is not None:
        new.__qualname__ = qualname
    if is_frozen:
        for name, function in _frozen_functions(new, list(field_names)):
            _set_new_attribute(new, name, function)
    _update_class_cells(cls, new)
    return new


def _update_class_cells(old, new):
    """Methods that use `super()` or `__class__` mean the new class."""
    for value in new.__dict__.values():
        if isinstance(value, (classmethod, staticmethod)):
            value = value.__func__
        for function in (value.fget, value.fset, value.fdel) if isinstance(value, property) else (value,):
            if not isinstance(function, FunctionType) or '__class__' not in function.__code__.co_freevars:
                continue
            cell = function.__closure__[function.__code__.co_freevars.index('__class__')]
            if cell.cell_contents is old:
                cell.cell_contents = new
                return


def _dataclass_getstate(self):
    return [getattr(self, f.name) for f in fields(self)]


def _dataclass_setstate(self, state):
    for f, value in zip(fields(self), state):
        object.__setattr__(self, f.name, value)


def fields(class_or_instance):
    """The fields of a dataclass or of an instance of one."""
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError('must be called with a dataclass type or instance') from None
    return tuple(f for f in found.values() if f._field_type is _FIELD)


def _is_dataclass_instance(obj):
    return hasattr(type(obj), _FIELDS)


def is_dataclass(obj):
    """Is it a dataclass, or an instance of one?"""
    return hasattr(obj if isinstance(obj, type) else type(obj), _FIELDS)


_ATOMIC = frozenset((type(None), bool, int, float, str, complex, bytes, type(...), type(NotImplemented), type))


def asdict(obj, *, dict_factory=dict):
    """The fields by name, in dataclasses and containers inside too."""
    if not _is_dataclass_instance(obj):
        raise TypeError('asdict() should be called on dataclass instances')
    return _asdict_inner(obj, dict_factory)


def _asdict_inner(obj, dict_factory):
    cls = type(obj)
    if cls in _ATOMIC:
        return obj
    if hasattr(cls, _FIELDS):
        return dict_factory([(f.name, _asdict_inner(getattr(obj, f.name), dict_factory)) for f in fields(obj)])
    return _rebuilt(obj, cls, lambda value: _asdict_inner(value, dict_factory))


def _rebuilt(obj, cls, inner):
    if cls is list:
        return [inner(value) for value in obj]
    if cls is dict:
        return {inner(key): inner(value) for key, value in obj.items()}
    if isinstance(obj, tuple) and hasattr(obj, '_fields'):
        return cls(*[inner(value) for value in obj])
    if isinstance(obj, (list, tuple)):
        return cls(inner(value) for value in obj)
    if isinstance(obj, dict):
        if hasattr(cls, 'default_factory'):
            result = cls(obj.default_factory)
            for key, value in obj.items():
                result[inner(key)] = inner(value)
            return result
        return cls((inner(key), inner(value)) for key, value in obj.items())
    import copy
    return copy.deepcopy(obj)


def astuple(obj, *, tuple_factory=tuple):
    """The values of the fields, in dataclasses and containers inside too."""
    if not _is_dataclass_instance(obj):
        raise TypeError('astuple() should be called on dataclass instances')
    return _astuple_inner(obj, tuple_factory)


def _astuple_inner(obj, tuple_factory):
    cls = type(obj)
    if cls in _ATOMIC:
        return obj
    if hasattr(cls, _FIELDS):
        return tuple_factory([_astuple_inner(getattr(obj, f.name), tuple_factory) for f in fields(obj)])
    return _rebuilt(obj, cls, lambda value: _astuple_inner(value, tuple_factory))


def _any_type():
    from typing import Any
    return Any


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True, order=False,
                   unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False,
                   module=None, decorator=dataclass):
    """A new dataclass of names, or of tuples of name, type and field."""
    import keyword
    import types
    namespace = {} if namespace is None else dict(namespace)
    seen = set()
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            name, annotation = item, _any_type()
        elif len(item) == 2:
            name, annotation = item
        elif len(item) == 3:
            name, annotation, namespace[item[0]] = item
        else:
            raise TypeError(f'Invalid field: {item!r}')
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f'Field names must be valid identifiers: {name!r}')
        if keyword.iskeyword(name):
            raise TypeError(f'Field names must not be keywords: {name!r}')
        if name in seen:
            raise TypeError(f'Field name duplicated: {name!r}')
        seen.add(name)
        annotations[name] = annotation
    namespace['__annotations__'] = annotations
    cls = types.new_class(cls_name, bases, {}, lambda ns: ns.update(namespace))
    if module is None:
        try:
            module = sys._getframe(1).f_globals.get('__name__', '__main__')
        except (AttributeError, ValueError):
            pass
    if module is not None:
        cls.__module__ = module
    return decorator(
        cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen, match_args=match_args,
        kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)


def replace(obj, /, **changes):
    """The instance with some fields replaced. ValueError for those with init=False."""
    if not _is_dataclass_instance(obj):
        raise TypeError('replace() should be called on dataclass instances')
    return _replace(obj, **changes)


def _replace(self, /, **changes):
    for f in getattr(self, _FIELDS).values():
        if f._field_type is _FIELD_CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                raise TypeError(f'field {f.name} is declared with init=False, it cannot be specified with replace()')
            continue
        if f.name not in changes:
            if f._field_type is _FIELD_INITVAR and f.default is MISSING:
                raise TypeError(f'InitVar {f.name!r} must be specified with replace()')
            changes[f.name] = getattr(self, f.name)
    return self.__class__(**changes)
