"""The loop as programs see it.

`BaseEventLoop` is a whole loop in the language, for classes that derive from it and bring a selector or a clock of
their own. The loop that programs usually get, at the end of this file, replaces its turns by native ones. It is
imported when a program starts its loop, so what only few programs need is imported where they do.
"""
import sys

import _asyncio
from _collections import deque

from . import constants, coroutines, events
from .base_network import BaseNetwork
from .exceptions import CancelledError
from .lazy import LazyModule, lookup
from .log import logger

__all__ = ("BaseEventLoop", "SelectorEventLoop", "Server")

# Few programs need these.
heapq = LazyModule("heapq")
socket = LazyModule("socket")
os = LazyModule("os")
time = LazyModule("time")
threading = LazyModule("threading")
traceback = LazyModule("traceback")
warnings = LazyModule("warnings")
concurrent = LazyModule("concurrent")

# Cancelled timers are swept when there are more timers than this, and this part of them is cancelled.
_MIN_SCHEDULED_TIMER_HANDLES = 100
_MIN_CANCELLED_TIMER_HANDLES_FRACTION = 0.5
# In seconds: no loop waits longer at a time.
MAXIMUM_SELECT_TIMEOUT = 24 * 3600
_HAS_IPv6 = True


class BaseEventLoop(BaseNetwork, events.AbstractEventLoop):
    """An event loop. What waits for the system is left to derived classes: `_selector`, with a method
    `select(timeout)`, and `_process_events(event_list)`, which queues what the events cause."""

    _current_handle = None
    _internal_fds = 0  # those that a loop made for itself
    _executor_shutdown_called = False
    _exception_handler = None
    _old_agen_hooks = None
    _coroutine_origin_tracking_enabled = False
    _coroutine_origin_tracking_saved_depth = None
    _task_factory = None
    _default_executor = None
    slow_callback_duration = 0.1  # seconds; more is reported in debug mode

    def __init__(self):
        from weakref import WeakSet
        self._closed = False
        self._stopping = False
        self._thread_id = None
        self._ready = deque()
        self._scheduled = []
        self._timer_cancelled_count = 0
        self._clock_resolution = 1e-9
        self._debug = False
        self._asyncgens = WeakSet()
        self._asyncgens_shutdown_called = False
        self._executor_shutdown_called = False
        self.set_debug(coroutines._is_debug_mode())

    def __repr__(self):
        return (f"<{self.__class__.__name__} running={self.is_running()} "
                f"closed={self.is_closed()} debug={self.get_debug()}>")

    def __del__(self):
        if not self.is_closed():
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
        if self._task_factory is not None:
            return self._task_factory(self, coro, **kwargs)
        task = _asyncio.Task(coro, loop=self, **kwargs)
        _forget_own_frame(task)
        try:
            return task
        finally:
            # An exception's traceback must not keep the task.
            del task

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
        return time.monotonic()

    def call_soon(self, callback, *args, context=None):
        """Calls callback(*args) at the next turn."""
        self._check_closed()
        if self._debug:
            self._check_thread()
            self._check_callback(callback, "call_soon")
        handle = self._call_soon(callback, args, context)
        _forget_own_frame(handle)
        return handle

    def _call_soon(self, callback, args, context):
        handle = events.Handle(callback, args, self, context)
        _forget_own_frame(handle)
        self._ready.append(handle)
        return handle

    def call_soon_threadsafe(self, callback, *args, context=None):
        """As call_soon, from another thread or a signal handler."""
        self._check_closed()
        if self._debug:
            self._check_callback(callback, "call_soon_threadsafe")
        handle = events._ThreadSafeHandle(callback, args, self, context)
        _forget_own_frame(handle)
        self._ready.append(handle)
        self._write_to_self()
        return handle

    def call_later(self, delay, callback, *args, context=None):
        """Calls callback(*args) after delay seconds."""
        if delay is None:
            raise TypeError("delay must not be None")
        timer = self.call_at(self.time() + delay, callback, *args, context=context)
        _forget_own_frame(timer)
        return timer

    def call_at(self, when, callback, *args, context=None):
        """Calls callback(*args) at a time of the loop's clock."""
        if when is None:
            raise TypeError("when cannot be None")
        self._check_closed()
        if self._debug:
            self._check_thread()
            self._check_callback(callback, "call_at")
        timer = events.TimerHandle(when, callback, args, self, context)
        _forget_own_frame(timer)
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

    def _check_thread(self):
        if self._thread_id is not None and threading.get_ident() != self._thread_id:
            raise RuntimeError("Non-thread-safe operation invoked on an event loop other than the current one")

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

    def _add_callback_signalsafe(self, handle):
        """As `_add_callback`, from a signal handler."""
        self._add_callback(handle)
        self._write_to_self()

    def _run_forever_setup(self):
        """Prepares for turns: for loops that bring a `run_forever` of their own."""
        self._check_closed()
        self._check_running()
        self._set_coroutine_origin_tracking(self._debug)
        self._old_agen_hooks = _asyncio._set_asyncgen_hooks(
            (self._asyncgen_firstiter_hook, self._asyncgen_finalizer_hook))
        self._thread_id = threading.get_ident()
        events._set_running_loop(self)

    def _run_forever_cleanup(self):
        """Takes back what `_run_forever_setup` did."""
        self._stopping = False
        self._thread_id = None
        events._set_running_loop(None)
        self._set_coroutine_origin_tracking(False)
        if self._old_agen_hooks is not None:
            _asyncio._set_asyncgen_hooks(self._old_agen_hooks)
            self._old_agen_hooks = None

    def _set_coroutine_origin_tracking(self, enabled):
        """In debug mode, coroutines know where they were made."""
        if bool(enabled) == bool(self._coroutine_origin_tracking_enabled):
            return
        if enabled:
            self._coroutine_origin_tracking_saved_depth = sys.get_coroutine_origin_tracking_depth()
            sys.set_coroutine_origin_tracking_depth(constants.DEBUG_STACK_DEPTH)
        else:
            sys.set_coroutine_origin_tracking_depth(self._coroutine_origin_tracking_saved_depth)
        self._coroutine_origin_tracking_enabled = enabled

    def run_forever(self):
        """Runs until stop() is called."""
        self._run_forever_setup()
        try:
            while True:
                self._run_once()
                if self._stopping:
                    break
        finally:
            self._run_forever_cleanup()

    def _run_once(self):
        """One turn: waits for events and timers, then calls what was ready when it began."""
        self._drop_cancelled_timers()
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
        return self._thread_id is not None

    def is_closed(self):
        return self._closed

    def close(self):
        """Forgets what is to run; the loop cannot run again."""
        if self.is_running():
            raise RuntimeError("Cannot close a running event loop")
        if self._closed:
            return
        if self._debug:
            logger.debug("Close %r", self)
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
            _warn_of_late_generator(self, agen)
        self._asyncgens.add(agen)

    def _asyncgen_finalizer_hook(self, agen):
        self._asyncgens.discard(agen)
        if not self.is_closed():
            self.call_soon_threadsafe(self.create_task, agen.aclose())

    def _check_thread(self):
        if self.is_running() and events._get_running_loop() is not self:
            raise RuntimeError("Non-thread-safe operation invoked on an event loop other than the current one")

    def _started_asyncgens(self):
        """The async generators that have been started and not finished."""
        started = list(self._asyncgens)
        self._asyncgens.clear()
        return started

    async def shutdown_asyncgens(self):
        """Closes the async generators that have been started and not finished."""
        self._asyncgens_shutdown_called = True
        closing = self._started_asyncgens()
        if not closing:
            return
        from .tasks import gather
        results = await gather(*[agen.aclose() for agen in closing], return_exceptions=True)
        for result, agen in zip(results, closing):
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
        if ("source_traceback" not in context and self._current_handle is not None
                and self._current_handle._source_traceback):
            context["handle_traceback"] = self._current_handle._source_traceback
        origin = _asyncio._origin(context.get("task", context.get("future")))
        if origin is not None and "source_traceback" not in context:
            lines.append(f"created at: {origin}")
        for key in sorted(context):
            if key in ("message", "exception"):
                continue
            value = context[key]
            if key in ("source_traceback", "handle_traceback"):
                what = "Object" if key == "source_traceback" else "Handle"
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
        if self.is_running():
            self.call_soon_threadsafe(self._set_coroutine_origin_tracking, enabled)

    # Blocking work.

    def run_in_executor(self, executor, func, *args):
        """A future of func(*args), called in one of the executor's threads; None is the default executor."""
        self._check_closed()
        if self._debug:
            self._check_callback(func, "run_in_executor")
        if executor is None:
            executor = self._default_executor
            self._check_default_executor()
            if executor is None:
                from concurrent.futures import ThreadPoolExecutor
                executor = self._default_executor = ThreadPoolExecutor(thread_name_prefix="asyncio")
        from .futures import wrap_future
        return wrap_future(executor.submit(func, *args), loop=self)

    def _check_default_executor(self):
        if self._executor_shutdown_called:
            raise RuntimeError("Executor shutdown has been called")

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
        future = self.create_future()
        thread = threading.Thread(target=self._do_shutdown, args=(future,))
        thread.start()
        try:
            from .timeouts import timeout as limit
            async with limit(timeout):
                await future
        except TimeoutError:
            warnings.warn("The executor did not finishing joining its threads within "
                          f"{timeout} seconds.", RuntimeWarning, stacklevel=2)
            self._default_executor.shutdown(wait=False)
        else:
            thread.join()

    def _do_shutdown(self, future):
        try:
            self._default_executor.shutdown(wait=True)
            if not self.is_closed():
                self.call_soon_threadsafe(_set_unless_cancelled, future, None)
        except Exception as exc:
            if not self.is_closed() and not future.cancelled():
                self.call_soon_threadsafe(future.set_exception, exc)


def _warn_of_late_generator(loop, agen):
    warnings.warn(f"asynchronous generator {agen!r} was scheduled after loop.shutdown_asyncgens() call",
                  ResourceWarning, source=loop)


def _set_unless_cancelled(future, result):
    if not future.cancelled():
        future.set_result(result)


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


def _forget_own_frame(made):
    """In debug mode: takes the loop's method off the stack where something was made."""
    if made._source_traceback:
        del made._source_traceback[-1]


def _close_quietly(sock):
    try:
        sock.close()
    except OSError:
        # Connecting has failed, and that is what is reported.
        pass


def _connection_error(failures, all_errors):
    """One exception for all failures to connect."""
    if all_errors:
        return ExceptionGroup("create_connection failed", failures)
    if not failures:
        return TimeoutError("create_connection failed")
    if len(failures) == 1 or len({str(exc) for exc in failures}) == 1:
        return failures[0]
    return OSError("Multiple exceptions: {}".format(", ".join(str(exc) for exc in failures)))


def _remove_socket(path):
    import stat
    try:
        if stat.S_ISSOCK(os.stat(path).st_mode):
            os.remove(path)
    except FileNotFoundError:
        pass


def _set_reuseport(sock):
    if not hasattr(socket, "SO_REUSEPORT"):
        raise ValueError("reuse_port not supported by socket module")
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    except OSError:
        raise ValueError("reuse_port not supported by socket module, SO_REUSEPORT defined but not implemented.")


def _set_nodelay(sock):
    if (sock.family in (socket.AF_INET, socket.AF_INET6) and sock.type == socket.SOCK_STREAM
            and sock.proto == socket.IPPROTO_TCP):
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _format_pipe(fd):
    return {-1: "<pipe>", -2: "<stdout>"}.get(fd, repr(fd))


def _ipaddr_info(host, port, family, type, proto, flowinfo=0, scopeid=0):
    """What getaddrinfo() says of a host that is an address; None if it must be asked."""
    if not hasattr(socket, "inet_pton"):
        return None
    if proto not in (0, socket.IPPROTO_TCP, socket.IPPROTO_UDP) or host is None:
        return None
    if type == socket.SOCK_STREAM:
        proto = socket.IPPROTO_TCP
    elif type == socket.SOCK_DGRAM:
        proto = socket.IPPROTO_UDP
    else:
        return None
    if port is None or port in (b"", ""):
        port = 0
    else:
        try:
            port = int(port)
        except (TypeError, ValueError):
            return None
    if isinstance(host, bytes):
        host = host.decode("idna")
    if "%" in host:
        # inet_pton() accepts no zones.
        return None
    families = [socket.AF_INET, socket.AF_INET6] if family == socket.AF_UNSPEC else [family]
    for each in families:
        try:
            socket.inet_pton(each, host)
        except OSError:
            continue
        address = (host, port, flowinfo, scopeid) if each == socket.AF_INET6 else (host, port)
        return each, type, proto, "", address
    return None


def _interleave_addrinfos(addrinfos, first_address_family_count=1):
    """Takes turns between families, beginning with so many of the first."""
    from itertools import chain, zip_longest
    families = {}
    for info in addrinfos:
        families.setdefault(info[0], []).append(info)
    lists = list(families.values())
    order = lists[0][:first_address_family_count - 1] if first_address_family_count > 1 else []
    if order:
        del lists[0][:len(order)]
    return order + [info for info in chain.from_iterable(zip_longest(*lists)) if info is not None]


def _run_until_complete_cb(future):
    if not future.cancelled() and isinstance(future.exception(), (SystemExit, KeyboardInterrupt)):
        # It has ended the loop already.
        return
    future.get_loop().stop()


def _report_handled(loop, exc, context):
    """Reports what a callback has raised, while that is the exception being handled."""
    traceback = exc.__traceback__
    try:
        raise exc
    except BaseException:
        exc.__traceback__ = traceback
        loop.call_exception_handler(context)


def _format_handle(handle):
    callback = handle._callback
    task = getattr(callback, "__self__", None)
    return repr(task) if isinstance(task, _asyncio.Task) else str(handle)


def _is_coroutine_function(func):
    code = getattr(func, "__code__", None)
    return code is not None and bool(code.co_flags & 0x80)


def _check_nonblocking(loop, sock):
    if loop.get_debug() and sock.gettimeout() != 0:
        raise ValueError("the socket must be non-blocking")


def _check_ssl_socket(sock):
    # A program that has made such a socket has loaded the module.
    ssl = sys.modules.get("ssl")
    if ssl is not None and isinstance(sock, ssl.SSLSocket):
        raise TypeError("Socket cannot be of type SSLSocket")


def _check_socket(loop, sock):
    """Complains of a socket that a loop cannot wait for."""
    _check_ssl_socket(sock)
    _check_nonblocking(loop, sock)


def _send_at_once(loop, sock, data):
    """How much of data a socket takes without waiting, once it was found to be one that a loop can wait for."""
    _check_socket(loop, sock)
    try:
        return sock.send(data)
    except (BlockingIOError, InterruptedError):
        return 0


async def _sendfile_between(loop, transp, file, offset, count):
    """Sends a file by the socket of a transport that reads and writes nothing meanwhile; returns how many bytes."""
    was_reading = transp.is_reading()
    transp.pause_reading()
    await transp._make_empty_waiter()
    try:
        return await loop.sock_sendfile(transp._sock, file, offset, count, fallback=False)
    finally:
        transp._reset_empty_waiter()
        if was_reading:
            transp.resume_reading()


class Server(events.AbstractServer):
    """Listening sockets and the connections they accepted."""

    def __init__(self, loop, sockets, protocol_factory, ssl_context, backlog, ssl_handshake_timeout,
                 ssl_shutdown_timeout=None):
        self._loop = loop
        self._sockets = sockets
        # A transport that nobody refers to any more is not kept by its server.
        from weakref import WeakSet
        self._clients = WeakSet()
        self._waiters = []
        self._protocol_factory = protocol_factory
        self._backlog = backlog
        self._ssl_context = ssl_context
        self._ssl_handshake_timeout = ssl_handshake_timeout
        self._ssl_shutdown_timeout = ssl_shutdown_timeout
        self._serving = False
        self._serving_forever_fut = None

    def __repr__(self):
        return f"<{self.__class__.__name__} sockets={self.sockets!r}>"

    @property
    def _active_count(self):
        return len(self._clients)

    def _attach(self, transport):
        assert self._sockets is not None
        self._clients.add(transport)

    def _detach(self, transport):
        self._clients.discard(transport)
        if not self._clients and self._sockets is None:
            self._wakeup()

    def _wakeup(self):
        waiters, self._waiters = self._waiters, None
        for waiter in waiters or ():
            if not waiter.done():
                waiter.set_result(None)

    def _start_serving(self):
        if self._serving:
            return
        self._serving = True
        for sock in self._sockets:
            sock.listen(self._backlog)
            self._loop._start_serving(self._protocol_factory, sock, self._ssl_context, self, self._backlog,
                                      self._ssl_handshake_timeout, self._ssl_shutdown_timeout)

    # The path of a Unix socket and the number of its file.
    _path = None

    def _note_path(self, path):
        """The file of a Unix socket goes with the server, unless it is another one by then."""
        import os
        try:
            self._path = path, os.stat(path).st_ino
        except FileNotFoundError:
            pass

    def _remove_path(self):
        if self._path is None:
            return
        import os
        (path, number), self._path = self._path, None
        try:
            if os.stat(path).st_ino == number:
                os.unlink(path)
        except FileNotFoundError:
            pass
        except OSError as exc:
            logger.error("Unable to clean up listening UNIX socket %r: %r", path, exc)

    def _stop_listening(self, sock):
        self._loop._stop_serving(sock)
        self._remove_path()

    def get_loop(self):
        return self._loop

    def is_serving(self):
        return self._serving

    @property
    def sockets(self):
        """The listening sockets."""
        if self._sockets is None:
            return ()
        from .trsock import TransportSocket
        return tuple(TransportSocket(sock) for sock in self._sockets)

    def close(self):
        """Stops listening. Open connections stay open."""
        sockets, self._sockets = self._sockets, None
        if sockets is None:
            return
        for sock in sockets:
            self._stop_listening(sock)
        self._serving = False
        if self._serving_forever_fut is not None and not self._serving_forever_fut.done():
            self._serving_forever_fut.cancel()
            self._serving_forever_fut = None
        if not self._clients:
            self._wakeup()

    def close_clients(self):
        """Closes all open connections."""
        for transport in self._clients.copy():
            transport.close()

    def abort_clients(self):
        """Closes all open connections without sending what is buffered."""
        for transport in self._clients.copy():
            transport.abort()

    async def start_serving(self):
        """Begins to accept connections."""
        self._start_serving()
        from .tasks import sleep
        await sleep(0)

    async def serve_forever(self):
        """Accepts connections until it is cancelled, then closes the server."""
        if self._serving_forever_fut is not None:
            raise RuntimeError(f"server {self!r} is already being awaited on serve_forever()")
        if self._sockets is None:
            raise RuntimeError(f"server {self!r} is closed")
        self._start_serving()
        self._serving_forever_fut = self._loop.create_future()
        try:
            await self._serving_forever_fut
        except CancelledError:
            try:
                self.close()
                self.close_clients()
                await self.wait_closed()
            finally:
                raise
        finally:
            self._serving_forever_fut = None

    async def wait_closed(self):
        """Waits until the server is closed and so are its connections."""
        if self._waiters is None:
            return
        waiter = self._loop.create_future()
        self._waiters.append(waiter)
        await waiter


from .native_network import NativeNetwork  # noqa: E402  it needs Server


# What a loop with a selector has, and the native one when a program asks for it.
_SELECTOR_ATTRIBUTES = frozenset(("_selector", "_transports", "_ssock", "_csock", "_read_from_self"))


class SelectorEventLoop(_asyncio.EventLoop, NativeNetwork, BaseEventLoop):
    """The loop of this system: its turns, timers, callbacks and tasks are native."""

    _internal_fds = 1
    _given_selector = None  # by the program, to the constructor
    _asyncgens_shutdown_called = False

    def __init__(self, selector=None):
        if "logging" in sys.modules:
            logger.debug("Using selector: %s", "EpollSelector" if selector is None else type(selector).__name__)
        if coroutines._is_debug_mode():
            self.set_debug(True)
        if type(self)._process_events is not SelectorEventLoop._process_events and selector is None:
            import selectors
            selector = selectors.DefaultSelector()
        if selector is not None:
            # What the module's own classes do is what the native code does, until the program looks at the selector or
            # at what it says.
            if (type(selector).__module__ == "selectors"
                    and type(self)._process_events is SelectorEventLoop._process_events):
                self._given_selector = selector
            else:
                from .custom_selector import use_selector
                use_selector(self, selector)

    def __getattr__(self, name):
        # Private attributes of CPython's loops that programs look at.
        if name in _SELECTOR_ATTRIBUTES:
            if self.is_closed():
                return None
            from . import custom_selector
            return custom_selector.look_up(self, name)
        if name == "_signal_handlers":
            self._signal_handlers = {}
            return self._signal_handlers
        if name == "_asyncgens":
            from weakref import WeakSet
            return WeakSet(_asyncio._async_generators(self, True))
        if name == "_watcher":
            from . import unix_events
            kind = unix_events._PidfdChildWatcher if unix_events.can_use_pidfd() else unix_events._ThreadedChildWatcher
            self._watcher = kind()
            return self._watcher
        if name == "_thread_id":
            return threading.get_ident() if self.is_running() else None
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def _process_events(self, event_list):
        from .selector_events import BaseSelectorEventLoop
        BaseSelectorEventLoop._process_events(self, event_list)

    def _started_asyncgens(self):
        return _asyncio._async_generators(self, False)

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
        if type(future).add_done_callback is not _asyncio.Future.add_done_callback:
            return BaseEventLoop.run_until_complete(self, future)
        return _asyncio._run_until(self, future)

    def close(self):
        """Frees what the loop holds; it cannot run again."""
        if not self.is_running():
            if self.get_debug():
                logger.debug("Close %r", self)
            if _asyncio._has_own(self, ("_ssock",)) and self._ssock is not None:
                self._close_self_pipe()
            self._internal_fds = 0
            if _asyncio._has_own(self, ("_selector",)) and self._selector is not None:
                self._selector.close()
                self._selector = None
            elif self._given_selector is not None:
                self._given_selector.close()
            executor, self._default_executor = self._default_executor, None
            self._executor_shutdown_called = True
            if executor is not None:
                executor.shutdown(wait=False)
        super().close()
        if _asyncio._has_own(self, ("_signal_handlers",)):
            self._forget_signals()


SelectorEventLoop.__name__ = SelectorEventLoop.__qualname__ = "_UnixSelectorEventLoop"


# The methods of the native loop are named after the classes that have them in CPython: coroutines and what debug mode
# says show it. What is not named here, nor by what it deals with, is of BaseEventLoop.
_OF_UNIX = {"__init__", "close", "_make_subprocess_transport", "_child_watcher_callback", "_stop_serving",
            "_sock_sendfile_native", "_sock_sendfile_native_impl", "_sock_sendfile_update_filepos",
            "_sock_add_cancellation_callback"}
_OF_SELECTORS = {"add_reader", "remove_reader", "add_writer", "remove_writer", "_add_reader", "_remove_reader",
                 "_add_writer", "_remove_writer", "_make_socket_transport", "_make_ssl_transport",
                 "_make_datagram_transport", "_sendfile_native", "_start_serving", "_process_events",
                 "_ensure_fd_no_transport"}
_asyncio._name_methods([cls for cls in SelectorEventLoop.__mro__[:-2] if cls is not BaseEventLoop], _OF_UNIX,
                       _OF_SELECTORS)
SelectorEventLoop.__module__ = "asyncio.unix_events"


def _sendfile_fallback_protocol():
    from .sendfile import _SendfileFallbackProtocol
    return _SendfileFallbackProtocol


__getattr__ = lookup(__name__, "collections errno functools itertools stat subprocess sys weakref ssl exceptions futures protocols sslproto staggered tasks timeouts transports trsock",
                     _SendfileFallbackProtocol=_sendfile_fallback_protocol)
