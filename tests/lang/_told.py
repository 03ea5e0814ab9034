"""Calls functions and prints what comes of them, exceptions too."""


def t(f):
    print('#', f.__name__)
    try:
        f()
    except BaseException as e:
        print('  !!', type(e).__name__, e, getattr(e, '__notes__', ''))


def x(f, *a, **k):
    try:
        print('  ->', f(*a, **k))
    except BaseException as e:
        print('  !!', type(e).__name__, e, getattr(e, '__notes__', ''))
