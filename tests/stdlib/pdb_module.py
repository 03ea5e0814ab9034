# oracle: 3.14
# The debugger: its commands, breakpoints, post mortem, and what bdb gives to other debuggers.
import bdb
import io
import os
import pdb
import sys

folder = os.path.dirname(os.path.abspath(__file__)) + os.sep


def debugged(commands, function, *args, **kwargs):
    out = io.StringIO()
    debugger = pdb.Pdb(stdin=io.StringIO("\n".join(commands) + "\n"), stdout=out, nosigint=True, readrc=False)
    try:
        result = debugger.runcall(function, *args, **kwargs)
        out.write(f"result {result!r}\n")
    except Exception as error:
        out.write(f"raised {error!r}\n")
    text = out.getvalue().replace(folder, "")
    print(f"== {function.__name__}")
    for line in text.splitlines():
        # The debugger's own frames are CPython's affair.
        if "runcall()" not in line and "-> res = func(" not in line:
            print(line.rstrip())
    bdb.Breakpoint.clearBreakpoints()


def add(a, b=2, *rest, key=None):
    total = a + b
    for item in rest:
        total += item
    return total


def twice(n):
    """Calls add."""
    first = add(n, 1)
    second = add(n, 2, 3, 4, key="k")
    return first * second


def loops():
    found = []
    for i in range(3):
        if i == 1:
            continue
        found.append(i)
    else:
        found.append("end")
    while found:
        found.pop()
    return found


def fails():
    try:
        {}["key"]
    except KeyError:
        pass
    finally:
        x = 1
    raise ValueError("last")


def items():
    yield 1
    yield 2


def generates():
    total = 0
    for item in items():
        total += item
    return total


class Thing:
    def __init__(self, value):
        self.value = value

    def method(self):
        return self.value


def uses():
    thing = Thing(3)
    value = thing.method()
    pairs = {"a": [1, 2], "b": thing.value}
    return value, sorted(pairs)


debugged(["s", "n", "s", "a", "p total", "n", "p total, a", "r", "p $_retval", "retval", "n", "w", "u", "d", "d", "c"], twice, 5)
debugged(["b add", "b", "c", "a", "w", "c", "a", "n", "n", "n", "ignore 1 1", "cl 1", "b", "c"], twice, 1)
debugged(["tbreak add, b == 2", "c", "args", "b", "p rest", "rest", "total = 99", "!total", "n", "p total", "c"], twice, 1)
debugged(["s", "n", "n", "n", "n", "n", "until", "l", "l .", "l 1, 3", "ll", "unt", "c"], loops)
debugged(["s", "n", "n", "n", "n", "n", "n", "n", "c"], fails)
debugged(["s", "n", "n", "s", "s", "c"], generates)
debugged(["s", "s", "s", "w", "r", "n", "whatis thing", "whatis thing.method", "whatis add", "whatis Thing", "pp pairs", "n",
          "n", "pp pairs", "source Thing", "p 1/0", "p", "p nosuch", "nosuch", "foo bar", "display value", "display",
          "value = 4", "p value", "undisplay value", "c"], uses)
debugged(["b add", "commands 1", "silent", "p a", "c", "end", "c"], twice, 3)
debugged(["b add", "condition 1 a > 100", "disable 1", "b", "enable 1", "condition 1", "ignore 1 2", "c"], twice, 3)
debugged(["alias pp2 p %1, %2", "alias", "s", "pp2 n 1", "unalias pp2", "alias pp2", "p 1;; p 2", "u", "u 100", "d 100", "up x",
          "b nosuch", "b 100000", "b nosuch.py:1", "cl 7", "cl x", "enable", "condition", "jump x", "until x", "until 1",
          "l x", "exceptions", "h nosuch", "c"], twice, 3)
debugged(["s", "for k in range(2):", "    print(k, n)", "", "x = (", "1)", "x", "q"], twice, 3)

out = io.StringIO()
try:
    try:
        {}["a"]
    except KeyError as inner:
        raise TypeError("outer") from inner
except TypeError as error:
    debugger = pdb.Pdb(stdin=io.StringIO("w\nexceptions\nexceptions 0\nw\nq\n"), stdout=out, readrc=False)
    debugger.reset()
    debugger.interaction(None, error)
print(out.getvalue().replace(folder, ""))


def here():
    before = 1
    debugger.set_trace()
    after = before + 1
    return after


out = io.StringIO()
debugger = pdb.Pdb(stdin=io.StringIO("p before\nn\nn\np after\nc\n"), stdout=out, nosigint=True, readrc=False)
print(here(), sys.gettrace())
print(out.getvalue().replace(folder, ""))

hooked = []
sys.breakpointhook = lambda *args, **kwargs: hooked.append((args, kwargs))
breakpoint(1, header="h")
print(hooked)
sys.breakpointhook = sys.__breakpointhook__
os.environ["PYTHONBREAKPOINT"] = "0"
print(breakpoint())


class Logged(bdb.Bdb):
    def note(self, kind, frame, what=None):
        if frame.f_code.co_filename == __file__ or frame.f_code.co_filename == os.path.abspath(__file__):
            print(kind, frame.f_code.co_name, frame.f_lineno - add.__code__.co_firstlineno, what)

    def user_call(self, frame, args):
        self.note("call", frame)
        self.set_step()

    def user_line(self, frame):
        self.note("line", frame)
        self.set_step()

    def user_return(self, frame, value):
        self.note("return", frame, value)
        self.set_step()

    def user_exception(self, frame, info):
        self.note("exception", frame, info[0].__name__)
        self.set_step()


logged = Logged()
print(logged.runcall(add, 1, 2, 3))
print(logged.set_break(__file__, 1000000), logged.clear_break(__file__, 5), logged.clear_bpbynumber("x"))
line = add.__code__.co_firstlineno + 3
print(logged.set_break(__file__, line, cond="item > 1"), logged.get_break(__file__, line), logged.get_all_breaks() != {})
bp = logged.get_bpbynumber("1")
print(bp.bpformat().replace(folder, ""), str(bp).replace(folder, ""), bp.hits)
print(logged.clear_all_breaks(), logged.get_all_breaks())
