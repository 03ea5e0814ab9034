# Inheritance: single, multiple, the C3 order, and orders that do not exist.
class A:
    def who(self):
        return "A"

    def call(self):
        return self.who()


class B(A):
    def who(self):
        return "B>" + super().who()


class C(A):
    def who(self):
        return "C>" + super().who()


class D(B, C):
    def who(self):
        return "D>" + super().who()


print(D().who(), D().call(), [c.__name__ for c in D.__mro__], D.__bases__ == (B, C), D.__base__.__name__, B.__bases__)
print(issubclass(D, A), issubclass(A, D), isinstance(D(), C), issubclass(D, (int, B)), isinstance(1, (str, int)),
    issubclass(bool, int), issubclass(A, object), isinstance(A, type), isinstance(type, object),
    D.mro() == list(D.__mro__), [c.__name__ for c in A.__subclasses__()])


class X: pass
class Y: pass
class XY(X, Y): pass
class YX(Y, X): pass


class O: pass
class F(O): pass
class E(O): pass
class G(O): pass
class K1(F, E): pass
class K2(G, F): pass


class M(K2, E): pass


print([c.__name__ for c in M.__mro__])
for code in ("class Bad(XY, YX): pass", "class Bad(A, B): pass", "class Bad(A, A): pass", "class Bad(int, str): pass",
    "class Bad(bool): pass", "class Bad(5): pass", "class Bad(A, x=1): pass", "class Bad(None): pass",
    "class Bad(type(None)): pass", "class Bad(range): pass", "class Bad(len): pass", "class Bad(slice): pass"):
    try:
        exec(code)
    except TypeError as e:
        print(code, "->", e)


class MyList(list):
    def last(self):
        return self[-1]

    def append(self, x):
        super().append(x * 2)


m = MyList([1, 2])
m.append(3)
print(m, m.last(), len(m), isinstance(m, list), m == [1, 2, 6], type(m[:]), type(m + [1]), sum(m))


class MyDict(dict):
    def __missing__(self, key):
        return f"no {key}"

    def __setitem__(self, key, value):
        super().__setitem__(key, value + 1)


d = MyDict(a=1)
d["b"] = 2
print(d, d["zzz"], d.get("zzz"), "zzz" in d, {**d})


class MyInt(int):
    def __add__(self, other):
        return MyInt(int(self) + other + 100)

    def __repr__(self):
        return f"MyInt({int(self)})"


print(MyInt(5) + 1, MyInt(5) * 2, MyInt(3) == 3, [0, 1, 2, 3][MyInt(2)], MyInt(7).bit_length(), {3: "x"}[MyInt(3)],
    -MyInt(4), isinstance(MyInt(1) + 1, MyInt))


class MyStr(str):
    def shout(self):
        return self.upper() + "!"


s = MyStr("hi")
print(s.shout(), s + "!", type(s + "!"), s == "hi", {s: 1}["hi"], f"{s:>5}", "-".join([s, s]), len(s))


class MyTuple(tuple):
    def __new__(cls, *items):
        return super().__new__(cls, items)


print(MyTuple(1, 2), type(MyTuple(1)), MyTuple(1, 2)[0], MyTuple() == (), hash(MyTuple(1)) == hash((1,)))


class MyError(ValueError):
    def __init__(self, code):
        super().__init__(f"code {code}")
        self.code = code


try:
    raise MyError(7)
except ValueError as e:
    print(e, e.code, e.args, repr(e))
