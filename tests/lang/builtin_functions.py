# The built-in functions and the protocols behind them.
from _evaluate import run, show

show("""
abs(-3)
abs(-2.5)
abs(3 + 4j)
abs(True)
abs('a')
abs(-2 ** 70)
all([])
all([1, 0])
any([])
any([0, 1])
ascii('é')
ascii([1, 'ü'])
bin(5)
bin(-5)
bin(True)
bin(1.5)
oct(8)
hex(255)
hex(-2 ** 70)
bool(0)
bool('a')
callable(len)
callable(3)
callable(A)
callable(A(1))
chr(97)
chr(128512)
chr(-1)
chr(2 ** 70)
chr('a')
ord('a')
ord('ab')
ord(b'a')
ord(3)
ord('')
divmod(7, 3)
divmod(-7, 3)
divmod(7.5, 2)
divmod(1, 'a')
pow(2, 10)
pow(2, 10, 1000)
pow(2, -1)
pow(2, -1, 7)
pow(2, 3, 0)
pow(2, 'a')
pow(2, 3, 'a')
pow(base=2, exp=3)
round(2.5)
round(3.5)
round(2.675, 2)
round(1234, -2)
round(2.5, None)
round('a')
round(1e+300)
hash(1)
hash(1.0)
hash(1.5)
hash(-1)
hash(2 ** 61 - 1)
hash(True)
hash(None)
hash('a') == hash('a')
hash([])
hash(float('inf'))
hash(1 + 2j)
isinstance(1, int)
isinstance(True, int)
isinstance(1, (str, int))
isinstance(1, (str, (float, int)))
isinstance(1, 3)
isinstance(1, (str, 3))
isinstance(1, ())
issubclass(bool, int)
issubclass(1, int)
issubclass(int, 1)
issubclass(bool, (str, int))
len('abc')
len(5)
max(1, 2, 3)
max([1, 5, 2])
max('abc')
max([], default=0)
max([])
max(5)
max()
max('a', 1)
max([1, 2, 3], key=lambda v: -v)
min(3, 1, 2)
min([A(2), A(1)])
max([A(2), A(1)])
min('b', 'a', key=ord)
max(1, 2, default=3)
max([1], foo=3)
max(1, 2, key=None)
sum([1, 2, 3])
sum([0.1] * 10)
sum([1, 2.5])
sum([[1], [2]], [])
sum(['a'])
sum(['a'], '')
sum([1], start=10)
sum([])
sum(5)
sum([2 ** 60, 2 ** 60, 2 ** 60])
sum([2 ** 47] * 10)
sum([1.0, 2 ** 70])
sum([1, True, 2.5, 3])
sum([1e+308, 1e+308, -1e+308])
sum([1, 2j])
sum((A(1),))
sorted([3, 1, 2])
sorted('bca')
sorted([3, 1, 2], reverse=True)
sorted(['b', 'A'], key=str.lower)
sorted([1, 'a'])
sorted(5)
sorted()
sorted([2, 1], None)
sorted({3: 1, 1: 2})
getattr(1, 'real')
getattr(1, 'zz')
getattr(1, 'zz', 5)
getattr(1, 5)
hasattr(1, 'real')
hasattr(1, 'zz')
format(3.14159, '.2f')
format('a', '>5')
format(5)
format([1])
format([1], '>5')
format(1, 2)
repr('a')
repr(1.0)
str(b'a')
type(1)
type(type)
id(1) == id(1)
eval('1+1')
eval('a', {'a': 5})
eval('a+b', {'a': 1}, {'b': 2})
eval('1+')
eval('x=1')
eval(5)
exec('pass')
exec(5)
eval('[i for i in range(n)]', {'n': 3})
eval(compile('1+1', '<s>', 'eval'))
compile('1', 'f', 'bad')
dir(N()) == sorted(object.__dir__(N()))
'append' in dir([])
vars(A(3))
vars(3)
callable()
callable(1, 2)
input.__name__
len.__name__
True and NotImplemented
...
Ellipsis
__debug__
hash(...) == hash(...)
""")

run("""
import io
f = io.StringIO()
print('x', 1, file=f)
r = f.getvalue()

class W:
    def __init__(s):
        s.p = []
    def write(s, t):
        s.p.append(t)
w = W()
print(1, 'b', file=w)
r = w.p

print(1, file=3)

exec('a=5\\nr=a*2')

g = {'x': 1}
l = {}
exec('y=x+1', g, l)
r = (l, 'y' in g)

def f():
    a = 1
    b = 2
    return locals()
r = f()

class C:
    x = 1
    r = sorted((k for k in locals() if k[0] != '_'))
r = C.r

def f():
    x = 3
    def g():
        return (x, sorted(locals()))
    return g()
r = f()

x = 5
def f():
    return eval('x')
r = f()

def f(y):
    return eval('y+1')
r = f(4)

a = A(1)
setattr(a, 'zz', 3)
r = a.zz
delattr(a, 'zz')
a.zz

setattr(3, 'x', 1)

setattr(A(1), 5, 1)

class C:
    def __getattr__(s, n):
        return n
r = (getattr(C(), 'abc'), hasattr(C(), 'q'))

class C:
    @property
    def p(s):
        raise ValueError('p')
hasattr(C(), 'p')

class M(type):
    def __instancecheck__(c, i):
        return i == 5
    def __subclasscheck__(c, k):
        return k is int
class C(metaclass=M):
    pass
r = (isinstance(5, C), isinstance(6, C), issubclass(int, C), issubclass(str, C))

class C:
    def __abs__(s):
        return 'abs'
    def __round__(s, n=None):
        return n
    def __divmod__(s, o):
        return ('dm', o)
    def __rdivmod__(s, o):
        return ('rdm', o)
    def __pow__(s, e, m=None):
        return (e, m)
    def __index__(s):
        return 5
    def __hash__(s):
        return 2 ** 70
    def __format__(s, f):
        return f'<{f}>'
    def __str__(s):
        return 'S'
    def __repr__(s):
        return 'R'
    def __dir__(s):
        return ['b', 'a']
    def __len__(s):
        return 3
    def __bool__(s):
        return False
c = C()
r = (abs(c), round(c), round(c, 2), divmod(c, 1), divmod(1, c), pow(c, 2), pow(c, 2, 3), bin(c), hex(c), hash(c) == hash(2 ** 70), format(c, 'x'), f'{c:y}', f'{c}', f'{c!r}', str(c), repr(c), dir(c), len(c), bool(c), [1, 2, 3, 4, 5, 6][c], range(c), chr(C()))

class C:
    def __str__(s):
        return 5
str(C())

class C:
    def __repr__(s):
        return 5
repr(C())

class C:
    def __hash__(s):
        return 'a'
hash(C())

class C:
    def __format__(s, f):
        return 5
format(C())

class V:
    pass
V() + 1

class V:
    pass
1 + V()

class V:
    pass
V() < V()

class V:
    pass
V() < 1

class V:
    pass
-V()

class V:
    pass
V()[0]

class V:
    pass
V()[0] = 1

class V:
    pass
del V()[0]

class V:
    pass
r = (V() == V(), V() != V())

class V:
    pass
v = V()
r = (v == v, v != v, v in [v], hash(v) == hash(v))

class V:
    pass
for a in V():
    pass

class V:
    pass
len(V())

class V:
    pass
V()()

class V:
    pass
V() @ 1

class V:
    pass
x = V()
x **= 2

class V:
    pass
x = V()
x >>= 2

1 + 'a'

'a' + 1

1 - 'a'

[1] - [1]

1 < 'a'

None < 1

{} < {}

-'a'

~1.5

+[]

1 @ 2

1 << 'a'

1.5 << 1

'%d' % 'a'

'a' * 'b'

'a' * 1.5

[1] * 'a'

[1] * None

(1,) * 1.5

None + 1

class P:
    def __add__(s, o):
        return 'P'
    def __radd__(s, o):
        return 'Pr'
class Q(P):
    def __radd__(s, o):
        return 'Qr'
class R(P):
    pass
r = (P() + Q(), P() + R(), Q() + P())

class P(int):
    def __add__(s, o):
        return 'P+'
    def __radd__(s, o):
        return 'P r+'
r = (1 + P(2), P(2) + 1, P(2) - 1, type(P(2) - 1))

class P:
    def __eq__(s, o):
        return s is o
r = P() == P()
hash(P())

class P:
    def __lt__(s, o):
        return 'lt'
    def __gt__(s, o):
        return 'gt'
r = (P() < 1, 1 < P(), P() > 1, 1 > P())
P() <= 1

class P:
    __add__ = None
P() + 1

class P:
    def __ne__(s, o):
        return 'ne'
r = (P() != 1, 1 != P(), P() == 1)

class P:
    def __len__(s):
        return 3
    def __getitem__(s, i):
        return i
r = P()[-1]

class P(list):
    def __eq__(s, o):
        return 'x'
r = (P() == 1, [] == P(), P() != 1)
""")
