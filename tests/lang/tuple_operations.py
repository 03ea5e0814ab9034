# Tuples, unpacking, generic aliases and unions.
from _evaluate import run, show

show("""
()
(1,)
(1, 2)
(1, 2) + (3,)
(1,) * 3
2 * (1, 2)
(1, 2) + [1]
(1, 2) == (1, 2.0)
(1, 2) < (1, 3)
(1,) < (1, 0)
hash((1, 2, 3))
hash(())
hash((1,)) == hash((1.0,))
(1, 2, 3)[1]
(1, 2, 3)[::-1]
(1, 2, 3)[9]
(1, 2, 1).count(1)
(1, 2, 3).index(2)
(1,).index(5)
(1, 2, 3).index(3, 0, 2)
tuple('ab')
tuple([1])
tuple()
tuple(5)
1 in (1, 2)
len((1, 2))
bool(())
({},)
hash(({},))
hash((1, []))
T((1, 2))
T((1, 2)) == (1, 2)
T([1]) + (2,)
type(T([1]) + (2,))
T((1, 2))[0]
(1, 2) < [1]
(1, 2).__add__((3,))
(1, 2).__hash__() == hash((1, 2))
max((3, 1), (2, 9))
((1, 2), (3, (4,)))
tuple((x * 2 for x in range(3)))
(A(1), A(2)) == (A(1), A(2))
tuple[int, ...]
tuple[int]
list[int]
dict[str, list[int]]
list[int]()
list[int].__origin__
list[int].__args__
int | str
int | None
int | str | float
isinstance(1, int | str)
isinstance(1.5, int | None)
issubclass(bool, int | str)
int | 3
list[int] == list[int]
int | str == str | int
isinstance([], list[int])
type[int]
hash(list[int]) == hash(list[int])
list[int] | None
(int | str).__args__
int | int
list['A']
set[int]
frozenset[int]
""")

run("""
a = (1, 2)
a[0] = 1

a = (1, 2)
del a[0]

a = (1,)
a += (2,)
r = a

a = (1,)
a += [2]

a = ([],)
a[0].append(a)
r = a

a, b = (1, 2)
r = a

a, b = 1

a, b = (1,)

a, *b = (1, 2, 3)
r = b

*a, b = (1, 2, 3)
r = (a, b)

a, *b, c = (1,)

a, (b, c) = (1, (2, 3))
r = (a, b, c)

a, b = iter([1])

a, b = {1: 2, 3: 4}
r = (a, b)

a, b = 'xy'
r = (a, b)

a, b = None

a, b = Seq(2)
r = (a, b)

a, b = Seq(3)

class P(tuple):
    def __new__(cls, a, b):
        return super().__new__(cls, (a, b))
p = P(1, 2)
r = (p, type(p), p[1], len(p))
""")
