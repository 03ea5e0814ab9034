# Signals, pipes and Unix sockets of loops, with mocks for what the system does.
import _mocked, asyncio, io, os, signal, socket, stat, errno, sys, unittest, threading
from unittest import mock
from asyncio import unix_events, log, base_events

MOCK_ANY = mock.ANY


def close_pipe_transport(t):
    if t._pipe is None:
        return
    t._pipe.close()
    t._pipe = None


class Sig(_mocked.LoopTestCase):
    def setUp(self):
        super().setUp()
        self.loop = asyncio.SelectorEventLoop()
        self.set_event_loop(self.loop)

    def test_check_signal(self):
        self.assertRaises(TypeError, self.loop._check_signal, "1")
        self.assertRaises(ValueError, self.loop._check_signal, signal.NSIG + 1)

    def test_handle_signal_no_handler(self):
        self.loop._handle_signal(signal.NSIG + 1)

    def test_handle_signal_cancelled(self):
        h = asyncio.Handle(mock.Mock(), (), self.loop)
        h.cancel()
        self.loop._signal_handlers[signal.NSIG + 1] = h
        self.loop.remove_signal_handler = mock.Mock()
        self.loop._handle_signal(signal.NSIG + 1)
        self.loop.remove_signal_handler.assert_called_with(signal.NSIG + 1)

    @mock.patch("asyncio.unix_events.signal")
    def test_add_err(self, m):
        m.NSIG = signal.NSIG
        m.valid_signals = signal.valid_signals
        m.set_wakeup_fd.side_effect = ValueError
        self.assertRaises(RuntimeError, self.loop.add_signal_handler, signal.SIGINT, lambda: True)

    @mock.patch("asyncio.unix_events.signal")
    def test_add_coro(self, m):
        m.NSIG = signal.NSIG

        async def sc():
            yield []

        async def sc2():
            pass

        c = sc2()
        for f in (sc2, c):
            with self.assertRaisesRegex(TypeError, "coroutines cannot be used with add_signal_handler"):
                self.loop.add_signal_handler(signal.SIGINT, f)
        c.close()

    @mock.patch("asyncio.unix_events.signal")
    def test_add(self, m):
        m.NSIG = signal.NSIG
        m.valid_signals = signal.valid_signals
        cb = lambda: True
        self.loop.add_signal_handler(signal.SIGHUP, cb)
        h = self.loop._signal_handlers.get(signal.SIGHUP)
        self.assertIsInstance(h, asyncio.Handle)
        self.assertEqual(cb, h._callback)

    @mock.patch("asyncio.unix_events.signal")
    def test_add_install_err(self, m):
        m.NSIG = signal.NSIG
        m.valid_signals = signal.valid_signals

        def swf(fd):
            if fd == -1:
                raise ValueError()

        m.set_wakeup_fd = swf

        class Err(OSError):
            errno = errno.EFAULT

        m.signal.side_effect = Err
        self.assertRaises(Err, self.loop.add_signal_handler, signal.SIGINT, lambda: True)

    @mock.patch("asyncio.unix_events.signal")
    @mock.patch("asyncio.base_events.logger")
    def test_add_install_err2(self, mlog, m):
        m.NSIG = signal.NSIG
        m.valid_signals = signal.valid_signals

        class Err(OSError):
            errno = errno.EINVAL

        m.signal.side_effect = Err
        self.loop._signal_handlers[signal.SIGHUP] = lambda: True
        self.assertRaises(RuntimeError, self.loop.add_signal_handler, signal.SIGINT, lambda: True)
        self.assertFalse(mlog.info.called)
        self.assertEqual(1, m.set_wakeup_fd.call_count)

    @mock.patch("asyncio.unix_events.signal")
    def test_remove(self, m):
        m.NSIG = signal.NSIG
        m.valid_signals = signal.valid_signals
        self.loop.add_signal_handler(signal.SIGHUP, lambda: True)
        self.assertTrue(self.loop.remove_signal_handler(signal.SIGHUP))
        self.assertTrue(m.set_wakeup_fd.called)
        self.assertTrue(m.signal.called)
        self.assertEqual((signal.SIGHUP, m.SIG_DFL), m.signal.call_args[0])

    @mock.patch("asyncio.unix_events.signal")
    def test_remove2(self, m):
        m.NSIG = signal.NSIG
        m.SIGINT = signal.SIGINT
        m.valid_signals = signal.valid_signals
        self.loop.add_signal_handler(signal.SIGINT, lambda: True)
        self.loop._signal_handlers[signal.SIGHUP] = object()
        m.set_wakeup_fd.reset_mock()
        self.assertTrue(self.loop.remove_signal_handler(signal.SIGINT))
        self.assertFalse(m.set_wakeup_fd.called)
        self.assertEqual((signal.SIGINT, m.default_int_handler), m.signal.call_args[0])

    @mock.patch("asyncio.unix_events.signal")
    @mock.patch("asyncio.base_events.logger")
    def test_remove_cleanup_err(self, mlog, m):
        m.NSIG = signal.NSIG
        m.valid_signals = signal.valid_signals
        self.loop.add_signal_handler(signal.SIGHUP, lambda: True)
        m.set_wakeup_fd.side_effect = ValueError
        self.loop.remove_signal_handler(signal.SIGHUP)
        self.assertTrue(mlog.info)

    @mock.patch("asyncio.unix_events.signal")
    def test_remove_err(self, m):
        m.NSIG = signal.NSIG
        m.valid_signals = signal.valid_signals
        self.loop.add_signal_handler(signal.SIGHUP, lambda: True)
        m.signal.side_effect = OSError
        self.assertRaises(OSError, self.loop.remove_signal_handler, signal.SIGHUP)

    @mock.patch("asyncio.unix_events.signal")
    def test_remove_err2(self, m):
        m.NSIG = signal.NSIG
        m.valid_signals = signal.valid_signals
        self.loop.add_signal_handler(signal.SIGHUP, lambda: True)

        class Err(OSError):
            errno = errno.EINVAL

        m.signal.side_effect = Err
        self.assertRaises(RuntimeError, self.loop.remove_signal_handler, signal.SIGHUP)

    @mock.patch("asyncio.unix_events.signal")
    def test_close(self, m):
        m.NSIG = signal.NSIG
        m.valid_signals = signal.valid_signals
        self.loop.add_signal_handler(signal.SIGHUP, lambda: True)
        self.loop.add_signal_handler(signal.SIGCHLD, lambda: True)
        self.assertEqual(len(self.loop._signal_handlers), 2)
        m.set_wakeup_fd.reset_mock()
        self.loop.close()
        self.assertEqual(len(self.loop._signal_handlers), 0)
        m.set_wakeup_fd.assert_called_once_with(-1)

    def test_real(self):
        got = []
        self.loop.add_signal_handler(signal.SIGUSR2, got.append, 5)
        os.kill(os.getpid(), signal.SIGUSR2)
        self.loop.run_until_complete(asyncio.sleep(0.05))
        print(got)
        print(self.loop.remove_signal_handler(signal.SIGUSR2), self.loop.remove_signal_handler(signal.SIGUSR2))


class RP(_mocked.LoopTestCase):
    def setUp(self):
        super().setUp()
        self.loop = self.new_test_loop()
        self.protocol = mock.Mock(asyncio.Protocol)
        self.pipe = mock.Mock(spec_set=io.RawIOBase)
        self.pipe.fileno.return_value = 5
        b = mock.patch("os.set_blocking")
        b.start()
        self.addCleanup(b.stop)
        f = mock.patch("os.fstat")
        mf = f.start()
        st = mock.Mock()
        st.st_mode = stat.S_IFIFO
        mf.return_value = st
        self.addCleanup(f.stop)

    def rp(self, waiter=None):
        t = unix_events._UnixReadPipeTransport(self.loop, self.pipe, self.protocol, waiter=waiter)
        self.addCleanup(close_pipe_transport, t)
        return t

    def test_ctor(self):
        w = self.loop.create_future()
        tr = self.rp(w)
        self.loop.run_until_complete(w)
        self.protocol.connection_made.assert_called_with(tr)
        self.loop.assert_reader(5, tr._read_ready)
        self.assertIsNone(w.result())

    @mock.patch("os.read")
    def test_read(self, m):
        tr = self.rp()
        m.return_value = b"data"
        tr._read_ready()
        m.assert_called_with(5, tr.max_size)
        self.protocol.data_received.assert_called_with(b"data")

    @mock.patch("os.read")
    def test_eof(self, m):
        tr = self.rp()
        m.return_value = b""
        tr._read_ready()
        m.assert_called_with(5, tr.max_size)
        self.assertFalse(self.loop.readers)
        self.loop.run_until_complete(asyncio.sleep(0)) if 0 else _mocked.run_briefly(self.loop)
        self.protocol.eof_received.assert_called_with()
        self.protocol.connection_lost.assert_called_with(None)

    @mock.patch("os.read")
    def test_blocked(self, m):
        tr = self.rp()
        m.side_effect = BlockingIOError
        tr._read_ready()
        _mocked.run_briefly(self.loop)
        self.assertFalse(self.protocol.data_received.called)

    @mock.patch("asyncio.log.logger.error")
    @mock.patch("os.read")
    def test_error(self, m, mexc):
        tr = self.rp()
        err = OSError()
        m.side_effect = err
        tr._close = mock.Mock()
        tr._read_ready()
        tr._close.assert_called_with(err)
        mexc.assert_not_called() if 0 else print(mexc.called)

    @mock.patch("os.read")
    def test_pause(self, m):
        tr = self.rp()
        _mocked.run_briefly(self.loop)
        self.loop.assert_reader(5, tr._read_ready)
        tr.pause_reading()
        self.assertFalse(self.loop.readers)
        tr.resume_reading()
        self.loop.assert_reader(5, tr._read_ready)
        self.assertFalse(tr._paused)

    def test_close(self):
        tr = self.rp()
        tr._close = mock.Mock()
        tr.close()
        tr._close.assert_called_with(None)
        tr._closing = True
        tr._close = mock.Mock()
        tr.close()
        self.assertFalse(tr._close.called)

    def test__close(self):
        tr = self.rp()
        self.loop.add_reader(5, tr._read_ready)
        err = object()
        tr._close(err)
        self.assertTrue(tr.is_closing())
        self.assertFalse(self.loop.readers)
        _mocked.run_briefly(self.loop)
        self.protocol.connection_lost.assert_called_with(err)

    def test_lost(self):
        tr = self.rp()
        self.assertIsNotNone(tr._protocol)
        self.assertIsNotNone(tr._loop)
        tr._call_connection_lost(None)
        self.protocol.connection_lost.assert_called_with(None)
        self.pipe.close.assert_called_with()
        self.assertIsNone(tr._protocol)
        self.assertIsNone(tr._loop)

    def test_lost_err(self):
        tr = self.rp()
        e = OSError()
        tr._call_connection_lost(e)
        self.protocol.connection_lost.assert_called_with(e)

    def test_pause_closed(self):
        tr = self.rp()
        tr.close()
        tr.pause_reading()

    def test_resume_closed(self):
        tr = self.rp()
        _mocked.run_briefly(self.loop)
        tr.pause_reading()
        tr.close()
        tr.resume_reading()


class WP(RP):
    def rp(self, waiter=None):
        t = unix_events._UnixWritePipeTransport(self.loop, self.pipe, self.protocol, waiter=waiter)
        self.addCleanup(close_pipe_transport, t)
        return t

    def setUp(self):
        super().setUp()
        self.protocol = mock.Mock(asyncio.BaseProtocol)
        os.fstat.return_value.st_mode = stat.S_IFSOCK

    def test_can(self):
        self.assertTrue(self.rp().can_write_eof())

    @mock.patch("os.write")
    def test_write(self, m):
        tr = self.rp()
        m.return_value = 4
        tr.write(b"data")
        m.assert_called_with(5, b"data")
        self.assertFalse(self.loop.writers)
        self.assertEqual(bytearray(), tr._buffer)

    @mock.patch("os.write")
    def test_nodata(self, m):
        tr = self.rp()
        tr.write(b"")
        self.assertFalse(m.called)
        self.assertFalse(self.loop.writers)
        self.assertEqual(bytearray(b""), tr._buffer)

    @mock.patch("os.write")
    def test_partial(self, m):
        tr = self.rp()
        m.return_value = 2
        tr.write(b"data")
        self.loop.assert_writer(5, tr._write_ready)
        self.assertEqual(bytearray(b"ta"), tr._buffer)

    @mock.patch("os.write")
    def test_buffer(self, m):
        tr = self.rp()
        self.loop.add_writer(5, tr._write_ready)
        tr._buffer = bytearray(b"previous")
        tr.write(b"data")
        self.assertFalse(m.called)
        self.loop.assert_writer(5, tr._write_ready)
        self.assertEqual(bytearray(b"previousdata"), tr._buffer)

    @mock.patch("os.write")
    def test_again(self, m):
        tr = self.rp()
        m.side_effect = BlockingIOError()
        tr.write(b"data")
        m.assert_called_with(5, bytearray(b"data"))
        self.loop.assert_writer(5, tr._write_ready)
        self.assertEqual(bytearray(b"data"), tr._buffer)

    @mock.patch("asyncio.unix_events.logger")
    @mock.patch("os.write")
    def test_err(self, m, lg):
        tr = self.rp()
        err = OSError()
        m.side_effect = err
        tr._fatal_error = mock.Mock()
        tr.write(b"data")
        m.assert_called_with(5, b"data")
        self.assertFalse(self.loop.writers)
        tr._fatal_error.assert_called_with(err, "Fatal write error on pipe transport")
        self.assertEqual(1, tr._conn_lost)
        tr.write(b"data")
        self.assertEqual(2, tr._conn_lost)
        for _ in range(4):
            tr.write(b"data")
        print(tr._conn_lost, lg.warning.call_args)
        tr.close()

    @mock.patch("os.write")
    def test_wready(self, m):
        tr = self.rp()
        self.loop.add_writer(5, tr._write_ready)
        tr._buffer = bytearray(b"data")
        m.return_value = 4
        tr._write_ready()
        self.assertFalse(self.loop.writers)
        self.assertEqual(bytearray(), tr._buffer)
        tr = self.rp()
        self.loop.add_writer(5, tr._write_ready)
        tr._buffer = bytearray(b"data")
        m.return_value = 3
        tr._write_ready()
        self.loop.assert_writer(5, tr._write_ready)
        self.assertEqual(bytearray(b"a"), tr._buffer)
        m.side_effect = err = OSError()
        tr._fatal_error = mock.Mock()
        tr._write_ready()
        print(tr._fatal_error.call_args, tr._buffer, self.loop.writers)

    @mock.patch("os.write")
    def test_closing(self, m):
        tr = self.rp()
        self.loop.add_reader(5, tr._read_ready)
        self.loop.add_writer(5, tr._write_ready)
        tr._closing = True
        tr._buffer = bytearray(b"data")
        m.return_value = 4
        tr._write_ready()
        self.assertFalse(self.loop.writers)
        self.assertFalse(self.loop.readers)
        self.protocol.connection_lost.assert_called_with(None)
        self.pipe.close.assert_called_with()

    @mock.patch("os.write")
    def test_abort(self, m):
        tr = self.rp()
        self.loop.add_writer(5, tr._write_ready)
        self.loop.add_reader(5, tr._read_ready)
        tr._buffer = [b"da", b"ta"]
        tr.abort()
        self.assertFalse(m.called)
        self.assertFalse(self.loop.readers)
        self.assertFalse(self.loop.writers)
        self.assertEqual([], tr._buffer)
        self.assertTrue(tr.is_closing())
        _mocked.run_briefly(self.loop)
        self.protocol.connection_lost.assert_called_with(None)

    def test_close2(self):
        tr = self.rp()
        tr.write_eof = mock.Mock()
        tr.close()
        tr.write_eof.assert_called_with()
        tr._closing = True
        tr.close()

    def test_weof(self):
        tr = self.rp()
        tr.write_eof()
        self.assertTrue(tr.is_closing())
        self.assertFalse(self.loop.readers)
        _mocked.run_briefly(self.loop)
        self.protocol.connection_lost.assert_called_with(None)

    def test_weof_pending(self):
        tr = self.rp()
        tr._buffer = [b"data"]
        tr.write_eof()
        self.assertTrue(tr.is_closing())
        self.assertFalse(self.protocol.connection_lost.called)

    def test_read_ready(self):
        tr = self.rp()
        tr._close = mock.Mock()
        tr._read_ready()
        print(tr._close.call_args)
        tr._buffer = bytearray(b"x")
        tr._read_ready()
        print(tr._close.call_args)


class US(_mocked.LoopTestCase):
    def setUp(self):
        super().setUp()
        self.loop = asyncio.SelectorEventLoop()
        self.set_event_loop(self.loop)

    def test_create_unix(self):
        p = f"/tmp/rondo_us_{os.getpid()}.sock"
        for mk in (lambda: open(p, "w").close(), lambda: os.unlink(p)):
            pass
        if os.path.exists(p):
            os.unlink(p)
        open(p, "w").close()
        with self.assertRaises(OSError) as cm:
            self.loop.run_until_complete(self.loop.create_unix_server(lambda: None, p))
        print(str(cm.exception).replace(p, "PATH"))
        os.unlink(p)
        s = socket.socket(socket.AF_UNIX)
        s.bind(p)
        s.listen()
        srv = self.loop.run_until_complete(self.loop.create_unix_server(lambda: None, p))
        srv.close()
        self.loop.run_until_complete(srv.wait_closed())
        s.close()
        with self.assertRaises(FileNotFoundError):
            self.loop.run_until_complete(self.loop.create_unix_server(lambda: None, "/tmp/nonexistdir/x"))
        s = socket.socket()
        with self.assertRaisesRegex(ValueError, "A UNIX Domain Stream.*was expected"):
            self.loop.run_until_complete(self.loop.create_unix_server(lambda: None, path=None, sock=s))
        with self.assertRaisesRegex(ValueError, "A UNIX Domain Stream.*was expected"):
            self.loop.run_until_complete(self.loop.create_unix_connection(lambda: None, path=None, sock=s))
        s.close()
        s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        with self.assertRaisesRegex(ValueError, "A UNIX Domain Stream.*was expected"):
            self.loop.run_until_complete(self.loop.create_unix_server(lambda: None, path=None, sock=s))
        s.close()
        with self.assertRaisesRegex(ValueError, "no path and sock were specified"):
            self.loop.run_until_complete(self.loop.create_unix_connection(lambda: None, None))
        with self.assertRaisesRegex(ValueError, "path was not specified"):
            self.loop.run_until_complete(self.loop.create_unix_server(lambda: None, None))
        with self.assertRaisesRegex(TypeError, "ssl argument must be an SSLContext or None"):
            self.loop.run_until_complete(self.loop.create_unix_server(lambda: None, path="s", ssl=True))
        with self.assertRaisesRegex(ValueError, "you have to pass server_hostname when using ssl"):
            self.loop.run_until_complete(self.loop.create_unix_connection(lambda: None, "/x", ssl=True))


_mocked.main()
