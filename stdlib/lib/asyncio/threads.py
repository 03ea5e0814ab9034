"""Work that blocks."""
from _asyncio import get_running_loop

__all__ = ("to_thread",)


async def to_thread(func, /, *args, **kwargs):
    """Calls func(*args, **kwargs). All Python code runs in one thread: the loop waits meanwhile."""
    return await get_running_loop().run_in_executor(None, lambda: func(*args, **kwargs))
