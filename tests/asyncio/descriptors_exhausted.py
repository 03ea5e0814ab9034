# No descriptors left: accepting pauses with a report, nobody who waits is lost, and all is well when there are some again.
import asyncio, errno, os, resource, socket

reports = []
served = []


def open_descriptors():
    return len(os.listdir("/proc/self/fd"))


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: reports.append(context))

    async def serve(reader, writer):
        data = await reader.readexactly(4)
        served.append(data)
        writer.write(data[::-1])
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    address = server.sockets[0].getsockname()
    before = open_descriptors()
    # The clients' sockets exist before there are none left.
    clients = [socket.socket() for _ in range(8)]
    for client in clients:
        client.setblocking(False)
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)
    highest = max(map(int, os.listdir("/proc/self/fd")))
    resource.setrlimit(resource.RLIMIT_NOFILE, (highest + 1, limit[1]))
    filler = []
    try:
        while True:
            filler.append(os.dup(0))
    except OSError as exc:
        print("full:", errno.errorcode[exc.errno])
    for number, client in enumerate(clients):
        await loop.sock_connect(client, address)
        await loop.sock_sendall(client, b"%04d" % number)
    await asyncio.sleep(0.2)
    print("served while full:", len(served))
    print("reported:", {(r["message"], errno.errorcode[r["exception"].errno], type(r["socket"]).__name__) for r in reports})
    print("reported at all:", len(reports) >= 1)
    for fd in filler:
        os.close(fd)
    resource.setrlimit(resource.RLIMIT_NOFILE, limit)
    answers = await asyncio.wait_for(asyncio.gather(*[loop.sock_recv(c, 100) for c in clients]), 10)
    print("answers:", sorted(a.decode() for a in answers))
    for client in clients:
        client.close()
    server.close()
    await server.wait_closed()
    await asyncio.sleep(0.05)
    print("left open:", open_descriptors() - before + 1)


asyncio.run(main())
