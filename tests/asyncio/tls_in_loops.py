# TLS in event loops: goodbyes, protocols, pausing, timeouts of handshakes, wrong arguments.
import asyncio, os, ssl, socket

K = os.path.join(os.path.dirname(os.path.abspath(__file__)), "certificates", "")
CERT, KEY = K + "names.pem", K + "names_key.pem"


def sctx():
    c = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    c.load_cert_chain(CERT, KEY)
    return c


def cctx():
    return ssl.create_default_context(cafile=CERT)


async def main():
    loop = asyncio.get_running_loop()
    log = []

    async def h(r, w):
        try:
            d = await r.read()
            log.append(("eof", len(d)))
            w.write(b"after eof")
            try:
                await w.drain()
            except Exception as e:
                log.append(type(e).__name__)
        finally:
            w.close()
        try:
            await w.wait_closed()
        except Exception as e:
            log.append(type(e).__name__)
        log.append("closed")

    srv = await asyncio.start_server(h, "127.0.0.1", 0, ssl=sctx())
    addr = srv.sockets[0].getsockname()
    r, w = await asyncio.open_connection(*addr, ssl=cctx(), server_hostname="localhost")
    w.write(b"x" * 100000)
    await w.drain()
    w.close()
    await w.wait_closed()
    await asyncio.sleep(0.05)
    print(log)
    print(w.is_closing(), w.transport.is_closing())
    p = w.get_extra_info("peercert")
    print(p and p["subjectAltName"][0])
    srv.close()
    await srv.wait_closed()
    # protocol level
    ev = []

    class S(asyncio.Protocol):
        def connection_made(s, t):
            ev.append("made")
            s.t = t

        def data_received(s, d):
            ev.append(bytes(d[:10]))
            s.t.write(b"echo:" + d)

        def eof_received(s):
            ev.append("eof")

        def connection_lost(s, e):
            ev.append(("lost", e))

    cl = []

    class C(asyncio.Protocol):
        def connection_made(s, t):
            s.t = t
            t.write(b"hi")

        def data_received(s, d):
            cl.append(d)
            s.t.close()

        def eof_received(s):
            cl.append("eof")

        def connection_lost(s, e):
            cl.append(("lost", e))
            s.done.set_result(None)

    srv = await loop.create_server(S, *addr[:1], 0, ssl=sctx())
    C.done = loop.create_future()
    t, p = await loop.create_connection(C, *srv.sockets[0].getsockname(), ssl=cctx(), server_hostname="localhost")
    print(
        type(t).__name__,
        t.get_extra_info("cipher")[1],
        t.get_extra_info("compression"),
        t.get_extra_info("sslcontext").check_hostname,
        t.get_extra_info("ssl_object").version(),
        t.get_extra_info("peername") == srv.sockets[0].getsockname(),
        t.can_write_eof(),
    )
    try:
        t.write_eof()
    except NotImplementedError:
        print("no eof")
    await C.done
    await asyncio.sleep(0.05)
    print(ev, cl)
    # pause_reading
    ev.clear()
    got = []

    class P(asyncio.Protocol):
        def connection_made(s, t):
            s.t = t

        def data_received(s, d):
            got.append(d)

        def connection_lost(s, e):
            s.done.set_result(e)

    P.done = loop.create_future()
    t, p = await loop.create_connection(P, *srv.sockets[0].getsockname(), ssl=cctx(), server_hostname="localhost")
    t.pause_reading()
    print(t.is_reading())
    t.write(b"q")
    await asyncio.sleep(0.05)
    print(got)
    t.resume_reading()
    await asyncio.sleep(0.05)
    print(got, t.is_reading())
    t.abort()
    print(await P.done)
    srv.close()
    await srv.wait_closed()
    # handshake timeout
    ls = socket.create_server(("127.0.0.1", 0))
    try:
        await asyncio.open_connection(
            *ls.getsockname(), ssl=cctx(), server_hostname="localhost", ssl_handshake_timeout=0.05
        )
    except ConnectionAbortedError as e:
        print(e)
    ls.close()
    # verify failure
    srv = await asyncio.start_server(h, "127.0.0.1", 0, ssl=sctx())
    addr = srv.sockets[0].getsockname()
    loop.set_exception_handler(lambda l, c: None)
    for kw in (dict(server_hostname="bad.host"),):
        try:
            await asyncio.open_connection(*addr, ssl=cctx(), **kw)
        except ssl.SSLCertVerificationError as e:
            print(e.reason)
    for kw in (
        dict(ssl=cctx(), ssl_handshake_timeout=0),
        dict(ssl=cctx(), ssl_shutdown_timeout=-1),
        dict(ssl=cctx(), ssl_handshake_timeout=-1),
    ):
        try:
            await asyncio.open_connection("localhost", addr[1], **kw)
        except ValueError as e:
            print(e)
    try:
        await loop.start_tls(None, None, None)
    except TypeError as e:
        print(e)
    srv.close()


asyncio.run(main())
