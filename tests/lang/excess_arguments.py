# What object.__new__ and object.__init__ make of arguments that they do not take.
import abc


for f in (
    lambda: object.__init__(5, 1),
    lambda: object.__new__(int),
    lambda: object(1),
    lambda: object.__new__(object, 1),
    lambda: object.__init__(object(), 1),
):
    try:
        print(f())
    except TypeError as e:
        print(e)


class A: pass
class B:
    def __new__(cls,*a): return object.__new__(cls)
class C:
    def __init__(self,*a): pass
class D:
    def __init__(self,*a): object.__init__(self,*a)
class E:
    def __new__(cls,*a): return object.__new__(cls,*a)
class F:
    def __new__(cls,*a): return object.__new__(cls,*a)
    def __init__(self,*a): object.__init__(self,*a)
class G:
    def __new__(cls,*a): return object.__new__(cls)
    def __init__(self,*a): object.__init__(self,*a)
class H:
    def __new__(cls,*a): return object.__new__(cls,*a)
    def __init__(self,*a): pass
class I(int): 
    pass
class J(int):
    def __init__(self,*a): object.__init__(self,*a)
for k in [A,B,C,D,E,F,G,H,I,J]:
    for a in [(),(1,),(1,2)]:
        try: print(k.__name__,a,type(k(*a)).__name__)
        except Exception as e: print(k.__name__,a,type(e).__name__,e)
    for a in [(1,)]:
        try: k.__init__(k.__new__(k),*a); print('ok')
        except Exception as e: print(k.__name__,a,type(e).__name__,e)
class K(abc.ABC):
    @abc.abstractmethod
    def m(self): pass
    @abc.abstractmethod
    def n(self): pass
for a in [(),(1,)]:
    try: K(*a)
    except Exception as e: print(e)
try: A(x=1)
except Exception as e: print(e)