# In methods that no call shows: a property, an operator, an iterator, a context manager.
class Odd:
    @property
    def value(self):
        return self._value

    def __add__(self, other):
        return self.value + other

    def __iter__(self):
        yield self + 1

    def __enter__(self):
        return list(self)

    def __exit__(self, *error):
        pass


with Odd() as items:
    print(items)
