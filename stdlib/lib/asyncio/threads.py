"""Work on other threads."""

__all__ = ("to_thread",)


async def to_thread(func, /, *args, **kwargs):
    raise NotImplementedError("asyncio.to_thread() is not supported: Rondo runs all Python code in one thread")
