"""Compression as xz does it, and files of that."""

import hashlib
from _compressed_files import CompressedFile, bytes_of as _bytes, decompress_all, open_file
from _lzma import Compress as _Compress, Decompress as _Decompress, crc64 as _crc64
from zlib import crc32 as _crc32

__all__ = ['CHECK_NONE', 'CHECK_CRC32', 'CHECK_CRC64', 'CHECK_SHA256', 'CHECK_ID_MAX', 'CHECK_UNKNOWN', 'FILTER_LZMA1',
           'FILTER_LZMA2', 'FILTER_DELTA', 'FILTER_X86', 'FILTER_IA64', 'FILTER_ARM', 'FILTER_ARMTHUMB',
           'FILTER_POWERPC', 'FILTER_SPARC', 'FORMAT_AUTO', 'FORMAT_XZ', 'FORMAT_ALONE', 'FORMAT_RAW', 'MF_HC3',
           'MF_HC4', 'MF_BT2', 'MF_BT3', 'MF_BT4', 'MODE_FAST', 'MODE_NORMAL', 'PRESET_DEFAULT', 'PRESET_EXTREME',
           'LZMACompressor', 'LZMADecompressor', 'LZMAFile', 'LZMAError', 'open', 'compress', 'decompress',
           'is_check_supported']

FORMAT_AUTO, FORMAT_XZ, FORMAT_ALONE, FORMAT_RAW = 0, 1, 2, 3
CHECK_NONE, CHECK_CRC32, CHECK_CRC64, CHECK_SHA256, CHECK_ID_MAX, CHECK_UNKNOWN = 0, 1, 4, 10, 15, 16
FILTER_LZMA1, FILTER_LZMA2, FILTER_DELTA = 0x4000000000000001, 0x21, 3
FILTER_X86, FILTER_POWERPC, FILTER_IA64, FILTER_ARM, FILTER_ARMTHUMB, FILTER_SPARC = 4, 5, 6, 7, 8, 9
MF_HC3, MF_HC4, MF_BT2, MF_BT3, MF_BT4 = 3, 4, 18, 19, 20
MODE_FAST, MODE_NORMAL = 1, 2
PRESET_DEFAULT, PRESET_EXTREME = 6, 1 << 31

_STREAM_KINDS = {FORMAT_ALONE: 0, FILTER_LZMA1: 1, FILTER_LZMA2: 2}
_NO_LIMIT = 0xffffffff


class LZMAError(Exception):
    """Call to liblzma failed."""


LZMAError.__module__ = '_lzma'


def is_check_supported(check_id, /):
    """Can a check be computed?"""
    return check_id in _CHECKS


# -- Filters -------------------------------------------------------------------------------------------------------

_BRANCHES = {FILTER_X86, FILTER_POWERPC, FILTER_IA64, FILTER_ARM, FILTER_ARMTHUMB, FILTER_SPARC}
_OPTIONS = {'id', 'preset', 'dict_size', 'lc', 'lp', 'pb', 'mode', 'nice_len', 'mf', 'depth'}


def _preset(preset):
    """The options of LZMA that a level from 0 to 9 stands for, with PRESET_EXTREME for slower ones."""
    level, extreme = preset & 31, preset & PRESET_EXTREME
    if level > 9 or preset & ~(31 | PRESET_EXTREME) or preset < 0:
        raise LZMAError('Invalid or unsupported options')
    options = {'dict_size': 1 << (18, 20, 21, 22, 22, 23, 23, 24, 25, 26)[level], 'lc': 3, 'lp': 0, 'pb': 2}
    if level <= 3:
        fast = {'mode': MODE_FAST, 'mf': MF_HC3 if level == 0 else MF_HC4, 'nice_len': 128 if level <= 1 else 273,
                'depth': (4, 8, 24, 48)[level]}
    else:
        fast = {'mode': MODE_NORMAL, 'mf': MF_BT4, 'nice_len': {4: 16, 5: 32}.get(level, 64), 'depth': 0}
    if extreme:
        hard = level in (3, 5)
        fast = {'mode': MODE_NORMAL, 'mf': MF_BT4, 'nice_len': 192 if hard else 273, 'depth': 0 if hard else 512}
    return options | fast


def _filter(spec):
    """The filter of a dict, looked at, with the options that it leaves out."""
    try:
        spec['id']
    except KeyError:
        raise ValueError('Filter specifier must have an "id" entry') from None
    except TypeError:
        raise TypeError('Filter specifier must be a dict or dict-like object') from None
    spec = dict(spec)
    number = spec['id']
    if number in (FILTER_LZMA1, FILTER_LZMA2):
        if not spec.keys() <= _OPTIONS:
            raise ValueError('Invalid filter specifier for LZMA filter')
        options = _preset(spec.pop('preset', PRESET_DEFAULT)) | spec
        in_range = (4096 <= options['dict_size'] < 1 << 32 and 0 <= options['lc'] and 0 <= options['lp']
                    and options['lc'] + options['lp'] <= 4 and 0 <= options['pb'] <= 4
                    and options['mode'] in (MODE_FAST, MODE_NORMAL) and 2 <= options['nice_len'] <= 273
                    and options['mf'] in (MF_HC3, MF_HC4, MF_BT2, MF_BT3, MF_BT4))
        if not in_range:
            raise LZMAError('Invalid or unsupported options')
        return options
    if number == FILTER_DELTA:
        if not spec.keys() <= {'id', 'dist'}:
            raise ValueError('Invalid filter specifier for delta filter')
        spec.setdefault('dist', 1)
        if not 1 <= spec['dist'] <= 256:
            raise LZMAError('Invalid or unsupported options')
        return spec
    if number in _BRANCHES:
        if not spec.keys() <= {'id', 'start_offset'}:
            raise ValueError('Invalid filter specifier for BCJ filter')
        return {'start_offset': 0} | spec
    raise ValueError(f'Invalid filter ID: {number}')


def _chain(filters):
    """The filters of a stream, of which the last compresses."""
    if len(filters) > 4:
        raise ValueError('Too many filters - liblzma supports a maximum of 4')
    chain = [_filter(spec) for spec in filters]
    if not chain or any(spec['id'] in (FILTER_LZMA1, FILTER_LZMA2) for spec in chain[:-1]):
        raise LZMAError('Invalid or unsupported options')
    if chain[-1]['id'] not in (FILTER_LZMA1, FILTER_LZMA2):
        raise LZMAError('Invalid or unsupported options')
    if len(chain) > 2:
        raise LZMAError('Unsupported filter chain: at most one filter before LZMA is supported')
    return chain


def _before(chain):
    """The number and the property of the filter before the last."""
    if len(chain) < 2:
        return 0, 0
    spec = chain[0]
    return spec['id'], spec['dist'] if spec['id'] == FILTER_DELTA else spec['start_offset']


def _encoder(kind, chain):
    last = chain[-1]
    try:
        return _Compress(kind, last['dict_size'], last['lc'], last['lp'], last['pb'], last['mode'] == MODE_FAST,
                         last['nice_len'], last['mf'] in (MF_HC3, MF_HC4), last['depth'], *_before(chain))
    except OSError as error:
        raise LZMAError(str(error)) from None


def _decoder(kind, chain, memlimit=None):
    last = chain[-1] if chain else _preset(PRESET_DEFAULT)
    limit = _NO_LIMIT if memlimit is None else min(memlimit >> 10, _NO_LIMIT)
    try:
        return _Decompress(kind, last['dict_size'], last['lc'], last['lp'], last['pb'], limit, *_before(chain))
    except OSError as error:
        raise LZMAError(str(error)) from None


def _dict_size_of(bits):
    return 0xffffffff if bits == 40 else (2 | bits & 1) << bits // 2 + 11


def _encode_filter_properties(filter, /):
    """The bytes that say in a file what options a filter has."""
    spec = _filter(filter)
    if spec['id'] == FILTER_LZMA2:
        return bytes([next(bits for bits in range(41) if _dict_size_of(bits) >= spec['dict_size'])])
    if spec['id'] == FILTER_LZMA1:
        return bytes([(spec['pb'] * 5 + spec['lp']) * 9 + spec['lc']]) + spec['dict_size'].to_bytes(4, 'little')
    if spec['id'] == FILTER_DELTA:
        return bytes([spec['dist'] - 1])
    return spec['start_offset'].to_bytes(4, 'little') if spec['start_offset'] else b''


def _decode_filter_properties(filter_id, encoded_props, /):
    """The filter of a number and of the bytes with its options."""
    props = _bytes(encoded_props)
    spec = {'id': filter_id}
    if filter_id == FILTER_LZMA2 and len(props) == 1 and props[0] <= 40:
        spec['dict_size'] = _dict_size_of(props[0])
    elif filter_id == FILTER_LZMA1 and len(props) == 5 and props[0] < 225:
        rest, spec['lc'] = divmod(props[0], 9)
        spec['pb'], spec['lp'] = divmod(rest, 5)
        spec['dict_size'] = int.from_bytes(props[1:], 'little')
    elif filter_id == FILTER_DELTA and len(props) == 1:
        spec['dist'] = props[0] + 1
    elif filter_id in _BRANCHES and len(props) in (0, 4):
        if props:
            spec['start_offset'] = int.from_bytes(props, 'little')
    else:
        raise LZMAError('Invalid or unsupported options')
    return spec


# -- The .xz format ------------------------------------------------------------------------------------------------

_MAGIC, _END_MAGIC = b'\xfd7zXZ\0', b'YZ'
_HEADER_SIZE = 12


class _NoCheck:
    def update(self, data):
        pass

    def digest(self):
        return b''


class _Remainder:
    """CRC-32 or CRC-64, little-endian."""

    def __init__(self, function, size):
        self._function = function
        self._size = size
        self._value = 0

    def update(self, data):
        self._value = self._function(data, self._value)

    def digest(self):
        return self._value.to_bytes(self._size, 'little')


_CHECKS = {CHECK_NONE: _NoCheck, CHECK_CRC32: lambda: _Remainder(_crc32, 4),
           CHECK_CRC64: lambda: _Remainder(_crc64, 8), CHECK_SHA256: hashlib.sha256}


def _check_size(check):
    """How many bytes a check has, one that is not known included."""
    return (0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64)[check]


def _with_crc(data):
    return data + _crc32(data).to_bytes(4, 'little')


def _padding(size):
    return bytes(-size % 4)


def _varint(number):
    data = bytearray()
    while number >= 0x80:
        data.append(number & 0x7f | 0x80)
        number >>= 7
    return bytes([*data, number])


class _Bytes:
    """Bytes that are read from the front; EOFError where there are too few."""

    def __init__(self, data):
        self.data = data
        self.at = 0

    def take(self, count):
        piece = self.data[self.at:self.at + count]
        if len(piece) < count:
            raise EOFError
        self.at += count
        return piece

    def varint(self):
        number = 0
        for shift in range(0, 63, 7):
            byte = self.take(1)[0]
            number |= (byte & 0x7f) << shift
            if byte < 0x80:
                if byte == 0 and shift:
                    break
                return number
        raise _corrupt()


def _corrupt():
    return LZMAError('Corrupt input data')


class _XZEncoder:
    """A stream of at most one block."""

    def __init__(self, chain, check):
        self._chain = chain
        self._flags = bytes([0, check])
        self._check = _CHECKS[check]()
        self._head = _MAGIC + _with_crc(self._flags)
        self._block = None
        self._sizes = [0, 0]

    def compress(self, data):
        out, self._head = self._head, b''
        if not data:
            return out
        if self._block is None:
            self._block = _encoder(_STREAM_KINDS[FILTER_LZMA2], self._chain)
            header = bytes([len(self._chain) - 1])
            for spec in self._chain:
                props = _encode_filter_properties(spec)
                header += _varint(spec['id']) + _varint(len(props)) + props
            # The size stands in front, in words of four bytes, the check not counted.
            header += _padding(len(header) + 1)
            out += self._header(header)
        self._check.update(data)
        self._sizes[1] += len(data)
        return out + self._counted(self._block.compress(data))

    def _header(self, header):
        header = _with_crc(bytes([(len(header) + 1) // 4]) + header)
        self._sizes[0] += len(header)
        return header

    def _counted(self, data):
        self._sizes[0] += len(data)
        return data

    def flush(self):
        out, self._head = self._head, b''
        records = b''
        if self._block is not None:
            out += self._counted(self._block.flush())
            out += _padding(self._sizes[0])
            digest = self._check.digest()
            out += digest
            records = _varint(self._sizes[0] + len(digest)) + _varint(self._sizes[1])
        index = b'\0' + _varint(1 if records else 0) + records
        index = _with_crc(index + _padding(len(index)))
        footer = (len(index) // 4 - 1).to_bytes(4, 'little') + self._flags
        return out + index + _crc32(footer).to_bytes(4, 'little') + footer + _END_MAGIC


class _XZDecoder:
    """One stream, whose pieces come as they come: what is there so far is worked on as far as that is possible."""

    def __init__(self, memlimit):
        self._memlimit = memlimit
        self._part = self._stream_header
        self.check = CHECK_UNKNOWN
        self._records = []

    def decompress(self, data, max_length):
        """What comes out, how many bytes went in, is it over, and nothing: as those of `_lzma` do."""
        source = _Bytes(data)
        out = []
        room = max_length
        while self._part is not None:
            start = source.at
            try:
                piece = self._part(source, room)
            except EOFError:
                source.at = start
                break
            if piece is None:
                continue
            out.append(piece)
            if max_length >= 0:
                room -= len(piece)
                if room == 0:
                    break
            if self._part == self._data:
                # The block needs more than there is.
                break
        return b''.join(out), source.at, self._part is None, b''

    def _stream_header(self, source, room):
        start = source.data[source.at:source.at + len(_MAGIC)]
        if not _MAGIC.startswith(start):
            raise LZMAError('Input format not supported by decoder')
        header = source.take(_HEADER_SIZE)[len(_MAGIC):]
        self._flags = header[:2]
        if _with_crc(self._flags) != header:
            raise _corrupt()
        if self._flags[0] or self._flags[1] > CHECK_ID_MAX:
            raise LZMAError('Invalid or unsupported options')
        self.check = self._flags[1]
        self._part = self._block_header

    def _block_header(self, source, room):
        words = source.take(1)[0]
        if words == 0:
            source.at -= 1
            self._part = self._index
            return
        size = (words + 1) * 4
        header = bytes([words]) + source.take(size - 1)
        if _with_crc(header[:-4]) != header:
            raise _corrupt()
        fields = _Bytes(header[2:-4])
        flags = header[1]
        if flags & 0x3c:
            raise LZMAError('Invalid or unsupported options')
        chain = []
        try:
            self._announced = [fields.varint() if flags & bit else None for bit in (0x40, 0x80)]
            for _ in range((flags & 3) + 1):
                number = fields.varint()
                chain.append(_decode_filter_properties(number, fields.take(fields.varint())))
        except EOFError:
            raise _corrupt() from None
        if any(fields.data[fields.at:]) or chain[-1]['id'] != FILTER_LZMA2:
            raise LZMAError('Invalid or unsupported options')
        self._block = _decoder(_STREAM_KINDS[FILTER_LZMA2], _chain(chain), self._memlimit)
        self._block_check = _CHECKS.get(self.check, _NoCheck)()
        self._header_size = size
        self._sizes = [0, 0]
        self._part = self._data

    def _data(self, source, room):
        out, used, over, _ = self._block.decompress(source.data[source.at:], room)
        source.at += used
        self._sizes[0] += used
        self._sizes[1] += len(out)
        self._block_check.update(out)
        if over:
            self._part = self._block_end
            if any(said not in (None, size) for said, size in zip(self._announced, self._sizes)):
                raise _corrupt()
        return out

    def _block_end(self, source, room):
        padding = _padding(self._sizes[0])
        if source.take(len(padding)) != padding:
            raise _corrupt()
        check = source.take(_check_size(self.check))
        if self.check in _CHECKS and check != self._block_check.digest():
            raise _corrupt()
        self._records.append((self._header_size + self._sizes[0] + len(check), self._sizes[1]))
        self._part = self._block_header

    def _index(self, source, room):
        start = source.at
        source.take(1)
        count = source.varint()
        if count != len(self._records):
            raise _corrupt()
        records = [(source.varint(), source.varint()) for _ in range(count)]
        padding = _padding(source.at - start)
        if source.take(len(padding)) != padding or records != self._records:
            raise _corrupt()
        index = source.data[start:source.at]
        if source.take(4) != _crc32(index).to_bytes(4, 'little'):
            raise _corrupt()
        self._index_size = len(index) + 4
        self._part = self._footer

    def _footer(self, source, room):
        footer = source.take(_HEADER_SIZE)
        size = int.from_bytes(footer[4:8], 'little')
        right = (_crc32(footer[4:10]).to_bytes(4, 'little') == footer[:4] and footer[8:10] == self._flags
                 and footer[10:] == _END_MAGIC and (size + 1) * 4 == self._index_size)
        if not right:
            raise _corrupt()
        self._part = None


# -- Streams -------------------------------------------------------------------------------------------------------

class LZMACompressor:
    """Compresses data that comes in pieces."""

    def __init__(self, format=FORMAT_XZ, check=-1, preset=None, filters=None):
        if preset is not None and filters is not None:
            raise ValueError('Cannot specify both preset and filter chain')
        if preset is None:
            preset = PRESET_DEFAULT
        if format not in (FORMAT_XZ, FORMAT_ALONE, FORMAT_RAW):
            raise ValueError(f'Invalid container format: {format}')
        if format != FORMAT_XZ and check not in (-1, CHECK_NONE):
            raise ValueError('Integrity checks are only supported by FORMAT_XZ')
        if format == FORMAT_RAW and filters is None:
            raise ValueError('Must specify filters for FORMAT_RAW')
        if filters is None:
            number = FILTER_LZMA2 if format == FORMAT_XZ else FILTER_LZMA1
            chain = [_preset(preset) | {'id': number}]
        else:
            chain = _chain(filters)
        if format == FORMAT_ALONE:
            if len(chain) > 1 or chain[0]['id'] != FILTER_LZMA1:
                raise ValueError('Invalid filter chain for FORMAT_ALONE - must be a single LZMA1 filter')
            self._stream = _encoder(_STREAM_KINDS[FORMAT_ALONE], chain)
        elif format == FORMAT_RAW:
            self._stream = _encoder(_STREAM_KINDS[chain[-1]['id']], chain)
        else:
            check = CHECK_CRC64 if check == -1 else check
            if check not in _CHECKS:
                raise LZMAError('Unsupported integrity check' if 0 <= check <= CHECK_ID_MAX else 'Internal error')
            if chain[-1]['id'] != FILTER_LZMA2:
                raise LZMAError('Invalid or unsupported options')
            self._stream = _XZEncoder(chain, check)

    def compress(self, data, /):
        """Takes a piece; returns what is compressed so far, if anything is."""
        data = _bytes(data)
        if self._stream is None:
            raise ValueError('Compressor has been flushed')
        return self._stream.compress(data)

    def flush(self):
        """Ends the stream; returns the rest of it."""
        if self._stream is None:
            raise ValueError('Repeated call to flush()')
        stream, self._stream = self._stream, None
        return stream.flush()

    def __reduce__(self):
        raise TypeError(f"cannot pickle '_lzma.{type(self).__name__}' object")


class LZMADecompressor:
    """Decompresses one stream, which comes in pieces."""

    def __init__(self, format=FORMAT_AUTO, memlimit=None, filters=None):
        if memlimit is not None and format == FORMAT_RAW:
            raise ValueError('Cannot specify memory limit with FORMAT_RAW')
        if format == FORMAT_RAW and filters is None:
            raise ValueError('Must specify filters for FORMAT_RAW')
        if format != FORMAT_RAW and filters is not None:
            raise ValueError('Cannot specify filters except with FORMAT_RAW')
        if format not in (FORMAT_AUTO, FORMAT_XZ, FORMAT_ALONE, FORMAT_RAW):
            raise ValueError(f'Invalid container format: {format}')
        self._format = format
        self._memlimit = memlimit
        self._check = CHECK_UNKNOWN
        self._waiting = b''
        self._eof = False
        self._needs_input = True
        self._unused = b''
        self._stream = None
        if format == FORMAT_RAW:
            chain = _chain(filters)
            self._check = CHECK_NONE
            self._stream = _decoder(_STREAM_KINDS[chain[-1]['id']], chain)

    def _begin(self, data):
        """The decoder for a stream that begins so."""
        alone = self._format == FORMAT_ALONE or self._format == FORMAT_AUTO and not data.startswith(_MAGIC[:1])
        if not alone:
            return _XZDecoder(self._memlimit)
        # What is no file of this kind has a first byte that is none, or an unlikely size of the dictionary.
        size = data[1:5]
        rest, lc = divmod(data[0], 9)
        if data[0] >= 225 or lc + rest % 5 > 4 or len(size) == 4 and not _is_size_of_dict(int.from_bytes(size, 'little')):
            raise LZMAError('Input format not supported by decoder')
        self._check = CHECK_NONE
        return _decoder(_STREAM_KINDS[FORMAT_ALONE], [], self._memlimit)

    @property
    def check(self):
        """The number of the check, CHECK_UNKNOWN until it is known."""
        return self._check

    @property
    def eof(self):
        """Has the end of the stream been seen?"""
        return self._eof

    @property
    def needs_input(self):
        """Is there nothing to be had without more input?"""
        return self._needs_input

    @property
    def unused_data(self):
        """What came behind the end of the stream."""
        return self._unused

    def decompress(self, data, max_length=-1):
        """Takes a piece; returns what it holds, at most `max_length` bytes."""
        data = self._waiting + _bytes(data)
        if self._eof:
            raise EOFError('Already at end of stream')
        if self._stream is None:
            if not data:
                return b''
            self._stream = self._begin(data)
        try:
            result, consumed, self._eof, back = self._stream.decompress(data, max_length)
        except OSError as error:
            raise LZMAError(str(error)) from None
        if isinstance(self._stream, _XZDecoder):
            self._check = self._stream.check
        self._waiting = data[consumed:]
        if self._eof:
            self._unused, self._waiting = back + self._waiting, b''
            self._needs_input = False
        else:
            self._needs_input = not 0 <= max_length == len(result)
        return result

    def __reduce__(self):
        raise TypeError(f"cannot pickle '_lzma.{type(self).__name__}' object")


def _is_size_of_dict(size):
    """Is it the sum of at most two neighbouring powers of two, as encoders write it, or the largest?"""
    top = 1 << max(size.bit_length() - 1, 0)
    return size in (0xffffffff, top, top | top >> 1)


LZMACompressor.__module__ = LZMADecompressor.__module__ = '_lzma'


# -- Files ---------------------------------------------------------------------------------------------------------

class LZMAFile(CompressedFile):
    """A file of compressed data, read or written as if it were not compressed."""

    def __init__(self, filename=None, mode='r', *, format=None, check=-1, preset=None, filters=None):
        self._fp = None
        compressor = None
        if mode in ('r', 'rb'):
            if check != -1:
                raise ValueError('Cannot specify an integrity check when opening a file for reading')
            if preset is not None:
                raise ValueError('Cannot specify a preset compression level when opening a file for reading')
            plain = 'rb'
        elif mode in ('w', 'wb', 'a', 'ab', 'x', 'xb'):
            plain = mode[0] + 'b'
            compressor = LZMACompressor(FORMAT_XZ if format is None else format, check, preset, filters)
        else:
            raise ValueError(f'Invalid mode: {mode!r}')
        format = FORMAT_AUTO if format is None else format
        self._open(filename, plain, compressor, lambda: LZMADecompressor(format, filters=filters), LZMAError)


def open(filename, mode='rb', *, format=None, check=-1, preset=None, filters=None, encoding=None, errors=None,
         newline=None):
    """A compressed file of a name, or a file to compress to or from, as bytes or, with `t`, as text."""
    def make(mode):
        return LZMAFile(filename, mode, format=format, check=check, preset=preset, filters=filters)
    return open_file(make, mode, encoding, errors, newline)


def compress(data, format=FORMAT_XZ, check=-1, preset=None, filters=None):
    """Compressed data."""
    compressor = LZMACompressor(format, check, preset, filters)
    return compressor.compress(data) + compressor.flush()


def decompress(data, format=FORMAT_AUTO, memlimit=None, filters=None):
    """What compressed data holds, in one stream or several."""
    return decompress_all(lambda: LZMADecompressor(format, memlimit, filters), LZMAError, LZMAError, data)
