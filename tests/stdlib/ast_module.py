"""`ast`: trees of every construct with their places, walking, changing, writing them, and literals."""

import ast
import copy
import pickle
import warnings


def attempt(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


SOURCES = [
    '"doc"\nimport a.b as c, d\nfrom . import x\nfrom ..p.q import y as z, w\nfrom m import *\n',
    '@deco\n@other(1)\ndef f(a, b: int = 1, /, c=2, *args: str, d, e=3, **kw) -> None:\n    """doc"""\n    global g\n    return a, *b\n',
    'async def f():\n    async with a as b, c: await d\n    async for x, y in z: break\n    else: continue\n    return [i async for i in j if k]\n    yield\n    x = yield 1\n    yield from q\n',
    'class C(A, *B, metaclass=M, **kw):\n    x: int\n    y: str = "a"\n    (z): int = 1\n    a.b: int\n',
    'def f[T: int = str, *Ts = *tuple[int], **P = [int]](): nonlocal_ = 1\ntype A[T] = list[T]\nclass D[T]: pass\n',
    'x = y = 1; x += 2; x @= 3; del x, y[0], z.w; (a, b), *c = d; [e, f] = g\nassert x, "m"; assert y; pass\n',
    'for i in a: pass\nelse: pass\nwhile x:\n    break\nelse:\n    pass\nif a: b\nelif c: d\nelse: e\n',
    'try:\n    a\nexcept A: b\nexcept (B, C) as d: e\nexcept: f\nelse: g\nfinally: h\ntry: a\nexcept* E as e: raise\nraise A from B\n',
    'with (a as b, c as d): pass\nwith (a, b): pass\nwith a: pass\n',
    'match x:\n    case 1 | -2 | 3+4j: pass\n    case None | True: pass\n    case [a, *_, b] if c: pass\n    case {"k": v, **rest}: pass\n    case P(1, q=2) as r: pass\n    case a.b: pass\n    case (x, *y): pass\n    case _: pass\n',
    'a or b and not c; a if b else c; lambda: 0; lambda x, *y, z=1, **w: (yield); (x := 5)\n',
    'a < b <= c != d is e is not f in g not in h; -a + ~b ** -c * d // e % f @ g << h >> i & j | k ^ l; +m\n',
    '{}; {1: 2, **a}; {1, *b}; [1, *c]; (1,); (); 1, 2; [x for x in y for z in w if a if b]; {x: y for x in z}; {x for x in y}; f(x for x in y)\n',
    'f(a, *b, c=d, **e); a.b.c[1:2, ::3, ...][x][1:][*y]\n',
    "f'a{b!r:>{c}}d{{e}}{f=}'; b'x' b'y'; 'a' 'b' u'c'; u'd'; r'\\n'; 1_000; 0x1F; 1e5; 2j; ...; None; True; f'{x:%Y}' 'z'; 10**20; 99999999999999999999\n",
    "x = '''a\nb'''\nµ = 'é' + ü\nif 1:\n  f(\n    a,\n    b\n  )\n",
]
for source in SOURCES:
    tree = ast.parse(source)
    print(ast.dump(tree))
    print(ast.dump(tree, include_attributes=True, indent=1).count('\n'), [
        (type(n).__name__, n.lineno, n.col_offset, n.end_lineno, n.end_col_offset)
        for n in ast.walk(tree) if 'lineno' in n._attributes and not isinstance(n, (ast.FormattedValue, ast.JoinedStr))
        and not ("f'" in source and isinstance(n, (ast.Constant, ast.Name)))])
    text = ast.unparse(tree)
    print(text)
    assert ast.dump(ast.parse(text)) == ast.dump(tree) or "u'" in source, text
for source, mode in [('a + 1', 'eval'), ('x = 1', 'single'), ('(int, *str) -> bool', 'func_type')]:
    print(ast.dump(ast.parse(source, mode=mode)), ast.unparse(ast.parse(source, mode=mode)))
print(ast.dump(ast.parse('f(a, b=1)'), indent=2), ast.dump(ast.parse('f(a)'), False), ast.dump(ast.parse('pass'), show_empty=True))
attempt(lambda: ast.dump(5))
attempt(lambda: ast.parse('x ='))
attempt(lambda: ast.parse('1', mode='x'))

for text in ['1', '-1', '1+2j', '-1-2j', '"a"', 'b"x"', '(1, 2)', '[1, [2]]', '{1: "a"}', '{1, 2}', 'set()', 'None', 'True', '...', ' 1', '\t1', '1\n', '+5',
             'x', '1+1', 'f()', '[x]', '{**a}', '-"a"', '1j+1', '--1', 'set(1)', '', '1 1', '"a" "b"', '{1: [2, {3: (4,)}]}', "f'x'", '(1', '()']:
    try:
        print(repr(ast.literal_eval(text)))
    except Exception as error:
        print(type(error).__name__, str(error).partition(': ')[0])
attempt(lambda: ast.literal_eval(ast.Constant(5)))

n = ast.BinOp(ast.Constant(1), ast.Add(), right=ast.Constant(2), lineno=3)
print(n._fields, n._attributes, n.lineno, n.left.value, ast.BinOp.__match_args__, n.__class__.__mro__[1:3], ast.BinOp.__doc__, ast.Name._field_types['id'])
attempt(lambda: ast.Name('a', ast.Load(), 5))
attempt(lambda: ast.Name('a', id='b'))
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    ast.Name()
    ast.Name('x', foo=1)
    print([str(w.message) for w in caught])
print(ast.Name('x').ctx.__class__, ast.List().elts, ast.Return().value, ast.FunctionDef('f', ast.arguments()).body, hasattr(ast.Constant(1), 'lineno'))
attempt(lambda: ast.Constant(1).lineno)
print(ast.Constant(1).kind, ast.Constant(1).end_lineno, isinstance(ast.Load(), ast.expr_context), issubclass(ast.Add, ast.operator))
c = copy.deepcopy(ast.parse(SOURCES[1]))
assert ast.dump(c, include_attributes=True) == ast.dump(ast.parse(SOURCES[1]), include_attributes=True)
for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    assert ast.dump(pickle.loads(pickle.dumps(c, protocol))) == ast.dump(c)
match n:
    case ast.BinOp(ast.Constant(a), ast.Add(), ast.Constant(b)):
        print('matched', a, b)


class Counter(ast.NodeVisitor):
    def __init__(self):
        self.seen = []

    def visit_Name(self, node):
        self.seen.append(node.id)

    def visit_Call(self, node):
        self.seen.append('call')
        self.generic_visit(node)


v = Counter()
v.visit(ast.parse('f(a, g(b), c=d) + e'))
print(v.seen)


class Double(ast.NodeTransformer):
    def visit_Constant(self, node):
        return ast.copy_location(ast.Constant(node.value * 2), node)

    def visit_Pass(self, node):
        return None

    def visit_Delete(self, node):
        return [ast.Expr(target) for target in node.targets]


tree = Double().visit(ast.parse('x = [1, "a"]\npass\ndel p, q\n'))
print(ast.unparse(ast.fix_missing_locations(tree)))
tree = ast.fix_missing_locations(Double().visit(ast.parse('x = [1, "a"]\npass\n')))
scope = {}
exec(compile(tree, 'f', 'exec'), scope)
print(scope['x'], eval(compile(ast.parse('6 * 7', mode='eval'), 'f', 'eval')))
attempt(lambda: compile(ast.parse('1', mode='eval'), 'f', 'exec'))
attempt(lambda: compile(ast.Module([ast.Expr(ast.Constant(1))], []), 'f', 'exec'))
source = 'def f():\n    return (a +\n            bé.c)\n'
tree = ast.parse(source)
value = tree.body[0].body[0].value
print(repr(ast.get_source_segment(source, value)), repr(ast.get_source_segment(source, value.right.value)), repr(ast.get_source_segment(source, tree.body[0].body[0], padded=True)))
print(ast.get_docstring(ast.parse('"""a\n   b"""')), ast.get_docstring(ast.parse('1')), ast.get_docstring(ast.parse('def f():\n  "d"').body[0]))
attempt(lambda: ast.get_docstring(ast.Name('a')))
print([type(n).__name__ for n in ast.iter_child_nodes(ast.parse('a.b(c)').body[0].value)], dict(ast.iter_fields(ast.Constant(5))))
print(ast.increment_lineno(ast.parse('a\nb'), 5).body[1].lineno)
print(compile('a', 'f', 'exec', ast.PyCF_ONLY_AST).body[0].value.id)
for text in ["f'{a!r}{b:x}'", "f'{{}}'", '"a\\nb"', "'it\\'s'", 'x = """a\n"b"""', '(yield)', '(await x)', 'a[(1, 2)]', 'a[1,]', '-(-1)', '(-1) ** 2', '2 ** -1', '(a, b) = c', 'not (a and b)',
             '(a or b) or c', 'a or (b or c)', '(a if b else c) if d else e', '(lambda: 0)()', '1 .real', '1.0.real', '1e400', '{*()}', "f'''{x\n}'''", '"\\x00\\u200b\\ud800"', 'del (a, b)', 'for (a, b) in c: pass',
             '(x for x in (yield))', 'a = (b := 1)', 'f((b := 1))', 'return_ = a, *b', 'print(*a, **b)', 'if a:\n  if b: c\n  else: d\nelse:\n  e']:
    try:
        print(ast.unparse(ast.parse(text)))
    except SyntaxError as error:
        print(error)
