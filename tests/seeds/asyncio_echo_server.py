# The echo server on asyncio streams, driven by three clients in the same loop.
import asyncio


async def handle_tcp_echo(reader, writer):
    address = writer.get_extra_info('peername')
    log.append(f'connection accept from {address[0]}')

    while True:
        data = await reader.read(65535)
        if not data:
            log.append(f'connection closed {address[0]}')
            writer.close()
            return

        writer.write(data)
        await writer.drain()


async def client(name, port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    heard = []
    for n in range(3):
        writer.write(f'{name}{n} 你好'.encode())
        await writer.drain()
        heard.append((await reader.read(100)).decode())
    writer.close()
    await writer.wait_closed()
    return heard


async def run_server():
    server = await asyncio.start_server(handle_tcp_echo, "", 0, family=2)
    port = server.sockets[0].getsockname()[1]
    async with server:
        serving = asyncio.create_task(server.serve_forever())
        for heard in await asyncio.gather(*(client(name, port) for name in "abc")):
            print(heard)
        while len(log) < 6:
            await asyncio.sleep(0.01)
        serving.cancel()
        try:
            await serving
        except asyncio.CancelledError:
            print("server stopped")

log = []
asyncio.run(run_server())
for line in sorted(log):
    print(line)
