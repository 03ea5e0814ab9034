"""How callbacks are shown, and where things were made."""
import sys

import _asyncio

from . import constants
from .lazy import lookup


def _get_function_source(func):
    """The file and line where a function is defined; None if it is native."""
    import functools
    import inspect
    func = inspect.unwrap(func)
    if inspect.isfunction(func):
        return func.__code__.co_filename, func.__code__.co_firstlineno
    if isinstance(func, (functools.partial, functools.partialmethod)):
        return _get_function_source(func.func)
    return None


def _format_callback_source(func, args, *, debug=False):
    """The callback as a handle shows it: `f() at program.py:3`."""
    return _asyncio._describe_callback(func, tuple(args) if args else (), debug)


def _format_callback(func, args, kwargs, *, debug=False, suffix=""):
    """The callback with its arguments, without its place; of a `functools.partial` that of its function."""
    import functools
    if isinstance(func, functools.partial):
        suffix = _format_args_and_kwargs(args, kwargs, debug=debug) + suffix
        return _format_callback(func.func, func.args, func.keywords, debug=debug, suffix=suffix)
    name = getattr(func, "__qualname__", None) or getattr(func, "__name__", None) or repr(func)
    return name + _format_args_and_kwargs(args, kwargs, debug=debug) + suffix


def _format_args_and_kwargs(args, kwargs, *, debug=False):
    """The arguments as a call shows them; nothing unless `debug`."""
    if not debug:
        return "()"
    import reprlib
    shown = [reprlib.repr(arg) for arg in args or ()]
    shown += [f"{name}={reprlib.repr(value)}" for name, value in (kwargs or {}).items()]
    return f"({', '.join(shown)})"


def _format_coroutine(coro):
    """The coroutine as a task shows it: `main() running at program.py:7`."""
    return _asyncio._describe_coroutine(coro)


def _format_foreign_coroutine(coro):
    """As _format_coroutine, of an object that is none of the language's own coroutines."""
    name = (getattr(coro, "__qualname__", None) or getattr(coro, "__name__", None)
            or f"<{type(coro).__name__} without __name__>")
    code = getattr(coro, "cr_code", None) or getattr(coro, "gi_code", None)
    if not code:
        running = getattr(coro, "cr_running", getattr(coro, "gi_running", False))
        return f"{name}() running" if running else f"{name}()"
    filename = code.co_filename or "<empty co_filename>"
    frame = getattr(coro, "gi_frame", None) or getattr(coro, "cr_frame", None)
    if frame is not None:
        return f"{name}() running at {filename}:{frame.f_lineno}"
    return f"{name}() done, defined at {filename}:{code.co_firstlineno}"


def extract_stack(f=None, limit=None):
    """The stack above a frame, by default the caller's, no deeper than debug mode keeps it."""
    import traceback
    if f is None:
        f = sys._getframe().f_back
    if limit is None:
        limit = constants.DEBUG_STACK_DEPTH
    stack = traceback.StackSummary.extract(traceback.walk_stack(f), limit=limit, lookup_lines=False)
    stack.reverse()
    return stack


def _source_traceback():
    """The stack of what made the future, task or handle that is being made."""
    return extract_stack(sys._getframe(1))


__getattr__ = lookup(__name__, "functools inspect reprlib traceback")
