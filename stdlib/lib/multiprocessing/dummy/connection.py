"""Connections between threads: two queues."""
from queue import Queue

__all__ = ["Client", "Listener", "Pipe"]

families = [None]


class Listener:
    """Accepts connections of those who know its address."""

    def __init__(self, address=None, family=None, backlog=1):
        self._backlog_queue = Queue(backlog)

    def accept(self):
        return Connection(*self._backlog_queue.get())

    def close(self):
        self._backlog_queue = None

    @property
    def address(self):
        return self._backlog_queue

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


def Client(address):
    """A connection to a listener."""
    inwards, outwards = Queue(), Queue()
    address.put((inwards, outwards))
    return Connection(outwards, inwards)


def Pipe(duplex=True):
    """Two connections to each other."""
    one, other = Queue(), Queue()
    return Connection(one, other), Connection(other, one)


class Connection:
    """One end: what it receives comes from a queue, what it sends goes into the other."""

    def __init__(self, _in, _out):
        self._in, self._out = _in, _out
        self.send = self.send_bytes = _out.put
        self.recv = self.recv_bytes = _in.get

    def poll(self, timeout=0.0):
        """Is there something to receive, within `timeout` seconds?"""
        if self._in.qsize() > 0:
            return True
        if timeout <= 0.0:
            return False
        with self._in.not_empty:
            self._in.not_empty.wait(timeout)
        return self._in.qsize() > 0

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()
