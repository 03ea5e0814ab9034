"""Entries of `OrderedDict` moved to both ends, and dicts that lose what comes first."""
import collections
import random

o = collections.OrderedDict.fromkeys('abcdef')
o.move_to_end('c')
print(list(o))
o.move_to_end('e', False)
print(list(o))
o.move_to_end('f', last=False)
print(list(o), o.popitem(False), o.popitem())
for k in 'bad':
    o.move_to_end(k, False)
print(list(o), list(reversed(o)), 'a' in o, len(o))
try:
    o.move_to_end('zz')
except KeyError as e:
    print(repr(e))
o = collections.OrderedDict(((i, i) for i in range(2000)))
r = random.Random(1)
m = list(range(2000))
for i in range(5000):
    k = r.choice(m)
    w = r.random() < 0.5
    if r.random() < 0.1:
        x = o.popitem(w)[0]
        y = m.pop(-1 if w else 0)
        assert x == y
    elif r.random() < 0.1:
        o[10000 + i] = 1
        m.append(10000 + i)
    else:
        o.move_to_end(k, w)
        m.remove(k)
        m.append(k) if w else m.insert(0, k)
    if i % 100 == 0:
        assert list(o) == m and all((q in o for q in m)) and (len(o) == len(m))
print(sum(o), len(o), list(o)[:5], list(o.items())[-3:])
d = {i: i for i in range(50)}
while d:
    k = next(iter(d))
    del d[k]
d['a'] = 1
print(d)
d = dict.fromkeys(range(20))
for i in range(20):
    del d[i]
d[1] = 2
d[0] = 1
print(d, d.popitem(), d.popitem(), d)
d[5] = 5
print(d)
