# Functions and code objects, arguments that do not fit, scopes, exec, eval, compile, locals.
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'stdlib'))
import _statements

sys.stderr = sys.stdout
_statements.each('''
import sys, types
def f(a, b=1, /, c=2, *args, d, e=5, **kw):
    "doc"
    x = 1
    def g(): return x
    return g
c = f.__code__
c.co_argcount, c.co_posonlyargcount, c.co_kwonlyargcount, c.co_nlocals, c.co_varnames, c.co_cellvars, c.co_freevars, c.co_name, c.co_qualname, c.co_firstlineno, c.co_flags & 0xffff, c.co_names, c.co_filename
c.co_consts[0]
[k for k in c.co_consts if isinstance(k, types.CodeType)][0].co_name
c.replace(co_name='zz').co_name
c.replace(co_name=5)
c.replace(foo=5)
c.replace(co_argcount='a')
c.replace(co_varnames=5)
c == c.replace(), hash(c) == hash(c.replace()), c == c.replace(co_name='q'), c != 5
c.replace(co_firstlineno=50).co_firstlineno
repr(c)
c.co_name = 5
c.x = 1
import copy
copy.replace(c, co_name='q').co_name
def g():
    a = 1
    if a:
        b = 2

    return (a +
            b)
base = g.__code__.co_firstlineno
f.__defaults__ = 5
f.__defaults__ = None
f(1)
f(1, 2, 3, d=4)
f.__defaults__ = (1, 2, 3, 4, 5)
f(d=1).__name__
del f.__defaults__
f(1, d=1)
f.__kwdefaults__ = 5
f.__kwdefaults__ = {'d': 3}
f(1, 2, 3).__name__
del f.__kwdefaults__
f.__kwdefaults__
f.__code__ = 5
f.__code__ = (lambda: 7).__code__
f()
del f.__code__
def cl():
    q = 5
    return lambda: q
cl().__code__.co_freevars, cl().__closure__[0].cell_contents
f.__code__ = cl().__code__
h = cl()
h.__code__ = (lambda: 1).__code__
h.__closure__ = ()
h.__globals__ = {}
h.__name__ = 5
h.__qualname__ = 5
h.__name__ = 'n'
h.__qualname__ = 'q'
repr(h)
del h.__name__
del h.__qualname__
del h.__module__
h.__module__
h.__dict__ = 5
h.__dict__ = {'z': 1}
h.z
del h.__dict__
h.__annotations__ = 5
h.__annotations__ = None
h.__annotations__
h.__type_params__ = 5
h.__type_params__ = ()
del h.__type_params__
h.__builtins__ is __builtins__ or type(h.__builtins__)
h.__globals__ is globals()
h.nope
del h.nope
types.FunctionType()
types.FunctionType(5, {})
types.FunctionType(g.__code__, 5)
types.FunctionType(g.__code__, {}, 5)
types.FunctionType(g.__code__, {}, 'nm')()
types.FunctionType(g.__code__, {}, 'nm', 5)
types.FunctionType(g.__code__, {}, 'nm', (), 5)
types.FunctionType(cl().__code__, {}, 'nm')
types.FunctionType(cl().__code__, {}, 'nm', (), (5,))
types.FunctionType(cl().__code__, {}, 'nm', (), (types.CellType(9),))()
types.FunctionType(cl().__code__, {}, closure=())
types.FunctionType(g.__code__, {}, kwdefaults={'a': 1}).__kwdefaults__
types.CellType(), types.CellType(5)
types.CellType().cell_contents
c1 = types.CellType(1)
c1.cell_contents = 2
c1.cell_contents
del c1.cell_contents
c1.cell_contents
types.CellType(1) == types.CellType(1), types.CellType(1) < types.CellType(2), types.CellType() < types.CellType(1)
types.CellType(1) < 5
types.CellType(1, 2)
def pos(a, b, /, c, *, d): pass
pos()
pos(1)
pos(1, 2)
pos(1, 2, 3)
pos(1, 2, 3, 4)
pos(1, 2, 3, 4, d=4)
pos(1, 2, 3, d=4, e=5)
pos(1, b=2, c=3, d=4)
pos(a=1, b=2, c=3, d=4)
pos(1, 2, c=3, c2=4, d=5)
pos(1, 2, 3, c=3, d=5)
pos(1, 2, 3, D=5)
pos(1, 2, 3, dd=5)
def many(a, b, c, d): pass
many()
many(1, 2, 3, 4, 5)
many(1, 2, 3, 4, 5, x=1)
many(1, a=2)
def one(a): pass
one()
one(1, 2)
one(1, 2, b=3)
def dflt(a, b=1): pass
dflt(1, 2, 3)
def kwo(*, a, b, c): pass
kwo()
kwo(a=1)
kwo(a=1, b=2)
kwo(1)
kwo(1, a=1, b=2, c=3)
kwo(1, 2, a=1)
def kwo1(a, *, b): pass
kwo1(1, 2, b=3)
kwo1(1, 2)
kwo1(1, 2, 3, b=1)
def var(*a, **k): return a, k
var(*5)
var(*[1], *5)
var(**5)
var(**{'a': 1}, **5)
var(**{1: 2})
var(**{'a': 1}, **{'a': 2})
var(a=1, **{'a': 2})
var(*(1, 2), 3, *[4], a=5, **{'b': 6})
var(**{'a b': 1})
dict(**5)
dict(*5)
len(*5)
len(**5)
len(*[1], **{'a': 1})
print(*None)
var(*None)
class M:
    def keys(self): return ['a', 'b']
    def __getitem__(self, k): return k * 2
var(**M())
class M2:
    def keys(self): return 5
    def __getitem__(self, k): return k
var(**M2())
class M3:
    def keys(self): return ['a']
var(**M3())
class M4:
    def __iter__(self): raise TypeError('custom')
var(*M4())
class M5:
    def keys(self): raise AttributeError('x')
def gen():
    yield 1
    raise TypeError('in gen')
var(*gen())
pass
(lambda *, a: a)()
(lambda a, /, b: a)(b=1)
f.__get__
f.__call__
f.__call__()
hasattr(f, '__wrapped__')
type(f).__name__
types.LambdaType is types.FunctionType
def outer():
    nonlocal_var = 1
    class A:
        nonlocal nonlocal_var
        nonlocal_var = 2
    return nonlocal_var
outer()
def outer():
    x = 1
    class A:
        x = x + 1 if False else 5
        def f(self): return x
    return A.x, A().f()
outer()
x = 'global'
class A:
    print(x)
    x = 'class'
    print(x)
    l = [x for _ in range(1)]
    del x
    print(x)
def f():
    print(zz)
    zz = 1
f()
def f():
    del qq
f()
def f():
    qq = 1
    del qq
    qq
f()
def f():
    def g(): return free
    g()
    free = 1
f()
def f():
    free = 1
    def g(): return free
    del free
    g()
f()
del undefined_thing
undefined_thing
def f():
    global gv
    del gv
f()
exec('a = 1; b = a + 1')
a, b
exec('x = 1', 5)
exec('x = 1', {}, 5)
exec('x = 1', None, {})
eval('x', {'x': 5})
eval('x', {}, {'x': 6})
eval('x y')
eval('x = 1')
eval('')
eval(5)
eval('1', 5)
eval('1', {}, 5)
exec(5)
exec(b'print(1)')
exec('print(1)\\0')
eval(' 1')
eval('\\t 1 \\n')
exec('\\tprint(1)')
eval(compile('1+1', 's', 'eval'))
eval(compile('q=1', 's', 'exec'))
exec(compile('1', 's', 'single'))
compile('1', 's', 'foo')
compile('1', 's')
compile(5, 's', 'exec')
compile('1', 5, 'exec')
compile('1', b'bytes', 'exec').co_filename
compile('1\\0', 's', 'exec')
compile('if 1:\\n', 's', 'exec')
compile('1', 's', 'exec', optimize=5)
compile('def f(): "d"', 's', 'exec', optimize=2).co_consts[0].co_consts if False else None
compile('1', 's', 'exec', dont_inherit='a')
compile(source='1', filename='s', mode='eval').co_name
exec('x', {'__builtins__': {}})
exec('print(1)', {'__builtins__': {}})
exec('import os', {'__builtins__': {}})
exec('class A: pass', {'__builtins__': {}})
exec('print(len)', {'__builtins__': {'print': print, 'len': 5}})
eval('__import__("os").name', {'__builtins__': 5})
d = {}
exec('1', d)
list(d)
eval('lambda: y', {'y': 3})()
exec('def f(): return zed', d)
d['f']()
class LM(dict):
    def __missing__(self, k): return 'missing ' + k
eval('abc', {}, LM())
eval('abc', LM())
class NM:
    def __getitem__(self, k): return k
eval('abc', {}, NM())
exec('abc = 1', {}, NM())
def f():
    a = 1
    l = locals()
    b = 2
    return l, locals() is l, sorted(locals())
f()
def f():
    a = 1
    locals()['a'] = 2
    return a
f()
def f():
    a = 1
    sys._getframe().f_locals['a'] = 2
    sys._getframe().f_locals['new'] = 3
    return a, locals(), sys._getframe().f_locals
f()
def f():
    a = 1
    fl = sys._getframe().f_locals
    return type(fl), len(fl), list(fl), 'a' in fl, fl.get('a'), fl.get('zz', 9), fl == {'a': 1, 'fl': fl}, fl.copy(), fl | {'z': 1}
f()
def f():
    fl = sys._getframe().f_locals
    del fl['fl']
def f():
    fl = sys._getframe().f_locals
    fl.pop('fl')
def f():
    a = 1
    fl = sys._getframe().f_locals
    fl.clear()
f()
def f():
    a = 1
    fl = sys._getframe().f_locals
    fl.update({'a': 5}); fl.setdefault('w', 3)
    return a, fl['w'], reversed(fl), fl.items(), repr(fl)
def f():
    a = 1
    fl = sys._getframe().f_locals
    fl[5] = 3
    return fl[5], list(fl)
f()
def f():
    fl = sys._getframe().f_locals
    return fl['nope']
f()
def f():
    fl = sys._getframe().f_locals
    hash(fl)
f()
def f():
    exec('y = 1')
    return 'y' in locals()
f()
def f():
    y = 0
    exec('y = 1')
    return y
f()
def f():
    [a for a in [1]]
    return locals()
f()
def f(): return [locals() for x in [1]]
f()
def f():
    y = 3
    return [sorted(locals()) for x in [1]]
f()
pass
(y := 5), y
[(z := i) for i in range(3)], z
def f():
    [(w := i) for i in range(3)]
    return w
f()
class A:
    try: exec('[(z := i) for i in range(3)]')
    except Exception as e: print(e)
exec('class A: [(z := i) for i in range(3)]')
exec('[i := 0 for i in range(3)]')
exec('[(i := 0) for i in range(3)]')
exec('[[(j := 0) for i in range(5)] for j in range(5)]')
exec('[i for i in (j := range(3))]')
exec('x := 1')
exec('(x.a := 1)')
exec('(x[0] := 1)')
exec('f(a=b:=1)')
exec('(a := 1, b := 2)')
a, b
exec('lambda: (x := 1)')
exec('lambda x := 1: 2')
exec('(lambda: x) := 1')
exec('del (a := 1)')
exec('assert (lambda: True) := 1')
''')
