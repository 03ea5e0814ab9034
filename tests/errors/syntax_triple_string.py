# A triple-quoted string that does not end.
def f():
    """docstring
    return 1
