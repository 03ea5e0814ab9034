"""Objects that belong to one loop."""
from _asyncio import get_running_loop
from .lazy import lookup


class _LoopBoundMixin:
    """Belongs to the loop in which it is first waited for."""

    _loop = None

    def _get_loop(self):
        loop = get_running_loop()
        if self._loop is not loop:
            if self._loop is not None:
                raise RuntimeError(f"{self!r} is bound to a different event loop")
            self._loop = loop
        return loop


def _find_lock():
    global _global_lock
    import threading
    _global_lock = threading.Lock()
    return _global_lock


__getattr__ = lookup(__name__, "threading events", _global_lock=_find_lock)
