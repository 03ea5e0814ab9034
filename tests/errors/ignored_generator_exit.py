# A generator that goes on after GeneratorExit, when it is dropped and when it is closed.
def stubborn():
    while True:
        try:
            yield
        except GeneratorExit:
            pass


g = stubborn()
next(g)
del g
print("dropped")
g = stubborn()
next(g)
g.close()
