"""Values as bytes, in CPython's own format.

Written are values of the built-in types; code is not, as Rondo keeps none in files."""

import struct as _struct
import sys as _sys

version = 5

_MAX_DEPTH = 2000
_DIGIT = 15
_REF = 0x80

_short = _struct.Struct('<h')
_long = _struct.Struct('<i')
_double = _struct.Struct('<d')


class _Writer:
    def __init__(self, version):
        self.out = bytearray()
        self.version = version

    def size(self, code, count):
        if count > 0x7fffffff:
            raise ValueError('object too large to marshal')
        self.out += code
        self.out += _long.pack(count)

    def integer(self, value):
        if -0x80000000 <= value < 0x80000000:
            self.out += b'i'
            self.out += _long.pack(value)
            return
        digits = []
        rest = abs(value)
        while rest:
            digits.append(rest & (1 << _DIGIT) - 1)
            rest >>= _DIGIT
        self.out += b'l'
        self.out += _long.pack(-len(digits) if value < 0 else len(digits))
        for digit in digits:
            self.out += _short.pack(digit)

    def floats(self, code, old_code, *values):
        if self.version > 1:
            self.out += code
            for value in values:
                self.out += _double.pack(value)
            return
        self.out += old_code
        for value in values:
            text = f'{value:.17g}'.encode()
            self.out.append(len(text))
            self.out += text

    def text(self, value):
        if self.version >= 4 and value.isascii():
            if len(value) < 256:
                self.out += b'z'
                self.out.append(len(value))
            else:
                self.size(b'a', len(value))
            self.out += value.encode()
            return
        encoded = value.encode('utf-8', 'surrogatepass')
        self.size(b'u', len(encoded))
        self.out += encoded

    def items(self, values, depth):
        for value in values:
            self.write(value, depth)

    def write(self, value, depth):
        if depth > _MAX_DEPTH:
            raise ValueError('object too deeply nested to marshal')
        depth += 1
        kind = type(value)
        if value is None:
            self.out += b'N'
        elif value is StopIteration:
            self.out += b'S'
        elif value is ...:
            self.out += b'.'
        elif kind is bool:
            self.out += b'T' if value else b'F'
        elif kind is int:
            self.integer(value)
        elif kind is float:
            self.floats(b'g', b'f', value)
        elif kind is complex:
            self.floats(b'y', b'x', value.real, value.imag)
        elif kind is str:
            self.text(value)
        elif kind is tuple:
            if self.version >= 4 and len(value) < 256:
                self.out += b')'
                self.out.append(len(value))
            else:
                self.size(b'(', len(value))
            self.items(value, depth)
        elif kind is list:
            self.size(b'[', len(value))
            self.items(value, depth)
        elif kind is dict:
            self.out += b'{'
            for key, item in value.items():
                self.write(key, depth)
                self.write(item, depth)
            self.out += b'0'
        elif kind is set or kind is frozenset:
            self.size(b'<' if kind is set else b'>', len(value))
            self.items(value, depth)
        elif kind is slice and self.version >= 5:
            self.out += b':'
            self.items((value.start, value.stop, value.step), depth)
        elif (view := _bytes_of(value)) is not None:
            self.size(b's', len(view))
            self.out += view
        else:
            raise ValueError('unmarshallable object')


def _bytes_of(value):
    """The bytes of a bytes-like object."""
    if isinstance(value, type):
        return None
    try:
        return bytes(memoryview(value))
    except TypeError:
        return None


class _Reader:
    def __init__(self, read):
        self.read = read
        self.refs = []

    def exactly(self, count):
        if count < 0:
            raise ValueError('bad marshal data (bytes object size out of range)')
        data = self.read(count)
        if len(data) < count:
            raise EOFError('marshal data too short')
        return data

    def long(self):
        return _long.unpack(self.exactly(4))[0]

    def count(self, what):
        count = self.long()
        if count < 0:
            raise ValueError(f'bad marshal data ({what} size out of range)')
        return count

    def value(self, depth=0):
        """The next value; `_end` where a dict ends."""
        if depth > _MAX_DEPTH:
            raise ValueError('recursion limit exceeded')
        depth += 1
        code = self.read(1)
        if not code:
            raise EOFError('EOF read where object expected')
        keep = code[0] & _REF
        code = bytes([code[0] & ~_REF])
        if code == b'r':
            index = self.long()
            if not 0 <= index < len(self.refs) or self.refs[index] is _end:
                raise ValueError('bad marshal data (invalid reference)')
            return self.refs[index]
        if code in _CONSTANTS:
            return _CONSTANTS[code]
        reader = _READERS.get(code)
        if reader is None:
            raise ValueError('bad marshal data (unknown type code)')
        place = None
        if keep:
            place = len(self.refs)
            self.refs.append(_end)
        return reader(self, depth, place)

    def kept(self, value, place):
        if place is not None:
            self.refs[place] = value
        return value

    def item(self, depth, what):
        value = self.value(depth)
        if value is _end:
            raise TypeError(f'NULL object in marshal data for {what}')
        return value

    def read_integer(self, depth, place):
        return self.kept(self.long(), place)

    def read_large(self, depth, place):
        count = self.long()
        value = 0
        for index in range(abs(count)):
            digit = _short.unpack(self.exactly(2))[0]
            if not 0 <= digit < 1 << _DIGIT:
                raise ValueError('bad marshal data (digit out of range in long)')
            value |= digit << index * _DIGIT
        if count and not digit:
            raise ValueError('bad marshal data (unnormalized long data)')
        return self.kept(-value if count < 0 else value, place)

    def number(self):
        return _double.unpack(self.exactly(8))[0]

    def number_text(self):
        return float(self.exactly(self.exactly(1)[0]))

    def read_float(self, depth, place):
        return self.kept(self.number(), place)

    def read_float_text(self, depth, place):
        return self.kept(self.number_text(), place)

    def read_complex(self, depth, place):
        real = self.number()
        return self.kept(complex(real, self.number()), place)

    def read_complex_text(self, depth, place):
        real = self.number_text()
        return self.kept(complex(real, self.number_text()), place)

    def read_bytes(self, depth, place):
        return self.kept(bytes(self.exactly(self.count('bytes object'))), place)

    def read_text(self, depth, place):
        data = bytes(self.exactly(self.count('string')))
        return self.kept(data.decode('utf-8', 'surrogatepass'), place)

    def read_ascii(self, depth, place):
        return self.kept(bytes(self.exactly(self.count('string'))).decode('latin-1'), place)

    def read_short_ascii(self, depth, place):
        return self.kept(bytes(self.exactly(self.exactly(1)[0])).decode('latin-1'), place)

    def read_tuple(self, depth, place):
        return self.kept(tuple([self.item(depth, 'tuple') for _ in range(self.count('tuple'))]), place)

    def read_small_tuple(self, depth, place):
        return self.kept(tuple([self.item(depth, 'tuple') for _ in range(self.exactly(1)[0])]), place)

    def read_list(self, depth, place):
        count = self.count('list')
        value = self.kept([], place)
        for _ in range(count):
            value.append(self.item(depth, 'list'))
        return value

    def read_dict(self, depth, place):
        value = self.kept({}, place)
        while (key := self.value(depth)) is not _end:
            item = self.value(depth)
            if item is _end:
                break
            value[key] = item
        return value

    def read_set(self, depth, place):
        count = self.count('set')
        value = self.kept(set(), place)
        for _ in range(count):
            value.add(self.item(depth, 'set'))
        return value

    def read_frozenset(self, depth, place):
        return self.kept(frozenset([self.item(depth, 'set') for _ in range(self.count('set'))]), place)

    def read_slice(self, depth, place):
        return self.kept(slice(*[self.item(depth, 'slice') for _ in range(3)]), place)

    def read_code(self, depth, place):
        raise ValueError('bad marshal data (code of CPython)')


_end = object()
_CONSTANTS = {b'N': None, b'T': True, b'F': False, b'S': StopIteration, b'.': ..., b'0': _end}
_READERS = {
    b'i': _Reader.read_integer, b'l': _Reader.read_large, b'g': _Reader.read_float, b'f': _Reader.read_float_text,
    b'y': _Reader.read_complex, b'x': _Reader.read_complex_text, b's': _Reader.read_bytes, b'u': _Reader.read_text,
    b't': _Reader.read_text, b'a': _Reader.read_ascii, b'A': _Reader.read_ascii, b'z': _Reader.read_short_ascii,
    b'Z': _Reader.read_short_ascii, b'(': _Reader.read_tuple, b')': _Reader.read_small_tuple, b'[': _Reader.read_list,
    b'{': _Reader.read_dict, b'<': _Reader.read_set, b'>': _Reader.read_frozenset, b':': _Reader.read_slice,
    b'c': _Reader.read_code,
}


def dumps(value, version=version, /, *, allow_code=True):
    """The bytes that stand for a value."""
    _sys.audit('marshal.dumps', value, version)
    return _written(value, version)


def _written(value, version):
    writer = _Writer(version)
    try:
        writer.write(value, 0)
    except RecursionError:
        raise ValueError('object too deeply nested to marshal') from None
    return bytes(writer.out)


def dump(value, file, version=version, /, *, allow_code=True):
    """Writes a value to a binary file."""
    _sys.audit('marshal.dumps', value, version)
    return file.write(_written(value, version))


def loads(data, /, *, allow_code=True):
    """The value that bytes begin with."""
    _sys.audit('marshal.loads', data)
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    view = memoryview(data).cast('B')
    at = 0

    def read(count):
        nonlocal at
        part = view[at:at + count]
        at += count
        return part

    return _top(_Reader(read))


def load(file, /, *, allow_code=True):
    """Reads a value from a binary file."""
    _sys.audit('marshal.load')
    def read(count):
        data = file.read(count)
        if not isinstance(data, bytes):
            raise TypeError(f'file.read() returned not bytes but {type(data).__name__}')
        return data

    return _top(_Reader(read))


def _top(reader):
    try:
        value = reader.value()
    except RecursionError:
        raise ValueError('recursion limit exceeded') from None
    if value is _end:
        raise TypeError('NULL object in marshal data for object')
    return value
