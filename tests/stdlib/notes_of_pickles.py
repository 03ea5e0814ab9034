# What 3.14 says about objects that cannot be pickled: notes tell where they were. And other changes of that version.
# oracle: 3.14
import copy
import functools
import io
import os
import pickle
import warnings


def show(function):
    try:
        print(repr(function()))
    except Exception as error:
        text = str(error).split(" at 0x")[0]
        print(type(error).__name__, text, getattr(error, "__notes__", []))


class Holder:
    def __init__(self, value):
        self.value = value


class Reduced:
    def __init__(self, *parts):
        self.parts = parts

    def __reduce__(self):
        return self.parts


bad = [lambda: 0][0]
bad.__qualname__ = "f.<locals>.g"
for dumps in pickle.dumps, pickle._dumps:
    for protocol in 0, 2, 4:
        for value in [[1, {"a": bad}], Holder(bad), (1, bad), {Holder(bad)}, frozenset([Holder(bad)]), {bad: 1}]:
            show(lambda: dumps(value, protocol))
        for parts in [
            (int, (bad,)),
            (bad, ()),
            (list, (), None, iter([1, bad])),
            (dict, (), None, None, iter([(1, bad)])),
            (int, (), bad),
            (int, (), 1, None, None, bad),
            (int, (), None, 5),
            (5, ()),
        ]:
            show(lambda: dumps(Reduced(*parts), protocol))

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    show(lambda: [complex(1j, 2), complex(2, 1j), complex(1j), complex(imag=1j)])
    for warning in caught:
        print(warning.category.__name__, warning.message)

show(lambda: functools.partial(int, base=functools.Placeholder))
show(lambda: functools.partialmethod(int, base=functools.Placeholder))
show(lambda: pickle.loads(pickle.dumps(functools.Placeholder)) is functools.Placeholder)
show(lambda: copy.copy(functools.Placeholder) is functools.Placeholder)
show(lambda: [io.Reader[int], io.Writer[str]])

os.putenv("RELOADED", "1")
os.reload_environ()
print(os.environ["RELOADED"])


# A class has what computes its annotations when its body has run.
class Annotated:
    x: int
    print(sorted(name for name in locals() if "annot" in name))


print(Annotated.__annotations__)
