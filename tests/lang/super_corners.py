"""super() and the making of classes where they go wrong."""
from _corners import t, x

class A:
    def f(self): return 'A'
    @classmethod
    def c(cls): return cls.__name__
    @staticmethod
    def s(): return 's'
    p=property(lambda s:'p')
class B(A):
    def f(self): return 'B'+super().f()
    @classmethod
    def c(cls): return 'B'+super().c()
    def g(self): return super().p, super().s()
    def nof(self): return super().nope
    def se(self): super().x=1
    def cl(self): return __class__
    def two(self): return super(B,self).f(), super(A,type(self))
t(B().f); t(B.c); t(B().g); t(B().nof); t(B().se); t(B().cl); t(B().two)
t(super); t(super,1); t(super,1,2); t(super,int,1); t(super,int,'a'); t(super,A,B); t(super,B,A); t(super,A,B()); t(super,B,A()); t(super,None,1); t(lambda: super(B).__self__); t(lambda: super(B,B()).__self_class__); t(lambda: super(B,B()).__thisclass__); t(lambda: super(B).f); t(lambda: super(B).__get__(B()).f()); t(lambda: super(B).__get__(5)); t(lambda: super(B,B()).__get__(B()).f()); t(lambda: repr(super(B,B())).split(' at ')[0]); t(lambda: repr(super(B))); t(super,a=1); t(super,A,B,1)
def f(): super()
t(f)
def f(x): super()
t(f,1)
def f(*x): super()
t(f,1)
class C:
    def f(x): 
        del x
        super()
    def g(x):
        def h(): return super()
        return h()
    def h(x): return [super() for _ in [1]]
    def i(x): return (lambda: super())()
    def j(x): return (lambda y: super())(x).__class__
    def k(x): x=5; return super()
    def l(x): super=1; return __class__
    def m(): return super()
    def n(x):
        nonlocal __class__
        __class__=7
        return super()
    def o(x):
        def q(): return x
        return super().__repr__()[:3], q() is x
t(lambda: C().f()); t(lambda: C().g()); t(lambda: type(C().h()[0])); t(lambda: C().i()); t(lambda: C().j()); t(lambda: C().k()); t(lambda: C().l()); t(C.m); t(lambda: C().o()); t(lambda: C().n())
class M(type):
    def __new__(m,n,b,d): 
        c=super().__new__(m,n,b,{k:v for k,v in d.items() if k!='__classcell__'}); return c
x("class Meta(type):\n  def __new__(m,n,b,d): return super().__new__(m,n,b,{k:v for k,v in d.items() if k!='__classcell__'})\nclass X(metaclass=Meta):\n  def f(self): return __class__")
x("class Meta(type):\n  def __new__(m,n,b,d): d['__classcell__']=5; return super().__new__(m,n,b,d)\nclass X(metaclass=Meta):\n  def f(self): return __class__")
x("class Meta(type):\n  def __new__(m,n,b,d): return type(n+'2',b,d) and 5\nclass X(metaclass=Meta):\n  def f(self): return __class__")
x("class X:\n  __class__=5\n  def f(self): return __class__\nr=X().f()")
x("class X:\n  nonlocal __class__")
x("class X:\n  global __class__\n  __class__=3\nr=__class__")
class D(A):
    @property
    def f2(self): return super().f()
    @staticmethod
    def st(): return super().f()
    async def co(self): return super().f()
    def gen(self): yield super().f()
    f3=lambda self: super().f()
t(lambda: D().f2); t(lambda: D.st()); t(lambda: list(D().gen())); t(lambda: D().f3())
try: D().co().send(None)
except StopIteration as e: print(e.value)
class S(super): pass
t(lambda: S(B,B()).f()); t(lambda: super.__getattribute__(super(B,B()),'f')()); t(lambda: super(B,B())['x']); t(lambda: len(super(B,B()))); t(lambda: super(B,B())==super(B,B())); t(lambda: setattr(super(B,B()),'x',1)); t(lambda: super(type,int).mro()); t(lambda: super(int,True).__add__(1)); t(lambda: super(bool,True).__add__(1)); t(lambda: super(object,1).foo); t(lambda: super(B,B()).__class__); t(lambda: super(B,B).f(3)); t(lambda: super(B,B()).__init__)
class Sub(A):
    def __getattr__(s,n): return 'ga'+n
    def f(s): return super().foo
t(lambda: Sub().f())
class GetAttrib(A):
    def __getattribute__(s,n): return 'gat'+n if n!='q' else (lambda: super(GetAttrib,s).f())
t(lambda: GetAttrib().q())
class E(B):
    pass
e=E(); e.f=lambda: 'inst'; t(lambda: super(E,e).f()); 
class AA:
    def __init_subclass__(cls,/,**k): print('is',cls.__name__,k); super().__init_subclass__()
class BB(AA,x=1): pass
x("class CC(x=1): pass"); x("class CC(object,x=1): pass"); x("class CC(metaclass=5): pass"); x("class CC(metaclass=lambda n,b,d,**k:(n,b,k),z=1): pass\nr=CC"); x("class M1(type):pass\nclass M2(type):pass\nclass A(metaclass=M1):pass\nclass B(metaclass=M2):pass\nclass C(A,B):pass"); x("class P:\n  @classmethod\n  def __prepare__(m,n,b): return 5\nclass M(type):\n  __prepare__=P.__prepare__\nclass C(metaclass=M): pass"); x("class M(type):\n  def __prepare__(): pass\nclass C(metaclass=M): pass"); x("class M(type):\n  @classmethod\n  def __prepare__(m,n,b,**k): print(k); return {'zz':1}\n  def __new__(m,n,b,d,**k): return super().__new__(m,n,b,d)\n  def __init__(s,n,b,d,**k): pass\nclass C(metaclass=M,q=1): r=zz\nr=C.r"); x("class A(*[int],**{}): pass\nr=A(3)+1"); x("class A(int,int): pass"); x("class X:\n  def __mro_entries__(s,b): return (int,)\nclass A(X()): pass\nr=A.__mro__[1],len(A.__orig_bases__)"); x("class X:\n  def __mro_entries__(s,b): return 5\nclass A(X()): pass"); x("class X:\n  def __mro_entries__(s,b): return (int,)\ntype('A',(X(),),{})")
import types
t(lambda: types.resolve_bases((1,2))); t(lambda: types.new_class('A',(int,),{},lambda d: d.update(x=1)).x); t(lambda: types.prepare_class('A',(int,),{'metaclass':type})[0]); t(lambda: types.get_original_bases(int)); t(lambda: types.get_original_bases(5))
