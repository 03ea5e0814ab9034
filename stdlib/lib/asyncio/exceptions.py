"""The exceptions of asyncio."""
from _asyncio import CancelledError, InvalidStateError

__all__ = ("BrokenBarrierError", "CancelledError", "InvalidStateError", "TimeoutError", "IncompleteReadError",
           "LimitOverrunError", "SendfileNotAvailableError")

TimeoutError = TimeoutError


class SendfileNotAvailableError(RuntimeError):
    """The system cannot send this file without copying it."""


class IncompleteReadError(EOFError):
    """The stream ended before as much was read as was asked for: `partial` of `expected` bytes."""

    def __init__(self, partial, expected):
        total = "undefined" if expected is None else repr(expected)
        super().__init__(f"{len(partial)} bytes read on a total of {total} expected bytes")
        self.partial = partial
        self.expected = expected

    def __reduce__(self):
        return type(self), (self.partial, self.expected)


class LimitOverrunError(Exception):
    """The buffer's limit was reached before a separator was found; `consumed` bytes can be read."""

    def __init__(self, message, consumed):
        super().__init__(message)
        self.consumed = consumed

    def __reduce__(self):
        return type(self), (self.args[0], self.consumed)


class BrokenBarrierError(RuntimeError):
    """The barrier was aborted or reset while tasks waited."""
