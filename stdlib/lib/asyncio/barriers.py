"""Barriers. They are apart from the locks, which more programs use: `enum` takes its time to load."""
from enum import Enum

from .exceptions import BrokenBarrierError
from .locks import Condition, _Described


class _BarrierState(Enum):
    __module__ = "asyncio.locks"

    FILLING = "filling"
    DRAINING = "draining"  # those who waited are on their way
    RESETTING = "resetting"
    BROKEN = "broken"


class Barrier(_Described):
    """Lets tasks go on when there are enough of them."""

    __module__ = "asyncio.locks"
    _waiters = ()  # those of its condition

    def __init__(self, parties):
        if parties < 1:
            raise ValueError("parties must be >= 1")
        self._cond = Condition()
        self._parties = parties
        self._state = _BarrierState.FILLING
        self._count = 0

    def _describe(self):
        return self._state.value + ("" if self.broken else f", waiters:{self.n_waiting}/{self.parties}")

    async def __aenter__(self):
        return await self.wait()

    async def __aexit__(self, *exc):
        pass

    async def wait(self):
        """Waits for the others; returns a number that no other task of this round gets."""
        async with self._cond:
            await self._cond.wait_for(lambda: self._state not in (_BarrierState.DRAINING, _BarrierState.RESETTING))
            if self._state is _BarrierState.BROKEN:
                raise BrokenBarrierError("Barrier aborted")
            try:
                index = self._count
                self._count += 1
                if index + 1 == self._parties:
                    self._state = _BarrierState.DRAINING
                    self._cond.notify_all()
                else:
                    await self._cond.wait_for(lambda: self._state is not _BarrierState.FILLING)
                    if self._state in (_BarrierState.BROKEN, _BarrierState.RESETTING):
                        raise BrokenBarrierError("Abort or reset of barrier")
                return index
            finally:
                self._count -= 1
                if self._count == 0:
                    if self._state in (_BarrierState.RESETTING, _BarrierState.DRAINING):
                        self._state = _BarrierState.FILLING
                    self._cond.notify_all()

    async def reset(self):
        """Back to empty; tasks that wait get BrokenBarrierError."""
        async with self._cond:
            if self._count > 0:
                self._state = _BarrierState.RESETTING
            else:
                self._state = _BarrierState.FILLING
            self._cond.notify_all()

    async def abort(self):
        """Breaks the barrier for good."""
        async with self._cond:
            self._state = _BarrierState.BROKEN
            self._cond.notify_all()

    @property
    def parties(self):
        """How many tasks it takes."""
        return self._parties

    @property
    def n_waiting(self):
        """How many wait now."""
        return self._count if self._state is _BarrierState.FILLING else 0

    @property
    def broken(self):
        """Was it aborted?"""
        return self._state is _BarrierState.BROKEN
