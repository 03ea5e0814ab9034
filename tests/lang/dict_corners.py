# oracle: 3.14
"""Dicts whose keys misbehave, and views."""
from _corners import t

import collections, copy, pickle, sys
class BadEq:
    def __hash__(self): return 1
    def __eq__(self,o): raise ZeroDivisionError('eq')
class BadHash:
    def __hash__(self): raise ZeroDivisionError('hash')
b=BadEq(); d={b:1}
for f in [lambda: d[BadEq()], lambda: d.get(BadEq()), lambda: BadEq() in d, lambda: d.__setitem__(BadEq(),1), lambda: d.__delitem__(BadEq()), lambda: d.pop(BadEq()), lambda: d.setdefault(BadEq()), lambda: d.update({BadEq():1}), lambda: {1:2}.get(BadHash()), lambda: {1:2}[BadHash()], lambda: {BadHash():1}, lambda: {1:BadEq()}=={1:BadEq()}, lambda: {b:1}=={BadEq():1}, lambda: dict.fromkeys([BadHash()]), lambda: dict([(BadHash(),1)]), lambda: {}.pop(BadHash(),1), lambda: {}.get(BadHash(),1), lambda: BadHash() in {}, lambda: {}.setdefault(BadHash(),1), lambda: {1:1}.pop(BadHash(),1)]:
    t(f)
t(dict,1); t(dict,[1]); t(dict,[(1,)]); t(dict,[(1,2,3)]); t(dict,['ab','cd']); t(dict,['abc']); t(dict,None); t(dict,{},{}); t(dict,a=1,**{'b':2}); t(lambda: dict(**{1:2})); t(dict.fromkeys); t(dict.fromkeys,1); t(dict.fromkeys,'abc'); t(dict.fromkeys,'ab',[]); t(lambda: {}.update(1)); t(lambda: {}.update([1])); t(lambda: {}.update({},{})); t(lambda: {}.popitem()); t(lambda: {}.pop()); t(lambda: {}.pop(1)); t(lambda: {}.pop(1,2,3)); t(lambda: {}['x']); t(lambda: {}[(1,2)]); t(lambda: {}[[]]); t(lambda: {[]:1}); t(lambda: {}.__contains__([])); t(lambda: {{}:1}); t(lambda: {}|1); t(lambda: {}|[(1,2)]); t(lambda: {1:2}|{1:3}|{4:5}); t(lambda: {}.__or__([])); t(lambda: {}.__ior__([(1,2)])); t(lambda: {}.__ior__(1)); t(lambda: {}<{}); t(lambda: {1:2}.keys()<{1,2}); t(lambda: {1:2}.items()&{(1,2)}); t(lambda: {1:2}.keys()|[3]); t(lambda: [3]|{1:2}.keys()); t(lambda: {1:[]}.items()|{1}); t(lambda: {1:2}.values()=={1:2}.values()); t(lambda: {1:2}.keys()^{1,5}); t(lambda: {1:2}.keys()-[1]); t(lambda: {1:2}.keys().isdisjoint([2])); t(lambda: {1:2}.keys().isdisjoint(3)); t(lambda: {1:2}.keys().mapping); t(lambda: {1:2}.keys().mapping.clear()); t(hash,{}.keys()); t(hash,{}.items()); t(lambda: hash({}.values()) is not None); t(lambda: repr({1:2}.items())); t(lambda: len({1:2}.values())); t(lambda: list(reversed({1:2,3:4}.items()))); t(lambda: {}.keys()[0]); t(lambda: {1:2}.keys()==[1]); t(lambda: {1:2}.keys()=={1}); t(lambda: {1:[]}.items()=={(1,2)}); t(lambda: type({}.keys())()); t(copy.copy,{}.keys()); t(lambda: pickle.dumps({}.keys())); t(lambda: pickle.dumps({}.values()))
d={1:1,2:2,3:3}
def mut(f):
    d=dict.fromkeys(range(5))
    for k in d: f(d,k)
    return d
t(mut,lambda d,k:d.pop(k)); t(mut,lambda d,k:d.__setitem__(k+10,1)); t(mut,lambda d,k:d.clear()); t(mut,lambda d,k:(d.pop(k),d.__setitem__(k,1))); t(mut,lambda d,k:(d.__delitem__(k),d.__setitem__(k+1,1)) if k<3 else 0)
it=iter({1:2}); next(it); t(next,it); t(it.__length_hint__); t(it.__reduce__); 
d={1:1,2:2}; it=iter(d); next(it); d[3]=1; t(next,it); t(next,it); t(it.__length_hint__); d={1:2}; it=d.items().__iter__(); del d[1]; t(next,it); it=reversed({1:2,3:4}); next(it); t(list,it); d={1:2}; it=reversed(d); d[3]=4; t(next,it)
class D(dict):
    def __missing__(self,k): return k*2
t(lambda: D()[3]); t(lambda: D().get(3)); t(lambda: 3 in D()); t(lambda: D({1:2})|{3:4}); t(lambda: type(D()|{})); t(lambda: type({}|D())); t(lambda: D.fromkeys('ab')); t(lambda: D().copy().__class__); t(lambda: '{0[a]}'.format(D())); t(lambda: '%(a)s'%D()); t(lambda: eval('qq',{},D())); t(lambda: eval('qq',D())); t(lambda: '{a}'.format_map(D()))
class F(dict):
    def __new__(cls,*a): return collections.UserDict()
t(lambda: F.fromkeys('ab')); 
class G(dict):
    def __setitem__(self,k,v): raise ZeroDivisionError
t(lambda: G.fromkeys('ab')); t(lambda: G(a=1)); t(lambda: G().update(a=1)); t(lambda: G().setdefault(1,2))
class H(dict):
    def __new__(cls): raise ZeroDivisionError
t(lambda: H.fromkeys('a'))
class I(dict):
    def __init__(self): raise ZeroDivisionError
t(lambda: I.fromkeys('a'))
class K:
    def keys(self): return [1,2]
    def __getitem__(self,k): return k*3
t(dict,K()); t(lambda: {**K()}); t(lambda: (lambda **k:k)(**K())); t(lambda: {}.update(K())); t(lambda: {}|K())
class K2:
    def keys(self): return 5
    def __getitem__(self,k): 1/0
t(dict,K2()); t(lambda:{**K2()})
class K3:
    def keys(self): return ['a','b']
    def __getitem__(self,k): 1/0
t(dict,K3()); t(lambda:{**K3()}); t(lambda:(lambda **k:0)(**K3()))
class K4:
    keys=5
t(dict,K4()); t(lambda:{**K4()}); t(lambda: {**1}); t(lambda:(lambda **k:0)(**1)); t(lambda:(lambda **k:0)(**{1:2})); t(lambda:(lambda **k:0)(a=1,**{'a':2})); t(lambda: dict(a=1,**{'a':2})); t(lambda: {**{'a':1},'a':2,**{'a':3}})
class EqMut:
    def __init__(s,d): s.d=d
    def __hash__(s): return 5
    def __eq__(s,o): s.d.clear(); return True
dd={}; dd[EqMut(dd)]=1; t(lambda: dd.get(EqMut(dd))); dd={}; dd[EqMut(dd)]=1; 
def sd(): dd[EqMut(dd)]=2; return len(dd)
t(sd); 
class X(int):
    def __hash__(s): return 1
    def __eq__(s,o): return False
t(lambda: len({X(1):1,X(1):2})); n=float('nan'); t(lambda: {n:1}[n]); t(lambda: {float('nan'):1}.get(float('nan'))); t(lambda: {n:1}=={n:1}); t(lambda: {1:n}=={1:n}); t(lambda: {1:1,1.0:2,True:3}); t(lambda: {0:1}[False]); t(lambda: {2**70:1}[2.0**70]); t(lambda: {1:2}.__sizeof__()>0); d={}; d['d']=d; t(repr,d); t(lambda: d==d); e={}; e['d']=d; t(lambda: str(e)); d1={};d2={};d1[1]=d2;d2[1]=d1; t(lambda: d1==d2)
t(lambda: {}.__class_getitem__(int)); t(lambda: dict[int,str]()); t(lambda: {}.__init__(1)); t(lambda: {1:2}.__init__({3:4})); t(dict.__new__); t(dict.__new__,int); t(lambda: dict.__new__(D)); t(lambda: dict.keys(1)); t(lambda: dict.__len__([])); t(lambda: {}.get()); t(lambda: {}.get(1,2,3)); t(lambda: {}.get(k=1)); t(lambda: {}.items(1)); t(lambda: {}.setdefault()); t(lambda: {}.copy(1)); t(lambda: {}.fromkeys([1],2)); t(lambda: {}.__reversed__()); t(lambda: {}.__getitem__()); t(lambda: {}.__setitem__(1)); t(lambda: del_())
def del_(): d={}; del d[1]


class Keyed(dict):
    def keys(self):
        return ["k"]

    def __getitem__(self, key):
        return 9


class Iterated(Keyed):
    def __iter__(self):
        return iter("z")


# A subclass is asked for its keys only if it iterates in a way of its own.
for made in [Keyed(a=1), Iterated(a=1)]:
    updated = {}
    updated.update(made)
    print(dict(made), updated, list(made), {} | made)
