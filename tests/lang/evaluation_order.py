# The order in which the parts of each construct are evaluated.
def v(x, value=None):
    print(x, end=" ")
    return x if value is None else value


def line(title):
    print("|", title)


v(1) + v(2) * v(3); line("arithmetic")
v(1) < v(2) < v(3); line("chained comparison")
v(3) < v(2) < v(1); line("chain cut short")
[v(1), v(2)], (v(3), v(4)), {v(5), v(6)}; line("displays")
{v("k1"): v("v1"), v("k2"): v("v2")}; line("dict display")
print(v(1), v(2), sep=v(" ")); line("call")
v(1, print)(v(2), v(3)); line("callee before arguments")
d = {}
d[v("key")] = v("value"); line("subscript assignment: value first")
v("object", d)[v("index")] = v("right"); line("and the object before the index")
a = b = v(1); line("one value")
d[v("t1")] = d[v("t2")] = v("val"); line("targets left to right")
d["x"] = 1
d[v("x")] += v(5); line("augmented")
v(1, True) and v(0, []) and v(3); line("and")
v(0, []) or v(2) or v(3); line("or")
v("then") if v("cond") else v("else"); line("conditional")
[v(x) for x in v("it", "ab") if v("if")]; line("comprehension")
{v(k): v(x) for k, x in [("k", "x")]}; line("dict comprehension")
lambda x=v("default"): 0; line("default at definition")
f"{v(1)}{v(2):{v(3)}}"; line("f-string")
[0, 1][v(0):v(2):v(1)]; line("slice")
v("obj", d).get(v("arg")); line("method call")
assert v("assert"), v("message"); line("assert")
x, d[v("i")] = v("a"), v("b"); line("tuple assignment")
for d[v("target")] in v("iter", [1, 2]): v("body")
line("for")
del d[v("t1")], d[v("t2")]; line("del")


def decorate(name):
    print(name, end=" ")
    return lambda f: (print("apply", name, end=" "), f)[1]


@decorate("outer")
@decorate("inner")
def f(a=v("default")):
    pass


line("decorators")


class C(v("base", object), metaclass=v("meta", type)):
    v("class body")


line("class")
(v("star", print))(*v("args", [1]), v(2), **v("kwargs", {"end": " "})); line("starred call")
not v(1); -v(1); v(1) in v("s", [1]); v(1) is v(2); line("operators")
(y := v("walrus")) + v(y); line("walrus")
