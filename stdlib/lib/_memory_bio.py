"""The bytes of a TLS connection that goes over no socket."""

from _operator import index


class MemoryBIO:
    """Bytes on their way, in memory."""

    __module__ = '_ssl'

    def __init__(self):
        self._data = bytearray()
        self._eof = False

    @property
    def pending(self):
        """How many bytes there are."""
        return len(self._data)

    @property
    def eof(self):
        """Has everything been read that ever comes?"""
        return self._eof and not self._data

    def read(self, size=-1):
        """Takes up to size bytes."""
        size = index(size)
        if size < 0:
            size = len(self._data)
        data = bytes(self._data[:size])
        del self._data[:size]
        return data

    def write(self, data):
        """Adds bytes."""
        try:
            data = memoryview(data)
        except TypeError:
            raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'") from None
        if self._eof:
            from ssl import SSLError
            raise SSLError('cannot write() after write_eof()')
        self._data += data
        return data.nbytes

    def write_eof(self):
        """There will be no more."""
        self._eof = True
