"""What `ast.parse(..., optimize=1)` does to a tree: CPython's preprocessing of syntax trees."""

import ast
import re


class _Optimizer(ast.NodeTransformer):
    def __init__(self, level):
        self.level = level

    def _body(self, node):
        """Removes a docstring; a body is never left empty."""
        self.generic_visit(node)
        if self.level >= 2 and ast.get_docstring(node, clean=False) is not None:
            del node.body[0]
            if not node.body and not isinstance(node, ast.Module):
                node.body.append(ast.copy_location(ast.Pass(), node))
        return node

    visit_Module = visit_ClassDef = visit_FunctionDef = visit_AsyncFunctionDef = _body

    def visit_Name(self, node):
        if node.id == '__debug__' and isinstance(node.ctx, ast.Load):
            return ast.copy_location(ast.Constant(self.level <= 0), node)
        return node

    def visit_BinOp(self, node):
        self.generic_visit(node)
        if (isinstance(node.op, ast.Mod) and isinstance(node.left, ast.Constant) and isinstance(node.left.value, str)
                and isinstance(node.right, ast.Tuple)
                and not any(isinstance(item, ast.Starred) for item in node.right.elts)):
            return _formatted(node) or node
        return node

    def visit_MatchValue(self, node):
        node.value = self._literal(node.value)
        return node

    def visit_MatchMapping(self, node):
        self.generic_visit(node)
        node.keys = [self._literal(key) for key in node.keys]
        return node

    def _literal(self, node):
        """The constant that a signed or complex number in a pattern is."""
        if isinstance(node, (ast.UnaryOp, ast.BinOp)):
            try:
                return ast.copy_location(ast.Constant(ast.literal_eval(node)), node)
            except ValueError:
                pass
        return node


_conversions = re.compile(r'%(?:(%)|(-?)([0-9]*)(?:\.([0-9]*))?([sra]))', re.ASCII)


def _formatted(node):
    """The f-string that does what formatting with `%` would, or None if there is none."""
    template, values = node.left.value, node.right.elts
    parts = []
    at = used = 0
    text = ''

    def place(made):
        return ast.copy_location(made, node)

    while (percent := template.find('%', at)) >= 0:
        text += template[at:percent]
        found = _conversions.match(template, percent)
        if found is None:
            return None
        at = found.end()
        if found[1]:
            text += '%'
            continue
        if used == len(values):
            return None
        if text:
            parts.append(place(ast.Constant(text)))
            text = ''
        width, precision = found[3], found[4]
        if len(width) > 3 or precision and len(precision) > 3 or width.startswith('0'):
            return None
        spec = ('' if found[2] or not width else '>') + width + ('' if precision is None else '.' + (precision or '0'))
        spec = place(ast.JoinedStr([place(ast.Constant(spec))])) if spec else None
        parts.append(place(ast.FormattedValue(values[used], ord(found[5]), spec)))
        used += 1
    text += template[at:]
    if text:
        parts.append(place(ast.Constant(text)))
    return place(ast.JoinedStr(parts)) if used == len(values) else None


def optimized(tree, level):
    """The tree, changed as far as the level says."""
    return _Optimizer(level).visit(tree)
