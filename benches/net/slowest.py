"""How long the slowest answers take of an echo server with a million live objects.

    rondo benches/net/slowest.py [CONNECTIONS [REQUESTS_EACH]]

The server runs here; a second process of the same engine loads it and prints percentiles in milliseconds. A pause of the
collector would be seen in the last of them.
"""
import asyncio
import sys
from time import perf_counter

CONNECTIONS = int(sys.argv[1]) if len(sys.argv) > 1 else 50
REQUESTS = int(sys.argv[2]) if len(sys.argv) > 2 else 2000
OBJECTS = 1_000_000


async def serve(reader, writer):
    while line := await reader.readline():
        writer.write(line)
        await writer.drain()
    writer.close()


async def client(port, times):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for _ in range(REQUESTS):
        start = perf_counter()
        writer.write(b"x" * 63 + b"\n")
        await reader.readline()
        times.append(perf_counter() - start)
    writer.close()


async def load(port):
    times = []
    await asyncio.gather(*[client(port, times) for _ in range(CONNECTIONS)])
    times.sort()
    for part in 50, 99, 99.9, 99.99, 100:
        at = min(len(times) - 1, int(part / 100 * len(times)))
        print(f"{part:6} %  {times[at] * 1000:8.3f} ms")


async def main():
    live = [[number] for number in range(OBJECTS)]
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    loader = await asyncio.create_subprocess_exec(
        sys.executable, __file__, str(CONNECTIONS), str(REQUESTS), str(port))
    await loader.wait()
    server.close()
    return len(live)


asyncio.run(load(int(sys.argv[3])) if len(sys.argv) > 3 else main())
