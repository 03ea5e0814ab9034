# What is thrown into a chain of coroutines resumes the innermost from where it was thrown: until the chain suspends, it sees
# no exception that those around it handle, and its own have none of them for context.
import asyncio
import contextlib
import sys


def raising(*_):
    raise KeyError("raised")


async def waits():
    await asyncio.Event().wait()


def look(where):
    try:
        raising()
    except KeyError as e:
        print(" ", where, repr(sys.exception().__context__), repr(e.__context__))
    print(" ", where, repr(sys.exception()))


class Manager:
    async def __aenter__(self):
        pass

    async def __aexit__(self, *_):
        look("before")
        try:
            await waits()
        except asyncio.CancelledError:
            look("handling")
        look("after")
        await asyncio.sleep(0)
        look("resumed")


async def exit_of_manager():
    async with Manager():
        raise ValueError("body")


async def exit_of_stack():
    async with contextlib.AsyncExitStack() as stack:
        stack.callback(raising)
        stack.push_async_callback(waits)
        raise ValueError("body")


async def inner():
    try:
        await waits()
    except asyncio.CancelledError:
        pass
    look("inner")

    async def new():
        look("new")

    await new()
    try:
        raise IndexError("inner")
    except IndexError:
        await new()


async def in_handler():
    try:
        raise ValueError("body")
    except ValueError:
        await inner()
        look("outer")


async def main():
    for f in (exit_of_manager, exit_of_stack, in_handler):
        print(f.__name__)
        task = asyncio.create_task(f())
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])
        e = task.exception()
        while e is not None:
            print(" ", repr(e))
            e = e.__context__


asyncio.run(main())
