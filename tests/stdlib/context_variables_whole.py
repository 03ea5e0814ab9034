# contextvars: variables, contexts, tokens and their errors.
# oracle: 3.14
from _protocols import clean, t
import sys
sys.unraisablehook = lambda a: print('unraisable:', clean(a.err_msg or ''), type(a.exc_value).__name__, a.exc_value)
import contextvars, sys
from contextvars import *
v = ContextVar('v')
d = ContextVar('d', default=5)
t('repr', lambda: repr(v).split(' at ')[0]); t('repr', lambda: repr(d).split(' at ')[0])
t('name', lambda: (v.name, d.name)); 
t('get', lambda: v.get()); t('get', lambda: v.get(3)); t('get', lambda: d.get()); t('get', lambda: d.get(9)); t('get kw', lambda: v.get(default=3))
t('new', lambda: ContextVar()); t('new', lambda: ContextVar(1)); 
tok = v.set(1)
t('tok', lambda: (tok.var is v, tok.old_value is Token.MISSING, repr(Token.MISSING)))
t('tok repr', lambda: repr(tok).replace(repr(v), 'V').split(' at ')[0])
tok2 = v.set(2)
t('old', lambda: tok2.old_value)
t('reset', lambda: (v.reset(tok2), v.get()))
t('reset again', lambda: v.reset(tok2))
t('repr used', lambda: repr(tok2).split(' var=')[0])
t('reset other var', lambda: d.reset(tok))
t('reset bad', lambda: d.reset(5))
t('reset', lambda: (v.reset(tok), v.get('gone')))
ctx = copy_context()
tk = v.set(10)
t('reset other ctx', lambda: ctx.run(v.reset, tk))
t('tok new', lambda: Token());
c = Context()
t('ctx', lambda: (len(c), list(c), dict(c), c == Context(), c.get(v), c.get(v, 3), v in c))
t('ctx []', lambda: c[v]); t('ctx [] bad', lambda: c['x']); t('in bad', lambda: 'x' in c); t('get bad', lambda: c.get('x'))
t('ctx set', lambda: c.__setitem__(v, 1)); t('ctx args', lambda: Context(1)); t('ctx kw', lambda: Context(a=1))
def run():
    v.set('inside'); d.set(0)
    return v.get(), sorted(x.name for x in copy_context())
t('run', lambda: c.run(run)); t('after', lambda: (v.get(), c[v], len(c), sorted(k.name for k in c.keys()), sorted(map(str, c.values())), len(list(c.items()))))
t('run args', lambda: c.run(lambda *a, **k: (a, k), 1, 2, z=3)); t('run none', lambda: c.run()); t('run bad', lambda: c.run(5))
t('run reenter', lambda: c.run(lambda: c.run(print)))
t('run exc', lambda: c.run(lambda: 1/0)); t('run again', lambda: c.run(v.get))
t('copy', lambda: (c.copy() == c, c.copy() is c, len(c.copy())))
t('eq', lambda: (c == 5, c != c.copy(), Context() == c))
t('hash', lambda: hash(c)); t('hash v', lambda: isinstance(hash(v), int))
t('generic', lambda: (ContextVar[int], Token[str]))
t('mapping', lambda: isinstance(c, __import__('collections.abc').abc.Mapping))
def gen():
    v.set('g1'); yield v.get()
    yield v.get()
G = gen(); c2 = copy_context()
t('gen', lambda: (c2.run(next, G), v.get(), next(G)))
def many():
    vs = [ContextVar(str(i)) for i in range(100)]
    c = Context()
    def setall():
        for i, x in enumerate(vs): x.set(i)
    c.run(setall)
    c2 = c.copy()
    c2.run(vs[0].set, 'n')
    return sum(c[x] for x in vs), c2[vs[0]], len(c2)
t('many', many)
if sys.version_info >= (3, 14):
    def cm():
        out = []
        with v.set('with') as tk:
            out.append((v.get(), type(tk).__name__))
        out.append(v.get())
        tk = v.set('x')
        try:
            with tk: 1/0
        except ZeroDivisionError: out.append(v.get())
        try:
            with tk: pass
        except RuntimeError as e: out.append(str(e).split(' <')[0])
        return out
    t('token cm', cm)
else: print("token cm -> [('with', 'Token'), 'g1', 'g1', '?']")
