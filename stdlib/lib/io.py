"""Files: `open`, text and binary streams, streams in memory.

`open` makes streams of `_io`, which are native. The classes here work over any raw stream or buffer; native streams
count as their instances."""

import _io
from _io import BytesIO, FileIO, StringIO, open, text_encoding
import abc
from _operator import index as _index
from _types import _as_built_in
from _io_bases import BufferedIOBase, IOBase, RawIOBase, TextIOBase, UnsupportedOperation
from _io_buffered import BufferedRandom, BufferedReader, BufferedRWPair, BufferedWriter

__all__ = [
    'BlockingIOError', 'open', 'open_code', 'IOBase', 'RawIOBase', 'FileIO', 'BytesIO', 'StringIO', 'BufferedIOBase',
    'BufferedReader', 'BufferedWriter', 'BufferedRWPair', 'BufferedRandom', 'TextIOBase', 'TextIOWrapper',
    'UnsupportedOperation', 'SEEK_SET', 'SEEK_CUR', 'SEEK_END', 'DEFAULT_BUFFER_SIZE', 'IncrementalNewlineDecoder',
    'text_encoding', 'Reader', 'Writer']

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
DEFAULT_BUFFER_SIZE = _io.DEFAULT_BUFFER_SIZE
BlockingIOError = BlockingIOError


def open_code(path):
    """A file of code, opened for reading bytes."""
    if not isinstance(path, str):
        raise TypeError(f"open_code() argument 'path' must be str, not {type(path).__name__}")
    return open(path, 'rb')


# ---------------------------------------------------------------------------------------------------------------
# Text


class IncrementalNewlineDecoder:
    """Turns the ends of lines into `\\n` piece by piece, behind another decoder."""

    def __init__(self, decoder, translate, errors='strict'):
        self.decoder = decoder
        self.translate = translate
        self.errors = errors
        self._seen = 0
        self._return_waits = False

    def decode(self, input, final=False):
        text = input if self.decoder is None else self.decoder.decode(input, final=final)
        if not isinstance(text, str):
            raise TypeError(f'decoder should return a string result, not \'{type(text).__name__}\'')
        if self._return_waits and (text or final):
            text = '\r' + text
            self._return_waits = False
        # Whether a line ends with a carriage return alone shows only with the next character.
        if text.endswith('\r') and not final:
            text = text[:-1]
            self._return_waits = True
        both = text.count('\r\n')
        returns, feeds = text.count('\r') - both, text.count('\n') - both
        self._seen |= (1 if feeds else 0) | (2 if returns else 0) | (4 if both else 0)
        if self.translate:
            if both:
                text = text.replace('\r\n', '\n')
            if returns:
                text = text.replace('\r', '\n')
        return text

    def getstate(self):
        data, flag = (b'', 0) if self.decoder is None else self.decoder.getstate()
        return data, flag << 1 | self._return_waits

    def setstate(self, state):
        data, flag = state
        self._return_waits = bool(flag & 1)
        if self.decoder is not None:
            self.decoder.setstate((data, flag >> 1))

    def reset(self):
        self._seen = 0
        self._return_waits = False
        if self.decoder is not None:
            self.decoder.reset()

    @property
    def newlines(self):
        found = tuple(end for bit, end in ((2, '\r'), (1, '\n'), (4, '\r\n')) if self._seen & bit)
        return found if len(found) > 1 else found[0] if found else None


class TextIOWrapper(TextIOBase):
    """Text over a buffer of bytes."""

    _CHUNK_SIZE = 8192

    def __init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False):
        self._check_newline(newline)
        if encoding is None:
            encoding = text_encoding(None)
        if encoding == 'locale':
            encoding = 'UTF-8'
        if not isinstance(encoding, str):
            raise TypeError(f"TextIOWrapper() argument 'encoding' must be str or None, not {type(encoding).__name__}")
        if errors is not None and not isinstance(errors, str):
            raise TypeError(f"TextIOWrapper() argument 'errors' must be str or None, not {type(errors).__name__}")
        import codecs
        self._codecs = codecs
        if not codecs.lookup(encoding)._is_text_encoding:
            raise LookupError(
                f"'{encoding}' is not a text encoding")
        self._readable, self._writable = buffer.readable(), buffer.writable()
        self._seekable = self._telling = buffer.seekable()
        self._buffer = buffer
        self._has_read1 = hasattr(buffer, 'read1')
        # What has been encoded and waits to be written, and how much that is.
        self._pending, self._pending_size = [], 0
        self._ahead = ''
        # The place of the first byte that `_ahead` came from, the state then, and the bytes since.
        self._snapshot = None
        self._has_read = False
        self._configure(encoding, 'strict' if errors is None else errors, newline, line_buffering, write_through)
        self._fix_encoder()

    def _fix_encoder(self):
        # No mark of the byte order in the middle.
        if self._seekable and self._writable:
            try:
                if self._buffer.tell() != 0:
                    self._encoder.setstate(0)
            except (AttributeError, OSError):
                pass

    @staticmethod
    def _check_newline(newline):
        if newline is not None and not isinstance(newline, str):
            raise TypeError(f"TextIOWrapper() argument 'newline' must be str or None, not {type(newline).__name__}")
        if newline not in (None, '', '\n', '\r', '\r\n'):
            raise ValueError(f'illegal newline value: {newline}')

    def _configure(self, encoding, errors, newline, line_buffering, write_through):
        self._encoding = encoding
        self._errors = errors
        self._newline = newline
        self._line_buffering = bool(line_buffering)
        self._write_through = bool(write_through)
        self._universal = not newline
        self._ends_at_feeds = newline is None or newline == '\n'
        self._written_end = {'': '\n', None: '\n'}.get(newline, newline)
        codecs = self._codecs
        self._encoder = codecs.getincrementalencoder(encoding)(errors)
        self._decoder = codecs.getincrementaldecoder(encoding)(errors)
        # Those that strings know by themselves, and that leave nothing for later.
        self._encodes_directly = codecs.lookup(encoding).name in ('utf-8', 'ascii', 'iso8859-1')
        if self._universal:
            self._decoder = IncrementalNewlineDecoder(self._decoder, newline is None)

    @property
    def buffer(self):
        buffer = getattr(self, '_buffer', self)
        if buffer is self:
            raise ValueError('I/O operation on uninitialized object')
        if buffer is None:
            raise ValueError('underlying buffer has been detached')
        return buffer

    _stream = buffer

    @property
    def encoding(self):
        return self._encoding

    @property
    def errors(self):
        return self._errors

    @property
    def newlines(self):
        return self._decoder.newlines if self._universal else None

    @property
    def line_buffering(self):
        return self._line_buffering

    @property
    def write_through(self):
        return self._write_through

    @property
    def closed(self):
        return self._stream.closed

    @property
    def name(self):
        return self._stream.name

    def __repr__(self):
        text = '<_io.TextIOWrapper' if type(self) is TextIOWrapper else f'<{type(self).__name__}'
        for attribute in ('name', 'mode'):
            try:
                text += f' {attribute}={getattr(self, attribute)!r}'
            except (AttributeError, ValueError):
                pass
        return f'{text} encoding={self.encoding!r}>'

    def reconfigure(self, *, encoding=None, errors=None, newline=..., line_buffering=None, write_through=None):
        for name, value in (('encoding', encoding), ('errors', errors)):
            if value is not None and not isinstance(value, str):
                raise TypeError(f"reconfigure() argument '{name}' must be str or None, not {type(value).__name__}")
        if self._has_read and (encoding is not None or errors is not None or newline is not ...):
            raise UnsupportedOperation(
                'It is not possible to set the encoding or newline of stream after the first read')
        if newline is ...:
            newline = self._newline
        else:
            self._check_newline(newline)
        if errors is None:
            errors = self._errors if encoding is None else 'strict'
        if encoding is None:
            encoding = self._encoding
        elif encoding == 'locale':
            encoding = 'UTF-8'
        line_buffering = self._line_buffering if line_buffering is None else _index(line_buffering)
        write_through = self._write_through if write_through is None else _index(write_through)
        self._codecs.lookup(encoding)
        self.flush()
        self._configure(encoding, errors, newline, line_buffering, write_through)
        self._fix_encoder()

    def readable(self):
        return self._stream.readable()

    def writable(self):
        return self._stream.writable()

    def seekable(self):
        self._checkClosed()
        return self._stream.seekable()

    def fileno(self):
        return self._stream.fileno()

    def isatty(self):
        return self._stream.isatty()

    def flush(self):
        self._checkClosed()
        self._write_pending()
        self._stream.flush()
        self._telling = self._seekable

    def _write_pending(self):
        if self._pending:
            pending, self._pending, self._pending_size = self._pending, [], 0
            self._stream.write(b''.join(pending))

    def close(self):
        if not self.closed:
            try:
                self.flush()
            finally:
                self._stream.close()

    def detach(self):
        buffer = self._stream
        self.flush()
        self._buffer = None
        return buffer

    def write(self, s, /):
        if not isinstance(s, str):
            raise TypeError(f'write() argument must be str, not {type(s).__name__}')
        self._check_open()
        has_end = '\n' in s
        text = s.replace('\n', self._written_end) if has_end and self._written_end != '\n' else s
        if self._encodes_directly:
            data = text.encode(self._encoding, self._errors)
        else:
            data = self._encoder.encode(text)
        if len(data) >= self._CHUNK_SIZE:
            self._write_pending()
        self._pending.append(data)
        self._pending_size += len(data)
        ends_line = self._line_buffering and (has_end or '\r' in s)
        if ends_line or self._write_through or self._pending_size >= self._CHUNK_SIZE:
            self._write_pending()
        if ends_line:
            self._stream.flush()
        self._forget_ahead()
        return len(s)

    def _forget_ahead(self):
        self._ahead = ''
        self._snapshot = None

    def _read_chunk(self):
        """Reads and decodes more; `False` at the end."""
        self._has_read = True
        if self._telling:
            state = self._decoder.getstate()
            place = self._stream.tell() - len(state[0])
        buffer = self._stream
        data = buffer.read1(self._CHUNK_SIZE) if self._has_read1 else buffer.read(self._CHUNK_SIZE)
        if not isinstance(data, (bytes, bytearray, memoryview)):
            method = 'read1' if self._has_read1 else 'read'
            raise TypeError(
                f"underlying {method}() should have returned a bytes-like object, not '{type(data).__name__}'")
        text = self._decoder.decode(data, not data)
        if self._telling:
            self._snapshot = place, state, state[0] + bytes(data), self._ahead
        self._ahead += text
        return bool(data)

    def _check_open(self):
        if type(self) is TextIOWrapper:
            buffer = getattr(self, '_buffer', None)
            if buffer is not None and not buffer.closed:
                return
        self._stream
        self._checkClosed()

    def _check_reading(self):
        self._check_open()
        if not self._readable:
            raise UnsupportedOperation('not readable')
        self._write_pending()

    def read(self, size=-1, /):
        if size is None:
            size = -1
        elif not hasattr(size, '__index__'):
            raise TypeError(f"argument should be integer or None, not '{type(size).__name__}'")
        size = size.__index__()
        self._check_reading()
        self._telling = self._seekable
        if size < 0:
            self._has_read = True
            data = self._stream.read()
            text = self._ahead + self._decoder.decode(b'' if data is None else data, final=True)
            self._forget_ahead()
            return text
        while len(self._ahead) < size:
            if not self._read_chunk():
                break
        return self._take(size)

    def _take(self, size):
        text, self._ahead = self._ahead[:size], self._ahead[size:]
        return text

    def _line_end(self, text, start):
        """Where the first line of the text ends; -1 if it is not complete."""
        if self._ends_at_feeds:
            return text.find('\n', start) + 1 or -1
        if self._newline:
            at = text.find(self._newline)
            return -1 if at < 0 else at + len(self._newline)
        feed, back = text.find('\n'), text.find('\r')
        if back < 0 or 0 <= feed < back:
            return feed + 1 or -1
        return back + 2 if text[back + 1:back + 2] == '\n' else back + 1

    def readline(self, size=-1, /):
        if not hasattr(size, '__index__'):
            raise TypeError(f"'{type(size).__name__}' object cannot be interpreted as an integer")
        self._check_reading()
        self._telling = self._seekable
        return self._line(size)

    def _line(self, size):
        ahead = self._ahead
        if size < 0 and self._ends_at_feeds and (end := ahead.find('\n') + 1):
            self._ahead = ahead[end:]
            return ahead[:end]
        start = 0
        while (end := self._line_end(self._ahead, start)) < 0:
            if 0 <= size <= len(self._ahead):
                break
            start = len(self._ahead)
            if not self._read_chunk():
                end = self._line_end(self._ahead, start)
                break
        if end < 0:
            end = len(self._ahead)
        return self._take(min(end, size) if size >= 0 else end)

    def __next__(self):
        self._check_reading()
        self._telling = False
        if type(self) is TextIOWrapper:
            line = self._line(-1)
        else:
            line = self.readline()
            if not isinstance(line, str):
                raise OSError(f"readline() should have returned a str object, not '{type(line).__name__}'")
        self._telling = False
        if not line:
            self._snapshot = None
            self._telling = self._seekable
            raise StopIteration
        return line

    def tell(self):
        self._stream
        self._checkClosed()
        if not self._seekable:
            raise UnsupportedOperation('underlying stream is not seekable')
        if not self._telling:
            raise OSError('telling position disabled by next() call')
        self.flush()
        if not self._ahead or self._snapshot is None:
            return self._stream.tell()
        place, state, data, before = self._snapshot
        # As many bytes as decode to what has been read since.
        wanted = len(before) - len(self._ahead)
        decoder = self._decoder
        now = decoder.getstate()
        total = self._decoded_length(state, data) + len(before)
        wanted = total - len(self._ahead) - len(before) if not before else total - len(self._ahead)
        try:
            low, high = 0, len(data)
            while low < high:
                middle = (low + high) // 2
                if self._decoded_length(state, data[:middle]) < wanted:
                    low = middle + 1
                else:
                    high = middle
            return place + low
        finally:
            decoder.setstate(now)

    def _decoded_length(self, state, data):
        decoder = self._decoder
        decoder.setstate((b'', state[1]))
        return len(decoder.decode(data))

    def seek(self, cookie, whence=0, /):
        self._stream
        self._checkClosed()
        if not self._seekable:
            raise UnsupportedOperation('underlying stream is not seekable')
        if whence == 1:
            if cookie != 0:
                raise UnsupportedOperation("can't do nonzero cur-relative seeks")
            cookie = self.tell()
        elif whence == 2:
            if cookie != 0:
                raise UnsupportedOperation("can't do nonzero end-relative seeks")
            self.flush()
            place = self._stream.seek(0, 2)
            self._forget_ahead()
            self._decoder.reset()
            self._encoder.setstate(0) if place else self._encoder.reset()
            return place
        elif whence != 0:
            raise ValueError(f'invalid whence ({whence}, should be 0, 1 or 2)')
        if cookie < 0:
            raise ValueError(f'negative seek position {cookie}')
        self.flush()
        self._stream.seek(cookie)
        self._forget_ahead()
        self._decoder.reset()
        self._encoder.setstate(0) if cookie else self._encoder.reset()
        return cookie

    def truncate(self, pos=None, /):
        self.flush()
        return self._stream.truncate(pos)

    def __reduce__(self):
        raise TypeError(f"cannot pickle '{type(self).__name__}' instances")

    def __reduce_ex__(self, protocol, /):
        self.__reduce__()


_GenericAlias = type(list[int])


class Reader(metaclass=abc.ABCMeta):
    """Anything with `read`."""

    __slots__ = ()

    @abc.abstractmethod
    def read(self, size=..., /):
        """Read data from the input stream and return it."""

    @classmethod
    def __subclasshook__(cls, other):
        if cls is Reader:
            return any('read' in c.__dict__ for c in other.__mro__) or NotImplemented
        return NotImplemented

    __class_getitem__ = classmethod(_GenericAlias)


class Writer(metaclass=abc.ABCMeta):
    """Anything with `write`."""

    __slots__ = ()

    @abc.abstractmethod
    def write(self, data, /):
        """Write data to the output stream and return the number of items written."""

    @classmethod
    def __subclasshook__(cls, other):
        if cls is Writer:
            return any('write' in c.__dict__ for c in other.__mro__) or NotImplemented
        return NotImplemented

    __class_getitem__ = classmethod(_GenericAlias)


RawIOBase.register(FileIO)
BufferedIOBase.register(BytesIO)
TextIOBase.register(StringIO)
for _class in (BufferedReader, BufferedWriter, BufferedRandom, TextIOWrapper):
    _class.register(getattr(_io, _class.__name__))
    _class.__module__ = '_io'
BufferedRWPair.__module__ = IncrementalNewlineDecoder.__module__ = '_io'
for _class in (BufferedReader, BufferedWriter, BufferedRandom, BufferedRWPair, TextIOWrapper, IncrementalNewlineDecoder):
    _as_built_in(_class)
del _class


for _class in (IncrementalNewlineDecoder, BufferedRWPair, UnsupportedOperation):
    setattr(_io, _class.__name__, _class)
for _class in (IOBase, RawIOBase, BufferedIOBase, TextIOBase):
    setattr(_io, '_' + _class.__name__, _class)
_io.BlockingIOError = BlockingIOError
_io.open_code = open_code
del _class
