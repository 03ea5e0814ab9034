"""Quoted-printable: text of mails in ASCII (RFC 1521)."""

from binascii import a2b_qp, b2a_qp

__all__ = ["encode", "decode", "encodestring", "decodestring"]

ESCAPE = b"="
MAXLINESIZE = 76
HEX = b"0123456789ABCDEF"
EMPTYSTRING = b""


def encode(input, output, quotetabs, header=False):
    """Encodes a binary file to another. With `quotetabs`, spaces and tabs within lines are encoded too."""
    output.write(b2a_qp(input.read(), quotetabs=quotetabs, header=header))


def encodestring(s, quotetabs=False, header=False):
    """Encodes bytes."""
    return b2a_qp(s, quotetabs=quotetabs, header=header)


def decode(input, output, header=False):
    """Decodes a binary file to another. With `header`, underscores are spaces."""
    output.write(a2b_qp(input.read(), header=header))


def decodestring(s, header=False):
    """Decodes bytes."""
    return a2b_qp(s, header=header)


def ishex(c):
    """Whether a byte is a hexadecimal digit."""
    return len(c) == 1 and c in b"0123456789abcdefABCDEF"


def unhex(s):
    """The number of hexadecimal digits."""
    return int(s, 16) if s else 0
