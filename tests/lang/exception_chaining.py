# __cause__, __context__ and __suppress_context__.
def show(e, indent=0):
    print(" " * indent + repr(e), "suppress" if e.__suppress_context__ else "")
    if e.__cause__:
        print(" " * indent + "cause:")
        show(e.__cause__, indent + 2)
    if e.__context__:
        print(" " * indent + "context:")
        show(e.__context__, indent + 2)


def implicit():
    try:
        raise KeyError("first")
    except KeyError:
        raise ValueError("second")


def explicit():
    try:
        raise KeyError("first")
    except KeyError as e:
        raise ValueError("second") from e


def suppressed():
    try:
        raise KeyError("first")
    except KeyError:
        raise ValueError("second") from None


def in_finally():
    try:
        raise KeyError("first")
    finally:
        raise ValueError("in finally")


def three():
    try:
        implicit()
    except ValueError:
        raise TypeError("third")


def reraised():
    try:
        raise KeyError("same")
    except KeyError:
        try:
            raise ValueError("other")
        except ValueError:
            pass
        raise


def raised_again():
    try:
        raise KeyError("e")
    except KeyError as e:
        raise e


def from_class():
    raise ValueError from TypeError


def handled_then_raised():
    try:
        raise KeyError("handled")
    except KeyError:
        pass
    raise ValueError("no context")


def in_function_called_from_handler():
    try:
        raise KeyError("outside")
    except KeyError:
        from_helper()


def from_helper():
    raise ValueError("inside helper")


def unrelated_cause():
    try:
        raise KeyError("context")
    except KeyError:
        raise ValueError("v") from OSError("cause")


def cycle():
    a, b = KeyError("a"), ValueError("b")
    try:
        raise a
    except KeyError:
        try:
            raise b
        except ValueError:
            raise a


for f in (implicit, explicit, suppressed, in_finally, three, reraised, raised_again, from_class, handled_then_raised,
    in_function_called_from_handler, unrelated_cause, cycle):
    try:
        f()
    except Exception as e:
        print("--", f.__name__)
        show(e)
e = ValueError("x")
e.__cause__ = KeyError("k")
print(e.__suppress_context__, e.__context__)
e.__context__ = None
for code in ("raise ValueError from 5", "e.__cause__ = 5", "e.__context__ = 'x'", "raise 5", "raise None", "raise",
    "raise 'text'", "raise int", "raise ValueError from 'x'", "raise type"):
    try:
        exec(code)
    except Exception as error:
        print(code, "->", type(error).__name__ + ":", error)


def gen():
    try:
        yield
    except KeyError:
        raise ValueError("from generator")


g = gen()
next(g)
try:
    g.throw(KeyError("thrown"))
except ValueError as e:
    show(e)
