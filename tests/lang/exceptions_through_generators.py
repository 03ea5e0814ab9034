# Contexts, tracebacks and sys.exception() across yield, throw and yield from.
# oracle: 3.14
from _protocols import clean, t
import sys
sys.unraisablehook = lambda a: print('unraisable:', clean(a.err_msg or ''), type(a.exc_value).__name__, a.exc_value)
import sys, types, traceback
def ctx(e):
    out = []
    while e is not None and len(out) < 6:
        out.append(repr(e)); e = e.__context__
    return out
def g1():
    try: yield 1
    except ValueError as e:
        yield ('in', ctx(e), sys.exception() is e)
        yield ('still', sys.exception() is e)
    yield ('after', sys.exception())
def f():
    G = g1(); next(G)
    try: raise KeyError('outer')
    except KeyError:
        a = G.throw(ValueError('x'))
        b = (next(G), sys.exception())
        c = next(G)
    return a, b, c
t('save/restore', f)
def g2():
    yield sys.exc_info()[0], sys.exception()
    try: raise TypeError('inner')
    except TypeError: yield sys.exc_info()[0]
    yield sys.exc_info()[0]
def f():
    G = g2()
    out = []
    try: 1/0
    except ZeroDivisionError:
        out.append(next(G)[0]); out.append(next(G)); out.append(sys.exc_info()[0])
    out.append(sys.exc_info()[0])
    out.append(next(G))
    return out
t('excinfo', f)
def g3():
    try: raise TypeError('inner')
    except TypeError:
        try: yield
        except ValueError as e: yield ctx(e)
def f():
    G = g3(); next(G)
    try: raise KeyError
    except KeyError: return G.throw(ValueError)
t('throw ctx inner', f)
def g4():
    yield
    raise ValueError('from gen')
def f():
    G = g4(); next(G)
    try: raise KeyError('k')
    except KeyError:
        try: next(G)
        except ValueError as e: return ctx(e)
t('raise in gen inside handler', f)
def f():
    G = g4(); next(G)
    try: raise KeyError('k')
    except KeyError:
        try: G.throw(TypeError('t'))
        except TypeError as e: return ctx(e)
t('throw uncaught inside handler', f)
def g5():
    try: raise KeyError('a')
    except Exception: yield
def f():
    G = g5(); next(G)
    try: G.throw(ValueError('b'))
    except Exception as e: return ctx(e)
t('throw in handler', f)
def g6():
    def inner(): 
        try: raise KeyError('a')
        except Exception: yield 1
    try: raise ZeroDivisionError('z')
    except Exception:
        yield from inner()
def f():
    G = g6(); next(G)
    try: G.throw(ValueError('b'))
    except Exception as e: return ctx(e)
def g7():
    try: yield 1
    except Exception: pass
    raise RuntimeError('later')
def f():
    G = g7(); next(G)
    try: G.throw(ValueError('b'))
    except Exception as e: return ctx(e)
t('after handled', f)
def g8():
    try:
        raise KeyError('a')
    except KeyError:
        yield 1
    try: 
        raise
    except RuntimeError as e: yield repr(e)
def f():
    G = g8(); next(G)
    try: raise ValueError('outer')
    except ValueError: return next(G)
try: t('bare raise', f)
except: pass
def g9():
    try: yield 1
    except GeneratorExit as e:
        raise ValueError('close err')
def f():
    G = g9(); next(G)
    try: raise KeyError('k')
    except KeyError:
        try: G.close()
        except ValueError as e: return ctx(e)
t('close ctx', f)
def tb_names(e):
    return [(x.name, x.lineno) for x in traceback.extract_tb(e.__traceback__)]
def ga(): yield from gb()
def gb(): yield from gc_()
def gc_(): 
    yield 1
    raise ValueError
def f():
    G = ga(); next(G)
    try: next(G)
    except ValueError as e: return tb_names(e)
t('tb', f)
def f():
    G = ga(); next(G)
    try: G.throw(KeyError)
    except KeyError as e: return tb_names(e)
t('tb throw', f)
def f():
    try: raise KeyError
    except KeyError as e: k = e
    G = ga(); next(G)
    try: G.throw(k)
    except KeyError as e: return tb_names(e)
t('tb throw existing', f)
def f():
    G = ga()
    try: G.throw(KeyError)
    except KeyError as e: return tb_names(e)
t('tb throw unstarted', f)
# cyclic
def f():
    a, b = ValueError('a'), ValueError('b')
    a.__context__ = b; b.__context__ = a
    try:
        try: raise a
        except ValueError: raise KeyError('n')
    except KeyError as e: return ctx(e)
t('cyclic', f)
def f():
    a, b, c = ValueError('a'), ValueError('b'), ValueError('c')
    a.__context__ = b; b.__context__ = c; c.__context__ = b
    try:
        try: raise a
        except ValueError: raise KeyError('n')
    except KeyError as e: return ctx(e)
t('cyclic2', f)
# yield from protocol
class It:
    def __init__(self): self.log = []
    def __iter__(self): return self
    def __next__(self): self.log.append('next'); return 1
    def send(self, v): self.log.append(('send', v)); return 2
    def throw(self, *a): self.log.append(('throw', [x if isinstance(x, type) else type(x).__name__ for x in a])); return 3
    def close(self): self.log.append('close')
def yf(i):
    r = yield from i
    return r
def f():
    i = It(); G = yf(i)
    out = [next(G), G.send(None), G.send(5), G.throw(ValueError), G.throw(ValueError('x')), G.close()]
    return out, i.log
t('protocol', f)
def f():
    import warnings; warnings.simplefilter('ignore')
    i = It(); G = yf(i); next(G)
    out = [G.throw(ValueError, 'v'), G.throw(ValueError, 'v', None), G.throw(ValueError, None, None)]
    try: G.throw(GeneratorExit)
    except GeneratorExit: out.append('GE')
    return out, i.log
t('protocol2', f)
class It2:
    def __iter__(self): return self
    def __next__(self): return 1
def f():
    G = yf(It2()); next(G)
    return G.send(5)
t('no send', f)
def f():
    G = yf(It2()); next(G)
    return G.throw(ValueError('q'))
t('no throw', f)
def f():
    G = yf(It2()); next(G)
    return G.close()
t('no close', f)
class It4(It2):
    def close(self): raise ValueError('in close')
def f():
    G = yf(It4()); next(G)
    return G.close()
t('bad close', f)
def f():
    G = yf(It4()); next(G)
    return G.throw(GeneratorExit)
t('bad close by throw', f)
t('yf non iter', lambda: next(yf(5)))
def g():
    try: yield 1
    except GeneratorExit: return 'r'
def h():
    x = yield from g()
    yield ('got', x)
def f():
    H = h(); next(H)
    try: return H.throw(GeneratorExit)
    finally: print(H.gi_frame)
t('throw GE into yf', f)
def outer():
    yield from inner()
def inner():
    yield O.gi_yieldfrom
    yield O.gi_running
O = outer()
t('gi_yieldfrom', lambda: (next(O), type(O.gi_yieldfrom).__name__, next(O), next(O, 'end'), O.gi_yieldfrom))
# reentry
def re1():
    try: next(R)
    except ValueError as e: yield str(e)
    yield 2
R = re1(); t('re', lambda: (next(R), next(R)))
def re2():
    for x in R: yield x
R = re2(); t('re for', lambda: list(R))
def re3():
    yield from R
R = re3(); t('re yf', lambda: list(R))
def ig():
    try: yield 1
    except GeneratorExit: yield 2
G = ig(); next(G); del G
def ig():
    try: yield 1
    finally: raise ValueError('fin')
G = ig(); next(G); del G
async def cc():
    try: await aw()
    finally: raise ValueError('fin')
@types.coroutine
def aw(): yield
G = cc(); G.send(None); del G
