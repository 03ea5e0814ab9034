"""Shows what comes of a call and of a text of code."""


def t(f, *a, **k):
    """Prints the result of a call, or the exception."""
    try:
        print('ok', repr(f(*a, **k))[:300])
    except RecursionError as e:
        # Where it says how much of the stack is used, it says another number each time.
        print(type(e).__name__)
    except BaseException as e:
        print(type(e).__name__, '|', str(e)[:300])


def x(src, ns=None):
    """Prints the variables that running a text leaves in its namespace, or the exception."""
    d = ns if ns is not None else {}
    try:
        exec(src, d)
        print('ok', {k: v for k, v in d.items() if k != '__builtins__' and not callable(v)})
    except BaseException as e:
        print(type(e).__name__, '|', str(e)[:300], getattr(e, 'lineno', ''), getattr(e, 'offset', ''))
