"""Objects whose __call__ leads to themselves are called without an end: RecursionError."""


class Itself:
    __call__ = property(lambda self: self)


class Other:
    pass


def attempt(f):
    try:
        print(f())
    except RecursionError as error:
        print(type(error).__name__)


attempt(Itself())
other = Other()
Other.__call__ = other
attempt(other)
attempt(lambda: list(map(other, [1])))
attempt(lambda: sorted([1], key=other))
