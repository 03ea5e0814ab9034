"""Where encodings are found: `codecs.lookup` does it; here are their names and a few that are modules of their own."""

import codecs
from . import aliases

__all__ = ["CodecRegistryError", "normalize_encoding", "search_function"]

_aliases = aliases.aliases


class CodecRegistryError(LookupError, SystemError):
    """An encoding that is not what it should be."""


def normalize_encoding(encoding):
    """A name without spelling differences: runs of what is no letter, digit or dot are one underscore."""
    if isinstance(encoding, bytes):
        encoding = str(encoding, "ascii")
    chars = []
    gap = False
    for c in encoding:
        if c.isalnum() or c == ".":
            if gap and chars:
                chars.append("_")
            if c.isascii():
                chars.append(c)
            gap = False
        else:
            gap = True
    return "".join(chars)


def search_function(encoding):
    """What belongs to an encoding of the library, or `None`."""
    return codecs._standard(normalize_encoding(encoding).lower())
