"""Archives of tar: plain, and compressed with gzip, bz2 or lzma."""

import copy
import io
import os
import re
import shutil
import stat
import sys
import time
import warnings
from builtins import open as bltn_open

try:
    import pwd
except ImportError:
    pwd = None
try:
    import grp
except ImportError:
    grp = None

version = "0.9.0"
__author__ = "the Rondo contributors"

__all__ = [
    "TarFile", "TarInfo", "is_tarfile", "TarError", "ReadError", "CompressionError", "StreamError", "ExtractError",
    "HeaderError", "ENCODING", "USTAR_FORMAT", "GNU_FORMAT", "PAX_FORMAT", "DEFAULT_FORMAT", "open",
    "fully_trusted_filter", "data_filter", "tar_filter", "FilterError", "AbsoluteLinkError", "OutsideDestinationError",
    "SpecialFileError", "AbsolutePathError", "LinkOutsideDestinationError", "LinkFallbackError",
]

NUL = b"\0"
BLOCKSIZE = 512
RECORDSIZE = BLOCKSIZE * 20
GNU_MAGIC = b"ustar  \0"
POSIX_MAGIC = b"ustar\x0000"
LENGTH_NAME = 100
LENGTH_LINK = 100
LENGTH_PREFIX = 155

REGTYPE = b"0"
AREGTYPE = b"\0"
LNKTYPE = b"1"
SYMTYPE = b"2"
CHRTYPE = b"3"
BLKTYPE = b"4"
DIRTYPE = b"5"
FIFOTYPE = b"6"
CONTTYPE = b"7"
GNUTYPE_LONGNAME = b"L"
GNUTYPE_LONGLINK = b"K"
GNUTYPE_SPARSE = b"S"
XHDTYPE = b"x"
XGLTYPE = b"g"
SOLARIS_XHDTYPE = b"X"

USTAR_FORMAT = 0
GNU_FORMAT = 1
PAX_FORMAT = 2
DEFAULT_FORMAT = PAX_FORMAT

SUPPORTED_TYPES = (
    REGTYPE, AREGTYPE, LNKTYPE, SYMTYPE, DIRTYPE, FIFOTYPE, CONTTYPE, CHRTYPE, BLKTYPE, GNUTYPE_LONGNAME,
    GNUTYPE_LONGLINK, GNUTYPE_SPARSE,
)
REGULAR_TYPES = (REGTYPE, AREGTYPE, CONTTYPE, GNUTYPE_SPARSE)
GNU_TYPES = (GNUTYPE_LONGNAME, GNUTYPE_LONGLINK, GNUTYPE_SPARSE)
PAX_FIELDS = ("path", "linkpath", "size", "mtime", "uid", "gid", "uname", "gname")
PAX_NAME_FIELDS = {"path", "linkpath", "uname", "gname"}
PAX_NUMBER_FIELDS = {"atime": float, "ctime": float, "mtime": float, "uid": int, "gid": int, "size": int}

ENCODING = "utf-8" if os.name == "nt" else sys.getfilesystemencoding()


def stn(s, length, encoding, errors):
    """Text as a field of a header."""
    if s is None:
        raise ValueError("metadata cannot contain None")
    data = s.encode(encoding, errors)
    return data[:length] + (length - len(data)) * NUL


def nts(s, encoding, errors):
    """The text of a field of a header."""
    return s.partition(b"\0")[0].decode(encoding, errors)


def nti(s):
    """The number of a field of a header."""
    if s[0] in (0o200, 0o377):
        # Too large for digits: the bits of the number itself.
        number = int.from_bytes(s[1:], "big")
        return -(256 ** (len(s) - 1) - number) if s[0] == 0o377 else number
    try:
        return int(nts(s, "ascii", "strict").strip() or "0", 8)
    except ValueError:
        raise InvalidHeaderError("invalid header")


def itn(n, digits=8, format=DEFAULT_FORMAT):
    """A number as a field of a header."""
    n = int(n)
    if 0 <= n < 8 ** (digits - 1):
        return bytes("%0*o" % (digits - 1, n), "ascii") + NUL
    if format == GNU_FORMAT and -(256 ** (digits - 1)) <= n < 256 ** (digits - 1):
        return bytearray([0o200 if n >= 0 else 0o377]) + (n % 256 ** (digits - 1)).to_bytes(digits - 1, "big")
    raise ValueError("overflow in number field")


def calc_chksums(buf):
    """The sums of a header's bytes, once as they should be and once as some programs made them."""
    rest = buf[:148] + buf[156:512]
    unsigned = 256 + sum(rest)
    return unsigned, unsigned - 256 * sum(byte > 127 for byte in rest)


def copyfileobj(src, dst, length=None, exception=OSError, bufsize=None):
    """Copies bytes from a file to another. Raises if there are less than `length`."""
    bufsize = bufsize or 16 * 1024
    if length is None:
        shutil.copyfileobj(src, dst, bufsize)
        return
    while length:
        data = src.read(min(bufsize, length))
        if not data:
            raise exception("unexpected end of data")
        dst.write(data)
        length -= len(data)


def _safe_print(text):
    encoding = getattr(sys.stdout, "encoding", None)
    if encoding is not None:
        text = text.encode(encoding, "backslashreplace").decode(encoding)
    print(text, end=" ")


class TarError(Exception):
    """The base of the errors of this module."""


class ExtractError(TarError):
    """Something of a member cannot be set."""


class ReadError(TarError):
    """A file is no archive, or not a whole one."""


class CompressionError(TarError):
    """A compression is not known."""


class StreamError(TarError):
    """What was asked for cannot be done with a stream."""


class HeaderError(TarError):
    """The base of the errors of headers."""


class EmptyHeaderError(HeaderError):
    """There is no header."""


class TruncatedHeaderError(HeaderError):
    """A header ends too early."""


class EOFHeaderError(HeaderError):
    """Zeros end the archive."""


class InvalidHeaderError(HeaderError):
    """A header is none."""


class SubsequentHeaderError(HeaderError):
    """The header that should follow one is missing."""


class FilterError(TarError):
    """The base of the errors of filters; `tarinfo` is the member."""


class AbsolutePathError(FilterError):
    """A member has an absolute path."""

    def __init__(self, tarinfo):
        self.tarinfo = tarinfo
        super().__init__(f"member {tarinfo.name!r} has an absolute path")


class OutsideDestinationError(FilterError):
    """A member would be outside of the folder."""

    def __init__(self, tarinfo, path):
        self.tarinfo = tarinfo
        self._path = path
        super().__init__(f"{tarinfo.name!r} would be extracted to {path!r}, which is outside the destination")


class SpecialFileError(FilterError):
    """A member is a device or a pipe."""

    def __init__(self, tarinfo):
        self.tarinfo = tarinfo
        super().__init__(f"{tarinfo.name!r} is a special file")


class AbsoluteLinkError(FilterError):
    """A member is a link to an absolute path."""

    def __init__(self, tarinfo):
        self.tarinfo = tarinfo
        super().__init__(f"{tarinfo.name!r} is a link to an absolute path")


class LinkOutsideDestinationError(FilterError):
    """A member is a link that leads out of the folder."""

    def __init__(self, tarinfo, path):
        self.tarinfo = tarinfo
        self._path = path
        super().__init__(f"{tarinfo.name!r} would link to {path!r}, which is outside the destination")


class LinkFallbackError(FilterError):
    """What a link leads to cannot be extracted in its place."""

    def __init__(self, tarinfo, path):
        self.tarinfo = tarinfo
        self._path = path
        super().__init__(f"link {tarinfo.name!r} would be extracted as a copy of {path!r}, which was rejected")


def _filtered(member, dest_path, for_data=True):
    """The attributes of a member to change so that it can be extracted. Raises FilterError."""
    changes = {}
    name = member.name
    dest_path = os.path.realpath(dest_path)
    if name.startswith(("/", os.sep)):
        name = changes["name"] = member.path.lstrip("/" + os.sep)
    if os.path.isabs(name):
        raise AbsolutePathError(member)
    target = os.path.realpath(os.path.join(dest_path, name))
    if os.path.commonpath([target, dest_path]) != dest_path:
        raise OutsideDestinationError(member, target)
    mode = member.mode
    if mode is not None:
        # Only the owner can write, and nobody becomes somebody else.
        mode &= 0o755
        if for_data:
            if member.isreg() or member.islnk():
                if not mode & 0o100:
                    mode &= ~0o111
                mode |= 0o600
            elif member.isdir() or member.issym():
                mode = None
            else:
                raise SpecialFileError(member)
        if mode != member.mode:
            changes["mode"] = mode
    if for_data:
        for field in ("uid", "gid", "uname", "gname"):
            if getattr(member, field) is not None:
                changes[field] = None
        if member.islnk() or member.issym():
            if os.path.isabs(member.linkname):
                raise AbsoluteLinkError(member)
            normal = os.path.normpath(member.linkname)
            if normal != member.linkname:
                changes["linkname"] = normal
            if member.issym():
                target = os.path.join(dest_path, os.path.dirname(name), member.linkname)
            else:
                target = os.path.join(dest_path, member.linkname)
            target = os.path.realpath(target)
            if os.path.commonpath([target, dest_path]) != dest_path:
                raise LinkOutsideDestinationError(member, target)
    return changes


def fully_trusted_filter(member, dest_path):
    """The member as it is."""
    return member


def tar_filter(member, dest_path):
    """The member without what could write outside of the folder. Raises FilterError."""
    changes = _filtered(member, dest_path, False)
    return member.replace(**changes, deep=False) if changes else member


def data_filter(member, dest_path):
    """The member as data: a file, folder or link within the folder, without owners. Raises FilterError."""
    changes = _filtered(member, dest_path, True)
    return member.replace(**changes, deep=False) if changes else member


_NAMED_FILTERS = {"fully_trusted": fully_trusted_filter, "tar": tar_filter, "data": data_filter}
_KEEP = object()


class _Stream:
    """An archive that is read or written from its beginning to its end, without going back."""

    def __init__(self, name, mode, compression, fileobj, bufsize, compresslevel):
        self.name = os.fspath(name) if name is not None else getattr(fileobj, "name", "")
        self.mode = mode
        self.compression = compression
        self.fileobj = fileobj
        self.bufsize = bufsize
        self.buffer = b""
        self.position = 0
        self.closed = False
        self.ended = False
        self.codec = None
        if compression == "*":
            head = fileobj.read(BLOCKSIZE)
            self.buffer_in = head
            if head[:3] == b"\x1f\x8b\x08":
                compression = "gz"
            elif head[:3] == b"BZh" and head[4:10] == b"1AY&SY":
                compression = "bz2"
            elif head.startswith((b"\x5d\0\0\x80", b"\xfd7zXZ")):
                compression = "xz"
            else:
                compression = "tar"
        else:
            self.buffer_in = b""
        if compression == "gz":
            import zlib

            self.exception = zlib.error
            if mode == "r":
                self.codec = zlib.decompressobj(16 + zlib.MAX_WBITS)
            else:
                self.codec = zlib.compressobj(compresslevel, zlib.DEFLATED, 16 + zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, 0)
        elif compression in ("bz2", "xz"):
            module = "bz2" if compression == "bz2" else "lzma"
            try:
                library = __import__(module)
            except ImportError:
                raise CompressionError(f"{module} module is not available") from None
            if compression == "bz2":
                self.exception = OSError
                self.codec = library.BZ2Decompressor() if mode == "r" else library.BZ2Compressor(compresslevel)
            else:
                self.exception = library.LZMAError
                self.codec = library.LZMADecompressor() if mode == "r" else library.LZMACompressor()
        elif compression != "tar":
            raise CompressionError(f"unknown compression type {compression!r}")

    def write(self, data):
        self.position += len(data)
        self._put(self.codec.compress(data) if self.codec else data)

    def _put(self, data):
        self.buffer += data
        while len(self.buffer) > self.bufsize:
            self.fileobj.write(self.buffer[: self.bufsize])
            self.buffer = self.buffer[self.bufsize :]

    def close(self):
        if self.closed:
            return
        self.closed = True
        if self.mode == "w":
            if self.codec:
                self.buffer += self.codec.flush()
            if self.buffer:
                self.fileobj.write(self.buffer)
                self.buffer = b""

    def tell(self):
        return self.position

    def seek(self, position=0):
        if position < self.position:
            raise StreamError("seeking backwards is not allowed")
        while self.position < position:
            if not self.read(min(self.bufsize, position - self.position)):
                break
        return self.position

    def read(self, size):
        while len(self.buffer) < size and not self.ended:
            data = self.buffer_in or self.fileobj.read(self.bufsize)
            self.buffer_in = b""
            if not data:
                self.ended = True
                break
            if self.codec:
                try:
                    data = self.codec.decompress(data)
                except self.exception as problem:
                    raise ReadError("invalid compressed data") from problem
            self.buffer += data
        data = self.buffer[:size]
        self.buffer = self.buffer[size:]
        self.position += len(data)
        return data


class _FileInFile:
    """The part of an archive that holds a member, as a file; where a sparse one has holes there are zeros."""

    def __init__(self, fileobj, offset, size, name, blockinfo=None):
        self.fileobj = fileobj
        self.offset = offset
        self.size = size
        self.position = 0
        self.name = name
        self.closed = False
        # Triples of place, size, and place in the archive, of what is not holes.
        self.map = []
        for start, length in [(0, size)] if blockinfo is None else blockinfo:
            self.map.append((start, length, offset))
            offset += length

    def flush(self):
        pass

    @property
    def mode(self):
        return "rb"

    def readable(self):
        return True

    def writable(self):
        return False

    def seekable(self):
        return self.fileobj.seekable()

    def tell(self):
        return self.position

    def seek(self, position, whence=io.SEEK_SET):
        if whence == io.SEEK_SET:
            self.position = min(max(position, 0), self.size)
        elif whence == io.SEEK_CUR:
            self.position = min(max(self.position + position, 0), self.size)
        elif whence == io.SEEK_END:
            self.position = max(min(self.size + position, self.size), 0)
        else:
            raise ValueError("Invalid argument")
        return self.position

    def read(self, size=None):
        left = self.size - self.position
        size = left if size is None else min(size, left)
        pieces = []
        while size > 0:
            for start, length, place in self.map:
                if start <= self.position < start + length:
                    count = min(size, start + length - self.position)
                    self.fileobj.seek(place + self.position - start)
                    data = self.fileobj.read(count)
                    if len(data) != count:
                        raise ReadError("unexpected end of data")
                    pieces.append(data)
                    break
            else:
                next_start = min((start for start, _, _ in self.map if start > self.position), default=self.size)
                count = min(size, next_start - self.position)
                pieces.append(NUL * count)
            size -= count
            self.position += count
        return b"".join(pieces)

    def readinto(self, b):
        data = self.read(len(b))
        b[: len(data)] = data
        return len(data)

    def close(self):
        self.closed = True


class ExFileObject(io.BufferedReader):
    """A member as a file."""

    def __init__(self, tarfile, tarinfo):
        source = _FileInFile(tarfile.fileobj, tarinfo.offset_data, tarinfo.size, tarinfo.name, tarinfo.sparse)
        super().__init__(_Raw(source))


class _Raw(io.RawIOBase):
    def __init__(self, source):
        self.source = source
        self.name = source.name
        self.mode = "rb"

    def readable(self):
        return True

    def seekable(self):
        return self.source.seekable()

    def readinto(self, b):
        return self.source.readinto(b)

    def seek(self, position, whence=io.SEEK_SET):
        return self.source.seek(position, whence)

    def tell(self):
        return self.source.tell()


class TarInfo:
    """What an archive says of a member."""

    __slots__ = (
        "name", "mode", "uid", "gid", "size", "mtime", "chksum", "type", "linkname", "uname", "gname", "devmajor",
        "devminor", "offset", "offset_data", "pax_headers", "sparse", "_tarfile", "_sparse_structs", "_link_target",
    )

    def __init__(self, name=""):
        self.name = name
        self.mode = 0o644
        self.uid = self.gid = 0
        self.size = 0
        self.mtime = 0
        self.chksum = 0
        self.type = REGTYPE
        self.linkname = ""
        self.uname = self.gname = ""
        self.devmajor = self.devminor = 0
        self.offset = self.offset_data = 0
        self.sparse = None
        self.pax_headers = {}
        self._tarfile = None
        self._link_target = None

    @property
    def tarfile(self):
        """The archive; deprecated."""
        warnings.warn(
            "The undocumented 'tarfile' attribute of TarInfo objects is deprecated and will be removed in Python 3.16",
            DeprecationWarning, stacklevel=2,
        )
        return self._tarfile

    @tarfile.setter
    def tarfile(self, tarfile):
        warnings.warn(
            "The undocumented 'tarfile' attribute of TarInfo objects is deprecated and will be removed in Python 3.16",
            DeprecationWarning, stacklevel=2,
        )
        self._tarfile = tarfile

    @property
    def path(self):
        """The name."""
        return self.name

    @path.setter
    def path(self, name):
        self.name = name

    @property
    def linkpath(self):
        """Where a link leads."""
        return self.linkname

    @linkpath.setter
    def linkpath(self, linkname):
        self.linkname = linkname

    def __repr__(self):
        return f"<{self.__class__.__name__} {self.name!r} at {id(self):#x}>"

    def replace(
        self, *, name=_KEEP, mtime=_KEEP, mode=_KEEP, linkname=_KEEP, uid=_KEEP, gid=_KEEP, uname=_KEEP, gname=_KEEP,
        deep=True, _KEEP=_KEEP,
    ):
        """The same with other values for some attributes."""
        result = copy.deepcopy(self) if deep else copy.copy(self)
        given = {
            "name": name, "mtime": mtime, "mode": mode, "linkname": linkname, "uid": uid, "gid": gid, "uname": uname,
            "gname": gname,
        }
        for field, value in given.items():
            if value is not _KEEP:
                setattr(result, field, value)
        return result

    def get_info(self):
        """The attributes that a header holds, as a dictionary."""
        info = {
            "name": self.name, "mode": None if self.mode is None else self.mode & 0o7777, "uid": self.uid,
            "gid": self.gid, "size": self.size, "mtime": self.mtime, "chksum": self.chksum, "type": self.type,
            "linkname": self.linkname, "uname": self.uname, "gname": self.gname, "devmajor": self.devmajor,
            "devminor": self.devminor,
        }
        if info["type"] == DIRTYPE and not info["name"].endswith("/"):
            info["name"] += "/"
        return info

    def tobuf(self, format=DEFAULT_FORMAT, encoding=ENCODING, errors="surrogateescape"):
        """The header, with others before it if need be."""
        info = self.get_info()
        for name, value in info.items():
            if value is None:
                raise ValueError(f"{name} may not be None")
        if format == USTAR_FORMAT:
            return self.create_ustar_header(info, encoding, errors)
        if format == GNU_FORMAT:
            return self.create_gnu_header(info, encoding, errors)
        if format == PAX_FORMAT:
            return self.create_pax_header(info, encoding)
        raise ValueError("invalid format")

    def create_ustar_header(self, info, encoding, errors):
        """The header in the format of POSIX.1-1988. Raises ValueError if something is too long."""
        info["magic"] = POSIX_MAGIC
        if len(info["linkname"].encode(encoding, errors)) > LENGTH_LINK:
            raise ValueError("linkname is too long")
        if len(info["name"].encode(encoding, errors)) > LENGTH_NAME:
            info["prefix"], info["name"] = self._posix_split_name(info["name"], encoding, errors)
        return self._create_header(info, USTAR_FORMAT, encoding, errors)

    def create_gnu_header(self, info, encoding, errors):
        """The header in the format of GNU tar."""
        info["magic"] = GNU_MAGIC
        data = b""
        for field, length, kind in (("linkname", LENGTH_LINK, GNUTYPE_LONGLINK), ("name", LENGTH_NAME, GNUTYPE_LONGNAME)):
            if len(info[field].encode(encoding, errors)) > length:
                name = info[field].encode(encoding, errors) + NUL
                long = {"name": "././@LongLink", "type": kind, "size": len(name), "magic": GNU_MAGIC}
                data += self._create_header(long, USTAR_FORMAT, encoding, errors) + self._create_payload(name)
        return data + self._create_header(info, GNU_FORMAT, encoding, errors)

    def create_pax_header(self, info, encoding):
        """The header in the format of POSIX.1-2001, with one before it for what does not fit."""
        info["magic"] = POSIX_MAGIC
        extra = self.pax_headers.copy()
        for field, key, length in (
            ("name", "path", LENGTH_NAME), ("linkname", "linkpath", LENGTH_LINK), ("uname", "uname", 32),
            ("gname", "gname", 32),
        ):
            if key in extra:
                continue
            if not info[field].isascii() or len(info[field]) > length:
                extra[key] = info[field]
        for name, digits in (("uid", 8), ("gid", 8), ("size", 12), ("mtime", 12)):
            number = info[name]
            whole = round(number) if isinstance(number, float) else number
            if not 0 <= whole < 8 ** (digits - 1):
                info[name] = 0
            elif isinstance(number, float):
                info[name] = whole
            else:
                continue
            extra.setdefault(name, str(number))
        data = self._create_pax_generic_header(extra, XHDTYPE, encoding) if extra else b""
        return data + self._create_header(info, USTAR_FORMAT, "ascii", "replace")

    @classmethod
    def create_pax_global_header(cls, pax_headers):
        """A header that holds for all members after it."""
        return cls._create_pax_generic_header(pax_headers, XGLTYPE, "utf-8")

    def _posix_split_name(self, name, encoding, errors):
        parts = name.split("/")
        for at in range(1, len(parts)):
            prefix, rest = "/".join(parts[:at]), "/".join(parts[at:])
            if len(prefix.encode(encoding, errors)) <= LENGTH_PREFIX and len(rest.encode(encoding, errors)) <= LENGTH_NAME:
                return prefix, rest
        raise ValueError("name is too long")

    @staticmethod
    def _create_header(info, format, encoding, errors):
        kind = info.get("type", REGTYPE)
        if kind in (CHRTYPE, BLKTYPE):
            device = [itn(info.get("devmajor", 0), 8, format), itn(info.get("devminor", 0), 8, format)]
        else:
            device = [stn("", 8, encoding, errors)] * 2
        if kind is None:
            raise ValueError("TarInfo.type must not be None")
        fields = [
            stn(info.get("name", ""), 100, encoding, errors),
            itn(info.get("mode", 0) & 0o7777, 8, format),
            itn(info.get("uid", 0), 8, format),
            itn(info.get("gid", 0), 8, format),
            itn(info.get("size", 0), 12, format),
            itn(info.get("mtime", 0), 12, format),
            b"        ",
            kind,
            stn(info.get("linkname", ""), 100, encoding, errors),
            info.get("magic", POSIX_MAGIC),
            stn(info.get("uname", ""), 32, encoding, errors),
            stn(info.get("gname", ""), 32, encoding, errors),
            *device,
            stn(info.get("prefix", ""), 155, encoding, errors),
        ]
        data = b"".join(fields).ljust(BLOCKSIZE, NUL)
        return data[:148] + bytes("%06o\0" % calc_chksums(data)[0], "ascii") + data[155:]

    @staticmethod
    def _create_payload(payload):
        return payload + NUL * (-len(payload) % BLOCKSIZE)

    @classmethod
    def _create_pax_generic_header(cls, pax_headers, type, encoding):
        # Names that are no text are written as they are, and a field says so.
        binary = False
        for value in pax_headers.values():
            try:
                value.encode("utf-8", "strict")
            except UnicodeEncodeError:
                binary = True
                break
        records = b"21 hdrcharset=BINARY\n" if binary else b""
        for keyword, value in pax_headers.items():
            keyword = keyword.encode("utf-8")
            value = value.encode(encoding, "surrogateescape") if binary else value.encode("utf-8")
            length = len(keyword) + len(value) + 3
            # The length counts its own digits.
            total = length
            while total != length + len(str(total)):
                total = length + len(str(total))
            records += bytes(str(total), "ascii") + b" " + keyword + b"=" + value + b"\n"
        info = {"name": "././@PaxHeader", "type": type, "size": len(records), "magic": POSIX_MAGIC}
        return cls._create_header(info, USTAR_FORMAT, "ascii", "replace") + cls._create_payload(records)

    @classmethod
    def frombuf(cls, buf, encoding, errors):
        """What a header says. Raises HeaderError."""
        if not buf:
            raise EmptyHeaderError("empty header")
        if len(buf) != BLOCKSIZE:
            raise TruncatedHeaderError("truncated header")
        if buf.count(NUL) == BLOCKSIZE:
            raise EOFHeaderError("end of file header")
        checksum = nti(buf[148:156])
        if checksum not in calc_chksums(buf):
            raise InvalidHeaderError("bad checksum")
        member = cls()
        member.name = nts(buf[0:100], encoding, errors)
        member.mode = nti(buf[100:108])
        member.uid = nti(buf[108:116])
        member.gid = nti(buf[116:124])
        member.size = nti(buf[124:136])
        member.mtime = nti(buf[136:148])
        member.chksum = checksum
        member.type = buf[156:157]
        member.linkname = nts(buf[157:257], encoding, errors)
        member.uname = nts(buf[265:297], encoding, errors)
        member.gname = nts(buf[297:329], encoding, errors)
        member.devmajor = nti(buf[329:337])
        member.devminor = nti(buf[337:345])
        prefix = nts(buf[345:500], encoding, errors)
        # Folders were once marked by a slash only.
        if member.type == AREGTYPE and member.name.endswith("/"):
            member.type = DIRTYPE
        if member.type == GNUTYPE_SPARSE:
            structs = []
            for at in range(386, 386 + 4 * 24, 24):
                try:
                    structs.append((nti(buf[at : at + 12]), nti(buf[at + 12 : at + 24])))
                except ValueError:
                    break
            member._sparse_structs = (structs, bool(buf[482]), nti(buf[483:495]))
        if member.isdir():
            member.name = member.name.rstrip("/")
        if prefix and member.type not in GNU_TYPES:
            member.name = prefix + "/" + member.name
        return member

    @classmethod
    def fromtarfile(cls, tarfile):
        """The next member of an archive. Raises HeaderError."""
        buf = tarfile.fileobj.read(BLOCKSIZE)
        member = cls.frombuf(buf, tarfile.encoding, tarfile.errors)
        member.offset = tarfile.fileobj.tell() - BLOCKSIZE
        return member._proc_member(tarfile)

    def _proc_member(self, tarfile):
        if self.type in (GNUTYPE_LONGNAME, GNUTYPE_LONGLINK):
            return self._proc_gnulong(tarfile)
        if self.type == GNUTYPE_SPARSE:
            return self._proc_sparse(tarfile)
        if self.type in (XHDTYPE, XGLTYPE, SOLARIS_XHDTYPE):
            return self._proc_pax(tarfile)
        return self._proc_builtin(tarfile)

    def _proc_builtin(self, tarfile):
        self.offset_data = tarfile.fileobj.tell()
        offset = self.offset_data
        if self.isreg() or self.type not in SUPPORTED_TYPES:
            offset += self._block(self.size)
        tarfile.offset = offset
        self._apply_pax_info(tarfile.pax_headers, tarfile.encoding, tarfile.errors)
        if self.isdir():
            self.name = self.name.rstrip("/")
        return self

    def _next_header(self, tarfile):
        try:
            return self.fromtarfile(tarfile)
        except HeaderError as problem:
            raise SubsequentHeaderError(str(problem)) from None

    def _proc_gnulong(self, tarfile):
        buf = tarfile.fileobj.read(self._block(self.size))
        following = self._next_header(tarfile)
        following.offset = self.offset
        text = nts(buf, tarfile.encoding, tarfile.errors)
        if self.type == GNUTYPE_LONGNAME:
            following.name = text
        else:
            following.linkname = text
        if following.isdir():
            following.name = following.name.removesuffix("/")
        return following

    def _proc_sparse(self, tarfile):
        structs, extended, size = self._sparse_structs
        del self._sparse_structs
        while extended:
            buf = tarfile.fileobj.read(BLOCKSIZE)
            if len(buf) != BLOCKSIZE:
                raise TruncatedHeaderError("truncated header")
            for at in range(0, 21 * 24, 24):
                try:
                    offset, length = nti(buf[at : at + 12]), nti(buf[at + 12 : at + 24])
                except ValueError:
                    break
                if offset and length:
                    structs.append((offset, length))
            extended = bool(buf[504])
        self.sparse = structs
        self.offset_data = tarfile.fileobj.tell()
        tarfile.offset = self.offset_data + self._block(self.size)
        self.size = size
        return self

    def _proc_pax(self, tarfile):
        buf = tarfile.fileobj.read(self._block(self.size))
        headers = tarfile.pax_headers if self.type == XGLTYPE else tarfile.pax_headers.copy()
        raw = []
        at = 0
        encoding = None
        while len(buf) > at and buf[at] != 0:
            found = re.compile(rb"([0-9]{1,20}) ").match(buf, at)
            if not found:
                raise InvalidHeaderError("invalid header")
            length = int(found[1])
            if length < 5 or at + length > len(buf):
                raise InvalidHeaderError("invalid header")
            record = buf[found.end() : at + length - 1]
            keyword, equals, value = record.partition(b"=")
            if not keyword or not equals or buf[at + length - 1] != 0x0A:
                raise InvalidHeaderError("invalid header")
            if keyword == b"hdrcharset" and encoding is None:
                encoding = tarfile.encoding if value == b"BINARY" else "utf-8"
            raw.append((length, keyword, value))
            at += length
        encoding = encoding or "utf-8"
        for _, keyword, value in raw:
            keyword = keyword.decode("utf-8", "surrogateescape")
            if keyword in PAX_NAME_FIELDS:
                try:
                    text = value.decode(encoding, "strict")
                except UnicodeDecodeError:
                    text = value.decode(tarfile.encoding, tarfile.errors)
            else:
                text = value.decode("utf-8", "surrogateescape")
            headers[keyword] = text
        following = self._next_header(tarfile)
        self._read_sparse_map(following, headers, raw, tarfile)
        if self.type in (XHDTYPE, SOLARIS_XHDTYPE):
            following._apply_pax_info(headers, tarfile.encoding, tarfile.errors)
            following.offset = self.offset
            if "size" in headers:
                offset = following.offset_data
                if following.isreg() or following.type not in SUPPORTED_TYPES:
                    offset += following._block(following.size if following.sparse is None else int(headers["size"]))
                tarfile.offset = offset
        return following

    def _read_sparse_map(self, following, headers, raw, tarfile):
        """The three ways in which GNU tar has said where holes are."""
        try:
            if "GNU.sparse.map" in headers:
                numbers = [int(text) for text in headers["GNU.sparse.map"].split(",")]
                following.sparse = list(zip(numbers[::2], numbers[1::2]))
            elif "GNU.sparse.size" in headers:
                offsets = [int(value) for _, keyword, value in raw if keyword == b"GNU.sparse.offset"]
                lengths = [int(value) for _, keyword, value in raw if keyword == b"GNU.sparse.numbytes"]
                following.sparse = list(zip(offsets, lengths))
            elif headers.get("GNU.sparse.major") == "1" and headers.get("GNU.sparse.minor") == "0":
                tarfile.fileobj.seek(following.offset_data)
                buf = tarfile.fileobj.read(BLOCKSIZE)
                count, _, buf = buf.partition(b"\n")
                numbers = []
                while len(numbers) < int(count) * 2:
                    if b"\n" not in buf:
                        more = tarfile.fileobj.read(BLOCKSIZE)
                        if not more:
                            raise InvalidHeaderError("invalid header")
                        buf += more
                    number, _, buf = buf.partition(b"\n")
                    numbers.append(int(number))
                following.offset_data = tarfile.fileobj.tell()
                following.sparse = list(zip(numbers[::2], numbers[1::2]))
        except ValueError:
            raise InvalidHeaderError("invalid header") from None

    def _apply_pax_info(self, pax_headers, encoding, errors):
        for keyword, value in pax_headers.items():
            if keyword == "GNU.sparse.name":
                self.path = value
            elif keyword in ("GNU.sparse.size", "GNU.sparse.realsize"):
                self.size = int(value)
            elif keyword in PAX_FIELDS:
                if keyword in PAX_NUMBER_FIELDS:
                    try:
                        value = PAX_NUMBER_FIELDS[keyword](value)
                    except ValueError:
                        value = 0
                if keyword == "path":
                    value = value.rstrip("/")
                setattr(self, keyword, value)
        self.pax_headers = pax_headers.copy()

    def _block(self, count):
        """The count rounded up to whole blocks."""
        if count < 0:
            raise InvalidHeaderError("invalid offset")
        return (count + BLOCKSIZE - 1) // BLOCKSIZE * BLOCKSIZE

    def isreg(self):
        """Whether it is a file."""
        return self.type in REGULAR_TYPES

    isfile = isreg

    def isdir(self):
        """Whether it is a folder."""
        return self.type == DIRTYPE

    def issym(self):
        """Whether it is a symbolic link."""
        return self.type == SYMTYPE

    def islnk(self):
        """Whether it is a hard link."""
        return self.type == LNKTYPE

    def ischr(self):
        """Whether it is a device of characters."""
        return self.type == CHRTYPE

    def isblk(self):
        """Whether it is a device of blocks."""
        return self.type == BLKTYPE

    def isfifo(self):
        """Whether it is a pipe."""
        return self.type == FIFOTYPE

    def issparse(self):
        """Whether it is a file with holes."""
        return self.sparse is not None

    def isdev(self):
        """Whether it is a device or a pipe."""
        return self.type in (CHRTYPE, BLKTYPE, FIFOTYPE)


class TarFile:
    """An archive."""

    debug = 0
    dereference = False
    ignore_zeros = False
    errorlevel = 1
    format = DEFAULT_FORMAT
    encoding = ENCODING
    errors = None
    tarinfo = TarInfo
    fileobject = ExFileObject
    extraction_filter = None

    def __init__(
        self, name=None, mode="r", fileobj=None, format=None, tarinfo=None, dereference=None, ignore_zeros=None,
        encoding=None, errors="surrogateescape", pax_headers=None, debug=None, errorlevel=None, copybufsize=None,
        stream=False,
    ):
        modes = {"r": "rb", "a": "r+b", "w": "wb", "x": "xb"}
        if mode not in modes:
            raise ValueError("mode must be 'r', 'a', 'w' or 'x'")
        self.mode = mode
        self._mode = modes[mode]
        self.stream = stream
        if not fileobj:
            if self.mode == "a" and not os.path.exists(name):
                # There is nothing yet to add to.
                self.mode = "w"
                self._mode = "wb"
            fileobj = bltn_open(name, self._mode)
            self._extfileobj = False
        else:
            if name is None and isinstance(getattr(fileobj, "name", None), (str, bytes)):
                name = fileobj.name
            if hasattr(fileobj, "mode"):
                self._mode = fileobj.mode
            self._extfileobj = True
        self.name = os.path.abspath(name) if name else None
        self.fileobj = fileobj
        given = {
            "format": format, "tarinfo": tarinfo, "dereference": dereference, "ignore_zeros": ignore_zeros,
            "encoding": encoding, "debug": debug, "errorlevel": errorlevel,
        }
        for attribute, value in given.items():
            if value is not None:
                setattr(self, attribute, value)
        self.errors = errors
        self.pax_headers = pax_headers if pax_headers is not None and self.format == PAX_FORMAT else {}
        self.copybufsize = copybufsize
        self.closed = False
        self.members = []
        self._loaded = False
        self.offset = self.fileobj.tell()
        self.inodes = {}
        self._unames = {}
        self._gnames = {}
        try:
            if self.mode == "r":
                self.firstmember = None
                self.firstmember = self.next()
            if self.mode == "a":
                # The zeros at the end are written over.
                while True:
                    self.fileobj.seek(self.offset)
                    try:
                        self.members.append(self.tarinfo.fromtarfile(self))
                    except EOFHeaderError:
                        self.fileobj.seek(self.offset)
                        break
                    except HeaderError as problem:
                        raise ReadError(str(problem)) from None
            if self.mode in ("a", "w", "x"):
                self._loaded = True
                if self.pax_headers:
                    buf = self.tarinfo.create_pax_global_header(self.pax_headers.copy())
                    self.fileobj.write(buf)
                    self.offset += len(buf)
        except:
            if not self._extfileobj:
                self.fileobj.close()
            self.closed = True
            raise

    OPEN_METH = {"tar": "taropen", "gz": "gzopen", "bz2": "bz2open", "xz": "xzopen"}

    @classmethod
    def open(cls, name=None, mode="r", fileobj=None, bufsize=RECORDSIZE, **kwargs):
        """Opens an archive. The mode is one of `r`, `w`, `a` and `x`, then `:` and a compression, or `|` for streams."""
        if not name and not fileobj:
            raise ValueError("nothing to open")
        if mode in ("r", "r:*"):

            def not_compressed(comptype):
                return cls.OPEN_METH[comptype] == "taropen"

            problems = []
            for comptype in sorted(cls.OPEN_METH, key=not_compressed):
                method = getattr(cls, cls.OPEN_METH[comptype])
                if fileobj is not None:
                    place = fileobj.tell()
                try:
                    return method(name, "r", fileobj, **kwargs)
                except (ReadError, CompressionError) as problem:
                    problems.append(f"- method {comptype}: {problem!r}")
                    if fileobj is not None:
                        fileobj.seek(place)
            summary = "\n".join(problems)
            raise ReadError(f"file could not be opened successfully:\n{summary}")
        if ":" in mode:
            filemode, comptype = mode.split(":", 1)
            filemode = filemode or "r"
            comptype = comptype or "tar"
            if comptype not in cls.OPEN_METH:
                raise CompressionError(f"unknown compression type {comptype!r}")
            return getattr(cls, cls.OPEN_METH[comptype])(name, filemode, fileobj, **kwargs)
        if "|" in mode:
            filemode, comptype = mode.split("|", 1)
            filemode = filemode or "r"
            comptype = comptype or "tar"
            if filemode not in ("r", "w"):
                raise ValueError("mode must be 'r' or 'w'")
            if "compresslevel" in kwargs and comptype not in ("gz", "bz2"):
                raise ValueError("compresslevel is only valid for w|gz and w|bz2 modes")
            own = fileobj is None
            if own:
                fileobj = bltn_open(name, "rb" if filemode == "r" else "wb")
            try:
                stream = _Stream(name, filemode, comptype, fileobj, bufsize, kwargs.pop("compresslevel", 9))
                archive = cls(name, filemode, stream, **kwargs)
            except:
                if own:
                    fileobj.close()
                raise
            archive._extfileobj = False
            archive._underlying = fileobj if own else None
            return archive
        if mode in ("a", "w", "x"):
            return cls.taropen(name, mode, fileobj, **kwargs)
        raise ValueError("undiscernible mode")

    @classmethod
    def taropen(cls, name, mode="r", fileobj=None, **kwargs):
        """Opens an archive that is not compressed."""
        if mode not in ("r", "a", "w", "x"):
            raise ValueError("mode must be 'r', 'a', 'w' or 'x'")
        return cls(name, mode, fileobj, **kwargs)

    @classmethod
    def gzopen(cls, name, mode="r", fileobj=None, compresslevel=9, **kwargs):
        """Opens an archive that is compressed with gzip."""
        if mode not in ("r", "w", "x"):
            raise ValueError("mode must be 'r', 'w' or 'x'")
        import gzip

        try:
            fileobj = gzip.GzipFile(name, mode + "b", compresslevel, fileobj)
        except OSError as problem:
            if fileobj is not None and mode == "r":
                raise ReadError("not a gzip file") from problem
            raise
        return cls._compressed(name, mode, fileobj, "gzip", (OSError, EOFError), kwargs)

    @classmethod
    def bz2open(cls, name, mode="r", fileobj=None, compresslevel=9, **kwargs):
        """Opens an archive that is compressed with bz2."""
        if mode not in ("r", "w", "x"):
            raise ValueError("mode must be 'r', 'w' or 'x'")
        try:
            from bz2 import BZ2File
        except ImportError:
            raise CompressionError("bz2 module is not available") from None
        fileobj = BZ2File(fileobj or name, mode, compresslevel=compresslevel)
        return cls._compressed(name, mode, fileobj, "bzip2", (OSError, EOFError), kwargs)

    @classmethod
    def xzopen(cls, name, mode="r", fileobj=None, preset=None, **kwargs):
        """Opens an archive that is compressed with lzma."""
        if mode not in ("r", "w", "x"):
            raise ValueError("mode must be 'r', 'w' or 'x'")
        try:
            from lzma import LZMAError, LZMAFile
        except ImportError:
            raise CompressionError("lzma module is not available") from None
        fileobj = LZMAFile(fileobj or name, mode, preset=preset)
        return cls._compressed(name, mode, fileobj, "lzma", (LZMAError, EOFError), kwargs)

    @classmethod
    def _compressed(cls, name, mode, fileobj, kind, exceptions, kwargs):
        try:
            archive = cls.taropen(name, mode, fileobj, **kwargs)
        except exceptions as problem:
            fileobj.close()
            if mode == "r":
                raise ReadError(f"not {'an' if kind == 'lzma' else 'a'} {kind} file") from problem
            raise
        except:
            fileobj.close()
            raise
        archive._extfileobj = False
        return archive

    def close(self):
        """Closes the archive, and ends it with zeros if it was written."""
        if self.closed:
            return
        self.closed = True
        try:
            if self.mode in ("a", "w", "x"):
                self.fileobj.write(NUL * (BLOCKSIZE * 2))
                self.offset += BLOCKSIZE * 2
                remainder = self.offset % RECORDSIZE
                if remainder > 0:
                    self.fileobj.write(NUL * (RECORDSIZE - remainder))
        finally:
            if not self._extfileobj:
                self.fileobj.close()
                if getattr(self, "_underlying", None):
                    self._underlying.close()

    def getmember(self, name):
        """The last member of that name. Raises KeyError."""
        member = self._getmember(name.rstrip("/"))
        if member is None:
            raise KeyError(f"filename {name!r} not found")
        return member

    def getmembers(self):
        """The list of the members."""
        self._check()
        if not self._loaded:
            self._load()
        return self.members

    def getnames(self):
        """The list of the members' names."""
        return [member.name for member in self.getmembers()]

    def gettarinfo(self, name=None, arcname=None, fileobj=None):
        """The member that a file would be."""
        self._check("awx")
        if fileobj is not None:
            name = fileobj.name
        if arcname is None:
            arcname = name
        arcname = os.path.splitdrive(arcname)[1].replace(os.sep, "/").lstrip("/")
        member = self.tarinfo()
        member._tarfile = self
        if fileobj is None:
            status = os.stat(name) if self.dereference else os.lstat(name)
        else:
            status = os.fstat(fileobj.fileno())
        linkname = ""
        mode = status.st_mode
        if stat.S_ISREG(mode):
            inode = (status.st_ino, status.st_dev)
            if (
                not self.dereference and status.st_nlink > 1 and inode in self.inodes
                and arcname != self.inodes[inode]
            ):
                # The file is in the archive already, by another name.
                kind = LNKTYPE
                linkname = self.inodes[inode]
            else:
                kind = REGTYPE
                if inode[0]:
                    self.inodes[inode] = arcname
        elif stat.S_ISDIR(mode):
            kind = DIRTYPE
        elif stat.S_ISFIFO(mode):
            kind = FIFOTYPE
        elif stat.S_ISLNK(mode):
            kind = SYMTYPE
            linkname = os.readlink(name)
        elif stat.S_ISCHR(mode):
            kind = CHRTYPE
        elif stat.S_ISBLK(mode):
            kind = BLKTYPE
        else:
            return None
        member.name = arcname
        member.mode = mode
        member.uid = status.st_uid
        member.gid = status.st_gid
        member.size = status.st_size if kind == REGTYPE else 0
        member.mtime = status.st_mtime
        member.type = kind
        member.linkname = linkname
        if pwd:
            member.uname = self._name_of(self._unames, pwd.getpwuid, member.uid)
        if grp:
            member.gname = self._name_of(self._gnames, grp.getgrgid, member.gid)
        if kind in (CHRTYPE, BLKTYPE):
            member.devmajor = os.major(status.st_rdev)
            member.devminor = os.minor(status.st_rdev)
        return member

    @staticmethod
    def _name_of(known, look_up, number):
        if number not in known:
            try:
                known[number] = look_up(number)[0]
            except KeyError:
                known[number] = ""
        return known[number]

    def list(self, verbose=True, *, members=None):
        """Prints the members."""
        self._check()
        for member in self if members is None else members:
            if verbose:
                _safe_print("??????????" if member.mode is None else stat.filemode(member.mode))
                _safe_print(f"{member.uname or member.uid}/{member.gname or member.gid}")
                size = f"{member.devmajor:d},{member.devminor:d}" if member.ischr() or member.isblk() else f"{member.size:d}"
                _safe_print(f"{size:>10}")
                if member.mtime is None:
                    _safe_print("????-??-?? ??:??:??")
                else:
                    _safe_print("%d-%02d-%02d %02d:%02d:%02d" % time.localtime(member.mtime)[:6])
            _safe_print(member.name + ("/" if member.isdir() else ""))
            if verbose:
                if member.issym():
                    _safe_print("-> " + member.linkname)
                if member.islnk():
                    _safe_print("link to " + member.linkname)
            print()

    def add(self, name, arcname=None, recursive=True, *, filter=None):
        """Adds a file or a folder with all that is in it. `filter` can change members, or leave them out."""
        self._check("awx")
        if arcname is None:
            arcname = name
        if self.name is not None and os.path.abspath(name) == self.name:
            # The archive does not hold itself.
            return
        member = self.gettarinfo(name, arcname)
        if member is None:
            return
        if filter is not None:
            member = filter(member)
            if member is None:
                return
        if member.isreg():
            with bltn_open(name, "rb") as file:
                self.addfile(member, file)
        elif member.isdir():
            self.addfile(member)
            if recursive:
                for one in sorted(os.listdir(name)):
                    self.add(os.path.join(name, one), os.path.join(arcname, one), recursive, filter=filter)
        else:
            self.addfile(member)

    def addfile(self, tarinfo, fileobj=None):
        """Adds a member, with `tarinfo.size` bytes of the file."""
        self._check("awx")
        if fileobj is None and tarinfo.isreg() and tarinfo.size != 0:
            raise ValueError("fileobj not provided for non zero-size regular file")
        tarinfo = copy.copy(tarinfo)
        buf = tarinfo.tobuf(self.format, self.encoding, self.errors)
        self.fileobj.write(buf)
        self.offset += len(buf)
        if fileobj is not None:
            copyfileobj(fileobj, self.fileobj, tarinfo.size, bufsize=self.copybufsize)
            rest = -tarinfo.size % BLOCKSIZE
            self.fileobj.write(NUL * rest)
            self.offset += tarinfo.size + rest
        self.members.append(tarinfo)

    def _get_filter_function(self, filter):
        if filter is None:
            filter = self.extraction_filter
            if filter is None:
                return data_filter
            if isinstance(filter, str):
                raise TypeError(
                    "String names are not supported for TarFile.extraction_filter. Use a function such as "
                    "tarfile.data_filter directly."
                )
            return filter
        if callable(filter):
            return filter
        try:
            return _NAMED_FILTERS[filter]
        except KeyError:
            raise ValueError(f"filter {filter!r} not found") from None

    def extractall(self, path=".", members=None, *, numeric_owner=False, filter=None):
        """Extracts all members, or those given, to a folder."""
        function = self._get_filter_function(filter)
        folders = []
        for member in self if members is None else members:
            member, original = self._get_extract_tarinfo(member, function, path)
            if member is None:
                continue
            if member.isdir():
                # Its attributes are set when all is in it.
                folders.append(member)
            self._extract_one(member, path, not member.isdir(), numeric_owner, function)
        folders.sort(key=lambda member: member.name, reverse=True)
        for member in folders:
            target = os.path.join(path, member.name)
            try:
                self.chown(member, target, numeric_owner=numeric_owner)
                self.utime(member, target)
                self.chmod(member, target)
            except ExtractError as problem:
                self._handle_nonfatal_error(problem)

    def extract(self, member, path="", set_attrs=True, *, numeric_owner=False, filter=None):
        """Extracts a member to a folder."""
        function = self._get_filter_function(filter)
        member, original = self._get_extract_tarinfo(member, function, path)
        if member is not None:
            self._extract_one(member, path, set_attrs, numeric_owner, function)

    def _get_extract_tarinfo(self, member, function, path):
        original = self.getmember(member) if isinstance(member, str) else member
        filtered = None
        try:
            filtered = function(original, path)
        except (OSError, UnicodeEncodeError, FilterError) as problem:
            self._handle_fatal_error(problem)
        except ExtractError as problem:
            self._handle_nonfatal_error(problem)
        if filtered is None:
            self._dbg(2, f"tarfile: Excluded {original.name!r}")
            return None, None
        if filtered.islnk():
            filtered = copy.copy(filtered)
            filtered._link_target = os.path.join(path, filtered.linkname)
        return filtered, original

    def _extract_one(self, member, path, set_attrs, numeric_owner, function=None):
        self._check("r")
        try:
            self._extract_member(
                member, os.path.join(path, member.name), set_attrs, numeric_owner, filter_function=function,
                extraction_root=path,
            )
        except (OSError, UnicodeEncodeError) as problem:
            self._handle_fatal_error(problem)
        except ExtractError as problem:
            self._handle_nonfatal_error(problem)

    def _handle_nonfatal_error(self, e):
        if self.errorlevel > 1:
            raise
        self._dbg(1, f"tarfile: {e}")

    def _handle_fatal_error(self, e):
        if self.errorlevel > 0:
            raise
        if isinstance(e, OSError):
            if e.filename is None:
                self._dbg(1, f"tarfile: {e.strerror}")
            else:
                self._dbg(1, f"tarfile: {e.strerror} {e.filename!r}")
        else:
            self._dbg(1, f"tarfile: {type(e).__name__} {e}")

    def extractfile(self, member):
        """A member as a file; `None` if it is neither a file nor a link."""
        self._check("r")
        member = self.getmember(member) if isinstance(member, str) else member
        if member.isreg() or member.type not in SUPPORTED_TYPES:
            return self.fileobject(self, member)
        if member.islnk() or member.issym():
            if isinstance(self.fileobj, _Stream):
                raise StreamError("cannot extract (sym)link as file object")
            return self.extractfile(self._find_link_target(member))
        return None

    def _extract_member(
        self, member, target, set_attrs=True, numeric_owner=False, *, filter_function=None, extraction_root=None
    ):
        target = target.rstrip("/").replace("/", os.sep)
        upper = os.path.dirname(target)
        if upper and not os.path.exists(upper):
            os.makedirs(upper, exist_ok=True)
        if member.islnk() or member.issym():
            self._dbg(1, f"{member.name} -> {member.linkname}")
        else:
            self._dbg(1, member.name)
        if member.isreg():
            self.makefile(member, target)
        elif member.isdir():
            self.makedir(member, target)
        elif member.isfifo():
            self.makefifo(member, target)
        elif member.ischr() or member.isblk():
            self.makedev(member, target)
        elif member.islnk() or member.issym():
            self.makelink_with_filter(member, target, filter_function, extraction_root)
        elif member.type not in SUPPORTED_TYPES:
            self.makeunknown(member, target)
        else:
            self.makefile(member, target)
        if set_attrs:
            self.chown(member, target, numeric_owner)
            if not member.issym():
                self.chmod(member, target)
                self.utime(member, target)

    def makedir(self, tarinfo, targetpath):
        """Makes a folder."""
        try:
            if tarinfo.mode is None:
                os.mkdir(targetpath)
            else:
                # It must be possible to fill it.
                os.mkdir(targetpath, 0o700)
        except FileExistsError:
            if not os.path.isdir(targetpath):
                raise

    def makefile(self, tarinfo, targetpath):
        """Makes a file."""
        source = self.fileobj
        source.seek(tarinfo.offset_data)
        with bltn_open(targetpath, "wb") as target:
            if tarinfo.sparse is not None:
                for offset, size in tarinfo.sparse:
                    target.seek(offset)
                    copyfileobj(source, target, size, ReadError, self.copybufsize)
                target.seek(tarinfo.size)
                target.truncate()
            else:
                copyfileobj(source, target, tarinfo.size, ReadError, self.copybufsize)

    def makeunknown(self, tarinfo, targetpath):
        """Makes a file of what nobody knows."""
        self.makefile(tarinfo, targetpath)
        self._dbg(1, f"tarfile: Unknown file type {tarinfo.type!r}, extracted as regular file.")

    def makefifo(self, tarinfo, targetpath):
        """Makes a pipe."""
        if not hasattr(os, "mkfifo"):
            raise ExtractError("fifo not supported by system")
        os.mkfifo(targetpath)

    def makedev(self, tarinfo, targetpath):
        """Makes a device."""
        if not hasattr(os, "mknod") or not hasattr(os, "makedev"):
            raise ExtractError("special devices not supported by system")
        mode = 0o600 if tarinfo.mode is None else tarinfo.mode
        mode |= stat.S_IFBLK if tarinfo.isblk() else stat.S_IFCHR
        os.mknod(targetpath, mode, os.makedev(tarinfo.devmajor, tarinfo.devminor))

    def makelink(self, tarinfo, targetpath):
        """Makes a link."""
        return self.makelink_with_filter(tarinfo, targetpath, None, None)

    def makelink_with_filter(self, tarinfo, targetpath, filter_function, extraction_root):
        """Makes a link, or a copy of what it leads to where there can be no link."""
        try:
            if tarinfo.issym():
                if os.path.lexists(targetpath):
                    os.unlink(targetpath)
                os.symlink(tarinfo.linkname, targetpath)
                return
            if os.path.exists(tarinfo._link_target):
                if os.path.lexists(targetpath):
                    os.unlink(targetpath)
                os.link(tarinfo._link_target, targetpath)
                return
            unfiltered = self._find_link_target(tarinfo)
        except NotImplementedError:
            try:
                unfiltered = self._find_link_target(tarinfo)
            except KeyError:
                raise ExtractError("unable to resolve link inside archive") from None
        filtered = unfiltered
        if filter_function is not None:
            try:
                filtered = filter_function(unfiltered, extraction_root)
                if filtered is not None:
                    filtered = filter_function(filtered.replace(name=tarinfo.name, deep=False), extraction_root)
            except _FILTER_ERRORS as problem:
                raise LinkFallbackError(tarinfo, unfiltered.name) from problem
        if filtered is not None:
            self._extract_member(
                filtered, targetpath, filter_function=filter_function, extraction_root=extraction_root
            )

    def chown(self, tarinfo, targetpath, numeric_owner):
        """Sets the owner, if we may."""
        if not hasattr(os, "geteuid") or os.geteuid() != 0:
            return
        uid, gid = tarinfo.uid, tarinfo.gid
        if not numeric_owner:
            try:
                if grp and tarinfo.gname:
                    gid = grp.getgrnam(tarinfo.gname)[2]
            except KeyError:
                pass
            try:
                if pwd and tarinfo.uname:
                    uid = pwd.getpwnam(tarinfo.uname)[2]
            except KeyError:
                pass
        uid = -1 if uid is None else uid
        gid = -1 if gid is None else gid
        try:
            if tarinfo.issym() and hasattr(os, "lchown"):
                os.lchown(targetpath, uid, gid)
            else:
                os.chown(targetpath, uid, gid)
        except (OSError, OverflowError) as problem:
            raise ExtractError("could not change owner") from problem

    def chmod(self, tarinfo, targetpath):
        """Sets the permissions."""
        if tarinfo.mode is None:
            return
        try:
            os.chmod(targetpath, tarinfo.mode)
        except OSError as problem:
            raise ExtractError("could not change mode") from problem

    def utime(self, tarinfo, targetpath):
        """Sets the time of the last change."""
        if tarinfo.mtime is None:
            return
        try:
            os.utime(targetpath, (tarinfo.mtime, tarinfo.mtime))
        except OSError as problem:
            raise ExtractError("could not change modification time") from problem

    def next(self):
        """The next member, or `None` at the end."""
        self._check("ra")
        if self.firstmember is not None:
            member = self.firstmember
            self.firstmember = None
            return member
        if self.offset != self.fileobj.tell():
            if self.offset == 0:
                return None
            self.fileobj.seek(self.offset - 1)
            if not self.fileobj.read(1):
                raise ReadError("unexpected end of data")
        member = None
        while True:
            try:
                member = self.tarinfo.fromtarfile(self)
            except EOFHeaderError as problem:
                if self.ignore_zeros:
                    self._dbg(2, f"0x{self.offset:X}: {problem}")
                    self.offset += BLOCKSIZE
                    continue
            except InvalidHeaderError as problem:
                if self.ignore_zeros:
                    self._dbg(2, f"0x{self.offset:X}: {problem}")
                    self.offset += BLOCKSIZE
                    continue
                if self.offset == 0:
                    raise ReadError(str(problem)) from None
            except EmptyHeaderError:
                if self.offset == 0:
                    raise ReadError("empty file") from None
            except TruncatedHeaderError as problem:
                if self.offset == 0:
                    raise ReadError(str(problem)) from None
            except SubsequentHeaderError as problem:
                raise ReadError(str(problem)) from None
            except Exception as problem:
                # What a decompressor says of data that are none is passed on.
                import zlib

                if isinstance(problem, zlib.error):
                    raise ReadError(f"zlib error: {problem}") from None
                raise
            break
        if member is None:
            self._loaded = True
        elif not self.stream:
            self.members.append(member)
        return member

    def _getmember(self, name, tarinfo=None, normalize=False):
        members = self.getmembers()
        skipping = False
        if tarinfo is not None:
            # Only those before it.
            try:
                at = members.index(tarinfo)
            except ValueError:
                skipping = True
            else:
                members = members[:at]
        if normalize:
            name = os.path.normpath(name)
        for member in reversed(members):
            if skipping:
                if tarinfo.offset == member.offset:
                    skipping = False
                continue
            if name == (os.path.normpath(member.name) if normalize else member.name):
                return member
        if skipping:
            raise ValueError(tarinfo)
        return None

    def _load(self):
        if not self.stream:
            while self.next() is not None:
                pass
            self._loaded = True

    def _check(self, mode=None):
        if self.closed:
            raise OSError(f"{self.__class__.__name__} is closed")
        if mode is not None and self.mode not in mode:
            raise OSError(f"bad operation for mode {self.mode!r}")

    def _find_link_target(self, tarinfo):
        if tarinfo.issym():
            linkname = "/".join(filter(None, (os.path.dirname(tarinfo.name), tarinfo.linkname)))
            limit = None
        else:
            # A hard link leads to a member before it.
            linkname = tarinfo.linkname
            limit = tarinfo
        member = self._getmember(linkname, tarinfo=limit, normalize=True)
        if member is None:
            raise KeyError(f"linkname {linkname!r} not found")
        return member

    def __iter__(self):
        """The members."""
        if self._loaded:
            yield from self.members
            return
        at = 0
        if self.firstmember is not None:
            member = self.next()
            at += 1
            yield member
        while True:
            if at < len(self.members):
                member = self.members[at]
            elif not self._loaded:
                member = self.next()
                if not member:
                    self._loaded = True
                    return
            else:
                return
            at += 1
            yield member

    def _dbg(self, level, msg):
        if level <= self.debug:
            print(msg, file=sys.stderr)

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, type, value, traceback):
        if type is None:
            self.close()
        else:
            # What is written is not finished.
            if not self._extfileobj:
                self.fileobj.close()
            self.closed = True


_FILTER_ERRORS = (FilterError, OSError)


def is_tarfile(name):
    """Whether a file, which is given or named, is an archive."""
    try:
        if hasattr(name, "read"):
            place = name.tell()
            archive = open(fileobj=name)
            name.seek(place)
        else:
            archive = open(name)
        archive.close()
        return True
    except TarError:
        return False


open = TarFile.open
