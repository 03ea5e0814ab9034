# finally replaces the error on its way.
def f():
    try:
        raise ValueError("first")
    finally:
        {}["second"]


f()
