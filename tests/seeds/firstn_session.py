# The same generator looked at by hand; the address is cut from what repr shows.
def firstn(n):
    num = 0
    while num < n:
        yield num
        num += 1


def shown(obj):
    head, at, address = repr(obj).partition(" at ")
    assert at and address.startswith("0x") and address.endswith(">")
    return head + ">"


print(shown(firstn(10)))
obj = firstn(10)
print(shown(obj))
print(next(obj))
print(next(obj))
