"""The grammar of TOML, read from left to right."""

import re
import string
import sys
from datetime import date, datetime, time, timedelta, timezone

_CONTROL = frozenset(chr(code) for code in range(32)) | {chr(127)}
_NOT_IN_STRINGS = _CONTROL - {"\t"}
_NOT_IN_LONG_STRINGS = _NOT_IN_STRINGS - {"\n"}
_SPACE = frozenset(" \t")
_SPACE_AND_LINES = _SPACE | {"\n"}
_BARE_KEY = frozenset(string.ascii_letters + string.digits + "-_")
_BEGINS_KEY = _BARE_KEY | {'"', "'"}
_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}
_HEX_DIGITS = {"u": 4, "U": 8}

_number = re.compile(
    r"""
    0(?:x[0-9A-Fa-f](?:_?[0-9A-Fa-f])*|b[01](?:_?[01])*|o[0-7](?:_?[0-7])*)
    | [+-]?(?:0|[1-9](?:_?[0-9])*)
      (?P<float>(?:\.[0-9](?:_?[0-9])*)?(?:[eE][+-]?[0-9](?:_?[0-9])*)?)
    """,
    re.VERBOSE,
)
_TIME = r"([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9])(?:\.([0-9]{1,6})[0-9]*)?"
_local_time = re.compile(_TIME)
_datetime = re.compile(
    rf"([0-9]{{4}})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
    rf"(?:[Tt ]{_TIME}(?:([Zz])|([+-])([01][0-9]|2[0-3]):([0-5][0-9]))?)?"
)
_bare_key = re.compile(r"[A-Za-z0-9_-]+")


class TOMLDecodeError(ValueError):
    """A text is not TOML: `msg` says why, `doc` is the text, and `pos`, `lineno` and `colno` are where."""

    def __init__(self, msg=None, doc=None, pos=None, *args):
        if not isinstance(msg, str) or not isinstance(doc, str) or not isinstance(pos, int):
            given = [value for value in (msg, doc, pos) if value is not None]
            super().__init__(*given, *args)
            return
        if pos >= len(doc):
            where = "end of document"
        else:
            where = None
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = doc.count("\n", 0, pos) + 1
        self.colno = pos + 1 if self.lineno == 1 else pos - doc.rindex("\n", 0, pos)
        if where is None:
            where = f"line {self.lineno}, column {self.colno}"
        super().__init__(f"{msg} (at {where})")


def load(fp, /, *, parse_float=float):
    """The dictionary that a binary file in TOML holds."""
    data = fp.read()
    try:
        text = data.decode()
    except AttributeError:
        raise TypeError("File must be opened in binary mode, e.g. use `open('foo.toml', 'rb')`") from None
    return loads(text, parse_float=parse_float)


def loads(s, /, *, parse_float=float):
    """The dictionary that a text in TOML stands for. `parse_float` makes its floating-point numbers."""
    try:
        text = s.replace("\r\n", "\n")
    except (AttributeError, TypeError):
        raise TypeError(f"Expected str object, not '{type(s).__qualname__}'") from None
    return _Parser(text, parse_float).document()


class _Flags:
    """What may no longer be done with a name, and with those below it."""

    __slots__ = ("marks", "below", "deep")

    def __init__(self):
        self.marks = set()
        self.deep = set()
        self.below = {}


# A table that was written inline, or a value: nothing can be added below it.
_FROZEN = 0
# A table with a header of its own.
_EXPLICIT = 1


class _Parser:
    def __init__(self, text, parse_float):
        self.text = text
        self.at = 0
        self.make_float = self._safe_float(parse_float)
        self.root = {}
        self.flags = _Flags()
        # Names that a dotted key made a table of, marked when the section ends.
        self.pending = []

    @staticmethod
    def _safe_float(parse_float):
        if parse_float is float:
            return float

        def make(text):
            value = parse_float(text)
            if isinstance(value, (dict, list)):
                raise ValueError("parse_float must not return dicts or lists")
            return value

        return make

    def wrong(self, message, at=None):
        return TOMLDecodeError(message, self.text, self.at if at is None else at)

    def peek(self):
        return self.text[self.at : self.at + 1]

    def skip(self, characters):
        text, at = self.text, self.at
        while at < len(text) and text[at] in characters:
            at += 1
        self.at = at

    def skip_until(self, end, forbidden, must_end):
        """Goes to the next `end`. Raises at characters that must not stand before it."""
        found = self.text.find(end, self.at)
        stop = found
        if found < 0:
            stop = len(self.text)
            if must_end:
                raise self.wrong(f"Expected {end!r}", stop)
        for at in range(self.at, stop):
            if self.text[at] in forbidden:
                raise self.wrong(f"Found invalid character {self.text[at]!r}", at)
        self.at = stop

    def skip_comment(self):
        if self.peek() == "#":
            self.at += 1
            self.skip_until("\n", _NOT_IN_STRINGS, False)

    def skip_comments_and_lines(self):
        while True:
            before = self.at
            self.skip(_SPACE_AND_LINES)
            self.skip_comment()
            if self.at == before:
                return

    # Which names can still be added to.

    def mark(self, key, mark, deep):
        node = self.flags
        for part in key[:-1]:
            node = node.below.setdefault(part, _Flags())
        node = node.below.setdefault(key[-1], _Flags())
        (node.deep if deep else node.marks).add(mark)

    def is_marked(self, key, mark):
        node = self.flags
        for part in key[:-1]:
            if part not in node.below:
                return False
            node = node.below[part]
            if mark in node.deep:
                return True
        node = node.below.get(key[-1]) if key else None
        return node is not None and (mark in node.marks or mark in node.deep)

    def unmark(self, key):
        node = self.flags
        for part in key[:-1]:
            if part not in node.below:
                return
            node = node.below[part]
        node.below.pop(key[-1], None)

    def table(self, key, into_arrays=True):
        """The table of that name, made if need be. Raises KeyError if something else has the name."""
        table = self.root
        for part in key:
            table = table.setdefault(part, {})
            if into_arrays and isinstance(table, list):
                table = table[-1]
            if not isinstance(table, dict):
                raise KeyError("There is no nest behind this key")
        return table

    # The document.

    def document(self):
        header = ()
        text = self.text
        while True:
            self.skip(_SPACE)
            character = self.peek()
            if not character:
                break
            if character == "\n":
                self.at += 1
                continue
            if character in _BEGINS_KEY:
                self.key_and_value(header)
                self.skip(_SPACE)
            elif character == "[":
                for key, mark in self.pending:
                    self.mark(key, mark, False)
                self.pending.clear()
                header = self.array_header() if text.startswith("[[", self.at) else self.table_header()
                self.skip(_SPACE)
            elif character != "#":
                raise self.wrong("Invalid statement")
            self.skip_comment()
            character = self.peek()
            if not character:
                break
            if character != "\n":
                raise self.wrong("Expected newline or end of document after a statement")
            self.at += 1
        return self.root

    def table_header(self):
        self.at += 1
        self.skip(_SPACE)
        key = self.key()
        if self.is_marked(key, _EXPLICIT) or self.is_marked(key, _FROZEN):
            raise self.wrong(f"Cannot declare {key} twice")
        self.mark(key, _EXPLICIT, False)
        try:
            self.table(key)
        except KeyError:
            raise self.wrong("Cannot overwrite a value") from None
        if self.peek() != "]":
            raise self.wrong("Expected ']' at the end of a table declaration")
        self.at += 1
        return key

    def array_header(self):
        self.at += 2
        self.skip(_SPACE)
        key = self.key()
        if self.is_marked(key, _FROZEN):
            raise self.wrong(f"Cannot mutate immutable namespace {key}")
        # Each item of the array is a table of its own.
        self.unmark(key)
        self.mark(key, _EXPLICIT, False)
        try:
            parent = self.table(key[:-1])
            if key[-1] in parent:
                items = parent[key[-1]]
                if not isinstance(items, list):
                    raise KeyError("An object other than list found behind this key")
                items.append({})
            else:
                parent[key[-1]] = [{}]
        except KeyError:
            raise self.wrong("Cannot overwrite a value") from None
        if not self.text.startswith("]]", self.at):
            raise self.wrong("Expected ']]' at the end of an array declaration")
        self.at += 2
        return key

    def key_and_value(self, header):
        key, value = self.pair()
        parents = key[:-1]
        for length in range(1, len(key)):
            part = header + key[:length]
            # A dotted key cannot go into a table with a header.
            if self.is_marked(part, _EXPLICIT):
                raise self.wrong(f"Cannot redefine namespace {part}")
            self.pending.append((part, _EXPLICIT))
        if self.is_marked(header + parents, _FROZEN):
            raise self.wrong(f"Cannot mutate immutable namespace {header + parents}")
        try:
            table = self.table(header + parents)
        except KeyError:
            raise self.wrong("Cannot overwrite a value") from None
        if key[-1] in table:
            raise self.wrong("Cannot overwrite a value")
        if isinstance(value, (dict, list)):
            self.mark(header + key, _FROZEN, True)
        table[key[-1]] = value

    def pair(self):
        key = self.key()
        if self.peek() != "=":
            raise self.wrong("Expected '=' after a key in a key/value pair")
        self.at += 1
        self.skip(_SPACE)
        return key, self.value()

    def key(self):
        parts = [self.key_part()]
        self.skip(_SPACE)
        while self.peek() == ".":
            self.at += 1
            self.skip(_SPACE)
            parts.append(self.key_part())
            self.skip(_SPACE)
        return tuple(parts)

    def key_part(self):
        found = _bare_key.match(self.text, self.at)
        if found:
            self.at = found.end()
            return found[0]
        if self.peek() == "'":
            return self.literal()
        if self.peek() == '"':
            return self.basic()
        raise self.wrong("Invalid initial character for a key part")

    # Values.

    def value(self):
        text = self.text
        character = self.peek()
        if character == '"':
            return self.long_basic() if text.startswith('"""', self.at) else self.basic()
        if character == "'":
            return self.long_literal() if text.startswith("'''", self.at) else self.literal()
        for word, value in (("true", True), ("false", False)):
            if text.startswith(word, self.at):
                self.at += len(word)
                return value
        if character == "[":
            return self.array()
        if character == "{":
            return self.inline_table()
        found = _datetime.match(text, self.at)
        if found:
            try:
                value = _to_datetime(found)
            except ValueError:
                raise self.wrong("Invalid date or datetime") from None
            self.at = found.end()
            return value
        found = _local_time.match(text, self.at)
        if found:
            self.at = found.end()
            return _to_time(*found.groups())
        found = _number.match(text, self.at)
        if found:
            self.at = found.end()
            return self.make_float(found[0]) if found["float"] else int(found[0], 0)
        for length in 3, 4:
            word = text[self.at : self.at + length]
            if word in (("inf", "nan") if length == 3 else ("-inf", "+inf", "-nan", "+nan")):
                self.at += length
                return self.make_float(word)
        raise self.wrong("Invalid value")

    def array(self):
        self.at += 1
        items = []
        self.skip_comments_and_lines()
        if self.peek() == "]":
            self.at += 1
            return items
        while True:
            items.append(self.value())
            self.skip_comments_and_lines()
            character = self.peek()
            if character == "]":
                self.at += 1
                return items
            if character != ",":
                raise self.wrong("Unclosed array")
            self.at += 1
            self.skip_comments_and_lines()
            if self.peek() == "]":
                self.at += 1
                return items

    def inline_table(self):
        self.at += 1
        result = {}
        frozen = set()
        self.skip(_SPACE)
        if self.peek() == "}":
            self.at += 1
            return result
        while True:
            key, value = self.pair()
            for length in range(1, len(key) + 1):
                if key[:length] in frozen:
                    raise self.wrong(f"Cannot mutate immutable namespace {key}")
            table = result
            for part in key[:-1]:
                table = table.setdefault(part, {})
                if not isinstance(table, dict):
                    raise self.wrong("Cannot overwrite a value")
            if key[-1] in table:
                raise self.wrong(f"Duplicate inline table key {key[-1]!r}")
            table[key[-1]] = value
            self.skip(_SPACE)
            character = self.peek()
            if character == "}":
                self.at += 1
                return result
            if character != ",":
                raise self.wrong("Unclosed inline table")
            if isinstance(value, (dict, list)):
                frozen.add(key)
            self.at += 1
            self.skip(_SPACE)

    # Strings.

    def literal(self):
        self.at += 1
        start = self.at
        self.skip_until("'", _NOT_IN_STRINGS | {"\n"}, True)
        self.at += 1
        return self.text[start : self.at - 1]

    def long_literal(self):
        self.at += 3
        if self.peek() == "\n":
            self.at += 1
        start = self.at
        self.skip_until("'''", _NOT_IN_LONG_STRINGS, True)
        value = self.text[start : self.at]
        self.at += 3
        return value + self.quotes_at_end("'")

    def quotes_at_end(self, quote):
        """Up to two quotes before those that end a string belong to it."""
        count = 0
        while count < 2 and self.peek() == quote:
            self.at += 1
            count += 1
        return quote * count

    def basic(self):
        self.at += 1
        return self.characters(_NOT_IN_STRINGS | {"\n"}, False)

    def long_basic(self):
        self.at += 3
        if self.peek() == "\n":
            self.at += 1
        return self.characters(_NOT_IN_LONG_STRINGS, True)

    def characters(self, forbidden, is_long):
        out = []
        text = self.text
        start = self.at
        while True:
            if self.at >= len(text):
                raise self.wrong("Unterminated string")
            character = text[self.at]
            if character == '"':
                if not is_long:
                    out.append(text[start : self.at])
                    self.at += 1
                    return "".join(out)
                if text.startswith('"""', self.at):
                    out.append(text[start : self.at])
                    self.at += 3
                    return "".join(out) + self.quotes_at_end('"')
                self.at += 1
            elif character == "\\":
                out.append(text[start : self.at])
                out.append(self.escape(is_long))
                start = self.at
            elif character in forbidden:
                raise self.wrong(f"Illegal character {character!r}")
            else:
                self.at += 1

    def escape(self, is_long):
        escape = self.text[self.at : self.at + 2]
        self.at += 2
        if is_long and escape in ("\\ ", "\\\t", "\\\n"):
            # The line goes on where the next character that is no space stands.
            if escape != "\\\n":
                self.skip(_SPACE)
                character = self.peek()
                if not character:
                    return ""
                if character != "\n":
                    raise self.wrong("Unescaped '\\' in a string")
                self.at += 1
            self.skip(_SPACE_AND_LINES)
            return ""
        if escape[1:] in _HEX_DIGITS:
            return self.scalar(_HEX_DIGITS[escape[1]])
        try:
            return _ESCAPES[escape[1:]]
        except KeyError:
            raise self.wrong("Unescaped '\\' in a string") from None

    def scalar(self, length):
        digits = self.text[self.at : self.at + length]
        if len(digits) != length or not all(digit in string.hexdigits for digit in digits):
            raise self.wrong("Invalid hex value")
        self.at += length
        code = int(digits, 16)
        if code > sys.maxunicode or 0xD800 <= code <= 0xDFFF:
            raise self.wrong("Escaped character is not a Unicode scalar value")
        return chr(code)


def _to_time(hour, minute, second, fraction):
    return time(int(hour), int(minute), int(second), int(fraction.ljust(6, "0")) if fraction else 0)


def _to_datetime(found):
    year, month, day, hour, minute, second, fraction, utc, sign, zone_hour, zone_minute = found.groups()
    if hour is None:
        return date(int(year), int(month), int(day))
    zone = None
    if utc:
        zone = timezone.utc
    elif sign:
        offset = timedelta(hours=int(zone_hour), minutes=int(zone_minute))
        zone = timezone(-offset if sign == "-" else offset)
    moment = _to_time(hour, minute, second, fraction)
    return datetime.combine(date(int(year), int(month), int(day)), moment.replace(tzinfo=zone))
