# oracle: 3.14
"""Arguments, targets and displays that do not fit."""
from _corners import t, x

# extcall / unpack / unpack_ex
def f(*a,**k): print(a,sorted(k.items()))
def g(x,*y,**z): return x,y,sorted(z)
t(g); t(g,*()); t(g,*(),**{}); t(g,1,2,3,**{'a':4}); t(lambda: f(*[1],*[2],**{'a':1},**{'b':2})); t(lambda: f(**{'a':1},**{'a':2})); t(lambda: f(a=1,**{'a':2})); t(lambda: f(*1)); t(lambda: f(*None)); t(lambda: f(**1)); t(lambda: f(**None)); t(lambda: f(**[1])); t(lambda: f(**{1:2})); t(lambda: f(*[1],**{1:2})); t(lambda: f(*range(3),*'ab',c=1)); t(lambda: dir(b=1,**{'b':1})); t(lambda: len(*[1],*[2])); t(lambda: g(x=1,*[2])); t(lambda: g(1,**{'x':2})); t(lambda: None(*[1])); t(lambda: (1)(**{'a':2})); t(lambda: 'a'.join(*[1])); t(lambda: 'a'.join(**{'b':1})); t(lambda: [].append(*[1,2])); t(lambda: [].append(**{'x':1})); t(lambda: int(**{'x':1})); t(lambda: print(**{'x':1})); t(lambda: max(**{'x':1})); t(lambda: dict(**{'x':1})); t(lambda: str(*[1,2,3,4])); t(lambda: f(*(i for i in [1,1/0]))); t(lambda: g(*[],a=1,*[1]))
def h(a,b=2,*,c,d=4): return a,b,c,d
t(h); t(h,1); t(h,1,2,3); t(h,c=1); t(lambda: h(1,c=2,e=3)); t(lambda: h(1,c=2,a=3)); t(lambda: h(1,2,3,c=4)); t(lambda: h(1,2,3,4,c=4,d=5)); 
def i(a,/,b,*,c): pass
t(i); t(i,1); t(i,1,2); t(lambda: i(a=1,b=2,c=3)); t(lambda: i(1,2,3,c=1)); t(lambda: i(1,a=2,b=1,c=3)); 
def j(a,b,c,d,e): pass
t(j); t(j,1); t(j,1,2,3,4); t(j,1,2,3,4,5,6); t(lambda: j(1,a=2)); t(lambda:j(f=1)); t(lambda: j(abc=1))
def k(*,a,b,c): pass
t(k); t(lambda:k(a=1)); t(lambda:k(1,a=1,b=2,c=3)); t(lambda:k(1,2)); t(lambda: k(1,a=1))
def l(a=1,/): pass
t(l,1,2); t(lambda: l(a=1)); t(lambda: l(b=1))
def m(a,b=1,/,c=2): pass
t(m); t(lambda: m(1,b=2)); t(lambda: m(1,2,3,4)); t(lambda: m(b=1,c=2,d=3))
def n(): pass
t(n,1); t(lambda: n(a=1)); t(lambda: n(1,a=2)); t(lambda: n(*[1],**{'z':1}))
class C:
    def m(self,a): pass
    def n(): pass
    @classmethod
    def c(cls): pass
    @staticmethod
    def s(a): pass
    def __call__(self): pass
t(C().m); t(C().m,1,2); t(C().n); t(C().c,1); t(C().s); t(C(),1); t(C,1); t(lambda: C(a=1)); t(C.m); t(lambda: C.m(a=1))
x("a,b=1,2,3"); x("a,b=1"); x("a,b=(1,)"); x("a,b,*c=1,"); x("a,*b,c=1,"); x("*a,b=()"); x("a,b=iter([1])"); x("a,b={1,2,3}"); x("(a,b),c=1,2"); x("a,b='abc'"); x("a,b=None"); x("a,=[1,2]"); x("[a,b]=[1]"); x("a,b=range(10**10)"); x("*a,=5"); x("*a,b,c=[1]"); x("a,(b,*c),d=1,[2,3,4],5"); x("for a,*b in [(1,2,3),[4]]: print(a,b)"); x("a,b=b,a=1,2"); x("() = []"); x("() = [1]"); x("[] = ()"); x("*(a,b),c=1,2,3"); x("*[a],b=1,2"); x("a=*b,=[1,2]"); x("*a=[1]"); x("*a"); x("*a,*b=1,2"); x("[*a,*b]=1"); x("a,*b=*c,=1,2"); x("del *a"); x("del (*a,)"); x("x=*[1]"); x("x=*[1],2"); x("x=(*[1])"); x("print(*[1],sep='')"); x("f(**a,*b)"); x("f(a=1,b)"); x("f(**a,b)"); x("f(a for a in b, c)"); x("f(c, a for a in b)"); x("f(a for a in b,)"); x("class A(x for x in y): pass"); x("class A(*a,b=1,**c): pass"); x("{**a for a in b}"); x("{*a for a in b}"); x("[*a for a in b]"); x("(*a for a in b)"); x("{**{}, 1}"); x("{1, **{}}"); x("{1:2, 3}"); x("{1:*a}"); x("{**a:1}"); x("x={1:}"); x("return *a"); x("def f():\n return 1,*[2]\nr=f()"); x("def f():\n yield 1,*[2]\nr=list(f())"); x("def f(*): pass"); x("def f(*,**k): pass"); x("def f(a,*,): pass"); x("def f(/,a): pass"); x("def f(a,/,b,/): pass"); x("def f(a,*,/): pass"); x("def f(*a,*b): pass"); x("def f(**a,b): pass"); x("def f(**a,*b): pass"); x("def f(a=1,b): pass"); x("def f(a,a): pass"); x("def f(*a=1): pass"); x("def f(**a=1): pass"); x("def f(a,(b,c)): pass"); x("lambda *: 1"); x("lambda a,a:1"); x("lambda a=1,b:1"); x("lambda (a,b):1"); x("lambda /:1"); x("def f(a:int=1,*,b:str): pass"); x("def f(None): pass"); x("def f(a.b): pass"); x("def f(1): pass"); x("def f('a'): pass"); x("def f(__debug__): pass"); x("f(__debug__=1)"); x("f(None=1)"); x("f(True=1)"); x("f(1=2)"); x("f(a.b=1)"); x("f(a+b=1)"); x("f((a)=1)"); x("f(a()=1)"); x("f(not a=1)"); x("f(a, b, a=1, a=2)"); x("f(a=1,a=1,a=1)"); x("f(x=)"); x("f(x=, y)"); x("f(*)"); x("f(**)"); x("f(*a b)"); x("f(a b)"); x("f(a, b c)"); x("f(1 if a)"); x("f(a if b else)"); x("f(,)"); x("f(a,,b)"); x("f(a:=1)"); x("f(a:=1,b=2)"); x("f(a=b:=1)"); x("f(a=(b:=1))"); x("f(*a:=1)"); x("a[*b]"); x("a[*b,*c]"); x("a[*b:1]"); x("a[**b]"); x("a[]"); x("a[b=1]"); x("a[*]"); x("a[:,*b]"); x("for *a in b: pass"); x("for *a, in [[1]]: pass"); x("for a in *b: pass"); x("for a in *[1],2: print(a)"); x("with a as *b: pass"); x("import a as b.c"); x("from a import *, b"); x("from a import (b)"); x("from a import (b,)"); x("from a import b,"); x("from a import ()"); x("from a import (*)"); x("from . import *"); x("from a import b as c.d"); x("import a.b as c"); x("import"); x("from import x"); x("from a"); x("from a import"); x("import a from b"); x("from a import b c"); x("import a b")
