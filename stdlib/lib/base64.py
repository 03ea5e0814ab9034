"""Base16, Base32, Base64 (RFC 4648), Base85 and Ascii85."""

import binascii
import re
import struct

__all__ = [
    'encode', 'decode', 'encodebytes', 'decodebytes', 'b64encode', 'b64decode', 'b32encode', 'b32decode', 'b32hexencode',
    'b32hexdecode', 'b16encode', 'b16decode', 'b85encode', 'b85decode', 'a85encode', 'a85decode', 'z85encode',
    'z85decode', 'standard_b64encode', 'standard_b64decode', 'urlsafe_b64encode', 'urlsafe_b64decode']

bytes_types = (bytes, bytearray)


def _bytes_from_decode_data(s):
    if isinstance(s, str):
        try:
            return s.encode('ascii')
        except UnicodeEncodeError:
            raise ValueError('string argument should contain only ASCII characters')
    if isinstance(s, bytes_types):
        return s
    try:
        return memoryview(s).tobytes()
    except TypeError:
        raise TypeError(f'argument should be a bytes-like object or ASCII string, not {s.__class__.__name__!r}') from None


def b64encode(s, altchars=None):
    """Encodes bytes; two other characters may stand for + and /."""
    encoded = binascii.b2a_base64(s, newline=False)
    if altchars is not None:
        assert len(altchars) == 2, repr(altchars)
        return encoded.translate(bytes.maketrans(b'+/', altchars))
    return encoded


def b64decode(s, altchars=None, validate=False):
    """Decodes bytes or text; other characters are skipped, or refused if validate is true."""
    s = _bytes_from_decode_data(s)
    if altchars is not None:
        altchars = _bytes_from_decode_data(altchars)
        assert len(altchars) == 2, repr(altchars)
        s = s.translate(bytes.maketrans(altchars, b'+/'))
    return binascii.a2b_base64(s, strict_mode=validate)


def standard_b64encode(s):
    """Encodes bytes with the standard alphabet."""
    return b64encode(s)


def standard_b64decode(s):
    """Decodes what has the standard alphabet."""
    return b64decode(s)


def urlsafe_b64encode(s):
    """Encodes bytes with - and _ for + and /."""
    return b64encode(s).translate(bytes.maketrans(b'+/', b'-_'))


def urlsafe_b64decode(s):
    """Decodes what has - and _ for + and /."""
    return b64decode(_bytes_from_decode_data(s).translate(bytes.maketrans(b'-_', b'+/')))


_b32alphabet = b'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
_b32hexalphabet = b'0123456789ABCDEFGHIJKLMNOPQRSTUV'


def _b32encode(alphabet, s):
    if not isinstance(s, bytes_types):
        s = memoryview(s).tobytes()
    leftover = len(s) % 5
    if leftover:
        s = s + bytes(5 - leftover)
    encoded = bytearray()
    for i in range(0, len(s), 5):
        group = int.from_bytes(s[i:i + 5])
        encoded += bytes(alphabet[group >> shift & 31] for shift in range(35, -1, -5))
    padding = {0: 0, 1: 6, 2: 4, 3: 3, 4: 1}[leftover]
    if padding:
        encoded[-padding:] = b'=' * padding
    return bytes(encoded)


def _b32decode(alphabet, s, casefold=False, map01=None):
    s = _bytes_from_decode_data(s)
    if len(s) % 8:
        raise binascii.Error('Incorrect padding')
    if map01 is not None:
        map01 = _bytes_from_decode_data(map01)
        assert len(map01) == 1, repr(map01)
        s = s.translate(bytes.maketrans(b'01', b'O' + map01))
    if casefold:
        s = s.upper()
    values = {code: value for value, code in enumerate(alphabet)}
    length = len(s)
    s = s.rstrip(b'=')
    padding = length - len(s)
    decoded = bytearray()
    group = 0
    for i in range(0, len(s), 8):
        group = 0
        quanta = s[i:i + 8]
        try:
            for code in quanta:
                group = (group << 5) + values[code]
        except KeyError:
            raise binascii.Error('Non-base32 digit found') from None
        decoded += (group << 5 * (8 - len(quanta)) & (1 << 40) - 1).to_bytes(5)
    if length % 8 or padding not in (0, 1, 3, 4, 6):
        raise binascii.Error('Incorrect padding')
    if padding and decoded:
        decoded = decoded[:len(decoded) - 5 + (43 - 5 * padding) // 8]
    return bytes(decoded)


def b32encode(s):
    """Encodes bytes in Base32."""
    return _b32encode(_b32alphabet, s)


def b32decode(s, casefold=False, map01=None):
    """Decodes Base32; map01 says what the digit 1 stands for, I or L, 0 being O then."""
    return _b32decode(_b32alphabet, s, casefold, map01)


def b32hexencode(s):
    """Encodes bytes in Base32 with the extended hexadecimal alphabet."""
    return _b32encode(_b32hexalphabet, s)


def b32hexdecode(s, casefold=False):
    """Decodes Base32 with the extended hexadecimal alphabet."""
    return _b32decode(_b32hexalphabet, s, casefold)


def b16encode(s):
    """Encodes bytes in Base16."""
    return binascii.hexlify(s).upper()


def b16decode(s, casefold=False):
    """Decodes Base16."""
    s = _bytes_from_decode_data(s)
    if casefold:
        s = s.upper()
    if re.search(b'[^0-9A-F]', s):
        raise binascii.Error('Non-base16 digit found')
    return binascii.unhexlify(s)


# ---------------------------------------------------------------------------------------------------------------------
# Base 85

_A85START, _A85END = b'<~', b'~>'


def _85encode(b, digits, pad=False, zero=None, spaces=None):
    if not isinstance(b, bytes_types):
        b = memoryview(b).tobytes()
    padding = -len(b) % 4
    words = struct.unpack(f'!{(len(b) + padding) // 4}I', b + bytes(padding))
    chunks = []
    for word in words:
        if zero is not None and word == 0:
            chunks.append(zero)
        elif spaces is not None and word == 0x20202020:
            chunks.append(spaces)
        else:
            chunk = bytearray()
            for _ in range(5):
                word, digit = divmod(word, 85)
                chunk.append(digits[digit])
            chunks.append(bytes(reversed(chunk)))
    if padding and not pad:
        if chunks[-1] == zero:
            chunks[-1] = digits[:1] * 5
        chunks[-1] = chunks[-1][:-padding]
    return b''.join(chunks)


def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    """Encodes bytes in Ascii85: foldspaces writes four spaces as y, wrapcol breaks lines, adobe frames the result."""
    result = _85encode(b, bytes(range(33, 118)), pad, b'z', b'y' if foldspaces else None)
    if adobe:
        result = _A85START + result
    if wrapcol:
        wrapcol = max(2 if adobe else 1, wrapcol)
        chunks = [result[i:i + wrapcol] for i in range(0, len(result), wrapcol)]
        if adobe and len(chunks[-1]) + 2 > wrapcol:
            chunks.append(b'')
        result = b'\n'.join(chunks)
    if adobe:
        result += _A85END
    return result


def a85decode(b, *, foldspaces=False, adobe=False, ignorechars=b' \t\n\r\v'):
    """Decodes Ascii85."""
    b = _bytes_from_decode_data(b)
    if adobe:
        if not b.endswith(_A85END):
            raise ValueError(f'Ascii85 encoded byte sequences must end with {_A85END!r}')
        b = b[2:-2] if b.startswith(_A85START) else b[:-2]
    decoded = []
    current = []
    for code in b + b'u' * 4:
        if 33 <= code <= 117:
            current.append(code - 33)
            if len(current) == 5:
                word = 0
                for digit in current:
                    word = word * 85 + digit
                try:
                    decoded.append(word.to_bytes(4))
                except OverflowError:
                    raise ValueError('Ascii85 overflow') from None
                current = []
        elif code == 0x7A:
            if current:
                raise ValueError('z inside Ascii85 5-tuple')
            decoded.append(bytes(4))
        elif foldspaces and code == 0x79:
            if current:
                raise ValueError('y inside Ascii85 5-tuple')
            decoded.append(b'    ')
        elif code not in ignorechars:
            raise ValueError(f'Non-Ascii85 digit found: {chr(code)}')
    result = b''.join(decoded)
    padding = 4 - len(current)
    return result[:-padding] if padding else result


_b85alphabet = b'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~'
_z85alphabet = b'0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#'


def b85encode(b, pad=False):
    """Encodes bytes in base85, as git does."""
    return _85encode(b, _b85alphabet, pad)


def _85decode(b, alphabet, name):
    b = _bytes_from_decode_data(b)
    values = {code: value for value, code in enumerate(alphabet)}
    padding = -len(b) % 5
    b = b + alphabet[-1:] * padding
    out = []
    for i in range(0, len(b), 5):
        word = 0
        for place, code in enumerate(b[i:i + 5]):
            if code not in values:
                raise ValueError(f'bad {name} character at position {i + place}')
            word = word * 85 + values[code]
        try:
            out.append(word.to_bytes(4))
        except OverflowError:
            raise ValueError(f'{name} overflow in hunk starting at byte {i}') from None
    result = b''.join(out)
    return result[:-padding] if padding else result


def b85decode(b):
    """Decodes base85."""
    return _85decode(b, _b85alphabet, 'base85')


def z85encode(s):
    """Encodes bytes in Z85, the variant of ZeroMQ."""
    return _85encode(s, _z85alphabet)


def z85decode(s):
    """Decodes Z85."""
    return _85decode(s, _z85alphabet, 'z85')


# ---------------------------------------------------------------------------------------------------------------------
# MIME: lines

MAXLINESIZE = 76
MAXBINSIZE = MAXLINESIZE // 4 * 3


def encode(input, output):
    """Encodes a binary file into another, in lines."""
    while chunk := input.read(MAXBINSIZE):
        while len(chunk) < MAXBINSIZE and (more := input.read(MAXBINSIZE - len(chunk))):
            chunk += more
        output.write(binascii.b2a_base64(chunk))


def decode(input, output):
    """Decodes a binary file into another."""
    while line := input.readline():
        output.write(binascii.a2b_base64(line))


def _input_type_check(s):
    try:
        m = memoryview(s)
    except TypeError as error:
        raise TypeError(f'expected bytes-like object, not {s.__class__.__name__}') from error
    if m.format not in ('c', 'b', 'B'):
        raise TypeError(f'expected single byte elements, not {m.format!r} from {s.__class__.__name__}')
    if m.ndim != 1:
        raise TypeError(f'expected 1-D data, not {m.ndim}-D data from {s.__class__.__name__}')


def encodebytes(s):
    """Encodes bytes in lines of 76 characters."""
    _input_type_check(s)
    return b''.join(binascii.b2a_base64(s[i:i + MAXBINSIZE]) for i in range(0, len(s), MAXBINSIZE))


def decodebytes(s):
    """Decodes lines."""
    _input_type_check(s)
    return binascii.a2b_base64(s)
