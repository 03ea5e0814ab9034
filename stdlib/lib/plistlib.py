"""Property lists of Apple's systems, as XML and in their binary form: load(), dump(), loads() and dumps()."""

import binascii
import codecs
import datetime
import enum
import itertools
import os
import re
import struct
from io import BytesIO

__all__ = ['InvalidFileException', 'FMT_XML', 'FMT_BINARY', 'load', 'dump', 'loads', 'dumps', 'UID']

PlistFormat = enum.Enum('PlistFormat', 'FMT_XML FMT_BINARY', module=__name__)
globals().update(PlistFormat.__members__)


class UID:
    """A number that stands for another object in archives of keys."""

    def __init__(self, data):
        if not isinstance(data, int):
            raise TypeError('data must be an int')
        if data >= 1 << 64:
            raise ValueError('UIDs cannot be >= 2**64')
        if data < 0:
            raise ValueError('UIDs must be positive')
        self.data = data

    def __index__(self):
        return self.data

    def __repr__(self):
        return '%s(%s)' % (self.__class__.__name__, repr(self.data))

    def __reduce__(self):
        return self.__class__, (self.data,)

    def __eq__(self, other):
        return self.data == other.data if isinstance(other, UID) else NotImplemented

    def __hash__(self):
        return hash(self.data)


PLISTHEADER = b"""\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
"""

_control = re.compile('[\x00-\x08\x0b\x0c\x0e-\x1f]')
_date = re.compile(r'(?P<year>\d\d\d\d)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?P<hour>\d\d)(?::(?P<minute>\d\d)'
                   r'(?::(?P<second>\d\d))?)?)?)?)?Z', re.ASCII)


def _date_from_string(text, aware):
    parts = _date.match(text).groupdict()
    numbers = []
    for name in 'year', 'month', 'day', 'hour', 'minute', 'second':
        if parts[name] is None:
            break
        numbers.append(int(parts[name]))
    return datetime.datetime(*numbers, **({'tzinfo': datetime.UTC} if aware else {}))


def _date_to_string(value, aware):
    if aware:
        value = value.astimezone(datetime.UTC)
    return '%04d-%02d-%02dT%02d:%02d:%02dZ' % (value.year, value.month, value.day, value.hour, value.minute, value.second)


def _escape(text):
    if _control.search(text) is not None:
        raise ValueError("strings can't contain control characters; use bytes instead")
    text = text.replace('\r\n', '\n').replace('\r', '\n')
    return text.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')


class _PlistParser:
    def __init__(self, dict_type, aware_datetime=False):
        self.stack = []
        self.current_key = None
        self.root = None
        self._dict_type = dict_type
        self._aware = aware_datetime

    def parse(self, file):
        from xml.parsers.expat import ParserCreate
        self.parser = ParserCreate()
        self.parser.StartElementHandler = self.begin
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = lambda data: self.data.append(data)
        self.parser.EntityDeclHandler = self.entity
        self.data = []
        self.parser.ParseFile(file)
        return self.root

    def entity(self, *args):
        # They could be made to take all memory.
        raise InvalidFileException('XML entity declarations are not supported in plist files')

    def begin(self, element, attrs):
        self.data = []
        if element == 'dict':
            value = self._dict_type()
            self.add(value)
            self.stack.append(value)
        elif element == 'array':
            value = []
            self.add(value)
            self.stack.append(value)

    def end(self, element):
        end = getattr(self, 'end_' + element, None)
        if end:
            end()

    def add(self, value):
        if self.current_key is not None:
            if not isinstance(self.stack[-1], dict):
                raise ValueError('unexpected element at line %d' % self.parser.CurrentLineNumber)
            self.stack[-1][self.current_key] = value
            self.current_key = None
        elif not self.stack:
            self.root = value
        else:
            if not isinstance(self.stack[-1], list):
                raise ValueError('unexpected element at line %d' % self.parser.CurrentLineNumber)
            self.stack[-1].append(value)

    def text(self):
        text, self.data = ''.join(self.data), []
        return text

    def end_dict(self):
        if self.current_key is not None:
            raise ValueError("missing value for key '%s' at line %d" % (self.current_key, self.parser.CurrentLineNumber))
        self.stack.pop()

    def end_key(self):
        if self.current_key is not None or not isinstance(self.stack[-1], dict):
            raise ValueError('unexpected key at line %d' % self.parser.CurrentLineNumber)
        self.current_key = self.text()

    def end_array(self):
        self.stack.pop()

    def end_true(self):
        self.add(True)

    def end_false(self):
        self.add(False)

    def end_integer(self):
        text = self.text()
        if text.startswith(('0x', '0X')):
            self.add(int(text, 16))
        else:
            self.add(int(text))

    def end_real(self):
        self.add(float(self.text()))

    def end_string(self):
        self.add(self.text())

    def end_data(self):
        self.add(binascii.a2b_base64(self.text().encode('utf-8')))

    def end_date(self):
        self.add(_date_from_string(self.text(), self._aware))


class _PlistWriter:
    def __init__(self, file, sort_keys=True, skipkeys=False, aware_datetime=False):
        self.file = file
        self.level = 0
        self._sort_keys = sort_keys
        self._skipkeys = skipkeys
        self._aware = aware_datetime

    def line(self, text):
        self.file.write(b'\t' * self.level + text.encode('utf-8') + b'\n')

    def write(self, value):
        self.line('<plist version="1.0">')
        self.value(value)
        self.line('</plist>')

    def simple(self, name, text):
        self.line('<%s>%s</%s>' % (name, _escape(text), name))

    def value(self, value):
        if isinstance(value, str):
            self.simple('string', value)
        elif value is True:
            self.line('<true/>')
        elif value is False:
            self.line('<false/>')
        elif isinstance(value, int):
            if not -1 << 63 <= value < 1 << 64:
                raise OverflowError(value)
            self.simple('integer', '%d' % value)
        elif isinstance(value, float):
            self.simple('real', repr(value))
        elif isinstance(value, dict):
            self.container('dict', value, self.items)
        elif isinstance(value, (bytes, bytearray)):
            self.bytes(value)
        elif isinstance(value, datetime.datetime):
            self.simple('date', _date_to_string(value, self._aware))
        elif isinstance(value, (tuple, list)):
            self.container('array', value, lambda values: [self.value(item) for item in values])
        else:
            raise TypeError('unsupported type: %s' % type(value))

    def container(self, name, values, write):
        if not values:
            self.line('<%s/>' % name)
            return
        self.line('<%s>' % name)
        self.level += 1
        write(values)
        self.level -= 1
        self.line('</%s>' % name)

    def items(self, values):
        for key, value in sorted(values.items()) if self._sort_keys else values.items():
            if not isinstance(key, str):
                if self._skipkeys:
                    continue
                raise TypeError('keys must be strings')
            self.simple('key', key)
            self.value(value)

    def bytes(self, data):
        self.line('<data>')
        width = max(16, 76 - 8 * self.level)
        step = (width // 4) * 3
        for start in range(0, len(data), step):
            self.line(binascii.b2a_base64(data[start:start + step]).decode().rstrip('\n'))
        self.line('</data>')


class InvalidFileException(ValueError):
    """The file is no property list."""

    def __init__(self, message='Invalid file'):
        ValueError.__init__(self, message)


_undefined = object()
_EPOCH = datetime.datetime(2001, 1, 1)


class _BinaryPlistParser:
    def __init__(self, dict_type, aware_datetime=False):
        self._dict_type = dict_type
        self._aware = aware_datetime

    def parse(self, file):
        try:
            self._file = file
            file.seek(-32, os.SEEK_END)
            trailer = file.read(32)
            if len(trailer) != 32:
                raise InvalidFileException()
            offset_size, self._ref_size, count, top, table = struct.unpack('>6xBBQQQ', trailer)
            file.seek(table)
            self._offsets = self._ints(count, offset_size)
            self._objects = [_undefined] * count
            return self._object(top)
        except (OSError, IndexError, struct.error, OverflowError, ValueError):
            raise InvalidFileException() from None

    def _size(self, token):
        if token != 0xf:
            return token
        marker = self._file.read(1)[0] & 3
        size = 1 << marker
        data = self._file.read(size)
        if len(data) != size:
            raise InvalidFileException()
        return int.from_bytes(data, 'big')

    def _ints(self, count, size):
        data = self._file.read(size * count)
        if not size or len(data) != size * count:
            raise InvalidFileException()
        return tuple(int.from_bytes(data[i:i + size], 'big') for i in range(0, size * count, size))

    def _object(self, ref):
        value = self._objects[ref]
        if value is not _undefined:
            return value
        self._file.seek(self._offsets[ref])
        token = self._file.read(1)[0]
        high, low = token & 0xf0, token & 0x0f
        if token == 0:
            value = None
        elif token == 8:
            value = False
        elif token == 9:
            value = True
        elif token == 0xf:
            value = b''
        elif high == 0x10:
            value = int.from_bytes(self._file.read(1 << low), 'big', signed=low >= 3)
        elif token in (0x22, 0x23):
            value = struct.unpack('>f' if token == 0x22 else '>d', self._file.read(4 if token == 0x22 else 8))[0]
        elif token == 0x33:
            seconds = struct.unpack('>d', self._file.read(8))[0]
            epoch = _EPOCH.replace(tzinfo=datetime.UTC) if self._aware else _EPOCH
            value = epoch + datetime.timedelta(seconds=seconds)
        elif high == 0x40:
            value = self._bytes(self._size(low))
        elif high == 0x50:
            value = self._bytes(self._size(low)).decode('ascii')
        elif high == 0x60:
            value = self._bytes(self._size(low) * 2).decode('utf-16be')
        elif high == 0x80:
            value = UID(int.from_bytes(self._file.read(1 + low), 'big'))
        elif high == 0xa0:
            refs = self._ints(self._size(low), self._ref_size) if self._nonempty(low) else ()
            value = []
            self._objects[ref] = value
            value.extend(self._object(r) for r in refs)
        elif high == 0xd0:
            size = self._size(low)
            keys = self._ints(size, self._ref_size) if size else ()
            values = self._ints(size, self._ref_size) if size else ()
            value = self._dict_type()
            self._objects[ref] = value
            try:
                for k, v in zip(keys, values):
                    value[self._object(k)] = self._object(v)
            except TypeError:
                raise InvalidFileException() from None
        else:
            raise InvalidFileException()
        self._objects[ref] = value
        return value

    @staticmethod
    def _nonempty(low):
        return low != 0

    def _bytes(self, size):
        data = self._file.read(size)
        if len(data) != size:
            raise InvalidFileException()
        return data


class _BinaryPlistWriter:
    def __init__(self, file, sort_keys, skipkeys, aware_datetime=False):
        self._file = file
        self._sort_keys = sort_keys
        self._skipkeys = skipkeys
        self._aware = aware_datetime

    def write(self, value):
        self._objects = []
        self._scalars, self._others = {}, {}
        self._flatten(value)
        count = len(self._objects)
        self._ref_size = _width(count)
        self._file.write(b'bplist00')
        offsets = []
        for item in self._objects:
            offsets.append(self._file.tell())
            self._write(item)
        table = self._file.tell()
        size = _width(table)
        for offset in offsets:
            self._file.write(offset.to_bytes(size, 'big'))
        self._file.write(struct.pack('>5xBBBQQQ', 0, size, self._ref_size, count, self._ref(value), table))

    def _is_scalar(self, value):
        return isinstance(value, (str, int, float, datetime.datetime, bytes, bytearray))

    def _flatten(self, value):
        if self._is_scalar(value):
            if (type(value), bytes(value) if isinstance(value, bytearray) else value) in self._scalars:
                return
        elif id(value) in self._others:
            return
        number = len(self._objects)
        self._objects.append(value)
        if self._is_scalar(value):
            self._scalars[type(value), bytes(value) if isinstance(value, bytearray) else value] = number
        else:
            self._others[id(value)] = number
        if isinstance(value, dict):
            items = sorted(value.items()) if self._sort_keys else list(value.items())
            kept = []
            for key, item in items:
                if not isinstance(key, str):
                    if self._skipkeys:
                        continue
                    raise TypeError('keys must be strings')
                kept.append((key, item))
            for part in itertools.chain([key for key, _ in kept], [item for _, item in kept]):
                self._flatten(part)
        elif isinstance(value, (list, tuple)):
            for item in value:
                self._flatten(item)

    def _ref(self, value):
        if self._is_scalar(value):
            return self._scalars[type(value), bytes(value) if isinstance(value, bytearray) else value]
        return self._others[id(value)]

    def _head(self, token, size):
        if size < 15:
            self._file.write(bytes([token | size]))
        else:
            width = _width(size)
            self._file.write(bytes([token | 0xf, 0x10 | width.bit_length() - 1]) + size.to_bytes(width, 'big'))

    def _write(self, value):
        write = self._file.write
        if value is None:
            write(b'\0')
        elif value is False:
            write(b'\x08')
        elif value is True:
            write(b'\x09')
        elif isinstance(value, int):
            if value < 0:
                if value < -1 << 63:
                    raise OverflowError(value)
                write(b'\x13' + value.to_bytes(8, 'big', signed=True))
            elif value < 1 << 63:
                width = _width(value)
                write(bytes([0x10 | width.bit_length() - 1]) + value.to_bytes(width, 'big'))
            elif value < 1 << 64:
                write(b'\x14' + value.to_bytes(16, 'big'))
            else:
                raise OverflowError(value)
        elif isinstance(value, float):
            write(struct.pack('>Bd', 0x23, value))
        elif isinstance(value, datetime.datetime):
            if self._aware:
                value = value.astimezone(datetime.UTC).replace(tzinfo=None)
            write(struct.pack('>Bd', 0x33, (value - _EPOCH).total_seconds()))
        elif isinstance(value, (bytes, bytearray)):
            self._head(0x40, len(value))
            write(value)
        elif isinstance(value, str):
            try:
                data = value.encode('ascii')
                self._head(0x50, len(data))
            except UnicodeEncodeError:
                data = value.encode('utf-16be')
                self._head(0x60, len(data) // 2)
            write(data)
        elif isinstance(value, UID):
            width = _width(value.data)
            write(bytes([0x80 | width - 1]) + value.data.to_bytes(width, 'big'))
        elif isinstance(value, (list, tuple)):
            self._head(0xa0, len(value))
            for item in value:
                write(self._ref(item).to_bytes(self._ref_size, 'big'))
        elif isinstance(value, dict):
            items = [(k, v) for k, v in (sorted(value.items()) if self._sort_keys else value.items())
                     if isinstance(k, str)]
            self._head(0xd0, len(items))
            for part in itertools.chain([k for k, _ in items], [v for _, v in items]):
                write(self._ref(part).to_bytes(self._ref_size, 'big'))
        else:
            raise TypeError(value)


def _width(number):
    return 1 if number < 1 << 8 else 2 if number < 1 << 16 else 4 if number < 1 << 32 else 8


_BOMS = ((codecs.BOM_UTF8, 'utf-8'), (codecs.BOM_UTF16_BE, 'utf-16-be'), (codecs.BOM_UTF16_LE, 'utf-16-le'))


def _is_xml(header):
    prefixes = (b'<?xml', b'<plist')
    if header.startswith(prefixes):
        return True
    for bom, encoding in _BOMS:
        if header.startswith(bom) and header[len(bom):].startswith(tuple(p.decode().encode(encoding) for p in prefixes)):
            return True
    return False


def load(fp, *, fmt=None, dict_type=dict, aware_datetime=False):
    """Reads a property list from a file of bytes."""
    if fmt is None:
        header = fp.read(32)
        fp.seek(0)
        if _is_xml(header):
            fmt = PlistFormat.FMT_XML
        elif header[:8] == b'bplist00':
            fmt = PlistFormat.FMT_BINARY
        else:
            raise InvalidFileException()
    parser = _PlistParser if fmt is PlistFormat.FMT_XML else _BinaryPlistParser
    return parser(dict_type, aware_datetime).parse(fp)


def loads(value, *, fmt=None, dict_type=dict, aware_datetime=False):
    """Reads a property list from bytes, or one in XML from text."""
    if isinstance(value, str):
        if fmt == PlistFormat.FMT_BINARY:
            raise TypeError('value must be bytes-like object when fmt is FMT_BINARY')
        value = value.encode()
    return load(BytesIO(value), fmt=fmt, dict_type=dict_type, aware_datetime=aware_datetime)


def dump(value, fp, *, fmt=PlistFormat.FMT_XML, sort_keys=True, skipkeys=False, aware_datetime=False):
    """Writes a property list to a file of bytes."""
    if fmt not in (PlistFormat.FMT_XML, PlistFormat.FMT_BINARY):
        raise ValueError('Unsupported format: %r' % (fmt,))
    if fmt is PlistFormat.FMT_XML:
        fp.write(PLISTHEADER)
        _PlistWriter(fp, sort_keys, skipkeys, aware_datetime).write(value)
    else:
        _BinaryPlistWriter(fp, sort_keys, skipkeys, aware_datetime).write(value)


def dumps(value, *, fmt=PlistFormat.FMT_XML, skipkeys=False, sort_keys=True, aware_datetime=False):
    """A property list as bytes."""
    fp = BytesIO()
    dump(value, fp, fmt=fmt, skipkeys=skipkeys, sort_keys=sort_keys, aware_datetime=aware_datetime)
    return fp.getvalue()
