# A loop over a proactor that is a mock, and its transports.
import asyncio
import gc
import io
import re
import socket
import tempfile
import unittest
import warnings
from unittest import mock
from asyncio import base_events
from asyncio import proactor_events as pe

from _methods import run_methods


class TLoop(base_events.BaseEventLoop):
    def __init__(s): super().__init__(); s._selector=mock.Mock(); s._selector.select.return_value=(); s._timers=[]

    def _process_events(s,l): pass

    def _write_to_self(s): pass
def briefly(l):
    async def o(): pass
    l.run_until_complete(o())
def plain(x): return re.sub(r"0x[0-9a-f]+|id='\d+'|/[^ ]*/",'',str(x))


class Base(unittest.TestCase):
    def setUp(self):
        self.loop=TLoop(); self.proactor=mock.Mock(); self.loop._proactor=self.proactor
        class P(asyncio.Protocol): pass
        self.protocol=mock.Mock(spec=asyncio.Protocol) ; self.sock=mock.Mock(socket.socket); self.sock.fileno.return_value=7

    def tearDown(self): self.loop.close()

    def fut(self,r=None,e=None):
        f=self.loop.create_future()
        if r is not None: f.set_result(r)
        if e is not None: f.set_exception(e)
        return f

    def tr(self,cls=None,**k):
        self.proactor.recv_into.return_value=self.loop.create_future()
        return (cls or pe._ProactorSocketTransport)(self.loop,self.sock,self.protocol,**k)

    def tearDown(self):
        with warnings.catch_warnings(): warnings.simplefilter('ignore'); gc.collect()
        self.loop.close()


class Sock(Base):
    def test_ctor(self):
        w=self.loop.create_future(); tr=self.tr(waiter=w); briefly(self.loop); print(w.result(), self.protocol.mock_calls==[mock.call.connection_made(tr)], self.proactor.recv_into.call_count, tr.get_extra_info('socket') is not None, tr.get_extra_info('sockname') is self.sock.getsockname.return_value); tr.abort(); briefly(self.loop)
        print(plain(tr), self.sock.mock_calls[-3:])

    def test_loop_reading(self):
        tr=self.tr(); briefly(self.loop); f=tr._read_fut; f.set_result(3); tr._data[:3]=b'abc'; self.proactor.recv_into.return_value=self.loop.create_future(); briefly(self.loop); print(self.protocol.data_received.call_args, self.proactor.recv_into.call_count); tr.abort(); briefly(self.loop)

    def test_reading_eof(self):
        for ret in (None,True):
            self.protocol.eof_received.return_value=ret; tr=self.tr(); briefly(self.loop); tr._read_fut.set_result(0); briefly(self.loop); briefly(self.loop); print(tr.is_closing(), self.protocol.eof_received.called, tr._read_fut, self.protocol.connection_lost.called); tr.abort(); briefly(self.loop)

    def test_reading_errs(self):
        for e in (ConnectionResetError(),ConnectionAbortedError(),OSError(5,'x'),asyncio.CancelledError(),ZeroDivisionError()):
            tr=self.tr(); briefly(self.loop); tr._fatal_error=mock.Mock(); tr._force_close=mock.Mock(); f=self.loop.create_future(); tr._read_fut=f
            f.cancel() if isinstance(e,asyncio.CancelledError) else f.set_exception(e)
            try: tr._loop_reading(f)
            except BaseException as x: print('raised',repr(x))
            print(type(e).__name__, tr._fatal_error.call_args, tr._force_close.call_args)
            del tr._fatal_error, tr._force_close; tr.abort(); briefly(self.loop)

    def test_reading_aborted_closing(self):
        tr=self.tr(); briefly(self.loop); tr._closing=True; tr._read_fut=None; f=self.fut(e=ConnectionAbortedError()); tr._loop_reading(f); self.loop.set_debug(True)
        with mock.patch('asyncio.proactor_events.logger') as l: pass
        tr._closing=False; tr.abort(); briefly(self.loop)

    def test_write(self):
        tr=self.tr(); briefly(self.loop); f=self.loop.create_future(); self.proactor.send.return_value=f
        tr.write(b'data'); print(self.proactor.send.call_args, tr._pending_write, tr.get_write_buffer_size(), plain(tr)[:70]); tr.write(b'more'); tr.write(bytearray(b'x')); print(tr._buffer, tr.get_write_buffer_size()); f2=self.loop.create_future(); self.proactor.send.return_value=f2; f.set_result(4); briefly(self.loop); print(self.proactor.send.call_args, tr._buffer, tr._pending_write); f2.set_result(5); briefly(self.loop); print(tr._write_fut, tr.get_write_buffer_size()); tr.write(b''); 
        for b in ('x',3,None):
            with self.assertRaises(TypeError) as cm: tr.write(b)
            print(cm.exception)
        tr.abort(); briefly(self.loop)

    def test_write_done(self):
        tr=self.tr(); briefly(self.loop); self.proactor.send.return_value=self.fut(4); tr.write(b'data'); print(tr._pending_write, tr._write_fut is not None); briefly(self.loop); print(tr._write_fut); tr.abort(); briefly(self.loop)

    def test_write_exc(self):
        for e in (OSError(),ConnectionResetError(),ZeroDivisionError()):
            tr=self.tr(); briefly(self.loop); tr._fatal_error=mock.Mock(); self.proactor.send.side_effect=e
            try: tr.write(b'data')
            except ZeroDivisionError: print('raised')
            print(tr._fatal_error.call_args, tr._conn_lost, tr._closing); self.proactor.send.side_effect=None; del tr._fatal_error; tr.abort(); briefly(self.loop)

    def test_conn_lost_write(self):
        tr=self.tr(); tr._conn_lost=1
        with mock.patch('asyncio.proactor_events.logger') as l:
            for _ in range(6): tr.write(b'x')
            print(l.warning.call_args_list, tr._conn_lost)
        tr.abort(); briefly(self.loop)

    def test_close(self):
        tr=self.tr(); briefly(self.loop); tr.close(); tr.close(); print(tr.is_closing(), tr._conn_lost, tr._read_fut); briefly(self.loop); self.protocol.connection_lost.assert_called_once_with(None); print(tr._sock, plain(tr))

    def test_close_buffer(self):
        tr=self.tr(); briefly(self.loop); f=self.loop.create_future(); self.proactor.send.return_value=f; tr.write(b'a'); tr.write(b'b'); tr.close(); briefly(self.loop); print(self.protocol.connection_lost.called); self.proactor.send.return_value=f3=self.loop.create_future(); f.set_result(1); briefly(self.loop); f3.set_result(1); briefly(self.loop); briefly(self.loop); print(self.protocol.connection_lost.call_args)

    def test_fatal(self):
        tr=self.tr(); briefly(self.loop); h=mock.Mock(); self.loop.call_exception_handler=h; tr._force_close=mock.Mock(); tr._fatal_error(None); print(sorted(h.call_args[0][0]), h.call_args[0][0]['message'], tr._force_close.call_args); tr._fatal_error(OSError('x'),'m'); print(h.call_count); del tr._force_close; tr.abort(); briefly(self.loop)

    def test_force_close(self):
        tr=self.tr(); briefly(self.loop); rf=tr._read_fut=mock.Mock(); wf=tr._write_fut=mock.Mock(); tr._buffer=b'12'; tr._force_close(ValueError('v')); print(rf.cancel.called, wf.cancel.called, tr._buffer, tr._conn_lost, tr._closing); briefly(self.loop); print(self.protocol.connection_lost.call_args); tr._force_close(None); print(tr._conn_lost)
        tr=self.tr(); briefly(self.loop); tr._empty_waiter=w=self.loop.create_future(); tr._force_close(None); print(w.result()); briefly(self.loop)
        tr=self.tr(); briefly(self.loop); tr._empty_waiter=w=self.loop.create_future(); tr._force_close(ValueError('q')); print(repr(w.exception())); briefly(self.loop)

    def test_lost_server(self):
        s=mock.Mock(); tr=self.tr(server=s); print(s._attach.call_args==mock.call(tr)); tr._call_connection_lost(None); print(s._detach.call_args==mock.call(tr), self.sock.close.called, self.sock.shutdown.call_args, tr._server); tr._call_connection_lost(None); print(self.protocol.connection_lost.call_count)
        self.sock.fileno.return_value=-1; self.sock.shutdown.reset_mock(); tr=self.tr(); tr._call_connection_lost(None); print(self.sock.shutdown.called)

    def test_eof(self):
        tr=self.tr(); briefly(self.loop); print(tr.can_write_eof()); tr.write_eof(); print(self.sock.shutdown.call_args, plain(tr)[-12:]); tr.write_eof(); 
        with self.assertRaises(RuntimeError) as cm: tr.write(b'x')
        print(cm.exception); tr.abort(); briefly(self.loop)
        tr=self.tr(); self.sock.shutdown.reset_mock(); f=self.loop.create_future(); self.proactor.send.return_value=f; tr.write(b'd'); tr.write_eof(); print(self.sock.shutdown.called); f.set_result(1); briefly(self.loop); print(self.sock.shutdown.call_args); tr.close(); briefly(self.loop)
        self.proactor.recv.return_value=self.loop.create_future(); tr=self.tr(pe._ProactorWritePipeTransport); print(tr.can_write_eof()); tr.close=mock.Mock(wraps=tr.close); tr.write_eof(); print(tr.close.called); briefly(self.loop)
        tr=self.tr(pe._ProactorDuplexPipeTransport); print(tr.can_write_eof()); self.assertRaises(NotImplementedError,tr.write_eof); tr.close(); briefly(self.loop)

    def test_pause(self):
        self.loop.set_debug(True); tr=self.tr(); briefly(self.loop); fs=[tr._read_fut]; print(tr.is_reading())
        tr.pause_reading(); tr.pause_reading(); print(tr.is_reading(), tr._paused); fs[0].set_result(2); tr._data[:2]=b'pq'; briefly(self.loop); print(self.protocol.data_received.called, tr._pending_data_length, tr._read_fut); self.proactor.recv_into.return_value=self.loop.create_future(); tr.resume_reading(); tr.resume_reading(); briefly(self.loop); print(self.protocol.data_received.call_args, tr._pending_data_length, tr._read_fut is not None, tr.is_reading()); tr.close(); print(tr.is_reading()); tr.pause_reading(); tr.resume_reading(); print(tr._paused); briefly(self.loop)

    def test_pause_writing(self):
        tr=self.tr(); tr.set_write_buffer_limits(high=4); f=self.loop.create_future(); self.proactor.send.return_value=f; tr.write(b'large data'); print(self.protocol.pause_writing.called, tr._protocol_paused, tr.get_write_buffer_size()); f.set_result(10); briefly(self.loop); print(self.protocol.resume_writing.called, tr._protocol_paused); tr.abort(); briefly(self.loop)
        self.protocol.reset_mock(); tr=self.tr(); tr.set_write_buffer_limits(high=4); self.proactor.send.return_value=f=self.loop.create_future(); tr.write(b'ab'); tr.write(b'cde'); print(self.protocol.pause_writing.called); tr.abort(); briefly(self.loop)

    def test_empty_waiter(self):
        tr=self.tr(); w=tr._make_empty_waiter(); print(w.done()); 
        with self.assertRaises(RuntimeError) as cm: tr._make_empty_waiter()
        print(cm.exception)
        with self.assertRaises(RuntimeError) as cm: tr.write(b'x')
        print(cm.exception); tr._reset_empty_waiter(); f=self.loop.create_future(); self.proactor.send.return_value=f; tr.write(b'x'); w=tr._make_empty_waiter(); print(w.done()); f.set_result(1); briefly(self.loop); print(w.done()); tr.abort(); briefly(self.loop)

    def test_pipe_closed(self):
        self.proactor.recv.return_value=f=self.loop.create_future(); tr=self.tr(pe._ProactorWritePipeTransport); print(self.proactor.recv.call_args[0][1]); f.set_result(b''); briefly(self.loop); print(tr.is_closing()); briefly(self.loop)
        self.proactor.recv.return_value=f=self.loop.create_future(); tr=self.tr(pe._ProactorWritePipeTransport); tr._write_fut=self.loop.create_future(); f.set_result(b''); briefly(self.loop); briefly(self.loop); print(self.protocol.connection_lost.call_args)

    def test_buffered(self):
        buf=bytearray(2); got=[]
        class B(asyncio.BufferedProtocol):
            def get_buffer(s,h): return buf
            def buffer_updated(s,n): got.append(bytes(buf[:n]))
        tr=self.tr(); briefly(self.loop); tr.set_protocol(B()); tr._read_fut.set_result(5); tr._data[:5]=b'01234'; self.proactor.recv_into.return_value=self.loop.create_future(); briefly(self.loop); print(got, tr.get_protocol().__class__.__name__)
        class Bad(B):
            def get_buffer(s,h): raise ValueError
        tr.set_protocol(Bad()); h=mock.Mock(); self.loop.call_exception_handler=h; tr._read_fut.set_result(5); briefly(self.loop); print(h.call_args[0][0]['message'], tr.is_closing()); briefly(self.loop)

    def test_del(self):
        tr=self.tr(); briefly(self.loop); tr._read_fut.cancel(); tr._read_fut=None; self.loop._ready.clear(); self.proactor.reset_mock(); self.protocol=self.protocol
        with warnings.catch_warnings(record=True) as w:
            warnings.simplefilter('always'); self.protocol.reset_mock(); tr.__del__()
        print([plain(x.message) for x in w], self.sock.close.called); tr.abort(); briefly(self.loop)

    def test_repr(self):
        tr=self.tr(); print(plain(tr)); tr._read_fut='R'; tr._write_fut='W'; tr._buffer=b'123'; print(plain(tr)); tr._closing=True; print(plain(tr)); tr._sock=None; print(plain(tr)); tr._sock=self.sock; tr._read_fut=tr._write_fut=None; tr._closing=False; tr.abort(); briefly(self.loop)


class Dg(Base):
    def dt(self,address=None): 
        self.proactor.recvfrom.return_value=self.loop.create_future(); self.proactor.recv.return_value=self.loop.create_future(); self.protocol=mock.Mock(spec=asyncio.DatagramProtocol)
        return pe._ProactorDatagramTransport(self.loop,self.sock,self.protocol,address=address)

    def test_sendto(self):
        tr=self.dt(); briefly(self.loop); f=self.loop.create_future(); self.proactor.sendto.return_value=f; tr.sendto(b'data',('0.0.0.0',1)); print(self.proactor.sendto.call_args==mock.call(self.sock,b'data',addr=('0.0.0.0',1))); tr.sendto(bytearray(b'2'),('0',2)); tr.sendto(memoryview(b'3'),('0',3)); print(tr._buffer); f.set_result(4); self.proactor.sendto.return_value=f2=self.loop.create_future(); briefly(self.loop); print(tr._buffer); tr.close(); f2.set_result(1); self.proactor.sendto.return_value=f3=self.loop.create_future(); briefly(self.loop); print(self.protocol.connection_lost.called)
        for b in ('x',3):
            with self.assertRaises(TypeError) as cm: tr.sendto(b)
            print(cm.exception)
        tr.abort(); briefly(self.loop)

    def test_connected(self):
        tr=self.dt(('h',1)); briefly(self.loop); print(self.proactor.recv.call_args[0][1]); self.proactor.send.return_value=self.fut(1); tr.sendto(b'x'); print(self.proactor.send.call_args[0][1:])
        with self.assertRaises(ValueError) as cm: tr.sendto(b'x',('q',2))
        print(cm.exception); tr._conn_lost=1
        with mock.patch('asyncio.proactor_events.logger') as l:
            for _ in range(6): tr.sendto(b'x')
            print(l.warning.call_args_list)
        tr.abort(); briefly(self.loop)

    def test_recv(self):
        tr=self.dt(); briefly(self.loop); f=tr._read_fut; self.proactor.recvfrom.return_value=self.loop.create_future(); f.set_result((b'd',('h',1))); briefly(self.loop); print(self.protocol.datagram_received.call_args); tr._read_fut.set_exception(ConnectionRefusedError()); briefly(self.loop); print(self.protocol.error_received.call_args, tr.is_closing()); tr.abort(); briefly(self.loop)

    def test_errs(self):
        for e in (ConnectionRefusedError(),OSError(),ZeroDivisionError()):
            tr=self.dt(); briefly(self.loop); tr._fatal_error=mock.Mock(); self.proactor.sendto.side_effect=e; tr.sendto(b'x',()); print(self.protocol.error_received.call_args, tr._fatal_error.call_args); self.proactor.sendto.side_effect=None; del tr._fatal_error; tr.abort(); briefly(self.loop)
        print(pe._ProactorDatagramTransport.max_size)


class Loop(unittest.TestCase):
    def setUp(self):
        self.sock=mock.Mock(socket.socket); self.proactor=mock.Mock(); self.ssock,self.csock=mock.Mock(),mock.Mock()
        with mock.patch('asyncio.proactor_events.socket.socketpair',return_value=(self.ssock,self.csock)), mock.patch('signal.set_wakeup_fd'): self.loop=pe.BaseProactorEventLoop(self.proactor)

    def close(self):
        with mock.patch('signal.set_wakeup_fd') as s: self.loop.close()
        return s.call_args

    def test_ctor(self): print(self.ssock.setblocking.call_args, self.csock.setblocking.call_args, self.loop._internal_fds, self.proactor.set_loop.called, self.close(), self.loop._ssock, self.loop._csock, self.proactor.close.called, self.loop._proactor); self.loop.close()

    def test_socks(self):
        async def m():
            for n,a in (('recv',(1,)),('recv_into',(bytearray(3),)),('recvfrom',(5,)),('recvfrom_into',(bytearray(4),)),('accept',())):
                f=self.loop.create_future(); f.set_result(n); getattr(self.proactor,n).return_value=f; print(await getattr(self.loop,'sock_'+n)(self.sock,*a), getattr(self.proactor,n).call_args[0][1:])
            for n,m_,a in (('sendall','send',(b'x',)),('sendto','sendto',(b'x',('h',1))),('connect','connect',(('h',1),))):
                f=self.loop.create_future(); f.set_result(n); getattr(self.proactor,m_).return_value=f; print(await getattr(self.loop,'sock_'+n)(self.sock,*a), getattr(self.proactor,m_).call_args[0][1:])
        c=m()
        try: c.send(None)
        except StopIteration: pass
        self.loop.set_debug(True); self.sock.gettimeout.return_value=5
        c=self.loop.sock_connect(self.sock,())
        with self.assertRaises(ValueError) as cm: c.send(None)
        print(cm.exception); self.close()

    def test_self_pipe(self):
        self.loop._loop_self_reading(); f=self.proactor.recv.return_value; print(self.proactor.recv.call_args==mock.call(self.ssock,4096), f.add_done_callback.call_args==mock.call(self.loop._loop_self_reading)); self.loop._loop_self_reading(f); print(f.result.called, self.proactor.recv.call_count); h=self.loop.call_exception_handler=mock.Mock(); self.proactor.recv.side_effect=OSError(); self.loop._loop_self_reading(self.loop._self_reading_future); print(h.call_args[0][0]['message'], sorted(h.call_args[0][0])); self.loop._write_to_self(); print(self.csock.send.call_args); self.csock.send.side_effect=OSError; self.loop.set_debug(True)
        with mock.patch('asyncio.proactor_events.logger') as l: self.loop._write_to_self(); print(l.debug.call_args)
        print(self.loop._process_events([])); self.close(); self.loop._write_to_self()

    def test_serving(self):
        pf=mock.Mock(); cs=self.loop.call_soon=mock.Mock(); self.loop._start_serving(pf,self.sock); acc=cs.call_args[0][0]; acc(); print(self.proactor.accept.call_args==mock.call(self.sock)); f=self.proactor.accept.return_value; f.add_done_callback.assert_called_with(acc); print(list(self.loop._accept_futures.values())==[f])
        fut=mock.Mock(); fut.result.return_value=(mock.Mock(),('h',1)); mt=self.loop._make_socket_transport=mock.Mock(); acc(fut); print(mt.call_args[1], mt.call_args[0][1] is pf.return_value)
        fut.result.side_effect=OSError(); h=self.loop.call_exception_handler=mock.Mock(); acc(fut); print(h.call_args[0][0]['message'], self.sock.close.called); fut.result.side_effect=asyncio.CancelledError(); self.sock.close.reset_mock(); acc(fut); print(self.sock.close.called); self.sock.fileno.return_value=-1; fut.result.side_effect=OSError(); h.reset_mock(); acc(fut); print(h.called)
        self.loop._stop_serving(self.sock); print(self.proactor._stop_serving.call_args==mock.call(self.sock)); self.loop._accept_futures={1:f}; self.loop._stop_accept_futures(); print(f.cancel.called, self.loop._accept_futures); self.close()

    def test_make(self):
        self.loop.get_debug=lambda: False
        for n in ('_make_socket_transport','_make_duplex_pipe_transport','_make_read_pipe_transport','_make_write_pipe_transport','_make_datagram_transport'):
            t=getattr(self.loop,n)(self.sock,asyncio.Protocol()); print(type(t).__name__, type(t).__module__, [c.__name__ for c in type(t).__mro__[1:4]]); t._sock=None
        self.loop._ready.clear(); self.close()

    def test_sendfile(self):
        with tempfile.TemporaryFile() as f:
            f.write(b'x'*1000); f.flush()
            def sf(s,fi,o,c): r=mock.MagicMock(); fu=asyncio.Future(loop=self.loop); fu.set_result(None); return fu
            self.proactor.sendfile.side_effect=sf
            for o,c in ((0,None),(10,100),(990,100),(2000,5)):
                co=self.loop._sock_sendfile_native(self.sock,f,o,c)
                try: co.send(None)
                except StopIteration as e: print(e.value, [x[0][2:] for x in self.proactor.sendfile.call_args_list], f.tell())
                self.proactor.sendfile.reset_mock()
            co=self.loop._sock_sendfile_native(self.sock,io.BytesIO(),0,None)
            with self.assertRaises(asyncio.SendfileNotAvailableError) as cm: co.send(None)
            print(cm.exception)
        self.close()


run_methods()
