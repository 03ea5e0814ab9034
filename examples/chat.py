# A chat server and its clients in one process, over real sockets. Each client waits for its cue, so that the
# conversation is the same every time.
import asyncio


class Chat:
    def __init__(self):
        self.writers = {}

    async def handle(self, reader, writer):
        name = (await reader.readline()).decode().strip()
        self.writers[name] = writer
        await self.tell_all(f"* {name} joins ({len(self.writers)} here)")
        async for line in reader:
            text = line.decode().strip()
            if text == "/quit":
                break
            if text.startswith("/to "):
                _, to, text = text.split(" ", 2)
                await self.tell(self.writers[to], f"{name} whispers: {text}")
            else:
                await self.tell_all(f"{name}: {text}")
        del self.writers[name]
        writer.close()
        await self.tell_all(f"* {name} leaves")

    async def tell(self, writer, text):
        writer.write(text.encode() + b"\n")
        await writer.drain()

    async def tell_all(self, text):
        for writer in list(self.writers.values()):
            await self.tell(writer, text)


async def client(name, port, script):
    """Says each line of the script once it has heard the cue before it; returns all it heard."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(name.encode() + b"\n")
    heard = []
    for cue, say in script:
        while not heard or heard[-1] != cue:
            heard.append((await reader.readline()).decode().strip())
        writer.write(say.encode() + b"\n")
        await writer.drain()
    while line := await reader.readline():
        heard.append(line.decode().strip())
    writer.close()
    return heard


async def main():
    chat = Chat()
    server = await asyncio.start_server(chat.handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        ann = asyncio.create_task(client("ann", port, [
            ("* bob joins (2 here)", "hi bob"),
            ("bob: hello ann, 你好", "/to bob secret ✓"),
            ("* bob leaves", "/quit"),
        ]))
        while not chat.writers:
            await asyncio.sleep(0.001)
        bob = asyncio.create_task(client("bob", port, [
            ("ann: hi bob", "hello ann, 你好"),
            ("ann whispers: secret ✓", "/quit"),
        ]))
        for name, heard in zip(("ann", "bob"), await asyncio.gather(ann, bob)):
            print(f"-- what {name} saw")
            print("\n".join(heard))


asyncio.run(main())
