# A port scanner that only looks at home: some ports on loopback are opened, some are closed, and all are tried at once.
import asyncio
import socket


async def banner(reader, writer):
    writer.write(b"hello from the test server\n")
    await writer.drain()
    writer.close()


async def probe(port, limit):
    async with limit:
        try:
            async with asyncio.timeout(2):
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                greeting = await reader.readline()
                writer.close()
                return "open", greeting.decode().strip()
        except ConnectionRefusedError:
            return "closed", ""
        except TimeoutError:
            return "filtered", ""


def closed_port():
    """A port that was free a moment ago."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


async def main():
    closed = [closed_port() for _ in range(5)]
    servers = [await asyncio.start_server(banner, "127.0.0.1", 0) for _ in range(3)]
    opened = [server.sockets[0].getsockname()[1] for server in servers]
    limit = asyncio.Semaphore(4)
    ports = sorted(opened + closed)
    states = await asyncio.gather(*(probe(port, limit) for port in ports))
    for server in servers:
        server.close()
    found = {port: state for port, state in zip(ports, states)}
    print("open:", sum(state == "open" for state, _ in states), "of", len(ports))
    print("the right ones:", sorted(p for p in found if found[p][0] == "open") == sorted(opened))
    print("they say:", {text for state, text in states if text})
    print("closed:", all(found[port][0] == "closed" for port in closed if port not in opened))


asyncio.run(main())
