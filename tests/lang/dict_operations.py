# Dicts and their views.
from _evaluate import run, show

show("""
{}
{1: 2}
{'a': 1, 'b': 2}
{1: 2} == {1.0: 2}
{1: 2, 3: 4} == {3: 4, 1: 2}
{1: 2} != {}
{1: 2} < {}
dict(a=1, b=2)
dict([(1, 2), (3, 4)])
dict({1: 2}, a=3)
dict(zip('ab', [1, 2]))
dict(['ab', 'cd'])
dict(5)
dict([(1,)])
{1: 2}[1]
{1: 2}[3]
{}['a']
{1: 2}.get(1)
{}.get(1)
{}.get(1, 5)
{1: 2} | {3: 4}
{1: 2} | {1: 3}
{1: 2} | [(1, 2)]
{} | 3
1 in {1: 2}
len({1: 2})
bool({})
list({1: 2, 3: 4})
list({1: 2}.items())
{1: 2}.keys()
{1: 2}.values()
{1: 2}.items()
{}.keys()
dict.fromkeys('ab')
dict.fromkeys([1, 2], 0)
D.fromkeys('a', 1)
type(D.fromkeys('a'))
D()['x']
D({1: 2})[1]
D({1: 2})
D(a=1)
D(a=1).get('zz')
D() | {1: 2}
type(D() | {})
type(D().copy())
{1: 2}.copy()
{1: 2, 3: 4}.popitem()
{}.popitem()
{1: 2}.pop(1)
{}.pop(1, 9)
{}.pop(1)
{}.setdefault('a', [])
{1: 2}.setdefault(1, 5)
{1: 2, 3: 4}.keys() & {1}
{1: 2}.keys() | [5]
{1: 2, 3: 4}.keys() - {1}
{1: 2}.keys() ^ {1, 2}
{1: 2}.items() & {(1, 2)}
{1: 2}.keys() == {1}
{1: 2}.keys() <= {1, 2}
{1: 2}.keys() < {1}
{1: 2}.items() == {(1, 2)}
{1: 2}.values() == {1: 2}.values()
(1, 2) in {1: 2}.items()
(1, 3) in {1: 2}.items()
1 in {1: 2}.values()
2 in {1: 2}.values()
{1: 2}.keys().isdisjoint([2])
{1: 2}.keys().isdisjoint([1])
list(reversed({1: 2, 3: 4}))
list(reversed({1: 2, 3: 4}.values()))
list(reversed({1: 2, 3: 4}.items()))
len({1: 2}.keys())
hash({}.keys())
{1: 2}.keys().mapping
[1] | {}.keys()
{1, 2} & {1: 2}.keys()
[1] & {1: 2}.keys()
{None: 1, True: 2, 1.5: 3, (1, 2): 4}
{True: 'a', 1: 'b', 1.0: 'c'}
{A(1): 'x'}[A(1)]
{'a': {'b': {}}}
{**{'a': 1}, 'b': 2}
dict(**{'a': 1})
(type({}.keys()), type({}.items()), type({}.values()))
(type(iter({}.values())), type(iter({}.items())), type(reversed({})))
""")

run("""
d = {}
d['x'] = 1
d['y'] = 2
d['x'] = 3
r = d

d = {1: 2}
del d[1]
r = d

d = {}
del d[1]

d = {1: 2}
d.update({3: 4}, a=5)
r = d

d = {}
d.update([(1, 2)])
r = d

d = {}
d.update(5)

d = {1: 2}
d |= {3: 4}
r = d

d = {}
d |= [(1, 2)]
r = d

d = {}
d |= 5

d = {1: 2}
d.clear()
r = d

d = {1: 1, 2: 2}
for k in d:
    d[k + 10] = 1

d = {1: 1, 2: 2}
for k in d:
    del d[k]

d = {1: 1, 2: 2}
for k in list(d):
    del d[k]
r = d

d = {1: 1, 2: 2}
for k in d:
    d[k] = 5
r = d

d = {1: 1}
for k in d:
    del d[k]
    d[2] = 2

d = {}
d['self'] = d
r = d

d = {i: i for i in range(10)}
for i in range(0, 10, 2):
    del d[i]
d['n'] = 1
r = d

d = {}
for i in range(1000):
    d[i] = i
for i in range(990):
    del d[i]
r = d

d = {1: 2}
it = iter(d)
r = (next(it), it.__length_hint__(), list(it))

k = {}.keys()
r = k

d = {1: 2}
k = d.keys()
d[3] = 4
r = (k, len(k))

class M:
    def keys(self):
        return ['a', 'b']
    def __getitem__(self, k):
        return k * 2
r = (dict(M()), {**M()})

r = dict.__getitem__({1: 2}, 1)

dict.get()

{}.get()

{}.keys(1)

dict.fromkeys()

d = {1: 2}
r = (d.__contains__(1), d.__len__(), d.__eq__(5), d.__or__({}), d.__repr__())

class B:
    def __hash__(self):
        return 1
    def __eq__(self, o):
        return True
d = {B(): 1, B(): 2}
r = len(d)

class B:
    def __hash__(self):
        raise ValueError('h')
{B(): 1}

class B:
    def __eq__(self, o):
        return True
hash(B())

d = {}
d.x = 1

class DD(dict):
    pass
d = DD()
d.x = 1
r = (d.x, d)

class DD(dict):
    def __setitem__(self, k, v):
        super().__setitem__(k, v * 2)
d = DD(a=1)
d['b'] = 2
d.update(c=3)
r = d

class Q:
    x = 1
r = (Q.__dict__['x'], type(Q.__dict__))

def f(**k):
    return k
r = f(**{'a': 1})
""")
