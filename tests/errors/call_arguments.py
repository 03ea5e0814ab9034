# A call with too few arguments, through three functions.
def low(a, b, *, c):
    return a


def middle(x):
    return low(x,
               c=1)


def top():
    value = middle(1)
    return value


top()
