"""One exit function that fails does not keep the others from running, and is reported; the hook that reports it can be
called by hand."""

import atexit
import sys

atexit.register(print, 'last')
atexit.register(int, 'x')
atexit.register(print, 'first')


class Fails:
    def __del__(self):
        raise KeyError('deleted')


def hook(args):
    print(args.exc_type.__name__, args.exc_value)
    kinds.append(type(args))


kinds = []
sys.unraisablehook = hook
Fails()
sys.unraisablehook = sys.__unraisablehook__

error = ValueError('told')
for message in ('told by hand', None):
    sys.unraisablehook(kinds[0]((ValueError, error, None, message, None)))
for wrong in (5, (ValueError, error, None, None, None), kinds[0]):
    try:
        sys.unraisablehook(wrong)
    except TypeError as e:
        print(e)
sys.unraisablehook = hook
