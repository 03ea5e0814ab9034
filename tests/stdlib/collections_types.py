# namedtuple, deque, Counter, defaultdict, OrderedDict, ChainMap.
from collections import namedtuple, deque, Counter, defaultdict, OrderedDict, ChainMap
Point = namedtuple("Point", "x y")
p = Point(1, y=2)
print(p, p.x, p[1], p == (1, 2), p._replace(x=5), p._asdict(), p._fields, Point._make([3, 4]), len(p), *p,
    hash(p) == hash((1, 2)), isinstance(p, tuple), Point.__name__, p + (3,), Point.__doc__)
x, y = p
D = namedtuple("D", ["a", "b", "c"], defaults=[10, 20])
print(D(1), D(1, 2), D._field_defaults, namedtuple("R", "def x x", rename=True)._fields,
    sorted([Point(2, 1), Point(1, 5)]))


class Sub(namedtuple("Base", "a b")):
    __slots__ = ()

    @property
    def total(self):
        return self.a + self.b


print(Sub(1, 2), Sub(1, 2).total)
for f in (lambda: Point(1), lambda: Point(1, 2, 3), lambda: Point(1, z=2), lambda: namedtuple("X", "class"),
    lambda: namedtuple("X", "a a"), lambda: namedtuple("X", "_a"), lambda: setattr(p, "x", 5),
    lambda: p._replace(z=1), lambda: p.nope):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
d = deque([1, 2, 3], maxlen=4)
d.append(4); d.append(5); d.appendleft(0)
print(d, d.pop(), d.popleft(), d, len(d), d[0], d[-1], 2 in d, list(reversed(d)), d.maxlen, deque("abc"),
    deque() == deque([]), d == deque([2, 3], 4), d.index(3), d.count(2))
d.extend([7, 8]); d.extendleft("ab"); d.rotate(1); d.rotate(-2)
print(d, d.copy(), d.clear(), d, bool(d))
d = deque(range(5)); d.remove(2); d.insert(1, "i"); d.reverse(); del d[0]; d[0] = "z"; d += [9]
print(d, d + deque([1]), d * 2)
for f in (lambda: deque().pop(), lambda: deque().popleft(), lambda: d[99], lambda: deque([], -1)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
c = Counter("mississippi")
print(c, c.most_common(2), c["s"], c["zzz"], sorted(c.elements()), c.total(), Counter(a=3) + Counter(a=1, b=2),
    Counter(a=3) - Counter(a=1, b=2), Counter(a=3, b=1) & Counter(a=1, b=5), Counter(a=3) | Counter(a=1, b=2),
    +Counter(a=-1, b=1), dict(c)["i"])
c.update("mm"); c.subtract({"i": 10})
print(c, c.most_common()[-1], Counter({"x": 2}) == Counter("xx"))
dd = defaultdict(list)
dd["a"].append(1); dd["b"].append(2); dd["a"].append(3)
print(dd, dict(dd), dd.default_factory, dd.get("zz"), "zz" in dd, defaultdict(int, {"x": 1})["y"],
    defaultdict(lambda: "dflt")["k"])
try:
    defaultdict(None)["x"]
except KeyError as e:
    print("KeyError", e)
od = OrderedDict([("a", 1), ("b", 2)])
od.move_to_end("a")
print(od, list(od), od.popitem(last=False), od == {"a": 1}, OrderedDict(a=1) == OrderedDict(a=1))
cm = ChainMap({"a": 1}, {"a": 2, "b": 3})
print(cm["a"], cm["b"], dict(cm) == {"a": 1, "b": 3}, cm.new_child({"a": 0})["a"], len(cm))

Point.x.__doc__ += ", from the left"
Point.y.__doc__ = "Down."
print(Point.x.__doc__, Point.y.__doc__, Point.x)
del Point.y.__doc__
print(Point.y.__doc__)
