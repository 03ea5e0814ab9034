"""Transports of a loop over a selector, with mocks for sockets, protocols and the selector."""
import asyncio, unittest, socket, selectors, errno, sys, logging, io
from unittest import mock
from asyncio import selector_events, base_events, events, constants, transports, protocols, trsock, sslproto, unix_events, base_subprocess
from asyncio.selector_events import BaseSelectorEventLoop, _SelectorSocketTransport, _SelectorDatagramTransport, _SelectorTransport

from _methods import *


class Loop(BaseSelectorEventLoop):
    def _make_self_pipe(self):
        self._ssock = mock.Mock()
        self._csock = mock.Mock()
        self._internal_fds += 1

    def _close_self_pipe(self):
        pass


class Base(unittest.TestCase):
    def setUp(self):
        self.selector = mock.Mock()
        self.selector.select.return_value = []
        self.selector.get_map.return_value = {}
        self.selector.get_key.side_effect = KeyError
        self.loop = Loop(self.selector)
        asyncio.set_event_loop(None)
        self.sock = mock.Mock(spec=socket.socket)
        self.sock.fileno.return_value = 7
        self.sock.getsockname.return_value = ('1.1.1.1', 1)
        self.sock.getpeername.return_value = ('2.2.2.2', 2)
        self.protocol = mock.create_autospec(asyncio.Protocol, instance=True) if True else None

    def tearDown(self):
        self.selector.get_map.return_value = {}
        self.loop.close()

    def calls(self, m):
        return [c for c in m.mock_calls]

    def run1(self):
        self.loop.call_soon(self.loop.stop)
        self.loop.run_forever()


class SockT(Base):
    def t(self, waiter=None, **k):
        tr = _SelectorSocketTransport(self.loop, self.sock, self.protocol, waiter=waiter, **k)
        return tr

    def close(self, tr):
        if tr._sock is not None:
            tr._sock.close()
            tr._sock = None

    def test_ctor(self):
        w = self.loop.create_future()
        tr = self.t(w)
        self.run1()
        print(w.result(), self.calls(self.protocol), self.selector.register.call_args[0][:2])
        self.sock.setsockopt.assert_not_called() if 0 else print(self.calls(self.sock))
        self.close(tr)

    def test_ctor_server(self):
        s = mock.Mock()
        tr = self.t(server=s)
        print(self.calls(s), tr._server is s)
        tr._call_connection_lost(None)
        print(self.calls(s), tr._server, tr._loop, tr._protocol, tr._sock)

    def test_extra(self):
        tr = self.t(extra={'a': 1})
        print(tr.get_extra_info('a'), tr.get_extra_info('peername'), tr.get_extra_info('sockname'), type(tr.get_extra_info('socket')).__name__, tr.get_extra_info('zz', 3))
        self.close(tr)

    def test_repr(self):
        tr = self.t()
        print(tr)
        self.selector.get_key.side_effect = None
        self.selector.get_key.return_value = mock.Mock(events=3)
        print(tr)
        tr._buffer.append(b'abc')
        print(tr)
        self.selector.get_key.side_effect = KeyError
        tr._closing = True
        print(tr)
        self.close(tr)
        print(tr)

    def test_read_ready(self):
        tr = self.t()
        self.sock.recv.return_value = b'data'
        tr._read_ready()
        print(self.calls(self.protocol))
        self.close(tr)

    def test_read_eof(self):
        for ret in (None, True, False):
            tr = self.t()
            self.sock.recv.return_value = b''
            self.protocol.eof_received.return_value = ret
            tr.close = mock.Mock()
            tr._read_ready()
            print(ret, tr.close.called, tr._eof, self.calls(self.selector)[-1:])
            self.close(tr)

    def test_read_errs(self):
        for e in (BlockingIOError, InterruptedError, ConnectionResetError, OSError, ValueError):
            tr = self.t()
            self.sock.recv.side_effect = e('x')
            tr._fatal_error = mock.Mock()
            tr._force_close = mock.Mock()
            tr._read_ready()
            print(e.__name__, tr._fatal_error.call_args, tr._force_close.call_args)
            self.close(tr)
        self.sock.recv.side_effect = SystemExit
        tr = self.t()
        with self.assertRaises(SystemExit):
            tr._read_ready()
        self.close(tr)

    def test_data_received_raises(self):
        tr = self.t()
        self.sock.recv.return_value = b'd'
        self.protocol.data_received.side_effect = RuntimeError('r')
        tr._fatal_error = mock.Mock()
        tr._read_ready()
        print(tr._fatal_error.call_args)
        self.close(tr)

    def test_eof_received_raises(self):
        tr = self.t()
        self.sock.recv.return_value = b''
        self.protocol.eof_received.side_effect = RuntimeError('r')
        tr._fatal_error = mock.Mock()
        tr._read_ready()
        print(tr._fatal_error.call_args)
        self.close(tr)

    def test_write(self):
        tr = self.t()
        self.sock.send.return_value = 4
        tr.write(b'data')
        print(self.calls(self.sock)[-1], tr._buffer)
        self.sock.send.return_value = 2
        tr.write(b'data')
        print(list(map(bytes, tr._buffer)), self.selector.register.call_args[0][:2], tr.get_write_buffer_size())
        n = self.sock.send.call_count
        tr.write(bytearray(b'more'))
        print(self.sock.send.call_count - n, list(map(bytes, tr._buffer)))
        tr.write(b'')
        tr.write(memoryview(b'mv'))
        print(list(map(bytes, tr._buffer)))
        for bad in ('s', 5, None):
            try:
                tr.write(bad)
            except TypeError as e:
                print(str(e).rpartition(' ')[2])
        self.close(tr)

    def test_write_errs(self):
        for e in (BlockingIOError, InterruptedError, OSError, ValueError):
            tr = self.t()
            self.sock.send.side_effect = e('w')
            tr._fatal_error = mock.Mock()
            tr.write(b'data')
            print(e.__name__, tr._fatal_error.call_args, list(map(bytes, tr._buffer)), tr._conn_lost)
            self.close(tr)

    def test_write_conn_lost_log(self):
        tr = self.t()
        tr._conn_lost = 1
        with mock.patch('asyncio.selector_events.logger') as log:
            for i in range(6):
                tr.write(b'x')
            print(log.warning.call_args_list, tr._conn_lost)
        self.close(tr)

    def test_write_eof(self):
        tr = self.t()
        print(tr.can_write_eof())
        tr.write_eof()
        self.sock.shutdown.assert_called_with(socket.SHUT_WR)
        tr.write_eof()
        print(self.sock.shutdown.call_count)
        try:
            tr.write(b'x')
        except RuntimeError as e:
            print(e)
        try:
            tr.writelines([b'x'])
        except RuntimeError as e:
            print(e)
        self.close(tr)

    def test_write_eof_buffer(self):
        tr = self.t()
        self.sock.send.side_effect = BlockingIOError
        tr.write(b'data')
        tr.write_eof()
        print(self.sock.shutdown.called, tr._buffer, tr._eof)
        self.sock.send.side_effect = lambda d: 4
        self.sock.sendmsg.side_effect = lambda d: 4
        tr._write_ready()
        print(self.sock.shutdown.called)
        self.close(tr)

    def test_write_ready_closing(self):
        tr = self.t()
        tr._closing = True
        tr._buffer.append(b'data')
        self.sock.sendmsg.return_value = 4
        self.sock.send.return_value = 4
        tr._write_ready()
        print(self.sock.close.called, tr._sock, self.calls(self.protocol))

    def test_write_ready_err(self):
        for e in (BlockingIOError, OSError):
            tr = self.t()
            tr._buffer.append(b'data')
            tr._fatal_error = mock.Mock()
            self.sock.sendmsg.side_effect = self.sock.send.side_effect = e('z')
            tr._write_ready()
            print(tr._fatal_error.call_args, list(map(bytes, tr._buffer)), tr._empty_waiter)
            self.close(tr)

    def test_writelines(self):
        tr = self.t()
        self.sock.sendmsg.return_value = 4
        tr.writelines([b'da', b'ta'])
        print(self.sock.mock_calls[-1:], len(tr._buffer))
        self.sock.sendmsg.return_value = 3
        tr.writelines([b'da', b'ta'])
        print(list(map(bytes, tr._buffer)), self.selector.register.called)
        tr.writelines([])
        self.close(tr)

    def test_pause_resume(self):
        tr = self.t()
        self.run1()
        print(tr.is_reading())
        self.selector.get_map.return_value = {7: selectors.SelectorKey(7, 7, 1, (mock.Mock(), None))}
        tr.pause_reading()
        tr.pause_reading()
        print(tr.is_reading(), self.selector.unregister.call_args_list)
        self.selector.get_map.return_value = {}
        tr.resume_reading()
        tr.resume_reading()
        print(tr.is_reading(), self.selector.register.call_count)
        self.close(tr)

    def test_resume_after_close(self):
        tr = self.t()
        tr.pause_reading()
        tr.close()
        tr.resume_reading()
        print(tr.is_closing(), tr.is_reading())
        self.run1()
        print(self.calls(self.protocol))

    def test_force_close(self):
        tr = self.t()
        tr._buffer.append(b'x')
        tr._force_close(ValueError('q'))
        print(tr._buffer, tr._closing, tr._conn_lost)
        tr._force_close(None)
        print(tr._conn_lost)
        self.run1()
        print(self.calls(self.protocol)[-1])

    def test_fatal_error(self):
        tr = self.t()
        tr._force_close = mock.Mock()
        self.loop.call_exception_handler = mock.Mock()
        ex = ValueError('v')
        tr._fatal_error(ex)
        c = self.loop.call_exception_handler.call_args[0][0]
        print(sorted(c), c['message'], c['exception'] is ex, c['transport'] is tr, c['protocol'] is self.protocol)
        tr._fatal_error(ConnectionResetError())
        print(self.loop.call_exception_handler.call_count)
        self.loop.set_debug(True)
        with mock.patch('asyncio.selector_events.logger') as log:
            tr._fatal_error(OSError('z'), 'msg')
            print(log.debug.call_args[0][0], log.debug.call_args[0][2], log.debug.call_args[1])
        self.close(tr)

    def test_close_abort(self):
        tr = self.t()
        tr.close()
        print(tr.is_closing())
        tr.close()
        self.run1()
        print(self.calls(self.protocol), self.sock.close.call_count)

    def test_abort(self):
        tr = self.t()
        self.sock.send.return_value = 1
        tr.write(b'abc')
        tr.abort()
        self.run1()
        print(self.calls(self.protocol), self.sock.close.call_count, tr._buffer)

    def test_limits(self):
        tr = self.t()
        print(tr.get_write_buffer_limits())
        tr.set_write_buffer_limits(100)
        print(tr.get_write_buffer_limits())
        tr.set_write_buffer_limits(low=4)
        print(tr.get_write_buffer_limits())
        tr.set_write_buffer_limits(0)
        print(tr.get_write_buffer_limits())
        try:
            tr.set_write_buffer_limits(1, 2)
        except ValueError as e:
            print(e)
        self.sock.send.side_effect = BlockingIOError
        tr.set_write_buffer_limits(3)
        tr.write(b'ab')
        print(self.protocol.pause_writing.called)
        tr.write(b'cd')
        print(self.protocol.pause_writing.called, tr._protocol_paused)
        self.sock.sendmsg.return_value = 4
        self.sock.send.side_effect = None
        self.sock.send.return_value = 4
        tr._write_ready()
        print(self.protocol.resume_writing.called, tr._protocol_paused)
        self.close(tr)

    def test_pause_raises(self):
        tr = self.t()
        got = []
        self.loop.call_exception_handler = got.append
        self.protocol.pause_writing.side_effect = ValueError('p')
        self.protocol.resume_writing.side_effect = KeyError('r')
        self.sock.send.side_effect = BlockingIOError
        tr.set_write_buffer_limits(0)
        tr.write(b'ab')
        self.sock.sendmsg.return_value = 2
        self.sock.send.side_effect = None
        self.sock.send.return_value = 2
        tr._write_ready()
        print([(sorted(c), c['message'], c['exception']) for c in got])
        self.close(tr)

    def test_set_protocol(self):
        class B(asyncio.BufferedProtocol):
            def get_buffer(s, n):
                print('get', n)
                return s.b
            def buffer_updated(s, n):
                print('upd', n, bytes(s.b[:n]))
            def eof_received(s):
                print('eof')
        tr = self.t()
        b = B()
        b.b = bytearray(10)
        tr.set_protocol(b)
        print(tr.get_protocol() is b)
        def ri(buf):
            buf[:3] = b'abc'
            return 3
        self.sock.recv_into.side_effect = ri
        tr._read_ready()
        self.sock.recv_into.side_effect = None
        self.sock.recv_into.return_value = 0
        tr.close = mock.Mock()
        tr._read_ready()
        print(tr.close.called)
        b.b = bytearray(0)
        tr._fatal_error = mock.Mock()
        tr._read_ready()
        print(tr._fatal_error.call_args)
        for e in (BlockingIOError, OSError):
            b.b = bytearray(3)
            tr._fatal_error = mock.Mock()
            self.sock.recv_into.side_effect = e('x')
            tr._read_ready()
            print(tr._fatal_error.call_args)
        b.get_buffer = mock.Mock(side_effect=ValueError('gb'))
        tr._read_ready()
        print(tr._fatal_error.call_args)
        self.sock.recv_into.side_effect = None
        self.sock.recv_into.return_value = 2
        del b.get_buffer
        b.buffer_updated = mock.Mock(side_effect=ValueError('bu'))
        tr._read_ready()
        print(tr._fatal_error.call_args)
        self.close(tr)

    def test_del_warn(self):
        tr = self.t()
        import warnings
        with warnings.catch_warnings(record=True) as w:
            warnings.simplefilter('always')
            tr.__del__()
            print([str(x.message)[:30] for x in w], w[0].category, self.sock.close.called)
        self.close(tr)

    def test_sendfile_state(self):
        tr = self.t()
        w = tr._make_empty_waiter()
        print(w.done())
        tr._reset_empty_waiter()
        tr._buffer.append(b'z')
        w = tr._make_empty_waiter()
        print(w.done())
        try:
            tr._make_empty_waiter()
        except RuntimeError as e:
            print(e)
        try:
            tr.write(b'c')
        except RuntimeError as e:
            print(e)
        print(tr._start_tls_compatible, tr._sendfile_compatible)
        self.close(tr)


class DgramT(Base):
    def t(self, address=None, **k):
        self.protocol = mock.create_autospec(asyncio.DatagramProtocol, instance=True)
        return _SelectorDatagramTransport(self.loop, self.sock, self.protocol, address=address, **k)

    def close(self, tr):
        if tr._sock is not None:
            tr._sock.close()
            tr._sock = None

    def test_ctor(self):
        w = self.loop.create_future()
        tr = self.t(waiter=w)
        self.run1()
        print(self.calls(self.protocol), w.result(), tr._address, tr.get_write_buffer_size())
        self.close(tr)

    def test_recv(self):
        tr = self.t()
        self.sock.recvfrom.return_value = (b'd', ('h', 1))
        tr._read_ready()
        print(self.calls(self.protocol), self.sock.recvfrom.call_args, tr.max_size)
        self.close(tr)

    def test_recv_errs(self):
        for e in (BlockingIOError, InterruptedError, OSError, ValueError, ConnectionRefusedError):
            tr = self.t()
            self.sock.recvfrom.side_effect = e('x')
            tr._fatal_error = mock.Mock()
            tr._read_ready()
            print(e.__name__, tr._fatal_error.call_args, self.calls(self.protocol))
            self.close(tr)

    def test_sendto(self):
        tr = self.t()
        tr.sendto(b'data', ('h', 1))
        print(self.calls(self.sock)[-1:])
        tr.sendto(bytearray(b'data'), ('h', 1))
        print(self.calls(self.sock)[-1:])
        tr.sendto(memoryview(b'data'), ('h', 1))
        print(type(self.sock.send.call_args[0][0]))
        tr.sendto(b'', ('h', 1))
        print(self.sock.sendto.call_count)
        self.close(tr)

    def test_sendto_connected(self):
        tr = self.t(address=('h', 1))
        tr.sendto(b'x')
        print(self.calls(self.sock)[-1:])
        try:
            tr.sendto(b'x', ('o', 2))
        except ValueError as e:
            print(e)
        try:
            tr.sendto('x')
        except TypeError as e:
            print(e)
        tr.sendto(b'x', ('h', 1))
        print(self.calls(self.sock)[-1:])
        self.close(tr)

    def test_sendto_errs(self):
        for e in (BlockingIOError, InterruptedError, OSError, ValueError):
            for a in (None, ('h', 1)):
                tr = self.t(address=a)
                self.sock.send.side_effect = self.sock.sendto.side_effect = e('x')
                tr._fatal_error = mock.Mock()
                tr.sendto(b'data', ('h', 1))
                print(e.__name__, a, tr._fatal_error.call_args, self.calls(self.protocol), list(tr._buffer), tr._buffer_size if hasattr(tr, '_buffer_size') else None)
                self.close(tr)

    def test_sendto_ready(self):
        tr = self.t()
        tr._buffer.append((b'data', ('h', 1)))
        tr._buffer_size = 4
        tr._closing = False
        tr._sendto_ready()
        print(self.sock.sendto.call_args, list(tr._buffer))
        tr._buffer.append((b'data', ('h', 1)))
        tr._buffer_size = 4
        tr._closing = True
        tr._sendto_ready()
        print(self.calls(self.protocol), tr._sock)

    def test_sendto_ready_errs(self):
        for e in (BlockingIOError, OSError, ValueError):
            tr = self.t()
            tr._buffer.append((b'data', ('h', 1)))
            tr._buffer_size = 4
            self.sock.sendto.side_effect = e('x')
            tr._fatal_error = mock.Mock()
            tr._sendto_ready()
            print(e.__name__, tr._fatal_error.call_args, self.calls(self.protocol), list(tr._buffer))
            self.close(tr)

    def test_sendto_lost(self):
        tr = self.t(address=('h', 1))
        tr._conn_lost = 1
        with mock.patch('asyncio.selector_events.logger') as log:
            for i in range(6):
                tr.sendto(b'x', ('h', 1))
            print(log.warning.call_args_list)
        self.close(tr)

    def test_flow(self):
        tr = self.t()
        tr.set_write_buffer_limits(3)
        self.sock.sendto.side_effect = BlockingIOError
        tr.sendto(b'abcd', ('h', 1))
        print(self.protocol.pause_writing.called, tr.get_write_buffer_size())
        self.sock.sendto.side_effect = None
        tr._sendto_ready()
        print(self.protocol.resume_writing.called, tr.get_write_buffer_size())
        self.close(tr)

    def test_fatal(self):
        tr = self.t()
        self.loop.call_exception_handler = mock.Mock()
        tr._fatal_error(ConnectionRefusedError())
        print(self.loop.call_exception_handler.called, tr._conn_lost)
        tr = self.t(address=('h', 1))
        tr._fatal_error(ConnectionRefusedError())
        print(self.loop.call_exception_handler.called, self.calls(self.protocol))
        self.run1()


run_methods()
