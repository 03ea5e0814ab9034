# What instructions make of what special methods return, and of those that are generator functions.
class Generators:
    def __bool__(self):
        yield True

    def __len__(self):
        yield 1

    def __contains__(self, item):
        yield item

    def __eq__(self, other):
        yield other

    def __lt__(self, other):
        yield other

    def __add__(self, other):
        yield other

    def __getitem__(self, key):
        yield key

    def __setitem__(self, key, value):
        yield value

    def __call__(self, value):
        yield value

    def __iter__(self):
        yield 1

    def __enter__(self):
        yield self

    def __exit__(self, *args):
        yield args

    __hash__ = None


def attempt(label, function):
    try:
        result = function()
    except Exception as error:
        print(label, type(error).__name__, error)
    else:
        print(label, type(result).__name__, list(result) if hasattr(result, "__next__") else result)


def branch(condition):
    def decide():
        if condition():
            return "yes"
        return "no"

    return decide


g = Generators()
attempt("not", lambda: not g)
attempt("if", branch(lambda: g))
attempt("if not", branch(lambda: not g))
attempt("len", lambda: len(g))
attempt("in", lambda: 1 in g)
attempt("not in", lambda: 1 not in g)
attempt("==", lambda: g == 1)
attempt("<", lambda: g < 1)
attempt("+", lambda: g + 1)
attempt("[]", lambda: g[1])
attempt("[:]", lambda: g[1:2])
attempt("()", lambda: g(1))
attempt("iter", lambda: [x for x in g])


def jumps():
    found = []
    if 1 in g:
        found.append("in")
    if 1 not in g:
        found.append("not in")
    if g == 1:
        found.append("==")
    if not g < 1:
        found.append("not <")
    while g < 1:
        found.append("<")
        break
    return found


attempt("jumps", jumps)


def store():
    g[1] = 2
    g[1:2] = 3
    with g as entered:
        return type(entered).__name__


attempt("store", store)


class Wrong:
    def __bool__(self):
        return 1

    def __contains__(self, item):
        return item

    def __lt__(self, other):
        return []


w = Wrong()
attempt("wrong not", lambda: not w)
attempt("wrong if", branch(lambda: w))
attempt("truth of in", lambda: ["" in w, "a" in w, "" not in w, "a" not in w])
attempt("result of <", lambda: w < 1)
attempt("branch on <", branch(lambda: w < 1))


class Length:
    def __init__(self, length):
        self.length = length

    def __len__(self):
        return self.length


class Index:
    def __index__(self):
        return 7


for length in 0, 3, True, Index(), -1, 2**62, 2**63, -(2**70), "3", None, 1.0:
    attempt(f"len {length if not isinstance(length, Index) else 'Index'}", lambda: len(Length(length)))
for length in 0, 2, -1, "x":
    attempt(f"truth by len {length}", branch(lambda: Length(length)))


class Called:
    def __init__(self, name):
        self.name = name

    def __call__(self, a, b=2, *rest, key=None, **others):
        return self.name, a, b, rest, key, others


c = Called("c")
attempt("call", lambda: c(1))
attempt("call", lambda: c(1, 3, 4, key=5, more=6))
attempt("call", lambda: c(*(1, 2, 3), **{"key": 4}))
attempt("call", lambda: c())
attempt("call", lambda: c(1, b=2, a=3))
c.__call__ = lambda: "never"
attempt("call", lambda: c(1))


class Chain:
    __call__ = Called("inner")


attempt("chain", lambda: Chain()(1))
