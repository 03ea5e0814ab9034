# What exceptions carry: args, str, repr, attributes, notes, tracebacks.
for e in (ValueError(), ValueError("x"), ValueError("x", 2), KeyError("k"), KeyError(), KeyError("a", "b"),
    OSError(2, "No such file"), OSError(2, "msg", "file.txt"), OSError("only"), StopIteration(5), StopIteration(),
    SystemExit(3), SystemExit(), SystemExit(1, 2), UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"),
    AttributeError("a"), NameError("n"), ImportError("i"), Exception(None), Exception([1]), ZeroDivisionError("z"),
    AssertionError(), KeyboardInterrupt(), GeneratorExit(), RecursionError("r"), NotImplementedError(),
    TimeoutError(), FileNotFoundError(2, "m"), ConnectionResetError(104, "reset"), EOFError(), MemoryError()):
    print(type(e).__name__, repr(e), str(e), e.args, end=" | ")
    print({name: getattr(e, name) for name in ("value", "code", "errno", "strerror", "filename", "reason",
        "name") if hasattr(e, name)})
print(type(OSError(2, "x")), type(OSError(13, "x")), type(OSError(111, "x")), type(OSError(32, "x")),
    OSError(2, "x") == OSError(2, "x"))
e = ValueError("v")
e.args = (1, 2)
print(str(e), e.args, e.__traceback__, e.__dict__)
e.extra = "anything"
print(e.__dict__)
e.add_note("first note")
e.add_note("second")
print(e.__notes__)


class Custom(Exception):
    def __init__(self, a, *, b):
        self.a, self.b = a, b

    def __str__(self):
        return f"Custom({self.a}, {self.b})"


class Plain(Custom):
    __str__ = Exception.__str__


print(Custom(1, b=2), repr(Custom(1, b=2)), Custom(1, b=2).args, str(Plain(5, b=6)))


class Twice(Exception):
    def __new__(cls, *args):
        self = super().__new__(cls, *args)
        self.made = True
        return self


print(Twice(1, 2).made, Twice(1).args)


def f():
    raise ValueError("tb")


try:
    f()
except ValueError as e:
    tb = e.__traceback__
    print(tb.tb_lineno, tb.tb_next.tb_lineno, tb.tb_frame.f_code.co_name, tb.tb_next.tb_frame.f_code.co_name,
        tb.tb_next.tb_next)
    print(e.with_traceback(None).__traceback__, e is e.with_traceback(tb), e.__traceback__ is tb)
import sys
print(sys.exc_info())
try:
    raise KeyError("k")
except KeyError as e:
    kind, value, tb = sys.exc_info()
    print(kind, value is e, tb is e.__traceback__, sys.exception() is e)
print(sys.exception())
for code in ("Custom()", "Custom(1)", "StopIteration(1, 2).value.x", "ValueError(x=1)",
    "e = ValueError(); e.__traceback__ = 5", "e = ValueError(); e.args = 5", "BaseException.__init__(5)",
    "AttributeError('m', name='n', obj=1).name.x", "SystemExit(x=1)", "UnicodeDecodeError(1)",
    "ImportError('m', name='n', path='p', x=1)"):
    try:
        exec(code)
        print(code)
    except Exception as error:
        print(code, "->", type(error).__name__ + ":", error)
try:
    object().missing
except AttributeError as e:
    print(e.name, type(e.obj))
try:
    import no_such_module_here
except ImportError as e:
    print(type(e).__name__, e, e.name, e.path)
