def f(a, b):
    None = a
