"""Compression as zlib and gzip do it (RFC 1950, 1951, 1952)."""

from operator import index as _index

from _zlib import Deflate as _Deflate, Inflate as _Inflate, adler32 as _adler32, crc32 as _crc32

DEFLATED = 8
DEF_BUF_SIZE = 16384
DEF_MEM_LEVEL = 8
MAX_WBITS = 15
ZLIB_VERSION = ZLIB_RUNTIME_VERSION = "1.3.1"
Z_NO_COMPRESSION, Z_BEST_SPEED, Z_BEST_COMPRESSION, Z_DEFAULT_COMPRESSION = 0, 1, 9, -1
Z_DEFAULT_STRATEGY, Z_FILTERED, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED = range(5)
Z_NO_FLUSH, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH, Z_BLOCK, Z_TREES = range(7)


class error(Exception):
    """What went wrong in compressing or decompressing."""


error.__module__ = "zlib"


def _bytes(data):
    try:
        return bytes(memoryview(data))
    except TypeError:
        raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'") from None


def adler32(data, value=1, /):
    """The Adler-32 checksum of data, going on from that of what came before."""
    return _adler32(_bytes(data), _index(value) & 0xffffffff)


def crc32(data, value=0, /):
    """The CRC-32 checksum of data, going on from that of what came before."""
    return _crc32(_bytes(data), _index(value) & 0xffffffff)


def compress(data, /, level=-1, wbits=MAX_WBITS):
    """Compressed data: in the container of zlib, with a negative `wbits` in none, from 24 on in that of gzip."""
    data = _bytes(data)
    level, wbits = _index(level), _index(wbits)
    if not -1 <= level <= 9:
        raise error("Bad compression level")
    stream = compressobj(level, DEFLATED, wbits)
    return stream.compress(data) + stream.flush()


def decompress(data, /, wbits=MAX_WBITS, bufsize=DEF_BUF_SIZE):
    """What compressed data holds."""
    data = _bytes(data)
    wbits, bufsize = _index(wbits), _index(bufsize)
    stream = decompressobj(wbits)
    result = stream.decompress(data)
    if not stream.eof:
        raise error("Error -5 while decompressing data: incomplete or truncated stream")
    return result


class _Stream:
    """What both directions have in common."""

    def copy(self):
        """The stream as it is now, to go on with in two ways."""
        made = object.__new__(type(self))
        made.__dict__.update(self.__dict__)
        made._stream = self._stream.copy()
        return made

    __copy__ = copy

    def __deepcopy__(self, memo, /):
        return self.copy()

    def __reduce__(self):
        raise TypeError(f"cannot pickle 'zlib.{type(self).__name__}' object")


class Compress(_Stream):
    """A stream that is being compressed."""

    def __init__(self):
        raise TypeError("cannot create 'zlib.Compress' instances")

    def compress(self, data, /):
        """What comes out for more data, which may be nothing yet."""
        data = _bytes(data)
        self._check = self._sum(data, self._check)
        self._size += len(data)
        return self._begin() + self._stream.compress(data, Z_NO_FLUSH)

    def flush(self, mode=Z_FINISH, /):
        """What comes out when nothing waits any more; with `Z_FINISH`, the end."""
        if mode == Z_NO_FLUSH:
            return b""
        if self._over:
            raise error("Error -2 while flushing: inconsistent stream state")
        out = self._begin() + self._stream.compress(b"", mode)
        if mode == Z_FINISH:
            self._over = True
            if self._kind == "zlib":
                out += self._check.to_bytes(4, "big")
            elif self._kind == "gzip":
                out += self._check.to_bytes(4, "little") + (self._size & 0xffffffff).to_bytes(4, "little")
        return out

    def _begin(self):
        if self._begun:
            return b""
        self._begun = True
        if self._kind == "zlib":
            grade = 0 if self._level in (0, 1) else 1 if 2 <= self._level <= 5 else 2 if self._level in (-1, 6) else 3
            head = (self._bits - 8 << 12 | DEFLATED << 8) | grade << 6
            return (head + 31 - head % 31).to_bytes(2, "big")
        if self._kind == "gzip":
            return b"\x1f\x8b\x08\0\0\0\0\0" + {9: b"\2", 1: b"\4"}.get(self._level, b"\0") + b"\3"
        return b""

    def copy(self):
        """The stream as it is now, to go on with in two ways."""
        if self._over:
            raise ValueError("Inconsistent stream state")
        return super().copy()

    __copy__ = copy


Compress.__module__ = "zlib"


def _kind_of(wbits, on_read):
    """The container that `wbits` stands for, and the bits of the window."""
    if 9 <= wbits <= 15 or on_read and wbits == 0 or not on_read and wbits == 8:
        return "zlib", wbits or 15
    if -15 <= wbits <= (-8 if on_read else -9):
        return "raw", -wbits
    if 25 <= wbits <= 31 or on_read and wbits in (16, 24):
        return "gzip", wbits - 16 or 15
    if on_read and (40 <= wbits <= 47 or wbits == 32):
        return "any", wbits - 32 or 15
    raise ValueError("Invalid initialization option")


def compressobj(level=-1, method=DEFLATED, wbits=MAX_WBITS, memLevel=DEF_MEM_LEVEL, strategy=Z_DEFAULT_STRATEGY,
                zdict=None):
    """A stream to compress data piece by piece."""
    level, method, wbits, memLevel, strategy = map(_index, (level, method, wbits, memLevel, strategy))
    if zdict is not None:
        raise NotImplementedError("Rondo's zlib takes no preset dictionaries")
    if not (-1 <= level <= 9 and method == DEFLATED and 1 <= memLevel <= 9 and 0 <= strategy <= 4):
        raise ValueError("Invalid initialization option")
    stream = object.__new__(Compress)
    stream._kind, stream._bits = _kind_of(wbits, False)
    stream._level = level
    stream._stream = _Deflate(6 if level == -1 else level, strategy, stream._bits)
    stream._sum = _crc32 if stream._kind == "gzip" else _adler32
    stream._check = 0 if stream._kind == "gzip" else 1
    stream._size = 0
    stream._begun = stream._over = False
    return stream


class Decompress(_Stream):
    """A stream that is being decompressed. `unused_data` came after its end, `unconsumed_tail` did not fit."""

    def __init__(self):
        raise TypeError("cannot create 'zlib.Decompress' instances")

    def decompress(self, data, /, max_length=0):
        """What comes out for more data: at most `max_length` bytes, unless that is 0."""
        data = _bytes(data)
        max_length = max_length.__index__()
        if max_length < 0:
            raise ValueError("max_length must be non-negative")
        return self._feed(data, max_length or -1)

    def flush(self, length=DEF_BUF_SIZE, /):
        """What is left."""
        if length.__index__() <= 0:
            raise ValueError("length must be greater than zero")
        return self._feed(self.unconsumed_tail, -1)

    def _feed(self, data, limit):
        if self.eof:
            self.unused_data += data
            self.unconsumed_tail = b""
            return b""
        data = self._held + data
        self._held = b""
        if self._stage == "head":
            taken = self._head(data)
            if taken is None:
                self._held = data
                return b""
            data = data[taken:]
            self._stage = "body"
        out = b""
        if self._stage == "body":
            try:
                out, consumed, is_over = self._stream.decompress(data, limit)
            except ValueError:
                raise error("Error -3 while decompressing data: invalid block type") from None
            data = data[consumed:]
            self._check = self._sum(out, self._check)
            self._size += len(out)
            if not is_over:
                self.unconsumed_tail = data
                return out
            self._stage = "tail"
        self.unconsumed_tail = b""
        size = {"zlib": 4, "gzip": 8, "raw": 0}[self._kind]
        if len(data) < size:
            self._held = data
            return out
        if self._kind == "zlib" and int.from_bytes(data[:4], "big") != self._check or (
                self._kind == "gzip" and int.from_bytes(data[:4], "little") != self._check):
            raise error("Error -3 while decompressing data: incorrect data check")
        if self._kind == "gzip" and int.from_bytes(data[4:8], "little") != self._size & 0xffffffff:
            raise error("Error -3 while decompressing data: incorrect length check")
        self.eof = True
        self.unused_data += data[size:]
        return out

    def _head(self, data):
        """How long the beginning of the container is, or `None` if not all of it is there."""
        if self._kind == "any" and data:
            self._set_kind("gzip" if data[0] == 0x1f else "zlib")
        if self._kind == "raw":
            return 0
        if self._kind == "zlib":
            if len(data) < 2:
                return None
            first, second = data[:2]
            if (first << 8 | second) % 31:
                raise error("Error -3 while decompressing data: incorrect header check")
            if first & 15 != DEFLATED:
                raise error("Error -3 while decompressing data: unknown compression method")
            if (first >> 4) + 8 > self._bits:
                raise error("Error -3 while decompressing data: invalid window size")
            if second & 32:
                raise error("Error 2 while decompressing data")
            return 2
        if len(data) >= 2 and data[:2] != b"\x1f\x8b":
            raise error("Error -3 while decompressing data: incorrect header check")
        if len(data) < 10:
            return None
        if data[2] != DEFLATED:
            raise error("Error -3 while decompressing data: unknown compression method")
        flags, at = data[3], 10
        if flags & 4:
            if len(data) < at + 2:
                return None
            at += 2 + int.from_bytes(data[at:at + 2], "little")
        for flag in (8, 16):
            if flags & flag:
                end = data.find(b"\0", at)
                if end < 0:
                    return None
                at = end + 1
        if flags & 2:
            at += 2
        return at if at <= len(data) else None

    def _set_kind(self, kind):
        self._kind = kind
        self._sum = _crc32 if kind == "gzip" else _adler32
        self._check = 0 if kind == "gzip" else 1


Decompress.__module__ = "zlib"


def decompressobj(wbits=MAX_WBITS, zdict=b""):
    """A stream to decompress data piece by piece."""
    wbits = _index(wbits)
    if zdict:
        raise NotImplementedError("Rondo's zlib takes no preset dictionaries")
    stream = object.__new__(Decompress)
    kind, stream._bits = _kind_of(wbits, True)
    stream._set_kind(kind)
    stream._stream = _Inflate()
    stream._size = 0
    stream._held = stream.unused_data = stream.unconsumed_tail = b""
    stream._stage = "head"
    stream.eof = False
    return stream


class _ZlibDecompressor:
    """Decompresses one stream piece by piece, as the classes of `bz2` and `lzma` do."""

    def __init__(self, wbits=MAX_WBITS, zdict=b""):
        self._stream = decompressobj(wbits, zdict)
        self._waiting = b""
        self._needs_input = True

    @property
    def eof(self):
        """Has the end of the stream been seen?"""
        return self._stream.eof

    @property
    def needs_input(self):
        """Is there nothing to be had without more input?"""
        return self._needs_input

    @property
    def unused_data(self):
        """What came behind the end of the stream."""
        return self._stream.unused_data

    def decompress(self, data, max_length=-1):
        """Takes a piece; returns what it holds, at most `max_length` bytes."""
        data, max_length = self._waiting + _bytes(data), _index(max_length)
        if self.eof:
            raise EOFError("End of stream already reached")
        if max_length == 0:
            self._waiting = data
            self._needs_input = not data
            return b""
        out = self._stream._feed(data, max_length)
        self._waiting = self._stream.unconsumed_tail
        self._needs_input = not (self.eof or self._waiting or len(out) == max_length)
        return out

    def __reduce__(self):
        raise TypeError(f"cannot pickle 'zlib.{type(self).__name__}' object")


_ZlibDecompressor.__module__ = "zlib"
