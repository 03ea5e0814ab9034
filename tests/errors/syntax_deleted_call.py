def f():
    pass

del f(), x
