# oracle: 3.14
# What sys.settrace() reports of every statement: events, functions, lines.
import sys
def show(events):
    for e in events: print(*e)
def run(f, *a):
    events = []
    base = f.__code__.co_firstlineno
    fn = f.__code__.co_filename
    def tracer(frame, event, arg):
        if frame.f_code.co_filename != fn: return None
        if frame.f_code.co_name == 'run': return None
        x = ''
        if event == 'return': x = arg if type(arg) in (int, str, bool, list, type(None)) else type(arg).__name__
        if event == 'exception': x = arg[0].__name__
        events.append((event, frame.f_code.co_name, frame.f_lineno - base, x))
        return tracer
    sys.settrace(tracer)
    try:
        f(*a)
    except BaseException as e:
        sys.settrace(None)
        print('raised', type(e).__name__)
    finally:
        sys.settrace(None)
    print('==', f.__name__)
    show(events)

def loops():
    t = 0
    for i in range(3):
        t += i
    else:
        t += 1
    while t > 3:
        t -= 1
        if t == 4:
            continue
        if t == 3:
            break
    return t
run(loops)

def oneline():
    n = 2
    for x in (1, 2): pass
    a = [y for y in range(2)]
    b = [y for y in range(3) if y]
    c = list(y for y in range(2))
    return a
run(oneline)

def tries():
    try:
        x = 1
    finally:
        y = 2
    try:
        raise ValueError(1)
    except ValueError as e:
        z = 3
    else:
        z = 4
    finally:
        w = 5
    return w
run(tries)

def passing():
    try:
        int('x')
    except TypeError:
        pass
    finally:
        a = 1
run(passing)

def inner():
    raise KeyError
def outer():
    inner()
def catches():
    try:
        outer()
    except KeyError:
        return 1
run(catches)

def retfin():
    try:
        return 1
    finally:
        x = 2
run(retfin)

class CM:
    def __enter__(self): return self
    def __exit__(self, *a):
        return True
def withs():
    with CM() as c:
        x = 1
    with CM():
        raise ValueError
    y = 1
    with CM() as a, CM() as b:
        pass
    return y
run(withs)

def gen():
    yield 1
    x = 2
    yield x
    return 3
def usegen():
    for v in gen():
        v
    g = gen()
    next(g)
    g.send(5)
    try:
        next(g)
    except StopIteration:
        pass
    return 0
run(usegen)
def deleg():
    r = yield from gen()
    return r
def usedeleg():
    for v in deleg():
        pass
run(usedeleg)
def thrower():
    g = gen()
    next(g)
    try:
        g.throw(ValueError('a'))
    except ValueError:
        pass
    g = gen()
    next(g)
    g.close()
    del g
run(thrower)
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 1: raise StopIteration
        return self.n
def iters():
    for v in It():
        pass
    x = list(It())
run(iters)
async def co(n):
    return n
async def aco():
    a = await co(1)
    b = await co(
        2
    )
    return a + b
def usecoro():
    try:
        aco().send(None)
    except StopIteration as e:
        return e.value
run(usecoro)
def deco(f):
    return f
def decos():
    @deco
    @deco
    def g(a, b=1):
        return a
    class C:
        x = 1
        def m(self):
            pass
    len(
        'a' +
        str(1),
    )
    g(1, b=2)
    C().m()
run(decos)
def matching(v):
    match v:
        case 1:
            r = 'one'
        case [a, b] if a > b:
            r = 'gt'
        case [a, b]:
            r = 'list'
        case {'k': k}:
            r = k
        case str() | bytes():
            pass
        case _:
            r = 'other'
    return r
for v in (1, [1, 2], [2, 1], {'k': 3}, None): run(matching, v)
def ifs(a):
    if a == 1:
        x = 1
    elif a == 2:
        x = 2
    else:
        x = 3
    y = 1 if a else 2
    if (a and
        x):
        pass
    if not a: pass
    assert x, 'm'
    return x or \
        y
for v in (0, 1, 2): run(ifs, v)
def noreturn():
    x = 1
    if x:
        y = 2
run(noreturn)
def nested():
    def f():
        return 1
    lam = lambda: 2
    return f() + \
      lam()
run(nested)
def doc():
    """doc"""
    pass
run(doc)
def glob():
    global ZZ
    ZZ = 1
    del ZZ
    import os
    from sys import path
    pass
run(glob)
def nesttry():
    for i in range(2):
        try:
            try:
                if i: raise OSError
            except ValueError:
                pass
        except OSError:
            continue
        finally:
            x = i
    return x
run(nesttry)
def delfin():
    while True:
        try:
            break
        finally:
            x = 1
    return x
run(delfin)
