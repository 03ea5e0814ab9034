"""Futures. They are native; here are the names."""
from _asyncio import Future, isfuture

__all__ = ("Future", "wrap_future", "isfuture")


def wrap_future(future, *, loop=None):
    """A future of asyncio for one of concurrent.futures."""
    if isfuture(future):
        return future
    raise NotImplementedError("asyncio.wrap_future() of a concurrent.futures.Future is not supported: "
                              "Rondo runs all Python code in one thread")
