"""Cookies as servers set them and read them (RFC 6265)."""

import re
import string
import types

__all__ = ["CookieError", "BaseCookie", "SimpleCookie"]


class CookieError(Exception):
    """A cookie has a name or an attribute that it cannot have."""


_LEGAL_CHARACTERS = string.ascii_letters + string.digits + "!#$%&'*+-.^_`|~:"
_UNQUOTED = set(_LEGAL_CHARACTERS + " ()/<=>?@[]{}")
_is_legal_key = re.compile("[%s]+" % re.escape(_LEGAL_CHARACTERS)).fullmatch
_ESCAPES = {code: "\\%03o" % code for code in set(range(256)) - set(map(ord, _UNQUOTED))}
_ESCAPES |= {ord('"'): '\\"', ord("\\"): "\\\\"}
_find_control_character = re.compile(r"[\x00-\x1F\x7F]").search
_escape = re.compile(r"\\(?:([0-3][0-7][0-7])|(.))")


def _check_control_characters(*values):
    """Raises CookieError if one of the values has, as text, a character that would end the header."""
    if any(_find_control_character(str(value)) for value in values):
        raise CookieError(f"Control characters are not allowed in cookies {' '.join(map(repr, values))}")


def _without_control_characters(text):
    """The text. Raises CookieError if it has a character that would end the header."""
    if _find_control_character(text):
        raise CookieError("Control characters are not allowed in cookies")
    return text


def _quote(str):
    """The value in quotes, with escapes, if it needs them."""
    if str is None or _is_legal_key(str):
        return str
    return '"' + str.translate(_ESCAPES) + '"'


def _unquote(str):
    """The value without the quotes and escapes."""
    if str is None or len(str) < 2 or str[0] != '"' or str[-1] != '"':
        return str
    return _escape.sub(lambda found: chr(int(found[1], 8)) if found[1] else found[2], str[1:-1])


_WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
_MONTHS = [None, "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def _getdate(future=0, weekdayname=_WEEKDAYS, monthname=_MONTHS):
    """The time in so many seconds, as cookies have it."""
    from time import gmtime, time

    year, month, day, hour, minute, second, weekday, _, _ = gmtime(time() + future)
    return f"{weekdayname[weekday]}, {day:02d} {monthname[month]:3} {year:04d} {hour:02d}:{minute:02d}:{second:02d} GMT"


class Morsel(dict):
    """A cookie: a name, a value, and attributes, which are the items of the dictionary."""

    _reserved = {
        "expires": "expires", "path": "Path", "comment": "Comment", "domain": "Domain", "max-age": "Max-Age",
        "secure": "Secure", "httponly": "HttpOnly", "version": "Version", "samesite": "SameSite",
        "partitioned": "Partitioned",
    }
    _reserved_defaults = dict.fromkeys(_reserved, "")
    _flags = {"secure", "httponly", "partitioned"}

    def __init__(self):
        self._key = self._value = self._coded_value = None
        dict.update(self, self._reserved_defaults)

    @property
    def key(self):
        """The name."""
        return self._key

    @property
    def value(self):
        """The value as an object."""
        return self._value

    @property
    def coded_value(self):
        """The value as it goes over the network."""
        return self._coded_value

    def __setitem__(self, K, V):
        K = K.lower()
        if K not in self._reserved:
            raise CookieError(f"Invalid attribute {K!r}")
        _check_control_characters(K, V)
        dict.__setitem__(self, K, V)

    def setdefault(self, key, val=None):
        key = key.lower()
        if key not in self._reserved:
            raise CookieError(f"Invalid attribute {key!r}")
        _check_control_characters(key, val)
        return dict.setdefault(self, key, val)

    def __eq__(self, morsel):
        if not isinstance(morsel, Morsel):
            return NotImplemented
        return (
            dict.__eq__(self, morsel)
            and self._value == morsel._value
            and self._key == morsel._key
            and self._coded_value == morsel._coded_value
        )

    __ne__ = object.__ne__

    def copy(self):
        """The same cookie again."""
        morsel = Morsel()
        dict.update(morsel, self)
        morsel.__dict__.update(self.__dict__)
        return morsel

    def update(self, values):
        """Sets several attributes."""
        data = {}
        for key, value in dict(values).items():
            key = key.lower()
            if key not in self._reserved:
                raise CookieError(f"Invalid attribute {key!r}")
            _check_control_characters(key, value)
            data[key] = value
        dict.update(self, data)

    def __ior__(self, values):
        self.update(values)
        return self

    def isReservedKey(self, K):
        """Whether it is the name of an attribute."""
        return K.lower() in self._reserved

    def set(self, key, val, coded_val):
        """Sets the name and the value."""
        if key.lower() in self._reserved:
            raise CookieError(f"Attempt to set a reserved key {key!r}")
        if not _is_legal_key(key):
            raise CookieError(f"Illegal key {key!r}")
        _check_control_characters(key, val, coded_val)
        self._key = key
        self._value = val
        self._coded_value = coded_val

    def __getstate__(self):
        return {"key": self._key, "value": self._value, "coded_value": self._coded_value}

    def __setstate__(self, state):
        key, value, coded_value = state["key"], state["value"], state["coded_value"]
        _check_control_characters(key, value, coded_value)
        self._key, self._value, self._coded_value = key, value, coded_value

    def output(self, attrs=None, header="Set-Cookie:"):
        """The cookie as a header."""
        return f"{header} {self.OutputString(attrs)}"

    __str__ = output

    def __repr__(self):
        return f"<{self.__class__.__name__}: {self.OutputString()}>"

    def js_output(self, attrs=None):
        """The cookie as a script in a page."""
        from urllib.parse import quote

        text = quote(_without_control_characters(self.OutputString(attrs)), safe="")
        return (
            '\n        <script type="text/javascript">\n        <!-- begin hiding\n'
            f'        document.cookie = decodeURIComponent("{text}");\n        // end hiding -->\n        </script>\n        '
        )

    def OutputString(self, attrs=None):
        """The cookie as text, with the attributes that are set, or of them those in `attrs`."""
        parts = [f"{self.key}={self.coded_value}"]
        if attrs is None:
            attrs = self._reserved
        for key, value in sorted(self.items()):
            if value == "" or key not in attrs:
                continue
            name = self._reserved[key]
            if key == "expires" and isinstance(value, int):
                parts.append(f"{name}={_getdate(value)}")
            elif key == "max-age" and isinstance(value, int):
                parts.append(f"{name}={value:d}")
            elif key == "comment" and isinstance(value, str):
                parts.append(f"{name}={_quote(value)}")
            elif key in self._flags:
                if value:
                    parts.append(name)
            else:
                parts.append(f"{name}={value}")
        return "; ".join(parts)

    __class_getitem__ = classmethod(types.GenericAlias)


# A name, a value (quoted, or a date, or a word) and what ends it.
_pair = re.compile(
    r"""
    \s*
    (?P<key>[\w!#%&'~`><@,:/$*+\-.^|)(?}{=]+?)
    (?:
        \s*=\s*
        (?P<val>
            "(?:[^\\"]|\\.)*"
            | (\w{3},\s|\w{3,6}day,\s)[\w\d\s-]{9,11}\s[\d:]{8}\sGMT
            | [\w!#%&'~`><@,:/$*+\-.^|)(?}{=\[\]]*
        )
    )?
    \s*
    (\s+|;|$)
    """,
    re.ASCII | re.VERBOSE,
)


class BaseCookie(dict):
    """Cookies by name. A value that is set is turned into a `Morsel`."""

    def value_decode(self, val):
        """The pair of the value as an object and as it came."""
        return val, val

    def value_encode(self, val):
        """The pair of the value as an object and as it goes."""
        text = str(val)
        return text, text

    def __init__(self, input=None):
        if input:
            self.load(input)

    def __set(self, key, real_value, coded_value):
        morsel = self.get(key, Morsel())
        morsel.set(key, real_value, coded_value)
        dict.__setitem__(self, key, morsel)

    def __setitem__(self, key, value):
        if isinstance(value, Morsel):
            dict.__setitem__(self, key, value)
        else:
            self.__set(key, *self.value_encode(value))

    def output(self, attrs=None, header="Set-Cookie:", sep="\015\012"):
        """All cookies as headers."""
        return sep.join(
            _without_control_characters(morsel.output(attrs, header)) for _, morsel in sorted(self.items())
        )

    __str__ = output

    def __repr__(self):
        cookies = " ".join(f"{key}={morsel.value!r}" for key, morsel in sorted(self.items()))
        return f"<{self.__class__.__name__}: {cookies}>"

    def js_output(self, attrs=None):
        """All cookies as scripts in a page."""
        return "".join(morsel.js_output(attrs) for _, morsel in sorted(self.items()))

    def load(self, rawdata):
        """Reads cookies from a header, or takes those of a dictionary."""
        if isinstance(rawdata, str):
            self.__read(rawdata)
        else:
            for key, value in rawdata.items():
                self[key] = value

    def __read(self, text):
        found = []
        seen = False
        at = 0
        while 0 <= at < len(text):
            match = _pair.match(text, at)
            if not match:
                break
            key, value = match["key"], match["val"]
            at = match.end(0)
            if key[0] == "$":
                # An attribute of all that follow; before the first it is of none.
                if seen:
                    found.append((key[1:], value, True))
            elif key.lower() in Morsel._reserved:
                if not seen:
                    # What is wrong spoils all of it.
                    return
                if value is None:
                    if key.lower() not in Morsel._flags:
                        return
                    found.append((key, True, True))
                else:
                    found.append((key, _unquote(value), True))
            elif value is not None:
                found.append((key, self.value_decode(value), False))
                seen = True
            else:
                return
        morsel = None
        for key, value, is_attribute in found:
            if is_attribute:
                morsel[key] = value
            else:
                self.__set(key, *value)
                morsel = self[key]


class SimpleCookie(BaseCookie):
    """Cookies whose values are text."""

    def value_decode(self, val):
        """The pair of the value without quotes and as it came."""
        return _unquote(val), val

    def value_encode(self, val):
        """The pair of the value as text and in quotes, if it needs them."""
        text = str(val)
        return text, _quote(text)
