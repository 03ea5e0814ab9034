"""Pipes and processes."""
import os

from . import base_subprocess, transports
from .base_events import SelectorEventLoop
from .lazy import lookup
from .constants import LOG_THRESHOLD_FOR_CONNLOST_WRITES
from .futures import _set_result_unless_cancelled
from .log import logger

__all__ = ("SelectorEventLoop", "EventLoop")

_UnixSelectorEventLoop = EventLoop = SelectorEventLoop


def _sighandler_noop(signum, frame):
    """Handles a signal of which the wakeup descriptor tells."""


def _policy():
    from . import events
    return events._DefaultEventLoopPolicy


__getattr__ = lookup(__name__, "errno io itertools selectors signal socket stat subprocess sys threading warnings"
                               " base_events base_subprocess constants coroutines events exceptions futures"
                               " selector_events tasks", DefaultEventLoopPolicy=_policy,
                     _DefaultEventLoopPolicy=_policy, _UnixDefaultEventLoopPolicy=_policy)


def waitstatus_to_exitcode(status):
    """The exit code in a status; one that means nothing is returned as it is."""
    try:
        return os.waitstatus_to_exitcode(status)
    except ValueError:
        return status


def can_use_pidfd():
    """Can a process be watched by a descriptor?"""
    if not hasattr(os, "pidfd_open"):
        return False
    try:
        os.close(os.pidfd_open(os.getpid(), 0))
    except OSError:
        return False
    return True


class _UnixSubprocessTransport(base_subprocess.BaseSubprocessTransport):
    """A process."""

    def _start(self, args, shell, stdin, stdout, stderr, bufsize, **kwargs):
        import subprocess
        self._proc = subprocess.Popen(args, shell=shell, stdin=stdin, stdout=stdout, stderr=stderr,
                                      universal_newlines=False, bufsize=bufsize, **kwargs)


def _status_of_transport(args):
    """The status that the transport that waits for it has found itself when it was closed, or None."""
    transport = args[0] if args else None
    status = getattr(getattr(transport, '_proc', None), 'returncode', None)
    return status if isinstance(status, int) else None


class _PidfdChildWatcher:
    """Waits for processes by descriptors that are readable when they have ended."""

    def add_child_handler(self, pid, callback, *args):
        """Has callback(pid, exit code, *args) called by the running loop."""
        from . import events
        pidfd = os.pidfd_open(pid)
        events.get_running_loop()._add_reader(pidfd, self._do_wait, pid, pidfd, callback, args)

    def _do_wait(self, pid, pidfd, callback, args):
        from . import events
        events.get_running_loop()._remove_reader(pidfd)
        try:
            _, status = os.waitpid(pid, 0)
        except ChildProcessError:
            returncode = _status_of_transport(args)
            if returncode is None:
                # Somebody else has asked for the status; it is lost.
                returncode = 255
                logger.warning("child process pid %d exit status already read:  will report returncode 255", pid)
        else:
            returncode = waitstatus_to_exitcode(status)
        os.close(pidfd)
        callback(pid, returncode, *args)


class _ThreadedChildWatcher:
    """Waits for processes by a thread for each."""

    def __init__(self):
        import itertools
        self._pid_counter = itertools.count(0)
        self._threads = {}

    def __del__(self):
        if [thread for thread in list(self._threads.values()) if thread.is_alive()]:
            import warnings
            warnings.warn(f"{self.__class__} has registered but not finished child processes", ResourceWarning,
                          source=self)

    def add_child_handler(self, pid, callback, *args):
        """Has callback(pid, exit code, *args) called by the running loop."""
        import threading
        from . import events
        thread = threading.Thread(target=self._do_waitpid, name=f"asyncio-waitpid-{next(self._pid_counter)}",
                                  args=(events.get_running_loop(), pid, callback, args), daemon=True)
        self._threads[pid] = thread
        thread.start()

    def _do_waitpid(self, loop, expected_pid, callback, args):
        assert expected_pid > 0
        try:
            pid, status = os.waitpid(expected_pid, 0)
        except ChildProcessError:
            pid, returncode = expected_pid, 255
            logger.warning("Unknown child process pid %d, will report returncode 255", pid)
        else:
            returncode = waitstatus_to_exitcode(status)
            if loop.get_debug():
                logger.debug("process %s exited with returncode %s", expected_pid, returncode)
        if loop.is_closed():
            logger.warning("Loop %r that handles pid %r is closed", loop, pid)
        else:
            loop.call_soon_threadsafe(callback, pid, returncode, *args)
        self._threads.pop(expected_pid)


def _bind_unix(path):
    """A Unix socket at a path, where an earlier server may have left one."""
    import stat
    from . import unix_events
    socket = unix_events.socket
    sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    if path[0] not in (0, "\0"):
        try:
            if stat.S_ISSOCK(os.stat(path).st_mode):
                os.remove(path)
        except FileNotFoundError:
            pass
        except OSError as exc:
            # If it is in the way, binding tells.
            logger.error("Unable to check or remove stale UNIX socket %r: %r", path, exc)
    try:
        sock.bind(path)
        sock.setblocking(False)
    except OSError as exc:
        sock.close()
        if exc.errno == 98:  # EADDRINUSE
            raise OSError(exc.errno, f"Address {path!r} is already in use") from None
        raise
    except BaseException:
        sock.close()
        raise
    return sock


# Kinds of files in st_mode.
_CHARACTER_DEVICE, _FIFO, _SOCKET = 0o020000, 0o010000, 0o140000


class _PipeTransport:
    """What both ends of a pipe have in common."""

    def _start(self, loop, pipe, protocol, waiter, watch):
        """Tells the protocol, then begins to watch the pipe, then gives the waiter its result."""
        self._extra["pipe"] = pipe
        self._loop = loop
        self._pipe = pipe
        self._fileno = pipe.fileno()
        self._protocol = protocol
        self._closing = False
        # The other end of what is no pipe may not be seen to close.
        kind = os.fstat(self._fileno).st_mode & 0o170000
        if kind not in (_CHARACTER_DEVICE, _FIFO, _SOCKET):
            self._pipe = None
            self._fileno = None
            self._protocol = None
            raise ValueError("Pipe transport is for pipes/sockets only." if self._reads else
                             "Pipe transport is only for pipes, sockets and character devices")
        os.set_blocking(self._fileno, False)
        loop.call_soon(protocol.connection_made, self)
        if self._reads or kind != _CHARACTER_DEVICE:
            loop.call_soon(watch)
        if waiter is not None:
            loop.call_soon(_set_result_unless_cancelled, waiter, None)

    _pipe = None

    def __del__(self):
        if self._pipe is not None:
            import warnings
            warnings.warn(f"unclosed transport {self!r}", ResourceWarning, source=self)
            self._pipe.close()

    def __repr__(self):
        info = [self.__class__.__name__]
        if self._pipe is None:
            info.append("closed")
        elif self._closing:
            info.append("closing")
        info.append(f"fd={self._fileno}")
        info += ["closed"] if self._pipe is None else self._activity()
        return f"<{' '.join(info)}>"

    def set_protocol(self, protocol):
        self._protocol = protocol

    def get_protocol(self):
        return self._protocol

    def is_closing(self):
        return self._closing

    def _fatal_error(self, exc, message="Fatal error on pipe transport"):
        # A terminal that has gone says EIO.
        if isinstance(exc, OSError) and (not self._reads or exc.errno == 5):
            if self._loop.get_debug():
                logger.debug("%r: %s", self, message, exc_info=True)
        else:
            self._loop.call_exception_handler({
                "message": message, "exception": exc, "transport": self, "protocol": self._protocol})
        self._close(exc)

    def _call_connection_lost(self, exc):
        if self._pipe is None:
            return
        try:
            self._protocol.connection_lost(exc)
        finally:
            self._pipe.close()
            self._pipe = None
            self._protocol = None
            self._loop = None


class _UnixReadPipeTransport(_PipeTransport, transports.ReadTransport):
    """The reading end of a pipe."""

    _reads = True
    max_size = 256 * 1024  # bytes: the most that is read at a time

    def __init__(self, loop, pipe, protocol, waiter=None, extra=None):
        super().__init__(extra)
        self._paused = False
        self._start(loop, pipe, protocol, waiter, self._start_reading)

    def _activity(self):
        return ["polling" if self.is_reading() else "idle"]

    def _start_reading(self):
        if self.is_reading():
            self._loop._add_reader(self._fileno, self._read_ready)

    def is_reading(self):
        return not self._paused and not self._closing

    def _read_ready(self):
        try:
            data = os.read(self._fileno, self.max_size)
        except (BlockingIOError, InterruptedError):
            pass
        except OSError as exc:
            self._fatal_error(exc, "Fatal read error on pipe transport")
        else:
            if data:
                self._protocol.data_received(data)
            else:
                if self._loop.get_debug():
                    logger.info("%r was closed by peer", self)
                self._closing = True
                self._loop._remove_reader(self._fileno)
                self._loop.call_soon(self._protocol.eof_received)
                self._loop.call_soon(self._call_connection_lost, None)

    def pause_reading(self):
        if self.is_reading():
            self._paused = True
            self._loop._remove_reader(self._fileno)
            if self._loop.get_debug():
                logger.debug("%r pauses reading", self)

    def resume_reading(self):
        if not self._closing and self._paused:
            self._paused = False
            self._loop._add_reader(self._fileno, self._read_ready)
            if self._loop.get_debug():
                logger.debug("%r resumes reading", self)

    def close(self):
        if not self._closing:
            self._close(None)

    def _close(self, exc):
        self._closing = True
        self._loop._remove_reader(self._fileno)
        self._loop.call_soon(self._call_connection_lost, exc)


class _UnixWritePipeTransport(_PipeTransport, transports._FlowControlMixin, transports.WriteTransport):
    """The writing end of a pipe."""

    _reads = False

    def __init__(self, loop, pipe, protocol, waiter=None, extra=None):
        super().__init__(extra, loop)
        self._buffer = bytearray()
        self._conn_lost = 0
        # A pipe or socket whose other end is closed becomes readable.
        self._start(loop, pipe, protocol, waiter, self._watch)

    def _activity(self):
        return ["polling" if self._buffer else "idle", f"bufsize={len(self._buffer)}"]

    def _watch(self):
        if not self._closing:
            self._loop._add_reader(self._fileno, self._read_ready)

    def get_write_buffer_size(self):
        return len(self._buffer)

    def _read_ready(self):
        if self._loop.get_debug():
            logger.info("%r was closed by peer", self)
        if self._buffer:
            self._close(BrokenPipeError())
        else:
            self._close()

    def write(self, data):
        assert isinstance(data, (bytes, bytearray, memoryview)), repr(data)
        if isinstance(data, bytearray):
            data = memoryview(data)
        if not data:
            return
        if self._conn_lost or self._closing:
            if self._conn_lost >= LOG_THRESHOLD_FOR_CONNLOST_WRITES:
                logger.warning("pipe closed by peer or os.write(pipe, data) raised exception.")
            self._conn_lost += 1
            return
        if not self._buffer:
            try:
                n = os.write(self._fileno, data)
            except (BlockingIOError, InterruptedError):
                n = 0
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException as exc:
                self._conn_lost += 1
                self._fatal_error(exc, "Fatal write error on pipe transport")
                return
            if n == len(data):
                return
            if n > 0:
                data = memoryview(data)[n:]
            self._loop._add_writer(self._fileno, self._write_ready)
        self._buffer += data
        self._maybe_pause_protocol()

    def _write_ready(self):
        try:
            n = os.write(self._fileno, self._buffer)
        except (BlockingIOError, InterruptedError):
            return
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            self._buffer.clear()
            self._conn_lost += 1
            self._loop._remove_writer(self._fileno)
            self._fatal_error(exc, "Fatal write error on pipe transport")
            return
        if n == len(self._buffer):
            self._buffer.clear()
            self._loop._remove_writer(self._fileno)
            self._maybe_resume_protocol()
            if self._closing:
                self._loop._remove_reader(self._fileno)
                self._call_connection_lost(None)
        elif n > 0:
            del self._buffer[:n]
            self._maybe_resume_protocol()

    def can_write_eof(self):
        return True

    def write_eof(self):
        if self._closing:
            return
        self._closing = True
        if not self._buffer:
            self._loop._remove_reader(self._fileno)
            self._loop.call_soon(self._call_connection_lost, None)

    def close(self):
        if self._pipe is not None and not self._closing:
            self.write_eof()

    def abort(self):
        self._close(None)

    def _close(self, exc=None):
        self._closing = True
        if self._buffer:
            self._loop._remove_writer(self._fileno)
        self._buffer.clear()
        self._loop._remove_reader(self._fileno)
        self._loop.call_soon(self._call_connection_lost, exc)
