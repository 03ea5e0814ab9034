# oracle: 3.14
# A parameter twice.
def f(a, b, a):
    pass
