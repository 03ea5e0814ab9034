# Profile functions, and trace functions of frames: what they return, raise and set.
import math, sys, threading
ev = []
def prof(f, e, a):
    if e.startswith('c_'):
        ev.append((e, f.f_code.co_name, a.__name__))
    else:
        ev.append((e, f.f_code.co_name, a if not callable(a) else 'fn'))
def g(x):
    return len(x)
def f():
    g('ab')
    l = [1]
    l.append(2)
    "a".upper()
    math.sqrt(2)
    try:
        int('x')
        l.pop(100)
    except (IndexError, ValueError):
        pass
    try:
        l.pop(100)
    except IndexError: pass
    print('hello', end='\n')
    str(3)
    sum([1, 2]); sorted([2, 1], key=lambda v: v)
    return 5
sys.setprofile(prof)
f()
sys.setprofile(None)
for e in ev: print(*e)
print(sys.getprofile(), sys.gettrace())
# error in trace function
def bad(f, e, a):
    if e == 'line': raise ValueError('in tracer')
    return bad
def h():
    x = 1
    return x
sys.settrace(bad)
try:
    h()
except ValueError as e:
    print('caught', e, sys.gettrace())
# local trace set on a caller
out = []
def local(f, e, a):
    out.append((e, f.f_code.co_name, f.f_lineno - outer.__code__.co_firstlineno))
    return local
def start():
    fr = sys._getframe().f_back
    fr.f_trace = local
    sys.settrace(local)
def outer():
    a = 1
    start()
    b = 2
    for i in range(2):
        c = i
    sys.settrace(None)
    d = 1
outer()
print(out)
# replaced local
def one(f, e, a):
    print('one', e); return two
def two(f, e, a):
    print('two', e); return one if e == 'line' else None
def k():
    a = 1
    b = 2
    return b
sys.settrace(one); k(); sys.settrace(None)
def nolines(f, e, a):
    f.f_trace_lines = False
    print('nl', e); return nolines
sys.settrace(nolines); k(); sys.settrace(None)
# thread
def tt(f, e, a):
    if f.f_code.co_name == 'work': print('t', e, f.f_lineno - work.__code__.co_firstlineno)
    return tt
def work():
    y = 1
threading.settrace(tt)
t = threading.Thread(target=work); t.start(); t.join()
threading.settrace(None)
def gen():
    try:
        yield 1
        yield 2
    finally:
        z = 1
ev.clear()
def tg(f, e, a):
    ev.append((e, f.f_code.co_name, f.f_lineno - gen.__code__.co_firstlineno)); return tg
def ug():
    x = gen()
    next(x)
    x.close()
sys.settrace(tg); ug(); sys.settrace(None)
for e in ev: print(*e)
ev.clear()
def rec(n):
    if n: return rec(n-1)
    return 0
class P:
    @property
    def x(self): return 1
    def __add__(self, o): return 1
    def __del__(self): pass
    def __getattr__(self, n): raise AttributeError(n)
def us():
    rec(1)
    p = P()
    p.x
    p + 1
    try: p.zz
    except AttributeError: pass
    sorted([1, 2], key=lambda v: v)
    list(map(lambda v: v, [1]))
    del p
    d = {k: v for k, v in zip('a', 'b')}
    assert 1 == 1
    raise SystemExit
sys.settrace(tg)
try: us()
except SystemExit: pass
sys.settrace(None)
for e in ev: print(*e)
def tracer(frame, event, arg):
    if event == 'exception':
        print(arg[0], arg[1], type(arg[2]).__name__)
    return tracer
def ff():
    try:
        {}['a']
    except KeyError:
        try:
            raise ValueError from None
        except ValueError:
            pass
sys.settrace(tracer)
ff()
sys.settrace(None)
