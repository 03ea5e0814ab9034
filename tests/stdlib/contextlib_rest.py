# contextlib: redirect, ExitStack's finer points, ContextDecorator.
import contextlib
import io
out = io.StringIO()
with contextlib.redirect_stdout(out):
    print("captured")
print(repr(out.getvalue()))


class Deco(contextlib.ContextDecorator):
    def __enter__(self):
        print("enter")

    def __exit__(self, *e):
        print("exit")


@Deco()
def f():
    print("in f")


f()
with contextlib.ExitStack() as stack:
    stack.push(lambda kind, e, tb: print("pushed sees", kind.__name__) or True)
    stack.callback(print, "called", sep="|")
    raise ValueError
with contextlib.ExitStack() as stack:
    stack.callback(print, "not yet")
    kept = stack.pop_all()
print("after")
kept.close()


@contextlib.contextmanager
def manager():
    try:
        yield 1
    except ValueError as e:
        print("manager saw", e)
        raise KeyError("replaced") from e


try:
    with manager():
        raise ValueError("v")
except KeyError as e:
    print(repr(e), repr(e.__cause__))
m = manager()
with m:
    pass
try:
    with m:
        pass
except (RuntimeError, AttributeError) as e:
    print(type(e).__name__)
