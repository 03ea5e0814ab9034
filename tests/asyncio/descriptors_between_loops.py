# Descriptors that are watched while their loop does not run, in processes forked off, closed without a word to the loop,
# and those of servers, that programs watch themselves.
import asyncio
import os
import socket
import sys


def socketpair():
    a, b = socket.socketpair()
    a.setblocking(False)
    b.setblocking(False)
    return a, b


def stop_at(loop, count):
    """A reader that notes what it reads, and stops the loop after so many times."""
    got = []

    def note(sock):
        got.append(sock.recv(10))
        if len(got) == count:
            loop.stop()

    return got, note


print("a loop that waits for its turn")
first, second = asyncio.new_event_loop(), asyncio.new_event_loop()
a, b = socketpair()
got, note = stop_at(first, 1)
first.add_reader(a, note, a)
b.send(b"early")
for _ in range(3):
    second.run_until_complete(asyncio.sleep(0.01))
print(got, len(first._ready))
first.run_forever()
print(got)
b.send(b"more")
second.run_until_complete(asyncio.sleep(0.01))
got.clear()
first.run_forever()
print(got, first.remove_reader(a), first.remove_reader(a))


async def talk(writer, reader):
    writer.write(b"line\n")
    return await reader.readline()


async def pair_of_streams():
    c, d = socket.socketpair()
    return await asyncio.open_connection(sock=c), await asyncio.open_connection(sock=d)


(r1, w1), (r2, w2) = first.run_until_complete(pair_of_streams())
w1.write(b"before\n")
second.run_until_complete(asyncio.sleep(0.01))
print(first.run_until_complete(r2.readline()), first.run_until_complete(talk(w2, r1)))
w1.close()
w2.close()
first.run_until_complete(asyncio.sleep(0))
first.close()
second.close()

print("forks")
sys.stdout.flush()
loop = asyncio.new_event_loop()
a, b = socketpair()
got, note = stop_at(loop, 1)
loop.add_reader(a, note, a)
(r1, w1), (r2, w2) = loop.run_until_complete(pair_of_streams())
pid = os.fork()
if pid == 0:
    status = 1
    try:
        b.send(b"child")
        loop.run_forever()
        line = loop.run_until_complete(talk(w1, r2))
        print("child", got, line)
        asyncio.run(asyncio.sleep(0))
        sys.stdout.flush()
        status = 0
    finally:
        os._exit(status)
print(os.waitpid(pid, 0)[1])
b.send(b"parent")
loop.run_forever()
print("parent", got, loop.run_until_complete(talk(w2, r1)))
for writer in (w1, w2):
    writer.close()
loop.run_until_complete(asyncio.sleep(0))
loop.remove_reader(a)

print("closed by their callbacks")
a, b = socketpair()


def read_and_close():
    print(a.recv(10))
    a.close()
    loop.call_soon(loop.stop)


loop.add_reader(a, read_and_close)
b.send(b"last")
loop.run_forever()
loop.run_until_complete(asyncio.sleep(0.01))
loop.close()


async def watched_servers():
    print("listening sockets")
    loop = asyncio.get_running_loop()
    for method in ("add_reader", "add_writer", "remove_reader", "remove_writer"):
        made = socket.create_server(("127.0.0.1", 0)) if method.endswith("reader") else None
        served = []

        async def serve(reader, writer):
            served.append(await reader.readline())
            writer.close()

        address = {"sock": made} if made else {"host": "127.0.0.1", "port": 0}
        server = await asyncio.start_server(serve, **address)
        listener = server.sockets[0]
        address = listener.getsockname()
        ready = loop.create_future()

        def tell():
            if not ready.done():
                ready.set_result("told")

        args = [tell] if method.startswith("add") else []
        print(method, getattr(loop, method)(listener.fileno(), *args))
        client = socket.create_connection(address)
        client.send(b"hello\n")
        if method == "add_reader":
            print(await ready)
        else:
            for _ in range(200):
                await asyncio.sleep(0.001 if method != "remove_reader" else 0)
                if served:
                    break
        print(served, ready.done())
        if method == "add_writer":
            print(loop.remove_writer(listener.fileno()), loop.remove_writer(listener.fileno()))
        server.close()
        print(listener.fileno(), server.is_serving())
        client.close()
        await asyncio.sleep(0)


asyncio.run(watched_servers())


class Noting(asyncio.Protocol):
    def __init__(self):
        self.lost = asyncio.get_running_loop().create_future()

    def pause_writing(self):
        print("  pause")

    def resume_writing(self):
        print("  resume")

    def connection_lost(self, exc):
        self.lost.set_result(type(exc).__name__)


async def gone():
    print("a large write to who has gone")
    loop = asyncio.get_running_loop()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        theirs = socket.create_connection(listener.getsockname())
        ours, _ = listener.accept()
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 8192)
    transport, protocol = await loop.create_connection(Noting, sock=ours)
    theirs.close()
    transport.write(b"x" * (1 << 24))
    print(transport.get_write_buffer_size() > 0, transport.is_closing())
    transport.write(b"y" * 100_000)
    print(transport.is_closing())
    print(await protocol.lost in ("BrokenPipeError", "ConnectionResetError"), transport.get_write_buffer_size())


asyncio.run(gone())
