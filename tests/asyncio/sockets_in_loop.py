# loop.sock_* on plain non-blocking sockets.
import asyncio
import socket


async def main():
    loop = asyncio.get_running_loop()
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    listener.setblocking(False)

    async def serve():
        conn, addr = await loop.sock_accept(listener)
        conn.setblocking(False)
        print(addr[0])
        while data := await loop.sock_recv(conn, 1024):
            await loop.sock_sendall(conn, data.upper())
        conn.close()

    server = asyncio.create_task(serve())
    client = socket.socket()
    client.setblocking(False)
    await loop.sock_connect(client, listener.getsockname())
    await loop.sock_sendall(client, b"hello")
    print(await loop.sock_recv(client, 100))
    await loop.sock_sendall(client, b"x" * 100_000)
    got = 0
    while got < 100_000:
        got += len(await loop.sock_recv(client, 65536))
    print(got)
    client.close()
    await server
    listener.close()


asyncio.run(main())
