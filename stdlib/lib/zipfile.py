"""ZIP archives: reading and writing them, stored or deflated."""

import bz2
import io
import os
import shutil
import stat
import struct
import threading
import time
import zlib

__all__ = ["BadZipFile", "BadZipfile", "error", "ZIP_STORED", "ZIP_DEFLATED", "ZIP_BZIP2", "ZIP_LZMA", "is_zipfile",
           "ZipInfo", "ZipFile", "LargeZipFile", "Path"]


def __getattr__(name):
    # Few programs ask for it.
    if name == "Path":
        global Path
        from _zipfile_path import Path
        return Path
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__():
    return sorted({*globals(), "Path"})


class BadZipFile(Exception):
    """What is read is no ZIP archive."""


class LargeZipFile(Exception):
    """What is written needs ZIP64, which was not allowed."""


error = BadZipfile = BadZipFile

ZIP64_LIMIT = (1 << 31) - 1
ZIP_FILECOUNT_LIMIT = ZIP_MAX_COMMENT = (1 << 16) - 1
ZIP_STORED, ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA = 0, 8, 12, 14

_LOCAL = struct.Struct("<4s2B4HL2L2H")
_CENTRAL = struct.Struct("<4s4B4HL2L5H2L")
_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR64 = struct.Struct("<4sLQL")
_METHODS = {ZIP_STORED: "store", ZIP_DEFLATED: "deflate", ZIP_BZIP2: "bzip2", ZIP_LZMA: "lzma"}


def _end_of_archive(file):
    """The record at the end of an archive, its place and the comment, or `None`."""
    try:
        file.seek(0, 2)
        size = file.tell()
        start = max(size - (1 << 16) - _END.size, 0)
        file.seek(start)
        data = file.read()
    except OSError:
        return None
    at = data.rfind(b"PK\5\6")
    if at < 0 or len(data) < at + _END.size:
        return None
    _, disk, start_disk, here, total, length, offset, comment_length = _END.unpack_from(data, at)
    comment = data[at + _END.size:at + _END.size + comment_length]
    place = start + at
    end = place
    if place >= _LOCATOR64.size:
        file.seek(place - _LOCATOR64.size)
        magic, _, where, _ = _LOCATOR64.unpack(file.read(_LOCATOR64.size))
        if magic == b"PK\6\7":
            end = place - _LOCATOR64.size - _END64.size
            file.seek(max(end, 0))
            record = file.read(_END64.size)
            if len(record) == _END64.size and record[:4] == b"PK\6\6":
                total, length, offset = _END64.unpack(record)[7:10]
    # Anything may stand before an archive.
    before = end - length - offset
    return total, length, offset, before, comment


def _check_zipfile(file):
    return _end_of_archive(file) is not None


def is_zipfile(filename):
    """Whether a file of a name, or one that is open, is a ZIP archive."""
    try:
        if hasattr(filename, "read"):
            place = filename.tell()
            found = _check_zipfile(filename)
            filename.seek(place)
            return found
        with open(filename, "rb") as file:
            return _check_zipfile(file)
    except OSError:
        return False


class ZipInfo:
    """What an archive says of one of its files."""

    __slots__ = (
        "orig_filename", "filename", "date_time", "compress_type", "compress_level", "comment", "extra",
        "create_system", "create_version", "extract_version", "reserved", "flag_bits", "volume", "internal_attr",
        "external_attr", "header_offset", "CRC", "compress_size", "file_size", "_raw_time", "_end_offset")

    def __init__(self, filename="NoName", date_time=(1980, 1, 1, 0, 0, 0)):
        self.orig_filename = filename
        end = filename.find("\0")
        if end >= 0:
            filename = filename[:end]
        if os.sep != "/" and os.sep in filename:
            filename = filename.replace(os.sep, "/")
        self.filename = filename
        self.date_time = date_time
        if date_time[0] < 1980:
            raise ValueError("ZIP does not support timestamps before 1980")
        self.compress_type = ZIP_STORED
        self.compress_level = None
        self.comment = self.extra = b""
        self.create_system = 3
        self.create_version = self.extract_version = 20
        self.reserved = self.flag_bits = self.volume = self.internal_attr = self.external_attr = 0
        self.compress_size = self.file_size = 0
        self.header_offset = self.CRC = 0
        self._end_offset = None

    @property
    def _compresslevel(self):
        return self.compress_level

    @_compresslevel.setter
    def _compresslevel(self, value):
        self.compress_level = value

    def __repr__(self):
        parts = [f"<{self.__class__.__name__} filename={self.filename!r}"]
        if self.compress_type != ZIP_STORED:
            parts.append(f" compress_type={_METHODS.get(self.compress_type, self.compress_type)}")
        high, low = self.external_attr >> 16, self.external_attr & 0xffff
        if high:
            parts.append(f" filemode={stat.filemode(high)!r}")
        if low:
            parts.append(f" external_attr={low:#x}")
        if not self.is_dir() or self.file_size:
            parts.append(f" file_size={self.file_size!r}")
        if (not self.is_dir() or self.compress_size) and (
                self.compress_type != ZIP_STORED or self.file_size != self.compress_size):
            parts.append(f" compress_size={self.compress_size!r}")
        return "".join(parts) + ">"

    def is_dir(self):
        """Whether it is a folder."""
        return self.filename.endswith("/")

    def _times(self):
        year, month, day, hour, minute, second = self.date_time[:6]
        return hour << 11 | minute << 5 | second // 2, year - 1980 << 9 | month << 5 | day

    def _name(self):
        """The name in bytes, and the flags with that of UTF-8 where it is needed."""
        try:
            return self.filename.encode("ascii"), self.flag_bits
        except UnicodeEncodeError:
            return self.filename.encode("utf-8"), self.flag_bits | 0x800

    def FileHeader(self, zip64=None):
        """What stands before the data."""
        clock, day = self._times()
        later = self.flag_bits & 8
        crc, packed, size = (0, 0, 0) if later else (self.CRC, self.compress_size, self.file_size)
        extra = self.extra
        if zip64 is None:
            zip64 = size > ZIP64_LIMIT or packed > ZIP64_LIMIT
        if zip64:
            extra += struct.pack("<2H2Q", 1, 16, size, packed)
            size = packed = 0xffffffff
            self.extract_version = max(45, self.extract_version)
            self.create_version = max(45, self.create_version)
        if self.compress_type == ZIP_BZIP2:
            self.extract_version = max(46, self.extract_version)
            self.create_version = max(46, self.create_version)
        elif self.compress_type == ZIP_LZMA:
            self.extract_version = max(63, self.extract_version)
            self.create_version = max(63, self.create_version)
        name, flags = self._name()
        return _LOCAL.pack(
            b"PK\3\4", self.extract_version, self.reserved, flags, self.compress_type, clock, day, crc, packed, size,
            len(name), len(extra)) + name + extra

    def _central(self):
        clock, day = self._times()
        extra = self.extra
        wide = []
        size, packed, offset = self.file_size, self.compress_size, self.header_offset
        if size > ZIP64_LIMIT or packed > ZIP64_LIMIT:
            wide += [size, packed]
            size = packed = 0xffffffff
        if offset > ZIP64_LIMIT:
            wide.append(offset)
            offset = 0xffffffff
        if wide:
            extra = struct.pack(f"<2H{len(wide)}Q", 1, 8 * len(wide), *wide) + extra
        name, flags = self._name()
        return _CENTRAL.pack(
            b"PK\1\2", self.create_version, self.create_system, self.extract_version, self.reserved, flags,
            self.compress_type, clock, day, self.CRC, packed, size, len(name), len(extra), len(self.comment), 0,
            self.internal_attr, self.external_attr, offset) + name + extra + self.comment

    def _decode_extra(self):
        """Reads the sizes and places that need more than four bytes."""
        extra = self.extra
        while len(extra) >= 4:
            kind, length = struct.unpack("<HH", extra[:4])
            if length + 4 > len(extra):
                raise BadZipFile(f"Corrupt extra field {kind:04x} (size={length})")
            if kind == 1:
                data = extra[4:length + 4]
                for field in ("file_size", "compress_size", "header_offset"):
                    if getattr(self, field) in (0xffffffff, 0xffffffffffffffff):
                        if len(data) < 8:
                            raise BadZipFile(f"Corrupt zip64 extra field. {field} not found.")
                        setattr(self, field, int.from_bytes(data[:8], "little"))
                        data = data[8:]
            extra = extra[length + 4:]

    @classmethod
    def from_file(cls, filename, arcname=None, *, strict_timestamps=True):
        """What there is to say of a file of the system."""
        if isinstance(filename, os.PathLike):
            filename = os.fspath(filename)
        status = os.stat(filename)
        is_folder = stat.S_ISDIR(status.st_mode)
        moment = time.localtime(status.st_mtime)[:6]
        if not strict_timestamps:
            moment = max(moment, (1980, 1, 1, 0, 0, 0))
            moment = min(moment, (2107, 12, 31, 23, 59, 59))
        name = os.path.normpath(os.path.splitdrive(filename if arcname is None else arcname)[1]).lstrip(os.sep)
        if is_folder:
            name += "/"
        info = cls(name, moment)
        info.external_attr = (status.st_mode & 0xffff) << 16
        if is_folder:
            info.file_size = 0
            info.external_attr |= 0x10
        else:
            info.file_size = status.st_size
        return info

    def _for_archive(self, archive):
        """Takes over what an archive does by default."""
        self.compress_type = archive.compression
        self.compress_level = archive.compresslevel
        if self.is_dir():
            self.external_attr = 0o40775 << 16 | 0x10
        else:
            self.external_attr = 0o600 << 16
        return self


def _check_compression(compression):
    if compression not in (ZIP_STORED, ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA):
        raise NotImplementedError("That compression method is not supported")


class _Stream:
    """A decompressor of `bz2` or `lzma` that is asked as one of zlib is."""

    unconsumed_tail = b""

    def __init__(self, decompressor):
        self._decompressor = decompressor

    @property
    def eof(self):
        return self._decompressor.eof

    def decompress(self, data, max_length):
        # What a piece expands to is held at once.
        return self._decompressor.decompress(data)

    def flush(self):
        return b""


# What stands before a stream of LZMA: the version of the maker's library, and the size of the filter's properties.
_LZMA_HEAD = struct.Struct("<BBH")


class _LZMACompressor:
    """A stream of LZMA with what zip files have before it."""

    def __init__(self):
        import lzma
        filter = {"id": lzma.FILTER_LZMA1}
        props = lzma._encode_filter_properties(filter)
        self._head = _LZMA_HEAD.pack(9, 4, len(props)) + props
        self._stream = lzma.LZMACompressor(lzma.FORMAT_RAW, filters=[filter])

    def compress(self, data):
        head, self._head = self._head, b""
        return head + self._stream.compress(data)

    def flush(self):
        return self.compress(b"") + self._stream.flush()


class _LZMADecompressor:
    """A stream of LZMA behind what zip files have before it."""

    eof = False

    def __init__(self):
        self._head = b""
        self._stream = None

    def decompress(self, data):
        if self._stream is None:
            data = self._head = self._head + data
            start = _LZMA_HEAD.size
            if len(data) < start or len(data) < start + _LZMA_HEAD.unpack_from(data)[2]:
                return b""
            import lzma
            end = start + _LZMA_HEAD.unpack_from(data)[2]
            filter = lzma._decode_filter_properties(lzma.FILTER_LZMA1, data[start:end])
            self._stream = lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=[filter])
            data = data[end:]
        data = self._stream.decompress(data)
        self.eof = self._stream.eof
        return data


def _decompressor(compression):
    if compression == ZIP_DEFLATED:
        return zlib.decompressobj(-15)
    if compression == ZIP_BZIP2:
        return _Stream(bz2.BZ2Decompressor())
    return _Stream(_LZMADecompressor()) if compression == ZIP_LZMA else None


class _SharedFile:
    """A part of the archive's file, which others use too."""

    def __init__(self, archive, place):
        self._archive = archive
        self._place = place

    def read(self, size):
        with self._archive._lock:
            if self._archive._writing:
                raise ValueError(
                    "Can't read from the ZIP file while there is an open writing handle on it. "
                    "Close the writing handle before trying to read.")
            self._archive.fp.seek(self._place)
            data = self._archive.fp.read(size)
            self._place = self._archive.fp.tell()
            return data


class ZipExtFile(io.BufferedIOBase):
    """A file of an archive, being read."""

    MIN_READ_SIZE = 4096

    def __init__(self, source, info, start):
        self._source = source
        self._info = info
        self._start = start
        self.mode = "rb"
        self.name = info.filename
        self.newlines = None
        self._restart()

    def _restart(self):
        self._source._place = self._start
        self._left = self._info.compress_size
        self._buffer = b""
        self._position = 0
        self._crc = 0
        self._is_over = False
        self._stream = _decompressor(self._info.compress_type)

    def __repr__(self):
        name = f"{self.__class__.__module__}.{self.__class__.__qualname__}"
        if self.closed:
            return f"<{name} [closed]>"
        kind = self._info.compress_type
        shown = f" compress_type={_METHODS.get(kind, kind)}" if kind != ZIP_STORED else ""
        return f"<{name} name={self.name!r}{shown}>"

    def _more(self):
        """Reads on; whether there was something."""
        while not self._is_over:
            data = b""
            if self._left and not (self._stream and self._stream.unconsumed_tail):
                data = self._source.read(min(self._left, max(self.MIN_READ_SIZE, 1 << 16)))
                if not data:
                    raise EOFError
                self._left -= len(data)
            if self._stream is None:
                self._is_over = not self._left
            else:
                data = self._stream.decompress(self._stream.unconsumed_tail + data, 1 << 20)
                self._is_over = self._stream.eof or not self._left and not self._stream.unconsumed_tail
                if self._is_over:
                    data += self._stream.flush()
            self._crc = zlib.crc32(data, self._crc)
            if self._is_over and self._crc != self._info.CRC:
                raise BadZipFile(f"Bad CRC-32 for file {self.name!r}")
            if data:
                self._buffer += data
                return True
        return False

    def _check(self):
        if self.closed:
            raise ValueError("read from closed file.")

    def _take(self, size):
        data, self._buffer = self._buffer[:size], self._buffer[size:]
        self._position += len(data)
        return data

    def read(self, n=-1):
        self._check()
        if n is None or n < 0:
            while self._more():
                pass
            return self._take(len(self._buffer))
        while len(self._buffer) < n and self._more():
            pass
        return self._take(n)

    def read1(self, n=-1):
        self._check()
        if not self._buffer and n != 0:
            self._more()
        return self._take(len(self._buffer) if n is None or n < 0 else n)

    def peek(self, n=1):
        self._check()
        while len(self._buffer) < n and self._more():
            pass
        return self._buffer[:max(n, 512)]

    def readline(self, limit=-1):
        self._check()
        while b"\n" not in self._buffer and (limit < 0 or len(self._buffer) < limit) and self._more():
            pass
        end = self._buffer.find(b"\n") + 1 or len(self._buffer)
        return self._take(end if limit < 0 else min(end, limit))

    def readable(self):
        self._check()
        return True

    def seekable(self):
        self._check()
        return True

    def tell(self):
        self._check()
        return self._position

    def seek(self, offset, whence=os.SEEK_SET):
        if self.closed:
            raise ValueError("seek on closed file.")
        if whence == os.SEEK_CUR:
            offset += self._position
        elif whence == os.SEEK_END:
            offset += self._info.file_size
        elif whence != os.SEEK_SET:
            raise ValueError("whence must be os.SEEK_SET (0), os.SEEK_CUR (1), or os.SEEK_END (2)")
        offset = min(max(offset, 0), self._info.file_size)
        if offset < self._position:
            self._restart()
        while self._position < offset and self.read(min(offset - self._position, 1 << 20)):
            pass
        return self._position


class _ZipWriteFile(io.BufferedIOBase):
    """A file of an archive, being written."""

    def __init__(self, archive, info, zip64):
        self._archive = archive
        self._info = info
        self._zip64 = zip64
        self._stream = None
        self.mode = "wb"
        self.name = info.filename
        if info.compress_type == ZIP_DEFLATED:
            level = -1 if info.compress_level is None else info.compress_level
            self._stream = zlib.compressobj(level, zlib.DEFLATED, -15)
        elif info.compress_type == ZIP_BZIP2:
            self._stream = bz2.BZ2Compressor(9 if info.compress_level is None else info.compress_level)
        elif info.compress_type == ZIP_LZMA:
            # There is a mark at the end of the stream.
            info.flag_bits |= 2
            self._stream = _LZMACompressor()
        self._size = self._packed = self._crc = 0

    def writable(self):
        return True

    def write(self, data):
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        data = bytes(memoryview(data))
        self._size += len(data)
        self._crc = zlib.crc32(data, self._crc)
        self._put(self._stream.compress(data) if self._stream else data)
        return len(data)

    def _put(self, data):
        self._packed += len(data)
        self._archive.fp.write(data)

    def close(self):
        if self.closed:
            return
        try:
            super().close()
            if self._stream:
                self._put(self._stream.flush())
            info, archive = self._info, self._archive
            info.compress_size, info.CRC, info.file_size = self._packed, self._crc, self._size
            if not self._zip64 and (self._size > ZIP64_LIMIT or self._packed > ZIP64_LIMIT):
                raise RuntimeError("File size too large, try using force_zip64")
            if info.flag_bits & 8:
                form = "<4sLQQ" if self._zip64 else "<4sLLL"
                archive.fp.write(struct.pack(form, b"PK\7\10", info.CRC, info.compress_size, info.file_size))
                archive.start_dir = archive.fp.tell()
            else:
                archive.start_dir = archive.fp.tell()
                archive.fp.seek(info.header_offset)
                archive.fp.write(info.FileHeader(self._zip64))
                archive.fp.seek(archive.start_dir)
            archive.filelist.append(info)
            archive.NameToInfo[info.filename] = info
        finally:
            self._archive._writing = False


class ZipFile:
    """A ZIP archive: of a name or an open file, to read, write, append to, or make."""

    fp = None

    def __init__(self, file, mode="r", compression=ZIP_STORED, allowZip64=True, compresslevel=None, *,
                 strict_timestamps=True, metadata_encoding=None):
        if mode not in ("r", "w", "x", "a"):
            raise ValueError("ZipFile requires mode 'r', 'w', 'x', or 'a'")
        _check_compression(compression)
        if metadata_encoding and mode != "r":
            raise ValueError("metadata_encoding is only supported for reading files")
        self._allowZip64 = allowZip64
        self._didModify = False
        self._strict_timestamps = strict_timestamps
        self.metadata_encoding = metadata_encoding
        self.debug = 0
        self.NameToInfo = {}
        self.filelist = []
        self.compression = compression
        self.compresslevel = compresslevel
        self.mode = mode
        self.pwd = None
        self._comment = b""
        self._writing = False
        self._seekable = True
        self._lock = threading.RLock()
        if isinstance(file, os.PathLike):
            file = os.fspath(file)
        self._filePassed = not isinstance(file, (str, bytes))
        if self._filePassed:
            self.fp = file
            self.filename = getattr(file, "name", None)
        else:
            self.filename = file
            modes = {"r": "rb", "w": "w+b", "x": "x+b", "a": "r+b"}[mode]
            try:
                self.fp = io.open(file, modes)
            except FileNotFoundError:
                if mode != "a":
                    raise
                self.fp = io.open(file, "w+b")
        try:
            if mode == "r":
                self._read_contents()
            elif mode in ("w", "x"):
                self._didModify = True
                try:
                    self.start_dir = self.fp.tell()
                except (AttributeError, OSError):
                    self.fp = _Tellable(self.fp)
                    self.start_dir = 0
                    self._seekable = False
                else:
                    try:
                        self.fp.seek(self.start_dir)
                    except (AttributeError, OSError):
                        self._seekable = False
            else:
                try:
                    self._read_contents()
                    self.fp.seek(self.start_dir)
                except BadZipFile:
                    self.fp.seek(0, 2)
                    self._didModify = True
                    self.start_dir = self.fp.tell()
        except:
            file, self.fp = self.fp, None
            if not self._filePassed:
                file.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, type, value, traceback):
        self.close()

    def __repr__(self):
        parts = [f"<{self.__class__.__module__}.{self.__class__.__qualname__}"]
        if self.fp is None:
            parts.append(" [closed]")
        else:
            if self._filePassed:
                parts.append(f" file={self.fp!r}")
            elif self.filename is not None:
                parts.append(f" filename={self.filename!r}")
            parts.append(f" mode={self.mode!r}")
        return "".join(parts) + ">"

    def _read_contents(self):
        found = _end_of_archive(self.fp)
        if found is None:
            raise BadZipFile("File is not a zip file")
        total, length, offset, before, self._comment = found
        self.start_dir = offset + before
        if self.start_dir < 0:
            raise BadZipFile("Bad offset for central directory")
        self.fp.seek(self.start_dir)
        data = self.fp.read(length)
        at = 0
        while at < length:
            if len(data) < at + _CENTRAL.size:
                raise BadZipFile("Truncated central directory")
            parts = _CENTRAL.unpack_from(data, at)
            if parts[0] != b"PK\1\2":
                raise BadZipFile("Bad magic number for central directory")
            at += _CENTRAL.size
            name_length, extra_length, comment_length = parts[12:15]
            name = data[at:at + name_length]
            encoding = "utf-8" if parts[5] & 0x800 else self.metadata_encoding or "cp437"
            info = ZipInfo(name.decode(encoding))
            info.extra = data[at + name_length:at + name_length + extra_length]
            at += name_length + extra_length
            info.comment = data[at:at + comment_length]
            at += comment_length
            (info.create_version, info.create_system, info.extract_version, info.reserved, info.flag_bits,
             info.compress_type, clock, day, info.CRC, info.compress_size, info.file_size) = parts[1:12]
            info.volume, info.internal_attr, info.external_attr, info.header_offset = parts[15:19]
            if info.extract_version > 63:
                raise NotImplementedError(f"zip file version {info.extract_version / 10:.1f}")
            info._raw_time = clock
            info.date_time = ((day >> 9) + 1980, day >> 5 & 15, day & 31, clock >> 11, clock >> 5 & 63, (clock & 31) * 2)
            info._decode_extra()
            info.header_offset += before
            self.filelist.append(info)
            self.NameToInfo[info.filename] = info

    def namelist(self):
        """The names of the files."""
        return [info.filename for info in self.filelist]

    def infolist(self):
        """What is said of each file."""
        return self.filelist

    def printdir(self, file=None):
        """Prints a table of the files."""
        print("%-46s %19s %12s" % ("File Name", "Modified    ", "Size"), file=file)
        for info in self.filelist:
            moment = "%d-%02d-%02d %02d:%02d:%02d" % info.date_time[:6]
            print("%-46s %s %12d" % (info.filename, moment, info.file_size), file=file)

    def testzip(self):
        """The name of the first file that is damaged, or `None`."""
        for info in self.filelist:
            try:
                with self.open(info.filename, "r") as file:
                    while file.read(1 << 20):
                        pass
            except BadZipFile:
                return info.filename
        return None

    def getinfo(self, name):
        """What is said of a file."""
        info = self.NameToInfo.get(name)
        if info is None:
            raise KeyError(f"There is no item named {name!r} in the archive")
        return info

    def setpassword(self, pwd):
        """Sets the password for files that need one, which Rondo does not read."""
        if pwd and not isinstance(pwd, bytes):
            raise TypeError(f"pwd: expected bytes, got {type(pwd).__name__}")
        self.pwd = pwd or None

    @property
    def comment(self):
        return self._comment

    @comment.setter
    def comment(self, comment):
        if not isinstance(comment, bytes):
            raise TypeError(f"comment: expected bytes, got {type(comment).__name__}")
        self._comment = comment[:ZIP_MAX_COMMENT]
        self._didModify = True

    def read(self, name, pwd=None):
        """What is in a file."""
        with self.open(name, "r", pwd) as file:
            return file.read()

    def open(self, name, mode="r", pwd=None, *, force_zip64=False):
        """A file of the archive, to read or write."""
        if mode not in ("r", "w"):
            raise ValueError('open() requires mode "r" or "w"')
        if pwd and mode == "w":
            raise ValueError("pwd is only supported for reading files")
        if not self.fp:
            raise ValueError("Attempt to use ZIP archive that was already closed")
        if isinstance(name, ZipInfo):
            info = name
        elif mode == "w":
            info = ZipInfo(name)
            info.compress_type = self.compression
            info.compress_level = self.compresslevel
        else:
            info = self.getinfo(name)
        if mode == "w":
            return self._open_to_write(info, force_zip64)
        if self._writing:
            raise ValueError(
                "Can't read from the ZIP file while there is an open writing handle on it. "
                "Close the writing handle before trying to read.")
        shared = _SharedFile(self, info.header_offset)
        head = shared.read(_LOCAL.size)
        if len(head) != _LOCAL.size:
            raise BadZipFile("Truncated file header")
        parts = _LOCAL.unpack(head)
        if parts[0] != b"PK\3\4":
            raise BadZipFile("Bad magic number for file header")
        name_bytes = shared.read(parts[10])
        shared._place += parts[11]
        if info.flag_bits & 0x20:
            raise NotImplementedError("compressed patched data (flag bit 5)")
        if info.flag_bits & 0x40:
            raise NotImplementedError("strong encryption (flag bit 6)")
        encoding = "utf-8" if parts[3] & 0x800 else self.metadata_encoding or "cp437"
        if name_bytes.decode(encoding) != info.orig_filename:
            raise BadZipFile(f"File name in directory {info.orig_filename!r} and header {name_bytes!r} differ.")
        if info.flag_bits & 1:
            if not (pwd or self.pwd):
                raise RuntimeError(f"File {info.filename!r} is encrypted, password required for extraction")
            raise NotImplementedError("Rondo does not read encrypted files of archives")
        _check_compression(info.compress_type)
        return ZipExtFile(shared, info, shared._place)

    def _open_to_write(self, info, force_zip64):
        if force_zip64 and not self._allowZip64:
            raise ValueError("force_zip64 is True, but allowZip64 was False when opening the ZIP file.")
        if self._writing:
            raise ValueError(
                "Can't write to the ZIP file while there is another write handle open on it. "
                "Close the first handle before opening another.")
        info.compress_size = info.CRC = 0
        info.flag_bits = 0
        if not self._seekable:
            info.flag_bits |= 8
        if not info.external_attr:
            info.external_attr = 0o600 << 16
        zip64 = force_zip64 or info.file_size * 1.05 > ZIP64_LIMIT
        if not self._allowZip64 and zip64:
            raise LargeZipFile("Filesize would require ZIP64 extensions")
        if self._seekable:
            self.fp.seek(self.start_dir)
        info.header_offset = self.fp.tell()
        self._check_write(info)
        self._didModify = True
        self.fp.write(info.FileHeader(zip64))
        self._writing = True
        return _ZipWriteFile(self, info, zip64)

    def _check_write(self, info):
        if info.filename in self.NameToInfo:
            import warnings
            warnings.warn(f"Duplicate name: {info.filename!r}", stacklevel=4)
        if self.mode not in ("w", "x", "a"):
            raise ValueError("write() requires mode 'w', 'x', or 'a'")
        if not self.fp:
            raise ValueError("Attempt to write ZIP archive that was already closed")
        _check_compression(info.compress_type)

    def extract(self, member, path=None, pwd=None):
        """Writes a file of the archive to a folder: where it is now."""
        return self._extract_member(member, os.getcwd() if path is None else os.fspath(path), pwd)

    def extractall(self, path=None, members=None, pwd=None):
        """Writes files of the archive, by default all, to a folder."""
        path = os.getcwd() if path is None else os.fspath(path)
        for member in self.namelist() if members is None else members:
            self._extract_member(member, path, pwd)

    def _extract_member(self, member, folder, pwd):
        if not isinstance(member, ZipInfo):
            member = self.getinfo(member)
        # Nothing is written outside of the folder.
        parts = os.path.splitdrive(member.filename.replace("/", os.sep))[1].split(os.sep)
        name = os.sep.join(part for part in parts if part not in ("", os.curdir, os.pardir))
        target = os.path.normpath(os.path.join(folder, name))
        above = os.path.dirname(target)
        if above:
            os.makedirs(above, exist_ok=True)
        if member.is_dir():
            if not os.path.isdir(target):
                try:
                    os.mkdir(target)
                except FileExistsError:
                    if not os.path.isdir(target):
                        raise
            return target
        with self.open(member, pwd=pwd) as source, io.open(target, "wb") as file:
            shutil.copyfileobj(source, file)
        return target

    def write(self, filename, arcname=None, compress_type=None, compresslevel=None):
        """Puts a file of the system into the archive."""
        if not self.fp:
            raise ValueError("Attempt to write to ZIP archive that was already closed")
        if self._writing:
            raise ValueError("Can't write to ZIP archive while an open writing handle exists")
        info = ZipInfo.from_file(filename, arcname, strict_timestamps=self._strict_timestamps)
        if info.is_dir():
            self.mkdir(info)
            return
        info.compress_type = self.compression if compress_type is None else compress_type
        info.compress_level = self.compresslevel if compresslevel is None else compresslevel
        with io.open(filename, "rb") as source, self.open(info, "w") as file:
            shutil.copyfileobj(source, file, 1024 * 8)

    def writestr(self, zinfo_or_arcname, data, compress_type=None, compresslevel=None):
        """Puts data into the archive as a file."""
        if isinstance(data, str):
            data = data.encode("utf-8")
        if isinstance(zinfo_or_arcname, ZipInfo):
            info = zinfo_or_arcname
        else:
            info = ZipInfo(zinfo_or_arcname, time.localtime(time.time())[:6])._for_archive(self)
        if not self.fp:
            raise ValueError("Attempt to write to ZIP archive that was already closed")
        if self._writing:
            raise ValueError("Can't write to ZIP archive while an open writing handle exists.")
        if compress_type is not None:
            info.compress_type = compress_type
        if compresslevel is not None:
            info.compress_level = compresslevel
        info.file_size = len(data)
        with self._lock, self.open(info, "w") as file:
            file.write(data)

    def mkdir(self, zinfo_or_directory_name, mode=511):
        """Makes a folder in the archive."""
        if isinstance(zinfo_or_directory_name, ZipInfo):
            info = zinfo_or_directory_name
            if not info.is_dir():
                raise ValueError("The given ZipInfo does not describe a directory")
        elif isinstance(zinfo_or_directory_name, str):
            name = zinfo_or_directory_name
            info = ZipInfo(name if name.endswith("/") else name + "/")
            info.external_attr = ((0o40000 | mode) & 0xffff) << 16 | 0x10
        else:
            raise TypeError("Expected type str or ZipInfo")
        if self._seekable:
            self.fp.seek(self.start_dir)
        info.header_offset = self.fp.tell()
        self._check_write(info)
        self._didModify = True
        self.filelist.append(info)
        self.NameToInfo[info.filename] = info
        self.fp.write(info.FileHeader(False))
        self.start_dir = self.fp.tell()

    def __del__(self):
        self.close()

    def close(self):
        """Writes the table of files where something changed, and closes the file."""
        if self.fp is None:
            return
        if self._writing:
            raise ValueError(
                "Can't close the ZIP file while there is an open writing handle on it. "
                "Close the writing handle before closing the zip.")
        try:
            if self.mode in ("w", "x", "a") and self._didModify:
                with self._lock:
                    if self._seekable:
                        self.fp.seek(self.start_dir)
                    self._write_end()
        finally:
            file, self.fp = self.fp, None
            if not self._filePassed:
                file.close()

    def _write_end(self):
        for info in self.filelist:
            self.fp.write(info._central())
        end = self.fp.tell()
        count, length, offset = len(self.filelist), end - self.start_dir, self.start_dir
        if count > ZIP_FILECOUNT_LIMIT or offset > ZIP64_LIMIT or length > ZIP64_LIMIT:
            if not self._allowZip64:
                raise LargeZipFile("Files count, or sizes, would require ZIP64 extensions")
            self.fp.write(_END64.pack(b"PK\6\6", _END64.size - 12, 45, 45, 0, 0, count, count, length, offset))
            self.fp.write(_LOCATOR64.pack(b"PK\6\7", 0, end, 1))
            count, length, offset = min(count, 0xffff), min(length, 0xffffffff), min(offset, 0xffffffff)
        self.fp.write(
            _END.pack(b"PK\5\6", 0, 0, count, count, length, offset, len(self._comment)) + self._comment)
        if self.mode == "a":
            self.fp.truncate()
        self.fp.flush()


class _Tellable:
    """A file that knows how much was written to it."""

    def __init__(self, fp):
        self.fp = fp
        self.offset = 0

    def write(self, data):
        written = self.fp.write(data)
        self.offset += written
        return written

    def tell(self):
        return self.offset

    def flush(self):
        self.fp.flush()

    def close(self):
        self.fp.close()


def main(args=None):
    """Lists, tests, makes and unpacks archives as a command line says."""
    import argparse
    parser = argparse.ArgumentParser(description="A simple command-line interface for zipfile module.")
    group = parser.add_mutually_exclusive_group(required=True)
    group.add_argument("-l", "--list", metavar="<zipfile>", help="Show listing of a zipfile")
    group.add_argument("-e", "--extract", nargs=2, metavar=("<zipfile>", "<output_dir>"),
                       help="Extract zipfile into target dir")
    group.add_argument("-c", "--create", nargs="+", metavar=("<name>", "<file>"), help="Create zipfile from sources")
    group.add_argument("-t", "--test", metavar="<zipfile>", help="Test if a zipfile is valid")
    options = parser.parse_args(args)
    if options.test is not None:
        with ZipFile(options.test, "r") as archive:
            bad = archive.testzip()
        if bad:
            print(f"The following enclosed file is corrupted: {bad!r}")
        print("Done testing")
    elif options.list is not None:
        with ZipFile(options.list, "r") as archive:
            archive.printdir()
    elif options.extract is not None:
        with ZipFile(options.extract[0], "r") as archive:
            archive.extractall(options.extract[1])
    else:
        def add(archive, path, name):
            if os.path.isfile(path):
                archive.write(path, name, ZIP_DEFLATED)
            elif os.path.isdir(path):
                if name:
                    archive.write(path, name)
                for inner in sorted(os.listdir(path)):
                    add(archive, os.path.join(path, inner), os.path.join(name, inner))

        name, *files = options.create
        with ZipFile(name, "w") as archive:
            for path in files:
                base = os.path.basename(path) or os.path.basename(os.path.dirname(path))
                add(archive, path, "" if base in ("", os.curdir, os.pardir) else base)


if __name__ == "__main__":
    main()
