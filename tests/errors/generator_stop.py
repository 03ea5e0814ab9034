# StopIteration inside a generator becomes RuntimeError.
def broken(it):
    while True:
        yield next(it)


print(list(broken(iter([1, 2]))))
