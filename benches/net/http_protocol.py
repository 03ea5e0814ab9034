"""Minimal HTTP/1.1 'hello' as an asyncio Protocol: PORT."""
import asyncio
import sys

RESPONSE = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 13\r\n\r\nHello, world!"


class Http(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport
        self.buffer = b""

    def data_received(self, data):
        if self.buffer:
            data = self.buffer + data
        *requests, self.buffer = data.split(b"\r\n\r\n")
        for head in requests:
            method, path, version = head.split(b"\r\n", 1)[0].split(b" ")
            if method == b"GET":
                self.transport.write(RESPONSE)


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Http, "127.0.0.1", int(sys.argv[1]))
    async with server:
        await server.serve_forever()


asyncio.run(main())
