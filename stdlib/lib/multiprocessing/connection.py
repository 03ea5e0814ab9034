"""Connections: objects and bytes over pipes and sockets, each message with its length before it."""
import itertools
import os
import select
import struct
import time

from . import reduction, util
from .context import AuthenticationError, BufferTooShort

__all__ = ["Client", "Listener", "Pipe", "wait"]


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


# Listeners and clients.

default_family = "AF_UNIX"
families = ["AF_INET", "AF_UNIX"]

_counter = itertools.count()


def arbitrary_address(family):
    """An address of a family that nobody listens at."""
    if family == "AF_INET":
        return "localhost", 0
    if family == "AF_UNIX":
        return os.path.join(util.get_temp_dir(), f"listener-{os.getpid()}-{next(_counter)}")
    raise ValueError("unrecognized family")


def _validate_family(family):
    if family not in families:
        raise ValueError(f"Family {family} is not recognized.")


def address_type(address):
    """The family of an address."""
    if type(address) is tuple:
        return "AF_INET"
    if type(address) is str or util.is_abstract_socket_namespace(address):
        return "AF_UNIX"
    raise ValueError(f"address type of {address!r} unrecognized")


class Listener:
    """Accepts connections at an address; with `authkey` only of those who know it."""

    def __init__(self, address=None, family=None, backlog=1, authkey=None):
        family = family or (address and address_type(address)) or default_family
        address = address or arbitrary_address(family)
        _validate_family(family)
        if authkey is not None and not isinstance(authkey, bytes):
            raise TypeError("authkey should be a byte string")
        self._listener = SocketListener(address, family, backlog)
        self._authkey = authkey

    def accept(self):
        """Waits for a connection."""
        if self._listener is None:
            raise OSError("listener is closed")
        connection = self._listener.accept()
        if self._authkey is not None:
            deliver_challenge(connection, self._authkey)
            answer_challenge(connection, self._authkey)
        return connection

    def close(self):
        listener, self._listener = self._listener, None
        if listener is not None:
            listener.close()

    @property
    def address(self):
        return self._listener._address

    @property
    def last_accepted(self):
        """The address of the last connection's other end."""
        return self._listener._last_accepted

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


class SocketListener:
    """A listening socket."""

    def __init__(self, address, family, backlog=1):
        import socket
        self._socket = socket.socket(getattr(socket, family))
        try:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            self._socket.bind(address)
            self._socket.listen(backlog)
            self._address = self._socket.getsockname()
        except OSError:
            self._socket.close()
            raise
        self._family = family
        self._last_accepted = None
        self._unlink = None
        if family == "AF_UNIX" and not util.is_abstract_socket_namespace(address):
            self._unlink = util.Finalize(self, os.unlink, args=(address,), exitpriority=0)

    def accept(self):
        accepted, self._last_accepted = self._socket.accept()
        accepted.setblocking(True)
        return Connection(accepted.detach())

    def close(self):
        try:
            self._socket.close()
        finally:
            unlink, self._unlink = self._unlink, None
            if unlink is not None:
                unlink()


def Client(address, family=None, authkey=None):
    """A connection to a listener."""
    family = family or address_type(address)
    _validate_family(family)
    if authkey is not None and not isinstance(authkey, bytes):
        raise TypeError("authkey should be a byte string")
    connection = SocketClient(address)
    if authkey is not None:
        answer_challenge(connection, authkey)
        deliver_challenge(connection, authkey)
    return connection


def SocketClient(address):
    import socket
    with socket.socket(getattr(socket, address_type(address))) as sock:
        sock.connect(address)
        return Connection(sock.detach())


# Both ends show that they know a key: each sends random bytes, and gets their digest by the key.

MESSAGE_LENGTH = 40
_CHALLENGE = b"#CHALLENGE#"
_WELCOME = b"#WELCOME#"
_FAILURE = b"#FAILURE#"
# Messages name the digest in braces; those of old ends are of one of these lengths, and their digest is MD5.
_MD5ONLY_MESSAGE_LENGTH = 20
_MD5_DIGEST_LEN = 16
_ALLOWED_DIGESTS = {b"md5", b"sha256", b"sha384", b"sha3_256", b"sha3_384"}
_MAX_DIGEST_LEN = max(len(name) for name in _ALLOWED_DIGESTS)


def _get_digest_name_and_payload(message):
    """The name of the digest, empty for an old end, and the message without it."""
    if len(message) in (_MD5ONLY_MESSAGE_LENGTH, _MD5_DIGEST_LEN):
        return "", message
    if message.startswith(b"{") and (end := message.find(b"}", 1)) > 0:
        name = message[1:end]
        if name in _ALLOWED_DIGESTS:
            return name.decode("ascii"), message[end + 1:]
    raise AuthenticationError(
        f"unsupported message length, missing digest prefix, or unsupported digest: message={message!r}")


def _create_response(authkey, message):
    import hmac
    name = _get_digest_name_and_payload(message)[0]
    digest = hmac.new(authkey, message, name or "md5").digest()
    return b"{%s}%s" % (name.encode("ascii"), digest) if name else digest


def _verify_challenge(authkey, message, response):
    import hmac
    name, digest = _get_digest_name_and_payload(response)
    expected = hmac.new(authkey, message, name or "md5").digest()
    if len(expected) != len(digest):
        raise AuthenticationError(f"expected {name!r} of length {len(expected)} got {len(digest)}")
    if not hmac.compare_digest(expected, digest):
        raise AuthenticationError("digest received was wrong")


def deliver_challenge(connection, authkey, digest_name="sha256"):
    """Has the other end show that it knows the key."""
    if not isinstance(authkey, bytes):
        raise ValueError(f"Authkey must be bytes, not {type(authkey)!s}")
    message = b"{%s}%s" % (digest_name.encode("ascii"), os.urandom(MESSAGE_LENGTH))
    connection.send_bytes(_CHALLENGE + message)
    response = connection.recv_bytes(256)
    try:
        _verify_challenge(authkey, message, response)
    except AuthenticationError:
        connection.send_bytes(_FAILURE)
        raise
    connection.send_bytes(_WELCOME)


def answer_challenge(connection, authkey):
    """Shows the other end that this one knows the key."""
    if not isinstance(authkey, bytes):
        raise ValueError(f"Authkey must be bytes, not {type(authkey)!s}")
    message = connection.recv_bytes(256)
    if not message.startswith(_CHALLENGE):
        raise AuthenticationError(f"Protocol error, expected challenge: message={message!r}")
    message = message[len(_CHALLENGE):]
    if len(message) < _MD5ONLY_MESSAGE_LENGTH:
        raise AuthenticationError(f"challenge too short: {len(message)} bytes")
    connection.send_bytes(_create_response(authkey, message))
    if connection.recv_bytes(256) != _WELCOME:
        raise AuthenticationError("digest sent was rejected")
