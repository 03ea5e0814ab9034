"""Files of compressed data, read and written as if they were not: what `bz2` and `lzma` have in common."""

import io
import os
from builtins import open as _open
from threading import RLock


def bytes_of(data):
    """The bytes of a bytes-like object."""
    try:
        return bytes(memoryview(data))
    except TypeError:
        raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'") from None


class Decompressed(io.RawIOBase):
    """What the streams of a file hold, one after the other. Only going back reads anew."""

    def __init__(self, file, decompressor, error):
        self._file = file
        self._decompressor = decompressor
        self._error = error
        self._start = file.tell() if file.seekable() else 0
        self._begin()

    def _begin(self):
        self._stream = self._decompressor()
        self._at, self._size = 0, -1

    def readable(self):
        return True

    def seekable(self):
        return self._file.seekable()

    def readinto(self, b):
        with memoryview(b) as view, view.cast('B') as room:
            data = self.read(len(room))
            room[:len(data)] = data
        return len(data)

    def read(self, size=-1):
        if size < 0:
            return self.readall()
        if not size or self._at == self._size:
            return b''
        data = b''
        while not data:
            if self._stream.eof:
                rest = self._stream.unused_data or self._file.read(io.DEFAULT_BUFFER_SIZE)
                if not rest:
                    self._size = self._at
                    return b''
                following = self._decompressor()
                try:
                    data = following.decompress(rest, size)
                except self._error:
                    # What follows the last stream and is none is passed over.
                    self._size = self._at
                    return b''
                self._stream = following
                continue
            more = b''
            if self._stream.needs_input:
                more = self._file.read(io.DEFAULT_BUFFER_SIZE)
                if not more:
                    raise EOFError('Compressed file ended before the end-of-stream marker was reached')
            data = self._stream.decompress(more, size)
        self._at += len(data)
        return data

    def readall(self):
        pieces = []
        while piece := self.read(1 << 16):
            pieces.append(piece)
        return b''.join(pieces)

    def tell(self):
        return self._at

    def seek(self, offset, whence=io.SEEK_SET):
        if whence == io.SEEK_CUR:
            offset += self._at
        elif whence == io.SEEK_END:
            while self.read(1 << 16):
                pass
            offset += self._size
        elif whence != io.SEEK_SET:
            raise ValueError(f'Invalid value for whence: {whence}')
        if offset < self._at:
            self._file.seek(self._start)
            self._begin()
        while self._at < offset and self.read(min(1 << 16, offset - self._at)):
            pass
        return self._at


class CompressedFile(io.BufferedIOBase):
    """A file of compressed data, read or written as if it were not compressed."""

    def _open(self, filename, plain, compressor, decompressor, error):
        """Opens it: `plain` is the mode of the file with what is compressed, `error` what a decompressor raises."""
        self._lock = RLock()
        self._fp = None
        self._own = False
        self._mode = None
        if isinstance(filename, (str, bytes, os.PathLike)):
            self._fp = _open(filename, plain)
            self._own = True
        elif hasattr(filename, 'read') or hasattr(filename, 'write'):
            self._fp = filename
        else:
            raise TypeError('filename must be a str, bytes, file or PathLike object')
        self._mode = 'rb' if plain == 'rb' else 'wb'
        if plain == 'rb':
            self._buffer = io.BufferedReader(Decompressed(self._fp, decompressor, error))
        else:
            self._compressor = compressor
            self._pos = 0

    def close(self):
        """Writes what is left to write, and closes the file if it was opened here."""
        with self._lock:
            if self.closed:
                return
            try:
                if self._mode == 'wb':
                    self._fp.write(self._compressor.flush())
                elif self._mode == 'rb':
                    self._buffer.close()
            finally:
                file, self._fp = self._fp, None
                self._buffer = self._compressor = None
                if self._own:
                    file.close()

    @property
    def closed(self):
        """Is the file closed?"""
        return self._fp is None

    @property
    def name(self):
        """The name of the file."""
        self._check_not_closed()
        return self._fp.name

    @property
    def mode(self):
        """`rb` or `wb`."""
        return self._mode

    def _check_not_closed(self):
        if self.closed:
            raise ValueError('I/O operation on closed file')

    def _check_can(self, mode, action):
        self._check_not_closed()
        if self._mode != mode:
            raise io.UnsupportedOperation(f'File not open for {action}')

    def fileno(self):
        """The number of the file's descriptor."""
        self._check_not_closed()
        return self._fp.fileno()

    def seekable(self):
        """Can the file be gone back in?"""
        return self.readable() and self._buffer.seekable()

    def readable(self):
        """Was it opened for reading?"""
        self._check_not_closed()
        return self._mode == 'rb'

    def writable(self):
        """Was it opened for writing?"""
        self._check_not_closed()
        return self._mode == 'wb'

    def peek(self, n=0):
        """Data ahead of the position, which stays."""
        with self._lock:
            self._check_can('rb', 'reading')
            return self._buffer.peek(n)

    def read(self, size=-1):
        """At most `size` bytes, all if it is negative or None."""
        with self._lock:
            self._check_can('rb', 'reading')
            return self._buffer.read(size)

    def read1(self, size=-1):
        """At most `size` bytes, with as few reads as that takes."""
        with self._lock:
            self._check_can('rb', 'reading')
            return self._buffer.read1(io.DEFAULT_BUFFER_SIZE if size < 0 else size)

    def readinto(self, b):
        """Fills a buffer; returns how much was read."""
        with self._lock:
            self._check_can('rb', 'reading')
            return self._buffer.readinto(b)

    def readline(self, size=-1):
        """A line, at most `size` bytes of it."""
        if not hasattr(size, '__index__'):
            raise TypeError('Integer argument expected')
        with self._lock:
            self._check_can('rb', 'reading')
            return self._buffer.readline(size.__index__())

    def readlines(self, size=-1):
        """The lines, of at least `size` bytes together."""
        if not hasattr(size, '__index__'):
            raise TypeError('Integer argument expected')
        with self._lock:
            self._check_can('rb', 'reading')
            return self._buffer.readlines(size.__index__())

    def __iter__(self):
        self._check_can('rb', 'reading')
        return self

    def write(self, data):
        """Compresses data into the file; returns how many bytes they were."""
        with self._lock:
            self._check_can('wb', 'writing')
            data = bytes_of(data)
            self._fp.write(self._compressor.compress(data))
            self._pos += len(data)
            return len(data)

    def writelines(self, seq):
        """Writes all of several pieces."""
        with self._lock:
            for piece in seq:
                self.write(piece)

    def seek(self, offset, whence=io.SEEK_SET):
        """Goes to a place in what is decompressed; back from the beginning again."""
        with self._lock:
            self._check_not_closed()
            if self._mode != 'rb':
                raise io.UnsupportedOperation('Seeking is only supported on files open for reading')
            if not self._buffer.seekable():
                raise io.UnsupportedOperation('The underlying file object does not support seeking')
            return self._buffer.seek(offset, whence)

    def tell(self):
        """The place in what is not compressed."""
        with self._lock:
            self._check_not_closed()
            return self._buffer.tell() if self._mode == 'rb' else self._pos


def open_file(make, mode, encoding, errors, newline):
    """The file that `make` opens in a mode, as text if there is a `t` in it."""
    if 't' in mode:
        if 'b' in mode:
            raise ValueError(f'Invalid mode: {mode!r}')
    else:
        for given, name in ((encoding, 'encoding'), (errors, 'errors'), (newline, 'newline')):
            if given is not None:
                raise ValueError(f"Argument '{name}' not supported in binary mode")
    binary = make(mode.replace('t', ''))
    if 't' in mode:
        return io.TextIOWrapper(binary, io.text_encoding(encoding), errors, newline)
    return binary


def decompress_all(make, error, incomplete, data):
    """What compressed data holds, in one stream or several; what follows the last stream and is none is passed over."""
    data = bytes_of(data)
    results = []
    while True:
        decompressor = make()
        try:
            result = decompressor.decompress(data)
        except error:
            if results:
                break
            raise
        results.append(result)
        if not decompressor.eof:
            raise incomplete('Compressed data ended before the end-of-stream marker was reached')
        data = decompressor.unused_data
        if not data:
            break
    return b''.join(results)
