"""Work that blocks, in threads."""
import contextvars
import functools

from _asyncio import get_running_loop
from .lazy import lookup

__all__ = ("to_thread",)


async def to_thread(func, /, *args, **kwargs):
    """Calls func(*args, **kwargs) in a thread, with the present context, and returns its result."""
    loop = get_running_loop()
    call = functools.partial(contextvars.copy_context().run, func, *args, **kwargs)
    return await loop.run_in_executor(None, call)


__getattr__ = lookup(__name__, "events functools contextvars")
