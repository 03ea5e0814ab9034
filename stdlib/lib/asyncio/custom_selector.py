"""The native loop with a selector that the program brought along or looks at: readers and writers are the selector's."""
from types import MethodType

import _asyncio

from .selector_events import BaseSelectorEventLoop

_METHODS = ("_make_self_pipe", "_close_self_pipe", "_read_from_self", "_write_to_self",
            "_process_events", "_watch", "_unwatch", "_add_reader", "_remove_reader", "_add_writer", "_remove_writer",
            "add_reader", "remove_reader", "add_writer", "remove_writer", "_ensure_fd_no_transport")


def use_selector(loop, selector):
    """Has `loop` wait with `selector`."""
    import weakref
    cls = type(loop)
    for name in _METHODS:
        if name not in loop.__dict__ and getattr(cls, name, None) is getattr(_own_class(), name, None):
            setattr(loop, name, MethodType(getattr(BaseSelectorEventLoop, name), loop))
    loop._selector = selector
    loop._transports = weakref.WeakValueDictionary()
    loop._add_callback = MethodType(_add_callback, loop)
    loop._select = MethodType(_select, loop)
    loop.call_soon_threadsafe = MethodType(_call_soon_threadsafe, loop)
    loop._internal_fds = 0
    loop._make_self_pipe()
    _asyncio._use_selector(loop)


def look_up(loop, name):
    """What `loop`, which is native, has as `name` when a program looks at its selector or what belongs to it. A loop
    without native transports waits with that selector from then on."""
    if (watched := _asyncio._take_watches(loop)) is not None:
        selector = loop._given_selector or _default_selector()
        use_selector(loop, selector)
        for fd, reader, writer in watched:
            selector.register(fd, (reader is not None) + 2 * (writer is not None), (reader, writer))
        return loop.__dict__[name]
    if name == "_transports":
        import weakref
        return weakref.WeakValueDictionary(_asyncio._transports(loop))
    if name == "_selector":
        loop._selector = loop._given_selector or _default_selector()
    elif name in ("_ssock", "_csock"):
        loop._read_from_self = MethodType(BaseSelectorEventLoop._read_from_self, loop)
        loop._internal_fds = 0
        loop._close_self_pipe = MethodType(BaseSelectorEventLoop._close_self_pipe, loop)
        BaseSelectorEventLoop._make_self_pipe(loop)
    else:
        return MethodType(getattr(BaseSelectorEventLoop, name), loop)
    return loop.__dict__[name]


def _default_selector():
    import selectors
    return selectors.DefaultSelector()


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
