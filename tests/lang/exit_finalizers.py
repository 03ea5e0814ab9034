# At the end of a program finalizers find the modules as they were; classes are garbage like anything else.
import gc
import sys
import types
import weakref


class Named:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('del', self.name, sys is not None, Named is not None, helper())


def helper():
    return answer


def generator():
    try:
        yield 1
    finally:
        print('closed', sys is not None, answer)


class Cycle:
    def __init__(self):
        self.me = self

    def __del__(self):
        print('cycle', sys is not None)


answer = 42
first, second = Named('first'), Named('second')
suspended = generator()
next(suspended)
cycle = Cycle()


def collected(source, name):
    module = types.ModuleType('made')
    exec(source, module.__dict__)
    reference = weakref.ref(getattr(module, name))
    del module
    return gc.collect() > 0, reference() is None


for source in ['class A: pass', 'class A: pass\na = A()\na.x = A', 'class A:\n  def m(self): return A\na = A()\na.m()',
               'class A:\n  def __del__(self): pass\na = A()', 'class A: __slots__ = ("x",)\na = A(); a.x = a',
               'class B: pass\nclass A(B): pass\nB.sub = A', 'class M(type): pass\nclass A(metaclass=M): pass']:
    print(collected(source, 'A'))


class Base:
    pass


def subclass():
    class Sub(Base):
        pass
    return Sub


kept = subclass()
subclass()
gc.collect()
print(Base.__subclasses__() == [kept])
Base.later = 1
print(kept.later, len(object.__subclasses__()) > 100)
del kept
gc.collect()
print(Base.__subclasses__())
