"""Connections and servers of the native loop: their sockets, buffers and transports are native.

Where a program has replaced what a loop's connections are made with, they are made in the language instead, as those of
any other loop.
"""
import sys

import _asyncio

from . import base_events
from .lazy import LazyModule
from .native_sockets import NativeSockets
from .unix_transports import UnixTransports


# Replacing one of these, in a derived class or an instance, replaces what the native code would do.
_HOOKS = ("_ensure_resolved", "_connect_sock", "_create_connection_transport", "sock_connect", "_make_socket_transport",
          "_make_ssl_transport", "_make_datagram_transport", "_start_serving", "_stop_serving", "_add_reader",
          "_add_writer", "_remove_reader", "_remove_writer", "add_reader", "add_writer", "_accept_connection")


class NativeNetwork(NativeSockets, UnixTransports):
    """What a native loop does natively of BaseEventLoop's methods."""

    def _is_native(self, sock=None):
        """Has the program left the native code alone? What it gives for a socket may only behave like one."""
        return not (_is_socket_replaced() or _asyncio._has_own(self, _HOOKS) or _overrides(type(self))
                    or sock is not None and not _is_socket(sock))

    def _add_reader(self, fd, callback, *args):
        return self.add_reader(fd, callback, *args)

    def _remove_reader(self, fd):
        try:
            return self.remove_reader(fd)
        except ValueError:
            # What has no descriptor cannot have been added.
            return False

    def _add_writer(self, fd, callback, *args):
        return self.add_writer(fd, callback, *args)

    def _remove_writer(self, fd):
        try:
            return self.remove_writer(fd)
        except ValueError:
            return False

    # Names and addresses.

    async def getaddrinfo(self, host, port, *, family=0, type=0, proto=0, flags=0):
        """As socket.getaddrinfo; an address is understood at once, a name is looked up on another thread."""
        if self._debug or _is_socket_replaced() or "_transports" in self.__dict__:
            # With the time it took in the log, or where only descriptors end a wait.
            return await super().getaddrinfo(host, port, family=family, type=type, proto=proto, flags=flags)
        import socket
        return [(socket.AddressFamily._of(info[0]), socket.SocketKind._of(info[1]), *info[2:])
                for info in await self._resolve(host, port, family, type, proto, flags)]

    async def _resolve(self, host, port, family, type, proto, flags):
        if host is not None and not isinstance(host, (str, bytes)):
            raise TypeError("getaddrinfo() argument 1 must be string or None")
        if port is not None and not (isinstance(port, int) and 0 <= port < 65536):
            import socket
            # The name of a service, or none at all; without a host nothing is looked up elsewhere.
            port = socket.getaddrinfo(None, port)[0][4][1]  # rondo: ignore[blocking-call]
        infos = await _asyncio._resolve(host, port, family, type, proto, flags)
        if not infos:
            import socket
            if infos is None:
                raise socket.gaierror(-2, "Name or service not known")
            if _is_literal(host):
                raise socket.gaierror(-9, "Address family for hostname not supported")
            raise socket.gaierror(-5, "No address associated with hostname")
        return infos

    async def _addresses(self, host, port, family, proto, flags):
        """What streams can connect or listen to: `getaddrinfo` of a derived class counts."""
        if getattr(self.getaddrinfo, "__func__", None) is NativeNetwork.getaddrinfo and not self._debug:
            infos = await self._resolve(host, port, family, 1, proto, flags)
        elif (info := base_events._ipaddr_info(host, port, family, 1, proto)) is not None:
            infos = [info]
        else:
            infos = await self.getaddrinfo(host, port, family=family, type=1, proto=proto, flags=flags)
        return [info[4] for info in infos]

    async def getnameinfo(self, sockaddr, flags=0):
        import socket
        return socket.getnameinfo(sockaddr, flags)

    # Connections and servers.

    async def create_connection(self, protocol_factory, host=None, port=None, *, ssl=None, family=0, proto=0, flags=0,
                                sock=None, local_addr=None, server_hostname=None, ssl_handshake_timeout=None,
                                ssl_shutdown_timeout=None, happy_eyeballs_delay=None, interleave=None,
                                all_errors=False):
        """Connects to host and port by TCP; returns the transport and the protocol."""
        if not self._is_native(sock):
            return await super().create_connection(
                protocol_factory, host, port, ssl=ssl, family=family, proto=proto, flags=flags, sock=sock,
                local_addr=local_addr, server_hostname=server_hostname, ssl_handshake_timeout=ssl_handshake_timeout,
                ssl_shutdown_timeout=ssl_shutdown_timeout, happy_eyeballs_delay=happy_eyeballs_delay,
                interleave=interleave, all_errors=all_errors)
        base_events._check_ssl(ssl, server_hostname, ssl_handshake_timeout, ssl_shutdown_timeout)
        if server_hostname is None and ssl:
            if not host:
                raise ValueError("You must set server_hostname when using ssl without a host")
            server_hostname = host
        if sock is not None:
            if host is not None or port is not None:
                raise ValueError("host/port and sock can not be specified at the same time")
            if sock.type != 1:
                raise ValueError(f"A Stream Socket was expected, got {sock!r}")
            connection = _asyncio._adopt(sock)
        else:
            if host is None and port is None:
                raise ValueError("host and port was not specified and no sock specified")
            _check_port(host, port, "connect")
            addresses = await self._addresses(host, port, family, proto, flags)
            if not addresses:
                raise OSError("getaddrinfo() returned empty list")
            if interleave is None and happy_eyeballs_delay is not None:
                interleave = 1
            if interleave:
                # An address of IPv6 has four parts.
                families = [(len(address), address) for address in addresses]
                addresses = [address for _, address in base_events._interleave_addrinfos(families, interleave)]
            connection = await self._connect_any(addresses, all_errors, local_addr, happy_eyeballs_delay)
        transport, protocol = await self._made(connection, sock, protocol_factory, ssl, server_hostname,
                                               ssl_handshake_timeout, ssl_shutdown_timeout)
        if self.get_debug():
            base_events.logger.debug("%r connected to %s:%r: (%r, %r)", transport.get_extra_info("socket"), host, port,
                                     transport, protocol)
        return transport, protocol

    async def create_unix_connection(self, protocol_factory, path=None, *, ssl=None, sock=None, server_hostname=None,
                                     ssl_handshake_timeout=None, ssl_shutdown_timeout=None):
        """Connects to a Unix socket; returns the transport and the protocol."""
        assert server_hostname is None or isinstance(server_hostname, str)
        if ssl:
            if server_hostname is None:
                raise ValueError("you have to pass server_hostname when using ssl")
        elif server_hostname is not None:
            raise ValueError("server_hostname is only meaningful with ssl")
        base_events._check_ssl(ssl, server_hostname, ssl_handshake_timeout, ssl_shutdown_timeout)
        if path is not None:
            if sock is not None:
                raise ValueError("path and sock can not be specified at the same time")
            path = _path(path)
        else:
            if sock is None:
                raise ValueError("no path and sock were specified")
            if sock.family != 1 or sock.type != 1:
                raise ValueError(f"A UNIX Domain Stream Socket was expected, got {sock!r}")
        if not self._is_native(sock) or _is_replaced_in_unix_events():
            if sock is None:
                sock = await self._connect_unix(path)
            else:
                sock.setblocking(False)
            return await self._create_connection_transport(
                sock, protocol_factory, ssl, server_hostname, ssl_handshake_timeout=ssl_handshake_timeout,
                ssl_shutdown_timeout=ssl_shutdown_timeout)
        if sock is not None:
            connection = _asyncio._adopt(sock)
        else:
            connection = await self._connect_any([path], False, None)
        return await self._made(connection, sock, protocol_factory, ssl, server_hostname, ssl_handshake_timeout,
                                ssl_shutdown_timeout)

    async def _connect_unix(self, path):
        """A Unix socket, of the module that programs may have replaced, connected to a path."""
        from . import unix_events
        socket = unix_events.socket
        sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0)
        try:
            sock.setblocking(False)
            await self.sock_connect(sock, path)
        except BaseException:
            sock.close()
            raise
        return sock

    async def _connect_any(self, addresses, all_errors, local_addr, delay=None):
        """The connection to the first address that can be connected to."""
        failures = []
        connection = None
        if delay is None:
            for address in addresses:
                try:
                    return await _connected(address, local_addr, failures)
                except OSError:
                    continue
        else:
            from .staggered import staggered_race
            connection = (await staggered_race(
                [lambda address=address: _connected(address, local_addr, failures) for address in addresses], delay))[0]
        if connection is not None:
            return connection
        try:
            raise base_events._connection_error(failures, all_errors)
        finally:
            failures = None

    async def connect_accepted_socket(self, protocol_factory, sock, *, ssl=None, ssl_handshake_timeout=None,
                                      ssl_shutdown_timeout=None):
        """A transport and a protocol for a connection that was accepted elsewhere."""
        if not self._is_native(sock):
            return await super().connect_accepted_socket(
                protocol_factory, sock, ssl=ssl, ssl_handshake_timeout=ssl_handshake_timeout,
                ssl_shutdown_timeout=ssl_shutdown_timeout)
        if sock.type != 1:
            raise ValueError(f"A Stream Socket was expected, got {sock!r}")
        base_events._check_ssl(ssl, None, ssl_handshake_timeout, ssl_shutdown_timeout)
        return await self._made(_asyncio._adopt(sock), sock, protocol_factory, ssl, None, ssl_handshake_timeout,
                                ssl_shutdown_timeout, server_side=True)

    async def _made(self, connection, sock, protocol_factory, ssl=None, server_hostname=None,
                    ssl_handshake_timeout=None, ssl_shutdown_timeout=None, server_side=False):
        """The transport and the protocol of a connection, which is that of `sock` if that is not None."""
        try:
            protocol = protocol_factory()
            waiter = self.create_future()
            if ssl:
                from .sslproto import open_transport
                transport = open_transport(self, connection, protocol, ssl, waiter, server_side, server_hostname,
                                           ssl_handshake_timeout, ssl_shutdown_timeout)
            else:
                transport = _asyncio._open(connection, self, protocol, waiter)
        except BaseException:
            # There is no transport that would close it.
            connection._close()
            if sock is not None:
                sock.close()
            raise
        try:
            await waiter
        except BaseException:
            transport.close()
            raise
        return transport, protocol

    async def create_server(self, protocol_factory, host=None, port=None, *, family=0, flags=1, sock=None, backlog=100,
                            ssl=None, reuse_address=None, reuse_port=None, keep_alive=None,
                            ssl_handshake_timeout=None, ssl_shutdown_timeout=None, start_serving=True):
        """A TCP server that makes a protocol for each connection."""
        if not self._is_native(sock):
            return await super().create_server(
                protocol_factory, host, port, family=family, flags=flags, sock=sock, backlog=backlog, ssl=ssl,
                reuse_address=reuse_address, reuse_port=reuse_port, keep_alive=keep_alive,
                ssl_handshake_timeout=ssl_handshake_timeout, ssl_shutdown_timeout=ssl_shutdown_timeout,
                start_serving=start_serving)
        if isinstance(ssl, bool):
            raise TypeError("ssl argument must be an SSLContext or None")
        base_events._check_ssl(ssl, None, ssl_handshake_timeout, ssl_shutdown_timeout)
        if sock is not None:
            if host is not None or port is not None:
                raise ValueError("host/port and sock can not be specified at the same time")
            if sock.type != 1:
                raise ValueError(f"A Stream Socket was expected, got {sock!r}")
            listeners = [_asyncio._adopt_listener(sock, backlog)]
        else:
            if host is None and port is None:
                raise ValueError("Neither host/port nor sock were specified")
            hosts = [None] if host == "" or host is None else [host] if isinstance(host, str) else list(host)
            addresses = []
            for each in hosts:
                _check_port(each, port, "bind")
                found = await self._addresses(each, port, family, 0, flags)
                if not found:
                    raise OSError(f"getaddrinfo({each!r}) returned empty list")
                addresses += [address for address in found if address not in addresses]
            listeners = []
            try:
                for address in addresses:
                    listener = _asyncio._listen(address, backlog, reuse_address is not False, bool(reuse_port))
                    if listener is not None:  # the system has no IPv6
                        listeners.append(listener)
            except BaseException:
                for listener in listeners:
                    listener._close()
                raise
            if not listeners:
                raise OSError(f"could not bind on any address out of {addresses!r}")
        if keep_alive:
            for listener in listeners:
                listener.setsockopt(1, 9, True)  # SOL_SOCKET, SO_KEEPALIVE: accepted sockets have it too
        return await self._serve(listeners, protocol_factory, start_serving, ssl, ssl_handshake_timeout,
                                 ssl_shutdown_timeout)

    async def create_unix_server(self, protocol_factory, path=None, *, sock=None, backlog=100, ssl=None,
                                 ssl_handshake_timeout=None, ssl_shutdown_timeout=None, start_serving=True,
                                 cleanup_socket=True):
        """A server on a Unix socket."""
        if isinstance(ssl, bool):
            raise TypeError("ssl argument must be an SSLContext or None")
        base_events._check_ssl(ssl, None, ssl_handshake_timeout, ssl_shutdown_timeout)
        if sock is not None:
            if path is not None:
                raise ValueError("path and sock can not be specified at the same time")
            if sock.family != 1 or sock.type != 1:
                raise ValueError(f"A UNIX Domain Stream Socket was expected, got {sock!r}")
            path = sock.getsockname()
        elif path is None:
            raise ValueError("path was not specified, and no sock specified")
        else:
            path = _path(path)
        if not self._is_native(sock) or _is_replaced_in_unix_events():
            from .unix_events import _bind_unix
            if sock is None:
                sock = _bind_unix(path)
            server = base_events.Server(self, [sock], protocol_factory, ssl, backlog, ssl_handshake_timeout,
                                        ssl_shutdown_timeout)
        else:
            sock = _asyncio._listen(path, backlog, False, False) if sock is None else _asyncio._adopt_listener(sock, backlog)
            server = NativeServer(self, [sock], protocol_factory, ssl, None, ssl_handshake_timeout,
                                  ssl_shutdown_timeout)
        if cleanup_socket and path and path[0] not in (0, "\0"):
            server._note_path(path)
        return await self._begin(server, start_serving)

    async def _serve(self, listeners, protocol_factory, start_serving, ssl, handshake_timeout, shutdown_timeout):
        server = NativeServer(self, listeners, protocol_factory, ssl, None, handshake_timeout, shutdown_timeout)
        return await self._begin_by_names(server, start_serving)

    # Files.

    async def sendfile(self, transport, file, offset=0, count=None, *, fallback=True):
        """Sends a file's bytes; returns how many."""
        if hasattr(type(transport), "_is_flowing") and not transport.is_closing():
            # A native transport, which has a buffer of its own.
            from .sendfile import is_regular, send_to_transport
            if not is_regular(file):
                if not fallback:
                    from .exceptions import SendfileNotAvailableError
                    raise SendfileNotAvailableError("not a regular file")
                return await self._sendfile_fallback(transport, file, offset, count)
            transport._sends_file(True)
            try:
                total = await send_to_transport(transport, file, offset, count, transport._write_of_file)
                # A selector says that there is room before it is found that no more is to be sent.
                room = self.create_future()
                self.call_soon(_set_result_unless_done, room)
                await room
                return total
            finally:
                transport._sends_file(False)
        return await super().sendfile(transport, file, offset, count, fallback=fallback)

    async def _sock_sendfile_native(self, sock, file, offset, count):
        from .sendfile import send_natively
        return await send_natively(self, sock, file, offset, count)

    def _sock_sendfile_native_impl(self, fut, registered_fd, sock, fileno, offset, count, blocksize, total_sent):
        from .sendfile import send_next
        send_next(self, fut, registered_fd, sock, fileno, offset, count, blocksize, total_sent)

    def _sock_sendfile_update_filepos(self, fileno, offset):
        import os
        os.lseek(fileno, offset, os.SEEK_SET)

    def _sock_add_cancellation_callback(self, fut, sock):
        """Whoever cancels fut waits no more for room in the socket."""
        def forget(fut):
            if fut.cancelled() and (fd := sock.fileno()) != -1:
                self.remove_writer(fd)

        fut.add_done_callback(forget)

    def _write_to_self(self):
        """Ends the loop's wait."""
        self.call_soon_threadsafe(_nothing)

    # Signals. A handler runs between two instructions of the main thread, which ends its wait.

    def _add_callback(self, handle):
        _asyncio._add_ready(self, handle)

    def _add_callback_signalsafe(self, handle):
        _asyncio._add_ready(self, handle)

    def _check_signal(self, sig):
        if not isinstance(sig, int):
            raise TypeError(f"sig must be an int, not {sig!r}")
        from . import unix_events
        if sig not in unix_events.signal.valid_signals():
            raise ValueError(f"invalid signal number {sig}")

    def add_signal_handler(self, sig, callback, *args):
        """Has callback called when the signal comes."""
        if _asyncio.iscoroutine(callback) or base_events._is_coroutine_function(callback):
            raise TypeError("coroutines cannot be used with add_signal_handler()")
        self._check_signal(sig)
        self._check_closed()
        from . import unix_events
        signal = unix_events.signal
        try:
            # As CPython's loop, in the main thread only. This one needs no descriptor to be woken.
            signal.set_wakeup_fd(-1) if signal is sys.modules.get("signal") else signal.set_wakeup_fd(0)
        except (ValueError, OSError) as exc:
            raise RuntimeError(str(exc))
        self._signal_handlers[sig] = base_events.events.Handle(callback, args, self, None)
        try:
            signal.signal(sig, lambda *_: self._handle_signal(sig))
            signal.siginterrupt(sig, False)
        except OSError as exc:
            del self._signal_handlers[sig]
            if not self._signal_handlers:
                self._forget_wakeup(signal)
            _raise_uncatchable(sig, exc)

    def _process_self_data(self, data):
        """Signals, by their numbers, as a wakeup descriptor gets them."""
        for signum in data:
            if signum:
                self._handle_signal(signum)

    def _handle_signal(self, sig):
        handle = self._signal_handlers.get(sig)
        if handle is None:
            return
        if handle._cancelled:
            self.remove_signal_handler(sig)
        else:
            self._add_callback_signalsafe(handle)

    def remove_signal_handler(self, sig):
        """Gives the signal its default meaning; was there a handler?"""
        self._check_signal(sig)
        if self._signal_handlers.pop(sig, None) is None:
            return False
        from . import unix_events
        signal = unix_events.signal
        try:
            signal.signal(sig, signal.default_int_handler if sig == signal.SIGINT else signal.SIG_DFL)
        except OSError as exc:
            _raise_uncatchable(sig, exc)
        if not self._signal_handlers:
            self._forget_wakeup(signal)
        return True

    def _forget_signals(self):
        """Gives all signals their default meaning, as the loop is closed."""
        from . import unix_events
        if not unix_events.sys.is_finalizing():
            for sig in list(self._signal_handlers):
                self.remove_signal_handler(sig)
        elif self._signal_handlers:
            import warnings
            warnings.warn(f"Closing the loop {self!r} on interpreter shutdown stage, skipping signal handlers removal",
                          ResourceWarning, source=self)
            self._signal_handlers.clear()

    @staticmethod
    def _forget_wakeup(signal):
        try:
            signal.set_wakeup_fd(-1)
        except (ValueError, OSError) as exc:
            base_events.logger.info("set_wakeup_fd(-1) failed: %s", exc)


def _nothing():
    pass


def _set_result_unless_done(future):
    if not future.done():
        future.set_result(None)


def _raise_uncatchable(sig, exc):
    if exc.errno == 22:  # EINVAL
        raise RuntimeError(f"sig {sig} cannot be caught")
    raise exc


def _is_socket_replaced():
    """Has the program put something else in the place of the module or its getaddrinfo()?"""
    if type(base_events.socket) is not LazyModule or len(vars(base_events.socket)) > 1:
        return True
    module = sys.modules.get("socket")
    return module is not None and module.getaddrinfo is not module._getaddrinfo


def _is_socket(sock):
    """Is it one of the system's, not what only says so of its class?"""
    import _socket
    return issubclass(type(sock), _socket.socket)


def _is_replaced_in_unix_events():
    module = sys.modules.get("asyncio.unix_events")
    return module is not None and "socket" in vars(module)


def _path(path):
    from os import fspath
    path = fspath(path)
    if isinstance(path, bytes):
        try:
            return path.decode()
        except UnicodeDecodeError:
            pass
    return path


def _check_port(host, port, what):
    """Ports of names are made to fit, as the system does; those of addresses are not."""
    if isinstance(port, int) and not 0 <= port < 65536 and host and _is_literal(host):
        raise OverflowError(f"{what}(): port must be 0-65535.")


async def _connected(address, local_addr, failures):
    try:
        connecting = _asyncio._connect(address, local_addr)
    except OSError as exc:
        failures.append(exc)
        raise
    future = connecting.future
    try:
        return await future
    except OSError as exc:
        failures.append(exc)
        raise
    except BaseException:
        # Cancelled, perhaps when there was a connection already, which nobody will have.
        if future.done() and not future.cancelled() and future.exception() is None:
            future.result()._close()
        raise
    finally:
        connecting._close()


_overriding = {}


def _is_literal(host):
    """Is the host an address, no name?"""
    import ipaddress
    try:
        ipaddress.ip_address(host.decode() if isinstance(host, bytes) else host)
    except ValueError:
        return False
    return True


def _overrides(cls):
    """Has a derived class one of the hooks?"""
    found = _overriding.get(cls)
    if found is None:
        own = base_events.SelectorEventLoop
        found = _overriding[cls] = any(getattr(cls, name, None) is not getattr(own, name, None) for name in _HOOKS)
    return found


class NativeServer(base_events.Server):
    """A server whose listening sockets and connections are native."""

    def _start_serving(self):
        if not self._serving:
            self._serving = True
            for listener in self._sockets:
                listener._start(self._loop, self._accepted)

    def _stop_listening(self, listener):
        listener._close()
        self._remove_path()

    @property
    def sockets(self):
        """The listening sockets."""
        return () if self._sockets is None else tuple(self._sockets)

    def _accepted(self, connection):
        if self._sockets is None:
            # Closed in the turn in which this one was accepted.
            connection._close()
            return
        try:
            protocol = self._protocol_factory()
            if self._ssl_context:
                from .sslproto import open_transport
                transport = open_transport(self._loop, connection, protocol, self._ssl_context, None, True, None,
                                           self._ssl_handshake_timeout, self._ssl_shutdown_timeout, self)
            else:
                transport = _asyncio._open(connection, self._loop, protocol, None, self)
            if self._loop.get_debug():
                base_events.logger.debug("%r got a new connection from %r: %r", self,
                                         transport.get_extra_info("peername"), transport.get_extra_info("socket"))
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            self._loop.call_exception_handler({
                "message": "Error on transport creation for incoming connection", "exception": exc})


NativeServer.__name__ = NativeServer.__qualname__ = "Server"
NativeServer.__module__ = "asyncio.base_events"
