# Iterators and views keep the instance alive that they go over.
from _expressions import each
# subclasses of containers and iterators over temporary instances
import gc, weakref
class L(list):
    def __del__(self): print('del L')
class D(dict):
    def __del__(self): print('del D')
class T(tuple): 
    def __del__(self): print('del T')
class S(set): 
    def __del__(self): print('del S')
class B(bytearray): 
    def __del__(self): print('del B')
class St(str): 
    def __del__(self): print('del St')
for cls, arg in ((L,[1,2]),(D,{1:2}),(T,(1,2)),(S,{1}),(B,b'ab'),(St,'ab')):
    it = iter(cls(arg))
    print('next', next(it))
    print('rest', list(it))
    print('drop')
    del it
    print('dropped')
    for x in cls(arg):
        print('in loop', x)
        break
    print('after break')
    for x in cls(arg):
        print('in loop', x)
    print('after loop')
for v in (D({1:2}).keys(), D({1:2}).values(), D({1:2}).items()):
    print('view', v)
    it = iter(v); del v
    print(next(it))
    del it
    print('gone')
r = reversed(D({1:2})); print(next(r)); print(list(r)); del r; print('x')
m = memoryview(B(b'abc')); print(m[0]); print(type(m.obj)); del m; print('m')
it = iter(L([1,2,3])); print(it.__reduce__()[1]); print('r'); del it
e = enumerate(L('ab')); print(next(e)); del e; print('e')
z = zip(L('ab'),L('cd')); print(next(z)); del z; print('z')
class P: pass
l = L([P()]); w = weakref.ref(l); it = iter(l); del l; print(w() is not None); del it; print(w())
