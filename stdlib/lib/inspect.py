"""What live objects are made of."""

import enum
import sys
import types
from annotationlib import Format, ForwardRef, get_annotations
from collections import namedtuple
from types import (
    AsyncGeneratorType, BuiltinFunctionType, ClassMethodDescriptorType, CodeType, CoroutineType, FrameType, FunctionType,
    GeneratorType, GetSetDescriptorType, MemberDescriptorType, MethodType, MethodWrapperType, ModuleType, TracebackType)
from _inspect_signatures import (
    _KEYWORD_ONLY, _POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD, _VAR_KEYWORD, _VAR_POSITIONAL, BoundArguments, FullArgSpec,
    Parameter, Signature, _empty, _is_like_function, _ParameterKind, _void, formatannotation,
    formatannotationrelativeto, formatargvalues, getcallargs, getfullargspec, signature, unwrap)
from _inspect_sources import (
    BlockFinder, ClassFoundException, EndOfBlock, findsource, getabsfile, getblock, getcomments, getfile, getmodule,
    getmodulename, getsource, getsourcefile, getsourcelines, indentsize, modulesbyfile)

__all__ = [
    'AGEN_CLOSED', 'AGEN_CREATED', 'AGEN_RUNNING', 'AGEN_SUSPENDED', 'ArgInfo', 'Arguments', 'Attribute',
    'BlockFinder', 'BoundArguments', 'BufferFlags', 'CORO_CLOSED', 'CORO_CREATED', 'CORO_RUNNING', 'CORO_SUSPENDED',
    'CO_ASYNC_GENERATOR', 'CO_COROUTINE', 'CO_GENERATOR', 'CO_ITERABLE_COROUTINE', 'CO_NESTED', 'CO_NEWLOCALS',
    'CO_NOFREE', 'CO_OPTIMIZED', 'CO_VARARGS', 'CO_VARKEYWORDS', 'CO_HAS_DOCSTRING', 'CO_METHOD', 'ClassFoundException',
    'ClosureVars', 'EndOfBlock', 'FrameInfo', 'FullArgSpec', 'GEN_CLOSED', 'GEN_CREATED', 'GEN_RUNNING',
    'GEN_SUSPENDED', 'Parameter', 'Signature', 'TPFLAGS_IS_ABSTRACT', 'Traceback', 'classify_class_attrs', 'cleandoc',
    'currentframe', 'findsource', 'formatannotation', 'formatannotationrelativeto', 'formatargvalues',
    'get_annotations', 'getabsfile', 'getargs', 'getargvalues', 'getasyncgenlocals', 'getasyncgenstate',
    'getattr_static', 'getblock', 'getcallargs', 'getclasstree', 'getclosurevars', 'getcomments', 'getcoroutinelocals',
    'getcoroutinestate', 'getdoc', 'getfile', 'getframeinfo', 'getfullargspec', 'getgeneratorlocals',
    'getgeneratorstate', 'getinnerframes', 'getlineno', 'getmembers', 'getmembers_static', 'getmodule', 'getmodulename',
    'getmro', 'getouterframes', 'getsource', 'getsourcefile', 'getsourcelines', 'indentsize', 'isabstract', 'isasyncgen',
    'isasyncgenfunction', 'isawaitable', 'isbuiltin', 'isclass', 'iscode', 'iscoroutine', 'iscoroutinefunction',
    'isdatadescriptor', 'isframe', 'isfunction', 'isgenerator', 'isgeneratorfunction', 'isgetsetdescriptor',
    'ismemberdescriptor', 'ismethod', 'ismethoddescriptor', 'ismethodwrapper', 'ismodule', 'ispackage', 'isroutine',
    'istraceback', 'markcoroutinefunction', 'signature', 'stack', 'trace', 'unwrap', 'walktree']

TPFLAGS_IS_ABSTRACT = 1 << 20
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


def ispackage(object):
    """Is it a package?"""
    return ismodule(object) and hasattr(object, '__path__')


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
    if not isinstance(object, type):
        return False
    if object.__flags__ & TPFLAGS_IS_ABSTRACT:
        return True
    from abc import ABCMeta
    if not issubclass(type(object), ABCMeta) or hasattr(object, '__abstractmethods__'):
        return False
    # Its __init_subclass__ is under way: the metaclass has not looked yet.
    if any(getattr(value, '__isabstractmethod__', False) for value in object.__dict__.values()):
        return True
    names = (name for base in object.__bases__ for name in getattr(base, '__abstractmethods__', ()))
    return any(getattr(getattr(object, name, None), '__isabstractmethod__', False) for name in names)


# Members and documentation

def _members(object, getter, predicate):
    mro = ()
    names = dir(object)
    if isclass(object):
        mro = (object,) + getmro(object)
        # Attributes that show on instances alone, and are there for the class in another form.
        try:
            names += [name for base in object.__bases__ for name, value in base.__dict__.items()
                      if isinstance(value, types.DynamicClassAttribute)]
        except AttributeError:
            pass
    results = []
    seen = set()
    for name in names:
        try:
            value = getter(object, name)
            if name in seen:
                raise AttributeError
        except AttributeError:
            for base in mro:
                if name in base.__dict__:
                    value = base.__dict__[name]
                    break
            else:
                # In dir() of it, but not there: a slot without value, or what its __dir__ made up.
                continue
        if not predicate or predicate(value):
            results.append((name, value))
        seen.add(name)
    results.sort(key=lambda pair: pair[0])
    return results


def getmembers(object, predicate=None):
    """The pairs of name and value of all attributes, by name; of those only for which predicate(value) is true."""
    return _members(object, getattr, predicate)


def getmembers_static(object, predicate=None):
    """As getmembers, without calling descriptors."""
    return _members(object, getattr_static, predicate)


_absent = object()
_static_dict = type.__dict__['__dict__'].__get__
_static_mro = type.__dict__['__mro__'].__get__


def _found_in_class(cls, name):
    for base in _static_mro(cls):
        if _own_dict(type(base)) is _absent:
            found = _static_dict(base).get(name, _absent)
            if found is not _absent:
                return found
    return _absent


def _own_dict(cls):
    """What the class or a base of it has for `__dict__`, if that is not the dict of its instances."""
    for base in _static_mro(cls):
        found = _static_dict(base).get('__dict__', _absent)
        if found is not _absent:
            own = type(found) is GetSetDescriptorType and found.__name__ == '__dict__' and found.__objclass__ is base
            if not own:
                return found
    return _absent


def getattr_static(obj, attr, default=_absent):
    """An attribute as it stands in the object or its classes: no descriptor and no __getattr__ is called."""
    in_instance = _absent
    if not issubclass(type(obj), type):
        cls = type(obj)
        shadowed = _own_dict(cls)
        if shadowed is _absent or type(shadowed) is MemberDescriptorType:
            try:
                own = object.__getattribute__(obj, '__dict__')
            except AttributeError:
                own = {}
            in_instance = dict.get(own, attr, _absent)
    else:
        cls = obj
    in_class = _found_in_class(cls, attr)
    if in_instance is not _absent and in_class is not _absent:
        kind = type(in_class)
        is_data = _found_in_class(kind, '__set__') is not _absent or _found_in_class(kind, '__delete__') is not _absent
        if is_data and _found_in_class(kind, '__get__') is not _absent:
            return in_class
    if in_instance is not _absent:
        return in_instance
    if in_class is not _absent:
        return in_class
    if obj is cls:
        # A class has what its metaclass has.
        for base in _static_mro(type(cls)):
            if _own_dict(type(base)) is _absent and attr in base.__dict__:
                return base.__dict__[attr]
    if default is not _absent:
        return default
    raise AttributeError(attr)


def getmro(cls):
    """The class and its bases in the order in which attributes are looked up."""
    return cls.__mro__


Attribute = namedtuple('Attribute', 'name kind defining_class object')


def classify_class_attrs(cls):
    """The attributes of a class: name, kind, defining class and the object as it stands in that class."""
    mro = getmro(cls)
    # Those of metaclasses show on the class as well, but for what every class has.
    metaclasses = tuple(base for base in getmro(type(cls)) if base not in (type, object))
    owners = mro + metaclasses
    names = dir(cls)
    for base in mro:
        for name, value in base.__dict__.items():
            if isinstance(value, types.DynamicClassAttribute) and value.fget is not None:
                names.append(name)
    result = []
    seen = set()
    for name in names:
        owner = got = in_dict = None
        if name not in seen:
            try:
                if name == '__dict__':
                    raise AttributeError('that of the class is but a proxy')
                got = getattr(cls, name)
            except Exception:
                pass
            else:
                owner = getattr(got, '__objclass__', None)
                if owner not in mro:
                    # It is the one that the last class of the order of resolution has, among those that have it.
                    owner = None
                    sources = [base for base in mro if getattr(base, name, None) is got]
                    sources += [base for base in metaclasses if _from_metaclass(base, cls, name) is got]
                    if sources:
                        owner = sources[-1]
        for base in owners:
            if name in base.__dict__:
                in_dict = base.__dict__[name]
                if owner not in metaclasses:
                    owner = base
                break
        if owner is None:
            # Nowhere to be found: a dir() that makes names up.
            continue
        found = got if got is not None else in_dict
        if isinstance(in_dict, (staticmethod, BuiltinFunctionType)):
            kind, found = 'static method', in_dict
        elif isinstance(in_dict, (classmethod, ClassMethodDescriptorType)):
            kind, found = 'class method', in_dict
        elif isinstance(in_dict, property):
            kind, found = 'property', in_dict
        else:
            kind = 'method' if isroutine(found) else 'data'
        result.append(Attribute(name, kind, owner, found))
        seen.add(name)
    return result


def _from_metaclass(metaclass, cls, name):
    try:
        return metaclass.__getattr__(cls, name)
    except AttributeError:
        return _absent


def walktree(classes, children, parent):
    """The classes and what is below them, for getclasstree()."""
    results = []
    for cls in sorted(classes, key=lambda cls: (cls.__module__, cls.__name__)):
        results.append((cls, cls.__bases__))
        if cls in children:
            results.append(walktree(children[cls], children, cls))
    return results


def getclasstree(classes, unique=False):
    """The classes as a tree of lists: each class with its bases, then the list of what is derived from it."""
    children = {}
    roots = []
    for cls in classes:
        if cls.__bases__:
            for parent in cls.__bases__:
                below = children.setdefault(parent, [])
                if cls not in below:
                    below.append(cls)
                if unique and parent in classes:
                    break
        elif cls not in roots:
            roots.append(cls)
    roots += [parent for parent in children if parent not in classes]
    return walktree(roots, children, None)


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
    try:
        doc = object.__doc__
    except AttributeError:
        return None
    if doc is None:
        try:
            doc = _inherited_doc(object)
        except (AttributeError, TypeError):
            return None
    return cleandoc(doc) if isinstance(doc, str) else None


def _class_of(func):
    """The class that a function is defined in, by its qualified name."""
    cls = sys.modules.get(func.__module__)
    if cls is None:
        return None
    for name in func.__qualname__.split('.')[:-1]:
        cls = getattr(cls, name)
    return cls if isclass(cls) else None


def _inherited_doc(obj):
    if isclass(obj):
        for base in obj.__mro__:
            if base is not object and base.__doc__ is not None:
                return base.__doc__
        return None
    if ismethod(obj):
        name, owner = obj.__func__.__name__, obj.__self__
        cls = owner if isclass(owner) and getattr(getattr(owner, name, None), '__func__') is obj.__func__ \
            else owner.__class__
    elif isfunction(obj):
        name, cls = obj.__name__, _class_of(obj)
        if cls is None or getattr(cls, name) is not obj:
            return None
    elif isbuiltin(obj):
        name, owner = obj.__name__, obj.__self__
        cls = owner if isclass(owner) and owner.__qualname__ + '.' + name == obj.__qualname__ else owner.__class__
    elif isinstance(obj, property):
        name = obj.__name__
        cls = _class_of(obj.fget)
        if cls is None or getattr(cls, name) is not obj:
            return None
    elif ismethoddescriptor(obj) or isdatadescriptor(obj):
        name, cls = obj.__name__, obj.__objclass__
        if getattr(cls, name) is not obj:
            return None
        if ismemberdescriptor(obj):
            # `__slots__` may be a dict of docstrings.
            slots = getattr(cls, '__slots__', None)
            if isinstance(slots, dict) and name in slots:
                return slots[name]
    else:
        return None
    for base in cls.__mro__:
        try:
            doc = getattr(base, name).__doc__
        except AttributeError:
            continue
        if doc is not None:
            return doc
    return None


# Closures and arguments

ClosureVars = namedtuple('ClosureVars', 'nonlocals globals builtins unbound')


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
    own = func.__globals__
    built_in = own.get('__builtins__', __import__('builtins').__dict__)
    if ismodule(built_in):
        built_in = built_in.__dict__
    global_vars, builtin_vars, unbound = {}, {}, set()
    for name in code.co_names:
        if name in own:
            global_vars[name] = own[name]
        elif name in built_in:
            builtin_vars[name] = built_in[name]
        else:
            unbound.add(name)
    return ClosureVars(nonlocals, global_vars, builtin_vars, unbound)


Arguments = namedtuple('Arguments', 'args, varargs, varkw')


def getargs(co):
    """The names of the parameters of a code object."""
    if not iscode(co):
        raise TypeError(f'{co!r} is not a code object')
    count = co.co_argcount + co.co_kwonlyargcount
    names = iter(co.co_varnames[count:])
    varargs = next(names) if co.co_flags & CO_VARARGS else None
    varkw = next(names) if co.co_flags & CO_VARKEYWORDS else None
    return Arguments(list(co.co_varnames[:count]), varargs, varkw)


ArgInfo = namedtuple('ArgInfo', 'args varargs keywords locals')


def getargvalues(frame):
    """The names of the parameters that a frame was called with, and its local variables."""
    return ArgInfo(*getargs(frame.f_code), frame.f_locals)


# Frames

_Traceback = namedtuple('_Traceback', 'filename lineno function code_context index')
_FrameInfo = namedtuple('_FrameInfo', ('frame', *_Traceback._fields))


class Traceback(_Traceback):
    """The place of a frame or traceback in the source."""

    def __new__(cls, filename, lineno, function, code_context, index, *, positions=None):
        self = super().__new__(cls, filename, lineno, function, code_context, index)
        self.positions = positions
        return self

    def __repr__(self):
        return (f'Traceback(filename={self.filename!r}, lineno={self.lineno!r}, function={self.function!r}, '
                f'code_context={self.code_context!r}, index={self.index!r}, positions={self.positions!r})')


class FrameInfo(_FrameInfo):
    """A frame with its place in the source."""

    def __new__(cls, frame, filename, lineno, function, code_context, index, *, positions=None):
        self = super().__new__(cls, frame, filename, lineno, function, code_context, index)
        self.positions = positions
        return self

    def __repr__(self):
        return (f'FrameInfo(frame={self.frame!r}, filename={self.filename!r}, lineno={self.lineno!r}, '
                f'function={self.function!r}, code_context={self.code_context!r}, index={self.index!r}, '
                f'positions={self.positions!r})')


def _positions(code, index):
    from dis import Positions
    from itertools import islice
    place = None if index < 0 else next(islice(code.co_positions(), index // 2, None), None)
    return Positions() if place is None else Positions(*place)


def getlineno(frame):
    """The line that a frame is at."""
    return frame.f_lineno


def getframeinfo(frame, context=1):
    """File, line, function and some lines of source around the place of a frame or traceback."""
    if istraceback(frame):
        lineno, index = frame.tb_lineno, frame.tb_lasti
        frame = frame.tb_frame
    else:
        lineno, index = frame.f_lineno, frame.f_lasti
    if not isframe(frame):
        raise TypeError(f'{frame!r} is not a frame or traceback object')
    positions = _positions(frame.f_code, index)
    lineno = positions.lineno or lineno
    lines = place = None
    if context > 0:
        try:
            all_lines, _ = findsource(frame)
        except OSError:
            pass
        else:
            start = max(0, min(lineno - 1 - context // 2, len(all_lines) - context))
            lines = all_lines[start:start + context]
            place = lineno - 1 - start
    return Traceback(getsourcefile(frame) or getfile(frame), lineno, frame.f_code.co_name, lines, place,
                     positions=positions)


def getouterframes(frame, context=1):
    """What getframeinfo() says of the frame and of its callers, from inside to outside."""
    found = []
    while frame:
        info = getframeinfo(frame, context)
        found.append(FrameInfo(frame, *info, positions=info.positions))
        frame = frame.f_back
    return found


def getinnerframes(tb, context=1):
    """What getframeinfo() says of the frames of a traceback, from outside to inside."""
    found = []
    while tb:
        info = getframeinfo(tb, context)
        found.append(FrameInfo(tb.tb_frame, *info, positions=info.positions))
        tb = tb.tb_next
    return found


def currentframe():
    """The frame that calls this."""
    return sys._getframe(1)


def stack(context=1):
    """What getframeinfo() says of the frame that calls this and of its callers."""
    return getouterframes(sys._getframe(1), context)


def trace(context=1):
    """What getframeinfo() says of the frames between here and where the current exception was raised."""
    exc = sys.exception()
    return getinnerframes(None if exc is None else exc.__traceback__, context)


class BufferFlags(enum.IntFlag):
    """What is asked of `__buffer__`."""

    SIMPLE = 0x0
    WRITABLE = 0x1
    FORMAT = 0x4
    ND = 0x8
    STRIDES = 0x10 | ND
    C_CONTIGUOUS = 0x20 | STRIDES
    F_CONTIGUOUS = 0x40 | STRIDES
    ANY_CONTIGUOUS = 0x80 | STRIDES
    INDIRECT = 0x100 | STRIDES
    CONTIG = ND | WRITABLE
    CONTIG_RO = ND
    STRIDED = STRIDES | WRITABLE
    STRIDED_RO = STRIDES
    RECORDS = STRIDES | WRITABLE | FORMAT
    RECORDS_RO = STRIDES | FORMAT
    FULL = INDIRECT | WRITABLE | FORMAT
    FULL_RO = INDIRECT | FORMAT
    READ = 0x100
    WRITE = 0x200
