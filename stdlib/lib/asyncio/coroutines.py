"""What is a coroutine."""
import _asyncio

__all__ = ("iscoroutinefunction", "iscoroutine")


def iscoroutinefunction(func):
    """Is it an `async def` function?"""
    import inspect
    return inspect.iscoroutinefunction(func)


iscoroutine = _asyncio.iscoroutine
