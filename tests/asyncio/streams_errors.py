# Streams when the other side misbehaves.
import asyncio


async def main():
    async def slow(reader, writer):
        try:
            await reader.read()
        finally:
            events.append("handler ended")
            writer.close()

    events = []
    server = await asyncio.start_server(slow, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        await asyncio.wait_for(reader.readline(), 0.05)
    except TimeoutError:
        print("no answer in time")
    writer.close()
    await writer.wait_closed()
    while not events:
        await asyncio.sleep(0.01)
    print(events)

    async def long_line(reader, writer):
        writer.write(b"x" * 100_000 + b"\n")
        await writer.drain()
        writer.close()

    other = await asyncio.start_server(long_line, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection("127.0.0.1", other.sockets[0].getsockname()[1])
    try:
        await reader.readline()
    except ValueError as e:
        print(e)
    writer.close()
    reader, writer = await asyncio.open_connection("127.0.0.1", other.sockets[0].getsockname()[1], limit=200_000)
    print(len(await reader.readline()))
    writer.close()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    first = asyncio.create_task(reader.read())
    await asyncio.sleep(0)
    try:
        await reader.read()
    except RuntimeError as e:
        print(e)
    first.cancel()
    writer.close()
    try:
        await reader.readexactly(-1)
    except ValueError as e:
        print(e)
    try:
        await reader.readuntil(b"")
    except ValueError as e:
        print(e)
    try:
        writer.write("text")
    except TypeError as e:
        print(type(e).__name__)
    async with server, other:
        print(server.is_serving())
    print(server.is_serving())
    try:
        async with asyncio.timeout(1):
            await asyncio.open_connection("127.0.0.1", 1)
    except OSError as e:
        print(type(e).__name__)


asyncio.run(main())
