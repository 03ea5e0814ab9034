"""Addresses, dates and other small things of mails (RFC 5322, RFC 2231)."""

import datetime
import os
import random
import re
import socket
import time
import urllib.parse

from email._addresses import AddressList, quote, split_dates
from email.charset import Charset

__all__ = [
    "collapse_rfc2231_value", "decode_params", "decode_rfc2231", "encode_rfc2231", "formataddr", "formatdate",
    "format_datetime", "getaddresses", "make_msgid", "mktime_tz", "parseaddr", "parsedate", "parsedate_tz",
    "parsedate_to_datetime", "unquote",
]

_must_be_quoted = re.compile(r"[][\\()<>@,:;\".]")
_must_be_escaped = re.compile(r'[\\"]')
_DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def _has_surrogates(s):
    """Whether bytes that are not text stand in the string."""
    try:
        s.encode()
        return False
    except UnicodeEncodeError:
        return True


def _sanitize(string):
    """The string with U+FFFD for bytes that are not UTF-8."""
    return string.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def formataddr(pair, charset="utf-8"):
    """A name and an address as they stand in a header."""
    name, address = pair
    address.encode("ascii")
    if not name:
        return address
    try:
        name.encode("ascii")
    except UnicodeEncodeError:
        if isinstance(charset, str):
            charset = Charset(charset)
        return f"{charset.header_encode(name)} <{address}>"
    quotes = '"' if _must_be_quoted.search(name) else ""
    name = _must_be_escaped.sub(r"\\\g<0>", name)
    return f"{quotes}{name}{quotes} <{address}>"


def _outside_of_quotes(text):
    """The characters that are neither in a quoted string nor behind a backslash."""
    quoted = escaped = False
    for character in text:
        if escaped:
            escaped = False
        elif character == "\\":
            escaped = True
        elif character == '"':
            quoted = not quoted
        elif not quoted:
            yield character


def _parts_outside_of_quotes(text):
    """How many addresses a list seems to have: the commas outside of quoted strings, and one."""
    return 1 + sum(character == "," for character in _outside_of_quotes(text))


def _balanced(text):
    """Whether as many parentheses close as open, outside of quoted strings."""
    depth = 0
    for character in _outside_of_quotes(text):
        if character == "(":
            depth += 1
        elif character == ")":
            depth -= 1
            if depth < 0:
                return False
    return depth == 0


def getaddresses(fieldvalues, *, strict=True):
    """The pairs of names and addresses in the values of headers.

    With `strict`, what cannot be an address is a pair of empty strings.
    """
    if not strict:
        return AddressList(", ".join(str(value) for value in fieldvalues)).addresses
    values = [value if _balanced(value) else "('', '')" for value in map(str, fieldvalues)]
    pairs = AddressList(", ".join(values)).addresses
    pairs = [("", "") if "[" in pair[1] else pair for pair in pairs]
    if len(pairs) != sum(map(_parts_outside_of_quotes, values)):
        return [("", "")]
    return pairs


def parseaddr(addr, *, strict=True):
    """The name and the address that a header holds, or two empty strings."""
    if not strict:
        pairs = AddressList(addr).addresses
        return pairs[0] if pairs else ("", "")
    if isinstance(addr, list):
        addr = addr[0]
    if not isinstance(addr, str):
        return ("", "")
    pairs = AddressList(addr if _balanced(addr) else "('', '')").addresses
    if len(pairs) != 1 or "[" in pairs[0][1]:
        return ("", "")
    return pairs[0]


def unquote(str):
    """The string without the quotes or the angle brackets around it."""
    if len(str) > 1:
        if str[0] == str[-1] == '"':
            return str[1:-1].replace("\\\\", "\\").replace('\\"', '"')
        if str[0] == "<" and str[-1] == ">":
            return str[1:-1]
    return str


def _format_timetuple(parts, zone):
    return (
        f"{_DAYS[parts[6]]}, {parts[2]:02d} {_MONTHS[parts[1] - 1]} {parts[0]:04d} "
        f"{parts[3]:02d}:{parts[4]:02d}:{parts[5]:02d} {zone}"
    )


def formatdate(timeval=None, localtime=False, usegmt=False):
    """A time in seconds (now, if not given) as headers have it."""
    if timeval is None:
        timeval = time.time()
    moment = datetime.datetime.fromtimestamp(timeval, datetime.timezone.utc)
    if localtime:
        moment = moment.astimezone()
        usegmt = False
    elif not usegmt:
        moment = moment.replace(tzinfo=None)
    return format_datetime(moment, usegmt)


def format_datetime(dt, usegmt=False):
    """A datetime as headers have it. One without a time zone is in UTC and shown as `-0000`."""
    parts = dt.timetuple()
    if usegmt:
        if dt.tzinfo is None or dt.tzinfo != datetime.timezone.utc:
            raise ValueError("usegmt option requires a UTC datetime")
        zone = "GMT"
    elif dt.tzinfo is None:
        zone = "-0000"
    else:
        zone = dt.strftime("%z")
    return _format_timetuple(parts, zone)


def make_msgid(idstring=None, domain=None):
    """A string for a Message-ID that no other message has."""
    now = int(time.time() * 100)
    extra = "" if idstring is None else "." + idstring
    if domain is None:
        domain = socket.getfqdn()
    return f"<{now}.{os.getpid()}.{random.getrandbits(64)}{extra}@{domain}>"


def parsedate_tz(data):
    """A date of a header as the ten parts of a time, of which the last is the offset from UTC in seconds; or `None`."""
    parts = split_dates(data)
    if not parts:
        return None
    if parts[9] is None:
        parts[9] = 0
    return tuple(parts)


def parsedate(data):
    """A date of a header as a tuple that `time.mktime` takes; or `None`."""
    parts = parsedate_tz(data)
    return parts[:9] if isinstance(parts, tuple) else parts


def mktime_tz(data):
    """The seconds since the epoch of what `parsedate_tz` gave."""
    import calendar

    if data[9] is None:
        return time.mktime(data[:8] + (-1,))
    return calendar.timegm(data) - data[9]


def parsedate_to_datetime(data):
    """A date of a header as a datetime, without a time zone if that is given as `-0000`. Raises ValueError."""
    parts = split_dates(data)
    if parts is None:
        raise ValueError("Invalid date value or format \"%s\"" % str(data))
    *parts, offset = parts
    if offset is None:
        return datetime.datetime(*parts[:6])
    return datetime.datetime(*parts[:6], tzinfo=datetime.timezone(datetime.timedelta(seconds=offset)))


def localtime(dt=None):
    """The time here as a datetime with a time zone: now, or that of `dt`."""
    if dt is None:
        dt = datetime.datetime.now()
    return dt.astimezone()


def decode_rfc2231(s):
    """The character set, the language and the text of a parameter."""
    parts = s.split("'", 2)
    if len(parts) <= 2:
        return None, None, s
    return parts


def encode_rfc2231(s, charset=None, language=None):
    """A text as a parameter: with `%XX` for what is not ASCII, and the character set and language before it."""
    s = urllib.parse.quote(s, safe="", encoding=charset or "ascii")
    if charset is None and language is None:
        return s
    return f"{charset}'{'' if language is None else language}'{s}"


_continued = re.compile(r"^(?P<name>\w+)\*((?P<num>[0-9]+)\*?)?$", re.ASCII)


def decode_params(params):
    """Puts parameters together that are in pieces or encoded. The first item is the header's value and left alone."""
    decoded = [params[0]]
    pieces = {}
    for name, value in params[1:]:
        encoded = name.endswith("*")
        value = unquote(value)
        found = _continued.match(name)
        if found:
            number = found["num"]
            pieces.setdefault(found["name"], []).append((None if number is None else int(number), value, encoded))
        else:
            decoded.append((name, f'"{quote(value)}"'))
    for name, parts in pieces.items():
        texts = []
        extended = False
        parts.sort()
        for _, text, encoded in parts:
            if encoded:
                text = urllib.parse.unquote(text, encoding="latin-1")
                extended = True
            texts.append(text)
        value = quote("".join(texts))
        if extended:
            charset, language, value = decode_rfc2231(value)
            decoded.append((name, (charset, language, f'"{value}"')))
        else:
            decoded.append((name, f'"{value}"'))
    return decoded


def collapse_rfc2231_value(value, errors="replace", fallback_charset="us-ascii"):
    """The text of a parameter, which may be a triple of character set, language and text."""
    if not isinstance(value, tuple) or len(value) != 3:
        return unquote(value)
    charset, _, text = value
    if charset is None:
        charset = fallback_charset
    try:
        return str(text.encode("raw-unicode-escape"), charset, errors)
    except LookupError:
        return unquote(text)
