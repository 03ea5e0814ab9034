"""Timeouts as context managers."""
from _asyncio import TimeoutState, _know_timeouts, _timeout_in

from . import events, tasks
from .exceptions import CancelledError
from .lazy import lookup

__all__ = ("Timeout", "timeout", "timeout_at")

class _State:
    CREATED, ENTERED, EXPIRING, EXPIRED, EXITED = "created", "active", "expiring", "expired", "finished"


class Timeout(TimeoutState):
    """Cancels the block's task when its time is over, and turns that cancellation into TimeoutError."""

    def __init__(self, when):
        self._state = _State.CREATED
        self._when = when

    def when(self):
        """The deadline, a time of the loop's clock, or None."""
        return self._when

    def reschedule(self, when):
        """Changes the deadline; None for no deadline."""
        if self._state != _State.ENTERED:
            if self._state == _State.CREATED:
                raise RuntimeError("Timeout has not been entered")
            raise RuntimeError(f"Cannot change state of {self._state} Timeout")
        self._when = when
        if self._timeout_handler is not None:
            self._timeout_handler.cancel()
        if when is None:
            self._timeout_handler = None
            return
        loop = events.get_running_loop()
        if when <= loop.time():
            self._timeout_handler = loop.call_soon(self._on_timeout)
        else:
            self._timeout_handler = loop.call_at(when, self._on_timeout)

    def expired(self):
        """Has the block been cut short?"""
        return self._state in (_State.EXPIRING, _State.EXPIRED)

    def __repr__(self):
        when = ""
        if self._state == _State.ENTERED:
            when = f" when={round(self._when, 3) if self._when is not None else None}"
        return f"<Timeout [{self._state}]{when}>"

    async def __aenter__(self):
        if self._state != _State.CREATED:
            raise RuntimeError("Timeout has already been entered")
        task = tasks.current_task()
        if task is None:
            raise RuntimeError("Timeout should be used inside a task")
        self._state = _State.ENTERED
        self._task = task
        self._cancelling = task.cancelling()
        self.reschedule(self._when)
        return self

    async def __aexit__(self, exc_type, exc_val, exc_tb):
        if self._timeout_handler is not None:
            self._timeout_handler.cancel()
            self._timeout_handler = None
        if self._state == _State.EXPIRING:
            self._state = _State.EXPIRED
            if self._task.uncancel() <= self._cancelling and exc_type is not None:
                # The cancellation was this timeout's own, so it ends here.
                if issubclass(exc_type, CancelledError):
                    raise TimeoutError from exc_val
                if exc_val is not None:
                    self._insert_timeout_error(exc_val)
                    if isinstance(exc_val, ExceptionGroup):
                        for exc in exc_val.exceptions:
                            self._insert_timeout_error(exc)
        elif self._state == _State.ENTERED:
            self._state = _State.EXITED
        return None

    @staticmethod
    def _insert_timeout_error(exc_val):
        """Puts a TimeoutError between an exception and the cancellation it was raised in."""
        while exc_val.__context__ is not None:
            if isinstance(exc_val.__context__, CancelledError):
                error = TimeoutError()
                error.__context__ = error.__cause__ = exc_val.__context__
                exc_val.__context__ = error
                break
            exc_val = exc_val.__context__


_know_timeouts(Timeout)


def timeout(delay):
    """`async with timeout(10): ...`: TimeoutError after 10 seconds; None for never."""
    if (made := _timeout_in(delay)) is not None:
        return made
    loop = events.get_running_loop()
    return Timeout(loop.time() + delay if delay is not None else None)


def timeout_at(when):
    """As `timeout`, until a time of the loop's clock."""
    return Timeout(when)


__getattr__ = lookup(__name__, "enum exceptions")
