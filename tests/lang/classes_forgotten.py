# A class that nobody refers to any more is not among the subclasses of its base, whatever was done with its instances.
import gc


class Base: pass


def t(n, f):
    f()
    gc.collect()
    print(n, Base.__subclasses__())


def a(): 
    class D(Base): pass
t('plain',a)
def a():
    class D(Base): pass
    d=D(); d.x=d
t('cyc',a)
def a():
    class D(Base):
        def f(self): return super()
t('super',a)
def a():
    class D(Base):
        __slots__=('a','b')
    D()
t('slots',a)
def a():
    class D(Base): pass
    class E(D): pass
    E.x=D
t('two',a)
def a():
    class D(Base): pass
    D.__bases__=(Base,)
t('bases',a)
import abc
class ABase(abc.ABC): pass
def a():
    class D(ABase): pass
    isinstance(3,D); isinstance(D(),ABase)
a(); gc.collect(); print(ABase.__subclasses__())
import dataclasses
def a():
    @dataclasses.dataclass
    class D(Base): x:int=1
    D(); repr(D())
t('dc',a)
def a():
    @dataclasses.dataclass(slots=True)
    class D(Base): x:int=1
    D(); repr(D())
t('dcslots',a)
def a():
    class D(Base):
        def __init_subclass__(cls): pass
        @property
        def p(self): return 1
        @classmethod
        def c(cls): return cls
        @staticmethod
        def s(): pass
    class E(D): pass
    D().p; D.c; E.c; E().p
t('desc',a)
def a():
    D=type('D',(Base,),{'x':1})
    class M(type): pass
    E=M('E',(Base,),{})
    E(); D().x
t('type',a)
def a():
    class D(Base):
        def __getattr__(self,n): return n
    for i in range(10): D().foo
t('getattr',a)
def a():
    class D(Base): pass
    try: raise type('X',(Base,ValueError),{})
    except ValueError as e: pass
t('exc',a)
def a():
    class D(Base):
        def gen(self): yield self
    g=D().gen(); next(g); return None
t('geninst',a)
def use(o): return o.v
def a():
    class D(Base): v=1
    for i in range(20): use(D())
t('cache',a)
def use2(o): 
    o.z=1; return o.m()
def a():
    class D(Base): 
        def m(self): return self.z
    for i in range(20): use2(D())
t('cache2',a)
def use3(c): return c()
def a():
    class D(Base):
        def __init__(self): self.q=1
    for i in range(20): use3(D)
t('cache3',a)
def use4(c): return c.K
def a():
    class D(Base): K=1
    for i in range(20): use4(D)
t('cache4',a)
def use5(a,b): return a+b, a[0], len(a), a==b
def a():
    class D(Base):
        def __add__(s,o): return 1
        def __getitem__(s,i): return i
        def __len__(s): return 3
        def __eq__(s,o): return True
    for i in range(20): use5(D(),D())
t('cache5',a)
def use6(e):
    try: raise e
    except Base as x: pass
class Base2(Exception): pass
def a():
    class D(Base2): pass
    for i in range(5):
        try: raise D(1)
        except Base2 as e: s=str(e)
a(); gc.collect(); print(Base2.__subclasses__())
import functools
def a():
    class D(Base):
        @functools.lru_cache
        def f(self): return 1
        @functools.cached_property
        def g(self): return 2
    D().f(); D().g
t('lru',a)
def a():
    class D(Base): pass
    return isinstance(D(),Base), issubclass(D,Base)
t('isinst',a)
def a():
    class D(Base):
        def __del__(self): pass
    D()
    x=D(); x.x=x
t('del',a)
def a():
    import pickle,copy
    class D(Base): pass
    copy.copy(D()); copy.deepcopy(D())
t('copy',a)
def a():
    class D(Base): pass
    match D():
        case D(): pass
t('match',a)
