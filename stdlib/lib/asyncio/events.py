"""What a loop is, which loop runs, and policies."""
import _asyncio
from _asyncio import (
    Handle, TimerHandle, _get_running_loop, _set_running_loop, get_event_loop, get_running_loop)

from .lazy import lookup

__all__ = ("AbstractEventLoop", "AbstractServer", "Handle", "TimerHandle", "get_event_loop_policy",
           "set_event_loop_policy", "get_event_loop", "set_event_loop", "new_event_loop", "_set_running_loop",
           "get_running_loop", "_get_running_loop")


def _abstract(names, coroutine_names):
    """Methods that raise NotImplementedError, for a class that only says what there is."""
    def method(name):
        def missing(self, *args, **kwargs):
            raise NotImplementedError
        missing.__name__ = name
        return missing

    def coroutine(name):
        async def missing(self, *args, **kwargs):
            raise NotImplementedError
        missing.__name__ = name
        return missing

    return ({name: method(name) for name in names.split()}
            | {name: coroutine(name) for name in coroutine_names.split()})


class AbstractEventLoop:
    """What an event loop has."""

    locals().update(_abstract(
        "run_forever run_until_complete stop is_running is_closed close _timer_handle_cancelled"
        " call_at time create_future create_task call_soon_threadsafe run_in_executor set_default_executor"
        " add_reader remove_reader add_writer remove_writer add_signal_handler remove_signal_handler"
        " set_task_factory get_task_factory get_exception_handler set_exception_handler default_exception_handler"
        " call_exception_handler get_debug set_debug",
        "shutdown_asyncgens shutdown_default_executor getaddrinfo getnameinfo create_connection create_server"
        " start_tls create_unix_connection create_unix_server connect_accepted_socket create_datagram_endpoint"
        " connect_read_pipe connect_write_pipe subprocess_shell subprocess_exec sendfile sock_recv sock_recv_into"
        " sock_recvfrom sock_recvfrom_into sock_sendto sock_sendall sock_connect sock_accept sock_sendfile"))

    def call_soon(self, callback, *args, context=None):
        return self.call_later(0, callback, *args, context=context)

    def call_later(self, delay, callback, *args, context=None):
        raise NotImplementedError


class AbstractServer:
    """What a server has."""

    locals().update(_abstract("close close_clients abort_clients get_loop is_serving",
                              "start_serving serve_forever wait_closed"))

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc):
        self.close()
        await self.wait_closed()


# Policies say which loop is the current one and make new ones. They are deprecated.

class _AbstractEventLoopPolicy:
    """What a policy has."""

    locals().update(_abstract("get_event_loop set_event_loop new_event_loop", ""))


class _CurrentLoop:
    """The loop of the policy that is in force."""

    @property
    def _loop(self):
        try:
            return _asyncio._get_current_loop()
        except RuntimeError:
            return None

    @_loop.setter
    def _loop(self, loop):
        _asyncio._set_event_loop(loop)


class _BaseDefaultEventLoopPolicy(_AbstractEventLoopPolicy):
    """One current loop for each thread, which has to be set."""

    _loop_factory = None

    def __getattr__(self, name):
        if name != "_local":
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        if self is _event_loop_policy:
            self._local = _CurrentLoop()
        else:
            import threading

            class _Local(threading.local):
                _loop = None

            self._local = _Local()
        return self._local

    def get_event_loop(self):
        if self is _event_loop_policy:
            return _asyncio._get_current_loop()
        if self._local._loop is None:
            import threading
            raise RuntimeError(f"There is no current event loop in thread {threading.current_thread().name!r}.")
        return self._local._loop

    def set_event_loop(self, loop):
        if loop is not None and not isinstance(loop, AbstractEventLoop):
            raise TypeError("loop must be an instance of AbstractEventLoop or None, not "
                            f"'{type(loop).__name__}'")
        if self is _event_loop_policy:
            _asyncio._set_event_loop(loop)
        else:
            self._local._loop = loop

    def new_event_loop(self):
        return self._loop_factory()


class _DefaultEventLoopPolicy(_BaseDefaultEventLoopPolicy):
    """The policy that holds until another is set."""

    @staticmethod
    def _loop_factory():
        from .base_events import SelectorEventLoop
        return SelectorEventLoop()


_event_loop_policy = None


def _get_event_loop_policy():
    global _event_loop_policy
    if _event_loop_policy is None:
        _event_loop_policy = _DefaultEventLoopPolicy()
    return _event_loop_policy


def _set_event_loop_policy(policy):
    global _event_loop_policy
    if policy is not None and not isinstance(policy, _AbstractEventLoopPolicy):
        raise TypeError(f"policy must be an instance of AbstractEventLoopPolicy or None, not '{type(policy).__name__}'")
    _event_loop_policy = policy
    _asyncio._set_policy(policy)


def get_event_loop_policy():
    """The policy. Deprecated."""
    _deprecated("asyncio.get_event_loop_policy")
    return _get_event_loop_policy()


def set_event_loop_policy(policy):
    """Sets the policy; None for the default one. Deprecated."""
    _deprecated("asyncio.set_event_loop_policy")
    _set_event_loop_policy(policy)


def set_event_loop(loop):
    """Sets what `get_event_loop` returns outside coroutines."""
    _get_event_loop_policy().set_event_loop(loop)


def new_event_loop():
    """A new loop, which is not running and not set."""
    return _get_event_loop_policy().new_event_loop()


def _deprecated(name):
    import warnings
    warnings.warn(f"{name!r} is deprecated and slated for removal in Python 3.16", DeprecationWarning, stacklevel=3)


def __getattr__(name):
    if name in ("AbstractEventLoopPolicy", "DefaultEventLoopPolicy"):
        _deprecated("asyncio." + name)
        return _AbstractEventLoopPolicy if name == "AbstractEventLoopPolicy" else _DefaultEventLoopPolicy
    return _module(name)


_module = lookup(__name__, "contextvars os signal socket subprocess sys threading format_helpers")


# The native functions are the only ones there are.
_py__get_running_loop = _c__get_running_loop = _get_running_loop
_py__set_running_loop = _c__set_running_loop = _set_running_loop
_py_get_running_loop = _c_get_running_loop = get_running_loop
_py_get_event_loop = _c_get_event_loop = get_event_loop
