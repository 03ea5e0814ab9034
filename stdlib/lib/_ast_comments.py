"""What `ast.parse` does with `type_comments=True` and with `feature_version`."""

import ast
import io
import re
import tokenize

_type_comment = re.compile(r'#\s*type:\s*(.*)', re.DOTALL)
_type_ignore = re.compile(r'ignore(?![A-Za-z0-9_])(.*)', re.DOTALL)


def _comments(source):
    """The type comments of a text by line, those that ignore, and the lines that hold nothing but a comment."""
    comments, ignored, alone = {}, [], set()
    begins = True
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            found = _type_comment.match(token.string)
            if found is None:
                continue
            line = token.start[0]
            ignore = _type_ignore.match(found[1])
            if ignore:
                ignored.append(ast.TypeIgnore(line, ignore[1]))
            else:
                comments[line] = found[1].rstrip()
                if token.line[:token.start[1]].isspace() or token.start[1] == 0:
                    alone.add(line)
    return comments, ignored, alone


class _Adder(ast.NodeVisitor):
    def __init__(self, comments, alone):
        self.comments, self.alone = comments, alone

    def _take(self, line):
        return self.comments.pop(line, None)

    def visit_Assign(self, node):
        self.generic_visit(node)
        if node.end_lineno not in self.alone:
            node.type_comment = self._take(node.end_lineno)

    def _block(self, node, header_end):
        """The comment behind a header's colon, or for a function alone in the line below."""
        first = node.body[0]
        line = min([first.lineno, *(d.lineno for d in getattr(first, 'decorator_list', ()))])
        for at in range(header_end, line):
            if at in self.comments and at not in self.alone:
                node.type_comment = self._take(at)
                break
        else:
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                for at in range(header_end + 1, line):
                    if at in self.alone:
                        node.type_comment = self._take(at)
                        break
        self.generic_visit(node)

    def visit_For(self, node):
        self._block(node, node.iter.end_lineno)

    visit_AsyncFor = visit_For

    def visit_With(self, node):
        last = node.items[-1]
        self._block(node, (last.optional_vars or last.context_expr).end_lineno)

    visit_AsyncWith = visit_With

    def visit_FunctionDef(self, node):
        args = node.args
        defaults = [default for default in (*args.defaults, *args.kw_defaults) if default is not None]
        end = max([node.lineno, *(default.end_lineno for default in defaults)])
        if node.returns:
            end = max(end, node.returns.end_lineno)
        for arg in ast.iter_child_nodes(args):
            if isinstance(arg, ast.arg):
                end = max(end, arg.end_lineno)
        everything = [arg for arg in (*args.posonlyargs, *args.args, args.vararg, *args.kwonlyargs, args.kwarg) if arg]
        lines = {}
        for arg in everything:
            lines[arg.end_lineno] = arg
        for default in defaults:
            before = [arg for arg in everything if (arg.lineno, arg.col_offset) < (default.lineno, default.col_offset)]
            if before:
                lines[default.end_lineno] = before[-1]
        closing = node.body[0].lineno
        for line, arg in lines.items():
            # A comment in the line of the closing bracket is the function's.
            if line < end or (line < closing - 1 and line in self.comments and line + 1 not in self.comments
                              and line != node.lineno and not self._closes(line)):
                arg.type_comment = self._take(line)
        self._block(node, end)

    def _closes(self, line):
        text = self.lines[line - 1].split('#')[0].rstrip()
        return text.endswith(':')

    visit_AsyncFunctionDef = visit_FunctionDef


def add_type_comments(tree, source):
    """Gives nodes their type comments."""
    if not isinstance(source, str):
        source = source.decode()
    comments, ignored, alone = _comments(source)
    adder = _Adder(comments, alone)
    adder.lines = source.splitlines()
    adder.visit(tree)
    if isinstance(tree, ast.Module):
        tree.type_ignores = ignored


def check_version(tree, source, filename, version):
    """SyntaxError for what a version of Python 3 does not know."""
    lines = source.splitlines()

    def refuse(what, since, node, plural=True):
        if version >= since:
            return
        verb = 'are' if plural else 'is'
        text = lines[node.lineno - 1] + '\n' if node.lineno <= len(lines) else ''
        raise SyntaxError(f'{what} {verb} only supported in Python 3.{since} and greater',
                          (filename, node.lineno, node.col_offset + 1, text, node.end_lineno, node.end_col_offset + 1))

    for node in ast.walk(tree):
        match node:
            case ast.AsyncFunctionDef():
                refuse('Async functions', 5, node)
            case ast.AsyncFor():
                refuse('Async for loops', 5, node)
            case ast.AsyncWith():
                refuse('Async with statements', 5, node)
            case ast.Await():
                refuse('Await expressions', 5, node)
            case ast.BinOp(op=ast.MatMult()) | ast.AugAssign(op=ast.MatMult()):
                refuse("The '@' operator", 5, node, False)
            case ast.AnnAssign():
                refuse('Variable annotation syntax', 6, node, False)
            case ast.NamedExpr():
                refuse('Assignment expressions', 8, node)
            case ast.Match():
                refuse('Pattern matching', 10, node, False)
            case ast.TryStar():
                refuse('Exception groups', 11, node)
            case ast.TypeAlias():
                refuse('Type statement', 12, node, False)
            case ast.arguments(posonlyargs=[first, *_]):
                refuse('Positional-only parameters', 8, first)
            case ast.Constant(value=int() | float() | complex()):
                segment = ast.get_source_segment(source, node)
                if segment and '_' in segment:
                    refuse('Underscores in numeric literals', 6, node)
            case ast.TemplateStr():
                refuse('t-strings', 14, node)
        for clause in getattr(node, 'generators', ()):
            if clause.is_async:
                refuse('Async comprehensions', 6, clause.target)
        for param in getattr(node, 'type_params', ()):
            refuse('Type parameter lists', 12, param)
            if param.default_value is not None:
                refuse('Type parameter defaults', 13, param)
