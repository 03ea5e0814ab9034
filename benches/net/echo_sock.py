"""TCP echo with loop.sock_recv / loop.sock_sendall, one task per connection: PORT."""
import asyncio
import socket
import sys


async def serve(loop, sock):
    with sock:
        try:
            while True:
                data = await loop.sock_recv(sock, 65536)
                if not data:
                    break
                await loop.sock_sendall(sock, data)
        except ConnectionError:
            pass


async def main():
    loop = asyncio.get_running_loop()
    listener = socket.create_server(("127.0.0.1", int(sys.argv[1])), backlog=1024)
    listener.setblocking(False)
    tasks = set()
    while True:
        sock, _ = await loop.sock_accept(listener)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        t = asyncio.create_task(serve(loop, sock))
        tasks.add(t)
        t.add_done_callback(tasks.discard)


asyncio.run(main())
