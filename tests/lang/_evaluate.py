"""Shows what expressions and statements do, one line each: their value or their exception."""


def show(text):
    """Evaluates each line of `text`."""
    for source in text.strip().splitlines():
        report(source, lambda: eval(source, dict(NAMES)))


def run(text):
    """Executes each paragraph of `text` and shows what it leaves in the variable `r`."""
    for source in text.strip("\n").split("\n\n"):
        report(source.replace("\n", "; "), lambda: execute(source))


def execute(source):
    names = dict(NAMES)
    exec(source, names)
    return names.get("r")


def report(source, action):
    try:
        result = repr(action())
    except Exception as e:
        result = f"{type(e).__name__}: {e}"
    print(source, "=>", result)


class A:
    """Ordered, hashable, equal by value."""

    def __init__(self, v):
        self.v = v

    def __repr__(self):
        return f"A({self.v!r})"

    def __eq__(self, other):
        return isinstance(other, A) and self.v == other.v

    def __lt__(self, other):
        return self.v < other.v

    def __hash__(self):
        return hash(self.v)


class I:
    """Stands for an index."""

    def __init__(self, v):
        self.v = v

    def __index__(self):
        return self.v


class Seq:
    """A sequence by `__getitem__` alone."""

    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        if i >= self.n:
            raise IndexError(i)
        return i * 10


class L(list):
    pass


class T(tuple):
    pass


class D(dict):
    def __missing__(self, key):
        return "missing", key


class S(set):
    pass


class N:
    pass


NAMES = {c.__name__: c for c in (A, I, Seq, L, T, D, S, N)}
