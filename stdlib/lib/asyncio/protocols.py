"""What a protocol is: an object that a transport calls."""

__all__ = ("BaseProtocol", "Protocol", "DatagramProtocol", "SubprocessProtocol", "BufferedProtocol")


class BaseProtocol:
    """The calls that all protocols get."""

    __slots__ = ()

    def connection_made(self, transport):
        """There is a connection; `transport` is its other side."""

    def connection_lost(self, exc):
        """The connection is over; `exc` is None if it was closed."""

    def pause_writing(self):
        """The transport's buffer is above its high-water mark."""

    def resume_writing(self):
        """The transport's buffer is below its low-water mark again."""


class Protocol(BaseProtocol):
    """A protocol for streams of bytes."""

    __slots__ = ()

    def data_received(self, data):
        """Some bytes came."""

    def eof_received(self):
        """The other side will send no more. The transport is closed unless this returns something true."""


class BufferedProtocol(BaseProtocol):
    """A protocol for streams of bytes with buffers of its own."""

    __slots__ = ()

    def get_buffer(self, sizehint):
        """The buffer to receive into."""

    def buffer_updated(self, nbytes):
        """The buffer has received so many bytes."""

    def eof_received(self):
        """The other side will send no more."""


class DatagramProtocol(BaseProtocol):
    """A protocol for datagrams."""

    __slots__ = ()

    def datagram_received(self, data, addr):
        """A datagram came."""

    def error_received(self, exc):
        """Sending or receiving failed."""


class SubprocessProtocol(BaseProtocol):
    """A protocol for processes."""

    __slots__ = ()

    def pipe_data_received(self, fd, data):
        """The process wrote to a pipe."""

    def pipe_connection_lost(self, fd, exc):
        """A pipe of the process was closed."""

    def process_exited(self):
        """The process has ended."""


def _feed_data_to_buffered_proto(proto, data):
    """Gives data to a protocol that has buffers of its own, in as many pieces as those need."""
    left = memoryview(data)
    while left:
        buffer = proto.get_buffer(len(left))
        size = min(len(buffer), len(left))
        if not size:
            raise RuntimeError("get_buffer() returned an empty buffer")
        buffer[:size] = left[:size]
        proto.buffer_updated(size)
        left = left[size:]
