"""Connections: objects and bytes over pipes and Unix sockets, each message with its length before it."""
import os
import select
import struct
import time

from . import reduction
from .context import BufferTooShort

__all__ = ["Pipe", "wait"]


class Connection:
    """One end of a connection, a descriptor of its own."""

    _handle = None

    def __init__(self, handle, readable=True, writable=True):
        handle = handle.__index__()
        if handle < 0:
            raise ValueError("invalid handle")
        if not readable and not writable:
            raise ValueError("at least one of `readable` and `writable` must be True")
        self._handle = handle
        self._readable = readable
        self._writable = writable

    def __del__(self):
        if self._handle is not None:
            self._close()

    def _check_closed(self):
        if self._handle is None:
            raise OSError("handle is closed")

    def _check_readable(self):
        self._check_closed()
        if not self._readable:
            raise OSError("connection is write-only")

    def _check_writable(self):
        self._check_closed()
        if not self._writable:
            raise OSError("connection is read-only")

    @property
    def closed(self):
        return self._handle is None

    @property
    def readable(self):
        return self._readable

    @property
    def writable(self):
        return self._writable

    def fileno(self):
        self._check_closed()
        return self._handle

    def close(self):
        if self._handle is not None:
            try:
                self._close()
            finally:
                self._handle = None

    def _close(self):
        os.close(self._handle)

    def send_bytes(self, buf, offset=0, size=None):
        """Sends bytes as one message."""
        self._check_writable()
        view = memoryview(buf)
        if view.itemsize > 1 or view.ndim > 1:
            view = view.cast("B")
        count = len(view)
        if offset < 0:
            raise ValueError("offset is negative")
        if count < offset:
            raise ValueError("buffer length < offset")
        if size is None:
            size = count - offset
        elif size < 0:
            raise ValueError("size is negative")
        elif offset + size > count:
            raise ValueError("buffer length < offset + size")
        self._send_bytes(view[offset:offset + size])

    def send(self, obj):
        """Sends a picklable object."""
        self._check_writable()
        self._send_bytes(reduction.ForkingPickler.dumps(obj))

    def recv_bytes(self, maxlength=None):
        """Receives a message that was sent by send_bytes()."""
        self._check_readable()
        if maxlength is not None and maxlength < 0:
            raise ValueError("negative maxlength")
        message = self._recv_bytes(maxlength)
        if message is None:
            # What is left of it could not be told from the next message.
            if self._writable:
                self._readable = False
            else:
                self.close()
            raise OSError("bad message length")
        return message

    def recv_bytes_into(self, buf, offset=0):
        """Receives a message into a buffer; returns its length."""
        self._check_readable()
        with memoryview(buf) as view:
            size = view.itemsize
            bytesize = size * len(view)
            if offset < 0:
                raise ValueError("negative offset")
            if offset > bytesize:
                raise ValueError("offset too large")
            message = self._recv_bytes()
            if bytesize < offset + len(message):
                raise BufferTooShort(message)
            view.cast("B")[offset:offset + len(message)] = message
            return len(message)

    def recv(self):
        """Receives an object."""
        self._check_readable()
        return reduction.ForkingPickler.loads(self._recv_bytes())

    def poll(self, timeout=0.0):
        """Is there something to receive, within `timeout` seconds?"""
        self._check_readable()
        return bool(wait([self], timeout))

    def _send_bytes(self, buf):
        count = len(buf)
        header = struct.pack("!i", count) if count <= 0x7fffffff else struct.pack("!iQ", -1, count)
        if count > 16384:
            self._send(header)
            self._send(buf)
        else:
            # At once, so that a message is not torn by another.
            self._send(header + bytes(buf))

    def _send(self, buf):
        view = memoryview(buf)
        while view:
            # What there is room for: threads share one of the system, and whoever is to read may be among them.
            select.select([], [self._handle], [])
            view = view[os.write(self._handle, view[:select.PIPE_BUF]):]

    def _recv(self, size):
        data = bytearray()
        while len(data) < size:
            chunk = os.read(self._handle, min(size - len(data), 1 << 16))
            if not chunk:
                if not data:
                    raise EOFError
                raise OSError("got end of file during message")
            data += chunk
        return bytes(data)

    def _recv_bytes(self, maxsize=None):
        size, = struct.unpack("!i", self._recv(4))
        if size == -1:
            size, = struct.unpack("!Q", self._recv(8))
        if maxsize is not None and size > maxsize:
            return None
        return self._recv(size)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __reduce__(self):
        return _rebuild_connection, (reduction.DupFd(self.fileno()), self._readable, self._writable)


Connection.__module__ = "multiprocessing.connection"


def _rebuild_connection(descriptor, readable, writable):
    return Connection(descriptor.detach(), readable, writable)


def Pipe(duplex=True):
    """Two connections to each other; without duplex the first receives and the second sends."""
    if duplex:
        import socket
        one, other = socket.socketpair()
        return Connection(one.detach()), Connection(other.detach())
    reader, writer = os.pipe()
    return Connection(reader, writable=False), Connection(writer, readable=False)


def wait(object_list, timeout=None):
    """Those of the connections, sockets and sentinels that can be received from, within `timeout` seconds."""
    import selectors
    with selectors.PollSelector() as selector:
        for each in object_list:
            selector.register(each, selectors.EVENT_READ)
        end = None if timeout is None else time.monotonic() + timeout
        while True:
            ready = selector.select(timeout)
            if ready:
                return [key.fileobj for key, _ in ready]
            if end is not None:
                timeout = end - time.monotonic()
                if timeout < 0:
                    return []


def __getattr__(name):
    if name in ("Listener", "Client"):
        raise AttributeError(f"multiprocessing.connection.{name} is not supported: connections are made by Pipe(), "
                             "those of networks by socket and asyncio")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
