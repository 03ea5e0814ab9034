"""Functions that run in processes of their own, and what such processes share.

The methods of the default context are the functions of this module.
"""
import sys

from . import context

__all__ = [name for name in dir(context._default_context) if not name.startswith("_")]
globals().update((name, getattr(context._default_context, name)) for name in __all__)

# A process that has a fresh machine knows this program as __mp_main__.
if "__main__" in sys.modules:
    sys.modules["__mp_main__"] = sys.modules["__main__"]


def __getattr__(name):
    if name in ("shared_memory", "heap"):
        raise AttributeError(f"multiprocessing.{name} is not supported: Value, Array and Manager share numbers and objects")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
