# Through a decorator and its wrapper.
from functools import wraps


def traced(f):
    @wraps(f)
    def wrapper(*args):
        return f(*args)
    return wrapper


@traced
def divide(a, b):
    return a / b


@traced
@traced
def twice(x):
    return divide(x, 0)


twice(1)
