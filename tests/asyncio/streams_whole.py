# Readers and writers: every way to read, limits, two who read, servers, Unix sockets, resets.
import asyncio, socket, os, io, gc, sys, pickle, warnings


async def t(label, aw):
    try:
        r = await aw
    except BaseException as e:
        r = (type(e).__name__, str(e), getattr(e, "partial", None), getattr(e, "consumed", None))
    print(label, r)


async def main():
    loop = asyncio.get_running_loop()
    R = lambda **k: asyncio.StreamReader(loop=loop, **k)
    for l in (0, -1):
        try:
            R(limit=l)
        except ValueError as e:
            print(e)
    r = R()
    r.feed_data(b"")
    print(r._buffer, r.at_eof(), repr(r))
    r.feed_data(b"abc")
    print(repr(r))
    r.feed_eof()
    print(r.at_eof(), repr(r))
    await t("rd", r.read())
    print(r.at_eof())
    await t("rd", r.read(5))
    await t("rd0", r.read(0))
    await t("re", r.readexactly(2))
    await t("re0", r.readexactly(0))
    await t("neg", r.readexactly(-1))
    await t("rl", r.readline())
    await t("ru", r.readuntil())
    r = R()
    r.feed_data(b"line1\nline2\nrest")
    print([await r.readline(), await r.readline()])
    x = asyncio.create_task(r.readline())
    await asyncio.sleep(0)
    await t("second", r.readline())
    r.feed_data(b"\n")
    print(await x)
    r = R()
    r.set_exception(ValueError("e"))
    await t("x", r.read(1))
    await t("x", r.readline())
    await t("x", r.readexactly(1))
    await t("x", r.readuntil())
    print(r.exception())
    r = R()
    x = asyncio.create_task(r.readline())
    await asyncio.sleep(0)
    r.set_exception(KeyError("k"))
    await t("w", x)
    r = R()
    x = asyncio.create_task(r.read(3))
    await asyncio.sleep(0)
    x.cancel()
    await t("c", x)
    r.feed_data(b"after")
    await t("ok", r.read(3))
    r = R(limit=4)
    r.feed_data(b"toolong")
    await t("ll", r.readline())
    print(r._buffer)
    r.feed_data(b"ab\n")
    await t("l2", r.readline())
    r = R(limit=4)
    r.feed_data(b"toolong\nx")
    await t("ll", r.readline())
    print(r._buffer)
    r = R(limit=4)
    r.feed_data(b"12345|")
    await t("u", r.readuntil(b"|"))
    await t("u", r.readuntil(b"||"))
    await t("u0", r.readuntil(b""))
    await t("ut", r.readuntil((b"|", b"5")))
    await t("ut0", r.readuntil(()))
    await t("utb", r.readuntil((b"",)))
    r = R()
    r.feed_data(b"a\r\nb\n")
    r.feed_eof()
    print([l async for l in r])
    r = R()
    r.feed_data(b"x--y")
    await t("ms", r.readuntil((b"--", b"-")))
    r = R()
    for c in b"ab":
        r.feed_data(bytes([c]))
    x = asyncio.create_task(r.readuntil(b"||"))
    await asyncio.sleep(0)
    r.feed_data(b"|")
    await asyncio.sleep(0)
    r.feed_data(b"|z")
    print(await x, r._buffer)
    r = R()
    r.feed_eof()
    try:
        r.feed_data(b"x")
    except AssertionError as e:
        print("assert", e)
    e = asyncio.IncompleteReadError(b"abc", 10)
    print(e, pickle.loads(pickle.dumps(e)).partial)
    e = asyncio.IncompleteReadError(b"abc", None)
    print(e)
    e = asyncio.LimitOverrunError("m", 10)
    print(e, pickle.loads(pickle.dumps(e)).consumed)
    # server
    log = []

    async def h(rd, wr):
        print(
            type(rd).__name__,
            wr.get_extra_info("peername")[0],
            wr.get_extra_info("nope", "dflt"),
            wr.can_write_eof(),
            wr.is_closing(),
        )
        d = await rd.readline()
        wr.writelines([d, b"!", bytearray(b"\n")])
        await wr.drain()
        wr.close()
        await wr.wait_closed()
        log.append(wr.is_closing())

    s = await asyncio.start_server(h, "127.0.0.1", 0)
    print(s.is_serving(), len(s.sockets), repr(s)[:40])
    a = s.sockets[0].getsockname()
    r, w = await asyncio.open_connection(*a)
    print(repr(w)[:50])
    w.write(b"hi\n")
    print(await r.read())
    w.close()
    await w.wait_closed()
    print(log)
    try:
        w.write(b"x")
        await w.drain()
    except Exception as e:
        print(type(e).__name__, e)
    for bad in ("str", None, 1):
        r, w = await asyncio.open_connection(*a)
        try:
            w.write(bad)
        except TypeError as e:
            print(str(e).rpartition(" ")[2])
        w.write(b"\n")
        await r.read()
        w.close()
        await w.wait_closed()
    async with s:
        print(s.is_serving())
    print(s.is_serving(), s.sockets)
    try:
        await s.serve_forever()
    except RuntimeError as e:
        print(str(e)[:30])
    # cb errors
    loop.set_exception_handler(lambda l, c: log.append((c["message"], repr(c.get("exception")))))
    log.clear()

    async def bad(rd, wr):
        raise ValueError("cb")

    s = await asyncio.start_server(bad, "127.0.0.1", 0)
    r, w = await asyncio.open_connection(*s.sockets[0].getsockname())
    print(await r.read())
    print(log)
    w.close()
    s.close()
    await s.wait_closed()
    log.clear()

    def plain(rd, wr):
        log.append("plain")
        wr.write(b"p")
        wr.close()

    s = await asyncio.start_server(plain, "127.0.0.1", 0)
    r, w = await asyncio.open_connection(*s.sockets[0].getsockname())
    print(await r.read(), log)
    w.close()
    s.close()
    # unix
    p = f"/tmp/rondo_x_{os.getpid()}.sock"
    if os.path.exists(p):
        os.unlink(p)
    s = await asyncio.start_unix_server(lambda rd, wr: wr.close(), p)
    r, w = await asyncio.open_unix_connection(p)
    print(await r.read(), w.get_extra_info("peername") == p, os.path.exists(p))
    w.close()
    s.close()
    await s.wait_closed()
    print(os.path.exists(p))
    await t("refused", asyncio.open_unix_connection("/tmp/rondo_none.sock"))
    await t("ref", asyncio.open_connection("127.0.0.1", 1))
    await t("noargs", asyncio.open_connection())
    # resets
    ls = socket.create_server(("127.0.0.1", 0))
    r, w = await asyncio.open_connection(*ls.getsockname())
    c, _ = ls.accept()
    c.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    c.close()
    await t("reset", r.read())
    print(repr(r.exception()))
    await t("drain", w.drain())
    w.close()
    await t("wc", w.wait_closed())
    ls.close()
    # eof write
    ls = socket.create_server(("127.0.0.1", 0))
    r, w = await asyncio.open_connection(*ls.getsockname())
    c, _ = ls.accept()
    w.write(b"abc")
    w.write_eof()
    try:
        w.write(b"d")
    except RuntimeError as e:
        print(e)
    print(c.recv(10), c.recv(10))
    c.sendall(b"back")
    c.close()
    print(await r.read())
    w.close()
    await w.wait_closed()
    ls.close()
    # sock=
    x, y = socket.socketpair()
    r, w = await asyncio.open_connection(sock=x)
    w.write(b"sp")
    await w.drain()
    print(y.recv(5))
    y.close()
    print(await r.read())
    w.close()
    await w.wait_closed()
    # del writer warning
    with warnings.catch_warnings(record=True) as wl:
        warnings.simplefilter("always")
        x, y = socket.socketpair()
        r, w = await asyncio.open_connection(sock=x)
        del r, w
        gc.collect()
        await asyncio.sleep(0)
        gc.collect()
        print([str(q.message)[:21] for q in wl], [q.category.__name__ for q in wl])
        y.close()
    # abort clients
    hold = []

    async def hh(rd, wr):
        hold.append(wr)
        await rd.read()

    s = await asyncio.start_server(hh, "127.0.0.1", 0)
    r, w = await asyncio.open_connection(*s.sockets[0].getsockname())
    await asyncio.sleep(0.01)
    s.close()
    s.close_clients()
    await s.wait_closed()
    print(await r.read())
    w.close()
    s.abort_clients()
    pr = asyncio.StreamReaderProtocol(R(), loop=loop)
    print(pr._stream_reader is None, asyncio.StreamReaderProtocol(None, loop=loop)._stream_reader)
    with asyncio.Runner() if 0 else io.BytesIO():
        pass


asyncio.run(main())
try:
    asyncio.StreamReader()
except RuntimeError as e:
    print(e)
try:
    asyncio.StreamReaderProtocol(None)
except RuntimeError as e:
    print(e)
