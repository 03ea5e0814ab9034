"""A connection whose peer has sent all it will belongs to the program: dropped without being closed, it is closed by the
collector, with a warning, but not before what it has still to send has gone."""
import asyncio
import gc
import os
import socket
import warnings


def open_sockets():
    count = 0
    for name in os.listdir("/proc/self/fd"):
        try:
            count += os.readlink(f"/proc/self/fd/{name}").startswith("socket:")
        except OSError:
            pass
    return count


async def turns(n=5):
    for _ in range(n):
        await asyncio.sleep(0)


class Kept(asyncio.Protocol):
    """A protocol that stays open at the end, in a cycle with its transport."""

    def __init__(self, at_end=None):
        self.at_end = at_end
        self.ended = asyncio.get_running_loop().create_future()

    def connection_made(self, transport):
        self.transport = transport

    def eof_received(self):
        if self.at_end:
            self.at_end(self.transport)
        self.ended.set_result(None)
        return True

    def connection_lost(self, error):
        print("  lost", error)


async def connected(protocol):
    ours, theirs = socket.socketpair()
    ours.setblocking(False), theirs.setblocking(False)
    transport, _ = await asyncio.get_running_loop().create_connection(lambda: protocol, sock=ours)
    return transport, theirs


async def dropped():
    print("dropped")
    before = open_sockets()
    protocol = Kept()
    transport, peer = await connected(protocol)
    peer.close()
    await protocol.ended
    await turns()
    print("  open", open_sockets() > before, transport.is_closing())
    del transport, protocol
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        gc.collect()
    print("  left", open_sockets() - before, {w.category.__name__ for w in caught},
          any("unclosed transport" in str(w.message) for w in caught))


async def received(peer, count):
    loop, got = asyncio.get_running_loop(), 0
    while got < count:
        data = await loop.sock_recv(peer, 1 << 20)
        if not data:
            break
        got += len(data)
    return got


async def sends_on():
    print("sends on")
    before = open_sockets()
    size = 3_000_000
    protocol = Kept(lambda transport: transport.write(b"x" * size))
    transport, peer = await connected(protocol)
    peer.shutdown(socket.SHUT_WR)
    await protocol.ended
    print("  has to send", transport.get_write_buffer_size() > 0)
    del transport, protocol
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        gc.collect()
        print("  received", await received(peer, size))
        await turns()
        gc.collect()
        print("  end", await received(peer, 1))
    peer.close()
    print("  left", open_sockets() - before)


async def goes_on():
    print("goes on")
    before = open_sockets()
    protocol = Kept()
    transport, peer = await connected(protocol)
    peer.shutdown(socket.SHUT_WR)
    await protocol.ended
    gc.collect()
    for size in (5, 2_000_000, 1):
        transport.write(b"y" * size)
        print("  received", await received(peer, size))
        gc.collect()
    transport.close()
    print("  end", await received(peer, 1))
    await turns()
    peer.close()
    print("  left", open_sockets() - before)


async def streams():
    print("streams")
    before = open_sockets()
    held = []

    async def handle(reader, writer):
        # Who holds both is held by them.
        reader.owner = writer.owner = pair = [reader, writer]
        await reader.read()
        held.append(len(pair))

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    for _ in range(5):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.close()
        await writer.wait_closed()
    while len(held) < 5:
        await asyncio.sleep(0.01)
    del reader, writer
    await turns()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        gc.collect()
        await turns()
        gc.collect()
    server.close()
    await turns()
    print("  left", open_sockets() - before)


async def main():
    await dropped()
    await sends_on()
    await goes_on()
    await streams()


asyncio.run(main())
