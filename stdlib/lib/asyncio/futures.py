"""Futures. They are native; here are the names, and what joins them to those of concurrent.futures."""
from _asyncio import Future, isfuture

from . import events, exceptions
from .lazy import lookup

__all__ = ("Future", "wrap_future", "isfuture", "future_add_to_awaited_by", "future_discard_from_awaited_by")

_CFuture = Future


def __getattr__(name):
    if name in _IN_PYTHON:
        from . import python_tasks
        value = globals()[name] = getattr(python_tasks, _IN_PYTHON[name])
        return value
    if name in ("_PENDING", "_CANCELLED", "_FINISHED"):
        from . import base_futures
        return getattr(base_futures, name)
    return _module(name)


def _concurrent():
    import concurrent.futures
    return concurrent


_module = lookup(__name__, "base_futures format_helpers contextvars logging sys _asyncio", concurrent=_concurrent)
# What is written in the language a second time, and loaded when a program asks for it.
_IN_PYTHON = {"_PyFuture": "Future", "_py_future_add_to_awaited_by": "future_add_to_awaited_by",
              "_py_future_discard_from_awaited_by": "future_discard_from_awaited_by"}
STACK_DEBUG = 9  # one below logging.DEBUG


def wrap_future(future, *, loop=None):
    """A future of asyncio for one of concurrent.futures."""
    if isfuture(future):
        return future
    import concurrent.futures
    assert isinstance(future, concurrent.futures.Future), f"concurrent.futures.Future is expected, got {future!r}"
    if loop is None:
        loop = events.get_event_loop()
    new = loop.create_future()
    _chain_future(future, new)
    return new


def _convert_future_exc(exc):
    """The exception of this package for one of concurrent.futures."""
    import concurrent.futures
    if type(exc) is concurrent.futures.CancelledError:
        return exceptions.CancelledError(*exc.args).with_traceback(exc.__traceback__)
    if type(exc) is concurrent.futures.InvalidStateError:
        return exceptions.InvalidStateError(*exc.args).with_traceback(exc.__traceback__)
    return exc


def _set_concurrent_future_state(concurrent, source):
    assert source.done()
    if source.cancelled():
        concurrent.cancel()
    if not concurrent.set_running_or_notify_cancel():
        return
    if (exception := source.exception()) is not None:
        concurrent.set_exception(_convert_future_exc(exception))
    else:
        concurrent.set_result(source.result())


def _copy_future_state(source, dest):
    """Gives dest, a future of asyncio, the outcome of source."""
    assert source.done()
    if dest.cancelled():
        return
    assert not dest.done()
    if source.cancelled():
        dest.cancel()
    elif (exception := source.exception()) is not None:
        dest.set_exception(_convert_future_exc(exception))
    else:
        dest.set_result(source.result())


def _chain_future(source, destination):
    """The outcome of source becomes that of destination; cancelling destination cancels source. Each may be of asyncio
    or of concurrent.futures."""
    import concurrent.futures
    if not isfuture(source) and not isinstance(source, concurrent.futures.Future):
        raise TypeError("A future is required for source argument")
    if not isfuture(destination) and not isinstance(destination, concurrent.futures.Future):
        raise TypeError("A future is required for destination argument")
    source_loop = _get_loop(source) if isfuture(source) else None
    dest_loop = _get_loop(destination) if isfuture(destination) else None

    def set_state(future, other):
        if isfuture(future):
            _copy_future_state(other, future)
        else:
            _set_concurrent_future_state(future, other)

    def check_cancelled(destination):
        if destination.cancelled():
            if source_loop is None or source_loop is events._get_running_loop():
                source.cancel()
            else:
                source_loop.call_soon_threadsafe(source.cancel)

    def copy_state(source):
        if destination.cancelled() and dest_loop is not None and dest_loop.is_closed():
            return
        if dest_loop is None or dest_loop is events._get_running_loop():
            set_state(destination, source)
        elif not dest_loop.is_closed():
            dest_loop.call_soon_threadsafe(set_state, destination, source)

    destination.add_done_callback(check_cancelled)
    source.add_done_callback(copy_state)


def _get_loop(fut):
    """The loop of a future of any kind."""
    return fut.get_loop() if hasattr(fut, "get_loop") else fut._loop


def _set_result_unless_cancelled(fut, result):
    if not fut.cancelled():
        fut.set_result(result)


# Who waits for a future without awaiting it, for call graphs.
_awaited_by = None


def future_add_to_awaited_by(fut, waiter, /):
    """Notes for call graphs that `waiter` waits for `fut`, though it does not await it."""
    global _awaited_by
    if _awaited_by is None:
        from weakref import WeakKeyDictionary
        _awaited_by = WeakKeyDictionary()
    if isinstance(fut, Future) and isinstance(waiter, Future):
        _awaited_by.setdefault(fut, {})[waiter] = None


def future_discard_from_awaited_by(fut, waiter, /):
    """Takes back what future_add_to_awaited_by noted."""
    if _awaited_by is not None and fut in _awaited_by:
        _awaited_by[fut].pop(waiter, None)


def _noted_awaiters(fut):
    """Those that future_add_to_awaited_by noted."""
    return () if _awaited_by is None else _awaited_by.get(fut, ())
