"""Random numbers and tokens for passwords and keys, from the system's own source."""

import base64
from random import SystemRandom

__all__ = [
    'choice', 'randbelow', 'randbits', 'SystemRandom', 'token_bytes', 'token_hex', 'token_urlsafe', 'compare_digest',
]

DEFAULT_ENTROPY = 32

_source = SystemRandom()
randbits = _source.getrandbits
choice = _source.choice


def compare_digest(a, b, /):
    """Are both equal? The time it takes does not tell where they differ."""
    if isinstance(a, str) and isinstance(b, str):
        if not (a.isascii() and b.isascii()):
            raise TypeError('comparing strings with non-ASCII characters is not supported')
        a, b = a.encode(), b.encode()
    else:
        # Text and bytes are never compared: memoryview() refuses the text.
        try:
            a, b = memoryview(a).tobytes(), memoryview(b).tobytes()
        except TypeError:
            wrong = a if isinstance(a, str) else b
            raise TypeError(f"a bytes-like object is required, not '{type(wrong).__name__}'") from None
    differing = len(a) ^ len(b)
    for x, y in zip(a if len(a) == len(b) else b, b):
        differing |= x ^ y
    return differing == 0


def randbelow(exclusive_upper_bound):
    """A number from 0 up to the bound, which it is not itself."""
    if exclusive_upper_bound <= 0:
        raise ValueError('Upper bound must be positive.')
    return _source.randrange(exclusive_upper_bound)


def token_bytes(nbytes=None):
    """Random bytes, as many as are enough if it is not said how many."""
    return _source.randbytes(DEFAULT_ENTROPY if nbytes is None else nbytes)


def token_hex(nbytes=None):
    """Random bytes as hexadecimal digits."""
    return token_bytes(nbytes).hex()


def token_urlsafe(nbytes=None):
    """Random bytes as text that can stand in a URL."""
    return base64.urlsafe_b64encode(token_bytes(nbytes)).rstrip(b'=').decode('ascii')
