"""The loop as programs see it.

`BaseEventLoop` is a whole loop in the language, for classes that derive from it and bring a selector or a clock of
their own. The loop that programs usually get, at the end of this file, replaces its turns by native ones. It is
imported when a program starts its loop, so what only few programs need is imported where they do.
"""
import _asyncio
from _collections import deque

from . import constants, events
from .exceptions import CancelledError
from .log import logger

__all__ = ("BaseEventLoop", "SelectorEventLoop", "Server")

# Cancelled timers are swept when there are more timers than this, and this part of them is cancelled.
_MIN_SCHEDULED_TIMER_HANDLES = 100
_MIN_CANCELLED_TIMER_HANDLES_FRACTION = 0.5
# In seconds: no loop waits longer at a time.
MAXIMUM_SELECT_TIMEOUT = 24 * 3600


class BaseEventLoop(events.AbstractEventLoop):
    """An event loop. What waits for the system is left to derived classes: `_selector`, with a method
    `select(timeout)`, and `_process_events(event_list)`, which queues what the events cause."""

    _signal_handlers = frozenset()
    _executor_shutdown_called = False
    _exception_handler = None
    _task_factory = None
    _default_executor = None
    slow_callback_duration = 0.1  # seconds; more is reported in debug mode

    def __init__(self):
        self._closed = False
        self._stopping = False
        self._running = False
        self._ready = deque()
        self._scheduled = []
        self._timer_cancelled_count = 0
        self._clock_resolution = 1e-9
        self._current_handle = None
        self._debug = False
        self._asyncgens_shutdown_called = False
        self.set_debug(_asyncio._debug_wanted())

    def __repr__(self):
        return (f"<{self.__class__.__name__} running={self.is_running()} "
                f"closed={self.is_closed()} debug={self.get_debug()}>")

    def __del__(self):
        if not self.is_closed():
            import warnings
            warnings.warn(f"unclosed event loop {self!r}", ResourceWarning, source=self)
            if not self.is_running():
                self.close()

    # Futures and tasks.

    def create_future(self):
        """A future of this loop."""
        return _asyncio.Future(loop=self)

    def create_task(self, coro, **kwargs):
        """Has a coroutine run as a task."""
        self._check_closed()
        factory = self.get_task_factory()
        if factory is not None:
            return factory(self, coro, **kwargs)
        return _asyncio.Task(coro, loop=self, **kwargs)

    def set_task_factory(self, factory):
        """Sets what `create_task` calls: factory(loop, coro, **kwargs); None for the default."""
        if factory is not None and not callable(factory):
            raise TypeError("task factory must be a callable or None")
        self._task_factory = factory

    def get_task_factory(self):
        return self._task_factory

    # Callbacks.

    def time(self):
        """The loop's clock, in seconds."""
        import time
        return time.monotonic()

    def call_soon(self, callback, *args, context=None):
        """Calls callback(*args) at the next turn."""
        self._check_closed()
        if self._debug:
            self._check_callback(callback, "call_soon")
        return self._call_soon(callback, args, context)

    def _call_soon(self, callback, args, context):
        handle = events.Handle(callback, args, self, context)
        self._ready.append(handle)
        return handle

    def call_soon_threadsafe(self, callback, *args, context=None):
        """As call_soon, from another thread or a signal handler."""
        self._check_closed()
        if self._debug:
            self._check_callback(callback, "call_soon_threadsafe")
        handle = self._call_soon(callback, args, context)
        self._write_to_self()
        return handle

    def call_later(self, delay, callback, *args, context=None):
        """Calls callback(*args) after delay seconds."""
        if delay is None:
            raise TypeError("delay must not be None")
        return self.call_at(self.time() + delay, callback, *args, context=context)

    def call_at(self, when, callback, *args, context=None):
        """Calls callback(*args) at a time of the loop's clock."""
        if when is None:
            raise TypeError("when cannot be None")
        self._check_closed()
        if self._debug:
            self._check_callback(callback, "call_at")
        timer = events.TimerHandle(when, callback, args, self, context)
        import heapq
        heapq.heappush(self._scheduled, timer)
        timer._scheduled = True
        return timer

    def _timer_handle_cancelled(self, handle):
        if handle._scheduled:
            self._timer_cancelled_count += 1

    def _check_callback(self, callback, method):
        if _asyncio.iscoroutine(callback) or _is_coroutine_function(callback):
            raise TypeError(f"coroutines cannot be used with {method}()")
        if not callable(callback):
            raise TypeError(f"a callable object was expected by {method}(), got {callback!r}")

    def _check_closed(self):
        if self._closed:
            raise RuntimeError("Event loop is closed")

    def _check_running(self):
        if self.is_running():
            raise RuntimeError("This event loop is already running")
        if events._get_running_loop() is not None:
            raise RuntimeError("Cannot run the event loop while another loop is running")

    # Running.

    def _process_events(self, event_list):
        raise NotImplementedError

    def _write_to_self(self):
        raise NotImplementedError

    def _add_callback(self, handle):
        if not handle._cancelled:
            self._ready.append(handle)

    def run_forever(self):
        """Runs until stop() is called."""
        self._check_closed()
        self._check_running()
        hooks = _asyncio._set_asyncgen_hooks((self._asyncgen_firstiter_hook, self._asyncgen_finalizer_hook))
        self._running = True
        events._set_running_loop(self)
        try:
            while True:
                self._run_once()
                if self._stopping:
                    break
        finally:
            self._stopping = False
            self._running = False
            events._set_running_loop(None)
            _asyncio._set_asyncgen_hooks(hooks)

    def _run_once(self):
        """One turn: waits for events and timers, then calls what was ready when it began."""
        self._drop_cancelled_timers()
        import heapq
        timeout = None
        if self._ready or self._stopping:
            timeout = 0
        elif self._scheduled:
            timeout = min(max(0, self._scheduled[0]._when - self.time()), MAXIMUM_SELECT_TIMEOUT)
        events_ = self._selector.select(timeout)
        self._process_events(events_)
        events_ = None
        end = self.time() + self._clock_resolution
        while self._scheduled and self._scheduled[0]._when < end:
            timer = heapq.heappop(self._scheduled)
            timer._scheduled = False
            self._ready.append(timer)
        for _ in range(len(self._ready)):
            handle = self._ready.popleft()
            if handle._cancelled:
                continue
            if self._debug:
                self._run_watched(handle)
            else:
                handle._run()
        handle = None

    def _drop_cancelled_timers(self):
        import heapq
        timers = self._scheduled
        if (len(timers) > _MIN_SCHEDULED_TIMER_HANDLES
                and self._timer_cancelled_count / len(timers) > _MIN_CANCELLED_TIMER_HANDLES_FRACTION):
            left = []
            for timer in timers:
                if timer._cancelled:
                    timer._scheduled = False
                else:
                    left.append(timer)
            heapq.heapify(left)
            self._scheduled = left
            self._timer_cancelled_count = 0
            return
        while timers and timers[0]._cancelled:
            self._timer_cancelled_count -= 1
            heapq.heappop(timers)._scheduled = False

    def _run_watched(self, handle):
        try:
            self._current_handle = handle
            began = self.time()
            handle._run()
            took = self.time() - began
            if took >= self.slow_callback_duration:
                logger.warning("Executing %s took %.3f seconds", _format_handle(handle), took)
        finally:
            self._current_handle = None

    def stop(self):
        """Ends run_forever() after this turn."""
        self._stopping = True

    def is_running(self):
        return self._running

    def is_closed(self):
        return self._closed

    def close(self):
        """Forgets what is to run; the loop cannot run again."""
        if self.is_running():
            raise RuntimeError("Cannot close a running event loop")
        if self._closed:
            return
        self._closed = True
        self._ready.clear()
        self._scheduled.clear()
        self._executor_shutdown_called = True
        executor, self._default_executor = self._default_executor, None
        if executor is not None:
            executor.shutdown(wait=False)

    def run_until_complete(self, future):
        """Runs the loop until the future or coroutine is done, and returns its result."""
        self._check_closed()
        self._check_running()
        from .tasks import ensure_future
        new_task = not _asyncio.isfuture(future)
        future = ensure_future(future, loop=self)
        if new_task:
            # An error of the caller's own is enough.
            future._log_destroy_pending = False
        future.add_done_callback(_run_until_complete_cb)
        try:
            self.run_forever()
        except:
            if new_task and future.done() and not future.cancelled():
                future.exception()
            raise
        finally:
            future.remove_done_callback(_run_until_complete_cb)
        if not future.done():
            raise RuntimeError("Event loop stopped before Future completed.")
        return future.result()

    def _asyncgen_firstiter_hook(self, agen):
        if self._asyncgens_shutdown_called:
            import warnings
            warnings.warn(f"asynchronous generator {agen!r} was scheduled after loop.shutdown_asyncgens() call",
                          ResourceWarning, source=self)

    def _asyncgen_finalizer_hook(self, agen):
        if not self.is_closed():
            self.call_soon_threadsafe(self.create_task, agen.aclose())

    async def shutdown_asyncgens(self):
        """Closes the async generators that have been started and not finished."""
        self._asyncgens_shutdown_called = True
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

    def set_exception_handler(self, handler):
        """Sets what is called with the loop and a report; None for the default handler."""
        if handler is not None and not callable(handler):
            raise TypeError(f"A callable object or None is expected, got {handler!r}")
        self._exception_handler = handler

    def get_exception_handler(self):
        return self._exception_handler

    def default_exception_handler(self, context):
        """Logs a report as an error."""
        lines = [context.get("message") or "Unhandled exception in event loop"]
        exception = context.get("exception")
        for key in sorted(context):
            if key in ("message", "exception"):
                continue
            value = context[key]
            if key in ("source_traceback", "handle_traceback"):
                what = "Object" if key == "source_traceback" else "Handle"
                import traceback
                value = f"{what} created at (most recent call last):\n" + "".join(traceback.format_list(value)).rstrip()
            else:
                value = repr(value)
            lines.append(f"{key}: {value}")
        logger.error("\n".join(lines), exc_info=(type(exception), exception, exception.__traceback__)
                     if exception is not None else False)

    def call_exception_handler(self, context):
        """Hands a report to the handler of `set_exception_handler`, or to the default one."""
        handler = self.get_exception_handler()
        if handler is None:
            try:
                self.default_exception_handler(context)
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException:
                logger.error("Exception in default exception handler", exc_info=True)
            return
        try:
            # In the context of what failed, if that has one.
            source = context.get("task") or context.get("future") or context.get("handle")
            own = source.get_context() if hasattr(source, "get_context") else None
            if own is not None and hasattr(own, "run"):
                own.run(handler, self, context)
            else:
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
                logger.error("Exception in default exception handler while handling an unexpected error in custom "
                             "exception handler", exc_info=True)

    def get_debug(self):
        return self._debug

    def set_debug(self, enabled):
        """In debug mode slow callbacks are reported and callbacks are checked."""
        self._debug = enabled

    # Names and addresses.

    async def getaddrinfo(self, host, port, *, family=0, type=0, proto=0, flags=0):
        """As socket.getaddrinfo; an address is understood at once, a name is looked up on another thread."""
        import socket
        return [(socket.AddressFamily._of(info[0]), socket.SocketKind._of(info[1]), *info[2:])
                for info in await self._resolve(host, port, family, type, proto, flags)]

    async def _resolve(self, host, port, family, type, proto, flags):
        infos = await _asyncio._resolve(host, port, family, type, proto, flags)
        if infos is None:
            import socket
            raise socket.gaierror(-2, "Name or service not known")
        return infos

    async def _addresses(self, host, port, family, proto, flags):
        """What streams can connect or listen to: `getaddrinfo` of a derived class counts."""
        if getattr(self.getaddrinfo, "__func__", None) is BaseEventLoop.getaddrinfo:
            infos = await self._resolve(host, port, family, 1, proto, flags)
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
        _check_ssl(ssl, server_hostname, ssl_handshake_timeout, ssl_shutdown_timeout)
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
            connection = await self._connect(host, port, family, proto, flags, local_addr, all_errors)
        return await self._made(connection, protocol_factory(), ssl, server_hostname, ssl_handshake_timeout,
                                ssl_shutdown_timeout)

    async def _connect(self, host, port, family, proto, flags, local_addr, all_errors):
        addresses = await self._addresses(host, port, family, proto, flags)
        if not addresses:
            raise OSError("getaddrinfo() returned empty list")
        return await self._connect_any(addresses, all_errors, local_addr)

    async def create_unix_connection(self, protocol_factory, path=None, *, ssl=None, sock=None, server_hostname=None,
                                     ssl_handshake_timeout=None, ssl_shutdown_timeout=None):
        """Connects to a Unix socket; returns the transport and the protocol."""
        assert server_hostname is None or isinstance(server_hostname, str)
        if ssl:
            if server_hostname is None:
                raise ValueError("you have to pass server_hostname when using ssl")
        elif server_hostname is not None:
            raise ValueError("server_hostname is only meaningful with ssl")
        _check_ssl(ssl, server_hostname, ssl_handshake_timeout, ssl_shutdown_timeout)
        if path is not None:
            if sock is not None:
                raise ValueError("path and sock can not be specified at the same time")
            connection = await self._connect_any([_path(path)], False, None)
        else:
            if sock is None:
                raise ValueError("no path and sock were specified")
            if sock.family != 1 or sock.type != 1:
                raise ValueError(f"A UNIX Domain Stream Socket was expected, got {sock!r}")
            connection = _asyncio._adopt(sock)
        return await self._made(connection, protocol_factory(), ssl, server_hostname, ssl_handshake_timeout,
                                ssl_shutdown_timeout)

    async def _connect_any(self, addresses, all_errors, local_addr):
        errors = []
        for address in addresses:
            connecting = _asyncio._connect(address, local_addr)
            try:
                return await connecting.future
            except OSError as exc:
                errors.append(exc)
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

    async def connect_accepted_socket(self, protocol_factory, sock, *, ssl=None, ssl_handshake_timeout=None,
                                      ssl_shutdown_timeout=None):
        """A transport and a protocol for a connection that was accepted elsewhere."""
        if sock.type != 1:
            raise ValueError(f"A Stream Socket was expected, got {sock!r}")
        _check_ssl(ssl, None, ssl_handshake_timeout, ssl_shutdown_timeout)
        return await self._made(_asyncio._adopt(sock), protocol_factory(), ssl, None, ssl_handshake_timeout,
                                ssl_shutdown_timeout, server_side=True)

    async def _made(self, connection, protocol, ssl=None, server_hostname=None, ssl_handshake_timeout=None,
                    ssl_shutdown_timeout=None, server_side=False):
        waiter = self.create_future()
        if ssl:
            from .sslproto import open_transport
            transport = open_transport(self, connection, protocol, ssl, waiter, server_side, server_hostname,
                                       ssl_handshake_timeout, ssl_shutdown_timeout)
        else:
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
        if isinstance(ssl, bool):
            raise TypeError("ssl argument must be an SSLContext or None")
        _check_ssl(ssl, None, ssl_handshake_timeout, ssl_shutdown_timeout)
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
        _check_ssl(ssl, None, ssl_handshake_timeout, ssl_shutdown_timeout)
        if sock is not None:
            if path is not None:
                raise ValueError("path and sock can not be specified at the same time")
            if sock.family != 1 or sock.type != 1:
                raise ValueError(f"A UNIX Domain Stream Socket was expected, got {sock!r}")
            listener = _asyncio._adopt_listener(sock, backlog)
        elif path is None:
            raise ValueError("path was not specified, and no sock specified")
        else:
            listener = _asyncio._listen(_path(path), backlog, False, False)
        return await self._serve([listener], protocol_factory, start_serving, ssl, ssl_handshake_timeout,
                                 ssl_shutdown_timeout)

    async def _serve(self, listeners, protocol_factory, start_serving, *ssl):
        server = Server(self, listeners, protocol_factory, *ssl)
        if start_serving:
            server._start_serving()
            from .tasks import sleep
            await sleep(0)
        return server

    async def create_datagram_endpoint(self, protocol_factory, local_addr=None, remote_addr=None, *, family=0, proto=0,
                                       flags=0, reuse_port=None, allow_broadcast=None, sock=None):
        """A socket of datagrams; returns the transport and the protocol."""
        from .selector_events import create_datagram_endpoint
        return await create_datagram_endpoint(self, protocol_factory, local_addr, remote_addr, family, proto, flags,
                                              reuse_port, allow_broadcast, sock)

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
        from .sendfile import send_to_transport
        return await send_to_transport(transport, file, offset, count)

    async def sock_sendfile(self, sock, file, offset=0, count=None, *, fallback=True):
        """Sends a file's bytes by a socket; returns how many."""
        _check_nonblocking(sock)
        from .sendfile import check_arguments, send_to_socket
        check_arguments(sock, file, offset, count)
        return await send_to_socket(self, sock, file, offset, count)

    # Pipes and processes.

    async def connect_read_pipe(self, protocol_factory, pipe):
        """A transport and a protocol for the reading end of a pipe."""
        from .unix_events import _UnixReadPipeTransport
        return await self._connect_pipe(_UnixReadPipeTransport, protocol_factory, pipe)

    async def connect_write_pipe(self, protocol_factory, pipe):
        """A transport and a protocol for the writing end of a pipe."""
        from .unix_events import _UnixWritePipeTransport
        return await self._connect_pipe(_UnixWritePipeTransport, protocol_factory, pipe)

    async def _connect_pipe(self, transport_class, protocol_factory, pipe):
        protocol = protocol_factory()
        waiter = self.create_future()
        transport = transport_class(self, pipe, protocol, waiter)
        try:
            await waiter
        except:
            transport.close()
            raise
        return transport, protocol

    async def subprocess_shell(self, protocol_factory, cmd, *, stdin=-1, stdout=-1, stderr=-1,
                               universal_newlines=False, shell=True, bufsize=0, encoding=None, errors=None, text=None,
                               **kwargs):
        """Starts a process by a command of the shell; returns the transport and the protocol."""
        if not isinstance(cmd, (bytes, str)):
            raise ValueError("cmd must be a string")
        if not shell:
            raise ValueError("shell must be True")
        _check_binary(universal_newlines, bufsize, encoding, errors, text)
        return await self._subprocess(protocol_factory, cmd, True, stdin, stdout, stderr, bufsize, kwargs)

    async def subprocess_exec(self, protocol_factory, program, *args, stdin=-1, stdout=-1, stderr=-1,
                              universal_newlines=False, shell=False, bufsize=0, encoding=None, errors=None, text=None,
                              **kwargs):
        """Starts a process; returns the transport and the protocol."""
        if shell:
            raise ValueError("shell must be False")
        _check_binary(universal_newlines, bufsize, encoding, errors, text)
        return await self._subprocess(protocol_factory, (program, *args), False, stdin, stdout, stderr, bufsize,
                                      kwargs)

    async def _subprocess(self, protocol_factory, args, shell, stdin, stdout, stderr, bufsize, kwargs):
        from .base_subprocess import _UnixSubprocessTransport
        protocol = protocol_factory()
        waiter = self.create_future()
        transport = _UnixSubprocessTransport(self, protocol, args, shell, stdin, stdout, stderr, bufsize,
                                             waiter=waiter, **kwargs)
        try:
            await waiter
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException:
            transport.close()
            await transport._wait()
            raise
        return transport, protocol

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

    async def sock_recvfrom_into(self, sock, buf, nbytes=0):
        """Receives a datagram into a buffer; returns the number of bytes and the sender's address."""
        return await self._when_ready(sock, "read", sock.recvfrom_into, buf, nbytes or len(buf))

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


class SelectorEventLoop(_asyncio.EventLoop, BaseEventLoop):
    """The loop of this system: its turns, timers, callbacks and tasks are native."""

    def __init__(self, selector=None):
        if _asyncio._debug_wanted():
            self.set_debug(True)

    def run_until_complete(self, future):
        """Runs the loop until the future or coroutine is done, and returns its result."""
        if not isinstance(future, _asyncio.Future) and _asyncio.isfuture(future):
            return BaseEventLoop.run_until_complete(self, future)
        self._check_closed()
        self._check_running()
        if not isinstance(future, _asyncio.Future):
            if _asyncio.iscoroutine(future):
                future = self.create_task(future)
            else:
                from .tasks import ensure_future
                future = ensure_future(future, loop=self)
            future._log_destroy_pending = False
        elif future.get_loop() is not self:
            raise ValueError("The future belongs to a different loop than the one specified as the loop argument")
        return _asyncio._run_until(self, future)

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


SelectorEventLoop.__name__ = SelectorEventLoop.__qualname__ = "_UnixSelectorEventLoop"
SelectorEventLoop.__module__ = "asyncio.unix_events"


def _check_ssl(ssl, server_hostname, handshake_timeout, shutdown_timeout):
    if not ssl:
        if server_hostname is not None:
            raise ValueError("server_hostname is only meaningful with ssl")
        if handshake_timeout is not None:
            raise ValueError("ssl_handshake_timeout is only meaningful with ssl")
        if shutdown_timeout is not None:
            raise ValueError("ssl_shutdown_timeout is only meaningful with ssl")


def _check_binary(universal_newlines, bufsize, encoding, errors, text):
    if universal_newlines:
        raise ValueError("universal_newlines must be False")
    if bufsize != 0:
        raise ValueError("bufsize must be 0")
    if text:
        raise ValueError("text must be False")
    if encoding is not None:
        raise ValueError("encoding must be None")
    if errors is not None:
        raise ValueError("errors must be None")


def _run_until_complete_cb(future):
    if not future.cancelled() and isinstance(future.exception(), (SystemExit, KeyboardInterrupt)):
        # It has ended the loop already.
        return
    future.get_loop().stop()


def _format_handle(handle):
    callback = handle._callback
    task = getattr(callback, "__self__", None)
    return repr(task) if isinstance(task, _asyncio.Task) else str(handle)


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

    def __init__(self, loop, listeners, protocol_factory, ssl=None, handshake_timeout=None, shutdown_timeout=None):
        self._loop = loop
        self._listeners = listeners
        self._protocol_factory = protocol_factory
        self._ssl = ssl, handshake_timeout, shutdown_timeout
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
        try:
            protocol = self._protocol_factory()
            ssl, handshake_timeout, shutdown_timeout = self._ssl
            if ssl:
                from .sslproto import open_transport
                open_transport(self._loop, connection, protocol, ssl, None, True, None, handshake_timeout,
                               shutdown_timeout, self)
            else:
                _asyncio._open(connection, self._loop, protocol, None, self)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            self._loop.call_exception_handler({
                "message": "Error on transport creation for incoming connection", "exception": exc})

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
