"""What is a coroutine."""
import sys

from _asyncio import _debug_wanted, iscoroutine

from .format_helpers import _format_coroutine
from .lazy import lookup

__all__ = ("iscoroutinefunction", "iscoroutine")


_is_coroutine = object()


def _is_debug_mode():
    """Are loops made in debug mode?"""
    # A program that has changed os.environ has loaded os.
    environ = sys.modules["os"].environ if "os" in sys.modules else ()
    return _debug_wanted() or ("PYTHONASYNCIODEBUG" in environ and bool(environ["PYTHONASYNCIODEBUG"]))


def iscoroutinefunction(func):
    """Is it an `async def` function? Deprecated: inspect has this function too."""
    import inspect
    import warnings
    warnings.warn("'asyncio.iscoroutinefunction' is deprecated and slated for removal in Python 3.16; "
                  "use inspect.iscoroutinefunction() instead", DeprecationWarning, stacklevel=2)
    return _iscoroutinefunction(func)


def _iscoroutinefunction(func):
    import inspect
    return inspect.iscoroutinefunction(func)


__getattr__ = lookup(__name__, "collections inspect os types")
