# Cancelled while connecting, accepting, reading and writing; slow readers bound what is buffered; half-closes both ways.
import asyncio, os, socket


def open_descriptors():
    return len(os.listdir("/proc/self/fd"))


async def cancel(coro, name, delay=0.02):
    task = asyncio.create_task(coro)
    await asyncio.sleep(delay)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print(name, "cancelled")
    else:
        print(name, "ended")


async def main():
    loop = asyncio.get_running_loop()
    # What a loop opens once, it opens now.
    (await asyncio.start_server(print, "127.0.0.1", 0)).close()
    before = open_descriptors()

    # Nobody accepts, and the queue of those who wait is full: connecting takes for ever.
    full = socket.socket()
    full.bind(("127.0.0.1", 0))
    full.listen(0)
    waiting = []
    for _ in range(3):
        s = socket.socket()
        s.setblocking(False)
        try:
            s.connect(full.getsockname())
        except BlockingIOError:
            pass
        waiting.append(s)
    await asyncio.sleep(0.02)
    await cancel(asyncio.open_connection(*full.getsockname()), "connecting")
    s = socket.socket()
    s.setblocking(False)
    await cancel(loop.sock_connect(s, full.getsockname()), "sock_connect")
    s.close()
    for s in waiting:
        s.close()
    full.close()

    listener = socket.create_server(("127.0.0.1", 0))
    listener.setblocking(False)
    await cancel(loop.sock_accept(listener), "sock_accept")
    client = socket.create_connection(listener.getsockname())
    client.setblocking(False)
    peer, _ = await loop.sock_accept(listener)
    await cancel(loop.sock_recv(client, 10), "sock_recv")
    await cancel(loop.sock_recv_into(client, bytearray(5)), "sock_recv_into")
    await cancel(loop.sock_sendall(client, b"x" * (32 << 20)), "sock_sendall")
    peer.close()
    client.close()
    listener.close()

    # A reader that does not read: what is buffered for it does not grow with what is to be sent.
    highest = 0
    gone = asyncio.Event()

    async def flood(reader, writer):
        nonlocal highest
        try:
            while True:
                writer.write(b"z" * 10_000)
                await writer.drain()
                highest = max(highest, writer.transport.get_write_buffer_size())
        except ConnectionError as exc:
            print("flood:", type(exc).__name__ in ("ConnectionResetError", "BrokenPipeError"))
        finally:
            writer.close()
            gone.set()

    server = await asyncio.start_server(flood, "127.0.0.1", 0)
    address = server.sockets[0].getsockname()
    slow = socket.create_connection(address)
    await asyncio.sleep(0.1)
    print("bounded:", highest <= 64 * 1024 + 10_000)
    slow.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    slow.close()
    await asyncio.wait_for(gone.wait(), 5)
    server.close()
    await server.wait_closed()

    # The server closes its half first, and still hears the client.
    heard = []

    async def half(reader, writer):
        writer.write(b"first")
        writer.write_eof()
        heard.append(await reader.read())
        writer.close()
        gone.set()

    gone.clear()
    server = await asyncio.start_server(half, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    print(await reader.read())
    writer.write(b"second")
    writer.write_eof()
    await gone.wait()
    print(heard)
    writer.close()
    await writer.wait_closed()
    server.close()
    await server.wait_closed()
    await asyncio.sleep(0.02)
    print("left open:", open_descriptors() - before)


asyncio.run(main())
