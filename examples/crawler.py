# A web crawler and the web it crawls: a tiny HTTP server over loopback serves linked pages, and three workers follow
# the links, never fetching a page twice.
import asyncio

SITE = {
    "/": 'Welcome. <a href="/a">a</a> <a href="/b">b</a>',
    "/a": 'Page a. <a href="/b">b</a> <a href="/deep/1">deeper</a>',
    "/b": 'Page b. <a href="/">home</a> <a href="/missing">broken</a>',
    "/deep/1": '<a href="/deep/2">deeper still</a>',
    "/deep/2": "The end.",
}


async def serve(reader, writer):
    request = (await reader.readuntil(b"\r\n\r\n")).decode()
    method, path, version = request.splitlines()[0].split()
    status = "200 OK" if path in SITE else "404 Not Found"
    body = SITE.get(path, "nothing here").encode()
    writer.write(f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body)
    await writer.drain()
    writer.close()


async def fetch(port, path):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    status_line, *headers = head.split("\r\n")
    fields = dict(line.split(": ", 1) for line in headers if line)
    body = await reader.readexactly(int(fields["Content-Length"]))
    writer.close()
    return int(status_line.split()[1]), body.decode()


def links(page):
    for part in page.split('href="')[1:]:
        yield part.split('"')[0]


async def worker(port, todo, seen, pages):
    while True:
        path = await todo.get()
        pages[path] = status, page = await fetch(port, path)
        for link in links(page) if status == 200 else ():
            if link not in seen:
                seen.add(link)
                todo.put_nowait(link)
        todo.task_done()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        todo, seen, pages = asyncio.Queue(), {"/"}, {}
        todo.put_nowait("/")
        workers = [asyncio.create_task(worker(port, todo, seen, pages)) for _ in range(3)]
        await todo.join()
        for task in workers:
            task.cancel()
    for path in sorted(pages):
        status, page = pages[path]
        print(f"{status} {path:<8} {len(page):>3} characters, {len(list(links(page)))} links")


asyncio.run(main())
