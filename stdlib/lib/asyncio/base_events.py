"""The loop as programs see it: a native loop with what is seldom called or builds on coroutines."""
import _asyncio
import sys

from . import events
from .exceptions import CancelledError

__all__ = ("BaseEventLoop", "SelectorEventLoop", "Server")


class BaseEventLoop(_asyncio.EventLoop, events.AbstractEventLoop):
    """An event loop."""

    _signal_handlers = frozenset()
    _default_executor = None
    _executor_shutdown_called = False

    def __repr__(self):
        return (f"<{self.__class__.__name__} running={self.is_running()} "
                f"closed={self.is_closed()} debug={self.get_debug()}>")

    def run_until_complete(self, future):
        """Runs the loop until the future or coroutine is done, and returns its result."""
        self._check_closed()
        self._check_running()
        if not _asyncio.isfuture(future):
            from .tasks import ensure_future
            future = ensure_future(future, loop=self)
            future._log_destroy_pending = False
        elif future.get_loop() is not self:
            raise ValueError("The future belongs to a different loop than the one specified as the loop argument")
        return _asyncio._run_until(self, future)

    async def shutdown_asyncgens(self):
        """Closes the async generators that have been started and not finished."""
        closing = _asyncio._async_generators(self)
        if not closing:
            return
        from .tasks import gather
        results = await gather(*[agen.aclose() for agen in closing], return_exceptions=True)
        for agen, result in zip(closing, results):
            if isinstance(result, Exception):
                self.call_exception_handler({
                    "message": f"an error occurred during closing of asynchronous generator {agen!r}",
                    "exception": result,
                    "asyncgen": agen,
                })

    # Reports of what nobody handles.

    def default_exception_handler(self, context):
        """Writes the report on standard error, as CPython's logger does."""
        lines = [context.get("message") or "Unhandled exception in event loop"]
        for key in sorted(context):
            if key not in ("message", "exception"):
                lines.append(f"{key}: {context[key]!r}")
        sys.stderr.write("\n".join(lines) + "\n")
        if (exception := context.get("exception")) is not None:
            sys.stderr.write(_asyncio._format_exception(exception))

    def call_exception_handler(self, context):
        """Hands a report to the handler of `set_exception_handler`, or to the default one."""
        handler = self.get_exception_handler()
        if handler is None:
            self.default_exception_handler(context)
            return
        try:
            handler(self, context)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            try:
                self.default_exception_handler({
                    "message": "Unhandled error in exception handler",
                    "exception": exc,
                    "context": context,
                })
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException:
                sys.stderr.write("Exception in default exception handler while handling an unexpected error in "
                                 "custom exception handler\n")

    # Names and addresses.

    async def getaddrinfo(self, host, port, *, family=0, type=0, proto=0, flags=0):
        """As socket.getaddrinfo; an address is understood at once, a name is looked up on another thread."""
        infos = await _asyncio._resolve(host, port, family, type, proto, flags)
        if infos is None:
            import socket
            raise socket.gaierror(-2, "Name or service not known")
        return infos

    async def getnameinfo(self, sockaddr, flags=0):
        import socket
        return socket.getnameinfo(sockaddr, flags)

    # Connections and servers.

    async def create_connection(self, protocol_factory, host=None, port=None, *, ssl=None, family=0, proto=0, flags=0,
                                sock=None, local_addr=None, server_hostname=None, ssl_handshake_timeout=None,
                                ssl_shutdown_timeout=None, happy_eyeballs_delay=None, interleave=None,
                                all_errors=False):
        """Connects to host and port by TCP; returns the transport and the protocol."""
        _no_ssl(ssl, server_hostname)
        if sock is not None:
            if host is not None or port is not None:
                raise ValueError("host/port and sock can not be specified at the same time")
            return self._attach(sock, protocol_factory)
        if host is None and port is None:
            raise ValueError("host and port was not specified and no sock specified")
        infos = await self.getaddrinfo(host, port, family=family, type=1, proto=proto, flags=flags)
        if not infos:
            raise OSError("getaddrinfo() returned empty list")
        return await self._connect_any([info[4] for info in infos], protocol_factory, all_errors, local_addr)

    async def create_unix_connection(self, protocol_factory, path=None, *, ssl=None, sock=None, server_hostname=None,
                                     ssl_handshake_timeout=None, ssl_shutdown_timeout=None):
        """Connects to a Unix socket; returns the transport and the protocol."""
        _no_ssl(ssl, server_hostname)
        if sock is not None:
            if path is not None:
                raise ValueError("path and sock can not be specified at the same time")
            return self._attach(sock, protocol_factory)
        if path is None:
            raise ValueError("no path and sock were specified")
        return await self._connect_any([_path(path)], protocol_factory, False, None)

    async def _connect_any(self, addresses, protocol_factory, all_errors, local_addr):
        errors = []
        for address in addresses:
            connecting = _asyncio._connect(address, local_addr)
            try:
                connection = await connecting.future
            except OSError as exc:
                errors.append(exc)
            else:
                return await self._made(connection, protocol_factory())
            finally:
                connecting._close()
        try:
            if all_errors:
                raise ExceptionGroup("create_connection failed", errors)
            if len(errors) == 1 or len({str(exc) for exc in errors}) == 1:
                raise errors[0]
            raise OSError("Multiple exceptions: {}".format(", ".join(str(exc) for exc in errors)))
        finally:
            errors = None

    async def _attach(self, sock, protocol_factory):
        return await self._made(_asyncio._adopt(sock), protocol_factory())

    async def _made(self, connection, protocol):
        waiter = self.create_future()
        transport = _asyncio._open(connection, self, protocol, waiter)
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
        _no_ssl(ssl)
        if sock is not None:
            if host is not None or port is not None:
                raise ValueError("host/port and sock can not be specified at the same time")
            listeners = [_asyncio._adopt_listener(sock, backlog)]
        else:
            if host is None and port is None:
                raise ValueError("Neither host/port nor sock were specified")
            hosts = [None] if host == "" or host is None else [host] if isinstance(host, str) else list(host)
            addresses = []
            for each in hosts:
                infos = await self.getaddrinfo(each, port, family=family, type=1, flags=flags)
                if not infos:
                    raise OSError(f"getaddrinfo({each!r}) returned empty list")
                addresses += [info[4] for info in infos if info[4] not in addresses]
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
        return await self._serve(listeners, protocol_factory, start_serving)

    async def create_unix_server(self, protocol_factory, path=None, *, sock=None, backlog=100, ssl=None,
                                 ssl_handshake_timeout=None, ssl_shutdown_timeout=None, start_serving=True,
                                 cleanup_socket=True):
        """A server on a Unix socket."""
        _no_ssl(ssl)
        if sock is not None:
            if path is not None:
                raise ValueError("path and sock can not be specified at the same time")
            listener = _asyncio._adopt_listener(sock, backlog)
        elif path is None:
            raise ValueError("path was not specified, and no sock specified")
        else:
            listener = _asyncio._listen(_path(path), backlog, False, False)
        return await self._serve([listener], protocol_factory, start_serving)

    async def _serve(self, listeners, protocol_factory, start_serving):
        server = Server(self, listeners, protocol_factory)
        if start_serving:
            server._start_serving()
            from .tasks import sleep
            await sleep(0)
        return server

    # Plain sockets.

    async def sock_recv(self, sock, n):
        """Receives up to n bytes."""
        return await self._when_ready(sock, "read", sock.recv, n)

    async def sock_recv_into(self, sock, buf):
        """Receives into a buffer; returns the number of bytes."""
        return await self._when_ready(sock, "read", sock.recv_into, buf)

    async def sock_recvfrom(self, sock, bufsize):
        """Receives a datagram of up to bufsize bytes; returns it and the sender's address."""
        return await self._when_ready(sock, "read", sock.recvfrom, bufsize)

    async def sock_sendto(self, sock, data, address):
        """Sends a datagram."""
        return await self._when_ready(sock, "write", sock.sendto, data, address)

    async def sock_sendall(self, sock, data):
        """Sends all of data."""
        _check_nonblocking(sock)
        try:
            sent = sock.send(data)
        except (BlockingIOError, InterruptedError):
            sent = 0
        if sent == len(data):
            return
        rest = memoryview(data)[sent:]
        while rest:
            rest = rest[await self._when_ready(sock, "write", sock.send, rest):]

    async def sock_accept(self, sock):
        """Accepts a connection; returns its socket, which does not block, and the peer's address."""
        conn, address = await self._when_ready(sock, "read", sock.accept)
        conn.setblocking(False)
        return conn, address

    async def sock_connect(self, sock, address):
        """Connects."""
        _check_nonblocking(sock)
        if sock.family != 1 and isinstance(address, tuple):
            infos = await self.getaddrinfo(*address[:2], family=sock.family, type=sock.type, proto=sock.proto)
            address = infos[0][4]
        try:
            sock.connect(address)
            return
        except (BlockingIOError, InterruptedError):
            pass

        def finish():
            if (err := sock.getsockopt(1, 4)) != 0:  # SOL_SOCKET, SO_ERROR
                raise OSError(err, f"Connect call failed {address}")

        await self._wait_ready(sock, "write")
        finish()

    async def _when_ready(self, sock, direction, call, *args):
        _check_nonblocking(sock)
        while True:
            try:
                return call(*args)
            except (BlockingIOError, InterruptedError):
                await self._wait_ready(sock, direction)

    async def _wait_ready(self, sock, direction):
        fd = sock.fileno()
        add, remove = ((self.add_reader, self.remove_reader) if direction == "read"
                       else (self.add_writer, self.remove_writer))
        future = self.create_future()

        def ready():
            remove(fd)
            if not future.done():
                future.set_result(None)

        add(fd, ready)
        try:
            await future
        finally:
            if not future.done() or future.cancelled():
                remove(fd)

    # Signals and threads.

    def add_signal_handler(self, sig, callback, *args):
        """Has callback called when the signal comes."""
        import signal
        if _asyncio.iscoroutine(callback) or not callable(callback) or _is_coroutine_function(callback):
            raise TypeError("coroutines cannot be used with add_signal_handler()")
        self._check_closed()
        signal.signal(sig, lambda *_: self.call_soon(callback, *args))
        self._signal_handlers = {*self._signal_handlers, sig}

    def remove_signal_handler(self, sig):
        """Gives the signal its default meaning; was there a handler?"""
        import signal
        if sig not in self._signal_handlers:
            return False
        self._signal_handlers = self._signal_handlers - {sig}
        signal.signal(sig, signal.default_int_handler if sig == signal.SIGINT else signal.SIG_DFL)
        return True

    def close(self):
        """Frees what the loop holds; it cannot run again."""
        if not self.is_running():
            for sig in self._signal_handlers:
                self.remove_signal_handler(sig)
            executor, self._default_executor = self._default_executor, None
            self._executor_shutdown_called = True
            if executor is not None:
                executor.shutdown(wait=False)
        super().close()

    # Blocking work.

    def run_in_executor(self, executor, func, *args):
        """A future of func(*args), called in one of the executor's threads; None is the default executor."""
        self._check_closed()
        if executor is None:
            executor = self._default_executor
            if self._executor_shutdown_called:
                raise RuntimeError("Executor shutdown has been called")
            if executor is None:
                from concurrent.futures import ThreadPoolExecutor
                executor = self._default_executor = ThreadPoolExecutor(thread_name_prefix="asyncio")
        from .futures import wrap_future
        return wrap_future(executor.submit(func, *args), loop=self)

    def set_default_executor(self, executor):
        """Sets what run_in_executor(None, ...) uses."""
        from concurrent.futures import ThreadPoolExecutor
        if not isinstance(executor, ThreadPoolExecutor):
            raise TypeError("executor must be ThreadPoolExecutor instance")
        self._default_executor = executor

    async def shutdown_default_executor(self, timeout=None):
        """Waits until the default executor's calls are done, no longer than `timeout` seconds."""
        self._executor_shutdown_called = True
        if self._default_executor is None:
            return
        import threading
        future = self.create_future()
        thread = threading.Thread(target=self._shut_executor_down, args=(future,))
        thread.start()
        try:
            from .timeouts import timeout as limit
            async with limit(timeout):
                await future
        except TimeoutError:
            import warnings
            warnings.warn("The executor did not finishing joining its threads within "
                          f"{timeout} seconds.", RuntimeWarning, stacklevel=2)
            self._default_executor.shutdown(wait=False)
        else:
            thread.join()

    def _shut_executor_down(self, future):
        try:
            self._default_executor.shutdown(wait=True)
            if not self.is_closed():
                self.call_soon_threadsafe(_set_unless_cancelled, future, None)
        except Exception as exc:
            if not self.is_closed() and not future.cancelled():
                self.call_soon_threadsafe(future.set_exception, exc)


def _set_unless_cancelled(future, result):
    if not future.cancelled():
        future.set_result(result)


class SelectorEventLoop(BaseEventLoop):
    """The loop of this system."""


SelectorEventLoop.__name__ = SelectorEventLoop.__qualname__ = "_UnixSelectorEventLoop"
SelectorEventLoop.__module__ = "asyncio.unix_events"


def _no_ssl(ssl, server_hostname=None):
    if ssl or server_hostname is not None:
        raise NotImplementedError("asyncio connections with ssl are not supported")


def _is_coroutine_function(func):
    code = getattr(func, "__code__", None)
    return code is not None and bool(code.co_flags & 0x80)


def _path(path):
    return path.__fspath__() if hasattr(path, "__fspath__") else path


def _check_nonblocking(sock):
    if sock.gettimeout() != 0:
        raise ValueError("the socket must be non-blocking")


class Server(events.AbstractServer):
    """Listening sockets and the connections they accepted."""

    def __init__(self, loop, listeners, protocol_factory):
        self._loop = loop
        self._listeners = listeners
        self._protocol_factory = protocol_factory
        self._active = set()
        self._serving = False
        self._serving_forever = None
        self._waiters = []

    def __repr__(self):
        return f"<{self.__class__.__name__} sockets={self.sockets!r}>"

    def get_loop(self):
        return self._loop

    def is_serving(self):
        return self._serving

    @property
    def sockets(self):
        """The listening sockets."""
        return () if self._listeners is None else tuple(self._listeners)

    def _start_serving(self):
        if not self._serving:
            self._serving = True
            for listener in self._listeners:
                listener._start(self._loop, self._accepted)

    def _accepted(self, connection):
        protocol = self._protocol_factory()
        transport = _asyncio._open(connection, self._loop, protocol, None, self)

    def _attach(self, transport):
        self._active.add(transport)

    def _detach(self, transport):
        self._active.discard(transport)
        if not self._active and self._listeners is None:
            self._wakeup()

    def _wakeup(self):
        waiters, self._waiters = self._waiters, None
        for waiter in waiters or ():
            if not waiter.done():
                waiter.set_result(None)

    async def start_serving(self):
        """Begins to accept connections."""
        self._start_serving()
        from .tasks import sleep
        await sleep(0)

    async def serve_forever(self):
        """Accepts connections until it is cancelled, then closes the server."""
        if self._serving_forever is not None:
            raise RuntimeError(f"server {self!r} is already being awaited on serve_forever()")
        if self._listeners is None:
            raise RuntimeError(f"server {self!r} is closed")
        self._start_serving()
        self._serving_forever = self._loop.create_future()
        try:
            await self._serving_forever
        except CancelledError:
            try:
                self.close()
                await self.wait_closed()
            finally:
                raise
        finally:
            self._serving_forever = None

    def close(self):
        """Stops listening. Open connections stay open."""
        listeners, self._listeners = self._listeners, None
        if listeners is None:
            return
        for listener in listeners:
            listener._close()
        self._serving = False
        if self._serving_forever is not None and not self._serving_forever.done():
            self._serving_forever.cancel()
            self._serving_forever = None
        if not self._active:
            self._wakeup()

    def close_clients(self):
        """Closes all open connections."""
        for transport in list(self._active):
            transport.close()

    def abort_clients(self):
        """Closes all open connections without sending what is buffered."""
        for transport in list(self._active):
            transport.abort()

    async def wait_closed(self):
        """Waits until the server is closed and so are its connections."""
        if self._waiters is None:
            return
        waiter = self._loop.create_future()
        self._waiters.append(waiter)
        await waiter

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc):
        self.close()
        await self.wait_closed()
