"""Sending files."""

_BLOCK = 64 * 1024


def check_arguments(sock, file, offset, count):
    """Complains of what cannot be sent."""
    if "b" not in getattr(file, "mode", "b"):
        raise ValueError("file should be opened in binary mode")
    if sock.type != 1:
        raise ValueError("only SOCK_STREAM type sockets are supported")
    if count is not None:
        if not isinstance(count, int):
            raise TypeError(f"count must be a positive integer (got {count!r})")
        if count <= 0:
            raise ValueError(f"count must be a positive integer (got {count!r})")
    if not isinstance(offset, int):
        raise TypeError(f"offset must be a non-negative integer (got {offset!r})")
    if offset < 0:
        raise ValueError(f"offset must be a non-negative integer (got {offset!r})")


def _blocks(file, offset, count):
    if hasattr(file, "seek"):
        file.seek(offset)
    buffer = bytearray(_BLOCK)
    while count is None or count > 0:
        size = file.readinto(memoryview(buffer)[:count])
        if not size:
            break
        if count is not None:
            count -= size
        yield bytes(memoryview(buffer)[:size])


def is_regular(file):
    """Can the system send the file by itself?"""
    import io
    import os
    try:
        os.fstat(file.fileno())
    except (AttributeError, io.UnsupportedOperation, OSError):
        return False
    return True


async def send_to_socket(loop, sock, file, offset, count):
    """Sends a file by a plain socket; returns how many bytes."""
    total = 0
    try:
        for block in _blocks(file, offset, count):
            await loop.sock_sendall(sock, block)
            total += len(block)
        return total
    finally:
        if total > 0 and hasattr(file, "seek"):
            file.seek(offset + total)


async def send_natively(loop, sock, file, offset, count):
    """Has the system send a file by a plain socket; returns how many bytes."""
    import io
    from . import unix_events
    from .exceptions import SendfileNotAvailableError
    os = unix_events.os
    if not hasattr(os, "sendfile"):
        raise SendfileNotAvailableError("os.sendfile() is not available")
    try:
        number = file.fileno()
        size = os.fstat(number).st_size
    except (AttributeError, io.UnsupportedOperation, OSError):
        raise SendfileNotAvailableError("not a regular file") from None
    block = count or size
    if not block:
        return 0
    future = loop.create_future()
    loop._sock_sendfile_native_impl(future, None, sock, number, offset, count, block, 0)
    return await future


def send_next(loop, future, registered_fd, sock, number, offset, count, block, total):
    """Has the system send what it takes at once, and waits for room for the rest. `future` is told how much it was.
    `registered_fd` is what was waited for, None the first time."""
    from . import unix_events
    from .exceptions import SendfileNotAvailableError
    os = unix_events.os
    fd = sock.fileno()
    if registered_fd is not None:
        # The socket may have been closed since.
        loop.remove_writer(registered_fd)
    if future.cancelled():
        loop._sock_sendfile_update_filepos(number, offset)
        return
    if count:
        block = count - total
    sent = 0
    try:
        if block > 0:
            sent = os.sendfile(fd, number, offset, block)
    except (BlockingIOError, InterruptedError):
        pass
    except (SystemExit, KeyboardInterrupt):
        raise
    except BaseException as exc:
        if isinstance(exc, OSError):
            if registered_fd is not None and exc.errno == 107 and type(exc) is not ConnectionError:  # ENOTCONN
                error = ConnectionError("socket is not connected", exc.errno)
                error.__cause__ = exc
                exc = error
            if total == 0:
                # This pair of descriptors cannot be joined; others can.
                exc = SendfileNotAvailableError("os.sendfile call failed")
        loop._sock_sendfile_update_filepos(number, offset)
        future.set_exception(exc)
        return
    else:
        if not sent:
            loop._sock_sendfile_update_filepos(number, offset)
            future.set_result(total)
            return
    if registered_fd is None:
        loop._sock_add_cancellation_callback(future, sock)
    loop.add_writer(fd, loop._sock_sendfile_native_impl, future, fd, sock, number, offset + sent, count, block,
                    total + sent)


class _SendfileFallbackProtocol:
    """Stands in for the transport's protocol to learn when there is room again."""

    def __init__(self, protocol, loop):
        self.protocol = protocol
        self.loop = loop
        self.room = None
        self.lost = None

    def pause_writing(self):
        if self.room is None:
            self.room = self.loop.create_future()

    def resume_writing(self):
        room, self.room = self.room, None
        if room is not None and not room.done():
            room.set_result(None)

    def connection_lost(self, exc):
        self.lost = exc or ConnectionError("Connection is closed by peer")
        if self.room is not None and not self.room.done():
            self.room.set_exception(self.lost)
        self.protocol.connection_lost(exc)

    def data_received(self, data):
        raise RuntimeError("Invalid state: reading should be paused")

    def eof_received(self):
        raise RuntimeError("Invalid state: reading should be paused")


async def send_to_transport(transport, file, offset, count, write=None):
    """Sends a file by a transport, by `write` if that is given; returns how many bytes."""
    from _asyncio import get_running_loop
    protocol = transport.get_protocol()
    was_reading = transport.is_reading()
    stand_in = _SendfileFallbackProtocol(protocol, get_running_loop())
    transport.pause_reading()
    transport.set_protocol(stand_in)
    was_paused = getattr(transport, "_protocol_paused", False)
    if was_paused:
        stand_in.pause_writing()
    # A native transport buffers nothing but what is being sent.
    limits = transport.get_write_buffer_limits() if hasattr(type(transport), "_is_flowing") else None
    total = 0
    try:
        if limits is not None:
            transport.set_write_buffer_limits(0)
        for block in _blocks(file, offset, count):
            if stand_in.room is not None:
                await stand_in.room
            if stand_in.lost is not None:
                raise stand_in.lost
            (write or transport.write)(block)
            total += len(block)
        if stand_in.room is not None:
            await stand_in.room
        return total
    finally:
        if total > 0 and hasattr(file, "seek"):
            file.seek(offset + total)
        if stand_in.lost is None:
            if limits is not None:
                transport.set_write_buffer_limits(limits[1], limits[0])
            transport.set_protocol(protocol)
            if was_paused and stand_in.room is None:
                protocol.resume_writing()
            if hasattr(protocol, "_rejoin_transport"):
                protocol._rejoin_transport(transport)
            if was_reading:
                transport.resume_reading()
