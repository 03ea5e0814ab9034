"""Signatures for `inspect`: parameters, what binds arguments to them, and the callables that they are read from."""

import enum
import sys
import types
from annotationlib import Format, ForwardRef, get_annotations
from collections import OrderedDict, namedtuple
from keyword import iskeyword
from types import (
    BuiltinFunctionType, ClassMethodDescriptorType, FunctionType, MethodDescriptorType, MethodType, MethodWrapperType,
    WrapperDescriptorType)

_CO_VARARGS = 4
_CO_VARKEYWORDS = 8
# The flag of classes that cannot be changed.
_IMMUTABLE = 1 << 8

_NATIVE = (BuiltinFunctionType, MethodDescriptorType, WrapperDescriptorType, MethodWrapperType,
           ClassMethodDescriptorType)


class _empty:
    """Says that there is no default or annotation."""


class _void:
    """Says that an argument was not given."""


class _ParameterKind(enum.IntEnum):
    POSITIONAL_ONLY = 'positional-only'
    POSITIONAL_OR_KEYWORD = 'positional or keyword'
    VAR_POSITIONAL = 'variadic positional'
    KEYWORD_ONLY = 'keyword-only'
    VAR_KEYWORD = 'variadic keyword'

    def __new__(cls, description):
        value = len(cls.__members__)
        member = int.__new__(cls, value)
        member._value_ = value
        member.description = description
        return member

    def __str__(self):
        return self.name


_POSITIONAL_ONLY = _ParameterKind.POSITIONAL_ONLY
_POSITIONAL_OR_KEYWORD = _ParameterKind.POSITIONAL_OR_KEYWORD
_VAR_POSITIONAL = _ParameterKind.VAR_POSITIONAL
_KEYWORD_ONLY = _ParameterKind.KEYWORD_ONLY
_VAR_KEYWORD = _ParameterKind.VAR_KEYWORD


def formatannotation(annotation, base_module=None, *, quote_annotation_strings=True):
    """The text of an annotation."""
    if not quote_annotation_strings and isinstance(annotation, str):
        return annotation
    if getattr(annotation, '__module__', None) == 'typing':
        import re
        return re.sub(r'[\w.]+', lambda found: found.group().removeprefix('typing.'), repr(annotation))
    if isinstance(annotation, types.GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ('builtins', base_module):
            return annotation.__qualname__
        return f'{annotation.__module__}.{annotation.__qualname__}'
    if isinstance(annotation, ForwardRef):
        return annotation.__forward_arg__
    return repr(annotation)


def formatannotationrelativeto(object):
    """formatannotation() for annotations in the module of the object."""
    module = getattr(object, '__module__', None)

    def relative(annotation):
        return formatannotation(annotation, module)
    return relative


class Parameter:
    """A parameter: name, kind, default and annotation."""

    __slots__ = ('_name', '_kind', '_default', '_annotation')

    POSITIONAL_ONLY = _POSITIONAL_ONLY
    POSITIONAL_OR_KEYWORD = _POSITIONAL_OR_KEYWORD
    VAR_POSITIONAL = _VAR_POSITIONAL
    KEYWORD_ONLY = _KEYWORD_ONLY
    VAR_KEYWORD = _VAR_KEYWORD
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        try:
            self._kind = _ParameterKind(kind)
        except ValueError:
            raise ValueError(f'value {kind!r} is not a valid Parameter.kind')
        if default is not _empty and self._kind in (_VAR_POSITIONAL, _VAR_KEYWORD):
            raise ValueError(f'{self._kind.description} parameters cannot have default values')
        self._default = default
        self._annotation = annotation
        if name is _empty:
            raise ValueError('name is a required attribute for Parameter')
        if not isinstance(name, str):
            raise TypeError(f'name must be a str, not a {type(name).__name__}')
        if name[:1] == '.' and name[1:].isdigit():
            # The argument of the function that a comprehension is.
            if self._kind is not _POSITIONAL_OR_KEYWORD:
                raise ValueError('implicit arguments must be passed as positional or keyword arguments, not '
                                 f'{self._kind.description}')
            self._kind = _POSITIONAL_ONLY
            name = f'implicit{name[1:]}'
        if not name.isidentifier() or iskeyword(name) and self._kind is not _POSITIONAL_ONLY:
            raise ValueError(f'{name!r} is not a valid parameter name')
        self._name = name

    def __reduce__(self):
        return type(self), (self._name, self._kind), {'_default': self._default, '_annotation': self._annotation}

    def __setstate__(self, state):
        self._default = state['_default']
        self._annotation = state['_annotation']

    @property
    def name(self):
        return self._name

    @property
    def default(self):
        return self._default

    @property
    def annotation(self):
        return self._annotation

    @property
    def kind(self):
        return self._kind

    def replace(self, *, name=_void, kind=_void, annotation=_void, default=_void):
        """The parameter with other attributes."""
        return type(self)(
            self._name if name is _void else name, self._kind if kind is _void else kind,
            default=self._default if default is _void else default,
            annotation=self._annotation if annotation is _void else annotation)

    __replace__ = replace

    def __str__(self):
        return self._format()

    def _format(self, *, quote_annotation_strings=True):
        text = {_VAR_POSITIONAL: '*', _VAR_KEYWORD: '**'}.get(self._kind, '') + self._name
        if self._annotation is not _empty:
            shown = formatannotation(self._annotation, quote_annotation_strings=quote_annotation_strings)
            text += f': {shown}'
        if self._default is not _empty:
            equals = '=' if self._annotation is _empty else ' = '
            text += f'{equals}{self._default!r}'
        return text

    def __repr__(self):
        return f'<{self.__class__.__name__} "{self}">'

    def __hash__(self):
        return hash((self._name, self._kind, self._annotation, self._default))

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, Parameter):
            return NotImplemented
        return (self._name == other._name and self._kind == other._kind and self._default == other._default
                and self._annotation == other._annotation)


class BoundArguments:
    """What bind() makes: the values of parameters, by name."""

    __slots__ = ('arguments', '_signature', '__weakref__')

    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    @property
    def signature(self):
        return self._signature

    @property
    def args(self):
        args = []
        for name, param in self._signature.parameters.items():
            if param.kind in (_KEYWORD_ONLY, _VAR_KEYWORD) or name not in self.arguments:
                break
            if param.kind is _VAR_POSITIONAL:
                args.extend(self.arguments[name])
            else:
                args.append(self.arguments[name])
        return tuple(args)

    @property
    def kwargs(self):
        kwargs = {}
        by_keyword = False
        for name, param in self._signature.parameters.items():
            if not by_keyword:
                if param.kind in (_KEYWORD_ONLY, _VAR_KEYWORD):
                    by_keyword = True
                elif name not in self.arguments:
                    by_keyword = True
                    continue
            if not by_keyword or name not in self.arguments:
                continue
            if param.kind is _VAR_KEYWORD:
                kwargs.update(self.arguments[name])
            else:
                kwargs[name] = self.arguments[name]
        return kwargs

    def apply_defaults(self):
        """Puts in the defaults of parameters that have no value."""
        known = self.arguments
        new = {}
        for name, param in self._signature.parameters.items():
            if name in known:
                new[name] = known[name]
            elif param.default is not _empty:
                new[name] = param.default
            elif param.kind is _VAR_POSITIONAL:
                new[name] = ()
            elif param.kind is _VAR_KEYWORD:
                new[name] = {}
        self.arguments = new

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self.signature == other.signature and self.arguments == other.arguments

    def __setstate__(self, state):
        self._signature = state['_signature']
        self.arguments = state['arguments']

    def __getstate__(self):
        return {'_signature': self._signature, 'arguments': self.arguments}

    def __repr__(self):
        shown = ', '.join(f'{name}={value!r}' for name, value in self.arguments.items())
        return f'<{self.__class__.__name__} ({shown})>'


class Signature:
    """The parameters of a callable and the annotation of what it returns."""

    __slots__ = ('_return_annotation', '_parameters')

    _parameter_cls = Parameter
    _bound_arguments_cls = BoundArguments

    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty, __validate_parameters__=True):
        if parameters is None:
            params = OrderedDict()
        elif __validate_parameters__:
            params = _ordered(parameters)
        else:
            params = OrderedDict((param.name, param) for param in parameters)
        self._parameters = types.MappingProxyType(params)
        self._return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False,
                      annotation_format=Format.VALUE):
        """The signature of a callable."""
        return _Reader(cls, follow_wrapped, True, globals, locals, eval_str, annotation_format).of(obj)

    @property
    def parameters(self):
        return self._parameters

    @property
    def return_annotation(self):
        return self._return_annotation

    def replace(self, *, parameters=_void, return_annotation=_void):
        """The signature with other parameters or another return annotation."""
        return type(self)(
            self.parameters.values() if parameters is _void else parameters,
            return_annotation=self._return_annotation if return_annotation is _void else return_annotation)

    __replace__ = replace

    def _comparable(self):
        ordered = tuple(param for param in self.parameters.values() if param.kind is not _KEYWORD_ONLY)
        by_name = {param.name: param for param in self.parameters.values() if param.kind is _KEYWORD_ONLY}
        return ordered, by_name, self.return_annotation

    def __hash__(self):
        ordered, by_name, return_annotation = self._comparable()
        return hash((ordered, frozenset(by_name.values()), return_annotation))

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, Signature):
            return NotImplemented
        return self._comparable() == other._comparable()

    def bind(self, /, *args, **kwargs):
        """The parameters that a call with these arguments would set. TypeError if they do not fit."""
        return self._bind(args, kwargs)

    def bind_partial(self, /, *args, **kwargs):
        """As bind, but arguments may be missing."""
        return self._bind(args, kwargs, partial=True)

    def _bind(self, args, kwargs, *, partial=False):
        arguments = {}
        kwargs = dict(kwargs)
        left = list(args)
        left.reverse()
        by_position_only = []
        all_keywords = None
        positional_are_over = False
        for name, param in self.parameters.items():
            kind = param.kind
            if kind is _VAR_KEYWORD:
                all_keywords = name
            elif kind is _VAR_POSITIONAL:
                positional_are_over = True
                if left:
                    arguments[name] = tuple(reversed(left))
                    left.clear()
            elif left and kind is not _KEYWORD_ONLY:
                if name in kwargs and kind is not _POSITIONAL_ONLY:
                    raise TypeError(f'multiple values for argument {name!r}') from None
                value = left.pop()
                if not (partial and value is _placeholder()):
                    arguments[name] = value
            elif name in kwargs and kind is not _POSITIONAL_ONLY:
                if left and kind is _KEYWORD_ONLY:
                    raise TypeError('too many positional arguments') from None
                arguments[name] = kwargs.pop(name)
            elif left:
                raise TypeError('too many positional arguments') from None
            else:
                if name in kwargs:
                    by_position_only.append(name)
                if not partial and param.default is _empty:
                    which = ''
                    if name in kwargs:
                        which = ' positional-only'
                    elif kind is _KEYWORD_ONLY and not positional_are_over:
                        which = ' keyword-only'
                    raise TypeError(f'missing a required{which} argument: {name!r}') from None
        if left:
            raise TypeError('too many positional arguments') from None
        if kwargs:
            if all_keywords is not None:
                arguments[all_keywords] = kwargs
            elif by_position_only:
                names = ', '.join(by_position_only)
                raise TypeError(f'got some positional-only arguments passed as keyword arguments: {names!r}')
            else:
                raise TypeError(f'got an unexpected keyword argument {next(iter(kwargs))!r}')
        return self._bound_arguments_cls(self, arguments)

    def __reduce__(self):
        return (type(self), (tuple(self._parameters.values()),), {'_return_annotation': self._return_annotation})

    def __setstate__(self, state):
        self._return_annotation = state['_return_annotation']

    def __repr__(self):
        return f'<{self.__class__.__name__} {self}>'

    def __str__(self):
        return self.format()

    def format(self, *, max_width=None, quote_annotation_strings=True):
        """The signature as text; on a line for each parameter if it is longer than max_width."""
        result = []
        slash_due = False
        star_due = True
        for param in self.parameters.values():
            if param.kind is _POSITIONAL_ONLY:
                slash_due = True
            elif slash_due:
                result.append('/')
                slash_due = False
            if param.kind is _VAR_POSITIONAL:
                star_due = False
            elif param.kind is _KEYWORD_ONLY and star_due:
                result.append('*')
                star_due = False
            result.append(param._format(quote_annotation_strings=quote_annotation_strings))
        if slash_due:
            result.append('/')
        text = f'({", ".join(result)})'
        if max_width is not None and len(text) > max_width:
            text = '(\n    ' + ',\n    '.join(result) + '\n)'
        if self.return_annotation is not _empty:
            shown = formatannotation(self.return_annotation, quote_annotation_strings=quote_annotation_strings)
            text += f' -> {shown}'
        return text


def _ordered(parameters):
    """Parameters by name, if their order is one that a function can have."""
    params = OrderedDict()
    highest = _POSITIONAL_ONLY
    had_default = False
    for param in parameters:
        kind, name = param.kind, param.name
        if kind < highest:
            raise ValueError(f'wrong parameter order: {highest.description} parameter before {kind.description} '
                             'parameter')
        if kind is highest and kind in (_VAR_POSITIONAL, _VAR_KEYWORD):
            raise ValueError(f'more than one {kind.description} parameter')
        highest = kind
        if kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
            if param.default is not _empty:
                had_default = True
            elif had_default:
                raise ValueError('non-default argument follows default argument')
        if name in params:
            raise ValueError(f'duplicate parameter name: {name!r}')
        params[name] = param
    return params


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False, annotation_format=Format.VALUE):
    """The signature of a callable. ValueError if it has none, TypeError if it is no callable."""
    return Signature.from_callable(obj, follow_wrapped=follow_wrapped, globals=globals, locals=locals,
                                   eval_str=eval_str, annotation_format=annotation_format)


def unwrap(func, *, stop=None):
    """The function at the end of the __wrapped__ chain; stop(function) ends it early."""
    first = func
    # They are kept, so that none is made where another was.
    seen = {id(func): func}
    limit = sys.getrecursionlimit()
    while not isinstance(func, type) and hasattr(func, '__wrapped__') and (stop is None or not stop(func)):
        func = func.__wrapped__
        if id(func) in seen or len(seen) >= limit:
            raise ValueError(f'wrapper loop when unwrapping {first!r}')
        seen[id(func)] = func
    return func


def _placeholder():
    functools = sys.modules.get('functools')
    return _void if functools is None else functools.Placeholder


def _is_like_function(obj):
    """Has it what functions have, as those of compilers and mocks do?"""
    if not callable(obj) or isinstance(obj, type):
        return False
    name, code = getattr(obj, '__name__', None), getattr(obj, '__code__', None)
    defaults, kwdefaults = getattr(obj, '__defaults__', _void), getattr(obj, '__kwdefaults__', _void)
    return (isinstance(code, types.CodeType) and isinstance(name, str)
            and (defaults is None or isinstance(defaults, tuple))
            and (kwdefaults is None or isinstance(kwdefaults, dict)))


class _Reader:
    """Finds out the signatures of callables of any kind."""

    def __init__(self, cls, follow_wrapped=True, skip_bound=True, globals=None, locals=None, eval_str=False,
                 annotation_format=Format.VALUE):
        self.cls = cls
        self.follow_wrapped = follow_wrapped
        self.skip_bound = skip_bound
        self.annotation_options = {
            'globals': globals, 'locals': locals, 'eval_str': eval_str, 'format': annotation_format}

    def of(self, obj):
        """The signature of an object that is to be called."""
        from functools import partial, partialmethod
        if not callable(obj):
            raise TypeError(f'{obj!r} is not a callable object')
        if isinstance(obj, MethodType):
            return self.bound(self.of(obj.__func__))
        if self.follow_wrapped:
            obj = unwrap(obj, stop=lambda f: hasattr(f, '__signature__') or isinstance(f, MethodType))
            if isinstance(obj, MethodType):
                return self.of(obj)
        given = getattr(obj, '__signature__', None)
        if given is not None:
            return self.given(obj, given)
        method = getattr(obj, '__partialmethod__', None)
        if isinstance(method, partialmethod):
            return self.of_partial_method(method)
        if isinstance(obj, FunctionType) or _is_like_function(obj):
            return self.of_function(obj)
        if isinstance(obj, _NATIVE):
            return self.of_native(obj)
        if isinstance(obj, partial):
            return self.of_partial(self.of(obj.func), obj)
        if isinstance(obj, type):
            return self.of_class(obj)
        call = _own_method(type(obj), '__call__')
        if call is not None:
            return self.of_method(call, obj)
        raise ValueError(f'callable {obj!r} is not supported by signature')

    def bound(self, sig):
        """The signature without its first parameter, which is bound."""
        if not self.skip_bound:
            return sig
        params = list(sig.parameters.values())
        if not params or params[0].kind in (_KEYWORD_ONLY, _VAR_KEYWORD):
            raise ValueError('invalid method signature')
        if params[0].kind is not _VAR_POSITIONAL:
            del params[0]
        return sig.replace(parameters=params)

    def given(self, obj, given):
        """The signature that an attribute of the object tells.

        A function of the library may have what a native one would tell, as text.
        """
        if isinstance(given, str) and getattr(obj, '__module__', None) in (*sys.stdlib_module_names, '_io_buffered'):
            return self.from_text(obj, given)
        if not isinstance(given, Signature):
            raise TypeError(f'unexpected object {given!r} in __signature__ attribute')
        return given

    def of_method(self, method, owner):
        """The signature of a method as it stands in a class, bound to what it is called on."""
        if isinstance(method, staticmethod):
            return self.of(method.__func__)
        if isinstance(method, classmethod):
            return self.bound(self.of(method.__func__))
        if isinstance(method, FunctionType) or not hasattr(type(method), '__get__') or isinstance(method, _NATIVE):
            sig = self.of(method)
            return self.bound(sig) if hasattr(type(method), '__get__') else sig
        return self.of(method.__get__(owner, type(owner)))

    def of_partial_method(self, method):
        whole = self.of(method.func)
        rest = self.of_partial(whole, method, (None,))
        receiver = next(iter(whole.parameters.values()))
        if receiver.kind is _VAR_POSITIONAL:
            return rest
        params = list(rest.parameters.values())
        if params and params[0].kind is _POSITIONAL_ONLY:
            receiver = receiver.replace(kind=_POSITIONAL_ONLY)
        return rest.replace(parameters=[receiver, *params])

    def of_function(self, func):
        code = func.__code__
        names = code.co_varnames
        positional = code.co_argcount
        keyword_only = names[positional:positional + code.co_kwonlyargcount]
        annotations = get_annotations(func, **self.annotation_options)
        defaults = func.__defaults__ or ()
        kwdefaults = func.__kwdefaults__ or {}
        make = self.cls._parameter_cls
        params = []
        first_default = positional - len(defaults)
        for i, name in enumerate(names[:positional]):
            params.append(make(
                name, _POSITIONAL_ONLY if i < code.co_posonlyargcount else _POSITIONAL_OR_KEYWORD,
                default=defaults[i - first_default] if i >= first_default else _empty,
                annotation=annotations.get(name, _empty)))
        at = positional + code.co_kwonlyargcount
        if code.co_flags & _CO_VARARGS:
            params.append(make(names[at], _VAR_POSITIONAL, annotation=annotations.get(names[at], _empty)))
            at += 1
        for name in keyword_only:
            params.append(make(name, _KEYWORD_ONLY, default=kwdefaults.get(name, _empty),
                               annotation=annotations.get(name, _empty)))
        if code.co_flags & _CO_VARKEYWORDS:
            params.append(make(names[at], _VAR_KEYWORD, annotation=annotations.get(names[at], _empty)))
        return self.cls(params, return_annotation=annotations.get('return', _empty),
                        __validate_parameters__=isinstance(func, FunctionType) is False)

    def of_partial(self, sig, part, before=()):
        from functools import Placeholder
        args, keywords = before + part.args, part.keywords or {}
        try:
            bound = sig.bind_partial(*args, **keywords)
        except TypeError as error:
            raise ValueError(f'partial object {part!r} has incorrect arguments') from error
        params = []
        by_keyword = False
        for i, (name, param) in enumerate(sig.parameters.items()):
            kind = param.kind
            left_open = i < len(args) and args[i] is Placeholder
            if left_open and kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
                # What comes before it can no longer be given by name.
                params = [before.replace(kind=_POSITIONAL_ONLY) for before in params]
                params.append(param.replace(kind=_POSITIONAL_ONLY, default=_empty))
                continue
            if name in bound.arguments:
                value = bound.arguments[name]
                if kind is _POSITIONAL_ONLY or kind is _POSITIONAL_OR_KEYWORD and name not in keywords:
                    continue
                if kind is _POSITIONAL_OR_KEYWORD:
                    by_keyword = True
                    param = param.replace(default=value)
                elif kind is _KEYWORD_ONLY:
                    param = param.replace(default=value)
            if by_keyword:
                if kind is _VAR_POSITIONAL:
                    continue
                if kind is _POSITIONAL_OR_KEYWORD:
                    param = param.replace(kind=_KEYWORD_ONLY)
            params.append(param)
        return sig.replace(parameters=params)

    def of_native(self, obj):
        text = getattr(obj, '__text_signature__', None)
        if not text:
            raise ValueError(f'no signature found for builtin {obj!r}')
        return self.from_text(obj, text)

    def from_text(self, obj, text):
        """The signature that a text says; a first parameter with `$` is bound if the object has one."""
        receiver, own = '$' in text, getattr(obj, '__self__', None)
        try:
            function = eval(f'lambda {text.replace("$", "").strip()[1:-1]}: None', {'sys': sys})
        except (SyntaxError, NameError):
            raise ValueError(f'{obj!r} builtin has invalid signature') from None
        sig = _Reader(self.cls).of_function(function)
        if not receiver:
            return sig
        params = list(sig.parameters.values())
        if isinstance(obj, type) or own is not None and (self.skip_bound or isinstance(own, types.ModuleType)):
            return sig.replace(parameters=params[1:])
        return sig.replace(parameters=[params[0].replace(kind=_POSITIONAL_ONLY), *params[1:]])

    def of_class(self, cls):
        call = _own_method(type(cls), '__call__')
        if call is not None:
            return self.of_method(call, cls)
        new, init = _own_method(cls, '__new__'), _own_method(cls, '__init__')
        # The one that is defined nearer decides. A class that nobody can change tells its signature as a text.
        for base in cls.__mro__:
            if base.__flags__ & _IMMUTABLE:
                break
            if new is not None and '__new__' in base.__dict__:
                method = new.__func__ if isinstance(new, staticmethod) else new
                sig = self.of(method)
                return self.bound(sig) if isinstance(new, staticmethod) or isinstance(method, FunctionType) else sig
            if init is not None and '__init__' in base.__dict__:
                return self.of_method(init, cls)
        for base in cls.__mro__[:-1]:
            text = base.__text_signature__
            if text:
                return self.from_text(cls, text)
        if type not in cls.__mro__:
            if cls.__init__ is object.__init__ and cls.__new__ is object.__new__:
                return self.cls([])
            raise ValueError(f'no signature found for builtin type {cls!r}')
        if cls is type:
            raise ValueError(f'no signature found for builtin {cls!r}')
        raise ValueError(f'callable {cls!r} is not supported by signature')


def _own_method(cls, name):
    """A method as it stands in a class or its bases, if it is none of the built-in classes' own."""
    for base in cls.__mro__:
        if name in base.__dict__:
            found = base.__dict__[name]
            return None if isinstance(found, _NATIVE) else found
    return None


FullArgSpec = namedtuple('FullArgSpec', 'args varargs varkw defaults kwonlyargs kwonlydefaults annotations')


def getfullargspec(func):
    """Names, defaults and annotations of a callable's parameters, by kind."""
    try:
        sig = _Reader(Signature, False, False).of(func)
    except Exception as ex:
        # What is wrong does not matter: it cannot be asked.
        raise TypeError('unsupported callable') from ex
    args, positional_only, kwonlyargs, defaults, kwdefaults, annotations = [], [], [], (), {}, {}
    varargs = varkw = None
    if sig.return_annotation is not _empty:
        annotations['return'] = sig.return_annotation
    for name, param in sig.parameters.items():
        kind = param.kind
        if kind is _POSITIONAL_ONLY or kind is _POSITIONAL_OR_KEYWORD:
            (positional_only if kind is _POSITIONAL_ONLY else args).append(name)
            if param.default is not _empty:
                defaults += (param.default,)
        elif kind is _VAR_POSITIONAL:
            varargs = name
        elif kind is _KEYWORD_ONLY:
            kwonlyargs.append(name)
            if param.default is not _empty:
                kwdefaults[name] = param.default
        else:
            varkw = name
        if param.annotation is not _empty:
            annotations[name] = param.annotation
    return FullArgSpec(positional_only + args, varargs, varkw, defaults or None, kwonlyargs, kwdefaults or None,
                       annotations)


def getcallargs(func, /, *positional, **named):
    """The parameters' values in a call of the function with these arguments, by name."""
    args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, _ = getfullargspec(func)
    if isinstance(func, MethodType) and func.__self__ is not None:
        positional = (func.__self__,) + positional
    params = [*args, *(['*' + varargs] if varargs else ['*'] if kwonlyargs else []), *kwonlyargs,
              *(['**' + varkw] if varkw else [])]
    # A function with the same parameters says what is wrong with the arguments as the function itself would.
    space = {}
    exec(f'def call({", ".join(params)}): return locals()', space)
    call = space['call']
    call.__defaults__, call.__kwdefaults__ = defaults, kwonlydefaults
    call.__name__ = call.__qualname__ = func.__name__
    values = call(*positional, **named)
    given = [*args[:len(positional)], *filter(None, (varargs, varkw))]
    given += [name for name in named if name in values and name not in given]
    return {name: values[name] for name in [*given, *values]}


def formatargvalues(args, varargs, varkw, locals, formatarg=str, formatvarargs=lambda name: '*' + name,
                    formatvarkw=lambda name: '**' + name, formatvalue=lambda value: '=' + repr(value)):
    """The text of what getargvalues() returns; the last four arguments make the texts of its parts."""
    shown = [formatarg(name) + formatvalue(locals[name]) for name in args]
    if varargs:
        shown.append(formatvarargs(varargs) + formatvalue(locals[varargs]))
    if varkw:
        shown.append(formatvarkw(varkw) + formatvalue(locals[varkw]))
    return f'({", ".join(shown)})'


for _own in (Parameter, _ParameterKind, BoundArguments, Signature, FullArgSpec, _empty, _void, signature, unwrap,
             getfullargspec, getcallargs, formatargvalues, formatannotation, formatannotationrelativeto):
    _own.__module__ = 'inspect'
