"""TLS connections that end in every way, are begun late, paused, or lead through each other."""
import asyncio, ssl, unittest, socket, threading, gc, weakref, sys, os, logging, warnings, tempfile, hashlib
from unittest import mock
D = os.path.join(os.path.dirname(__file__), 'certificates', '')


def sctx():
    c = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    c.load_cert_chain(D + 'cert.pem', D + 'key.pem')
    return c


def cctx(verify=False):
    c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if not verify:
        c.check_hostname = False
        c.verify_mode = ssl.CERT_NONE
    return c

from _methods import *


class TLS(unittest.TestCase):
    def run_(self, coro, debug=False):
        got = []
        async def m():
            asyncio.get_running_loop().set_exception_handler(lambda l, c: got.append((c['message'], type(c.get('exception')).__name__)))
            await asyncio.wait_for(coro, 20)
        with warnings.catch_warnings(record=True) as w:
            warnings.simplefilter('always', ResourceWarning)
            asyncio.run(m(), debug=debug)
            gc.collect()
        print('reports', got, [str(x.message)[:40] for x in w])

    async def echo(self, r, w):
        try:
            while (d := (await r.read(65536))):
                w.write(d)
                await w.drain()
            w.close()
            await w.wait_closed()
        except (OSError, asyncio.CancelledError) as e:
            self.srv_exc = e
            w.close()

    def test_echo_big(self):
        async def m():
            s = await asyncio.start_server(self.echo, '127.0.0.1', 0, ssl=sctx())
            a = s.sockets[0].getsockname()
            r, w = await asyncio.open_connection(*a, ssl=cctx(), server_hostname='localhost')
            data = os.urandom(600000)
            async def send():
                for i in range(0, len(data), 70000):
                    w.write(data[i:i + 70000])
                    await w.drain()
            t = asyncio.create_task(send())
            got = await r.readexactly(len(data))
            await t
            print(got == data, w.get_extra_info('cipher') is not None, w.get_extra_info('sslcontext') is not None, type(w.get_extra_info('ssl_object')).__name__, w.get_extra_info('peercert'), type(w.transport).__name__, w.can_write_eof())
            try:
                w.write_eof()
            except NotImplementedError:
                print('NI')
            w.close()
            await w.wait_closed()
            print(w.is_closing(), w.transport.is_closing())
            s.close()
            await s.wait_closed()
        self.run_(m())

    def test_eof_by_server(self):
        async def h(r, w):
            w.write(b'bye')
            w.close()
            await w.wait_closed()
        async def m():
            s = await asyncio.start_server(h, '127.0.0.1', 0, ssl=sctx())
            a = s.sockets[0].getsockname()
            r, w = await asyncio.open_connection(*a, ssl=cctx(), server_hostname='localhost')
            print(await r.read(), r.at_eof())
            w.close()
            await w.wait_closed()
            s.close()
            await s.wait_closed()
        self.run_(m())

    def test_junk_client(self):
        async def m():
            s = await asyncio.start_server(self.echo, '127.0.0.1', 0, ssl=sctx())
            a = s.sockets[0].getsockname()
            r, w = await asyncio.open_connection(*a)
            w.write(b'GET / HTTP/1.0\r\n\r\n' * 10)
            try:
                d = await r.read()
                print('got', len(d) >= 0)
            except ConnectionResetError:
                print('got True')
            w.close()
            try:
                await w.wait_closed()
            except ConnectionError:
                pass
            s.close()
            await s.wait_closed()
        self.run_(m())

    def test_junk_server(self):
        async def h(r, w):
            await r.read(10)
            w.write(b'HTTP/1.0 400 Bad\r\n\r\n')
            w.close()
        async def m():
            s = await asyncio.start_server(h, '127.0.0.1', 0)
            a = s.sockets[0].getsockname()
            try:
                await asyncio.open_connection(*a, ssl=cctx(), server_hostname='x')
            except ssl.SSLError as e:
                print('SSLError')
            s.close()
            await s.wait_closed()
        self.run_(m())

    def test_close_in_handshake(self):
        async def h(r, w):
            w.close()
        async def m():
            s = await asyncio.start_server(h, '127.0.0.1', 0)
            a = s.sockets[0].getsockname()
            try:
                await asyncio.open_connection(*a, ssl=cctx(), server_hostname='x')
            except ConnectionResetError as e:
                print('CRE')
            s.close()
            await s.wait_closed()
        self.run_(m())

    def test_handshake_timeout(self):
        async def h(r, w):
            try:
                await r.read()
            except ConnectionError:
                pass
            w.close()
        async def m():
            s = await asyncio.start_server(h, '127.0.0.1', 0)
            a = s.sockets[0].getsockname()
            try:
                await asyncio.open_connection(*a, ssl=cctx(), server_hostname='x', ssl_handshake_timeout=0.1)
            except ConnectionAbortedError as e:
                print(e)
            s.close()
            await s.wait_closed()
        self.run_(m())

    def test_server_handshake_timeout(self):
        async def m():
            s = await asyncio.start_server(self.echo, '127.0.0.1', 0, ssl=sctx(), ssl_handshake_timeout=0.1)
            a = s.sockets[0].getsockname()
            r, w = await asyncio.open_connection(*a)
            print(await r.read())
            w.close()
            s.close()
            await s.wait_closed()
        self.run_(m())

    def test_shutdown_timeout(self):
        log = []
        class P(asyncio.Protocol):
            def connection_made(s, t):
                s.t = t
            def connection_lost(s, e):
                log.append(repr(e))
                lost.set_result(None)
        async def m():
            global lost
            lost = asyncio.get_running_loop().create_future()
            hold = []
            class Srv(asyncio.Protocol):
                def connection_made(s, t):
                    hold.append(t)
                    t.pause_reading()
                def connection_lost(s, e):
                    pass
            loop = asyncio.get_running_loop()
            s = await loop.create_server(Srv, '127.0.0.1', 0, ssl=sctx())
            a = s.sockets[0].getsockname()
            t, p = await loop.create_connection(P, *a, ssl=cctx(), server_hostname='x', ssl_shutdown_timeout=0.1)
            t.close()
            await lost
            print(log)
            hold[0].abort()
            s.close()
            await s.wait_closed()
        self.run_(m())

    def test_start_tls(self):
        async def h(r, w):
            line = await r.readline()
            w.write(b'ok\n')
            await w.drain()
            await w.start_tls(sctx())
            w.write(b'secure ' + line)
            d = await r.readline()
            w.write(d.upper())
            await w.drain()
            w.close()
            await w.wait_closed()
        async def m():
            s = await asyncio.start_server(h, '127.0.0.1', 0)
            a = s.sockets[0].getsockname()
            r, w = await asyncio.open_connection(*a)
            w.write(b'starttls\n')
            print(await r.readline())
            await w.start_tls(cctx(), server_hostname='x')
            print(await r.readline())
            w.write(b'abc\n')
            print(await r.read())
            print(type(w.transport).__name__)
            w.close()
            await w.wait_closed()
            s.close()
            await s.wait_closed()
        self.run_(m())

    def test_tls_over_tls(self):
        async def m():
            loop = asyncio.get_running_loop()
            got = loop.create_future()
            made = []
            class S1(asyncio.Protocol):
                def connection_made(s, t):
                    s.t = t
                    loop.create_task(s.up())
                async def up(s):
                    t = await loop.start_tls(s.t, S2(), sctx(), server_side=True)
                    made.append(t)
            class S2(asyncio.Protocol):
                def data_received(s, d):
                    made[0].write(b're:' + d)
                def connection_lost(s, e):
                    pass
            srv = await loop.create_server(S1, '127.0.0.1', 0, ssl=sctx())
            a = srv.sockets[0].getsockname()
            class C(asyncio.Protocol):
                def data_received(s, d):
                    got.set_result(d)
                def connection_lost(s, e):
                    lost.set_result(e)
            lost = loop.create_future()
            t, p = await loop.create_connection(asyncio.Protocol, *a, ssl=cctx(), server_hostname='x')
            t2 = await loop.start_tls(t, (c := C()), cctx(), server_hostname='x')
            await asyncio.sleep(0.05)
            t2.write(b'inner')
            print(await got)
            t2.close()
            print(await lost)
            for x in made:
                x.abort()
            srv.close()
        self.run_(m())

    def test_buffered(self):
        async def m():
            loop = asyncio.get_running_loop()
            done = loop.create_future()
            total = []
            class B(asyncio.BufferedProtocol):
                def __init__(s):
                    s.b = bytearray(1000)
                def connection_made(s, t):
                    s.t = t
                    t.write(b'z' * 50000)
                def get_buffer(s, n):
                    return s.b
                def buffer_updated(s, n):
                    total.append(n)
                    if sum(total) == 50000:
                        s.t.close()
                def connection_lost(s, e):
                    done.set_result(e)
            s = await asyncio.start_server(self.echo, '127.0.0.1', 0, ssl=sctx())
            a = s.sockets[0].getsockname()
            await loop.create_connection(B, *a, ssl=cctx(), server_hostname='x')
            print(await done, sum(total), max(total))
            s.close()
            await s.wait_closed()
        self.run_(m())

    def test_pause_backpressure(self):
        async def m():
            loop = asyncio.get_running_loop()
            hold = []
            log = []
            class Srv(asyncio.Protocol):
                def connection_made(s, t):
                    hold.append(t)
                    t.pause_reading()
                    s.n = 0
                def data_received(s, d):
                    s.n += len(d)
                    if s.n == 4000000:
                        got.set_result(s.n)
                def connection_lost(s, e):
                    pass
            class C(asyncio.Protocol):
                def pause_writing(s):
                    log.append('pause')
                def resume_writing(s):
                    log.append('resume')
                def connection_lost(s, e):
                    lost.set_result(e)
            got = loop.create_future()
            lost = loop.create_future()
            srv = await loop.create_server(Srv, '127.0.0.1', 0, ssl=sctx())
            a = srv.sockets[0].getsockname()
            t, p = await loop.create_connection(C, *a, ssl=cctx(), server_hostname='x')
            t.write(b'q' * 4000000)
            print(log, t.get_write_buffer_size() > 100000, t.get_write_buffer_limits())
            await asyncio.sleep(0.1)
            print(log)
            hold[0].resume_reading()
            print(await got)
            await asyncio.sleep(0.05)
            print(log, t.get_write_buffer_size())
            t.close()
            print(await lost)
            srv.close()
        self.run_(m())

    def test_abort(self):
        async def m():
            s = await asyncio.start_server(self.echo, '127.0.0.1', 0, ssl=sctx())
            a = s.sockets[0].getsockname()
            r, w = await asyncio.open_connection(*a, ssl=cctx(), server_hostname='x')
            w.transport.abort()
            print(await r.read())
            await w.wait_closed()
            await asyncio.sleep(0.05)
            s.close()
            await s.wait_closed()
        self.run_(m())

    def test_cancel_handshake(self):
        async def h(r, w):
            try:
                await r.read()
            finally:
                w.close()
        async def m():
            s = await asyncio.start_server(h, '127.0.0.1', 0)
            a = s.sockets[0].getsockname()
            t = asyncio.create_task(asyncio.open_connection(*a, ssl=cctx(), server_hostname='x'))
            await asyncio.sleep(0.05)
            t.cancel()
            try:
                await t
            except asyncio.CancelledError:
                print('cancelled')
            await asyncio.sleep(0.02)
            s.close()
            await s.wait_closed()
        self.run_(m())

    def test_sync_client(self):
        def cl(a):
            c = cctx()
            with socket.create_connection(a) as raw, c.wrap_socket(raw, server_hostname='x') as ss:
                ss.sendall(b'sync')
                out.append(ss.recv(10))
                out.append(ss.unwrap() is not None)
        out = []
        async def m():
            s = await asyncio.start_server(self.echo, '127.0.0.1', 0, ssl=sctx())
            a = s.sockets[0].getsockname()
            await asyncio.to_thread(cl, a)
            print(out)
            s.close()
            await s.wait_closed()
        self.run_(m())

    def test_ragged(self):
        def cl(a):
            c = cctx()
            raw = socket.create_connection(a)
            ss = c.wrap_socket(raw, server_hostname='x')
            ss.sendall(b'rag')
            ss.recv(10)
            ss.close()
        async def m():
            ev = asyncio.Event()
            log = []
            async def h(r, w):
                w.write(await r.read(10))
                log.append(await r.read())
                w.close()
                ev.set()
            s = await asyncio.start_server(h, '127.0.0.1', 0, ssl=sctx())
            a = s.sockets[0].getsockname()
            await asyncio.to_thread(cl, a)
            await ev.wait()
            print(log)
            s.close()
            await s.wait_closed()
        self.run_(m())

    def test_sendfile(self):
        async def m():
            loop = asyncio.get_running_loop()
            s = await asyncio.start_server(self.echo, '127.0.0.1', 0, ssl=sctx())
            a = s.sockets[0].getsockname()
            r, w = await asyncio.open_connection(*a, ssl=cctx(), server_hostname='x')
            with tempfile.TemporaryFile() as f:
                f.write(b'f' * 300000)
                f.seek(0)
                t = asyncio.create_task(r.readexactly(300000))
                try:
                    print(await loop.sendfile(w.transport, f))
                except Exception as e:
                    print(type(e).__name__, e)
                try:
                    print(await loop.sendfile(w.transport, f, fallback=False))
                except Exception as e:
                    print(type(e).__name__, e)
                t.cancel()
            w.transport.abort()
            s.close()
        self.run_(m())

    def test_freed(self):
        async def m():
            s = await asyncio.start_server(self.echo, '127.0.0.1', 0, ssl=sctx())
            a = s.sockets[0].getsockname()
            c = cctx()
            ref = weakref.ref(c)
            r, w = await asyncio.open_connection(*a, ssl=c, server_hostname='x')
            w.close()
            await w.wait_closed()
            s.close()
            await s.wait_closed()
            del r, w, c
            await asyncio.sleep(0.05)
            gc.collect()
            print(ref() is None)
        self.run_(m())


run_methods()
