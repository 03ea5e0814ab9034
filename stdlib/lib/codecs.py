"""Encodings: looking them up, text to bytes and back, in one go, piece by piece, and over streams."""

from _charmaps import TABLES as _CHARMAPS
import _charmap
import sys

__all__ = [
    'register', 'lookup', 'open', 'EncodedFile', 'BOM', 'BOM_BE', 'BOM_LE', 'BOM32_BE', 'BOM32_LE', 'BOM64_BE',
    'BOM64_LE', 'BOM_UTF8', 'BOM_UTF16', 'BOM_UTF16_LE', 'BOM_UTF16_BE', 'BOM_UTF32', 'BOM_UTF32_LE', 'BOM_UTF32_BE',
    'CodecInfo', 'Codec', 'IncrementalEncoder', 'IncrementalDecoder', 'StreamReader', 'StreamWriter',
    'StreamReaderWriter', 'StreamRecoder', 'getencoder', 'getdecoder', 'getincrementalencoder',
    'getincrementaldecoder', 'getreader', 'getwriter', 'encode', 'decode', 'iterencode', 'iterdecode', 'strict_errors',
    'ignore_errors', 'replace_errors', 'xmlcharrefreplace_errors', 'backslashreplace_errors', 'namereplace_errors',
    'register_error', 'lookup_error']

BOM_UTF8 = b'\xef\xbb\xbf'
BOM_LE = BOM_UTF16_LE = b'\xff\xfe'
BOM_BE = BOM_UTF16_BE = b'\xfe\xff'
BOM_UTF32_LE = b'\xff\xfe\x00\x00'
BOM_UTF32_BE = b'\x00\x00\xfe\xff'
BOM = BOM_UTF16 = BOM_UTF16_LE if sys.byteorder == 'little' else BOM_UTF16_BE
BOM_UTF32 = BOM_UTF32_LE if sys.byteorder == 'little' else BOM_UTF32_BE
BOM32_LE, BOM32_BE, BOM64_LE, BOM64_BE = BOM_UTF16_LE, BOM_UTF16_BE, BOM_UTF32_LE, BOM_UTF32_BE


class CodecInfo(tuple):
    """What belongs to an encoding: the functions that encode and decode, the classes that do it piece by piece."""

    _is_text_encoding = True

    def __new__(cls, encode, decode, streamreader=None, streamwriter=None, incrementalencoder=None,
                incrementaldecoder=None, name=None, *, _is_text_encoding=None):
        self = tuple.__new__(cls, (encode, decode, streamreader, streamwriter))
        self.name = name
        self.encode = encode
        self.decode = decode
        self.incrementalencoder = incrementalencoder
        self.incrementaldecoder = incrementaldecoder
        self.streamwriter = streamwriter
        self.streamreader = streamreader
        if _is_text_encoding is not None:
            self._is_text_encoding = _is_text_encoding
        return self

    def __repr__(self):
        cls = self.__class__
        return f'<{cls.__module__}.{cls.__qualname__} object for encoding {self.name} at {id(self):#x}>'


# ---------------------------------------------------------------------------------------------------------------
# Error handlers


def _reject(exception):
    raise TypeError(f"don't know how to handle {type(exception).__name__} in error callback")


def _place(exception):
    """Where what cannot be converted begins and ends: within the object, whatever a program has set."""
    size = len(exception.object)
    start = max(min(exception.start, size - 1), 0)
    return start, max(min(exception.end, size), min(size, 1))


def _bad_part(exception):
    """What cannot be converted, and where it ends."""
    start, end = _place(exception)
    return exception.object[start:end], end


def strict_errors(exception):
    """Raises the error."""
    if isinstance(exception, Exception):
        raise exception
    raise TypeError('codec must pass exception instance')


def ignore_errors(exception):
    """Leaves out what cannot be converted."""
    if not isinstance(exception, (UnicodeEncodeError, UnicodeDecodeError, UnicodeTranslateError)):
        _reject(exception)
    return '', _place(exception)[1]


def replace_errors(exception):
    """Puts a question mark, or the replacement character, in its place."""
    if not isinstance(exception, (UnicodeEncodeError, UnicodeDecodeError, UnicodeTranslateError)):
        _reject(exception)
    bad, end = _bad_part(exception)
    if isinstance(exception, UnicodeDecodeError):
        return '\ufffd', end
    return ('?' if isinstance(exception, UnicodeEncodeError) else '\ufffd') * len(bad), end


def xmlcharrefreplace_errors(exception):
    """Puts XML character references in its place."""
    if not isinstance(exception, UnicodeEncodeError):
        _reject(exception)
    bad, end = _bad_part(exception)
    return ''.join([f'&#{ord(c)};' for c in bad]), end


def _escaped(code):
    if code < 0x100:
        return f'\\x{code:02x}'
    return f'\\u{code:04x}' if code < 0x10000 else f'\\U{code:08x}'


def backslashreplace_errors(exception):
    """Puts escape sequences in its place."""
    if not isinstance(exception, (UnicodeEncodeError, UnicodeDecodeError, UnicodeTranslateError)):
        _reject(exception)
    bad, end = _bad_part(exception)
    return ''.join([_escaped(c if isinstance(c, int) else ord(c)) for c in bad]), end


def namereplace_errors(exception):
    """Puts escape sequences with names in its place."""
    if not isinstance(exception, UnicodeEncodeError):
        _reject(exception)
    from unicodedata import name
    bad, end = _bad_part(exception)
    names = [name(c, None) for c in bad]
    return ''.join([f'\\N{{{n}}}' if n else _escaped(ord(c)) for c, n in zip(bad, names)]), end


def _surrogateescape(exception):
    if isinstance(exception, UnicodeEncodeError):
        bad, end = _bad_part(exception)
        if not all('\udc80' <= c <= '\udcff' for c in bad):
            raise exception
        return bytes([ord(c) - 0xdc00 for c in bad]), end
    if isinstance(exception, UnicodeDecodeError):
        start, end = _place(exception)
        out = ''
        for b in exception.object[start:min(start + 4, end)]:
            if b < 0x80:
                break
            out += chr(0xdc00 + b)
        if not out:
            raise exception
        return out, start + len(out)
    _reject(exception)


# How many bytes a surrogate has in the encodings that may let it pass.
_SURROGATE_SIZES = {'utf8': 3, 'utf16': 2, 'utf16le': 2, 'utf16be': 2, 'utf32': 4, 'utf32le': 4, 'utf32be': 4}


def _surrogatepass(exception):
    if not isinstance(exception, (UnicodeEncodeError, UnicodeDecodeError)):
        _reject(exception)
    size = _SURROGATE_SIZES.get(exception.encoding.lower().replace('_', '').replace('-', ''))
    if size is None:
        raise exception
    bad, end = _bad_part(exception)
    if isinstance(exception, UnicodeEncodeError):
        if not all('\ud800' <= c <= '\udfff' for c in bad):
            raise exception
        return bad.encode(exception.encoding, 'surrogatepass'), end
    start = _place(exception)[0]
    encoded = exception.object[start:start + size]
    try:
        text = encoded.decode(exception.encoding, 'surrogatepass')
    except UnicodeDecodeError:
        raise exception from None
    if len(text) != 1 or not '\ud800' <= text <= '\udfff':
        raise exception
    return text, start + size


_BUILTIN_HANDLERS = {
    'strict': strict_errors, 'ignore': ignore_errors, 'replace': replace_errors,
    'xmlcharrefreplace': xmlcharrefreplace_errors, 'backslashreplace': backslashreplace_errors,
    'namereplace': namereplace_errors, 'surrogateescape': _surrogateescape, 'surrogatepass': _surrogatepass}
_handlers = dict(_BUILTIN_HANDLERS)


def register_error(name, handler, /):
    """Registers an error handler under a name."""
    if not isinstance(name, str):
        raise TypeError(f'register_error() argument 1 must be str, not {type(name).__name__}')
    if not callable(handler):
        raise TypeError('handler must be callable')
    _handlers[name] = handler


def _unregister_error(name, /):
    if name in _BUILTIN_HANDLERS:
        raise ValueError(f"cannot un-register built-in error handler '{name}'")
    return _handlers.pop(name, None) is not None


def lookup_error(name, /):
    """The error handler of a name."""
    if not isinstance(name, str):
        raise TypeError(f'lookup_error() argument must be str, not {type(name).__name__}')
    try:
        return _handlers[name]
    except KeyError:
        raise LookupError(f"unknown error handler name '{name}'") from None


def _handled(errors, exception, size, on_encode):
    """What an error handler says: the replacement and where to go on."""
    answer = lookup_error(errors)(exception)
    kind = 'encoding' if on_encode else 'decoding'
    what = 'str/bytes' if on_encode else 'str'
    if not isinstance(answer, tuple) or len(answer) != 2 or not isinstance(answer[1], int) or not isinstance(
            answer[0], (str, bytes) if on_encode else str):
        raise TypeError(f'{kind} error handler must return ({what}, int) tuple')
    replacement, position = answer
    if position < 0:
        position += size
    if not 0 <= position <= size:
        raise IndexError(f'position {answer[1]} from error handler out of bounds')
    return replacement, position


# ---------------------------------------------------------------------------------------------------------------
# Classes that encodings are made of


class Codec:
    """The interface of an encoding without state."""

    def encode(self, input, errors='strict'):
        raise NotImplementedError

    def decode(self, input, errors='strict'):
        raise NotImplementedError


class IncrementalEncoder:
    """Encodes text piece by piece."""

    def __init__(self, errors='strict'):
        self.errors = errors
        self.buffer = ''

    def encode(self, input, final=False):
        raise NotImplementedError

    def reset(self):
        """Back to the beginning."""

    def getstate(self):
        return 0

    def setstate(self, state):
        """Takes a state that `getstate` gave."""


class BufferedIncrementalEncoder(IncrementalEncoder):
    """Keeps text that cannot be encoded yet."""

    def __init__(self, errors='strict'):
        IncrementalEncoder.__init__(self, errors)
        self.buffer = ''

    def _buffer_encode(self, input, errors, final):
        raise NotImplementedError

    def encode(self, input, final=False):
        data = self.buffer + input
        result, consumed = self._buffer_encode(data, self.errors, final)
        self.buffer = data[consumed:]
        return result

    def reset(self):
        IncrementalEncoder.reset(self)
        self.buffer = ''

    def getstate(self):
        return self.buffer or 0

    def setstate(self, state):
        self.buffer = state or ''


class IncrementalDecoder:
    """Decodes bytes piece by piece."""

    def __init__(self, errors='strict'):
        self.errors = errors

    def decode(self, input, final=False):
        raise NotImplementedError

    def reset(self):
        """Back to the beginning."""

    def getstate(self):
        return b'', 0

    def setstate(self, state):
        """Takes a state that `getstate` gave."""


class BufferedIncrementalDecoder(IncrementalDecoder):
    """Keeps bytes of a character that is not complete."""

    def __init__(self, errors='strict'):
        IncrementalDecoder.__init__(self, errors)
        self.buffer = b''

    def _buffer_decode(self, input, errors, final):
        raise NotImplementedError

    def decode(self, input, final=False):
        data = self.buffer + bytes(input)
        result, consumed = self._buffer_decode(data, self.errors, final)
        self.buffer = data[consumed:]
        return result

    def reset(self):
        IncrementalDecoder.reset(self)
        self.buffer = b''

    def getstate(self):
        return self.buffer, 0

    def setstate(self, state):
        self.buffer = state[0]


class StreamWriter(Codec):
    """Writes text to a binary stream."""

    def __init__(self, stream, errors='strict'):
        self.stream = stream
        self.errors = errors

    def write(self, object):
        data, consumed = self.encode(object, self.errors)
        self.stream.write(data)

    def writelines(self, list):
        self.write(''.join(list))

    def reset(self):
        """Back to the beginning."""

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        if whence == 0 and offset == 0:
            self.reset()

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()

    def __reduce_ex__(self, proto):
        raise TypeError(f"can't serialize {self.__class__.__name__}")


class StreamReader(Codec):
    """Reads text from a binary stream."""

    charbuffertype = str

    def __init__(self, stream, errors='strict'):
        self.stream = stream
        self.errors = errors
        self.bytebuffer = b''
        self._empty_charbuffer = self.charbuffertype()
        self.charbuffer = self._empty_charbuffer

    def decode(self, input, errors='strict'):
        raise NotImplementedError

    def read(self, size=-1, chars=-1, firstline=False):
        while True:
            if chars >= 0:
                if len(self.charbuffer) >= chars:
                    break
            elif size >= 0 and self.charbuffer:
                break
            new = self.stream.read() if size < 0 else self.stream.read(size)
            data = self.bytebuffer + new
            if not data:
                break
            try:
                text, consumed = self.decode(data, self.errors)
            except UnicodeDecodeError as e:
                if not firstline:
                    raise
                text, consumed = self.decode(data[:e.start], self.errors)
                if len(text.splitlines(keepends=True)) <= 1:
                    raise
            self.bytebuffer = data[consumed:]
            self.charbuffer += text
            if not new or size < 0:
                break
        if chars < 0:
            result, self.charbuffer = self.charbuffer, self._empty_charbuffer
        else:
            result, self.charbuffer = self.charbuffer[:chars], self.charbuffer[chars:]
        return result

    def readline(self, size=None, keepends=True):
        line = self._empty_charbuffer
        step = size or 72
        while True:
            data = self.read(step, firstline=True)
            if data.endswith('\r'):
                data += self.read(size=1, chars=1)
            line += data
            lines = line.splitlines(keepends=True)
            if len(lines) > 1 or lines and lines[0] != lines[0].splitlines()[0]:
                self.charbuffer = ''.join(lines[1:]) + self.charbuffer
                return lines[0] if keepends else lines[0].splitlines()[0]
            if not data or size is not None:
                return line if keepends or not lines else lines[0].splitlines()[0]
            step = min(step * 2, 8000)

    def readlines(self, sizehint=None, keepends=True):
        return self.read().splitlines(keepends)

    def reset(self):
        self.bytebuffer = b''
        self.charbuffer = self._empty_charbuffer

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reset()

    def __next__(self):
        line = self.readline()
        if line:
            return line
        raise StopIteration

    def __iter__(self):
        return self

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()

    def __reduce_ex__(self, proto):
        raise TypeError(f"can't serialize {self.__class__.__name__}")


class StreamReaderWriter:
    """A stream that is read through one class and written through another."""

    encoding = 'unknown'

    def __init__(self, stream, Reader, Writer, errors='strict'):
        self.stream = stream
        self.reader = Reader(stream, errors)
        self.writer = Writer(stream, errors)
        self.errors = errors

    def read(self, size=-1):
        return self.reader.read(size)

    def readline(self, size=None, keepends=True):
        return self.reader.readline(size, keepends)

    def readlines(self, sizehint=None):
        return self.reader.readlines(sizehint)

    def __next__(self):
        return next(self.reader)

    def __iter__(self):
        return self

    def write(self, data):
        return self.writer.write(data)

    def writelines(self, list):
        return self.writer.writelines(list)

    def reset(self):
        self.reader.reset()
        self.writer.reset()

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reader.reset()
        if whence == 0 and offset == 0:
            self.writer.reset()

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()

    def __reduce_ex__(self, proto):
        raise TypeError(f"can't serialize {self.__class__.__name__}")


class StreamRecoder:
    """A binary stream in one encoding seen in another."""

    data_encoding = 'unknown'
    file_encoding = 'unknown'

    def __init__(self, stream, encode, decode, Reader, Writer, errors='strict'):
        self.stream = stream
        self.encode = encode
        self.decode = decode
        self.reader = Reader(stream, errors)
        self.writer = Writer(stream, errors)
        self.errors = errors

    def read(self, size=-1):
        return self.encode(self.reader.read(size), self.errors)[0]

    def readline(self, size=None):
        text = self.reader.readline() if size is None else self.reader.readline(size)
        return self.encode(text, self.errors)[0]

    def readlines(self, sizehint=None):
        return self.encode(self.reader.read(), self.errors)[0].splitlines(keepends=True)

    def __next__(self):
        return self.encode(next(self.reader), self.errors)[0]

    def __iter__(self):
        return self

    def write(self, data):
        return self.writer.write(self.decode(data, self.errors)[0])

    def writelines(self, list):
        return self.write(b''.join(list))

    def reset(self):
        self.reader.reset()
        self.writer.reset()

    def seek(self, offset, whence=0):
        self.reader.seek(offset, whence)
        self.writer.seek(offset, whence)

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()


# ---------------------------------------------------------------------------------------------------------------
# The encodings that strings know by themselves


def _check(input, errors, name):
    if not isinstance(input, str):
        raise TypeError(f'{name}() argument 1 must be str, not {type(input).__name__}')
    return 'strict' if errors is None else errors


def _bytes(data):
    try:
        return bytes(memoryview(data))
    except TypeError:
        raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'") from None


def _simple(encoding, name, is_complete):
    """The functions of an encoding: `is_complete` tells how many bytes of a piece can be decoded."""

    def encode(str, errors=None, /):
        return _charmap.encode_known(str, encoding, _check(str, errors, f'{name}_encode')), len(str)

    def decode(data, errors=None, final=False, /):
        data = _bytes(data)
        end = len(data) if final else is_complete(data)
        return _charmap.decode_known(data[:end], encoding, 'strict' if errors is None else errors), end

    encode.__name__ = encode.__qualname__ = f'{name}_encode'
    decode.__name__ = decode.__qualname__ = f'{name}_decode'
    return encode, decode


def _complete_utf8(data):
    # A character has at most four bytes; only the last one can be incomplete.
    size = len(data)
    for back in range(1, min(3, size) + 1):
        byte = data[size - back]
        if byte >= 0xc0:
            need = 2 if byte < 0xe0 else 3 if byte < 0xf0 else 4 if byte < 0xf5 else 1
            if need > back and _may_follow(data[size - back:]):
                return size - back
            return size
        if byte < 0x80:
            return size
    return size


def _may_follow(tail):
    """Can the beginning of a UTF-8 sequence become a character, or a surrogate that a handler lets pass?"""
    if len(tail) < 2:
        return tail[0] >= 0xc2
    first, second = tail[0], tail[1]
    low, high = {0xe0: (0xa0, 0xbf), 0xf0: (0x90, 0xbf), 0xf4: (0x80, 0x8f)}.get(first, (0x80, 0xbf))
    return low <= second <= high


def _complete_utf16(order):
    def complete(data):
        end = len(data) & ~1
        if end >= 2:
            high = data[end - 1] if order == 'little' else data[end - 2]
            if 0xd8 <= high <= 0xdb:
                end -= 2
        return end
    return complete


def _complete_utf32(data):
    return len(data) & ~3


utf_8_encode, utf_8_decode = _simple('utf-8', 'utf_8', _complete_utf8)
ascii_encode, ascii_decode = _simple('ascii', 'ascii', len)
latin_1_encode, latin_1_decode = _simple('latin-1', 'latin_1', len)
utf_16_encode, utf_16_decode = _simple('utf-16', 'utf_16', _complete_utf16(sys.byteorder))
utf_16_le_encode, utf_16_le_decode = _simple('utf-16-le', 'utf_16_le', _complete_utf16('little'))
utf_16_be_encode, utf_16_be_decode = _simple('utf-16-be', 'utf_16_be', _complete_utf16('big'))
utf_32_encode, utf_32_decode = _simple('utf-32', 'utf_32', _complete_utf32)
utf_32_le_encode, utf_32_le_decode = _simple('utf-32-le', 'utf_32_le', _complete_utf32)
utf_32_be_encode, utf_32_be_decode = _simple('utf-32-be', 'utf_32_be', _complete_utf32)


def utf_16_ex_decode(data, errors=None, byteorder=0, final=False, /):
    """As `utf_16_decode`, with the order of bytes: -1 little, 1 big, 0 as a mark says; the third result tells which."""
    return _ordered(data, errors, byteorder, final, (BOM_UTF16_LE, BOM_UTF16_BE), (
        utf_16_decode, utf_16_be_decode, utf_16_le_decode))


def utf_32_ex_decode(data, errors=None, byteorder=0, final=False, /):
    """As `utf_16_ex_decode`, for UTF-32."""
    return _ordered(data, errors, byteorder, final, (BOM_UTF32_LE, BOM_UTF32_BE), (
        utf_32_decode, utf_32_be_decode, utf_32_le_decode))


def _ordered(data, errors, byteorder, final, marks, decoders):
    text, consumed = decoders[byteorder](data, errors, final)
    if byteorder == 0:
        data = _bytes(data)
        byteorder = -1 if data.startswith(marks[0]) else 1 if data.startswith(marks[1]) else 0
    return text, consumed, byteorder


def _utf_8_sig_encode(input, errors='strict'):
    return BOM_UTF8 + utf_8_encode(input, errors)[0], len(input)


def _utf_8_sig_decode(input, errors='strict', final=True):
    input = bytes(input)
    prefix = 3 if input.startswith(BOM_UTF8) else 0
    text, consumed = utf_8_decode(input[prefix:], errors, final)
    return text, consumed + prefix


class _MarkedEncoder(IncrementalEncoder):
    # Writes the byte order mark before the first piece only.
    first = True

    def encode(self, input, final=False):
        encode, rest = self._encoders
        result = (encode if self.first else rest)(input, self.errors)[0]
        if input:
            self.first = False
        return result if input else b''

    def reset(self):
        self.first = True

    def getstate(self):
        return 2 if self.first else 0

    def setstate(self, state):
        self.first = bool(state)


class _MarkedDecoder(BufferedIncrementalDecoder):
    # Learns the order of bytes from the mark. `_needs_mark` is the name of the encoding where there must be one.
    decoder = None
    _needs_mark = None
    # The state before the mark, where it must be there and where it need not.
    _UNKNOWN = 2, 1

    def _buffer_decode(self, input, errors, final):
        if self.decoder is None:
            marks, default, size = self._marks
            # The mark that UTF-8 may have is waited for even at the end.
            waits = not final or not self._needs_mark
            if len(input) < size and waits and any(mark.startswith(input) for mark in marks):
                return '', 0
            for mark, decoder in marks.items():
                if input.startswith(mark):
                    self.decoder = decoder
                    text, consumed = decoder(input[len(mark):], errors, final)
                    return text, consumed + len(mark)
            if self._needs_mark:
                text, consumed = default(input, errors, final)
                if consumed >= size:
                    raise UnicodeDecodeError(self._needs_mark, bytes(input), 0, size, 'Stream does not start with BOM')
                return text, consumed
            self.decoder = default
        return self.decoder(input, errors, final)

    def reset(self):
        BufferedIncrementalDecoder.reset(self)
        self.decoder = None

    def getstate(self):
        if self.decoder is None:
            return self.buffer, self._UNKNOWN[self._needs_mark is None]
        return self.buffer, int(self.decoder is not self._marks[1])

    def setstate(self, state):
        self.buffer = state[0]
        marks, default, size = self._marks
        others = [decoder for decoder in marks.values() if decoder is not default]
        by_state = {0: default, 1: others[0] if others else default, self._UNKNOWN[self._needs_mark is None]: None}
        self.decoder = by_state[state[1]]


_NATIVE = {
    'utf-8': (utf_8_encode, utf_8_decode), 'ascii': (ascii_encode, ascii_decode),
    'iso8859-1': (latin_1_encode, latin_1_decode), 'utf-16': (utf_16_encode, utf_16_decode),
    'utf-16-le': (utf_16_le_encode, utf_16_le_decode), 'utf-16-be': (utf_16_be_encode, utf_16_be_decode),
    'utf-32': (utf_32_encode, utf_32_decode), 'utf-32-le': (utf_32_le_encode, utf_32_le_decode),
    'utf-32-be': (utf_32_be_encode, utf_32_be_decode), 'utf-8-sig': (_utf_8_sig_encode, _utf_8_sig_decode)}


# ---------------------------------------------------------------------------------------------------------------
# Encodings by table, escapes, and those between bytes and bytes


def charmap_encode(str, errors=None, mapping=None, /, _name='charmap'):
    """Encodes by a table from code points to bytes."""
    errors = 'strict' if errors is None else errors
    if mapping is None:
        return str.encode('latin-1', errors), len(str)
    # What has no byte, or is not one, is found below.
    encoded = _charmap.encode(str, mapping)
    if encoded is not None:
        return encoded, len(str)
    out, at = bytearray(), 0

    def one(c):
        if type(mapping) is dict:
            found = mapping.get(ord(c))
        else:
            try:
                found = mapping[ord(c)]
            except LookupError:
                return None
        if isinstance(found, int):
            if not 0 <= found < 256:
                raise TypeError('character mapping must be in range(256)')
            return bytes([found])
        if found is None or isinstance(found, bytes):
            return found
        raise TypeError(f'character mapping must return integer, bytes or None, not {type(found).__name__}')

    while at < len(str):
        piece = one(str[at])
        if piece is not None:
            out += piece
            at += 1
            continue
        end = at + 1
        while end < len(str) and one(str[end]) is None:
            end += 1
        error = UnicodeEncodeError(_name, str, at, end, 'character maps to <undefined>')
        if errors == 'strict':
            raise error
        replacement, at = _handled(errors, error, len(str), True)
        if isinstance(replacement, bytes):
            out += replacement
            continue
        for c in replacement:
            piece = one(c)
            if piece is None:
                raise error
            out += piece
    return bytes(out), len(str)


def charmap_decode(data, errors=None, mapping=None, /, _name='charmap'):
    """Decodes by a table from bytes to characters."""
    data = _bytes(data)
    errors = 'strict' if errors is None else errors
    if mapping is None:
        return data.decode('latin-1', errors), len(data)
    text = _charmap.decode(data, mapping)
    if text is not None:
        return text, len(data)
    out, at = [], 0
    while at < len(data):
        try:
            found = mapping[data[at]]
        except LookupError:
            found = None
        if isinstance(found, int):
            if not 0 <= found <= 0x10ffff:
                raise TypeError('character mapping must be in range(0x110000)')
            found = None if found == 0xfffe else chr(found)
        elif found is not None and not isinstance(found, str):
            raise TypeError('character mapping must return integer, None or str')
        if found is None or found == '\ufffe':
            error = UnicodeDecodeError(_name, data, at, at + 1, 'character maps to <undefined>')
            if errors == 'strict':
                raise error
            found, at = _handled(errors, error, len(data), False)
        else:
            at += 1
        out.append(found)
    return ''.join(out), len(data)


def charmap_build(table, /):
    """The table to encode by, of the one to decode by."""
    return {ord(c): i for i, c in enumerate(table) if c != '\ufffe'}


def make_identity_dict(rng):
    return {i: i for i in rng}


def make_encoding_map(decoding_map):
    result = {}
    for key, value in decoding_map.items():
        result[value] = None if value in result else key
    return result


def utf_7_encode(str, errors=None, /):
    from encodings import utf_7
    return utf_7.encode(str, errors)


def utf_7_decode(data, errors=None, final=False, /):
    from encodings import utf_7
    return utf_7.decode(data, errors, final)


def unicode_escape_encode(str, errors=None, /):
    """Text as it stands in a string literal."""
    _check(str, errors, 'unicode_escape_encode')
    names = {'\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t'}
    text = ''.join([names.get(c) or (c if ' ' <= c <= '~' else _escaped(ord(c))) for c in str])
    return text.encode('latin-1'), len(str)


_SIMPLE_ESCAPES = {
    '\n': '', '\\': '\\', "'": "'", '"': '"', 'a': '\a', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t',
    'v': '\v'}


def unicode_escape_decode(data, errors=None, final=True, /):
    """Text out of what stands in a string literal."""
    if isinstance(data, str):
        data = data.encode('utf-8')
    data = bytes(data)
    errors = 'strict' if errors is None else errors
    text, out, at, invalid = data.decode('latin-1'), [], 0, None
    while at < len(text):
        c = text[at]
        if c != '\\':
            out.append(c)
            at += 1
            continue
        kind = text[at + 1:at + 2]
        end, reason = len(text), '\\ at end of string'
        if kind in _SIMPLE_ESCAPES and kind:
            out.append(_SIMPLE_ESCAPES[kind])
            at += 2
            continue
        if kind and kind in '01234567':
            end = at + 2
            while end < at + 4 and text[end:end + 1] and text[end] in '01234567':
                end += 1
            code = int(text[at + 1:end], 8)
            if code > 0xff:
                invalid = invalid or text[at + 1:end]
            out.append(chr(code))
            at = end
            continue
        size = {'x': 2, 'u': 4, 'U': 8}.get(kind)
        if size:
            end = at + 2
            while end < at + 2 + size and text[end:end + 1] and text[end] in '0123456789abcdefABCDEF':
                end += 1
            if end == at + 2 + size:
                code = int(text[at + 2:end], 16)
                if code <= 0x10ffff:
                    out.append(chr(code))
                    at = end
                    continue
                reason = 'illegal Unicode character'
            else:
                reason = f'truncated \\{kind}{"X" * size} escape'
                if not final and end == len(text):
                    break
        elif kind == 'N':
            import unicodedata
            close = text.find('}', at)
            reason = 'malformed \\N character escape'
            if text[at + 2:at + 3] == '{' and close > 0:
                end, reason = close + 1, 'unknown Unicode character name'
                try:
                    out.append(unicodedata.lookup(text[at + 3:close]))
                    at = end
                    continue
                except KeyError:
                    pass
            else:
                end = at + 2
        elif kind:
            invalid = invalid or kind
            out.append('\\' + kind)
            at += 2
            continue
        elif not final:
            break
        error = UnicodeDecodeError('unicodeescape', data, at, end, reason)
        if errors == 'strict':
            raise error
        replacement, at = _handled(errors, error, len(data), False)
        out.append(replacement)
    _warn_of_escape(invalid)
    return ''.join(out), at


def _warn_of_escape(invalid):
    """Warns of the first escape sequence that means nothing, or more than a byte holds: what follows its backslash."""
    if invalid is not None:
        import warnings
        kind = 'octal escape' if len(invalid) > 1 else 'escape'
        warnings.warn(f'"\\{invalid}" is an invalid {kind} sequence. Such sequences will not work in the future. ',
                      DeprecationWarning, stacklevel=2, skip_file_prefixes=(__file__,))


def raw_unicode_escape_encode(str, errors=None, /):
    """Text as it stands in a raw string literal."""
    _check(str, errors, 'raw_unicode_escape_encode')
    return ''.join([c if c <= '\xff' else _escaped(ord(c)) for c in str]).encode('latin-1'), len(str)


def raw_unicode_escape_decode(data, errors=None, final=True, /):
    """Text out of what stands in a raw string literal."""
    if isinstance(data, str):
        data = data.encode('utf-8')
    data = bytes(data)
    errors = 'strict' if errors is None else errors
    text, out, at = data.decode('latin-1'), [], 0
    while at < len(text):
        size = {'u': 4, 'U': 8}.get(text[at + 1:at + 2]) if text[at] == '\\' else None
        if not final and text[at] == '\\' and at + 1 == len(text):
            break
        if not size:
            step = 2 if text[at:at + 2] == '\\\\' else 1
            out.append(text[at:at + step])
            at += step
            continue
        end = at + 2
        while end < at + 2 + size and text[end:end + 1] and text[end] in '0123456789abcdefABCDEF':
            end += 1
        if not final and end == len(text) < at + 2 + size:
            break
        code = int(text[at + 2:end] or '0', 16)
        if end == at + 2 + size and code <= 0x10ffff:
            out.append(chr(code))
            at = end
            continue
        reason = f'truncated \\{text[at + 1]}{"X" * size} escape' if end < at + 2 + size else '\\Uxxxxxxxx out of range'
        error = UnicodeDecodeError('rawunicodeescape', data, at, end, reason)
        if errors == 'strict':
            raise error
        replacement, at = _handled(errors, error, len(data), False)
        out.append(replacement)
    return ''.join(out), at


def escape_encode(data, errors=None, /):
    """Bytes as they stand in a literal."""
    if not isinstance(data, bytes):
        raise TypeError(f"escape_encode() argument 1 must be bytes, not {type(data).__name__}")
    shown = repr(data + b'"')[2:-2].replace('"', '"')
    return shown.encode('latin-1'), len(data)


def escape_decode(data, errors=None, /):
    """Bytes out of what stands in a literal."""
    text = data if isinstance(data, str) else bytes(data).decode('latin-1')
    out, at, invalid = [], 0, None
    while at < len(text):
        kind = text[at + 1:at + 2]
        if text[at] != '\\':
            out.append(text[at])
            at += 1
        elif not kind:
            raise ValueError('Trailing \\ in string')
        elif kind in _SIMPLE_ESCAPES:
            out.append(_SIMPLE_ESCAPES[kind])
            at += 2
        elif kind in '01234567':
            end = at + 2
            while end < at + 4 and text[end:end + 1] and text[end] in '01234567':
                end += 1
            code = int(text[at + 1:end], 8)
            if code > 0xff:
                invalid = invalid or text[at + 1:end]
            out.append(chr(code & 0xff))
            at = end
        elif kind == 'x':
            digits = text[at + 2:at + 4]
            if len(digits) < 2 or not all(c in '0123456789abcdefABCDEF' for c in digits):
                if errors not in ('replace', 'ignore'):
                    raise ValueError(f'invalid \\x escape at position {at}')
                out.append('?' if errors == 'replace' else '')
                at += 2 + sum(1 for c in digits[:1] if c in '0123456789abcdefABCDEF')
            else:
                out.append(chr(int(digits, 16)))
                at += 4
        else:
            invalid = invalid or kind
            out.append('\\' + kind)
            at += 2
    _warn_of_escape(invalid)
    return ''.join(out).encode('latin-1'), len(data)


def readbuffer_encode(data, errors=None, /):
    data = data.encode() if isinstance(data, str) else bytes(data)
    return data, len(data)


def _rot13(input, errors='strict'):
    if not isinstance(input, str):
        raise TypeError(
            f"descriptor 'translate' for 'str' objects doesn't apply to a '{type(input).__name__}' object")
    def turn(c):
        if 'a' <= c <= 'z':
            return chr((ord(c) - 84) % 26 + 97)
        return chr((ord(c) - 52) % 26 + 65) if 'A' <= c <= 'Z' else c
    return ''.join(map(turn, input)), len(input)


def _undefined(input, errors='strict'):
    raise UnicodeError('undefined encoding')


def _hex_encode(input, errors='strict'):
    import binascii
    return binascii.b2a_hex(input), len(input)


def _hex_decode(input, errors='strict'):
    import binascii
    return binascii.a2b_hex(input), len(input)


def _base64_encode(input, errors='strict'):
    import base64
    return base64.encodebytes(input), len(input)


def _base64_decode(input, errors='strict'):
    import base64
    return base64.decodebytes(input), len(input)


def _bytes_to_bytes(name):
    """What belongs to `quopri`, `uu`, `zlib` or `bz2`."""
    import io
    if name == 'zlib':
        import zlib
        whole_encode, whole_decode = zlib.compress, zlib.decompress
    elif name == 'bz2':
        import bz2
        whole_encode, whole_decode = bz2.compress, bz2.decompress
    elif name == 'quopri':
        import quopri

        def whole_encode(input):
            return _through(quopri.encode, input, quotetabs=True)

        def whole_decode(input):
            return _through(quopri.decode, input)
    elif name == 'uu':
        from binascii import a2b_uu, b2a_uu

        def whole_encode(input):
            lines = [b2a_uu(input[at:at + 45]) for at in range(0, len(input), 45)]
            return b'begin 666 <data>\n' + b''.join(lines) + b' \nend\n'

        def whole_decode(input):
            lines = iter(input.splitlines(keepends=True))
            for line in lines:
                if line.startswith(b'begin'):
                    break
            else:
                raise ValueError('Missing "begin" line in input data')
            result = b''
            for line in lines:
                if line.strip(b'\r\n \t\f') == b'end':
                    return result
                result += a2b_uu(line)
            raise ValueError('Truncated input data')

    def _through(function, input, **options):
        output = io.BytesIO()
        function(io.BytesIO(input), output, **options)
        return output.getvalue()

    def encode(input, errors='strict'):
        return whole_encode(bytes(input)), len(input)

    def decode(input, errors='strict'):
        return whole_decode(bytes(input)), len(input)

    return _info(name, encode, decode, is_text=False, needs_state=False)


# ---------------------------------------------------------------------------------------------------------------
# Looking up


def _info(name, encode, decode, is_text=True, encoders=None, marks=None, needs_state=True):
    if encoders:
        class _Encoder(_MarkedEncoder):
            _encoders = encoders
    else:
        class _Encoder(IncrementalEncoder):
            def encode(self, input, final=False):
                return encode(input, self.errors)[0]
    if marks:
        class _Decoder(_MarkedDecoder):
            _marks = marks
            _needs_mark = name if name in ('utf-16', 'utf-32') else None
    elif needs_state:
        class _Decoder(BufferedIncrementalDecoder):
            def _buffer_decode(self, input, errors, final):
                return decode(input, errors, final)
    else:
        class _Decoder(IncrementalDecoder):
            def decode(self, input, final=False):
                return decode(input, self.errors)[0]

    class _Writer(StreamWriter):
        def encode(self, input, errors='strict'):
            if not encoders:
                return encode(input, errors)
            if not hasattr(self, '_encoder'):
                self._encoder = _Encoder(errors)
            return self._encoder.encode(input), len(input)

        def reset(self):
            if encoders and hasattr(self, '_encoder'):
                self._encoder.reset()

    class _Reader(StreamReader):
        def decode(self, input, errors='strict'):
            if not marks:
                return decode(input, errors)
            if not hasattr(self, '_decoder'):
                self._decoder = _Decoder(errors)
            return self._decoder.decode(input), len(input)

        def reset(self):
            StreamReader.reset(self)
            if marks and hasattr(self, '_decoder'):
                self._decoder.reset()

    def decode_whole(input, errors='strict'):
        return decode(input, errors, True) if needs_state else decode(input, errors)

    for cls, own in ((_Encoder, 'IncrementalEncoder'), (_Decoder, 'IncrementalDecoder'), (_Writer, 'StreamWriter'),
                     (_Reader, 'StreamReader')):
        cls.__name__ = cls.__qualname__ = own
        cls.__module__ = f'encodings.{name.replace("-", "_")}'
    return CodecInfo(encode, decode_whole, _Reader, _Writer, _Encoder, _Decoder, name, _is_text_encoding=is_text)


def _little_or_big(little, big):
    return little if sys.byteorder == 'little' else big


def _standard(name):
    """The library's own encoding of a name without spelling differences."""
    from encodings.aliases import aliases
    name = (aliases.get(name) or aliases.get(name.replace('.', '_'), name)).replace('_', '-')
    if name == 'latin-1':
        name = 'iso8859-1'
    elif name.endswith('-codec'):
        name = name.removesuffix('-codec')
    if name == 'utf-16':
        own = _little_or_big(utf_16_le_encode, utf_16_be_encode)
        default = _little_or_big(utf_16_le_decode, utf_16_be_decode)
        marks = {BOM_UTF16_LE: utf_16_le_decode, BOM_UTF16_BE: utf_16_be_decode}, default, 2
        return _info(name, utf_16_encode, utf_16_decode, encoders=(utf_16_encode, own), marks=marks)
    if name == 'utf-32':
        own = _little_or_big(utf_32_le_encode, utf_32_be_encode)
        default = _little_or_big(utf_32_le_decode, utf_32_be_decode)
        marks = {BOM_UTF32_LE: utf_32_le_decode, BOM_UTF32_BE: utf_32_be_decode}, default, 4
        return _info(name, utf_32_encode, utf_32_decode, encoders=(utf_32_encode, own), marks=marks)
    if name == 'utf-8-sig':
        marks = {BOM_UTF8: utf_8_decode}, utf_8_decode, 3
        return _info(name, _utf_8_sig_encode, _utf_8_sig_decode, encoders=(_utf_8_sig_encode, utf_8_encode), marks=marks)
    if name in _NATIVE:
        return _info(name, *_NATIVE[name])
    table = _CHARMAPS.get(name)
    if table is None:
        from _charmaps_more import TABLES
        table = TABLES.get(name)
    if table is not None:
        if len(table) < 256:
            table = ''.join(map(chr, range(128))) + table
        encoding = charmap_build(table)
        return _info(
            name, lambda input, errors='strict': charmap_encode(input, errors, encoding),
            lambda input, errors='strict': charmap_decode(input, errors, table), needs_state=False)
    if name == 'unicode-escape':
        return _info(name, unicode_escape_encode, unicode_escape_decode)
    if name == 'raw-unicode-escape':
        return _info(name, raw_unicode_escape_encode, raw_unicode_escape_decode)
    if name == 'charmap':
        return _info(name, charmap_encode, charmap_decode, needs_state=False)
    if name in ('idna', 'punycode', 'utf-7'):
        from importlib import import_module
        return import_module('encodings.' + name.replace('-', '_')).getregentry()
    if name == 'undefined':
        return _info(name, _undefined, _undefined, needs_state=False)
    if name in ('uu', 'quopri', 'zlib', 'bz2'):
        return _bytes_to_bytes(name)
    plain = name.replace('-', '_')
    if plain.startswith(('gb', 'big5', 'cp9', 'euc', 'shift')):
        import _multibyte
        if plain in _multibyte.NAMES:
            return _multibyte.entry(plain)
    if name in ('rot13', 'rot-13'):
        return _info('rot-13', _rot13, _rot13, is_text=False, needs_state=False)
    if name == 'hex':
        return _info(name, _hex_encode, _hex_decode, is_text=False, needs_state=False)
    if name == 'base64':
        return _info(name, _base64_encode, _base64_decode, is_text=False, needs_state=False)
    return None


_search_functions = []
_cache = {}


def register(search_function, /):
    """Adds a function that finds encodings by name."""
    if not callable(search_function):
        raise TypeError('argument must be callable')
    _search_functions.append(search_function)


def unregister(search_function, /):
    """Takes a function away that `register` added."""
    if search_function in _search_functions:
        _search_functions.remove(search_function)
        _cache.clear()


def _normal(name):
    """A name in lower case, with one underscore for each run of what is no letter, digit or dot."""
    if name.isascii() and name.isidentifier() and '__' not in name:
        return name.lower()
    from encodings import normalize_encoding
    return normalize_encoding(name).lower()


def lookup(encoding, /):
    """What belongs to an encoding."""
    if not isinstance(encoding, str):
        raise TypeError(f'lookup() argument must be str, not {type(encoding).__name__}')
    # Found under the name that was given as well as under its normal form.
    info = _cache.get(encoding)
    if info is not None:
        return info
    if '\0' in encoding:
        raise ValueError('embedded null character')
    name = _normal(encoding)
    info = _cache.get(name)
    if info is not None:
        _cache[encoding] = info
        return info
    info = _standard(name)
    if info is None:
        for search in _search_functions:
            info = search(name)
            if info is not None:
                if not isinstance(info, tuple) or len(info) != 4:
                    raise TypeError('codec search functions must return 4-tuples')
                break
        else:
            raise LookupError(f'unknown encoding: {encoding}')
    _cache[name] = info
    return info


def _noted(function, operation, encoding, object, errors):
    """What a codec's function results in; a note of its exceptions says which codec failed."""
    try:
        return function(object, errors)
    except BaseException as e:
        e.add_note(f"{operation} with '{encoding}' codec failed")
        raise


def encode(obj, encoding='utf-8', errors='strict'):
    """Encodes an object."""
    result = _noted(lookup(encoding)[0], 'encoding', encoding, obj, errors)
    if not isinstance(result, tuple) or len(result) != 2:
        raise TypeError('encoder must return a tuple (object, integer)')
    return result[0]


def decode(obj, encoding='utf-8', errors='strict'):
    """Decodes an object."""
    result = _noted(lookup(encoding)[1], 'decoding', encoding, obj, errors)
    if not isinstance(result, tuple) or len(result) != 2:
        raise TypeError('decoder must return a tuple (object,integer)')
    return result[0]


def _text_encode(text, encoding, errors):
    """`str.encode` for the encodings that strings do not know by themselves."""
    info = lookup(encoding)
    if not getattr(info, '_is_text_encoding', True):
        raise LookupError(
            f"'{encoding}' is not a text encoding; use codecs.encode() to handle arbitrary codecs")
    result = _noted(info[0], 'encoding', encoding, text, errors)
    if not isinstance(result, tuple) or len(result) != 2:
        raise TypeError('encoder must return a tuple (object, integer)')
    if not isinstance(result[0], bytes):
        raise TypeError(
            f"'{encoding}' encoder returned '{type(result[0]).__name__}' instead of 'bytes'; "
            'use codecs.encode() to encode to arbitrary types')
    return result[0]


def _text_decode(data, encoding, errors):
    """`bytes.decode` for the encodings that strings do not know by themselves."""
    info = lookup(encoding)
    if not getattr(info, '_is_text_encoding', True):
        raise LookupError(
            f"'{encoding}' is not a text encoding; use codecs.decode() to handle arbitrary codecs")
    result = _noted(info[1], 'decoding', encoding, data, errors)
    if not isinstance(result, tuple) or len(result) != 2:
        raise TypeError('decoder must return a tuple (object,integer)')
    if not isinstance(result[0], str):
        raise TypeError(
            f"'{encoding}' decoder returned '{type(result[0]).__name__}' instead of 'str'; "
            'use codecs.decode() to decode to arbitrary types')
    return result[0]


def _encode_by_handler(text, encoding, errors):
    """`str.encode` with an error handler that a program registered."""
    out, at, named = b'', 0, None
    if encoding in ('utf-16', 'utf-32'):
        out = ''.encode(encoding)
        named, encoding = encoding, encoding + _little_or_big('-le', '-be')
    while True:
        try:
            return out + text[at:].encode(encoding)
        except UnicodeEncodeError as e:
            error = UnicodeEncodeError(named or e.encoding, text, at + e.start, at + e.end, e.reason)
        out += text[at:error.start].encode(encoding)
        replacement, at = _handled(errors, error, len(text), True)
        width = 2 if encoding.startswith('utf-16') else 4 if encoding.startswith('utf-32') else 1
        if isinstance(replacement, str):
            # Only Latin-1 takes more than ASCII from a handler.
            if not replacement.isascii() and not (encoding == 'latin-1' and max(replacement) <= '\xff'):
                raise error
            replacement = replacement.encode(encoding)
        elif len(replacement) % width:
            raise error
        out += replacement


def _decode_by_handler(data, encoding, errors):
    """`bytes.decode` with an error handler that a program registered."""
    out, at = '', 0
    while True:
        try:
            return out + data[at:].decode(encoding)
        except UnicodeDecodeError as e:
            error = UnicodeDecodeError(e.encoding, data, at + e.start, at + e.end, e.reason)
        out += data[at:error.start].decode(encoding)
        encoding = error.encoding
        replacement, at = _handled(errors, error, len(data), False)
        out += replacement


def getencoder(encoding):
    """The function that encodes."""
    return lookup(encoding).encode


def getdecoder(encoding):
    """The function that decodes."""
    return lookup(encoding).decode


def getincrementalencoder(encoding):
    """The class that encodes piece by piece."""
    encoder = lookup(encoding).incrementalencoder
    if encoder is None:
        raise LookupError(encoding)
    return encoder


def getincrementaldecoder(encoding):
    """The class that decodes piece by piece."""
    decoder = lookup(encoding).incrementaldecoder
    if decoder is None:
        raise LookupError(encoding)
    return decoder


def getreader(encoding):
    """The class that reads text from a binary stream."""
    return lookup(encoding).streamreader


def getwriter(encoding):
    """The class that writes text to a binary stream."""
    return lookup(encoding).streamwriter


def iterencode(iterator, encoding, errors='strict', **kwargs):
    """Encodes the pieces of an iterable."""
    encoder = getincrementalencoder(encoding)(errors, **kwargs)
    for input in iterator:
        output = encoder.encode(input)
        if output:
            yield output
    output = encoder.encode('', True)
    if output:
        yield output


def iterdecode(iterator, encoding, errors='strict', **kwargs):
    """Decodes the pieces of an iterable."""
    decoder = getincrementaldecoder(encoding)(errors, **kwargs)
    for input in iterator:
        output = decoder.decode(input)
        if output:
            yield output
    output = decoder.decode(b'', True)
    if output:
        yield output


def open(filename, mode='r', encoding=None, errors='strict', buffering=-1):
    """Opens a file through an encoding; `io.open` is better at it."""
    import builtins
    import warnings
    warnings.warn('codecs.open() is deprecated. Use open() instead.', DeprecationWarning, stacklevel=2)
    if encoding is not None and 'b' not in mode:
        mode += 'b'
    file = builtins.open(filename, mode, buffering)
    if encoding is None:
        return file
    try:
        info = lookup(encoding)
        result = StreamReaderWriter(file, info.streamreader, info.streamwriter, errors)
        result.encoding = encoding
        return result
    except:
        file.close()
        raise


def EncodedFile(file, data_encoding, file_encoding=None, errors='strict'):
    """A binary stream in one encoding seen in another."""
    if file_encoding is None:
        file_encoding = data_encoding
    data, inner = lookup(data_encoding), lookup(file_encoding)
    result = StreamRecoder(file, data.encode, data.decode, inner.streamreader, inner.streamwriter, errors)
    result.data_encoding = data_encoding
    result.file_encoding = file_encoding
    return result
