"""Base64 for headers and bodies of mails (RFC 2045 to 2047)."""

from base64 import b64encode
from binascii import a2b_base64, b2a_base64

__all__ = ["body_decode", "body_encode", "decode", "decodestring", "header_encode", "header_length"]


def header_length(bytearray):
    """How long the bytes are when encoded."""
    return (len(bytearray) + 2) // 3 * 4


def header_encode(header_bytes, charset="iso-8859-1"):
    """An encoded word of a header."""
    if not header_bytes:
        return ""
    if isinstance(header_bytes, str):
        header_bytes = header_bytes.encode(charset)
    return f"=?{charset}?b?{b64encode(header_bytes).decode('ascii')}?="


def body_encode(s, maxlinelen=76, eol="\n"):
    """Bytes as lines of base64, each of which ends with `eol`."""
    if not s:
        return ""
    step = maxlinelen * 3 // 4
    lines = []
    for start in range(0, len(s), step):
        line = b2a_base64(s[start : start + step]).decode("ascii")
        lines.append(line[:-1] + eol if line.endswith("\n") and eol != "\n" else line)
    return "".join(lines)


def decode(string):
    """The bytes that base64 stands for."""
    if not string:
        return b""
    if isinstance(string, str):
        string = string.encode("raw-unicode-escape")
    return a2b_base64(string)


body_decode = decode
decodestring = decode
