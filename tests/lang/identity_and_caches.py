# Hashes by identity, and what is known of them, when classes change; methods taken as values; defaults of keywords.
class T: pass
a,b=T(),T(); s={a}; d={a:1}
print(a in s, b in s, d.get(b), d[a]); s.add(b); s.discard(a); print(len(s))
T.__hash__=lambda s: 5
try: print(a in s, hash(a))
except Exception as e: print(e)
s={a,b}; print(len(s))
T.__eq__=lambda s,o: True
print(len({T(),T()}), T() in s)
del T.__hash__; 
try:
    hash(a)
    print('hashed again')
except TypeError as e: print(e)
del T.__eq__
print(hash(a)==hash(a), len({a,b,a}))
class U(T): pass
u=U(); x={u}; print(u in x)
T.__hash__=lambda s: 7
print(hash(u), u in x)
class V(int): pass
v=V(3); print(3 in {v}, v in {3}, hash(v))
u.__class__=type('W',(),{'__hash__':lambda s: 9}); print(hash(u))
class M:
    def f(self,x): return x
m=M()
def get(o): return o.f
for _ in range(4): print(get(m)(2), get(m).__self__ is m, get(m)==m.f, get(M)(m,3))
M.f=staticmethod(lambda x: -x); print(get(m)(2))
m.f=5; print(get(m))
l=[]
def ga(o): return o.append
for _ in range(3): ga(l)(1)
print(l)
def kw(*,a=1,b=2,c): return a,b,c
print(kw(c=3), kw(b=5,c=6)); kw.__kwdefaults__={'c':9,'b':8}
try: print(kw(a=0))
except TypeError as e: print(e)
try: print(kw())
except TypeError as e: print(e)
