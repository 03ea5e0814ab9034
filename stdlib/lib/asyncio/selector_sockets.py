"""Plain sockets over a loop's readers and writers: each call is tried at once, then whenever the descriptor is ready."""
import socket
from functools import partial

from . import base_events


def _deliver(fut, call, *args):
    """Gives fut what call(*args) comes to; nothing happens if that would block."""
    if fut.done():
        return
    try:
        result = call(*args)
    except (BlockingIOError, InterruptedError):
        return
    except (SystemExit, KeyboardInterrupt):
        raise
    except BaseException as exc:
        fut.set_exception(exc)
    else:
        fut.set_result(result)


class SelectorSockets:
    """The methods of loops that read and write sockets of the program's own."""

    async def _read_when_ready(self, sock, ready, *args):
        """Has ready(future, sock, *args) called whenever there is something to read, until the future is done."""
        fut = self.create_future()
        fd = sock.fileno()
        self._ensure_fd_no_transport(fd)
        handle = self._add_reader(fd, ready, fut, sock, *args)
        fut.add_done_callback(partial(self._sock_read_done, fd, handle=handle))
        return await fut

    async def _write_when_ready(self, sock, ready, *args):
        """Has ready(future, sock, *args) called whenever there is room to write, until the future is done."""
        fut = self.create_future()
        fd = sock.fileno()
        self._ensure_fd_no_transport(fd)
        handle = self._add_writer(fd, ready, fut, sock, *args)
        fut.add_done_callback(partial(self._sock_write_done, fd, handle=handle))
        return await fut

    def _sock_read_done(self, fd, fut, handle=None):
        if handle is None or not handle.cancelled():
            self.remove_reader(fd)

    def _sock_write_done(self, fd, fut, handle=None):
        if handle is None or not handle.cancelled():
            self.remove_writer(fd)

    async def sock_recv(self, sock, n):
        """Receives up to n bytes."""
        base_events._check_socket(self, sock)
        try:
            return sock.recv(n)
        except (BlockingIOError, InterruptedError):
            return await self._read_when_ready(sock, self._sock_recv, n)

    def _sock_recv(self, fut, sock, n):
        _deliver(fut, sock.recv, n)

    async def sock_recv_into(self, sock, buf):
        """Receives into a buffer; returns the number of bytes."""
        base_events._check_socket(self, sock)
        try:
            return sock.recv_into(buf)
        except (BlockingIOError, InterruptedError):
            return await self._read_when_ready(sock, self._sock_recv_into, buf)

    def _sock_recv_into(self, fut, sock, buf):
        _deliver(fut, sock.recv_into, buf)

    async def sock_recvfrom(self, sock, bufsize):
        """Receives a datagram of up to bufsize bytes; returns it and the sender's address."""
        base_events._check_socket(self, sock)
        try:
            return sock.recvfrom(bufsize)
        except (BlockingIOError, InterruptedError):
            return await self._read_when_ready(sock, self._sock_recvfrom, bufsize)

    def _sock_recvfrom(self, fut, sock, bufsize):
        _deliver(fut, sock.recvfrom, bufsize)

    async def sock_recvfrom_into(self, sock, buf, nbytes=0):
        """Receives a datagram into a buffer; returns the number of bytes and the sender's address."""
        base_events._check_socket(self, sock)
        nbytes = nbytes or len(buf)
        try:
            return sock.recvfrom_into(buf, nbytes)
        except (BlockingIOError, InterruptedError):
            return await self._read_when_ready(sock, self._sock_recvfrom_into, buf, nbytes)

    def _sock_recvfrom_into(self, fut, sock, buf, bufsize):
        _deliver(fut, sock.recvfrom_into, buf, bufsize)

    async def sock_sendall(self, sock, data):
        """Sends all of data."""
        sent = base_events._send_at_once(self, sock, data)
        if sent == len(data):
            return
        return await self._write_when_ready(sock, self._sock_sendall, memoryview(data), [sent])

    def _sock_sendall(self, fut, sock, view, pos):
        """Sends what follows pos[0], and moves that on."""
        if fut.done():
            return
        try:
            pos[0] += sock.send(view[pos[0]:])
        except (BlockingIOError, InterruptedError):
            return
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            fut.set_exception(exc)
            return
        if pos[0] == len(view):
            fut.set_result(None)

    async def sock_sendto(self, sock, data, address):
        """Sends a datagram."""
        base_events._check_socket(self, sock)
        try:
            return sock.sendto(data, address)
        except (BlockingIOError, InterruptedError):
            return await self._write_when_ready(sock, self._sock_sendto, data, address)

    def _sock_sendto(self, fut, sock, data, address):
        _deliver(fut, sock.sendto, data, 0, address)

    async def sock_accept(self, sock):
        """Accepts a connection; returns its socket, which does not block, and the peer's address."""
        base_events._check_socket(self, sock)
        fut = self.create_future()
        self._sock_accept(fut, sock)
        return await fut

    def _sock_accept(self, fut, sock):
        if fut.done():
            return
        try:
            conn, address = sock.accept()
            conn.setblocking(False)
        except (BlockingIOError, InterruptedError):
            fd = sock.fileno()
            self._ensure_fd_no_transport(fd)
            handle = self._add_reader(fd, self._sock_accept, fut, sock)
            fut.add_done_callback(partial(self._sock_read_done, fd, handle=handle))
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            fut.set_exception(exc)
        else:
            fut.set_result((conn, address))

    async def sock_connect(self, sock, address):
        """Connects."""
        base_events._check_socket(self, sock)
        if sock.family in (socket.AF_INET, socket.AF_INET6):
            infos = await self._ensure_resolved(address, family=sock.family, type=sock.type, proto=sock.proto,
                                                loop=self)
            address = infos[0][4]
        fut = self.create_future()
        self._sock_connect(fut, sock, address)
        try:
            return await fut
        finally:
            # An exception's traceback must not refer to what holds it.
            fut = None

    def _sock_connect(self, fut, sock, address):
        fd = sock.fileno()
        try:
            sock.connect(address)
        except (BlockingIOError, InterruptedError):
            self._ensure_fd_no_transport(fd)
            handle = self._add_writer(fd, self._sock_connect_cb, fut, sock, address)
            fut.add_done_callback(partial(self._sock_write_done, fd, handle=handle))
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            fut.set_exception(exc)
        else:
            fut.set_result(None)
        finally:
            fut = None

    def _sock_connect_cb(self, fut, sock, address):
        """The attempt to connect is over."""
        def outcome():
            if (err := sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)) != 0:
                raise OSError(err, f"Connect call failed {address}")

        _deliver(fut, outcome)
        fut = None

    async def _sendfile_native(self, transp, file, offset, count):
        del self._transports[transp._sock_fd]
        try:
            return await base_events._sendfile_between(self, transp, file, offset, count)
        finally:
            self._transports[transp._sock_fd] = transp
