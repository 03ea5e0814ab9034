# Class bodies, comprehensions, closures, exec and eval, code objects.
import sys
from _told import t, x


@t
def classbody():
    xx = 'outer'
    class A:
        xx = 'cls'
        def f(self): return xx
        ys = [xx for _ in range(1)]
        zs = [i for i in xx]
        l = lambda: xx
    print(A().f(), A.ys, A.zs, A.l())
    class B:
        try: print(undefined_q)
        except NameError as e: print(e)
        print(__name__, __module__, __qualname__)
        def m(): return __class__
    x(B.m)
    class C:
        global gg
        gg = 5
        nonlocal_ = 1
    print(gg, hasattr(C, 'gg'))
    def outer():
        v = 1
        class D:
            nonlocal v
            v = 2
            w = v
        return v, D.w, hasattr(D, 'v')
    print(outer())
    class E:
        a = 1
        b = [a for _ in range(1)] if False else 2
        c = (lambda: 1)()
        locals()['dyn'] = 7
        d = {k: v for k, v in {'q': 1}.items()}
    print(E.b, E.dyn, E.d, hasattr(E, 'k'))
    def f():
        class X:
            r = [y for x in range(3) for y in [x]]
            s = [a for a in [1]]
        return X.r
    print(f())
    class F:
        x = 1
        del x
        try: x
        except NameError as e: print('ne', e)
    def f():
        x = 1
        del x
        try: x
        except UnboundLocalError as e: print(e)
        def g(): return x
        try: g()
        except NameError as e: print(type(e).__name__, e)
        x = 3
        print(g())
        del x
        try: del x
        except UnboundLocalError as e: print(e)
    f()
    class G:
        print(sorted(locals()))
        __slots__ = ()
    print([k for k in vars(G)])
    class H:
        "doc"
        def meth(self): self.a = 1; self.b, self.c = 1, 2
        x: int = 1
    print(H.__static_attributes__, H.__firstlineno__)
    print(list(vars(type('X', (), {}))))


@t
def comps():
    print([lambda: i for i in range(3)][0](), [f() for f in [lambda i=i: i for i in range(3)]])
    a = 5
    print([a for a in range(3)], a, {a: a for a in 'x'}, a, list(a for a in [9]), a)
    def f():
        r = [locals() for i in range(1)]
        return r
    print([sorted(d) for d in f()])
    def f():
        return [sorted(locals().keys()) for q in [1]]
    print(f())
    print([y := 3, y**2], y)
    def f():
        print([last := i for i in range(3)], last)
    f()
    def g():
        return [[j for j in range(i)] for i in range(3)]
    print(g())
    def h():
        fs = [lambda: (i, j) for i in range(2) for j in range(2)]
        return [q() for q in fs]
    print(h())
    x(lambda: [undefd for i in range(1)])
    def f():
        try: [1/0 for _ in [1]]
        except ZeroDivisionError: print('caught')
        return [i for i in [1] if (lambda: i)()]
    print(f())
    for src in ['[i := 0 for i in range(3)]', '[i for i in (j := [1])]', 'class A: [q := 1 for _ in [1]]', '[x for x in y if (x := 1)]', 'def f():\n nonlocal q', 'nonlocal q', 'def f(a):\n global a', 'def f():\n a = 1\n global a', 'def f():\n print(a)\n global a', 'def f(a):\n nonlocal a', 'def f():\n global a\n nonlocal a', 'def f():\n a: int\n global a', 'global x; x: int', 'class A:\n def f(): nonlocal z', 'def f():\n  def g():\n    nonlocal b\n  c = 1','def f():\n for a in b: \n  global a', 'def f():\n  with a as b: pass\n  global b', 'def f():\n import m\n global m','def f():\n class m: pass\n global m','def f():\n try: pass\n except E as m: pass\n global m']:
        try: exec(compile(src, 's', 'exec'), {'y': []}); print('ok', src)
        except SyntaxError as e: print(repr(src), e)


@t
def closures():
    def make():
        n = 0
        def inc():
            nonlocal n
            n += 1
            return n
        def get(): return n
        return inc, get
    i, g = make(); i(); i(); print(g(), i.__closure__[0].cell_contents, i.__code__.co_freevars, make.__code__.co_cellvars)
    i.__closure__[0].cell_contents = 10; print(g())
    del i.__closure__[0].cell_contents
    x(g); x(lambda: i.__closure__[0].cell_contents)
    import types
    c = types.CellType(5); print(c == types.CellType(5), c < types.CellType(6), repr(c)[:5], repr(types.CellType())[-7:]); x(lambda: types.CellType().cell_contents)
    def rec(n): return 1 if n == 0 else n * rec(n-1)
    print(rec(5))
    def f(a, b=[]):
        b.append(a); return b
    f(1); print(f(2), f.__defaults__)
    def outer(p):
        def a(): return p
        p = p + 1
        return a()
    print(outer(1))
    def lv():
        zz = 1
        def inner(): zz
        class K: pass
        return sorted(locals())
    print(lv())
    def wb():
        for i in range(3):
            def q(): return i
        return q()
    print(wb())
    def dd():
        try: 1/0
        except ZeroDivisionError as e:
            def h(): return e
        try: h()
        except NameError as n: print(n)
    dd()


@t
def execeval():
    ns = {}
    exec('a = 1\ndef f(): return a\nclass C: z = a', ns); print(ns['f'](), ns['C'].z, '__builtins__' in ns, sorted(k for k in ns))
    g, l = {'a': 1}, {'b': 2}
    exec('c = a + b', g, l); print(l, 'c' in g); print(eval('a+b+c', g, l))
    exec('def f(): return c', g, l); x(l['f'])
    exec('class Q:\n y = a + b', g, l); print(l['Q'].y)
    print(eval('[a for _ in range(2)]', g, l)); x(eval, '[b for _ in range(2)]', g, l); x(eval, 'lambda: b', g, l); x(lambda: eval('(lambda: b)()', g, l))
    x(exec, 'x', 5); x(exec, 'x', {}, 5); x(eval, 5); x(eval, 'a', 5); x(exec, None); x(eval, 'a=1'); x(eval, ''); x(eval, '  1 + 1'); x(eval, '1\n'); x(eval, '\n1'); x(exec, 'a\0b'); x(eval, b'1+1'); x(exec, b'a=1'); x(eval, bytearray(b'2')); x(eval, memoryview(b'3'))
    class M(dict):
        def __missing__(self, k): return 'missing ' + k
    x(eval, 'foo', {}, M()); x(eval, 'foo', M()); 
    class Map:
        def __getitem__(self, k): print('get', k); raise KeyError(k)
        def __setitem__(self, k, v): print('set', k, v)
        def __delitem__(self, k): print('del', k)
    m = Map()
    exec('a = 1\ndel b', {}, m); x(exec, 'zork', {}, m); x(exec, 'print(len)', {}, m)
    print(eval('__builtins__', {}) is not None)
    x(eval, 'len([])', {'__builtins__': {}}); print(eval('len([])', {'__builtins__': {'len': lambda z: 'mylen'}})); x(exec, 'class A: pass', {'__builtins__': {}}); x(exec, 'import os', {'__builtins__': {}}); x(eval, 'True', {'__builtins__': {}}); x(exec, 'print(1)', {'__builtins__': {'print': print}})
    def fn(): return len('a')
    import builtins, types
    f2 = types.FunctionType(fn.__code__, {'__builtins__': {'len': lambda z: 'L'}}); print(f2())
    g = {}; exec('x = 1', g); print(g['__builtins__'] is builtins.__dict__ or g['__builtins__'] is builtins)
    c = compile('1+2', 'f', 'eval'); print(eval(c), type(c), c.co_filename, c.co_name); c = compile('a=1\nb=2', 'f', 'exec'); exec(c, ns); print(ns['b']); print(eval(c, ns))
    c = compile('3+4', '<s>', 'single'); exec(c); exec(compile('None', 's', 'single')); exec(compile('if 1: 5\n', 's', 'single')); x(compile, '1\n2', 's', 'single'); x(compile, 'a', 's', 'bad'); x(compile, 5, 's', 'exec'); x(compile, 'a', 5, 'exec'); x(compile, 'a', 's', 'exec', 1<<30); x(compile, 'a'); x(compile, 'a', 's', 'exec', optimize=5)
    exec(compile('x=1;x;x+1', 's', 'single'))
    import __future__
    print(__future__.annotations.compiler_flag, __future__.all_feature_names[:3], __future__.division)
    exec(compile('assert 0', 's', 'exec', optimize=1)); x(exec, compile('assert 0, "msg"', 's', 'exec', optimize=0)); print(eval(compile('__debug__', 's', 'eval', optimize=1)))
    def f(): 
        a = 1; exec('a = 2; b = 3'); return a, 'b' in locals()
    print(f())
    def f():
        a = 1
        l1 = locals(); a = 2; l2 = locals(); l1['a'] = 99
        return l1, l2['a'], a
    r = f(); print(r[0]['a'], r[1], r[2])
    def f():
        fr = sys._getframe(); a = 1; fr.f_locals['a'] = 5; fr.f_locals['new'] = 6
        return a, sorted(fr.f_locals), type(fr.f_locals).__name__
    print(f())
    x(exec, 'return 1'); x(exec, 'yield 1'); x(exec, 'await x'); x(exec, 'break'); x(eval, 'yield'); x(eval, '(yield)'); x(eval, '[(yield) for i in x]')
    def f(z): return eval('z + 1')
    print(f(1)); print(eval('locals()', {'q': 1})['q'], eval('globals()["q"]', {'q': 2}))
    x(exec, 'x=1', {}, None); x(exec, 'a', closure=5); 
    def cl():
        v = 10
        def inner(): return v
        return inner
    i = cl(); x(exec, i.__code__); exec(i.__code__, closure=i.__closure__)
    x(eval, 'a b'); x(eval, '1 +'); x(eval, "'abc"); x(exec, 'if x'); x(exec, ' a'); x(exec, 'f(')


@t
def codeobj():
    def f(a, /, b, *c, d=1, **e):
        "doc"
        z = 1; return lambda: z
    c = f.__code__
    print(c.co_name, c.co_argcount, c.co_posonlyargcount, c.co_kwonlyargcount, c.co_varnames, c.co_cellvars, c.co_freevars, c.co_flags & 0xffff, c.co_firstlineno, c.co_names, c.co_qualname, c.co_filename[-5:], type(c.co_code), c.co_stacksize > 0)
    print(list(c.co_lines())[0].__class__, list(c.co_positions())[0].__class__, c == f.__code__, hash(c) == hash(c), repr(c)[:18])
    g = c.replace(co_name='g'); print(g.co_name, g == c); f.__code__ = g; print(f.__name__, f.__code__.co_name)
    x(c.replace, zork=1); x(setattr, c, 'co_name', 'z'); x(setattr, f, '__code__', 5); x(delattr, f, '__code__')
    def h(): pass
    x(setattr, h, '__code__', (lambda: f).__code__)
    h.__code__ = (lambda: 42).__code__; print(h(), h.__name__)
    async def co(): pass
    def ge(): yield
    async def ag(): yield
    print(co.__code__.co_flags, ge.__code__.co_flags, ag.__code__.co_flags, compile('1','s','exec').co_flags, compile('1', 's', 'eval').co_flags)
    import types
    fn = types.FunctionType(h.__code__, globals(), 'nm', (1,), None); print(fn.__name__, fn.__defaults__, fn()); x(types.FunctionType, 5, {}); x(types.FunctionType, h.__code__, 5); x(types.FunctionType, h.__code__, {}, 5); x(types.FunctionType, h.__code__, {}, 'a', 5); x(types.FunctionType, h.__code__, {}, 'a', None, 5); x(types.FunctionType); x(types.FunctionType, i if 0 else (lambda: c).__code__, {}); x(types.MethodType, 5, 5); x(types.MethodType, len, None); x(types.MethodType); print(types.MethodType(len, 'abc')())


def codes(code):
    """Shows the flags of functions and class bodies in a code object."""
    for constant in code.co_consts:
        if hasattr(constant, "co_code"):
            # Docstrings and methods have flags of their own since 3.14.
            print(constant.co_qualname, constant.co_flags & 0xffff)
            codes(constant)


codes(compile("class Plain: x = 1\ndef outer():\n  def inner():\n    class Nested:\n      def method(self): yield\n",
              "", "exec"))
