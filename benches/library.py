#!/usr/bin/env python3
"""Times some sixty short programs of everyday Python: the library's modules that are used most, and plain code in many
styles, to find what is slow.

    library.py                                     target/release/rondo against the python3 on PATH
    library.py --rondo PATH -p python3.14 csv_rw   only the programs of these names
    library.py run [NAME...]                       what an engine runs: prints name, milliseconds and result

What is measured and shown is told in programs.py.
"""
import abc
import array
import ast
import base64
import collections
import collections.abc
import contextlib
import copy
import csv
import dataclasses
import datetime
import decimal
import difflib
import enum
import fractions
import functools
import hashlib
import heapq
import io
import itertools
import json
import logging
import math
import operator
import os
import pickle
import queue
import random
import re
import statistics
import struct
import subprocess
import sys
import textwrap
import threading
import time
import urllib.parse
import warnings
import weakref
import zoneinfo

from programs import bench, start


def users(count):
    return [
        {'id': i, 'name': f'user{i}', 'tags': ['a', 'b', str(i)], 'score': i * 1.5, 'ok': True, 'n': None}
        for i in range(count)]


@bench
def json_dumps():
    d = {'users': users(200)}
    for _ in range(20):
        s = json.dumps(d)
    return len(s)


@bench
def json_loads():
    d = {'users': users(200)}
    s = json.dumps(d)
    for _ in range(20):
        x = json.loads(s)
    return len(x)


@bench
def json_pretty():
    d = {'users': users(100)}
    for _ in range(10):
        s = json.dumps(d, indent=2, sort_keys=True)
    return len(s)


@bench
def deepcopy():
    d = {'list': [1, 2, 3, (4, 5)], 'dict': {str(i): [i] for i in range(20)}, 's': 'x'}
    for _ in range(100):
        e = copy.deepcopy(d)
    return len(e)


@bench
def pickle_dumps():
    d = [{'id': i, 'name': 'u%d' % i, 'v': (i, i * 2.0, [i])} for i in range(300)]
    for _ in range(10):
        s = pickle.dumps(d)
    return len(s)


@bench
def pickle_loads():
    d = [{'id': i, 'name': 'u%d' % i, 'v': (i, i * 2.0, [i])} for i in range(300)]
    s = pickle.dumps(d)
    for _ in range(10):
        x = pickle.loads(s)
    return len(x)


@bench
def regex_find():
    text = ' '.join('key%d=value%d; host%d.example.com 192.168.%d.1' % (i, i, i, i % 256) for i in range(500))
    p = re.compile('(\\w+)=(\\w+)')
    q = re.compile('\\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b')
    r = re.compile('[a-z]+\\d+\\.example\\.com')
    n = 0
    for _ in range(4):
        n += len(p.findall(text)) + len(q.findall(text)) + sum(1 for m in r.finditer(text))
    return n


@bench
def regex_sub():
    text = 'The quick brown fox jumps over the lazy dog. ' * 200
    n = 0
    for _ in range(10):
        n += len(re.sub('(\\w+) (\\w+)', '\\2 \\1', text))
        n += len(re.sub('o', lambda m: m.group().upper(), text))
    return n


@bench
def regex_split_match():
    p = re.compile('^(\\w+)\\s*=\\s*(.*?)\\s*(?:#.*)?$')
    lines = ['name%d = value %d # comment' % (i, i) for i in range(1000)]
    n = 0
    for _ in range(3):
        for l in lines:
            m = p.match(l)
            if m:
                n += len(m.group(1)) + len(m.groups())
    return n


@bench
def vectors():

    class V:

        def __init__(s, x, y, z=0.0):
            s.x = x
            s.y = y
            s.z = z

        def __add__(s, o):
            return V(s.x + o.x, s.y + o.y, s.z + o.z)

        def __sub__(s, o):
            return V(s.x - o.x, s.y - o.y, s.z - o.z)

        def __mul__(s, k):
            return V(s.x * k, s.y * k, s.z * k)

        def dot(s, o):
            return s.x * o.x + s.y * o.y + s.z * o.z

        def mag(s):
            return math.sqrt(s.dot(s))
    a = V(1.0, 2.0, 3.0)
    t = 0.0
    for i in range(8000):
        b = V(i * 0.5, 1.0, 2.0)
        c = (a + b) * 0.5 - a
        t += c.mag()
    return round(t, 3)


@bench
def float_points():

    class P:
        __slots__ = ('x', 'y', 'z')

        def __init__(s, i):
            s.x = x = math.sin(i)
            s.y = math.cos(i) * 3
            s.z = x * x / 2

        def normalize(s):
            n = math.sqrt(s.x ** 2 + s.y ** 2 + s.z ** 2)
            s.x /= n
            s.y /= n
            s.z /= n

        def maximize(s, o):
            s.x = s.x if s.x > o.x else o.x
            s.y = s.y if s.y > o.y else o.y
            s.z = s.z if s.z > o.z else o.z
            return s
    ps = [P(i) for i in range(8000)]
    for p in ps:
        p.normalize()
    n = ps[0]
    for p in ps[1:]:
        n = n.maximize(p)
    return round(n.x, 4)


@bench
def liberties():
    size = 9
    board = [[0] * size for _ in range(size)]
    r = random.Random(1)
    n = 0

    def liberties(x, y):
        color = board[y][x]
        seen = {(x, y)}
        stack = [(x, y)]
        libs = set()
        while stack:
            cx, cy = stack.pop()
            for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                nx, ny = (cx + dx, cy + dy)
                if 0 <= nx < size and 0 <= ny < size:
                    if board[ny][nx] == 0:
                        libs.add((nx, ny))
                    elif board[ny][nx] == color and (nx, ny) not in seen:
                        seen.add((nx, ny))
                        stack.append((nx, ny))
        return len(libs)
    for i in range(3000):
        x = r.randrange(size)
        y = r.randrange(size)
        board[y][x] = 1 + i % 2
        n += liberties(x, y)
        if i % 60 == 0:
            board = [[0] * size for _ in range(size)]
    return n


@bench
def constraints():

    class C:

        def __init__(s, a, b):
            s.a = a
            s.b = b
            s.strength = 1

        def satisfied(s):
            return s.a.v == s.b.v

        def execute(s):
            s.b.v = s.a.v

    class Var:

        def __init__(s, v):
            s.v = v
            s.cs = []

        def add(s, c):
            s.cs.append(c)
    vs = [Var(i) for i in range(500)]
    cs = []
    for i in range(499):
        c = C(vs[i], vs[i + 1])
        vs[i].add(c)
        cs.append(c)
    t = 0
    for k in range(20):
        vs[0].v = k
        todo = [vs[0]]
        while todo:
            v = todo.pop()
            for c in v.cs:
                if not c.satisfied():
                    c.execute()
                    todo.append(c.b)
        t += vs[-1].v
    return t


@bench
def pidigits():

    def gen():
        q, r, t, k, n, l = (1, 0, 1, 1, 3, 3)
        while True:
            if 4 * q + r - t < n * t:
                yield n
                nr = 10 * (r - n * t)
                n = 10 * (3 * q + r) // t - 10 * n
                q *= 10
                r = nr
            else:
                nr = (2 * q + r) * l
                nn = (q * (7 * k) + 2 + r * l) // (t * l)
                q *= k
                t *= l
                l += 2
                k += 1
                n = nn
                r = nr
    return sum(itertools.islice(gen(), 300))


@bench
def logging_calls():
    lg = logging.getLogger('x')
    lg.setLevel(logging.WARNING)
    h = logging.StreamHandler(io.StringIO())
    lg.addHandler(h)
    lg.propagate = False
    for i in range(300):
        lg.debug('no %d', i)
        lg.warning('hello %d %s', i, 'x')
    lg.removeHandler(h)
    return 1


@bench
def string_formatting():
    n = 0
    for i in range(4000):
        n += len('{:>10} {:.3f} {!r} {name}'.format(i, i * 0.5, 'a', name='n'))
        n += len(f'{i:05d} {i * 0.5:8.2f} {i!r:>6}') + len('%5d %-6s %.2f' % (i, 'ab', i * 0.5))
    return n


@bench
def dataclass_create():

    @dataclasses.dataclass
    class D:
        a: int
        b: str = 'x'
        c: list = dataclasses.field(default_factory=list)
    n = 0
    for i in range(6000):
        d = D(i)
        n += d.a + len(d.c)
        if d == D(i):
            n += 1
    return n


@bench
def enums():

    class Color(enum.Enum):
        RED = 1
        GREEN = 2
        BLUE = 3
    n = 0
    for i in range(6000):
        c = Color.RED if i % 2 else Color.BLUE
        if c is Color.RED:
            n += c.value
        n += len(c.name)
        n += Color(2).value
    return n


@bench
def namedtuples():
    P = collections.namedtuple('P', 'x y')
    n = 0
    for i in range(8000):
        p = P(i, i + 1)
        n += p.x * p.y
        q = p._replace(x=1)
        a, b = q
        n += a + b
    return n


@bench
def counter_dict():
    words = ('the quick brown fox jumps over the lazy dog and runs away from the big bad wolf ' * 100).split()
    n = 0
    for _ in range(5):
        c = collections.Counter(words)
        n += c.most_common(1)[0][1]
        d = collections.defaultdict(list)
        for w in words:
            d[len(w)].append(w)
        g = {}
        for w in words:
            g.setdefault(w[0], []).append(w)
        n += len(d) + len(g)
    return n


@bench
def heap_dijkstra():
    r = random.Random(2)
    g = collections.defaultdict(list)
    for i in range(1500):
        for _ in range(4):
            g[i].append((r.randrange(1500), r.randrange(1, 20)))
    dist = {0: 0}
    pq = [(0, 0)]
    while pq:
        d, u = heapq.heappop(pq)
        if d > dist.get(u, 1000000000.0):
            continue
        for v, w in g[u]:
            nd = d + w
            if nd < dist.get(v, 1000000000.0):
                dist[v] = nd
                heapq.heappush(pq, (nd, v))
    return sum(dist.values())


@bench
def lru_fib():
    n = 0
    for _ in range(30):

        @functools.lru_cache(None)
        def fib(n):
            return n if n < 2 else fib(n - 1) + fib(n - 2)
        n += fib(150)
    return n


@bench
def decimal_sums():
    D = decimal.Decimal
    t = D(0)
    for i in range(3000):
        t += (D(i) * D('1.05')).quantize(D('0.01'))
    return str(t)


@bench
def fraction_sums():
    F = fractions.Fraction
    t = F(0)
    for i in range(1, 150):
        t += F(1, i)
    return t.denominator % 1000


@bench
def datetimes():
    d = datetime.datetime(2024, 1, 1)
    n = 0
    for i in range(2000):
        e = d + datetime.timedelta(hours=i)
        n += e.day + len(e.isoformat()) + e.weekday()
        if i % 4 == 0:
            n += len(e.strftime('%Y-%m-%d %H:%M'))
    return n


@bench
def random_numbers():
    r = random.Random(3)
    n = 0
    for i in range(8000):
        n += r.randint(1, 6) + int(r.random() * 10) + r.choice((1, 2, 3))
    l = list(range(1000))
    r.shuffle(l)
    return n + l[0]


@bench
def sorting_key():
    r = random.Random(4)
    l = [(r.random(), i, str(i)) for i in range(4000)]
    a = sorted(l, key=lambda t: t[2])
    b = sorted(l, key=operator.itemgetter(1))
    c = sorted(l)
    d = sorted(l, key=lambda t: (-t[1], t[0]))
    return a[0][1] + b[0][1] + c[0][1] + d[0][1]


@bench
def matrix_listcomp():
    n = 40
    a = [[i * j % 7 for j in range(n)] for i in range(n)]
    b = [[i + j for j in range(n)] for i in range(n)]
    c = [[sum(x * y for x, y in zip(r, col)) for col in zip(*b)] for r in a]
    return sum(map(sum, c))


@bench
def rc4():
    s = list(range(256))
    key = b'secret'
    j = 0
    for i in range(256):
        j = j + s[i] + key[i % 6] & 255
        s[i], s[j] = (s[j], s[i])
    out = bytearray()
    i = j = 0
    for k in range(20000):
        i = i + 1 & 255
        j = j + s[i] & 255
        s[i], s[j] = (s[j], s[i])
        out.append(k & 255 ^ s[s[i] + s[j] & 255])
    return sum(out)


@bench
def bits_of_bytes():
    data = bytes(range(256)) * 20
    acc = 0
    nbits = 0
    n = 0
    for b in data:
        acc = acc << 8 | b
        nbits += 8
        while nbits >= 5:
            nbits -= 5
            n += acc >> nbits & 31
            acc &= (1 << nbits) - 1
    return n


@bench
def unpacking():
    t = (1, 2, 3, 4, 5)
    n = 0
    for _ in range(20000):
        a, b, c, d, e = t
        f, *g = t
        n += a + e + len(g)
    return n


@bench
def csv_rw():
    f = io.StringIO()
    w = csv.writer(f)
    for i in range(1000):
        w.writerow([i, 'name %d' % i, i * 0.5, 'a,b'])
    f.seek(0)
    return sum(len(r) for r in csv.reader(f))


@bench
def stringio():
    f = io.StringIO()
    for i in range(8000):
        f.write('line %d\n' % i)
    f.seek(0)
    return sum(len(l) for l in f)


@bench
def bytes_ops():
    n = 0
    for i in range(3000):
        b = b'GET /index.html HTTP/1.1\r\nHost: example.com\r\n\r\n'
        h, _, r = b.partition(b'\r\n')
        m, p, v = h.split(b' ')
        n += len(p.decode()) + b.find(b'Host') + len(b.replace(b'\r\n', b'\n'))
        n += int.from_bytes(b[:4], 'big') & 7
    return n


@bench
def struct_records():
    n = 0
    for i in range(4000):
        s = struct.pack('!IHBd', i, i & 65535, i & 255, i * 0.5)
        a, b, c, d = struct.unpack('!IHBd', s)
        n += a + b + c
    return n


@bench
def property_super():

    class A:

        def __init__(s):
            s._x = 1

        @property
        def x(s):
            return s._x

        @x.setter
        def x(s, v):
            s._x = v

        def f(s, k):
            return k + 1

        @staticmethod
        def st(k):
            return k

        @classmethod
        def cm(c, k):
            return k

    class B(A):

        def f(s, k):
            return super().f(k) + 1

        def __getattr__(s, n):
            return 5
    b = B()
    n = 0
    for i in range(6000):
        b.x = i
        n += b.x + b.f(i) + B.st(i) + b.cm(i) + b.zzz
    return n


@bench
def exceptions_caught():
    n = 0

    class E(Exception):
        pass
    for i in range(6000):
        try:
            if i % 2:
                raise E(i)
            int('x') if i % 3 == 0 else None
        except E as e:
            n += e.args[0]
        except ValueError:
            n += 1
        finally:
            n += 1
    return n


@bench
def context_managers():

    @contextlib.contextmanager
    def cm(i):
        yield i
    n = 0
    for i in range(4000):
        with cm(i) as j:
            n += j
        with contextlib.suppress(KeyError):
            {}[i]
    return n


@bench
def decorated():

    def deco(f):

        @functools.wraps(f)
        def w(*a, **k):
            return f(*a, **k)
        return w

    @deco
    def g(a, b=2, *, c=3):
        return a + b + c
    n = 0
    for i in range(8000):
        n += g(i) + g(i, 3, c=4)
    return n


@bench
def str_build_join():
    n = 0
    for k in range(20):
        s = ''
        for i in range(500):
            s += str(i) + ','
        n += len(s) + len(''.join([c.upper() for c in s])) + len(''.join(reversed(s))) + sum(ord(c) for c in s)
    return n


@bench
def caesar_chars():
    t = 'The Quick Brown Fox ' * 40
    n = 0
    for k in range(8):
        o = []
        for c in t:
            if c.isupper():
                o.append(chr((ord(c) - 65 + k) % 26 + 65))
            elif c.islower():
                o.append(chr((ord(c) - 97 + k) % 26 + 97))
            else:
                o.append(c)
        n += len(''.join(o))
    tr = str.maketrans('abc', 'xyz')
    return n + len(t.translate(tr))


@bench
def game_of_life():
    cells = {(x, y) for x in range(12) for y in range(12) if (x * 7 + y * 3) % 5 < 2}
    for _ in range(12):
        cnt = collections.Counter(
            (x + dx, y + dy) for x, y in cells for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy)
        cells = {c for c, k in cnt.items() if k == 3 or (k == 2 and c in cells)}
    return len(cells)


@bench
def knapsack_dp():
    w = [i * 37 % 23 + 1 for i in range(60)]
    v = [i * 17 % 31 + 1 for i in range(60)]
    W = 300
    dp = [0] * (W + 1)
    for i in range(60):
        for c in range(W, w[i] - 1, -1):
            dp[c] = max(dp[c], dp[c - w[i]] + v[i])
    return dp[W]


@bench
def edit_distance():
    a = 'kitten sitting on the mat' * 3
    b = 'sitting kitten at the mall' * 3
    prev = list(range(len(b) + 1))
    for i, ca in enumerate(a, 1):
        cur = [i]
        for j, cb in enumerate(b, 1):
            cur.append(min(prev[j] + 1, cur[j - 1] + 1, prev[j - 1] + (ca != cb)))
        prev = cur
    return prev[-1]


@bench
def tree_walk():

    class N:

        def __init__(s, k):
            s.k = k
            s.l = s.r = None

        def insert(s, k):
            if k < s.k:
                if s.l:
                    s.l.insert(k)
                else:
                    s.l = N(k)
            elif s.r:
                s.r.insert(k)
            else:
                s.r = N(k)

        def __iter__(s):
            if s.l:
                yield from s.l
            yield s.k
            if s.r:
                yield from s.r
    r = random.Random(5)
    t = N(500)
    for _ in range(1500):
        t.insert(r.randrange(1000))
    return sum(t)


@bench
def match_stmt():
    n = 0
    for i in range(6000):
        match (i % 4, i):
            case [0, x]:
                n += x
            case [1, x] if x > 5:
                n += 1
            case [2 | 3, _]:
                n += 2
        match {'k': i, 't': 'a'}:
            case {'t': 'a', 'k': int(v)}:
                n += v
    return n


@bench
def bigint():
    x = 1
    for i in range(1, 600):
        x *= i
    return len(str(x)) + pow(3, 2000, 10 ** 40 + 7) % 97 + (x >> 200) % 13 + math.gcd(x, 3 ** 200) % 11


@bench
def syntax_trees():
    src = 'def f(a,b):\n    x=a+b*2\n    for i in range(x):\n        if i%2: yield i\n' * 20
    return len(ast.dump(ast.parse(src)))


@bench
def exec_compile():
    n = 0
    for i in range(60):
        ns = {}
        exec(compile('def f(x):\n    return [y*%d for y in range(x) if y%%2]' % i, '<s>', 'exec'), ns)
        n += sum(ns['f'](10))
    return n


@bench
def text_wrapping():
    t = 'Lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor ' * 20
    return len(textwrap.fill(t, 60)) + len(textwrap.dedent('  a\n  b\n' * 100))


@bench
def differences():
    a = ['line %d' % i for i in range(120)]
    b = a[:50] + ['new'] + a[60:]
    return len(list(difflib.unified_diff(a, b)))


@bench
def addresses():
    n = 0
    for i in range(500):
        u = urllib.parse.urlsplit('http://user@example.com:8080/path/%d?q=1&r=2#frag' % i)
        n += u.port + len(u.path) + len(urllib.parse.parse_qs(u.query)) + len(urllib.parse.quote('a b/c%d' % i))
    return n


@bench
def hashing():
    n = 0
    for i in range(3000):
        n += len(hashlib.sha256(b'x%d' % i).hexdigest()) + len(base64.b64encode(b'abcdefgh' * 4))
    return n


@bench
def statistics_of_floats():
    r = random.Random(6)
    d = [r.random() for _ in range(400)]
    return round(statistics.mean(d) + statistics.median(d) + statistics.stdev(d), 6)


@bench
def abc_isinstance():
    n = 0
    l = [1, 'a', [1], {}, (1,), 2.0] * 300
    for x in l:
        if isinstance(x, collections.abc.Sequence):
            n += 1
        if isinstance(x, collections.abc.Mapping):
            n += 2
        if isinstance(x, (int, float)):
            n += 3
    return n


@bench
def threads_queue():
    q = queue.Queue()
    out = []

    def w():
        while (x := q.get()) is not None:
            out.append(x * 2)
    t = threading.Thread(target=w)
    t.start()
    for i in range(2000):
        q.put(i)
    q.put(None)
    t.join()
    return sum(out)


@bench
def ordereddict_deque():
    d = collections.OrderedDict()
    n = 0
    q = collections.deque(maxlen=50)
    for i in range(6000):
        d[i % 100] = i
        d.move_to_end(i % 100)
        q.append(i)
        if len(d) > 80:
            d.popitem(last=False)
        n += q[0]
    return n


@bench
def memo_by_tuple():
    memo = {}

    def f(i, j):
        if (i, j) in memo:
            return memo[i, j]
        r = 1 if i == 0 or j == 0 else f(i - 1, j) + f(i, j - 1)
        memo[i, j] = r
        return r
    return f(60, 60) % 1000007


@bench
def slices():
    l = list(range(1000))
    n = 0
    for i in range(1500):
        n += len(l[i % 100:i % 100 + 50]) + l[-1] + len(l[::10])
        l[3:5] = [1, 2]
    return n


@bench
def any_all_gen():
    l = list(range(100))
    n = 0
    for i in range(300):
        n += any(x > 50 for x in l) + all(x >= 0 for x in l) + sum(x for x in l if x % 2) + max(x * 2 for x in l)
        n += len([*filter(lambda v: v % 3, l)]) + len(list(map(lambda v: v + 1, l)))
    return n


@bench
def weakrefs():

    class O:
        pass
    n = 0
    for i in range(4000):
        o = O()
        r = weakref.ref(o)
        n += r() is o
        del o
        n += r() is None
    return n


@bench
def iterators_joined():
    numbers, letters = list(range(100)), itertools.cycle('abc')
    total = 0
    for _ in range(100):
        for x in itertools.chain(numbers, numbers):
            total += x
        for x, letter in zip(numbers, letters):
            total += x
        for x, y, z in zip(numbers, itertools.count(), numbers):
            total += y
        first, second = itertools.tee(numbers)
        next(second)
        total += sum(b - a for a, b in zip(first, second))
        total += len(list(itertools.islice(itertools.chain.from_iterable([numbers, numbers]), 10, 150, 2)))
        total += sum(itertools.chain(numbers, itertools.repeat(1, 50)))
        for a, b in itertools.combinations(range(14), 2):
            total += a
    return total


@bench
def deques_and_arrays_walked():
    recent, samples = collections.deque(range(100)), array.array('i', range(100))
    total = 0
    for _ in range(100):
        for x in recent:
            total += x
        for x in samples:
            total += x
        total += sum(recent) + sum(samples) + max(samples) + len(list(recent)) + samples.index(60)
        total += (99 in recent) + len(collections.deque(samples)) + len(tuple(samples))
    return total


@bench
def ordered_dicts_made():
    pairs = [('a', 1), ('b', 2), ('c', 3)]
    total = 0
    for _ in range(500):
        empty = collections.OrderedDict()
        empty['x'] = 1
        filled = collections.OrderedDict(pairs)
        total += len(empty) + len(filled.copy()) + len(collections.OrderedDict(x=1))
    return total


@bench
def zones():
    zone = zoneinfo.ZoneInfo('America/New_York')
    moment = datetime.datetime(2024, 5, 17, 12, 30, tzinfo=datetime.timezone.utc)
    total = 0
    for i in range(300):
        local = (moment + datetime.timedelta(days=i)).astimezone(zone)
        total += local.hour + local.utcoffset().seconds + local.astimezone(datetime.timezone.utc).hour
        total += zoneinfo.ZoneInfo('America/New_York') is zone
    return total


@bench
def warnings_ignored():
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        for i in range(500):
            warnings.warn('not now', DeprecationWarning)
    return i


if __name__ == "__main__":
    start()
