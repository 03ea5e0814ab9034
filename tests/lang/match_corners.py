"""Patterns: subjects of all kinds, classes that misbehave."""
from _corners import t, x

import collections, dataclasses, enum
def m(v):
    match v:
        case 0: return 'zero'
        case -1: return 'neg'
        case 1.5: return 'f'
        case 1+2j: return 'c'
        case 'a'|'b': return 'ab'
        case b'x': return 'bytes'
        case None: return 'none'
        case True: return 'true'
        case []: return 'empty'
        case [x]: return ('one',x)
        case [1,*r]: return ('1r',r)
        case [*r,9]: return ('r9',r)
        case (a,b): return ('two',a,b)
        case {'k':v,**rest}: return ('k',v,rest)
        case {}: return 'dict'
        case int(n) if n>100: return ('big',n)
        case str() as s: return ('s',s)
        case float(): return 'float'
        case set()|frozenset(): return 'set'
        case _: return 'other'
class SS(str): pass
class Seq(collections.abc.Sequence):
    def __init__(s,*a): s.a=a
    def __len__(s): return len(s.a)
    def __getitem__(s,i): return s.a[i]
class Map(collections.abc.Mapping):
    def __init__(s,**a): s.a=a
    def __len__(s): return len(s.a)
    def __getitem__(s,i): return s.a[i]
    def __iter__(s): return iter(s.a)
class FakeSeq:
    def __len__(s): return 1
    def __getitem__(s,i): return 5
for v in [0,False,0.0,-1,-1.0,1.5,1+2j,'a','c',b'x',bytearray(b'x'),None,True,1,[],(),[5],(5,),[1,2,3],[7,8,9],(7,8),range(2),{'k':1,'z':2},{},{'q':1},1000,SS('zz'),2.5,set(),frozenset([1]),Seq(1,2),Seq(),Map(k=5,j=6),FakeSeq(),collections.deque([1,2]),memoryview(b'ab'),'ab',iter([1]),collections.UserList([3]),collections.OrderedDict(k=1),collections.defaultdict(int),object,float('nan')]: t(m,v)
class P:
    __match_args__=('x','y')
    def __init__(s,x,y): s.x=x; s.y=y
def c(v,src):
    ns=dict(v=v,P=P,D=D,E=E,BM=BM,BM2=BM2,BM3=BM3,BM4=BM4,Meta=Meta,BadAttr=BadAttr)
    try: exec('match v:\n case '+src+':\n  r=sorted((k,str(w)) for k,w in locals().items() if k in "abcdxyz")\n case _: r="no"',ns); print(src,ns['r'])
    except BaseException as e: print(src,type(e).__name__,e)
@dataclasses.dataclass
class D: a:int; b:int=2
class E(enum.Enum): A=1
class BM: __match_args__='x'
class BM2: __match_args__=(1,)
class BM3: __match_args__=['x']
class BM4: __match_args__=('x','x'); x=1
class BadAttr:
    __match_args__=('x',)
    @property
    def x(s): 1/0
class MM(type):
    def __instancecheck__(c,o): return True
class Meta(metaclass=MM): pass
c(P(1,2),'P(1,2)'); c(P(1,2),'P(x=1,y=b)'); c(P(1,2),'P(a,b,c)'); c(P(1,2),'P(a,x=b)'); c(P(1,2),'P(a,z=b)'); c(P(1,2),'P()'); c(5,'P()'); c(D(1),'D(a,2)'); c(E.A,'E.A'); c(1,'E.A'); c(BM(),'BM(a)'); c(BM2(),'BM2(a)'); c(BM3(),'BM3(a)'); c(BM4(),'BM4(a,b)'); c(BadAttr(),'BadAttr(a)'); c(5,'Meta()'); c(5,'Meta(a)'); c(5,'int(a)'); c(5,'int(a,b)'); c(5,'int(real=5,imag=b)'); c('q','str(a)'); c([1],'list(a)'); c({},'dict(a)'); c(5,'object()'); c(5,'object(a)'); c(5,'5 as a'); c(5,'(4|5) as a'); c([1,[2,3]],'[a,[b,*_]]'); c([1,2,3],'[a,*_,b]'); c([1,2],'[a,*b,c]'); c((1,2),'a,b'); c([1],'(a,)'); c([1],'[*a]'); c({1:2,3:4},'{1:a,**b}'); c({1:2},'{1:a,2:b}'); c({'a':{'b':1}},'{"a":{"b":a}}'); c({None:1},'{None:a}'); c({1:1},'{True:a}'); c(collections.defaultdict(list),'{1:a}'); c(5,'P.nope'); c(5,'nope.x'); c(5,'int.real'); c(5,'v'); c((1,2,3),'[a,b]|[a,b,_]'); c(5,'int()|str()'); c(5,'(a)'); c([5],'[(a)]'); c(5,'P'); c(1,'1.0'); c(True,'1'); c(1,'True'); c('x','"x" "" '); c(5,'-5|5'); c(-0.0,'0'); c([],'()'); c('','[]'); c(b'','[]'); c(D(1,2),'D(b=b)'); c(D,'type()'); c(5,'len()'); c(5,'int(5)|a')
class X:
    def __eq__(s,o): raise ValueError('eq')
c(X(),'5'); c([X()],'[5]'); c({1:X()},'{1:2}')
class K(dict):
    def get(s,k,d=None): print('get',k); return 5
    def __missing__(s,k): return 7
c(K(),'{1:a}'); c(K({1:2}),'{1:a,**b}')
class L(list):
    def __len__(s): return 2
    def __getitem__(s,i): print('gi',i); return i
c(L(),'[a,b]'); c(L(),'[a,*b]'); c(L([5,6,7]),'[a,*b,c]')
class S2(collections.abc.Sequence):
    def __len__(s): return 3
    def __getitem__(s,i): 
        if i>1: raise IndexError('x')
        return i
c(S2(),'[a,b,c]'); c(S2(),'[a,*b,c]')
