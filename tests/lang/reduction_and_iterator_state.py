# Taking objects apart for copies and pickles: __reduce_ex__, __reduce__, __getstate__; iterators' state.
import copy
import operator
import sys

from _probe import run

its={'list':lambda:iter([1,2,3]),'tuple':lambda:iter((1,2,3)),'dict':lambda:iter({'a':1,'b':2}),'vals':lambda:iter({'a':1}.values()),'items':lambda:iter({'a':1}.items()),'set':lambda:iter({1}),'range':lambda:iter(range(5)),'lrange':lambda:iter(range(2**70,2**70+3)),'str':lambda:iter('abc'),'ustr':lambda:iter('\u1234b'),'bytes':lambda:iter(b'abc'),'ba':lambda:iter(bytearray(b'abc')),'rev':lambda:reversed([1,2,3]),'revt':lambda:reversed((1,2,3)),'revd':lambda:reversed({'a':1}),'revi':lambda:reversed({'a':1}.items()),'revv':lambda:reversed({'a':1}.values()),'revr':lambda:reversed(range(3)),'enum':lambda:enumerate('ab',3),'zip':lambda:zip([1,2],'ab'),'zips':lambda:zip([1],[2],strict=True),'filter':lambda:filter(None,[0,1])}
for n,m in its.items():
    it=m()
    print(n,type(it).__name__,type(it).__module__)
    run(n+' len_hint',lambda:operator.length_hint(m(),99),())
    for attr in ('__length_hint__','__reduce__','__setstate__','__copy__','__next__','__iter__','__len__','__class_getitem__'): print(n,attr,hasattr(it,attr))
    if hasattr(it,'__reduce__'):
        def red():
            i=m(); next(i); r=i.__reduce__()
            return r[0],[a if not hasattr(a,'__next__') else list(a) for a in r[1]],r[2:]
        if n != 'revt': run(n+' reduce',red,())
        def cp():
            i=m(); next(i); c=copy.copy(i); return list(c),list(i)
        run(n+' copy',cp,())
        def cp():
            i=m(); next(i); c=copy.deepcopy(i); return list(c),list(i)
        run(n+' deepcopy',cp,())
        def ex():
            i=m(); list(i); r=i.__reduce__(); return r[0],[a if not hasattr(a,'__next__') else list(a) for a in r[1]],r[2:]
        if n not in ('rev','revt','lrange'): run(n+' exhausted',ex,())
    if hasattr(it,'__setstate__'):
        for s in (0,1,2,5,100) if n == 'ba' else (0,1,2,5,100,-1,-5):
            def st():
                i=m(); i.__setstate__(s); return list(i)
            run(n+' setstate',st,(),{'s':s} and {})
    run(n+' call next',lambda:it.__next__(1),())
    run(n+' subclass',lambda:type('S',(type(it),),{}) and 1,())
    run(n+' eq',lambda:m()==m(),())
    run(n+' attr',lambda:setattr(it,'x',1),())
for o in [5,1.5,1j,True,None,'a',b'a',bytearray(b'a'),[1],(1,),{1:2},{1},frozenset([1]),range(3),slice(1,2),...,NotImplemented,int,len,object(),type,{}.keys(),property(),(x for x in ())]:
    for p in (0,1,2,4):
        def red():
            r=o.__reduce_ex__(p)
            if isinstance(r,tuple): return tuple(list(x) if hasattr(x,'__next__') else x for x in r)
            return r
        run(f'{type(o).__name__} reduce_ex',red,(),{}) 
    run(f'{type(o).__name__} reduce',lambda:o.__reduce__(),())
    run(f'{type(o).__name__} getnewargs',lambda:o.__getnewargs__(),())
    run(f'{type(o).__name__} getstate',lambda:o.__getstate__(),())
    run(f'{type(o).__name__} copy',lambda:copy.copy(o)==o,())
    run(f'{type(o).__name__} deepcopy',lambda:copy.deepcopy(o)==o,())
    if not isinstance(o, type): run(f'{type(o).__name__} sizeof',lambda:isinstance(sys.getsizeof(o),int) and sys.getsizeof(o)>0 and isinstance(o.__sizeof__(),int),())
class P:
    def __init__(self): self.a=1
    def __eq__(s,o): return s.__dict__==o.__dict__
class SL:
    __slots__=('a','b')
class SLD(SL): pass
class L(list): pass
class D(dict): pass
class In(int): pass
class NA:
    def __new__(cls,*a): o=super().__new__(cls); o.args=a; return o
    def __getnewargs__(self): return (1,2)
class NK(NA):
    def __getnewargs_ex__(self): return ((1,),{})
class GS:
    def __getstate__(self): return 'st'
    def __setstate__(self,s): self.s=s
class RE:
    def __reduce__(self): return RE,()
class REX:
    def __reduce_ex__(self,p): return REX,()
class Bad1:
    def __getnewargs__(self): return 5
class Bad2:
    def __getnewargs_ex__(self): return 5
class SlotsNoGet:
    __slots__='x'
def mk():
    p=P(); s=SL(); s.a=1; sd=SLD(); sd.a=1; sd.z=2; l=L([1,2]); l.x=1; d=D(a=1); i=In(5); i.q=1; 
    return [p,SL(),s,sd,l,L(),d,i,NA(7),GS(),RE(),REX(),Bad1(),Bad2(),type('E',(Exception,),{})('a',1),ValueError('x'),SlotsNoGet()]
for o in mk():
    for p in (0,1,2,3,4):
        def red():
            r=o.__reduce_ex__(p)
            return tuple(list(x) if hasattr(x,'__next__') else x for x in r)
        run(f'{type(o).__name__} {p} rex',red,())
    run(f'{type(o).__name__} reduce',lambda:[x if not hasattr(x,'__next__') else list(x) for x in o.__reduce__()],())
    run(f'{type(o).__name__} getstate',lambda:o.__getstate__(),())
    def c(f):
        r=f(o); return type(r).__name__,getattr(r,'__dict__',None),[getattr(r,k,'-') for k in 'abxzqs'], r if isinstance(r,(int,list,dict)) else 0
    run(f'{type(o).__name__} copy',c,(copy.copy,)); run(f'{type(o).__name__} deep',c,(copy.deepcopy,))
for e in ['object.__reduce_ex__()','object.__reduce_ex__(1)','object().__reduce_ex__("a")','object().__reduce__(1)','object().__getstate__(1)','object.__getstate__(5)','object.__sizeof__(5)>0','copy.copy(len) is len','copy.copy(int) is int','copy.deepcopy({"a":[1,(2,[3])]})','copy.deepcopy((1,[2])) ','copy.copy(lambda:1) is not None','copy.copy((x for x in()))','copy.copy(iter([1]))','copy.replace(5)']: run(e,lambda:eval(e),())
