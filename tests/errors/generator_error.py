# Through generators and yield from.
def inner():
    yield 1
    raise ValueError("in inner")


def outer():
    yield from inner()


def consume(source):
    return [x for x in source]


consume(outer())
