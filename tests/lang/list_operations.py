# Lists: every operation and method, and what goes wrong.
from _evaluate import run, show

show("""
[1, 2, 3] + [4]
[1] * 3
3 * [1, 2]
[1] * -1
[0] * True
[1, 2] == [1, 2]
[1, 2] < [1, 3]
[1, 2] < [1]
[] < [0]
[1, 2] >= [1, 2]
[1] == (1,)
[1] < (1,)
[A(1)] == [A(1)]
[A(1)] < [A(2)]
[1, 2, 3, 4, 5][1:3]
[1, 2, 3, 4, 5][::-1]
[1, 2, 3, 4, 5][::2]
[1, 2, 3, 4, 5][-2:]
[1, 2, 3, 4, 5][5:1:-2]
[1, 2, 3, 4, 5][I(1)]
[1, 2, 3][I(0):I(2)]
[1, 2, 3][-3]
[1, 2, 3][-4]
[1, 2, 3][None:None:None]
[1, 2, 3][True]
[1, 2, 1].count(1)
[1, 2, 1].index(1, 1)
[1, 2, 3].index(3, I(1))
[1].index(1, 'a')
[1, 2, 3].pop()
[1, 2, 3].pop(0)
[1, 2, 3].pop(-4)
[].pop()
[1].copy()
1 in [1, 2]
1.0 in [1]
[] in [[]]
len([1, 2])
bool([])
list('abc')
list({1: 2})
list(range(5))
list((1, 2))
list(Seq(3))
list((x for x in 'ab'))
list(map(str, [1, 2]))
""")

run("""
a = [1, 2, 3]
a.append(4)
r = a

a = [1]
a.extend('ab')
r = a

a = [1, 2]
a.extend(a)
r = a

a = [1, 2]
a += (3,)
r = a

a = [1, 2]
a += 'xy'
r = a

a = [1]
a += 5

a = b = [1]
a += [2]
r = b

a = [1, 2]
a *= 2
r = a

a = [1, 2]
a *= 0
r = a

a = [1, 2, 3]
a.insert(1, 9)
r = a

a = [1]
a.insert(-10, 0)
a.insert(99, 5)
r = a

a = [1, 2, 3, 2]
a.remove(2)
r = a

a = [3, 1, 2]
a.sort()
r = a

a = [3, 1, 2]
a.sort(reverse=True)
r = a

a = ['b', 'A', 'c']
a.sort(key=str.lower)
r = a

a = [1, 2, 3]
a.reverse()
r = a

a = [1, 2, 3]
a.clear()
r = a

a = [1, 2, 3]
del a[0]
r = a

a = [1, 2, 3, 4, 5]
del a[::2]
r = a

a = [1, 2, 3, 4, 5]
del a[1:3]
r = a

a = [1, 2, 3, 4, 5]
del a[::-2]
r = a

a = [1, 2, 3]
del a[5]

a = [1, 2, 3]
a[0] = 'x'
r = a

a = [1, 2, 3]
a[1:2] = [7, 8, 9]
r = a

a = [1, 2, 3]
a[1:1] = a
r = a

a = [1, 2, 3, 4]
a[::2] = [0, 0]
r = a

a = [1, 2, 3, 4]
a[::2] = [0]

a = [1, 2, 3]
a[:] = []
r = a

a = [1, 2, 3]
a[5:2] = [9]
r = a

a = [1, 2, 3]
a[2:0] = [9]
r = a

a = [1, 2, 3]
a[0:1] = 5

a = [1, 2]
a[I(1)] = 5
r = a

a = [1]
a['x'] = 1

a = [1]
del a['x']

a = [1, 2]
a.append(a)
r = a

a = [3, 'a', 1]
a.sort()

a = [1, 2, 3]
a.sort(key=lambda v: a.append(1))

a = [A(3), A(1), A(2)]
a.sort()
r = a

a = [A(3), A(1), A(2)]
a.sort(reverse=True)
r = a

a = [(1, 'b'), (0, 'z'), (1, 'a')]
a.sort()
r = a

a = [(1, 'b'), (0, 'z'), (1, 'a')]
a.sort(key=lambda p: p[0])
r = a

a = [(1, 'b'), (0, 'z'), (1, 'a')]
a.sort(key=lambda p: p[0], reverse=True)
r = a

a = [2.5, 1.5, 0.0, -0.0]
a.sort()
r = a

a = [3, 2.5, True, 2 ** 80, -5]
a.sort()
r = a

b = [i * 7919 % 1009 for i in range(3000)]
r = sorted(b, key=lambda v: -v) == sorted(b, reverse=True)

b = [i * 7919 % 13 for i in range(300)]
r = [i for i, _ in sorted(enumerate(b), key=lambda p: p[1])][:20]

b = [i * 7919 % 13 for i in range(300)]
r = [i for i, _ in sorted(enumerate(b), key=lambda p: A(p[1]), reverse=True)][:20]

l = L([1, 2])
r = l

l = L([1, 2])
r = type(l + [3])

l = L([1, 2])
r = (type(l * 2), type(l[:]), l == [1, 2])

l = L('ab')
l.append(1)
r = (l, len(l), l[0], list(l))

class M(list):
    def __init__(self, *a):
        super().__init__(a)
r = M(1, 2, 3)

class M(list):
    def append(self, v):
        super().append(v * 2)
m = M()
m.append(4)
r = m

class M(list):
    def __getitem__(self, i):
        return 'x'
m = M([1])
r = (m[0], list(m))

l = L()
l.attr = 3
r = (l.attr, l)

r = list.append

r = list.__add__([1], [2])

list.append(3, 4)

list.append()

[].append()

[].foo

[].foo = 1

r = (isinstance([], list), issubclass(L, list), type([]))

r = ([1, 2, 3].__len__(), [1].__contains__(1), [3].__getitem__(0), [1].__eq__(3), [1].__lt__([2]), [1].__ne__([1]))

r = hash([])

r = [1, [2, [3]]]

a = []
a.append(a)
r = repr(a)

a = [1, 2, 3]
for v in a:
    if v < 50:
        a.append(v * 3)
r = a

a = [1, 2, 3]
it = iter(a)
next(it)
a.clear()
r = list(it)
a.append(1)
r = list(it)
""")
