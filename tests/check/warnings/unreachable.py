def after_return():
    return 1
    print("never")


def after_both(x):
    if x:
        return 1
    else:
        raise ValueError
    return 2


def after_loop():
    while True:
        for x in range(3):
            break
    print("never")


def reached():
    while True:
        if after_loop():
            break
    print("reached")
    for x in range(3):
        continue
    try:
        return 1
    except ValueError:
        pass
    print("reached")
    with open("f"):
        raise ValueError
    print("reached, if the manager swallows it")


def empty():
    return
    yield
