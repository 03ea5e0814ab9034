"""What live objects are made of."""

import _linecache
import sys
import types
from annotationlib import Format, ForwardRef, get_annotations
from types import (
    AsyncGeneratorType, BuiltinFunctionType, ClassMethodDescriptorType, CodeType, CoroutineType, FrameType, FunctionType,
    GeneratorType, GetSetDescriptorType, MemberDescriptorType, MethodDescriptorType, MethodType, MethodWrapperType,
    ModuleType, TracebackType, WrapperDescriptorType)

CO_OPTIMIZED = 1
CO_NEWLOCALS = 2
CO_VARARGS = 4
CO_VARKEYWORDS = 8
CO_NESTED = 16
CO_GENERATOR = 32
CO_NOFREE = 64
CO_COROUTINE = 128
CO_ITERABLE_COROUTINE = 256
CO_ASYNC_GENERATOR = 512
CO_HAS_DOCSTRING = 0x4000000
CO_METHOD = 0x8000000

# The states of generators, coroutines and async generators

GEN_CREATED = 'GEN_CREATED'
GEN_RUNNING = 'GEN_RUNNING'
GEN_SUSPENDED = 'GEN_SUSPENDED'
GEN_CLOSED = 'GEN_CLOSED'
CORO_CREATED = 'CORO_CREATED'
CORO_RUNNING = 'CORO_RUNNING'
CORO_SUSPENDED = 'CORO_SUSPENDED'
CORO_CLOSED = 'CORO_CLOSED'
AGEN_CREATED = 'AGEN_CREATED'
AGEN_RUNNING = 'AGEN_RUNNING'
AGEN_SUSPENDED = 'AGEN_SUSPENDED'
AGEN_CLOSED = 'AGEN_CLOSED'


def getgeneratorstate(generator):
    """The state of a generator: one of the GEN_ constants."""
    if generator.gi_running:
        return GEN_RUNNING
    if generator.gi_suspended:
        return GEN_SUSPENDED
    if generator.gi_frame is None:
        return GEN_CLOSED
    return GEN_CREATED


def getcoroutinestate(coroutine):
    """The state of a coroutine: one of the CORO_ constants."""
    if coroutine.cr_running:
        return CORO_RUNNING
    if coroutine.cr_suspended:
        return CORO_SUSPENDED
    if coroutine.cr_frame is None:
        return CORO_CLOSED
    return CORO_CREATED


def getasyncgenstate(agen):
    """The state of an asynchronous generator: one of the AGEN_ constants."""
    if agen.ag_running:
        return AGEN_RUNNING
    if agen.ag_suspended:
        return AGEN_SUSPENDED
    if agen.ag_frame is None:
        return AGEN_CLOSED
    return AGEN_CREATED


def getgeneratorlocals(generator):
    """The local variables of a generator by name; none if it is done."""
    if not isgenerator(generator):
        raise TypeError(f'{generator!r} is not a Python generator')
    frame = generator.gi_frame
    return {} if frame is None else frame.f_locals


def getcoroutinelocals(coroutine):
    """The local variables of a coroutine by name; none if it is done."""
    frame = getattr(coroutine, 'cr_frame', None)
    return {} if frame is None else frame.f_locals


def getasyncgenlocals(agen):
    """The local variables of an asynchronous generator by name; none if it is done."""
    if not isasyncgen(agen):
        raise TypeError(f'{agen!r} is not a Python async generator')
    frame = agen.ag_frame
    return {} if frame is None else frame.f_locals


# What kind of object it is

def ismodule(object):
    """Is it a module?"""
    return isinstance(object, ModuleType)


def isclass(object):
    """Is it a class?"""
    return isinstance(object, type)


def ismethod(object):
    """Is it a method bound to an instance or a class?"""
    return isinstance(object, MethodType)


def isfunction(object):
    """Is it a function written in the language?"""
    return isinstance(object, FunctionType)


def isbuiltin(object):
    """Is it a native function, or a native method bound to a value?"""
    return isinstance(object, BuiltinFunctionType)


def ismethodwrapper(object):
    """Is it a special method of a built-in type, bound to a value?"""
    return isinstance(object, MethodWrapperType)


def isroutine(object):
    """Is it a function or method of any kind?"""
    return (isbuiltin(object) or isfunction(object) or ismethod(object) or ismethoddescriptor(object)
            or ismethodwrapper(object))


def isdatadescriptor(object):
    """Has its class __set__ or __delete__?"""
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    cls = type(object)
    return hasattr(cls, '__set__') or hasattr(cls, '__delete__')


def ismethoddescriptor(object):
    """Has its class __get__ but not __set__, and is it no method, function or class?"""
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    cls = type(object)
    return hasattr(cls, '__get__') and not hasattr(cls, '__set__') and not hasattr(cls, '__delete__')


def ismemberdescriptor(object):
    """Is it the descriptor of a slot or of a native attribute?"""
    return isinstance(object, MemberDescriptorType)


def isgetsetdescriptor(object):
    """Is it the descriptor of an attribute that native code gets and sets?"""
    return isinstance(object, GetSetDescriptorType)


def istraceback(object):
    """Is it a traceback?"""
    return isinstance(object, TracebackType)


def isframe(object):
    """Is it a frame?"""
    return type(object) is FrameType


def iscode(object):
    """Is it a code object?"""
    return isinstance(object, CodeType)


def isgenerator(object):
    """Is it a generator, that is what a generator function returns?"""
    return isinstance(object, GeneratorType)


def iscoroutine(object):
    """Is it a coroutine, that is what an async function returns?"""
    return isinstance(object, CoroutineType)


def isasyncgen(object):
    """Is it what an async function with a yield returns?"""
    return isinstance(object, AsyncGeneratorType)


def isawaitable(object):
    """Can it be awaited?"""
    return (isinstance(object, CoroutineType)
            or isinstance(object, GeneratorType) and bool(object.gi_code.co_flags & CO_ITERABLE_COROUTINE)
            or hasattr(type(object), '__await__'))


def _unwrap_partial(func):
    from functools import partial
    while isinstance(func, partial):
        func = func.func
    return func


def _has_code_flag(f, flag):
    while ismethod(f):
        f = f.__func__
    f = _unwrap_partial(f)
    while ismethod(f):
        f = f.__func__
    if not isfunction(f) and not _is_like_function(f):
        return False
    return bool(f.__code__.co_flags & flag)


def _is_like_function(obj):
    """Has it what functions have, as mocks of coroutine functions do?"""
    if not callable(obj) or isclass(obj):
        return False
    name, code = getattr(obj, '__name__', None), getattr(obj, '__code__', None)
    defaults, kwdefaults = getattr(obj, '__defaults__', ...), getattr(obj, '__kwdefaults__', ...)
    return (isinstance(name, str) and isinstance(getattr(code, 'co_flags', None), int)
            and isinstance(defaults, (tuple, type(None))) and isinstance(kwdefaults, (dict, type(None))))


def isgeneratorfunction(obj):
    """Is it a function with a yield, or a partial or method of one?"""
    return _has_code_flag(obj, CO_GENERATOR)


_is_coroutine_mark = object()


def markcoroutinefunction(func):
    """Makes iscoroutinefunction() say yes of a function that returns coroutines."""
    if hasattr(func, '__func__'):
        func = func.__func__
    func._is_coroutine_marker = _is_coroutine_mark
    return func


def iscoroutinefunction(obj):
    """Is it an async function without a yield, or marked as one?"""
    if _has_code_flag(obj, CO_COROUTINE):
        return True
    marked = obj.__func__ if ismethod(obj) else obj
    return getattr(_unwrap_partial(marked), '_is_coroutine_marker', None) is _is_coroutine_mark


def isasyncgenfunction(obj):
    """Is it an async function with a yield?"""
    return _has_code_flag(obj, CO_ASYNC_GENERATOR)


def isabstract(object):
    """Is it a class with abstract methods left?"""
    return isinstance(object, type) and bool(getattr(object, '__abstractmethods__', ()))


# Members and documentation

def getmembers(object, predicate=None):
    """The pairs of name and value of all attributes, by name; of those only for which predicate(value) is true."""
    results = []
    for name in sorted(set(dir(object))):
        try:
            value = getattr(object, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            results.append((name, value))
    return results


def getmembers_static(object, predicate=None):
    """As getmembers, without calling descriptors."""
    results = []
    for name in sorted(set(dir(object))):
        try:
            value = getattr_static(object, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            results.append((name, value))
    return results


_absent = object()


def getattr_static(obj, attr, default=_absent):
    """An attribute as it stands in the object or its classes: no descriptor and no __getattr__ is called."""
    if not isinstance(obj, type):
        try:
            attributes = object.__getattribute__(obj, '__dict__')
        except AttributeError:
            attributes = {}
        if attr in attributes:
            return attributes[attr]
        mro = type(obj).__mro__
    else:
        mro = obj.__mro__ + type(obj).__mro__
    for cls in mro:
        if attr in cls.__dict__:
            return cls.__dict__[attr]
    if default is not _absent:
        return default
    raise AttributeError(attr)


def getmro(cls):
    """The class and its bases in the order in which attributes are looked up."""
    return cls.__mro__


def unwrap(func, *, stop=None):
    """The function at the end of the __wrapped__ chain; stop(function) ends it early."""
    seen = {id(func)}
    while not isinstance(func, type) and hasattr(func, '__wrapped__') and (stop is None or not stop(func)):
        func = func.__wrapped__
        if id(func) in seen:
            raise ValueError(f'wrapper loop when unwrapping {func!r}')
        seen.add(id(func))
    return func


def cleandoc(doc):
    """A docstring without its indentation and the empty lines around it."""
    lines = doc.expandtabs().split('\n')
    margin = min([len(line) - len(line.lstrip(' ')) for line in lines[1:] if line.lstrip(' ')], default=sys.maxsize)
    lines[0] = lines[0].lstrip(' ')
    if margin < sys.maxsize:
        lines[1:] = [line[margin:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return '\n'.join(lines)


def getdoc(object):
    """The docstring, its indentation taken off, of an object or of what it overrides; None if there is none."""
    doc = getattr(object, '__doc__', None)
    if doc is None:
        doc = _inherited_doc(object)
    return cleandoc(doc) if isinstance(doc, str) else None


def _inherited_doc(obj):
    if ismemberdescriptor(obj):
        # `__slots__` may be a dict of docstrings.
        slots = getattr(obj.__objclass__, '__slots__', None)
        return slots.get(obj.__name__) if isinstance(slots, dict) else None
    if isclass(obj):
        for base in obj.__mro__[1:]:
            if base is not object and base.__doc__ is not None:
                return base.__doc__
        return None
    if ismethod(obj):
        owner, name = type(obj.__self__), obj.__name__
        if isclass(obj.__self__):
            owner = obj.__self__
    elif isfunction(obj) and '.' in obj.__qualname__:
        owner = sys.modules.get(obj.__module__)
        for part in obj.__qualname__.split('.')[:-1]:
            owner = getattr(owner, part, None)
        name = obj.__name__
    else:
        return None
    for base in getattr(owner, '__mro__', ()):
        doc = getattr(base.__dict__[name], '__doc__', None) if name in base.__dict__ else None
        if doc is not None:
            return doc
    return None


# Source text

def getfile(object):
    """The file that the object comes from. TypeError if it is built in."""
    if ismodule(object):
        if getattr(object, '__file__', None):
            return object.__file__
        raise TypeError(f'{object!r} is a built-in module')
    if isclass(object):
        module = sys.modules.get(object.__module__)
        if getattr(module, '__file__', None):
            return module.__file__
        raise TypeError(f'{object!r} is a built-in class')
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        object = object.__code__
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        object = object.f_code
    if iscode(object):
        return object.co_filename
    raise TypeError('module, class, method, function, traceback, frame, or code object was expected, '
                    f'got {type(object).__name__}')


getsourcefile = getfile


def getmodule(object, _filename=None):
    """The module that the object comes from; None if that is not known."""
    if ismodule(object):
        return object
    return sys.modules.get(getattr(object, '__module__', None))


def getmodulename(path):
    """The name that a file has as a module; None if it cannot be one."""
    name = path.rpartition('/')[2]
    return name[:-3] if name.endswith('.py') else None


def _file_lines(object):
    file = getfile(object)
    typed = _linecache.input_text(file)
    if typed is not None:
        return typed.splitlines(True)
    try:
        with open(file, encoding='utf-8') as f:
            return f.readlines()
    except OSError:
        raise OSError('could not get source code') from None


def findsource(object):
    """All lines of the object's file and the index of its first. OSError if there is no source."""
    lines = _file_lines(object)
    if ismodule(object):
        return lines, 0
    if isclass(object):
        first = getattr(object, '__firstlineno__', None)
        if first is None:
            raise OSError('source code not available')
        return lines, first - 1
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        object = object.__code__
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        object = object.f_code
    return lines, object.co_firstlineno - 1


def getblock(lines):
    """Those of the lines that belong to the definition in the first."""
    first = lines[0]
    indent = len(first) - len(first.lstrip())
    end = 0
    in_body = False
    depth = 0
    for i, line in enumerate(lines):
        stripped = line.strip()
        if not stripped or stripped.startswith('#') and in_body:
            continue
        column = len(line) - len(line.lstrip())
        if in_body and depth <= 0 and column <= indent:
            break
        end = i + 1
        for c in stripped.partition('#')[0]:
            depth += (c in '([{') - (c in ')]}')
        if not stripped.startswith('@') and depth <= 0:
            in_body = True
    return lines[:end]


def getsourcelines(object):
    """The lines of the object and the number of its first. OSError if there is no source."""
    object = unwrap(object)
    lines, lnum = findsource(object)
    if ismodule(object):
        return lines, 0
    return getblock(lines[lnum:]), lnum + 1


def getsource(object):
    """The source of the object as one text. OSError if there is none."""
    return ''.join(getsourcelines(object)[0])


# Frames

def currentframe():
    """The frame that calls this."""
    return sys._getframe(1)


class FrameInfo(tuple):
    """A frame with its place in the source."""

    _fields = ('frame', 'filename', 'lineno', 'function', 'code_context', 'index')

    def __new__(cls, frame, filename, lineno, function, code_context, index, *, positions=None):
        self = tuple.__new__(cls, (frame, filename, lineno, function, code_context, index))
        self.positions = positions
        return self

    frame = property(lambda self: self[0])
    filename = property(lambda self: self[1])
    lineno = property(lambda self: self[2])
    function = property(lambda self: self[3])
    code_context = property(lambda self: self[4])
    index = property(lambda self: self[5])

    def __repr__(self):
        return ('FrameInfo(' + ', '.join(f'{name}={value!r}' for name, value in zip(self._fields, self))
                + f', positions={self.positions!r})')


def _frame_info(frame, lineno, context):
    filename = frame.f_code.co_filename
    lines = index = None
    if context > 0:
        try:
            with open(filename, encoding='utf-8') as f:
                all_lines = f.readlines()
        except OSError:
            pass
        else:
            start = max(0, min(lineno - 1 - context // 2, len(all_lines) - context))
            lines = all_lines[start:start + context]
            index = lineno - 1 - start
    return FrameInfo(frame, filename, lineno, frame.f_code.co_name, lines, index)


def getframeinfo(frame, context=1):
    """File, line, function and some lines of source around the place of a frame or traceback."""
    if istraceback(frame):
        return _frame_info(frame.tb_frame, frame.tb_lineno, context)
    return _frame_info(frame, frame.f_lineno, context)


def getouterframes(frame, context=1):
    """What getframeinfo() says of the frame and of its callers, from inside to outside."""
    found = []
    while frame:
        found.append(getframeinfo(frame, context))
        frame = frame.f_back
    return found


def getinnerframes(tb, context=1):
    """What getframeinfo() says of the frames of a traceback, from outside to inside."""
    found = []
    while tb:
        found.append(getframeinfo(tb, context))
        tb = tb.tb_next
    return found


def stack(context=1):
    """What getframeinfo() says of the frame that calls this and of its callers."""
    return getouterframes(sys._getframe(1), context)


def trace(context=1):
    """What getframeinfo() says of the frames between here and where the current exception was raised."""
    exc = sys.exception()
    return getinnerframes(None if exc is None else exc.__traceback__, context)


# Signatures

class _empty:
    """Says that there is no default or annotation."""


_empty.__name__ = _empty.__qualname__ = '_empty'


class _ParameterKind(int):
    def __new__(cls, value, name, description):
        self = int.__new__(cls, value)
        self.name = name
        self.description = description
        return self

    def __repr__(self):
        return f'<_ParameterKind.{self.name}: {int(self)}>'

    def __str__(self):
        return self.name


class Parameter:
    """A parameter: name, kind, default and annotation."""

    __slots__ = ('_name', '_kind', '_default', '_annotation')

    POSITIONAL_ONLY = _ParameterKind(0, 'POSITIONAL_ONLY', 'positional-only')
    POSITIONAL_OR_KEYWORD = _ParameterKind(1, 'POSITIONAL_OR_KEYWORD', 'positional or keyword')
    VAR_POSITIONAL = _ParameterKind(2, 'VAR_POSITIONAL', 'variadic positional')
    KEYWORD_ONLY = _ParameterKind(3, 'KEYWORD_ONLY', 'keyword-only')
    VAR_KEYWORD = _ParameterKind(4, 'VAR_KEYWORD', 'variadic keyword')
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        if kind not in (0, 1, 2, 3, 4):
            raise ValueError(f'value {kind!r} is not a valid Parameter.kind')
        kind = _KINDS[kind]
        if default is not _empty and kind in (2, 4):
            raise ValueError(f'{kind.description} parameters cannot have default values')
        if not isinstance(name, str):
            raise TypeError(f'name must be a str, not a {type(name).__name__}')
        if not name.isidentifier() or name in _KEYWORDS:
            raise ValueError(f'{name!r} is not a valid parameter name')
        self._name = name
        self._kind = kind
        self._default = default
        self._annotation = annotation

    name = property(lambda self: self._name)
    kind = property(lambda self: self._kind)
    default = property(lambda self: self._default)
    annotation = property(lambda self: self._annotation)

    def replace(self, *, name=_empty, kind=_empty, annotation=_empty, default=_empty):
        """The parameter with other attributes."""
        return type(self)(
            self._name if name is _empty else name, self._kind if kind is _empty else kind,
            default=self._default if default is _empty else default,
            annotation=self._annotation if annotation is _empty else annotation)

    __replace__ = replace

    def __str__(self):
        return self._format()

    def _format(self, *, quote_annotation_strings=True):
        text = {2: '*', 4: '**'}.get(self._kind, '') + self._name
        if self._annotation is not _empty:
            shown = formatannotation(self._annotation, quote_annotation_strings=quote_annotation_strings)
            text += f': {shown}'
        if self._default is not _empty:
            text += f' = {self._default!r}' if self._annotation is not _empty else f'={self._default!r}'
        return text

    def __repr__(self):
        return f'<{self.__class__.__name__} "{self}">'

    def __hash__(self):
        return hash((self._name, self._kind, self._annotation, self._default))

    def __eq__(self, other):
        if not isinstance(other, Parameter):
            return NotImplemented
        return (self._name == other._name and self._kind == other._kind and self._default == other._default
                and self._annotation == other._annotation)


_KINDS = (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD, Parameter.VAR_POSITIONAL,
          Parameter.KEYWORD_ONLY, Parameter.VAR_KEYWORD)
_KEYWORDS = frozenset((
    'False', 'None', 'True', 'and', 'as', 'assert', 'async', 'await', 'break', 'class', 'continue', 'def', 'del',
    'elif', 'else', 'except', 'finally', 'for', 'from', 'global', 'if', 'import', 'in', 'is', 'lambda', 'nonlocal',
    'not', 'or', 'pass', 'raise', 'return', 'try', 'while', 'with', 'yield'))


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


class BoundArguments:
    """What bind() makes: the values of parameters, by name."""

    __slots__ = ('arguments', '_signature')

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
            if param.kind in (3, 4) or name not in self.arguments:
                break
            if param.kind == 2:
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
                if param.kind in (3, 4):
                    by_keyword = True
                elif name not in self.arguments:
                    by_keyword = True
                    continue
            if not by_keyword or name not in self.arguments:
                continue
            if param.kind == 4:
                kwargs.update(self.arguments[name])
            else:
                kwargs[name] = self.arguments[name]
        return kwargs

    def apply_defaults(self):
        """Puts in the defaults of parameters that have no value."""
        new = {}
        for name, param in self._signature.parameters.items():
            if name in self.arguments:
                new[name] = self.arguments[name]
            elif param.default is not _empty:
                new[name] = param.default
            elif param.kind == 2:
                new[name] = ()
            elif param.kind == 4:
                new[name] = {}
        self.arguments = new

    def __eq__(self, other):
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self.signature == other.signature and self.arguments == other.arguments

    def __repr__(self):
        shown = ', '.join(f'{name}={value!r}' for name, value in self.arguments.items())
        return f'<{self.__class__.__name__} ({shown})>'


class Signature:
    """The parameters of a callable and the annotation of what it returns."""

    __slots__ = ('_return_annotation', '_parameters')

    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty, __validate_parameters__=True):
        params = {}
        highest = Parameter.POSITIONAL_ONLY
        had_default = False
        for param in parameters or ():
            if __validate_parameters__:
                if param.kind < highest:
                    raise ValueError(f'wrong parameter order: {highest.description} parameter before '
                                     f'{param.kind.description} parameter')
                highest = param.kind
                if param.kind <= 1:
                    if param.default is _empty and had_default:
                        raise ValueError('non-default argument follows default argument')
                    had_default = had_default or param.default is not _empty
                if param.name in params:
                    raise ValueError(f'duplicate parameter name: {param.name!r}')
            params[param.name] = param
        self._parameters = types.MappingProxyType(params)
        self._return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False,
                      annotation_format=Format.VALUE):
        """The signature of a callable."""
        if not eval_str and annotation_format == Format.VALUE:
            return _signature_of(cls, obj, follow_wrapped)

        def annotations(func):
            return get_annotations(func, globals=globals, locals=locals, eval_str=eval_str, format=annotation_format)
        return _signature_of(cls, obj, follow_wrapped, annotations=annotations)

    @property
    def parameters(self):
        return self._parameters

    @property
    def return_annotation(self):
        return self._return_annotation

    def replace(self, *, parameters=_empty, return_annotation=_empty):
        """The signature with other parameters or another return annotation."""
        return type(self)(
            self.parameters.values() if parameters is _empty else parameters,
            return_annotation=self._return_annotation if return_annotation is _empty else return_annotation)

    __replace__ = replace

    def __hash__(self):
        return hash((tuple(self.parameters.values()), self.return_annotation))

    def __eq__(self, other):
        if not isinstance(other, Signature):
            return NotImplemented
        return (list(self.parameters.values()) == list(other.parameters.values())
                and self.return_annotation == other.return_annotation)

    def bind(self, /, *args, **kwargs):
        """The parameters that a call with these arguments would set. TypeError if they do not fit."""
        return self._bind(args, kwargs, False)

    def bind_partial(self, /, *args, **kwargs):
        """As bind, but arguments may be missing."""
        return self._bind(args, kwargs, True)

    def _bind(self, args, kwargs, partial):
        arguments = {}
        args = list(args)
        kwargs = dict(kwargs)
        varkw = None
        for name, param in self.parameters.items():
            if param.kind == 2:
                arguments[name] = tuple(args)
                args = []
                continue
            if param.kind == 4:
                varkw = name
                continue
            if args and param.kind <= 1:
                if param.kind == 1 and name in kwargs:
                    raise TypeError(f'multiple values for argument {name!r}')
                arguments[name] = args.pop(0)
            elif param.kind != 0 and name in kwargs:
                arguments[name] = kwargs.pop(name)
            elif param.default is _empty and not partial:
                if param.kind == 0 and name in kwargs:
                    raise TypeError(f'{name!r} parameter is positional only, but was passed as a keyword')
                kind = ' keyword-only' if param.kind == 3 else ''
                raise TypeError(f'missing a required{kind} argument: {name!r}')
        if args:
            raise TypeError('too many positional arguments')
        if kwargs:
            if varkw is None:
                raise TypeError(f'got an unexpected keyword argument {next(iter(kwargs))!r}')
            arguments[varkw] = kwargs
        empty = [name for name, value in arguments.items()
                 if value == () and self.parameters[name].kind == 2]
        for name in empty:
            del arguments[name]
        return BoundArguments(self, arguments)

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
            if param.kind == 0:
                slash_due = True
            elif slash_due:
                result.append('/')
                slash_due = False
            if param.kind == 2:
                star_due = False
            elif param.kind == 3 and star_due:
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


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False, annotation_format=Format.VALUE):
    """The signature of a callable. ValueError if it has none, TypeError if it is no callable."""
    return Signature.from_callable(obj, follow_wrapped=follow_wrapped, globals=globals, locals=locals,
                                   eval_str=eval_str, annotation_format=annotation_format)


def _plain_annotations(func):
    return getattr(func, '__annotations__', None) or {}


def _signature_of(cls, obj, follow_wrapped=True, skip_bound=True, annotations=_plain_annotations):
    """`annotations` reads those of a function."""
    from functools import partial, partialmethod
    _without_first = _drop_first if skip_bound else _itself
    if not callable(obj):
        raise TypeError(f'{obj!r} is not a callable object')
    if ismethod(obj):
        return _without_first(_signature_of(cls, obj.__func__, follow_wrapped, annotations=annotations))
    if follow_wrapped:
        obj = unwrap(obj, stop=lambda f: hasattr(f, '__signature__') or ismethod(f))
        if ismethod(obj):
            return _signature_of(cls, obj, follow_wrapped, annotations=annotations)
    given = getattr(obj, '__signature__', None)
    if given is not None:
        if callable(given) and not isinstance(given, Signature):
            given = given()
        if isinstance(given, str):
            return _signature_from_string(cls, obj, given)
        if not isinstance(given, Signature):
            raise TypeError(f'unexpected object {given!r} in __signature__ attribute')
        return given
    method = getattr(obj, '__partialmethod__', None)
    if isinstance(method, partialmethod):
        whole = _signature_of(cls, method.func, follow_wrapped, annotations=annotations)
        receiver = next(iter(whole.parameters.values()))
        rest = _signature_of_partial(whole, method, (None,))
        if receiver.kind is Parameter.VAR_POSITIONAL:
            return rest
        return rest.replace(parameters=[receiver, *rest.parameters.values()])
    if isfunction(obj):
        return _signature_of_function(cls, obj, annotations(obj))
    if isinstance(obj, partial):
        return _signature_of_partial(_signature_of(cls, obj.func, follow_wrapped, annotations=annotations), obj)
    if isbuiltin(obj) or isinstance(obj, (
            MethodDescriptorType, WrapperDescriptorType, MethodWrapperType, ClassMethodDescriptorType)):
        return _signature_from_text(cls, obj)
    if isclass(obj):
        call = getattr(type(obj), '__call__', None)
        if isfunction(call):
            return _without_first(_signature_of(cls, call, annotations=annotations))
        for base in obj.__mro__:
            for name in ('__new__', '__init__'):
                found = base.__dict__.get(name)
                if isinstance(found, staticmethod):
                    found = found.__func__
                if isfunction(found):
                    return _without_first(_signature_of(cls, found, annotations=annotations))
        if obj.__init__ is object.__init__ and obj.__new__ is object.__new__:
            return cls([])
        for base in obj.__mro__[:-1]:
            text = base.__text_signature__
            if text:
                return _signature_from_string(cls, obj, text.replace('$', ''))
        raise ValueError(f'no signature found for builtin {"" if obj is type else "type "}{obj!r}')
    call = getattr(type(obj), '__call__', None)
    if call is not None:
        return _without_first(_signature_of(cls, call, follow_wrapped, annotations=annotations))
    raise ValueError(f'callable {obj!r} is not supported by signature')


def _itself(sig):
    return sig


def _drop_first(sig):
    params = list(sig.parameters.values())
    if not params or params[0].kind in (3, 4):
        raise ValueError('invalid method signature')
    if params[0].kind != 2:
        params = params[1:]
    return sig.replace(parameters=params)


def _signature_of_function(cls, func, annotations):
    code = func.__code__
    names = code.co_varnames
    positional = code.co_argcount
    keyword_only = names[positional:positional + code.co_kwonlyargcount]
    defaults = func.__defaults__ or ()
    kwdefaults = func.__kwdefaults__ or {}
    params = []
    first_default = positional - len(defaults)
    for i, name in enumerate(names[:positional]):
        params.append(Parameter(
            name, Parameter.POSITIONAL_ONLY if i < code.co_posonlyargcount else Parameter.POSITIONAL_OR_KEYWORD,
            default=defaults[i - first_default] if i >= first_default else _empty,
            annotation=annotations.get(name, _empty)))
    at = positional + code.co_kwonlyargcount
    if code.co_flags & CO_VARARGS:
        params.append(Parameter(
            names[at], Parameter.VAR_POSITIONAL, annotation=annotations.get(names[at], _empty)))
        at += 1
    for name in keyword_only:
        params.append(Parameter(
            name, Parameter.KEYWORD_ONLY, default=kwdefaults.get(name, _empty),
            annotation=annotations.get(name, _empty)))
    if code.co_flags & CO_VARKEYWORDS:
        params.append(Parameter(names[at], Parameter.VAR_KEYWORD, annotation=annotations.get(names[at], _empty)))
    return cls(params, return_annotation=annotations.get('return', _empty), __validate_parameters__=False)


def _signature_of_partial(sig, part, before=()):
    params = []
    args = [*before, *part.args]
    try:
        sig.bind_partial(*args, **part.keywords)
    except TypeError as error:
        raise ValueError(f'partial object {part!r} has incorrect arguments') from error
    seen_keyword = False
    for param in sig.parameters.values():
        if param.kind <= 1 and args:
            args.pop(0)
            continue
        if param.name in part.keywords:
            if param.kind == 1:
                seen_keyword = True
            param = param.replace(default=part.keywords[param.name])
        if seen_keyword:
            if param.kind == 1:
                param = param.replace(kind=Parameter.KEYWORD_ONLY)
            elif param.kind == 2:
                continue
        params.append(param)
    return sig.replace(parameters=params)


def _signature_from_text(cls, obj):
    text = getattr(obj, '__text_signature__', None)
    if not text:
        raise ValueError(f'no signature found for builtin {obj!r}')
    sig = _signature_from_string(cls, obj, text.replace('$', ''))
    if '$' in text and getattr(obj, '__self__', None) is not None:
        return _drop_first(sig)
    return sig


def _signature_from_string(cls, obj, text):
    try:
        function = eval(f'lambda {text.strip()[1:-1]}: None', {'sys': sys})
    except SyntaxError:
        raise ValueError(f'{obj!r} builtin has invalid signature') from None
    return _signature_of_function(cls, function, {})


class FullArgSpec(tuple):
    """What `getfullargspec` returns."""

    _fields = ('args', 'varargs', 'varkw', 'defaults', 'kwonlyargs', 'kwonlydefaults', 'annotations')

    def __getattr__(self, name):
        if name in self._fields:
            return self[self._fields.index(name)]
        raise AttributeError(name)

    def __repr__(self):
        return 'FullArgSpec(' + ', '.join(f'{name}={value!r}' for name, value in zip(self._fields, self)) + ')'


def getfullargspec(func):
    """Names, defaults and annotations of a callable's parameters, by kind."""
    try:
        sig = _signature_of(Signature, func, False, False)
    except Exception as ex:
        # What is wrong does not matter: it cannot be asked.
        raise TypeError('unsupported callable') from ex
    args, kwonlyargs, defaults, kwdefaults, annotations = [], [], (), {}, {}
    varargs = varkw = None
    if sig.return_annotation is not _empty:
        annotations['return'] = sig.return_annotation
    for name, param in sig.parameters.items():
        if param.kind <= 1:
            args.append(name)
            if param.default is not _empty:
                defaults += (param.default,)
        elif param.kind == 2:
            varargs = name
        elif param.kind == 3:
            kwonlyargs.append(name)
            if param.default is not _empty:
                kwdefaults[name] = param.default
        else:
            varkw = name
        if param.annotation is not _empty:
            annotations[name] = param.annotation
    return FullArgSpec((args, varargs, varkw, defaults or None, kwonlyargs, kwdefaults or None, annotations))


def getcallargs(func, /, *positional, **named):
    """The parameters' values in a call of the function with these arguments, by name."""
    spec = getfullargspec(func)
    if ismethod(func) and func.__self__ is not None:
        positional = (func.__self__,) + positional
        func = func.__func__
    bound = _signature_of(Signature, func, False).bind(*positional, **named)
    bound.apply_defaults()
    found = bound.arguments
    order = [*spec.args, spec.varargs, spec.varkw, *spec.kwonlyargs]
    return {name: found[name] for name in order if name in found}


class ClosureVars(tuple):
    """What `getclosurevars` returns."""

    _fields = ('nonlocals', 'globals', 'builtins', 'unbound')

    nonlocals = property(lambda self: self[0])
    globals = property(lambda self: self[1])
    builtins = property(lambda self: self[2])
    unbound = property(lambda self: self[3])

    def __repr__(self):
        return 'ClosureVars(' + ', '.join([f'{name}={value!r}' for name, value in zip(self._fields, self)]) + ')'


def getclosurevars(func):
    """What a function's free names are bound to: outer variables, globals, builtins; and the unbound ones."""
    if ismethod(func):
        func = func.__func__
    if not isfunction(func):
        raise TypeError(f'{func!r} is not a Python function')
    code = func.__code__
    nonlocals = {}
    for name, cell in zip(code.co_freevars, func.__closure__ or ()):
        try:
            nonlocals[name] = cell.cell_contents
        except ValueError:
            pass
    own, built_in = func.__globals__, vars(__import__('builtins'))
    global_vars, builtin_vars, unbound = {}, {}, set()
    for name in code.co_names:
        if name in own:
            global_vars[name] = own[name]
        elif name in built_in:
            builtin_vars[name] = built_in[name]
        else:
            unbound.add(name)
    return ClosureVars((nonlocals, global_vars, builtin_vars, unbound))


class Attribute(tuple):
    """An entry of what `classify_class_attrs` returns."""

    _fields = ('name', 'kind', 'defining_class', 'object')

    name = property(lambda self: self[0])
    kind = property(lambda self: self[1])
    defining_class = property(lambda self: self[2])
    object = property(lambda self: self[3])

    def __repr__(self):
        return 'Attribute(' + ', '.join([f'{name}={value!r}' for name, value in zip(self._fields, self)]) + ')'


def classify_class_attrs(cls):
    """The attributes of a class: name, kind, defining class and the object as it stands in that class."""
    result = []
    for name in sorted(set(dir(cls)) | set(cls.__dict__)):
        for owner in cls.__mro__:
            if name in owner.__dict__:
                break
        else:
            continue
        found = owner.__dict__[name]
        if isinstance(found, staticmethod):
            kind = 'static method'
        elif isinstance(found, classmethod) or isbuiltin(found):
            kind = 'class method'
        elif isinstance(found, property):
            kind = 'property'
        elif isroutine(found):
            kind = 'method'
        else:
            kind = 'data'
        result.append(Attribute((name, kind, owner, found)))
    return result


def getcomments(object):
    """The comment right before an object's source, or at a module's head; None if there is none."""
    try:
        lines, at = findsource(object)
    except (OSError, TypeError):
        return None
    found = []
    while at > 0 and lines[at - 1].lstrip().startswith('#'):
        at -= 1
        found.append(lines[at].expandtabs().lstrip())
    return ''.join(reversed(found)) or None
