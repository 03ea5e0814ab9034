__all__ = ["known", "unknown"]


def known(first: Undefined, second=missing):
    return first, second, third


class C:
    attribute = 1

    def method(self):
        return attribute


print([item for item in known], item)
print(f"{absent!r:>{width}}")
