"""Locks, events, conditions and semaphores. All are fair: who waits first goes first. Barriers are beside."""
from _asyncio import _Waiters
from _locks import ConditionState, EventState, LockState, SemaphoreState, at_once

from .exceptions import CancelledError
from .lazy import lookup
from .mixins import _LoopBoundMixin

__all__ = ("Lock", "Event", "Condition", "Semaphore", "BoundedSemaphore", "Barrier")


class _Described(_LoopBoundMixin):
    """Says of itself how it is and how many wait."""

    def __repr__(self):
        waiting = f", waiters:{len(self._waiters)}" if self._waiters else ""
        return f"<{object.__repr__(self)[1:-1]} [{self._describe()}{waiting}]>"


class _ContextManagerMixin:
    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, exc_type, exc, tb):
        self.release()

    def _is_plain(self, base):
        """Are acquire and release those of the base? Nobody needs to call them then."""
        own = type(self)
        return own is base or (own.acquire is base.acquire and own.release is base.release)


class Lock(LockState, _ContextManagerMixin, _Described):
    """Held by one task at a time."""

    def __init__(self):
        self._waiters = None
        self._plain = self._is_plain(Lock)

    def _describe(self):
        return "locked" if self._locked else "unlocked"

    async def acquire(self):
        """Waits until the lock is free and takes it."""
        if (waiter := self._take()) is True:
            return True
        try:
            await waiter
        except BaseException as exc:
            self._give_up(waiter, isinstance(exc, CancelledError))
            raise
        return self._taken(waiter)


class Event(EventState, _Described):
    """A flag that tasks wait for."""

    def __init__(self):
        self._waiters = _Waiters()

    def _describe(self):
        return "set" if self._value else "unset"

    async def wait(self):
        """Waits until the flag is set."""
        if (waiter := self._take()) is True:
            return True
        try:
            await waiter
        except:
            self._give_up(waiter, False)
            raise
        return self._taken(waiter)


class Condition(ConditionState, _ContextManagerMixin, _Described):
    """Tasks that hold a lock wait until another tells them that something has changed."""

    def __init__(self, lock=None):
        if lock is None:
            lock = Lock()
        self._lock = lock
        self.locked = lock.locked
        self.acquire = lock.acquire
        self.release = lock.release
        self._waiters = _Waiters()
        self._plain = self._is_plain(Condition)

    def _describe(self):
        return "locked" if self.locked() else "unlocked"

    async def wait(self):
        """Gives the lock up, waits to be notified, and takes the lock again."""
        waiter = self._let_go()
        try:
            try:
                try:
                    await waiter
                finally:
                    self._forget(waiter)
            finally:
                if not self._retake():
                    await self._acquire_whatever_happens()
        except BaseException:
            # If this task was notified, its notice goes to another.
            self._notify(1)
            raise
        return True

    async def _acquire_whatever_happens(self):
        """Takes the lock, as the caller's `async with` expects to hold it; is cancelled only then."""
        cancelled = None
        while True:
            try:
                await self.acquire()
                break
            except CancelledError as exc:
                cancelled = exc
        if cancelled is not None:
            try:
                raise cancelled
            finally:
                cancelled = None

    async def wait_for(self, predicate):
        """Waits until predicate() is true, and returns its value."""
        while not (result := predicate()):
            await self.wait()
        return result

    def notify_all(self):
        """Wakes all tasks that wait."""
        self.notify(len(self._waiters))


class Semaphore(SemaphoreState, _ContextManagerMixin, _Described):
    """Held by as many tasks at a time as its value says."""

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("Semaphore initial value must be >= 0")
        self._waiters = None
        self._value = value
        self._plain = self._is_plain(Semaphore)

    def _describe(self):
        return "locked" if self.locked() else f"unlocked, value:{self._value}"

    async def acquire(self):
        """Waits until the value is above zero and takes one from it."""
        if (waiter := self._take()) is True:
            return True
        try:
            await waiter
        except BaseException as exc:
            self._give_up(waiter, isinstance(exc, CancelledError))
            raise
        return self._taken(waiter)


at_once((Lock.acquire, Semaphore.acquire, Event.wait), _ContextManagerMixin.__aenter__, _ContextManagerMixin.__aexit__)


class BoundedSemaphore(Semaphore):
    """A semaphore that is not released more often than acquired."""

    def __init__(self, value=1):
        super().__init__(value)
        self._bound_value = value


def _barrier():
    from .barriers import Barrier
    return Barrier


def _barrier_state():
    from .barriers import _BarrierState
    return _BarrierState


__getattr__ = lookup(__name__, "collections enum exceptions mixins", Barrier=_barrier, _BarrierState=_barrier_state)
