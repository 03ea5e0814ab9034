"""Names, connections, servers, pipes, processes and plain sockets, in the language, for any loop.

What it takes from `base_events` it takes at every use, since programs replace it there.
"""
from . import base_events, events


class BaseNetwork(events.AbstractEventLoop):
    """The part of BaseEventLoop that has to do with the world outside. Derived classes make the transports."""

    # What derived classes make.

    def _make_socket_transport(self, sock, protocol, waiter=None, *, extra=None, server=None):
        raise NotImplementedError

    def _make_ssl_transport(self, rawsock, protocol, sslcontext, waiter=None, *, server_side=False,
                            server_hostname=None, extra=None, server=None, ssl_handshake_timeout=None,
                            ssl_shutdown_timeout=None, call_connection_made=True):
        raise NotImplementedError

    def _make_datagram_transport(self, sock, protocol, address=None, waiter=None, extra=None):
        raise NotImplementedError

    def _make_read_pipe_transport(self, pipe, protocol, waiter=None, extra=None):
        raise NotImplementedError

    def _make_write_pipe_transport(self, pipe, protocol, waiter=None, extra=None):
        raise NotImplementedError

    async def _make_subprocess_transport(self, protocol, args, shell, stdin, stdout, stderr, bufsize, extra=None,
                                         **kwargs):
        raise NotImplementedError

    # Names and addresses.

    async def getaddrinfo(self, host, port, *, family=0, type=0, proto=0, flags=0):
        """As socket.getaddrinfo, on another thread."""
        look_up = self._getaddrinfo_debug if self._debug else base_events.socket.getaddrinfo
        return await self.run_in_executor(None, look_up, host, port, family, type, proto, flags)

    def _getaddrinfo_debug(self, host, port, family, type, proto, flags):
        """socket.getaddrinfo() with how long it took in the log."""
        asked = f"{host}:{port!r}"
        for name, value in (("family", family), ("type", type), ("proto", proto), ("flags", flags)):
            if value:
                asked += f", {name}={value!r}"
        base_events.logger.debug("Get address info %s", asked)
        began = self.time()
        infos = base_events.socket.getaddrinfo(host, port, family, type, proto, flags)
        took = self.time() - began
        text = f"Getting address info {asked} took {took * 1e3:.3f}ms: {infos!r}"
        if took >= self.slow_callback_duration:
            base_events.logger.info(text)
        else:
            base_events.logger.debug(text)
        return infos

    async def getnameinfo(self, sockaddr, flags=0):
        """As socket.getnameinfo, on another thread."""
        return await self.run_in_executor(None, base_events.socket.getnameinfo, sockaddr, flags)

    async def _ensure_resolved(self, address, *, family=0, type=1, proto=0, flags=0, loop):
        host, port = address[:2]
        info = base_events._ipaddr_info(host, port, family, type, proto, *address[2:])
        if info is not None:
            return [info]
        return await loop.getaddrinfo(host, port, family=family, type=type, proto=proto, flags=flags)

    # Connections and servers.

    async def create_connection(self, protocol_factory, host=None, port=None, *, ssl=None, family=0, proto=0, flags=0,
                                sock=None, local_addr=None, server_hostname=None, ssl_handshake_timeout=None,
                                ssl_shutdown_timeout=None, happy_eyeballs_delay=None, interleave=None,
                                all_errors=False):
        """Connects to host and port by TCP; returns the transport and the protocol."""
        base_events._check_ssl(ssl, server_hostname, ssl_handshake_timeout, ssl_shutdown_timeout)
        if server_hostname is None and ssl:
            if not host:
                raise ValueError("You must set server_hostname when using ssl without a host")
            server_hostname = host
        if host is not None or port is not None:
            if sock is not None:
                raise ValueError("host/port and sock can not be specified at the same time")
            infos = await self._ensure_resolved((host, port), family=family, type=base_events.socket.SOCK_STREAM,
                                                proto=proto, flags=flags, loop=self)
            if not infos:
                raise OSError("getaddrinfo() returned empty list")
            local_infos = None
            if local_addr is not None:
                local_infos = await self._ensure_resolved(
                    local_addr, family=family, type=base_events.socket.SOCK_STREAM, proto=proto, flags=flags, loop=self)
                if not local_infos:
                    raise OSError("getaddrinfo() returned empty list")
            if interleave is None and happy_eyeballs_delay is not None:
                interleave = 1
            if interleave:
                infos = base_events._interleave_addrinfos(infos, interleave)
            sock = await self._connect_first(infos, local_infos, happy_eyeballs_delay, all_errors)
        elif sock is None:
            raise ValueError("host and port was not specified and no sock specified")
        elif sock.type != base_events.socket.SOCK_STREAM:
            raise ValueError(f"A Stream Socket was expected, got {sock!r}")
        transport, protocol = await self._create_connection_transport(
            sock, protocol_factory, ssl, server_hostname, ssl_handshake_timeout=ssl_handshake_timeout,
            ssl_shutdown_timeout=ssl_shutdown_timeout)
        return transport, protocol

    async def _connect_first(self, infos, local_infos, happy_eyeballs_delay, all_errors):
        """The socket of the first address that can be connected to."""
        failures = []
        sock = None
        if happy_eyeballs_delay is None:
            for info in infos:
                try:
                    sock = await self._connect_sock(failures, info, local_infos)
                    break
                except OSError:
                    continue
        else:
            from .staggered import staggered_race
            sock = (await staggered_race(
                (lambda info=info: self._connect_sock(failures, info, local_infos) for info in infos),
                happy_eyeballs_delay))[0]
        if sock is not None:
            return sock
        try:
            raise base_events._connection_error([exc for some in failures for exc in some], all_errors)
        finally:
            failures = None

    async def _connect_sock(self, exceptions, addr_info, local_addr_infos=None):
        """A socket connected to an address; what goes wrong is appended to `exceptions` as a list."""
        failures = []
        exceptions.append(failures)
        family, type, proto, _, address = addr_info
        sock = None
        try:
            sock = base_events.socket.socket(family=family, type=type, proto=proto)
            sock.setblocking(False)
            if local_addr_infos is not None:
                self._bind_local(sock, family, local_addr_infos, failures)
            await self.sock_connect(sock, address)
            return sock
        except OSError as exc:
            failures.append(exc)
            if sock is not None:
                base_events._close_quietly(sock)
            raise
        except:
            if sock is not None:
                base_events._close_quietly(sock)
            raise
        finally:
            exceptions = failures = None

    @staticmethod
    def _bind_local(sock, family, local_infos, failures):
        for local_family, _, _, _, address in local_infos:
            if local_family != family:
                continue
            try:
                sock.bind(address)
                return
            except OSError as exc:
                failures.append(OSError(exc.errno, f"error while attempting to bind on address {address!r}: "
                                                   f"{str(exc).lower()}"))
        if failures:
            raise failures.pop()
        raise OSError(f"no matching local address with {family=} found")

    async def _create_connection_transport(self, sock, protocol_factory, ssl, server_hostname, server_side=False,
                                           ssl_handshake_timeout=None, ssl_shutdown_timeout=None):
        try:
            sock.setblocking(False)
            protocol = protocol_factory()
            waiter = self.create_future()
            if ssl:
                transport = self._make_ssl_transport(
                    sock, protocol, None if isinstance(ssl, bool) else ssl, waiter, server_side=server_side,
                    server_hostname=server_hostname, ssl_handshake_timeout=ssl_handshake_timeout,
                    ssl_shutdown_timeout=ssl_shutdown_timeout)
            else:
                transport = self._make_socket_transport(sock, protocol, waiter)
        except:
            # There is no transport that would close it.
            sock.close()
            raise
        try:
            await waiter
        except:
            transport.close()
            waiter = None
            raise
        return transport, protocol

    async def connect_accepted_socket(self, protocol_factory, sock, *, ssl=None, ssl_handshake_timeout=None,
                                      ssl_shutdown_timeout=None):
        """A transport and a protocol for a connection that was accepted elsewhere."""
        if sock.type != base_events.socket.SOCK_STREAM:
            raise ValueError(f"A Stream Socket was expected, got {sock!r}")
        base_events._check_ssl(ssl, None, ssl_handshake_timeout, ssl_shutdown_timeout)
        return await self._create_connection_transport(
            sock, protocol_factory, ssl, "", server_side=True, ssl_handshake_timeout=ssl_handshake_timeout,
            ssl_shutdown_timeout=ssl_shutdown_timeout)

    async def create_server(self, protocol_factory, host=None, port=None, *, family=0, flags=1, sock=None, backlog=100,
                            ssl=None, reuse_address=None, reuse_port=None, keep_alive=None,
                            ssl_handshake_timeout=None, ssl_shutdown_timeout=None, start_serving=True):
        """A TCP server that makes a protocol for each connection."""
        if isinstance(ssl, bool):
            raise TypeError("ssl argument must be an SSLContext or None")
        base_events._check_ssl(ssl, None, ssl_handshake_timeout, ssl_shutdown_timeout)
        if host is not None or port is not None:
            if sock is not None:
                raise ValueError("host/port and sock can not be specified at the same time")
            hosts = [None] if host == "" or host is None else [host] if isinstance(host, str) else list(host)
            infos = {}
            for each in hosts:
                infos.update(dict.fromkeys(await self._create_server_getaddrinfo(each, port, family, flags)))
            sockets = self._listeners_for(infos, reuse_address is not False, reuse_port, keep_alive)
        elif sock is None:
            raise ValueError("Neither host/port nor sock were specified")
        elif sock.type != base_events.socket.SOCK_STREAM:
            raise ValueError(f"A Stream Socket was expected, got {sock!r}")
        else:
            sockets = [sock]
        for each in sockets:
            each.setblocking(False)
        server = base_events.Server(self, sockets, protocol_factory, ssl, backlog, ssl_handshake_timeout,
                                    ssl_shutdown_timeout)
        return await self._begin_by_names(server, start_serving)

    async def _create_server_getaddrinfo(self, host, port, family, flags):
        infos = await self._ensure_resolved((host, port), family=family, type=base_events.socket.SOCK_STREAM,
                                            flags=flags, loop=self)
        if not infos:
            raise OSError(f"getaddrinfo({host!r}) returned empty list")
        return infos

    async def _begin(self, server, start_serving):
        if start_serving:
            server._start_serving()
            from .tasks import sleep
            # Accepting begins before anybody knows of the server.
            try:
                await sleep(0)
            except BaseException:
                # Nobody will.
                server.close()
                raise
        return server

    async def _begin_by_names(self, server, start_serving):
        """As _begin, for a server that was asked for by host and port, which debug mode reports."""
        await self._begin(server, start_serving)
        if self._debug:
            base_events.logger.info("%r is serving", server)
        return server

    def _listeners_for(self, infos, reuse_address, reuse_port, keep_alive):
        sockets = []
        completed = False
        try:
            for family, type, proto, _, address in infos:
                try:
                    sock = base_events.socket.socket(family, type, proto)
                except base_events.socket.error:
                    # The system knows the family only by name.
                    continue
                sockets.append(sock)
                if reuse_address:
                    sock.setsockopt(base_events.socket.SOL_SOCKET, base_events.socket.SO_REUSEADDR, True)
                if reuse_port and family in (base_events.socket.AF_INET, base_events.socket.AF_INET6):
                    base_events._set_reuseport(sock)
                if keep_alive:
                    sock.setsockopt(base_events.socket.SOL_SOCKET, base_events.socket.SO_KEEPALIVE, True)
                if family == base_events.socket.AF_INET6 and hasattr(base_events.socket, "IPPROTO_IPV6"):
                    sock.setsockopt(base_events.socket.IPPROTO_IPV6, base_events.socket.IPV6_V6ONLY, True)
                try:
                    sock.bind(address)
                except OSError as exc:
                    message = f"error while attempting to bind on address {address!r}: {str(exc).lower()}"
                    if exc.errno == 99:  # EADDRNOTAVAIL
                        # The system has the family, and no address of it.
                        sockets.pop()
                        sock.close()
                        continue
                    raise OSError(exc.errno, message) from None
            if not sockets:
                raise OSError("could not bind on any address out of %r" % ([info[4] for info in infos],))
            completed = True
        finally:
            if not completed:
                for sock in sockets:
                    sock.close()
        return sockets

    async def create_datagram_endpoint(self, protocol_factory, local_addr=None, remote_addr=None, *, family=0, proto=0,
                                       flags=0, reuse_port=None, allow_broadcast=None, sock=None):
        """A socket of datagrams; returns the transport and the protocol."""
        if sock is not None:
            if sock.type == base_events.socket.SOCK_STREAM:
                raise ValueError(f"A datagram socket was expected, got {sock!r}")
            if local_addr or remote_addr or family or proto or flags or reuse_port or allow_broadcast:
                options = dict(local_addr=local_addr, remote_addr=remote_addr, family=family, proto=proto, flags=flags,
                               reuse_port=reuse_port, allow_broadcast=allow_broadcast)
                problems = ", ".join(f"{k}={v}" for k, v in options.items() if v)
                raise ValueError("socket modifier keyword arguments can not be used when sock is specified. "
                                 f"({problems})")
            sock.setblocking(False)
            peer = None
        else:
            pairs = await self._datagram_addresses(local_addr, remote_addr, family, proto, flags)
            sock, peer = await self._datagram_socket(pairs, reuse_port, allow_broadcast)
        protocol = protocol_factory()
        waiter = self.create_future()
        transport = self._make_datagram_transport(sock, protocol, peer, waiter)
        try:
            await waiter
        except:
            transport.close()
            raise
        if self._debug:
            if local_addr:
                base_events.logger.info("Datagram endpoint local_addr=%r remote_addr=%r created: (%r, %r)",
                                        local_addr, remote_addr, transport, protocol)
            else:
                base_events.logger.debug("Datagram endpoint remote_addr=%r created: (%r, %r)", remote_addr, transport,
                                         protocol)
        return transport, protocol

    async def _datagram_addresses(self, local_addr, remote_addr, family, proto, flags):
        """Pairs of local and remote address by family and protocol."""
        if not (local_addr or remote_addr):
            if family == 0:
                raise ValueError("unexpected address family")
            return {(family, proto): (None, None)}
        if hasattr(base_events.socket, "AF_UNIX") and family == base_events.socket.AF_UNIX:
            for address in (local_addr, remote_addr):
                if address is not None and not isinstance(address, str):
                    raise TypeError("string is expected")
            if local_addr and local_addr[0] not in (0, "\0"):
                base_events._remove_socket(local_addr)
            return {(family, proto): (local_addr, remote_addr)}
        found = {}
        for index, address in ((0, local_addr), (1, remote_addr)):
            if address is None:
                continue
            if not (isinstance(address, tuple) and len(address) == 2):
                raise TypeError("2-tuple is expected")
            infos = await self._ensure_resolved(address, family=family, type=base_events.socket.SOCK_DGRAM, proto=proto,
                                                flags=flags, loop=self)
            if not infos:
                raise OSError("getaddrinfo() returned empty list")
            for fam, _, pro, _, sockaddr in infos:
                found.setdefault((fam, pro), [None, None])[index] = sockaddr
        pairs = {key: pair for key, pair in found.items()
                 if not ((local_addr and pair[0] is None) or (remote_addr and pair[1] is None))}
        if not pairs:
            raise ValueError("can not get address information")
        return pairs

    async def _datagram_socket(self, pairs, reuse_port, allow_broadcast):
        failures = []
        for (family, proto), (local, remote) in pairs.items():
            sock = None
            try:
                sock = base_events.socket.socket(family=family, type=base_events.socket.SOCK_DGRAM, proto=proto)
                if reuse_port:
                    base_events._set_reuseport(sock)
                if allow_broadcast:
                    sock.setsockopt(base_events.socket.SOL_SOCKET, base_events.socket.SO_BROADCAST, 1)
                sock.setblocking(False)
                if local:
                    sock.bind(local)
                if remote and not allow_broadcast:
                    await self.sock_connect(sock, remote)
                return sock, remote
            except OSError as exc:
                if sock is not None:
                    sock.close()
                failures.append(exc)
            except:
                if sock is not None:
                    sock.close()
                raise
        raise failures[0]

    async def start_tls(self, transport, protocol, sslcontext, *, server_side=False, server_hostname=None,
                        ssl_handshake_timeout=None, ssl_shutdown_timeout=None):
        """Begins TLS on a connection that is in use; returns the new transport."""
        from .sslproto import start_tls
        return await start_tls(self, transport, protocol, sslcontext, server_side, server_hostname,
                               ssl_handshake_timeout, ssl_shutdown_timeout)

    async def sendfile(self, transport, file, offset=0, count=None, *, fallback=True):
        """Sends a file's bytes; returns how many."""
        if transport.is_closing():
            raise RuntimeError("Transport is closing")
        from .constants import _SendfileMode
        mode = getattr(transport, "_sendfile_compatible", _SendfileMode.UNSUPPORTED)
        if mode is _SendfileMode.UNSUPPORTED:
            raise RuntimeError(f"sendfile is not supported for transport {transport!r}")
        if mode is _SendfileMode.TRY_NATIVE:
            from .exceptions import SendfileNotAvailableError
            try:
                return await self._sendfile_native(transport, file, offset, count)
            except SendfileNotAvailableError:
                if not fallback:
                    raise
        if not fallback:
            raise RuntimeError(
                f"fallback is disabled and native sendfile is not supported for transport {transport!r}")
        return await self._sendfile_fallback(transport, file, offset, count)

    async def _sendfile_native(self, transp, file, offset, count):
        from .exceptions import SendfileNotAvailableError
        raise SendfileNotAvailableError("sendfile syscall is not supported")

    async def _sendfile_fallback(self, transp, file, offset, count):
        from .sendfile import send_to_transport
        return await send_to_transport(transp, file, offset, count)

    async def sock_sendfile(self, sock, file, offset=0, count=None, *, fallback=True):
        """Sends a file's bytes by a socket; returns how many."""
        base_events._check_nonblocking(self, sock)
        base_events._check_ssl_socket(sock)
        self._check_sendfile_params(sock, file, offset, count)
        from .exceptions import SendfileNotAvailableError
        try:
            return await self._sock_sendfile_native(sock, file, offset, count)
        except SendfileNotAvailableError:
            if not fallback:
                raise
        return await self._sock_sendfile_fallback(sock, file, offset, count)

    def _check_sendfile_params(self, sock, file, offset, count):
        from .sendfile import check_arguments
        check_arguments(sock, file, offset, count)

    async def _sock_sendfile_native(self, sock, file, offset, count):
        from .exceptions import SendfileNotAvailableError
        raise SendfileNotAvailableError(
            f"syscall sendfile is not available for socket {sock!r} and file {file!r} combination")

    async def _sock_sendfile_fallback(self, sock, file, offset, count):
        from .sendfile import send_to_socket
        return await send_to_socket(self, sock, file, offset, count)

    # Pipes and processes.

    async def connect_read_pipe(self, protocol_factory, pipe):
        """A transport and a protocol for the reading end of a pipe."""
        return await self._connect_pipe("Read", self._make_read_pipe_transport, protocol_factory, pipe)

    async def connect_write_pipe(self, protocol_factory, pipe):
        """A transport and a protocol for the writing end of a pipe."""
        return await self._connect_pipe("Write", self._make_write_pipe_transport, protocol_factory, pipe)

    async def _connect_pipe(self, kind, make_transport, protocol_factory, pipe):
        protocol = protocol_factory()
        waiter = self.create_future()
        transport = make_transport(pipe, protocol, waiter)
        try:
            await waiter
        except:
            transport.close()
            raise
        if self._debug:
            base_events.logger.debug(f"{kind} pipe %r connected: (%r, %r)", pipe.fileno(), transport, protocol)
        return transport, protocol

    async def subprocess_shell(self, protocol_factory, cmd, *, stdin=-1, stdout=-1, stderr=-1,
                               universal_newlines=False, shell=True, bufsize=0, encoding=None, errors=None, text=None,
                               **kwargs):
        """Starts a process by a command of the shell; returns the transport and the protocol."""
        if not isinstance(cmd, (bytes, str)):
            raise ValueError("cmd must be a string")
        if not shell:
            raise ValueError("shell must be True")
        base_events._check_binary(universal_newlines, bufsize, encoding, errors, text)
        protocol = protocol_factory()
        if self._debug:
            self._log_subprocess(f"run shell command {cmd!r}", stdin, stdout, stderr)
        transport = await self._make_subprocess_transport(protocol, cmd, True, stdin, stdout, stderr, bufsize, **kwargs)
        if self._debug:
            base_events.logger.info("%s: %r", f"run shell command {cmd!r}", transport)
        return transport, protocol

    async def subprocess_exec(self, protocol_factory, program, *args, stdin=-1, stdout=-1, stderr=-1,
                              universal_newlines=False, shell=False, bufsize=0, encoding=None, errors=None, text=None,
                              **kwargs):
        """Starts a process; returns the transport and the protocol."""
        if shell:
            raise ValueError("shell must be False")
        base_events._check_binary(universal_newlines, bufsize, encoding, errors, text)
        protocol = protocol_factory()
        if self._debug:
            self._log_subprocess(f"execute program {program!r}", stdin, stdout, stderr)
        transport = await self._make_subprocess_transport(protocol, (program, *args), False, stdin, stdout, stderr,
                                                          bufsize, **kwargs)
        if self._debug:
            base_events.logger.info("%s: %r", f"execute program {program!r}", transport)
        return transport, protocol

    def _log_subprocess(self, msg, stdin, stdout, stderr):
        parts = [msg]
        if stdin is not None:
            parts.append(f"stdin={base_events._format_pipe(stdin)}")
        if stdout is not None and stderr == -2:  # subprocess.STDOUT
            parts.append(f"stdout=stderr={base_events._format_pipe(stdout)}")
        else:
            if stdout is not None:
                parts.append(f"stdout={base_events._format_pipe(stdout)}")
            if stderr is not None:
                parts.append(f"stderr={base_events._format_pipe(stderr)}")
        base_events.logger.debug(" ".join(parts))
