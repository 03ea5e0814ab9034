"""OrderedDict: equality with changes on the way, iterators and their pickles."""
import collections

O=collections.OrderedDict
o=O([(3,4),(1,2)])
print(o==O([(1,2),(3,4)]), o=={1:2,3:4}, o==O(o), O()==O(), O(a=1)==O(a=1,b=2), o!=O([(1,2),(3,4)]))
it=iter(o); print(type(it), it.__reduce__(), next(it), list(it), list(it), list(reversed(o)), list(reversed(o.items())))
try:
    for k in o: o[k+10]=1
except RuntimeError as e: print(e)
try:
    for k in o.items(): del o[k[0]]
except RuntimeError as e: print(e)
class K:
    def __init__(s,n): s.n=n
    def __hash__(s): return s.n
    def __eq__(s,other):
        if act: act[0]()
        return s.n==other.n
act=[]
a=O([(K(1),1),(K(2),2)]); b=O([(K(1),1),(K(2),2)])
print(a==b)
act=[lambda: a.clear()]
try: print(a==b)
except RuntimeError as e: print(type(e),e)
act=[]
try: type(it)()
except TypeError as e: print(e)
import copy,pickle
it=iter(O.fromkeys('abc')); next(it); print(list(pickle.loads(pickle.dumps(it))), list(copy.copy(it)), list(it))
