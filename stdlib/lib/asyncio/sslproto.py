"""TLS between a transport and a protocol.

`SSLProtocol` is the protocol of the transport below, and hands what it decrypts to the program's protocol, whose
transport is a `_SSLProtocolTransport`. The connection itself is an `ssl.SSLObject` between two buffers.
"""
import collections
import enum
import ssl

import _asyncio

from . import constants, exceptions, protocols, transports
from .lazy import lookup
from .log import logger

# In bytes: what is read at a time where the transport leaves that open; a few records.
_READ_SIZE = 64 * 1024

# The call cannot go on before the peer has said more.
SSLAgainErrors = (ssl.SSLWantReadError, ssl.SSLSyscallError)


class SSLProtocolState(enum.Enum):
    """How far a connection is."""

    UNWRAPPED = "UNWRAPPED"
    DO_HANDSHAKE = "DO_HANDSHAKE"
    WRAPPED = "WRAPPED"
    FLUSHING = "FLUSHING"
    SHUTDOWN = "SHUTDOWN"


class AppProtocolState(enum.Enum):
    """What the program's protocol has been told."""

    STATE_INIT = "STATE_INIT"
    STATE_CON_MADE = "STATE_CON_MADE"
    STATE_EOF = "STATE_EOF"
    STATE_CON_LOST = "STATE_CON_LOST"


# Where a connection can go from each state; it can always be given up, which is UNWRAPPED.
_NEXT_STATE = {
    SSLProtocolState.UNWRAPPED: SSLProtocolState.DO_HANDSHAKE,
    SSLProtocolState.DO_HANDSHAKE: SSLProtocolState.WRAPPED,
    SSLProtocolState.WRAPPED: SSLProtocolState.FLUSHING,
    SSLProtocolState.FLUSHING: SSLProtocolState.SHUTDOWN,
}


def _create_transport_context(server_side, server_hostname):
    """The settings where the program has given none."""
    if server_side:
        raise ValueError("Server side SSL needs a valid SSLContext")
    sslcontext = ssl.create_default_context()
    if not server_hostname:
        sslcontext.check_hostname = False
    return sslcontext


def add_flowcontrol_defaults(high, low, kb):
    """The limits of a buffer, in bytes; `kb` is the high one where none is given."""
    if high is None:
        high = kb * 1024 if low is None else 4 * low
    if low is None:
        low = high // 4
    if not high >= low >= 0:
        raise ValueError(f"high ({high!r}) must be >= low ({low!r}) must be >= 0")
    return high, low


class _SSLProtocolTransport(transports._FlowControlMixin, transports.Transport):
    """What the program's protocol writes to."""

    _start_tls_compatible = True
    _sendfile_compatible = constants._SendfileMode.FALLBACK

    def __init__(self, loop, ssl_protocol):
        self._loop = loop
        self._ssl_protocol = ssl_protocol
        self._closed = False

    def get_extra_info(self, name, default=None):
        return self._ssl_protocol._get_extra_info(name, default)

    def set_protocol(self, protocol):
        self._ssl_protocol._set_app_protocol(protocol)

    def get_protocol(self):
        return self._ssl_protocol._app_protocol

    def is_closing(self):
        return self._closed or self._ssl_protocol._is_transport_closing()

    def __del__(self):
        if not self._closed:
            self._closed = True
            import warnings
            warnings.warn("unclosed transport <asyncio._SSLProtocolTransport object>", ResourceWarning)

    def close(self):
        if not self._closed:
            self._closed = True
            self._ssl_protocol._start_shutdown()
        else:
            self._ssl_protocol = None

    def abort(self):
        self._force_close(None)

    def _force_close(self, exc):
        self._closed = True
        if self._ssl_protocol is not None:
            self._ssl_protocol._abort(exc)

    def is_reading(self):
        return not self._ssl_protocol._app_reading_paused

    def pause_reading(self):
        self._ssl_protocol._pause_reading()

    def resume_reading(self):
        self._ssl_protocol._resume_reading()

    def set_write_buffer_limits(self, high=None, low=None):
        self._ssl_protocol._set_write_buffer_limits(high, low)
        self._ssl_protocol._control_app_writing()

    def get_write_buffer_limits(self):
        return self._ssl_protocol._outgoing_low_water, self._ssl_protocol._outgoing_high_water

    def get_write_buffer_size(self):
        return self._ssl_protocol._get_write_buffer_size()

    def set_read_buffer_limits(self, high=None, low=None):
        """How much may have come that the protocol does not take, before the transport below pauses."""
        self._ssl_protocol._set_read_buffer_limits(high, low)
        self._ssl_protocol._control_ssl_reading()

    def get_read_buffer_limits(self):
        return self._ssl_protocol._incoming_low_water, self._ssl_protocol._incoming_high_water

    def get_read_buffer_size(self):
        """Bytes that have come and are not read yet."""
        return self._ssl_protocol._get_read_buffer_size()

    @property
    def _protocol_paused(self):
        # Whoever sends a file waits for room by it.
        return self._ssl_protocol._app_writing_paused

    def write(self, data):
        if not isinstance(data, (bytes, bytearray, memoryview)):
            raise TypeError(f"data: expecting a bytes-like instance, got {type(data).__name__}")
        if data:
            self._ssl_protocol._write_appdata((data,))

    def writelines(self, list_of_data):
        self._ssl_protocol._write_appdata(list_of_data)

    def write_eof(self):
        raise NotImplementedError

    def can_write_eof(self):
        return False

    def _test__append_write_backlog(self, data):
        """Adds to what waits to be sent, and sends nothing."""
        self._ssl_protocol._add_to_backlog(data)


class SSLProtocol(protocols.BufferedProtocol):
    """Speaks TLS with the transport, and plainly with the program's protocol."""

    max_size = 256 * 1024  # bytes: the most that is read at a time

    _handshake_start_time = None
    _handshake_timeout_handle = None
    _shutdown_timeout_handle = None

    def __init__(self, loop, app_protocol, sslcontext, waiter, server_side=False, server_hostname=None,
                 call_connection_made=True, ssl_handshake_timeout=None, ssl_shutdown_timeout=None):
        if ssl_handshake_timeout is None:
            ssl_handshake_timeout = constants.SSL_HANDSHAKE_TIMEOUT
        elif ssl_handshake_timeout <= 0:
            raise ValueError(f"ssl_handshake_timeout should be a positive number, got {ssl_handshake_timeout}")
        if ssl_shutdown_timeout is None:
            ssl_shutdown_timeout = constants.SSL_SHUTDOWN_TIMEOUT
        elif ssl_shutdown_timeout <= 0:
            raise ValueError(f"ssl_shutdown_timeout should be a positive number, got {ssl_shutdown_timeout}")
        if not sslcontext or sslcontext is True:
            sslcontext = _create_transport_context(server_side, server_hostname)
        self._loop = loop
        self._server_side = server_side
        self._server_hostname = None if server_side else server_hostname
        self._sslcontext = sslcontext
        self._extra = {"sslcontext": sslcontext}
        self._ssl_handshake_timeout = ssl_handshake_timeout
        self._ssl_shutdown_timeout = ssl_shutdown_timeout
        self._waiter = waiter
        self._transport = None
        self._state = SSLProtocolState.UNWRAPPED
        self._conn_lost = 0  # writes since the connection was lost
        self._eof_received = False
        self._ssl_buffer_view = None
        self._incoming = ssl.MemoryBIO()
        self._outgoing = ssl.MemoryBIO()
        self._sslobj = sslcontext.wrap_bio(self._incoming, self._outgoing, server_side=server_side,
                                           server_hostname=self._server_hostname)
        self._write_backlog = collections.deque()
        self._write_buffer_size = 0  # bytes in the backlog
        self._ssl_writing_paused = False
        self._ssl_reading_paused = False
        self._app_reading_paused = False
        self._app_writing_paused = False
        self._set_read_buffer_limits()
        self._set_write_buffer_limits()
        self._app_transport = None
        self._app_transport_created = False
        self._app_state = AppProtocolState.STATE_INIT if call_connection_made else AppProtocolState.STATE_CON_MADE
        self._set_app_protocol(app_protocol)
        self._get_app_transport()

    def _set_app_protocol(self, app_protocol):
        self._app_protocol = app_protocol
        self._app_protocol_is_buffer = (hasattr(app_protocol, "get_buffer")
                                        and isinstance(app_protocol, protocols.BufferedProtocol))

    def _get_app_transport(self):
        if self._app_transport is None:
            if self._app_transport_created:
                raise RuntimeError("Creating _SSLProtocolTransport twice")
            self._app_transport = _SSLProtocolTransport(self._loop, self)
            self._app_transport_created = True
        return self._app_transport

    def _is_transport_closing(self):
        return self._transport is not None and self._transport.is_closing()

    def _get_extra_info(self, name, default=None):
        if name in self._extra:
            return self._extra[name]
        if name == "peercert" and "ssl_object" in self._extra:
            # Certificates take time to read, and few programs ask.
            self._extra[name] = self._sslobj.getpeercert()
            return self._extra[name]
        return default if self._transport is None else self._transport.get_extra_info(name, default)

    def _set_state(self, new_state):
        if new_state is not SSLProtocolState.UNWRAPPED and _NEXT_STATE.get(self._state) is not new_state:
            raise RuntimeError(f"cannot switch state from {self._state} to {new_state}")
        self._state = new_state

    def _wakeup_waiter(self, exc=None):
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.done():
            if exc is None:
                waiter.set_result(None)
            else:
                waiter.set_exception(exc)

    # What the transport below tells.

    def connection_made(self, transport):
        self._transport = transport
        self._start_handshake()

    def connection_lost(self, exc):
        self._write_backlog.clear()
        self._outgoing.read()
        self._conn_lost += 1
        if self._app_transport is not None:
            self._app_transport._closed = True
        if (self._state is not SSLProtocolState.DO_HANDSHAKE
                and self._app_state in (AppProtocolState.STATE_CON_MADE, AppProtocolState.STATE_EOF)):
            self._app_state = AppProtocolState.STATE_CON_LOST
            self._loop.call_soon(self._app_protocol.connection_lost, exc)
        self._set_state(SSLProtocolState.UNWRAPPED)
        self._transport = None
        self._app_transport = None
        self._app_protocol = None
        self._wakeup_waiter(exc)
        for timer in (self._shutdown_timeout_handle, self._handshake_timeout_handle):
            if timer is not None:
                timer.cancel()
        self._shutdown_timeout_handle = self._handshake_timeout_handle = None

    def get_buffer(self, n):
        # A connection that waits has no buffer.
        self._ssl_buffer_view = memoryview(bytearray(n if 0 < n <= self.max_size else _READ_SIZE))
        return self._ssl_buffer_view

    def buffer_updated(self, nbytes):
        view, self._ssl_buffer_view = self._ssl_buffer_view, None
        if nbytes:
            self._incoming.write(view[:nbytes])
        self._go_on()

    def _go_on(self):
        """More has come from the peer."""
        match self._state:
            case SSLProtocolState.DO_HANDSHAKE:
                self._do_handshake()
            case SSLProtocolState.WRAPPED:
                self._do_read()
            case SSLProtocolState.FLUSHING:
                self._do_flush()
            case SSLProtocolState.SHUTDOWN:
                self._do_shutdown()

    def eof_received(self):
        """The peer sends no more. As long as the program reads nothing, the connection stays open."""
        self._eof_received = True
        try:
            if self._loop.get_debug():
                logger.debug("%r received EOF", self)
            match self._state:
                case SSLProtocolState.DO_HANDSHAKE:
                    self._on_handshake_complete(ConnectionResetError())
                case SSLProtocolState.WRAPPED:
                    self._set_state(SSLProtocolState.FLUSHING)
                    if self._app_reading_paused:
                        return True
                    self._do_flush()
                case SSLProtocolState.FLUSHING:
                    self._do_write()
                    self._set_state(SSLProtocolState.SHUTDOWN)
                    self._do_shutdown()
                case SSLProtocolState.SHUTDOWN:
                    self._do_shutdown()
        except Exception:
            self._transport.close()
            raise

    # The handshake.

    def _start_handshake(self):
        if self._loop.get_debug():
            logger.debug("%r starts SSL handshake", self)
            self._handshake_start_time = self._loop.time()
        self._set_state(SSLProtocolState.DO_HANDSHAKE)
        self._handshake_timeout_handle = self._loop.call_later(
            self._ssl_handshake_timeout, self._check_handshake_timeout)
        self._do_handshake()

    def _check_handshake_timeout(self):
        if self._state is SSLProtocolState.DO_HANDSHAKE:
            self._fatal_error(ConnectionAbortedError(
                f"SSL handshake is taking longer than {self._ssl_handshake_timeout} seconds: aborting the connection"))

    def _do_handshake(self):
        try:
            self._sslobj.do_handshake()
        except SSLAgainErrors:
            self._process_outgoing()
        except ssl.SSLError as exc:
            # The peer is told why.
            self._process_outgoing()
            self._on_handshake_complete(exc)
        else:
            self._on_handshake_complete(None)

    def _on_handshake_complete(self, handshake_exc):
        if self._handshake_timeout_handle is not None:
            self._handshake_timeout_handle.cancel()
            self._handshake_timeout_handle = None
        if handshake_exc is not None:
            self._set_state(SSLProtocolState.UNWRAPPED)
            unverified = isinstance(handshake_exc, ssl.CertificateError)
            self._fatal_error(handshake_exc,
                              "SSL handshake failed" + (" on verifying the certificate" if unverified else ""))
            self._wakeup_waiter(handshake_exc)
            return
        self._set_state(SSLProtocolState.WRAPPED)
        if self._loop.get_debug():
            took = self._loop.time() - self._handshake_start_time
            logger.debug("%r: SSL handshake took %.1f ms", self, took * 1e3)
        self._extra.update(cipher=self._sslobj.cipher(), compression=self._sslobj.compression(),
                           ssl_object=self._sslobj)
        if self._app_state is AppProtocolState.STATE_INIT:
            self._app_state = AppProtocolState.STATE_CON_MADE
            self._app_protocol.connection_made(self._get_app_transport())
        self._wakeup_waiter()
        # Data may have come with the end of the handshake.
        self._do_read()

    # The end.

    def _start_shutdown(self):
        if self._state in (SSLProtocolState.FLUSHING, SSLProtocolState.SHUTDOWN, SSLProtocolState.UNWRAPPED):
            return
        if self._app_transport is not None:
            self._app_transport._closed = True
        if self._state is SSLProtocolState.DO_HANDSHAKE:
            self._abort(None)
            return
        self._set_state(SSLProtocolState.FLUSHING)
        self._shutdown_timeout_handle = self._loop.call_later(self._ssl_shutdown_timeout, self._check_shutdown_timeout)
        self._do_flush()

    def _check_shutdown_timeout(self):
        if self._state in (SSLProtocolState.FLUSHING, SSLProtocolState.SHUTDOWN):
            self._transport._force_close(TimeoutError("SSL shutdown timed out"))

    def _do_flush(self):
        """Reads and writes what is left, then says goodbye."""
        self._do_read()
        self._set_state(SSLProtocolState.SHUTDOWN)
        self._do_shutdown()

    def _do_shutdown(self):
        try:
            if not self._eof_received:
                self._sslobj.unwrap()
        except SSLAgainErrors:
            self._process_outgoing()
        except ssl.SSLError as exc:
            self._on_shutdown_complete(exc)
        else:
            self._process_outgoing()
            self._call_eof_received()
            self._on_shutdown_complete(None)

    def _on_shutdown_complete(self, shutdown_exc):
        if shutdown_exc is not None:
            if self._shutdown_timeout_handle is not None:
                self._shutdown_timeout_handle.cancel()
                self._shutdown_timeout_handle = None
            self._fatal_error(shutdown_exc, "Error occurred during shutdown")
        else:
            # What is buffered is sent first, which a peer that does not read could delay for ever.
            if self._shutdown_timeout_handle is None:
                self._shutdown_timeout_handle = self._loop.call_later(self._ssl_shutdown_timeout,
                                                                      self._check_shutdown_timeout)
            self._loop.call_soon(self._transport.close)

    def _abort(self, exc):
        self._set_state(SSLProtocolState.UNWRAPPED)
        if self._transport is not None:
            self._transport._force_close(exc)

    # Writing.

    def _add_to_backlog(self, data):
        self._write_backlog.append(data)
        self._write_buffer_size += len(data)

    def _write_appdata(self, list_of_data):
        if self._state in (SSLProtocolState.FLUSHING, SSLProtocolState.SHUTDOWN, SSLProtocolState.UNWRAPPED):
            if self._conn_lost >= constants.LOG_THRESHOLD_FOR_CONNLOST_WRITES:
                logger.warning("SSL connection is closed")
            self._conn_lost += 1
            return
        for data in list_of_data:
            self._add_to_backlog(data)
        try:
            if self._state is SSLProtocolState.WRAPPED:
                self._do_write()
        except Exception as exc:
            self._fatal_error(exc, "Fatal error on SSL protocol")

    def _do_write(self):
        backlog = self._write_backlog
        try:
            while backlog:
                data = backlog[0]
                count = self._sslobj.write(data)
                if count < len(data):
                    backlog[0] = memoryview(data)[count:]
                else:
                    del backlog[0]
                self._write_buffer_size -= min(count, len(data))
        except SSLAgainErrors:
            pass
        self._process_outgoing()

    def _process_outgoing(self):
        """Hands what is encrypted to the transport below, unless that has enough."""
        if not self._ssl_writing_paused and (data := self._outgoing.read()):
            self._transport.write(data)
        self._control_app_writing()

    # Reading.

    def _do_read(self):
        if self._state not in (SSLProtocolState.WRAPPED, SSLProtocolState.FLUSHING):
            return
        try:
            if not self._app_reading_paused:
                if self._app_protocol_is_buffer:
                    self._do_read__buffered()
                else:
                    self._do_read__copied()
                if self._write_backlog:
                    self._do_write()
                else:
                    self._process_outgoing()
            self._control_ssl_reading()
        except Exception as exc:
            self._fatal_error(exc, "Fatal error on SSL protocol")

    def _do_read__buffered(self):
        buf = self._app_protocol.get_buffer(self._get_read_buffer_size())
        wants = len(buf)
        if not wants:
            raise RuntimeError("get_buffer() returned an empty buffer")
        offset, count = 0, 1
        try:
            while count and offset < wants:
                count = self._sslobj.read(wants - offset, buf[offset:] if offset else buf)
                offset += count
            if count:
                # There may be more than there was room for.
                self._loop.call_soon(self._do_read)
        except SSLAgainErrors:
            pass
        if offset:
            self._app_protocol.buffer_updated(offset)
        if not count:
            self._peer_said_goodbye()

    def _do_read__copied(self):
        chunk, chunks = b"1", []
        try:
            while chunk := self._sslobj.read(self.max_size):
                chunks.append(chunk)
        except SSLAgainErrors:
            chunk = b"1"
        if chunks:
            self._app_protocol.data_received(chunks[0] if len(chunks) == 1 else b"".join(chunks))
        if not chunk:
            self._peer_said_goodbye()

    def _peer_said_goodbye(self):
        self._call_eof_received()
        self._start_shutdown()

    def _call_eof_received(self):
        try:
            if self._app_state is AppProtocolState.STATE_CON_MADE:
                self._app_state = AppProtocolState.STATE_EOF
                if self._app_protocol.eof_received():
                    logger.warning("returning true from eof_received() has no effect when using ssl")
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as exc:
            self._fatal_error(exc, "Error calling eof_received()")

    # What is buffered between the program's protocol and the transport below, and who pauses for that.

    def _control_app_writing(self):
        size = self._get_write_buffer_size()
        if size >= self._outgoing_high_water and not self._app_writing_paused:
            self._app_writing_paused = True
            self._tell_app("pause_writing")
        elif size <= self._outgoing_low_water and self._app_writing_paused:
            self._app_writing_paused = False
            self._tell_app("resume_writing")

    def _tell_app(self, name):
        try:
            getattr(self._app_protocol, name)()
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as exc:
            self._loop.call_exception_handler({
                "message": f"protocol.{name}() failed", "exception": exc, "transport": self._app_transport,
                "protocol": self})

    def _get_write_buffer_size(self):
        return self._outgoing.pending + self._write_buffer_size

    def _set_write_buffer_limits(self, high=None, low=None):
        self._outgoing_high_water, self._outgoing_low_water = add_flowcontrol_defaults(
            high, low, constants.FLOW_CONTROL_HIGH_WATER_SSL_WRITE)

    def pause_writing(self):
        assert not self._ssl_writing_paused
        self._ssl_writing_paused = True

    def resume_writing(self):
        assert self._ssl_writing_paused
        self._ssl_writing_paused = False
        self._process_outgoing()

    def _pause_reading(self):
        self._app_reading_paused = True

    def _resume_reading(self):
        if self._app_reading_paused:
            self._app_reading_paused = False
            # Not in the middle of what the program does.
            self._loop.call_soon(self._go_on_unless_in_handshake)

    def _go_on_unless_in_handshake(self):
        if self._state is not SSLProtocolState.DO_HANDSHAKE:
            self._go_on()

    def _get_read_buffer_size(self):
        return self._incoming.pending

    def _set_read_buffer_limits(self, high=None, low=None):
        self._incoming_high_water, self._incoming_low_water = add_flowcontrol_defaults(
            high, low, constants.FLOW_CONTROL_HIGH_WATER_SSL_READ)

    def _control_ssl_reading(self):
        size = self._get_read_buffer_size()
        if size >= self._incoming_high_water and not self._ssl_reading_paused:
            self._ssl_reading_paused = True
            self._transport.pause_reading()
        elif size <= self._incoming_low_water and self._ssl_reading_paused:
            self._ssl_reading_paused = False
            self._transport.resume_reading()

    def _fatal_error(self, exc, message="Fatal error on transport"):
        if self._transport is not None:
            self._transport._force_close(exc)
        if isinstance(exc, OSError):
            if self._loop.get_debug():
                logger.debug("%r: %s", self, message, exc_info=True)
        elif not isinstance(exc, exceptions.CancelledError):
            self._loop.call_exception_handler({
                "message": message, "exception": exc, "transport": self._transport, "protocol": self})


def open_transport(loop, connection, protocol, sslcontext, waiter, server_side, server_hostname, handshake_timeout,
                   shutdown_timeout, server=None):
    """A transport that speaks TLS over a new connection."""
    ssl_protocol = SSLProtocol(loop, protocol, sslcontext, waiter, server_side, server_hostname,
                               ssl_handshake_timeout=handshake_timeout, ssl_shutdown_timeout=shutdown_timeout)
    _asyncio._open(connection, loop, ssl_protocol, None, server)
    return ssl_protocol._get_app_transport()


async def start_tls(loop, transport, protocol, sslcontext, server_side, server_hostname, handshake_timeout,
                    shutdown_timeout):
    """Begins TLS on a connection that is in use."""
    if not isinstance(sslcontext, ssl.SSLContext):
        raise TypeError(f"sslcontext is expected to be an instance of ssl.SSLContext, got {sslcontext!r}")
    if not getattr(transport, "_start_tls_compatible", False):
        raise TypeError(f"transport {transport!r} is not supported by start_tls()")
    waiter = loop.create_future()
    ssl_protocol = SSLProtocol(loop, protocol, sslcontext, waiter, server_side, server_hostname,
                               call_connection_made=False, ssl_handshake_timeout=handshake_timeout,
                               ssl_shutdown_timeout=shutdown_timeout)
    # Nothing is read before the new protocol has begun.
    transport.pause_reading()
    transport.set_protocol(ssl_protocol)
    begin = loop.call_soon(ssl_protocol.connection_made, transport)
    resume = loop.call_soon(transport.resume_reading)
    try:
        await waiter
    except BaseException:
        transport.close()
        begin.cancel()
        resume.cancel()
        raise
    return ssl_protocol._get_app_transport()


__getattr__ = lookup(__name__, "warnings")
