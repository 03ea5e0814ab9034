"""How callbacks are shown."""
import _asyncio


def _format_callback_source(func, args, *, debug=False):
    """The callback as a handle shows it: `f() at program.py:3`."""
    return _asyncio._describe_callback(func, tuple(args) if args else (), debug)


def _format_coroutine(coro):
    """The coroutine as a task shows it: `main() running at program.py:7`."""
    return _asyncio._describe_coroutine(coro)
