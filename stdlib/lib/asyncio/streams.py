"""Streams: reading and writing connections with await."""
from collections import deque

import _asyncio
from _weakref import ref as _reference

from . import protocols
from .exceptions import CancelledError, IncompleteReadError, LimitOverrunError
from .tasks import sleep
from .lazy import lookup

__all__ = ("StreamReader", "StreamWriter", "StreamReaderProtocol", "open_connection", "start_server",
           "open_unix_connection", "start_unix_server")

_DEFAULT_LIMIT = 2 ** 16


async def open_connection(host=None, port=None, *, limit=_DEFAULT_LIMIT, **kwds):
    """Connects to host and port; returns a reader and a writer."""
    loop = _asyncio.get_running_loop()
    return await _open(loop, limit, lambda factory: loop.create_connection(factory, host, port, **kwds))


async def open_unix_connection(path=None, *, limit=_DEFAULT_LIMIT, **kwds):
    """Connects to a Unix socket; returns a reader and a writer."""
    loop = _asyncio.get_running_loop()
    return await _open(loop, limit, lambda factory: loop.create_unix_connection(factory, path, **kwds))


async def _open(loop, limit, connect):
    reader = StreamReader(limit=limit, loop=loop)
    protocol = StreamReaderProtocol(reader, loop=loop)
    transport, _ = await connect(lambda: protocol)
    return reader, StreamWriter(transport, protocol, reader, loop)


async def start_server(client_connected_cb, host=None, port=None, *, limit=_DEFAULT_LIMIT, **kwds):
    """Starts a server that calls `client_connected_cb(reader, writer)` for each connection, as a task if that is a
    coroutine."""
    loop = _asyncio.get_running_loop()
    return await loop.create_server(_factory(loop, limit, client_connected_cb), host, port, **kwds)


async def start_unix_server(client_connected_cb, path=None, *, limit=_DEFAULT_LIMIT, **kwds):
    """As `start_server`, on a Unix socket."""
    loop = _asyncio.get_running_loop()
    return await loop.create_unix_server(_factory(loop, limit, client_connected_cb), path, **kwds)


def _factory(loop, limit, client_connected_cb):
    def factory():
        reader = StreamReader(limit=limit, loop=loop)
        return StreamReaderProtocol(reader, client_connected_cb, loop=loop)
    return factory


class FlowControlMixin(protocols.Protocol):
    """Keeps `drain` waiting while the transport's buffer is full."""

    def __init__(self, loop=None):
        self._loop = _asyncio.get_event_loop() if loop is None else loop
        self._paused = False
        self._drain_waiters = deque()
        self._connection_lost = False

    def pause_writing(self):
        assert not self._paused
        self._paused = True

    def resume_writing(self):
        assert self._paused
        self._paused = False
        for waiter in self._drain_waiters:
            if not waiter.done():
                waiter.set_result(None)

    def connection_lost(self, exc):
        self._connection_lost = True
        if not self._paused:
            return
        for waiter in self._drain_waiters:
            if not waiter.done():
                if exc is None:
                    waiter.set_result(None)
                else:
                    waiter.set_exception(exc)

    async def _drain_helper(self):
        if self._connection_lost:
            raise ConnectionResetError("Connection lost")
        if not self._paused:
            return
        waiter = self._loop.create_future()
        self._drain_waiters.append(waiter)
        try:
            await waiter
        finally:
            self._drain_waiters.remove(waiter)

    def _get_close_waiter(self, stream):
        raise NotImplementedError


class StreamReaderProtocol(FlowControlMixin):
    """The protocol behind a reader and a writer. A native transport hands its data to the reader directly."""

    _source_traceback = None

    def __init__(self, stream_reader, client_connected_cb=None, loop=None):
        super().__init__(loop=loop)
        if stream_reader is not None:
            # Whoever reads keeps the reader: if nobody does, the connection ends.
            self._stream_reader_wr = _reference(stream_reader)
            self._source_traceback = stream_reader._source_traceback
        else:
            self._stream_reader_wr = None
        if client_connected_cb is not None:
            # A server's reader is nobody's before its callback has it.
            self._strong_reader = stream_reader
        self._reject_connection = False
        self._client_connected_cb = client_connected_cb
        self._over_ssl = False
        self._transport = None
        self._task = None
        self._closed = self._loop.create_future()

    @property
    def _stream_reader(self):
        return None if self._stream_reader_wr is None else self._stream_reader_wr()

    def connection_made(self, transport):
        if self._reject_connection:
            context = {"message": "An open stream was garbage collected prior to establishing network connection; "
                                  "call \"stream.close()\" explicitly."}
            if self._source_traceback:
                context["source_traceback"] = self._source_traceback
            self._loop.call_exception_handler(context)
            transport.abort()
            return
        self._transport = transport
        self._over_ssl = transport.get_extra_info("sslcontext") is not None
        reader = self._stream_reader
        if reader is not None:
            reader.set_transport(transport)
            if type(self).data_received is StreamReaderProtocol.data_received and hasattr(transport, "_set_reader"):
                transport._set_reader(reader)
        if self._client_connected_cb is not None:
            writer = StreamWriter(transport, self, reader, self._loop)
            try:
                result = self._client_connected_cb(reader, writer)
            except Exception as exc:
                self._loop.call_exception_handler({
                    "message": "Unhandled exception in client_connected_cb",
                    "exception": exc,
                    "transport": transport,
                })
                transport.close()
                self._strong_reader = None
                return
            if _asyncio.iscoroutine(result):
                self._task = self._loop.create_task(result)
                self._task.add_done_callback(lambda task: self._client_done(task, transport))
            self._strong_reader = None

    def _replace_transport(self, transport):
        self._transport = transport
        self._over_ssl = transport.get_extra_info("sslcontext") is not None
        if (reader := self._stream_reader) is not None:
            reader._replace_transport(transport)

    def _client_done(self, task, transport):
        if task.cancelled():
            transport.close()
        elif (exc := task.exception()) is not None:
            self._loop.call_exception_handler({
                "message": "Unhandled exception in client_connected_cb",
                "exception": exc,
                "transport": transport,
            })
            transport.close()

    def connection_lost(self, exc):
        reader = self._stream_reader
        if reader is not None:
            if exc is None:
                reader.feed_eof()
            else:
                reader.set_exception(exc)
        if not self._closed.done():
            if exc is None:
                self._closed.set_result(None)
            else:
                self._closed.set_exception(exc)
                self._closed._log_traceback = False  # the reader reports it
        super().connection_lost(exc)
        self._stream_reader_wr = None
        self._stream_writer = None
        self._strong_reader = None
        self._task = None
        self._transport = None

    def data_received(self, data):
        if (reader := self._stream_reader) is not None:
            reader.feed_data(data)

    def eof_received(self):
        if (reader := self._stream_reader) is not None:
            reader.feed_eof()
        # TLS cannot go on in one direction.
        return not self._over_ssl

    def _get_close_waiter(self, stream):
        return self._closed

    def __del__(self):
        # A failure of the connection that nobody waited for is the reader's to tell.
        closed = getattr(self, "_closed", None)
        if closed is not None and closed.done() and not closed.cancelled():
            closed.exception()


class StreamWriter:
    """The writing end of a connection."""

    def __init__(self, transport, protocol, reader, loop):
        self._transport = transport
        self._protocol = protocol
        assert reader is None or isinstance(reader, StreamReader)
        self._reader = reader
        self._loop = loop
        # A native transport knows if there is anything to wait for.
        own = getattr(type(protocol), "_drain_helper", None)
        if own is FlowControlMixin._drain_helper and hasattr(type(transport), "_is_flowing"):
            self._is_flowing = transport._is_flowing
        else:
            self._is_flowing = None

    def __repr__(self):
        reader = "" if self._reader is None else f" reader={self._reader!r}"
        return f"<{self.__class__.__name__} transport={self._transport!r}{reader}>"

    @property
    def transport(self):
        """The transport."""
        return self._transport

    def write(self, data):
        """Sends data, or buffers it if that would block."""
        self._transport.write(data)

    def writelines(self, data):
        """Sends several pieces of data."""
        self._transport.writelines(data)

    def write_eof(self):
        """Sends the end of the stream; reading goes on."""
        return self._transport.write_eof()

    def can_write_eof(self):
        return self._transport.can_write_eof()

    def close(self):
        """Closes the connection when what is buffered has been sent."""
        return self._transport.close()

    def is_closing(self):
        return self._transport.is_closing()

    async def wait_closed(self):
        """Waits until the connection is closed."""
        await self._protocol._get_close_waiter(self)

    def get_extra_info(self, name, default=None):
        """'peername', 'sockname' or 'socket'."""
        return self._transport.get_extra_info(name, default)

    async def drain(self):
        """Waits while more is buffered than the high-water mark."""
        if self._is_flowing is not None and not self._protocol._paused and self._is_flowing(self._reader):
            return
        if self._reader is not None and (exc := self._reader.exception()) is not None:
            raise exc
        if self._transport.is_closing():
            # Lets connection_lost() be called, so that the loss is told now.
            await sleep(0)
        await self._protocol._drain_helper()

    async def start_tls(self, sslcontext, *, server_hostname=None, ssl_handshake_timeout=None,
                        ssl_shutdown_timeout=None):
        """Begins TLS on the connection, which goes on with the same reader and writer."""
        protocol = self._protocol
        await self.drain()
        transport = await self._loop.start_tls(
            self._transport, protocol, sslcontext, server_side=protocol._client_connected_cb is not None,
            server_hostname=server_hostname, ssl_handshake_timeout=ssl_handshake_timeout,
            ssl_shutdown_timeout=ssl_shutdown_timeout)
        self._transport = transport
        self._is_flowing = None
        protocol._replace_transport(transport)

    def __del__(self):
        if not self._transport.is_closing():
            import warnings
            if self._loop.is_closed():
                warnings.warn("loop is closed", ResourceWarning)
            else:
                self.close()
                warnings.warn(f"unclosed {self!r}", ResourceWarning)


class StreamReader(_asyncio._StreamReader):
    """The reading end of a connection. The buffer is native."""

    _source_traceback = None

    def __init__(self, limit=_DEFAULT_LIMIT, loop=None):
        super().__init__(limit, loop)
        if self._loop.get_debug():
            from .format_helpers import extract_stack
            import sys
            self._source_traceback = extract_stack(sys._getframe(1))

    async def read(self, n=-1):
        """Up to n bytes, as soon as there are some; with -1 everything up to the end. b"" at the end."""
        if n < 0:
            blocks = []
            while block := await self.read(_DEFAULT_LIMIT):
                blocks.append(block)
            return b"".join(blocks)
        try:
            while (data := self._read(n)) is None:
                await self._wait_for_data("read")
        except (CancelledError, GeneratorExit):
            # Nobody waits any more.
            self._waiter = None
            raise
        return data

    async def readexactly(self, n):
        """Exactly n bytes, or IncompleteReadError."""
        try:
            while (data := self._read_exactly(n)) is None:
                await self._wait_for_data("readexactly")
        except (CancelledError, GeneratorExit):
            self._waiter = None
            raise
        return data

    async def readuntil(self, separator=b"\n"):
        """Up to and including the separator, or the first of a tuple of separators to be completed."""
        if not isinstance(separator, tuple):
            separator = (separator,)
        elif not separator:
            raise ValueError("Separator should contain at least one element")
        try:
            while (data := self._read_until(separator)) is None:
                await self._wait_for_data("readuntil")
        except (CancelledError, GeneratorExit):
            self._waiter = None
            raise
        return data

    async def readline(self):
        r"""A line with its "\n"; what there is if the stream ends before."""
        try:
            while (data := self._read_until((b"\n",))) is None:
                await self._wait_for_data("readuntil")
            return data
        except (CancelledError, GeneratorExit):
            self._waiter = None
            raise
        except IncompleteReadError as exc:
            return exc.partial
        except LimitOverrunError as exc:
            _asyncio._drop_consumed(self, exc.consumed, b"\n")
            raise ValueError(exc.args[0])

    def _replace_transport(self, transport):
        assert self._transport is not None, "Transport not set"
        self._transport = transport

    def __aiter__(self):
        return self

    async def __anext__(self):
        line = await self.readline()
        if line == b"":
            raise StopAsyncIteration
        return line


__getattr__ = lookup(__name__, "collections socket sys warnings weakref coroutines events exceptions format_helpers protocols")
