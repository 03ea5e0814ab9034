"""Queues between processes."""
import os
import threading
import time
from collections import deque
from queue import Empty, Full

from . import connection, context, reduction, util

__all__ = ["Queue", "SimpleQueue", "JoinableQueue"]

# Tells a feeder that nothing more comes.
_END = object()


class Queue:
    """A queue that any number of processes put into and get from. A thread sends what was put."""

    def __init__(self, maxsize=0, *, ctx):
        from .synchronize import SEM_VALUE_MAX
        if maxsize <= 0:
            maxsize = SEM_VALUE_MAX
        self._maxsize = maxsize
        self._reader, self._writer = connection.Pipe(duplex=False)
        self._rlock = ctx.Lock()
        self._wlock = ctx.Lock()
        # How many there is still room for.
        self._sem = ctx.BoundedSemaphore(maxsize)
        self._opid = os.getpid()
        self._ignore_epipe = False
        self._reset()
        util.register_after_fork(self, Queue._after_fork)

    def __getstate__(self):
        context.assert_spawning(self)
        return (self._ignore_epipe, self._maxsize, self._reader, self._writer, self._rlock, self._wlock, self._sem,
                self._opid)

    def __setstate__(self, state):
        (self._ignore_epipe, self._maxsize, self._reader, self._writer, self._rlock, self._wlock, self._sem,
         self._opid) = state
        self._reset()

    def _after_fork(self):
        self._reset(after_fork=True)

    def _reset(self, after_fork=False):
        if after_fork:
            self._notempty._at_fork_reinit()
        else:
            self._notempty = threading.Condition(threading.Lock())
        self._buffer = deque()
        self._thread = None
        self._jointhread = None
        self._joincancelled = False
        self._closed = False
        self._close = None

    def put(self, obj, block=True, timeout=None):
        """Puts an object in, which is pickled later."""
        if self._closed:
            raise ValueError(f"Queue {self!r} is closed")
        if not self._sem.acquire(block, timeout):
            raise Full
        with self._notempty:
            if self._thread is None:
                self._start_thread()
            self._buffer.append(obj)
            self._notempty.notify()

    def get(self, block=True, timeout=None):
        """Takes an object out."""
        if self._closed:
            raise ValueError(f"Queue {self!r} is closed")
        if block and timeout is None:
            with self._rlock:
                data = self._reader.recv_bytes()
            self._sem.release()
        else:
            if block:
                end = time.monotonic() + timeout
            if not self._rlock.acquire(block, timeout):
                raise Empty
            try:
                if block:
                    if not self._reader.poll(max(0, end - time.monotonic())):
                        raise Empty
                elif not self._reader.poll():
                    raise Empty
                data = self._reader.recv_bytes()
                self._sem.release()
            finally:
                self._rlock.release()
        return reduction.ForkingPickler.loads(data)

    def qsize(self):
        """About how many objects there are."""
        return self._maxsize - self._sem.get_value()

    def empty(self):
        return not self._reader.poll()

    def full(self):
        return self._sem.get_value() == 0

    def get_nowait(self):
        return self.get(False)

    def put_nowait(self, obj):
        return self.put(obj, False)

    def close(self):
        """This process will put nothing more."""
        self._closed = True
        close, self._close = self._close, None
        if close:
            close()
        self._reader.close()

    def join_thread(self):
        """Waits until all that was put is sent. The queue is closed."""
        assert self._closed, f"Queue {self!r} not closed"
        if self._jointhread:
            self._jointhread()

    def cancel_join_thread(self):
        """Does not wait at the end until all that was put is sent."""
        self._joincancelled = True
        try:
            self._jointhread.cancel()
        except AttributeError:
            pass

    def _terminate_broken(self):
        self._reader.close()
        self.close()
        self.join_thread()

    def _start_thread(self):
        self._buffer.clear()
        self._thread = threading.Thread(
            target=Queue._feed, name="QueueFeederThread", daemon=True,
            args=(self._buffer, self._notempty, self._writer, self._wlock, self._on_queue_feeder_error, self._sem,
                  self._ignore_epipe))
        self._thread.start()
        if not self._joincancelled:
            self._jointhread = util.Finalize(self._thread, _join, [self._thread], exitpriority=-5)
        self._close = util.Finalize(self, _end, [self._buffer, self._notempty], exitpriority=10)

    @staticmethod
    def _feed(buffer, notempty, writer, wlock, onerror, room, ignore_epipe):
        while True:
            with notempty:
                while not buffer:
                    notempty.wait()
                obj = buffer.popleft()
            if obj is _END:
                writer.close()
                return
            try:
                data = reduction.ForkingPickler.dumps(obj)
                with wlock:
                    writer.send_bytes(data)
            except Exception as exc:
                if ignore_epipe and isinstance(exc, BrokenPipeError):
                    return
                if util.is_exiting():
                    return
                # It takes no room.
                room.release()
                onerror(exc, obj)
            obj = None

    @staticmethod
    def _on_queue_feeder_error(e, obj):
        """What is done when an object cannot be pickled or sent."""
        import traceback
        traceback.print_exc()

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)


def _join(thread):
    thread.join()


def _end(buffer, notempty):
    with notempty:
        buffer.append(_END)
        notempty.notify()


class JoinableQueue(Queue):
    """A queue that knows of how many objects it was not told that they are done with."""

    def __init__(self, maxsize=0, *, ctx):
        super().__init__(maxsize, ctx=ctx)
        self._unfinished_tasks = ctx.Semaphore(0)
        self._cond = ctx.Condition()

    def __getstate__(self):
        return super().__getstate__() + (self._cond, self._unfinished_tasks)

    def __setstate__(self, state):
        super().__setstate__(state[:-2])
        self._cond, self._unfinished_tasks = state[-2:]

    def put(self, obj, block=True, timeout=None):
        if self._closed:
            raise ValueError(f"Queue {self!r} is closed")
        if not self._sem.acquire(block, timeout):
            raise Full
        with self._notempty, self._cond:
            if self._thread is None:
                self._start_thread()
            self._buffer.append(obj)
            self._unfinished_tasks.release()
            self._notempty.notify()

    def task_done(self):
        """Tells that an object that was got is done with."""
        with self._cond:
            if not self._unfinished_tasks.acquire(False):
                raise ValueError("task_done() called too many times")
            if self._unfinished_tasks.get_value() == 0:
                self._cond.notify_all()

    def join(self):
        """Waits until all that was put is done with."""
        with self._cond:
            if self._unfinished_tasks.get_value():
                self._cond.wait()


class SimpleQueue:
    """A pipe with a lock at each end."""

    def __init__(self, *, ctx):
        self._reader, self._writer = connection.Pipe(duplex=False)
        self._rlock = ctx.Lock()
        self._wlock = ctx.Lock()

    def close(self):
        self._reader.close()
        self._writer.close()

    def empty(self):
        return not self._reader.poll()

    def __getstate__(self):
        context.assert_spawning(self)
        return self._reader, self._writer, self._rlock, self._wlock

    def __setstate__(self, state):
        self._reader, self._writer, self._rlock, self._wlock = state

    def get(self):
        with self._rlock:
            data = self._reader.recv_bytes()
        return reduction.ForkingPickler.loads(data)

    def put(self, obj):
        data = reduction.ForkingPickler.dumps(obj)
        with self._wlock:
            self._writer.send_bytes(data)

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)
