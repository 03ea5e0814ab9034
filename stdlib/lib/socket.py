"""Network sockets."""

import _socket
from _socket import *

__all__ = [
    'AddressFamily', 'SocketKind', 'SocketType', 'create_connection', 'create_server', 'error', 'fromfd', 'gaierror',
    'getaddrinfo', 'getfqdn', 'has_dualstack_ipv6', 'herror', 'socket', 'socketpair', 'timeout', 'has_ipv6',
    'gethostname', 'gethostbyname', 'gethostbyname_ex', 'gethostbyaddr', 'getnameinfo', 'getservbyname',
    'getservbyport', 'getdefaulttimeout', 'setdefaulttimeout', 'htonl', 'htons', 'ntohl', 'ntohs', 'inet_aton',
    'inet_ntoa', 'inet_ntop', 'inet_pton', 'close', 'dup']
__all__ += [_name for _name in dir(_socket) if _name.isupper()]


class _NamedInteger(int):
    """An integer that shows its name, as the members of the enumerations here do."""

    @property
    def value(self):
        return int(self)

    def __repr__(self):
        return f'<{type(self).__name__}.{self.name}: {int(self)}>'

    def __str__(self):
        return int.__repr__(self)

    def __format__(self, spec):
        return int.__format__(int(self), spec)

    @classmethod
    def _of(cls, number):
        return cls._members.get(number, number)

    @classmethod
    def _define(cls, prefix):
        cls._members = {}
        for name in dir(_socket):
            if name.startswith(prefix):
                member = cls(getattr(_socket, name))
                member.name = name
                cls._members.setdefault(int(member), member)
                setattr(cls, name, member)
                globals()[name] = member


class AddressFamily(_NamedInteger):
    """Which kind of address."""


class SocketKind(_NamedInteger):
    """Which kind of connection."""


class MsgFlag(_NamedInteger):
    """Flags of receiving and sending."""


class AddressInfo(_NamedInteger):
    """Flags of `getaddrinfo`."""


AddressFamily._define('AF_')
SocketKind._define('SOCK_')
MsgFlag._define('MSG_')
AddressInfo._define('AI_')


class socket(_socket.socket):
    """One endpoint of a network connection."""

    __slots__ = ('__weakref__', '_files', '_closing')

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        _socket.socket.__init__(self, family, type, proto, fileno)
        # Files that `makefile` made keep the descriptor open.
        self._files = 0
        self._closing = False

    def __enter__(self):
        return self

    def __exit__(self, *args):
        if not self._closing:
            self.close()

    def __repr__(self):
        shown = (f'<{self.__class__.__module__}.{self.__class__.__qualname__}'
                 f'{" [closed]" if self.fileno() < 0 else ""} fd={self.fileno()}, family={self.family}, '
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
        if buffering is None:
            buffering = -1
        if buffering == 0 and not binary:
            raise ValueError('unbuffered streams must be binary')
        if reading and writing:
            raw_mode = 'r+b'
        else:
            raw_mode = 'rb' if reading else 'wb'
        buffer = io.open(dup(self.fileno()), raw_mode, buffering)
        if binary:
            return buffer
        return io.TextIOWrapper(buffer, encoding, errors, newline)

    def sendfile(self, file, offset=0, count=None):
        """Sends a file's bytes; returns how many."""
        if offset:
            file.seek(offset)
        total = 0
        while count is None or total < count:
            data = file.read(8192 if count is None else min(8192, count - total))
            if not data:
                break
            self.sendall(data)
            total += len(data)
        return total

    def close(self):
        """Closes the socket."""
        self._closing = True
        _socket.socket.close(self)

    def detach(self):
        """Gives the descriptor up without closing it; returns its number."""
        self._closing = True
        return _socket.socket.detach(self)

    def get_inheritable(self):
        """Do child processes get the descriptor?"""
        return False

    def set_inheritable(self, inheritable):
        """Descriptors here are never inherited."""


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


_default_timeout = object()


def create_connection(address, timeout=_default_timeout, source_address=None, *, all_errors=False):
    """A socket connected to a host and port."""
    host, port = address
    errors = []
    for family, kind, proto, _, sockaddr in getaddrinfo(host, port, 0, SOCK_STREAM):
        sock = None
        try:
            sock = socket(family, kind, proto)
            if timeout is not _default_timeout:
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
