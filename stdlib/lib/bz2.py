"""Compression as bzip2 does it, and files of that."""

from _bz2 import Compress as _Compress, Decompress as _Decompress
from _compressed_files import CompressedFile, bytes_of as _bytes, decompress_all, open_file

__all__ = ['BZ2File', 'BZ2Compressor', 'BZ2Decompressor', 'open', 'compress', 'decompress']


class BZ2Compressor:
    """Compresses data that comes in pieces, with blocks of `compresslevel` times 100 kB."""

    def __init__(self, compresslevel=9, /):
        if not 1 <= compresslevel <= 9:
            raise ValueError('compresslevel must be between 1 and 9')
        self._stream = _Compress(compresslevel)

    def compress(self, data, /):
        """Takes a piece; returns what is compressed so far, if anything is."""
        data = _bytes(data)
        if self._stream is None:
            raise ValueError('Compressor has been flushed')
        return self._stream.compress(data, False)

    def flush(self):
        """Ends the stream; returns the rest of it."""
        if self._stream is None:
            raise ValueError('Repeated call to flush()')
        stream, self._stream = self._stream, None
        return stream.compress(b'', True)

    def __reduce__(self):
        raise TypeError(f"cannot pickle '{type(self).__name__}' object")


class BZ2Decompressor:
    """Decompresses one stream, which comes in pieces."""

    def __init__(self):
        self._stream = _Decompress()
        self._waiting = b''
        self._eof = False
        self._needs_input = True
        self._unused = b''

    @property
    def eof(self):
        """Has the end of the stream been seen?"""
        return self._eof

    @property
    def needs_input(self):
        """Is there nothing to be had without more input?"""
        return self._needs_input

    @property
    def unused_data(self):
        """What came behind the end of the stream."""
        return self._unused

    def decompress(self, data, max_length=-1):
        """Takes a piece; returns what it holds, at most `max_length` bytes."""
        data = self._waiting + _bytes(data)
        if self._eof:
            raise EOFError('End of stream already reached')
        result, consumed, self._eof = self._stream.decompress(data, max_length)
        self._waiting = data[consumed:]
        if self._eof:
            self._unused, self._waiting = self._waiting, b''
            self._needs_input = False
        else:
            self._needs_input = not self._waiting and not 0 <= max_length == len(result)
        return result

    def __reduce__(self):
        raise TypeError(f"cannot pickle '{type(self).__name__}' object")


class BZ2File(CompressedFile):
    """A file of compressed data, read or written as if it were not compressed."""

    def __init__(self, filename, mode='r', *, compresslevel=9):
        self._fp = None
        if not 1 <= compresslevel <= 9:
            raise ValueError('compresslevel must be between 1 and 9')
        compressor = None
        if mode in ('', 'r', 'rb'):
            plain = 'rb'
        elif mode in ('w', 'wb', 'x', 'xb', 'a', 'ab'):
            plain = mode[0] + 'b'
            compressor = BZ2Compressor(compresslevel)
        else:
            raise ValueError(f'Invalid mode: {mode!r}')
        self._open(filename, plain, compressor, BZ2Decompressor, OSError)


def open(filename, mode='rb', compresslevel=9, encoding=None, errors=None, newline=None):
    """A compressed file of a name, or a file to compress to or from, as bytes or, with `t`, as text."""
    return open_file(lambda mode: BZ2File(filename, mode, compresslevel=compresslevel), mode, encoding, errors, newline)


def compress(data, compresslevel=9):
    """Compressed data."""
    compressor = BZ2Compressor(compresslevel)
    return compressor.compress(data) + compressor.flush()


def decompress(data):
    """What compressed data holds, in one stream or several."""
    return decompress_all(BZ2Decompressor, OSError, ValueError, data) if data else b''
