"""What annotations say: as values, as text, or with the names that nobody has defined yet standing for themselves."""

import builtins
import enum
import sys
import types

__all__ = ['Format', 'ForwardRef', 'call_annotate_function', 'call_evaluate_function',
           'get_annotate_from_class_namespace', 'get_annotations', 'annotations_to_string', 'type_repr']


class Format(enum.IntEnum):
    VALUE = 1
    VALUE_WITH_FAKE_GLOBALS = 2
    FORWARDREF = 3
    STRING = 4


class ForwardRef:
    """A type named by a string."""

    __slots__ = ('__forward_arg__', '__forward_module__', '__forward_is_argument__', '__forward_is_class__',
                 '__owner__', '__globals__', '__cells__', '__code__', '__extra_names__', '__weakref__')

    def __init__(self, arg, *, module=None, owner=None, is_argument=True, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f'Forward reference must be a string -- got {arg!r}')
        self.__forward_arg__ = arg
        self.__forward_module__ = module
        self.__forward_is_argument__ = is_argument
        self.__forward_is_class__ = is_class
        self.__owner__ = owner
        self.__globals__ = None
        self.__cells__ = None
        self.__code__ = None
        # As in CPython, text that is no expression is refused at once.
        _ = self.__forward_code__

    def __init_subclass__(cls, /, *args, **kwds):
        raise TypeError('Cannot subclass ForwardRef')

    @property
    def __forward_code__(self):
        if self.__code__ is None:
            arg = self.__forward_arg__
            # An unpacked type is an expression only inside a tuple.
            source = f'({arg},)[0]' if arg.startswith('*') else arg
            try:
                self.__code__ = compile(source, '<string>', 'eval')
            except SyntaxError:
                raise SyntaxError(f'Forward reference must be an expression -- got {arg!r}') from None
        return self.__code__

    def evaluate(self, *, globals=None, locals=None, type_params=None, owner=None, format=Format.VALUE):
        """The type that the string names where `globals` and `locals` hold the names."""
        if format == Format.STRING:
            return self.__forward_arg__
        if format not in (Format.VALUE, Format.FORWARDREF):
            raise NotImplementedError(format)
        if owner is None:
            owner = self.__owner__
        names = dict(_names_of_owner(owner, type_params))
        if self.__forward_module__ is not None:
            globals = getattr(sys.modules.get(self.__forward_module__), '__dict__', globals)
        if globals is None:
            globals = self.__globals__
        if globals is None:
            globals = _globals_of_owner(owner)
        if locals is None:
            if isinstance(owner, type):
                names = {**names, **vars(owner)}
        else:
            names = {**names, **dict(locals)}
        for name, cell in (self.__cells__ or {}).items():
            try:
                names.setdefault(name, cell.cell_contents)
            except ValueError:
                pass
        arg = self.__forward_arg__
        if arg.isidentifier() and arg not in ("None", "True", "False"):
            if arg in names:
                return names[arg]
            if arg in globals:
                return globals[arg]
            if hasattr(builtins, arg):
                return getattr(builtins, arg)
            if format == Format.FORWARDREF:
                return self
            raise NameError(f'name {arg!r} is not defined', name=arg)
        try:
            return eval(self.__forward_code__, globals, names)
        except Exception:
            if format == Format.FORWARDREF:
                return self
            raise

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        return (self.__forward_arg__ == other.__forward_arg__
                and self.__forward_module__ == other.__forward_module__
                and self.__globals__ is other.__globals__
                and self.__forward_is_class__ == other.__forward_is_class__
                and self.__owner__ == other.__owner__)

    def __hash__(self):
        return hash((self.__forward_arg__, self.__forward_module__, id(self.__globals__), self.__forward_is_class__,
                     self.__owner__))

    def __or__(self, other):
        import typing
        return typing.Union[self, other]

    def __ror__(self, other):
        import typing
        return typing.Union[other, self]

    def __repr__(self):
        extra = ''
        if self.__forward_module__ is not None:
            extra += f', module={self.__forward_module__!r}'
        if self.__forward_is_class__:
            extra += ', is_class=True'
        if self.__owner__ is not None:
            extra += f', owner={self.__owner__!r}'
        return f'ForwardRef({self.__forward_arg__!r}{extra})'


def _names_of_owner(owner, type_params):
    if type_params is None:
        type_params = getattr(owner, '__type_params__', ()) if owner is not None else ()
    return {parameter.__name__: parameter for parameter in type_params}


def _globals_of_owner(owner):
    if isinstance(owner, types.ModuleType):
        return vars(owner)
    if isinstance(owner, type):
        return getattr(sys.modules.get(owner.__module__), '__dict__', {})
    return getattr(owner, '__globals__', {})


# How strongly the operators bind, so that text is put in parentheses where it must be.
_ATOM, _POWER, _UNARY, _PRODUCT, _SUM, _SHIFT, _AND, _XOR, _OR, _COMPARISON = range(10)


class _Text:
    """A name, or an expression made of names, that stands for its own text when annotations are computed."""

    def __init__(self, text, strength=_ATOM):
        self.__dict__.update(_text=text, _strength=strength)

    def __getattr__(self, name):
        if name.startswith('__') and name.endswith('__'):
            raise AttributeError(name)
        return _Text(f'{_text(self, _ATOM)}.{name}')

    def __getitem__(self, key):
        inner = ', '.join([_text(k, _COMPARISON) for k in key]) if isinstance(key, tuple) and key else _text(key, 99)
        return _Text(f'{_text(self, _ATOM)}[{inner}]')

    def __iter__(self):
        yield _Text(f'*{_text(self, _OR)}')

    def __call__(self, /, *args, **kwargs):
        given = [_text(arg, 99) for arg in args] + [f'{name}={_text(arg, 99)}' for name, arg in kwargs.items()]
        return _Text(f'{_text(self, _ATOM)}({", ".join(given)})')

    def __hash__(self):
        return hash(self._text)

    def __repr__(self):
        return self._text

    __mro_entries__ = None


def _text(value, strength):
    if isinstance(value, _Text):
        return value._text if value._strength <= strength else f'({value._text})'
    if isinstance(value, slice):
        parts = [('' if part is None else _text(part, 99)) for part in (value.start, value.stop)]
        text = ':'.join(parts)
        return text if value.step is None else f'{text}:{_text(value.step, 99)}'
    if isinstance(value, tuple):
        inner = ', '.join([_text(item, 99) for item in value])
        return f'({inner},)' if len(value) == 1 else f'({inner})'
    if isinstance(value, list):
        return f'[{", ".join([_text(item, 99) for item in value])}]'
    if isinstance(value, dict):
        return '{' + ', '.join([f'{_text(k, 99)}: {_text(v, 99)}' for k, v in value.items()]) + '}'
    if isinstance(value, type):
        return type_repr(value)
    return '...' if value is ... else repr(value)


def _define_operators():
    def binary(symbol, strength):
        def forward(self, other):
            return _Text(f'{_text(self, strength)} {symbol} {_text(other, strength - 1)}', strength)

        def reflected(self, other):
            return _Text(f'{_text(other, strength)} {symbol} {_text(self, strength - 1)}', strength)
        return forward, reflected

    operators = {
        'add': ('+', _SUM), 'sub': ('-', _SUM), 'mul': ('*', _PRODUCT), 'matmul': ('@', _PRODUCT),
        'truediv': ('/', _PRODUCT), 'floordiv': ('//', _PRODUCT), 'mod': ('%', _PRODUCT), 'pow': ('**', _POWER),
        'lshift': ('<<', _SHIFT), 'rshift': ('>>', _SHIFT), 'and': ('&', _AND), 'xor': ('^', _XOR), 'or': ('|', _OR)}
    for name, (symbol, strength) in operators.items():
        forward, reflected = binary(symbol, strength)
        setattr(_Text, f'__{name}__', forward)
        setattr(_Text, f'__r{name}__', reflected)
    for name, symbol in {'lt': '<', 'le': '<=', 'gt': '>', 'ge': '>=', 'eq': '==', 'ne': '!='}.items():
        setattr(_Text, f'__{name}__', binary(symbol, _COMPARISON)[0])
    for name, symbol in {'neg': '-', 'pos': '+', 'invert': '~'}.items():
        setattr(_Text, f'__{name}__',
                lambda self, symbol=symbol: _Text(f'{symbol}{_text(self, _UNARY)}', _UNARY))


_define_operators()
del _Text.__mro_entries__


def call_evaluate_function(evaluate, format, *, owner=None):
    """What a function that computes a bound, a default or an alias's value computes, in a format."""
    return call_annotate_function(evaluate, format, owner=owner, _is_evaluate=True)


def call_annotate_function(annotate, format, *, owner=None, _is_evaluate=False):
    """The annotations that an annotate function computes, in a format."""
    if format == Format.VALUE_WITH_FAKE_GLOBALS:
        raise ValueError('The VALUE_WITH_FAKE_GLOBALS format is for internal use only')
    try:
        return annotate(format)
    except NotImplementedError:
        pass
    if format not in (Format.STRING, Format.FORWARDREF):
        raise ValueError(f'Invalid format: {format!r}')
    code, real = annotate.__code__, annotate.__globals__
    as_text = format == Format.STRING
    names = {}
    for name in code.co_names:
        if as_text or name not in real and not hasattr(builtins, name):
            names[name] = _Text(name)
        elif name in real:
            names[name] = real[name]
    names['__builtins__'] = builtins
    cells, by_name = [], {}
    for name, cell in zip(code.co_freevars, annotate.__closure__ or ()):
        by_name[name] = cell
        if name == '__classdict__':
            cell = types.CellType({} if as_text else cell.cell_contents)
        elif as_text:
            cell = types.CellType(_Text(name))
        else:
            try:
                cell.cell_contents
            except ValueError:
                cell = types.CellType(_Text(name))
        cells.append(cell)
    function = types.FunctionType(code, names, code.co_name, annotate.__defaults__, tuple(cells) or None)
    function.__kwdefaults__ = annotate.__kwdefaults__
    result = function(Format.VALUE_WITH_FAKE_GLOBALS)

    def finished(value):
        if as_text:
            return value if isinstance(value, str) else '...' if value is ... else repr(value)
        return _with_references(value, real, by_name, owner)
    return finished(result) if _is_evaluate else {name: finished(value) for name, value in result.items()}


def _with_references(value, globals, cells, owner):
    """The value with forward references in place of the texts in it."""
    if isinstance(value, _Text):
        # What stands in the text may be no expression: then only evaluating it fails.
        reference = ForwardRef('None', owner=owner, is_class=isinstance(owner, type))
        reference.__forward_arg__ = value._text
        reference.__code__ = None
        reference.__globals__ = globals
        reference.__cells__ = cells
        return reference
    if isinstance(value, (types.GenericAlias, types.UnionType)) or hasattr(value, 'copy_with'):
        args = value.__args__
        changed = tuple(_with_references(arg, globals, cells, owner) for arg in args)
        if any(a is not b for a, b in zip(args, changed)):
            if isinstance(value, types.GenericAlias):
                return types.GenericAlias(value.__origin__, changed)
            if hasattr(value, 'copy_with'):
                return value.copy_with(changed)
            import typing
            return typing.Union[changed]
    if isinstance(value, list):
        return [_with_references(item, globals, cells, owner) for item in value]
    return value


def get_annotate_from_class_namespace(obj):
    """The annotate function in the namespace of a class that is being made, or `None`."""
    try:
        return obj['__annotate__']
    except KeyError:
        return obj.get('__annotate_func__', None)


def get_annotations(obj, *, globals=None, locals=None, eval_str=False, format=Format.VALUE):
    """The annotations of a class, a module or a callable, as a new dictionary."""
    if eval_str and format != Format.VALUE:
        raise ValueError('eval_str=True is only supported with format=Format.VALUE')
    match format:
        case Format.VALUE:
            found = _own_annotations(obj)
            if found is None:
                found = _by_annotate(obj, format)
        case Format.FORWARDREF:
            try:
                found = _own_annotations(obj)
            except Exception:
                found = None
            if found is not None:
                return dict(found)
            found = _by_annotate(obj, format)
            if found is None:
                found = _own_annotations(obj)
        case Format.STRING:
            found = _by_annotate(obj, format)
            if found is not None:
                return dict(found)
            found = _own_annotations(obj)
            if found is not None:
                return annotations_to_string(found)
        case Format.VALUE_WITH_FAKE_GLOBALS:
            raise ValueError('The VALUE_WITH_FAKE_GLOBALS format is for internal use only')
        case _:
            raise ValueError(f'Unsupported format {format!r}')
    if found is None:
        if isinstance(obj, type) or callable(obj):
            return {}
        raise TypeError(f'{obj!r} does not have annotations')
    if not found:
        return {}
    if not eval_str:
        return dict(found)
    if globals is None or locals is None:
        own_globals, own_locals = _namespaces(obj)
        globals = own_globals if globals is None else globals
        locals = own_locals if locals is None else locals
    params = getattr(obj, '__type_params__', ())
    if params:
        locals = {**{param.__name__: param for param in params}, **(locals or {})}
    return {name: eval(value, globals, locals) if isinstance(value, str) else value for name, value in found.items()}


def _namespaces(obj):
    if isinstance(obj, type):
        return getattr(sys.modules.get(getattr(obj, '__module__', None)), '__dict__', None), dict(vars(obj))
    if isinstance(obj, types.ModuleType):
        return vars(obj), None
    while True:
        if hasattr(obj, '__wrapped__'):
            obj = obj.__wrapped__
        elif hasattr(obj, 'func') and hasattr(obj, 'keywords'):
            obj = obj.func
        else:
            break
    return getattr(obj, '__globals__', None), None


def _own_annotations(obj):
    found = type.__dict__['__annotations__'].__get__(obj) if isinstance(obj, type) and not _is_builtin(obj) else \
        getattr(obj, '__annotations__', None)
    if found is not None and not isinstance(found, dict):
        raise ValueError(f'{obj!r}.__annotations__ is neither a dict nor None')
    return found


def _is_builtin(cls):
    try:
        type.__dict__['__annotations__'].__get__(cls)
    except AttributeError:
        return True
    except Exception:
        return False
    return False


def _by_annotate(obj, format):
    annotate = getattr(obj, '__annotate__', None)
    if annotate is None:
        return None
    found = call_annotate_function(annotate, format, owner=obj)
    if not isinstance(found, dict):
        raise ValueError(f'{obj!r}.__annotate__ returned a non-dict')
    return found


def type_repr(value):
    """A type as annotations show it."""
    if isinstance(value, (type, types.FunctionType, types.BuiltinFunctionType)):
        if value.__module__ == 'builtins':
            return value.__qualname__
        return f'{value.__module__}.{value.__qualname__}'
    if value is ...:
        return '...'
    return repr(value)


def annotations_to_string(annotations):
    """Annotations with values turned into text."""
    return {name: value if isinstance(value, str) else type_repr(value) for name, value in annotations.items()}
