"""Which loop runs, and the loop's class."""
from _asyncio import (
    Handle, TimerHandle, _get_running_loop, _set_event_loop, _set_running_loop, get_event_loop, get_running_loop)

__all__ = ("AbstractEventLoop", "AbstractServer", "Handle", "TimerHandle", "BaseEventLoop", "SelectorEventLoop",
           "EventLoop", "Server", "get_event_loop", "set_event_loop", "new_event_loop", "_set_running_loop",
           "get_running_loop", "_get_running_loop")


class AbstractEventLoop:
    """What an event loop is; `isinstance(loop, asyncio.AbstractEventLoop)`."""


class AbstractServer:
    """What a server is."""


from .base_events import BaseEventLoop, SelectorEventLoop, Server  # noqa: E402  derived from the above

EventLoop = SelectorEventLoop


def new_event_loop():
    """A new loop, which is not running and not set."""
    return SelectorEventLoop()


def set_event_loop(loop):
    """Sets what `get_event_loop` returns outside coroutines."""
    if loop is not None and not isinstance(loop, AbstractEventLoop):
        raise TypeError("loop must be an instance of AbstractEventLoop or None, not "
                        f"'{type(loop).__name__}'")
    _set_event_loop(loop)
