"""Queues between tasks."""
from collections import deque
from types import GenericAlias

from _asyncio import _Waiters
from _queues import QueueState, at_once

from .locks import Event
from .lazy import lookup
from .mixins import _LoopBoundMixin

__all__ = ("Queue", "PriorityQueue", "LifoQueue", "QueueFull", "QueueEmpty", "QueueShutDown")


# What a derived class overrides to keep its items in a way of its own.
_KEEPING = ("_init", "_get", "_put", "qsize", "empty", "full", "get_nowait", "put_nowait")
_NOTHING = object()


class QueueEmpty(Exception):
    """get_nowait() of an empty queue."""


class QueueFull(Exception):
    """put_nowait() into a full queue."""


class QueueShutDown(Exception):
    """The queue has been shut down."""


class Queue(QueueState, _LoopBoundMixin):
    """First in, first out; with `maxsize` above zero, `put` waits while it is full."""

    def __init__(self, maxsize=0):
        self._maxsize = maxsize
        self._getters = _Waiters()
        self._putters = _Waiters()
        self._wakes(self._getters, self._putters)
        self._unfinished_tasks = 0
        # Items of a plain queue are added and removed by native methods; a derived class may keep them as it likes.
        own = type(self)
        self._plain = own is Queue or all(getattr(own, name) is getattr(Queue, name) for name in _KEEPING)
        # Said to be set when the last task is done; reset only when somebody waits for that.
        self._finished = Event()
        self._is_shutdown = False
        self._init(maxsize)

    # What derived classes change.

    def _init(self, maxsize):
        self._queue = deque()

    def _get(self):
        return self._queue.popleft()

    def _put(self, item):
        self._queue.append(item)

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x} {self._format()}>"

    def __str__(self):
        return f"<{type(self).__name__} {self._format()}>"

    __class_getitem__ = classmethod(GenericAlias)

    def _format(self):
        parts = [f"maxsize={self._maxsize!r}"]
        if getattr(self, "_queue", None):
            parts.append(f"_queue={list(self._queue)!r}")
        if self._getters:
            parts.append(f"_getters[{len(self._getters)}]")
        if self._putters:
            parts.append(f"_putters[{len(self._putters)}]")
        if self._unfinished_tasks:
            parts.append(f"tasks={self._unfinished_tasks}")
        if self._is_shutdown:
            parts.append("shutdown")
        return " ".join(parts)

    @property
    def maxsize(self):
        """How many items it holds at most; 0 for any number."""
        return self._maxsize

    def qsize(self):
        """How many items it holds."""
        return len(self._queue)

    def empty(self):
        """Does it hold none?"""
        return not self._queue

    def full(self):
        """Does it hold as many as it can?"""
        if self._maxsize <= 0:
            return False
        return self.qsize() >= self._maxsize

    async def put(self, item):
        """Adds an item, waiting for room."""
        while not self._offer(item):
            if (putter := self._await_room()) is None:
                if self._is_shutdown:
                    raise QueueShutDown
                if not self.full():
                    return self.put_nowait(item)
                putter = self._putters._join(self)
            try:
                await putter
            except:
                self._give_up(putter, self._putters, not self.full())
                raise

    def put_nowait(self, item):
        """Adds an item or raises QueueFull."""
        if self._offer(item):
            return
        if self._is_shutdown:
            raise QueueShutDown
        if self.full():
            raise QueueFull
        self._put(item)
        self._unfinished_tasks += 1
        self._wakeup_next(self._getters)

    async def get(self):
        """Removes the next item, waiting for one."""
        while (item := self._take(_NOTHING)) is _NOTHING:
            if (getter := self._await_item()) is None:
                if not self.empty():
                    return self.get_nowait()
                if self._is_shutdown:
                    raise QueueShutDown
                getter = self._getters._join(self)
            try:
                await getter
            except:
                self._give_up(getter, self._getters, not self.empty())
                raise
        return item

    def get_nowait(self):
        """Removes the next item or raises QueueEmpty."""
        if (item := self._take(_NOTHING)) is not _NOTHING:
            return item
        if self.empty():
            if self._is_shutdown:
                raise QueueShutDown
            raise QueueEmpty
        item = self._get()
        self._wakeup_next(self._putters)
        return item

    @staticmethod
    def _give_up(waiter, waiters, possible):
        """A task stops waiting: if it was woken because its wish is possible now, the next one is."""
        waiter.cancel()
        waiters._take_out(waiter)
        if possible and not waiter.cancelled():
            waiters._wake_next(None)

    def _wakeup_next(self, waiters):
        """Wakes the first who still waits."""
        while waiters:
            waiter = waiters.popleft()
            if not waiter.done():
                waiter.set_result(None)
                break

    def task_done(self):
        """The work on an item that was taken is done."""
        if (all_done := self._done()) is None:
            raise ValueError("task_done() called too many times")
        if all_done:
            self._finished.set()

    async def join(self):
        """Waits until the work on all items is done."""
        if self._unfinished_tasks > 0:
            self._finished.clear()
            await self._finished.wait()

    def shutdown(self, immediate=False):
        """From now on `put` raises QueueShutDown, and `get` does when the queue is empty, or at once."""
        self._is_shutdown = True
        self._plain = False
        if immediate:
            while not self.empty():
                self._get()
                if self._unfinished_tasks > 0:
                    self._unfinished_tasks -= 1
            if self._unfinished_tasks == 0:
                self._finished.set()
        for waiters in (self._getters, self._putters):
            while waiters._wake_next(None):
                pass


at_once(Queue.put, Queue.get)


class PriorityQueue(Queue):
    """The smallest item comes first."""

    def _init(self, maxsize):
        global heappush, heappop
        from heapq import heappop, heappush
        self._queue = []

    def _put(self, item):
        heappush(self._queue, item)

    def _get(self):
        return heappop(self._queue)


class LifoQueue(Queue):
    """The item added last comes first."""

    def _init(self, maxsize):
        self._queue = []

    def _put(self, item):
        self._queue.append(item)

    def _get(self):
        return self._queue.pop()


__getattr__ = lookup(__name__, "collections heapq locks mixins")
