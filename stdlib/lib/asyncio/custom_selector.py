"""The native loop with a selector that the program brought along: readers and writers are the selector's."""
from types import MethodType

import _asyncio

from .selector_events import BaseSelectorEventLoop

_METHODS = ("_make_self_pipe", "_close_self_pipe", "_process_self_data", "_read_from_self", "_write_to_self",
            "_process_events", "_watch", "_unwatch", "_add_reader", "_remove_reader", "_add_writer", "_remove_writer",
            "add_reader", "remove_reader", "add_writer", "remove_writer", "_ensure_fd_no_transport")


def use_selector(loop, selector):
    """Has `loop` wait with `selector`."""
    import weakref
    cls = type(loop)
    for name in _METHODS:
        if getattr(cls, name, None) is getattr(_own_class(), name, None):
            setattr(loop, name, MethodType(getattr(BaseSelectorEventLoop, name), loop))
    loop._selector = selector
    loop._transports = weakref.WeakValueDictionary()
    loop._add_callback = MethodType(_add_callback, loop)
    loop._select = MethodType(_select, loop)
    loop.call_soon_threadsafe = MethodType(_call_soon_threadsafe, loop)
    loop._make_self_pipe()
    _asyncio._use_selector(loop)


def _own_class():
    from .base_events import SelectorEventLoop
    return SelectorEventLoop


def _select(self, timeout):
    self._process_events(self._selector.select(timeout))


def _add_callback(self, handle):
    _asyncio._add_ready(self, handle)


def _call_soon_threadsafe(self, callback, *args, context=None):
    handle = self.call_soon(callback, *args, context=context)
    self._write_to_self()
    return handle
