# oracle: 3.14
"""Lists that change under an operation, and iterables that lie about their length."""
from _corners import t

import operator
# hostile
class Idx:
    def __init__(s,v): s.v=v
    def __index__(s): 
        if isinstance(s.v,BaseException): raise s.v
        return s.v
l=list(range(10))
class Mut:
    def __init__(s,l): s.l=l
    def __index__(s): s.l.clear(); return 0
def lm(f): 
    l=list(range(5)); t(f,l); print(l)
lm(lambda l: l[Mut(l)]); lm(lambda l: l.__setitem__(Mut(l),5)); lm(lambda l: l.__delitem__(Mut(l))); lm(lambda l: l.insert(Mut(l),9)); lm(lambda l: l.pop(Mut(l))); lm(lambda l: l[Mut(l):3]); lm(lambda l: l.__setitem__(slice(Mut(l),3),[7,8])); lm(lambda l: l.__delitem__(slice(Mut(l),3,2))); lm(lambda l: l*Mut(l)); lm(lambda l: l.__imul__(Mut(l))); lm(lambda l: l.index(3,Mut(l)));
class EqM:
    def __init__(s,l): s.l=l
    def __eq__(s,o): s.l.clear(); return False
lm(lambda l: EqM(l) in l); lm(lambda l: l.count(EqM(l))); lm(lambda l: l.index(EqM(l))); lm(lambda l: l.remove(EqM(l))); lm(lambda l: l==[EqM(l)]*5); lm(lambda l: l.sort(key=lambda x: l.append(1))); lm(lambda l: l.sort(key=lambda x: l.clear())); lm(lambda l: l.extend(l)); lm(lambda l: l.__setitem__(slice(None),l)); lm(lambda l: l.__setitem__(slice(None,None,2),l)); lm(lambda l: l.__setitem__(slice(None,None,2),[1,2,3])); lm(lambda l: l.__setitem__(slice(None,None,0),[])); lm(lambda l: l.__setitem__(slice(1,2),5)); lm(lambda l: l.__setitem__(slice(1,2,-1),5)); lm(lambda l: l.__setitem__('a',5)); lm(lambda l: l['a']); lm(lambda l: l[1.0]); lm(lambda l: l[None]); lm(lambda l: l[1,2]); lm(lambda l: l[5]); lm(lambda l: l[-6]); lm(lambda l: l.__setitem__(5,1)); lm(lambda l: l.__delitem__(5)); lm(lambda l: l[2**100]); lm(lambda l: l[:2**100]); lm(lambda l: l[::2**100]); lm(lambda l: l[-2**100:]); lm(lambda l: l[Idx('x')]); lm(lambda l: l[Idx(ValueError('v'))]); lm(lambda l: l[::Idx(0)]); lm(lambda l: l.pop(10)); lm(lambda l: [].pop()); lm(lambda l: l.pop('a')); lm(lambda l: l.insert('a',1)); lm(lambda l: l.insert(1)); lm(lambda l: l.remove(99)); lm(lambda l: l.index(99)); lm(lambda l: l.index(1,2)); lm(lambda l: l.index(1,2,3,4)); lm(lambda l: l.sort(1)); lm(lambda l: l.sort(key=1)); lm(lambda l: l.sort(reverse='a')); lm(lambda l: l.sort(reverse=None)); lm(lambda l: l.append()); lm(lambda l: l.append(1,2)); lm(lambda l: l.extend(5)); lm(lambda l: l+(1,)); lm(lambda l: l.__iadd__(5)); lm(lambda l: l.__add__(5)); lm(lambda l: l*'a'); lm(lambda l: l*1.5); lm(lambda l: l*-1); lm(lambda l: l.__imul__(0)); lm(lambda l: 'a'*l); lm(lambda l: l<5); lm(lambda l: l<[0,1,'a']); lm(lambda l: l<(1,)); lm(lambda l: l>[0,1]); lm(lambda l: l!=[0]); lm(lambda l: l.copy(1)); lm(lambda l: l.clear(1)); lm(lambda l: l.reverse(1)); lm(lambda l: list(l,1)); lm(lambda l: list(a=1)); lm(lambda l: list(5)); lm(lambda l: l.__init__()); lm(lambda l: l.__init__([9])); lm(lambda l: hash(l)); lm(lambda l: l.__contains__()); lm(lambda l: l.__class_getitem__(int)); lm(lambda l: iter(l).__reduce__()); lm(lambda l: iter(l).__setstate__(3)); lm(lambda l: reversed(l).__reduce__()); lm(lambda l: reversed(l).__length_hint__())
def it():
    l=[1,2,3]; i=iter(l); next(i); l.clear(); return list(i), i.__reduce__()
t(it)
def it2():
    l=[1,2,3]; i=iter(l); i.__setstate__(-5); a=next(i); i.__setstate__(100); return a, list(i)
t(it2); t(lambda: iter([]).__setstate__('a'))
class L(list): pass
t(lambda: L([1])+[2]); t(lambda: type(L([1])+L([2]))); t(lambda: type(L([1])*2)); t(lambda: type(L([1])[:])); t(lambda: type(L([1]).copy())); t(lambda: L([1],x=1)); t(lambda: L(sequence=1)); t(lambda: repr(L([1])))
class L2(list):
    def __init__(s,x=None,**k): super().__init__(); s.k=k
t(lambda: L2(sequence=3).k)
a=[]; a.append(a); t(repr,a); t(lambda: a==a); b=[]; b.append(b); t(lambda: a==b); t(lambda: [1,2,3].__getitem__(slice(0,2))); t(lambda: [1]==[1.0]); n=float('nan'); t(lambda: [n]==[n]); t(lambda: [n].index(n)); t(lambda: [float('nan')]==[float('nan')])
class Bad:
    def __iter__(s): return 5
t(list,Bad()); t(iter,Bad()); t(lambda: [*Bad()])
class BadL:
    def __iter__(s): return iter([1,2])
    def __len__(s): return -1
    
t(list,BadL()); t(len,BadL())
class BL2(BadL):
    def __len__(s): return 'a'
t(list,BL2()); t(len,BL2())
class BL3(BadL):
    def __len__(s): return 2**100
t(list,BL3()); t(len,BL3())
class BL4(BadL):
    def __len__(s): 1/0
t(list,BL4()); t(len,BL4())
class LH:
    def __init__(s,v): s.v=v
    def __iter__(s): return s
    def __next__(s): raise StopIteration
    def __length_hint__(s): 
        if isinstance(s.v,type): raise s.v
        return s.v
for v in [-1,'a',NotImplemented,2**100,ValueError,TypeError,5,None,True]: t(list,LH(v)); t(operator.length_hint,LH(v),7)
t(operator.length_hint,5,'a'); t(operator.length_hint,5,-1); t(operator.length_hint,5)
class It:
    def __iter__(s): return s
    def __next__(s): raise RuntimeError('n')
t(list,It()); t(lambda: [*It()]); t(tuple,It()); t(set,It()); t(sum,It()); t(sorted,It()); t(lambda: 5 in It()); t(min,It()); t(lambda: ''.join(It())); t(bytes,It()); t(dict,It()); t(lambda: [].extend(It())); t(lambda: zip(It(),[1]).__next__()); t(lambda: list(map(len,It()))); t(any,It()); t(enumerate,5); t(lambda: list(enumerate(It()))); t(lambda: [(a,b) for a,b in [(1,2,3)]]); t(lambda: [(a,b) for a,b in [1]]); t(lambda: (lambda a,b:0)(*It()))
class GI:
    def __getitem__(s,i): 
        if i>3: raise IndexError
        return i
t(list,GI()); t(lambda: 2 in GI()); t(lambda: 7 in GI()); t(lambda: iter(GI()).__reduce__()[1][1:]); t(reversed,GI()); t(lambda: list(zip(GI(),GI()))); t(operator.indexOf,GI(),2); t(operator.countOf,GI(),2); t(operator.contains,GI(),9)
