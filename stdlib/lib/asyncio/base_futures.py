"""What is a future, the states of one, and how one is shown."""
from _asyncio import isfuture

from . import format_helpers
from .lazy import lookup

__all__ = ()

_PENDING = "PENDING"
_CANCELLED = "CANCELLED"
_FINISHED = "FINISHED"


def _format_callbacks(cb):
    """The callbacks, pairs of callable and context, as a future shows them."""
    def shown(pair):
        return format_helpers._format_callback_source(pair[0], ())

    if len(cb) > 2:
        return f"cb=[{shown(cb[0])}, <{len(cb) - 2} more>, {shown(cb[-1])}]"
    return f"cb=[{', '.join(map(shown, cb))}]"


def _future_repr_info(future):
    """The words of a future's repr."""
    info = [future._state.lower()]
    if future._state == _FINISHED:
        if future._exception is not None:
            info.append(f"exception={future._exception!r}")
        else:
            import reprlib
            info.append(f"result={reprlib.repr(future._result)}")
    if future._callbacks:
        info.append(_format_callbacks(future._callbacks))
    if future._source_traceback:
        frame = future._source_traceback[-1]
        info.append(f"created at {frame[0]}:{frame[1]}")
    return info


_shown = set()


def _future_repr(future):
    """A future's repr; one that is its own result is shown once."""
    from _thread import get_ident
    key = id(future), get_ident()
    if key in _shown:
        return "..."
    _shown.add(key)
    try:
        return _described(future)
    finally:
        _shown.discard(key)


def _described(future):
    return f"<{future.__class__.__name__} {' '.join(_future_repr_info(future))}>"


__getattr__ = lookup(__name__, "reprlib")
