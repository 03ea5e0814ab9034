"""`ast.unparse`: program text of a syntax tree."""

import ast
from contextlib import contextmanager
from enum import IntEnum, auto

_INFINITY = '1e309'


class Level(IntEnum):
    """How tightly an expression binds; what binds looser than its place asks is put in parentheses."""

    NAMED_EXPR = auto()
    TUPLE = auto()
    YIELD = auto()
    TEST = auto()
    OR = auto()
    AND = auto()
    NOT = auto()
    CMP = auto()
    BOR = auto()
    BXOR = auto()
    BAND = auto()
    SHIFT = auto()
    ARITH = auto()
    TERM = auto()
    FACTOR = auto()
    POWER = auto()
    AWAIT = auto()
    ATOM = auto()

    def next(self):
        return Level(min(self + 1, Level.ATOM))


_EXPR = Level.BOR

_BINARY = {
    'Add': ('+', Level.ARITH), 'Sub': ('-', Level.ARITH), 'Mult': ('*', Level.TERM), 'MatMult': ('@', Level.TERM),
    'Div': ('/', Level.TERM), 'Mod': ('%', Level.TERM), 'LShift': ('<<', Level.SHIFT), 'RShift': ('>>', Level.SHIFT),
    'BitOr': ('|', Level.BOR), 'BitXor': ('^', Level.BXOR), 'BitAnd': ('&', Level.BAND),
    'FloorDiv': ('//', Level.TERM), 'Pow': ('**', Level.POWER)}
_UNARY = {
    'Invert': ('~', Level.FACTOR), 'Not': ('not', Level.NOT), 'UAdd': ('+', Level.FACTOR), 'USub': ('-', Level.FACTOR)}
_COMPARE = {
    'Eq': '==', 'NotEq': '!=', 'Lt': '<', 'LtE': '<=', 'Gt': '>', 'GtE': '>=', 'Is': 'is', 'IsNot': 'is not',
    'In': 'in', 'NotIn': 'not in'}

_SINGLE_QUOTES = ("'", '"')
_MULTI_QUOTES = ('"""', "'''")
_ALL_QUOTES = (*_SINGLE_QUOTES, *_MULTI_QUOTES)


class Unparser(ast.NodeVisitor):
    """Writes nodes one after the other."""

    def __init__(self):
        self._source = []
        self._levels = {}
        self._indent = 0
        self._in_try_star = False
        self._in_interactive = False

    def visit(self, node):
        """The text of a tree."""
        self._source = []
        self.traverse(node)
        return ''.join(self._source)

    def traverse(self, node):
        if isinstance(node, list):
            for item in node:
                self.traverse(item)
        else:
            super().visit(node)

    # ------------------------------------------------------------------------------------------------------ writing

    def write(self, *texts):
        self._source.extend(texts)

    def fill(self, text='', *, allow_semicolon=True):
        """Begins a line."""
        if self._in_interactive and not self._indent and allow_semicolon:
            self.maybe_semicolon()
            self.write(text)
        else:
            self.maybe_newline()
            self.write('    ' * self._indent + text)

    def maybe_newline(self):
        if self._source:
            self.write('\n')

    def maybe_semicolon(self):
        if self._source:
            self.write('; ')

    @contextmanager
    def block(self, *, extra=None):
        self.write(':')
        if extra:
            self.write(extra)
        self._indent += 1
        yield
        self._indent -= 1

    @contextmanager
    def delimit(self, start, end):
        self.write(start)
        yield
        self.write(end)

    @contextmanager
    def delimit_if(self, start, end, condition):
        if condition:
            self.write(start)
        yield
        if condition:
            self.write(end)

    def require_parens(self, level, node):
        return self.delimit_if('(', ')', self.level_of(node) > level)

    def level_of(self, node):
        return self._levels.get(node, Level.TEST)

    def set_level(self, level, *nodes):
        for node in nodes:
            self._levels[node] = level

    def interleave(self, between, f, items):
        for index, item in enumerate(items):
            if index:
                between()
            f(item)

    def comma(self):
        self.write(', ')

    def items_view(self, items):
        """Items with commas; one alone has one behind it."""
        if len(items) == 1:
            self.traverse(items[0])
            self.write(',')
        else:
            self.interleave(self.comma, self.traverse, items)

    def docstring_of(self, node):
        if isinstance(node, (ast.AsyncFunctionDef, ast.FunctionDef, ast.ClassDef, ast.Module)) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(
                    first.value.value, str):
                return first.value
        return None

    def body_with_docstring(self, node):
        docstring = self.docstring_of(node)
        if docstring is None:
            self.traverse(node.body)
            return
        self.write_docstring(docstring)
        self.traverse(node.body[1:])

    def write_docstring(self, node):
        self.fill(allow_semicolon=False)
        if node.kind == 'u':
            self.write('u')
        self.write_str_avoiding_backslashes(node.value, quote_types=_MULTI_QUOTES)

    # --------------------------------------------------------------------------------------------------- statements

    def visit_Module(self, node):
        self._type_ignores = {ignore.lineno: f'ignore{ignore.tag}' for ignore in node.type_ignores}
        self.body_with_docstring(node)
        self._type_ignores.clear()

    def visit_Interactive(self, node):
        self._in_interactive = True
        self.traverse(node.body)
        self._in_interactive = False

    def visit_Expression(self, node):
        self.traverse(node.body)

    def visit_FunctionType(self, node):
        with self.delimit('(', ')'):
            self.interleave(self.comma, self.traverse, node.argtypes)
        self.write(' -> ')
        self.traverse(node.returns)

    def visit_Expr(self, node):
        self.fill()
        self.set_level(Level.YIELD, node.value)
        self.traverse(node.value)

    def visit_Import(self, node):
        self.fill('import ')
        self.interleave(self.comma, self.traverse, node.names)

    def visit_ImportFrom(self, node):
        self.fill('from ')
        self.write('.' * (node.level or 0))
        if node.module:
            self.write(node.module)
        self.write(' import ')
        self.interleave(self.comma, self.traverse, node.names)

    def visit_alias(self, node):
        self.write(node.name)
        if node.asname:
            self.write(' as ' + node.asname)

    def visit_Assign(self, node):
        self.fill()
        for target in node.targets:
            self.set_level(Level.TUPLE, target)
            self.traverse(target)
            self.write(' = ')
        self.traverse(node.value)
        self.type_comment(node)

    def type_comment(self, node):
        comment = getattr(self, '_type_ignores', {}).get(getattr(node, 'lineno', None)) or getattr(
            node, 'type_comment', None)
        if comment is not None:
            self.write(f' # type: {comment}')

    def visit_AugAssign(self, node):
        self.fill()
        self.traverse(node.target)
        self.write(f' {_BINARY[node.op.__class__.__name__][0]}= ')
        self.traverse(node.value)

    def visit_AnnAssign(self, node):
        self.fill()
        with self.delimit_if('(', ')', not node.simple and isinstance(node.target, ast.Name)):
            self.traverse(node.target)
        self.write(': ')
        self.traverse(node.annotation)
        if node.value:
            self.write(' = ')
            self.traverse(node.value)

    def visit_Return(self, node):
        self.fill('return')
        if node.value:
            self.write(' ')
            self.traverse(node.value)

    def visit_Pass(self, node):
        self.fill('pass')

    def visit_Break(self, node):
        self.fill('break')

    def visit_Continue(self, node):
        self.fill('continue')

    def visit_Delete(self, node):
        self.fill('del ')
        self.interleave(self.comma, self.traverse, node.targets)

    def visit_Assert(self, node):
        self.fill('assert ')
        self.traverse(node.test)
        if node.msg:
            self.comma()
            self.traverse(node.msg)

    def visit_Global(self, node):
        self.fill('global ')
        self.write(', '.join(node.names))

    def visit_Nonlocal(self, node):
        self.fill('nonlocal ')
        self.write(', '.join(node.names))

    def visit_Raise(self, node):
        self.fill('raise')
        if not node.exc:
            if node.cause:
                raise ValueError("Node can't be used without a value attribute.")
            return
        self.write(' ')
        self.traverse(node.exc)
        if node.cause:
            self.write(' from ')
            self.traverse(node.cause)

    def do_try(self, node):
        self.fill('try', allow_semicolon=False)
        with self.block():
            self.traverse(node.body)
        for handler in node.handlers:
            self.traverse(handler)
        self.else_block(node.orelse)
        if node.finalbody:
            self.fill('finally', allow_semicolon=False)
            with self.block():
                self.traverse(node.finalbody)

    def else_block(self, body):
        if body:
            self.fill('else', allow_semicolon=False)
            with self.block():
                self.traverse(body)

    def visit_Try(self, node):
        before, self._in_try_star = self._in_try_star, False
        self.do_try(node)
        self._in_try_star = before

    def visit_TryStar(self, node):
        before, self._in_try_star = self._in_try_star, True
        self.do_try(node)
        self._in_try_star = before

    def visit_ExceptHandler(self, node):
        self.fill('except*' if self._in_try_star else 'except', allow_semicolon=False)
        if node.type:
            self.write(' ')
            self.traverse(node.type)
        if node.name:
            self.write(' as ' + node.name)
        with self.block():
            self.traverse(node.body)

    def visit_ClassDef(self, node):
        self.maybe_newline()
        for decorator in node.decorator_list:
            self.fill('@', allow_semicolon=False)
            self.traverse(decorator)
        self.fill('class ' + node.name, allow_semicolon=False)
        self.type_params(node)
        with self.delimit_if('(', ')', node.bases or node.keywords):
            self.interleave(self.comma, self.traverse, [*node.bases, *node.keywords])
        with self.block():
            self.body_with_docstring(node)

    def visit_FunctionDef(self, node):
        self.function(node, 'def')

    def visit_AsyncFunctionDef(self, node):
        self.function(node, 'async def')

    def function(self, node, keyword):
        self.maybe_newline()
        for decorator in node.decorator_list:
            self.fill('@', allow_semicolon=False)
            self.traverse(decorator)
        self.fill(f'{keyword} {node.name}', allow_semicolon=False)
        self.type_params(node)
        with self.delimit('(', ')'):
            self.traverse(node.args)
        if node.returns:
            self.write(' -> ')
            self.traverse(node.returns)
        comment = getattr(node, 'type_comment', None)
        with self.block(extra=f' # type: {comment}' if comment is not None else None):
            self.body_with_docstring(node)

    def type_params(self, node):
        if getattr(node, 'type_params', None):
            with self.delimit('[', ']'):
                self.interleave(self.comma, self.traverse, node.type_params)

    def visit_TypeVar(self, node):
        self.write(node.name)
        if node.bound:
            self.write(': ')
            self.traverse(node.bound)
        self.default_value(node)

    def visit_TypeVarTuple(self, node):
        self.write('*' + node.name)
        self.default_value(node)

    def visit_ParamSpec(self, node):
        self.write('**' + node.name)
        self.default_value(node)

    def default_value(self, node):
        if node.default_value:
            self.write(' = ')
            self.traverse(node.default_value)

    def visit_TypeAlias(self, node):
        self.fill('type ')
        self.traverse(node.name)
        self.type_params(node)
        self.write(' = ')
        self.traverse(node.value)

    def visit_For(self, node):
        self.loop('for ', node)

    def visit_AsyncFor(self, node):
        self.loop('async for ', node)

    def loop(self, keyword, node):
        self.fill(keyword, allow_semicolon=False)
        self.set_level(Level.TUPLE, node.target)
        self.traverse(node.target)
        self.write(' in ')
        self.traverse(node.iter)
        comment = getattr(node, 'type_comment', None)
        with self.block(extra=f' # type: {comment}' if comment is not None else None):
            self.traverse(node.body)
        self.else_block(node.orelse)

    def visit_If(self, node):
        self.fill('if ', allow_semicolon=False)
        self.traverse(node.test)
        with self.block():
            self.traverse(node.body)
        # An if alone in the else block is an elif.
        while node.orelse and len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If):
            node = node.orelse[0]
            self.fill('elif ', allow_semicolon=False)
            self.traverse(node.test)
            with self.block():
                self.traverse(node.body)
        self.else_block(node.orelse)

    def visit_While(self, node):
        self.fill('while ', allow_semicolon=False)
        self.traverse(node.test)
        with self.block():
            self.traverse(node.body)
        self.else_block(node.orelse)

    def visit_With(self, node):
        self.with_statement('with ', node)

    def visit_AsyncWith(self, node):
        self.with_statement('async with ', node)

    def with_statement(self, keyword, node):
        self.fill(keyword, allow_semicolon=False)
        self.interleave(self.comma, self.traverse, node.items)
        comment = getattr(node, 'type_comment', None)
        with self.block(extra=f' # type: {comment}' if comment is not None else None):
            self.traverse(node.body)

    def visit_withitem(self, node):
        self.traverse(node.context_expr)
        if node.optional_vars:
            self.write(' as ')
            self.traverse(node.optional_vars)

    # -------------------------------------------------------------------------------------------------------- texts

    def str_literal(self, string, *, quote_types=_ALL_QUOTES, escape_special_whitespace=False):
        """A text as it stands between quotes, and quotes that fit."""
        def escaped(c):
            if not escape_special_whitespace and c in '\n\t':
                return c
            if c == '\\' or not c.isprintable():
                return c.encode('unicode_escape').decode('ascii')
            return c

        text = ''.join(map(escaped, string))
        possible = quote_types
        if '\n' in text:
            possible = [quote for quote in possible if quote in _MULTI_QUOTES]
        possible = [quote for quote in possible if quote not in text]
        if not possible:
            shown = repr(string)
            quote = next((quote for quote in quote_types if shown[0] in quote), shown[0])
            return shown[1:-1], [quote]
        if text:
            # A text must not end in the quote that follows.
            possible.sort(key=lambda quote: quote[0] == text[-1])
            if possible[0][0] == text[-1]:
                text = text[:-1] + '\\' + text[-1]
        return text, possible

    def write_str_avoiding_backslashes(self, string, *, quote_types=_ALL_QUOTES):
        text, quotes = self.str_literal(string, quote_types=quote_types)
        self.write(f'{quotes[0]}{text}{quotes[0]}')

    def visit_JoinedStr(self, node):
        self.interpolated(node, 'f')

    def visit_TemplateStr(self, node):
        self.interpolated(node, 't')

    def interpolated(self, node, prefix):
        self.write(prefix)
        parts = []
        for value in node.values:
            inner = type(self)()
            inner._in_interpolated = True
            inner.interpolated_part(value)
            parts.append((''.join(inner._source), isinstance(value, ast.Constant)))
        new_parts = []
        quotes = list(_ALL_QUOTES)
        fallback = False
        for text, is_constant in parts:
            if is_constant:
                text, possible = self.str_literal(text, quote_types=quotes, escape_special_whitespace=True)
                if set(possible).isdisjoint(quotes):
                    fallback = True
                    break
                quotes = possible
            else:
                if '\n' in text:
                    quotes = [quote for quote in quotes if quote in _MULTI_QUOTES]
                different = [quote for quote in quotes if quote not in text]
                if different:
                    quotes = different
            new_parts.append(text)
        if fallback:
            # Triple quotes, and what else does not fit is escaped.
            quotes = ['"""']
            new_parts = []
            for text, is_constant in parts:
                if is_constant:
                    text = repr('"' + text)
                    text = text[2:-1].replace("\\'", "'") if text[0] == "'" else text[2:-1]
                    text = text.replace('"', '\\"')
                new_parts.append(text)
        value = ''.join(new_parts)
        self.write(f'{quotes[0]}{value}{quotes[0]}')

    def interpolated_part(self, node):
        if isinstance(node, ast.JoinedStr):
            for value in node.values:
                self.interpolated_part(value)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            self.write(node.value.replace('{', '{{').replace('}', '}}'))
        elif isinstance(node, (ast.FormattedValue, ast.Interpolation)):
            self.replacement(node)
        else:
            raise ValueError(f'Unexpected node inside JoinedStr, {node!r}')

    def replacement(self, node):
        def text_of(inner):
            unparser = type(self)()
            unparser.set_level(Level.TEST.next(), inner)
            return unparser.visit(inner)

        with self.delimit('{', '}'):
            text = text_of(node.value) if isinstance(node, ast.FormattedValue) or not node.str else node.str
            if text.startswith('{'):
                # Two braces would be one.
                self.write(' ')
            self.write(text)
            if node.conversion != -1:
                self.write(f'!{chr(node.conversion)}')
            if node.format_spec:
                self.write(':')
                self.interpolated_part(node.format_spec)

    def visit_FormattedValue(self, node):
        self.visit_JoinedStr(ast.JoinedStr([node]))

    def visit_Interpolation(self, node):
        self.visit_TemplateStr(ast.TemplateStr([node]))

    # -------------------------------------------------------------------------------------------------- expressions

    def visit_Name(self, node):
        self.write(node.id)

    def constant(self, value):
        if isinstance(value, (float, complex)):
            # An infinity is written as a number that is too large.
            self.write(repr(value).replace('inf', _INFINITY).replace('nan', f'({_INFINITY}-{_INFINITY})'))
        else:
            self.write(repr(value))

    def visit_Constant(self, node):
        value = node.value
        if isinstance(value, tuple):
            with self.delimit('(', ')'):
                if len(value) == 1:
                    self.constant(value[0])
                    self.write(',')
                else:
                    self.interleave(self.comma, self.constant, value)
        elif value is ...:
            self.write('...')
        else:
            if node.kind == 'u':
                self.write('u')
            self.constant(value)

    def visit_List(self, node):
        with self.delimit('[', ']'):
            self.interleave(self.comma, self.traverse, node.elts)

    def visit_ListComp(self, node):
        with self.delimit('[', ']'):
            self.comprehension(node)

    def visit_GeneratorExp(self, node):
        with self.delimit('(', ')'):
            self.comprehension(node)

    def visit_SetComp(self, node):
        with self.delimit('{', '}'):
            self.comprehension(node)

    def comprehension(self, node):
        self.traverse(node.elt)
        for generator in node.generators:
            self.traverse(generator)

    def visit_DictComp(self, node):
        with self.delimit('{', '}'):
            self.traverse(node.key)
            self.write(': ')
            self.traverse(node.value)
            for generator in node.generators:
                self.traverse(generator)

    def visit_comprehension(self, node):
        self.write(' async for ' if node.is_async else ' for ')
        self.set_level(Level.TUPLE, node.target)
        self.traverse(node.target)
        self.write(' in ')
        self.set_level(Level.TEST.next(), node.iter, *node.ifs)
        self.traverse(node.iter)
        for condition in node.ifs:
            self.write(' if ')
            self.traverse(condition)

    def visit_IfExp(self, node):
        with self.require_parens(Level.TEST, node):
            self.set_level(Level.TEST.next(), node.body, node.test)
            self.traverse(node.body)
            self.write(' if ')
            self.traverse(node.test)
            self.write(' else ')
            self.set_level(Level.TEST, node.orelse)
            self.traverse(node.orelse)

    def visit_Set(self, node):
        if node.elts:
            with self.delimit('{', '}'):
                self.interleave(self.comma, self.traverse, node.elts)
        else:
            # Braces alone are a dict.
            self.write('{*()}')

    def visit_Dict(self, node):
        def item(pair):
            key, value = pair
            if key is None:
                self.write('**')
                self.set_level(_EXPR, value)
            else:
                self.traverse(key)
                self.write(': ')
            self.traverse(value)

        with self.delimit('{', '}'):
            self.interleave(self.comma, item, list(zip(node.keys, node.values)))

    def visit_Tuple(self, node):
        with self.delimit_if('(', ')', len(node.elts) == 0 or self.level_of(node) > Level.TUPLE):
            self.items_view(node.elts)

    def visit_UnaryOp(self, node):
        text, level = _UNARY[node.op.__class__.__name__]
        with self.require_parens(level, node):
            self.write(text)
            if level is not Level.FACTOR:
                self.write(' ')
            self.set_level(level, node.operand)
            self.traverse(node.operand)

    def visit_BinOp(self, node):
        text, level = _BINARY[node.op.__class__.__name__]
        with self.require_parens(level, node):
            right_first = text == '**'
            self.set_level(level.next() if right_first else level, node.left)
            self.set_level(level if right_first else level.next(), node.right)
            self.traverse(node.left)
            self.write(f' {text} ')
            self.traverse(node.right)

    def visit_Compare(self, node):
        with self.require_parens(Level.CMP, node):
            self.set_level(Level.CMP.next(), node.left, *node.comparators)
            self.traverse(node.left)
            for op, operand in zip(node.ops, node.comparators):
                self.write(f' {_COMPARE[op.__class__.__name__]} ')
                self.traverse(operand)

    def visit_BoolOp(self, node):
        is_and = isinstance(node.op, ast.And)
        level = Level.AND if is_and else Level.OR
        with self.require_parens(level, node):
            operand_level = level
            for index, value in enumerate(node.values):
                # Each further operand binds tighter, lest a nested operation of the same kind merge with this one.
                operand_level = operand_level.next()
                self.set_level(operand_level, value)
                if index:
                    self.write(' and ' if is_and else ' or ')
                self.traverse(value)

    def visit_NamedExpr(self, node):
        with self.require_parens(Level.NAMED_EXPR, node):
            self.set_level(Level.ATOM, node.target, node.value)
            self.traverse(node.target)
            self.write(' := ')
            self.traverse(node.value)

    def visit_Await(self, node):
        with self.require_parens(Level.AWAIT, node):
            self.write('await')
            if node.value:
                self.write(' ')
                self.set_level(Level.ATOM, node.value)
                self.traverse(node.value)

    def visit_Yield(self, node):
        with self.require_parens(Level.YIELD, node):
            self.write('yield')
            if node.value:
                self.write(' ')
                self.set_level(Level.ATOM, node.value)
                self.traverse(node.value)

    def visit_YieldFrom(self, node):
        with self.require_parens(Level.YIELD, node):
            self.write('yield from ')
            if not node.value:
                raise ValueError("Node can't be used without a value attribute.")
            self.set_level(Level.ATOM, node.value)
            self.traverse(node.value)

    def visit_Lambda(self, node):
        with self.require_parens(Level.TEST, node):
            self.write('lambda')
            inner = type(self)()
            inner._source = [' ']
            inner.traverse(node.args)
            if len(inner._source) > 1:
                self.write(*inner._source)
            self.write(': ')
            self.set_level(Level.TEST, node.body)
            self.traverse(node.body)

    def visit_Attribute(self, node):
        self.set_level(Level.ATOM, node.value)
        self.traverse(node.value)
        # The dot after an integer would be its decimal point.
        if isinstance(node.value, ast.Constant) and isinstance(node.value.value, int):
            self.write(' ')
        self.write('.' + node.attr)

    def visit_Call(self, node):
        self.set_level(Level.ATOM, node.func)
        self.traverse(node.func)
        with self.delimit('(', ')'):
            self.interleave(self.comma, self.traverse, [*node.args, *node.keywords])

    def visit_Subscript(self, node):
        self.set_level(Level.ATOM, node.value)
        self.traverse(node.value)
        with self.delimit('[', ']'):
            if isinstance(node.slice, ast.Tuple) and node.slice.elts:
                self.items_view(node.slice.elts)
            else:
                self.traverse(node.slice)

    def visit_Starred(self, node):
        self.write('*')
        self.set_level(_EXPR, node.value)
        self.traverse(node.value)

    def visit_Ellipsis(self, node):
        self.write('...')

    def visit_Slice(self, node):
        if node.lower:
            self.traverse(node.lower)
        self.write(':')
        if node.upper:
            self.traverse(node.upper)
        if node.step:
            self.write(':')
            self.traverse(node.step)

    def visit_arg(self, node):
        self.write(node.arg)
        if node.annotation:
            self.write(': ')
            self.traverse(node.annotation)

    def visit_arguments(self, node):
        written = False

        def separate():
            nonlocal written
            if written:
                self.comma()
            written = True

        positional = node.posonlyargs + node.args
        defaults = [None] * (len(positional) - len(node.defaults)) + node.defaults
        for index, (arg, default) in enumerate(zip(positional, defaults), 1):
            separate()
            self.traverse(arg)
            if default:
                self.write('=')
                self.traverse(default)
            if index == len(node.posonlyargs):
                self.write(', /')
        if node.vararg or node.kwonlyargs:
            separate()
            self.write('*')
            if node.vararg:
                self.write(node.vararg.arg)
                if node.vararg.annotation:
                    self.write(': ')
                    self.traverse(node.vararg.annotation)
        for arg, default in zip(node.kwonlyargs, node.kw_defaults):
            separate()
            self.traverse(arg)
            if default:
                self.write('=')
                self.traverse(default)
        if node.kwarg:
            separate()
            self.write('**' + node.kwarg.arg)
            if node.kwarg.annotation:
                self.write(': ')
                self.traverse(node.kwarg.annotation)

    def visit_keyword(self, node):
        self.write('**' if node.arg is None else f'{node.arg}=')
        self.traverse(node.value)

    # ----------------------------------------------------------------------------------------------------- patterns

    def visit_Match(self, node):
        self.fill('match ', allow_semicolon=False)
        self.traverse(node.subject)
        with self.block():
            for case in node.cases:
                self.traverse(case)

    def visit_match_case(self, node):
        self.fill('case ', allow_semicolon=False)
        self.traverse(node.pattern)
        if node.guard:
            self.write(' if ')
            self.traverse(node.guard)
        with self.block():
            self.traverse(node.body)

    def visit_MatchValue(self, node):
        self.traverse(node.value)

    def visit_MatchSingleton(self, node):
        self.constant(node.value)

    def visit_MatchSequence(self, node):
        with self.delimit('[', ']'):
            self.interleave(self.comma, self.traverse, node.patterns)

    def visit_MatchStar(self, node):
        self.write('*' + (node.name or '_'))

    def visit_MatchMapping(self, node):
        def pair(item):
            key, pattern = item
            self.traverse(key)
            self.write(': ')
            self.traverse(pattern)

        with self.delimit('{', '}'):
            self.interleave(self.comma, pair, list(zip(node.keys, node.patterns, strict=True)))
            if node.rest is not None:
                if node.keys:
                    self.comma()
                self.write('**' + node.rest)

    def visit_MatchClass(self, node):
        self.set_level(Level.ATOM, node.cls)
        self.traverse(node.cls)
        with self.delimit('(', ')'):
            self.interleave(self.comma, self.traverse, node.patterns)
            if node.kwd_attrs:
                if node.patterns:
                    self.comma()

                def pair(item):
                    self.write(f'{item[0]}=')
                    self.traverse(item[1])

                self.interleave(self.comma, pair, list(zip(node.kwd_attrs, node.kwd_patterns, strict=True)))

    def visit_MatchAs(self, node):
        if node.name is None:
            self.write('_')
        elif node.pattern is None:
            self.write(node.name)
        else:
            with self.require_parens(Level.TEST, node):
                self.set_level(Level.BOR, node.pattern)
                self.traverse(node.pattern)
                self.write(f' as {node.name}')

    def visit_MatchOr(self, node):
        with self.require_parens(Level.BOR, node):
            self.set_level(Level.BOR.next(), *node.patterns)
            self.interleave(lambda: self.write(' | '), self.traverse, node.patterns)
