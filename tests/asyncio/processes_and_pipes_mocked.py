"""Processes, pipes and signals in a loop, some of them mocks."""
import asyncio, unittest, sys, os, signal, subprocess, warnings, logging, threading, contextvars, inspect, time, gc, io, socket
from unittest import mock
from asyncio import base_subprocess, unix_events, subprocess as asub, events, base_events, runners, coroutines, format_helpers, base_tasks, base_futures

from _methods import *


class SubT(unittest.TestCase):
    def setUp(self):
        self.loop = asyncio.new_event_loop()
        asyncio.set_event_loop(None)
        self.proc = mock.Mock(subprocess.Popen)
        self.proc.pid = -9 if False else 1234567
        self.proc.returncode = None
        self.proc.stdin = self.proc.stdout = self.proc.stderr = None

    def tearDown(self):
        self.loop.close()

    def t(self, waiter=None, **k):
        proto = mock.Mock()
        test = self
        class T(base_subprocess.BaseSubprocessTransport):
            def _start(self, *a, **k):
                test.started = (a, k)
                self._proc = test.proc
        tr = T(self.loop, proto, ['test'], False, None, None, None, 0, waiter=waiter, **k)
        return (tr, proto)

    def run_(self):
        self.loop.run_until_complete(asyncio.sleep(0))
        self.loop.run_until_complete(asyncio.sleep(0))
        self.loop.run_until_complete(asyncio.sleep(0))

    def test_start(self):
        w = self.loop.create_future()
        tr, p = self.t(w)
        print(self.started, tr.get_pid(), tr.get_returncode(), tr._pid, tr._returncode, tr._pipes, tr._proc is self.proc)
        self.run_()
        print(w.result(), p.mock_calls)
        tr._returncode = 0
        tr.close()

    def test_proc_exited(self):
        w = self.loop.create_future()
        tr, p = self.t(w)
        tr._process_exited(6)
        self.run_()
        print(w.result(), tr.get_returncode(), p.mock_calls, tr._closed, tr._loop, tr._proc, tr._protocol, tr.get_pid())

    def test_exited_ops(self):
        tr, p = self.t()
        tr._process_exited(3)
        self.run_()
        for n, a in (('send_signal', (9,)), ('terminate', ()), ('kill', ())):
            try:
                getattr(tr, n)(*a)
            except ProcessLookupError as e:
                print(n, repr(e))
        tr.close()
        print(tr, tr.is_closing())

    def test_wait(self):
        tr, p = self.t()
        self.run_()
        f = self.loop.create_task(tr._wait())
        self.run_()
        print(len(tr._exit_waiters))
        tr._process_exited(7)
        self.run_()
        print(f.result(), tr._exit_waiters)
        print(self.loop.run_until_complete(tr._wait()))

    def test_close_kills(self):
        self.loop.set_debug(True)
        tr, p = self.t()
        self.run_()
        self.proc.poll.return_value = None
        with mock.patch('asyncio.base_subprocess.logger') as lg:
            tr.close()
            print(lg.warning.call_args)
        print(self.proc.kill.called, tr._closed)
        tr.close()
        tr._process_exited(-9)
        self.run_()

    def test_pipe_protocols(self):
        tr, p = self.t()
        self.run_()
        w = base_subprocess.WriteSubprocessPipeProto(tr, 0)
        r = base_subprocess.ReadSubprocessPipeProto(tr, 1)
        pipe = mock.Mock()
        w.connection_made(pipe)
        r.connection_made(pipe)
        print(w.pipe is pipe, w.disconnected, repr(w).split('pipe=')[0])
        tr._pipes = {0: w, 1: r}
        r.data_received(b'x')
        w.pause_writing()
        w.resume_writing()
        w.connection_lost(None)
        self.run_()
        print(p.mock_calls, w.disconnected, w.proc)
        tr._process_exited(0)
        r.connection_lost(OSError('z'))
        self.run_()
        print(p.mock_calls[-3:])
        print(tr.get_pipe_transport(0) is pipe, tr.get_pipe_transport(9))

    def test_del(self):
        tr, p = self.t()
        tr._closed = False
        with warnings.catch_warnings(record=True) as w:
            warnings.simplefilter('always')
            tr._returncode = 1
            tr.__del__()
            print([str(x.message)[:28] for x in w])

    def test_stream_protocol(self):
        pr = asub.SubprocessStreamProtocol(100, self.loop)
        print(repr(pr))
        tr = mock.Mock()
        rp = mock.Mock()
        tr.get_pipe_transport.side_effect = lambda fd: rp
        pr.connection_made(tr)
        print(type(pr.stdin).__name__, pr.stdout._limit, pr._pipe_fds)
        pr.pipe_data_received(1, b'hi')
        pr.pipe_connection_lost(1, None)
        print(pr.stdout.at_eof(), bytes(pr.stdout._buffer), pr._pipe_fds)
        pr.pipe_connection_lost(0, BrokenPipeError())
        print(pr._stdin_closed)
        pr.pipe_connection_lost(2, ValueError('v'))
        print(repr(pr.stderr.exception()))
        pr.process_exited()
        print(tr.mock_calls[-1:], pr._transport)


class Pipes(unittest.TestCase):
    def setUp(self):
        self.loop = asyncio.new_event_loop()
        asyncio.set_event_loop(None)

    def tearDown(self):
        self.loop.close()

    def test_read_pipe(self):
        r, w = os.pipe()
        log = []
        class P(asyncio.Protocol):
            def connection_made(s, t):
                log.append('made')
                s.t = t
            def data_received(s, d):
                log.append(d)
            def eof_received(s):
                log.append('eof')
            def connection_lost(s, e):
                log.append(('lost', e))
                fut.set_result(None)
        fut = self.loop.create_future()
        async def m():
            t, p = await self.loop.connect_read_pipe(P, os.fdopen(r, 'rb', 0))
            print(repr(t))
            os.write(w, b'1')
            await asyncio.sleep(0.01)
            t.pause_reading()
            print(repr(t), t.is_reading())
            os.write(w, b'2')
            await asyncio.sleep(0.01)
            print(log)
            t.resume_reading()
            await asyncio.sleep(0.01)
            os.close(w)
            await fut
            print(log, repr(t), t.is_closing(), t.get_extra_info('pipe').closed)
        self.loop.run_until_complete(m())

    def test_write_pipe(self):
        r, w = os.pipe()
        log = []
        class P(asyncio.BaseProtocol):
            def connection_made(s, t):
                log.append('made')
            def connection_lost(s, e):
                log.append(('lost', repr(e)))
                fut.set_result(None)
            def pause_writing(s):
                log.append('pause')
            def resume_writing(s):
                log.append('resume')
        fut = self.loop.create_future()
        async def m():
            t, p = await self.loop.connect_write_pipe(P, os.fdopen(w, 'wb', 0))
            print(repr(t))
            t.write(b'abc')
            print(os.read(r, 10), t.can_write_eof())
            t.write(b'x' * 200000)
            print(log, t.get_write_buffer_size() > 0, repr(t).split('bufsize')[0])
            n = 0
            while n < 200000:
                n += len(os.read(r, min(65536, 200000 - n)))
                await asyncio.sleep(0.001)
            await asyncio.sleep(0.01)
            print(log, t.get_write_buffer_size())
            t.write_eof()
            print(t.is_closing())
            await fut
            print(log, repr(t))
            with mock.patch('asyncio.unix_events.logger') as lg:
                for i in range(7):
                    t.write(b'z')
                print(lg.warning.call_args_list[:1], t._conn_lost)
        self.loop.run_until_complete(m())
        os.close(r)

    def test_write_pipe_broken(self):
        r, w = os.pipe()
        log = []
        class P(asyncio.BaseProtocol):
            def connection_lost(s, e):
                log.append(repr(e))
                fut.set_result(None)
        fut = self.loop.create_future()
        async def m():
            t, p = await self.loop.connect_write_pipe(P, os.fdopen(w, 'wb', 0))
            os.close(r)
            await fut
            print(log)
        self.loop.run_until_complete(m())

    def test_bad_pipe(self):
        async def m():
            with open(__file__, 'rb') as f:
                for n in ('connect_read_pipe', 'connect_write_pipe'):
                    try:
                        await getattr(self.loop, n)(asyncio.Protocol, f)
                    except ValueError as e:
                        print(e)
        self.loop.run_until_complete(m())


class Sig(unittest.TestCase):
    def setUp(self):
        self.loop = asyncio.new_event_loop()
        asyncio.set_event_loop(None)

    def tearDown(self):
        self.loop.close()

    def test_errors(self):
        async def c():
            pass
        for a in ((signal.SIGINT, c), (signal.SIGKILL, print), ('x', print), (0, print), (signal.NSIG + 1, print), (signal.SIGSTOP, print)):
            try:
                self.loop.add_signal_handler(*a)
            except (TypeError, ValueError, RuntimeError) as e:
                print(type(e).__name__, str(e).split(' at 0x')[0])
        for s in ('x', 0, signal.NSIG + 1):
            try:
                self.loop.remove_signal_handler(s)
            except (TypeError, ValueError) as e:
                print(type(e).__name__, e)
        print(self.loop.remove_signal_handler(signal.SIGHUP))

    def test_handle(self):
        log = []
        self.loop.add_signal_handler(signal.SIGUSR2, log.append, 1)
        self.loop.call_soon(os.kill, os.getpid(), signal.SIGUSR2)
        self.loop.run_until_complete(asyncio.sleep(0.01))
        print(log, signal.SIGUSR2 in self.loop._signal_handlers, type(self.loop._signal_handlers[signal.SIGUSR2]).__name__)
        print(self.loop.remove_signal_handler(signal.SIGUSR2), self.loop._signal_handlers, signal.getsignal(signal.SIGUSR2))

    def test_not_main(self):
        out = []
        def th():
            try:
                self.loop.add_signal_handler(signal.SIGUSR2, print)
            except RuntimeError as e:
                out.append(str(e))
        t = threading.Thread(target=th)
        t.start()
        t.join()
        print(out)

    def test_close_removes(self):
        self.loop.add_signal_handler(signal.SIGHUP, print)
        self.loop.add_signal_handler(signal.SIGUSR2, print)
        self.loop.close()
        print(self.loop._signal_handlers, signal.getsignal(signal.SIGHUP))

    def test_process_self_data(self):
        self.loop._handle_signal = mock.Mock()
        self.loop._process_self_data(bytes([0, signal.SIGUSR1, 0]))
        print(self.loop._handle_signal.mock_calls)

    def test_handle_cancelled(self):
        h = mock.Mock()
        h._cancelled = True
        self.loop._signal_handlers[signal.SIGHUP] = h
        self.loop.remove_signal_handler = mock.Mock()
        self.loop._handle_signal(signal.NSIG + 1)
        self.loop._handle_signal(signal.SIGHUP)
        print(self.loop.remove_signal_handler.mock_calls)
        self.loop._signal_handlers.clear()


run_methods()
