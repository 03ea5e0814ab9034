"""The bases of all streams, for `io`."""

import _io
import abc
from _io import DEFAULT_BUFFER_SIZE
from _operator import index as _index


class UnsupportedOperation(OSError, ValueError):
    """The stream cannot do that."""


UnsupportedOperation.__module__ = 'io'


class IOBase(metaclass=abc.ABCMeta):
    """The base of all streams."""

    def _unsupported(self, name):
        raise UnsupportedOperation(name)

    def seek(self, pos, whence=0, /):
        self._unsupported('seek')

    def tell(self):
        return self.seek(0, 1)

    def truncate(self, pos=None, /):
        self._unsupported('truncate')

    def flush(self):
        self._checkClosed()

    def close(self):
        if '_IOBase__closed' not in self.__dict__:
            try:
                self.flush()
            finally:
                self.__closed = True

    def __del__(self):
        try:
            closed = self.closed
        except Exception:
            # It was never made.
            return
        if not closed:
            try:
                self.close()
            except BaseException as error:
                _io._report_unraisable(error, self)

    def seekable(self):
        return False

    def readable(self):
        return False

    def writable(self):
        return False

    @property
    def closed(self):
        return '_IOBase__closed' in self.__dict__

    def _checkClosed(self, msg=None):
        if self.closed:
            raise ValueError('I/O operation on closed file.' if msg is None else msg)

    def _checkSeekable(self, msg=None):
        if not self.seekable():
            raise UnsupportedOperation('File or stream is not seekable.' if msg is None else msg)

    def _checkReadable(self, msg=None):
        if not self.readable():
            raise UnsupportedOperation('File or stream is not readable.' if msg is None else msg)

    def _checkWritable(self, msg=None):
        if not self.writable():
            raise UnsupportedOperation('File or stream is not writable.' if msg is None else msg)

    def __enter__(self):
        self._checkClosed()
        return self

    def __exit__(self, *args):
        self.close()

    def fileno(self):
        self._unsupported('fileno')

    def isatty(self):
        self._checkClosed()
        return False

    def readline(self, size=-1, /):
        if size is None:
            size = -1
        elif not hasattr(size, '__index__'):
            raise TypeError(f"argument should be integer or None, not '{type(size).__name__}'")
        line = bytearray()
        peek = getattr(self, 'peek', None)
        while size < 0 or len(line) < size:
            count = 1
            if peek is not None:
                ahead = peek(1)
                if ahead:
                    count = ahead.find(b'\n') + 1 or len(ahead)
                    if size >= 0:
                        count = min(count, size - len(line))
            piece = self.read(count)
            if not isinstance(piece, bytes):
                raise OSError(f"read() should have returned a bytes object, not '{type(piece).__name__}'")
            if not piece:
                break
            line += piece
            if line.endswith(b'\n'):
                break
        return bytes(line)

    def __iter__(self):
        self._checkClosed()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readlines(self, hint=None, /):
        if hint is None or hint <= 0:
            return list(self)
        lines, total = [], 0
        for line in self:
            lines.append(line)
            total += len(line)
            if total > hint:
                break
        return lines

    def writelines(self, lines, /):
        self._checkClosed()
        for line in lines:
            self.write(line)


class RawIOBase(IOBase):
    """The base of raw binary streams."""

    def read(self, size=-1, /):
        if size is None:
            size = -1
        if size < 0:
            return self.readall()
        buffer = bytearray(size)
        count = self.readinto(buffer)
        if count is None:
            return None
        count = _index(count)
        if not 0 <= count <= size:
            raise ValueError(f'readinto returned {count} outside buffer size {size}')
        return bytes(buffer[:count])

    def readall(self):
        pieces = bytearray()
        while True:
            data = self.read(DEFAULT_BUFFER_SIZE)
            if data is None and not pieces:
                return None
            if not data:
                return bytes(pieces)
            if not isinstance(data, bytes):
                raise TypeError('read() should return bytes')
            pieces += data

    def readinto(self, b, /):
        raise NotImplementedError

    def write(self, b, /):
        raise NotImplementedError


class BufferedIOBase(IOBase):
    """The base of buffered binary streams."""

    def read(self, size=-1, /):
        self._unsupported('read')

    def read1(self, size=-1, /):
        self._unsupported('read1')

    def _readinto(self, b, read):
        view = memoryview(b)
        view = view.cast('B')
        data = read(len(view))
        if not isinstance(data, bytes):
            raise OSError(f"{read.__name__}() should return bytes")
        if len(data) > len(view):
            raise ValueError(f'{read.__name__}() returned too much data: {len(view)} bytes requested, {len(data)} returned')
        view[:len(data)] = data
        return len(data)

    def readinto(self, b, /):
        return self._readinto(b, self.read)

    def readinto1(self, b, /):
        return self._readinto(b, self.read1)

    def write(self, b, /):
        self._unsupported('write')

    def detach(self):
        self._unsupported('detach')


class TextIOBase(IOBase):
    """The base of text streams."""

    @property
    def encoding(self):
        return None

    @property
    def newlines(self):
        return None

    @property
    def errors(self):
        return None

    def read(self, size=-1, /):
        self._unsupported('read')

    def write(self, s, /):
        self._unsupported('write')

    def readline(self, size=-1, /):
        self._unsupported('readline')

    def detach(self):
        self._unsupported('detach')


for _class in (IOBase, RawIOBase, BufferedIOBase, TextIOBase):
    _class.__module__ = 'io'
del _class
