"""Headers broken into lines, with encoded words for what is not ASCII. Half of `email.headerregistry`."""

import re
import urllib.parse

from email import errors
from email._encoded_words import encode

# Pieces are strings: a word or the space between words. A group of them that should stay on one line is a `Unit`.


class Unit(list):
    """Pieces that stay on one line if they fit on one."""


class Verbatim(str):
    """A piece that no encoded word may hold: punctuation and addresses."""


class Parameters(list):
    """The parameters of a MIME header, as pairs of name and value."""


def pieces_of(text):
    """The words of a text and the space between them."""
    return [piece for piece in re.split(r"([ \t]+)", text) if piece]


def fold(name, pieces, policy):
    """The header as lines."""
    folder = _Folder(policy)
    folder.lines = [name + ":"]
    if pieces:
        folder.lines[0] += " "
    folder.add_all(pieces)
    return policy.linesep.join(folder.lines) + policy.linesep


def quote_string(value):
    """The value as a quoted string."""
    return '"' + str(value).replace("\\", "\\\\").replace('"', r"\"") + '"'


class _Folder:
    def __init__(self, policy):
        self.policy = policy
        self.width = policy.max_line_length or 1 << 62
        self.encoding = "utf-8" if policy.utf8 else "us-ascii"
        self.lines = [""]
        # Where in the last line the encoded word begins that text can still be added to.
        self.word_start = None

    def is_plain(self, text):
        try:
            text.encode(self.encoding)
            return True
        except UnicodeEncodeError:
            return False

    def take_space(self):
        """Takes the space from the end of the last line."""
        line = self.lines[-1]
        if line and line[-1] in " \t":
            self.lines[-1] = line[:-1]
            return line[-1]
        return ""

    def add_all(self, pieces):
        for piece in pieces:
            if isinstance(piece, Unit):
                self.add_unit(piece)
            elif isinstance(piece, Parameters):
                self.add_parameters(piece)
            else:
                self.add(piece)

    def add(self, piece):
        verbatim = isinstance(piece, Verbatim)
        plain = self.is_plain(piece)
        if not plain:
            self.add_encoded(piece)
            if verbatim:
                self.word_start = None
            return
        if verbatim:
            self.word_start = None
        if len(piece) <= self.width - len(self.lines[-1]):
            self.lines[-1] += piece
            return
        if len(piece) + 1 <= self.width:
            space = self.take_space()
            if space or piece[0] in " \t":
                self.lines.append(space + piece)
                self.word_start = None
                return
        if verbatim or piece.isspace():
            space = self.take_space()
            if space:
                self.lines.append(space + piece)
            else:
                self.lines[-1] += piece
            return
        self.add_encoded(piece)

    def add_unit(self, unit):
        alone = _Folder(self.policy)
        alone.add_all(unit)
        if len(alone.lines) == 1:
            text = alone.lines[0]
            if len(text) <= self.width - len(self.lines[-1]):
                self.lines[-1] += text
                self.word_start = None
                return
            if len(text) + 1 <= self.width:
                space = self.take_space()
                if space or text[:1] in (" ", "\t"):
                    self.lines.append(space + text)
                    self.word_start = None
                    return
        self.add_all(unit)
        self.word_start = None

    def add_encoded(self, text):
        from email._encoded_words import decode_text

        if self.word_start is not None:
            # One word with the last: what stands between them is encoded too.
            text = decode_text(self.lines[-1][self.word_start :]) + text
            self.lines[-1] = self.lines[-1][: self.word_start]
        elif text[0] in " \t":
            if len(self.lines[-1]) == self.width:
                self.lines.append(self.take_space())
            self.lines[-1] += text[0]
            text = text[1:]
        trailing = ""
        if text and text[-1] in " \t":
            trailing = text[-1]
            text = text[:-1]
        start = len(self.lines[-1]) if self.word_start is None else self.word_start
        chrome = len("utf-8") + 7
        if chrome + 1 >= self.width:
            raise errors.HeaderParseError("max_line_length is too small to fit an encoded word")
        while text:
            room = self.width - len(self.lines[-1])
            if room - chrome <= 0:
                space = self.take_space()
                self.lines.append(space or " ")
                start = len(self.lines[-1])
                continue
            size = min(len(text), room - chrome)
            word = encode(text[:size])
            while len(word) > room and size > 1:
                size -= 1
                word = encode(text[:size])
            if len(word) > room and len(self.lines[-1]) > 1:
                self.lines.append(self.take_space() or " ")
                start = len(self.lines[-1])
                continue
            self.lines[-1] += word
            text = text[size:]
            if text:
                self.lines.append(" ")
                start = 1
        self.lines[-1] += trailing
        self.word_start = start

    def add_parameters(self, parameters):
        for name, value in parameters:
            if not self.lines[-1].rstrip().endswith(";"):
                self.lines[-1] += ";"
            handler = "strict"
            if self.is_plain(value):
                charset = self.encoding
                text = f"{name}={quote_string(value)}"
            else:
                charset = "utf-8"
                if any("\udc80" <= character <= "\udcff" for character in value):
                    charset, handler = "unknown-8bit", "surrogateescape"
                text = f"{name}*={charset}''{urllib.parse.quote(value, safe='', errors=handler)}"
            if len(self.lines[-1]) + len(text) + 1 < self.width:
                self.lines[-1] += " " + text
                continue
            if len(text) + 2 <= self.width:
                self.lines.append(" " + text)
                continue
            section = 0
            prefix = charset + "''"
            while value:
                chrome = len(name) + len(str(section)) + 3 + len(prefix)
                room = (self.width if self.width > chrome + 3 else 78) - chrome - 2
                size = max(room, 1)
                encoded = urllib.parse.quote(value[:size], safe="", errors=handler)
                while len(encoded) > room and size > 1:
                    size -= 1
                    encoded = urllib.parse.quote(value[:size], safe="", errors=handler)
                value = value[size:]
                self.lines.append(f" {name}*{section}*={prefix}{encoded}" + (";" if value else ""))
                prefix = ""
                section += 1
