# Names of Unix sockets that are no files.
import asyncio
import os
import socket


async def main():
    name = b"\0rondo %d" % os.getpid()
    for path in name, name.decode() + "s":
        server = await asyncio.start_unix_server(lambda reader, writer: writer.close(), path)
        bound = server.sockets[0].getsockname()
        reader, writer = await asyncio.open_unix_connection(path)
        print(bound[:6], writer.get_extra_info("peername") == bound, await reader.read())
        writer.close()
        server.close()
        await server.wait_closed()
    with socket.socket(socket.AF_UNIX) as unnamed:
        unnamed.bind("")
        print(unnamed.getsockname()[:1], len(unnamed.getsockname()))

asyncio.run(main())
