"""Locks that processes share.

What a lock has to give is the count of an `eventfd` of the system: who takes from it reads, who gives back writes, and
who waits does so as for any descriptor. A process that ends while it holds a lock does not give it back.
"""
import os
import select
import threading
import time

from . import context, process, reduction, util

__all__ = ["Lock", "RLock", "Semaphore", "BoundedSemaphore", "Condition", "Event", "Barrier"]

SEM_VALUE_MAX = 2**31 - 1


class _Tokens:
    """A count that processes take from and give to."""

    def __init__(self, count=0, fd=None):
        if fd is None:
            fd = os.eventfd(count, os.EFD_SEMAPHORE | os.EFD_NONBLOCK | os.EFD_CLOEXEC)
        self._fd = fd
        util.Finalize(self, util.close_fds, (fd,))

    def take(self, timeout=None):
        """Takes one; False if there was none within `timeout` seconds."""
        end = None if timeout is None else time.monotonic() + timeout
        while True:
            try:
                os.eventfd_read(self._fd)
                return True
            except BlockingIOError:
                pass
            left = None if end is None else end - time.monotonic()
            if left is not None and left <= 0:
                return False
            select.select([self._fd], [], [], left)

    def give(self):
        os.eventfd_write(self._fd, 1)

    def is_empty(self):
        return not select.select([self._fd], [], [], 0)[0]

    def count(self):
        with open(f"/proc/self/fdinfo/{self._fd}") as info:
            for line in info:
                if line.startswith("eventfd-count:"):
                    return int(line.split()[1], 16)
        raise NotImplementedError("the system does not tell the value of a semaphore")

    def __reduce__(self):
        return _rebuild_tokens, (reduction.DupFd(self._fd),)


def _rebuild_tokens(descriptor):
    return _Tokens(fd=descriptor.detach())


class SemLock:
    """What locks and semaphores have in common."""

    def __init__(self, value, maxvalue):
        if not 0 <= value <= SEM_VALUE_MAX:
            raise ValueError("semaphore value is out of range")
        self._tokens = _Tokens(value)
        self._maxvalue = maxvalue
        self._forget_owner()

    def _forget_owner(self):
        # How often this process holds it, and which thread took it last.
        self._held = 0
        self._owner = None
        util.register_after_fork(self, SemLock._forget_owner_in_child)

    def _forget_owner_in_child(self):
        self._held = 0
        self._owner = None

    def acquire(self, block=True, timeout=None):
        """Takes it; False if that was not possible, at once or within `timeout` seconds."""
        if not block:
            timeout = 0
        elif timeout is not None:
            timeout = max(timeout, 0)
        if not self._tokens.take(timeout):
            return False
        self._held += 1
        self._owner = threading.get_ident()
        return True

    def release(self):
        """Gives it back."""
        if self._maxvalue is not None and self._is_full():
            raise ValueError("semaphore or lock released too many times")
        self._held -= 1
        self._tokens.give()

    def _is_full(self):
        """Is everything there that can be taken?"""
        return not self._tokens.is_empty() if self._maxvalue == 1 else self._tokens.count() >= self._maxvalue

    def locked(self):
        """Is there nothing to take?"""
        return self._tokens.is_empty()

    def _is_mine(self):
        return self._held > 0 and self._owner == threading.get_ident()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *args):
        return self.release()

    def __getstate__(self):
        context.assert_spawning(self)
        return {**self.__dict__, "_held": 0, "_owner": None}

    def __setstate__(self, state):
        self.__dict__.update(state)
        self._forget_owner()

    def _holder(self):
        """Who holds it, as far as this process knows."""
        if self._is_mine():
            name = process.current_process().name
            thread = threading.current_thread().name
            return name if thread == "MainThread" else f"{name}|{thread}"
        if not self._tokens.is_empty():
            return "None"
        return "SomeOtherThread" if self._held > 0 else "SomeOtherProcess"


class Semaphore(SemLock):
    """Held as often at a time as its value says."""

    def __init__(self, value=1, *, ctx):
        super().__init__(value, None)

    def get_value(self):
        """How often it can be acquired now."""
        return self._tokens.count()

    def __repr__(self):
        return f"<{type(self).__name__}(value={self.get_value()})>"


class BoundedSemaphore(Semaphore):
    """A semaphore that is not released more often than acquired."""

    def __init__(self, value=1, *, ctx):
        SemLock.__init__(self, value, value)

    def __repr__(self):
        return f"<{type(self).__name__}(value={self.get_value()}, maxvalue={self._maxvalue})>"


class Lock(SemLock):
    """Held by one at a time; whoever likes releases it."""

    def __init__(self, *, ctx):
        super().__init__(1, 1)

    def __repr__(self):
        return f"<{type(self).__name__}(owner={self._holder()})>"


class RLock(SemLock):
    """Held by one thread at a time, which can take it again."""

    def __init__(self, *, ctx):
        super().__init__(1, 1)

    def acquire(self, block=True, timeout=None):
        if self._is_mine():
            self._held += 1
            return True
        return super().acquire(block, timeout)

    def release(self):
        if not self._is_mine():
            raise AssertionError("attempt to release recursive lock not owned by thread")
        self._held -= 1
        if self._held == 0:
            self._tokens.give()

    def __repr__(self):
        name, count = self._holder(), 0
        if self._is_mine():
            count = self._held
        elif name != "None":
            count = "nonzero"
        return f"<{type(self).__name__}({name}, {count})>"


class Condition:
    """Those who hold a lock wait until another tells them that something has changed."""

    def __init__(self, lock=None, *, ctx):
        self._lock = lock or RLock(ctx=ctx)
        self._sleeping = Semaphore(0, ctx=ctx)
        self._woken = Semaphore(0, ctx=ctx)
        self._wake_up = Semaphore(0, ctx=ctx)
        self._take_methods()

    def _take_methods(self):
        self.acquire = self._lock.acquire
        self.release = self._lock.release

    def __getstate__(self):
        context.assert_spawning(self)
        return self._lock, self._sleeping, self._woken, self._wake_up

    def __setstate__(self, state):
        self._lock, self._sleeping, self._woken, self._wake_up = state
        self._take_methods()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __repr__(self):
        waiting = self._sleeping.get_value() - self._woken.get_value()
        return f"<{type(self).__name__}({self._lock}, {waiting})>"

    def wait(self, timeout=None):
        """Gives the lock up, waits to be notified, and takes the lock again."""
        assert self._lock._is_mine(), "must acquire() condition before using wait()"
        self._sleeping.release()
        count = self._lock._held
        for _ in range(count):
            self._lock.release()
        try:
            return self._wake_up.acquire(True, timeout)
        finally:
            self._woken.release()
            for _ in range(count):
                self._lock.acquire()

    def notify(self, n=1):
        """Wakes as many as n that wait."""
        assert self._lock._is_mine(), "lock is not owned"
        assert not self._wake_up.acquire(False), "notify: Should not have been able to acquire _wait_semaphore"
        # Those whose time was over do not count.
        while self._woken.acquire(False):
            taken = self._sleeping.acquire(False)
            assert taken, "notify: Bug in sleeping_count.acquire - res should not be False"
        sleepers = 0
        while sleepers < n and self._sleeping.acquire(False):
            self._wake_up.release()
            sleepers += 1
        if sleepers:
            for _ in range(sleepers):
                self._woken.acquire()
            # Who is late has not taken what was meant for it.
            while self._wake_up.acquire(False):
                pass

    def notify_all(self):
        """Wakes all that wait."""
        self.notify(n=float("inf"))

    wait_for = threading.Condition.wait_for


class Event:
    """A flag that processes wait for."""

    def __init__(self, *, ctx):
        self._cond = Condition(Lock(ctx=ctx), ctx=ctx)
        self._flag = Semaphore(0, ctx=ctx)

    def is_set(self):
        with self._cond:
            return self._is_set()

    def _is_set(self):
        if self._flag.acquire(False):
            self._flag.release()
            return True
        return False

    def set(self):
        with self._cond:
            self._flag.acquire(False)
            self._flag.release()
            self._cond.notify_all()

    def clear(self):
        with self._cond:
            self._flag.acquire(False)

    def wait(self, timeout=None):
        with self._cond:
            if not self._is_set():
                self._cond.wait(timeout)
            return self._is_set()

    def __repr__(self):
        return f"<{type(self).__qualname__} at {id(self):#x} {'set' if self.is_set() else 'unset'}>"


class Barrier(threading.Barrier):
    """A place where a number of processes and threads wait for each other."""

    def __init__(self, parties, action=None, timeout=None, *, ctx):
        from . import sharedctypes
        if parties < 1:
            raise ValueError("parties must be >= 1")
        self.__setstate__((parties, action, timeout, ctx.Condition(), sharedctypes.RawArray("i", 2)))

    def __setstate__(self, state):
        self._parties, self._action, self._timeout, self._cond, self._numbers = state

    def __getstate__(self):
        return self._parties, self._action, self._timeout, self._cond, self._numbers

    @property
    def _state(self):
        return self._numbers[0]

    @_state.setter
    def _state(self, value):
        self._numbers[0] = value

    @property
    def _count(self):
        return self._numbers[1]

    @_count.setter
    def _count(self, value):
        self._numbers[1] = value
