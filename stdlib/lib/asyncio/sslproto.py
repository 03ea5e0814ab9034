"""TLS between a transport and a protocol."""
import collections

import _asyncio

from . import constants, protocols, transports
from .lazy import lookup

HANDSHAKE_TIMEOUT = 60.0
SHUTDOWN_TIMEOUT = 30.0


def add_flowcontrol_defaults(high, low, kb):
    """The limits of a buffer, in bytes; `kb` is the high one where none is given."""
    if high is None:
        high = kb * 1024 if low is None else 4 * low
    if low is None:
        low = high // 4
    if not high >= low >= 0:
        raise ValueError(f"high ({high!r}) must be >= low ({low!r}) must be >= 0")
    return high, low


class _SSLProtocolTransport(transports.Transport):
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
        return self._closed or self._ssl_protocol._closing

    def __del__(self):
        if not self._closed and self._ssl_protocol._app_transport_created:
            self._closed = True
            import warnings
            warnings.warn("unclosed transport <asyncio._SSLProtocolTransport object>", ResourceWarning)

    def close(self):
        if not self._closed:
            self._closed = True
            self._ssl_protocol._start_shutdown()

    def abort(self):
        self._closed = True
        if self._ssl_protocol is not None:
            self._ssl_protocol._abort(None)

    def _force_close(self, exc):
        self._closed = True
        self._ssl_protocol._abort(exc)

    def is_reading(self):
        return not self._ssl_protocol._app_reading_paused

    def pause_reading(self):
        self._ssl_protocol._pause_reading()

    def resume_reading(self):
        self._ssl_protocol._resume_reading()

    def set_write_buffer_limits(self, high=None, low=None):
        self._ssl_protocol._set_write_buffer_limits(high, low)

    def get_write_buffer_limits(self):
        return self._ssl_protocol._write_limits

    def set_read_buffer_limits(self, high=None, low=None):
        """Accepted: what the protocol does not take, stays with the transport below."""
        high, low = add_flowcontrol_defaults(high, low, constants.FLOW_CONTROL_HIGH_WATER_SSL_READ)
        self._ssl_protocol._read_limits = low, high

    def get_read_buffer_limits(self):
        return self._ssl_protocol._read_limits

    def get_read_buffer_size(self):
        """Bytes that have come and are not read yet; the transport below holds them."""
        return 0

    @property
    def _protocol_paused(self):
        return getattr(self._ssl_protocol._transport, "_protocol_paused", False)

    def get_write_buffer_size(self):
        transport = self._ssl_protocol._transport
        return 0 if transport is None else transport.get_write_buffer_size()

    def write(self, data):
        if not isinstance(data, (bytes, bytearray, memoryview)):
            raise TypeError(f"data: expecting a bytes-like instance, got {type(data).__name__}")
        if data:
            self._ssl_protocol._write(data)

    def writelines(self, list_of_data):
        self.write(b"".join(list_of_data))

    def write_eof(self):
        raise NotImplementedError

    def can_write_eof(self):
        return False


class SSLProtocol(protocols.Protocol):
    """Speaks TLS with the transport, and plainly with the program's protocol."""

    max_size = 256 * 1024

    def __init__(self, loop, app_protocol, sslcontext, waiter, server_side=False, server_hostname=None,
                 call_connection_made=True, ssl_handshake_timeout=None, ssl_shutdown_timeout=None):
        from . import exceptions
        self._exceptions = exceptions
        for name, value in (("ssl_handshake_timeout", ssl_handshake_timeout),
                            ("ssl_shutdown_timeout", ssl_shutdown_timeout)):
            if value is not None and value <= 0:
                raise ValueError(f"{name} should be a positive number, got {value}")
        if not sslcontext or sslcontext is True:
            if server_side:
                raise ValueError("Server side SSL needs a valid SSLContext")
            import ssl
            sslcontext = ssl.create_default_context()
            if not server_hostname:
                sslcontext.check_hostname = False
        self._handshake_timeout = HANDSHAKE_TIMEOUT if ssl_handshake_timeout is None else ssl_handshake_timeout
        self._shutdown_timeout = SHUTDOWN_TIMEOUT if ssl_shutdown_timeout is None else ssl_shutdown_timeout
        self._loop = loop
        self._sslcontext = sslcontext
        self._tls = sslcontext._connection(server_side, server_hostname)
        self._server_hostname = server_hostname
        self._waiter = waiter
        self._call_connection_made = call_connection_made
        self._transport = None
        self._app_transport = _SSLProtocolTransport(loop, self)
        self._app_transport_created = False
        high, low = add_flowcontrol_defaults(None, None, constants.FLOW_CONTROL_HIGH_WATER_SSL_WRITE)
        self._write_limits = low, high
        high, low = add_flowcontrol_defaults(None, None, constants.FLOW_CONTROL_HIGH_WATER_SSL_READ)
        self._read_limits = low, high
        self._handshake_done = False
        self._closing = False
        self._lost = False
        self._peer_has_left = False
        self._eof_told = False
        self._app_reading_paused = False
        self._held = collections.deque()
        self._timer = None
        self._set_app_protocol(app_protocol)

    def _set_app_protocol(self, app_protocol):
        self._app_protocol = app_protocol
        self._buffered = (hasattr(app_protocol, "get_buffer") and isinstance(app_protocol, protocols.BufferedProtocol))

    def _get_app_transport(self):
        self._app_transport_created = True
        return self._app_transport

    def _set_write_buffer_limits(self, high=None, low=None):
        high, low = add_flowcontrol_defaults(high, low, constants.FLOW_CONTROL_HIGH_WATER_SSL_WRITE)
        self._write_limits = low, high
        if self._transport is not None:
            self._transport.set_write_buffer_limits(high, low)

    def _get_extra_info(self, name, default=None):
        if name == "sslcontext":
            return self._sslcontext
        if name == "ssl_object":
            return self._ssl_object()
        if self._handshake_done and name == "cipher":
            return self._tls.cipher()
        if self._handshake_done and name == "peercert":
            return self._ssl_object().getpeercert()
        if name == "compression":
            return default
        return default if self._transport is None else self._transport.get_extra_info(name, default)

    def _ssl_object(self):
        import ssl
        found = ssl.SSLObject.__new__(ssl.SSLObject)
        found._context = self._sslcontext
        found._tls = self._tls
        found.server_hostname = self._server_hostname
        found.server_side = False
        return found

    # What the transport below tells.

    def connection_made(self, transport):
        self._transport = transport
        low, high = self._write_limits
        transport.set_write_buffer_limits(high, low)
        self._timer = self._loop.call_later(self._handshake_timeout, self._handshake_late)
        self._flush()

    def _handshake_late(self):
        if not self._handshake_done:
            self._fatal_error(ConnectionAbortedError(
                f"SSL handshake is taking longer than {self._handshake_timeout} seconds: aborting the connection"))

    def data_received(self, data):
        try:
            self._tls.feed(data)
        except ValueError as exc:
            import ssl
            self._flush()
            self._fatal_error(ssl._translated(exc))
            return
        self._flush()
        if not self._handshake_done:
            if self._tls.is_handshaking():
                return
            self._handshake_over()
        if self._closing:
            self._await_goodbye()
        else:
            self._read()

    def eof_received(self):
        if not self._handshake_done:
            self._wakeup(ConnectionResetError())
        self._tell_eof()
        return False

    def connection_lost(self, exc):
        self._lost = True
        self._closing = True
        self._stop_timer()
        if not self._handshake_done:
            self._wakeup(exc or ConnectionResetError())
        elif self._app_protocol is not None:
            self._loop.call_soon(self._app_protocol.connection_lost, exc)
        self._transport = None
        self._app_transport._closed = True

    def pause_writing(self):
        self._app_protocol.pause_writing()

    def resume_writing(self):
        self._app_protocol.resume_writing()

    # The handshake.

    def _wakeup(self, exc=None):
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.done():
            if exc is None:
                waiter.set_result(None)
            else:
                waiter.set_exception(exc)

    def _stop_timer(self):
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _handshake_over(self):
        self._handshake_done = True
        self._stop_timer()
        if self._call_connection_made:
            self._app_protocol.connection_made(self._get_app_transport())
        self._wakeup()

    # Data.

    def _flush(self):
        if self._transport is not None and (data := self._tls.output()):
            self._transport.write(data)

    def _write(self, data):
        if self._closing or self._lost:
            return
        self._tls.write(data)
        self._flush()

    def _pause_reading(self):
        self._app_reading_paused = True
        if self._transport is not None:
            self._transport.pause_reading()

    def _resume_reading(self):
        if self._app_reading_paused:
            self._app_reading_paused = False
            if self._transport is not None:
                self._transport.resume_reading()
            self._loop.call_soon(self._read)

    def _read(self):
        try:
            while not self._app_reading_paused and not self._lost:
                data = self._tls.read(self.max_size)
                if data is None:
                    return
                if not data:
                    # The peer has said goodbye.
                    self._peer_has_left = True
                    self._tell_eof()
                    self._start_shutdown()
                    return
                if self._buffered:
                    self._fill(data)
                else:
                    self._app_protocol.data_received(data)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            self._fatal_error(exc, "Fatal error on SSL protocol")

    def _fill(self, data):
        view = memoryview(data)
        while view:
            buffer = self._app_protocol.get_buffer(len(view))
            n = min(len(buffer), len(view))
            if not n:
                raise RuntimeError("get_buffer() returned an empty buffer")
            buffer[:n] = view[:n]
            self._app_protocol.buffer_updated(n)
            view = view[n:]

    def _tell_eof(self):
        if self._handshake_done and not self._eof_told:
            self._eof_told = True
            if self._app_protocol.eof_received():
                import sys
                sys.stderr.write("returning true from eof_received() has no effect when using ssl\n")

    # The end.

    def _start_shutdown(self):
        if self._closing:
            return
        self._closing = True
        if self._transport is None:
            return
        if not self._handshake_done:
            self._transport.close()
            return
        self._tls.close_notify()
        self._flush()
        self._stop_timer()
        if self._peer_has_left:
            self._transport.close()
            return
        # The peer says goodbye too, or takes too long.
        self._timer = self._loop.call_later(self._shutdown_timeout, self._shutdown_late)
        if self._app_reading_paused:
            self._app_reading_paused = False
            self._transport.resume_reading()
        self._await_goodbye()

    def _await_goodbye(self):
        """Drops what still comes, up to the peer's goodbye."""
        while (data := self._tls.read(self.max_size)) is not None:
            if not data:
                self._peer_has_left = True
                self._tell_eof()
                self._stop_timer()
                if self._transport is not None:
                    self._transport.close()
                return

    def _shutdown_late(self):
        self._timer = None
        if self._transport is not None:
            exc = TimeoutError("SSL shutdown timed out")
            force = getattr(self._transport, "_force_close", None)
            if force is not None:
                force(exc)
            else:
                self._transport.abort()

    def _abort(self, exc):
        self._closing = True
        if self._transport is not None:
            self._transport.abort()

    def _fatal_error(self, exc, message="Fatal error on transport"):
        waiting = self._waiter is not None
        self._wakeup(exc)
        if not isinstance(exc, OSError) and not waiting:
            self._loop.call_exception_handler({
                "message": message, "exception": exc, "transport": self._transport, "protocol": self})
        self._closing = True
        if self._transport is not None:
            # What is to be sent, an alert, still goes.
            self._transport.close()


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
    import ssl
    if not isinstance(sslcontext, ssl.SSLContext):
        raise TypeError(f"sslcontext is expected to be an instance of ssl.SSLContext, got {sslcontext!r}")
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


def _states(name):
    import enum
    return {
        "SSLProtocolState": lambda: enum.Enum("SSLProtocolState", {
            name: name for name in ("UNWRAPPED", "DO_HANDSHAKE", "WRAPPED", "FLUSHING", "SHUTDOWN")}),
        "AppProtocolState": lambda: enum.Enum("AppProtocolState", {
            name: name for name in ("STATE_INIT", "STATE_CON_MADE", "STATE_EOF", "STATE_CON_LOST")}),
    }[name]()


__getattr__ = lookup(__name__, "enum warnings ssl exceptions", SSLProtocolState=lambda: _states("SSLProtocolState"),
                     AppProtocolState=lambda: _states("AppProtocolState"))
