# Objects go the moment their last reference goes: __del__ tells when.
class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name, end="; ")


def line(text):
    print("|", text)


a = D("a"); a = None; line("rebound")
D("temporary"); line("temporary")
b = D("b"); c = b; del b; line("still held"); del c; line("gone")


def f():
    x = D("local")
    print("in f", end="; ")


f(); line("after f")


def g(x):
    print("in g", end="; ")


g(D("argument")); line("after g")
l = [D("in list"), D("in list 2")]; l.pop(0); line("popped"); l.clear(); line("cleared")
d = {"k": D("old")}; d["k"] = D("new"); line("replaced"); del d; line("dict gone")
t = (D("in tuple"), 1); t = None; line("tuple gone")
o = D("outer"); o.inner = D("inner"); del o; line("outer first")


def gen():
    x = D("in generator")
    try:
        yield 1
    finally:
        print("finally", end="; ")


i = gen(); next(i); del i; line("generator dropped")
for _ in gen():
    break
line("loop left")
x = (lambda: D("returned"))(); line("kept"); del x; line("dropped")
try:
    y = D("at raise")
    raise ValueError("v")
except ValueError as e:
    pass
line("exception gone"); del y; line("y")


def raises():
    z = D("in frame of traceback")
    raise KeyError


try:
    raises()
except KeyError:
    line("in handler")
line("after handler")
h = D("h").name; line("attribute of temporary")
[D(str(n)) for n in range(3)]; line("list of three")
print(len([D("len")]), end=" "); line("in call")
m = D("m"); n = m.__init__; del m; line("bound method holds"); del n; line("released")
closure = (lambda v: lambda: v)(D("cell")); closure(); line("cell"); del closure; line("cell gone")


class Resurrect:
    def __del__(self):
        global saved
        saved = self
        print("saved", end="; ")


r = Resurrect(); del r; line(type(saved).__name__)
saved = None; line("not called twice")


class Raises:
    def __del__(self):
        raise ValueError("in __del__")


q = D("swapped 1"), D("swapped 2"); q = q[1]; line("one of two"); del q; line("other")
u = D("u1"); v = D("u2"); u, v = v, u; del u; line("swapped"); del v; line("end")
w = [D("slice a"), D("slice b"), D("slice c")]; w[0:2] = []; line("slice"); w *= 0; line("times zero")
import gc
cycle = D("cycle"); cycle.me = cycle; del cycle; line("cycle kept"); gc.collect(); line("collected")
