# Each function recurses without end or builds something nested too deeply, in a way of its own: `recursion.py NAME`
# runs one and prints how it ended; without a name all names are printed.
import sys

cases = {}


def case(f):
    cases[f.__name__.strip('_')] = f


def nest(kind=lambda x: [x], inner=(), times=100_000):
    for _ in range(times):
        inner = kind(inner)
    return inner


@case
def json_dumps():
    import json
    return json.dumps(nest())


@case
def json_dumps_dict():
    import json
    return json.dumps(nest(lambda x: {1: x}, {}))


@case
def json_loads():
    import json
    return json.loads('['*100000+']'*100000)


@case
def pickle_():
    import pickle
    return pickle.dumps(nest())


@case
def pickle_tuple():
    import pickle
    return pickle.dumps(nest(lambda x: (x,)))


@case
def deepcopy():
    import copy
    return copy.deepcopy(nest())


@case
def repr_list():
    return repr(nest())


@case
def repr_dict():
    return repr(nest(lambda x: {1: x}, {}))


@case
def str_format():
    return '{}'.format(nest())


@case
def eq():
    return nest()==nest()


@case
def eqd():
    return nest(lambda x: {1: x}, {})==nest(lambda x: {1: x}, {})


@case
def lt():
    return nest(lambda x: (x,))<nest(lambda x: (x,))


@case
def hash_():
    return hash(nest(lambda x: (x,)))


@case
def comprehension():
    def f(): return [f() for _ in range(1)]
    return f()


@case
def genexp():
    def f(): return list(f() for _ in range(1))
    return f()


@case
def setcomp():
    def f(): return {f() for _ in range(1)}
    return f()


@case
def lambda_(): 
    f=lambda: f()
    return f()


@case
def getattribute():
    class C:
        def __getattribute__(self,n): return self.x
    return C().y


@case
def setattr_():
    class C:
        def __setattr__(self,n,v): self.x=v
    C().y=1


@case
def delattr_():
    class C:
        def __delattr__(self,n): del self.x
    del C().y


@case
def str_():
    class C:
        def __str__(self): return str(self)
    return str(C())


@case
def bool_():
    class C:
        def __bool__(self): return bool(self)
    return bool(C())


@case
def len_():
    class C:
        def __len__(self): return len(self)
    return len(C())


@case
def contains():
    class C:
        def __contains__(self,x): return x in self
    return 1 in C()


@case
def index_():
    class C:
        def __index__(self): return [1][self]
    return [1][C()]


@case
def int_():
    class C:
        def __int__(self): return int(self)
    return int(C())


@case
def instancecheck():
    class M(type):
        def __instancecheck__(c,x): return isinstance(x,c)
    class C(metaclass=M): pass
    return isinstance(1,C)


@case
def next_():
    class C:
        def __iter__(self): return self
        def __next__(self): return next(self)
    return list(C())


@case
def del_():
    class C:
        def __del__(self): C()
    C()


@case
def enter():
    class C:
        def __enter__(self):
            with self: pass
        def __exit__(self,*a): pass
    with C(): pass


@case
def exit_():
    class C:
        def __enter__(self): pass
        def __exit__(self,*a):
            with self: pass
    with C(): pass


@case
def descriptor():
    class D:
        def __get__(self,i,o): return i.d
    class C: d=D()
    return C().d


@case
def new_():
    class C:
        def __new__(cls): return cls()
    return C()


@case
def metaclass():
    class M(type):
        def __call__(cls): return cls()
    class C(metaclass=M): pass
    return C()


@case
def init_subclass():
    class C:
        def __init_subclass__(cls): 
            class D(C): pass
    class D(C): pass


@case
def missing():
    class D(dict):
        def __missing__(self,k): return self[k]
    return D()[1]


@case
def defaultdict_():
    import collections
    d=collections.defaultdict(lambda: d[1]); 
    class K:
        def __hash__(self): return hash(K())
    return {K():1}


@case
def re_nested():
    import re
    return re.compile('('*10000+')'*10000)


@case
def re_many():
    import re
    return re.match('(a|b)*c','ab'*200000)


@case
def re_sub():
    import re
    def f(m): return re.sub('a',f,'a')
    return re.sub('a',f,'a')


@case
def chain():
    e=None
    for i in range(100000):
        n=ValueError(i); n.__cause__=e; e=n
    raise e


@case
def chain_ctx():
    def f():
        try: raise ValueError
        except ValueError: f()
    f()


@case
def chain_print():
    import traceback
    e=None
    for i in range(3000):
        n=ValueError(i); n.__context__=e; e=n
    return traceback.format_exception(e)


@case
def group():
    e=ValueError()
    for i in range(100000): e=ExceptionGroup('x',[e])
    return e.split(TypeError)


@case
def group_repr():
    e=ValueError()
    for i in range(100000): e=ExceptionGroup('x',[e])
    return repr(e)


@case
def group_print():
    import traceback
    e=ValueError()
    for i in range(5000): e=ExceptionGroup('x',[e])
    return traceback.format_exception(e)


@case
def partial():
    import functools
    f=len
    for i in range(100000): f=functools.partial(f)
    return f([])


@case
def partial_nest():
    import functools
    f=len
    for i in range(100000): f=functools.partial(lambda g: g(), f)
    return f()


@case
def wraps():
    f=lambda: 1
    def w(g): return lambda: g()
    for i in range(100000): f=w(f)
    return f()


@case
def methods():
    import types
    f=print
    for i in range(100000): f=types.MethodType(f,1)
    return f()


@case
def chainmap():
    import itertools
    it=iter([1])
    for i in range(100000): it=itertools.chain(it)
    return list(it)


@case
def maps():
    it=iter([1])
    for i in range(100000): it=map(abs,it)
    return list(it)


@case
def zips():
    it=iter([1])
    for i in range(100000): it=zip(it)
    return next(it)


@case
def filters():
    it=iter([1])
    for i in range(100000): it=filter(None,it)
    return list(it)


@case
def enumerates():
    it=iter([1])
    for i in range(100000): it=enumerate(it)
    return next(it)


@case
def many_enumerates():
    return next(nest(enumerate, iter([1]), 1_000_000))


@case
def many_chains():
    from itertools import chain
    return next(nest(chain, iter([1]), 1_000_000))


@case
def many_slices_in_a_thread():
    from itertools import islice
    import threading
    thread = threading.Thread(target=lambda: next(nest(lambda it: islice(it, None), iter([1]))))
    thread.start()
    thread.join()


@case
def many_copies():
    from itertools import tee
    return list(nest(lambda it: tee(it)[0], iter([1])))


@case
def gens():
    def g(x): yield from x
    it=iter([1])
    for i in range(100000): it=g(it)
    return list(it)


@case
def genfor():
    def g(x):
        for y in x: yield y
    it=iter([1])
    for i in range(100000): it=g(it)
    return list(it)


@case
def awaits():
    async def c(x): return await x
    async def one(): return 1
    it=one()
    for i in range(100000): it=c(it)
    import asyncio
    return asyncio.run(it)


@case
def unions():
    t=int
    for i in range(20000): t=list[t]
    return repr(t)


@case
def unions_hash():
    t=int
    for i in range(100000): t=list[t]
    return hash(t)


@case
def isinstance_nested():
    t=int
    for i in range(100000): t=(t,)
    return isinstance('a',t)


@case
def except_nested():
    t=ValueError
    for i in range(100000): t=(t,)
    try: raise TypeError
    except t: pass


@case
def fmt_spec(): 
    class C:
        def __format__(s,f): return '{:{}}'.format(s,s)
    return format(C())


@case
def sortkey():
    def k(x): return sorted([2,1],key=k)
    return sorted([2,1],key=k)


@case
def maxkey():
    def k(x): return max([2,1],key=k)
    return k(1)


@case
def evals():
    s='eval(s)'
    return eval(s,{'s':s})


@case
def execs():
    s='exec(s)'
    return exec(s,{'s':s})


@case
def properties():
    class C:
        @property
        def p(self): return self.p
    return C().p


@case
def mutual():
    def a(): return b()
    def b(): return a()
    return a()


@case
def bytes_():
    class C:
        def __bytes__(self): return bytes(self)
    return bytes(C())


@case
def reduce_():
    import copy
    class C:
        def __reduce_ex__(self,p): return copy.copy(self)
    return copy.copy(C())


@case
def radd():
    class C:
        def __add__(s,o): return o+s
        __radd__=__add__
    return C()+C()


@case
def eq_other():
    class C:
        def __eq__(s,o): return o==s
    return C()==C()


@case
def dictcmp():
    a={};a[1]=a;b={};b[1]=b
    return a==b


@case
def listcmp():
    a=[];a.append(a);b=[];b.append(b)
    return a==b


@case
def reprself():
    a=[];a.append(a);d={};d[1]=d
    return repr(a)+repr(d)


@case
def trace_native():
    import sys
    sys.setrecursionlimit(10**6)
    class C:
        def __repr__(s): return repr(s)
    return repr(C())


@case
def trace_eq():
    import sys
    sys.setrecursionlimit(10**6)
    return nest()==nest()


@case
def asyncrec():
    import asyncio
    async def f(): return await asyncio.gather(f())
    async def lim(): return await asyncio.wait_for(f(),0.2)
    return asyncio.run(lim())


@case
def run_nested():
    import asyncio
    async def f(): return asyncio.run(f())
    return asyncio.run(f())


@case
def datacls():
    import dataclasses
    @dataclasses.dataclass
    class A: x: object
    a=A(None)
    for i in range(100000): a=A(a)
    return repr(a)


@case
def asdict():
    import dataclasses
    @dataclasses.dataclass
    class A: x: object
    a=A(None)
    for i in range(20000): a=A(a)
    return dataclasses.asdict(a)


@case
def deque_():
    import collections
    a=collections.deque()
    for i in range(100000): a=collections.deque([a])
    return repr(a)


@case
def odict():
    import collections
    a=collections.OrderedDict()
    for i in range(100000): a=collections.OrderedDict(x=a)
    return repr(a)


@case
def ntuple():
    import collections
    N=collections.namedtuple('N','x')
    a=None
    for i in range(100000): a=N(a)
    return repr(a), hash(a)


@case
def sets():
    a=frozenset()
    for i in range(100000): a=frozenset([a])
    return repr(a)


@case
def setseq():
    a=frozenset()
    b=frozenset()
    for i in range(5000): a=frozenset([a]);b=frozenset([b])
    return a==b


@case
def slices():
    a=None
    for i in range(100000): a=slice(a)
    return repr(a)


@case
def slices_eq():
    a=b=None
    for i in range(100000): a=slice(a);b=slice(b)
    return a==b


@case
def memoryviews():
    m=memoryview(b'abc')
    for i in range(100000): m=memoryview(m)
    return bytes(m)


@case
def closures():
    f=lambda:0
    for i in range(100000): f=(lambda g: lambda: g)(f)
    import gc; gc.collect(); del f; gc.collect(); return 1


@case
def linked():
    class N: pass
    n=None
    for i in range(300000):
        m=N(); m.n=n; n=m
    import gc; gc.collect(); del n,m; gc.collect(); return 1


@case
def ctxmanagers():
    import contextlib
    with contextlib.ExitStack() as s:
        for i in range(100000): s.enter_context(contextlib.nullcontext())
    return 1


@case
def exitstack_raise():
    import contextlib
    def bad(*a): raise ValueError
    with contextlib.ExitStack() as s:
        for i in range(3000): s.push(bad)


@case
def strtemplate():
    import string
    return string.Formatter().format('{0:{0:{0}}}',1)


@case
def namespace():
    import types
    a=None
    for i in range(100000): a=types.SimpleNamespace(x=a)
    return repr(a)


@case
def mappingproxy():
    import types
    a={}
    for i in range(100000): a=types.MappingProxyType(a)
    return repr(a)


@case
def mp_get():
    import types
    a={1:2}
    for i in range(100000): a=types.MappingProxyType(a)
    return a[1]


@case
def super_():
    class A:
        def f(self): return super().f()
    class B(A):
        def f(self): return self.f()
    return B().f()


if len(sys.argv) == 1:
    print('\n'.join(cases))
else:
    try:
        print('ended:', type(cases[sys.argv[1]]()).__name__)
    except BaseException as e:
        print('ended:', type(e).__name__)
