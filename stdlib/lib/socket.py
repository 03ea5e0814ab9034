"""Network sockets."""

import _socket
from _socket import *

__all__ = [
    'AddressFamily', 'SocketKind', 'SocketType', 'create_connection', 'create_server', 'error', 'fromfd', 'gaierror',
    'getaddrinfo', 'getfqdn', 'has_dualstack_ipv6', 'herror', 'socket', 'socketpair', 'timeout', 'has_ipv6',
    'gethostname', 'gethostbyname', 'gethostbyname_ex', 'gethostbyaddr', 'getnameinfo', 'getservbyname',
    'getservbyport', 'getdefaulttimeout', 'setdefaulttimeout', 'CMSG_LEN', 'CMSG_SPACE', 'getprotobyname', 'if_indextoname', 'if_nameindex', 'if_nametoindex', 'recv_fds',
    'send_fds', 'htonl', 'htons', 'ntohl', 'ntohs', 'inet_aton',
    'inet_ntoa', 'inet_ntop', 'inet_pton', 'close', 'dup']
__all__ += [_name for _name in dir(_socket) if _name.isupper()]


class _NamedIntegers(type):
    """The class of an enumeration: its members are found by number and by name."""

    def __call__(cls, number):
        if not isinstance(number, int) or (found := cls._members.get(int(number))) is None:
            raise ValueError(f'{number!r} is not a valid {cls.__name__}')
        return found

    def __getitem__(cls, name):
        return cls.__members__[name]

    def __iter__(cls):
        return iter(cls._members.values())

    def __len__(cls):
        return len(cls._members)

    def __contains__(cls, value):
        return isinstance(value, int) and int(value) in cls._members

    def __repr__(cls):
        return f"<{'flag' if cls._flags else 'enum'} {cls.__name__!r}>"


class _NamedInteger(int, metaclass=_NamedIntegers):
    """An integer that shows its name, as the members of the enumerations here do. Those of `enum` take their time to be
    made, and few programs look at one."""

    _flags = False

    @property
    def value(self):
        return int(self)

    def __repr__(self):
        return f'<{type(self).__name__}.{self.name}: {int(self)}>'

    def __str__(self):
        return int.__repr__(self)

    def __format__(self, spec):
        return int.__format__(int(self), spec)

    def __reduce_ex__(self, protocol):
        return type(self), (int(self),)

    @classmethod
    def _of(cls, number):
        return cls._members.get(number, number)

    @classmethod
    def _define(cls, prefix):
        cls._members = {}
        cls.__members__ = {}
        for name in dir(_socket):
            if name.startswith(prefix):
                number = getattr(_socket, name)
                member = cls._members.get(number)
                if member is None:
                    member = cls._members[number] = int.__new__(cls, number)
                    member.name = name
                cls.__members__[name] = member
                setattr(cls, name, member)
                globals()[name] = member


class AddressFamily(_NamedInteger):
    """Which kind of address."""


class SocketKind(_NamedInteger):
    """Which kind of connection."""


class MsgFlag(_NamedInteger):
    """Flags of receiving and sending."""

    _flags = True


class AddressInfo(_NamedInteger):
    """Flags of `getaddrinfo`."""

    _flags = True


AddressFamily._define('AF_')
SocketKind._define('SOCK_')
MsgFlag._define('MSG_')
AddressInfo._define('AI_')


class socket(_socket.socket):
    """One endpoint of a network connection."""

    __slots__ = ('__weakref__', '_io_refs', '_closed')

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        _socket.socket.__init__(self, family, type, proto, fileno)
        # Files that `makefile` made keep the descriptor open.
        self._io_refs = 0
        self._closed = False

    def __enter__(self):
        return self

    def __exit__(self, *args):
        if not self._closed:
            self.close()

    def __repr__(self):
        shown = (f'<{self.__class__.__module__}.{self.__class__.__qualname__}'
                 f'{" [closed]" if getattr(self, "_closed", False) else ""} fd={self.fileno()}, family={self.family}, '
                 f'type={self.type}, proto={self.proto}')
        if self.fileno() >= 0:
            try:
                if address := self.getsockname():
                    shown += f', laddr={address}'
            except error:
                pass
            try:
                if address := self.getpeername():
                    shown += f', raddr={address}'
            except error:
                pass
        return shown + '>'

    def __del__(self):
        if self.fileno() >= 0:
            import warnings
            warnings.warn(f'unclosed {self!r}', ResourceWarning, stacklevel=2, source=self)
            self.close()

    def __getstate__(self):
        raise TypeError(f'cannot pickle {self.__class__.__name__!r} object')

    @property
    def family(self):
        """The address family."""
        return AddressFamily._of(_socket.socket.family.__get__(self))

    @property
    def type(self):
        """The kind of socket."""
        return SocketKind._of(_socket.socket.type.__get__(self))

    def dup(self):
        """A new socket for the same connection."""
        sock = self.__class__(self.family, self.type, self.proto, fileno=dup(self.fileno()))
        sock.settimeout(self.gettimeout())
        return sock

    def accept(self):
        """Waits for a connection; returns a new socket for it and the peer's address."""
        number, address = self._accept()
        return socket(self.family, self.type, self.proto, fileno=number), address

    def makefile(self, mode='r', buffering=None, *, encoding=None, errors=None, newline=None):
        """A file that reads from or writes to the socket."""
        import io
        if not set(mode) <= {'r', 'w', 'b'}:
            raise ValueError(f'invalid mode {mode!r} (only r, w, b allowed)')
        writing = 'w' in mode
        reading = 'r' in mode or not writing
        binary = 'b' in mode
        raw = _socket_io()(self, ('r' if reading else '') + ('w' if writing else ''))
        self._io_refs += 1
        if buffering is None or buffering < 0:
            buffering = io.DEFAULT_BUFFER_SIZE
        if buffering == 0:
            if not binary:
                raise ValueError('unbuffered streams must be binary')
            return raw
        if reading and writing:
            buffer = io.BufferedRWPair(raw, raw, buffering)
        elif reading:
            buffer = io.BufferedReader(raw, buffering)
        else:
            buffer = io.BufferedWriter(raw, buffering)
        if binary:
            return buffer
        text = io.TextIOWrapper(buffer, io.text_encoding(encoding), errors, newline)
        text.mode = mode
        return text

    def sendfile(self, file, offset=0, count=None):
        """Sends a file's bytes; returns how many."""
        return self._sendfile_use_send(file, offset, count)

    def _check_sendfile_params(self, file, offset, count):
        if 'b' not in getattr(file, 'mode', 'b'):
            raise ValueError('file should be opened in binary mode')
        if not self.type & SOCK_STREAM:
            raise ValueError('only SOCK_STREAM type sockets are supported')
        if count is not None:
            if not isinstance(count, int):
                raise TypeError(f'count must be a positive integer (got {count!r})')
            if count <= 0:
                raise ValueError(f'count must be a positive integer (got {count!r})')

    def _sendfile_use_send(self, file, offset=0, count=None):
        self._check_sendfile_params(file, offset, count)
        if self.gettimeout() == 0:
            raise ValueError('non-blocking sockets are not supported')
        if offset:
            file.seek(offset)
        total = 0
        block = 8192 if count is None else min(count, 8192)
        try:
            while count is None or total < count:
                data = memoryview(file.read(block if count is None else min(block, count - total)))
                if not data:
                    break
                while data:
                    try:
                        sent = self.send(data)
                    except BlockingIOError:
                        continue
                    total += sent
                    data = data[sent:]
            return total
        finally:
            if total > 0 and hasattr(file, 'seek'):
                file.seek(offset + total)

    def _decref_socketios(self):
        if self._io_refs > 0:
            self._io_refs -= 1
        if self._closed:
            self.close()

    def _real_close(self):
        _socket.socket.close(self)

    def close(self):
        """Closes the socket; its descriptor, when its files are closed too."""
        self._closed = True
        if self._io_refs <= 0:
            self._real_close()

    def detach(self):
        """Gives the descriptor up without closing it; returns its number."""
        self._closed = True
        return _socket.socket.detach(self)

    def get_inheritable(self):
        """Do child processes get the descriptor?"""
        import os
        return os.get_inheritable(self.fileno())

    def set_inheritable(self, inheritable):
        """Sets whether child processes get the descriptor."""
        import os
        os.set_inheritable(self.fileno(), inheritable)


def _socket_io():
    """The class SocketIO, which is made when the first socket gets a file: few programs need `io` before."""
    if (found := globals().get('SocketIO')) is not None:
        return found
    import io

    class SocketIO(io.RawIOBase):
        """The unbuffered file of a socket."""

        def __init__(self, sock, mode):
            if mode not in ('r', 'w', 'rw', 'rb', 'wb', 'rwb'):
                raise ValueError(f'invalid mode: {mode!r}')
            io.RawIOBase.__init__(self)
            self._sock = sock
            self._mode = mode if 'b' in mode else mode + 'b'
            self._reading = 'r' in mode
            self._writing = 'w' in mode
            self._timeout_occurred = False

        def readinto(self, b):
            """Reads into a buffer; returns the number of bytes, or None if there are none and the socket does not
            block."""
            self._checkClosed()
            self._checkReadable()
            if self._timeout_occurred:
                raise OSError('cannot read from timed out object')
            try:
                return self._sock.recv_into(b)
            except timeout:
                self._timeout_occurred = True
                raise
            except BlockingIOError:
                return None

        def write(self, b):
            """Writes what it can; returns the number of bytes, or None if the socket does not block and has no room."""
            self._checkClosed()
            self._checkWritable()
            try:
                return self._sock.send(b)
            except BlockingIOError:
                return None

        def readable(self):
            if self.closed:
                raise ValueError('I/O operation on closed socket.')
            return self._reading

        def writable(self):
            if self.closed:
                raise ValueError('I/O operation on closed socket.')
            return self._writing

        def seekable(self):
            if self.closed:
                raise ValueError('I/O operation on closed socket.')
            return super().seekable()

        def fileno(self):
            self._checkClosed()
            return self._sock.fileno()

        @property
        def name(self):
            return -1 if self.closed else self.fileno()

        @property
        def mode(self):
            return self._mode

        def close(self):
            if not self.closed:
                io.RawIOBase.close(self)
                self._sock._decref_socketios()
                self._sock = None

    SocketIO.__qualname__ = 'SocketIO'
    globals()['SocketIO'] = SocketIO
    return SocketIO


def __getattr__(name):
    if name == 'SocketIO':
        return _socket_io()
    if name in ('IntEnum', 'IntFlag'):
        import enum
        return getattr(enum, name)
    if name in ('io', 'os', 'selectors', 'sys', 'errno', 'array'):
        return __import__(name)
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')


EBADF = 9
EAGAIN = EWOULDBLOCK = 11


def send_fds(sock, buffers, fds, flags=0, address=None):
    """Sends data with descriptors, by a Unix socket."""
    import array
    return sock.sendmsg(buffers, [(SOL_SOCKET, SCM_RIGHTS, array.array('i', fds))])


def recv_fds(sock, bufsize, maxfds, flags=0):
    """Receives data with up to maxfds descriptors; returns both, the flags and the address."""
    import array
    fds = array.array('i')
    msg, ancdata, flags, address = sock.recvmsg(bufsize, CMSG_LEN(maxfds * fds.itemsize))
    for level, kind, data in ancdata:
        if level == SOL_SOCKET and kind == SCM_RIGHTS:
            fds.frombytes(data[:len(data) - len(data) % fds.itemsize])
    return msg, list(fds), flags, address


_PROTOCOLS = {'ip': 0, 'icmp': 1, 'igmp': 2, 'ggp': 3, 'ipencap': 4, 'tcp': 6, 'egp': 8, 'igp': 9, 'pup': 12, 'udp': 17,
              'ipv6': 41, 'rsvp': 46, 'gre': 47, 'esp': 50, 'ah': 51, 'ipv6-icmp': 58, 'ospf': 89, 'sctp': 132,
              'udplite': 136}


def getprotobyname(name, /):
    """The number of a protocol of the Internet."""
    if (number := _PROTOCOLS.get(name)) is None:
        raise error('protocol not found')
    return number


def _interfaces():
    import os
    found = []
    for name in os.listdir('/sys/class/net'):
        try:
            with open(f'/sys/class/net/{name}/ifindex') as file:
                found.append((int(file.read()), name))
        except OSError:
            # It has gone meanwhile, or is no interface.
            pass
    return sorted(found)


def if_nameindex():
    """The interfaces of the system: a list of (number, name)."""
    return _interfaces()


def if_nametoindex(oname, /):
    """The number of an interface."""
    import os
    oname = os.fsdecode(oname)
    for number, name in _interfaces():
        if name == oname:
            return number
    raise error(19, 'No such device')


def if_indextoname(if_index, /):
    """The name of an interface."""
    import operator
    if_index = operator.index(if_index)
    if if_index < 0:
        raise ValueError('Cannot convert negative int')
    if if_index >= 1 << 32:
        raise OverflowError('Python int too large for C unsigned int')
    for number, name in _interfaces():
        if number == if_index:
            return name
    raise error(6, 'No such device or address')


SocketType = _socket.SocketType


def fromfd(fd, family, type, proto=0):
    """A socket for a copy of a descriptor."""
    return socket(family, type, proto, fileno=dup(fd))


def socketpair(family=AF_UNIX, type=SOCK_STREAM, proto=0):
    """Two sockets connected with each other."""
    a, b = _socket.socketpair(family, type, proto)
    return socket(family, type, proto, a), socket(family, type, proto, b)


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    """What a socket needs to reach a host and port: a list of (family, type, proto, canonname, sockaddr)."""
    return [(AddressFamily._of(family), SocketKind._of(kind), proto, canonname, address)
            for family, kind, proto, canonname, address
            in _socket.getaddrinfo(host, port, family, type, proto, flags)]


# What asyncio does natively unless a program has replaced it.
_getaddrinfo = getaddrinfo


def getfqdn(name=''):
    """The full name of a host, of this one by default."""
    name = name.strip()
    if not name or name in ('0.0.0.0', '::'):
        name = gethostname()
    try:
        hostname, aliases, _ = gethostbyaddr(name)
    except error:
        return name
    for candidate in [hostname, *aliases]:
        if '.' in candidate:
            return candidate
    return hostname


_GLOBAL_DEFAULT_TIMEOUT = object()


def create_connection(address, timeout=_GLOBAL_DEFAULT_TIMEOUT, source_address=None, *, all_errors=False):
    """A socket connected to a host and port."""
    host, port = address
    errors = []
    for family, kind, proto, _, sockaddr in getaddrinfo(host, port, 0, SOCK_STREAM):
        sock = None
        try:
            sock = socket(family, kind, proto)
            if timeout is not _GLOBAL_DEFAULT_TIMEOUT:
                sock.settimeout(timeout)
            if source_address:
                sock.bind(source_address)
            sock.connect(sockaddr)
            errors.clear()
            return sock
        except error as exc:
            if not all_errors:
                errors.clear()
            errors.append(exc)
            if sock is not None:
                sock.close()
    if not errors:
        raise error('getaddrinfo returns an empty list')
    try:
        if not all_errors:
            raise errors[0]
        raise ExceptionGroup('create_connection failed', errors)
    finally:
        errors.clear()


def has_dualstack_ipv6():
    """Can one socket serve IPv4 and IPv6?"""
    try:
        with socket(AF_INET6, SOCK_STREAM) as sock:
            sock.setsockopt(IPPROTO_IPV6, IPV6_V6ONLY, 0)
            return True
    except error:
        return False


def create_server(address, *, family=AF_INET, backlog=None, reuse_port=False, dualstack_ipv6=False):
    """A socket that is bound to an address and listens."""
    if dualstack_ipv6:
        if not has_dualstack_ipv6():
            raise ValueError('dualstack_ipv6 not supported on this platform')
        if family != AF_INET6:
            raise ValueError('dualstack_ipv6 requires AF_INET6 family')
    sock = socket(family, SOCK_STREAM)
    try:
        sock.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        if reuse_port:
            sock.setsockopt(SOL_SOCKET, SO_REUSEPORT, 1)
        if family == AF_INET6:
            sock.setsockopt(IPPROTO_IPV6, IPV6_V6ONLY, 0 if dualstack_ipv6 else 1)
        try:
            sock.bind(address)
        except error as err:
            raise error(err.errno, f'{err.strerror} (while attempting to bind on address {address!r})') from None
        sock.listen() if backlog is None else sock.listen(backlog)
        return sock
    except error:
        sock.close()
        raise
