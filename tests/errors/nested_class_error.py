# Exceptions of a class inside a function are shown with their qualified name.
def make():
    class Local(Exception):
        pass
    return Local


class Outer:
    class Inner(Exception):
        pass


try:
    raise Outer.Inner("i")
except Outer.Inner:
    raise make()("l")
