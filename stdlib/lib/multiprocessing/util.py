"""What is done when processes begin and end, and the log."""
import atexit
import itertools
import os
import sys
import weakref

__all__ = ["sub_debug", "debug", "info", "sub_warning", "get_logger", "log_to_stderr", "get_temp_dir",
           "register_after_fork", "is_exiting", "Finalize", "ForkAwareThreadLock", "ForkAwareLocal", "close_all_fds_except",
           "SUBDEBUG", "SUBWARNING"]

NOTSET, SUBDEBUG, DEBUG, INFO, SUBWARNING, WARNING = 0, 5, 10, 20, 25, 30
LOGGER_NAME = "multiprocessing"
DEFAULT_LOGGING_FORMAT = "[%(levelname)s/%(processName)s] %(message)s"

_logger = None
_log_to_stderr = False


def sub_debug(msg, *args):
    if _logger:
        _logger.log(SUBDEBUG, msg, *args, stacklevel=2)


def debug(msg, *args):
    if _logger:
        _logger.log(DEBUG, msg, *args, stacklevel=2)


def info(msg, *args):
    if _logger:
        _logger.log(INFO, msg, *args, stacklevel=2)


def sub_warning(msg, *args):
    if _logger:
        _logger.log(SUBWARNING, msg, *args, stacklevel=2)


def get_logger():
    """The logger of this package."""
    global _logger
    if not _logger:
        import logging
        _logger = logging.getLogger(LOGGER_NAME)
        _logger.propagate = 0
    return _logger


def log_to_stderr(level=None):
    """Has the logger write to stderr; returns it."""
    global _log_to_stderr
    import logging
    logger = get_logger()
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter(DEFAULT_LOGGING_FORMAT))
    logger.addHandler(handler)
    if level:
        logger.setLevel(level)
    _log_to_stderr = True
    return logger


def is_abstract_socket_namespace(address):
    """Is it an address of a Unix socket that has no file?"""
    if not address:
        return False
    if isinstance(address, bytes):
        return address[0] == 0
    if isinstance(address, str):
        return address[0] == "\0"
    raise TypeError(f"address type of {address!r} unrecognized")


def get_temp_dir():
    """A folder of this process for temporary files, removed at its end."""
    from . import process
    config = process.current_process()._config
    if config.get("tempdir") is None:
        import shutil
        import tempfile
        config["tempdir"] = tempfile.mkdtemp(prefix="pymp-")
        Finalize(None, shutil.rmtree, args=(config["tempdir"], True), exitpriority=-100)
    return config["tempdir"]


# Functions that a forked process calls first.

_afterfork_registry = weakref.WeakValueDictionary()
_afterfork_counter = itertools.count()


def _run_after_forkers():
    for (_, _, func), obj in sorted(_afterfork_registry.items()):
        try:
            func(obj)
        except Exception as exc:
            info("after forker raised exception %s", exc)


def register_after_fork(obj, func):
    """Has func(obj) called in processes that begin as copies of this one."""
    _afterfork_registry[(next(_afterfork_counter), id(obj), func)] = obj


# Finalizers.

_finalizer_registry = {}
_finalizer_counter = itertools.count()


class Finalize:
    """Calls callback(*args, **kwargs) once: when obj goes, when it is called, or, if it has a priority, at the end."""

    def __init__(self, obj, callback, args=(), kwargs=None, exitpriority=None):
        if exitpriority is not None and not isinstance(exitpriority, int):
            raise TypeError(f"Exitpriority ({exitpriority!r}) must be None or int, not {type(exitpriority)!s}")
        if obj is None and exitpriority is None:
            raise ValueError("Without object, exitpriority cannot be None")
        self._weakref = None if obj is None else weakref.ref(obj, self)
        self._callback = callback
        self._args = args
        self._kwargs = kwargs or {}
        self._key = exitpriority, next(_finalizer_counter)
        self._pid = os.getpid()
        _finalizer_registry[self._key] = self

    def __call__(self, wr=None):
        if _finalizer_registry.pop(self._key, None) is None:
            return None
        result = self._callback(*self._args, **self._kwargs) if self._pid == os.getpid() else None
        self._weakref = self._callback = self._args = self._kwargs = self._key = None
        return result

    def cancel(self):
        """Has the callback not called."""
        if _finalizer_registry.pop(self._key, None) is not None:
            self._weakref = self._callback = self._args = self._kwargs = self._key = None

    def still_active(self):
        return self._key in _finalizer_registry

    def __repr__(self):
        if getattr(self._callback, "__name__", None) is None and self._callback is None:
            return f"<{type(self).__name__} object, dead>"
        text = f"<{type(self).__name__} object, callback={getattr(self._callback, '__name__', self._callback)}"
        if self._args:
            text += f", args={self._args}"
        if self._kwargs:
            text += f", kwargs={self._kwargs}"
        if self._key[0] is not None:
            text += f", exitpriority={self._key[0]}"
        return text + ">"


def _run_finalizers(minpriority=None):
    """Calls those with a priority, the highest first."""
    keys = [key for key in _finalizer_registry
            if key[0] is not None and (minpriority is None or key[0] >= minpriority)]
    for key in sorted(keys, reverse=True):
        finalizer = _finalizer_registry.get(key)
        if finalizer is not None:
            try:
                finalizer()
            except Exception:
                import traceback
                traceback.print_exc()
    if minpriority is None:
        _finalizer_registry.clear()


_exiting = False


def is_exiting():
    return _exiting


def _exit_function():
    """Ends daemonic children and waits for the others."""
    global _exiting
    if _exiting:
        return
    from . import process
    _exiting = True
    _run_finalizers(0)
    for child in process.active_children():
        if child.daemon:
            child._popen.terminate()
    for child in process.active_children():
        child.join()
    _run_finalizers()


atexit.register(_exit_function)


def _cleanup_tests():
    """Ends what tests may have left: there is no server of processes here, and no tracker of resources."""
    _run_finalizers()


class ForkAwareThreadLock:
    """A lock that is free in a process that begins as a copy."""

    def __init__(self):
        import threading
        self._lock = threading.Lock()
        self.acquire = self._lock.acquire
        self.release = self._lock.release
        register_after_fork(self, type(self)._at_fork_reinit)

    def _at_fork_reinit(self):
        self._lock._at_fork_reinit()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)


def __getattr__(name):
    if name == "ForkAwareLocal":
        import threading

        class ForkAwareLocal(threading.local):
            """Attributes of each thread, none in a process that begins as a copy."""

            def __init__(self):
                register_after_fork(self, lambda self: self.__dict__.clear())

            def __reduce__(self):
                return type(self), ()

        globals()[name] = ForkAwareLocal
        return ForkAwareLocal
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def close_all_fds_except(fds):
    """Closes all descriptors but these."""
    last = -1
    for fd in [*sorted(fds), os.sysconf("SC_OPEN_MAX")]:
        os.closerange(last + 1, fd)
        last = fd


def close_fds(*fds):
    for fd in fds:
        os.close(fd)


def _flush_std_streams():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, ValueError):
            pass


class Namespace:
    """An object with attributes of its own."""

    def __init__(self, /, **kwds):
        self.__dict__.update(kwds)

    def __repr__(self):
        shown = sorted(f"{name}={value!r}" for name, value in self.__dict__.items() if not name.startswith("_"))
        return f"{type(self).__name__}({', '.join(shown)})"
