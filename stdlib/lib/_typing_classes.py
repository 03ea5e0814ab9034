"""The classes of `typing` that make classes: Protocol, NamedTuple, TypedDict, NewType."""

import abc
import collections
import collections.abc
import sys
import types

from annotationlib import (
    Format, annotations_to_string, call_annotate_function, get_annotate_from_class_namespace)
from typing import (
    Any, Generic, NotRequired, ReadOnly, Required, TypeVar, Union, _AnnotatedAlias, _BaseGenericAlias, _caller,
    _GenericAlias, _is_dunder, _type_check, _type_convert)

# What is made here belongs to the module `typing`.
__name__ = 'typing'


# Protocols.

# The names in a class that are none of a protocol's.
EXCLUDED_ATTRIBUTES = frozenset([
    '__parameters__', '__orig_bases__', '__orig_class__', '_is_protocol', '_is_runtime_protocol',
    '__protocol_attrs__', '__non_callable_proto_members__', '__type_params__', '__abstractmethods__',
    '__annotations__', '__dict__', '__doc__', '__init__', '__module__', '__new__', '__slots__', '__subclasshook__',
    '__weakref__', '__class_getitem__', '__match_args__', '__static_attributes__', '__firstlineno__', '__annotate__',
    '__annotate_func__', '__annotations_cache__', '__qualname__', '__conditional_annotations__',
    '__classdict__', '_MutableMapping__marker', '_abc_impl'])


def _protocol_attrs(cls):
    """The names that a class must have to implement the protocol."""
    attrs = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ('Protocol', 'Generic') and base.__module__ == 'typing':
            continue
        for attr in (*base.__dict__, *_annotated_names(base)):
            if attr not in EXCLUDED_ATTRIBUTES and not attr.startswith('_abc_'):
                attrs.add(attr)
    return attrs


def _annotated_names(cls):
    if not ({'__annotate_func__', '__annotations__', '__annotations_cache__'} & cls.__dict__.keys()):
        return ()
    try:
        return cls.__annotations__
    except NameError:
        return _evaluate_annotations(cls.__annotate__)


def _refuse_init(self, *args, **kwargs):
    """The `__init__` of protocols, which a class that implements one passes over."""
    cls = type(self)
    if cls._is_protocol and cls is not Protocol:
        raise TypeError('Protocols cannot be instantiated')
    if cls.__init__ is not _refuse_init:
        return
    for base in cls.__mro__:
        init = base.__dict__.get('__init__', _refuse_init)
        if init is not _refuse_init:
            cls.__init__ = init
            break
    else:
        cls.__init__ = object.__init__
    cls.__init__(self, *args, **kwargs)


_PROTOCOL_PARENTS = {
    'collections.abc': {'Callable', 'Awaitable', 'Iterable', 'Iterator', 'AsyncIterable', 'AsyncIterator', 'Hashable',
                        'Sized', 'Container', 'Collection', 'Reversible', 'Buffer'},
    'contextlib': {'AbstractContextManager', 'AbstractAsyncContextManager'},
    'io': {'Reader', 'Writer'},
    'os': {'PathLike'},
}


class _ProtocolMeta(abc.ABCMeta):
    # Instance checks of a protocol look at attributes; those of its subclasses are ordinary.

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        if name == 'Protocol' and bases == (Generic,):
            pass
        elif any(base is Protocol for base in bases):
            for base in bases:
                if not (base in (object, Generic)
                        or base.__name__ in _PROTOCOL_PARENTS.get(base.__module__, ())
                        or issubclass(base, Generic) and getattr(base, '_is_protocol', False)):
                    raise TypeError(f'Protocols can only inherit from other protocols, got {base!r}')
        return super().__new__(mcls, name, bases, namespace, **kwargs)

    def __init__(cls, *args, **kwargs):
        if getattr(cls, '_is_protocol', False):
            cls.__protocol_attrs__ = _protocol_attrs(cls)

    def __subclasscheck__(cls, other):
        if cls is Protocol:
            return type.__subclasscheck__(cls, other)
        if getattr(cls, '_is_protocol', False) and not _called_from('abc', 'functools', 'typing', None):
            if not getattr(cls, '_is_runtime_protocol', False):
                _check_class(other)
                raise TypeError('Instance and class checks can only be used with @runtime_checkable protocols')
            if cls.__non_callable_proto_members__ and cls.__dict__.get('__subclasshook__') is _HOOK:
                _check_class(other)
                names = str(sorted(cls.__non_callable_proto_members__))[1:-1]
                raise TypeError('Protocols with non-method members don\'t support issubclass(). '
                                f'Non-method members: {names}.')
        return abc.ABCMeta.__subclasscheck__(cls, other)

    def __instancecheck__(cls, instance):
        if cls is Protocol:
            return type.__instancecheck__(cls, instance)
        if not getattr(cls, '_is_protocol', False):
            return abc.ABCMeta.__instancecheck__(cls, instance)
        if not getattr(cls, '_is_runtime_protocol', False):
            raise TypeError('Instance and class checks can only be used with @runtime_checkable protocols')
        if abc.ABCMeta.__instancecheck__(cls, instance):
            return True
        missing = object()
        for attr in cls.__protocol_attrs__:
            value = _static(instance, attr, missing)
            if value is missing or value is None and attr not in cls.__non_callable_proto_members__:
                return False
        return True


def _check_class(other):
    if not isinstance(other, type):
        raise TypeError('issubclass() arg 1 must be a class')


def _called_from(*modules):
    """Does the call of a special method of a metaclass come from one of the modules?"""
    try:
        return sys._getframe(2).f_globals.get('__name__') in modules
    except ValueError:
        return True


def _static(instance, attr, missing):
    """An attribute of an object or of its class, found without calling descriptors."""
    import inspect
    return inspect.getattr_static(instance, attr, missing)


def _protocol_hook(cls, other):
    if not cls.__dict__.get('_is_protocol', False):
        return NotImplemented
    for attr in cls.__protocol_attrs__:
        for base in other.__mro__:
            if attr in base.__dict__:
                if base.__dict__[attr] is None:
                    return NotImplemented
                break
            if (issubclass(other, Generic) and getattr(other, '_is_protocol', False)
                    and attr in _annotated_names(base)):
                break
        else:
            return NotImplemented
    return True


_HOOK = classmethod(_protocol_hook)


class Protocol(Generic, metaclass=_ProtocolMeta):
    """Base class for protocol classes: what has their members implements them."""

    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not cls.__dict__.get('_is_protocol', False):
            cls._is_protocol = any(base is Protocol for base in cls.__bases__)
        if '__subclasshook__' not in cls.__dict__:
            cls.__subclasshook__ = _HOOK
        if cls._is_protocol and cls.__init__ is Protocol.__init__:
            cls.__init__ = _refuse_init


sys.modules['typing'].Protocol = Protocol
Protocol.__init__ = _refuse_init
# The hook of `Protocol` itself would take every class for one that implements it.
Protocol.__subclasshook__ = classmethod(lambda cls, other: NotImplemented)


def runtime_checkable(cls):
    """Lets a protocol be used with isinstance() and issubclass()."""
    if not (isinstance(cls, type) and issubclass(cls, Generic) and getattr(cls, '_is_protocol', False)):
        raise TypeError(f'@runtime_checkable can be only applied to protocol classes, got {cls!r}')
    cls._is_runtime_protocol = True
    cls.__non_callable_proto_members__ = set()
    for attr in cls.__protocol_attrs__:
        try:
            is_callable = callable(getattr(cls, attr, None))
        except Exception as error:
            raise TypeError(f'Failed to determine whether protocol member {attr!r} is a method member') from error
        if not is_callable:
            cls.__non_callable_proto_members__.add(attr)
    return cls


def is_protocol(tp, /):
    """Is the class a protocol?"""
    return isinstance(tp, type) and getattr(tp, '_is_protocol', False) and tp is not Protocol


def get_protocol_members(tp, /):
    """The names of a protocol's members."""
    if not is_protocol(tp):
        raise TypeError(f'{tp!r} is not a Protocol')
    return frozenset(tp.__protocol_attrs__)


_T_co = TypeVar('T_co', covariant=True)


def _supports(name, method, result, doc, generic=False, parameters='self'):
    """A protocol of one method."""
    namespace = {'__slots__': (), '__doc__': doc, '__module__': 'typing', '__qualname__': name}

    def abstract(self):
        pass

    def abstract_with_digits(self, ndigits=0):
        pass

    function = abstract_with_digits if method == '__round__' else abstract
    function.__name__ = method
    function.__qualname__ = f'{name}.{method}'
    function.__annotations__ = {'return': result}
    namespace[method] = abc.abstractmethod(function)
    bases = (Protocol[_T_co],) if generic else (Protocol,)
    return runtime_checkable(types.new_class(name, bases, exec_body=lambda ns: ns.update(namespace)))


SupportsInt = _supports('SupportsInt', '__int__', int, 'What has __int__.')
SupportsFloat = _supports('SupportsFloat', '__float__', float, 'What has __float__.')
SupportsComplex = _supports('SupportsComplex', '__complex__', complex, 'What has __complex__.')
SupportsBytes = _supports('SupportsBytes', '__bytes__', bytes, 'What has __bytes__.')
SupportsIndex = _supports('SupportsIndex', '__index__', int, 'What has __index__.')
SupportsAbs = _supports('SupportsAbs', '__abs__', _T_co, 'What has __abs__.', True)
SupportsRound = _supports('SupportsRound', '__round__', _T_co, 'What has __round__.', True)


# Annotations of a class that is being made.

def _evaluate_annotations(annotate, owner=None):
    """The annotations; names that are not defined yet become forward references."""
    return call_annotate_function(annotate, Format.FORWARDREF, owner=owner)


def _annotations_of_namespace(namespace, owner=None):
    """The annotations of a class that is being made, and its annotate function if it has one."""
    if '__annotations__' in namespace:
        return dict(namespace['__annotations__']), None
    annotate = get_annotate_from_class_namespace(namespace)
    return ({} if annotate is None else _evaluate_annotations(annotate, owner)), annotate


def _make_eager_annotate(annotations, checked):
    """An annotate function for annotations that are known."""
    def annotate(format):
        if format in (Format.VALUE, Format.FORWARDREF):
            return checked
        if format == Format.STRING:
            return annotations_to_string(annotations)
        raise NotImplementedError(format)

    return annotate


# Named tuples.

_prohibited = frozenset({'__new__', '__init__', '__slots__', '__getnewargs__', '_fields', '_field_defaults',
                         '_field_types', '_make', '_replace', '_asdict', '_source'})
_SPECIAL = frozenset({'__module__', '__name__', '__annotations__', '__annotate__', '__annotate_func__',
                      '__annotations_cache__', '__conditional_annotations__'})


def _make_nmtuple(name, field_types, module, defaults=(), annotate=None):
    """`annotate` computes the types of the fields, of which `field_types` are a first view."""
    def checked(types):
        return {field: _type_check(tp, f'field {field} annotation must be a type') for field, tp in types.items()}

    known = {field: tp for field, tp in field_types}
    first = checked(known)
    made = collections.namedtuple(name, [field for field, _ in field_types], defaults=defaults, module=module)
    if annotate is None:
        made.__annotate__ = made.__new__.__annotate__ = _make_eager_annotate(known, first)
        return made

    def annotate_fields(format):
        found = call_annotate_function(annotate, format)
        return found if format == Format.STRING else checked(found)

    made.__annotate__ = made.__new__.__annotate__ = annotate_fields
    return made


class NamedTupleMeta(type):
    def __new__(cls, typename, bases, ns):
        for base in bases:
            if base is not _NamedTuple and base is not Generic:
                raise TypeError('can only inherit from a NamedTuple type and Generic')
        bases = tuple(tuple if base is _NamedTuple else base for base in bases)
        field_types, annotate = _annotations_of_namespace(ns)
        with_default = []
        for field in field_types:
            if field in ns:
                with_default.append(field)
            elif with_default:
                raise TypeError(f'Non-default namedtuple field {field} cannot follow default '
                                f'field{"s" if len(with_default) > 1 else ""} {", ".join(with_default)}')
        made = _make_nmtuple(
            typename, field_types.items(), ns['__module__'], [ns[f] for f in with_default], annotate)
        if Generic in bases:
            # The namespace of the tuple class, in a class that is generic too.
            body = {key: value for key, value in vars(made).items() if key not in ('__dict__', '__weakref__')}
            if '__orig_bases__' in ns:
                body['__orig_bases__'] = ns['__orig_bases__']
            made = type.__new__(type, typename, bases, body)
            made.__class_getitem__ = classmethod(Generic.__class_getitem__.__func__)
        for key, value in ns.items():
            if key in _prohibited:
                raise AttributeError('Cannot overwrite NamedTuple attribute ' + key)
            if key not in _SPECIAL and key not in made._fields:
                setattr(made, key, value)
                set_name = getattr(type(value), '__set_name__', None)
                if set_name is not None:
                    try:
                        set_name(value, made, key)
                    except BaseException as error:
                        error.add_note(f'Error calling __set_name__ on {type(value).__name__!r} instance {key!r} in '
                                       f'{typename!r}')
                        raise
        return made


_not_given = object()


def _warn_of_no_fields(kind, what, typename, empty):
    import warnings
    warnings.warn(
        f"{what} the 'fields' parameter is deprecated and will be disallowed in Python 3.15. To create a {kind} class "
        f'with 0 fields using the functional syntax, pass an empty {"list" if empty == "[]" else "dictionary"}, e.g. '
        f'`{typename} = {kind}({typename!r}, {empty})`.', DeprecationWarning, stacklevel=3)


def NamedTuple(typename, fields=_not_given, /, **kwargs):
    """Typed version of namedtuple: a base class, or called with a name and the fields' names and types."""
    if fields is None and kwargs:
        raise TypeError(
            "Cannot pass `None` as the 'fields' parameter and also specify fields using keyword arguments")
    if fields is not _not_given and fields is not None and kwargs:
        raise TypeError('Either list of fields or keywords can be provided to NamedTuple, not both')
    if kwargs:
        import warnings
        warnings.warn(
            'Creating NamedTuple classes using keyword arguments is deprecated and will be disallowed in Python 3.15. '
            'Use the class-based or functional syntax instead.', DeprecationWarning, stacklevel=2)
        fields = kwargs.items()
    elif fields is _not_given or fields is None:
        what = 'Passing `None` as' if fields is None else 'Failing to pass a value for'
        _warn_of_no_fields('NamedTuple', what, typename, '[]')
        fields = ()
    types_ = tuple(fields)
    made = _make_nmtuple(typename, types_, module=_caller())
    made.__orig_bases__ = (NamedTuple,)
    return made


_NamedTuple = type.__new__(NamedTupleMeta, 'NamedTuple', (), {})
NamedTuple.__mro_entries__ = lambda bases: (_NamedTuple,)


# Typed dicts.

def _qualifiers(annotation):
    """The qualifiers around an annotation, from outside to inside."""
    while True:
        origin = getattr(annotation, '__origin__', None)
        if isinstance(annotation, _AnnotatedAlias):
            annotation = origin
        elif isinstance(annotation, _GenericAlias) and origin in (Required, NotRequired, ReadOnly):
            yield origin
            annotation, = annotation.__args__
        else:
            return


_ANNOTATIONS = frozenset({'__annotations__', '__annotate__', '__annotate_func__'})


class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True):
        for base in bases:
            if type(base) is not _TypedDictMeta and base is not Generic:
                raise TypeError('cannot inherit from both a TypedDict type and a non-TypedDict base class')
        generic = (Generic,) if any(issubclass(base, Generic) for base in bases) else ()
        body = {key: value for key, value in ns.items() if key not in _ANNOTATIONS}
        made = type.__new__(_TypedDictMeta, name, (*generic, dict), body)
        own, annotate = _annotations_of_namespace(ns, made)
        if not hasattr(made, '__orig_bases__'):
            made.__orig_bases__ = bases
        msg = "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type"

        owner = made if annotate is None else None

        def checked(types):
            return {key: _type_check(tp, msg, module=made.__module__, owner=owner) for key, tp in types.items()}

        given = own
        own = checked(own)
        required, optional, readonly, mutable = set(), set(), set(), set()
        for base in bases:
            base_required = base.__dict__.get('__required_keys__', set())
            required |= base_required
            optional -= base_required
            base_optional = base.__dict__.get('__optional_keys__', set())
            required -= base_optional
            optional |= base_optional
            readonly |= base.__dict__.get('__readonly_keys__', set())
            mutable |= base.__dict__.get('__mutable_keys__', set())
        for key, annotation in own.items():
            qualifiers = set(_qualifiers(annotation))
            is_required = Required in qualifiers or total and NotRequired not in qualifiers
            (required if is_required else optional).add(key)
            (optional if is_required else required).discard(key)
            if ReadOnly in qualifiers:
                if key in mutable:
                    raise TypeError(f'Cannot override mutable key {key!r} with read-only key')
                readonly.add(key)
            else:
                mutable.add(key)
                readonly.discard(key)

        own_annotate = _make_eager_annotate(given, own) if annotate is None else annotate

        def __annotate__(format):
            annotations = {}
            for base in bases:
                if base is not Generic and base.__annotate__ is not None:
                    annotations.update(call_annotate_function(base.__annotate__, format, owner=base))
            found = call_annotate_function(own_annotate, format, owner=made)
            annotations.update(found if format == Format.STRING else checked(found))
            return annotations

        made.__annotate__ = __annotate__
        made.__required_keys__ = frozenset(required)
        made.__optional_keys__ = frozenset(optional)
        made.__readonly_keys__ = frozenset(readonly)
        made.__mutable_keys__ = frozenset(mutable)
        made.__total__ = total
        return made

    def __call__(cls, /, *args, **kwargs):
        return dict(*args, **kwargs)

    def __subclasscheck__(cls, other):
        raise TypeError('TypedDict does not support instance and class checks')

    __instancecheck__ = __subclasscheck__


def TypedDict(typename, fields=_not_given, /, *, total=True):
    """A plain dict with the types of its values: a base class, or called with a name and a dict."""
    if fields is _not_given or fields is None:
        what = 'Passing `None` as' if fields is None else 'Failing to pass a value for'
        _warn_of_no_fields('TypedDict', what, typename, '{}')
        fields = {}
    ns = {'__annotations__': dict(fields), '__module__': _caller()}
    made = _TypedDictMeta(typename, (), ns, total=total)
    made.__orig_bases__ = (TypedDict,)
    return made


_TypedDict = type.__new__(_TypedDictMeta, 'TypedDict', (), {})
TypedDict.__mro_entries__ = lambda bases: (_TypedDict,)


def is_typeddict(tp):
    """Is the class a TypedDict?"""
    return isinstance(tp, _TypedDictMeta) and tp is not _TypedDict


# New types.

class NewType:
    """Makes a type that checkers hold apart from `tp`; at run time it returns its argument."""

    def __init__(self, name, tp):
        self.__qualname__ = name
        if '.' in name:
            name = name.rpartition('.')[-1]
        self.__name__ = name
        self.__supertype__ = tp
        module = _caller()
        if module != 'typing':
            self.__module__ = module

    def __call__(self, x):
        return x

    def __mro_entries__(self, bases):
        name = self.__name__

        class Refuse:
            def __init_subclass__(cls):
                raise TypeError(f'Cannot subclass an instance of NewType. Perhaps you were looking for: '
                                f'`{cls.__name__} = NewType({cls.__name__!r}, {name})`')

        return (Refuse,)

    def __repr__(self):
        return f'{self.__module__}.{self.__qualname__}'

    def __reduce__(self):
        return self.__qualname__

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]
