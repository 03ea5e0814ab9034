# The first generation of generators: pause and resume; past the end comes StopIteration, uncaught here.
def g():
    i = 1
    yield i
    i += 1

a = g()  # a is an Iterator
print(a.__next__())  # next(a)
a.__next__()  # next(a)
