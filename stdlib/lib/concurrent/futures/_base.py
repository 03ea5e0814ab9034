"""Futures, and waiting for several of them."""

import threading
import time
from _collections import deque

FIRST_COMPLETED = 'FIRST_COMPLETED'
FIRST_EXCEPTION = 'FIRST_EXCEPTION'
ALL_COMPLETED = 'ALL_COMPLETED'

PENDING = 'PENDING'
RUNNING = 'RUNNING'
CANCELLED = 'CANCELLED'
# Whoever waits has been told of the cancellation.
CANCELLED_AND_NOTIFIED = 'CANCELLED_AND_NOTIFIED'
FINISHED = 'FINISHED'

_SHOWN = {PENDING: 'pending', RUNNING: 'running', CANCELLED: 'cancelled', CANCELLED_AND_NOTIFIED: 'cancelled',
          FINISHED: 'finished'}


class Error(Exception):
    """Base class for all future-related exceptions."""


class CancelledError(Error):
    """The Future was cancelled."""


TimeoutError = TimeoutError


class InvalidStateError(Error):
    """A future cannot do that in its state."""


class BrokenExecutor(RuntimeError):
    """Raised when an executor has become non-functional after a severe failure."""


class _Waiter:
    """Is told of futures that are done; `event` is set when it has seen enough."""

    def __init__(self, left=None, stop_on_exception=False):
        self.event = threading.Event()
        self.finished = []
        # How many must be done; None if one is enough.
        self.left = left
        self.stop_on_exception = stop_on_exception
        self.lock = threading.Lock()

    def add(self, future):
        with self.lock:
            self.finished.append(future)
            if self.left is None:
                self.event.set()
                return
            self.left -= 1
            if self.left == 0 or (self.stop_on_exception and future._state == FINISHED and future._exception):
                self.event.set()


class _AllLocked:
    """Holds the conditions of several futures, in an order that all agree on."""

    def __init__(self, futures):
        self.futures = sorted(futures, key=id)

    def __enter__(self):
        for future in self.futures:
            future._condition.acquire()

    def __exit__(self, *args):
        for future in self.futures:
            future._condition.release()


def as_completed(fs, timeout=None):
    """Yields the futures as they become done; TimeoutError if that takes longer than `timeout` seconds."""
    if timeout is not None:
        end = time.monotonic() + timeout
    fs = set(fs)
    total = len(fs)
    with _AllLocked(fs):
        finished = {f for f in fs if f._state in (CANCELLED_AND_NOTIFIED, FINISHED)}
        pending = fs - finished
        waiter = _Waiter()
        for f in pending:
            f._waiters.append(waiter)
    finished = list(finished)
    try:
        while finished:
            f = finished.pop()
            fs.discard(f)
            yield f
            del f
        while pending:
            if timeout is None:
                patience = None
            else:
                patience = end - time.monotonic()
                if patience < 0:
                    raise TimeoutError(f'{len(pending)} (of {total}) futures unfinished')
            waiter.event.wait(patience)
            with waiter.lock:
                finished = waiter.finished
                waiter.finished = []
                waiter.event.clear()
            finished.reverse()
            while finished:
                f = finished.pop()
                pending.discard(f)
                fs.discard(f)
                with f._condition:
                    f._waiters.remove(waiter)
                yield f
                del f
    finally:
        for f in fs:
            with f._condition:
                if waiter in f._waiters:
                    f._waiters.remove(waiter)


class DoneAndNotDoneFutures(tuple):
    """What wait() returns: the futures that are done and those that are not."""

    __slots__ = ()
    _fields = ('done', 'not_done')
    done = property(lambda self: self[0])
    not_done = property(lambda self: self[1])

    def __new__(cls, done, not_done):
        return tuple.__new__(cls, (done, not_done))

    def __repr__(self):
        return f'DoneAndNotDoneFutures(done={self[0]!r}, not_done={self[1]!r})'


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    """Waits for the futures; returns those that are done and those that are not."""
    fs = set(fs)
    with _AllLocked(fs):
        done = {f for f in fs if f._state in (CANCELLED_AND_NOTIFIED, FINISHED)}
        not_done = fs - done
        if return_when == FIRST_COMPLETED and done:
            return DoneAndNotDoneFutures(done, not_done)
        if return_when == FIRST_EXCEPTION and any(not f.cancelled() and f.exception() is not None for f in done):
            return DoneAndNotDoneFutures(done, not_done)
        if not not_done:
            return DoneAndNotDoneFutures(done, not_done)
        if return_when == FIRST_COMPLETED:
            waiter = _Waiter()
        elif return_when in (FIRST_EXCEPTION, ALL_COMPLETED):
            waiter = _Waiter(len(not_done), return_when == FIRST_EXCEPTION)
        else:
            raise ValueError(f'Invalid return condition: {return_when!r}')
        for f in not_done:
            f._waiters.append(waiter)
    waiter.event.wait(timeout)
    for f in not_done:
        with f._condition:
            f._waiters.remove(waiter)
    done.update(waiter.finished)
    return DoneAndNotDoneFutures(done, fs - done)


def _result_or_cancel(fut, timeout=None):
    try:
        try:
            return fut.result(timeout)
        finally:
            fut.cancel()
    finally:
        del fut


class Future:
    """The result of a call that goes on elsewhere."""

    def __init__(self):
        self._condition = threading.Condition()
        self._state = PENDING
        self._result = None
        self._exception = None
        self._waiters = []
        self._done_callbacks = []

    def _invoke_callbacks(self):
        for callback in self._done_callbacks:
            try:
                callback(self)
            except Exception:
                LOGGER.exception('exception calling callback for %r', self)

    def __repr__(self):
        with self._condition:
            shown = f'<{self.__class__.__name__} at {id(self):#x} state={_SHOWN[self._state]}'
            if self._state == FINISHED:
                if self._exception is not None:
                    shown += f' raised {self._exception.__class__.__name__}'
                else:
                    shown += f' returned {self._result.__class__.__name__}'
            return shown + '>'

    def cancel(self):
        """Cancels the call if it has not begun; returns whether it is cancelled."""
        with self._condition:
            if self._state in (RUNNING, FINISHED):
                return False
            if self._state in (CANCELLED, CANCELLED_AND_NOTIFIED):
                return True
            self._state = CANCELLED
            self._condition.notify_all()
        self._invoke_callbacks()
        return True

    def cancelled(self):
        """Was the call cancelled?"""
        with self._condition:
            return self._state in (CANCELLED, CANCELLED_AND_NOTIFIED)

    def running(self):
        """Does the call go on at this moment?"""
        with self._condition:
            return self._state == RUNNING

    def done(self):
        """Is the call cancelled or finished?"""
        with self._condition:
            return self._state in (CANCELLED, CANCELLED_AND_NOTIFIED, FINISHED)

    def _get_result(self):
        if self._exception is not None:
            try:
                raise self._exception
            finally:
                self = None
        return self._result

    def add_done_callback(self, fn):
        """Has fn(future) called when the call is done, at once if it is."""
        with self._condition:
            if self._state not in (CANCELLED, CANCELLED_AND_NOTIFIED, FINISHED):
                self._done_callbacks.append(fn)
                return
        try:
            fn(self)
        except Exception:
            LOGGER.exception('exception calling callback for %r', self)

    def _wait(self, timeout):
        """Has it an outcome within `timeout`? CancelledError if it is cancelled. The condition is held."""
        for last in (False, True):
            if self._state in (CANCELLED, CANCELLED_AND_NOTIFIED):
                raise CancelledError()
            if self._state == FINISHED:
                return
            if last:
                raise TimeoutError()
            self._condition.wait(timeout)

    def result(self, timeout=None):
        """The call's result, or its exception raised; waits for it."""
        try:
            with self._condition:
                self._wait(timeout)
                return self._get_result()
        finally:
            # No cycle of the exception, its traceback and this frame.
            self = None

    def exception(self, timeout=None):
        """The call's exception, None if it returned; waits for it."""
        with self._condition:
            self._wait(timeout)
            return self._exception

    # For executors.

    def set_running_or_notify_cancel(self):
        """The call is about to begin; false if it was cancelled."""
        with self._condition:
            if self._state == CANCELLED:
                self._state = CANCELLED_AND_NOTIFIED
                for waiter in self._waiters:
                    waiter.add(self)
                return False
            if self._state == PENDING:
                self._state = RUNNING
                return True
            LOGGER.critical('Future %s in unexpected state: %s', id(self), self._state)
            raise RuntimeError('Future in unexpected state')

    def _finish(self, result, exception):
        with self._condition:
            if self._state in (CANCELLED, CANCELLED_AND_NOTIFIED, FINISHED):
                raise InvalidStateError(f'{self._state}: {self!r}')
            self._result = result
            self._exception = exception
            self._state = FINISHED
            for waiter in self._waiters:
                waiter.add(self)
            self._condition.notify_all()
        self._invoke_callbacks()

    def set_result(self, result):
        """The call has returned."""
        self._finish(result, None)

    def set_exception(self, exception):
        """The call has raised."""
        self._finish(None, exception)

    @classmethod
    def __class_getitem__(cls, item):
        import types
        return types.GenericAlias(cls, item)


class _Logger:
    """Stands for logging.getLogger('concurrent.futures'), which is there in programs that log; others get what its
    handler of last resort would write."""

    def exception(self, msg, *args):
        self._log('error', msg, args)

    def critical(self, msg, *args, exc_info=None):
        self._log('critical', msg, args, exc_info)

    def _log(self, level, msg, args, exc_info=True):
        import sys
        if 'logging' in sys.modules:
            import logging
            getattr(logging.getLogger('concurrent.futures'), level)(msg, *args, exc_info=exc_info)
            return
        text = (msg % args if args else msg) + '\n'
        if exc_info:
            from _asyncio import _format_exception
            text += _format_exception(sys.exception())
        sys.stderr.write(text)

    def __getattr__(self, name):
        import logging
        return getattr(logging.getLogger('concurrent.futures'), name)


LOGGER = _Logger()


class WorkItem:
    """A call that an executor is to make, and its future."""

    def __init__(self, future, fn, args, kwargs):
        self.future = future
        self.fn = fn
        self.args = args
        self.kwargs = kwargs


class Executor:
    """What runs calls."""

    def submit(self, fn, /, *args, **kwargs):
        """Has fn(*args, **kwargs) called; returns a future of the result."""
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1, buffersize=None):
        """As map(), the calls being made at the same time."""
        if buffersize is not None and not isinstance(buffersize, int):
            raise TypeError('buffersize must be an integer or None')
        if buffersize is not None and buffersize < 1:
            raise ValueError('buffersize must be None or > 0')
        if timeout is not None:
            end = timeout + time.monotonic()
        arguments = zip(*iterables)
        if buffersize is None:
            fs = deque(self.submit(fn, *args) for args in arguments)
        else:
            fs = deque()
            for args in arguments:
                fs.append(self.submit(fn, *args))
                if len(fs) == buffersize:
                    break

        def results():
            try:
                while fs:
                    if buffersize is not None:
                        for args in arguments:
                            fs.append(self.submit(fn, *args))
                            break
                    future = fs.popleft()
                    if timeout is None:
                        yield _result_or_cancel(future)
                    else:
                        yield _result_or_cancel(future, end - time.monotonic())
            finally:
                for future in fs:
                    future.cancel()
        return results()

    def shutdown(self, wait=True, *, cancel_futures=False):
        """Takes no more calls."""

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False
