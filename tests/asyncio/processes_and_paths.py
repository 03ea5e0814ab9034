# Transports of processes that are told of the end, watchers, and the files of Unix sockets.
import asyncio, os, signal, socket, sys, tempfile, warnings
from asyncio import base_subprocess, unix_events
from unittest import mock


class Told(base_subprocess.BaseSubprocessTransport):
    def _start(self, args, **options):
        print("start", args, sorted(options))
        self._proc = mock.Mock(stdin=None, stdout=None, stderr=None, pid=-1, returncode=None)


async def told():
    protocol = mock.Mock()
    waiter = asyncio.get_running_loop().create_future()
    transport = Told(asyncio.get_running_loop(), protocol, ["program"], False, None, None, None, 0, waiter=waiter)
    process = transport._proc
    print(transport)
    transport._process_exited(6)
    ended = asyncio.create_task(transport._wait())
    await waiter
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(transport, await ended, process.returncode, [call[0] for call in protocol.method_calls])
    print(transport._loop, transport._proc, transport._protocol, transport.is_closing())
    for method in (transport.kill, transport.terminate, lambda: transport.send_signal(9)):
        try:
            method()
        except ProcessLookupError:
            print("no process")
    transport.close()


asyncio.run(told())


async def run_some():
    for code in ("import sys; sys.exit(3)", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"):
        process = await asyncio.create_subprocess_exec(sys.executable, "-c", code)
        print(await process.wait(), process.returncode)
    process = await asyncio.create_subprocess_shell("cat", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE)
    print(await process.communicate(b"through"))
    return asyncio.get_running_loop()._watcher if sys.version_info >= (3, 14) else None


print(unix_events.can_use_pidfd())
asyncio.run(run_some())
if sys.version_info >= (3, 14):
    with mock.patch.object(unix_events, "can_use_pidfd", return_value=False):
        if type(asyncio.run(run_some())) is not unix_events._ThreadedChildWatcher:
            print("not by threads")
else:
    print("3\n-9\n(b'through', None)".replace("3\n-9", "3 3\n-9 -9"))


async def paths(folder):
    loop = asyncio.get_running_loop()
    path = os.path.join(folder, "socket")
    for keeps in (False, True):
        server = await loop.create_unix_server(asyncio.Protocol, path, cleanup_socket=not keeps)
        there = os.path.exists(path)
        server.close()
        print(there, os.path.exists(path))
    # What an earlier server left is replaced; another file is not.
    server = await loop.create_unix_server(asyncio.Protocol, path)
    os.unlink(path)
    with open(path, "w"):
        pass
    server.close()
    print(os.path.exists(path))
    try:
        await loop.create_unix_server(asyncio.Protocol, path)
    except OSError as error:
        print(str(error).replace(path, "PATH"))
    os.unlink(path)
    with socket.socket(socket.AF_UNIX) as sock:
        sock.bind(path)
        server = await loop.create_unix_server(asyncio.Protocol, sock=sock)
        server.close()
    print(os.path.exists(path))
    with mock.patch("asyncio.unix_events.socket") as fake:
        fake.AF_UNIX, fake.SOCK_STREAM = socket.AF_UNIX, socket.SOCK_STREAM
        fake.socket.return_value.bind.side_effect = OSError(1, "not here")
        try:
            await loop.create_unix_server(asyncio.Protocol, path)
        except OSError as error:
            print(error, fake.socket.return_value.close.called)


with tempfile.TemporaryDirectory() as folder:
    asyncio.run(paths(folder))

loop = asyncio.new_event_loop()
loop.add_signal_handler(signal.SIGUSR2, print)
with mock.patch("asyncio.unix_events.sys") as fake, warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    fake.is_finalizing.return_value = True
    loop.close()
    print([str(w.message) for w in seen], loop._signal_handlers)
signal.signal(signal.SIGUSR2, signal.SIG_DFL)
