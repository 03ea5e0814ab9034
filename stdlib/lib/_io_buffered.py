"""Buffers over raw streams, for `io`."""

from _io import DEFAULT_BUFFER_SIZE
from _operator import index as _index
from _io_bases import BufferedIOBase, UnsupportedOperation


class _Over(BufferedIOBase):
    # What stands over one raw stream.

    _ahead = b''

    def _init(self, raw, buffer_size):
        if not isinstance(buffer_size, int):
            raise TypeError(f"'{type(buffer_size).__name__}' object cannot be interpreted as an integer")
        if buffer_size <= 0:
            raise ValueError('buffer size must be strictly positive')
        self._raw = raw
        self._size = buffer_size
        self._ahead = b''
        self._pending = bytearray()

    @property
    def raw(self):
        return self._raw

    @property
    def _stream(self):
        try:
            raw = self._raw
        except AttributeError:
            raise ValueError('I/O operation on uninitialized object') from None
        if raw is None:
            raise ValueError('raw stream has been detached')
        return raw

    @property
    def closed(self):
        return self._stream.closed

    @property
    def name(self):
        return self._stream.name

    @property
    def mode(self):
        return self._stream.mode

    def _open(self, doing=None):
        if self._stream.closed:
            raise ValueError('I/O operation on closed file.' if doing is None else f'{doing} of closed file')

    def seekable(self):
        return self._stream.seekable()

    def fileno(self):
        return self._stream.fileno()

    def isatty(self):
        return self._stream.isatty()

    def detach(self):
        raw = self._stream
        self.flush()
        self._raw = None
        return raw

    def close(self):
        raw = self._stream
        if not raw.closed:
            try:
                self.flush()
            finally:
                raw.close()

    def __next__(self):
        line = self.readline()
        if not isinstance(line, bytes):
            raise OSError(f"readline() should have returned a bytes object, not '{type(line).__name__}'")
        if not line:
            raise StopIteration
        return line

    def __reduce__(self):
        raise TypeError(f"cannot pickle '{type(self).__name__}' instances")

    def __reduce_ex__(self, protocol, /):
        self.__reduce__()

    def __repr__(self):
        cls = type(self)
        where = f'_io.{cls.__name__}' if cls.__module__ == '_io' else cls.__name__
        try:
            return f'<{where} name={self.name!r}>'
        except (AttributeError, ValueError):
            return f'<{where}>'

    # Reading

    def _read_raw(self, size):
        # Up to `size` bytes; `None` if the stream has none now.
        buffer = bytearray(size)
        count = self._stream.readinto(memoryview(buffer))
        if count is None:
            return None
        try:
            count = _index(count)
        except TypeError as error:
            raise OSError('raw readinto() failed') from error
        if not 0 <= count <= size:
            raise OSError(f'raw readinto() returned invalid length {count} (should have been between 0 and {size})')
        return bytes(memoryview(buffer)[:count])

    def _read(self, size):
        if size is None:
            size = -1
        elif not hasattr(size, '__index__'):
            raise TypeError(f"argument should be integer or None, not '{type(size).__name__}'")
        if size < -1:
            raise ValueError('read length must be non-negative or -1')
        self._open('read')
        self._write_pending()
        if size < 0:
            ahead, self._ahead = self._ahead, b''
            if (readall := getattr(self._stream, 'readall', None)) is None:
                return self._read_all(ahead)
            rest = readall()
            if rest is not None and not isinstance(rest, bytes):
                raise TypeError('readall() should return bytes')
            return ahead or None if rest is None else ahead + rest
        data, self._ahead = self._ahead[:size], self._ahead[size:]
        while (missing := size - len(data)) > 0:
            # Whole buffers are not copied.
            direct = missing - missing % self._size
            more = self._read_raw(direct or self._size)
            if not more:
                return data if data or more is not None else None
            data += more[:missing]
            self._ahead = more[missing:]
        return data

    def _read_all(self, ahead):
        while True:
            data = self._stream.read()
            if data is not None and not isinstance(data, bytes):
                raise TypeError('read() should return bytes')
            if not data:
                return ahead if ahead or data is not None else None
            ahead += data

    def _read1(self, size):
        if size < 0:
            size = self._size
        self._open('read')
        if size == 0:
            return b''
        self._write_pending()
        if not self._ahead:
            return self._read_raw(size) or b''
        data, self._ahead = self._ahead[:size], self._ahead[size:]
        return data

    def _peek(self, size):
        self._open('peek')
        self._write_pending()
        if not self._ahead:
            self._ahead = self._read_raw(self._size) or b''
        return self._ahead

    # Writing

    def _write(self, b):
        if isinstance(b, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        if self._stream.closed:
            raise ValueError('write to closed file')
        try:
            data = bytes(memoryview(b))
        except TypeError:
            raise TypeError(f"a bytes-like object is required, not '{type(b).__name__}'") from None
        self._drop_ahead()
        if len(self._pending) + len(data) <= self._size:
            self._pending += data
            return len(data)
        try:
            self._write_pending()
        except BlockingIOError as error:
            room = self._size - len(self._pending)
            self._pending += data[:room]
            if len(data) > room:
                error.characters_written = room
                raise
            return len(data)
        # What is longer than the buffer is not copied.
        written = 0
        while len(data) - written > self._size:
            count = self._write_raw(data[written:])
            if count is None:
                self._pending += data[written:written + self._size]
                raise self._blocked(written + self._size)
            written += count
        self._pending += data[written:]
        return len(data)

    def _write_raw(self, data):
        count = self._stream.write(data)
        if count is None:
            return None
        if not hasattr(count, '__index__'):
            count = -1
        if not 0 <= count <= len(data):
            raise OSError(f'raw write() returned invalid length {count} (should have been between 0 and {len(data)})')
        return count

    def _blocked(self, written):
        import errno
        return BlockingIOError(errno.EAGAIN, 'write could not complete without blocking', written)

    def _write_pending(self):
        while self._pending:
            count = self._write_raw(bytes(self._pending))
            if count is None:
                raise self._blocked(0)
            del self._pending[:count]

    def _drop_ahead(self):
        # The raw stream is ahead of what has been read.
        if self._ahead:
            self._stream.seek(-len(self._ahead), 1)
            self._ahead = b''

    def flush(self):
        if self._stream.closed:
            raise ValueError('flush of closed file')
        self._write_pending()
        self._drop_ahead()

    # Places

    def tell(self):
        self._open()
        place = self._stream.tell()
        if not isinstance(place, int) or place < 0:
            raise OSError(f'Raw stream returned invalid position {place}')
        return place - len(self._ahead) + len(self._pending)

    def seek(self, target, whence=0, /):
        if whence not in (0, 1, 2):
            raise ValueError(f'whence value {whence} unsupported')
        self._open('seek')
        self._checkSeekable()
        self._write_pending()
        if whence == 1:
            target -= len(self._ahead)
        self._ahead = b''
        place = self._stream.seek(target, whence)
        if place < 0:
            raise OSError(f'Raw stream returned invalid position {place}')
        return place

    def truncate(self, pos=None, /):
        self._open('truncate')
        self._checkWritable('truncate')
        self.flush()
        if pos is None:
            pos = self.tell()
        return self._stream.truncate(pos)



class BufferedReader(_Over):
    """A buffer over a raw stream that is read."""

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        if not raw.readable():
            raise UnsupportedOperation('File or stream is not readable.')
        self._init(raw, buffer_size)

    def readable(self):
        return self._stream.readable()

    def read(self, size=-1, /):
        return self._read(size)

    def read1(self, size=-1, /):
        return self._read1(size)

    def peek(self, size=0, /):
        return self._peek(size)

    def readline(self, size=-1, /):
        # A line that is there takes no further look, not even whether the stream has been closed.
        end = self._ahead.find(b'\n') + 1 if size is None or size == -1 else 0
        if end and not self._pending and self._raw is not None:
            line, self._ahead = self._ahead[:end], self._ahead[end:]
            return line
        return BufferedIOBase.readline(self, size)

    def flush(self):
        return self._stream.flush()

    def truncate(self, pos=None, /):
        self._open('truncate')
        self._unsupported('truncate')


class BufferedWriter(_Over):
    """A buffer over a raw stream that is written."""

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        if not raw.writable():
            raise UnsupportedOperation('File or stream is not writable.')
        self._init(raw, buffer_size)

    def writable(self):
        return self._stream.writable()

    def write(self, b, /):
        return self._write(b)


class BufferedRandom(_Over):
    """A buffer over a raw stream that is read and written."""

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        for ok, what in ((raw.seekable(), 'seekable'), (raw.readable(), 'readable'), (raw.writable(), 'writable')):
            if not ok:
                raise UnsupportedOperation(f'File or stream is not {what}.')
        self._init(raw, buffer_size)

    def readable(self):
        return self._stream.readable()

    def writable(self):
        return self._stream.writable()

    def read(self, size=-1, /):
        return self._read(size)

    def read1(self, size=-1, /):
        return self._read1(size)

    def peek(self, size=0, /):
        return self._peek(size)

    readline = BufferedReader.readline

    def write(self, b, /):
        return self._write(b)


class BufferedRWPair(BufferedIOBase):
    """A raw stream that is read and another that is written, as one."""

    def __init__(self, reader, writer, buffer_size=DEFAULT_BUFFER_SIZE, /):
        if not reader.readable():
            raise UnsupportedOperation('File or stream is not readable.')
        if not writer.writable():
            raise UnsupportedOperation('File or stream is not writable.')
        self.reader = BufferedReader(reader, buffer_size)
        self.writer = BufferedWriter(writer, buffer_size)

    def read(self, size=-1, /):
        return self.reader.read(size)

    def read1(self, size=-1, /):
        return self.reader.read1(size)

    def peek(self, size=0, /):
        return self.reader.peek(size)

    def readinto(self, b, /):
        return self.reader.readinto(b)

    def readinto1(self, b, /):
        return self.reader.readinto1(b)

    def write(self, b, /):
        return self.writer.write(b)

    def readable(self):
        return self.reader.readable()

    def writable(self):
        return self.writer.writable()

    def flush(self):
        return self.writer.flush()

    def close(self):
        try:
            self.writer.close()
        finally:
            self.reader.close()

    def isatty(self):
        return self.writer.isatty() or self.reader.isatty()

    @property
    def closed(self):
        return self.writer.closed


# CPython's have none that `inspect` could read.
for _method in (BufferedRWPair.peek, BufferedRWPair.read, BufferedRWPair.read1, BufferedRWPair.readinto,
                BufferedRWPair.readinto1, BufferedRWPair.write):
    _method.__signature__ = '(...)'
del _method
