"""Messages authenticated by a key and a digest (RFC 2104)."""

import hashlib as _hashlib
from _hashlib import compare_digest

trans_5C = bytes(x ^ 0x5C for x in range(256))
trans_36 = bytes(x ^ 0x36 for x in range(256))

# The size of the digest depends on the algorithm.
digest_size = None


def _maker_of(digestmod):
    """The function that makes digest objects."""
    if callable(digestmod):
        return digestmod
    if isinstance(digestmod, str):
        return lambda data=b'': _hashlib.new(digestmod, data)
    return lambda data=b'': digestmod.new(data)


def _keyed(key, make):
    """The inner and the outer digest object, which have taken in the key."""
    inner, outer = make(), make()
    size = getattr(inner, 'block_size', 64)
    if len(key) > size:
        key = make(key).digest()
    if not inner.digest_size:
        raise ValueError('no reason supplied')
    key = bytes(key).ljust(size, b'\0')
    inner.update(key.translate(trans_36))
    outer.update(key.translate(trans_5C))
    return inner, outer, size


class HMAC:
    """A digest of a message and a key, object for object like those of hashlib."""

    blocksize = 64

    __slots__ = ('_inner', '_outer', 'block_size', 'digest_size')

    def __init__(self, key, msg=None, digestmod=''):
        if not isinstance(key, (bytes, bytearray)):
            raise TypeError(f'key: expected bytes or bytearray, but got {type(key).__name__!r}')
        if not digestmod:
            raise TypeError("Missing required argument 'digestmod'.")
        self._inner, self._outer, self.block_size = _keyed(key, _maker_of(digestmod))
        self.digest_size = self._inner.digest_size
        if msg is not None:
            self.update(msg)

    @property
    def name(self):
        """What the digest is called."""
        return f'hmac-{self._inner.name}'

    def update(self, msg):
        """Takes in more of the message."""
        self._inner.update(msg)

    def copy(self):
        """An object that has taken in the same and goes its own way."""
        other = self.__class__.__new__(self.__class__)
        other._inner, other._outer = self._inner.copy(), self._outer.copy()
        other.block_size, other.digest_size = self.block_size, self.digest_size
        return other

    def _finished(self):
        outer = self._outer.copy()
        outer.update(self._inner.digest())
        return outer

    def digest(self):
        """The digest of what was taken in so far, as bytes."""
        return self._finished().digest()

    def hexdigest(self):
        """The digest of what was taken in so far, as hexadecimal text."""
        return self._finished().hexdigest()


def new(key, msg=None, digestmod=''):
    """An object that digests a message with a key; `digestmod` is a name or makes digest objects."""
    return HMAC(key, msg, digestmod)


def digest(key, msg, digest):
    """The digest of a whole message."""
    if isinstance(key, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    inner, outer, _ = _keyed(key, _maker_of(digest))
    inner.update(msg)
    outer.update(inner.digest())
    return outer.digest()
