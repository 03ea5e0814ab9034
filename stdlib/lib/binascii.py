"""Binary data as ASCII text and back."""


class Error(ValueError):
    """What is to be decoded is malformed."""


class Incomplete(Exception):
    """What is to be decoded ends too early."""


Error.__module__ = Incomplete.__module__ = 'binascii'


def _bytes_of(data):
    """The bytes of a bytes-like object."""
    if isinstance(data, bytes):
        return data
    try:
        return memoryview(data).tobytes()
    except TypeError:
        raise TypeError(f'a bytes-like object is required, not {type(data).__name__!r}') from None


def _ascii_of(data):
    """The bytes of a bytes-like object or of a text that is ASCII."""
    if isinstance(data, str):
        if not data.isascii():
            raise ValueError('string argument should contain only ASCII characters')
        return data.encode('ascii')
    try:
        return _bytes_of(data)
    except TypeError:
        raise TypeError('argument should be bytes, buffer or ASCII string, '
                        f'not {type(data).__name__!r}') from None


def hexlify(data, sep=None, bytes_per_sep=1):
    """Hexadecimal representation of binary data."""
    data = _bytes_of(data)
    return (data.hex() if sep is None else data.hex(sep, bytes_per_sep)).encode('ascii')


b2a_hex = hexlify

_hex_values = {code: value for value, digits in enumerate(('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'aA', 'bB',
                                                           'cC', 'dD', 'eE', 'fF')) for code in digits.encode()}


def unhexlify(hexstr, /):
    """Binary data of hexadecimal representation."""
    text = _ascii_of(hexstr)
    if len(text) % 2:
        raise Error('Odd-length string')
    try:
        return bytes(_hex_values[text[i]] << 4 | _hex_values[text[i + 1]] for i in range(0, len(text), 2))
    except KeyError:
        raise Error('Non-hexadecimal digit found') from None


a2b_hex = unhexlify

_alphabet = b'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
_values = {code: value for value, code in enumerate(_alphabet)}


def b2a_base64(data, /, *, newline=True):
    """Base64-code line of data."""
    data = _bytes_of(data)
    out = bytearray()
    for i in range(0, len(data) - len(data) % 3, 3):
        group = data[i] << 16 | data[i + 1] << 8 | data[i + 2]
        out += bytes((_alphabet[group >> 18], _alphabet[group >> 12 & 63], _alphabet[group >> 6 & 63],
                      _alphabet[group & 63]))
    rest = data[len(data) - len(data) % 3:]
    if len(rest) == 1:
        out += bytes((_alphabet[rest[0] >> 2], _alphabet[rest[0] << 4 & 63])) + b'=='
    elif rest:
        group = rest[0] << 8 | rest[1]
        out += bytes((_alphabet[group >> 10], _alphabet[group >> 4 & 63], _alphabet[group << 2 & 63])) + b'='
    if newline:
        out += b'\n'
    return bytes(out)


def a2b_base64(data, /, *, strict_mode=False):
    """Data of lines of base64."""
    text = _ascii_of(data)
    out = bytearray()
    if strict_mode and text[:1] == b'=':
        raise Error('Leading padding not allowed')
    bits = digits = pads = 0
    padding_started = False
    for index, code in enumerate(text):
        if code == 0x3D:
            padding_started = True
            if strict_mode and digits == 0:
                raise Error('Excess padding not allowed')
            pads += 1
            if digits >= 2 and digits + pads >= 4:
                if strict_mode and index + 1 < len(text):
                    raise Error('Excess data after padding' if text[index + 1] != 0x3D else 'Excess padding not allowed')
                return bytes(out)
            continue
        value = _values.get(code)
        if value is None:
            if strict_mode:
                raise Error('Only base64 data is allowed')
            continue
        if strict_mode and padding_started:
            raise Error('Discontinuous padding not allowed')
        pads = 0
        if digits == 0:
            bits = value
        elif digits == 1:
            out.append(bits << 2 & 255 | value >> 4)
            bits = value & 15
        elif digits == 2:
            out.append(bits << 4 | value >> 2)
            bits = value & 3
        else:
            out.append(bits << 6 | value)
        digits = (digits + 1) % 4
    if digits == 1:
        count = len(out) // 3 * 4 + 1
        raise Error(f'Invalid base64-encoded string: number of data characters ({count}) cannot be 1 more than a '
                    'multiple of 4')
    if digits:
        raise Error('Incorrect padding')
    return bytes(out)


def b2a_uu(data, /, *, backtick=False):
    """A line of uuencoded data."""
    data = _bytes_of(data)
    if len(data) > 45:
        raise Error('At most 45 bytes at once')

    def encoded(value):
        return 0x60 if backtick and not value else value + 0x20

    out = bytearray([encoded(len(data))])
    for i in range(0, len(data), 3):
        a, b, c = data[i:i + 3] + bytes(3 - len(data[i:i + 3]))
        group = a << 16 | b << 8 | c
        out += bytes(encoded(group >> shift & 63) for shift in (18, 12, 6, 0))
    out += b'\n'
    return bytes(out)


def a2b_uu(data, /):
    """The data of an uuencoded line."""
    text = _ascii_of(data)
    length = (text[0] - 32) & 63 if text else 32
    out = bytearray()
    bits = count = 0
    place = 1
    while len(out) < length:
        code = text[place] if place < len(text) else 0
        place += 1
        if code in (0, 10, 13):
            value = 0
        elif 32 <= code <= 96:
            value = (code - 32) & 63
        else:
            raise Error('Illegal char')
        bits = bits << 6 | value
        count += 6
        if count >= 8:
            count -= 8
            out.append(bits >> count & 255)
    for code in text[place:]:
        if code not in (32, 96, 10, 13):
            raise Error('Trailing garbage')
    return bytes(out)


def a2b_qp(data, header=False):
    """The data of a quoted-printable text."""
    text = _ascii_of(data)
    out = bytearray()
    i, n = 0, len(text)
    while i < n:
        code = text[i]
        if code == 0x3D:
            i += 1
            if i >= n:
                break
            if text[i] in b'\n\r':
                # A soft line break.
                if text[i] != 10:
                    while i < n and text[i] != 10:
                        i += 1
                i += 1
            elif text[i] == 0x3D:
                out.append(0x3D)
                i += 1
            elif i + 1 < n and text[i] in _hex_values and text[i + 1] in _hex_values:
                out.append(_hex_values[text[i]] << 4 | _hex_values[text[i + 1]])
                i += 2
            else:
                out.append(0x3D)
        else:
            out.append(0x20 if header and code == 0x5F else code)
            i += 1
    return bytes(out)


def b2a_qp(data, quotetabs=False, istext=True, header=False):
    """Data as quoted-printable text."""
    data = _bytes_of(data)
    first = data.find(b'\n')
    crlf = first > 0 and data[first - 1] == 13
    out = bytearray()
    line = 0
    i, n = 0, len(data)

    def soft_break():
        out.extend(b'=\r\n' if crlf else b'=\n')

    while i < n:
        code = data[i]
        following = data[i + 1] if i + 1 < n else None
        at_line_end = following is None or following == 10 or following == 13
        quoted = (code > 126 or code == 0x3D or (header and code == 0x5F)
                  or (code == 0x2E and line == 0 and (following is None or following in (10, 13, 0)))
                  or (not istext and code in (10, 13))
                  or (code in (9, 32) and i + 1 == n)
                  or (code < 33 and code not in (9, 10, 13, 32))
                  or (code in (9, 32) and quotetabs))
        if quoted and code not in (10, 13) or quoted and not istext:
            if line + 3 >= 76:
                soft_break()
                line = 0
            out.extend(b'=%02X' % code)
            line += 3
            i += 1
        elif istext and (code == 10 or code == 13 and following == 10):
            line = 0
            # White space before the end of a line would get lost.
            if out and out[-1] in (9, 32):
                last = out.pop()
                out.extend(b'=%02X' % last)
            out.extend(b'\r\n' if crlf else b'\n')
            i += 2 if code == 13 else 1
        else:
            if not at_line_end and line + 1 >= 76:
                soft_break()
                line = 0
            line += 1
            out.append(0x5F if header and code == 32 else code)
            i += 1
    return bytes(out)


_crc_table = None


def crc32(data, crc=0, /):
    """The CRC-32 checksum of data, going on from that of what came before."""
    global _crc_table
    if _crc_table is None:
        _crc_table = []
        for value in range(256):
            for _ in range(8):
                value = value >> 1 ^ (0xEDB88320 if value & 1 else 0)
            _crc_table.append(value)
    crc = ~crc & 0xFFFFFFFF
    table = _crc_table
    for byte in _bytes_of(data):
        crc = crc >> 8 ^ table[(crc ^ byte) & 255]
    return crc ^ 0xFFFFFFFF


def crc_hqx(data, crc, /):
    """The CRC-CCITT checksum of data, going on from that of what came before."""
    crc &= 0xFFFF
    for byte in _bytes_of(data):
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ (0x1021 if crc & 0x8000 else 0)) & 0xFFFF
    return crc
