import _circular_b

result = "a"


def later():
    return _circular_b.result
