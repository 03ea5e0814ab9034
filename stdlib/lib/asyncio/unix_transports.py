"""Which transports a loop with readers and writers makes."""


class UnixTransports:
    """The methods of BaseEventLoop that make transports."""

    def _make_socket_transport(self, sock, protocol, waiter=None, *, extra=None, server=None):
        from .selector_events import _SelectorSocketTransport
        return _SelectorSocketTransport(self, sock, protocol, waiter, extra, server)

    def _make_ssl_transport(self, rawsock, protocol, sslcontext, waiter=None, *, server_side=False,
                            server_hostname=None, extra=None, server=None, ssl_handshake_timeout=None,
                            ssl_shutdown_timeout=None, call_connection_made=True):
        from .selector_events import make_ssl_transport
        return make_ssl_transport(self, rawsock, protocol, sslcontext, waiter, server_side, server_hostname, extra,
                                  server, ssl_handshake_timeout, ssl_shutdown_timeout, call_connection_made)

    def _make_datagram_transport(self, sock, protocol, address=None, waiter=None, extra=None):
        from .selector_events import _SelectorDatagramTransport
        return _SelectorDatagramTransport(self, sock, protocol, address, waiter, extra)

    def _make_read_pipe_transport(self, pipe, protocol, waiter=None, extra=None):
        from .unix_events import _UnixReadPipeTransport
        return _UnixReadPipeTransport(self, pipe, protocol, waiter, extra)

    def _make_write_pipe_transport(self, pipe, protocol, waiter=None, extra=None):
        from .unix_events import _UnixWritePipeTransport
        return _UnixWritePipeTransport(self, pipe, protocol, waiter, extra)

    async def _make_subprocess_transport(self, protocol, args, shell, stdin, stdout, stderr, bufsize, extra=None,
                                         **kwargs):
        from .base_subprocess import _UnixSubprocessTransport
        waiter = self.create_future()
        transport = _UnixSubprocessTransport(self, protocol, args, shell, stdin, stdout, stderr, bufsize,
                                             waiter=waiter, extra=extra, **kwargs)
        try:
            await waiter
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException:
            transport.close()
            await transport._wait()
            raise
        return transport

    def _start_serving(self, protocol_factory, sock, sslcontext=None, server=None, backlog=100,
                       ssl_handshake_timeout=None, ssl_shutdown_timeout=None):
        from .selector_events import Acceptor
        acceptor = Acceptor(self, protocol_factory, sock, sslcontext, server, backlog, ssl_handshake_timeout,
                            ssl_shutdown_timeout)
        self._add_reader(sock.fileno(), acceptor.accept)

    def _stop_serving(self, sock):
        self._remove_reader(sock.fileno())
        sock.close()
