"""The protocol of TLS between a transport and a connection that are mocks."""
import asyncio, unittest, ssl, socket, sys, weakref, gc, logging
from unittest import mock
from asyncio import sslproto, constants, log
from asyncio.sslproto import SSLProtocol, SSLProtocolState, AppProtocolState, _SSLProtocolTransport


def ctx():
    c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    c.check_hostname = False
    c.verify_mode = ssl.CERT_NONE
    return c

from _methods import *


class T(unittest.TestCase):
    def setUp(self):
        self.loop = asyncio.new_event_loop()
        asyncio.set_event_loop(None)

    def tearDown(self):
        gc.collect()
        self.loop.close()

    def p(self, *, waiter=None, proto=None, **k):
        if proto is None:
            proto = mock.create_autospec(asyncio.Protocol, instance=True)
            proto.eof_received.return_value = None
        return SSLProtocol(self.loop, proto, ctx(), waiter, **k)

    def made(self, sp, handshake=None):
        tr = mock.Mock()
        tr.is_closing.return_value = False
        so = mock.Mock()
        so.read.side_effect = ssl.SSLWantReadError
        so.write.side_effect = ssl.SSLWantReadError
        if handshake is not None:
            so.do_handshake = handshake
        sp._sslobj = so
        sp.connection_made(tr)
        return (tr, so)

    def brief(self):
        self.loop.run_until_complete(asyncio.sleep(0))

    def test_ctor(self):
        sp = self.p()
        print(sp._state, sp._app_state, sp._conn_lost, sp._write_buffer_size, sp._ssl_handshake_timeout, sp._ssl_shutdown_timeout, sp._server_side, sp._server_hostname, sp.max_size, sp._app_transport, sp._transport, sp._eof_received, sp._app_reading_paused, sp._extra.keys(), sp._incoming_high_water, sp._incoming_low_water, sp._outgoing_high_water, sp._outgoing_low_water)
        for k in ({'ssl_handshake_timeout': 0}, {'ssl_handshake_timeout': -10}, {'ssl_shutdown_timeout': 0}, {'ssl_shutdown_timeout': -1}):
            try:
                self.p(**k)
            except ValueError as e:
                print(e)
        try:
            SSLProtocol(self.loop, asyncio.Protocol(), None, None, server_side=True)
        except ValueError as e:
            print(e)

    def test_ctor_bio(self):
        c = mock.Mock()
        sp = SSLProtocol(self.loop, mock.Mock(), c, None, True, 'h')
        print(c.mock_calls[0][2], sp._sslobj is c.wrap_bio.return_value, sp._server_hostname)
        c = mock.Mock()
        sp = SSLProtocol(self.loop, mock.Mock(), c, None, False, 'h', False)
        print(c.mock_calls[0][2], sp._sslobj is c.wrap_bio.return_value, sp._app_state, sp._app_transport_created)

    def test_transport_twice(self):
        sp = self.p()
        t = sp._get_app_transport()
        print(type(t).__name__, sp._get_app_transport() is t, sp._app_transport_created)
        sp._app_transport = None
        try:
            sp._get_app_transport()
        except RuntimeError as e:
            print(e)
        t._closed = True

    def test_handshake(self):
        w = self.loop.create_future()
        sp = self.p(waiter=w)
        tr, so = self.made(sp)
        print(sp._state, sp._app_state, w.done(), so.mock_calls[:1])
        self.brief()
        print(w.result(), sp._app_protocol.mock_calls, sp._handshake_timeout_handle)
        print(sp._get_extra_info('sslcontext') is not None, sp._get_extra_info('ssl_object') is so, sp._get_extra_info('nope', 5) is tr.get_extra_info.return_value)
        sp._app_transport._closed = True

    def test_handshake_again(self):
        sp = self.p()
        tr, so = self.made(sp, mock.Mock(side_effect=ssl.SSLWantReadError))
        print(sp._state, sp._handshake_timeout_handle is not None)
        so.do_handshake.side_effect = None
        b = sp.get_buffer(10)
        b[:3] = b'abc'
        sp.buffer_updated(3)
        print(sp._state, sp._incoming.read(), len(b) >= 10)
        sp._app_transport._closed = True
        sp._abort(None)

    def test_handshake_error(self):
        w = self.loop.create_future()
        sp = self.p(waiter=w)
        tr, so = self.made(sp, mock.Mock(side_effect=ssl.SSLError('bad')))
        print(sp._state, repr(w.exception()), tr.mock_calls, sp._app_protocol.mock_calls)

    def test_handshake_other_error(self):
        sp = self.p()
        try:
            tr, so = self.made(sp, mock.Mock(side_effect=ValueError('bad')))
            print('no')
        except ValueError as e:
            print(e, sp._state)
        sp._abort(None)
        sp._handshake_timeout_handle.cancel()

    def test_handshake_cert_error(self):
        self.loop.set_debug(True)
        w = self.loop.create_future()
        sp = self.p(waiter=w)
        with mock.patch('asyncio.sslproto.logger') as lg:
            tr, so = self.made(sp, mock.Mock(side_effect=ssl.CertificateError('bad')))
        print([c[0][0::2] for c in lg.debug.call_args_list], type(w.exception()).__name__)

    def test_timeout(self):
        w = self.loop.create_future()
        sp = self.p(waiter=w, ssl_handshake_timeout=0.01)
        tr, so = self.made(sp, mock.Mock(side_effect=ssl.SSLWantReadError))
        self.loop.run_until_complete(asyncio.sleep(0.05))
        print(tr._force_close.call_args, w.done(), sp._state)
        sp.connection_lost(tr._force_close.call_args[0][0])
        print(repr(w.exception()), sp._state)

    def test_eof_in_handshake(self):
        w = self.loop.create_future()
        sp = self.p(waiter=w)
        tr, so = self.made(sp, mock.Mock(side_effect=ssl.SSLWantReadError))
        print(sp.eof_received())
        print(repr(w.exception()), tr.mock_calls, sp._state, sp._eof_received)

    def test_eof_wrapped(self):
        sp = self.p()
        tr, so = self.made(sp)
        app = sp._app_protocol
        print(sp.eof_received())
        self.brief()
        print(app.mock_calls[1:], tr.mock_calls[-1:], sp._state, sp._app_state, so.unwrap.called)
        sp.connection_lost(None)
        self.brief()
        print(app.mock_calls[-1])

    def test_eof_paused(self):
        sp = self.p()
        tr, so = self.made(sp)
        sp._pause_reading()
        print(sp.eof_received(), sp._state)
        sp._resume_reading()
        self.brief()
        print(sp._state)
        sp._app_transport._closed = True
        sp.connection_lost(None)

    def test_eof_keep_open(self):
        sp = self.p()
        tr, so = self.made(sp)
        sp._app_protocol.eof_received.return_value = True
        with mock.patch('asyncio.sslproto.logger') as lg:
            sp.eof_received()
            print(lg.warning.call_args)
        sp._app_protocol.eof_received.side_effect = None
        sp.connection_lost(None)

    def test_eof_app_raises(self):
        got = []
        self.loop.call_exception_handler = got.append
        sp = self.p()
        tr, so = self.made(sp)
        sp._app_protocol.eof_received.side_effect = ValueError('e')
        sp.eof_received()
        print([(c['message'], repr(c['exception'])) for c in got], tr._force_close.call_args)
        sp.connection_lost(None)

    def test_connection_lost_waiter(self):
        for exc in (None, OSError('x')):
            w = self.loop.create_future()
            sp = self.p(waiter=w)
            tr, so = self.made(sp, mock.Mock(side_effect=ssl.SSLWantReadError))
            app = sp._app_protocol
            sp.connection_lost(exc)
            print(w, app.mock_calls, sp._transport, sp._app_protocol, sp._app_transport, sp._conn_lost)
            if exc:
                w.exception()

    def test_close_during_handshake(self):
        sp = self.p()
        tr, so = self.made(sp, mock.Mock(side_effect=ssl.SSLWantReadError))
        t = sp._get_app_transport()
        t.close()
        print(tr.mock_calls, sp._state, t.is_closing(), t._ssl_protocol is sp)
        t.close()
        print(t._ssl_protocol)
        t.abort()

    def test_close(self):
        sp = self.p()
        tr, so = self.made(sp)
        t = sp._app_transport
        so.unwrap.side_effect = ssl.SSLWantReadError
        t.close()
        print(sp._state, so.unwrap.called, tr.mock_calls, sp._shutdown_timeout_handle is not None)
        so.unwrap.side_effect = None
        sp.buffer_updated(0)
        self.brief()
        print(sp._state, tr.mock_calls, sp._app_protocol.mock_calls[1:])
        sp.connection_lost(None)

    def test_close_unwrap_error(self):
        sp = self.p()
        tr, so = self.made(sp)
        t = sp._app_transport
        so.unwrap.side_effect = ssl.SSLError('u')
        t.close()
        print(sp._state, tr.mock_calls)
        sp.connection_lost(None)

    def test_shutdown_timeout(self):
        sp = self.p(ssl_shutdown_timeout=0.01)
        tr, so = self.made(sp)
        so.unwrap.side_effect = ssl.SSLWantReadError
        sp._app_transport.close()
        self.loop.run_until_complete(asyncio.sleep(0.03))
        print(tr.mock_calls)
        sp.connection_lost(None)

    def test_abort(self):
        sp = self.p()
        tr, so = self.made(sp)
        t = sp._app_transport
        t.abort()
        print(tr.mock_calls, sp._state)
        e = ValueError()
        t._force_close(e)
        print(tr._force_close.call_args[0][0] is e)
        sp.connection_lost(None)

    def test_write(self):
        sp = self.p()
        tr, so = self.made(sp)
        t = sp._app_transport
        t.write(b'abc')
        print(list(sp._write_backlog), sp._write_buffer_size, t.get_write_buffer_size())
        so.write.side_effect = lambda d: 2
        t.write(b'')
        t.writelines([b'de', b'f'])
        print([bytes(x) for x in sp._write_backlog], sp._write_buffer_size, so.write.call_count)
        for bad in ('s', 1):
            try:
                t.write(bad)
            except TypeError as e:
                print(e)
        so.write.side_effect = RuntimeError('w')
        got = []
        self.loop.call_exception_handler = got.append
        t.write(b'x')
        print([(c['message'], repr(c['exception'])) for c in got], tr._force_close.called)
        t._closed = True
        sp.connection_lost(None)

    def test_write_after_close(self):
        sp = self.p()
        tr, so = self.made(sp)
        t = sp._app_transport
        so.unwrap.side_effect = ssl.SSLWantReadError
        t.close()
        with mock.patch('asyncio.sslproto.logger') as lg:
            for i in range(8):
                t.write(b'x')
            print(lg.warning.call_args_list, sp._conn_lost, so.write.called)
        sp.connection_lost(None)

    def test_write_before_handshake(self):
        sp = self.p()
        tr, so = self.made(sp, mock.Mock(side_effect=ssl.SSLWantReadError))
        t = sp._get_app_transport()
        t.write(b'early')
        print(list(sp._write_backlog), so.write.called)
        so.do_handshake.side_effect = None
        so.write.side_effect = len
        sp.buffer_updated(0)
        print(list(sp._write_backlog), so.write.call_args)
        t._closed = True
        sp.connection_lost(None)

    def test_outgoing(self):
        sp = self.p()
        tr, so = self.made(sp)
        sp._outgoing.write(b'cipher')
        sp._process_outgoing()
        print(tr.write.call_args)
        sp.pause_writing()
        sp._outgoing.write(b'more')
        sp._process_outgoing()
        print(tr.write.call_count, sp._get_write_buffer_size())
        sp.resume_writing()
        print(tr.write.call_args)
        try:
            sp.resume_writing()
        except AssertionError:
            print('AE')
        sp._app_transport._closed = True
        sp.connection_lost(None)

    def test_app_flow(self):
        sp = self.p()
        tr, so = self.made(sp)
        t = sp._app_transport
        t.set_write_buffer_limits(10, 5)
        print(t.get_write_buffer_limits(), t._protocol_paused)
        t.write(b'x' * 20)
        print(sp._app_protocol.mock_calls[1:], t._protocol_paused)
        so.write.side_effect = len
        sp._do_write()
        print(sp._app_protocol.mock_calls[1:], t._protocol_paused)
        got = []
        self.loop.call_exception_handler = got.append
        sp._app_protocol.pause_writing.side_effect = ValueError('p')
        so.write.side_effect = ssl.SSLWantReadError
        t.write(b'x' * 20)
        print([(sorted(c), c['message']) for c in got])
        t._closed = True
        sp.connection_lost(None)

    def test_read_flow(self):
        sp = self.p()
        tr, so = self.made(sp)
        t = sp._app_transport
        t.set_read_buffer_limits(10, 5)
        print(t.get_read_buffer_limits())
        t.pause_reading()
        print(t.is_reading(), tr.pause_reading.called)
        b = sp.get_buffer(20)
        sp.buffer_updated(20)
        print(tr.pause_reading.called, t.get_read_buffer_size(), sp._ssl_reading_paused)
        sp._incoming.read()
        t.resume_reading()
        self.brief()
        print(t.is_reading(), tr.resume_reading.called)
        t._closed = True
        sp.connection_lost(None)

    def test_read_copied(self):
        sp = self.p()
        tr, so = self.made(sp)
        so.read.side_effect = [b'a', b'b', ssl.SSLWantReadError]
        sp.buffer_updated(0)
        print(sp._app_protocol.mock_calls[1:])
        so.unwrap.side_effect = ssl.SSLWantReadError
        so.read.side_effect = [b'z', b'', ssl.SSLWantReadError, ssl.SSLWantReadError]
        sp.buffer_updated(0)
        print(sp._app_protocol.mock_calls[1:], sp._state, sp._app_transport._closed)
        sp.connection_lost(None)

    def test_read_buffered(self):
        class B(asyncio.BufferedProtocol):
            def __init__(s):
                s.b = bytearray(4)
                s.log = []
            def get_buffer(s, n):
                s.log.append(('get', n))
                return s.b
            def buffer_updated(s, n):
                s.log.append((n, bytes(s.b[:n])))
            def eof_received(s):
                s.log.append('eof')
        b = B()
        sp = self.p(proto=b)
        tr, so = self.made(sp)
        print(sp._app_protocol_is_buffer, b.log)
        data = [b'abcdef', b'gh']
        def read(n, buf):
            if not data:
                raise ssl.SSLWantReadError
            d = data.pop(0)
            k = min(n, len(d))
            buf[:k] = d[:k]
            if d[k:]:
                data.insert(0, d[k:])
            return k
        so.read.side_effect = read
        b.log.clear()
        sp.buffer_updated(0)
        print(b.log)
        self.brief()
        print(b.log)
        sp._app_transport._closed = True
        sp.connection_lost(None)

    def test_data_raises(self):
        got = []
        self.loop.call_exception_handler = got.append
        sp = self.p()
        tr, so = self.made(sp)
        sp._app_protocol.data_received.side_effect = RuntimeError('d')
        so.read.side_effect = [b'x', ssl.SSLWantReadError]
        sp.buffer_updated(0)
        print([(c['message'], repr(c['exception'])) for c in got], tr._force_close.called)
        sp._app_transport._closed = True
        sp.connection_lost(None)

    def test_set_state(self):
        import itertools
        sp = self.p()
        for a, b in itertools.product(SSLProtocolState, SSLProtocolState):
            sp._state = a
            try:
                sp._set_state(b)
                r = 'ok'
            except RuntimeError as e:
                r = str(e)
            print(a.name, b.name, r)
        print([s.value for s in SSLProtocolState], [s.value for s in AppProtocolState])

    def test_fatal(self):
        got = []
        self.loop.call_exception_handler = got.append
        sp = self.p()
        tr, so = self.made(sp)
        for e in (None, ValueError('v'), OSError('o'), asyncio.CancelledError()):
            sp._fatal_error(e)
        print([(c['message'], repr(c['exception']), c['transport'] is tr, c['protocol'] is sp) for c in got], tr._force_close.call_count)
        sp._app_transport._closed = True
        sp.connection_lost(None)

    def test_new_protocol(self):
        sp = self.p()
        t = sp._get_app_transport()
        n = asyncio.Protocol()
        t.set_protocol(n)
        print(t.get_protocol() is n, sp._app_protocol is n, sp._app_protocol_is_buffer)
        class B(asyncio.BufferedProtocol):
            pass
        t.set_protocol(B())
        print(sp._app_protocol_is_buffer)
        t._closed = True

    def test_lost_info(self):
        sp = self.p()
        tr, so = self.made(sp)
        sp._app_transport._closed = True
        t = sp._app_transport
        sp.connection_lost(None)
        print(t.get_extra_info('socket'), t.get_extra_info('socket', 3), t.is_closing(), t.get_protocol())

    def test_write_eof(self):
        sp = self.p()
        t = sp._get_app_transport()
        print(t.can_write_eof())
        try:
            t.write_eof()
        except NotImplementedError:
            print('NI')
        print(t._start_tls_compatible, t._sendfile_compatible)
        t._test__append_write_backlog(b'abc')
        print(t.get_write_buffer_size())
        t._closed = True

    def test_flow_defaults(self):
        for a in ((None, None, 512), (100, None, 1), (None, 100, 1), (10, 5, 1), (5, 10, 1), (0, None, 1)):
            try:
                print(sslproto.add_flowcontrol_defaults(*a))
            except ValueError as e:
                print(e)

    def test_debug_logs(self):
        self.loop.set_debug(True)
        with mock.patch('asyncio.sslproto.logger') as lg:
            sp = self.p()
            tr, so = self.made(sp)
            sp.eof_received()
        print([c[0][0] for c in lg.debug.call_args_list], sp._handshake_start_time is not None)
        sp._app_transport._closed = True
        sp._abort(None)

    def test_del(self):
        import warnings
        sp = self.p()
        t = sp._get_app_transport()
        with warnings.catch_warnings(record=True) as w:
            warnings.simplefilter('always')
            t.__del__()
            t.__del__()
            print([(str(x.message), x.category.__name__) for x in w])

    def test_again_errors(self):
        print(sslproto.SSLAgainErrors, sslproto._create_transport_context(False, None).check_hostname)


run_methods()
