# sys.settrace() and sys.setprofile() are there, sys.monitoring, which is about CPython's instructions, is not. Expressions
# over several lines come to their lines in the order of Rondo's instructions, and a `while` of one line once more.
import sys

print(hasattr(sys, "monitoring"))


def lines():
    n = 2
    while n: n -= 1
    return (1 if n
            else 2)


def tracer(frame, event, arg):
    if frame.f_code is lines.__code__:
        print(event, frame.f_lineno - lines.__code__.co_firstlineno)
    return tracer


sys.settrace(tracer)
lines()
sys.settrace(None)
