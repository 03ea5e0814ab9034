"""What uses sockets, cancelled after each number of turns of the loop: nothing stays open, nothing is lost, nothing
reported."""
import asyncio, gc, os, socket, sys, tempfile

TURNS = 14


def open_descriptors():
    return len(os.listdir("/proc/self/fd"))


async def settle(condition):
    """Waits until something holds, at most ten seconds."""
    for _ in range(1000):
        if condition():
            return True
        await asyncio.sleep(0.01)
    return False


async def echo(reader, writer):
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except ConnectionError:
        pass
    finally:
        writer.close()


async def stream_talk(address):
    reader, writer = await asyncio.open_connection(*address)
    try:
        for i in range(3):
            writer.write(b"line\n" * 10)
            await writer.drain()
            for j in range(10):
                assert await reader.readline() == b"line\n"
        writer.write_eof()
        assert await reader.read() == b""
    finally:
        writer.close()
        try:
            await writer.wait_closed()
        except ConnectionError:
            pass


async def stream_flood(address):
    reader, writer = await asyncio.open_connection(*address)
    writer.transport.set_write_buffer_limits(1000)
    try:
        for i in range(5):
            writer.write(b"x" * 300_000)
            await writer.drain()
    finally:
        writer.transport.abort()


async def sock_talk(address):
    loop = asyncio.get_running_loop()
    with socket.socket() as s:
        s.setblocking(False)
        await loop.sock_connect(s, address)
        for i in range(3):
            await loop.sock_sendall(s, b"12345")
            assert await loop.sock_recv(s, 100) == b"12345"
            await loop.sock_sendall(s, b"12345")
            buffer = bytearray(5)
            assert await loop.sock_recv_into(s, buffer) == 5


async def sock_flood(address):
    loop = asyncio.get_running_loop()
    with socket.socket() as s:
        s.setblocking(False)
        await loop.sock_connect(s, address)
        await loop.sock_sendall(s, b"y" * 8_000_000)


async def sock_accept(address):
    loop = asyncio.get_running_loop()
    with socket.create_server(("127.0.0.1", 0)) as s:
        s.setblocking(False)
        for i in range(3):
            with socket.socket() as c:
                c.setblocking(False)
                await loop.sock_connect(c, s.getsockname())
                peer, _ = await loop.sock_accept(s)
                with peer:
                    await loop.sock_sendall(peer, b"z")
                    assert await loop.sock_recv(c, 1) == b"z"


async def protocol_talk(address):
    class Client(asyncio.Protocol):
        def connection_made(self, transport):
            transport.write(b"hello")

        def data_received(self, data):
            if not got.done():
                got.set_result(data)

        def connection_lost(self, exc):
            if not lost.done():
                lost.set_result(exc)

    loop = asyncio.get_running_loop()
    got, lost = loop.create_future(), loop.create_future()
    transport, _ = await loop.create_connection(Client, *address)
    try:
        assert await got == b"hello"
    finally:
        transport.close()
    await lost


async def serve(address):
    server = await asyncio.start_server(echo, "127.0.0.1", 0)
    async with server:
        await stream_talk(server.sockets[0].getsockname())
        server.close()
        await server.wait_closed()


async def serve_forever(address):
    server = await asyncio.start_server(echo, "127.0.0.1", 0)
    talk = asyncio.create_task(stream_talk(server.sockets[0].getsockname()))
    try:
        async with asyncio.timeout(0.05):
            await server.serve_forever()
    except TimeoutError:
        pass
    finally:
        server.close()
        talk.cancel()
        await asyncio.wait([talk])


async def unix_talk(address):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "s")
        server = await asyncio.start_unix_server(echo, path)
        async with server:
            reader, writer = await asyncio.open_unix_connection(path)
            try:
                writer.write(b"unix")
                assert await reader.readexactly(4) == b"unix"
            finally:
                writer.close()


async def refused(address):
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        for f in (asyncio.open_connection, lambda *a: asyncio.get_running_loop().create_connection(asyncio.Protocol, *a)):
            try:
                await f(*s.getsockname())
            except ConnectionRefusedError:
                pass


async def datagrams(address):
    class Server(asyncio.DatagramProtocol):
        def connection_made(self, transport):
            self.transport = transport

        def datagram_received(self, data, addr):
            self.transport.sendto(data[::-1], addr)

    class Client(asyncio.DatagramProtocol):
        def connection_made(self, transport):
            transport.sendto(b"abc")

        def datagram_received(self, data, addr):
            if not got.done():
                got.set_result(data)

    loop = asyncio.get_running_loop()
    got = loop.create_future()
    server, _ = await loop.create_datagram_endpoint(Server, ("127.0.0.1", 0))
    try:
        client, _ = await loop.create_datagram_endpoint(Client, remote_addr=server.get_extra_info("sockname"))
        try:
            assert await got == b"cba"
        finally:
            client.close()
    finally:
        server.close()


async def sendfile(address):
    loop = asyncio.get_running_loop()
    with tempfile.TemporaryFile() as f:
        f.write(b"f" * 2_000_000)
        f.seek(0)
        with socket.socket() as s:
            s.setblocking(False)
            await loop.sock_connect(s, address)
            receiver = asyncio.create_task(loop.sock_recv(s, 1_000_000))
            try:
                await loop.sock_sendfile(s, f, 0, 100_000)
                await receiver
            finally:
                receiver.cancel()
                await asyncio.wait([receiver])


async def reset(address):
    reader, writer = await asyncio.open_connection(*address)
    writer.write(b"r" * 100_000)
    await asyncio.sleep(0)
    s = writer.get_extra_info("socket")
    s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    try:
        await reader.readexactly(10)
    finally:
        writer.transport.abort()


async def process(address):
    p = await asyncio.create_subprocess_exec("cat", stdin=-1, stdout=-1)
    try:
        p.stdin.write(b"cat")
        await p.stdin.drain()
        assert await p.stdout.readexactly(3) == b"cat"
        p.stdin.close()
        assert await p.wait() == 0
    finally:
        if p.returncode is None:
            try:
                p.kill()
            except ProcessLookupError:
                pass
            await p.wait()
        p._transport.close()


async def cancel_at_every_turn(scenarios):
    loop = asyncio.get_running_loop()
    reports = []
    loop.set_exception_handler(lambda loop, context: reports.append(context))
    server = await asyncio.start_server(echo, "127.0.0.1", 0)
    address = server.sockets[0].getsockname()
    # What a loop opens once, it opens now.
    await stream_talk(address)
    await process(address)
    await asyncio.get_running_loop().run_in_executor(None, int)
    await settle(lambda: len(asyncio.all_tasks()) == 1)
    before = open_descriptors()
    for scenario in scenarios:
        ends = set()
        for turns in range(TURNS + 1):
            task = asyncio.create_task(scenario(address))
            if turns < TURNS:
                for _ in range(turns):
                    await asyncio.sleep(0)
                task.cancel()
            done, pending = await asyncio.wait([task], timeout=20)
            if pending:
                print("hangs:", scenario.__name__, turns)
                task.print_stack()
                sys.exit(1)
            end = "cancelled" if task.cancelled() else repr(task.exception()) if task.exception() else "ended"
            if turns == 0:
                assert end == "cancelled", end
            if turns == TURNS:
                assert end == "ended", end
            ends.add(end)
            del done, pending, task
        quiet = await settle(lambda: len(asyncio.all_tasks()) == 1)
        gc.collect()
        closed = await settle(lambda: open_descriptors() <= before)
        print(scenario.__name__, sorted(ends - {"ended"}), "tasks left:", not quiet, "left open:", not closed, reports)
        reports.clear()
    server.close()
    await server.wait_closed()

