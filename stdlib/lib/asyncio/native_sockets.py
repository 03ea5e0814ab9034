"""Plain sockets in the native loop: a call that would block is tried again once the loop says so."""
from . import base_events


class NativeSockets:
    """The methods `sock_*` of a native loop."""

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
        sent = base_events._send_at_once(self, sock, data)
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
        base_events._check_socket(self, sock)
        if sock.family in (2, 10):  # AF_INET, AF_INET6
            infos = await self._ensure_resolved(address, family=sock.family, type=sock.type, proto=sock.proto,
                                                loop=self)
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
        base_events._check_socket(self, sock)
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
