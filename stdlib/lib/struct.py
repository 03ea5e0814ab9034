"""Python values as the bytes of C structs, and back."""

from _struct import calcsize, pack, unpack_at as _unpack_at

__all__ = ['calcsize', 'pack', 'pack_into', 'unpack', 'unpack_from', 'iter_unpack', 'Struct', 'error']


class error(Exception):
    """Values do not fit the format."""

    __module__ = 'struct'


def _length(buffer):
    try:
        return memoryview(buffer).nbytes
    except TypeError:
        raise TypeError(f"a bytes-like object is required, not '{type(buffer).__name__}'") from None


def unpack(format, buffer, /):
    """The values in a buffer, which must have the size of the format."""
    size = calcsize(format)
    if _length(buffer) != size:
        raise error(f'unpack requires a buffer of {size} bytes')
    return _unpack_at(format, buffer, 0)


def unpack_from(format, /, buffer, offset=0):
    """The values in a buffer from a place on."""
    size = calcsize(format)
    length = _length(buffer)
    if offset < 0:
        if offset + size > 0:
            raise error(f'not enough data to unpack {size} bytes at offset {offset}')
        if offset + length < 0:
            raise error(f'offset {offset} out of range for {length}-byte buffer')
        offset += length
    if length - offset < size:
        raise error(f'unpack_from requires a buffer of at least {size + offset} bytes for unpacking {size} bytes at '
                    f'offset {offset} (actual buffer size is {length})')
    return _unpack_at(format, buffer, offset)


def pack_into(format, buffer, offset, /, *values):
    """Packs values into a writable buffer from a place on."""
    size = calcsize(format)
    view = memoryview(buffer)
    if view.readonly:
        raise TypeError(f'argument must be read-write bytes-like object, not {type(buffer).__name__}')
    view = view.cast('B')
    length = len(view)
    if offset < 0:
        if offset + size > 0:
            raise error(f'no space to pack {size} bytes at offset {offset}')
        if offset + length < 0:
            raise error(f'offset {offset} out of range for {length}-byte buffer')
        offset += length
    if length - offset < size:
        raise error(f'pack_into requires a buffer of at least {size + offset} bytes for packing {size} bytes at '
                    f'offset {offset} (actual buffer size is {length})')
    view[offset:offset + size] = pack(format, *values)


def iter_unpack(format, buffer, /):
    """The values of each part of a buffer, which must have a multiple of the format's size."""
    size = calcsize(format)
    if size == 0:
        raise error('cannot iteratively unpack with a struct of length 0')
    length = _length(buffer)
    if length % size:
        raise error(f'iterative unpacking requires a buffer of a multiple of {size} bytes')
    return (_unpack_at(format, buffer, offset) for offset in range(0, length, size))


class Struct:
    """A format, for use many times."""

    def __init__(self, format):
        self.size = calcsize(format)
        self.format = format if isinstance(format, str) else format.decode('ascii')

    def pack(self, *values):
        return pack(self.format, *values)

    def pack_into(self, buffer, offset, /, *values):
        pack_into(self.format, buffer, offset, *values)

    def unpack(self, buffer, /):
        return unpack(self.format, buffer)

    def unpack_from(self, buffer, offset=0):
        return unpack_from(self.format, buffer, offset)

    def iter_unpack(self, buffer, /):
        return iter_unpack(self.format, buffer)

    def __repr__(self):
        return f'Struct({self.format!r})'
