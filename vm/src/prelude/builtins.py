"""Parts of built-in functions that wait for user code, in the language."""


async def anext_or(awaitable, default):
    """What `anext(iterator, default)` returns."""
    try:
        return await awaitable
    except StopAsyncIteration:
        return default
