# sock_sendfile, and the steps of it that tests of loops call.
import asyncio
import contextlib
import errno
import io
import os
import socket
import tempfile
import threading
import unittest
from asyncio import exceptions
from unittest import mock

from _methods import run_methods


class SF(unittest.TestCase):
    DATA=b'12345abcde'*160*1024

    def setUp(self):
        self.f=tempfile.TemporaryFile(); self.f.write(self.DATA); self.f.seek(0)
        self.loop=asyncio.new_event_loop(); asyncio.set_event_loop(self.loop)
        self.a,self.b=socket.socketpair(); self.a.setblocking(False)
        self.f2=mock.Mock()

    def tearDown(self):
        self.a.close(); self.b.close(); self.loop.close(); asyncio.set_event_loop(None); self.f.close()

    def rl(self,c): return self.loop.run_until_complete(c)

    def test_not_available(self):
        with mock.patch('asyncio.unix_events.os', spec=[]):
            with self.assertRaisesRegex(exceptions.SendfileNotAvailableError,"os.sendfile[(][)] is not available"):
                self.rl(self.loop._sock_sendfile_native(self.a,self.f,0,None))
        self.assertEqual(self.f.tell(),0)

    def test_not_regular(self):
        with self.assertRaisesRegex(exceptions.SendfileNotAvailableError,"not a regular file"):
            self.rl(self.loop._sock_sendfile_native(self.a,io.BytesIO(b'x'),0,None))
        f=mock.Mock(); f.fileno.return_value=-1
        with self.assertRaisesRegex(exceptions.SendfileNotAvailableError,"not a regular file"):
            self.rl(self.loop._sock_sendfile_native(self.a,f,0,None))

    def test_cancel1(self):
        fut=self.loop.create_future(); n=self.f.fileno()
        self.loop._sock_sendfile_native_impl(fut,None,self.a,n,0,None,len(self.DATA),0)
        self.loop._selector.get_key(self.a)
        fut.cancel()
        with contextlib.suppress(asyncio.CancelledError): self.rl(fut)
        with self.assertRaises(KeyError): self.loop._selector.get_key(self.a)

    def test_cancel2(self):
        fut=self.loop.create_future(); n=self.f.fileno()
        self.loop._sock_sendfile_native_impl(fut,None,self.a,n,0,None,len(self.DATA),0)
        fut.cancel()
        self.loop._sock_sendfile_native_impl(fut,self.a.fileno(),self.a,n,0,None,len(self.DATA),0)
        with self.assertRaises(KeyError): self.loop._selector.get_key(self.a)

    def test_blocking(self):
        fut=self.loop.create_future(); n=self.f.fileno()
        with mock.patch('os.sendfile', side_effect=BlockingIOError()):
            self.loop._sock_sendfile_native_impl(fut,None,self.a,n,0,None,len(self.DATA),0)
            key=self.loop._selector.get_key(self.a)
            self.assertIsNotNone(key)
            fut.add_done_callback(mock.Mock())
        fut.cancel()

    def test_oserr(self):
        for exc,tot,reg in ((OSError(),0,None),(OSError(errno.ENOTCONN,'x'),5,1),(OSError(3,'y'),5,1),(ZeroDivisionError(),0,None),(ConnectionError(errno.ENOTCONN,'z'),5,1)):
            fut=self.loop.create_future(); n=self.f.fileno()
            with mock.patch('os.sendfile', side_effect=exc):
                self.loop._sock_sendfile_native_impl(fut, self.a.fileno() if reg else None,self.a,n,tot,None,len(self.DATA),tot)
            with self.assertRaises(KeyError): self.loop._selector.get_key(self.a)
            e=fut.exception(); print(repr(e), repr(e.__cause__))

    def test_full(self):
        got=[]
        def rd():
            while d:=self.b.recv(65536): got.append(d)
        t=threading.Thread(target=rd); t.start()
        n=self.rl(self.loop.sock_sendfile(self.a,self.f,3,None)); self.a.close(); t.join()
        print(n==len(self.DATA)-3, b''.join(got)==self.DATA[3:], self.f.tell()==len(self.DATA))

    def test_count(self):
        n=self.rl(self.loop.sock_sendfile(self.a,self.f,3,1000)); print(n, self.f.tell(), len(self.b.recv(5000)))
        n=self.rl(self.loop.sock_sendfile(self.a,self.f,len(self.DATA)+3,1000)); print(n)

    def test_params(self):
        for k in (dict(offset=-1),dict(offset='x'),dict(count=0),dict(count=-1),dict(count='2')):
            with self.assertRaises((ValueError,TypeError)) as cm: self.rl(self.loop.sock_sendfile(self.a,self.f,**k))
            print(type(cm.exception).__name__, cm.exception)
        with open(__file__) as f:
            with self.assertRaises(ValueError) as cm: self.rl(self.loop.sock_sendfile(self.a,f))
            print(cm.exception)
        s=socket.socket(socket.AF_INET,socket.SOCK_DGRAM)
        s.setblocking(False)
        with s, self.assertRaises(ValueError) as cm: self.rl(self.loop.sock_sendfile(s,self.f))
        print(cm.exception)

    def test_nofallback(self):
        with self.assertRaises(exceptions.SendfileNotAvailableError): self.rl(self.loop.sock_sendfile(self.a,io.BytesIO(b'x'),fallback=False))
        print(self.rl(self.loop.sock_sendfile(self.a,io.BytesIO(b'xyz'))), self.b.recv(10))

    def test_debug_blocking(self):
        self.loop.set_debug(True); self.a.setblocking(True)
        for c in (self.loop.sock_recv(self.a,1),self.loop.sock_recv_into(self.a,bytearray()),self.loop.sock_sendall(self.a,b'x'),self.loop.sock_connect(self.a,''),self.loop.sock_accept(self.a),self.loop.sock_recvfrom(self.a,1),self.loop.sock_recvfrom_into(self.a,bytearray()),self.loop.sock_sendto(self.a,b'',''),self.loop.sock_sendfile(self.a,self.f)):
            with self.assertRaises(ValueError) as cm: self.rl(c)
            print(cm.exception)


run_methods()
