"""Objects of classes derived from built-in containers: items, `in`, `len`, before and after a method is replaced."""
import collections


class D(dict):

    def __missing__(self, k):
        return ('missing', k)


d = D(a=1)
for _ in range(3):
    print(d['a'], d['b'], 'a' in d, 'z' in d)
    d['c'] = _
    if 'c' in d:
        print(d)


def setter(s, k, v):
    dict.__setitem__(s, k, v * 2)


D.__setitem__ = setter
for _ in range(2):
    d['q'] = 5
print(d['q'])
D.__getitem__ = lambda s, k: 'own'
print(d['a'])
del D.__getitem__
print(d['a'])
D.__contains__ = lambda s, k: True
print('nope' in d)
if 'nope' in d:
    print('jump')
del D.__contains__
print('nope' in d)


class L(list):
    pass


l = L([1, 2, 3])
for _ in range(2):
    print(l[0], l[-1], l[0:2], type(l[0:2]), 2 in l)
    l[0] = 9
try:
    l[5]
except IndexError as e:
    print(e)


class T(tuple):
    pass


t = T((1, 2, 3))
for _ in range(2):
    print(t[0], t[-1], type(t[:]), 3 in t)
for _ in range(2):
    try:
        t[3]
    except IndexError as e:
        print(e)
    try:
        t['a']
    except TypeError as e:
        print(e)
    try:
        t[0] = 1
    except TypeError as e:
        print(e)


class S(str):
    pass


s = S('hello')
for _ in range(2):
    print(s[0], s[1:3], 'ell' in s)


class E(dict):
    __getitem__ = collections.OrderedDict.__getitem__


e = E(x=1)
print(e['x'], e['x'])


class F(dict):
    __getitem__ = len


f = F(x=1)
try:
    print(f['x'])
except TypeError as e:
    print(e)
c = collections.Counter('abracadabra')
print(c, c['zz'], 'zz' in c)
c.update('aab')
print(c)
c['a'] = 2 ** 70
c.update('a')
print(c['a'] - 2 ** 70)


class C2(collections.Counter):

    def __setitem__(self, k, v):
        print('set', k, v)
        super().__setitem__(k, v)


print(C2('ab'))


class C3(collections.Counter):

    def get(self, k, d=None):
        return 10


print(C3('ab'))
try:
    collections.Counter([[]])
except TypeError as e:
    print(e)
try:
    collections.Counter(5)
except TypeError as e:
    print(e)
c = collections.Counter()
c['x'] = 's'
try:
    c.update('x')
except TypeError as e:
    print(e)


class F(dict):
    __getitem__ = len


f = F(x=1)
try:
    print(f['x'])
except TypeError as e:
    print(e)


class G:
    __len__ = len
    __iter__ = iter
    __str__ = repr
    __add__ = max
    __call__ = print
    __contains__ = len
    __bool__ = bool
    __hash__ = hash
    __getitem__ = str


for s in (
        "G()+'abc'", 'G()(1,2)', "'x' in G()", 'G()[5]', 'len(G())', 'bool(G())', 'hash(G())', 'str(G())', 'iter(G())'):
    try:
        print(s, eval(s))
    except TypeError as e:
        print(s, e)


class D(dict):
    pass


class L(list):
    pass


class S(str):
    pass


class Q(collections.deque):
    pass


class DL(dict):

    def __len__(s):
        return 42


d, l, s, q = (D(a=1), L([1, 2]), S('xyz'), Q([1, 2, 3]))
for _ in range(3):
    print(len(d), len(l), len(s), len(q), len(DL(x=1)), q[0], q[-1], bool(d))
D.__len__ = lambda s: 7
print(len(d))
del D.__len__
print(len(d))


class G(Q):

    def __getitem__(s, i):
        return 'own'


g = G([1])
print(g[0], len(g))
q = collections.deque([1, 2])
for i in (0, 1, -1, -2, 2, -3, 10 ** 30, 'a', 1.0, True):
    try:
        print(q[i])
    except (IndexError, TypeError) as e:
        print(type(e).__name__, e)
l[0] = 5
l[-1] = 6
print(l)
for i in (2, -3, 'a', 10 ** 30):
    try:
        l[i] = 0
    except (IndexError, TypeError) as e:
        print(type(e).__name__, e)
l[0:1] = [7, 8]
print(l)
import array
a = array.array('i', [1, 2])
print(a[0], len(a))
