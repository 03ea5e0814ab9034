# Connections, servers, datagrams and files of loops whose sockets are mocks, and their wrong arguments.
import _mocked, asyncio, unittest, selectors, socket, errno, sys, os, io, collections, logging, threading, time, concurrent.futures, math
from unittest import mock
from asyncio import base_events, constants, exceptions, events
from _mocked import Matching, AnInstanceOf, run_briefly


class MyProto(asyncio.Protocol):
    done = None

    def __init__(self, create_future=False):
        self.state = "INITIAL"
        self.nbytes = 0
        if create_future:
            self.done = asyncio.get_running_loop().create_future()

    def connection_made(self, t):
        self.transport = t
        assert self.state == "INITIAL"
        self.state = "CONNECTED"
        t.write(b"GET / HTTP/1.0\r\nHost: example.com\r\n\r\n")

    def data_received(self, d):
        self.nbytes += len(d)

    def eof_received(self):
        self.state = "EOF"

    def connection_lost(self, exc):
        self.state = "CLOSED"
        if self.done:
            self.done.set_result(None)


class MyDP(asyncio.DatagramProtocol):
    done = None

    def __init__(self, create_future=False, loop=None):
        self.state = "INITIAL"
        self.nbytes = 0
        if create_future:
            self.done = loop.create_future()

    def connection_made(self, t):
        self.transport = t
        self.state = "INITIALIZED"

    def datagram_received(self, d, a):
        self.nbytes += len(d)

    def connection_lost(self, exc):
        self.state = "CLOSED"
        if self.done:
            self.done.set_result(None)


def mock_socket_module():
    m = mock.MagicMock(spec=socket)
    for n in (
        "AF_INET",
        "AF_INET6",
        "AF_UNSPEC",
        "IPPROTO_TCP",
        "IPPROTO_UDP",
        "SOCK_STREAM",
        "SOCK_DGRAM",
        "SOL_SOCKET",
        "SO_REUSEADDR",
        "inet_pton",
    ):
        if hasattr(socket, n):
            setattr(m, n, getattr(socket, n))
        else:
            delattr(m, n)
    m.socket = mock.MagicMock()
    m.socket.return_value = _mocked.fake_socket()
    return m


def patch_socket(f):
    return mock.patch("asyncio.base_events.socket", new_callable=mock_socket_module)(f)


class W(_mocked.LoopTestCase):
    def setUp(self):
        super().setUp()
        self.loop = asyncio.SelectorEventLoop()
        self.set_event_loop(self.loop)

    @mock.patch("socket.getnameinfo")
    def test_getnameinfo(self, m):
        m.side_effect = lambda *a: 42
        self.assertEqual(42, self.loop.run_until_complete(self.loop.getnameinfo(("127.0.0.1", 80))))

    @patch_socket
    def test_multi_err(self, ms):
        class MP(asyncio.Protocol):
            pass

        async def gai(*a, **k):
            self.assertEqual(a if 0 else 1, 1)
            return [(2, 1, 6, "", ("107.6.106.82", 80)), (2, 1, 6, "", ("107.6.106.82", 80))]

        self.loop.getaddrinfo = gai
        idx = -1
        errors = ["err1", "err2"]

        def _socket(*a, **k):
            nonlocal idx
            idx += 1
            raise OSError(errors[idx])

        ms.socket = _socket
        with self.assertRaises(OSError) as cm:
            self.loop.run_until_complete(self.loop.create_connection(MP, "example.com", 80))
        self.assertEqual(str(cm.exception), "Multiple exceptions: err1, err2")
        idx = -1
        with self.assertRaises(ExceptionGroup) as cm:
            self.loop.run_until_complete(self.loop.create_connection(MP, "example.com", 80, all_errors=True))
        print(repr(cm.exception))

    @patch_socket
    def test_timeout(self, ms):
        sock = mock.Mock()
        ms.socket.return_value = sock

        async def gai(*a, **k):
            return [(2, 1, 6, "", ("127.0.0.1", 80))] * 2

        self.loop.getaddrinfo = gai
        with mock.patch.object(self.loop, "sock_connect", side_effect=asyncio.TimeoutError):
            with self.assertRaises(asyncio.TimeoutError):
                self.loop.run_until_complete(self.loop.create_connection(MyProto, "127.0.0.1", 80))
            self.assertTrue(sock.close.called)

    @patch_socket
    def test_happy_empty(self, ms):
        async def gai(*a, **k):
            return [(2, 1, 6, "", ("107.6.106.82", 80)), (2, 1, 6, "", ("107.6.106.82", 80))]

        self.loop.getaddrinfo = gai
        ms.socket = mock.Mock(side_effect=OSError("e"))
        with self.assertRaises(OSError) as cm:
            self.loop.run_until_complete(
                self.loop.create_connection(MyProto, "example.com", 80, happy_eyeballs_delay=0.1)
            )
        print(repr(cm.exception))

    def test_host_port_sock(self):
        for f in (
            lambda: self.loop.create_connection(MyProto, "example.com", 80, sock=object()),
            lambda: self.loop.create_connection(MyProto),
            lambda: self.loop.create_connection(MyProto, sock=mock.Mock(type=socket.SOCK_DGRAM)),
            lambda: self.loop.create_server(MyProto, sock=mock.Mock(type=socket.SOCK_DGRAM)),
            lambda: self.loop.create_server(MyProto, "0.0.0.0", 0, sock=object()),
            lambda: self.loop.create_server(MyProto),
            lambda: self.loop.create_server(MyProto, "", 0, ssl=True),
            lambda: self.loop.create_connection(MyProto, "h", 80, ssl_handshake_timeout=1),
            lambda: self.loop.create_connection(MyProto, "h", 80, ssl_shutdown_timeout=1),
            lambda: self.loop.create_connection(MyProto, "h", 80, server_hostname="x"),
            lambda: self.loop.create_connection(MyProto, "", 80, ssl=True),
            lambda: self.loop.create_connection(MyProto, None, 80, ssl=True),
            lambda: self.loop.create_server(MyProto, "h", 0, ssl_handshake_timeout=1),
            lambda: self.loop.connect_accepted_socket(MyProto, mock.Mock(type=2)),
            lambda: self.loop.create_datagram_endpoint(MyDP),
            lambda: self.loop.create_datagram_endpoint(MyDP, local_addr="h", remote_addr=None),
            lambda: (
                self.loop.create_datagram_endpoint(MyDP, local_addr=("127.0.0.1", 0), family=socket.AF_INET6)
                if 0
                else self.loop.create_datagram_endpoint(MyDP, family=1, local_addr=("a", 1))
            ),
            lambda: self.loop.create_datagram_endpoint(MyDP, sock=mock.Mock(type=1)),
            lambda: self.loop.create_unix_connection(MyProto),
            lambda: self.loop.create_unix_connection(MyProto, "/x", sock=object()),
            lambda: self.loop.create_unix_server(MyProto),
            lambda: self.loop.create_unix_server(MyProto, "/x", sock=object()),
            lambda: self.loop.create_unix_connection(MyProto, "/x", ssl=True),
            lambda: self.loop.create_unix_connection(MyProto, "/x", server_hostname="x"),
            lambda: self.loop.create_unix_server(MyProto, "/x", ssl=True),
            lambda: self.loop.subprocess_exec(asyncio.SubprocessProtocol, "x", shell=True),
            lambda: self.loop.subprocess_shell(asyncio.SubprocessProtocol, "x", shell=False),
            lambda: self.loop.subprocess_shell(asyncio.SubprocessProtocol, 1),
            lambda: self.loop.subprocess_exec(asyncio.SubprocessProtocol, "x", universal_newlines=True),
            lambda: self.loop.subprocess_exec(asyncio.SubprocessProtocol, "x", bufsize=3),
            lambda: self.loop.subprocess_exec(asyncio.SubprocessProtocol, "x", text=True),
            lambda: self.loop.subprocess_exec(asyncio.SubprocessProtocol, "x", encoding="x"),
            lambda: self.loop.subprocess_exec(asyncio.SubprocessProtocol, "x", errors="x"),
        ):
            try:
                print(self.loop.run_until_complete(f()))
            except BaseException as e:
                print(type(e).__name__, str(e).split(" id=")[0].split("0x")[0][:90])

    def test_no_gai(self):
        async def gai(*a, **k):
            return []

        self.loop.getaddrinfo = gai
        for f in (
            lambda: self.loop.create_connection(MyProto, "example.com", 80),
            lambda: self.loop.create_server(MyProto, "h.invalid", 0),
            lambda: self.loop.create_datagram_endpoint(MyDP, local_addr=("localhost", 0)),
        ):
            try:
                print(self.loop.run_until_complete(f()))
            except BaseException as e:
                print(repr(e))

    def test_connect_err(self):
        async def gai(*a, **k):
            return [(2, 1, 6, "", ("107.6.106.82", 80))]

        self.loop.getaddrinfo = gai
        self.loop.sock_connect = mock.Mock(side_effect=OSError("x"))
        for k in ({}, {"all_errors": True}):
            with self.assertRaises((OSError, ExceptionGroup)) as cm:
                self.loop.run_until_complete(self.loop.create_connection(MyProto, "example.com", 80, **k))
            print(repr(cm.exception))

    @patch_socket
    def test_local_addr(self, ms):
        async def gai(host, *a, **k):
            if host == "example.com":
                return [(2, 1, 6, "", ("107.6.106.82", 80)), (2, 1, 6, "", ("107.6.106.82", 80))]
            return [(10, 1, 6, "", ("0.0.0.1", 80))]

        self.loop.getaddrinfo = gai
        self.loop.sock_connect = mock.AsyncMock(side_effect=OSError) if 0 else mock.Mock(side_effect=OSError("err2"))
        with self.assertRaises(OSError) as cm:
            self.loop.run_until_complete(
                self.loop.create_connection(MyProto, "example.com", 80, family=2, local_addr=(None, 8080))
            )
        print(str(cm.exception))

    def test_ssl_server_hostname(self):
        async def gai(*a, **k):
            return [(2, 1, 6, "", ("1.2.3.4", 80))]

        self.loop.getaddrinfo = gai

        async def sc(s, a):
            pass

        self.loop.sock_connect = sc
        calls = []

        class T:
            def close(self):
                calls.append("close")

        def mk(sock, proto, ctx, waiter, **kw):
            calls.append(kw.get("server_hostname"))
            waiter.set_exception(ValueError())
            sock.close()
            return T()

        self.loop._make_ssl_transport = mk
        for kw in (
            dict(host="python.org"),
            dict(host="python.org", server_hostname="perl.com"),
            dict(host="python.org", server_hostname=""),
        ):
            try:
                self.loop.run_until_complete(self.loop.create_connection(MyProto, kw.pop("host"), 80, ssl=True, **kw))
            except ValueError:
                pass
        print(calls)

    @patch_socket
    def test_server_nosoreuse(self, ms):
        del ms.SO_REUSEPORT
        ms.socket.return_value = mock.Mock()
        with self.assertRaises(ValueError):
            self.loop.run_until_complete(self.loop.create_server(MyProto, "0.0.0.0", 0, reuse_port=True))

    @patch_socket
    def test_cant_bind(self, ms):
        class Err(OSError):
            strerror = "error"

        ms.getaddrinfo.return_value = [(2, 1, 6, "", ("127.0.0.1", 10100))]
        ms.socket.return_value = sock = mock.Mock()
        sock.bind.side_effect = Err
        with self.assertRaises(OSError):
            self.loop.run_until_complete(self.loop.create_server(MyProto, "0.0.0.0", 0))
        self.assertTrue(sock.close.called)

    @patch_socket
    def test_dg_sockerr(self, ms):
        ms.getaddrinfo = socket.getaddrinfo
        ms.socket.side_effect = OSError
        with self.assertRaises(OSError):
            self.loop.run_until_complete(
                self.loop.create_datagram_endpoint(asyncio.DatagramProtocol, family=socket.AF_INET)
            )
        with self.assertRaises(OSError):
            self.loop.run_until_complete(
                self.loop.create_datagram_endpoint(asyncio.DatagramProtocol, local_addr=("127.0.0.1", 0))
            )

    @patch_socket
    def test_dg_setblock(self, ms):
        ms.socket.return_value.setblocking.side_effect = OSError
        with self.assertRaises(OSError):
            self.loop.run_until_complete(
                self.loop.create_datagram_endpoint(asyncio.DatagramProtocol, family=socket.AF_INET)
            )
        self.assertTrue(ms.socket.return_value.close.called)

    @patch_socket
    def test_dg_bind(self, ms):
        class Err(OSError):
            pass

        ms.socket.return_value.bind.side_effect = Err
        with self.assertRaises(Err):
            self.loop.run_until_complete(
                self.loop.create_datagram_endpoint(MyDP, local_addr=("127.0.0.1", 0), family=socket.AF_INET)
            )
        self.assertTrue(ms.socket.return_value.close.called)

    def test_dg_sock(self):
        sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        sock.bind(("127.0.0.1", 0))
        tr, pr = self.loop.run_until_complete(
            self.loop.create_datagram_endpoint(lambda: MyDP(create_future=True, loop=self.loop), sock=sock)
        )
        tr.close()
        self.loop.run_until_complete(pr.done)
        self.assertEqual("CLOSED", pr.state)

    def test_dg_sockopts(self):
        class FS:
            type = socket.SOCK_DGRAM

        for kw in (
            dict(local_addr=("127.0.0.1", 0)),
            dict(remote_addr=("127.0.0.1", 0)),
            dict(family=1),
            dict(proto=1),
            dict(flags=1),
            dict(reuse_port=True),
            dict(allow_broadcast=True),
        ):
            with self.assertRaises(ValueError) as cm:
                self.loop.run_until_complete(self.loop.create_datagram_endpoint(MyDP, sock=FS(), **kw))
            print(cm.exception)

    @patch_socket
    def test_dg_reuse(self, ms):
        del ms.SO_REUSEPORT
        ms.socket.return_value = mock.Mock()
        with self.assertRaises(ValueError) as cm:
            self.loop.run_until_complete(
                self.loop.create_datagram_endpoint(
                    lambda: MyDP(loop=self.loop), local_addr=("127.0.0.1", 0), reuse_port=True
                )
            )
        print(cm.exception)

    @patch_socket
    def test_dg_ip(self, ms):
        def gai(*a, **k):
            self.fail("should not have called getaddrinfo")

        ms.getaddrinfo = gai
        ms.socket.return_value.bind = bind = mock.Mock()
        self.loop._add_reader = mock.Mock()
        tr, p = self.loop.run_until_complete(
            self.loop.create_datagram_endpoint(
                lambda: MyDP(create_future=True, loop=self.loop), local_addr=("1.2.3.4", 0), reuse_port=True
            )
        )
        try:
            bind.assert_called_with(("1.2.3.4", 0))
            ms.socket.assert_called_with(family=ms.AF_INET, proto=ms.IPPROTO_UDP, type=ms.SOCK_DGRAM)
        finally:
            tr.close()
            run_briefly(self.loop)
            asyncio.set_event_loop(None)

    @patch_socket
    def _conn_ip(self, ms, family=socket.AF_INET):
        ms.getaddrinfo = mock.Mock(side_effect=AssertionError)
        sock = ms.socket.return_value
        self.loop._add_reader = mock.Mock()
        self.loop._add_writer = mock.Mock()
        tr, p = self.loop.run_until_complete(self.loop.create_connection(asyncio.Protocol, "1.2.3.4", 80))
        try:
            sock.connect.assert_called_with(("1.2.3.4", 80))
            _, kw = ms.socket.call_args
            print(kw)
        finally:
            tr.close()
            run_briefly(self.loop)

    def test_conn_ip(self):
        self._conn_ip()

    @patch_socket
    def test_conn_scoped(self, ms):
        ms.getaddrinfo.return_value = [(10, 1, 6, "", ("fe80::1", 80, 0, 1))]
        sock = ms.socket.return_value
        sock.family = socket.AF_INET6
        self.loop._add_reader = mock.Mock()
        self.loop._add_writer = mock.Mock()
        tr, p = self.loop.run_until_complete(self.loop.create_connection(asyncio.Protocol, "fe80::1%1", 80))
        try:
            sock.connect.assert_called_with(("fe80::1", 80, 0, 1))
            print(ms.socket.call_args[1])
        finally:
            tr.close()
            run_briefly(self.loop)

    def test_accept_exc(self, loop=None):
        loop = loop or self.loop
        sock = mock.Mock()
        sock.fileno.return_value = 10
        sock.accept.side_effect = OSError(errno.EMFILE, "Too many open files")
        with (
            mock.patch.object(loop, "_remove_reader") as rr,
            mock.patch.object(loop, "call_later") as cl,
            mock.patch.object(loop, "call_exception_handler") as ceh,
        ):
            loop._accept_connection(MyProto, sock)
            print(ceh.called, rr.called, cl.called)

    def test_call_coroutine(self):
        async def cf():
            pass

        c = cf()
        self.loop.set_debug(True)
        for f in (cf, c):
            for n, a in (
                ("call_soon", (f,)),
                ("call_soon_threadsafe", (f,)),
                ("call_later", (60, f)),
                ("call_at", (self.loop.time() + 60, f)),
                ("run_in_executor", (None, f)),
            ):
                with self.assertRaises(TypeError) as cm:
                    getattr(self.loop, n)(*a)
                print(n, str(cm.exception))
        c.close()

    @mock.patch("asyncio.base_events.logger")
    def test_slow(self, ml):
        def stop_loop_cb(loop):
            loop.stop()

        async def scoro(loop):
            loop.stop()

        asyncio.set_event_loop(self.loop)
        self.loop.set_debug(True)
        self.loop.slow_callback_duration = 0.0
        self.loop.call_soon(stop_loop_cb, self.loop)
        self.loop.run_forever()
        fmt, *args = ml.warning.call_args[0]
        self.assertRegex(fmt % tuple(args), "^Executing <Handle.*stop_loop_cb.*> took .* seconds$")
        asyncio.ensure_future(scoro(self.loop), loop=self.loop)
        self.loop.run_forever()
        fmt, *args = ml.warning.call_args[0]
        self.assertRegex(fmt % tuple(args), "^Executing <Task.*scoro.*> took .* seconds$")


class RL(unittest.TestCase):
    def test_running_loop(self):
        loop = asyncio.new_event_loop()
        outer = loop

        async def run():
            async def ri():
                pass

            l2 = asyncio.SelectorEventLoop()
            try:
                with self.assertRaises(RuntimeError) as cm:
                    l2.run_until_complete(ri2 := ri())
                print(cm.exception)
            finally:
                l2.close()
                ri2.close()

        loop.run_until_complete(run())
        loop.close()


class BSF(_mocked.LoopTestCase):
    DATA = b"12345abcde" * 16 * 1024

    def setUp(self):
        path = f"/tmp/rondo_sendfile_{os.getpid()}.bin"
        with open(path, "wb") as file:
            file.write(self.DATA)
        self.addCleanup(os.unlink, path)
        super().setUp()
        from asyncio.selector_events import BaseSelectorEventLoop

        self.loop = BaseSelectorEventLoop()
        self.set_event_loop(self.loop)
        self.file = open(path, "rb")
        self.addCleanup(self.file.close)

    def run_loop(self, c):
        return self.loop.run_until_complete(c)

    def prepare(self):
        class P(asyncio.Protocol):
            def __init__(s, loop):
                s.data = bytearray()
                s.fut = loop.create_future()
                s.transport = None
                s.started = False
                s.closed = False

            def connection_made(s, t):
                s.started = True
                s.transport = t

            def data_received(s, d):
                s.data.extend(d)

            def connection_lost(s, e):
                s.closed = True
                s.fut.set_result(None)
                s.transport = None

        sock = socket.socket()
        sock.setblocking(False)
        proto = P(self.loop)
        server = self.run_loop(self.loop.create_server(lambda: proto, "127.0.0.1", 0))
        port = server.sockets[0].getsockname()[1]
        for _ in range(10):
            try:
                self.run_loop(self.loop.sock_connect(sock, ("127.0.0.1", port)))
            except OSError:
                continue
            else:
                break

        def cl():
            if proto.transport is not None:
                proto.transport.close()
                self.run_loop(proto.fut)
            sock.close()
            server.close()
            self.run_loop(server.wait_closed())

        self.addCleanup(cl)
        return sock, proto

    def test_native_failure(self):
        sock, proto = self.prepare()
        with self.assertRaisesRegex(exceptions.SendfileNotAvailableError, "sendfile is not available"):
            self.run_loop(self.loop._sock_sendfile_native(sock, self.file, 0, None))
        self.assertEqual(proto.data, b"")
        self.assertEqual(self.file.tell(), 0)

    def test_no_fallback(self):
        sock, proto = self.prepare()
        with self.assertRaisesRegex(exceptions.SendfileNotAvailableError, "sendfile is not available"):
            self.run_loop(self.loop.sock_sendfile(sock, self.file, fallback=False))

    def test_fallback(self):
        sock, proto = self.prepare()
        ret = self.run_loop(self.loop.sock_sendfile(sock, self.file))
        sock.close()
        self.run_loop(proto.fut)
        self.assertEqual(ret, len(self.DATA))
        self.assertEqual(self.file.tell(), len(self.DATA))
        self.assertEqual(proto.data, self.DATA)

    def test_fb_offset(self):
        sock, proto = self.prepare()
        ret = self.run_loop(self.loop.sock_sendfile(sock, self.file, 1000, 2000))
        sock.close()
        self.run_loop(proto.fut)
        self.assertEqual(ret, 2000)
        self.assertEqual(self.file.tell(), 3000)
        self.assertEqual(proto.data, self.DATA[1000:3000])

    def test_bad(self):
        sock = _mocked.fake_socket()
        self.loop.set_debug(True)
        for a, f in (((0, "a"), None), ((0, -1), None), ((0, 0), None), ((1.5,), None), ((-1,), None)):
            with self.assertRaises((TypeError, ValueError)) as cm:
                self.run_loop(self.loop.sock_sendfile(sock, self.file, *a))
            print(repr(cm.exception))
        s2 = socket.socket()
        with self.assertRaises(ValueError) as cm:
            self.run_loop(self.loop.sock_sendfile(s2, self.file))
        print(cm.exception)
        s2.close()
        with self.assertRaises(ValueError) as cm:
            self.run_loop(self.loop.sock_sendfile(sock, io.StringIO() if 0 else mock.Mock(mode="r")))
        print(cm.exception)
        sock = socket.socket(type=socket.SOCK_DGRAM)
        sock.setblocking(False)
        with self.assertRaises(ValueError) as cm:
            self.run_loop(self.loop.sock_sendfile(sock, self.file))
        print(cm.exception)
        sock.close()


class UN(BSF):
    def setUp(self):
        super().setUp()
        self.loop.close()
        self.loop = asyncio.SelectorEventLoop()
        self.set_event_loop(self.loop)

    def test_native_failure(self):
        pass

    def test_no_fallback(self):
        sock, proto = self.prepare()
        ret = self.run_loop(self.loop.sock_sendfile(sock, self.file, fallback=False))
        sock.close()
        self.run_loop(proto.fut)
        self.assertEqual(ret, len(self.DATA))
        self.assertEqual(proto.data, self.DATA)
        self.assertEqual(self.file.tell(), len(self.DATA))

    def test_notreg(self):
        sock, proto = self.prepare()
        f = mock.Mock(spec=["read"]) if 0 else object()

        class F:
            mode = "rb"

        with self.assertRaisesRegex(exceptions.SendfileNotAvailableError, "not a regular file"):
            self.run_loop(self.loop._sock_sendfile_native(sock, F(), 0, None))
        with self.assertRaisesRegex(exceptions.SendfileNotAvailableError, "not a regular file"):
            self.run_loop(self.loop._sock_sendfile_native(sock, io.BytesIO(), 0, None))
        f = mock.Mock()
        f.fileno.return_value = -1
        with self.assertRaisesRegex(exceptions.SendfileNotAvailableError, "not a regular file"):
            self.run_loop(self.loop._sock_sendfile_native(sock, f, 0, None))

    def test_no_os(self):
        sock, proto = self.prepare()
        with mock.patch("asyncio.unix_events.os", spec=[]):
            with self.assertRaisesRegex(exceptions.SendfileNotAvailableError, "os[.]sendfile[(][)] is not available"):
                self.run_loop(self.loop._sock_sendfile_native(sock, self.file, 0, None))

    def test_transport_sendfile(self):
        async def go():
            got = bytearray()
            done = asyncio.get_running_loop().create_future()

            class P(asyncio.Protocol):
                def data_received(s, d):
                    got.extend(d)

                def connection_lost(s, e):
                    done.set_result(e)

            srv = await self.loop.create_server(P, "127.0.0.1", 0)
            t, p = await self.loop.create_connection(asyncio.Protocol, *srv.sockets[0].getsockname())
            print(await self.loop.sendfile(t, self.file))
            print(await self.loop.sendfile(t, self.file, 100, 50, fallback=False), self.file.tell())
            t.close()
            await done
            print(len(got), got[:10])
            srv.close()
            with self.assertRaises(RuntimeError) as cm:
                await self.loop.sendfile(t, self.file)
            print(cm.exception)
            m = mock.Mock()
            m.is_closing.return_value = False
            m._sendfile_compatible = constants._SendfileMode.UNSUPPORTED
            with self.assertRaises(RuntimeError) as cm:
                await self.loop.sendfile(m, self.file)
            print(str(cm.exception)[:40])
            m._sendfile_compatible = constants._SendfileMode.FALLBACK
            with self.assertRaises(RuntimeError) as cm:
                await self.loop.sendfile(m, self.file, fallback=False)
            print(str(cm.exception)[:60])

        self.run_loop(go())


_mocked.main()
