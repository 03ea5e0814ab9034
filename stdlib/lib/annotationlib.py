"""What annotations say: as values, as text, or with the names that nobody has defined yet standing for themselves."""

import builtins
import enum
import keyword
import sys
import types

__all__ = ['Format', 'ForwardRef', 'call_annotate_function', 'call_evaluate_function',
           'get_annotate_from_class_namespace', 'get_annotations', 'annotations_to_string', 'type_repr']


class Format(enum.IntEnum):
    VALUE = 1
    VALUE_WITH_FAKE_GLOBALS = 2
    FORWARDREF = 3
    STRING = 4


# Those of ForwardRef are also those of the texts that become forward references.
_SLOTS = ('__forward_arg__', '__forward_module__', '__forward_is_argument__', '__forward_is_class__', '__owner__',
          '__globals__', '__cells__', '__code__', '__extra_names__', '__strength__', '__evaluation__', '__weakref__')


class ForwardRef:
    """A type named by a string."""

    __slots__ = _SLOTS

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
        self.__extra_names__ = None

    def __init_subclass__(cls, /, *args, **kwds):
        raise TypeError('Cannot subclass ForwardRef')

    @property
    def __forward_code__(self):
        if self.__code__ is None:
            arg = self.__forward_arg__
            # An unpacked type is an expression only inside a tuple.
            try:
                self.__code__ = compile(_star_in_tuple(arg), '<string>', 'eval')
            except SyntaxError:
                raise SyntaxError(f'Forward reference must be an expression -- got {arg!r}')
        return self.__code__

    def evaluate(self, *, globals=None, locals=None, type_params=None, owner=None, format=Format.VALUE):
        """The type that the string names where `globals` and `locals` hold the names."""
        if format == Format.STRING:
            return _with_extra_names(self)
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
        names.update(self.__extra_names__ or {})
        arg = self.__forward_arg__
        if arg.isidentifier() and not keyword.iskeyword(arg):
            if arg in names:
                return names[arg]
            if arg in globals:
                return globals[arg]
            if hasattr(builtins, arg):
                return getattr(builtins, arg)
            if format == Format.FORWARDREF:
                return self
            raise NameError(f'name {arg!r} is not defined', name=arg)
        code = self.__forward_code__
        try:
            return eval(code, globals, names)
        except Exception:
            if format != Format.FORWARDREF:
                raise
        # What is defined has its value, the rest of the expression becomes references.
        evaluation = _Evaluation(format, globals, owner, self.__forward_is_class__)
        known = _WithTexts(evaluation, {**vars(builtins), **globals, **names})
        try:
            result = eval(code, globals, known)
        except Exception:
            return self
        evaluation.finish(self.__cells__)
        return result

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        return (self.__forward_arg__ == other.__forward_arg__
                and self.__forward_module__ == other.__forward_module__
                and self.__globals__ is other.__globals__
                and self.__forward_is_class__ == other.__forward_is_class__
                and _identities(self.__cells__) == _identities(other.__cells__)
                and self.__owner__ == other.__owner__
                and (self.__extra_names__ or None) == (other.__extra_names__ or None))

    def __hash__(self):
        return hash((self.__forward_arg__, self.__forward_module__, id(self.__globals__), self.__forward_is_class__,
                     _identities(self.__cells__), self.__owner__, tuple((self.__extra_names__ or {}).items())))

    def __or__(self, other):
        return types.UnionType[self, other]

    def __ror__(self, other):
        return types.UnionType[other, self]

    def __repr__(self):
        extra = ''
        if self.__forward_module__ is not None:
            extra += f', module={self.__forward_module__!r}'
        if self.__forward_is_class__:
            extra += ', is_class=True'
        if self.__owner__ is not None:
            extra += f', owner={self.__owner__!r}'
        return f'ForwardRef({_with_extra_names(self)!r}{extra})'


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


def _identities(cells):
    return tuple((name, id(cell)) for name, cell in (cells or {}).items())


def _star_in_tuple(arg):
    """An unpacked type is an expression only inside a tuple."""
    return f'({arg},)[0]' if arg.lstrip().startswith('*') else arg


def _with_extra_names(ref):
    """The text of a reference with the objects in it as annotations show them."""
    text = ref.__forward_arg__
    for name, value in (ref.__extra_names__ or {}).items():
        text = text.replace(name, type_repr(value))
    return text


# How strongly the operators bind, so that text is put in parentheses where it must be.
_ATOM, _POWER, _UNARY, _PRODUCT, _SUM, _SHIFT, _AND, _XOR, _OR, _COMPARISON = range(10)
_ANY = 99


class _Evaluation:
    """One computation of annotations, in which names may stand for their own text."""

    def __init__(self, format, globals=None, owner=None, is_class=False):
        self.format = format
        self.globals = globals
        self.owner = owner
        self.is_class = is_class
        self.texts = []
        self.last_name = 0

    def text(self, text, strength=_ATOM, extra=None, cells=None):
        made = object.__new__(_Text)
        made.__forward_arg__ = text
        made.__forward_module__ = None
        made.__forward_is_argument__ = False
        made.__forward_is_class__ = self.is_class
        made.__owner__ = self.owner
        made.__globals__ = self.globals
        made.__cells__ = cells
        made.__code__ = None
        made.__extra_names__ = extra or None
        made.__strength__ = strength
        made.__evaluation__ = self
        self.texts.append(made)
        return made

    def finish(self, cells):
        """Turns the texts, wherever they have got to, into forward references."""
        for text in self.texts:
            text.__class__ = ForwardRef
            text.__evaluation__ = None
            if cells is not None and text.__cells__ is None:
                text.__cells__ = cells

    def name_of(self, value, extra):
        """A name in the text for an object that has no literal."""
        self.last_name += 1
        name = f'__annotationlib_name_{self.last_name}__'
        extra[name] = value
        return name

    def show(self, value, strength, extra):
        """The text of an operand; `extra` gets the names that stand for objects in it."""
        if type(value) is _Text:
            extra.update(value.__extra_names__ or {})
            return value.__forward_arg__ if value.__strength__ <= strength else f'({value.__forward_arg__})'
        show = self.show
        if isinstance(value, slice):
            parts = ['' if part is None else show(part, _ANY, extra) for part in (value.start, value.stop)]
            return ':'.join(parts) + ('' if value.step is None else f':{show(value.step, _ANY, extra)}')
        match value:
            case tuple() if type(value) is tuple:
                inner = ', '.join([show(item, _ANY, extra) for item in value])
                return f'({inner},)' if len(value) == 1 else f'({inner})'
            case list() if type(value) is list:
                return f'[{", ".join([show(item, _ANY, extra) for item in value])}]'
            case set() if type(value) is set and value:
                return f'{{{", ".join([show(item, _ANY, extra) for item in value])}}}'
            case dict() if type(value) is dict:
                return '{' + ', '.join([f'{show(k, _ANY, extra)}: {show(v, _ANY, extra)}'
                                        for k, v in value.items()]) + '}'
        if value is ... and self.format == Format.STRING:
            return '...'
        if self.format == Format.STRING or value is None or type(value) in (str, int, float, bool, complex, bytes):
            return repr(value)
        return self.name_of(value, extra)


class _Text:
    """A name, or an expression made of names, that stands for its own text while annotations are computed."""

    __slots__ = _SLOTS

    def __getattr__(self, name):
        if name.startswith('__') and name.endswith('__'):
            raise AttributeError(name)
        return _combined(self, lambda show: f'{show(self, _ATOM)}.{name}')

    def __getitem__(self, key):
        def text(show):
            if isinstance(key, tuple) and key:
                inner = ', '.join([show(k, _ANY) for k in key])
                return f'{show(self, _ATOM)}[{inner}{"," if len(key) == 1 else ""}]'
            return f'{show(self, _ATOM)}[{show(key, _ANY)}]'
        return _combined(self, text)

    def __iter__(self):
        yield _combined(self, lambda show: f'*{show(self, _OR)}')

    def __call__(self, /, *args, **kwargs):
        def text(show):
            given = [show(arg, _ANY) for arg in args] + [f'{name}={show(arg, _ANY)}' for name, arg in kwargs.items()]
            return f'{show(self, _ATOM)}({", ".join(given)})'
        return _combined(self, text)

    def __hash__(self):
        return id(self)

    def __repr__(self):
        return self.__forward_arg__

    def __format__(self, format_spec):
        raise TypeError('Cannot stringify annotation containing string formatting')


def _combined(text, show, strength=_ATOM):
    """The text of an expression with `text` in it, which `show` makes when it is told how to show operands."""
    evaluation = text.__evaluation__
    extra = {}
    shown = show(lambda value, strength: evaluation.show(value, strength, extra))
    return evaluation.text(shown, strength, extra)


def _define_operators():
    def binary(symbol, strength):
        # What binds as strongly may stand on the left without parentheses; of powers, on the right.
        left, right = (strength - 1, _UNARY) if symbol == '**' else (strength, strength - 1)

        def forward(self, other):
            return _combined(self, lambda show: f'{show(self, left)} {symbol} {show(other, right)}', strength)

        def reflected(self, other):
            return _combined(self, lambda show: f'{show(other, left)} {symbol} {show(self, right)}', strength)
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
        def compare(self, other, symbol=symbol):
            return _combined(self, lambda show: f'{show(self, _OR)} {symbol} {show(other, _OR)}', _COMPARISON)
        setattr(_Text, f'__{name}__', compare)
    for name, symbol in {'neg': '-', 'pos': '+', 'invert': '~'}.items():
        def unary(self, symbol=symbol):
            return _combined(self, lambda show: f'{symbol}{show(self, _UNARY)}', _UNARY)
        setattr(_Text, f'__{name}__', unary)


_define_operators()


class _WithTexts(dict):
    """Names and their values; one that is not there stands for its own text."""

    def __init__(self, evaluation, names):
        super().__init__(names)
        self.evaluation = evaluation

    def __missing__(self, name):
        return self.evaluation.text(name)


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
    match format:
        case Format.STRING:
            return _as_text(annotate, owner, _is_evaluate)
        case Format.FORWARDREF:
            return _with_references(annotate, owner, _is_evaluate)
        case Format.VALUE:
            raise RuntimeError('annotate function does not support VALUE format')
    raise ValueError(f'Invalid format: {format!r}')


def _as_text(annotate, owner, is_evaluate):
    try:
        annotate(Format.VALUE_WITH_FAKE_GLOBALS)
    except NotImplementedError:
        # It is written by hand, for values only.
        return annotations_to_string(annotate(Format.VALUE))
    except Exception:
        pass
    function, _ = _with_texts(annotate, _Evaluation(Format.STRING), as_text=True)
    result = function(Format.VALUE_WITH_FAKE_GLOBALS)

    from string.templatelib import Template

    def text(value):
        if isinstance(value, Template):
            return _template_text(value)
        return value if isinstance(value, str) else '...' if value is ... else repr(value)
    return text(result) if is_evaluate else {name: text(value) for name, value in result.items()}


def _template_text(template):
    """A template as it would be written."""
    text = ''
    for part in template:
        if isinstance(part, str):
            text += part.replace('{', '{{').replace('}', '}}')
        else:
            conversion = f'!{part.conversion}' if part.conversion else ''
            format_spec = f':{part.format_spec}' if part.format_spec else ''
            text += f'{{{part.expression}{conversion}{format_spec}}}'
    return f't{text!r}'


def _with_references(annotate, owner, is_evaluate):
    def evaluation():
        return _Evaluation(Format.FORWARDREF, annotate.__globals__, owner, isinstance(owner, type))

    texts = evaluation()
    function, cells = _with_texts(annotate, texts, as_text=False)
    try:
        result = function(Format.VALUE_WITH_FAKE_GLOBALS)
    except NotImplementedError:
        return annotate(Format.VALUE)
    except Exception:
        pass
    else:
        texts.finish(cells)
        return result
    # The values that there are do not go together: what can be evaluated is, and the rest stays text.
    texts = evaluation()
    function, cells = _with_texts(annotate, texts, as_text=True)
    result = function(Format.VALUE_WITH_FAKE_GLOBALS)
    texts.finish(cells)

    def evaluated(value):
        return value.evaluate(format=Format.FORWARDREF) if isinstance(value, ForwardRef) else value
    return evaluated(result) if is_evaluate else {name: evaluated(value) for name, value in result.items()}


def _with_texts(annotate, evaluation, as_text):
    """The function, for which all names (or, unless `as_text`, those that are not defined) stand for their text; and
    its cells by name."""
    code, real = annotate.__code__, annotate.__globals__
    names = {'__builtins__': builtins}
    for name in _names_in(code):
        if as_text or name not in real and not hasattr(builtins, name):
            names[name] = evaluation.text(name)
        elif name in real:
            names[name] = real[name]
    cells, by_name = [], {}
    for name, cell in zip(code.co_freevars, annotate.__closure__ or ()):
        by_name[name] = cell
        try:
            is_bound = not as_text
            cell.cell_contents
        except ValueError:
            is_bound = False
        if name == '__classdict__' and not is_bound:
            cell = types.CellType({})
        elif not is_bound:
            cell = types.CellType(evaluation.text(name, cells={name: cell}))
        cells.append(cell)
    function = types.FunctionType(code, names, code.co_name, annotate.__defaults__, tuple(cells) or None)
    function.__kwdefaults__ = annotate.__kwdefaults__
    return function, by_name or None


def _names_in(code):
    """The names of a code object and of those in it."""
    names = set(code.co_names)
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            names |= _names_in(constant)
    return names


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
    return {name: eval(_star_in_tuple(value), globals, locals) if isinstance(value, str) else value
            for name, value in found.items()}


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
