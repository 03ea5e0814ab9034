"""Iterators of futures that are asked again, cancelled children of gather, iterators over contexts, tasks unregistered."""
# oracle: 3.14
import asyncio
import contextvars
from asyncio import tasks


def attempt(what, *args):
    try:
        print(repr(what(*args)))
    except BaseException as error:
        print(type(error).__name__, error)


async def futures():
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    waits = iter(done)
    print(next(waits) is done)
    attempt(next, waits)
    done.set_result(5)
    attempt(next, waits)
    attempt(next, waits)
    waits.close()
    attempt(next, waits)
    failed = loop.create_future()
    failed.set_exception(ValueError("failed"))
    waits = iter(failed)
    attempt(next, waits)
    attempt(waits.send, None)
    attempt(waits.throw, KeyError("thrown"))
    attempt(next, waits)


class Child(asyncio.Task):
    def cancel(self, *args, **kwargs):
        print("cancel", args, kwargs)
        return super().cancel(*args, **kwargs)

    def add_done_callback(self, callback, **kwargs):
        print("add_done_callback", sorted(kwargs))
        return super().add_done_callback(callback, **kwargs)


async def children():
    loop = asyncio.get_running_loop()
    child = Child(asyncio.sleep(10), loop=loop)
    gathering = asyncio.gather(child)
    await asyncio.sleep(0)
    gathering.cancel("enough")
    try:
        await gathering
    except asyncio.CancelledError as error:
        print(error.args)
    await asyncio.wait([Child(asyncio.sleep(0), loop=loop)])
    await Child(asyncio.sleep(0), loop=loop)
    attempt(tasks._unregister_task, 1)
    attempt(Child)


asyncio.run(futures())
asyncio.run(children())

first = contextvars.ContextVar("first")
context = contextvars.Context()
context.run(first.set, 1)
for view in (context.keys(), context.values(), context.items(), iter(context)):
    print(type(view).__name__, iter(view) is view, len(list(view)), list(view))

print(*(type(value).__doc__ for value in ((i for i in ()), iter([]), iter({}))))
