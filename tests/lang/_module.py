"""A module that other programs of this folder import."""
VALUE = 42
seen = __name__ == "__main__"
_count = 0


def greet(name):
    return "hello " + name


def get_value():
    return VALUE


def counter():
    global _count
    _count += 1
    return _count


print("_module runs once")
