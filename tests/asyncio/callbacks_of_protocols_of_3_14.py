# The context in which protocols are told, buffers and sockets that transports take over, and what loops refuse.
# oracle: 3.14
import asyncio
import contextvars
import socket

var = contextvars.ContextVar("var", default="none")


class Told(asyncio.Protocol):
    """Notes what it is told, and in which context."""

    def __init__(self):
        self.over = asyncio.get_running_loop().create_future()
        self.log = []

    def note(self, *what):
        self.log.append((*what, var.get()))

    def connection_made(self, transport):
        self.transport = transport
        self.note("made")
        var.set("set when made")

    def data_received(self, data):
        self.note(data)
        var.set(var.get() + "'")

    def datagram_received(self, data, address):
        self.note(data)
        self.transport.close()

    def eof_received(self):
        self.note("eof")

    def pause_writing(self):
        self.note("full")

    def resume_writing(self):
        self.note("room")

    def connection_lost(self, exc):
        self.note("lost", exc)
        self.over.set_result(None)


async def receive(loop, sock, size):
    while size > 0:
        size -= len(await loop.sock_recv(sock, size))


async def contexts(loop):
    # Of reading: those in which it began; set variables stay for the next time.
    ours, theirs = socket.socketpair()
    theirs.setblocking(False)
    var.set("connecting")
    transport, protocol = await loop.create_connection(Told, sock=ours)
    print(ours.gettimeout())
    var.set("later")
    for data in b"1", b"2":
        await loop.sock_sendall(theirs, data)
        while protocol.log[-1][0] != data:
            await asyncio.sleep(0)
    # Of writing: that in which more was written than there was room for.
    transport.write(b"." * (1 << 22))
    var.set("written")
    await receive(loop, theirs, 1 << 22)
    while ("room", "later") not in protocol.log:
        await asyncio.sleep(0)
    # Resumed: that of who resumes.
    transport.pause_reading()
    var.set("resuming")
    transport.resume_reading()
    var.set("resumed")
    theirs.close()
    await protocol.over
    print(protocol.log)

    # An aborted one is lost in the context of who aborts.
    ours, theirs = socket.socketpair()
    transport, protocol = await loop.create_connection(Told, sock=ours)
    var.set("aborting")
    transport.abort()
    var.set("aborted")
    await protocol.over
    theirs.close()
    print(protocol.log)

    # A server's connections are made where it was started.
    made = []
    var.set("serving")
    server = await loop.create_server(lambda: made.append(Told()) or made[-1], "127.0.0.1", 0)
    var.set("client")
    transport, protocol = await loop.create_connection(Told, *server.sockets[0].getsockname())
    transport.write(b"x")
    transport.close()
    await protocol.over
    await made[0].over
    server.close()
    print(protocol.log, made[0].log)


class Buffered(asyncio.BufferedProtocol):
    """Gives out what it was made with."""

    def __init__(self, buffer):
        self.buffer = buffer
        self.over = asyncio.get_running_loop().create_future()

    def get_buffer(self, sizehint):
        return self.buffer

    def buffer_updated(self, nbytes):
        print("updated", nbytes)

    def connection_lost(self, exc):
        self.over.set_result(exc)


async def buffers(loop):
    loop.set_exception_handler(lambda loop, context: print(context["message"], repr(context["exception"])))
    for buffer in bytearray(), b"fixed", 3, None:
        ours, theirs = socket.socketpair()
        _, protocol = await loop.create_connection(lambda: Buffered(buffer), sock=ours)
        theirs.send(b"abc")
        print(repr(await protocol.over))
        theirs.close()


async def sockets(loop):
    # A transport's socket does not block, so that reading it says whose it is.
    ours, theirs = socket.socketpair()
    transport, _ = await loop.create_connection(asyncio.Protocol, sock=ours)
    try:
        await loop.sock_recv(ours, 1)
    except RuntimeError as exc:
        print(str(exc).split("<")[1].split()[0])
    transport.close()
    theirs.close()
    for make in loop.create_connection, loop.connect_accepted_socket:
        try:
            await make(asyncio.Protocol, sock=theirs)
        except OSError as exc:
            print(exc)
    for path in b"/nonexistent/socket", "/nonexistent/socket", "x" * 200:
        try:
            await loop.create_unix_connection(asyncio.Protocol, path)
        except OSError as exc:
            print(exc)


class Derived(asyncio.SelectorEventLoop):
    def call_at(self, when, callback, *args, context=None):
        print("call_at", args, context is not None)
        return super().call_at(when, callback, *args, context=context)

    def call_later(self, delay, callback, *args, context=None):
        print("call_later")
        return super().call_later(delay, callback, *args, context=context)


async def others(loop):
    elsewhere = asyncio.new_event_loop()
    future = elsewhere.create_future()
    for arguments in [[future], [[1]]]:
        try:
            await asyncio.gather(*arguments)
        except (TypeError, ValueError) as exc:
            print(type(exc).__name__, exc)
    elsewhere.close()
    loop.set_debug(True)

    def call():
        for schedule in loop.call_soon, lambda f: loop.call_later(1, f), lambda f: loop.call_at(1, f):
            try:
                schedule(print)
            except RuntimeError as exc:
                print(exc)
        loop.call_soon_threadsafe(print, "thread-safe").cancel()

    await asyncio.to_thread(call)
    loop.set_debug(False)


async def main():
    loop = asyncio.get_running_loop()
    for part in contexts, buffers, sockets, others:
        await loop.create_task(part(loop))


asyncio.run(main())
loop = Derived()
loop.call_later(0.001, print, "later", context=contextvars.Context())
loop.run_until_complete(asyncio.sleep(0.01))
loop.close()
