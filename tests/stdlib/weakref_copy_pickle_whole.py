# weakref, gc, copy and pickle: values and messages.
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'stdlib'))
import _statements

sys.stderr = sys.stdout
_statements.each('''
import weakref, gc, copy, pickle, sys
class A:
    def __init__(self, x=1): self.x = x
    def m(self): return self.x
a = A()
r = weakref.ref(a)
weakref.ref(a) is r, r == weakref.ref(a), hash(r) == hash(a)
weakref.ref(a, lambda x: 1) is r
r.__callback__, weakref.ref(a, len).__callback__
weakref.ref(5)
weakref.ref()
weakref.ref(a, None, 1)
weakref.ref([])
weakref.ref(A)() is A, weakref.ref(len)() is len
weakref.getweakrefcount(a), len(weakref.getweakrefs(a))
p = weakref.proxy(a)
p.x, type(p), p.m(), str(p)[:10]
p.x = 5
a.x
del p.x
p.x = 1
p == a, bool(p), isinstance(p, A), p.__class__
p[0]
len(p)
weakref.proxy(len)
del a
r(), r
p.x
p.x = 1
bool(p)
str(p)
r == weakref.ref(A()), r == r
a, b = A(), A()
ra, rb = weakref.ref(a), weakref.ref(b)
ra == rb, ra != rb, ra < rb
class E:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __hash__(self): return hash(self.v)
a, b = E(1), E(1)
weakref.ref(a) == weakref.ref(b), hash(weakref.ref(a)) == hash(weakref.ref(b))
class Sub(weakref.ref):
    def __init__(self, o, cb=None, k=None): super().__init__(o, cb); self.k = k
s = Sub(a, None, 3)
s.k, s() is a, s == weakref.ref(a), Sub(a) is Sub(a)
log = []
a = A()
r = weakref.ref(a, lambda w: log.append(w() is None))
del a
log
def bad(w): raise ValueError('bad')
wvd = weakref.WeakValueDictionary()
a = A()
wvd['k'] = a
wvd['k'] is a, len(wvd), list(wvd), list(wvd.items())[0][0], 'k' in wvd
wvd.get('z'), wvd.get('z', 1), wvd.pop('z', 2), wvd.setdefault('k', 5) is a
wvd.pop('z')
wvd['q']
wvd['w'] = 5
repr(wvd)[:25]
wvd.valuerefs()[0]() is a, list(wvd.itervaluerefs())[0]() is a
wvd | {'j': a}, wvd.update(z=a), sorted(wvd)
wvd.popitem()[0]
del a
len(wvd), list(wvd)
wkd = weakref.WeakKeyDictionary()
a = A()
wkd[a] = 1
wkd[a], len(wkd), a in wkd, 5 in wkd, list(wkd.keys())[0] is a, wkd.keyrefs()[0]() is a
wkd[5]
wkd[5] = 1
wkd.get(5)
wkd.get(A())
wkd.pop(a), len(wkd)
wkd.popitem()
ws = weakref.WeakSet([a])
a in ws, len(ws), 5 in ws, list(ws)[0] is a
ws.add(5)
ws | {a}, ws & ws == ws, ws - ws == weakref.WeakSet(), ws.issubset(ws), ws.isdisjoint([1])
ws.discard(a)
ws.pop()
repr(ws)
f = weakref.finalize(a, print, 'fin', 1, k=2) if False else weakref.finalize(a, log.append, 'fin')
f.alive, f.peek()[1], f.atexit, repr(f)[:10]
f(), f.alive, f(), log
f.detach(), f.peek()
f = weakref.finalize(a, log.append, 'fin2')
del a
log
weakref.finalize(5, print)
weakref.finalize()
a = A()
wm = weakref.WeakMethod(a.m)
wm()(), wm == weakref.WeakMethod(a.m), hash(wm) == hash(weakref.WeakMethod(a.m)), repr(wm)[:12]
weakref.WeakMethod(len)
del a
wm(), wm == wm
gc.isenabled(), gc.disable(), gc.isenabled(), gc.enable(), gc.isenabled()
gc.set_threshold(500)
gc.get_threshold()[0]
gc.set_threshold('a')
gc.collect(3)
gc.collect(-1)
gc.collect(generation=1) >= 0
gc.is_finalized(A()), gc.garbage, gc.callbacks
''')
