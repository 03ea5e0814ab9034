#!/usr/bin/env python3
"""Times some two hundred patterns of everyday plain code: classes of all styles, calls, loops, numbers, texts,
containers, generators; to find what is slow where single statements do not show it: attributes that are seen on
many classes, numbers beyond a word, small loops in loops.

    patterns.py                                target/release/rondo against the python3 on PATH
    patterns.py --rondo PATH -p python3.14 bfs only the programs of these names
    patterns.py run [NAME...]                  what an engine runs

What is measured and shown is told in programs.py.
"""
import abc
import collections
import contextlib
import enum
import functools
import heapq
import itertools
import math
import operator
import random
import sys
from dataclasses import dataclass, field

from programs import bench, start

N = 60000


class Shape:
    def __init__(s, i):
        s.i = i
        s.k = 1

    def area(s):
        return s.i


def class_of(number):
    """One of many classes with an attribute of their own."""
    def init(self, i):
        Shape.__init__(self, i)
        setattr(self, f'x{number}', 1)
    return type(f'S{number}', (Shape,), {'__init__': init})


classes = [class_of(number) for number in range(20)]

objs = [c(1) for c in classes]


@bench
def mega_load():
    t = 0
    for _ in range(N // 20):
        for o in objs:
            t += o.i
    return t


@bench
def mega_call():
    t = 0
    for _ in range(N // 20):
        for o in objs:
            t += o.area()
    return t


@bench
def mega_store():
    for k in range(N // 20):
        for o in objs:
            o.k = k


class D:
    pass


@bench
def dict_touched():
    o = D()
    o.__dict__.update(a=1, b=2)
    t = 0
    for i in range(N):
        t += o.a
        o.b = i
    return t


@bench
def vars_touched():
    o = D()
    o.a = 1
    o.b = 2
    vars(o)
    t = 0
    for i in range(N):
        t += o.a
        o.b = i
    return t


class Kw:
    def __init__(self, **kw):
        self.__dict__.update(kw)


@bench
def kw_objects():
    t = 0
    for i in range(N // 4):
        o = Kw(a=i, b=2)
        t += o.a + o.b
    return t


class Big:
    def __init__(self):
        for i in range(40):
            setattr(self, f'f{i}', i)


@bench
def many_attrs():
    o = Big()
    t = 0
    for i in range(N):
        t += o.f3 + o.f39
        o.f38 = i
    return t


class Dflt:
    count = 0

    def inc(self):
        self.count += 1


@bench
def class_default():
    o = Dflt()
    for i in range(N):
        o.inc()
    return o.count


g = 0


@bench
def global_write():
    global g
    for i in range(N):
        g += 1
    return g


@bench
def lcg64():
    x = 1
    for i in range(N):
        x = x * 6364136223846793005 + 1442695040888963407 & 18446744073709551615
    return x


@bench
def fnv64():
    h = 14695981039346656037
    for b in b'abcdefgh' * (N // 8):
        h = (h ^ b) * 1099511628211 & 18446744073709551615
    return h


@bench
def xorshift32():
    x = 2463534242
    for i in range(N):
        x ^= x << 13 & 4294967295
        x ^= x >> 17
        x ^= x << 5 & 4294967295
    return x


@bench
def bitcount():
    t = 0
    for i in range(N):
        t += bin(i).count('1') + i.bit_length()
    return t


@bench
def collatz():
    m = 0
    for i in range(1, N // 20):
        n = i
        c = 0
        while n != 1:
            n = n // 2 if n % 2 == 0 else 3 * n + 1
            c += 1
        m = max(m, c)
    return m


@bench
def divmods():
    t = 0
    for i in range(1, N):
        q, r = divmod(1000003, i)
        t += q + r
    return t


@dataclass
class P:
    x: int
    y: int = 0

    def plus(self, o):
        return P(self.x + o.x, self.y + o.y)


@bench
def dataclasses_():
    p = P(0, 0)
    q = P(1, 2)
    for i in range(N // 2):
        p = p.plus(q)
    return p == P(1, 1)


@dataclass(frozen=True)
class F:
    x: int
    y: int


@bench
def frozen_dataclass():
    d = {}
    for i in range(N // 6):
        d[F(i % 50, i % 7)] = i
    return len(d)


@dataclass(order=True)
class Ord:
    p: int
    n: str = field(compare=False, default='')


@bench
def heap_dataclass():
    h = []
    for i in range(N // 10):
        heapq.heappush(h, Ord(i * 7919 % 1000))
    t = 0
    while h:
        t += heapq.heappop(h).p
    return t


@bench
def heap_tuples():
    h = []
    for i in range(N // 4):
        heapq.heappush(h, (i * 7919 % 1000, i))
    t = 0
    while h:
        t += heapq.heappop(h)[0]
    return t


class Color(enum.Enum):
    RED = 1
    GREEN = 2
    BLUE = 3


class Fl(enum.Flag):
    A = 1
    B = 2
    C = 4


@bench
def enums():
    t = 0
    for i in range(N):
        c = Color.RED if i & 1 else Color.BLUE
        if c is Color.RED:
            t += c.value
    return t


@bench
def flags():
    f = Fl.A
    t = 0
    for i in range(N // 6):
        f = Fl.A | Fl.B
        if f & Fl.A:
            t += 1
    return t


class Stack:
    def __init__(self):
        self._l = []

    def push(self, x):
        self._l.append(x)

    def pop(self):
        return self._l.pop()

    def __len__(self):
        return len(self._l)

    def __bool__(self):
        return bool(self._l)

    def __iter__(self):
        return iter(self._l)

    def __getitem__(self, i):
        return self._l[i]

    def __contains__(self, x):
        return x in self._l


@bench
def stack():
    s = Stack()
    for i in range(N):
        s.push(i)
    t = 0
    while s:
        t += s.pop()
    return t


@bench
def special_items():
    s = Stack()
    for i in range(5):
        s.push(i)
    t = 0
    for i in range(N // 4):
        t += s[i % 5] + len(s) + (3 in s)
        for x in s:
            t += x
    return t


class Node:
    __slots__ = ('v', 'next')

    def __init__(self, v, next=None):
        self.v = v
        self.next = next


@bench
def linked():
    head = None
    for i in range(N):
        head = Node(i, head)
    t = 0
    while head:
        t += head.v
        head = head.next
    return t


class Getattr:
    def __init__(self, o):
        self._o = o

    def __getattr__(self, n):
        return getattr(self._o, n)


@bench
def proxy():
    p = Getattr(Stack())
    t = 0
    for i in range(N // 4):
        p.push(i)
    return len(p._l)


class Prop:
    def __init__(self):
        self._x = 0

    @property
    def x(self):
        return self._x

    @x.setter
    def x(self, v):
        self._x = v


@bench
def props():
    p = Prop()
    for i in range(N):
        p.x += 1
    return p.x


class Desc:
    def __set_name__(s, o, n):
        s.n = '_' + n

    def __get__(s, i, o=None):
        return i.__dict__[s.n]

    def __set__(s, i, v):
        i.__dict__[s.n] = v


class HasDesc:
    a = Desc()

    def __init__(s):
        s.a = 0


@bench
def descs():
    p = HasDesc()
    for i in range(N // 4):
        p.a += 1
    return p.a


@functools.lru_cache(None)
def lf(n):
    return n if n < 2 else lf(n - 1) + lf(n - 2)


@bench
def lru():
    t = 0
    for i in range(N):
        t += lf(i % 50)
    return t


class CP:
    @functools.cached_property
    def v(self):
        return 42


@bench
def cached_prop():
    o = CP()
    t = 0
    for i in range(N):
        t += o.v
    return t


@bench
def closures():

    def mk(n):
        c = 0

        def f(x):
            nonlocal c
            c += x * n
            return c
        return f
    f = mk(3)
    for i in range(N):
        f(i)
    return f(0)


@bench
def partials():
    f = functools.partial(pow, 2)
    t = 0
    for i in range(N // 2):
        t += f(i & 7)
    return t


@bench
def reduce_():
    return sum((functools.reduce(lambda a, b: a + b, range(50)) for _ in range(N // 50)))


@bench
def varargs():

    def f(*a, **k):
        return len(a) + len(k)
    t = 0
    for i in range(N):
        t += f(1, 2, i) + f(a=1)
    return t


@bench
def defaults():

    def f(a, b=1, c=2, *, d=3):
        return a + b + c + d
    t = 0
    for i in range(N):
        t += f(i) + f(i, 2) + f(i, d=1) + f(i, c=3)
    return t


@bench
def try_loop():
    t = 0
    d = {1: 2}
    for i in range(N):
        try:
            t += d[i & 3]
        except KeyError:
            t += 1
        finally:
            t += 1
    return t


@bench
def matrix():
    n = 12
    a = [[i * j % 7 for j in range(n)] for i in range(n)]
    t = 0
    for _ in range(N // 1500):
        c = [[sum((a[i][k] * a[k][j] for k in range(n))) for j in range(n)] for i in range(n)]
        t += c[3][4]
    return t


@bench
def grid_neighbors():
    W = 40
    g = [[x * y % 3 == 0 for x in range(W)] for y in range(W)]
    t = 0
    for y in range(W):
        for x in range(W):
            for dy in (-1, 0, 1):
                for dx in (-1, 0, 1):
                    if (dx or dy) and 0 <= x + dx < W and (0 <= y + dy < W) and g[y + dy][x + dx]:
                        t += 1
    return t


@bench
def bfs():
    from collections import deque
    W = 60
    q = deque([(0, 0)])
    seen = {(0, 0)}
    while q:
        x, y = q.popleft()
        for dx, dy in ((1, 0), (0, 1), (-1, 0), (0, -1)):
            n = (x + dx, y + dy)
            if 0 <= n[0] < W and 0 <= n[1] < W and (n not in seen):
                seen.add(n)
                q.append(n)
    return len(seen)


@bench
def tokenizer():
    src = 'x1 = 3 + foo(42, "bar") * (y - 7)\n' * 60
    i = 0
    out = []
    while i < len(src):
        c = src[i]
        if c.isspace():
            i += 1
        elif c.isalpha():
            j = i
            while j < len(src) and src[j].isalnum():
                j += 1
            out.append(('id', src[i:j]))
            i = j
        elif c.isdigit():
            j = i
            while j < len(src) and src[j].isdigit():
                j += 1
            out.append(('num', int(src[i:j])))
            i = j
        elif c == '"':
            j = src.index('"', i + 1)
            out.append(('str', src[i + 1:j]))
            i = j + 1
        else:
            out.append(('op', c))
            i += 1
    return len(out)


@bench
def vm_interp():
    code = [('push', 1), ('push', 2), ('add', None), ('pop', None)] * 50
    st = []
    t = 0
    for _ in range(N // 400):
        for op, arg in code:
            if op == 'push':
                st.append(arg)
            elif op == 'add':
                b = st.pop()
                a = st.pop()
                st.append(a + b)
            elif op == 'pop':
                t += st.pop()
    return t


@bench
def dispatch_dict():
    h = {'a': lambda x: x + 1, 'b': lambda x: x * 2, 'c': lambda x: x - 3}
    t = 0
    ks = 'abc' * 10
    for i in range(N // 30):
        for k in ks:
            t = h[k](t) % 1000
    return t


@bench
def match_class():
    t = 0
    data = [P(0, 1), P(2, 0), P(3, 4)]
    for i in range(N // 6):
        for d in data:
            match d:
                case P(x=0):
                    t += 1
                case P(x, 0):
                    t += x
                case P(x, y):
                    t += x * y
    return t


@bench
def fmt():
    t = 0
    for i in range(N // 4):
        t += len(f"{i:>8d}|{i / 3:.2f}|{i:#x}|{'ab':<5}")
    return t


@bench
def percent():
    t = 0
    for i in range(N // 4):
        t += len('%s=%d (%.1f%%)' % ('k', i, i / 2))
    return t


@bench
def joins():
    t = 0
    for i in range(N // 8):
        t += len(','.join((str(x) for x in range(8))))
    return t


@bench
def str_iter():
    t = 0
    for _ in range(N // 50):
        for ch in 'the quick brown fox jumps over the lazy dog 012345':
            if ch in 'aeiou':
                t += 1
            elif ch.isdigit():
                t += int(ch)
    return t


@bench
def groupby_():
    d = {}
    for i in range(N):
        d.setdefault(i % 97, []).append(i)
    return sum((len(v) for v in d.values()))


@bench
def dict_of_dicts():
    d = {}
    for i in range(N // 2):
        e = d.get(i % 50)
        if e is None:
            e = d[i % 50] = {}
        e[i % 7] = e.get(i % 7, 0) + 1
    return len(d)


@bench
def sort_key():
    l = [(i * 7919 % 1009, str(i)) for i in range(N // 6)]
    by_pair = sorted(l, key=lambda t: (t[0], t[1]))
    by_text = sorted(l, key=operator.itemgetter(1), reverse=True)
    return len(by_pair) + len(by_text)


@bench
def set_ops():
    a = set(range(50))
    b = set(range(25, 75))
    t = 0
    for i in range(N // 20):
        t += len(a & b) + len(a | b) + len(a - b) + len(a ^ b) + (a <= b)
    return t


@bench
def frozensets():
    a = frozenset(range(50))
    b = frozenset(range(25, 75))
    t = 0
    for i in range(N // 20):
        t += len(a & b) + len(a | b) + len(a - b)
    return t


@bench
def nested_loops():
    t = 0
    for a in range(1, 90):
        for b in range(a, 90):
            c2 = a * a + b * b
            c = int(c2 ** 0.5)
            if c * c == c2:
                t += 1
    return t


@bench
def floats():
    import math
    t = 0.0
    for i in range(N):
        t += math.sin(i) * math.sqrt(i) / (1 + abs(t))
    return t


@bench
def complexs():
    z = 0j
    t = 0
    for i in range(N // 2):
        z = z * z + 0.1j
        t += abs(z)
    return t


@bench
def gens():

    def ev(n):
        for i in range(n):
            if i % 2 == 0:
                yield i

    def sq(it):
        for x in it:
            yield (x * x)
    return sum(sq(ev(N)))


@bench
def gen_tree():

    def walk(t):
        if t:
            yield from walk(t[0])
            yield t[1]
            yield from walk(t[2])

    def build(a, b):
        if a >= b:
            return None
        m = (a + b) // 2
        return (build(a, m), m, build(m + 1, b))
    return sum(walk(build(0, N // 10)))


@bench
def iter_tools():
    pairs = sum(1 for a, b in itertools.combinations(range(150), 2) if a ^ b & 1)
    chained = len(list(itertools.chain.from_iterable([[1, 2]] * 5000)))
    counted = sum(itertools.islice(itertools.count(), 10000))
    return pairs + chained + counted + sum(x * y for x, y in itertools.product(range(60), repeat=2))


@bench
def ctx():
    import contextlib

    @contextlib.contextmanager
    def cm():
        yield 1
    t = 0
    for i in range(N // 8):
        with cm() as v:
            t += v
    return t


class CM:
    def __enter__(self):
        return self

    def __exit__(self, *a):
        return False


@bench
def with_class():
    c = CM()
    t = 0
    for i in range(N):
        with c:
            t += 1
    return t


@bench
def rnd():
    r = random.Random(1)
    t = 0
    for i in range(N // 8):
        t += r.random() + r.randint(1, 6) + r.choice((1, 2, 3))
    l = list(range(1000))
    r.shuffle(l)
    return t


class V2:
    def __init__(s, x, y):
        s.x = x
        s.y = y

    def __add__(s, o):
        return V2(s.x + o.x, s.y + o.y)

    def __mul__(s, k):
        return V2(s.x * k, s.y * k)
    __rmul__ = __mul__

    def __neg__(s):
        return V2(-s.x, -s.y)

    def __lt__(s, o):
        return s.x < o.x

    def __eq__(s, o):
        return s.x == o.x and s.y == o.y

    def __hash__(s):
        return hash((s.x, s.y))

    def __repr__(s):
        return f'V2({s.x},{s.y})'


@bench
def vec_ops():
    a = V2(0, 0)
    b = V2(1, 2)
    for i in range(N // 4):
        a = -(a + b * 2) + 3 * b
    return a.x


@bench
def hash_objs():
    d = {}
    for i in range(N // 4):
        d[V2(i % 30, i % 7)] = i
    return len(d)


@bench
def sort_objs():
    l = [V2(i * 7919 % 1009, 0) for i in range(N // 10)]
    l.sort()
    return l[0].x


@bench
def repr_objs():
    t = 0
    l = [V2(1, 2)] * 10
    for i in range(N // 40):
        t += len(str(l))
    return t


@bench
def subclass_dict():

    class DD(dict):
        def __missing__(self, k):
            self[k] = v = []
            return v
    d = DD()
    for i in range(N // 2):
        d[i % 100].append(i)
    return len(d)


@bench
def subclass_list():

    class L(list):
        def total(self):
            return sum(self)
    l = L()
    for i in range(N):
        l.append(i)
    t = 0
    for i in range(N):
        t += l[i]
    return t + len(l)


@bench
def userint():

    class I(int):
        pass
    a = I(3)
    t = 0
    for i in range(N // 2):
        t += a + i
    return t


@bench
def bytes_ops():
    b = bytearray()
    for i in range(N):
        b.append(i & 255)
    t = 0
    for x in b:
        t += x
    import struct
    for i in range(0, N // 4, 4):
        t += struct.unpack_from('<I', b, i)[0]
    return t


@bench
def int_parse():
    t = 0
    for s in ['12', '345', '-6', '7890'] * (N // 8):
        t += int(s)
    return t


@bench
def split_parse():
    t = 0
    for line in ['a=1;b=2;c=3'] * (N // 12):
        d = dict((kv.split('=') for kv in line.split(';')))
        t += int(d['b'])
    return t


@bench
def walrus_while():
    it = iter(range(N))
    t = 0
    while (x := next(it, None)) is not None:
        t += x
    return t


@bench
def star_unpack():
    t = 0
    for i in range(N // 2):
        a, *b, c = (i, 1, 2, 3)
        t += a + c + len(b)
        x, (y, z) = (1, (2, 3))
        t += z
    return t


@bench
def multi_inherit():

    class A:
        def f(self):
            return 1

    class B(A):
        def f(self):
            return super().f() + 1

    class C(A):
        def f(self):
            return super().f() + 2

    class E(B, C):
        def f(self):
            return super().f() + 3
    e = E()
    t = 0
    for i in range(N // 6):
        t += e.f()
    return t


@bench
def observer():

    class S:
        def __init__(self):
            self.h = []

        def on(self, f):
            self.h.append(f)

        def fire(self, *a, **k):
            for f in self.h:
                f(*a, **k)

    class L:
        def __init__(self):
            self.n = 0

        def got(self, x, scale=1):
            self.n += x * scale
    s = S()
    ls = [L() for _ in range(4)]
    for l in ls:
        s.on(l.got)
    for i in range(N // 16):
        s.fire(i, scale=2)
    return ls[0].n


@bench
def state_machine():

    class M:
        def __init__(self):
            self.state = self.a
            self.n = 0

        def a(self, c):
            self.n += 1
            if c == 'x':
                self.state = self.b

        def b(self, c):
            self.n += 2
            if c == 'y':
                self.state = self.a
    m = M()
    for c in 'axbyczxy' * (N // 16):
        m.state(c)
    return m.n


@bench
def str_enum():
    import enum

    class C(str, enum.Enum):
        A = 'a'
        B = 'b'
    t = 0
    for i in range(N // 4):
        t += (C.A == 'a') + (C('b') is C.B) + len(C.A.value)
    return t


@bench
def int_enum():
    import enum

    class C(enum.IntEnum):
        A = 1
        B = 2
    t = 0
    for i in range(N // 4):
        t += (C.A < C.B) + (C.A == 1) + (C.B + 1)
    return t


@bench
def dict_key_enum():
    import enum

    class C(enum.Enum):
        A = 1
        B = 2
    d = {C.A: 1, C.B: 2}
    t = 0
    for i in range(N // 4):
        t += d[C.A] + d[C.B]
    return t


@bench
def tuple_keys():
    d = {}
    for i in range(N // 2):
        d[i % 50, i % 20] = d.get((i % 50, i % 20), 0) + 1
    return len(d)


@bench
def float_keys():
    d = {}
    for i in range(N // 2):
        d[i * 0.5 % 37] = i
    return len(d)


@bench
def none_checks():
    t = 0
    l = [None, 1, None, 2]
    for i in range(N):
        x = l[i & 3]
        if x is None:
            t += 1
        elif x is not None and x > 1:
            t += x
    return t


@bench
def str_concat():
    s = ''
    for i in range(N):
        s += 'x'
    return len(s)


@bench
def str_build_list():
    l = []
    for i in range(N // 2):
        l.append(str(i))
    return len(''.join(l))


@bench
def str_slices():
    s = 'abcdefghij' * 10
    t = 0
    for i in range(N // 2):
        t += len(s[i % 50:i % 50 + 5]) + ord(s[i % 100])
    return t


@bench
def str_cmp():
    w = ['apple', 'banana', 'cherry', 'date']
    t = 0
    for i in range(N // 2):
        if w[i & 3] < w[i + 1 & 3]:
            t += 1
        if w[i & 3] == 'date':
            t += 1
    return t


@bench
def palindromes():
    return sum((1 for i in range(N // 4) if str(i) == str(i)[::-1]))


@bench
def anagrams():
    d = collections.defaultdict(list)
    for w in ['listen', 'silent', 'enlist', 'google', 'abc', 'cab'] * (N // 60):
        d[''.join(sorted(w))].append(w)
    return len(d)


@bench
def counter_words():
    c = collections.Counter()
    for w in 'the quick brown fox the lazy dog the end'.split() * (N // 90):
        c[w] += 1
    return c.most_common(1)


@bench
def replace_chain():
    t = 0
    for i in range(N // 6):
        t += len('hello world'.replace('o', '0').upper().strip().title())
    return t


@bench
def startswith_():
    t = 0
    for i in range(N // 2):
        t += 'hello'.startswith('he') + 'hello'.endswith(('lo', 'la')) + ('ell' in 'hello')
    return t


@bench
def unicode_text():
    s = 'héllo wörld ünïcode 你好' * 3
    t = 0
    for i in range(N // 60):
        for ch in s:
            t += ord(ch)
        t += len(s.encode()) + len(s.upper())
    return t


@bench
def bytes_loop():
    b = bytes(range(256)) * 4
    t = 0
    for x in b * (N // 2048):
        t = t * 31 + x & 65535
    return t


@bench
def crc():
    tbl = []
    for i in range(256):
        c = i
        for _ in range(8):
            c = c >> 1 ^ 3988292384 if c & 1 else c >> 1
        tbl.append(c)
    c = 4294967295
    for x in b'hello world' * (N // 24):
        c = tbl[(c ^ x) & 255] ^ c >> 8
    return c


@bench
def primes_trial():
    p = [2]
    n = 3
    while len(p) < N // 60:
        for q in p:
            if q * q > n:
                p.append(n)
                break
            if n % q == 0:
                break
        n += 2
    return p[-1]


@bench
def gcd_loop():

    def gcd(a, b):
        while b:
            a, b = (b, a % b)
        return a
    t = 0
    for i in range(1, N // 10):
        t += gcd(i * 37, i * 91 + 5)
    return t


@bench
def fib_big():
    a, b = (0, 1)
    for i in range(N // 60):
        a, b = (b, a + b)
    return a.bit_length()


@bench
def fact_big():
    t = 1
    for i in range(1, 400):
        t *= i
    return len(str(t))


@bench
def modpow():
    t = 0
    for i in range(1, N // 20):
        t += pow(i, 65537, 1000000007)
    return t


@bench
def fractions_():
    from fractions import Fraction
    s = Fraction(0)
    for i in range(1, 120):
        s += Fraction(1, i)
    return s.numerator % 7


@bench
def lis():
    import bisect
    l = []
    for i in range(N // 3):
        x = i * 7919 % 10007
        k = bisect.bisect_left(l, x)
        if k == len(l):
            l.append(x)
        else:
            l[k] = x
    return len(l)


@bench
def union_find():
    p = list(range(2000))

    def find(x):
        while p[x] != x:
            p[x] = p[p[x]]
            x = p[x]
        return x
    for i in range(N // 8):
        a, b = (find(i * 7 % 2000), find(i * 13 % 2000))
        if a != b:
            p[a] = b
    return len(set(map(find, range(2000))))


@bench
def perms():

    def perm(l):
        if not l:
            yield []
        for i in range(len(l)):
            for r in perm(l[:i] + l[i + 1:]):
                yield ([l[i]] + r)
    return sum((1 for _ in perm(list(range(6)))))


@bench
def hanoi():

    def h(n, a, b, c):
        return 0 if n == 0 else h(n - 1, a, c, b) + 1 + h(n - 1, c, b, a)
    return h(12, 'a', 'b', 'c')


@bench
def ackermann():
    sys.setrecursionlimit(20000)

    def a(m, n):
        if m == 0:
            return n + 1
        if n == 0:
            return a(m - 1, 1)
        return a(m - 1, a(m, n - 1))
    return a(2, 40)


@bench
def queens_lists():

    def q(n, r=0, c=(), d=(), e=()):
        if r == n:
            return 1
        free = (i for i in range(n) if i not in c and r - i not in d and r + i not in e)
        return sum(q(n, r + 1, c + (i,), d + (r - i,), e + (r + i,)) for i in free)
    return q(6)


@bench
def sudoku_like():
    b = [[0] * 9 for _ in range(9)]

    def ok(r, c, v):
        if any((b[r][k] == v for k in range(9))):
            return False
        if any((b[k][c] == v for k in range(9))):
            return False
        r0, c0 = (r // 3 * 3, c // 3 * 3)
        return all((b[r0 + i][c0 + j] != v for i in range(3) for j in range(3)))
    t = 0
    for r in range(9):
        for c in range(9):
            for v in range(1, 10):
                if ok(r, c, v):
                    b[r][c] = v
                    t += v
                    break
    return t


@bench
def transpose():
    m = [[i * j for j in range(20)] for i in range(20)]
    for _ in range(N // 300):
        m = [list(r) for r in zip(*m)]
    return m[3][4]


@bench
def flatten():

    def fl(x):
        for e in x:
            if isinstance(e, list):
                yield from fl(e)
            else:
                yield e
    n = [1, [2, [3, [4, 5]], 6], [7, [8]]]
    return sum((sum(fl(n)) for _ in range(N // 40)))


@bench
def json_walk():
    d = {'a': [1, 2, {'b': 3, 'c': [4, 5]}], 'd': {'e': 'x', 'f': None}}

    def w(o):
        if isinstance(o, dict):
            return sum((w(v) for v in o.values()))
        if isinstance(o, (list, tuple)):
            return sum(map(w, o))
        return 1
    return sum((w(d) for _ in range(N // 50)))


@bench
def expr_eval():

    class Num:
        def __init__(s, v):
            s.v = v

        def eval(s, e):
            return s.v

    class Var:
        def __init__(s, n):
            s.n = n

        def eval(s, e):
            return e[s.n]

    class Bin:
        def __init__(s, o, l, r):
            s.o = o
            s.l = l
            s.r = r

        def eval(s, e):
            return s.o(s.l.eval(e), s.r.eval(e))
    t = Bin(operator.add, Bin(operator.mul, Num(2), Var('x')), Bin(operator.sub, Var('y'), Num(1)))
    return sum((t.eval({'x': i, 'y': 2}) for i in range(N // 12)))


@bench
def visitor():

    class A:
        pass

    class B:
        pass

    class V:
        def visit(s, n):
            return getattr(s, 'visit_' + type(n).__name__)(n)

        def visit_A(s, n):
            return 1

        def visit_B(s, n):
            return 2
    v = V()
    l = [A(), B()] * 10
    return sum((v.visit(x) for _ in range(N // 60) for x in l))


@bench
def singledisp():

    @functools.singledispatch
    def f(x):
        return 0
    f.register(int)(lambda x: 1)
    f.register(str)(lambda x: 2)
    t = 0
    for i in range(N // 6):
        t += f(1) + f('a')
    return t


@bench
def lru_cache_args():

    @functools.lru_cache(maxsize=128)
    def f(a, b=2):
        return a + b
    t = 0
    for i in range(N // 3):
        t += f(i & 31) + f(i & 31, b=3)
    return t


@bench
def linked_dll():

    class Nd:
        __slots__ = ('p', 'n', 'v')
    head = Nd()
    head.p = head.n = head
    for i in range(N // 4):
        x = Nd()
        x.v = i
        x.p = head.p
        x.n = head
        head.p.n = x
        head.p = x
    t = 0
    x = head.n
    while x is not head:
        t += x.v
        x = x.n
    return t


@bench
def class_create():
    return len([type(f'K{i}', (), {'a': i}) for i in range(N // 600)])


@bench
def local_class():
    t = 0
    for i in range(N // 600):

        class K:
            x = i

            def f(self):
                return self.x
        t += K().f()
    return t


@bench
def closures_list():
    fs = [lambda x, i=i: x + i for i in range(20)]
    t = 0
    for _ in range(N // 40):
        for f in fs:
            t = f(t) & 1023
    return t


@bench
def compose():

    def comp(*fs):
        return lambda x: functools.reduce(lambda a, f: f(a), fs, x)
    g = comp(lambda x: x + 1, lambda x: x * 2, lambda x: x - 3)
    return sum((g(i) for i in range(N // 12)))


@bench
def map_filter():
    return sum(map(lambda x: x * x, filter(lambda x: x & 1, range(N))))


@bench
def zip_star():
    return sum((a * b for a, b in zip(range(N), range(1, N))))


@bench
def sort_lambda():
    l = [{'a': i * 7919 % 1009, 'b': str(i)} for i in range(N // 12)]
    return len(sorted(l, key=lambda d: (-d['a'], d['b'])))


@bench
def sort_cmp():
    l = [i * 7919 % 1009 for i in range(N // 20)]
    return sorted(l, key=functools.cmp_to_key(lambda a, b: b - a))[0]


@bench
def min_max_key():
    l = [(i * 37 % 101, i) for i in range(60)]
    t = 0
    for _ in range(N // 600):
        t += min(l, key=lambda p: p[0])[1] + max(l)[1]
    return t


@bench
def dict_comp():
    t = 0
    for i in range(N // 100):
        t += len({k: v for k, v in zip('abcdefghij', range(10))})
        t += len({v: k for k, v in {'a': 1, 'b': 2}.items()})
    return t


@bench
def dict_merge():
    a = {'a': 1, 'b': 2}
    b = {'c': 3}
    t = 0
    for i in range(N // 4):
        t += len({**a, **b}) + len(a | b)
    return t


@bench
def dict_iter_del():
    t = 0
    for i in range(N // 200):
        d = dict.fromkeys(range(20), 0)
        for k in list(d):
            if k % 3 == 0:
                del d[k]
        t += len(d)
    return t


@bench
def pop_insert():
    l = list(range(50))
    for i in range(N // 3):
        l.insert(0, l.pop())
        l.append(l.pop(0))
    return l[0]


@bench
def deque_rot():
    d = collections.deque(range(50))
    for i in range(N // 3):
        d.rotate(1)
        d.append(d.popleft())
    return d[0]


@bench
def exceptions_deep():

    def f(n):
        if n == 0:
            raise ValueError('x')
        return f(n - 1)
    t = 0
    for i in range(N // 200):
        try:
            f(10)
        except ValueError as e:
            t += len(e.args)
    return t


@bench
def custom_exc():

    class E(Exception):
        def __init__(s, c):
            super().__init__(f'code {c}')
            s.c = c
    t = 0
    for i in range(N // 8):
        try:
            raise E(i)
        except E as e:
            t += e.c
    return t


@bench
def try_else():
    t = 0
    for i in range(N):
        try:
            x = i * 2
        except ValueError:
            t += 1
        else:
            t += x
    return t


@bench
def int_conv():
    t = 0
    for s in ['12', 'x', '3.5', '7'] * (N // 40):
        try:
            t += int(s)
        except ValueError:
            try:
                t += float(s)
            except ValueError:
                t += 1
    return t


@bench
def with_lock():
    import threading
    l = threading.Lock()
    t = 0
    for i in range(N // 3):
        with l:
            t += 1
    return t


@bench
def gen_send():

    def avg():
        s = n = 0
        a = None
        while True:
            x = (yield a)
            s += x
            n += 1
            a = s / n
    g = avg()
    next(g)
    t = 0
    for i in range(N):
        t += g.send(i)
    return t


@bench
def gen_pipeline():

    def src():
        for i in range(N // 2):
            yield i

    def dbl(g):
        for x in g:
            yield (x * 2)

    def flt(g):
        for x in g:
            if x % 3:
                yield x
    return sum(flt(dbl(src())))


@bench
def iter_class():

    class It:
        def __init__(s, n):
            s.n = n
            s.i = 0

        def __iter__(s):
            return s

        def __next__(s):
            if s.i >= s.n:
                raise StopIteration
            s.i += 1
            return s.i
    return sum(It(N // 2)) + sum((x for x in It(N // 2)))


@bench
def getitem_seq():

    class Sq:
        def __init__(s, n):
            s.n = n

        def __len__(s):
            return s.n

        def __getitem__(s, i):
            if i >= s.n:
                raise IndexError
            return i * i
    s = Sq(N // 6)
    return sum(s) + s[3] + len(s)


@bench
def call_obj():

    class C:
        def __init__(s, k):
            s.k = k

        def __call__(s, x):
            return x + s.k
    c = C(2)
    t = 0
    for i in range(N):
        t = c(t)
    return t


@bench
def cmp_ops():

    @functools.total_ordering
    class V:
        def __init__(s, v):
            s.v = v

        def __eq__(s, o):
            return s.v == o.v

        def __lt__(s, o):
            return s.v < o.v
    a, b = (V(1), V(2))
    t = 0
    for i in range(N // 6):
        t += (a < b) + (a <= b) + (a > b) + (a != b)
    return t


@bench
def iadd_obj():

    class A:
        def __init__(s):
            s.v = 0

        def __iadd__(s, o):
            s.v += o
            return s
    a = A()
    for i in range(N):
        a += i
    return a.v


@bench
def getattr_dyn():

    class A:
        pass
    a = A()
    a.x = 1
    a.y = 2
    t = 0
    for i in range(N // 2):
        t += getattr(a, 'x') + getattr(a, 'z', 0)
        setattr(a, 'y', i)
    return t + hasattr(a, 'q')


@bench
def slots_inherit():

    class A:
        __slots__ = ('a',)

    class B(A):
        __slots__ = ('b',)
    b = B()
    b.a = b.b = 0
    for i in range(N):
        b.a += 1
        b.b += b.a
    return b.b


@bench
def metaclass_attr():

    class M(type):
        @property
        def p(c):
            return 3

        def __call__(c, *a):
            return super().__call__(*a)

    class A(metaclass=M):
        z = 1

        def __init__(s, x):
            s.x = x
    t = 0
    for i in range(N // 6):
        t += A(i).x + A.z + A.p
    return t


@bench
def new_singleton():

    class S:
        _i = None

        def __new__(c):
            if c._i is None:
                c._i = super().__new__(c)
            return c._i
    t = 0
    for i in range(N // 4):
        t += S() is S()
    return t


@bench
def super_init_chain():

    class A:
        def __init__(s, a):
            s.a = a

    class B(A):
        def __init__(s, a, b):
            super().__init__(a)
            s.b = b

    class C(B):
        def __init__(s, a, b, c):
            super().__init__(a, b)
            s.c = c
    t = 0
    for i in range(N // 4):
        t += C(1, 2, i).c
    return t


@bench
def old_super():

    class A:
        def f(s):
            return 1

    class B(A):
        def f(s):
            return A.f(s) + 1
    b = B()
    t = 0
    for i in range(N):
        t += b.f()
    return t


@bench
def weak_refs():
    import weakref

    class A:
        pass
    a = A()
    r = weakref.ref(a)
    t = 0
    d = weakref.WeakKeyDictionary()
    d[a] = 1
    for i in range(N // 6):
        t += (r() is a) + d[a]
    return t


@bench
def keyword_shapes():

    def area(width, height=2, *, scale=1):
        return width * height * scale

    def collected(first, *rest, **named):
        return first + len(rest) + len(named)

    class Box:
        def __init__(self, width, *, height=1):
            self.width = width
            self.height = height
    t = 0
    for i in range(N // 12):
        t += area(i, height=3) + area(width=i, height=1, scale=2) + area(i, scale=3) + area(i)
        t += collected(i, 1, 2) + collected(i, a=1, b=2) + collected(i)
        t += Box(i, height=2).height + Box(width=i).width
    return t


@bench
def static_methods():

    class Account:
        def __init__(self):
            self.rate = lambda amount: amount // 2

        @staticmethod
        def scale(amount):
            return amount + 2

        @classmethod
        def base(cls, amount=1):
            return amount
    account, t = Account(), 0
    for i in range(N // 8):
        t += account.scale(i) + account.rate(i) + account.base() + Account.scale(1) + Account.base(2)
    return t


@bench
def identities_compared():

    class Node:
        pass

    class Leaf(Node):
        pass
    nodes, t = [Node(), Leaf(), Node()], 0
    first, second, third = nodes
    for i in range(N // 12):
        t += (first == second) + (first != third) + (second == second)
        if third == None or first != 'text':
            t += nodes.index(third)
    return t


@bench
def generators_closed():

    def numbers(start):
        yield start
        yield start + 1
    t = 0
    for i in range(N // 8):
        g = numbers(i)
        t += next(g)
        g.close()
    return t


@bench
def namedtuple_use():
    P = collections.namedtuple('P', 'x y')
    p = P(0, 0)
    for i in range(N // 6):
        p = P(p.x + 1, p.y + p.x)
        q = p._replace(x=i)
    return q


@bench
def typed_nt():
    from typing import NamedTuple

    class P(NamedTuple):
        x: int
        y: int = 0

        def s(self):
            return self.x + self.y
    t = 0
    for i in range(N // 6):
        t += P(i).s()
    return t


@bench
def chainmap():
    m = collections.ChainMap({'a': 1}, {'b': 2}, {'c': 3})
    t = 0
    for i in range(N // 20):
        t += m['a'] + m['c'] + ('d' in m)
    return t


@bench
def lru_manual():

    class L:
        def __init__(s, n):
            s.n = n
            s.d = {}

        def get(s, k):
            if k in s.d:
                v = s.d.pop(k)
                s.d[k] = v
                return v
            return -1

        def put(s, k, v):
            if k in s.d:
                s.d.pop(k)
            elif len(s.d) >= s.n:
                s.d.pop(next(iter(s.d)))
            s.d[k] = v
    l = L(50)
    t = 0
    for i in range(N // 6):
        l.put(i * 7 % 80, i)
        t += l.get(i * 3 % 80)
    return t


@bench
def bit_tricks():
    t = 0
    for i in range(N):
        t += i & -i | i ^ i >> 1
        t &= 65535
    return t


@bench
def shifts64():
    M = (1 << 64) - 1
    a, b = (81985529216486895, 1147797409030816545)
    t = 0
    for i in range(N // 3):
        s = a
        b ^= s
        a = (s << 24 | s >> 40) & M ^ b ^ b << 16 & M
        b = (b << 37 | b >> 27) & M
        t ^= a + b & M
    return t


@bench
def sha_like():
    h = [1779033703, 3144134277, 1013904242, 2773480762]

    def rr(x, n):
        return (x >> n | x << 32 - n) & 4294967295
    for i in range(N // 10):
        s = rr(h[0], 2) ^ rr(h[0], 13) ^ rr(h[0], 22)
        m = h[0] & h[1] ^ h[0] & h[2] ^ h[1] & h[2]
        h = [s + m + i & 4294967295, h[0], h[1], h[2]]
    return h


@bench
def mat_vec_floats():
    n = 30
    m = [[float(i + j) for j in range(n)] for i in range(n)]
    v = [1.0] * n
    for _ in range(N // 3000):
        v = [sum((a * b for a, b in zip(r, v))) / 1000.0 for r in m]
    # Sums of floats are compensated since 3.12.
    return round(v[0], 9)


@bench
def monte():
    import random
    r = random.Random(3).random
    c = 0
    for i in range(N // 2):
        x = r()
        y = r()
        if x * x + y * y < 1:
            c += 1
    return c


@bench
def round_fmt():
    t = 0
    for i in range(N // 4):
        t += round(i / 7, 2) + int(i / 3) + float('1.5')
    return t


@bench
def print_sio():
    import io
    f = io.StringIO()
    for i in range(N // 6):
        print(i, 'x', sep=',', file=f)
    return len(f.getvalue())


@bench
def sio_write():
    import io
    f = io.StringIO()
    for i in range(N // 2):
        f.write('line\n')
    f.seek(0)
    return sum((1 for _ in f))


@bench
def re_loop():
    import re
    p = re.compile('(\\w+)=(\\d+)')
    t = 0
    for i in range(N // 12):
        m = p.match('key=12345')
        t += len(m.group(1)) + int(m[2])
    return t


@bench
def re_sub():
    import re
    t = 0
    for i in range(N // 30):
        t += len(re.sub('[aeiou]', lambda m: m[0].upper(), 'hello world example'))
    return t


@bench
def dt():
    from datetime import datetime, timedelta
    d = datetime(2024, 1, 1)
    t = 0
    for i in range(N // 8):
        d += timedelta(hours=7)
        t += d.day
    return t


@bench
def path():
    from pathlib import PurePosixPath as P
    t = 0
    for i in range(N // 100):
        p = P('/usr/lib') / 'python' / f'{i}.py'
        t += len(p.name) + len(p.suffix) + len(p.parts)
    return t


@bench
def json_rt():
    import json
    d = {'a': [1, 2.5, 'x', None, True], 'b': {'c': 'y' * 10}}
    t = 0
    for i in range(N // 60):
        t += len(json.dumps(d))
        d = json.loads(json.dumps(d))
    return t


@bench
def copy_deep():
    import copy
    d = {'a': [1, 2, [3, 4]], 'b': (1, 2), 'c': {'d': 5}}
    t = 0
    for i in range(N // 300):
        t += len(copy.deepcopy(d))
    return t


@bench
def async_seq():
    import asyncio

    async def f(n):
        return n

    async def main():
        t = 0
        for i in range(N // 4):
            t += await f(i)
        return t
    return asyncio.run(main())


@bench
def global_funcs():
    t = 0
    for i in range(N):
        t += abs(-i) + len('ab') + max(i, 3)
    return t


@bench
def kwonly_calls():

    def f(*, a, b=2):
        return a + b
    t = 0
    for i in range(N):
        t += f(a=i)
    return t


@bench
def star_args_fwd():

    def g(a, b, c):
        return a + b + c

    def f(*args):
        return g(*args)
    t = 0
    for i in range(N):
        t += f(i, 1, 2)
    return t


@bench
def dict_kwargs_fwd():

    def g(a=1, b=2):
        return a + b
    t = 0
    kw = {'a': 3, 'b': 4}
    for i in range(N // 2):
        t += g(**kw)
    return t


@bench
def nested_funcs():

    def outer(x):

        def inner(y):
            return x + y
        return inner(2)
    t = 0
    for i in range(N):
        t += outer(i)
    return t


@bench
def chained_cmp():
    t = 0
    for i in range(N):
        t += 0 <= i < N
    return t


@bench
def cond_expr():
    t = 0
    for i in range(N):
        t += i if i % 2 and i > 10 or i == 4 else -1
    return t


@bench
def while_break():
    t = 0
    for i in range(N // 10):
        j = 0
        while True:
            j += 1
            if j > 8:
                break
            if j % 2:
                continue
            t += j
    return t


@bench
def list2d_update():
    g = [[0] * 50 for _ in range(50)]
    for i in range(N // 3):
        g[i % 50][i * 7 % 50] += i
        g[i % 50][0], g[0][i % 50] = (g[0][i % 50], g[i % 50][0])
    return g[3][3]


@bench
def list_eq():
    a = list(range(30))
    b = list(range(30))
    t = 0
    for i in range(N // 6):
        t += (a == b) + (a < b) + (a != b)
    return t


@bench
def in_list():
    l = list(range(40))
    t = 0
    for i in range(N // 4):
        t += (i % 60 in l) + l.count(3)
    return t


@bench
def list_concat():
    t = 0
    for i in range(N // 6):
        t += len([1, 2] + [3] * 5 + list((1, 2)))
    return t


@bench
def set_build():
    t = 0
    for i in range(N // 60):
        t += len({x % 7 for x in range(20)}) + len(set([1, 2, 3, 2, 1]))
    return t


@bench
def bool_ops():
    t = 0
    a = True
    b = False
    for i in range(N):
        if a and (not b) or i < 0:
            t += 1
    return t


def counted(n):
    for i in range(n):
        yield i


@bench
def numbered_generator():
    t = 0
    for _ in range(N // 600):
        for i, x in enumerate(counted(100)):
            t += i * x
    return t


@bench
def paired_generators():
    t = 0
    for _ in range(N // 600):
        for a, b in zip(counted(100), counted(100)):
            t += a + b
        for a, b in zip(range(100), counted(100)):
            t -= a * b
    return t


@bench
def passed_on():
    values = list(range(100))

    def items():
        yield from values
        yield from map(str, values)

    def more():
        yield from items()
    return sum(len(str(x)) for _ in range(N // 1200) for x in more())


@bench
def methods_of_calls():
    class Counter:
        def __init__(self):
            self.n = 0

        def add(self, x):
            self.n += x
            return self.n

        def twice(self, x):
            return x * 2
    c = Counter()
    seen = []
    for i in range(N):
        c.add(c.twice(i))
        seen.append(c.twice(i))
    return c.n + len(seen)


@bench
def abstract_instances():
    class Shape(abc.ABC):
        def __init__(self, size):
            self.size = size

        @abc.abstractmethod
        def area(self):
            ...

    class Square(Shape):
        def area(self):
            return self.size * self.size
    return sum(Square(i).area() for i in range(N))


@bench
def managed_generators():
    @contextlib.contextmanager
    def manager(x):
        yield x
    t = 0
    for i in range(N // 6):
        with manager(i) as x:
            t += x
    return t


class Term:
    """A symbolic expression: operators between objects of different classes, and numbers."""

    def __add__(s, o):
        return Sum(s, o)

    def __radd__(s, o):
        return Sum(Number(o), s)

    def __mul__(s, o):
        return Product(s, o)

    def __rmul__(s, o):
        return Product(Number(o), s)

    def __neg__(s):
        return Product(Number(-1), s)


class Number(Term):
    def __init__(s, n):
        s.n = n

    def value(s, x):
        return s.n

    def __str__(s):
        return str(s.n)

    def __len__(s):
        return 1


class Variable(Term):
    def value(s, x):
        return x

    def __str__(s):
        return "x"

    def __len__(s):
        return 1


class Sum(Term):
    def __init__(s, a, b):
        s.a = a
        s.b = b

    def value(s, x):
        return s.a.value(x) + s.b.value(x)

    def __str__(s):
        return "(%s + %s)" % (s.a, s.b)

    def __len__(s):
        return len(s.a) + len(s.b)


class Product(Sum):
    def value(s, x):
        return s.a.value(x) * s.b.value(x)

    def __str__(s):
        return f"{s.a} * {s.b}"


@bench
def symbolic_terms():
    x, three = Variable(), Number(3)
    t = 0
    for i in range(N // 40):
        term = 2 * x + three * x + -(1 + x) + (x + three)
        t += term.value(i) + len(term) + len(str(term)) + len("%s" % term)
    return t


@bench
def joined_generators():
    t = 0
    for _ in range(N // 600):
        for x in itertools.chain(counted(100), counted(50)):
            t += x
        for x in itertools.islice(counted(200), 100):
            t += x
        for x in itertools.chain.from_iterable(map(counted, range(10))):
            t += x
    return t


@bench
def taken_from_generators():
    t = 0
    for _ in range(N // 600):
        items, known = [], set()
        items.extend(counted(100))
        known.update(x & 7 for x in items)
        t += len(items) + len(known) + len(collections.deque(counted(50))) + len([*counted(50)])
        t += sum(itertools.islice(counted(100), 50)) + len(frozenset(x & 15 for x in items))
    return t


@bench
def awaited_iterators():
    class Countdown:
        def __init__(self, n):
            self.n = n

        def __aiter__(self):
            return self

        async def __anext__(self):
            if not self.n:
                raise StopAsyncIteration
            self.n -= 1
            return self.n

    async def total():
        t = 0
        for _ in range(N // 600):
            async for x in Countdown(100):
                t += x
            t += len([x async for x in Countdown(50)])
        return t
    try:
        total().send(None)
    except StopIteration as stop:
        return stop.value


if __name__ == "__main__":
    start()
