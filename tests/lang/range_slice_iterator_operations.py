# Ranges, slices and the built-in iterators.
from _evaluate import run, show

show("""
range(5)
range(1, 5)
range(0, 10, 3)
range(5, 0, -2)
list(range(5, 0, -2))
range(3) == range(0, 3, 1)
range(0) == range(5, 5)
range(1, 4, 2) == range(1, 5, 2)
hash(range(3)) == hash(range(0, 3))
hash(range(3))
range(10)[3]
range(10)[-1]
range(10)[2:5]
range(10)[::-1]
range(10)[::3]
range(10)[8:2:-2]
range(10)[10]
range(10)['a']
range(10)[I(2)]
5 in range(10)
5.0 in range(10)
5.5 in range(10)
'a' in range(3)
10 ** 30 in range(10 ** 31)
len(range(10 ** 9))
len(range(10 ** 20))
range(10 ** 20)[10 ** 19]
range(10 ** 20).index(10 ** 19)
range(3).index(1.0)
range(3).index('a')
range(3).count(1)
range(3).count(9)
(range(1, 10, 2).start, range(1, 10, 2).stop, range(1, 10, 2).step)
list(reversed(range(5)))
list(reversed(range(0)))
list(reversed(range(10 ** 20, 10 ** 20 + 3)))
list(range(10 ** 20, 10 ** 20 + 3))
range(0)
bool(range(0))
range('a')
range(1.0)
range()
range(1, 2, 0)
range(True)
range(I(3))
range(10 ** 20)[1:5]
range(2 ** 48 - 2, 2 ** 48 + 2)[-1]
list(range(2 ** 48 - 2, 2 ** 48 + 2))
range(3) < range(4)
sum(range(101))
max(range(5))
slice(1)
slice(1, 2, 3)
slice(None).indices(5)
slice(1, None, 2).indices(5)
slice(None, None, -1).indices(5)
slice(-3, -1).indices(5)
slice(10).indices(3)
slice(1) == slice(None, 1)
slice(1, 2) < slice(1, 3)
hash(slice(1, 2))
slice(1, 2, 3).start
slice('a').indices(3)
slice(0, 5, 0).indices(3)
slice(I(1), I(3)).indices(9)
slice()
slice(None, None, None)
slice(1).indices(10 ** 20)
list(enumerate('ab'))
list(enumerate('ab', 5))
list(enumerate('ab', start=-1))
enumerate(5)
enumerate('a', 1.5)
list(zip('ab', [1, 2]))
list(zip())
list(zip('abc', [1]))
list(zip('ab', [1], strict=True))
list(zip('a', [1, 2], strict=True))
list(zip('a', [1], [1, 2], strict=True))
list(zip([1, 2], [1, 2], [1], strict=True))
list(map(lambda x: x * 2, [1, 2]))
list(map(lambda a, b: a + b, [1, 2], [3, 4, 5]))
list(map(None, [1]))
map()
map(int)
list(map(int, ['1', 'x']))
list(filter(None, [0, 1, 2]))
list(filter(lambda v: v > 1, [1, 2, 3]))
list(filter(bool, [0, 1]))
filter(None)
list(reversed([1, 2, 3]))
list(reversed('abc'))
list(reversed((1, 2)))
list(reversed(Seq(3)))
reversed({1})
reversed(3)
reversed(iter([1]))
(type(iter([])), type(iter(())), type(iter('')), type(iter('é')), type(iter(b'')), type(iter(bytearray())), type(iter(range(1))), type(iter(range(2 ** 70))), type(iter({1})), type(iter(Seq(1))))
(type(reversed([])), type(reversed('')), type(enumerate([])), type(zip()), type(map(int, [])), type(filter(None, [])))
iter([1]).__length_hint__()
iter((1, 2)).__length_hint__()
iter('abc').__length_hint__()
iter(Seq(3)).__length_hint__()
reversed([1, 2]).__length_hint__()
iter(range(7)).__length_hint__()
list(iter(Seq(3)))
list(iter(lambda it=iter([1, 2, 0, 3]): next(it), 0))
iter(5)
iter(5, 1)
iter(None)
next(iter([]))
next(iter([]), 'd')
next([])
next(iter([1]))
next(5)
next()
3 in Seq(5)
20 in Seq(5)
max(Seq(4))
sorted(Seq(3), reverse=True)
[*Seq(3)]
tuple(Seq(2))
set(Seq(2))
iter(int)
iter(N())
list(zip(range(3), 'abc', Seq(3)))
isinstance(map(int, []), map)
""")

run("""
it = iter([1, 2, 3])
r = (iter(it) is it, next(it), list(it), list(it))

z = zip([1, 2, 3], [4])
r = (list(z), list(z))

a = iter([1, 2, 3])
b = iter([1])
z = zip(a, b)
r = (list(z), list(a))

def g():
    yield 1
    return 5
i = g()
next(i)
next(i)

class It:
    def __iter__(self):
        return 5
iter(It())

class It:
    def __iter__(self):
        return self
    n = 0
    def __next__(self):
        self.n += 1
        if self.n > 3:
            raise StopIteration
        return self.n
r = (list(It()), sum(It()), max(It()), 2 in It(), tuple(It()), sorted(It()), [*It()], dict(zip(It(), It())))

class It:
    __iter__ = None
iter(It())

class It:
    __iter__ = None
for v in It():
    pass

class C:
    __contains__ = None
1 in C()

class E(enumerate):
    pass
r = (list(E('ab')), type(E('a')))

class M(map):
    pass
r = list(M(str, [1]))

m = map(lambda v: 1 // v, [1, 0, 2])
r = next(m)
try:
    next(m)
except ZeroDivisionError:
    r = (r, next(m))

it = iter(Seq(2))
r = (list(it), list(it))

f = iter(lambda: 1, 1)
r = list(f)

e = enumerate('ab')
r = (next(e), next(e))
next(e)

def g():
    yield from [1, 2]
r = (list(g()), list(map(lambda v: v, g())), sum(g()), any(g()), all(g()), list(zip(g(), g())), list(enumerate(g())), list(filter(None, g())), dict.fromkeys(g()), set(g()), tuple(g()), sorted(g()), max(g()), min(g()), [*g()], list(reversed(list(g()))))

def g():
    yield 1
    raise ValueError('x')
list(g())

def g():
    yield 1
    raise ValueError('x')
sum(g())

e = enumerate([1], 2 ** 48 - 1)
r = next(e)

e = enumerate([1, 2], 2 ** 48 - 1)
r = list(e)

class H:
    def __len__(s):
        return -1
len(H())

class H:
    def __len__(s):
        return 'a'
len(H())

class H:
    def __len__(s):
        return 2 ** 80
len(H())

class H:
    def __bool__(s):
        return 1
bool(H())

class H:
    def __len__(s):
        return 0
r = bool(H())

class H:
    def __index__(s):
        return 'a'
[1][H()]
""")
