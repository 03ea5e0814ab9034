"""What __bool__ returns must be a bool, wherever it is asked."""
class B:
    def __bool__(s): return 1
def f():
    return 1 if B() else 2
for g in [lambda: not B(), lambda: 1 if B() else 2, lambda: B() and 1, lambda: B() or 1, f, lambda: bool(B())]:
    try: print(g())
    except TypeError as e: print(e)
class D:
    def __bool__(s): return None
def w():
    while D(): pass
def i():
    if D(): pass
def a():
    assert D()
def m():
    match 1:
        case _ if D(): pass
for g in [w, i, a, m,lambda:[1 for x in [1] if D()], lambda: any([D()]), lambda: list(filter(None,[D()])), lambda: 1<D()<2, lambda: sorted([D(),D()]), lambda: __import__('operator').truth(D()), lambda: not D()]:
    try: print(g())
    except TypeError as e: print(e)
