# match with every kind of pattern.
class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


class Point3(Point):
    def __init__(self, x, y, z):
        super().__init__(x, y)
        self.z = z


class Color:
    RED = "r"
    GREEN = "g"


def describe(v):
    match v:
        case None:
            return "None"
        case True | False:
            return f"bool {v}"
        case 0:
            return "zero"
        case -1 | -1.5:
            return "minus"
        case 1 | 2 | 3 as small:
            return f"small {small}"
        case "hello" | b"hello":
            return "greeting"
        case Color.RED:
            return "red"
        case int(n) if n > 100:
            return f"big {n}"
        case int():
            return "int"
        case float(f):
            return f"float {f}"
        case str() as s if len(s) == 1:
            return f"char {s}"
        case str(s):
            return f"text {s}"
        case []:
            return "empty sequence"
        case [x]:
            return f"one {x}"
        case [1, *rest]:
            return f"starts with 1: {rest}"
        case [first, *_, last] if first == last:
            return f"same ends {first}"
        case [[a, b], c]:
            return f"nested {a} {b} {c}"
        case (x, y):
            return f"pair {x} {y}"
        case [*items, "end"]:
            return f"ends: {items}"
        case [_, _, *others]:
            return f"at least two, others {others}"
        case {"type": "circle", "r": r}:
            return f"circle {r}"
        case {"type": str(kind), **rest}:
            return f"{kind} with {rest}"
        case {1: _, 2: two}:
            return f"two is {two}"
        case {}:
            return f"mapping {v}"
        case Point3(x=0, z=z):
            return f"point3 on the plane, z {z}"
        case Point(0, 0):
            return "origin"
        case Point(x, 0) | Point(0, x):
            return f"on an axis at {x}"
        case Point(x=x, y=y) if x == y:
            return f"diagonal {x}"
        case Point():
            return "some point"
        case set() | frozenset():
            return "set"
        case BaseException(args=(code,)):
            return f"error {code}"
        case _:
            return "something else"


for v in (None, True, False, 0, -1, -1.5, 1, 3, 1.0, 0.0, "hello", b"hello", b"x", "r", "g", 7, 1000, 2.5, "text", "",
    [], (), [5], [1, 2, 3], (1,), ["a", "b", "a"], [[1, 2], 3], [[1, 2], 3, 4], (8, 9), [2, 3, "end"], [2, 3, 4],
    range(2), "ab", bytearray(b"x"), {}, {"type": "circle", "r": 5}, {"type": "circle"},
    {"type": "square", "side": 2}, {"type": 5}, {1: "a", 2: "b"}, {1: "a"}, Point(0, 0), Point(5, 0), Point(0, 6),
    Point(3, 3), Point(1, 2), Point3(0, 1, 9), Point3(1, 2, 3), {1}, frozenset(), ValueError("v"), ValueError(),
    object, int, print, iter([1])):
    print(repr(v).split(" at ")[0], "->", describe(v))


def bindings(v):
    match v:
        case [a, [b, *c], {"k": d, **e}] as whole:
            return a, b, c, d, e, whole
        case (a, b) | {"a": a, "b": b}:
            return a, b
        case str(x) | int(x):
            return x


print(bindings([1, (2, 3, 4), {"k": 5, "z": 6}]), bindings({"a": 1, "b": 2}), bindings((3, 4)), bindings("s"),
    bindings(None))
match 5:
    case x if x > 10:
        print("no")
print("x stays bound:", x)
match (1, 2):
    case [a, b]: print("one line", a, b)
match = 5
case = match
_ = "underscore"
match match:
    case _: print("soft keywords", match, case, _)
match 1, 2:
    case 1, y:
        print("open sequence", y)
match [1, 2, 3]:
    case [1, 2]:
        print("no")
    case [1, *_]:
        print("star wildcard")


class Logged:
    @property
    def v(self):
        print("reads v", end=" ")
        return 1

    def __eq__(self, other):
        print("eq", other, end=" ")
        return False


match Logged():
    case 1 | 2:
        pass
    case Logged(v=2) | Logged(v=1):
        print("matched")


class NoArgs:
    pass


class BadArgs:
    __match_args__ = "x"


class Dup:
    __match_args__ = ("a", "a")
    a = 1


for code in ("match NoArgs():\n    case NoArgs(1): pass", "match BadArgs():\n    case BadArgs(1): pass",
    "match 5:\n    case undefined.name: pass", "match 5:\n    case int(1, 2): pass",
    "match 5:\n    case print(): pass", "match Dup():\n    case Dup(1, 1): pass",
    "match Point(1, 2):\n    case Point(1, x=1): pass"):
    try:
        exec(code)
        print("no error")
    except Exception as e:
        print(type(e).__name__ + ":", e)
