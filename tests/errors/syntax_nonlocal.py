# nonlocal without such a name.
def f():
    nonlocal x
    x = 1
