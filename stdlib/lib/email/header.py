"""Headers with more than ASCII in them, as encoded words (RFC 2047)."""

import base64
import binascii
import re

import email.quoprimime
from email.charset import UNKNOWN8BIT, Charset
from email.errors import HeaderParseError

__all__ = ["Header", "decode_header", "make_header"]

MAXLINELEN = 78
# Stands for no limit.
_UNLIMITED = 1000000
USASCII = Charset("us-ascii")
UTF8 = Charset("utf-8")

_encoded_word = re.compile(r"=\?([^?]*?)\?([qQbB])\?(.*?)\?=", re.MULTILINE)
# A line of the value that would begin a header of its own.
_hidden_header = re.compile(r"\n[^ \t]+:")


def decode_header(header):
    """The pieces of a header, as a list of pairs of bytes and the name of a character set, or `None`.

    A header without encoded words is one pair, of which the first is a string.
    """
    if hasattr(header, "_chunks"):
        return [(_as_bytes(string, charset), str(charset)) for string, charset in header._chunks]
    if not _encoded_word.search(header):
        return [(header, None)]
    words = []
    for line in header.splitlines():
        pieces = _encoded_word.split(line)
        pieces[0] = pieces[0].lstrip()
        for at in range(0, len(pieces), 4):
            if pieces[at]:
                words.append((pieces[at], None, None))
            if at + 3 < len(pieces):
                charset, encoding, text = pieces[at + 1 : at + 4]
                words.append((text, encoding.lower(), charset.lower()))
    # Space between two encoded words is not part of the text.
    kept = [
        word
        for at, word in enumerate(words)
        if not (0 < at < len(words) - 1 and word[0].isspace() and words[at - 1][1] and words[at + 1][1])
    ]
    collected = []
    for text, encoding, charset in kept:
        if encoding is None:
            data = text.encode("raw-unicode-escape")
        elif encoding == "q":
            data = email.quoprimime.header_decode(text).encode("raw-unicode-escape")
        else:
            try:
                data = base64.b64decode(text + "==="[: -len(text) % 4])
            except binascii.Error:
                raise HeaderParseError("Base64 decoding error")
        if collected and collected[-1][1] == charset:
            collected[-1][0] += (b" " if charset is None else b"") + data
        else:
            collected.append([data, charset])
    return [tuple(pair) for pair in collected]


def _as_bytes(string, charset):
    if charset == UNKNOWN8BIT:
        return string.encode("ascii", "surrogateescape")
    return string.encode(str(charset))


def make_header(decoded_seq, maxlinelen=None, header_name=None, continuation_ws=" "):
    """The header that `decode_header` gave these pieces of."""
    header = Header(maxlinelen=maxlinelen, header_name=header_name, continuation_ws=continuation_ws)
    for text, charset in decoded_seq:
        if charset is not None and not isinstance(charset, Charset):
            charset = Charset(charset)
        header.append(text, charset)
    return header


class Header:
    """The value of a header: pieces of text, each in a character set of its own."""

    def __init__(
        self, s=None, charset=None, maxlinelen=None, header_name=None, continuation_ws=" ", errors="strict"
    ):
        if charset is None:
            charset = USASCII
        elif not isinstance(charset, Charset):
            charset = Charset(charset)
        self._charset = charset
        self._continuation_ws = continuation_ws
        self._chunks = []
        if s is not None:
            self.append(s, charset, errors)
        self._maxlinelen = MAXLINELEN if maxlinelen is None else maxlinelen
        self._headerlen = 0 if header_name is None else len(header_name) + 2

    def __str__(self):
        self._normalize()
        out = []
        before = None
        space_before = False
        for string, charset in self._chunks:
            this = charset
            if this == UNKNOWN8BIT:
                string = string.encode("ascii", "surrogateescape").decode("ascii", "replace")
            if out:
                begins_with_space = string and _is_space(string[0])
                if before not in (None, "us-ascii"):
                    if this in (None, "us-ascii") and not begins_with_space:
                        out.append(" ")
                        this = None
                elif this not in (None, "us-ascii") and not space_before:
                    out.append(" ")
            space_before = string and _is_space(string[-1])
            before = this
            out.append(string)
        return "".join(out)

    def __eq__(self, other):
        return other == str(self)

    def append(self, s, charset=None, errors="strict"):
        """Adds text, or bytes in the character set."""
        if charset is None:
            charset = self._charset
        elif not isinstance(charset, Charset):
            charset = Charset(charset)
        if not isinstance(s, str):
            codec = charset.input_codec or "us-ascii"
            s = s.decode("us-ascii", "surrogateescape") if codec == UNKNOWN8BIT else s.decode(codec, errors)
        codec = charset.output_codec or "us-ascii"
        if codec != UNKNOWN8BIT:
            try:
                s.encode(codec, errors)
            except UnicodeEncodeError:
                if codec != "us-ascii":
                    raise
                charset = UTF8
        self._chunks.append((s, charset))

    def encode(self, splitchars=";, \t", maxlinelen=None, linesep="\n"):
        """The header as ASCII, in lines of `maxlinelen` characters at most where that is possible.

        Lines are broken after the first of `splitchars` that there is, else before space. Raises HeaderParseError if
        the text would be more than one header.
        """
        self._normalize()
        if maxlinelen is None:
            maxlinelen = self._maxlinelen
        lines = _Lines(self._headerlen, maxlinelen or _UNLIMITED, self._continuation_ws, splitchars)
        before = None
        begins_with_space = space_before = None
        for string, charset in self._chunks:
            if begins_with_space is not None:
                begins_with_space = string and _is_space(string[0])
                if before not in (None, "us-ascii"):
                    if not begins_with_space or charset not in (None, "us-ascii"):
                        lines.add_space()
                elif charset not in (None, "us-ascii") and not space_before:
                    lines.add_space()
            space_before = string and _is_space(string[-1])
            before = charset
            begins_with_space = False
            parts = string.splitlines()
            lines.add("", parts[0] if parts else "", charset)
            for part in parts[1:]:
                lines.end_line()
                text = part.lstrip()
                if charset.header_encoding is not None:
                    lines.add(self._continuation_ws, " " + text, charset)
                else:
                    lines.add(part[: len(part) - len(text)], text, charset)
            if len(parts) > 1:
                lines.end_line()
        if self._chunks:
            lines.add_space()
        value = lines.text(linesep)
        if _hidden_header.search(value):
            raise HeaderParseError(f"header value appears to contain an embedded header: {value!r}")
        return value

    def _normalize(self):
        """Puts neighbours of the same character set together."""
        chunks = []
        for string, charset in self._chunks:
            if chunks and chunks[-1][1] == charset:
                chunks[-1][0].append(string)
            else:
                chunks.append(([string], charset))
        self._chunks = [(" ".join(strings), charset) for strings, charset in chunks]


def _is_space(character):
    return character in " \t"


class _Lines:
    """Breaks the value of a header into lines."""

    def __init__(self, first_indent, width, indent, splitters):
        self.width = width
        self.indent = indent
        self.splitters = splitters
        self.lines = []
        # The line under way: pairs of space and word, and what stands before them.
        self.pairs = []
        self.before = first_indent

    def used(self):
        return self.before + sum(len(space) + len(word) for space, word in self.pairs)

    def flush(self):
        """The text of the line under way."""
        return "".join(space + word for space, word in self.pairs)

    def text(self, linesep):
        self.end_line()
        return linesep.join(self.lines)

    def add_space(self):
        self.pairs.append((" ", ""))

    def end_line(self):
        if self.pairs and self.pairs[-1] == (" ", ""):
            self.pairs.pop()
        text = self.flush()
        if self.used() > 0:
            if self.before == 0 and (not text or text.isspace()) and self.lines:
                self.lines[-1] += text
            else:
                self.lines.append(text)
        self.pairs = []
        self.before = 0

    def add(self, space, string, charset):
        if charset.header_encoding is None:
            # Pieces are words and the space before each.
            for found in re.finditer(r"([ \t]*)([^ \t]*)", space + string):
                if found[0]:
                    self.add_word(found[1], found[2])
            if not space + string:
                self.add_word("", "")
            return
        first, *others = charset.header_encode_lines(string, self.rooms())
        if first is not None:
            self.add_word(space, first)
        if not others:
            return
        self.end_line()
        self.lines += [self.indent + line for line in others[:-1]]
        self.pairs.append((self.indent, others[-1]))

    def rooms(self):
        """How much fits on this line and on those that follow."""
        yield self.width - self.used()
        while True:
            yield self.width - len(self.indent)

    def add_word(self, space, word):
        self.pairs.append((space, word))
        if self.used() <= self.width:
            return
        at = self.best_break()
        if at is not None:
            rest = self.pairs[at:]
            del self.pairs[at:]
            self.lines.append(self.flush())
            self.pairs = rest
            self.before = 0
            return
        # The word goes to a line of its own if the name of the header is all that stands before it.
        space, word = self.pairs.pop()
        if self.before > 0:
            self.end_line()
            space = space or " "
        self.pairs.append((space, word))

    def best_break(self):
        """Before which pair the line is broken."""
        for splitter in self.splitters:
            for at in range(len(self.pairs) - 1, 0, -1):
                if splitter.isspace():
                    if self.pairs[at][0].startswith(splitter):
                        return at
                if self.pairs[at - 1][1].endswith(splitter):
                    return at
        return None
