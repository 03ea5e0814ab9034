"""Base16, Base32, Base64 (RFC 4648), Base85 and Ascii85."""

import _base64
import binascii
import re

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


_to_urlsafe = bytes.maketrans(b'+/', b'-_')
_from_urlsafe = bytes.maketrans(b'-_', b'+/')


def urlsafe_b64encode(s):
    """Encodes bytes with - and _ for + and /."""
    return b64encode(s).translate(_to_urlsafe)


def urlsafe_b64decode(s):
    """Decodes what has - and _ for + and /."""
    return b64decode(_bytes_from_decode_data(s).translate(_from_urlsafe))


_b32alphabet = b'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
_b32hexalphabet = b'0123456789ABCDEFGHIJKLMNOPQRSTUV'


def _bytes(s):
    return s if isinstance(s, bytes_types) else memoryview(s).tobytes()


def _b32decode(alphabet, s, casefold=False, map01=None):
    s = _bytes_from_decode_data(s)
    if len(s) % 8:
        raise binascii.Error('Incorrect padding')
    if map01 is not None:
        map01 = _bytes_from_decode_data(map01)
        assert len(map01) == 1, repr(map01)
        s = s.translate(bytes.maketrans(b'01', b'O' + map01))
    return _base64.b32decode(s.upper() if casefold else s, alphabet)


def b32encode(s):
    """Encodes bytes in Base32."""
    return _base64.b32encode(_bytes(s), _b32alphabet)


def b32decode(s, casefold=False, map01=None):
    """Decodes Base32; map01 says what the digit 1 stands for, I or L, 0 being O then."""
    return _b32decode(_b32alphabet, s, casefold, map01)


def b32hexencode(s):
    """Encodes bytes in Base32 with the extended hexadecimal alphabet."""
    return _base64.b32encode(_bytes(s), _b32hexalphabet)


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


def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    """Encodes bytes in Ascii85: foldspaces writes four spaces as y, wrapcol breaks lines, adobe frames the result."""
    result = _base64.a85encode(_bytes(b), foldspaces, pad)
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
    if not isinstance(ignorechars, bytes_types):
        ignorechars = bytes(code for code in range(256) if code in ignorechars)
    return _base64.a85decode(b, foldspaces, ignorechars)


_b85alphabet = b'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~'
_z85alphabet = b'0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#'


def b85encode(b, pad=False):
    """Encodes bytes in base85, as git does."""
    return _base64.b85encode(_bytes(b), _b85alphabet, pad)


def b85decode(b):
    """Decodes base85."""
    return _base64.b85decode(_bytes_from_decode_data(b), _b85alphabet, 'base85')


def z85encode(s):
    """Encodes bytes in Z85, the variant of ZeroMQ."""
    return _base64.b85encode(_bytes(s), _z85alphabet, False)


def z85decode(s):
    """Decodes Z85."""
    return _base64.b85decode(_bytes_from_decode_data(s), _z85alphabet, 'z85')


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
