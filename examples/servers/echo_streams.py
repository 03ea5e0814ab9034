# The echo server on asyncio streams. Run it with a port, 0 for any free one; it prints the port it listens on.
import asyncio
import sys


async def handle_tcp_echo(reader, writer):
    while True:
        data = await reader.read(65535)
        if not data:
            writer.close()
            return
        writer.write(data)
        await writer.drain()


async def run_server(port):
    server = await asyncio.start_server(handle_tcp_echo, "127.0.0.1", port, backlog=1024)
    print("listening on", server.sockets[0].getsockname()[1], flush=True)
    async with server:
        await server.serve_forever()


asyncio.run(run_server(int(sys.argv[1])))
