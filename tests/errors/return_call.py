# No carets where the call is the whole statement.
def inner():
    raise RuntimeError("inner")


def middle():
    return inner()


def outer():
    x = middle()
    return x


outer()
