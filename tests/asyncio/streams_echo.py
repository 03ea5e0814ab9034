# Streams over loopback: server, clients, reading in every way.
import asyncio


async def handle(reader, writer):
    writer.write(b"welcome\n")
    while True:
        line = await reader.readline()
        if not line:
            break
        command, _, rest = line.decode().rstrip("\n").partition(" ")
        if command == "echo":
            writer.write(rest.encode() + b"\n")
        elif command == "big":
            writer.write(b"x" * int(rest))
        elif command == "many":
            writer.writelines([b"%d," % i for i in range(int(rest))] + [b"END"])
        elif command == "close":
            writer.write(b"bye")
            break
        await writer.drain()
    writer.close()
    await writer.wait_closed()
    finished.append(1)


finished = []


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()
    print(host, port > 0, server.is_serving(), type(server).__name__, len(server.sockets))
    reader, writer = await asyncio.open_connection(host, port)
    print(type(reader).__name__, type(writer).__name__, writer.get_extra_info("peername") == (host, port),
        writer.get_extra_info("nope", "default"))
    print(await reader.readline())
    writer.write(b"echo hello\necho ")
    writer.write("wörld\n".encode())
    await writer.drain()
    print(await reader.readline(), (await reader.readline()).decode())
    writer.write(b"big 300000\n")
    data = await reader.readexactly(300000)
    print(len(data), set(data) == {120})
    writer.write(b"many 5\n")
    print(await reader.readuntil(b","), await reader.readuntil(b"END"))
    writer.write(b"echo partial\nclose\n")
    print(await reader.read(3), await reader.readexactly(6), await reader.read(), await reader.read(), reader.at_eof())
    writer.close()
    await writer.wait_closed()
    print(writer.is_closing())
    reader, writer = await asyncio.open_connection(host, port)
    await reader.readline()
    writer.write(b"close\n")
    try:
        await reader.readexactly(100)
    except asyncio.IncompleteReadError as e:
        print(e, e.partial, e.expected)
    writer.close()
    reader, writer = await asyncio.open_connection(host, port)
    await reader.readline()
    writer.write(b"close\n")
    try:
        await reader.readuntil(b"\n")
    except asyncio.IncompleteReadError as e:
        print(type(e).__name__, e.partial)
    writer.close()
    reader, writer = await asyncio.open_connection(host, port)
    print(await reader.readline())
    writer.write(b"echo last")
    print(writer.can_write_eof())
    writer.write_eof()
    print(await reader.read())
    writer.close()
    lines = []
    reader, writer = await asyncio.open_connection(host, port)
    writer.write(b"echo a\necho b\nclose\n")
    async for line in reader:
        lines.append(line)
    print(lines)
    writer.close()

    async def client(n):
        r, w = await asyncio.open_connection(host, port)
        await r.readline()
        got = []
        for i in range(5):
            w.write(f"echo {n}-{i}\n".encode())
            got.append((await r.readline()).decode().strip())
        w.close()
        return got == [f"{n}-{i}" for i in range(5)]

    print(all(await asyncio.gather(*(client(n) for n in range(50)))))
    while len(finished) < 55:
        await asyncio.sleep(0.01)
    server.close()
    await server.wait_closed()
    print(server.is_serving(), len(finished))
    try:
        await asyncio.open_connection(host, port)
    except ConnectionRefusedError as e:
        print(type(e).__name__, e.errno)


asyncio.run(main())
