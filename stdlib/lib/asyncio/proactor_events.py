"""A loop over a proactor, and its transports. A proactor is asked for whole operations, as completion ports of Windows
are: `proactor.recv(sock, n)` and its like return futures. There is none for this system; a program may bring its own.

A transport has at most one operation of reading and one of writing under way, whose futures call its next step.
"""
import os
import signal
import socket
import threading
from collections import deque

from . import base_events, constants, protocols, sslproto, transports, trsock
from .exceptions import CancelledError, SendfileNotAvailableError
from .futures import _set_result_unless_cancelled
from .lazy import lookup
from .log import logger

__all__ = ("BaseProactorEventLoop",)


def _set_socket_extra(transport, sock):
    """Has a transport know its socket and the addresses of both ends."""
    extra = transport._extra
    extra["socket"] = trsock.TransportSocket(sock)
    try:
        extra["sockname"] = sock.getsockname()
    except OSError:
        if transport._loop.get_debug():
            logger.warning("getsockname() failed on %r", sock, exc_info=True)
    if "peername" not in extra:
        try:
            extra["peername"] = sock.getpeername()
        except OSError:
            extra["peername"] = None


def _no_bytes(data):
    return not isinstance(data, (bytes, bytearray, memoryview))


class _ProactorBasePipeTransport(transports._FlowControlMixin, transports.BaseTransport):
    """What all have."""

    _empty_waiter = None

    def __init__(self, loop, sock, protocol, waiter=None, extra=None, server=None):
        super().__init__(extra, loop)
        self._set_extra(sock)
        self._sock = sock
        self.set_protocol(protocol)
        self._server = server
        # What waits to be written, None if nothing does.
        self._buffer = None
        self._read_fut = self._write_fut = None
        self._pending_write = 0  # bytes that the operation under way writes
        self._conn_lost = 0
        self._closing = False
        self._called_connection_lost = False
        self._eof_written = False
        if server is not None:
            server._attach(self)
        loop.call_soon(self._protocol.connection_made, self)
        if waiter is not None:
            # connection_made() comes first.
            loop.call_soon(_set_result_unless_cancelled, waiter, None)

    def __repr__(self):
        info = [self.__class__.__name__]
        if self._sock is None:
            info.append("closed")
        elif self._closing:
            info.append("closing")
        if self._sock is not None:
            info.append(f"fd={self._sock.fileno()}")
        if self._read_fut is not None:
            info.append(f"read={self._read_fut!r}")
        if self._write_fut is not None:
            info.append(f"write={self._write_fut!r}")
        if self._buffer:
            info.append(f"write_bufsize={len(self._buffer)}")
        if self._eof_written:
            info.append("EOF written")
        return f"<{' '.join(info)}>"

    def __del__(self):
        if self._sock is not None:
            import warnings
            warnings.warn(f"unclosed transport {self!r}", ResourceWarning, source=self)
            self._sock.close()

    def _set_extra(self, sock):
        self._extra["pipe"] = sock

    def set_protocol(self, protocol):
        self._protocol = protocol

    def get_protocol(self):
        return self._protocol

    def is_closing(self):
        return self._closing

    def close(self):
        """Closes once what is buffered has been written."""
        if self._closing:
            return
        self._closing = True
        if not self._buffer and self._write_fut is None:
            self._conn_lost += 1
            self._loop.call_soon(self._call_connection_lost, None)
        self._end_reading()

    def abort(self):
        """Closes at once."""
        self._force_close(None)

    def _end_reading(self):
        if self._read_fut is not None:
            self._read_fut.cancel()
            self._read_fut = None

    def _fatal_error(self, exc, message="Fatal error on pipe transport"):
        try:
            if not isinstance(exc, OSError):
                self._loop.call_exception_handler({
                    "message": message,
                    "exception": exc,
                    "transport": self,
                    "protocol": self._protocol,
                })
            elif self._loop.get_debug():
                logger.debug("%r: %s", self, message, exc_info=True)
        finally:
            self._force_close(exc)

    def _force_close(self, exc):
        waiter = self._empty_waiter
        if waiter is not None and not waiter.done():
            if exc is None:
                waiter.set_result(None)
            else:
                waiter.set_exception(exc)
        if self._closing and self._called_connection_lost:
            return
        self._closing = True
        self._conn_lost += 1
        if self._write_fut is not None:
            self._write_fut.cancel()
            self._write_fut = None
        self._end_reading()
        self._pending_write = 0
        self._buffer = None
        self._loop.call_soon(self._call_connection_lost, exc)

    def _call_connection_lost(self, exc):
        if self._called_connection_lost:
            return
        try:
            self._protocol.connection_lost(exc)
        finally:
            sock, self._sock = self._sock, None
            # What reads from it elsewhere is to end too.
            if hasattr(sock, "shutdown") and sock.fileno() != -1:
                sock.shutdown(socket.SHUT_RDWR)
            sock.close()
            server, self._server = self._server, None
            if server is not None:
                server._detach(self)
            self._called_connection_lost = True

    def get_write_buffer_size(self):
        return self._pending_write + (len(self._buffer) if self._buffer is not None else 0)


class _ProactorReadPipeTransport(_ProactorBasePipeTransport, transports.ReadTransport):
    """Reads."""

    def __init__(self, loop, sock, protocol, waiter=None, extra=None, server=None, buffer_size=65536):
        # How much came in while reading was paused; -1 for nothing.
        self._pending_data_length = -1
        self._paused = True
        super().__init__(loop, sock, protocol, waiter, extra, server)
        self._data = bytearray(buffer_size)
        self._loop.call_soon(self._loop_reading)
        self._paused = False

    def is_reading(self):
        return not self._paused and not self._closing

    def pause_reading(self):
        if self._closing or self._paused:
            return
        # The read under way goes on: what it brings is kept.
        self._paused = True
        if self._loop.get_debug():
            logger.debug("%r pauses reading", self)

    def resume_reading(self):
        if self._closing or not self._paused:
            return
        self._paused = False
        if self._read_fut is None:
            self._loop.call_soon(self._loop_reading, None)
        length, self._pending_data_length = self._pending_data_length, -1
        if length > -1:
            # After the caller has returned, and before the next read's.
            self._loop.call_soon(self._data_received, self._data[:length], length)
        if self._loop.get_debug():
            logger.debug("%r resumes reading", self)

    def _eof_received(self):
        if self._loop.get_debug():
            logger.debug("%r received EOF", self)
        try:
            keep_open = self._protocol.eof_received()
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            self._fatal_error(exc, "Fatal error: protocol.eof_received() call failed.")
            return
        if not keep_open:
            self.close()

    def _data_received(self, data, length):
        if self._paused:
            assert self._pending_data_length == -1
            self._pending_data_length = length
        elif length == 0:
            self._eof_received()
        elif isinstance(self._protocol, protocols.BufferedProtocol):
            try:
                protocols._feed_data_to_buffered_proto(self._protocol, data)
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException as exc:
                self._fatal_error(exc, "Fatal error: protocol.buffer_updated() call failed.")
        else:
            self._protocol.data_received(data)

    def _loop_reading(self, fut=None):
        """Takes what a read has brought, and begins the next one."""
        length = -1
        data = None
        try:
            if fut is not None:
                assert self._read_fut is fut or (self._read_fut is None and self._closing)
                self._read_fut = None
                if fut.done():
                    length = fut.result()
                    if length == 0:
                        return
                    # A copy: the next read fills the buffer anew.
                    data = bytes(memoryview(self._data)[:length])
                else:
                    fut.cancel()
            if self._closing:
                return
            if not self._paused:
                self._read_fut = self._loop._proactor.recv_into(self._sock, self._data)
        except ConnectionAbortedError as exc:
            if not self._closing:
                self._fatal_error(exc, "Fatal read error on pipe transport")
            elif self._loop.get_debug():
                logger.debug("Read error on pipe transport while closing", exc_info=True)
        except ConnectionResetError as exc:
            self._force_close(exc)
        except OSError as exc:
            self._fatal_error(exc, "Fatal read error on pipe transport")
        except CancelledError:
            if not self._closing:
                raise
        else:
            if not self._paused:
                self._read_fut.add_done_callback(self._loop_reading)
        finally:
            if length > -1:
                self._data_received(data, length)


class _ProactorBaseWritePipeTransport(_ProactorBasePipeTransport, transports.WriteTransport):
    """Writes."""

    _start_tls_compatible = True

    def __init__(self, *args, **kw):
        super().__init__(*args, **kw)
        self._empty_waiter = None

    def write(self, data):
        if _no_bytes(data):
            raise TypeError(f"data argument must be a bytes-like object, not {type(data).__name__}")
        if self._eof_written:
            raise RuntimeError("write_eof() already called")
        if self._empty_waiter is not None:
            raise RuntimeError("unable to write; sendfile is in progress")
        if not data:
            return
        if self._conn_lost:
            if self._conn_lost >= constants.LOG_THRESHOLD_FOR_CONNLOST_WRITES:
                logger.warning("socket.send() raised exception.")
            self._conn_lost += 1
        elif self._write_fut is None:
            assert self._buffer is None
            # The caller may change what it passed.
            self._loop_writing(data=bytes(data))
        else:
            if not self._buffer:
                self._buffer = bytearray(data)
            else:
                self._buffer.extend(data)
            self._maybe_pause_protocol()

    def _loop_writing(self, f=None, data=None):
        """Begins to write data, or what is buffered once the write f has ended."""
        try:
            if f is not None and self._write_fut is None and self._closing:
                # Closed by force before the write ended.
                return
            assert f is self._write_fut
            self._write_fut = None
            self._pending_write = 0
            if f:
                f.result()
            if data is None:
                data, self._buffer = self._buffer, None
            if not data:
                if self._closing:
                    self._conn_lost += 1
                    self._loop.call_soon(self._call_connection_lost, None)
                if self._eof_written:
                    self._sock.shutdown(socket.SHUT_WR)
                # Now that nothing is left to be written, whatever happens to the next write.
                self._maybe_resume_protocol()
            else:
                self._write_fut = self._loop._proactor.send(self._sock, data)
                if self._write_fut.done():
                    self._write_fut.add_done_callback(self._loop_writing)
                else:
                    assert self._pending_write == 0
                    self._pending_write = len(data)
                    self._write_fut.add_done_callback(self._loop_writing)
                    self._maybe_pause_protocol()
            if self._empty_waiter is not None and self._write_fut is None:
                self._empty_waiter.set_result(None)
        except ConnectionResetError as exc:
            self._force_close(exc)
        except OSError as exc:
            self._fatal_error(exc, "Fatal write error on pipe transport")

    def can_write_eof(self):
        return True

    def write_eof(self):
        self.close()

    def _make_empty_waiter(self):
        """A future that is done once nothing is left to be written."""
        if self._empty_waiter is not None:
            raise RuntimeError("Empty waiter is already set")
        self._empty_waiter = self._loop.create_future()
        if self._write_fut is None:
            self._empty_waiter.set_result(None)
        return self._empty_waiter

    def _reset_empty_waiter(self):
        self._empty_waiter = None


class _ProactorWritePipeTransport(_ProactorBaseWritePipeTransport):
    """Writes to a pipe, and reads from it only to learn that the other end is closed."""

    def __init__(self, *args, **kw):
        super().__init__(*args, **kw)
        self._read_fut = self._loop._proactor.recv(self._sock, 16)
        self._read_fut.add_done_callback(self._pipe_closed)

    def _pipe_closed(self, fut):
        if fut.cancelled():
            return
        assert fut.result() == b""
        if self._closing:
            assert self._read_fut is None
            return
        assert fut is self._read_fut, (fut, self._read_fut)
        self._read_fut = None
        if self._write_fut is not None:
            self._force_close(BrokenPipeError())
        else:
            self.close()


class _ProactorDatagramTransport(_ProactorBasePipeTransport, transports.DatagramTransport):
    """Sends and receives datagrams."""

    max_size = 256 * 1024

    # What a datagram takes in the buffer beside its bytes.
    _header_size = 8

    def __init__(self, loop, sock, protocol, address=None, waiter=None, extra=None):
        self._address = address
        self._buffer_size = 0
        super().__init__(loop, sock, protocol, waiter=waiter, extra=extra)
        self._buffer = deque()
        self._loop.call_soon(self._loop_reading)

    def _set_extra(self, sock):
        _set_socket_extra(self, sock)

    def get_write_buffer_size(self):
        return self._buffer_size

    def _force_close(self, exc):
        self._buffer_size = 0
        super()._force_close(exc)

    def sendto(self, data, addr=None):
        if _no_bytes(data):
            raise TypeError("data argument must be bytes-like object (%r)", type(data))
        if self._address is not None and addr not in (None, self._address):
            raise ValueError(f"Invalid address: must be None or {self._address}")
        if self._conn_lost and self._address:
            if self._conn_lost >= constants.LOG_THRESHOLD_FOR_CONNLOST_WRITES:
                logger.warning("socket.sendto() raised exception.")
            self._conn_lost += 1
            return
        self._buffer.append((bytes(data), addr))
        self._buffer_size += len(data) + self._header_size
        if self._write_fut is None:
            self._loop_writing()
        self._maybe_pause_protocol()

    def _loop_writing(self, fut=None):
        """Begins to send the next datagram once the sending fut has ended."""
        try:
            if self._conn_lost:
                return
            assert fut is self._write_fut
            self._write_fut = None
            if fut:
                fut.result()
            if not self._buffer:
                if self._closing:
                    self._conn_lost += 1
                    self._loop.call_soon(self._call_connection_lost, None)
                return
            data, addr = self._buffer.popleft()
            self._buffer_size -= len(data) + self._header_size
            if self._address is not None:
                self._write_fut = self._loop._proactor.send(self._sock, data)
            else:
                self._write_fut = self._loop._proactor.sendto(self._sock, data, addr=addr)
        except OSError as exc:
            self._protocol.error_received(exc)
            # No end of a write leads to the next one here.
            if self._buffer or self._closing:
                self._loop.call_soon(self._write_next)
            else:
                self._maybe_resume_protocol()
        except Exception as exc:
            self._fatal_error(exc, "Fatal write error on datagram transport")
        else:
            self._write_fut.add_done_callback(self._loop_writing)
            self._maybe_resume_protocol()

    def _write_next(self):
        """Goes on after a write that failed, unless the protocol has written since it heard of that."""
        if self._write_fut is None:
            self._loop_writing()

    def _loop_reading(self, fut=None):
        """Takes a datagram that has been received, and begins to receive the next one."""
        data = None
        try:
            if self._closing:
                return
            assert self._read_fut is fut
            self._read_fut = None
            if fut is not None:
                received = fut.result()
                data, addr = (received, self._address) if self._address is not None else received
            if self._address is not None:
                self._read_fut = self._loop._proactor.recv(self._sock, self.max_size)
            else:
                self._read_fut = self._loop._proactor.recvfrom(self._sock, self.max_size)
        except ConnectionResetError as exc:
            # Somebody does not listen whom the socket has sent something: others may.
            self._protocol.error_received(exc)
            if not self._closing:
                self._loop.call_soon(self._loop_reading)
        except OSError as exc:
            self._protocol.error_received(exc)
        except CancelledError:
            if not self._closing:
                raise
        else:
            if self._read_fut is not None:
                self._read_fut.add_done_callback(self._loop_reading)
        finally:
            if data:
                self._protocol.datagram_received(data, addr)


class _ProactorDuplexPipeTransport(_ProactorReadPipeTransport, _ProactorBaseWritePipeTransport, transports.Transport):
    """Reads and writes one pipe."""

    def can_write_eof(self):
        return False

    def write_eof(self):
        raise NotImplementedError


class _ProactorSocketTransport(_ProactorReadPipeTransport, _ProactorBaseWritePipeTransport, transports.Transport):
    """Reads and writes a connected socket."""

    _sendfile_compatible = constants._SendfileMode.TRY_NATIVE

    def __init__(self, loop, sock, protocol, waiter=None, extra=None, server=None):
        super().__init__(loop, sock, protocol, waiter, extra, server)
        base_events._set_nodelay(sock)

    def _set_extra(self, sock):
        _set_socket_extra(self, sock)

    def can_write_eof(self):
        return True

    def write_eof(self):
        """Closes the writing end, once what is buffered has been written."""
        if self._closing or self._eof_written:
            return
        self._eof_written = True
        if self._write_fut is None:
            self._sock.shutdown(socket.SHUT_WR)


class BaseProactorEventLoop(base_events.BaseEventLoop):
    """A loop whose operations on sockets are those of a proactor, which it also waits with."""

    def __init__(self, proactor):
        super().__init__()
        logger.debug("Using proactor: %s", proactor.__class__.__name__)
        self._proactor = self._selector = proactor
        self._self_reading_future = None
        # By the descriptors of listening sockets.
        self._accept_futures = {}
        proactor.set_loop(self)
        self._make_self_pipe()
        if _is_main_thread():
            signal.set_wakeup_fd(self._csock.fileno())

    def close(self):
        """Frees what the loop holds; it cannot run again."""
        if self.is_running():
            raise RuntimeError("Cannot close a running event loop")
        if self.is_closed():
            return
        if _is_main_thread():
            signal.set_wakeup_fd(-1)
        self._stop_accept_futures()
        self._close_self_pipe()
        self._proactor.close()
        self._proactor = self._selector = None
        super().close()

    # Transports.

    def _make_socket_transport(self, sock, protocol, waiter=None, extra=None, server=None):
        return _ProactorSocketTransport(self, sock, protocol, waiter, extra, server)

    def _make_ssl_transport(self, rawsock, protocol, sslcontext, waiter=None, *, server_side=False,
                            server_hostname=None, extra=None, server=None, ssl_handshake_timeout=None,
                            ssl_shutdown_timeout=None):
        tls = sslproto.SSLProtocol(self, protocol, sslcontext, waiter, server_side, server_hostname,
                                   ssl_handshake_timeout=ssl_handshake_timeout,
                                   ssl_shutdown_timeout=ssl_shutdown_timeout)
        _ProactorSocketTransport(self, rawsock, tls, extra=extra, server=server)
        return tls._app_transport

    def _make_datagram_transport(self, sock, protocol, address=None, waiter=None, extra=None):
        return _ProactorDatagramTransport(self, sock, protocol, address, waiter, extra)

    def _make_duplex_pipe_transport(self, sock, protocol, waiter=None, extra=None):
        return _ProactorDuplexPipeTransport(self, sock, protocol, waiter, extra)

    def _make_read_pipe_transport(self, sock, protocol, waiter=None, extra=None):
        return _ProactorReadPipeTransport(self, sock, protocol, waiter, extra)

    def _make_write_pipe_transport(self, sock, protocol, waiter=None, extra=None):
        return _ProactorWritePipeTransport(self, sock, protocol, waiter, extra)

    # Plain sockets.

    async def sock_recv(self, sock, n):
        """Receives up to n bytes."""
        return await self._proactor.recv(sock, n)

    async def sock_recv_into(self, sock, buf):
        """Receives into a buffer; returns the number of bytes."""
        return await self._proactor.recv_into(sock, buf)

    async def sock_recvfrom(self, sock, bufsize):
        """Receives a datagram; returns it and the sender's address."""
        return await self._proactor.recvfrom(sock, bufsize)

    async def sock_recvfrom_into(self, sock, buf, nbytes=0):
        """Receives a datagram into a buffer; returns the number of bytes and the sender's address."""
        return await self._proactor.recvfrom_into(sock, buf, nbytes or len(buf))

    async def sock_sendall(self, sock, data):
        """Sends all of data."""
        return await self._proactor.send(sock, data)

    async def sock_sendto(self, sock, data, address):
        """Sends a datagram."""
        return await self._proactor.sendto(sock, data, 0, address)

    async def sock_connect(self, sock, address):
        """Connects."""
        base_events._check_nonblocking(self, sock)
        return await self._proactor.connect(sock, address)

    async def sock_accept(self, sock):
        """Accepts a connection; returns its socket and the peer's address."""
        return await self._proactor.accept(sock)

    async def _sock_sendfile_native(self, sock, file, offset, count):
        import io
        try:
            size = os.fstat(file.fileno()).st_size
        except (AttributeError, io.UnsupportedOperation, OSError):
            raise SendfileNotAvailableError("not a regular file") from None
        # A proactor takes no more at once.
        block = min(count or size, 0xffff_ffff)
        if not block:
            return 0
        end = min(offset + count, size) if count else size
        offset = min(offset, size)
        total = 0
        try:
            while (part := min(end - offset, block)) > 0:
                await self._proactor.sendfile(sock, file, offset, part)
                offset += part
                total += part
            return total
        finally:
            file.seek(offset)

    async def _sendfile_native(self, transp, file, offset, count):
        return await base_events._sendfile_between(self, transp, file, offset, count)

    # The loop's own pipe, by which other threads and signals wake it.

    def _make_self_pipe(self):
        self._ssock, self._csock = socket.socketpair()
        self._ssock.setblocking(False)
        self._csock.setblocking(False)
        self._internal_fds += 1

    def _close_self_pipe(self):
        if self._self_reading_future is not None:
            self._self_reading_future.cancel()
            self._self_reading_future = None
        self._ssock.close()
        self._csock.close()
        self._ssock = self._csock = None
        self._internal_fds -= 1

    def _loop_self_reading(self, f=None):
        """Reads from the pipe again and again. f is the read that has ended, None at the beginning."""
        try:
            if f is not None:
                f.result()
            if self._self_reading_future is not f:
                # Another read has been begun, by a new run of the loop.
                return
            f = self._proactor.recv(self._ssock, 4096)
        except CancelledError:
            return
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            self.call_exception_handler({
                "message": "Error on reading from the event loop self pipe",
                "exception": exc,
                "loop": self,
            })
        else:
            self._self_reading_future = f
            f.add_done_callback(self._loop_self_reading)

    def _write_to_self(self):
        csock = self._csock
        if csock is None:
            return
        try:
            csock.send(b"\0")
        except OSError:
            if self._debug:
                logger.debug("Fail to write a null byte into the self-pipe socket", exc_info=True)

    def _process_events(self, event_list):
        # The proactor's futures call back by themselves.
        pass

    # Servers.

    def _start_serving(self, protocol_factory, sock, sslcontext=None, server=None, backlog=100,
                       ssl_handshake_timeout=None, ssl_shutdown_timeout=None):
        def serve(conn, addr):
            if self._debug:
                logger.debug("%r got a new connection from %r: %r", server, addr, conn)
            protocol = protocol_factory()
            extra = {"peername": addr}
            if sslcontext is None:
                self._make_socket_transport(conn, protocol, extra=extra, server=server)
            else:
                self._make_ssl_transport(conn, protocol, sslcontext, server_side=True, extra=extra, server=server,
                                         ssl_handshake_timeout=ssl_handshake_timeout,
                                         ssl_shutdown_timeout=ssl_shutdown_timeout)

        def accept(f=None):
            try:
                if f is not None:
                    serve(*f.result())
                if self.is_closed():
                    return
                f = self._proactor.accept(sock)
            except OSError as exc:
                if sock.fileno() != -1:
                    self.call_exception_handler({
                        "message": "Accept failed on a socket",
                        "exception": exc,
                        "socket": trsock.TransportSocket(sock),
                    })
                    sock.close()
                elif self._debug:
                    logger.debug("Accept failed on socket %r", sock, exc_info=True)
            except CancelledError:
                sock.close()
            else:
                self._accept_futures[sock.fileno()] = f
                f.add_done_callback(accept)

        self.call_soon(accept)

    def _stop_accept_futures(self):
        for future in self._accept_futures.values():
            future.cancel()
        self._accept_futures.clear()

    def _stop_serving(self, sock):
        future = self._accept_futures.pop(sock.fileno(), None)
        if future:
            future.cancel()
        self._proactor._stop_serving(sock)
        sock.close()


def _is_main_thread():
    return threading.current_thread() is threading.main_thread()


__getattr__ = lookup(__name__, "io warnings futures exceptions")
