"""How objects are pickled for other processes."""
import copyreg
import io
import pickle

from . import context

__all__ = ["send_handle", "recv_handle", "ForkingPickler", "register", "dump", "DupFd"]


class ForkingPickler(pickle.Pickler):
    """A pickler with reducers of its own."""

    _extra_reducers = {}

    def __init__(self, *args):
        super().__init__(*args)
        self.dispatch_table = {**copyreg.dispatch_table, **self._extra_reducers}

    @classmethod
    def register(cls, type, reduce):
        """Has objects of a class pickled by a function for other processes."""
        cls._extra_reducers[type] = reduce

    @classmethod
    def dumps(cls, obj, protocol=None):
        buffer = io.BytesIO()
        cls(buffer, protocol).dump(obj)
        return buffer.getbuffer()

    loads = staticmethod(pickle.loads)


register = ForkingPickler.register


def dump(obj, file, protocol=None):
    ForkingPickler(file, protocol).dump(obj)


class _InheritedFd:
    """A descriptor that the new process has by the same number."""

    def __init__(self, fd):
        self.fd = fd

    def detach(self):
        return self.fd


def DupFd(fd):
    """What is pickled for a descriptor: only a process that is being started can be given one."""
    popen = context.get_spawning_popen()
    if popen is None:
        raise ValueError("a descriptor can be sent to a process only when that is started")
    return _InheritedFd(popen.duplicate_for_child(fd))


def send_handle(conn, handle, destination_pid):
    """Sends a descriptor over a connection that is a Unix socket."""
    import socket
    with socket.fromfd(conn.fileno(), socket.AF_UNIX, socket.SOCK_STREAM) as sock:
        socket.send_fds(sock, [b"A"], [handle])


def recv_handle(conn):
    """Receives a descriptor."""
    import socket
    with socket.fromfd(conn.fileno(), socket.AF_UNIX, socket.SOCK_STREAM) as sock:
        _, fds, _, _ = socket.recv_fds(sock, 1, 1)
        return fds[0]
