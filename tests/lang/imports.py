# Importing the modules beside this script.
import _module
import _module as renamed
from _module import greet, VALUE as value
from _package import inner
import _package.inner
from _package.inner import deep, up
from _package import *

print(renamed is _module, _module.VALUE, value, greet("you"), _module.__name__,
    _module.__file__.endswith("_module.py"), type(_module).__name__)
print(_package.__name__, _package.LEVEL, inner is _package.inner, deep(), up(), exported, "hidden" in globals(),
    _package.inner.__name__, _package.inner.__package__)
_module.VALUE = "changed"
print(_module.get_value(), value)
import sys
print("_module" in sys.modules, sys.modules["_module"] is _module, __name__, sys.modules["__main__"].__name__,
    _module.seen)


def local_import():
    import _module as m
    from _module import counter
    return m is _module, counter()


print(local_import(), local_import())
for code in ("import no_such_module", "from _module import nothing", "import _module.sub", "import _package.nope",
    "from _package import nope", "from . import x", "from no_such_module.sub import y", "import _broken",
    "import _raises"):
    try:
        exec(code)
    except Exception as e:
        print(code, "->", type(e).__name__ + ":", str(e).split(" (/")[0], getattr(e, "name", None))
import _circular_a
print(_circular_a.result, _circular_a._circular_b.result)
try:
    import _circular_c
except ImportError as e:
    # What follows depends on where the file lies: a circular import, or a file that hides another.
    print(type(e).__name__, str(e).split(" from ")[0])
from math import *
print(floor(2.5), pi > 3)
import collections.abc
print(collections.abc.Iterable.__name__, isinstance([], collections.abc.Iterable))
