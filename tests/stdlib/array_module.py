"""`array`: items of every type code, the buffer protocol, copies and pickles."""

import array
a = array.array('i', [1,2,3])
print(a, memoryview(a).format, bytes(a), a[1], a[::2], a+a, a*2, a == array.array('d', [1.,2.,3.]), list(a))
m = memoryview(a)
try: a.append(5)
except BufferError as e: print(e)
m[0] = 77
print(a, m.obj is a); m.release(); a.append(5)
import copy, pickle
print(copy.copy(a), copy.deepcopy(a), [pickle.loads(pickle.dumps(a, p)) for p in range(6)], a.__reduce_ex__(3), a.__reduce_ex__(2))
for c in 'bBhHiIlqfd':
    x = array.array(c, [] if c == 'w' else [1,2,3]); print(x.typecode, x.itemsize, x, x.tobytes())
    for v in (2**8, 'a', 1.5, None):
        try: x.append(v); print(x)
        except Exception as e: print(type(e).__name__, e)
for f in ("array.array(1)", "array.array('i', 'abc')", "array.array('i', 5)", "array.array('i', [1])[5]", "array.array('i')['a']", "array.array('i').pop()", "array.array('i',[1]).remove(5)", "array.array('i',[1]).index(5)","array.array('i', b'123')", "array.array('i',[1,2])+5","array.array('i',[1,2])+array.array('b')", "array.array('i')*1.5", "array.array('w', 'abc').tounicode()", "array.array('i',[1]).fromlist((1,))", "hash(array.array('i'))", "array.array('i',[1,2,3,2]).index(2,2)", "array.array('i',[1,2,3]).count(1)", "array.array('b', b'abc').tobytes()", "array.array('i', range(5)).tolist()", "array.array('i',[1]) < array.array('i',[2])", "array.array('i',[1]) == [1]","isinstance(array.array('i'), __import__('collections.abc').abc.MutableSequence)", "array.array[int]"):
    try:
        print(f, repr(eval(f)))
    except Exception as e: print(f, type(e).__name__, e)
a = array.array('i', range(10)); del a[::3]; print(a); a[1:3] = array.array('i', [9]); print(a); a.reverse(); print(a); a.insert(-1, 4); print(a); a.byteswap(); print(a); a.extend([1]); a.extend(array.array('i', [3])); print(a[-2:]); a *= 2; print(len(a))
class S(array.array): pass
s = S('i', [1]); s.x = 5; print(s, type(s+s), copy.copy(s), pickle.loads(pickle.dumps(s)).x)
it = iter(a); next(it); print(pickle.loads(pickle.dumps(it)).__reduce__()[2], list(it)[:2])
