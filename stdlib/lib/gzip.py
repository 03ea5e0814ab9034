"""Files that gzip compresses."""

import builtins
import io
import os
import time
import zlib

__all__ = ["BadGzipFile", "GzipFile", "open", "compress", "decompress"]

FTEXT, FHCRC, FEXTRA, FNAME, FCOMMENT = 1, 2, 4, 8, 16
READ, WRITE = "rb", "wb"
_COMPRESS_LEVEL_FAST, _COMPRESS_LEVEL_TRADEOFF, _COMPRESS_LEVEL_BEST = 1, 6, 9
READ_BUFFER_SIZE = 128 * 1024


class BadGzipFile(OSError):
    """What is read is no gzip file."""


def open(filename, mode="rb", compresslevel=_COMPRESS_LEVEL_BEST, encoding=None, errors=None, newline=None):
    """A compressed file of a name, or a file to compress to or from, as bytes or, with `t`, as text."""
    if "t" in mode:
        if "b" in mode:
            raise ValueError(f"Invalid mode: {mode!r}")
    else:
        for given, name in ((encoding, "encoding"), (errors, "errors"), (newline, "newline")):
            if given is not None:
                raise ValueError(f"Argument '{name}' not supported in binary mode")
    plain_mode = mode.replace("t", "")
    if isinstance(filename, (str, bytes, os.PathLike)):
        binary = GzipFile(filename, plain_mode, compresslevel)
    elif hasattr(filename, "read") or hasattr(filename, "write"):
        binary = GzipFile(None, plain_mode, compresslevel, filename)
    else:
        raise TypeError("filename must be a str or bytes object, or a file")
    if "t" in mode:
        return io.TextIOWrapper(binary, io.text_encoding(encoding), errors, newline)
    return binary


class _Reader:
    """The bytes of the members of a compressed file, one after another."""

    def __init__(self, file, tells=True):
        self.file = file
        # Whether the error for a wrong checksum tells both.
        self.tells = tells
        self.rest = b""
        self.stream = None
        self.is_over = False
        self.mtime = None

    def _more(self):
        data = self.file.read(io.DEFAULT_BUFFER_SIZE)
        self.rest += data
        return bool(data)

    def _exactly(self, size):
        while len(self.rest) < size:
            if not self._more():
                raise EOFError("Compressed file ended before the end-of-stream marker was reached")
        piece, self.rest = self.rest[:size], self.rest[size:]
        return piece

    def _begin(self):
        """The beginning of a member; whether there is one."""
        while not self.rest:
            if not self._more():
                return False
            if self.stream is not None:
                # Zeros may stand between members.
                self.rest = self.rest.lstrip(b"\0")
        if self.stream is not None:
            self.rest = self.rest.lstrip(b"\0")
            if not self.rest:
                return self._begin()
        if len(self.rest) < 2:
            self._more()
        magic = self.rest[:2]
        if magic != b"\x1f\x8b":
            raise BadGzipFile(f"Not a gzipped file ({magic!r})")
        head = self._exactly(10)
        if head[2] != 8:
            raise BadGzipFile("Unknown compression method")
        flags = head[3]
        self.mtime = int.from_bytes(head[4:8], "little")
        if flags & FEXTRA:
            self._exactly(int.from_bytes(self._exactly(2), "little"))
        for flag in (FNAME, FCOMMENT):
            if flags & flag:
                while self._exactly(1) != b"\0":
                    pass
        if flags & FHCRC:
            self._exactly(2)
        self.stream = zlib.decompressobj(-zlib.MAX_WBITS)
        self.crc = self.size = 0
        return True

    def read(self, size):
        """Some bytes, at most so many unless `size` is negative; none at the end."""
        while not self.is_over:
            if self.stream is None or self.stream.eof:
                if not self._begin():
                    self.is_over = True
                    break
            if not self.rest and not self._more():
                raise EOFError("Compressed file ended before the end-of-stream marker was reached")
            data = self.stream.decompress(self.rest, max(size, 0))
            self.rest = self.stream.unused_data if self.stream.eof else self.stream.unconsumed_tail
            self.crc = zlib.crc32(data, self.crc)
            self.size += len(data)
            if self.stream.eof:
                tail = self._exactly(8)
                if int.from_bytes(tail[:4], "little") != self.crc:
                    raise BadGzipFile(
                        "CRC check failed" + (
                            f" {hex(int.from_bytes(tail[:4], 'little'))} != {hex(self.crc)}" if self.tells else ""))
                if int.from_bytes(tail[4:], "little") != self.size & 0xffffffff:
                    raise BadGzipFile("Incorrect length of data produced")
            if data:
                return data
        return b""


class GzipFile(io.BufferedIOBase):
    """A compressed file, read or written as one of bytes."""

    myfileobj = None

    def __init__(self, filename=None, mode=None, compresslevel=_COMPRESS_LEVEL_BEST, fileobj=None, mtime=None):
        self.mode = None
        self.fileobj = None
        self._closed = False
        if mode and ("t" in mode or "U" in mode):
            raise ValueError(f"Invalid mode: {mode!r}")
        if mode and "b" not in mode:
            mode += "b"
        try:
            if fileobj is None:
                fileobj = self.myfileobj = builtins.open(filename, mode or "rb")
            if filename is None:
                filename = getattr(fileobj, "name", "")
                if not isinstance(filename, (str, bytes)):
                    filename = ""
            else:
                filename = os.fspath(filename)
            if mode is None:
                mode = getattr(fileobj, "mode", "rb")
            self.name = filename
            self.fileobj = fileobj
            if mode.startswith("r"):
                self.mode = READ
                self._reader = _Reader(fileobj)
                self._held = b""
                self._position = 0
            elif mode.startswith(("w", "a", "x")):
                self.mode = WRITE
                self.size = self.offset = 0
                self.crc = 0
                self._level = compresslevel
                self._write_mtime = mtime
                self._stream = zlib.compressobj(
                    compresslevel, zlib.DEFLATED, -zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, 0)
                self._write_head()
            else:
                raise ValueError(f"Invalid mode: {mode!r}")
        except:
            self._closed = True
            if self.myfileobj is not None:
                self.myfileobj.close()
            raise

    @property
    def mtime(self):
        """When the member that was read last was changed."""
        return self._reader.mtime if self.mode == READ else self._write_mtime

    def __repr__(self):
        return "<gzip " + repr(self.fileobj)[1:-1] + " " + hex(id(self)) + ">"

    def _write_head(self):
        name = os.path.basename(self.name)
        if not isinstance(name, bytes):
            try:
                name = name.encode("latin-1")
            except UnicodeEncodeError:
                name = b""
        name = name.removesuffix(b".gz")
        mtime = time.time() if self._write_mtime is None else self._write_mtime
        grade = b"\2" if self._level == _COMPRESS_LEVEL_BEST else b"\4" if self._level == _COMPRESS_LEVEL_FAST else b"\0"
        self.fileobj.write(
            b"\x1f\x8b\x08" + bytes([FNAME if name else 0]) + int(mtime).to_bytes(4, "little") + grade + b"\xff"
            + (name + b"\0" if name else b""))

    def _check_open(self):
        if self.closed:
            raise ValueError("I/O operation on closed file")

    def _check_reads(self, name):
        self._check_open()
        if self.mode != READ:
            import errno
            raise OSError(errno.EBADF, f"{name}() on write-only GzipFile object")

    def write(self, data):
        self._check_open()
        if self.mode != WRITE:
            import errno
            raise OSError(errno.EBADF, "write() on read-only GzipFile object")
        if self.fileobj is None:
            raise ValueError("write() on closed GzipFile object")
        data = bytes(memoryview(data))
        if data:
            self.fileobj.write(self._stream.compress(data))
            self.size += len(data)
            self.crc = zlib.crc32(data, self.crc)
            self.offset += len(data)
        return len(data)

    def read(self, size=-1):
        self._check_reads("read")
        size = -1 if size is None else size
        pieces = [self._held]
        length = len(self._held)
        while size < 0 or length < size:
            piece = self._reader.read(-1 if size < 0 else max(size - length, io.DEFAULT_BUFFER_SIZE))
            if not piece:
                break
            pieces.append(piece)
            length += len(piece)
        data = b"".join(pieces)
        if size < 0:
            size = len(data)
        data, self._held = data[:size], data[size:]
        self._position += len(data)
        return data

    def read1(self, size=-1):
        self._check_reads("read1")
        if size is None or size < 0:
            size = io.DEFAULT_BUFFER_SIZE
        if not self._held and size:
            self._held = self._reader.read(max(size, io.DEFAULT_BUFFER_SIZE))
        data, self._held = self._held[:size], self._held[size:]
        self._position += len(data)
        return data

    def readinto(self, buffer):
        view = memoryview(buffer).cast("B")
        data = self.read(len(view))
        view[:len(data)] = data
        return len(data)

    def readinto1(self, buffer):
        view = memoryview(buffer).cast("B")
        data = self.read1(len(view))
        view[:len(data)] = data
        return len(data)

    def peek(self, n):
        self._check_reads("peek")
        if not self._held:
            self._held = self._reader.read(io.DEFAULT_BUFFER_SIZE)
        return self._held

    def readline(self, size=-1):
        self._check_reads("readline")
        size = -1 if size is None else size
        end = self._held.find(b"\n") + 1
        if end and size < 0:
            line, self._held = self._held[:end], self._held[end:]
            self._position += end
            return line
        while b"\n" not in self._held and (size < 0 or len(self._held) < size):
            piece = self._reader.read(io.DEFAULT_BUFFER_SIZE)
            if not piece:
                break
            self._held += piece
        end = self._held.find(b"\n") + 1 or len(self._held)
        if size >= 0:
            end = min(end, size)
        return self.read(end)

    @property
    def closed(self):
        return self._closed

    def close(self):
        if self._closed:
            return
        self._closed = True
        fileobj, self.fileobj = self.fileobj, None
        own, self.myfileobj = self.myfileobj, None
        try:
            if self.mode == WRITE and fileobj is not None:
                fileobj.write(self._stream.flush())
                fileobj.write(self.crc.to_bytes(4, "little") + (self.size & 0xffffffff).to_bytes(4, "little"))
        finally:
            if own is not None:
                own.close()

    def __del__(self):
        try:
            self.close()
        except ValueError:
            # The file below is closed already.
            pass

    def flush(self, zlib_mode=zlib.Z_SYNC_FLUSH):
        self._check_open()
        if self.mode == WRITE:
            self.fileobj.write(self._stream.flush(zlib_mode))
            self.fileobj.flush()

    def fileno(self):
        """The descriptor of the file below."""
        return self.fileobj.fileno()

    def rewind(self):
        """Goes back to the beginning."""
        if self.mode != READ:
            raise OSError("Can't rewind in write mode")
        self.seek(0)

    def readable(self):
        return self.mode == READ

    def writable(self):
        return self.mode == WRITE

    def seekable(self):
        return True

    def tell(self):
        self._check_open()
        return self._position if self.mode == READ else self.offset

    def seek(self, offset, whence=io.SEEK_SET):
        self._check_open()
        if self.mode == WRITE:
            if whence == io.SEEK_CUR:
                offset += self.offset
            elif whence != io.SEEK_SET:
                raise ValueError("Seek from end not supported")
            if offset < self.offset:
                raise OSError("Negative seek in write mode")
            self.write(bytes(offset - self.offset))
            return self.offset
        if whence == io.SEEK_CUR:
            offset += self._position
        elif whence == io.SEEK_END:
            while self.read(io.DEFAULT_BUFFER_SIZE):
                pass
            offset += self._position
        if offset < self._position:
            self.fileobj.seek(0)
            self._reader = _Reader(self.fileobj)
            self._held = b""
            self._position = 0
        while self._position < offset and self.read(min(offset - self._position, 1 << 16)):
            pass
        return self._position


def compress(data, compresslevel=_COMPRESS_LEVEL_BEST, *, mtime=0):
    """Compressed data."""
    packed = zlib.compress(data, level=compresslevel, wbits=31)
    stamp = int(time.time() if mtime is None else mtime)
    return packed[:4] + stamp.to_bytes(4, "little") + packed[8:9] + b"\xff" + packed[10:]


def decompress(data):
    """What compressed data holds."""
    reader = _Reader(io.BytesIO(data), tells=False)
    pieces = []
    while piece := reader.read(-1):
        pieces.append(piece)
    return b"".join(pieces)
