# threading.local: attributes of threads beside those of the class.
import threading, gc, weakref, time
l = threading.local(); l.x = 1; print(l.x, l.__dict__)
try: l.y
except AttributeError as e: print(e, e.name, e.obj is l)
class L(threading.local):
    k = 'class'
    def __init__(self, a=0): self.a = a; self.n = getattr(self, 'n', 0) + 1
    @property
    def p(self): return 'prop'
    def m(self): return self.a
s = L(5); print(s.k, s.a, s.p, s.m(), s.n); s.k = 'own'; print(s.k, s.__dict__)
try: s.p = 1
except AttributeError as e: print(e)
def f(): s.b = 2; print(s.a, s.k, sorted(s.__dict__)); l.x = 9; del l.x; print(hasattr(l, 'x'))
t = threading.Thread(target=f); t.start(); t.join(); print(s.__dict__, l.x)
for n in ('__dict__', '__class__', 'a'):
    try: setattr(s, n, 3); print(n, 'set')
    except Exception as e: print(type(e).__name__, e)
class St(str): pass
setattr(l, St('q'), 4); print(l.q, getattr(l, St('q')))
class O:
    pass
o = O(); w = weakref.ref(o); l.o = o; del o; del l; gc.collect(); print(w())
class Slots(threading.local):
    __slots__ = ('z',)
z = Slots(); z.z = 1; z.w = 2; print(z.z, z.w, z.__dict__)
