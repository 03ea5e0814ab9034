# While a file is sent by a transport nothing else may be written to it, and nothing at all after write_eof().
import asyncio
import io
import tempfile

DATA = b"0123456789" * 30000


async def main():
    loop = asyncio.get_running_loop()
    received, lost = bytearray(), loop.create_future()

    class Receiver(asyncio.Protocol):
        def data_received(self, data):
            received.extend(data)

        def connection_lost(self, exc):
            lost.set_result(exc)

    server = await loop.create_server(Receiver, "127.0.0.1", 0)
    transport, _ = await loop.create_connection(asyncio.Protocol, *server.sockets[0].getsockname())
    with tempfile.TemporaryFile() as file:
        file.write(DATA)
        task = asyncio.create_task(loop.sendfile(transport, file))
        await asyncio.sleep(0)
        for write in transport.write, lambda data: transport.writelines([data]):
            try:
                write(b"between")
            except RuntimeError as exc:
                print(exc)
        print(await task, file.tell())
        transport.write(b"after")
        print(await loop.sendfile(transport, file, 10, 20), file.tell())
        print(await loop.sendfile(transport, io.BytesIO(b"from memory")))
        try:
            await loop.sendfile(transport, io.BytesIO(b"from memory"), fallback=False)
        except asyncio.SendfileNotAvailableError as exc:
            print(exc)
    transport.close()
    print(await lost, bytes(received) == DATA + b"after" + DATA[10:30] + b"from memory")
    server.close()
    await server.wait_closed()


async def after_eof():
    server = await asyncio.start_server(lambda reader, writer: None, "127.0.0.1", 0)
    _, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    transport = writer.transport
    transport.write_eof()
    for write, data in ((transport.write, b""), (transport.writelines, [b""]), (transport.writelines, [1]),
                        (transport.writelines, 1), (transport.write, "x"), (writer.write, b"x"),
                        (writer.writelines, [])):
        try:
            write(data)
        except (RuntimeError, TypeError) as exc:
            # 3.14 says which types it takes: see library_of_3_14.
            print(type(exc).__name__, str(exc).partition("argument must be")[0])
    writer.close()
    server.close()

asyncio.run(main())
asyncio.run(after_eof())
