"""Syntax trees: parsing, walking, changing and writing them.

The classes of nodes are made from the grammar below, which is that of CPython's `ast`."""

import sys
import re as _re
import _ast

PyCF_ONLY_AST = 0x400
PyCF_TYPE_COMMENTS = 0x1000
PyCF_ALLOW_TOP_LEVEL_AWAIT = 0x2000
PyCF_OPTIMIZED_AST = 0x8000 | PyCF_ONLY_AST

# Each sum with its alternatives: `Name(type field, type? field, type* field)`; `!` marks types with a place in a text.
_GRAMMAR = """
mod = Module(stmt* body, type_ignore* type_ignores) | Interactive(stmt* body) | Expression(expr body)
    | FunctionType(expr* argtypes, expr returns)
!stmt = FunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, type_param* type_params)
    | AsyncFunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, type_param* type_params)
    | ClassDef(identifier name, expr* bases, keyword* keywords, stmt* body, expr* decorator_list, type_param* type_params)
    | Return(expr? value)
    | Delete(expr* targets)
    | Assign(expr* targets, expr value, string? type_comment)
    | TypeAlias(expr name, type_param* type_params, expr value)
    | AugAssign(expr target, operator op, expr value)
    | AnnAssign(expr target, expr annotation, expr? value, int simple)
    | For(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment)
    | AsyncFor(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment)
    | While(expr test, stmt* body, stmt* orelse)
    | If(expr test, stmt* body, stmt* orelse)
    | With(withitem* items, stmt* body, string? type_comment)
    | AsyncWith(withitem* items, stmt* body, string? type_comment)
    | Match(expr subject, match_case* cases)
    | Raise(expr? exc, expr? cause)
    | Try(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody)
    | TryStar(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody)
    | Assert(expr test, expr? msg)
    | Import(alias* names)
    | ImportFrom(identifier? module, alias* names, int? level)
    | Global(identifier* names)
    | Nonlocal(identifier* names)
    | Expr(expr value)
    | Pass | Break | Continue
!expr = BoolOp(boolop op, expr* values)
    | NamedExpr(expr target, expr value)
    | BinOp(expr left, operator op, expr right)
    | UnaryOp(unaryop op, expr operand)
    | Lambda(arguments args, expr body)
    | IfExp(expr test, expr body, expr orelse)
    | Dict(expr* keys, expr* values)
    | Set(expr* elts)
    | ListComp(expr elt, comprehension* generators)
    | SetComp(expr elt, comprehension* generators)
    | DictComp(expr key, expr value, comprehension* generators)
    | GeneratorExp(expr elt, comprehension* generators)
    | Await(expr value)
    | Yield(expr? value)
    | YieldFrom(expr value)
    | Compare(expr left, cmpop* ops, expr* comparators)
    | Call(expr func, expr* args, keyword* keywords)
    | FormattedValue(expr value, int conversion, expr? format_spec)
    | Interpolation(expr value, constant str, int conversion, expr? format_spec)
    | JoinedStr(expr* values)
    | TemplateStr(expr* values)
    | Constant(constant value, string? kind)
    | Attribute(expr value, identifier attr, expr_context ctx)
    | Subscript(expr value, expr slice, expr_context ctx)
    | Starred(expr value, expr_context ctx)
    | Name(identifier id, expr_context ctx)
    | List(expr* elts, expr_context ctx)
    | Tuple(expr* elts, expr_context ctx)
    | Slice(expr? lower, expr? upper, expr? step)
expr_context = Load | Store | Del
boolop = And | Or
operator = Add | Sub | Mult | MatMult | Div | Mod | Pow | LShift | RShift | BitOr | BitXor | BitAnd | FloorDiv
unaryop = Invert | Not | UAdd | USub
cmpop = Eq | NotEq | Lt | LtE | Gt | GtE | Is | IsNot | In | NotIn
comprehension(expr target, expr iter, expr* ifs, int is_async)
!excepthandler = ExceptHandler(expr? type, identifier? name, stmt* body)
arguments(arg* posonlyargs, arg* args, arg? vararg, arg* kwonlyargs, expr* kw_defaults, arg? kwarg, expr* defaults)
!arg(identifier arg, expr? annotation, string? type_comment)
!keyword(identifier? arg, expr value)
!alias(identifier name, identifier? asname)
withitem(expr context_expr, expr? optional_vars)
match_case(pattern pattern, expr? guard, stmt* body)
!pattern = MatchValue(expr value)
    | MatchSingleton(constant value)
    | MatchSequence(pattern* patterns)
    | MatchMapping(expr* keys, pattern* patterns, identifier? rest)
    | MatchClass(expr cls, pattern* patterns, identifier* kwd_attrs, pattern* kwd_patterns)
    | MatchStar(identifier? name)
    | MatchAs(pattern? pattern, identifier? name)
    | MatchOr(pattern* patterns)
type_ignore = TypeIgnore(int lineno, string tag)
!type_param = TypeVar(identifier name, expr? bound, expr? default_value)
    | ParamSpec(identifier name, expr? default_value)
    | TypeVarTuple(identifier name, expr? default_value)
"""

_missing = object()


class AST:
    """The base of all nodes."""

    _fields = ()
    _attributes = ()
    _field_types = {}
    __match_args__ = ()

    def __init__(self, /, *args, **kwargs):
        cls = type(self)
        fields = cls._fields
        name = cls.__name__
        if len(args) > len(fields):
            plural = '' if len(fields) == 1 else 's'
            raise TypeError(f'{name} constructor takes at most {len(fields)} positional argument{plural}')
        for field, value in zip(fields, args):
            setattr(self, field, value)
        remaining = dict.fromkeys(fields[len(args):])
        for field, value in kwargs.items():
            if field in remaining:
                del remaining[field]
            elif field in fields:
                raise TypeError(f'{name} got multiple values for argument {field!r}')
            elif field not in cls._attributes:
                import warnings
                warnings.warn(
                    f"{'ast.' if cls is AST else ''}{name}.__init__ got an unexpected keyword argument '{field}'. Support for arbitrary keyword "
                    'arguments is deprecated and will be removed in Python 3.15.', DeprecationWarning, stacklevel=2)
            setattr(self, field, value)
        if not remaining:
            return
        for field in remaining:
            kind = cls._field_types.get(field)
            if kind is None:
                if field not in cls.__dict__.get('_field_types', cls._field_types) and '_field_types' in cls.__dict__:
                    import warnings
                    warnings.warn(
                        f'Field {field!r} is missing from {cls.__module__}.{name}._field_types. This will become an '
                        'error in Python 3.15.', DeprecationWarning, stacklevel=2)
                continue
            default = _default_of(kind)
            if default is _missing:
                import warnings
                warnings.warn(
                    f'{name}.__init__ missing 1 required positional argument: {field!r}. This will become an error in '
                    'Python 3.15.', DeprecationWarning, stacklevel=2)
            elif default is not None:
                setattr(self, field, default)

    def __reduce__(self):
        """What makes the node again: its class, and its attributes as state."""
        fields = type(self)._fields
        # Positional arguments keep the constructor from warning of what is missing.
        values = []
        for field in fields:
            try:
                values.append(getattr(self, field))
            except AttributeError:
                break
        return type(self), tuple(values), self.__dict__.copy() or None

    def __setstate__(self, state):
        for name, value in state.items():
            setattr(self, name, value)

    def __replace__(self, /, **changes):
        allowed = {*self._fields, *self._attributes}
        for name in changes:
            if name not in allowed and name not in self.__dict__:
                raise TypeError(f'{type(self).__name__}.__replace__ got an unexpected keyword argument {name!r}.')
        values = {}
        missing = []
        for name in self._fields:
            if name in changes:
                continue
            value = getattr(self, name, _missing)
            if value is not _missing:
                values[name] = value
            elif _default_of(self._field_types.get(name, int | None)) is _missing:
                missing.append(name)
        if missing:
            shown = ', '.join(map(repr, missing))
            plural = '' if len(missing) == 1 else 's'
            raise TypeError(f'{type(self).__name__}.__replace__ missing {len(missing)} keyword argument{plural}: '
                            f'{shown}.')
        for name, value in self.__dict__.items():
            values.setdefault(name, value)
        values.update(changes)
        return type(self)(**values)

    def __repr__(self):
        return _shown(self, 3)


def _shown(node, depth):
    """A node's text, no deeper than so many levels."""
    name = type(node).__name__
    if depth <= 0:
        return f'{name}(...)'
    parts = []
    for field in node._fields:
        value = getattr(node, field, _missing)
        if value is _missing:
            continue
        if isinstance(value, AST):
            text = _shown(value, depth - 1)
        elif isinstance(value, list):
            text = _shown_list(value, depth)
        else:
            text = repr(value)
        parts.append(f'{field}={text}')
    return f'{name}({", ".join(parts)})'


def _shown_list(values, depth):
    """The first and the last of a list's items."""
    if not values:
        return '[]'
    ends = values if len(values) == 1 else (values[0], values[-1])
    shown = [_shown(value, depth - 1) if isinstance(value, AST) else repr(value) for value in ends]
    return f'[{", ..., ".join(shown) if len(values) > 2 else ", ".join(shown)}]'


def _default_of(kind):
    """What a field of a type is when it is not given; `_missing` if it must be."""
    if isinstance(kind, type(list[int])):
        return []
    if isinstance(kind, type(int | None)):
        return None
    if kind is globals().get('expr_context'):
        return Load()
    return _missing


_POSITION = ('lineno', 'col_offset', 'end_lineno', 'end_col_offset')


def _make_classes():
    """The classes of the grammar; those of types with a place take its attributes."""
    namespace = globals()
    builtin = {'identifier': str, 'string': str, 'int': int, 'constant': object}
    declared = []

    def declare(name, base, placed):
        attributes = {'__module__': 'ast', '__doc__': name}
        if placed is not None:
            attributes['_attributes'] = _POSITION if placed else ()
            if placed:
                attributes['end_lineno'] = attributes['end_col_offset'] = None
                if name == 'type_param':
                    del attributes['end_lineno'], attributes['end_col_offset']
        namespace[name] = type(name, (base,), attributes)
        return namespace[name]

    for rule in _re.sub(r'\n +', ' ', _GRAMMAR.strip()).split('\n'):
        placed = rule.startswith('!')
        head, _, alternatives = rule.lstrip('!').partition(' = ')
        if not alternatives:
            name, _, fields = head.partition('(')
            declared.append((declare(name, AST, placed), fields.rstrip(')'), None))
            continue
        base = declare(head, AST, placed)
        base.__doc__ = f'{head} = {alternatives}'.replace(' | ', f'\n{" " * (len(head) + 1)}| ')
        if base._attributes:
            pass
        for alternative in alternatives.split(' | '):
            name, _, fields = alternative.strip().partition('(')
            declared.append((declare(name, base, None), fields.rstrip(')'), base))
    for cls, text, base in declared:
        types = {}
        for field in filter(None, text.split(', ')):
            kind, _, name = field.rpartition(' ')
            plain = kind.rstrip('?*')
            found = builtin.get(plain) or namespace[plain]
            if kind.endswith('*'):
                found = list[found]
            elif kind.endswith('?'):
                found = found | None
                setattr(cls, name, None)
            types[name] = found
        cls._fields = cls.__match_args__ = tuple(types)
        cls._field_types = types
        cls.__doc__ = f'{cls.__name__}({text})' if types else cls.__name__
        if not types and base is not None and not base._attributes:
            # Operators and contexts that a parser makes are all one object.
            cls._single = cls()
    return {cls.__name__: cls for cls, _, _ in declared}


_classes = _make_classes()
del _make_classes

_new = object.__new__


def _node(cls, fields, position):
    """A node that the parser makes."""
    node = _new(cls)
    attributes = node.__dict__
    for name, value in zip(cls._fields, fields):
        attributes[name] = value
    if position is not None:
        attributes['lineno'], attributes['col_offset'], attributes['end_lineno'], attributes['end_col_offset'] = position
    return node


def _parse(source, filename='<unknown>', mode='exec', flags=0, optimize=-1, feature_version=-1):
    """The tree of a program text; what `compile` returns if only the tree is asked for."""
    if mode == 'func_type':
        return _parse_function_type(source, filename)
    tree = _ast.parse(source, filename, mode, _classes, _node)
    if flags & PyCF_TYPE_COMMENTS:
        from _ast_comments import add_type_comments
        add_type_comments(tree, source)
    if feature_version >= 0:
        from _ast_comments import check_version
        check_version(tree, source, filename, feature_version)
    if flags & PyCF_OPTIMIZED_AST == PyCF_OPTIMIZED_AST:
        from _ast_optimize import optimized
        tree = optimized(tree, optimize)
    return tree


def _compile(tree, filename, mode, flags, optimize):
    """The code of a tree, or the tree itself, if `compile` is asked for that."""
    if mode == 'func_type' or flags & PyCF_OPTIMIZED_AST == PyCF_ONLY_AST:
        return tree
    code = _ast.compile(tree, filename, mode, flags, optimize, _classes)
    if flags & PyCF_ONLY_AST:
        from _ast_optimize import optimized
        from copy import deepcopy
        return optimized(deepcopy(tree), optimize)
    return code


def _parse_function_type(source, filename):
    """The tree of a type comment: `(int, str) -> bool`."""
    arguments, arrow, returns = source.strip().rpartition('->')
    if not arrow or not arguments.strip().startswith('('):
        raise SyntaxError('invalid syntax', (filename, 1, 1, source, 1, 1))
    call = _parse('f' + arguments.strip(), filename, 'eval').body
    types = [arg.value if isinstance(arg, Starred) else arg for arg in call.args]
    types += [keyword.value for keyword in call.keywords]
    return FunctionType(types, _parse(returns.strip(), filename, 'eval').body)


def parse(source, filename='<unknown>', mode='exec', *, type_comments=False, feature_version=None, optimize=-1):
    """Parses a program text into a tree."""
    flags = PyCF_OPTIMIZED_AST if optimize > 0 else PyCF_ONLY_AST
    if type_comments:
        flags |= PyCF_TYPE_COMMENTS
    if isinstance(feature_version, tuple):
        major, minor = feature_version
        if major != 3:
            raise ValueError(f'Unsupported major version: {major}')
        feature_version = minor
    elif feature_version is None:
        feature_version = -1
    return compile(source, filename, mode, flags, optimize=optimize, _feature_version=feature_version)


def literal_eval(node_or_string):
    """The value of an expression that consists of literals only."""
    if isinstance(node_or_string, str):
        node_or_string = parse(node_or_string.lstrip(' \t'), mode='eval').body
    elif isinstance(node_or_string, Expression):
        node_or_string = node_or_string.body
    return _convert_literal(node_or_string)


def _malformed(node):
    message = 'malformed node or string'
    if lineno := getattr(node, 'lineno', None):
        message += f' on line {lineno}'
    raise ValueError(f'{message}: {node!r}')


def _convert_signed(node):
    if isinstance(node, UnaryOp) and isinstance(node.op, (UAdd, USub)):
        operand = _convert_number(node.operand)
        return +operand if isinstance(node.op, UAdd) else -operand
    return _convert_number(node)


def _convert_number(node):
    if not isinstance(node, Constant) or type(node.value) not in (int, float, complex):
        _malformed(node)
    return node.value


def _convert_literal(node):
    if isinstance(node, Constant):
        return node.value
    if isinstance(node, Tuple):
        return tuple(map(_convert_literal, node.elts))
    if isinstance(node, List):
        return list(map(_convert_literal, node.elts))
    if isinstance(node, Set):
        return set(map(_convert_literal, node.elts))
    if (isinstance(node, Call) and isinstance(node.func, Name) and node.func.id == 'set'
            and node.args == node.keywords == []):
        return set()
    if isinstance(node, Dict):
        if len(node.keys) != len(node.values):
            _malformed(node)
        return dict(zip(map(_convert_literal, node.keys), map(_convert_literal, node.values)))
    if isinstance(node, BinOp) and isinstance(node.op, (Add, Sub)):
        left, right = _convert_signed(node.left), _convert_number(node.right)
        if isinstance(left, (int, float)) and isinstance(right, complex):
            return left + right if isinstance(node.op, Add) else left - right
    return _convert_signed(node)


def dump(node, annotate_fields=True, include_attributes=False, *, indent=None, show_empty=False):
    """A tree as text."""
    def shown(node, level=0):
        if indent is not None:
            level += 1
            prefix, separator = '\n' + indent * level, ',\n' + indent * level
        else:
            prefix, separator = '', ', '
        if isinstance(node, AST):
            cls = type(node)
            parts, empty = [], []
            simple = True
            keywords = annotate_fields
            for name in node._fields:
                try:
                    value = getattr(node, name)
                except AttributeError:
                    keywords = True
                    continue
                if value is None and getattr(cls, name, ...) is None:
                    keywords = True
                    continue
                if not show_empty:
                    if value == []:
                        kind = cls._field_types.get(name, object)
                        if getattr(kind, '__origin__', ...) is list:
                            if not keywords:
                                empty.append(repr(value))
                            continue
                    if not keywords:
                        parts.extend(empty)
                        empty = []
                value, value_simple = shown(value, level)
                simple = simple and value_simple
                parts.append(f'{name}={value}' if keywords else value)
            if include_attributes and node._attributes:
                for name in node._attributes:
                    try:
                        value = getattr(node, name)
                    except AttributeError:
                        continue
                    if value is None and getattr(cls, name, ...) is None:
                        continue
                    value, value_simple = shown(value, level)
                    simple = simple and value_simple
                    parts.append(f'{name}={value}')
            if simple and len(parts) <= 3:
                return f'{cls.__name__}({", ".join(parts)})', not parts
            return f'{cls.__name__}({prefix}{separator.join(parts)})', False
        if isinstance(node, list):
            if not node:
                return '[]', True
            return f'[{prefix}{separator.join(shown(item, level)[0] for item in node)}]', False
        return repr(node), True

    if not isinstance(node, AST):
        raise TypeError(f'expected AST, got {node.__class__.__name__!r}')
    if indent is not None and not isinstance(indent, str):
        indent = ' ' * indent
    return shown(node)[0]


def copy_location(new_node, old_node):
    """Gives a node the place of another."""
    for attr in _POSITION:
        if attr in old_node._attributes and attr in new_node._attributes:
            value = getattr(old_node, attr, None)
            # The end may be unknown, the beginning not.
            if value is not None or (hasattr(old_node, attr) and attr.startswith('end_')):
                setattr(new_node, attr, value)
    return new_node


def fix_missing_locations(node):
    """Gives nodes without a place that of their parents."""
    def fix(node, *place):
        if 'lineno' in node._attributes:
            current = []
            for attr, inherited in zip(_POSITION, place):
                missing = (getattr(node, attr, None) is None if attr.startswith('end_') else not hasattr(node, attr))
                if missing:
                    setattr(node, attr, inherited)
                current.append(getattr(node, attr))
            place = current
        for child in iter_child_nodes(node):
            fix(child, *place)

    fix(node, 1, 0, 1, 0)
    return node


def increment_lineno(node, n=1):
    """Adds to the line numbers of a tree."""
    for child in walk(node):
        if isinstance(child, TypeIgnore):
            child.lineno = getattr(child, 'lineno', 0) + n
            continue
        if 'lineno' in child._attributes:
            child.lineno = getattr(child, 'lineno', 0) + n
        if 'end_lineno' in child._attributes and (end := getattr(child, 'end_lineno', 0)) is not None:
            child.end_lineno = end + n
    return node


def iter_fields(node):
    """Pairs of name and value of the fields that a node has."""
    for field in node._fields:
        try:
            yield field, getattr(node, field)
        except AttributeError:
            pass


def iter_child_nodes(node):
    """The nodes directly below a node."""
    for _, value in iter_fields(node):
        if isinstance(value, AST):
            yield value
        elif isinstance(value, list):
            for item in value:
                if isinstance(item, AST):
                    yield item


def get_docstring(node, clean=True):
    """The docstring of a module, class or function."""
    if not isinstance(node, (AsyncFunctionDef, FunctionDef, ClassDef, Module)):
        raise TypeError(f"{node.__class__.__name__!r} can't have docstrings")
    if not (node.body and isinstance(node.body[0], Expr)):
        return None
    value = node.body[0].value
    if not (isinstance(value, Constant) and isinstance(value.value, str)):
        return None
    text = value.value
    if clean:
        import inspect
        text = inspect.cleandoc(text)
    return text


_line_pattern = _re.compile(r'(.*?(?:\r\n|\n|\r|\Z))', _re.DOTALL)


def _splitlines_no_ff(source, maxlines=None):
    """Lines with their ends; form feeds end none."""
    lines = []
    for number, match in enumerate(_line_pattern.finditer(source), 1):
        if maxlines is not None and number > maxlines or match.start() == match.end() == len(source) and lines:
            break
        lines.append(match[0])
    return lines


def get_source_segment(source, node, *, padded=False):
    """The text of a node in the text that it was parsed from."""
    try:
        if node.end_lineno is None or node.end_col_offset is None:
            return None
        first, last = node.lineno - 1, node.end_lineno - 1
        start, end = node.col_offset, node.end_col_offset
    except AttributeError:
        return None
    lines = _splitlines_no_ff(source, maxlines=last + 1)
    if first == last:
        return lines[first].encode()[start:end].decode()
    padding = ''
    if padded:
        before = lines[first].encode()[:start].decode()
        padding = ''.join(c if c in '\f\t' else ' ' for c in before)
    head = padding + lines[first].encode()[start:].decode()
    tail = lines[last].encode()[:end].decode()
    return ''.join([head, *lines[first + 1:last], tail])


def walk(node):
    """All nodes of a tree, in no particular order."""
    from collections import deque
    todo = deque([node])
    while todo:
        node = todo.popleft()
        todo.extend(iter_child_nodes(node))
        yield node


def compare(a, b, /, *, compare_attributes=False):
    """Are two trees equal?"""
    def same(a, b):
        if isinstance(a, AST):
            return compare(a, b, compare_attributes=compare_attributes)
        if isinstance(a, list):
            return type(a) is type(b) and len(a) == len(b) and all(map(same, a, b))
        return type(a) is type(b) and a == b

    if type(a) is not type(b):
        return False
    names = a._fields + a._attributes if compare_attributes else a._fields
    if compare_attributes and a._attributes != b._attributes or a._fields != b._fields:
        return False
    for name in names:
        left, right = getattr(a, name, _missing), getattr(b, name, _missing)
        if (left is _missing) is not (right is _missing) or left is not _missing and not same(left, right):
            return False
    return True


class NodeVisitor:
    """Walks a tree and calls `visit_` and the name of its class for each node, if there is such a method."""

    def visit(self, node):
        """Visit a node."""
        visitor = getattr(self, 'visit_' + node.__class__.__name__, self.generic_visit)
        return visitor(node)

    def generic_visit(self, node):
        """Called for nodes without a method: visits what is below."""
        for _, value in iter_fields(node):
            if isinstance(value, list):
                for item in value:
                    if isinstance(item, AST):
                        self.visit(item)
            elif isinstance(value, AST):
                self.visit(value)


class NodeTransformer(NodeVisitor):
    """A visitor whose methods return what takes the node's place: a node, a list of nodes, or None to remove it."""

    def generic_visit(self, node):
        for field, old in iter_fields(node):
            if isinstance(old, list):
                new = []
                for value in old:
                    if isinstance(value, AST):
                        value = self.visit(value)
                        if value is None:
                            continue
                        if not isinstance(value, AST):
                            new.extend(value)
                            continue
                    new.append(value)
                old[:] = new
            elif isinstance(old, AST):
                value = self.visit(old)
                if value is None:
                    delattr(node, field)
                else:
                    setattr(node, field, value)
        return node


def unparse(ast_obj):
    """A program text that parses to the tree."""
    from _ast_unparse import Unparser
    return Unparser().visit(ast_obj)


# Classes of the trees of Python 3.8 and before. The parser makes none of them; to call one makes what is there now.

class slice(AST):
    """What stood in brackets."""


class Index(slice):
    """A single index: its value stands for itself now."""

    def __new__(cls, value, **kwargs):
        return value


class ExtSlice(slice):
    """Several indices or slices: a tuple now."""

    def __new__(cls, dims=(), **kwargs):
        return Tuple(list(dims), Load(), **kwargs)


def _set_dims(self, value):
    self.elts = value


Tuple.dims = property(lambda self: self.elts, _set_dims, doc='The elements, under the name that ExtSlice had for them.')


class Suite(mod):
    """A body, for Jython."""


class AugLoad(expr_context):
    """How an augmented assignment read its target."""


class AugStore(expr_context):
    """How an augmented assignment bound its target."""


class Param(expr_context):
    """How a parameter was bound."""


def main(args=None):
    """The tree of a file as text: `python -m ast [file]`."""
    import argparse
    parser = argparse.ArgumentParser()
    parser.add_argument('infile', nargs='?', default='-', help='the file to parse; defaults to stdin')
    parser.add_argument('-m', '--mode', default='exec', choices=('exec', 'single', 'eval', 'func_type'),
                        help='specify what kind of code must be parsed')
    parser.add_argument('-a', '--include-attributes', action='store_true',
                        help='include attributes such as line numbers and column offsets')
    parser.add_argument('-i', '--indent', type=int, default=3, help='indentation of nodes (number of spaces)')
    parser.add_argument('--show-empty', action='store_true', help='show empty lists and fields in dump output')
    args = parser.parse_args(args)
    if args.infile == '-':
        name, source = '<stdin>', sys.stdin.buffer.read()
    else:
        name = args.infile
        with open(name, 'rb') as file:
            source = file.read()
    tree = parse(source, name, args.mode)
    print(dump(tree, include_attributes=args.include_attributes, indent=args.indent, show_empty=args.show_empty))


if __name__ == '__main__':
    main()
