# queue.SimpleQueue: waiting, time, derived classes, threads; cmath of everything that is a number.
import cmath, copy, math, pickle, queue, threading, _queue
class C:
    def __complex__(self): return 1+2j
class D:
    def __complex__(self): return 1
class F:
    def __float__(self): return 2.5
class I:
    def __index__(self): return 3
class CC(complex): pass
for v in (C(), D(), F(), I(), CC(1, 2), True, 10**400, '1', None, b'x', [], 3): 
    for f in (cmath.sqrt, cmath.isnan, cmath.phase, cmath.log):
        try: print(f.__name__, f(v))
        except Exception as e: print(f.__name__, type(e).__name__, e)
for a in ((1, 2), (1j, 10), (0,), (1, 0), (2, 'x'), ()):
    try: print(cmath.log(*a))
    except Exception as e: print(type(e).__name__, e)
for a in ((1, 2), (-1, .5), (math.inf, 1), (math.inf, 0), (-math.inf, -0.0), (math.nan, 0), (0, math.inf), (1, math.inf), (math.inf, math.inf), (-math.inf, 2), (1j, 1), (-1, -0.0)):
    try: print(a, cmath.rect(*a))
    except Exception as e: print(a, type(e).__name__, e)
for a, k in (((1, 1+1e-12), {}), ((1, 2), {'rel_tol': .5}), ((0, 1e-9), {'abs_tol': 1e-8}), ((math.inf, math.inf), {}), ((1, 2), {'rel_tol': -1}), ((1,), {}), ((math.nan, math.nan), {})):
    try: print(cmath.isclose(*a, **k))
    except Exception as e: print(type(e).__name__, e)
print(cmath.infj, cmath.nanj, cmath.pi, cmath.__name__)
q = queue.SimpleQueue(); print(q.put(1), q.put(2, False, -1), q.qsize(), q.empty(), q.get(), q.get_nowait(), q.empty())
for a, k in (((), {'block': False}), ((True, 0.01), {}), ((True, -1), {}), ((False, -1), {}), ((True, float('nan')), {}), ((1, 0), {}), ((True, 0.0, 1), {})):
    try: print(q.get(*a, **k))
    except Exception as e: print(type(e), e)
print(queue.Empty, _queue.Empty is queue.Empty, queue.SimpleQueue, repr(q)[:26], queue.SimpleQueue[int])
for f in (pickle.dumps, copy.copy):
    try: f(q)
    except Exception as e: print(type(e).__name__, e)
class S(queue.SimpleQueue):
    def __init__(self, x): self.x = x
    def put(self, i): super().put(i * 2)
s = S(4); s.put(3); print(s.x, s.get(), s.__dict__)
try: queue.SimpleQueue(1)
except TypeError as e: print(type(e))
got = []
def w():
    while (x := q.get()) is not None: got.append(x)
ts = [threading.Thread(target=w) for _ in range(3)]
for t in ts: t.start()
for i in range(100): q.put(i)
for t in ts: q.put(None)
for t in ts: t.join()
print(sorted(got) == list(range(100)))
t = threading.Timer(0.05, q.put, ('late',)); t.start(); print(q.get(timeout=5))
