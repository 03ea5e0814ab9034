"""Streams with mocked transports and with real ones, as a test suite asks about them."""
import asyncio, unittest, re, gc, sys, socket, os, threading, weakref, warnings, pickle, tempfile
from unittest import mock
from asyncio import streams
from _methods import *
DATA = b'line1\nline2\nline3\n'
def raises_sub(): pass
class SR(Case):
    def reader(self, limit=2**16): return asyncio.StreamReader(limit=limit, loop=self.loop)
    def run_(self, c): return self.loop.run_until_complete(c)
    def test_feed_empty(self):
        s = self.reader(); s.feed_data(b''); self.assertEqual(b'', s._buffer); self.assertIsInstance(s._buffer, bytearray)
    def test_feed_nonempty(self):
        s = self.reader(); s.feed_data(DATA); self.assertEqual(DATA, s._buffer)
    def test_read_zero(self):
        s = self.reader(); s.feed_data(DATA); self.assertEqual(b'', self.run_(s.read(0))); self.assertEqual(DATA, s._buffer)
    def test_read(self):
        s = self.reader(); t = self.loop.create_task(s.read(30)); self.loop.call_soon(s.feed_data, DATA); self.assertEqual(DATA, self.run_(t)); self.assertEqual(b'', s._buffer)
    def test_read_line_breaks(self):
        s = self.reader(); s.feed_data(b'line1'); s.feed_data(b'line2'); self.assertEqual(b'line1', self.run_(s.read(5))); self.assertEqual(b'line2', s._buffer)
    def test_read_eof(self):
        s = self.reader(); t = self.loop.create_task(s.read(1024)); self.loop.call_soon(s.feed_eof); self.assertEqual(b'', self.run_(t)); self.assertEqual(b'', s._buffer)
    def test_read_until_eof(self):
        s = self.reader(); t = self.loop.create_task(s.read(-1))
        def cb(): s.feed_data(b'chunk1\n'); s.feed_data(b'chunk2'); s.feed_eof()
        self.loop.call_soon(cb); self.assertEqual(b'chunk1\nchunk2', self.run_(t))
    def test_read_exception(self):
        s = self.reader(); s.feed_data(b'line\n'); self.assertEqual(b'li', self.run_(s.read(2))); s.set_exception(ValueError()); self.assertRaises(ValueError, self.run_, s.read(2))
    def test_invalid_limit(self):
        for l in (0, -1):
            with self.assertRaisesRegex(ValueError, '^Limit cannot be <= 0$'): asyncio.StreamReader(limit=l, loop=self.loop)
    def test_read_limit(self):
        s = self.reader(3); s.feed_data(b'chunk'); self.assertEqual(b'chunk', self.run_(s.read(5)))
    def test_readline(self):
        s = self.reader(); s.feed_data(b'chunk1 '); t = self.loop.create_task(s.readline())
        def cb(): s.feed_data(b'chunk2 '); s.feed_data(b'chunk3 '); s.feed_data(b'\n chunk4')
        self.loop.call_soon(cb); self.assertEqual(b'chunk1 chunk2 chunk3 \n', self.run_(t)); self.assertEqual(b' chunk4', s._buffer)
    def test_readline_limit_existing(self):
        s = self.reader(3); s.feed_data(b'li'); s.feed_data(b'ne1\nline2\n')
        with self.assertRaises(ValueError) as c: self.run_(s.readline())
        print(c.exception); self.assertEqual(b'line2\n', s._buffer)
        s = self.reader(3); s.feed_data(b'li'); s.feed_data(b'ne1'); s.feed_data(b'li')
        with self.assertRaises(ValueError) as c: self.run_(s.readline())
        print(c.exception, s._buffer)
    def test_at_eof(self):
        s = self.reader(); self.assertFalse(s.at_eof()); s.feed_data(b'some data\n'); self.assertFalse(s.at_eof()); self.run_(s.readline()); self.assertFalse(s.at_eof()); s.feed_data(b'x'); s.feed_eof(); self.assertFalse(s.at_eof()); self.run_(s.read()); self.assertTrue(s.at_eof())
    def test_readline_limit(self):
        s = self.reader(7)
        def cb(): s.feed_data(b'chunk1'); s.feed_data(b'chunk2'); s.feed_data(b'chunk3\n'); s.feed_eof()
        self.loop.call_soon(cb); 
        with self.assertRaises(ValueError) as c: self.run_(s.readline())
        self.assertEqual(b'', s._buffer); print(c.exception)
        s = self.reader(7)
        def cb(): s.feed_data(b'chunk1'); s.feed_data(b'chunk2\n'); s.feed_data(b'chunk3\n'); s.feed_eof()
        self.loop.call_soon(cb); self.assertRaises(ValueError, self.run_, s.readline()); self.assertEqual(b'chunk3\n', s._buffer)
    def test_readline_nolimit_no_reset(self):
        s = self.reader(); s.feed_data(b'a\nb\n'); self.assertEqual(b'a\n', self.run_(s.readline())); self.assertEqual(b'b\n', s._buffer)
    def test_readline_eof(self):
        s = self.reader(); s.feed_data(b'some data'); s.feed_eof(); self.assertEqual(b'some data', self.run_(s.readline())); self.assertEqual(b'', self.run_(s.readline()))
    def test_readline_exception(self):
        s = self.reader(); s.feed_data(b'line\n'); self.assertEqual(b'line\n', self.run_(s.readline())); s.set_exception(ValueError()); self.assertRaises(ValueError, self.run_, s.readline()); self.assertEqual(b'', s._buffer)
    def test_readuntil_multi_chunks(self):
        s = self.reader(); s.feed_data(b'lineAAA'); self.assertEqual(self.run_(s.readuntil(separator=b'AAA')), b'lineAAA'); self.assertEqual(b'', s._buffer)
        s.feed_data(b'lineAAAxxx'); self.assertEqual(self.run_(s.readuntil(b'AAA')), b'lineAAA'); self.assertEqual(b'xxx', s._buffer)
    def test_readuntil_1(self):
        s = self.reader()
        s.feed_data(b'QWERTY'); s.feed_data(b'aa'); t = self.loop.create_task(s.readuntil(b'aaa')); self.loop.call_soon(s.feed_data, b'az'); self.assertEqual(self.run_(t), b'QWERTYaaa'); self.assertEqual(b'z', s._buffer)
    def test_readuntil_tuple(self):
        s = self.reader(); s.feed_data(b'lineA\r\nB\n'); self.assertEqual(self.run_(s.readuntil((b'\r\n', b'\n'))), b'lineA\r\n'); self.assertEqual(self.run_(s.readuntil((b'\r\n', b'\n'))), b'B\n')
        s.feed_data(b'wow|fooA'); self.assertEqual(self.run_(s.readuntil((b'A', b'|'))), b'wow|'); print(bytes(s._buffer))
        s = self.reader(); s.feed_data(b'abcd'); print(self.run_(s.readuntil((b'bcd', b'bc', b'c'))), bytes(s._buffer))
        s = self.reader(); s.feed_data(b'abcd'); print(self.run_(s.readuntil((b'abcd', b'b'))), bytes(s._buffer))
    def test_readuntil_tuple_shared_end(self):
        s = self.reader(); t = self.loop.create_task(s.readuntil((b'long sep', b'\r'))); self.loop.call_soon(s.feed_data, b'xlong se'); run_briefly(self.loop); s.feed_data(b'p\r'); print(self.run_(t), bytes(s._buffer))
    def test_readuntil_tuple_limit(self):
        s = self.reader(3); s.feed_data(b'some dataA'); 
        with self.assertRaises(asyncio.LimitOverrunError) as c: self.run_(s.readuntil((b'A', b'some dataA')))
        print(c.exception, c.exception.consumed)
        s = self.reader(8); s.feed_data(b'some dataA')
        with self.assertRaises(asyncio.LimitOverrunError) as c: self.run_(s.readuntil((b'A', b'ZZZ')))
        print(c.exception, c.exception.consumed)
    def test_readuntil_eof(self):
        s = self.reader(); d = b'some dataAA'; s.feed_data(d); s.feed_eof()
        with self.assertRaisesRegex(asyncio.IncompleteReadError, 'undefined expected bytes') as c: self.run_(s.readuntil(b'AAA'))
        self.assertEqual(c.exception.partial, d); self.assertIsNone(c.exception.expected); self.assertEqual(b'', s._buffer); print(c.exception)
    def test_readuntil_limit_sep(self):
        s = self.reader(3); s.feed_data(b'some dataAA')
        with self.assertRaisesRegex(asyncio.LimitOverrunError, 'not found') as c: self.run_(s.readuntil(b'AAA'))
        self.assertEqual(b'some dataAA', s._buffer); print(c.exception.consumed, c.exception); s.feed_data(b'A')
        with self.assertRaisesRegex(asyncio.LimitOverrunError, 'is found') as c: self.run_(s.readuntil(b'AAA'))
        self.assertEqual(b'some dataAAA', s._buffer); print(c.exception.consumed, c.exception)
    def test_readuntil_kinds(self):
        s = self.reader()
        for sep in ('x', 1, None, bytearray(b'q'), [b'a'], {b'a'}):
            s = self.reader(); s.feed_data(b'aqx'); s.feed_eof()
            try: print(sep, self.run_(s.readuntil(sep)))
            except Exception as e: print(sep, type(e).__name__, e)
    def test_readexactly_zero(self):
        s = self.reader(); s.feed_data(DATA); self.assertEqual(b'', self.run_(s.readexactly(0))); self.assertEqual(DATA, s._buffer)
        with self.assertRaisesRegex(ValueError, '^readexactly size can not be less than zero$'): self.run_(s.readexactly(-1))
    def test_readexactly(self):
        s = self.reader(); n = 2 * len(DATA); t = self.loop.create_task(s.readexactly(n))
        def cb(): [s.feed_data(DATA) for _ in range(3)]
        self.loop.call_soon(cb); self.assertEqual(DATA * 2, self.run_(t)); self.assertEqual(DATA, s._buffer)
    def test_readexactly_limit(self):
        s = self.reader(3); s.feed_data(b'chunk'); self.assertEqual(b'chunk', self.run_(s.readexactly(5))); self.assertEqual(b'', s._buffer)
    def test_readexactly_eof(self):
        s = self.reader(); n = 2 * len(DATA); t = self.loop.create_task(s.readexactly(n))
        def cb(): s.feed_data(DATA); s.feed_eof()
        self.loop.call_soon(cb)
        with self.assertRaises(asyncio.IncompleteReadError) as c: self.run_(t)
        self.assertEqual(c.exception.partial, DATA); self.assertEqual(c.exception.expected, n); self.assertEqual(str(c.exception), '18 bytes read on a total of 36 expected bytes'); self.assertEqual(b'', s._buffer)
    def test_readexactly_exception(self):
        s = self.reader(); s.feed_data(b'line\n'); self.run_(s.readexactly(2)); s.set_exception(ValueError()); self.assertRaises(ValueError, self.run_, s.readexactly(2))
    def test_exception(self):
        s = self.reader(); self.assertIsNone(s.exception()); e = ValueError(); s.set_exception(e); self.assertIs(s.exception(), e)
    def test_exception_waiter(self):
        s = self.reader()
        async def se(): s.set_exception(ValueError())
        t1 = self.loop.create_task(s.readline()); t2 = self.loop.create_task(se()); self.run_(asyncio.wait([t1, t2])); self.assertRaises(ValueError, t1.result)
    def test_exception_cancel(self):
        s = self.reader(); t = self.loop.create_task(s.readline()); run_briefly(self.loop); t.cancel(); run_briefly(self.loop); s.set_exception(RuntimeError('message')); run_briefly(self.loop); self.assertIs(s._waiter, None)
    def test_two_readers(self):
        s = self.reader(); t1 = self.loop.create_task(s.read(1)); t2 = self.loop.create_task(s.readline()); run_briefly(self.loop)
        with self.assertRaisesRegex(RuntimeError, r'called while another coroutine is already waiting for incoming data') as c: self.run_(t2)
        print(c.exception); t1.cancel(); run_briefly(self.loop)
        for f in ('read', 'readexactly', 'readuntil'):
            s = self.reader(); t1 = self.loop.create_task(s.read(1)); run_briefly(self.loop)
            try: self.run_(getattr(s, f)(5 if f != 'readuntil' else b'q'))
            except RuntimeError as e: print(e)
            t1.cancel(); run_briefly(self.loop)
    def test_feed_after_eof(self):
        s = self.reader(); s.feed_eof()
        with self.assertRaisesRegex(AssertionError, '^feed_data after feed_eof$'): s.feed_data(b'x')
    def test_waiter_set_by_hand(self):
        s = self.reader(); w = self.loop.create_future(); s._waiter = w; s.feed_data(b'x'); self.assertTrue(w.done()); self.assertIsNone(w.result())
        w = self.loop.create_future(); s._waiter = w; s.feed_eof(); self.assertTrue(w.done())
        w = self.loop.create_future(); s._waiter = w; e = ValueError(); s.set_exception(e); self.assertIs(w.exception(), e)
        w = self.loop.create_future(); w.cancel(); s._waiter = w; s.set_exception(e); self.assertIsNone(s._waiter)
    def test_pause_resume(self):
        s = self.reader(2); tr = mock.Mock(); s.set_transport(tr); self.assertFalse(s._paused); s.feed_data(b'12345'); tr.pause_reading.assert_called_once_with(); self.assertTrue(s._paused); s.feed_data(b'6'); self.assertEqual(tr.pause_reading.call_count, 1)
        self.assertEqual(self.run_(s.read(1)), b'1'); tr.resume_reading.assert_not_called(); self.run_(s.read(3)); tr.resume_reading.assert_called_once_with(); self.assertFalse(s._paused)
    def test_pause_notimplemented(self):
        s = self.reader(2); tr = mock.Mock(); tr.pause_reading.side_effect = NotImplementedError; s.set_transport(tr); s.feed_data(b'12345'); print(s._transport, s._paused)
    def test_paused_wait_resumes(self):
        s = self.reader(2); tr = mock.Mock(); s.set_transport(tr); s._paused = True; t = self.loop.create_task(s.read(1)); run_briefly(self.loop); tr.resume_reading.assert_called_once_with(); s.feed_data(b'z'); self.run_(t)
    def test_set_transport_twice(self):
        s = self.reader(); s.set_transport(mock.Mock())
        with self.assertRaisesRegex(AssertionError, '^Transport already set$'): s.set_transport(1)
    def test_repr(self):
        s = self.reader(); self.assertEqual('<StreamReader>', repr(s)); s.set_transport(None) if False else None
        s = asyncio.StreamReader(limit=123, loop=self.loop); self.assertEqual('<StreamReader limit=123>', repr(s)); s.feed_eof(); self.assertEqual('<StreamReader eof limit=123>', repr(s)); s = self.reader(); s.feed_data(b'data'); self.assertEqual('<StreamReader 4 bytes>', repr(s)); s.set_exception(ValueError('x')); print(repr(s)); s = self.reader(); s._waiter = self.loop.create_future(); print(repr(s)); s._waiter.set_result(None); s = self.reader(); tr = mock.Mock(); tr.__repr__ = mock.Mock(return_value='<T>'); s.set_transport(tr); print(repr(s)); s._paused = True; print(repr(s))
    def test_iter(self):
        s = self.reader(); s.feed_data(DATA); s.feed_eof()
        async def m(): return [x async for x in s]
        self.assertEqual(self.run_(m()), [b'line1\n', b'line2\n', b'line3\n'])
    def test_ctor_no_loop(self):
        with self.assertRaises(RuntimeError) as c: asyncio.StreamReader()
        print(c.exception)
        async def m(): return asyncio.StreamReader()
        s = self.run_(m()); self.assertIs(s._loop, self.loop); print(s._limit)
    def test_proto_no_loop(self):
        r = mock.Mock()
        with self.assertRaises(RuntimeError) as c: asyncio.StreamReaderProtocol(r)
        print(c.exception)
        async def m(): return asyncio.StreamReaderProtocol(r)
        self.assertIs(self.run_(m())._loop, self.loop)
    def test_errors_pickle(self):
        e = asyncio.IncompleteReadError(b'abc', 10)
        for p in range(pickle.HIGHEST_PROTOCOL + 1):
            e2 = pickle.loads(pickle.dumps(e, protocol=p)); self.assertEqual((str(e), e.partial, e.expected), (str(e2), e2.partial, e2.expected))
        e = asyncio.LimitOverrunError('message', 10)
        for p in range(pickle.HIGHEST_PROTOCOL + 1):
            e2 = pickle.loads(pickle.dumps(e, protocol=p)); self.assertEqual((str(e), e.consumed), (str(e2), e2.consumed))
        print(asyncio.IncompleteReadError.__mro__[1:3], asyncio.LimitOverrunError.__mro__[1:3], asyncio.SendfileNotAvailableError.__mro__[1], asyncio.InvalidStateError.__mro__[1], asyncio.TimeoutError, asyncio.CancelledError.__mro__[1], asyncio.BrokenBarrierError.__mro__[1], e.args)
    def test_limit_type(self):
        self.assertEqual(streams._DEFAULT_LIMIT, 65536); print(streams.__all__)
    def test_readuntil_eof_then(self):
        s = self.reader(); t = self.loop.create_task(s.readuntil(b'x')); self.loop.call_soon(s.feed_eof)
        with self.assertRaises(asyncio.IncompleteReadError) as c: self.run_(t)
        print(c.exception)
    def test_read_all_loops(self):
        s = self.reader(); t = self.loop.create_task(s.read()); run_briefly(self.loop); s.feed_data(b'a'); run_briefly(self.loop); s.feed_data(b'b'); run_briefly(self.loop); self.assertFalse(t.done()); s.feed_eof(); self.assertEqual(self.run_(t), b'ab')

class Proto(Case):
    def mk(self, cb=None, loop=None):
        r = asyncio.StreamReader(loop=self.loop); p = asyncio.StreamReaderProtocol(r, cb, loop=self.loop); return r, p
    def test_attrs(self):
        r, p = self.mk(); print(sorted(vars(p))); self.assertIs(p._stream_reader, r); self.assertIsInstance(p._stream_reader_wr, weakref.ref); print(p._source_traceback, p._over_ssl, p._reject_connection, p._closed, p._paused, p._connection_lost, len(p._drain_waiters))
    def test_weak(self):
        r, p = self.mk(); w = weakref.ref(r); del r; gc.collect(); self.assertIsNone(w()); self.assertIsNone(p._stream_reader); tr = mock.Mock(); tr.get_extra_info.return_value = None; p.connection_made(tr); p.data_received(b'x'); self.assertTrue(p.eof_received()); p.connection_lost(None)
    def test_strong_with_cb(self):
        r, p = self.mk(lambda r, w: None); w = weakref.ref(r); del r; gc.collect(); self.assertIsNotNone(w()); self.assertIs(p._strong_reader, w())
        tr = mock.Mock(); tr.get_extra_info.return_value = None; p.connection_made(tr); self.assertIsNone(p._strong_reader)
    def test_reader_collected_before_connect(self):
        r, p = self.mk(); tr = mock.Mock(); del r; gc.collect(); 
        self.loop.set_exception_handler(h := mock.Mock()); self.loop.set_debug(True) if False else None
        p._reject_connection = True; p.connection_made(tr); tr.abort.assert_called_once_with(); print(h.call_args[0][1]['message'])
    def test_made(self):
        r, p = self.mk(); tr = mock.Mock(); tr.get_extra_info.return_value = None; p.connection_made(tr); self.assertIs(p._transport, tr); self.assertIs(r._transport, tr); tr.get_extra_info.assert_called_with('sslcontext'); self.assertFalse(p._over_ssl)
        tr = mock.Mock(); tr.get_extra_info.return_value = 1; r, p = self.mk(); p.connection_made(tr); self.assertTrue(p._over_ssl); self.assertFalse(p.eof_received())
    def test_callback_coro_error(self):
        async def cb(r, w): raise ValueError('q')
        r, p = self.mk(cb); tr = mock.Mock(); tr.get_extra_info.return_value = None; self.loop.set_exception_handler(h := mock.Mock()); p.connection_made(tr); run_briefly(self.loop); run_briefly(self.loop); print(h.call_count, h.call_args[0][1]['message'], sorted(h.call_args[0][1])); tr.close.assert_called_once_with(); print(p._task)
    def test_callback_coro_cancelled(self):
        async def cb(r, w): await asyncio.sleep(5)
        r, p = self.mk(cb); tr = mock.Mock(); tr.get_extra_info.return_value = None; p.connection_made(tr); run_briefly(self.loop); p._task.cancel(); run_briefly(self.loop); run_briefly(self.loop); tr.close.assert_called_once_with()
    def test_lost(self):
        r, p = self.mk(); tr = mock.Mock(); tr.get_extra_info.return_value = None; p.connection_made(tr); p.connection_lost(None); self.assertTrue(r.at_eof()); self.assertTrue(p._closed.done()); self.assertIsNone(p._closed.result()); self.assertIsNone(p._transport); self.assertIsNone(p._stream_reader_wr); self.assertIsNone(p._stream_writer); self.assertIsNone(p._task) if hasattr(p, '_task') else None
    def test_lost_exc(self):
        r, p = self.mk(); tr = mock.Mock(); tr.get_extra_info.return_value = None; p.connection_made(tr); e = OSError(); p.connection_lost(e); self.assertIs(r.exception(), e); self.assertIs(p._closed.exception(), e)
    def test_lost_drain(self):
        r, p = self.mk(); tr = mock.Mock(); tr.get_extra_info.return_value = None; tr.is_closing.return_value = False; p.connection_made(tr); w = asyncio.StreamWriter(tr, p, r, self.loop); p.pause_writing(); t1 = self.loop.create_task(w.drain()); t2 = self.loop.create_task(w.drain()); run_briefly(self.loop); self.assertEqual(len(p._drain_waiters), 2); p.connection_lost(None); 
        res = self.loop.run_until_complete(asyncio.gather(t1, t2, return_exceptions=True)); print(res)
        with self.assertRaises(ConnectionResetError) as c: self.loop.run_until_complete(w.drain())
        print(c.exception)
    def test_lost_drain_exc(self):
        r, p = self.mk(); tr = mock.Mock(); tr.get_extra_info.return_value = None; tr.is_closing.return_value = False; p.connection_made(tr); w = asyncio.StreamWriter(tr, p, r, self.loop); p.pause_writing(); t1 = self.loop.create_task(w.drain()); run_briefly(self.loop); e = OSError(5); p.connection_lost(e); print(self.loop.run_until_complete(asyncio.gather(t1, return_exceptions=True))[0] is e); p._closed.exception()
    def test_pause_resume(self):
        r, p = self.mk(); tr = mock.Mock(); tr.is_closing.return_value = False; w = asyncio.StreamWriter(tr, p, r, self.loop); p.pause_writing(); self.assertTrue(p._paused); t = self.loop.create_task(w.drain()); run_briefly(self.loop); self.assertFalse(t.done()); p.resume_writing(); self.assertFalse(p._paused); self.assertIsNone(self.loop.run_until_complete(t)); self.assertEqual(len(p._drain_waiters), 0)
    def test_pause_twice(self):
        r, p = self.mk(); p.pause_writing()
        with self.assertRaises(AssertionError): p.pause_writing()
        p.resume_writing()
        with self.assertRaises(AssertionError): p.resume_writing()
    def test_drain_raises(self):
        r, p = self.mk(); tr = mock.Mock(); w = asyncio.StreamWriter(tr, p, r, self.loop); e = ValueError('z'); r.set_exception(e)
        with self.assertRaises(ValueError): self.loop.run_until_complete(w.drain())
        w2 = asyncio.StreamWriter(tr, p, None, self.loop); tr.is_closing.return_value = False; self.loop.run_until_complete(w2.drain())
    def test_drain_mock_proto(self):
        tr = mock.Mock(); pr = mock.Mock(); calls = []
        async def dh(): calls.append(1)
        pr._drain_helper = dh; pr._get_close_waiter = lambda s: None; tr.is_closing.return_value = False
        w = asyncio.StreamWriter(tr, pr, None, self.loop); self.loop.run_until_complete(w.drain()); self.assertEqual(calls, [1])
    def test_writer_repr(self):
        tr = mock.Mock(); tr.__repr__ = lambda s: '<T>'; pr = mock.Mock(); w = asyncio.StreamWriter(tr, pr, None, self.loop); print(repr(w)); r = asyncio.StreamReader(loop=self.loop); w = asyncio.StreamWriter(tr, pr, r, self.loop); print(repr(w))
    def test_wait_closed(self):
        r, p = self.mk(); tr = mock.Mock(); w = asyncio.StreamWriter(tr, p, r, self.loop); t = self.loop.create_task(w.wait_closed()); run_briefly(self.loop); self.assertFalse(t.done()); p._closed.set_result(None); self.loop.run_until_complete(t)
    def test_writer_del(self):
        r, p = self.mk(); tr = mock.Mock(); tr.is_closing.return_value = False; w = asyncio.StreamWriter(tr, p, r, self.loop)
        with warnings.catch_warnings(record=True) as ws:
            warnings.simplefilter('always'); del w; gc.collect()
        print([re.sub('0x[0-9a-f]+', '', str(x.message)) for x in ws], tr.close.called)
    def test_writer_del_closed_loop(self):
        r, p = self.mk(); tr = mock.Mock(); tr.is_closing.return_value = False; w = asyncio.StreamWriter(tr, p, r, self.loop); self.loop.close()
        with warnings.catch_warnings(record=True) as ws:
            warnings.simplefilter('always'); del w; gc.collect()
        print([str(x.message) for x in ws])
    def test_get_close_waiter(self):
        r, p = self.mk(); self.assertIs(p._get_close_waiter(None), p._closed)
    def test_replace_writer(self):
        r, p = self.mk(); w = mock.Mock(); p._replace_writer(w) if hasattr(p, '_replace_writer') else None; print(p._transport is w.transport, p._over_ssl)
    def test_replace_transport(self):
        print(hasattr(asyncio.StreamReaderProtocol, '_replace_transport'))
        r, p = self.mk(); 
        if hasattr(p, '_replace_transport'):
            t = mock.Mock(); t.get_extra_info.return_value = None; r._transport = t; p._replace_transport(t); self.assertIs(p._transport, t)
    def test_flow_mixin(self):
        m = streams.FlowControlMixin(loop=self.loop); self.assertFalse(m._paused); m.pause_writing(); t = self.loop.create_task(m._drain_helper()); run_briefly(self.loop); m.connection_lost(None)
        try: self.loop.run_until_complete(t); print('ok')
        except Exception as e: print(type(e), e)
        with self.assertRaises(NotImplementedError): m._get_close_waiter(None)
        with self.assertRaises(RuntimeError) as c: streams.FlowControlMixin()
        print(c.exception)
    def test_del_closed_exc(self):
        r, p = self.mk(); p._closed.set_exception(ValueError()); self.loop.set_exception_handler(h := mock.Mock()); del p, r; gc.collect(); print(h.call_count)
    def test_start_tls_reader(self):
        r, p = self.mk(); 
        p._on_reader_gc(None) if hasattr(p, '_on_reader_gc') else None; print(hasattr(p, '_on_reader_gc'))

class Real(unittest.IsolatedAsyncioTestCase):
    async def test_echo(self):
        async def h(r, w):
            d = await r.readline(); w.write(d.upper()); await w.drain(); w.close(); await w.wait_closed()
        s = await asyncio.start_server(h, '127.0.0.1', 0); r, w = await asyncio.open_connection(*s.sockets[0].getsockname()); w.write(b'hello\n'); self.assertEqual(await r.read(), b'HELLO\n'); w.close(); await w.wait_closed(); s.close(); await s.wait_closed()
    async def test_plain_callback(self):
        res = asyncio.get_running_loop().create_future()
        def h(r, w): res.set_result((r, w))
        s = await asyncio.start_server(h, '127.0.0.1', 0); r, w = await asyncio.open_connection(*s.sockets[0].getsockname()); a, b = await res; b.write(b'x'); self.assertEqual(await r.readexactly(1), b'x'); b.close(); w.close(); await w.wait_closed(); s.close()
    async def test_unix(self):
        with tempfile.TemporaryDirectory() as d:
            p = os.path.join(d, 's')
            async def h(r, w): w.write(await r.readuntil(b'.')); w.close()
            s = await asyncio.start_unix_server(h, p); r, w = await asyncio.open_unix_connection(p); w.write(b'ab.c'); self.assertEqual(await r.read(), b'ab.'); w.close(); s.close()
    async def test_read_all_from_pipe(self):
        rfd, wfd = os.pipe(); os.write(wfd, b'data'); loop = asyncio.get_running_loop()
        r = asyncio.StreamReader(limit=1, loop=loop); p = asyncio.StreamReaderProtocol(r, loop=loop); pipe = open(rfd, 'rb', 0); t, _ = await loop.connect_read_pipe(lambda: p, pipe); os.close(wfd); self.assertEqual(await r.read(), b'data'); t.close()
    async def test_connection_refused(self):
        with socket.socket() as s: s.bind(('127.0.0.1', 0)); port = s.getsockname()[1]
        with self.assertRaises(ConnectionRefusedError) as c: await asyncio.open_connection('127.0.0.1', port)
        print(str(c.exception).replace(str(port), 'P'))
    async def test_wait_closed_not_called(self):
        s = await asyncio.start_server(lambda r, w: w.close(), '127.0.0.1', 0); r, w = await asyncio.open_connection(*s.sockets[0].getsockname()); self.assertEqual(await r.read(), b''); w.close(); self.assertTrue(w.is_closing()); s.close()
    async def test_write_eof(self):
        async def h(r, w): d = await r.read(); w.write(d[::-1]); w.close()
        s = await asyncio.start_server(h, '127.0.0.1', 0); r, w = await asyncio.open_connection(*s.sockets[0].getsockname()); w.write(b'abc'); self.assertTrue(w.can_write_eof()); w.write_eof(); self.assertEqual(await r.read(), b'cba')
        with self.assertRaises(RuntimeError) as c: w.write(b'x')
        print(c.exception); w.close(); s.close()
    async def test_handler_exc(self):
        async def h(r, w): raise ValueError('in h')
        loop = asyncio.get_running_loop(); loop.set_exception_handler(m := mock.Mock()); s = await asyncio.start_server(h, '127.0.0.1', 0); r, w = await asyncio.open_connection(*s.sockets[0].getsockname()); self.assertEqual(await r.read(), b''); print(m.call_args[0][1]['message'], sorted(m.call_args[0][1])); w.close(); s.close()
    async def test_wait_closed_on_close(self):
        s = await asyncio.start_server(lambda r, w: None, '127.0.0.1', 0); r, w = await asyncio.open_connection(*s.sockets[0].getsockname()); w.close(); await w.wait_closed(); await w.wait_closed(); s.close(); s.close_clients(); 
    async def test_drain_after_close(self):
        s = await asyncio.start_server(lambda r, w: None, '127.0.0.1', 0); r, w = await asyncio.open_connection(*s.sockets[0].getsockname()); w.close()
        try: await w.drain(); print('ok')
        except Exception as e: print(type(e).__name__, e)
        s.close(); s.abort_clients()
    async def test_limit_passed(self):
        fut = asyncio.get_running_loop().create_future()
        s = await asyncio.start_server(lambda r, w: fut.set_result((r._limit, w)), '127.0.0.1', 0, limit=77); r, w = await asyncio.open_connection(*s.sockets[0].getsockname(), limit=88); l, w2 = await fut; print(l, r._limit); w.close(); w2.close(); s.close()


run_methods()
