# A loop over a selector and its transports, with mocks for selector, sockets and protocols.
import _mocked, asyncio, unittest, selectors, socket, errno, sys, collections, logging
from unittest import mock
from asyncio import selector_events, constants, base_events, events
from asyncio.selector_events import (
    BaseSelectorEventLoop,
    _SelectorTransport,
    _SelectorSocketTransport,
    _SelectorDatagramTransport,
)
from asyncio.protocols import *
from _mocked import fake_socket, run_briefly


class TBSEL(BaseSelectorEventLoop):
    def _make_self_pipe(self):
        self._ssock = mock.Mock()
        self._csock = mock.Mock()
        self._internal_fds += 1

    def _close_self_pipe(self):
        pass


def list_to_buffer(l=()):
    return bytearray().join(l)


def close_transport(t):
    if t._sock is None:
        return
    t._sock.close()
    t._sock = None


class A(_mocked.LoopTestCase):
    def setUp(self):
        super().setUp()
        self.selector = mock.Mock()
        self.selector.select.return_value = []
        self.loop = TBSEL(self.selector)
        self.set_event_loop(self.loop)

    def test_make_socket_transport(self):
        m = mock.Mock()
        self.loop.add_reader = mock.Mock()
        self.loop._ensure_fd_no_transport = mock.Mock()
        t = self.loop._make_socket_transport(m, asyncio.Protocol())
        self.assertIsInstance(t, _SelectorSocketTransport)
        self.assertEqual(self.loop._ensure_fd_no_transport.call_count, 1)
        with mock.patch("asyncio.base_events.BaseEventLoop.__del__", mock.Mock()):
            close_transport(t)

    def test_close(self):
        class EL(BaseSelectorEventLoop):
            def _make_self_pipe(self):
                self._ssock = mock.Mock()
                self._csock = mock.Mock()
                self._internal_fds += 1

        self.loop = EL(self.selector)
        self.set_event_loop(self.loop)
        ssock = self.loop._ssock
        ssock.fileno.return_value = 7
        csock = self.loop._csock
        csock.fileno.return_value = 1
        rr = self.loop._remove_reader = mock.Mock()
        self.loop._selector.close()
        self.loop._selector = sel = mock.Mock()
        self.assertFalse(self.loop.is_closed())
        self.loop.close()
        self.assertTrue(self.loop.is_closed())
        self.assertIsNone(self.loop._selector)
        self.assertIsNone(self.loop._csock)
        self.assertIsNone(self.loop._ssock)
        self.assertTrue(sel.close.called)
        self.assertTrue(ssock.close.called)
        self.assertTrue(csock.close.called)
        rr.assert_called_with(7)
        self.loop.close()
        self.loop.close()

    def test_close_no_sel(self):
        self.loop.close()
        self.loop._selector.close() if self.loop._selector else 0
        self.assertIsNone(self.loop._selector)

    def test_read_from_self(self):
        for exc in (BlockingIOError, InterruptedError):
            self.loop._ssock.recv.side_effect = [exc] if exc is BlockingIOError else [exc, BlockingIOError]
            self.assertIsNone(self.loop._read_from_self())
        self.loop._ssock.recv.side_effect = OSError
        self.assertRaises(OSError, self.loop._read_from_self)

    def test_write_to_self(self):
        self.loop._write_to_self()
        self.loop._csock.send.assert_called_with(b"\0")
        self.loop._csock.send.side_effect = BlockingIOError
        self.assertIsNone(self.loop._write_to_self())
        self.loop._csock.send.side_effect = OSError
        self.assertIsNone(self.loop._write_to_self())
        self.loop._csock.send.side_effect = RuntimeError
        self.assertRaises(RuntimeError, self.loop._write_to_self)

    def test_write_debug(self):
        self.loop.set_debug(True)
        with mock.patch("asyncio.selector_events.logger") as log:
            self.loop._csock.send.side_effect = OSError
            self.loop._write_to_self()
            print(log.debug.call_args_list)

    def key(self, r=None, w=None, ev=selectors.EVENT_READ):
        return selectors.SelectorKey(1, 1, ev, (r, w))

    def test_add_reader(self):
        self.loop._selector.get_map.return_value = {}
        cb = lambda: 1
        self.loop.add_reader(1, cb)
        self.assertTrue(self.loop._selector.register.called)
        fd, mask, (r, w) = self.loop._selector.register.call_args[0]
        self.assertEqual((1, selectors.EVENT_READ), (fd, mask))
        self.assertEqual(cb, r._callback)
        self.assertIsNone(w)

    def test_add_reader_existing(self):
        r = mock.Mock()
        w = mock.Mock()
        self.loop._selector.get_map.return_value = {1: selectors.SelectorKey(1, 1, selectors.EVENT_WRITE, (r, w))}
        cb = lambda: 1
        self.loop.add_reader(1, cb)
        self.assertTrue(r.cancel.called)
        self.assertFalse(self.loop._selector.register.called)
        self.assertTrue(self.loop._selector.modify.called)
        fd, mask, (r, w2) = self.loop._selector.modify.call_args[0]
        self.assertEqual((1, 3), (fd, mask))
        self.assertEqual(cb, r._callback)
        self.assertIs(w, w2)

    def test_add_writer_existing(self):
        r = mock.Mock()
        w = mock.Mock()
        self.loop._selector.get_map.return_value = {1: selectors.SelectorKey(1, 1, selectors.EVENT_READ, (r, w))}
        cb = lambda: 1
        self.loop.add_writer(1, cb)
        self.assertTrue(w.cancel.called)
        fd, mask, (r2, w2) = self.loop._selector.modify.call_args[0]
        self.assertEqual((1, 3), (fd, mask))
        self.assertIs(r, r2)
        self.assertEqual(cb, w2._callback)

    def test_remove_reader(self):
        self.loop._selector.get_map.return_value = {
            1: selectors.SelectorKey(1, 1, selectors.EVENT_READ, (None, None))
        }
        self.assertFalse(self.loop.remove_reader(1))
        self.assertTrue(self.loop._selector.unregister.called)

    def test_remove_reader_rw(self):
        r = mock.Mock()
        w = mock.Mock()
        self.loop._selector.get_map.return_value = {1: selectors.SelectorKey(1, 1, 3, (r, w))}
        self.assertTrue(self.loop.remove_reader(1))
        self.assertFalse(self.loop._selector.unregister.called)
        self.assertEqual((1, selectors.EVENT_WRITE, (None, w)), self.loop._selector.modify.call_args[0])

    def test_remove_unknown(self):
        self.loop._selector.get_map.return_value = {}
        self.assertFalse(self.loop.remove_reader(1))
        self.assertFalse(self.loop.remove_writer(1))

    def test_process_read(self):
        r = mock.Mock()
        r._cancelled = False
        self.loop._add_callback = mock.Mock()
        self.loop._process_events(
            [(selectors.SelectorKey(1, 1, selectors.EVENT_READ, (r, None)), selectors.EVENT_READ)]
        )
        self.assertTrue(self.loop._add_callback.called)
        self.loop._add_callback.assert_called_with(r)

    def test_process_cancelled(self):
        r = mock.Mock()
        r.cancelled = True
        self.loop._remove_reader = mock.Mock()
        self.loop._remove_writer = mock.Mock()
        self.loop._process_events([(selectors.SelectorKey(1, 1, 1, (r, None)), 1)])
        self.loop._remove_reader.assert_called_with(1)
        self.loop._process_events([(selectors.SelectorKey(1, 1, 2, (None, r)), 2)])
        self.loop._remove_writer.assert_called_with(1)

    def test_accept_skip(self):
        sock = mock.Mock()
        sock.accept.side_effect = [(mock.Mock(), mock.Mock()), ConnectionAbortedError if 0 else BlockingIOError]
        self.loop.create_task = mock.Mock()
        self.loop._accept_connection2 = mock.Mock()
        self.loop._accept_connection(mock.Mock(), sock, backlog=100)
        print(sock.accept.call_count)

    def test_internals(self):
        f = self.loop.create_future()
        s = fake_socket()
        s.fileno.return_value = 5
        s.recv.side_effect = BlockingIOError
        self.loop._sock_recv(f, s, 10)
        self.assertFalse(f.done())
        s.recv.side_effect = OSError("x")
        self.loop._sock_recv(f, s, 10)
        self.assertIsInstance(f.exception(), OSError)
        f = self.loop.create_future()
        s.recv.side_effect = None
        s.recv.return_value = b"a"
        self.loop._sock_recv(f, s, 1)
        self.assertEqual(f.result(), b"a")
        f = self.loop.create_future()
        f.cancel()
        self.loop._sock_recv(f, s, 1)
        f = self.loop.create_future()
        s.send.return_value = 2
        self.loop._sock_sendall(f, s, memoryview(b"ab"), [0])
        self.assertTrue(f.done())
        f = self.loop.create_future()
        s.send.return_value = 1
        pos = [0]
        self.loop._sock_sendall(f, s, memoryview(b"ab"), pos)
        self.assertFalse(f.done())
        self.assertEqual(pos, [1])
        f = self.loop.create_future()
        s.accept.return_value = (mock.Mock(), 1)
        self.loop._sock_accept(f, s)
        self.assertTrue(f.done())
        f = self.loop.create_future()
        s.getsockopt.return_value = 0
        self.loop._sock_connect_cb(f, s, ("a", 1))
        self.assertTrue(f.done())
        f = self.loop.create_future()
        s.getsockopt.return_value = 5
        self.loop._sock_connect_cb(f, s, ("a", 1))
        print(repr(f.exception()))
        f = self.loop.create_future()
        s.connect.side_effect = OSError
        self.loop._sock_connect(f, s, ("a", 1))
        print(repr(f.exception()))
        f = self.loop.create_future()
        s.connect.side_effect = BlockingIOError
        self.loop._selector.get_map.return_value = {}
        self.loop._sock_connect(f, s, ("a", 1))
        print(f.done(), self.loop._selector.register.called)
        f.cancel()
        run_briefly(self.loop)

    def test_fd_map(self):
        with self.assertRaisesRegex(ValueError, "Invalid file object"):
            self.loop.add_reader(object(), print)
        t = mock.Mock()
        t.is_closing.return_value = False
        self.loop._transports[5] = t
        with self.assertRaisesRegex(RuntimeError, "is used by transport"):
            self.loop.add_reader(5, print)


class T(_mocked.LoopTestCase):
    def setUp(self):
        super().setUp()
        self.loop = self.new_test_loop()
        self.protocol = mock.Mock() if 0 else mock.Mock()
        self.sock = mock.Mock(socket.socket)
        self.sock.fileno.return_value = 7

    def create(self):
        self.loop._ensure_fd_no_transport = mock.Mock()
        t = _SelectorTransport(self.loop, self.sock, self.protocol, None)
        self.addCleanup(close_transport, t)
        return t

    def test_ctor(self):
        t = self.create()
        self.assertIs(t._loop, self.loop)
        self.assertIs(t._sock, self.sock)
        self.assertIs(t._sock_fd, 7)

    def test_abort(self):
        t = self.create()
        t._force_close = mock.Mock()
        t.abort()
        t._force_close.assert_called_with(None)

    def test_close(self):
        t = self.create()
        t.close()
        self.assertTrue(t.is_closing())
        self.assertEqual(self.loop.remove_reader_count[7], 1)
        self.protocol.connection_lost(None)
        t.close()
        self.assertEqual(self.loop.remove_reader_count[7], 1)

    def test_close_buf(self):
        t = self.create()
        t._buffer.extend([b"data"])
        t.close()
        self.assertFalse(self.loop.readers)
        run_briefly(self.loop)
        self.assertFalse(self.protocol.connection_lost.called)

    def test_force(self):
        t = self.create()
        t._buffer.extend([b"1"])
        self.loop._add_reader(7, mock.sentinel)
        self.loop._add_writer(7, mock.sentinel)
        t._force_close(None)
        self.assertTrue(t.is_closing())
        self.assertEqual(t._buffer, collections.deque() if isinstance(t._buffer, collections.deque) else [])
        self.assertFalse(self.loop.readers)
        self.assertFalse(self.loop.writers)
        t._force_close(None)
        self.assertEqual(self.loop.remove_reader_count[7], 1)

    def test_fatal(self):
        exc = OSError()
        t = self.create()
        t._force_close = mock.Mock()
        with mock.patch("asyncio.base_events.logger") as l:
            t._fatal_error(exc)
            self.assertFalse(l.error.called)
        t._force_close.assert_called_with(exc)

    def test_fatal_custom(self):
        class M(Exception):
            pass

        exc = M()
        t = self.create()
        t._force_close = mock.Mock()
        with mock.patch("asyncio.base_events.logger") as l:
            t._fatal_error(exc)
            l.error.assert_called_with(
                _mocked.Matching("Fatal error on transport\nprotocol:.*\ntransport:.*"),
                exc_info=(M, _mocked.AnInstanceOf(M), None),
            )

    def test_lost(self):
        t = self.create()
        t._call_connection_lost(None)
        self.assertTrue(self.protocol.connection_lost.called)
        self.assertTrue(self.sock.close.called)
        self.assertIsNone(t._sock)
        self.assertIsNone(t._protocol)
        self.assertIsNone(t._loop)

    def test_add_reader(self):
        t = self.create()
        t._add_reader(7, mock.sentinel.cb)
        self.assertTrue(self.loop.readers)
        self.loop._remove_reader(7)
        t._closing = True
        t._add_reader(7, 1)
        self.assertFalse(self.loop.readers)


class S(_mocked.LoopTestCase):
    def setUp(self):
        super().setUp()
        self.loop = self.new_test_loop()
        self.protocol = mock.Mock(Protocol)
        self.protocol.__class__ = Protocol if 0 else self.protocol.__class__
        self.sock = mock.Mock(socket.socket)
        self.sock_fd = self.sock.fileno.return_value = 7

    def st(self, waiter=None, sendmsg=False):
        self.loop._ensure_fd_no_transport = mock.Mock()
        t = _SelectorSocketTransport(self.loop, self.sock, self.protocol, waiter=waiter)
        self.addCleanup(close_transport, t)
        return t

    def test_ctor(self):
        w = self.loop.create_future()
        tr = self.st(w)
        self.loop.run_until_complete(w)
        self.loop.assert_reader(7, tr._read_ready)
        run_briefly(self.loop)
        self.protocol.connection_made.assert_called_with(tr)

    def test_pause(self):
        tr = self.st()
        run_briefly(self.loop)
        self.assertFalse(tr._paused)
        self.assertTrue(tr.is_reading())
        self.loop.assert_reader(7, tr._read_ready)
        tr.pause_reading()
        tr.pause_reading()
        self.assertTrue(tr._paused)
        self.loop.assert_no_reader(7)
        tr.resume_reading()
        tr.resume_reading()
        self.loop.assert_reader(7, tr._read_ready)
        tr.close()
        self.assertFalse(tr.is_reading())

    def test_pause_closing(self):
        tr = self.st()
        run_briefly(self.loop)
        tr.close()
        self.assertTrue(tr.is_closing())
        tr.pause_reading()
        tr.resume_reading()

    def test_read_eof_true(self):
        tr = self.st()
        tr.close = mock.Mock()
        self.sock.recv.return_value = b""
        self.protocol.eof_received.return_value = True
        tr._read_ready()
        self.protocol.eof_received.assert_called_with()
        self.assertFalse(tr.close.called)

    def test_read(self):
        tr = self.st()
        self.sock.recv.return_value = b"data"
        tr._read_ready()
        self.protocol.data_received.assert_called_with(b"data")
        print(self.sock.recv.call_args, tr.max_size)

    def test_read_err(self):
        for e in (BlockingIOError, InterruptedError):
            tr = self.st()
            tr._fatal_error = mock.Mock()
            self.sock.recv.side_effect = e
            tr._read_ready()
            self.assertFalse(tr._fatal_error.called)
        tr = self.st()
        err = self.sock.recv.side_effect = ConnectionResetError()
        tr._force_close = mock.Mock()
        with mock.patch("asyncio.base_events.logger"):
            tr._read_ready()
        tr._force_close.assert_called_with(err)
        tr = self.st()
        err = self.sock.recv.side_effect = OSError()
        tr._fatal_error = mock.Mock()
        tr._read_ready()
        print(tr._fatal_error.call_args)

    def test_dr_raises(self):
        tr = self.st()
        tr._fatal_error = mock.Mock()
        self.sock.recv.return_value = b"data"
        self.protocol.data_received.side_effect = LookupError()
        tr._read_ready()
        print(tr._fatal_error.call_args)
        self.sock.recv.return_value = b""
        self.protocol.eof_received.side_effect = LookupError()
        tr._read_ready()
        print(tr._fatal_error.call_args)

    def test_write(self):
        data = b"data"
        self.sock.send.return_value = 4
        tr = self.st()
        tr.write(data)
        self.sock.send.assert_called_with(data)
        tr.write(bytearray(b"data"))
        print(self.sock.send.call_args, tr._buffer)
        tr.write(memoryview(b"data"))
        self.sock.send.assert_called_with(data)

    def test_write_none(self):
        tr = self.st()
        tr._buffer.append(b"data")
        tr.write(b"")
        self.assertFalse(self.sock.send.called)
        self.assertEqual(list_to_buffer([b"data"]), bytearray(b"".join(tr._buffer)))

    def test_write_buffer(self):
        tr = self.st()
        tr._buffer.append(b"data1")
        tr.write(b"data2")
        self.assertFalse(self.sock.send.called)
        print(list(map(bytes, tr._buffer)))

    def test_partial(self):
        for d in (b"data", bytearray(b"data"), memoryview(b"data")):
            self.sock.send.return_value = 2
            tr = self.st()
            tr.write(d)
            self.loop.assert_writer(7, tr._write_ready)
            print(list(map(bytes, tr._buffer)), [type(x) for x in tr._buffer])
            self.sock.send.return_value = 0
            tr = self.st()
            tr.write(d)
            self.loop.assert_writer(7, tr._write_ready)
            print(list(map(bytes, tr._buffer)))

    def test_partial_mv(self):
        import array

        d = memoryview(array.array("i", [1, 2, 3, 4]))
        self.sock.send.return_value = 4
        tr = self.st()
        tr.write(d)
        print(tr.get_write_buffer_size(), tr._buffer)

    def test_tryagain(self):
        self.sock.send.side_effect = BlockingIOError
        tr = self.st()
        tr.write(b"data")
        self.loop.assert_writer(7, tr._write_ready)
        print(list(map(bytes, tr._buffer)))

    def test_exc(self):
        with mock.patch("asyncio.selector_events.logger") as m_log:
            err = self.sock.send.side_effect = OSError()
            tr = self.st()
            tr._fatal_error = mock.Mock()
            tr.write(b"data")
            print(tr._fatal_error.call_args)
            tr._conn_lost = 1
            self.sock.reset_mock()
            tr.write(b"data")
            self.assertFalse(self.sock.send.called)
            self.assertEqual(tr._conn_lost, 2)
            for i in range(4):
                tr.write(b"data")
            m_log.warning.assert_called_with("socket.send() raised exception.")

    def test_wr_nodata(self):
        tr = self.st()
        self.assertRaises(AssertionError, tr._write_ready)

    def test_eof(self):
        tr = self.st()
        self.assertTrue(tr.can_write_eof())
        tr.write_eof()
        self.sock.shutdown.assert_called_with(socket.SHUT_WR)
        tr.write_eof()
        self.assertEqual(self.sock.shutdown.call_count, 1)
        with self.assertRaisesRegex(RuntimeError, "Cannot call write"):
            tr.write(b"d")
        tr.close()

    def test_eof_after_close(self):
        tr = self.st()
        tr.close()
        self.loop.run_until_complete(asyncio.sleep(0))
        self.assertIsNone(tr.write_eof())

    def test_keepalive(self):
        with mock.patch("asyncio.base_events._set_nodelay") as sn:
            t = self.st()
            print(sn.call_args == mock.call(self.sock))

    def test_wlines_pause(self):
        tr = self.st()
        tr._maybe_pause_protocol = mock.Mock()
        self.sock.send.side_effect = BlockingIOError
        self.sock.sendmsg.side_effect = BlockingIOError
        tr.writelines([memoryview(b"da"), b"ta"])
        print(tr.get_write_buffer_size())
        self.loop.assert_writer(7, tr._write_ready)

    def test_sendmsg_names(self):
        tr = self.st()
        print(tr._write_ready.__name__, selector_events._HAS_SENDMSG, selector_events.SC_IOV_MAX)
        self.sock.sendmsg.return_value = 4
        tr._buffer.append(b"data")
        self.loop._add_writer(7, tr._write_ready)
        tr._write_sendmsg()
        self.assertTrue(self.sock.sendmsg.called)
        self.assertFalse(self.loop.writers)
        print(tr._buffer)
        self.sock.sendmsg.return_value = 2
        tr._buffer.append(b"data")
        self.loop._add_writer(7, tr._write_ready)
        tr._write_sendmsg()
        print(list(map(bytes, tr._buffer)))
        tr._adjust_leftover_buffer(1)
        print(list(map(bytes, tr._buffer)))
        tr._buffer = collections.deque([b"a" * 3, b"bb", b"c"])
        tr._adjust_leftover_buffer(4)
        print(list(map(bytes, tr._buffer)))
        with mock.patch("asyncio.selector_events._HAS_SENDMSG", False):
            t2 = self.st()
            print(t2._write_ready.__name__)
        print(list(tr._get_sendmsg_buffer()))

    def test_write_send(self):
        with mock.patch("asyncio.selector_events._HAS_SENDMSG", False):
            tr = self.st()
            self.sock.send.return_value = 4
            tr._buffer.append(b"data")
            self.loop._add_writer(7, tr._write_ready)
            tr._write_ready()
            self.assertTrue(self.sock.send.called)


class SB(_mocked.LoopTestCase):
    def setUp(self):
        super().setUp()
        self.loop = self.new_test_loop()
        self.protocol = mock.Mock(BufferedProtocol)
        self.buf = bytearray(1)
        self.protocol.get_buffer.side_effect = lambda hint: self.buf
        self.sock = mock.Mock(socket.socket)
        self.sock.fileno.return_value = 7

    def st(self, waiter=None):
        t = _SelectorSocketTransport(self.loop, self.sock, self.protocol, waiter=waiter)
        self.addCleanup(close_transport, t)
        return t

    def test_ctor(self):
        w = self.loop.create_future()
        tr = self.st(w)
        self.loop.run_until_complete(w)
        self.loop.assert_reader(7, tr._read_ready)
        self.protocol.connection_made.assert_called_with(tr)

    def test_get_buffer_error(self):
        tr = self.st()
        tr._fatal_error = mock.Mock()
        self.protocol.get_buffer.side_effect = LookupError()
        tr._read_ready()
        self.protocol.get_buffer.assert_called_with(-1)
        print(tr._fatal_error.call_args)
        self.assertFalse(self.protocol.buffer_updated.called)

    def test_zero(self):
        tr = self.st()
        tr._fatal_error = mock.Mock()
        self.sock.recv_into.return_value = 10
        self.protocol.get_buffer.side_effect = [bytearray(0)]
        tr._read_ready()
        print(tr._fatal_error.call_args)

    def test_proto_type_switch(self):
        self.protocol = mock.Mock(Protocol)
        tr = self.st()
        self.sock.recv.return_value = b"data"
        tr._read_ready()
        self.protocol.data_received.assert_called_with(b"data")
        bp = mock.Mock(BufferedProtocol)
        buf = bytearray(4)
        bp.get_buffer.side_effect = lambda h: buf
        tr.set_protocol(bp)
        self.sock.recv_into.return_value = 10
        tr._read_ready()
        bp.get_buffer.assert_called_with(-1)
        bp.buffer_updated.assert_called_with(10)

    def test_buf_updated_error(self):
        tr = self.st()
        tr._fatal_error = mock.Mock()
        self.sock.recv_into.return_value = 10
        self.protocol.buffer_updated.side_effect = LookupError()
        tr._read_ready()
        print(tr._fatal_error.call_args)
        self.sock.recv_into.return_value = 0
        self.protocol.eof_received.side_effect = LookupError()
        tr._read_ready()
        print(tr._fatal_error.call_args)

    def test_eof(self):
        tr = self.st()
        tr.close = mock.Mock()
        self.sock.recv_into.return_value = 0
        self.protocol.eof_received.return_value = False
        tr._read_ready()
        tr.close.assert_called_with()
        for e in (BlockingIOError, InterruptedError):
            self.sock.recv_into.side_effect = e
            tr._fatal_error = mock.Mock()
            tr._read_ready()
            self.assertFalse(tr._fatal_error.called)
        self.sock.recv_into.side_effect = OSError()
        tr._read_ready()
        print(tr._fatal_error.call_args)


class D(_mocked.LoopTestCase):
    def setUp(self):
        super().setUp()
        self.loop = self.new_test_loop()
        self.protocol = mock.Mock(DatagramProtocol)
        self.sock = mock.Mock(spec_set=socket.socket)
        self.sock.fileno.return_value = 7

    def dt(self, address=None):
        self.sock.getpeername.side_effect = None if address else OSError
        t = _SelectorDatagramTransport(self.loop, self.sock, self.protocol, address=address)
        self.addCleanup(close_transport, t)
        return t

    def test_read(self):
        tr = self.dt()
        self.sock.recvfrom.return_value = (b"data", ("0.0.0.0", 1234))
        tr._read_ready()
        self.protocol.datagram_received.assert_called_with(b"data", ("0.0.0.0", 1234))

    def test_transport_inheritance(self):
        self.assertIsInstance(self.dt(), asyncio.DatagramTransport)

    def test_tryagain(self):
        tr = self.dt()
        self.sock.recvfrom.side_effect = BlockingIOError
        tr._fatal_error = mock.Mock()
        tr._read_ready()
        self.assertFalse(tr._fatal_error.called)
        e = self.sock.recvfrom.side_effect = RuntimeError()
        tr._read_ready()
        print(tr._fatal_error.call_args)
        e = self.sock.recvfrom.side_effect = OSError()
        tr._fatal_error = mock.Mock()
        tr._read_ready()
        self.assertFalse(tr._fatal_error.called)
        self.protocol.error_received.assert_called_with(e)

    def test_sendto(self):
        for d in (b"data", bytearray(b"data"), memoryview(b"data")):
            tr = self.dt()
            tr.sendto(d, ("0.0.0.0", 1234))
            self.assertTrue(self.sock.sendto.called)
            self.assertEqual(self.sock.sendto.call_args[0], (d, ("0.0.0.0", 1234)))

    def test_nodata(self):
        tr = self.dt()
        tr.sendto(b"", ())
        print(self.sock.sendto.call_args_list)
        tr._buffer.append((b"data", ("0.0.0.0", 12345)))
        tr.sendto(b"", ())
        print(list(tr._buffer))

    def test_buffer(self):
        tr = self.dt()
        tr._buffer.append((b"data1", ("0.0.0.0", 12345)))
        tr.sendto(b"data2", ("0.0.0.0", 12345))
        self.assertFalse(self.sock.sendto.called)
        print(list(tr._buffer))
        d = bytearray(b"data2")
        tr.sendto(d, ("0.0.0.0", 12345))
        d[:] = b"-----"
        print(list(tr._buffer), [type(x[0]) for x in tr._buffer])

    def test_again(self):
        tr = self.dt()
        self.sock.sendto.side_effect = BlockingIOError
        tr.sendto(b"data", ("0.0.0.0", 12345))
        self.loop.assert_writer(7, tr._sendto_ready)
        print(list(tr._buffer))

    def test_exc(self):
        with mock.patch("asyncio.selector_events.logger") as lg:
            tr = self.dt()
            err = self.sock.sendto.side_effect = RuntimeError()
            tr._fatal_error = mock.Mock()
            tr.sendto(b"data", ())
            self.assertTrue(tr._fatal_error.called)
            print(tr._fatal_error.call_args)
            tr._conn_lost = 1
            tr._address = ("123",)
            for i in range(5):
                tr.sendto(b"data")
            lg.warning.assert_called_with("socket.send() raised exception.")

    def test_refused(self):
        tr = self.dt()
        self.sock.sendto.side_effect = ConnectionRefusedError
        tr._fatal_error = mock.Mock()
        tr.sendto(b"data", ())
        print(tr._conn_lost, tr._fatal_error.called, self.protocol.error_received.called)
        tr = self.dt(address=("0.0.0.0", 1))
        self.sock.send.side_effect = ConnectionRefusedError
        tr._fatal_error = mock.Mock()
        tr.sendto(b"data")
        print(tr._conn_lost, tr._fatal_error.called, self.protocol.error_received.called)

    def test_str(self):
        tr = self.dt()
        self.assertRaises(TypeError, tr.sendto, "str", ())
        tr = self.dt(address=("0.0.0.0", 1))
        self.assertRaises(ValueError, tr.sendto, b"str", (2, 3))

    def test_ready(self):
        d = b"data"
        self.sock.sendto.return_value = 4
        tr = self.dt()
        tr._buffer.append((d, ("0.0.0.0", 12345)))
        tr._buffer_size = len(d) if hasattr(tr, "_buffer_size") else 0
        self.loop._add_writer(7, tr._sendto_ready)
        tr._sendto_ready()
        self.assertTrue(self.sock.sendto.called)
        self.assertFalse(self.loop.writers)

    def test_ready_closing(self):
        tr = self.dt()
        tr._closing = True
        tr._buffer.append((b"data", ()))
        self.loop._add_writer(7, tr._sendto_ready)
        tr._sendto_ready()
        self.sock.sendto.assert_called_with(b"data", ())
        self.assertFalse(self.loop.writers)
        self.sock.close.assert_called_with()
        self.protocol.connection_lost.assert_called_with(None)

    def test_ready_nodata(self):
        tr = self.dt()
        self.loop._add_writer(7, tr._sendto_ready)
        tr._sendto_ready()
        self.assertFalse(self.sock.sendto.called)
        self.assertFalse(self.loop.writers)

    def test_ready_exc(self):
        tr = self.dt()
        tr._fatal_error = mock.Mock()
        self.sock.sendto.side_effect = RuntimeError
        tr._buffer.append((b"data", ()))
        tr._sendto_ready()
        print(tr._fatal_error.call_args)
        tr = self.dt()
        tr._fatal_error = mock.Mock()
        self.sock.sendto.side_effect = OSError
        tr._buffer.append((b"data", ()))
        tr._sendto_ready()
        print(tr._fatal_error.called, self.protocol.error_received.called)

    def test_fatal_cb(self):
        with mock.patch("asyncio.base_events.logger") as lg:
            tr = self.dt(address=("0.0.0.0", 1))
            err = ConnectionRefusedError()
            tr._fatal_error(err)
            self.assertFalse(self.protocol.error_received.called)
            print(lg.error.called)


_mocked.main()
