"""A loop waits with the selector it was given, whatever its class, and hands what that says to _process_events()."""
import asyncio
import selectors
import socket
from asyncio import mixins
from itertools import groupby


class Recording(selectors.SelectSelector):
    def __init__(self):
        super().__init__()
        self.calls = []

    def register(self, *args):
        self.calls.append("register")
        return super().register(*args)

    def unregister(self, *args):
        self.calls.append("unregister")
        return super().unregister(*args)

    def close(self):
        self.calls.append("close")
        return super().close()


async def talk():
    loop = asyncio.get_running_loop()
    a, b = socket.socketpair()
    with a, b:
        a.setblocking(False), b.setblocking(False)
        task = asyncio.create_task(loop.sock_recv(a, 10))
        await asyncio.sleep(0)
        await loop.sock_sendall(b, b"said")
        return await task


for selector in (Recording(), selectors.SelectSelector(), selectors.PollSelector(), selectors.DefaultSelector()):
    loop = asyncio.SelectorEventLoop(selector)
    print(loop._selector is selector, loop.run_until_complete(talk()))
    loop.close()
    if isinstance(selector, Recording):
        print([call for call, _ in groupby(selector.calls)])


class Looking(asyncio.SelectorEventLoop):
    seen = 0

    def _process_events(self, event_list):
        self.seen += len(event_list)
        super()._process_events(event_list)


for args in ((), (selectors.PollSelector(),)):
    loop = Looking(*args)
    print(loop.run_until_complete(talk()), loop.seen)
    loop.close()


class Failing(selectors.SelectSelector):
    turns = 0

    def select(self, timeout=None):
        self.turns += 1
        if self.turns == 3:
            raise ZeroDivisionError("select")
        return super().select(timeout)


async def turns():
    while True:
        await asyncio.sleep(0)


loop = asyncio.SelectorEventLoop(Failing())
task = loop.create_task(turns())
try:
    loop.run_until_complete(task)
except ZeroDivisionError as error:
    print(error, loop.is_running(), loop.is_closed())
task.cancel()
print(loop.run_until_complete(asyncio.gather(task, return_exceptions=True)))
loop.close()
print(mixins._global_lock is mixins._global_lock, mixins._global_lock.locked())
