"""Addresses that servers and connections cannot have: ports out of range, no hosts at all, paths that are none, and no
descriptor left for the socket."""
import asyncio
import errno
import resource


async def attempt(awaitable):
    try:
        await awaitable
        print("made")
    except Exception as error:
        print(type(error).__name__, error)


async def main():
    loop = asyncio.get_running_loop()
    for port in (70000, -1, 65536):
        await attempt(loop.create_server(asyncio.Protocol, "127.0.0.1", port))
        await attempt(loop.create_server(asyncio.Protocol, "::1", port))
        await attempt(loop.create_connection(asyncio.Protocol, "127.0.0.1", port))
    await attempt(loop.create_server(asyncio.Protocol, [], 0))
    for path in (5, "/nonexistent/socket"):
        await attempt(asyncio.open_unix_connection(path))
        await attempt(asyncio.start_unix_server(lambda reader, writer: None, path))

    # The error is that of the system, whatever could not be made.
    server = await loop.create_server(asyncio.Protocol, "127.0.0.1", 0)
    address = server.sockets[0].getsockname()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    taken = []
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, hard))
    try:
        while True:
            taken.append(open("/dev/null"))
    except OSError as error:
        print(error.errno == errno.EMFILE)
    await attempt(loop.create_connection(asyncio.Protocol, *address))
    for file in taken:
        file.close()
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    await attempt(loop.create_connection(asyncio.Protocol, *address))
    server.close()


asyncio.run(main())
