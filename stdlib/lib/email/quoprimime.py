"""Quoted-printable for headers and bodies of mails (RFC 2045 to 2047)."""

import re
from string import ascii_letters, digits, hexdigits

__all__ = [
    "body_decode", "body_encode", "body_length", "decode", "decodestring", "header_decode", "header_encode",
    "header_length", "quote", "unquote",
]

_ESCAPED = ["=%02X" % code for code in range(256)]
_IN_HEADERS = _ESCAPED[:]
for _character in b"-!*+/" + ascii_letters.encode("ascii") + digits.encode("ascii"):
    _IN_HEADERS[_character] = chr(_character)
_IN_HEADERS[32] = "_"
_IN_BODIES = _ESCAPED[:]
for _character in b" !\"#$%&'()*+,-./0123456789:;<>?@[\\]^_`{|}~\t" + ascii_letters.encode("ascii"):
    _IN_BODIES[_character] = chr(_character)
# Lines end as they do; those of the text are encoded one by one.
_WITHOUT_ENDS = _IN_BODIES[:]
_WITHOUT_ENDS[13] = "\r"
_WITHOUT_ENDS[10] = "\n"


def header_check(octet):
    """Whether a byte must be escaped in a header."""
    return chr(octet) != _IN_HEADERS[octet]


def body_check(octet):
    """Whether a byte must be escaped in a body."""
    return chr(octet) != _IN_BODIES[octet]


def header_length(bytearray):
    """How long the bytes are as a part of a header."""
    return sum(len(_IN_HEADERS[octet]) for octet in bytearray)


def body_length(bytearray):
    """How long the bytes are as a part of a body."""
    return sum(len(_IN_BODIES[octet]) for octet in bytearray)


def unquote(s):
    """The character that `=XX` stands for."""
    return chr(int(s[1:3], 16))


def quote(c):
    """`=XX` for a character."""
    return _ESCAPED[ord(c)]


def header_encode(header_bytes, charset="iso-8859-1"):
    """An encoded word of a header."""
    if not header_bytes:
        return ""
    return f"=?{charset}?q?{header_bytes.decode('latin1').translate(_IN_HEADERS)}?="


def body_encode(body, maxlinelen=76, eol="\n"):
    """A text (characters up to 255 are bytes) as quoted-printable, in lines of `maxlinelen` characters at most."""
    if maxlinelen < 4:
        raise ValueError("maxlinelen must be at least 4")
    if not body:
        return body
    body = body.translate(_WITHOUT_ENDS)
    room = maxlinelen - 1
    out = []
    for line in body.splitlines():
        start = 0
        # A line that would leave less than `room` characters for its last piece is decided below.
        while start <= len(line) - 1 - maxlinelen:
            stop = start + room
            # An escape is not torn apart.
            if line[stop - 2] == "=":
                stop -= 2
            elif line[stop - 1] == "=":
                stop -= 1
            out.append(line[start:stop] + "=")
            start = stop
        if line and line[-1] in " \t":
            left = start + maxlinelen + 1 - len(line)
            if left >= 3:
                last = quote(line[-1])
            elif left == 2:
                last = line[-1] + "=" + eol
            else:
                last = "=" + eol + quote(line[-1])
            out.append(line[start:-1] + last)
        else:
            out.append(line[start:])
    if body[-1] in "\r\n":
        out.append("")
    return eol.join(out)


def decode(encoded, eol="\n"):
    """The text that quoted-printable stands for; its lines end with `eol`."""
    if not encoded:
        return encoded
    decoded = []
    for line in encoded.splitlines():
        line = line.rstrip()
        if not line:
            decoded.append(eol)
            continue
        soft = line.endswith("=")
        if soft:
            line = line[:-1]
        decoded.append(re.sub("=([0-9a-fA-F]{2})", lambda found: unquote(found[0]), line))
        if not soft:
            decoded.append(eol)
    text = "".join(decoded)
    if encoded[-1] not in "\r\n" and text.endswith(eol):
        text = text[: -len(eol)]
    return text


body_decode = decode
decodestring = decode


def header_decode(s):
    """The text of an encoded word."""
    return re.sub("=[a-fA-F0-9]{2}", lambda found: unquote(found[0]), s.replace("_", " "), flags=re.ASCII)
