"""Threads of tests: they start, they end, and none is left."""
import contextlib
import functools
import sys
import threading
import time
import unittest

from . import SHORT_TIMEOUT, gc_collect


def threading_setup():
    """What threading_cleanup() wants later."""
    return (threading.active_count(),)


def threading_cleanup(*original_values):
    """Waits a second for the threads that have been started since to end; says so if they do not."""
    from . import print_warning
    (original,) = original_values[:1]
    deadline = time.monotonic() + 1.0
    while threading.active_count() > original and time.monotonic() < deadline:
        time.sleep(0.01)
        gc_collect()
    left = threading.active_count() - original
    if left > 0:
        print_warning(f"threading_cleanup() failed to clean up {left} threads")


def reap_threads(func):
    """A decorator: the threads of a test have ended when it has."""
    @functools.wraps(func)
    def wrapper(*args):
        key = threading_setup()
        try:
            return func(*args)
        finally:
            threading_cleanup(*key)
    return wrapper


@contextlib.contextmanager
def wait_threads_exit(timeout=None):
    """Waits at the end for the threads started inside; AssertionError if that takes longer than `timeout` seconds."""
    if timeout is None:
        timeout = SHORT_TIMEOUT
    before = threading.active_count()
    try:
        yield
    finally:
        start = time.monotonic()
        while threading.active_count() > before:
            if time.monotonic() > start + timeout:
                left = threading.active_count() - before
                raise AssertionError(f"wait_threads() failed to cleanup {left} threads after "
                                     f"{time.monotonic() - start:.1f} seconds")
            time.sleep(0.01)


def join_thread(thread, timeout=None):
    """Waits for a thread to end; AssertionError if that takes longer than `timeout` seconds."""
    if timeout is None:
        timeout = SHORT_TIMEOUT
    thread.join(timeout)
    if thread.is_alive():
        raise AssertionError(f"failed to join the thread in {timeout:.1f} seconds")


@contextlib.contextmanager
def start_threads(threads, unlock=None):
    """Starts threads, and waits for them at the end, after calling `unlock`."""
    started = []
    try:
        for thread in threads:
            thread.start()
            started.append(thread)
        yield
    finally:
        if unlock:
            unlock()
        for thread in started:
            join_thread(thread)


class catch_threading_exception:
    """A context manager whose attributes are what threading.excepthook was called with last."""

    def __init__(self):
        self.exc_type = None
        self.exc_value = None
        self.exc_traceback = None
        self.thread = None
        self._old_hook = None

    def _hook(self, args):
        self.exc_type = args.exc_type
        self.exc_value = args.exc_value
        self.exc_traceback = args.exc_traceback
        self.thread = args.thread

    def __enter__(self):
        self._old_hook = threading.excepthook
        threading.excepthook = self._hook
        return self

    def __exit__(self, *exc_info):
        threading.excepthook = self._old_hook
        del self.exc_type
        del self.exc_value
        del self.exc_traceback
        del self.thread


can_start_thread = True


def requires_working_threading(*, module=False):
    """Threads can be started here."""
    return None if module else lambda test: test


def run_concurrently(worker_func, nthreads=None, args=(), kwargs={}):
    """Calls a function in several threads at once, or each of several functions in one."""
    functions = [worker_func] * nthreads if nthreads is not None else list(worker_func)
    barrier = threading.Barrier(len(functions))

    def run(function):
        barrier.wait()
        function(*args, **kwargs)

    with catch_threading_exception() as caught:
        with start_threads([threading.Thread(target=run, args=(function,)) for function in functions]):
            pass
        if caught.exc_value is not None:
            raise caught.exc_value
