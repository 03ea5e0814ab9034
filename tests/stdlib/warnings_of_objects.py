# Warnings about an object: the recorded warning has it, the text that is shown has a hint.
import io
import sys
import warnings

sys.stderr = sys.stdout


async def never():
    pass


class Thing:
    def __repr__(self):
        return "thing"


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    never()
    open(__file__)
    warnings.warn("about", source=Thing())
    warnings.warn("about nothing")
    for warning in caught:
        print(warning.category.__name__, type(warning.source).__name__, warning.lineno)
del caught, warning

place = {"filename": "place.py", "lineno": 3}
warnings.simplefilter("always")
warnings.warn_explicit("of a thing", ResourceWarning, **place, source=Thing())
warnings.warn_explicit("of nothing", ResourceWarning, **place)
warnings.showwarning("shown", UserWarning, "place.py", 3, line=" the line ")
out = io.StringIO()
warnings.showwarning("shown", UserWarning, "place.py", 3, out)
print(out.getvalue(), end="")

with warnings.catch_warnings():
    warnings.formatwarning = lambda *args: f"formatted {args[0]} {args[2:]}\n"
    warnings.warn_explicit("of a thing", UserWarning, **place, source=Thing())
    warnings.showwarning = lambda *args: print("shown", args)
    warnings.warn_explicit("of a thing", UserWarning, **place, source=Thing())
