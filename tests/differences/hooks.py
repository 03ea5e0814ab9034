# The interpreter has no hooks in its loop: debuggers and profilers written for CPython are told so.
import sys

for name in ["settrace", "setprofile"]:
    try:
        getattr(sys, name)(print)
    except NotImplementedError as error:
        print(error)
print(hasattr(sys, "monitoring"))
try:
    breakpoint()
except NotImplementedError as error:
    print(error)
