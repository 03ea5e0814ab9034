# The lines that a trace function is told of in statements of several lines, whose variables stand on lines of their own.
import sys

SOURCE = '''
def returned():
    x = 1
    return (
        x
    )

def compared(a, b):
    if (a and
        b ==
        a):
        return 1
    return (a <
            b)

def added(a, b):
    c = (a +
         b)
    c = (b
         or a)
    c = not (
        a)
    c = -(
        b)
    return c

def stored(a, b):
    a[
        b
    ] = (
        b
    )
    a[
        b
    ] += b
    b, c = (b,
            a)
    return b

def matched(x):
    match (
        x
    ):
        case 1:
            return 1
        case [a, b]:
            return (a,
                    b)

def looped(n):
    while (
        n
    ):
        n -= 1
    for i in (
        n,
        n
    ):
        n

returned()
compared(1, 1)
compared(0, 1)
added(1, 2)
added(0, 0)
stored([1, 2], 1)
matched(1)
matched([1, 2])
looped(2)
'''
told = []


def trace(frame, event, argument):
    if frame.f_code.co_filename != "<source>" or frame.f_code.co_name == "<module>":
        return None if frame.f_code.co_filename != "<source>" else trace_nothing
    told.append((frame.f_code.co_name, event, frame.f_lineno))
    return trace


def trace_nothing(frame, event, argument):
    return None


code = compile(SOURCE, "<source>", "exec")
sys.settrace(trace)
exec(code, {})
sys.settrace(None)
name = None
for function, event, line in told:
    if event == "call":
        print(f"\n{function}:", end="")
    print(f" {event} {line}" if event != "line" else f" {line}", end="")
print()
