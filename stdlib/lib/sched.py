"""Calls of functions at their times, one after the other."""

import heapq
import itertools
import threading
import time
from collections import namedtuple
from time import monotonic as _time

__all__ = ['scheduler']

Event = namedtuple('Event', 'time, priority, sequence, action, argument, kwargs')

_NONE = object()


class scheduler:
    """A queue of events with a clock and a way to wait."""

    def __init__(self, timefunc=_time, delayfunc=time.sleep):
        self._queue = []
        self._lock = threading.RLock()
        self.timefunc = timefunc
        self.delayfunc = delayfunc
        self._sequence = itertools.count()

    def enterabs(self, time, priority, action, argument=(), kwargs=_NONE):
        """Adds an event at a time of the clock; returns it, for cancel()."""
        if kwargs is _NONE:
            kwargs = {}
        with self._lock:
            event = Event(time, priority, next(self._sequence), action, argument, kwargs)
            heapq.heappush(self._queue, event)
        return event

    def enter(self, delay, priority, action, argument=(), kwargs=_NONE):
        """Adds an event that is so long from now; returns it, for cancel()."""
        return self.enterabs(self.timefunc() + delay, priority, action, argument, kwargs)

    def cancel(self, event):
        """Takes an event from the queue; raises ValueError if it is not there."""
        with self._lock:
            self._queue.remove(event)
            heapq.heapify(self._queue)

    def empty(self):
        """Are there no events?"""
        with self._lock:
            return not self._queue

    def run(self, blocking=True):
        """Calls each event at its time until there are none; or, not blocking, those that are due.

        Not blocking, it returns how long the next event is away, or None.
        """
        while True:
            with self._lock:
                if not self._queue:
                    return None
                event = self._queue[0]
                now = self.timefunc()
                wait = event.time > now
                if not wait:
                    heapq.heappop(self._queue)
            if wait:
                if not blocking:
                    return event.time - now
                self.delayfunc(event.time - now)
            else:
                event.action(*event.argument, **event.kwargs)
                # Other threads have their turn.
                self.delayfunc(0)

    @property
    def queue(self):
        """The events in the order that they will have."""
        with self._lock:
            return sorted(self._queue)
