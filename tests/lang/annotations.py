# Annotations are looked at only when asked for.
# oracle: 3.14
def f(a: int, b: "text" = 1, *args: undefined_later, c: list[int] = (), **kw: dict) -> undefined_too:
    x: never_evaluated = 5
    return x


print(f(1), f.__name__)
try:
    f.__annotations__
except NameError as e:
    print(e)
undefined_later, undefined_too = str, None
print(f.__annotations__)


class Node:
    next: Node | None = None
    value: int
    names: list["Node"]


print(Node.__annotations__, Node().next, hasattr(Node, "value"))
x: int = 1
y: str
print(__annotations__ if "__annotations__" in globals() else "no annotations dict yet", x)
try:
    y
except NameError as e:
    print(e)


def local():
    z: int
    try:
        z
    except UnboundLocalError as e:
        print(e)
    (w): int = 3
    obj = type("O", (), {})()
    obj.attr: int = 4
    d = {}
    d["k"]: int = 5
    return w, obj.attr, d


print(local())


# The function that computes them takes a format, by position only.
def plain(a: int): pass


for call in (lambda: plain.__annotate__(), lambda: plain.__annotate__(format=1), lambda: plain.__annotate__("x"),
             lambda: plain.__annotate__(3), lambda: plain.__annotate__(True), lambda: Node.__annotate__.__code__.co_varnames):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
