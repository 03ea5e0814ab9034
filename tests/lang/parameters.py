# Every kind of parameter and argument.
def plain(a, b):
    return a, b


def defaults(a, b=2, c=3):
    return a, b, c


def rest(a, *args, **kwargs):
    return a, args, kwargs


def keyword_only(a, *, b, c=3):
    return a, b, c


def positional_only(a, b=2, /, c=3):
    return a, b, c


def everything(a, b=2, /, c=3, *args, d, e=5, **kwargs):
    return a, b, c, args, d, e, kwargs


def names_again(a, /, **kwargs):
    return a, kwargs


print(plain(1, 2), plain(b=1, a=2), plain(1, b=2), plain(*[1, 2]), plain(**{"a": 1, "b": 2}), plain(*[1], **{"b": 2}))
print(defaults(1), defaults(1, 5), defaults(1, c=5), defaults(c=1, a=2), defaults(*range(3)))
print(rest(1), rest(1, 2, 3), rest(1, x=2), rest(1, 2, y=3, z=4), rest(*"abc", **{"k": "v"}), rest(a=1, b=2))
print(keyword_only(1, b=2), keyword_only(1, c=5, b=4), keyword_only(a=1, b=2))
print(positional_only(1), positional_only(1, 2, 3), positional_only(1, c=9))
print(everything(1, d=4), everything(1, 2, 3, 4, 5, d=6, e=7, f=8), everything(1, d=1, a=2, b=3))
print(names_again(1, a=2))
print(rest(*[1], *[2, 3], 4, *(), x=1, **{"y": 2}, **{"z": 3}), rest(0, *(i for i in range(3))),
    plain(*{"k": 1, "j": 2}))
print((lambda: 0)(), (lambda a, b=1, *c, d=2, **e: (a, b, c, d, e))(5, 6, 7, x=8), (lambda *a: a)(1, 2),
    (lambda **k: k)(x=1), (lambda a, /, b, *, c: (a, b, c))(1, 2, c=3))


def mutable(x, seen=[]):
    seen.append(x)
    return seen


print(mutable(1), mutable(2), mutable(3, []), mutable(4), mutable.__defaults__)
n = 1
def early(x=n):
    return x
n = 2
print(early(), early(n), defaults.__defaults__, keyword_only.__kwdefaults__, everything.__code__.co_argcount,
    everything.__name__)
order = []


def note(x):
    order.append(x)
    return x


rest(note(1), *[note(2)], note(3), k=note(4), **{"m": note(5)})
print(order)


def outer(a, *args, b=1, **kw):
    def inner():
        return a, args, b, kw
    a += 1
    return inner


print(outer(1, 2, 3, b=4, c=5)())
