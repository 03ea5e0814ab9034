"""What asyncio writes to its log in debug mode: servers, transports, pipes and processes."""
import asyncio
import logging
import os
import tempfile


class Messages(logging.Handler):
    def __init__(self):
        super().__init__()
        self.seen = set()

    def emit(self, record):
        record.getMessage()
        self.seen.add((record.levelname, record.msg))

    def show(self, title):
        print(title)
        for level, text in sorted(self.seen):
            print(f"    {level} {text}")
        self.seen.clear()


class Echo(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        for method in ("pause_reading", "pause_reading", "resume_reading", "resume_reading"):
            getattr(self.transport, method)()
        self.transport.write(data)


class Reader(asyncio.Protocol):
    def __init__(self):
        self.lost = asyncio.get_running_loop().create_future()

    def connection_lost(self, exc):
        self.lost.set_result(exc)


async def streams(server, connect):
    reader, writer = await connect()
    writer.write(b"abc")
    assert await reader.readexactly(3) == b"abc"
    writer.write_eof()
    assert await reader.read() == b""
    writer.close()
    await writer.wait_closed()
    server.close()
    await server.wait_closed()


async def main(messages):
    loop = asyncio.get_running_loop()
    loop.slow_callback_duration = 1000
    messages.seen.clear()

    server = await loop.create_server(Echo, "127.0.0.1", 0)
    address = server.sockets[0].getsockname()
    await streams(server, lambda: asyncio.open_connection(*address))
    messages.show("TCP")

    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "socket")
        server = await loop.create_unix_server(Echo, path)
        print(f"laddr={path}>" in repr(server))
        await streams(server, lambda: asyncio.open_unix_connection(path))
    messages.show("Unix")

    receiver, _ = await loop.create_datagram_endpoint(asyncio.DatagramProtocol, local_addr=("127.0.0.1", 0))
    sender, _ = await loop.create_datagram_endpoint(
        asyncio.DatagramProtocol, remote_addr=receiver.get_extra_info("sockname"))
    sender.close()
    receiver.close()
    messages.show("datagrams")

    end, other_end = os.pipe()
    reading, protocol = await loop.connect_read_pipe(Reader, os.fdopen(end, "rb"))
    writing, _ = await loop.connect_write_pipe(asyncio.BaseProtocol, os.fdopen(other_end, "wb"))
    reading.pause_reading()
    reading.resume_reading()
    try:
        writing.write("text")
    except AssertionError as error:
        print("AssertionError", error)
    writing.close()
    print(await protocol.lost)
    messages.show("pipes")

    process = await asyncio.create_subprocess_exec("cat", stdin=-1, stdout=-1)
    print(await process.communicate(b"x"))
    messages.show("a process")


log = logging.getLogger("asyncio")
log.setLevel(logging.DEBUG)
log.propagate = False
log.addHandler(messages := Messages())
asyncio.run(main(messages), debug=True)
