# What 3.14 does otherwise than 3.13 in small things: texts, types, and what goes on after something has failed.
# oracle: 3.14
import asyncio
import contextlib
import io
import socket
import sys
import tempfile
from asyncio import sslproto, tasks
from unittest import mock


def told(f, *args, **kwargs):
    try:
        return f(*args, **kwargs)
    except Exception as e:
        return f"{type(e).__name__}: {e}"


@contextlib.contextmanager
def new_loop():
    loop = asyncio.new_event_loop()
    try:
        yield loop
    finally:
        loop.close()


def attributes():
    with new_loop() as loop:
        coro = asyncio.sleep(0)
        task = loop.create_task(coro)
        for future, names in ((loop.create_future(), ()), (task, ("_log_destroy_pending",))):
            for name in ("_log_traceback", "_cancel_message", "_asyncio_future_blocking", *names):
                print(told(delattr, future, name))
        loop.run_until_complete(task)


def handles():
    with new_loop() as loop:
        handle = loop.call_soon_threadsafe(print, "called")
        cancelled = loop.call_soon_threadsafe(print, "not called")
        print(handle, type(handle).__mro__[:2], isinstance(handle, asyncio.Handle))
        cancelled.cancel()
        print(cancelled, cancelled.cancelled(), type(loop.call_soon(loop.stop)).__name__)
        loop.run_forever()
        own = asyncio.events._ThreadSafeHandle(print, ("by", "hand"), loop)
        own._run()
        own.cancel()
        print(own, told(asyncio.events._ThreadSafeHandle).partition(":")[0])


def steps():
    """A task steps in its running loop only; tasks in the language are known to functions in the language only."""
    loop = mock.Mock()
    loop.get_debug.return_value = False

    async def one():
        return 1

    task = asyncio.Task(one(), loop=loop)
    step = loop.call_soon.call_args.args[0]
    print(told(step).partition("<")[0], task.done())
    asyncio._set_running_loop(loop)
    try:
        step()
    finally:
        asyncio._set_running_loop(None)
    print(task)

    async def look():
        task = tasks._PyTask(one(), name="python")
        seen = [task in asyncio.all_tasks(), task in tasks._py_all_tasks(), task in tasks._scheduled_tasks]
        print(seen, asyncio.current_task() is not None, tasks._py_current_task(), tasks._current_tasks)
        native = asyncio.current_task()
        print(native in asyncio.all_tasks(), native in tasks._py_all_tasks())

        async def within():
            return tasks._py_current_task().get_name(), asyncio.current_task()

        print(await task, await tasks._PyTask(within(), name="within"))

        async def eager():
            return asyncio.current_task() is native, tasks._py_current_task().get_name(), len(tasks._eager_tasks)

        print(await tasks._PyTask(eager(), name="eager", eager_start=True), tasks._eager_tasks)

    asyncio.run(look())


async def groups():
    """A task that is done at once still counts until its callback comes."""
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)

    async def fail():
        1 / 0

    async with asyncio.TaskGroup() as group:
        task = group.create_task(one())
        print(task.done(), len(group._tasks), repr(group)[:18])
        group.create_task(asyncio.sleep(0))
        print(len(group._tasks))
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail())
            print(group._aborting, group._errors)
            await asyncio.sleep(60)
    except* ZeroDivisionError as errors:
        print(repr(errors))


async def one():
    return 1


async def completed():
    """Who is cancelled while waiting for the next one has got nothing."""
    async def after(n):
        for _ in range(n):
            await asyncio.sleep(0)
        return n

    iterator = asyncio.as_completed([after(3), after(5)])
    print(iterator._todo_left, iterator._timeout_handle, iterator._cur_task is asyncio.current_task())
    waiting = asyncio.create_task(next(iterator))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.wait([waiting])
    print(waiting.cancelled(), iterator._todo_left, [await each for each in iterator], iterator._todo_left)


async def transports():
    loop = asyncio.get_running_loop()
    a, b = socket.socketpair()
    reader, writer = await asyncio.open_connection(sock=a)
    for data in ("text", None, 5, [b"list"]):
        print(told(writer.write, data))
    print(told(reader._replace_transport, writer.transport), reader._transport is writer.transport)
    print(told(asyncio.StreamReader()._replace_transport, writer.transport))
    writer.close()
    b.close()

    def no_protocol():
        raise LookupError("no protocol")

    # The socket of a connection that nobody got a transport of is closed.
    a, b = socket.socketpair()
    with b:
        try:
            await loop.create_connection(no_protocol, sock=a)
        except LookupError as e:
            print(e, a.fileno())
        a.close()


async def accepted():
    """What raises instead of serving a connection is told to the loop, and the connection is closed."""
    loop = asyncio.get_running_loop()
    told = loop.create_future()
    loop.set_exception_handler(lambda loop, context: told.set_result(context))

    def connected(reader, writer):
        raise LookupError("not today")

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    async with server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        context = await told
        print(context["message"], repr(context["exception"]), sorted(context), await reader.read())
        writer.close()
        await writer.wait_closed()
        # Whoever cancels serve_forever() need not wait for clients that stay.
        loop.set_exception_handler(None)
        staying = asyncio.Event()

    async def stay(reader, writer):
        staying.set()
        await reader.read()
        writer.close()

    server = await asyncio.start_server(stay, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    await staying.wait()
    serving = asyncio.create_task(server.serve_forever())
    await asyncio.sleep(0)
    serving.cancel()
    await asyncio.wait([serving])
    print(serving.cancelled(), await reader.read())
    writer.close()


async def processes():
    """A process that has ended is waited for without its pipes, and may be sent signals that it does not get."""
    # Nobody reads its pipe to the end.
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "pass", stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE)
    process._transport.get_pipe_transport(1).pause_reading()
    print(await process.wait(), process._transport._exit_waiters)
    print(process.send_signal(15), process.terminate(), process.kill())
    process._transport.close()


async def files():
    loop = asyncio.get_running_loop()
    a, b = socket.socketpair()
    a.setblocking(False)
    with a, b, tempfile.TemporaryFile() as file:
        file.write(b"0123456789")
        file.flush()
        for offset in (0, 4, 20):
            print(await loop.sock_sendfile(a, file, offset), file.tell(), end=" ")
        future = loop.create_future()
        with mock.patch("os.sendfile", side_effect=ZeroDivisionError):
            loop._sock_sendfile_native_impl(future, None, a, file.fileno(), 2, None, 5, 0)
        print(repr(future.exception()), file.tell())
        buffer = io.BytesIO(b"buffered")
        buffer.seek(3)
        print(await loop.sock_sendfile(a, buffer), b.recv(100))


async def shutdowns():
    """TLS that was shut down is given time to send what is left; transports whose socket closes are closing."""
    loop = asyncio.get_running_loop()
    protocol = sslproto.SSLProtocol(loop, asyncio.Protocol(), mock.Mock(), loop.create_future(), ssl_shutdown_timeout=60)
    protocol._state = sslproto.SSLProtocolState.SHUTDOWN
    transport = protocol._transport = mock.Mock()
    transport.is_closing.return_value = False
    application = protocol._get_app_transport()
    print(application.is_closing())
    transport.is_closing.return_value = True
    print(application.is_closing())
    protocol._on_shutdown_complete(None)
    print(type(protocol._shutdown_timeout_handle).__name__)
    protocol._shutdown_timeout_handle.cancel()
    application._closed = True
    protocol._transport = None
    protocol._waiter = None


async def shielded():
    """Who fails behind a shield that was cancelled is told of as any task is."""
    loop = asyncio.get_running_loop()
    seen = []
    loop.set_exception_handler(lambda loop, context: seen.append(context["message"]))
    inner = loop.create_future()
    outer = asyncio.shield(inner)
    print(len(inner._callbacks), inner._asyncio_awaited_by == {asyncio.current_task()})
    outer.cancel()
    await asyncio.sleep(0)
    print(inner._callbacks, inner._asyncio_awaited_by in (None, frozenset()))
    inner.set_exception(LookupError())
    await asyncio.sleep(0)
    print(seen)
    del inner, outer
    print(seen)
    loop.set_exception_handler(None)


attributes()
handles()
steps()
for part in groups, completed, transports, accepted, processes, files, shutdowns, shielded:
    print(part.__name__)
    asyncio.run(part())
