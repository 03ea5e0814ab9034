"""The socket of a transport, to look at and to set options of."""
from .lazy import lookup


class TransportSocket:
    """A socket that only its transport reads, writes and closes."""

    __slots__ = ("_sock",)

    def __init__(self, sock):
        self._sock = sock

    @property
    def family(self):
        return self._sock.family

    @property
    def type(self):
        return self._sock.type

    @property
    def proto(self):
        return self._sock.proto

    def __repr__(self):
        shown = f"<asyncio.TransportSocket fd={self.fileno()}, family={self.family!s}, type={self.type!s}, " \
                f"proto={self.proto}"
        if self.fileno() != -1:
            for name, get in (("laddr", self.getsockname), ("raddr", self.getpeername)):
                try:
                    if address := get():
                        shown += f", {name}={address}"
                except OSError:
                    pass
        return shown + ">"

    def __getstate__(self):
        raise TypeError("Cannot serialize asyncio.TransportSocket object")

    def fileno(self):
        return self._sock.fileno()

    def dup(self):
        return self._sock.dup()

    def get_inheritable(self):
        return self._sock.get_inheritable()

    def shutdown(self, how):
        # What the transport does not know of would confuse it; that is the caller's wish.
        self._sock.shutdown(how)

    def getsockopt(self, *args, **kwargs):
        return self._sock.getsockopt(*args, **kwargs)

    def setsockopt(self, *args, **kwargs):
        self._sock.setsockopt(*args, **kwargs)

    def getpeername(self):
        return self._sock.getpeername()

    def getsockname(self):
        return self._sock.getsockname()

    def getsockbyname(self):
        return self._sock.getsockbyname()

    def settimeout(self, value):
        if value == 0:
            return
        raise ValueError("settimeout(): only 0 timeout is allowed on transport sockets")

    def gettimeout(self):
        return 0

    def setblocking(self, flag):
        if not flag:
            return
        raise ValueError("setblocking(): transport sockets cannot be blocking")


__getattr__ = lookup(__name__, "socket")
