#!/usr/bin/env python3
"""Times some twenty small programs of classic kinds: solvers, tracers, matrices, ciphers, readers and writers of formats;
to find what is slow where neither single patterns nor the scripts of group d show it.

    classics.py                                       target/release/rondo against the python3 on PATH
    classics.py --rondo PATH -p python3.14 splines    only the programs of these names
    classics.py run [NAME...]                         what an engine runs

What is measured and shown is told in programs.py.
"""
import collections
import math
import random

from programs import bench, start


@bench
def constraint_plan():

    def once():

        class Strength:

            def __init__(self, v, n):
                self.v = v
                self.n = n

            @classmethod
            def stronger(cls, a, b):
                return a.v < b.v

            @classmethod
            def weaker(cls, a, b):
                return a.v > b.v
        REQ = Strength(0, 'required')
        PREF = Strength(2, 'pref')
        WEAK = Strength(6, 'weakest')

        class Var:

            def __init__(self, name, val=0):
                self.name = name
                self.value = val
                self.cs = []
                self.det = None
                self.mark = 0
                self.ws = WEAK
                self.stay = True

            def add(self, c):
                self.cs.append(c)

            def remove(self, c):
                self.cs.remove(c)
                if self.det == c:
                    self.det = None

        class Con:

            def __init__(self, s):
                self.s = s

            def add(self, pl):
                self.addto()
                pl.incadd(self)

            def is_input(self):
                return False

        class Eq(Con):

            def __init__(self, a, b, s, pl):
                super().__init__(s)
                self.a = a
                self.b = b
                self.dir = None
                self.add(pl)

            def addto(self):
                self.a.add(self)
                self.b.add(self)

            def choose(self, mark):
                if self.a.mark == mark:
                    self.dir = 1 if self.b.mark != mark and Strength.stronger(self.s, self.b.ws) else 0
                elif self.b.mark == mark:
                    self.dir = -1 if self.a.mark != mark and Strength.stronger(self.s, self.a.ws) else 0
                elif Strength.weaker(self.a.ws, self.b.ws):
                    self.dir = -1 if Strength.stronger(self.s, self.a.ws) else 0
                else:
                    self.dir = 1 if Strength.stronger(self.s, self.b.ws) else -1

            def sat(self):
                return self.dir != 0

            def inp(self):
                return self.a if self.dir == 1 else self.b

            def out(self):
                return self.b if self.dir == 1 else self.a

            def recalc(self):
                i = self.inp()
                o = self.out()
                o.ws = self.s if self.s.v > i.ws.v else i.ws
                o.stay = i.stay
                if o.stay:
                    self.execute()

            def execute(self):
                self.out().value = self.inp().value

        class Planner:

            def __init__(self):
                self.cur = 0

            def new(self):
                self.cur += 1
                return self.cur

            def incadd(self, c):
                m = self.new()
                o = c
                while o is not None:
                    o = self.step(o, m)

            def step(self, c, m):
                c.choose(m)
                if not c.sat():
                    return None
                c.inp().mark = m
                out = c.out()
                over = out.det
                if over is not None:
                    over.dir = 0
                out.det = c
                c.recalc()
                out.mark = m
                return None
        t = 0
        for k in range(20):
            pl = Planner()
            vs = [Var('v%d' % i) for i in range(30)]
            cons = [Eq(vs[i], vs[i + 1], REQ, pl) for i in range(29)]
            vs[0].value = k
            for r in range(5):
                for c in cons:
                    c.recalc()
            t += vs[-1].value
        return t
    return [once() for _ in range(4)][0]


@bench
def ray_tracing():

    def once():

        class V:
            __slots__ = ('x', 'y', 'z')

            def __init__(self, x, y, z):
                self.x = x
                self.y = y
                self.z = z

            def dot(self, o):
                return self.x * o.x + self.y * o.y + self.z * o.z

            def __add__(self, o):
                return V(self.x + o.x, self.y + o.y, self.z + o.z)

            def __sub__(self, o):
                return V(self.x - o.x, self.y - o.y, self.z - o.z)

            def scale(self, f):
                return V(self.x * f, self.y * f, self.z * f)

            def mag(self):
                return math.sqrt(self.dot(self))

            def norm(self):
                return self.scale(1.0 / self.mag())

        class Sphere:

            def __init__(self, c, r):
                self.c = c
                self.r = r

            def hit(self, o, d):
                cp = self.c - o
                v = cp.dot(d)
                disc = self.r * self.r - (cp.dot(cp) - v * v)
                if disc < 0:
                    return None
                return v - math.sqrt(disc)
        ss = [Sphere(V(i * 2.0 - 6, 0, 10.0 + i), 1.5) for i in range(6)]
        o = V(0, 0, 0)
        n = 0
        for y in range(20):
            for x in range(20):
                d = V(x / 10 - 1, y / 10 - 1, 1.0).norm()
                best = None
                for s in ss:
                    h = s.hit(o, d)
                    if h is not None and (best is None or h < best):
                        best = h
                if best is not None:
                    n += 1
        return n
    return [once() for _ in range(4)][0]


@bench
def splines():

    def once():

        class P:

            def __init__(self, x=0.0, y=0.0):
                self.x = x
                self.y = y

            def __mul__(self, f):
                return P(self.x * f, self.y * f)

            def __add__(self, o):
                return P(self.x + o.x, self.y + o.y)

            def __sub__(self, o):
                return P(self.x - o.x, self.y - o.y)

            def dist(self, o):
                return math.sqrt((self.x - o.x) ** 2 + (self.y - o.y) ** 2)
        pts = [P(random.random(), random.random()) for _ in range(6)]

        def spline(t):
            q = list(pts)
            while len(q) > 1:
                q = [q[i] * (1 - t) + q[i + 1] * t for i in range(len(q) - 1)]
            return q[0]
        s = 0.0
        last = spline(0)
        for i in range(200):
            p = spline(i / 200)
            s += p.dist(last)
            last = p
        return s > 0
    return [once() for _ in range(3)][0]


@bench
def cipher_rounds():

    def once():
        sbox = [i * 7 + 99 & 255 for i in range(256)]

        def sub(s):
            return [sbox[b] for b in s]

        def shift(s):
            r = [0] * 16
            for c in range(4):
                for w in range(4):
                    r[w * 4 + c] = s[(w + c) % 4 * 4 + c]
            return r

        def xt(a):
            return (a << 1 ^ 27) & 255 if a & 128 else a << 1

        def mix(s):
            for c in range(0, 16, 4):
                a0, a1, a2, a3 = s[c:c + 4]
                t = a0 ^ a1 ^ a2 ^ a3
                u = a0
                s[c] ^= t ^ xt(a0 ^ a1)
                s[c + 1] ^= t ^ xt(a1 ^ a2)
                s[c + 2] ^= t ^ xt(a2 ^ a3)
                s[c + 3] ^= t ^ xt(a3 ^ u)
            return s
        s = list(range(16))
        k = bytes(range(16))
        for r in range(150):
            s = sub(s)
            s = shift(s)
            s = mix(s)
            s = [a ^ b for a, b in zip(s, k)]
        return sum(s)
    return [once() for _ in range(8)][0]


@bench
def fourier():

    def once():
        N = 512
        a = [complex(math.sin(i), 0) for i in range(N)]

        def rec(x):
            n = len(x)
            if n == 1:
                return x
            e = rec(x[0::2])
            o = rec(x[1::2])
            T = [complex(math.cos(-2 * math.pi * k / n), math.sin(-2 * math.pi * k / n)) * o[k] for k in range(n // 2)]
            return [e[k] + T[k] for k in range(n // 2)] + [e[k] - T[k] for k in range(n // 2)]
        return len(rec(a))
    return [once() for _ in range(4)][0]


@bench
def decomposition():

    def once():
        n = 24
        A = [[i * j % 7 + 1.0 + (i == j) * 10 for j in range(n)] for i in range(n)]
        for j in range(n):
            p = j
            t = abs(A[j][j])
            for i in range(j + 1, n):
                ab = abs(A[i][j])
                if ab > t:
                    p = i
                    t = ab
            if p != j:
                A[p], A[j] = (A[j], A[p])
            r = 1.0 / A[j][j]
            for k in range(j + 1, n):
                A[k][j] *= r
            for ii in range(j + 1, n):
                Aii = A[ii]
                Aj = A[j]
                f = Aii[j]
                for jj in range(j + 1, n):
                    Aii[jj] -= f * Aj[jj]
        return A[3][3] != 0
    return [once() for _ in range(20)][0]


@bench
def relaxation():

    def once():
        from array import array
        n = 40
        G = [array('d', [0.0]) * n for _ in range(n)]
        G[5][5] = 1.0
        for it in range(4):
            for y in range(1, n - 1):
                Gy = G[y]
                a = G[y - 1]
                b = G[y + 1]
                for x in range(1, n - 1):
                    Gy[x] = 0.3125 * (a[x] + b[x] + Gy[x - 1] + Gy[x + 1]) - 0.25 * Gy[x]
        return G[6][6]
    return [once() for _ in range(4)][0]


@bench
def candidates():

    def once():
        cells = [set(range(7)) for _ in range(37)]
        todo = [(i, j) for i in range(37) for j in range(7)]
        n = 0
        for i, j in todo:
            c = cells[i]
            if j in c and len(c) > 1:
                c.discard(j)
                for k in (i - 1, i + 1, i - 6, i + 6):
                    if 0 <= k < 37 and j in cells[k] and (len(cells[k]) > 3):
                        cells[k].remove(j)
                        n += 1
        for i in range(37):
            for k in range(37):
                if not cells[i] & cells[k]:
                    n += 1
                n += len(cells[i] | cells[k])
        return n
    return [once() for _ in range(20)][0]


@bench
def pieces():

    def once():
        masks = [1 << i | 1 << i + 1 | 1 << i + 6 for i in range(0, 40)]

        def solve(board, i, n):
            if n == 6:
                return 1
            c = 0
            for k in range(i, len(masks), 3):
                m = masks[k]
                if not board & m:
                    c += solve(board | m, k + 1, n + 1)
                if c > 60:
                    return c
            return c
        return sum((solve(0, s, 0) for s in range(20)))
    return [once() for _ in range(8)][0]


@bench
def bit_reader():

    def once():
        data = bytes((i * 37 + (i >> 3) & 255 for i in range(1500)))

        class Bits:

            def __init__(self, d):
                self.d = d
                self.pos = 0
                self.buf = 0
                self.n = 0

            def need(self, n):
                while self.n < n:
                    self.buf = self.buf << 8 | self.d[self.pos]
                    self.pos += 1
                    self.n += 8

            def read(self, n):
                self.need(n)
                self.n -= n
                r = self.buf >> self.n & (1 << n) - 1
                self.buf &= (1 << self.n) - 1
                return r
        b = Bits(data)
        t = 0
        for i in range(2200):
            t += b.read(1 + i % 7)
        l = list(range(256))
        for c in data[:600]:
            i = l.index(c)
            l[:] = l[i:i + 1] + l[0:i] + l[i + 1:]
            t += i
        return t
    return [once() for _ in range(3)][0]


@bench
def serializer():

    def once():
        out = []

        def save(o):
            t = type(o)
            f = disp.get(t)
            if f is None:
                raise TypeError(t)
            f(o)

        def s_int(o):
            out.append(b'I' + str(o).encode() + b'\n')

        def s_str(o):
            out.append(b'V' + o.encode() + b'\n')

        def s_list(o):
            out.append(b'(l')
            for x in o:
                save(x)
                out.append(b'a')

        def s_dict(o):
            out.append(b'(d')
            for k, v in o.items():
                save(k)
                save(v)
                out.append(b's')
        disp = {int: s_int, str: s_str, list: s_list, dict: s_dict}
        d = {'a%d' % i: [i, 'x', {'k': i}] for i in range(150)}
        save(d)
        return len(b''.join(out))
    return [once() for _ in range(20)][0]


@bench
def toml_reader():

    def once():
        src = '\n'.join(('[sec%d]\nkey = "value %d"\nnum = %d\nlst = [1, 2, %d]\n' % (i, i, i, i) for i in range(40)))
        pos = 0
        out = {}
        cur = out
        n = len(src)

        def skip(pos, chars):
            try:
                while src[pos] in chars:
                    pos += 1
            except IndexError:
                pass
            return pos
        WS = frozenset(' \t')
        NL = frozenset('\n')
        BARE = frozenset('abcdefghijklmnopqrstuvwxyz0123456789')

        def value(pos):
            c = src[pos]
            if c == '"':
                e = src.index('"', pos + 1)
                return (e + 1, src[pos + 1:e])
            if c == '[':
                pos += 1
                r = []
                while True:
                    pos = skip(pos, WS)
                    if src[pos] == ']':
                        return (pos + 1, r)
                    pos, v = value(pos)
                    r.append(v)
                    pos = skip(pos, WS)
                    if src[pos] == ',':
                        pos += 1
            e = pos
            while e < n and src[e].isdigit():
                e += 1
            return (e, int(src[pos:e]))
        while pos < n:
            pos = skip(pos, WS)
            if pos >= n:
                break
            c = src[pos]
            if c == '\n':
                pos += 1
                continue
            if c == '[':
                e = src.index(']', pos)
                cur = out.setdefault(src[pos + 1:e], {})
                pos = e + 1
                continue
            s = pos
            pos = skip(pos, BARE)
            k = src[s:pos]
            pos = skip(pos, WS) + 1
            pos = skip(pos, WS)
            pos, cur[k] = value(pos)
        return len(out)
    return [once() for _ in range(30)][0]


@bench
def stone_groups():

    def once():
        size = 9

        class Sq:

            def __init__(self, pos):
                self.pos = pos
                self.color = 0
                self.ns = []
                self.ref = self
                self.libs = 0

            def find(self, update=False):
                r = self.ref
                if r is not self:
                    r = r.find(update)
                    if update:
                        self.ref = r
                return r

            def __repr__(self):
                return 'Sq%d' % self.pos
        b = [Sq(i) for i in range(size * size)]
        for s in b:
            x, y = (s.pos % size, s.pos // size)
            for dx, dy in ((-1, 0), (1, 0), (0, -1), (0, 1)):
                if 0 <= x + dx < size and 0 <= y + dy < size:
                    s.ns.append(b[x + dx + (y + dy) * size])
        r = random.Random(3)
        t = 0
        for k in range(20):
            order = list(range(size * size))
            r.shuffle(order)
            for s in b:
                s.color = 0
                s.ref = s
                s.libs = 0
            for i, p in enumerate(order[:60]):
                s = b[p]
                s.color = 1 + i % 2
                for m in s.ns:
                    if m.color == 0:
                        s.libs += 1
                    elif m.color == s.color:
                        f = m.find(True)
                        if f is not s.find():
                            f.ref = s.find()
            t += len({x.find().pos for x in b})
        return t
    return [once() for _ in range(8)][0]


@bench
def queries():

    def once():

        class W:

            def __init__(self, i):
                self.id = i
                self.kind = 'abc'[i % 3]
                self.show = bool(i % 2)
                self.deps = [i + 1, i + 2]
        ws = [W(i) for i in range(200)]
        d = {w.id: w for w in ws}
        t = 0
        for _ in range(10):
            a = [w for w in ws if w.show and w.kind == 'a']
            b = {w.id for w in ws}
            c = {w.kind: [v.id for v in ws[:20] if v.kind == w.kind] for w in ws[:5]}
            e = any((w.id == 199 for w in ws))
            f = sorted((w for w in ws if w.id in b), key=lambda w: -w.id)
            t += len(a) + len(b) + len(c) + e + len(f)
        return t
    return [once() for _ in range(15)][0]


@bench
def pair_encoding():

    def once():
        text = 'the quick brown fox jumps over the lazy dog and the cat ' * 12
        toks = list(text)
        for k in range(6):
            c = collections.Counter(zip(toks, toks[1:]))
            (a, b), n = c.most_common(1)[0]
            new = []
            i = 0
            while i < len(toks):
                if i < len(toks) - 1 and toks[i] == a and (toks[i + 1] == b):
                    new.append(a + b)
                    i += 2
                else:
                    new.append(toks[i])
                    i += 1
            toks = new
        return len(toks)
    return [once() for _ in range(12)][0]


@bench
def http_heads():

    def once():
        raw = b'GET /index.html?x=1 HTTP/1.1\r\nHost: a.b\r\nUser-Agent: x\r\nAccept: */*\r\nContent-Length: 5\r\n\r\nhello'
        n = 0
        for i in range(150):
            head, _, body = raw.partition(b'\r\n\r\n')
            lines = head.split(b'\r\n')
            m, p, v = lines[0].decode('ascii').split(' ')
            h = {}
            for l in lines[1:]:
                k, _, v = l.partition(b':')
                h[k.strip().lower().decode('latin-1')] = v.strip().decode('latin-1')
            n += int(h['content-length']) + len(p.partition('?')[2])
        return n
    return [once() for _ in range(20)][0]


@bench
def messages():

    def once():
        import struct
        buf = bytearray()
        n = 0
        for i in range(400):
            p = b'x' * (i % 50)
            buf += struct.pack('>HI', len(p), i) + p
        view = memoryview(buf)
        pos = 0
        while pos < len(buf):
            l, k = struct.unpack_from('>HI', buf, pos)
            pos += 6
            n += len(bytes(view[pos:pos + l]))
            pos += l
        view.release()
        return n
    return [once() for _ in range(20)][0]


@bench
def arguments():

    def once():
        import argparse
        p = argparse.ArgumentParser()
        p.add_argument('--n', type=int, default=3)
        p.add_argument('f', nargs='*')
        p.add_argument('-v', '--verbose', action='store_true')
        for i in range(5):
            a = p.parse_args(['--n', '4', '-v', 'x', 'y'])
        return a.n
    return [once() for _ in range(20)][0]


@bench
def templates():

    def once():
        import string
        t = string.Template('Hello $name, you are ${age} and $x')
        n = 0
        for i in range(150):
            n += len(t.substitute(name='bob', age=i, x='y'))
        return n
    return [once() for _ in range(20)][0]


if __name__ == "__main__":
    start()
