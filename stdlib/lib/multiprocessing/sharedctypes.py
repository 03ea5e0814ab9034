"""Numbers and arrays of numbers that processes share.

What is shared lies in a file without a name, which every process reads and writes by a descriptor of its own. Types are
told by the letters of the module `array`: there is no ctypes.
"""
import os
import struct

from . import context, reduction, util

__all__ = ["RawValue", "RawArray", "Value", "Array", "copy", "synchronized"]

_NAMES = {
    "c": "c_char", "b": "c_byte", "B": "c_ubyte", "u": "c_wchar", "h": "c_short", "H": "c_ushort", "i": "c_int",
    "I": "c_uint", "l": "c_long", "L": "c_ulong", "q": "c_long", "Q": "c_ulong", "f": "c_float", "d": "c_double",
}


class SharedMemory:
    """Bytes that are zero at first."""

    def __init__(self, size, fd=None):
        if fd is None:
            fd = os.memfd_create("multiprocessing")
            os.ftruncate(fd, size)
        self._fd = fd
        self._size = size
        util.Finalize(self, util.close_fds, (fd,))

    def read(self, at, size):
        return os.pread(self._fd, size, at)

    def write(self, at, data):
        os.pwrite(self._fd, data, at)

    def __reduce__(self):
        return _rebuild_memory, (self._size, reduction.DupFd(self._fd))


def _rebuild_memory(size, descriptor):
    return SharedMemory(size, descriptor.detach())


class _Type:
    """How values of one type are written."""

    def __init__(self, code):
        if not isinstance(code, str):
            raise TypeError("types of ctypes are not supported: use a letter as for array.array")
        if code not in _NAMES:
            raise TypeError(f"type code {code!r} is none of {', '.join(_NAMES)}")
        self.code = code
        self.name = _NAMES[code]
        self._format = "=I" if code == "u" else "@" + code
        self.size = struct.calcsize(self._format)

    def pack(self, value):
        if self.code in "fd":
            if not (hasattr(value, "__float__") or hasattr(value, "__index__")):
                raise TypeError(f"must be real number, not {type(value).__name__}")
            return struct.pack(self._format, float(value))
        if self.code == "u":
            if not isinstance(value, str):
                raise TypeError(f"unicode string expected instead of {type(value).__name__} instance")
            if len(value) != 1:
                raise TypeError("one character unicode string expected")
            return struct.pack(self._format, ord(value))
        if self.code == "c":
            if isinstance(value, int) and 0 <= value < 256:
                return bytes([value])
            if not isinstance(value, (bytes, bytearray)) or len(value) != 1:
                raise TypeError("one character bytes, bytearray, or an integer in range(256) expected")
            return bytes(value)
        if isinstance(value, float):
            raise TypeError("int expected instead of float instance")
        if not hasattr(value, "__index__"):
            raise TypeError(f"an integer is required (got type {type(value).__name__})")
        # What does not fit loses its highest bits, as in C.
        order = "little" if struct.pack("@H", 1)[0] else "big"
        return (value.__index__() & (1 << 8 * self.size) - 1).to_bytes(self.size, order)

    def unpack(self, data):
        value, = struct.unpack(self._format, data)
        return chr(value) if self.code == "u" else value

    def __reduce__(self):
        return _Type, (self.code,)


class _Shared:
    """A value or an array in shared memory."""

    def __init__(self, type_, count, memory=None):
        self._type = type_
        self._memory = memory or SharedMemory(max(type_.size * count, 1))

    def _get(self, index):
        size = self._type.size
        return self._type.unpack(self._memory.read(index * size, size))

    def _set(self, index, value):
        self._memory.write(index * self._type.size, self._type.pack(value))

    def __reduce__(self):
        context.assert_spawning(self)
        return type(self), (self._type, len(self), self._memory)


class SharedValue(_Shared):
    """A number with the attribute `value`."""

    def __len__(self):
        return 1

    def __bool__(self):
        return bool(self.value)

    @property
    def value(self):
        return self._get(0)

    @value.setter
    def value(self, value):
        self._set(0, value)

    def __repr__(self):
        return f"{self._type.name}({self.value!r})"


class SharedArray(_Shared):
    """Numbers, as many as when it was made."""

    def __init__(self, type_, count, memory=None):
        super().__init__(type_, count, memory)
        self._length = count

    def __len__(self):
        return self._length

    def _index(self, index):
        index = index.__index__()
        if index < 0:
            index += self._length
        if not 0 <= index < self._length:
            raise IndexError("invalid index")
        return index

    def _joined(self, items):
        return {"c": b"", "u": ""}[self._type.code].join(items) if self._type.code in "cu" else items

    def __getitem__(self, index):
        if isinstance(index, slice):
            return self._joined([self._get(i) for i in range(*index.indices(self._length))])
        return self._get(self._index(index))

    def __setitem__(self, index, value):
        if not isinstance(index, slice):
            self._set(self._index(index), value)
            return
        places = range(*index.indices(self._length))
        if len(places) != len(value):
            raise ValueError("Can only assign sequence of same size")
        for place, item in zip(places, value):
            self._set(place, item)

    def __repr__(self):
        return f"<multiprocessing.sharedctypes.{self._type.name}_Array_{self._length} object at {id(self):#x}>"


class SharedString(SharedArray):
    """An array of characters: `value` ends where the first null is, `raw` does not."""

    @property
    def raw(self):
        return self[:]

    @raw.setter
    def raw(self, value):
        if len(value) > self._length:
            raise ValueError("byte string too long")
        self._memory.write(0, bytes(value))

    @property
    def value(self):
        text = self[:]
        return text.split(b"\0" if isinstance(text, bytes) else "\0")[0]

    @value.setter
    def value(self, value):
        if len(value) > self._length:
            raise ValueError("byte string too long" if self._type.code == "c" else "string too long")
        for place, item in enumerate(value):
            self._set(place, item)
        if len(value) < self._length:
            self._memory.write(len(value) * self._type.size, bytes(self._type.size))


def RawValue(typecode_or_type, *args):
    """A number in shared memory, without a lock."""
    obj = SharedValue(_Type(typecode_or_type), 1)
    if len(args) > 1:
        raise TypeError("too many initializers")
    if args:
        obj.value = args[0]
    return obj


def RawArray(typecode_or_type, size_or_initializer):
    """An array in shared memory, without a lock, of a length or with the items of a sequence."""
    type_ = _Type(typecode_or_type)
    cls = SharedString if type_.code in "cu" else SharedArray
    if isinstance(size_or_initializer, int):
        if size_or_initializer < 0:
            raise ValueError(f"Array length must be >= 0, not {size_or_initializer}")
        return cls(type_, size_or_initializer)
    obj = cls(type_, len(size_or_initializer))
    obj[:] = size_or_initializer
    return obj


def Value(typecode_or_type, *args, lock=True, ctx=None):
    """A number in shared memory with a lock, a given one or a new one, unless lock is false."""
    return _with_lock(RawValue(typecode_or_type, *args), lock, ctx)


def Array(typecode_or_type, size_or_initializer, *, lock=True, ctx=None):
    """An array in shared memory with a lock, a given one or a new one, unless lock is false."""
    return _with_lock(RawArray(typecode_or_type, size_or_initializer), lock, ctx)


def _with_lock(obj, lock, ctx):
    if lock is False:
        return obj
    if lock in (True, None):
        lock = (ctx or context._default_context.get_context()).RLock()
    if not hasattr(lock, "acquire"):
        raise AttributeError(f"{lock!r} has no method 'acquire'")
    return synchronized(obj, lock, ctx)


def copy(obj):
    """The same numbers in shared memory of their own."""
    new = type(obj)(obj._type, len(obj))
    new._memory.write(0, obj._memory.read(0, obj._type.size * len(obj)))
    return new


def synchronized(obj, lock=None, ctx=None):
    """What has a lock for a shared value or array."""
    assert not isinstance(obj, SynchronizedBase), "object already synchronized"
    ctx = ctx or context._default_context.get_context()
    if isinstance(obj, SharedArray):
        return (SynchronizedString if obj._type.code == "c" else SynchronizedArray)(obj, lock, ctx)
    if isinstance(obj, SharedValue):
        return Synchronized(obj, lock, ctx)
    raise TypeError(f"{type(obj).__name__!r} objects cannot be shared")


def _guarded(name):
    def get(self):
        with self:
            return getattr(self._obj, name)

    def set(self, value):
        with self:
            setattr(self._obj, name, value)

    return property(get, set)


class SynchronizedBase:
    """What synchronized values and arrays have in common."""

    def __init__(self, obj, lock=None, ctx=None):
        self._obj = obj
        self._lock = lock or (ctx or context._default_context.get_context()).RLock()
        self._take_methods()

    def _take_methods(self):
        self.acquire = self._lock.acquire
        self.release = self._lock.release

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __reduce__(self):
        context.assert_spawning(self)
        return synchronized, (self._obj, self._lock)

    def get_obj(self):
        """What it guards."""
        return self._obj

    def get_lock(self):
        """What guards it."""
        return self._lock

    def __repr__(self):
        return f"<{type(self).__name__} wrapper for {self._obj}>"


class Synchronized(SynchronizedBase):
    value = _guarded("value")


class SynchronizedArray(SynchronizedBase):
    def __len__(self):
        return len(self._obj)

    def __getitem__(self, index):
        with self:
            return self._obj[index]

    def __setitem__(self, index, value):
        with self:
            self._obj[index] = value

    def __getslice__(self, start, stop):
        return self[start:stop]

    def __setslice__(self, start, stop, values):
        self[start:stop] = values


class SynchronizedString(SynchronizedArray):
    value = _guarded("value")
    raw = _guarded("raw")
