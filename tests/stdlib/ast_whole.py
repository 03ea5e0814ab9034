# ast: nodes, dumps, unparse, literals, what compile refuses.
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'stdlib'))
import _statements

sys.stderr = sys.stdout
_statements.each('''
import ast
ast.dump(ast.parse('x = 1'))
ast.dump(ast.parse('x = 1'), include_attributes=True)
ast.dump(ast.parse('x = 1'), annotate_fields=False)
print(ast.dump(ast.parse('def f(a, b=1): return a'), indent=2))
print(ast.dump(ast.parse('x'), indent='\\t', include_attributes=True))
ast.dump(ast.parse('f(a, *b, c=1, **d)'), show_empty=True)
ast.dump(5)
ast.dump(ast.Name())
ast.Name('a', ast.Load(), 3)
ast.Name('a', foo=1).foo
ast.Name(id='a', ctx=ast.Load(), lineno=3).lineno
ast.Name('a', id='b')
ast.Name._fields, ast.Name._attributes, ast.Name.__match_args__, ast.Name._field_types
ast.Constant(5).value, ast.Constant(5).kind
ast.FunctionDef('f').name, ast.FunctionDef('f').body
ast.FunctionDef(name='f', args=ast.arguments()).decorator_list
isinstance(ast.Load(), ast.expr_context), ast.Load() is ast.Load()
ast.AST()._fields
ast.AST(1)
ast.AST(x=1).x
class MyN(ast.AST): _fields = ('a', 'b')
MyN(1, 2).b
MyN(1, 2, 3)
MyN(1).b
class MyN2(ast.AST):
    _fields = ('a',)
    _field_types = {'a': int | None}
MyN2().a
import copy, pickle
ast.dump(pickle.loads(pickle.dumps(ast.parse('a + b'))))
ast.literal_eval('1 + 2j'), ast.literal_eval('-1'), ast.literal_eval('[1, (2, {3: 4}), {5}]'), ast.literal_eval('set()'), ast.literal_eval('b"a"'), ast.literal_eval('...'), ast.literal_eval('None')
ast.literal_eval('+1'), ast.literal_eval('  \\t1'), ast.literal_eval('"a" "b"'), ast.literal_eval(ast.parse('1', mode='eval'))
ast.literal_eval('{**a}')
ast.literal_eval('x\\ny')
ast.literal_eval('')
ast.literal_eval(5)
ast.literal_eval('\\n1')
ast.get_source_segment('a = 1 + 2\\n', ast.parse('a = 1 + 2\\n').body[0].value)
s = 'def f():\\n    x = (1 +\\n         2)\\n    return x\\n'
ast.get_source_segment(s, ast.parse(s).body[0])
ast.get_source_segment(s, ast.parse(s).body[0].body[0].value, padded=True)
ast.get_source_segment('x', ast.Name('x'))
ast.get_docstring(ast.parse('"""doc\\n   x"""'))
ast.get_docstring(ast.parse('def f():\\n  "a\\\\n   b"').body[0], clean=False)
ast.get_docstring(ast.parse('1'))
ast.get_docstring(ast.parse('x').body[0])
[type(n).__name__ for n in ast.iter_child_nodes(ast.parse('f(a, b)').body[0].value)]
[type(n).__name__ for n in ast.walk(ast.parse('f(a, b)'))]
ast.dump(ast.fix_missing_locations(ast.Expr(ast.Name('x', ast.Load()))), include_attributes=True)
ast.dump(ast.increment_lineno(ast.parse('x'), 5), include_attributes=True)
ast.dump(ast.copy_location(ast.Name('z', ast.Load()), ast.parse('x').body[0]), include_attributes=True)
class V(ast.NodeVisitor):
    def visit_Name(self, n): print('name', n.id)
    def visit_Constant(self, n): print('const', n.value)
V().visit(ast.parse('a + 1 + "s"'))
class T(ast.NodeTransformer):
    def visit_Name(self, n): return ast.Constant(5) if n.id == 'x' else None if n.id == 'd' else n
ast.unparse(T().visit(ast.parse('x + y; d')))
class T2(ast.NodeTransformer):
    def visit_Expr(self, n): return [n, n]
ast.unparse(T2().visit(ast.parse('x; y')))
ast.parse('x', mode='foo')
ast.parse('x = 1', mode='eval')
ast.dump(ast.parse('(int, *str) -> float', mode='func_type'))
ast.dump(ast.parse('(int, *str, **d) -> float', mode='func_type'))
ast.dump(ast.parse('x = 1 # type: int', type_comments=True))
ast.parse('(x := 1)', feature_version=(3, 7))
ast.parse('x', feature_version=(2, 7))
ast.parse('f"{x!r:>{w}}"').body[0].value.values[0].conversion
ast.dump(ast.parse('f"a{x!r:>{w}}b{{"'))
ast.dump(ast.parse('f"{x=}"'))
ast.dump(ast.parse('async def f():\\n async for x in y: await z\\n async with a as b: pass'))
ast.dump(ast.parse('type X[T: int = str, *Ts = (), **P] = list[T]'))
ast.dump(ast.parse('try: pass\\nexcept* E as e: pass\\nelse: pass\\nfinally: pass'))
ast.dump(ast.parse('match x:\\n case {"a": 1, **r} | [1, *_] | P(1, b=2) if g: pass\\n case _: pass\\n case None | -1j + 2: pass\\n case a as b: pass'))
ast.dump(ast.parse('global a; nonlocal b; del c, d; assert e, f; raise g from h; import i.j as k; from ..l import m as n; from . import *'))
ast.dump(ast.parse('lambda a, /, b=1, *c, d, e=2, **f: (yield)'))
ast.dump(ast.parse('a[1:2:3, ..., *b]; a < b <= c is not d not in e; not a and b or c; -a ** ~b; a if b else c; (a, *b); {a: b, **c}; {1, 2}; `a`' .replace('; `a`', '')))
ast.dump(ast.parse('@a\\n@b.c\\nclass C(D, metaclass=E):\\n  x: int = 1\\n  (y): int\\n  z.w: str'))
ast.dump(ast.parse('[a for b in c if d for e in f]; (a async for b in c); {a: b for c in d}; {a for b in c}'))
ast.dump(ast.parse('x += 1; y @= 2; a = b = c; a, b = c; [a, b] = c; *a, b = c; for a, b in c: pass\\n'))
ast.dump(ast.parse('with a as b, c as (d, e): pass\\nwith (a as b, c): pass\\nwhile a: break\\nelse: continue'))
ast.dump(ast.parse('t"a{b!r:c}"')) if hasattr(ast, 'TemplateStr') and 0 else 0
for src in ['x: int', 'x: int = 1', '(x): int = 1', 'x.y: int', 'x = y = 1', 'x += 1', 'del a, b', 'del (a, b)', 'assert a, b', 'raise', 'raise a from b', 'import a.b as c, d', 'from . import a', 'from .a import b as c', 'from a import *', 'global a, b', 'pass; break' if 0 else 'pass', 'return' if 0 else 'pass', 'if a: pass\\nelif b: pass\\nelse: pass', 'while a: break\\nelse: pass', 'for a, b in c: continue\\nelse: pass', 'for a in b, c: pass', 'try: pass\\nexcept: pass', 'try: pass\\nexcept (A, B) as e: pass\\nelse: pass\\nfinally: pass', 'try: pass\\nfinally: pass', 'try: pass\\nexcept* A: pass', 'with a: pass', 'with a as b, c: pass', 'with (a as b): pass', 'def f(a: int, /, b: str = "x", *c: int, d: float = 1, **e) -> None:\\n  "doc"\\n  return a', 'async def f():\\n  async for a in b: await c\\n  async with d: pass\\n  return [x async for x in y]', '@a\\n@b(c)\\nclass D(E, F=G):\\n  """doc\\n  more"""\\n  x = 1', 'class A: pass', 'def f[T: int, *Ts, **P = [int]](): pass', 'type A[T] = T', 'class C[T]: pass', 'match a:\\n  case 1 | "x" | None | True: pass\\n  case [a, *b] if c: pass\\n  case (a, b): pass\\n  case [x]: pass\\n  case {"k": v, **r}: pass\\n  case {}: pass\\n  case {**r}: pass\\n  case A.B: pass\\n  case P(x, y=1): pass\\n  case P(): pass\\n  case [1, *_]: pass\\n  case -1 | 1 + 2j: pass\\n  case (1 | 2) as z: pass\\n  case _: pass', 'a = yield b', 'a = await b' if 0 else 'pass', 'x = *a, b', 'for x in *a, b: pass', 'return_ = *a, b', 'def f(): return *a, b', 'def f(*, a): pass', 'def f(*args, a=1): pass', 'lambda *, a: 0', 'nonlocal_ = 1', 'if a:\\n  if b: pass\\n  else: pass', 'if a: pass\\nelse:\\n  if b: pass', 'if a: pass\\nelse:\\n  if b: pass\\n  x', '"""module doc"""\\nx', "x = \'\'\'a\\nb\'\'\'", "def f():\\n  'single'", "def f():\\n  'a\\\\\\\\b\\\\n\\"\\"\\"'", "def f():\\n  '\\\\x00'", 'from a.b import (c, d as e)', 'a[b:c] = d', 'a.b = c', '(a, b) = c', '[a, b] = c', 'a, *b = c', 'x = (yield)', 'print(f"{x!r}" f"{y}")', 'with a, b: pass', 'with (a, b): pass', 'with (a, b) as c: pass']: print(ast.unparse(ast.parse(src)))
ast.unparse(ast.Constant(float('nan')))
ast.unparse(ast.Constant((1, 2)))
ast.unparse(ast.Constant(frozenset({1})))
ast.unparse(ast.Constant(-1)), ast.unparse(ast.BinOp(ast.Constant(-1), ast.Pow(), ast.Constant(2)))
ast.unparse(ast.Module([]))
ast.unparse([])
ast.unparse(ast.Set([]))
ast.unparse(ast.Dict([None], [ast.Name('a')]))
ast.unparse(ast.Tuple([]))
ast.unparse(ast.Name('x'))
ast.unparse(ast.JoinedStr([ast.Constant('{'), ast.FormattedValue(ast.Name('a'), -1)]))
ast.unparse(ast.Call(ast.Name('f'), [], []))
ast.unparse(ast.arguments([], [ast.arg('x')], None, [], [], None, []))
ast.unparse(ast.Interactive([ast.Expr(ast.Name('x'))]))
ast.unparse(ast.Expression(ast.Name('x')))
ast.unparse(5)
def c(t, m='exec'): return compile(t, '<a>', m)
c(ast.Module([ast.Expr(ast.Name('x', ast.Load()))], []))
c(ast.fix_missing_locations(ast.Module([ast.Expr(ast.Name('x', ast.Store()))], [])))
c(ast.fix_missing_locations(ast.Module([ast.Expr(ast.Name(5, ast.Load()))], [])))
c(ast.fix_missing_locations(ast.Module([ast.Expr(None)], [])))
c(ast.fix_missing_locations(ast.Module([None], [])))
c(ast.fix_missing_locations(ast.Module([ast.Expr()], [])))
c(ast.fix_missing_locations(ast.Module([5], [])))
c(ast.fix_missing_locations(ast.Module(5, [])))
c(ast.fix_missing_locations(ast.Module([ast.Assign([], ast.Constant(1))], [])))
c(ast.fix_missing_locations(ast.Module([ast.Delete([])], [])))
c(ast.fix_missing_locations(ast.Module([ast.If(ast.Constant(1), [], [])], [])))
c(ast.fix_missing_locations(ast.Module([ast.Import([])], [])))
c(ast.fix_missing_locations(ast.Module([ast.ImportFrom('a', [ast.alias('b')], -1)], [])))
c(ast.fix_missing_locations(ast.Module([ast.Global([])], [])))
c(ast.fix_missing_locations(ast.Module([ast.Try([ast.Pass()], [], [], [])], [])))
c(ast.fix_missing_locations(ast.Module([ast.Raise(None, ast.Constant(1))], [])))
c(ast.fix_missing_locations(ast.Module([ast.With([], [ast.Pass()])], [])))
c(ast.fix_missing_locations(ast.Module([ast.FunctionDef('f', ast.arguments([], [ast.arg('a')], None, [], [], None, [ast.Constant(1), ast.Constant(2)]), [ast.Pass()], [])], [])))
c(ast.fix_missing_locations(ast.Module([ast.FunctionDef('f', ast.arguments([], [], None, [ast.arg('a')], [], None, []), [ast.Pass()], [])], [])))
c(ast.fix_missing_locations(ast.Module([ast.Expr(ast.Compare(ast.Constant(1), [], []))], [])))
c(ast.fix_missing_locations(ast.Module([ast.Expr(ast.Compare(ast.Constant(1), [ast.Eq()], []))], [])))
c(ast.fix_missing_locations(ast.Module([ast.Expr(ast.Dict([ast.Constant(1)], []))], [])))
c(ast.fix_missing_locations(ast.Module([ast.Expr(ast.BoolOp(ast.And(), [ast.Constant(1)]))], [])))
c(ast.fix_missing_locations(ast.Module([ast.Expr(ast.ListComp(ast.Constant(1), []))], [])))
c(ast.fix_missing_locations(ast.Module([ast.Expr(ast.Constant(object()))], [])))
c(ast.fix_missing_locations(ast.Module([ast.Expr(ast.Constant([1]))], [])))
c(ast.fix_missing_locations(ast.Module([ast.Expr(ast.Constant((1, [2])))], [])))
c(ast.fix_missing_locations(ast.Module([ast.Expr(ast.Name('True', ast.Load()))], [])))
c(ast.fix_missing_locations(ast.Module([ast.Assign([ast.Constant(1)], ast.Constant(1))], [])))
c(ast.fix_missing_locations(ast.Module([ast.Expr(ast.Starred(ast.Name('a', ast.Load()), ast.Load()))], [])))
c(ast.fix_missing_locations(ast.Module([ast.Expr(ast.NamedExpr(ast.Constant(1), ast.Constant(2)))], [])))
c(ast.fix_missing_locations(ast.Expression(ast.Constant(1))), 'exec')
c(ast.fix_missing_locations(ast.Module([], [])), 'eval')
c(ast.Pass())
eval(c(ast.fix_missing_locations(ast.Expression(ast.Constant((1, frozenset({2}), b'x', 1j, ...)))), 'eval'))
exec(c(ast.fix_missing_locations(ast.Interactive([ast.Expr(ast.Constant(42))])), 'single'))
t = ast.parse('x = 1')
t.body[0].lineno = -5
c(t)
t = ast.parse('x = 1')
t.body[0].end_lineno = 0
c(t)
t = ast.parse('x = 1')
t.body[0].col_offset = 50
c(t)
t = ast.parse('x = 1')
del t.body[0].lineno
c(t)
t = ast.parse('x = 1')
t.body[0].lineno = 'a'
c(t)
t = ast.parse('x = 1')
t.body[0].targets = None
c(t)
t = ast.parse('x = 1')
t.body[0].targets[0].ctx = 5
c(t)
compile('x = 1', 'f', 'exec', ast.PyCF_ONLY_AST).body[0].targets[0].id
n = ast.parse('x')
n.foo = 1
n.foo, vars(n).keys()
ast.main
ast.PyCF_ONLY_AST, ast.PyCF_TYPE_COMMENTS, ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, ast.PyCF_OPTIMIZED_AST
[x.lineno for x in ast.walk(ast.parse('a\\n\\nb')) if hasattr(x, 'lineno')]
[(x.col_offset, x.end_col_offset, x.lineno, x.end_lineno) for x in ast.walk(ast.parse('é = f(a,\\n  "ü", b=c) if x else [1, *y]')) if hasattr(x, 'lineno')]
''')
