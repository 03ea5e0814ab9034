# SIGINT and SIGTERM in the middle of a load: every `finally` runs, no task is lost, no descriptor stays open.
import asyncio, os, signal

finished = []


def open_descriptors():
    return len(os.listdir("/proc/self/fd"))


async def load(clients, started):
    """A server, and clients that talk to it without end."""
    async def serve(reader, writer):
        try:
            while data := await reader.read(1000):
                writer.write(data)
                await writer.drain()
        except ConnectionError:
            # The client has left with an answer unread.
            pass
        finally:
            finished.append("server")
            writer.close()

    async def talk(address):
        reader, writer = await asyncio.open_connection(*address)
        try:
            while True:
                writer.write(b"x" * 100)
                await writer.drain()
                await reader.readexactly(100)
                started.set()
        finally:
            finished.append("client")
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(clients):
                group.create_task(talk(server.sockets[0].getsockname()))
    finally:
        server.close()
        finished.append("main")


async def interrupted():
    started = asyncio.Event()

    async def send():
        await started.wait()
        await asyncio.sleep(0.05)
        os.kill(os.getpid(), signal.SIGINT)

    sender = asyncio.create_task(send())
    try:
        await load(20, started)
    finally:
        await sender


async def terminated():
    """What servers do: SIGTERM cancels the main task."""
    started = asyncio.Event()
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(load(20, started))
    loop.add_signal_handler(signal.SIGTERM, task.cancel)
    await started.wait()
    await asyncio.sleep(0.05)
    os.kill(os.getpid(), signal.SIGTERM)
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled")
    await asyncio.sleep(0.05)
    print("tasks left:", len(asyncio.all_tasks()) - 1)
    loop.remove_signal_handler(signal.SIGTERM)


async def prepare():
    """What a loop opens once, it opens now."""
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, print)
    (await asyncio.start_server(print, "127.0.0.1", 0)).close()


asyncio.run(prepare())
before = open_descriptors()
for main in (interrupted, terminated):
    finished.clear()
    try:
        asyncio.run(main())
    except KeyboardInterrupt:
        print("KeyboardInterrupt")
    print(main.__name__, {who: finished.count(who) for who in sorted(set(finished))})
    print("left open:", open_descriptors() - before)
