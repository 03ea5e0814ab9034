# What the interpreter does in short ways gives what the long ways give: calls with mappings, min and max, bools in
# arithmetic, lists unpacked, digits read, iterators at their end, small sets with removed elements.
def f(*a, **k):
    return (a, k)

def g(a, b=2, *, c=3):
    return (a, b, c)

def show(fn):
    try:
        print(fn())
    except Exception as e:
        print(type(e).__name__, e)

class M:

    def keys(self):
        return ['a', 'b']

    def __getitem__(self, k):
        return k * 2

class Bad:

    def keys(self):
        return 5

class D(dict):

    def keys(self):
        return iter(['zz'])

    def __getitem__(self, k):
        return 'got ' + k
show(lambda: f(**M()))
show(lambda: g(**M()))
show(lambda: f(**5))
show(lambda: f(**None))
show(lambda: f(*5, **{}))
show(lambda: f(*5, **7))
show(lambda: f(**{1: 2}))
show(lambda: g(**{'a': 1, 'a2': 2}))
show(lambda: g(1, **{'a': 1}))
show(lambda: f(**Bad()))
show(lambda: f(**D(x=1)))
show(lambda: g(*[1], **{'c': 9}))
show(lambda: (lambda v: v(**{}))(5))
show(lambda: len(**{'x': 1}))
show(lambda: int(**{'x': 1}))
show(lambda: dict(**{'x': 1}))

class C:

    def __init__(self, a, *, b=1):
        self.a, self.b = (a, b)

    def m(self, *a, **k):
        return (a, k)

    def __repr__(self):
        return f'C({self.a}, {self.b})'
show(lambda: C(**{'a': 1, 'b': 5}))
show(lambda: C(*(1,), **{'b': 5}))
show(lambda: C(1).m(*(1,), **{'b': 5}))
show(lambda: ValueError(*(1, 2)).args)
show(lambda: C(**{'q': 1}))

class S(str):
    pass
show(lambda: f(**{S('abc'): 1}))
k = {'x': 1}

def h(**kw):
    kw['y'] = 2
    return kw
print(h(**k), k)
print(min(3, 1, 2), max(1, 2.5, True), min(2, True), max('b', 'a', 'c'), min(1, float('nan')), max(float('nan'), 1), min(1.0, 1), max(1, 1.0))
show(lambda: min(1, 'a'))
show(lambda: max(1, 2, 1j))
print(min([1], [0], key=len), max(1, 2, 3, key=lambda x: -x))
print(True + 1, 2 - True, True * True, True + True, 3 * False, 1 + True, 2 ** 47 * 2 + True, type(True + False), True - 2.5, True & True, True | 2)
a, b = [1, 2]
print(a, b)
l = [1, 2, 3]
l[0], l[1] = (l[1], l[0])
print(l)

def sw():
    x = [1, [2, 3]]
    a, x = x
    return (a, x)
print(sw())
print(int('12'), int('-7'), int('0'), int('007'), [int(s) for s in ('99999999999999', '123456789012345')])
for bad in ('', '-', '1_0', ' 5 ', '+3', '1a', '٣'):
    show(lambda: int(bad))
it = iter([1, 2])
print(list(it), list(it), next(it, 'end'))
l = [1]
it = iter(l)
print(next(it))
print(next(it, 'e'))
l.append(5)
print(next(it, 'still over'))
s = set(range(20))
[s.discard(i) for i in range(15)]
print(s, 3 in s, 17 in s, 40 in s)
s.remove(17)
print(s)
try:
    s.remove(3)
except KeyError as e:
    print('KeyError', e)


def temporaries(n, o):
    x = (n + 1) * ((n + 2) * ((n + 3) * ((n + 4) * ((n + 5) * ((n + 6) * (n + 7))))))
    y = [o.a is None, [o.a is None, [o.a is None, [o.a is None, not o.a]]]]
    if o.a is None and (o.b or (o.b is None and (not o.a))):
        x += 1
    try:
        return [a for b in [1, 0] for a in ([a] if b else [b])]
    except UnboundLocalError as e:
        return (x, y, str(e))

def cells(n):
    x = (n + 1) * ((n + 2) * ((n + 3) * ((n + 4) * ((n + 5) * ((n + 6) * (n + 7))))))
    try:
        return [f() for b in [1, 0] for a in [(lambda: a)()] for f in [lambda: a]]
    except NameError as e:
        return (x, str(e))

class Nothing:
    a = b = None
print(temporaries(1, Nothing))
print(cells(1))

async def items():
    for i in range(3):
        yield i

class Items:

    def __init__(self):
        self.n = 0

    def __aiter__(self):
        return self

    async def __anext__(self):
        self.n += 1
        if self.n > 3:
            raise StopAsyncIteration
        return self.n

async def loops(n):
    x = (n + 1) * ((n + 2) * ((n + 3) * ((n + 4) * ((n + 5) * (n + 6)))))
    async for v in items():
        print(v, end=' ')
    x += (n + 1) * ((n + 2) * ((n + 3) * ((n + 4) * ((n + 5) * (n + 6)))))
    async for v in Items():
        print(v, end=' ')
    x += (n + 1) * ((n + 2) * ((n + 3) * ((n + 4) * ((n + 5) * (n + 6)))))
    print(x, [v async for v in items()], [v + w async for v in Items() async for w in items()])
try:
    loops(1).send(None)
except StopIteration:
    pass
