"""Source as tokens, with comments and ends of lines, and source made of tokens."""

import itertools
import re
import sys
from builtins import open as _builtin_open
from codecs import BOM_UTF8, lookup
from collections import namedtuple
from io import TextIOWrapper
import token
from token import *
from token import EXACT_TOKEN_TYPES

cookie_re = re.compile(r"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)", re.ASCII)
blank_re = re.compile(br"^[ \t\f]*(?:[#\r\n]|$)", re.ASCII)

__all__ = token.__all__ + ["tokenize", "generate_tokens", "detect_encoding", "untokenize", "TokenInfo", "open",
                           "TokenError"]


class TokenError(Exception):
    """Source that cannot be taken apart."""


class TokenInfo(namedtuple("TokenInfo", "type string start end line")):
    """A token: its kind, text, the places where it begins and ends, and the line."""

    def __repr__(self):
        return (f"TokenInfo(type={self.type} ({tok_name[self.type]}), string={self.string!r}, start={self.start!r}, "
                f"end={self.end!r}, line={self.line!r})")

    @property
    def exact_type(self):
        """The kind of an operator; of others `type`."""
        if self.type == OP and self.string in EXACT_TOKEN_TYPES:
            return EXACT_TOKEN_TYPES[self.string]
        return self.type


_NUMBER = re.compile(r"""
    0[xX](?:_?[0-9a-fA-F])+ | 0[bB](?:_?[01])+ | 0[oO](?:_?[0-7])+
    | (?:(?:[0-9](?:_?[0-9])*)?\.[0-9](?:_?[0-9])*|[0-9](?:_?[0-9])*\.?)(?:[eE][-+]?[0-9](?:_?[0-9])*)?[jJ]?
""", re.VERBOSE)
_OPERATOR = re.compile("|".join(re.escape(sign) for sign in sorted(EXACT_TOKEN_TYPES, key=len, reverse=True)))
_PREFIX = re.compile(r"(?i:([rubft]{0,2}))('''|\"\"\"|'|\")")
# What is not ASCII counts as a part of a name.
_NAME = re.compile(r"[\w\x80-\U0010ffff]+")
_PREFIXES = frozenset(["", "r", "u", "b", "f", "t", "br", "rb", "fr", "rf", "tr", "rt"])
_TABSIZE = 8


class _Field:
    """A replacement field of an f-string that is open: how deep the brackets are, and whether its spec is read."""

    def __init__(self, depth):
        self.depth = depth
        self.in_spec = False


class _FString:
    """An f-string or t-string that is open."""

    def __init__(self, quote, raw, kind, start):
        self.quote = quote
        self.raw = raw
        self.kinds = (FSTRING_START, FSTRING_MIDDLE, FSTRING_END) if kind == "f" else (
            TSTRING_START, TSTRING_MIDDLE, TSTRING_END)
        self.start = start
        self.fields = []


class _Tokenizer:
    """Takes lines apart."""

    def __init__(self, readline):
        self.readline = readline
        self.text = self.last = ""
        self.row = 0
        self.at = 0
        self.over = False
        self.indents = [0]
        # The same with tabs as wide as one space: both have to agree about what is deeper.
        self.narrow = [0]
        self.brackets = []
        self.strings = []

    def read(self):
        """The next line, without an end of line where the source ends without one."""
        try:
            line = self.readline()
        except StopIteration:
            line = ""
        self.row += 1
        self.at = 0
        self.text = line
        if "\0" in line:
            raise self.error("source code cannot contain null bytes", self.row, 0)
        if not line:
            self.over = True
        else:
            self.last = line
        return line

    def made(self, kind, start, end, text=None, line=None):
        line = self.text if line is None else line
        if text is None:
            text = line[start[1]:end[1]]
        return TokenInfo(kind, text, start, end, line)

    def error(self, message, row, column):
        return TokenError(message, (row, column))

    def tab_error(self, line):
        message = "inconsistent use of tabs and spaces in indentation"
        return TabError(message, ("<string>", self.row, len(line), line.rstrip("\r\n"), None, None))

    def run(self):
        begins_line = True
        continued = False
        emitted = False
        while True:
            line = self.read()
            if not line:
                break
            if not self.strings and not self.brackets and not continued:
                begins_line = True
            if begins_line and not self.strings and not continued and not self.brackets:
                column = self._indentation(line)
                rest = line[self.at:]
                if rest[:1] in ("#", "\n", "\r", ""):
                    # A line of nothing but a comment.
                    if rest[:1] == "#":
                        body = rest.rstrip("\r\n")
                        yield self.made(COMMENT, (self.row, self.at), (self.row, self.at + len(body)))
                        self.at += len(body)
                    if line[self.at:]:
                        yield self.made(NL, (self.row, self.at), (self.row, len(line)))
                    else:
                        yield self.made(NL, (self.row, self.at), (self.row, self.at + 1), "")
                    continue
                if rest.startswith("\\") and rest[1:] in ("\n", "\r\n", ""):
                    continued = True
                    continue
                narrow = self.at - 1 - line.rfind("\f", 0, self.at)
                if column > self.indents[-1]:
                    if narrow <= self.narrow[-1]:
                        raise self.tab_error(line)
                    self.indents.append(column)
                    self.narrow.append(narrow)
                    yield self.made(INDENT, (self.row, 0), (self.row, self.at))
                while column < self.indents[-1]:
                    if column not in self.indents:
                        raise IndentationError(
                            "unindent does not match any outer indentation level",
                            ("<string>", self.row, len(line), line.rstrip("\r\n"), None, None))
                    self.indents.pop()
                    self.narrow.pop()
                    yield self.made(DEDENT, (self.row, self.at), (self.row, self.at), "")
                if narrow != self.narrow[-1]:
                    raise self.tab_error(line)
            continued = False
            for made in self._rest_of_line():
                if made is None:
                    continued = True
                else:
                    emitted = made.type
                    yield made
            line = self.text
            if not self.strings and not self.brackets and not continued:
                if emitted not in (NEWLINE, NL) and not line.endswith(("\n", "\r")):
                    yield self.made(NEWLINE, (self.row, len(line)), (self.row, len(line) + 1), "")
            elif self.brackets and not line.endswith(("\n", "\r")):
                yield self.made(NL, (self.row, len(line)), (self.row, len(line) + 1), "")

        whole = len(self.last) + (not self.last.endswith("\n"))
        if self.strings:
            string = self.strings[-1]
            if string.fields and not string.fields[-1].in_spec and len(string.quote) == 1:
                raise self.error("unexpected EOF in multi-line statement", self.row - 1, whole)
            triple = len(string.quote) == 3
            raise self.error(
                f"unterminated {'triple-quoted ' if triple else ''}{'f' if string.kinds[0] == FSTRING_START else 't'}"
                f"-string literal (detected at line {self.row - 1})", *string.start)
        if self.brackets or continued:
            column = whole if continued and self.last.strip() != "\\" else 0
            raise self.error("unexpected EOF in multi-line statement", self.row - 1, column)
        for _ in self.indents[1:]:
            yield TokenInfo(DEDENT, "", (self.row, 0), (self.row, 0), "")
        yield TokenInfo(ENDMARKER, "", (self.row, 0), (self.row, 0), "")

    def _indentation(self, line):
        column = 0
        while self.at < len(line):
            char = line[self.at]
            if char == " ":
                column += 1
            elif char == "\t":
                column = (column // _TABSIZE + 1) * _TABSIZE
            elif char == "\f":
                column = 0
            else:
                break
            self.at += 1
        return column

    def _rest_of_line(self):
        """The tokens of a line; `None` where a backslash continues it."""
        while self.at < len(self.text):
            if self.strings and (not self.strings[-1].fields or self.strings[-1].fields[-1].in_spec):
                yield from self._middle()
                continue
            line = self.text
            char = line[self.at]
            if char in " \t\f":
                self.at += 1
                continue
            start = self.row, self.at
            if char in "\r\n":
                end = len(line)
                kind = NL if self.brackets or self._in_field() else NEWLINE
                self.at = end
                yield self.made(kind, start, (self.row, end))
                continue
            if char == "#":
                body = line[self.at:].rstrip("\r\n")
                self.at += len(body)
                yield self.made(COMMENT, start, (self.row, self.at))
                continue
            if char == "\\":
                if line[self.at + 1:] in ("\n", "\r\n", ""):
                    self.at = len(line)
                    yield None
                    continue
                raise self.error("unexpected character after line continuation character", self.row, self.at + 1)
            match = _PREFIX.match(line, self.at)
            if match and match[1].lower() in _PREFIXES:
                yield from self._string(match)
                continue
            if char.isdecimal() and char.isascii() or char == "." and line[self.at + 1:self.at + 2].isdecimal():
                match = _NUMBER.match(line, self.at)
                self.at = match.end()
                self._check_number(start[1])
                yield self.made(NUMBER, start, (self.row, self.at))
                continue
            if char.isidentifier() or char >= "\x80":
                self.at = _NAME.match(line, self.at).end()
                yield self.made(NAME, start, (self.row, self.at))
                continue
            match = _OPERATOR.match(line, self.at)
            if not match:
                self.at += 1
                yield self.made(OP if char in "$?`" else ERRORTOKEN, start, (self.row, self.at))
                continue
            yield from self._operator(match[0], start)

    def _check_number(self, start):
        """Refuses a number that lacks digits or has wrong ones. A name right behind it is another token."""
        behind = _NAME.match(self.text, self.at)
        if self.text[self.at:self.at + 2].lower() in ("e+", "e-"):
            raise self.error("invalid decimal literal", self.row, self.at + 2)
        if not behind or not (
                behind[0][0] in "_0123456789" or self.text[start:self.at] == "0" and behind[0][0] in "xXbBoO"):
            return
        # The compiler knows what is wrong with it; a bracket keeps the place from being an indentation.
        before = "(" + " " * (start - 1) if start else ""
        try:
            compile(before + self.text[start:behind.end()], "<string>", "eval")
        except SyntaxError as error:
            if error.msg.startswith("invalid") and error.msg.endswith("literal"):
                raise self.error(error.msg, self.row, error.offset) from None

    def _in_field(self):
        return bool(self.strings)

    def _operator(self, sign, start):
        field = self.strings[-1].fields[-1] if self.strings and self.strings[-1].fields else None
        at_field = field is not None and len(self.brackets) == field.depth
        if at_field and sign == ":=":
            # `:=` is a colon and a spec that begins with an equals sign.
            sign = ":"
        if sign in "([{":
            self.brackets.append(sign)
        elif sign in ")]}":
            if sign == "}" and field is not None and len(self.brackets) == field.depth:
                self.strings[-1].fields.pop()
                self.brackets.pop()
            elif self.brackets:
                self.brackets.pop()
        self.at += len(sign)
        yield self.made(OP, start, (self.row, self.at))
        if at_field and sign == ":":
            field.in_spec = True

    def _string(self, match):
        prefix, quote = match[1].lower(), match[2]
        start = self.row, self.at
        kind = "f" if "f" in prefix else "t" if "t" in prefix else ""
        self.at = match.end()
        if kind:
            string = _FString(quote, "r" in prefix, kind, start)
            yield self.made(string.kinds[0], start, (self.row, self.at))
            self.strings.append(string)
            return
        lines = self.text
        piece = self.text
        while True:
            while self.at < len(piece):
                if piece[self.at] == "\\":
                    self.at += 2
                    if piece[self.at - 1:self.at + 1] == "\r\n":
                        self.at += 1
                elif piece.startswith(quote, self.at):
                    self.at += len(quote)
                    whole = lines[start[1]:len(lines) - len(piece) + self.at]
                    yield TokenInfo(STRING, whole, start, (self.row, self.at), lines)
                    return
                elif len(quote) == 1 and piece[self.at] in "\r\n":
                    raise self.error(
                        f"unterminated string literal (detected at line {self.row})", start[0], start[1] + 1)
                else:
                    self.at += 1
            if len(quote) == 1 and not piece.endswith("\n"):
                raise self.error(f"unterminated string literal (detected at line {self.row})", start[0], start[1] + 1)
            piece = self.read()
            if not piece:
                if len(quote) == 3:
                    raise self.error("EOF in multi-line string", start[0], start[1] + 1)
                raise self.error(
                    f"unterminated string literal (detected at line {start[0]})", start[0], start[1] + 1)
            lines += piece

    def _middle(self):
        """The text of an f-string up to a field or its end."""
        string = self.strings[-1]
        in_spec = bool(string.fields)
        start = self.row, self.at
        lines = self.text
        piece = self.text
        text = ""
        while True:
            while self.at < len(piece):
                char = piece[self.at]
                if char == "\\" and not string.raw and piece.startswith("\\N{", self.at):
                    end = piece.find("}", self.at)
                    end = len(piece) if end < 0 else end + 1
                    text += piece[self.at:end]
                    self.at = end
                elif char == "\\":
                    width = 1 if piece[self.at + 1:self.at + 2] in ("{", "}") else 2
                    text += piece[self.at:self.at + width]
                    self.at += width
                elif piece.startswith(string.quote, self.at):
                    if text:
                        yield TokenInfo(string.kinds[1], text, start, (self.row, self.at), lines)
                    end = self.at + len(string.quote)
                    yield self.made(string.kinds[2], (self.row, self.at), (self.row, end))
                    self.at = end
                    self.strings.pop()
                    return
                elif char in "\r\n" and len(string.quote) == 1 and not in_spec:
                    raise self.error(
                        f"unterminated {'f' if string.kinds[0] == FSTRING_START else 't'}-string literal "
                        f"(detected at line {self.row})", string.start[0], string.start[1] + 1)
                elif char == "{":
                    if piece.startswith("{{", self.at) and not in_spec:
                        text += "{"
                        self.at += 2
                        yield TokenInfo(string.kinds[1], text, start, (self.row, self.at - 1), lines)
                        text = ""
                        start = self.row, self.at
                        lines = piece
                        continue
                    if text or piece.startswith("{{", self.at):
                        yield TokenInfo(string.kinds[1], text, start, (self.row, self.at), lines)
                    yield self.made(OP, (self.row, self.at), (self.row, self.at + 1))
                    self.at += 1
                    self.brackets.append("{")
                    string.fields.append(_Field(len(self.brackets)))
                    return
                elif char == "}":
                    if in_spec:
                        # A spec ends with a piece of text, if an empty one.
                        yield TokenInfo(string.kinds[1], text, start, (self.row, self.at), lines)
                        yield self.made(OP, (self.row, self.at), (self.row, self.at + 1))
                        self.at += 1
                        string.fields.pop()
                        self.brackets.pop()
                        return
                    if piece.startswith("}}", self.at):
                        text += "}"
                        self.at += 2
                        yield TokenInfo(string.kinds[1], text, start, (self.row, self.at - 1), lines)
                        text = ""
                        start = self.row, self.at
                        lines = piece
                        continue
                    raise self.error("f-string: single '}' is not allowed", self.row, self.at + 1)
                else:
                    text += char
                    self.at += 1
            piece = self.read()
            if not piece:
                if text:
                    yield TokenInfo(string.kinds[1], text, start, (self.row, 0), lines)
                return
            lines += piece


class Untokenizer:
    """Puts tokens together."""

    def __init__(self):
        self.tokens = []
        self.prev_row = 1
        self.prev_col = 0
        self.encoding = None

    def add_whitespace(self, start):
        row, col = start
        if row < self.prev_row or row == self.prev_row and col < self.prev_col:
            raise ValueError(
                f"start ({row},{col}) precedes previous end ({self.prev_row},{self.prev_col})")
        if row > self.prev_row:
            self.tokens.append("\\\n" * (row - self.prev_row))
            self.prev_col = 0
        self.tokens.append(" " * (col - self.prev_col))

    def untokenize(self, iterable):
        tokens = iter(iterable)
        indents = []
        startline = False
        for made in tokens:
            if len(made) == 2:
                self.compat(made, tokens)
                break
            kind, text, start, end, line = made
            if kind == ENCODING:
                self.encoding = text
                continue
            if kind == ENDMARKER:
                break
            if kind == INDENT:
                indents.append(text)
                continue
            if kind == DEDENT:
                indents.pop()
                self.prev_row, self.prev_col = end
                continue
            if kind in (NEWLINE, NL):
                startline = True
            elif startline and indents:
                indent = indents[-1]
                if start[1] >= len(indent):
                    self.tokens.append(indent)
                    self.prev_col = len(indent)
                startline = False
            elif kind in (FSTRING_MIDDLE, TSTRING_MIDDLE) and ("{" in text or "}" in text):
                text = _doubled(text)
                # The end in the source counts doubled braces once.
                last = text.rsplit("\n", 1)[-1]
                end = end[0], end[1] + last.count("{{") + last.count("}}")
            self.add_whitespace(start)
            self.tokens.append(text)
            self.prev_row, self.prev_col = end
            if kind in (NEWLINE, NL):
                self.prev_row += 1
                self.prev_col = 0
        return "".join(self.tokens)

    def compat(self, made, iterable):
        """Tokens without places: what comes out means the same."""
        indents = []
        out = self.tokens.append
        startline = made[0] in (NEWLINE, NL)
        was_string = False
        for kind, text, *_ in itertools.chain([made], iterable):
            if kind == ENCODING:
                self.encoding = text
                continue
            if kind in (NAME, NUMBER):
                text += " "
            is_string = kind in (STRING, FSTRING_START, TSTRING_START)
            if is_string and was_string:
                text = " " + text
            was_string = is_string
            if kind == INDENT:
                indents.append(text)
                continue
            if kind == DEDENT:
                indents.pop()
                continue
            if kind in (NEWLINE, NL):
                startline = True
            elif startline and indents:
                out(indents[-1])
                startline = False
            elif kind in (FSTRING_MIDDLE, TSTRING_MIDDLE):
                text = _doubled(text)
            out(text)


def _doubled(text):
    """The text of an f-string with its braces doubled, but for those of names of characters."""
    return "".join(
        piece if piece.startswith("\\N{") else piece.replace("{", "{{").replace("}", "}}")
        for piece in re.split(r"(\\N\{[^{}]*\})", text))


def untokenize(iterable):
    """The source of tokens: bytes where they begin with an encoding."""
    maker = Untokenizer()
    text = maker.untokenize(iterable)
    return text if maker.encoding is None else text.encode(maker.encoding)


def _normal_encoding(name):
    beginning = name[:12].lower().replace("_", "-")
    if beginning == "utf-8" or beginning.startswith("utf-8-"):
        return "utf-8"
    if beginning in ("latin-1", "iso-8859-1", "iso-latin-1") or beginning.startswith(
            ("latin-1-", "iso-8859-1-", "iso-latin-1-")):
        return "iso-8859-1"
    return name


def detect_encoding(readline):
    """The encoding of source, and the lines that were read to find it."""
    try:
        filename = readline.__self__.name
    except AttributeError:
        filename = None
    marked = False
    encoding = None

    def next_line():
        try:
            return readline()
        except StopIteration:
            return b""

    def cookie(line):
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            message = "invalid or missing encoding declaration"
            raise SyntaxError(message if filename is None else f"{message} for {filename!r}") from None
        match = cookie_re.match(text)
        if not match:
            return None
        name = _normal_encoding(match[1])
        try:
            lookup(name)
        except LookupError:
            message = f"unknown encoding: {name}"
            raise SyntaxError(
                message if filename is None else f"unknown encoding for {filename!r}: {name}") from None
        if marked:
            if name != "utf-8":
                message = "encoding problem: utf-8"
                raise SyntaxError(message if filename is None else f"encoding problem for {filename!r}: utf-8")
            name += "-sig"
        return name

    first = next_line()
    if first.startswith(BOM_UTF8):
        marked = True
        first = first[3:]
    default = "utf-8-sig" if marked else "utf-8"
    if not first:
        return default, []
    encoding = cookie(first)
    if encoding:
        return encoding, [first]
    if not blank_re.match(first):
        return default, [first]
    second = next_line()
    if not second:
        return default, [first]
    return cookie(second) or default, [first, second]


def open(filename):
    """A file of source, opened as text in its encoding."""
    buffer = _builtin_open(filename, "rb")
    try:
        encoding, _ = detect_encoding(buffer.readline)
        buffer.seek(0)
        text = TextIOWrapper(buffer, encoding, line_buffering=True)
        text.mode = "r"
        return text
    except:
        buffer.close()
        raise


def tokenize(readline):
    """The tokens of source in bytes; `readline` gives a line at a time. The first tells the encoding."""
    encoding, consumed = detect_encoding(readline)
    lines = itertools.chain(consumed, iter(readline, b""))
    if encoding is not None:
        name = "utf-8" if encoding == "utf-8-sig" else encoding
        yield TokenInfo(ENCODING, name, (0, 0), (0, 0), "")

    def decoded():
        return next(lines, b"").decode(encoding.removesuffix("-sig"))

    yield from _Tokenizer(decoded).run()


def generate_tokens(readline):
    """The tokens of source in texts."""
    return _Tokenizer(readline).run()


def _generate_tokens_from_c_tokenizer(source, encoding=None, extra_tokens=False):
    """The tokens that the parser sees: signs with types of their own, no comments, no lines without a statement.

    `source` gives a line at a time, in bytes if there is an encoding. With `extra_tokens` they are those of `tokenize`."""
    readline = source if encoding is None else lambda: source().decode(encoding)
    tokens = generate_tokens(readline)
    if extra_tokens:
        yield from tokens
        return
    comment = None
    for made in tokens:
        if made.type in (INDENT, DEDENT, ENDMARKER):
            # What ends with the source stands in its last line, and in no line at all if there is none.
            place = made.start[0] - (not made.line), -1
            if place[0]:
                yield made._replace(string="", start=place, end=place)
        elif made.type == NEWLINE:
            # A comment before it is part of it.
            yield comment._replace(type=NEWLINE) if comment else made._replace(string="", end=made.start)
        elif made.type not in (COMMENT, NL):
            yield made._replace(type=made.exact_type)
        comment = made if made.type == COMMENT else None


def _main(args=None):
    """Prints the tokens of a file, or of standard input."""
    import argparse
    parser = argparse.ArgumentParser(prog="python -m tokenize")
    parser.add_argument(
        dest="filename", nargs="?", metavar="filename.py", help="the file to tokenize; defaults to stdin")
    parser.add_argument(
        "-e", "--exact", dest="exact", action="store_true", help="display token names using the exact type")
    options = parser.parse_args(args)
    if options.filename:
        with _builtin_open(options.filename, "rb") as file:
            tokens = list(tokenize(file.readline))
    else:
        tokens = generate_tokens(sys.stdin.readline)
    for made in tokens:
        kind = made.exact_type if options.exact else made.type
        place = f"{made.start[0]},{made.start[1]}-{made.end[0]},{made.end[1]}:"
        print(f"{place:20}{tok_name[kind]:15}{made.string!r:15}")


if __name__ == "__main__":
    _main()
