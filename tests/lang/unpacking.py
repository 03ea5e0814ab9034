# Unpacking in assignments, loops, calls and displays.
a, b = 1, 2
a, b = b, a
(c, d), [e, f] = "xy", range(2)
first, *rest = [1, 2, 3]
*init, last = "abc"
head, *middle, tail = (1, 2, 3, 4)
x, *none = [1]
[p, [q, *r]] = 1, (2, 3, 4)
g, = [7]
[h] = {8}
print(a, b, c, d, e, f, first, rest, init, last, head, middle, tail, x, none, p, q, r, g, h)
i = j = k = []
i.append(1)
print(j, i is k)
obj = type("O", (), {})()
lst = [0, 0]
obj.a, lst[0], *lst[1:] = 1, 2, 3, 4
print(obj.a, lst)
i = 0
i, lst[i] = 1, "at one"
print(i, lst)
for n, (m, *o) in [(1, "ab"), (2, [3, 4, 5])]:
    print(n, m, o)
for a, b in {"k": "v"}.items():
    print(a, b)
print([*range(2), *"ab", *[]], (*[1], 2), {*[1], *(1, 2)}, {**{"a": 1}, "b": 2, **{"a": 3}}, *[1, 2], sep=",")
print([u + v for u, v in zip([1, 2], [3, 4])], {u: v for u, (v, _) in [(1, (2, 3))]})


def three():
    yield 1
    yield 2
    yield 3


a, b, c = three()
a, *b = three()
print(a, b, c)
*a, = "xyz"
print(a)
