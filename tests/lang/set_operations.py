# Sets and frozensets, the order of their elements too.
from _evaluate import run, show

show("""
set()
{1, 2, 3}
{3, 1, 2}
set([5, 3, 3])
frozenset()
frozenset([1])
{1} | {2}
{1, 2} & {2, 3}
{1, 2} - {2}
{1, 2} ^ {2, 3}
{1} | [2]
{1}.union([2], (3,))
{1, 2}.intersection([2], {2, 3})
{1, 2, 3}.difference([1], [2])
{1, 2}.symmetric_difference([2, 3])
{1} <= {1, 2}
{1} < {1}
{1, 2} >= {1}
{1} == {1.0}
{1} != {2}
{1} < [1]
{1} == frozenset([1])
frozenset([1]) | {2}
{2} | frozenset([1])
type(frozenset([1]) | {2})
1 in {1}
{1} in {frozenset([1])}
{1}.issubset([1, 2])
{1, 2}.issuperset([1])
{1}.isdisjoint([2])
len({1, 1})
hash(frozenset([1, 2, 3]))
hash(frozenset())
hash({1})
set('hello') == {'h', 'e', 'l', 'o'}
set(5)
S([1])
S([1]) | {2}
type(S([1]) | {2})
type(S([1]).copy())
S()
{1, 2}.copy()
set({1: 2})
{frozenset({1})}
frozenset({1}).add
set() | 3
3 | set()
{1}.union(3)
{1}.pop()
set().pop()
set().remove(1)
{1, 2, 3}.__contains__(2)
{1}.__or__([1])
sorted({3, 1, 2})
{100, 7, 33, 1}
{1000, 7, 2000, 19, 9, 3, 10, 1009}
set(range(20, 0, -1))
{i * 37 % 101 for i in range(40)}
{-1, -2, -3}
{1.5, 2.5, 0.5}
{(1, 2), (3, 4), (0, 0)}
{None, True, 0}
{2 ** 70, 1, 2 ** 65}
set(range(100)) - set(range(0, 100, 3))
set(range(30)) & set(range(20, 60))
set(range(30)) ^ set(range(20, 60))
set([64, 32, 1]) | set([33, 65, 97])
frozenset(range(10, 0, -2))
set(dict.fromkeys([9, 17, 33, 1]))
""")

run("""
s = {1}
s.add(2)
r = s

s = {1, 2}
s.discard(1)
s.discard(9)
r = s

s = {1}
s.remove(5)

s = {1}
s.update([2], [3])
r = s

s = {1}
s |= {2}
r = s

s = {1}
s |= [2]

s = {1, 2}
s &= {2}
r = s

s = {1, 2}
s -= {2}
r = s

s = {1, 2}
s -= s
r = s

s = {1, 2}
s ^= {2, 3}
r = s

s = {1, 2, 3}
s.intersection_update([2, 3], [3])
r = s

s = {1, 2, 3}
s.difference_update([1], [2])
r = s

s = {1, 2}
s.symmetric_difference_update([2, 3])
r = s

s = {1, 2}
s.clear()
r = s

s = {1, 2}
for v in s:
    s.add(v + 10)

s = {1, 2}
for v in s:
    s.discard(v)

f = frozenset([1])
f |= {2}
r = (f, type(f))

s = {1, 2, 3, 4, 5}
r = [s.pop() for i in range(5)]

s = set()
for i in range(50):
    s.add(i * i)
for i in range(0, 50, 2):
    s.discard(i * i)
r = s

s = set(range(10))
s.pop()
s.add(0)
s.pop()
r = s

it = iter({1, 2, 3})
r = (next(it), it.__length_hint__(), list(it), type(it))

class B:
    def __init__(s, v):
        s.v = v
    def __hash__(s):
        return s.v % 3
    def __eq__(s, o):
        return s.v == o.v
    def __repr__(s):
        return str(s.v)
r = {B(1), B(4), B(7), B(1)}

s = S()
s.x = 1
r = s.x

class F(frozenset):
    pass
r = (F([1]), F([1]) == {1}, hash(F([1])) == hash(frozenset([1])))

a = {1}
r = (a is a.copy(), frozenset(a), (lambda f: f is frozenset(f))(frozenset(a)))

set.add()

{1}.add()

set(1, 2)

s = {1, 2, 3}
s.remove({1})

s = {frozenset([1])}
s.remove({1})
r = s

{1}.issubset(3)
""")
