"""What live objects are made of: their source, comments, documents, members and frames."""
import abc
import collections
import enum
import functools
import inspect
import re
import sys
import types
import typing


def show(label, f, *a, **k):
    try: r=f(*a,**k); print(label,'->',re.sub('0x[0-9a-f]+','0x',repr(r)))
    except Exception as e: print(label,'!!',type(e).__name__,re.sub('0x[0-9a-f]+','0x',str(e)))

# a comment about A
#
class A:
    """Doc of A.

        indented
    more
    """
    def m(self): "doc m"; return 1
    def n(self):
        """n doc"""
        def inner():
            return 2  # trailing
        # comment in n
        return inner
        # last comment
    @property
    def p(self):
        'p doc'
    @functools.cached_property
    def cp(self): 'cp doc'
    @staticmethod
    def s(): 's doc'
    @classmethod
    def c(cls): 'c doc'
    x=1
    __slots__={'q':'q doc'}
    class In: pass
    if 1:
        def cond(self): pass
    def multi(self,
              a,
              b=(1,
                 2)):
        return (a,
                b)

    # about after
    def after(self): pass
    lam=lambda self: 1
class B(A):
    def m(self): pass
    def n(self): pass
    @property
    def p(self): pass
    @staticmethod
    def s(): pass
    @classmethod
    def c(cls): pass
    __slots__=('z',)
class Bd(B): 'bd'

# comment f
def f(a,
      b): return a
@functools.wraps(f)
# deco comment
@functools.lru_cache
def g(): pass
l1=lambda x: x
l2=[lambda y: (y,
  1), 3]
async def co():
    await x
    async with y: pass
def gen():
    yield 1

def one(): return 1
two=2
def after_one(): pass
def strs():
    """
not indented
"""
    return '''
x'''
if 1:
    def inif():
        pass
else: pass
class Oneline: pass
def nested():
    class Q:
        def z(self):
            return 1
    return Q
def tabs():
	return 1
def cont(a): \
    return 1
def comm(): # comm
# weird
    pass
# end
    # more
x=[
 f, lambda z: 1
]
def last(): pass
fs=[A,A.m,A.n,A.n(0),A.__dict__['s'],A.s,A.c,A.In,A.cond,A.multi,A.after,A.lam,B,B.m,Bd,f,g,l1,l2[0],co,gen,one,after_one,strs,inif,Oneline,nested,nested(),nested().z,tabs,cont,comm,last,x[1],A.p.fget,sys.modules['__main__'],A.__dict__['cp'].func]
for o in fs:
    n=getattr(o,'__qualname__',getattr(o,'__name__',str(type(o))))
    if o is sys.modules['__main__']:
        show('mod',lambda: len(inspect.getsourcelines(o)[0])); show('modc',inspect.getcomments,o); continue
    show(n,inspect.getsourcelines,o)
    show(n,inspect.getcomments,o)
    show(n,inspect.getdoc,o)
    show(n,lambda: inspect.getfile(o)[-6:]); show(n,lambda: inspect.getsourcefile(o)[-6:]); show(n,lambda: inspect.getmodule(o).__name__); show(n,lambda: inspect.getabsfile(o)[-6:])
for o in (1,int,len,sys,'a',None,print,[].append,type('Dyn',(),{}),types.ModuleType('zz'),list.append,compile('1','nofile','eval')):
    for fn in ('getfile','getsourcefile','getsource','getmodule','getcomments'):
        show((str(o)[:20].split(' at')[0],fn),getattr(inspect,fn),o)
for o in (B.m,B.n,B.p,B.s,B.c,B().m,B().c,B.__dict__['p'],A.p,A.__dict__['q'],B.__dict__['z'],Bd,B,B(),property(),property(doc='d'),staticmethod(f)):
    show(('doc',str(o)[:30].split(' at')[0]),lambda: (inspect.getdoc(o) or 'None')[:60])
for d in ('','a','  a','a\n b','a\n  b\n   c\n','\n\n a\n\n','\ta\n\tb','a\n\n\tb\n      c',' a\n b\nc'): print(repr(inspect.cleandoc(d)))
# frames
def fr(ctx=1): return inspect.stack(ctx)
s=fr(3); print(s[0].function,s[0].lineno,s[0].code_context,s[0].index,s[0].filename[-6:],s[0].positions, len(s[0]), type(s[0]).__mro__[1].__name__, s[0]._fields)
print(s[1].function,s[1].positions,s[1].code_context)
try: 1/0
except ZeroDivisionError as e:
    t=inspect.trace(); print(t[0].lineno,t[0].code_context,t[0].positions, len(t))
    i=inspect.getinnerframes(e.__traceback__,5); print(i[0][2:])
    ti=inspect.getframeinfo(e.__traceback__); print(type(ti),ti._fields,repr(ti)[:20],ti.positions)
show('gfi',inspect.getframeinfo,1)
print(inspect.getframeinfo(inspect.currentframe())[1:], inspect.getlineno(inspect.currentframe()))
print(inspect.getframeinfo(inspect.currentframe(),context=0)[1:])
print(inspect.getmodulename('/a/b.py'),inspect.getmodulename('b.pyc'),inspect.getmodulename('b.txt'),inspect.getmodulename('__init__.py'),inspect.getmodulename('a.b.py'))
print(inspect.indentsize('  \tx'),inspect.indentsize('x'),inspect.indentsize('    '))
# closures
gl=5
def outer(a):
    b=1
    def inner(c):
        return a+b+c+gl+len([])+undefined_thing
    return inner
print(inspect.getclosurevars(outer(1))); show('cv',inspect.getclosurevars,1); show('cv',inspect.getclosurevars,len); print(inspect.getclosurevars(A().n)if 0 else '')
# static
class Meta(type):
    foo='metafoo'
    def __getattr__(cls,n): return 1
class D1:
    def __get__(s,o,t=None): return 'got'
class D2(D1):
    def __set__(s,o,v): pass
class St(metaclass=Meta):
    a=1; d1=D1(); d2=D2()
    def __getattr__(self,n): return n
    @property
    def prop(self): raise 1
    __slots__=('sl','__dict__')
s=St(); s.__dict__.update(a=2,d1=3,d2=4,zz=5)
for n in ('a','d1','d2','zz','prop','sl','nope','__dict__','__class__','foo'):
    show(n,lambda: re.sub('0x[0-9a-f]+','',str(inspect.getattr_static(s,n)))); show(n,lambda: re.sub('0x[0-9a-f]+','',str(inspect.getattr_static(St,n))))
show('def',inspect.getattr_static,s,'nope',7); show('def',inspect.getattr_static,s,'nope',None)
class Th:
    def __init__(self): self.x=1
    @property
    def __dict__(self): return {'x':2}
show('th',inspect.getattr_static,Th(),'x',None); show('th',inspect.getattr_static,5,'real'); show('th',inspect.getattr_static,types,'FunctionType'); show('th',inspect.getattr_static,type,'mro')
class Sl: __slots__=('a',)
show('sl',lambda: str(type(inspect.getattr_static(Sl(),'a'))))
# members
class Mm:
    def __init__(self): self.i=1
    @types.DynamicClassAttribute
    def dyn(self): return 'x'
    @property
    def bad(self): raise AttributeError
    @property
    def bad2(self): raise ValueError
class Mm2(Mm): pass
print([n for n,v in inspect.getmembers(Mm2) if not n.startswith('__')]); show('gm',lambda: [n for n,v in inspect.getmembers(Mm2()) if not n.startswith('__')])
print([n for n,v in inspect.getmembers_static(Mm2()) if not n.startswith('__')], inspect.getmembers(Mm,inspect.isfunction)[0][0])
show('gm',lambda: inspect.getmembers(1,lambda v: isinstance(v,int)))
print([n for n,v in inspect.getmembers(1)][:5])
for c in (B,St,Mm2,enum.Enum('E','A B'),abc.ABC):
    print([(a.name,a.kind,a.defining_class.__name__) for a in inspect.classify_class_attrs(c) if a.name not in('__getattribute__','__sizeof__','__annotate__','__annotations__','__annotate_func__','__annotations_cache__','__static_attributes__','__firstlineno__','__getnewargs__','_generate_next_value_','_missing_','_sort_order_','_value_repr_','_hashable_values_','_unhashable_values_','_unhashable_values_map_','_new_member_','_use_args_','_member_names_','_member_map_','_member_type_','_value2member_map_','from_number')])
# predicates
objs={'mod':sys,'cls':A,'meth':A().m,'fun':f,'lam':l1,'bi':len,'bim':[].append,'sw':int.__add__,'mw':(1).__add__,'md':list.append,'cmd':dict.__dict__['fromkeys'],'gs':type.__dict__['__bases__'],'mem':A.__dict__['q'],'prop':A.p,'sm':A.__dict__['s'],'cm':A.__dict__['c'],'gen':gen(),'genf':gen,'cof':co,'fr':inspect.currentframe(),'code':f.__code__,'pm':functools.partialmethod(f),'i':1,'typ':type,'abc':collections.abc.Mapping,'lru':functools.lru_cache(f),'D1':D1(),'D2':D2()}
preds=['ismodule','isclass','ismethod','isfunction','isbuiltin','isroutine','isdatadescriptor','ismethoddescriptor','ismemberdescriptor','isgetsetdescriptor','istraceback','isframe','iscode','isgenerator','iscoroutine','isasyncgen','isawaitable','isgeneratorfunction','iscoroutinefunction','isasyncgenfunction','isabstract','ismethodwrapper']
for k,o in objs.items(): print(k,[p for p in preds if getattr(inspect,p)(o)])
