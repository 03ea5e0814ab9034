# itemgetter, attrgetter, methodcaller and partial, called from programs and from natives.
import functools
import operator


def attempt(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except Exception as error:
        return f'{type(error).__name__}: {error}'


class Point:
    pass


point = Point()
point.x, point.at = 1, Point()
point.at.y = 5
for getter in (operator.itemgetter(1), operator.itemgetter(0, 1), operator.itemgetter(slice(1, 3)), operator.attrgetter('x'),
               operator.attrgetter('at.y', 'x'), operator.methodcaller('upper'), operator.methodcaller('split', ',', maxsplit=1)):
    for args in ((), ('ab,c,d',), ([4, 5, 6],), (point,), (point, 1), (1, 2, 3, 4, 5, 6, 7)):
        result = attempt(getter, *args)
        print(result)
        if len(args) == 1:
            assert result == attempt(lambda: list(map(getter, args))[0])
    print(attempt(getter, 'ab', x=1), attempt(type(getter).__call__), attempt(getter.__call__), type(getter).__module__,
          attempt(lambda: sorted(['cab', 'abc'], key=getter)), attempt(lambda: type('T', (type(getter),), {})),
          bool(type(getter).__doc__))

part = functools.partial(lambda *args, **keywords: (args, keywords), 1)
print(part(), part(2), part(x=1), part(*range(20)), list(map(part, [1, 2])), list(map(part, 'ab', 'cd')))
more = functools.partial(part, 2, y=3)
print(more(), more(y=4, z=5), more(1), list(map(more, [1])), functools.partial(more)(9, y=0))
print(functools.partial(int, base=2)('101'), attempt(functools.partial(int, base=2), '9', base=8),
      sorted([3, 1, 2], key=functools.partial(operator.mul, -1)))


def down(n):
    return again(n - 1) if n else 'done'


again = functools.partial(down)
print(again(50), attempt(again, 10**6)[:14])
