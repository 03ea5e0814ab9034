# symtable: the blocks of programs, what they do with names, and where names belong.
# oracle: 3.14
import symtable
import warnings

QUESTIONS = [
    'is_referenced', 'is_parameter', 'is_type_parameter', 'is_global', 'is_nonlocal', 'is_declared_global', 'is_local',
    'is_annotated', 'is_free', 'is_imported', 'is_assigned', 'is_comp_iter', 'is_namespace']


def show(table, depth=0):
    indent = '  ' * depth
    print(indent + str(table.get_type()), table.get_name(), table.get_lineno(), table.is_optimized(),
          table.is_nested(), table.has_children(), table)
    for symbol in sorted(table.get_symbols(), key=lambda symbol: symbol.get_name()):
        print(f'{indent}  {symbol}', *(name[3:] for name in QUESTIONS if getattr(symbol, name)()))
    if isinstance(table, symtable.Function):
        print(indent, sorted(table.get_parameters()), sorted(table.get_locals()), sorted(table.get_globals()),
              sorted(table.get_nonlocals()), sorted(table.get_frees()))
    if isinstance(table, symtable.Class):
        with warnings.catch_warnings(record=True) as caught:
            print(indent, table.get_methods(), *(warning.message for warning in caught))
    for child in table.get_children():
        show(child, depth + 1)


for text in r'''
import sys, os.path as p
from a import b as c, d
glob = 42
some_var = 12
class Mine:
    instance_var = 24
    def a_method(p1, p2):
        self.x = p1
        pass
def spam(a, b, *var, **kw):
    global bar
    bar = 47
    some_assigned_global_var = 5
    x = 23
    glob
    def internal():
        return x
    def other_internal():
        nonlocal some_var2
        some_var2 = 3
        return some_var2
    some_var2 = 1
    return internal
def foo(): pass
def foo(): pass
##
[x for x in y]
##
def f(y):
    a = [x + y for x in range(3) if x]
    b = {k: v for k, v in a}
    c = {z for z in b}
    g = (q for q in c)
    return [lambda: x for x in a]
##
class C:
    z = [x for x in range(3)]
    __private = 1
    def m(self):
        self.__private
        __q = 1
        return __class__
    def n(self): super()
    async def am(self): pass
    lam = lambda self: 1
    def gen(self): yield 1
    class Inner:
        def im(self): pass
##
def f():
    try: pass
    except E as e: pass
    with a as b: pass
    for i in x: pass
    del q
    import foo.bar
    match v:
        case {'a': aa, **rest}: pass
        case [h, *t]: pass
        case Pt(u=uu): pass
        case _ as wild: pass
    w = 0; (w := 3)
    s += 1
    print([last := j for j in x])
    global G
    G = 4
    def inner(): nonlocal w; w = 1
##
type Alias = int
type GA[T] = list[T]
class GC[T: int, *Ts, **P](Base[T], metaclass=M):
    x: T
    def m[U](self, a: U) -> T: return a
def gf[T](x: T = dflt) -> T: return x
##
lambda x, *y, z=1, **k: x + w
##
def f(a, /, b, *, c): 
    def g():
        def h(): return a
        return h
    return locals()
##
class A:
    global x
    x = 1
    y = x
    def f(self): return y
##
from m import *
def f(): return undefined
##
def deco(f): return f
@deco
def g(x=[i for i in range(3)]): pass
@deco
class K(list): pass
##
x = 1
def f():
    class Q:
        x = x
        def g(self): return x
    return Q
##
def f():
    x = 1
    class Q:
        y = x
        def g(self): return x
    [lambda: x]
##
class X:
    def f(self):
        return [__class__ for i in (1,)]
    l = [lambda: a for a in (1,)]
    s = {b for b in c}
    d = [e for e in f if [g for g in e]]
##
def f():
    [y := 1 for x in z]
    return y
{(q := 1) for i in j}
class A:
    def g(self):
        global gg
        return [(gg := k) for k in l], [lambda: (k, self) for k in l], {k: k for k in l}
    lst = [m for m in [n for n in o]]
    st = {p for p in q if (lambda: p)}
##
def outer(a):
    def inner():
        b = a
        class C:
            a = a
            def m(self): nonlocal b; b = a; return super().m()
            k = [a for a in b]
        return (x async for x in y)
    return inner
async def co():
    return [x async for x in y], (await z for z in w)
##
class Cls[T]:
    type Al = T
    type Bl[U: T] = U
    def f[V](self, x: V = None, *, y=1): return T, V
    attr = 1
    def g[attr](self): return attr
x: int = 5
def h(a: int, *b: str, c: float = 1.0, **d) -> None: e: int = a; (f): int = 3; a.b: int = 4; return

'''.strip().split('\n##\n'):
    show(symtable.symtable(text, 'f.py', 'exec'))

top = symtable.symtable('def f(): pass\ndef f(): pass\ndef g(x): return x\ny = 1', '?', 'exec')
print(top.lookup('f').get_namespaces(), top.lookup('g').get_namespace().get_parameters())
print(top.lookup('g') is top.lookup('g'), top.get_children()[-1] is top.get_children()[-1])
for wrong in [
        lambda: top.lookup('f').get_namespace(), lambda: top.lookup('y').get_namespace(), lambda: top.lookup('z'),
        lambda: symtable.symtable('x', '?', 'other'), lambda: symtable.symtable('x y', '?', 'exec'),
        lambda: symtable.symtable('def f(a, a): 0', '?', 'exec')]:
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
print(symtable.symtable(b'# coding: latin-1\nx = 1', '?', 'exec').get_identifiers())
print(symtable.symtable('lambda x: y', '?', 'eval').get_children()[0].get_globals())
