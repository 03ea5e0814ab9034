# What tests change in handles, give for sockets, and look at in futures and barriers.
import asyncio
import asyncio.locks
import socket
import traceback
import warnings
from asyncio import base_events, futures
from unittest import mock


class Loop(base_events.BaseEventLoop):
    def __init__(self):
        super().__init__()
        self._selector = mock.Mock()
        self._selector.select.return_value = ()

    def _process_events(self, events):
        pass

    def time(self):
        return 0


# The wait of a turn is that of the first timer, whatever was set there.
loop = Loop()
loop.call_later(10, print)
for when in (5.0, 7, 10.0 ** 9):
    loop._scheduled[0]._when = when
    loop._run_once()
    print(loop._selector.select.call_args[0], loop._scheduled[0].when())
handle = loop._scheduled[0]
handle._callback = len
print(handle._callback)
handle._cancelled = True
loop._run_once()
print(handle.cancelled(), handle._scheduled, loop._scheduled)
loop.close()


# What only says that it is a socket is used as one.
def mocked(**attributes):
    sock = mock.MagicMock(socket.socket)
    sock.configure_mock(family=socket.AF_INET, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP, **attributes)
    sock.gettimeout.return_value = 0.0
    sock.fileno.return_value = reader.fileno()
    return sock


async def connected(connect):
    sock = mocked()
    sock.send.return_value = 2
    transport, protocol = await connect(sock)
    transport.write(b"ab")
    sock.send.assert_called_with(b"ab")
    sock.setblocking.assert_called_with(False)
    transport.close()
    await asyncio.sleep(0)
    sock.close.assert_called_with()
    return type(transport).__name__, type(protocol).__name__


async def main():
    loop = asyncio.get_running_loop()
    print(await connected(lambda sock: loop.create_connection(asyncio.Protocol, sock=sock)))

    async def unix(sock):
        sock.family = socket.AF_UNIX
        return await loop.create_unix_connection(asyncio.Protocol, sock=sock)
    print(await connected(unix))


reader, writer = socket.socketpair()
asyncio.run(main())
reader.close()
writer.close()


# A future gives its exception with the traceback that it was set with once.
loop = asyncio.new_event_loop()
future = loop.create_future()
try:
    raise ValueError
except ValueError as error:
    future.set_exception(error)
for _ in range(3):
    try:
        future.result()
    except ValueError as error:
        print(len(traceback.extract_tb(error.__traceback__)))
for args in ((ValueError, 2, 3), (1,)):
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        try:
            iter(future).throw(*args)
        except TypeError as error:
            print(error, [str(warning.message) for warning in warned])


# Where warnings are errors, a throw of more than an exception throws nothing.
def generator():
    yield 1
    yield 2


async def async_generator():
    yield 1

with warnings.catch_warnings():
    warnings.simplefilter("error")
    iterator = generator()
    next(iterator)
    for throw in (iterator.throw, iter(future).throw, async_generator().athrow, async_generator().asend(None).throw):
        try:
            throw(ValueError, "text")
        except DeprecationWarning as error:
            print(error)
    print(next(iterator))
future = futures._PyFuture(loop=loop)
future.set_result([future])
print(future)
future = futures._PyFuture(loop=loop)
future.set_result(future)
print(future)
loop.close()


async def barriers():
    barrier = asyncio.Barrier(2)
    print(barrier._state, repr(asyncio.locks._BarrierState("broken")), type(barrier).__module__)
    task = asyncio.create_task(barrier.wait())
    await asyncio.sleep(0)
    print(barrier._state, repr(barrier).split("[")[1])
    await barrier.abort()
    print(barrier._state, repr(barrier).split("[")[1], *await asyncio.gather(task, return_exceptions=True))

asyncio.run(barriers())
