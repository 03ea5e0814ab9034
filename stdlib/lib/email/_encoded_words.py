"""Encoded words (RFC 2047), one by one and in texts."""

import base64
import re
import string

from email import errors
from email._base64 import decode_leniently

_SAFE = frozenset((string.ascii_letters + string.digits + "-!*+/").encode())
_word = re.compile(r"=\?([^?]*)\?([^?]*)\?([^?]*)\?=")


def _in_q(data):
    return "".join("_" if octet == 32 else chr(octet) if octet in _SAFE else f"={octet:02X}" for octet in data)


def _from_q(data):
    return re.sub(rb"=([0-9a-fA-F]{2})", lambda found: bytes.fromhex(found[1].decode()), data.replace(b"_", b" "))


def encode(text, charset="utf-8", encoding=None):
    """A text as one encoded word, in the shorter of the two encodings, unless `encoding` is `q` or `b`."""
    data = text.encode("ascii", "surrogateescape") if charset == "unknown-8bit" else _bytes_of(text, charset)
    if any("\udc80" <= character <= "\udcff" for character in text):
        charset = "unknown-8bit"
    if encoding is None:
        # Legibility is worth five characters.
        in_q = len(_in_q(data))
        in_b = (len(data) + 2) // 3 * 4
        encoding = "q" if in_q - in_b < 5 else "b"
    encoded = _in_q(data) if encoding == "q" else base64.b64encode(data).decode("ascii")
    return f"=?{charset}?{encoding}?{encoded}?="


def _bytes_of(text, charset):
    try:
        return text.encode(charset)
    except UnicodeEncodeError:
        return text.encode(charset, "surrogateescape")


def decode(word):
    """The text of an encoded word, its character set, its language and its defects. Raises ValueError."""
    found = _word.fullmatch(word)
    if not found:
        raise ValueError(f"no encoded word: {word!r}")
    charset, _, language = found[1].partition("*")
    encoding = found[2].lower()
    data = found[3].encode("ascii", "surrogateescape")
    defects = []
    if encoding == "q":
        data = _from_q(data)
    elif encoding == "b":
        data, defects = decode_leniently(data)
    else:
        raise ValueError(f"unknown encoding: {encoding!r}")
    try:
        text = data.decode(charset)
    except UnicodeDecodeError:
        defects.append(
            errors.UndecodableBytesDefect(
                f"Encoded word contains bytes not decodable using {charset!r} charset"
            )
        )
        text = data.decode(charset, "surrogateescape")
    except LookupError:
        text = data.decode("ascii", "surrogateescape")
        if charset.lower() != "unknown-8bit":
            problem = f"Unknown charset {charset!r} in encoded word; decoded as unknown bytes"
            defects.append(errors.CharsetError(problem))
    return text, charset, language, defects


def decode_text(text, defects=None):
    """A text with its encoded words decoded. Space between two of them goes."""
    out = []
    end = 0
    after_word = False
    for found in _word.finditer(text):
        try:
            decoded, _, _, problems = decode(found[0])
        except ValueError:
            continue
        between = text[end : found.start()]
        if not (after_word and between.isspace()):
            out.append(between)
        out.append(decoded)
        if defects is not None:
            defects += problems
        end = found.end()
        after_word = True
    out.append(text[end:])
    return "".join(out)
