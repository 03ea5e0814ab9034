"""Files, and memory that has none, as mutable bytes that several processes can share.

What is mapped is read and written where the system keeps the pages of a file, those that a mapping shows: a change is
seen at once in the file, in its other mappings and in other processes. Memory without a file is a file without a name.
A memoryview of a mapping shows its bytes at that moment and cannot be written to.
"""

import os
import sys
from _mapping_constants import *
from sys import maxsize as _maxsize

ACCESS_DEFAULT, ACCESS_READ, ACCESS_WRITE, ACCESS_COPY = range(4)
PAGESIZE = ALLOCATIONGRANULARITY = os.sysconf('SC_PAGESIZE')
error = OSError

_ADVICE = {value for name, value in list(globals().items()) if name.startswith('MADV_')}
_READ_ONLY = "mmap can't modify a readonly memory map."
_FIXED = "mmap can't resize a readonly or copy-on-write memory map."


class _Pages:
    """Bytes of an open file, from `start` on."""

    def __init__(self, fd, start):
        self.fd = fd
        self.start = start

    def read(self, at, size):
        data = b''
        while len(data) < size and (piece := os.pread(self.fd, size - len(data), self.start + at + len(data))):
            data += piece
        # The file has become shorter: the rest of its last page is empty.
        return data.ljust(size, b'\0')

    def write(self, at, data):
        done = 0
        while done < len(data):
            done += os.pwrite(self.fd, data[done:], self.start + at + done)

    def resize(self, size):
        os.ftruncate(self.fd, self.start + size)

    def flush(self):
        os.fdatasync(self.fd)

    def close(self, close=os.close):
        close(self.fd)


class _Copy:
    """Bytes of this process's own."""

    def __init__(self, data):
        self.data = bytearray(data)

    def read(self, at, size):
        return bytes(self.data[at:at + size])

    def write(self, at, data):
        self.data[at:at + len(data)] = data

    def resize(self, size):
        self.data = self.data[:size].ljust(size, b'\0')

    def flush(self):
        pass

    def close(self):
        pass


def _bytes(data):
    try:
        return bytes(memoryview(data))
    except TypeError:
        raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'") from None


class mmap:
    """A part of a file, or memory that has none, as mutable bytes and as a file."""

    _pages = None

    def __new__(cls, fileno, length, flags=MAP_SHARED, prot=PROT_READ | PROT_WRITE, access=ACCESS_DEFAULT, *,
                trackfd=True, offset=0):
        fileno, length, offset = (number.__index__() if hasattr(number, '__index__') else _no_integer(number)
                                  for number in (fileno, length, offset))
        sys.audit('mmap.__new__', fileno, length, access, offset)
        if length < 0:
            raise OverflowError('memory mapped length must be positive')
        if offset < 0:
            raise OverflowError('memory mapped offset must be positive')
        plain = flags == MAP_SHARED and prot == PROT_READ | PROT_WRITE
        if access != ACCESS_DEFAULT and not plain:
            raise ValueError("mmap can't specify both access and flags, prot.")
        if access not in (ACCESS_DEFAULT, ACCESS_READ, ACCESS_WRITE, ACCESS_COPY):
            raise ValueError('mmap invalid access parameter.')
        if access == ACCESS_DEFAULT:
            if not prot & PROT_WRITE:
                access = ACCESS_READ
            elif flags & MAP_PRIVATE and fileno != -1:
                access = ACCESS_COPY
        if fileno != -1:
            size = os.fstat(fileno).st_size
            if length == 0:
                if size == 0:
                    raise ValueError('cannot mmap an empty file')
                if offset >= size:
                    raise ValueError('mmap offset is greater than file size')
                length = size - offset
            elif offset > size or size - offset < length:
                raise ValueError('mmap length is greater than file size')
        if length == 0 or offset % ALLOCATIONGRANULARITY or not flags & (MAP_SHARED | MAP_PRIVATE):
            raise OSError(22, os.strerror(22))
        if fileno == -1:
            fd = os.memfd_create('mmap')
            os.ftruncate(fd, length)
            pages = _Pages(fd, 0)
        else:
            pages = _Pages(_opened_again(fileno, access), offset)
        self = object.__new__(cls)
        self._has_file = fileno != -1
        self._file = self._has_file and trackfd
        self._pages = pages
        self._length = length
        self._offset = offset
        self._pos = 0
        self._access = access
        if access == ACCESS_COPY or flags & MAP_PRIVATE and access != ACCESS_READ:
            self._pages = _Copy(pages.read(0, length))
            if fileno == -1:
                pages.close()
            else:
                # It still knows how large the file is.
                self._size_of = pages
        return self

    def __repr__(self):
        name = type(self).__name__ if type(self) is not mmap else 'mmap.mmap'
        if self.closed:
            return f'<{name} closed=True>'
        access = ('ACCESS_DEFAULT', 'ACCESS_READ', 'ACCESS_WRITE', 'ACCESS_COPY')[self._access]
        return (f'<{name} closed=False, access={access}, length={self._length}, pos={self._pos}, '
                f'offset={self._offset}>')

    def __reduce__(self):
        raise TypeError("cannot pickle 'mmap.mmap' object")

    def __del__(self):
        self.close()

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *args):
        self.close()

    def __buffer__(self, flags):
        self._check()
        if flags & 1:
            raise BufferError('a memoryview of a mapping cannot be written to')
        return memoryview(self._pages.read(0, self._length))

    def _check(self):
        if self._pages is None:
            raise ValueError('mmap closed or invalid')

    def _check_writable(self):
        self._check()
        if self._access == ACCESS_READ:
            raise TypeError(_READ_ONLY)

    @property
    def closed(self):
        """Is it closed?"""
        return self._pages is None

    def close(self):
        """Gives the memory up."""
        pages, self._pages = self._pages, None
        if pages is not None:
            pages.close()
            size_of = self.__dict__.pop('_size_of', None)
            if size_of is not None:
                size_of.close()

    # -- Bytes

    def __len__(self):
        self._check()
        return self._length

    def __iter__(self):
        for at in range(len(self)):
            yield self._pages.read(at, 1)

    def __contains__(self, item):
        self._check()
        return isinstance(item, bytes) and len(item) == 1 and self.find(item, 0) >= 0

    def _index(self, index):
        index = index.__index__()
        if index < 0:
            index += self._length
        if not 0 <= index < self._length:
            raise IndexError('mmap index out of range')
        return index

    def __getitem__(self, index):
        self._check()
        if isinstance(index, slice):
            start, stop, step = index.indices(self._length)
            if step == 1:
                return self._pages.read(start, max(stop - start, 0))
            places = range(start, stop, step)
            if not places:
                return b''
            low, high = min(places[0], places[-1]), max(places[0], places[-1])
            piece = self._pages.read(low, high - low + 1)
            return bytes(piece[place - low] for place in places)
        if not hasattr(index, '__index__'):
            raise TypeError('mmap indices must be integers')
        return self._pages.read(self._index(index), 1)[0]

    def __setitem__(self, index, value):
        self._check_writable()
        if isinstance(index, slice):
            data = _bytes(value)
            start, stop, step = index.indices(self._length)
            places = range(start, stop, step)
            if len(places) != len(data):
                raise IndexError('mmap slice assignment is wrong size')
            if step == 1:
                self._pages.write(start, data)
            else:
                for place, byte in zip(places, data):
                    self._pages.write(place, bytes([byte]))
            return
        if not hasattr(index, '__index__'):
            raise TypeError('mmap indices must be integers')
        place = self._index(index)
        if not hasattr(value, '__index__'):
            raise TypeError('mmap item value must be an int')
        value = value.__index__()
        if not 0 <= value < 256:
            raise ValueError('mmap item value must be in range(0, 256)')
        self._pages.write(place, bytes([value]))

    def __delitem__(self, index):
        self._check()
        raise TypeError("mmap doesn't support item deletion")

    def _range(self, start, end):
        start, end, _ = slice(self._pos if start is None else start, end).indices(self._length)
        return start, max(end, start)

    def find(self, sub, start=None, end=None, /):
        """The first place of some bytes between two places, from the position on by default; -1 if there is none."""
        self._check()
        sub = _bytes(sub)
        start, end = self._range(start, end)
        at = self._pages.read(start, end - start).find(sub)
        return at if at < 0 else at + start

    def rfind(self, sub, start=None, end=None, /):
        """The last place of some bytes between two places; -1 if there is none."""
        self._check()
        sub = _bytes(sub)
        start, end = self._range(start, end)
        at = self._pages.read(start, end - start).rfind(sub)
        return at if at < 0 else at + start

    def move(self, dest, src, count, /):
        """Copies bytes from one place to another."""
        self._check_writable()
        if min(dest, src, count) < 0 or max(dest, src) + count > self._length:
            raise ValueError('source, destination, or count out of range')
        self._pages.write(dest, self._pages.read(src, count))

    # -- A file

    def read(self, n=None, /):
        """At most so many bytes from the position on, all there are by default."""
        self._check()
        left = max(self._length - self._pos, 0)
        size = left if n is None or n < 0 else min(n, left)
        data = self._pages.read(self._pos, size)
        self._pos += size
        return data

    def read_byte(self):
        """The byte at the position."""
        self._check()
        if self._pos >= self._length:
            raise ValueError('read byte out of range')
        self._pos += 1
        return self._pages.read(self._pos - 1, 1)[0]

    def readline(self):
        """The bytes up to the end of the line."""
        self._check()
        line = b''
        while self._pos < self._length:
            piece = self._pages.read(self._pos, min(PAGESIZE, self._length - self._pos))
            head, newline, _ = piece.partition(b'\n')
            line += head + newline
            self._pos += len(head) + len(newline)
            if newline:
                break
        return line

    def write(self, bytes, /):
        """Writes bytes at the position; how many."""
        self._check()
        data = _bytes(bytes)
        self._check_writable()
        if len(data) > self._length - self._pos:
            raise ValueError('data out of range')
        self._pages.write(self._pos, data)
        self._pos += len(data)
        return len(data)

    def write_byte(self, byte, /):
        """Writes a byte at the position."""
        self._check()
        if not 0 <= byte < 256:
            side = 'greater than maximum' if byte > 0 else 'less than minimum'
            raise OverflowError('unsigned byte integer is ' + side)
        self._check_writable()
        if self._pos >= self._length:
            raise ValueError('write byte out of range')
        self._pages.write(self._pos, bytes([byte]))
        self._pos += 1

    def tell(self):
        """The position."""
        self._check()
        return self._pos

    def seek(self, pos, whence=os.SEEK_SET, /):
        """Sets the position; what it is then."""
        self._check()
        if whence not in (os.SEEK_SET, os.SEEK_CUR, os.SEEK_END):
            raise ValueError('unknown seek type')
        where = pos + (0, self._pos, self._length)[whence]
        if not 0 <= where <= self._length:
            raise ValueError('seek out of range')
        self._pos = where
        return where

    def seekable(self):
        """True."""
        return True

    def size(self):
        """The size of the file, which may be larger than what is mapped of it."""
        self._check()
        if not self._file:
            raise OSError(9, os.strerror(9))
        return os.fstat(self.__dict__.get('_size_of', self._pages).fd).st_size

    def flush(self, offset=0, size=None, /, *, flags=None):
        """Has the system write changes to the file."""
        self._check()
        size = self._length - offset if size is None else size
        if offset < 0 or size < 0 or self._length - offset < size:
            raise ValueError('flush values out of range')
        if offset % PAGESIZE:
            raise OSError(22, os.strerror(22))
        if self._access not in (ACCESS_READ, ACCESS_COPY):
            self._pages.flush()

    def madvise(self, option, start=0, length=None, /):
        """Advice to the system about how the memory will be used; it changes nothing that can be seen."""
        self._check()
        if not 0 <= start < self._length:
            raise ValueError('madvise start out of bounds')
        if length is not None and length < 0:
            raise ValueError('madvise length invalid')
        if option not in _ADVICE or start % PAGESIZE:
            raise OSError(22, os.strerror(22))

    def resize(self, newsize, /):
        """Changes the size, and that of the file."""
        self._check()
        if self._access in (ACCESS_READ, ACCESS_COPY):
            raise TypeError(_FIXED)
        if newsize < 0 or _maxsize - newsize < self._offset:
            raise ValueError('new size out of range')
        if newsize == 0:
            raise OSError(22, os.strerror(22))
        if not self._has_file and isinstance(self._pages, _Pages) and newsize > self._length:
            raise ValueError("mmap: can't expand a shared anonymous mapping")
        self._pages.resize(newsize)
        self._length = newsize
        self._pos = min(self._pos, newsize)


def _no_integer(value):
    raise TypeError(f'{type(value).__name__!r} object cannot be interpreted as an integer')


def _opened_again(fileno, access):
    """A descriptor of the same file; the access that is needed is asked of the one that is given."""
    import fcntl
    mode = fcntl.fcntl(fileno, fcntl.F_GETFL) & os.O_ACCMODE
    if mode == os.O_WRONLY or mode == os.O_RDONLY and access in (ACCESS_DEFAULT, ACCESS_WRITE):
        raise PermissionError(13, os.strerror(13))
    return os.dup(fileno)
