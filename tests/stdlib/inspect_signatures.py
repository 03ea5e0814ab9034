# oracle: 3.14
"""Signatures: what callables of all kinds are said to take, parameters, and what binds arguments to them."""
import abc
import collections
import copy
import enum
import functools
import inspect
import pickle
import re
import sys
import types
import typing


def show(label, f, *a, **k):
    try: r=f(*a,**k); print(label,'->',r)
    except Exception as e: print(label,'!!',type(e).__name__,re.sub('0x[0-9a-f]+','0x',str(e)))
S=inspect.signature; P=inspect.Parameter
def f0(): pass
def f1(a,b=1,*args,c,d=2,**kw): pass
def f2(a,/,b,*,c): pass
def f3(a:int,/,b:str='x',*args:int,c:float=1.0,**kw:dict)->list: pass
def f4(*,a,b=1): pass
def f5(a=1,/,b=2): pass
for f in (f0,f1,f2,f3,f4,f5,lambda x,y=1:0): show('sig',S,f); print(repr(S(f)), inspect.getfullargspec(f))
class C:
    def __init__(self,a,b=1): pass
    def m(self,x,*y): pass
    @classmethod
    def cm(cls,x): pass
    @staticmethod
    def sm(x): pass
    def __call__(self,q): pass
    pm=functools.partialmethod(m,1)
    @property
    def p(self): pass
    @functools.cached_property
    def cp(self): pass
    def nope(): pass
class D(C): pass
class E_:
    def __new__(cls,a,*,b=2): return object.__new__(cls)
class F(E_):
    def __init__(self,z): pass
class G(F):
    def __new__(cls,*a): pass
class Meta(type):
    def __call__(cls,x,y): pass
class H(metaclass=Meta): pass
class I:
    __signature__=S(f1)
class J: pass
class K(int): pass
class L(dict): pass
class M(Exception): pass
class N:
    def __call__(self): pass
    __call__.__signature__=S(f2)
class O_(typing.NamedTuple):
    a:int
    b:str='x'
class Q(enum.Enum):
    A=1
c=C(1)
class Cs:
    @staticmethod
    def __call__(a,b): pass
class Cc:
    @classmethod
    def __call__(cls,a,b): pass
class Cp:
    __call__=functools.partial(lambda x,y:0,1)
class Cn:
    __call__=None
class Cnest:
    __call__=N()
for o in (C,D,E_,F,G,H,I,J,K,L,M,N(),O_,Q,c,c.m,C.m,C.cm,c.cm,C.sm,c.sm,c.pm,c.nope,C.nope,object,type,int,str,list,dict,len,print,sorted,range,[].append,list.append,int.__add__,(1).__add__,object.__init__,object.__new__,type.__call__,dict.fromkeys,int.from_bytes,property,staticmethod,functools.partial(f1,1),functools.partial(f1,b=5),functools.partial(f1,1,2,c=3),functools.partial(f2,1),functools.partial(f2,c=1),functools.partial(f5,1),functools.partial(functools.partial(f1,1),c=2),functools.partial(f1,1,2,3,4,5),functools.partial(f0,1),functools.partial(f1,zz=1),functools.partial(C,1),functools.partial(c.m,1),1,None,'a',Cs(),Cc(),Cnest(),functools.lru_cache(f1),functools.wraps(f1)(lambda *a:0),abc.ABC,types.FunctionType,Exception,BaseException,type('X',(),{}),type('Y',(type,),{}),min,max,iter,getattr,super,memoryview,slice,zip,map,enumerate,float,complex,bool,bytes,tuple,set,frozenset,reversed,open,compile,eval,exec,__import__,vars,dir,type(c.m),types.ModuleType,functools.reduce,functools.cmp_to_key,sys._getframe,sys.exit,C.p,C.__dict__['cp'],C.__dict__['cm'],C.__dict__['sm']):
    show(repr(o)[:40].split(' at ')[0] if o is not c.pm and o is not C.pm else 'pm',S,o)
def wrapped(): pass
@functools.wraps(f1)
def w(*a): pass
print(S(w), S(w,follow_wrapped=False))
w.__wrapped__=w
show('loop',S,w)
class Wm:
    @functools.wraps(f2)
    def m(self): pass
    wr=functools.lru_cache(f2)
show('wm',S,Wm().m); show('wm',S,Wm.m); show('wr',S,Wm().wr)
# __signature__
f=lambda a:0
for v in (1,'(x, y)',lambda:'(z)',lambda:S(f2),S(f1),None,lambda:1):
    f.__signature__=v; show(repr(v)[:10],S,f)
# Parameter
for args,kw in (((),{}),(('a',),{}),(('a',P.KEYWORD_ONLY),{}),(('a',0),{}),(('a',9),{}),(('a','x'),{}),((1,0),{}),(('1a',0),{}),(('if',0),{}),(('if',1),{}),(('a',2),dict(default=1)),(('a',4),dict(default=1)),((P.empty,0),{}),(('.0',1),{}),(('.0',0),{}),(('.0',3),{}),(('.a',1),{}),(('a b',0),{}),(('a',1),dict(default=1,annotation=int)),(('a',2),dict(annotation=int)),(('None',1),{}),(('__debug__',1),{})):
    show((args,kw),P,*args,**kw)
p=P('a',P.POSITIONAL_OR_KEYWORD,default=1,annotation=int)
print(p,repr(p),p.kind,repr(p.kind),p.kind.description,str(p.kind),hash(p)==hash(P('a',1,default=1,annotation=int)),p==P('a',1,default=1,annotation=int),p!=P('a',1), p==1, p.replace(name='b'),p.replace(default=P.empty),p.replace(annotation=P.empty),p.replace(kind=P.KEYWORD_ONLY), copy.replace(p,name='q') if hasattr(copy,'replace') else '')
show('set',lambda: setattr(p,'name','z')); show('set',lambda: setattr(p,'foo','z')); show('del', lambda: delattr(p,'kind'))
for q in (p,S(f3),S(f1),p.kind,P.empty):
    r=pickle.loads(pickle.dumps(q)); print(r==q, r is q, type(r)); print(copy.deepcopy(q)==q)
# Signature constructor
def mk(*ps): return inspect.Signature(ps)
a0=P('a',0);a1=P('a',1);b1=P('b',1);b0=P('b',0);b0d=P('b',0,default=1);v=P('v',2);k=P('k',3);k2=P('k2',3);kw=P('kw',4);a1d=P('a',1,default=1)
for ps in ((a0,b1,v,k,kw),(b1,a0),(k,v),(kw,k),(a1d,b1),(a1,a0),(a1,a1),(v,v),(b0d,a1),(b0d,a1d),(k,k2),(v,kw,kw),(1,)):
    show([str(x) for x in ps],mk,*ps)
show('sig',inspect.Signature); show('sig',inspect.Signature,[a1],return_annotation=int); show('sig',inspect.Signature,None,return_annotation=None)
print(mk(k,k2)==mk(k2,k), hash(mk(k,k2))==hash(mk(k2,k)), mk(a1)==mk(b1), mk(a1)!=1, mk(a1)==inspect.Signature([a1],return_annotation=1))
s=mk(a1,b1); print(s.replace(parameters=[]), s.replace(return_annotation=3), s.parameters, type(s.parameters), s.empty, s.return_annotation)
show('set',lambda: setattr(s,'parameters',1)); show('set', lambda: s.parameters.__setitem__('q',1))
# bind
def b(f,*a,**k):
    for m in ('bind','bind_partial'):
        try:
            x=getattr(S(f),m)(*a,**k); print(m,x,x.args,x.kwargs,x.arguments); x.apply_defaults(); print('   ',x.arguments,x.args,x.kwargs)
        except TypeError as e: print(m,'!!',e, repr(e.__cause__), e.__suppress_context__)
CALLS=(((),{}),((1,),{}),((1,2),{}),((1,2,3),{}),((),dict(a=1)),((),dict(a=1,b=2)),((1,),dict(a=2)),((1,),dict(b=2,c=3)),((1,2),dict(c=3)),((),dict(a=1,b=2,c=3)),((1,2,3,4),dict(e=1,z=2)),((),dict(z=1)),((1,),dict(z=1)),((),dict(args=1,c=2,a=1)),((1,),dict(self=3,c=2)),((1,2),dict(a=1,c=2)))
for f in (f0,f1,f2,f4,f5,lambda a,*b:0,lambda a,**k:0,lambda a,/,**k:0,lambda a=1,/,**k:0,lambda *,a:0,lambda a,/,b,c=3,*d,e,f=5,**g:0,lambda *a:0,lambda **k:0,lambda a,b=2,/:0):
    print(S(f))
    for a,k in CALLS:
        if not any(S(f).parameters[n].kind==P.POSITIONAL_ONLY for n in k if n in S(f).parameters): b(f,*a,**k)
ba=S(f1).bind(1,2,3,c=4,z=5); print(ba,repr(ba),ba.signature); ba2=S(f1).bind(1,2,3,c=4,z=5); print(ba==ba2, ba!=ba2, ba==1); ba2.arguments['a']=9; print(ba==ba2, ba2.args); r=pickle.loads(pickle.dumps(ba)); print(r==ba)
show('hash',hash,ba)
# format
s=S(f3); print(s.format(max_width=10)); print(s.format(max_width=1000)); print(S(f0).format(max_width=1))
for ann in (int,str,list[int],typing.List[int],'x',None,C,types.ModuleType,typing.Any,typing.TypeVar('T'),typing.Callable[[int],str],collections.OrderedDict,...,collections.abc.Callable[[int],str]):
    print(inspect.formatannotation(ann), inspect.formatannotation(ann,'__main__'))
# getcallargs
for f in (f0,f1,f2,f4,f5,c.m,C.cm,lambda x:0,C.m):
    for a,k in (((),{}),((1,),{}),((1,2),{}),((1,2,3),{}),((),dict(a=1)),((),dict(a=1,b=2)),((1,),dict(a=2)),((1,),dict(b=2,c=3)),((1,2),dict(c=3)),((1,2,3,4,5),dict(z=2)),((),dict(z=1)),((),dict(x=1)),((1,),dict(x=1))):
        try: print(f.__name__, sorted((n,v) for n,v in inspect.getcallargs(f,*a,**k).items() if n not in('self','cls')))
        except Exception as e: print(type(e).__name__,e)
for o in (1,len,int,C,c,c.m,functools.partial(f1,1),print,type,f3,C.cm,object,list.append,I,H):
    show('spec',inspect.getfullargspec,o)
def fr(a,b=2,*c,d=4,**e):
    x=1
    return inspect.currentframe()
frm=fr(1,2,3,z=1); ai=inspect.getargvalues(frm); print(ai.args,ai.varargs,ai.keywords,sorted(ai.locals)); print(inspect.formatargvalues(*ai)); print(inspect.getargs(fr.__code__)); show('ga',inspect.getargs,1)
print(inspect.formatargvalues(*ai,formatarg=str.upper,formatvalue=lambda v:':'+str(v)))
# classtree
class T1: pass
class T2(T1): pass
class T3(T1): pass
class T4(T2,T3): pass
print(inspect.getclasstree([T1,T2,T3,T4])); print(inspect.getclasstree([T1,T2,T3,T4],unique=True)); print(inspect.getclasstree([T4])); print(inspect.getclasstree([object,T1]))
# unwrap
def u0(): pass
def u1(): pass
u1.__wrapped__=u0
class Uc: pass
uc=Uc(); uc.__wrapped__=u1
print(inspect.unwrap(uc) is u0, inspect.unwrap(uc,stop=lambda f:f is u1) is u1, inspect.unwrap(u0) is u0)
u0.__wrapped__=u1
try: inspect.unwrap(u1)
except ValueError as e: print(str(e)[:35])
class Hw:
    def __getattr__(self,n): 
        if n=='__wrapped__': return Hw()
        raise AttributeError
    def __hash__(self): return 1
try: inspect.unwrap(Hw())
except ValueError as e: print(str(e)[:35])
