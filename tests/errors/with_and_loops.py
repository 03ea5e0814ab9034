# In a for loop's iterable, a while's condition, a with.
def conditions():
    yield True
    raise OSError(5, "Input/output error")


def loop():
    flags = conditions()
    while next(flags):
        for item in (1, 2):
            print(item)


loop()
