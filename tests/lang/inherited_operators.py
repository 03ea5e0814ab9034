"""Operators of instances of classes that extend numbers, by what the classes define, also later; `__class__`; powers."""
import enum
import operator as op

OPS = [op.add, op.sub, op.mul, op.truediv, op.floordiv, op.mod, op.pow, op.lshift, op.rshift, op.and_, op.or_, op.xor,
       op.lt, op.le, op.eq, op.ne, op.gt, op.ge, op.matmul, divmod, op.iadd, op.ior]


class I(int):
    pass


class J(I):
    def __radd__(self, other):
        return f'J.radd {other!r}'

    def __rmul__(self, other):
        return NotImplemented


class K(int):
    def __lt__(self, other):
        return 'K.lt'

    def __eq__(self, other):
        return 'K.eq'

    __hash__ = int.__hash__


class L(int):
    def __iadd__(self, other):
        return 'L.iadd'

    __sub__ = None


class F(float):
    pass


class G(float):
    def __float__(self):
        return 99.0

    def __index__(self):
        return 98

    def __add__(self, other):
        return NotImplemented


class Z(complex):
    pass


class E(enum.IntEnum):
    A = 1
    B = 2


class W(enum.IntFlag):
    A = 1
    B = 2


def shown(value):
    return f'{type(value).__name__}:{value!r}'


values = [I(3), J(4), K(5), L(6), F(1.5), G(2.5), Z(1, 2), E.B, W.B, True, 7, 2.0, 1j, 'x', None, 10 ** 30]
for round in range(2):
    for f in OPS:
        for a in values:
            row = []
            for b in values[:-1]:
                if f is op.pow and complex in (type(a), type(b), type(b).__base__, type(a).__base__):
                    continue
                try:
                    row.append(shown(f(a, b)))
                except Exception as error:
                    row.append(f'{type(error).__name__} {error}')
            print(f.__name__, shown(a), '|', ', '.join(row))


def by_statements(a, b):
    if a < b:
        yield '<'
    if a == b:
        yield '=='
    if a >= b:
        yield '>='
    yield a + b
    a += b
    yield a
    yield -a, ~int(a), abs(a), +a


for a in values[:4] + values[7:9]:
    for b in (3, I(5), True):
        try:
            print(shown(a), shown(b), list(map(shown, by_statements(a, b))))
        except Exception as error:
            print(shown(a), shown(b), type(error).__name__, error)


# What a class gets later counts from then on, and what it loses.
class M(int):
    pass


class N(M):
    pass


def use(x):
    return shown(x + 1), shown(1 + x), shown(x < 2), shown(x == 1)


print(use(M(1)), use(N(1)))
M.__add__ = lambda self, other: 'M.add'
print(use(M(1)), use(N(1)))
N.__radd__ = lambda self, other: 'N.radd'
N.__eq__ = lambda self, other: 'N.eq'
print(use(M(1)), use(N(1)))
del M.__add__
print(use(M(1)), use(N(1)))
del N.__radd__, N.__eq__
print(use(M(1)), use(N(1)))


# `__class__`
class P:
    def again(self):
        return self.__class__()

    def name(self):
        return self.__class__.__name__


class Q(P):
    @property
    def __class__(self):
        return int


class S(P):
    pass


class R(P):
    def __getattribute__(self, name):
        return 'got ' + name if name == '__class__' else super().__getattribute__(name)


p = P()
for x in (p, p, Q(), P()):
    print(x.__class__, type(x))
print(type(p.again()), type(p.again()), p.name(), p.name())
print(R().__class__)
try:
    print(Q().again(), R().again())
except TypeError as error:
    print(error)
for _ in range(2):
    for x in (p, P()):
        x.__class__ = S if type(x) is P else P
        print(x.__class__, type(x), isinstance(x, int))
p.__dict__['__class__'] = 5
print(p.__class__, type(p))

# Descriptors and properties of metaclasses, and descriptors got of classes.
class D:
    def __get__(self, instance, owner):
        return 'D', instance is None, owner.__name__


class Data(D):
    def __set__(self, instance, value):
        print('set', value)


class Meta(type):
    @property
    def p(cls):
        return 'p of ' + cls.__name__

    d = D()
    data = Data()
    hidden = D()

    @property
    def broken(cls):
        raise AttributeError('broken')


class C(metaclass=Meta):
    own = D()
    hidden = 'own'
    p = 'hidden by the property'
    data = 'hidden by the descriptor'


for _ in range(3):
    print(C.p, C.d, C.data, C.hidden, C.own, C().own, C().p)
    C.data = 1
    try:
        C.broken
    except AttributeError as error:
        print(error)

# Powers
for a in (0, 1, -1, 2, -3, 7, 2 ** 40, 0.0, -0.0, 2.5, -2.5, float('inf'), float('nan'), 1e200):
    row = []
    for b in (0, 1, 2, 3, 63, -1, -2, 0.5, 2.0, -0.5, 1e3, float('inf'), float('nan')):
        try:
            row.append(repr(a ** b))
        except ZeroDivisionError:
            row.append('ZeroDivisionError')
        except Exception as error:
            row.append(f'{type(error).__name__} {error}')
    print(a, '|', ', '.join(row))

# Sums of tuples and lists
t, empty = (1, 2), ()
print(t + empty is t, empty + t is t, t + t, empty + empty)


class T(tuple):
    pass


print(type(T(t) + empty), type(empty + T(t)), T(t) + T(t))
l = same = [1]
l += (2, 3)
l += ()
print(l, l is same)
try:
    l += 1
except TypeError as error:
    print(error)
for n in (0, 1, -1, 127, 128, 255, 256, -128, -129, 2 ** 31, 2 ** 62, 2 ** 63, -2 ** 63, 2 ** 64 - 1, 2 ** 64):
    for length in (0, 1, 2, 7, 8, 9):
        for signed in (False, True):
            for order in ('big', 'little'):
                if (n, length) == (-1, 0):
                    continue
                try:
                    data = n.to_bytes(length, order, signed=signed)
                    print(n, length, signed, order, data, int.from_bytes(data, order, signed=signed))
                except OverflowError as error:
                    print(n, length, signed, order, error)
print('ab'.center(70, '*'), '|' + 'ab'.center(141) + '|', f'{"x":^9}|{"x":.^9}|{"x":>70}|')
