# An exception thrown into a generator from outside.
def waiting():
    try:
        yield 1
    finally:
        print("finally")


g = waiting()
next(g)
error = LookupError("made outside")
g.throw(error)
