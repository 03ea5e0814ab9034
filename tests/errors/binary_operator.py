# Which operator of a long line failed.
a, b, c = 1, 2, 0


def compute(x, y):
    return (a + b) * (x / y) - len("text")


compute(b, c)
