# Assigning to a call.
def f():
    pass
f() = 3
