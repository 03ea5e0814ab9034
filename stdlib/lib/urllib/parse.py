"""Addresses taken apart, put together, joined and quoted (RFC 3986, RFC 1808)."""

import functools
import re
import types
import unicodedata
import warnings
from collections import namedtuple

__all__ = [
    "urlparse", "urlunparse", "urljoin", "urldefrag", "urlsplit", "urlunsplit", "urlencode", "parse_qs", "parse_qsl",
    "quote", "quote_plus", "quote_from_bytes", "unquote", "unquote_plus", "unquote_to_bytes", "DefragResult",
    "ParseResult", "SplitResult", "DefragResultBytes", "ParseResultBytes", "SplitResultBytes"]

# What each part of an address means depends on its scheme.
uses_relative = [
    "", "ftp", "http", "gopher", "nntp", "imap", "wais", "file", "https", "shttp", "mms", "prospero", "rtsp", "rtsps",
    "rtspu", "sftp", "svn", "svn+ssh", "ws", "wss"]
uses_netloc = [
    "", "ftp", "http", "gopher", "nntp", "telnet", "imap", "wais", "file", "mms", "https", "shttp", "snews",
    "prospero", "rtsp", "rtsps", "rtspu", "rsync", "svn", "svn+ssh", "sftp", "nfs", "git", "git+ssh", "ws", "wss",
    "itms-services"]
uses_params = [
    "", "ftp", "hdl", "prospero", "http", "imap", "https", "shttp", "rtsp", "rtsps", "rtspu", "sip", "sips", "mms",
    "sftp", "tel"]
non_hierarchical = ["gopher", "hdl", "mailto", "news", "telnet", "wais", "imap", "snews", "sip", "sips"]
uses_query = ["", "http", "wais", "imap", "https", "shttp", "mms", "gopher", "rtsp", "rtsps", "rtspu", "sip", "sips"]
uses_fragment = [
    "", "ftp", "hdl", "http", "gopher", "news", "nntp", "wais", "https", "shttp", "snews", "file", "prospero"]

scheme_chars = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-."

# What browsers leave out at the ends of an address and within it (WHATWG).
_ENDS = "".join(map(chr, range(33)))
_INSIDE = ["\t", "\r", "\n"]


def clear_cache():
    """Forgets the addresses that were taken apart."""
    urlsplit.cache_clear()


def _same(value, encoding=None, errors=None):
    return value


def _as_texts(*args):
    """The arguments as texts, and what makes results of the kind that the arguments were."""
    first_is_text = isinstance(args[0], str)
    for arg in args[1:]:
        if arg and isinstance(arg, str) != first_is_text:
            raise TypeError("Cannot mix str and non-str arguments")
    if first_is_text:
        return args + (_same,)
    return tuple(arg.decode("ascii", "strict") if arg else "" for arg in args) + (_encoded,)


def _encoded(value, encoding="ascii", errors="strict"):
    return value.encode(encoding, errors)


class _ResultMixinStr:
    """Results that are texts."""

    __slots__ = ()

    def encode(self, encoding="ascii", errors="strict"):
        """The same result in bytes."""
        return self._encoded_counterpart(*(part.encode(encoding, errors) for part in self))


class _ResultMixinBytes:
    """Results that are bytes."""

    __slots__ = ()

    def decode(self, encoding="ascii", errors="strict"):
        """The same result in texts."""
        return self._decoded_counterpart(*(part.decode(encoding, errors) for part in self))


class _NetlocResultMixinBase:
    """What is asked of the part with the host."""

    __slots__ = ()

    @property
    def username(self):
        return self._userinfo[0]

    @property
    def password(self):
        return self._userinfo[1]

    @property
    def hostname(self):
        hostname = self._hostinfo[0]
        if not hostname:
            return None
        # A zone, what comes after a percent sign, keeps its case.
        percent = "%" if isinstance(hostname, str) else b"%"
        name, percent, zone = hostname.partition(percent)
        return name.lower() + percent + zone

    @property
    def port(self):
        port = self._hostinfo[1]
        if port is None:
            return None
        if not (port.isdigit() and port.isascii()):
            raise ValueError(f"Port could not be cast to integer value as {port!r}")
        port = int(port)
        if port > 65535:
            raise ValueError("Port out of range 0-65535")
        return port

    @property
    def _signs(self):
        signs = ("@", ":", "[", "]")
        return signs if isinstance(self.netloc, str) else tuple(sign.encode() for sign in signs)

    @property
    def _userinfo(self):
        at, colon = self._signs[:2]
        userinfo, have_info, _ = self.netloc.rpartition(at)
        if not have_info:
            return None, None
        username, have_password, password = userinfo.partition(colon)
        return username, password if have_password else None

    @property
    def _hostinfo(self):
        at, colon, opening, closing = self._signs
        hostinfo = self.netloc.rpartition(at)[2]
        _, have_opening, bracketed = hostinfo.partition(opening)
        if have_opening:
            hostname, _, port = bracketed.partition(closing)
            port = port.partition(colon)[2]
        else:
            hostname, _, port = hostinfo.partition(colon)
        return hostname, port or None

    __class_getitem__ = classmethod(types.GenericAlias)


class _NetlocResultMixinStr(_NetlocResultMixinBase, _ResultMixinStr):
    __slots__ = ()


class _NetlocResultMixinBytes(_NetlocResultMixinBase, _ResultMixinBytes):
    __slots__ = ()


_DefragResultBase = namedtuple("DefragResult", "url fragment")
_SplitResultBase = namedtuple("SplitResult", "scheme netloc path query fragment")
_ParseResultBase = namedtuple("ParseResult", "scheme netloc path params query fragment")

_DefragResultBase.__doc__ = "DefragResult(url, fragment)\n\nAn address and the part after its number sign."
_SplitResultBase.__doc__ = "SplitResult(scheme, netloc, path, query, fragment)\n\nThe five parts of an address."
_ParseResultBase.__doc__ = (
    "ParseResult(scheme, netloc, path, params, query, fragment)\n\nThe six parts of an address.")

# An old name.
ResultBase = _NetlocResultMixinStr


class DefragResult(_DefragResultBase, _ResultMixinStr):
    __slots__ = ()

    def geturl(self):
        return self.url + "#" + self.fragment if self.fragment else self.url


class SplitResult(_SplitResultBase, _NetlocResultMixinStr):
    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)


class ParseResult(_ParseResultBase, _NetlocResultMixinStr):
    __slots__ = ()

    def geturl(self):
        return urlunparse(self)


class DefragResultBytes(_DefragResultBase, _ResultMixinBytes):
    __slots__ = ()

    def geturl(self):
        return self.url + b"#" + self.fragment if self.fragment else self.url


class SplitResultBytes(_SplitResultBase, _NetlocResultMixinBytes):
    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)


class ParseResultBytes(_ParseResultBase, _NetlocResultMixinBytes):
    __slots__ = ()

    def geturl(self):
        return urlunparse(self)


for _text, _bytes in (
        (DefragResult, DefragResultBytes), (SplitResult, SplitResultBytes), (ParseResult, ParseResultBytes)):
    _text._encoded_counterpart = _bytes
    _bytes._decoded_counterpart = _text
del _text, _bytes


def urlparse(url, scheme="", allow_fragments=True):
    """The six parts of `scheme://netloc/path;params?query#fragment`."""
    url, scheme, made = _as_texts(url, scheme)
    scheme, netloc, url, query, fragment = urlsplit(url, scheme, allow_fragments)
    params = ""
    if scheme in uses_params and ";" in url:
        url, params = _splitparams(url)
    return _result(ParseResult(scheme, netloc, url, params, query, fragment), made)


def _result(result, made):
    return result if made is _same else result.encode()


def _splitparams(url, allow_none=False):
    slash = url.rfind("/")
    semicolon = url.find(";", slash + 1 if slash >= 0 else 0)
    if semicolon < 0:
        return url, None if allow_none else ""
    return url[:semicolon], url[semicolon + 1:]


def _splitnetloc(url, start=0):
    end = min((at for at in (url.find(sign, start) for sign in "/?#") if at >= 0), default=len(url))
    return url[start:end], url[end:]


def _checknetloc(netloc):
    """A host whose normal form has signs that would end it is not what it looks like."""
    if not netloc or netloc.isascii():
        return
    plain = re.sub("[@:#?]", "", netloc)
    normal = unicodedata.normalize("NFKC", plain)
    if plain == normal:
        return
    if any(sign in normal for sign in "/?#@:"):
        raise ValueError(f"netloc {netloc!r} contains invalid characters under NFKC normalization")


def _check_bracketed_netloc(netloc):
    """Brackets stand around the whole host only."""
    hostname_and_port = netloc.rpartition("@")[2]
    before, have_opening, bracketed = hostname_and_port.partition("[")
    if have_opening:
        if before:
            raise ValueError("Invalid IPv6 URL")
        hostname, _, port = bracketed.partition("]")
        if port and not port.startswith(":"):
            raise ValueError("Invalid IPv6 URL")
    else:
        hostname, _, port = hostname_and_port.partition(":")
    _check_bracketed_host(hostname)


def _check_bracketed_host(hostname):
    """What stands in brackets is an IPv6 address, or one of a later version."""
    if hostname.startswith("v"):
        if not re.match(r"\Av[a-fA-F0-9]+\..+\z", hostname):
            raise ValueError("IPvFuture address is invalid")
        return
    import ipaddress
    if isinstance(ipaddress.ip_address(hostname), ipaddress.IPv4Address):
        raise ValueError("An IPv4 address cannot be in brackets")


@functools.lru_cache(typed=True)
def urlsplit(url, scheme="", allow_fragments=True):
    """The five parts of `scheme://netloc/path?query#fragment`."""
    url, scheme, made = _as_texts(url, scheme)
    scheme, netloc, url, query, fragment = _parts(url, scheme, allow_fragments)
    return _result(SplitResult(scheme, netloc or "", url, query, fragment), made)


def _parts(url, scheme, allow_fragments):
    # The five parts of a text; without slashes for it the host is None.
    url = url.lstrip(_ENDS)
    scheme = scheme.strip(_ENDS)
    for sign in _INSIDE:
        url = url.replace(sign, "")
        scheme = scheme.replace(sign, "")
    netloc, query, fragment = None, "", ""
    colon = url.find(":")
    if colon > 0 and url[0].isascii() and url[0].isalpha() and all(char in scheme_chars for char in url[:colon]):
        scheme, url = url[:colon].lower(), url[colon + 1:]
    if url[:2] == "//":
        netloc, url = _splitnetloc(url, 2)
        if ("[" in netloc) != ("]" in netloc):
            raise ValueError("Invalid IPv6 URL")
        if "[" in netloc:
            _check_bracketed_netloc(netloc)
    if allow_fragments and "#" in url:
        url, fragment = url.split("#", 1)
    if "?" in url:
        url, query = url.split("?", 1)
    _checknetloc(netloc)
    return scheme, netloc, url, query, fragment


def urlunparse(components):
    """An address of its six parts."""
    scheme, netloc, url, params, query, fragment, made = _as_texts(*components)
    if params:
        url = f"{url};{params}"
    return made(urlunsplit((scheme, netloc, url, query, fragment)))


def urlunsplit(components):
    """An address of its five parts."""
    scheme, netloc, url, query, fragment, made = _as_texts(*components)
    if netloc:
        if url and url[:1] != "/":
            url = "/" + url
        url = "//" + netloc + url
    elif url[:2] == "//" or (scheme and scheme in uses_netloc and (not url or url[:1] == "/")):
        url = "//" + url
    if scheme:
        url = scheme + ":" + url
    if query:
        url = url + "?" + query
    if fragment:
        url = url + "#" + fragment
    return made(url)


def urljoin(base, url, allow_fragments=True):
    """The address that `url` means where it stands in what has the address `base`."""
    if not base:
        return url
    if not url:
        return base
    base, url, made = _as_texts(base, url)
    bscheme, bnetloc, bpath, bparams, bquery, bfragment = _six_parts(base, "", allow_fragments)
    scheme, netloc, path, params, query, fragment = _six_parts(url, bscheme, allow_fragments)
    if scheme != bscheme or scheme not in uses_relative:
        return made(url)
    if scheme in uses_netloc:
        if netloc:
            return made(_joined(scheme, netloc, path, params, query, fragment))
        netloc = bnetloc
    if not path and not params:
        return made(_joined(scheme, netloc, bpath, bparams, query or bquery, fragment))

    base_parts = bpath.split("/")
    if base_parts[-1] != "":
        # The last segment is left out, whatever it is.
        del base_parts[-1]
    if path[:1] == "/":
        segments = path.split("/")
    else:
        segments = base_parts + path.split("/")
        segments[1:-1] = filter(None, segments[1:-1])
    resolved = []
    for segment in segments:
        if segment == "..":
            if resolved:
                resolved.pop()
        elif segment != ".":
            resolved.append(segment)
    if segments[-1] in (".", ".."):
        resolved.append("")
    return made(_joined(scheme, netloc, "/".join(resolved) or "/", params, query, fragment))


def _six_parts(url, scheme, allow_fragments):
    # As `urlparse` tells them, but for the host: see `_parts`.
    scheme, netloc, path, query, fragment = _parts(url, scheme, allow_fragments)
    params = ""
    if scheme in uses_params and ";" in path:
        path, params = _splitparams(path)
    return scheme, netloc, path, params, query, fragment


def _joined(scheme, netloc, path, params, query, fragment):
    # As `urlunparse` joins them, but slashes for a host stand where there were such, even if it is empty.
    if params:
        path = f"{path};{params}"
    if netloc is not None or path[:2] == "//":
        if path and path[:1] != "/":
            path = "/" + path
        path = f"//{netloc or ''}{path}"
    return "".join((scheme and scheme + ":", path, query and "?" + query, fragment and "#" + fragment))


def urldefrag(url):
    """An address without the part after its number sign, and that part."""
    url, made = _as_texts(url)
    if "#" in url:
        scheme, netloc, path, params, query, fragment = _six_parts(url, "", True)
        url = _joined(scheme, netloc, path, params, query, "")
    else:
        fragment = ""
    return _result(DefragResult(url, fragment), made)


_HEX = "0123456789ABCDEFabcdef"
_BYTE_OF_PAIR = None


def unquote_to_bytes(string):
    """Bytes for `%xx` sequences. Texts are taken in UTF-8."""
    return bytes(_unquote_to_bytes(string))


def _unquote_to_bytes(string):
    if not string:
        # Anything that is not a text or bytes is found out here.
        string.split
        return b""
    if isinstance(string, str):
        string = string.encode("utf-8")
    parts = string.split(b"%")
    if len(parts) == 1:
        return string
    global _BYTE_OF_PAIR
    if _BYTE_OF_PAIR is None:
        _BYTE_OF_PAIR = {(a + b).encode(): bytes.fromhex(a + b) for a in _HEX for b in _HEX}
    result = bytearray(parts[0])
    for part in parts[1:]:
        byte = _BYTE_OF_PAIR.get(bytes(part[:2]))
        if byte is None:
            result += b"%" + part
        else:
            result += byte + part[2:]
    return result


_ASCII_RUNS = re.compile("([\x00-\x7f]+)")


def unquote(string, encoding="utf-8", errors="replace"):
    """The characters that `%xx` sequences stand for."""
    if isinstance(string, bytes):
        return _unquote_to_bytes(string).decode(encoding, errors)
    if "%" not in string:
        string.split
        return string
    encoding = "utf-8" if encoding is None else encoding
    errors = "replace" if errors is None else errors
    pieces = _ASCII_RUNS.split(string)
    # Every other piece is of ASCII only; the rest has no sequences.
    pieces[1::2] = [_unquote_to_bytes(piece).decode(encoding, errors) for piece in pieces[1::2]]
    return "".join(pieces)


def parse_qs(qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8", errors="replace",
             max_num_fields=None, separator="&"):
    """A query as a dict of lists of values."""
    result = {}
    pairs = parse_qsl(
        qs, keep_blank_values, strict_parsing, encoding=encoding, errors=errors, max_num_fields=max_num_fields,
        separator=separator)
    for name, value in pairs:
        result.setdefault(name, []).append(value)
    return result


def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8", errors="replace",
              max_num_fields=None, separator="&"):
    """A query as a list of pairs of a name and a value."""
    if not separator or not isinstance(separator, (str, bytes)):
        raise ValueError("Separator must be of type string or bytes.")
    if isinstance(qs, str):
        if not isinstance(separator, str):
            separator = str(separator, "ascii")
        equals = "="

        def unquoted(text):
            return unquote_plus(text, encoding=encoding, errors=errors)
    elif qs is None:
        return []
    else:
        try:
            # Only what has bytes is taken, anything else is an error.
            qs = bytes(memoryview(qs))
        except TypeError:
            if not qs:
                warnings.warn(
                    f"Accepting {type(qs).__name__} objects with false value in urllib.parse.parse_qsl() is "
                    f"deprecated as of 3.14", DeprecationWarning, stacklevel=2)
                return []
            raise
        if isinstance(separator, str):
            separator = bytes(separator, "ascii")
        equals = b"="

        def unquoted(text):
            return unquote_to_bytes(text.replace(b"+", b" "))
    if not qs:
        return []
    if max_num_fields is not None and max_num_fields < 1 + qs.count(separator):
        raise ValueError("Max number of fields exceeded")
    result = []
    for field in qs.split(separator):
        if not field and not strict_parsing:
            continue
        name, has_value, value = field.partition(equals)
        if not has_value and strict_parsing:
            raise ValueError(f"bad query field: {field!r}")
        if value or keep_blank_values:
            result.append((unquoted(name), unquoted(value)))
    return result


def unquote_plus(string, encoding="utf-8", errors="replace"):
    """As `unquote`, with plus signs for spaces, as in forms."""
    return unquote(string.replace("+", " "), encoding, errors)


_ALWAYS_SAFE = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~")
_ALWAYS_SAFE_BYTES = bytes(_ALWAYS_SAFE)


class _Quoter(dict):
    """What stands for each byte, found when it is first asked for."""

    def __init__(self, safe):
        self.safe = _ALWAYS_SAFE.union(safe)

    def __repr__(self):
        return f"<Quoter {dict(self)!r}>"

    def __missing__(self, byte):
        quoted = chr(byte) if byte in self.safe else f"%{byte:02X}"
        self[byte] = quoted
        return quoted


def quote(string, safe="/", encoding=None, errors=None):
    """`%xx` sequences for all but letters, digits, `_.-~` and what is `safe`."""
    if isinstance(string, str):
        if not string:
            return string
        string = string.encode("utf-8" if encoding is None else encoding, "strict" if errors is None else errors)
    else:
        if encoding is not None:
            raise TypeError("quote() doesn't support 'encoding' for bytes")
        if errors is not None:
            raise TypeError("quote() doesn't support 'errors' for bytes")
    return quote_from_bytes(string, safe)


def quote_plus(string, safe="", encoding=None, errors=None):
    """As `quote`, with plus signs for spaces, as in forms."""
    if (isinstance(string, str) and " " not in string) or (isinstance(string, bytes) and b" " not in string):
        return quote(string, safe, encoding, errors)
    space = " " if isinstance(safe, str) else b" "
    return quote(string, safe + space, encoding, errors).replace(" ", "+")


@functools.lru_cache
def _byte_quoter(safe):
    return _Quoter(safe).__getitem__


def quote_from_bytes(bs, safe="/"):
    """As `quote`, for bytes."""
    if not isinstance(bs, (bytes, bytearray)):
        raise TypeError("quote_from_bytes() expected bytes")
    if not bs:
        return ""
    if isinstance(safe, str):
        safe = safe.encode("ascii", "ignore")
    else:
        safe = bytes([byte for byte in safe if byte < 128])
    if not bs.rstrip(_ALWAYS_SAFE_BYTES + safe):
        return bs.decode()
    return "".join(map(_byte_quoter(safe), bs))


def urlencode(query, doseq=False, safe="", encoding=None, errors=None, quote_via=quote_plus):
    """A query of a mapping or of pairs. With `doseq`, sequences give a field for each of their items."""
    if hasattr(query, "items"):
        query = query.items()
    else:
        try:
            if len(query) and not isinstance(query[0], tuple):
                raise TypeError
        except TypeError as error:
            raise TypeError("not a valid non-string sequence or mapping object") from error

    def quoted(value):
        if isinstance(value, bytes):
            return quote_via(value, safe)
        return quote_via(str(value), safe, encoding, errors)

    fields = []
    for name, value in query:
        name = quoted(name)
        values = (value,)
        if doseq and not isinstance(value, (str, bytes)):
            try:
                len(value)
            except TypeError:
                pass
            else:
                values = value
        fields += [name + "=" + quoted(value) for value in values]
    return "&".join(fields)


def _deprecated(name, instead):
    warnings.warn(f"urllib.parse.{name}() is deprecated as of 3.8{instead}", DeprecationWarning, stacklevel=3)


_USE_PARSE = ", use urllib.parse.urlparse() instead"


def to_bytes(url):
    """An address as a text of ASCII characters; anything else is an error."""
    _deprecated("to_bytes", "")
    return _to_ascii(url)


def _to_ascii(url):
    if isinstance(url, str):
        try:
            url = url.encode("ASCII").decode()
        except UnicodeError:
            raise UnicodeError("URL " + repr(url) + " contains non-ASCII characters") from None
    return url


def unwrap(url):
    """The address in `<URL:scheme://host/path>`."""
    url = str(url).strip()
    if url[:1] == "<" and url[-1:] == ">":
        url = url[1:-1].strip()
    if url[:4] == "URL:":
        url = url[4:].strip()
    return url


def splittype(url):
    """`scheme:rest` as a pair."""
    _deprecated("splittype", _USE_PARSE)
    return _splittype(url)


def _splittype(url):
    scheme, colon, rest = url.partition(":")
    if colon and scheme and "/" not in scheme:
        return scheme.lower(), rest
    return None, url


def splithost(url):
    """`//host/path` as a pair."""
    _deprecated("splithost", _USE_PARSE)
    return _splithost(url)


def _splithost(url):
    match = re.match("//([^/#?]*)(.*)", url, re.DOTALL)
    if not match:
        return None, url
    host, path = match.groups()
    if path and path[0] != "/":
        path = "/" + path
    return host, path


def splituser(host):
    """`user@host` as a pair."""
    _deprecated("splituser", _USE_PARSE)
    return _splituser(host)


def _splituser(host):
    user, at, host = host.rpartition("@")
    return (user if at else None), host


def splitpasswd(user):
    """`user:password` as a pair."""
    _deprecated("splitpasswd", _USE_PARSE)
    return _splitpasswd(user)


def _splitpasswd(user):
    user, colon, password = user.partition(":")
    return user, (password if colon else None)


def splitport(host):
    """`host:port` as a pair."""
    _deprecated("splitport", _USE_PARSE)
    return _splitport(host)


def _splitport(host):
    match = re.fullmatch("(.*):([0-9]*)", host, re.DOTALL)
    if match:
        name, port = match.groups()
        return name, port or None
    return host, None


def splitnport(host, defport=-1):
    """`host:port` as a pair of a text and a number: `defport` where there is none, `None` where it is none."""
    _deprecated("splitnport", _USE_PARSE)
    return _splitnport(host, defport)


def _splitnport(host, defport=-1):
    name, colon, port = host.rpartition(":")
    if not colon:
        return port, defport
    if not port:
        return name, defport
    return name, int(port) if port.isdigit() and port.isascii() else None


def splitquery(url):
    """`path?query` as a pair."""
    _deprecated("splitquery", _USE_PARSE)
    return _splitquery(url)


def _splitquery(url):
    path, mark, query = url.rpartition("?")
    return (path, query) if mark else (url, None)


def splittag(url):
    """`path#tag` as a pair."""
    _deprecated("splittag", _USE_PARSE)
    return _splittag(url)


def _splittag(url):
    path, mark, tag = url.rpartition("#")
    return (path, tag) if mark else (url, None)


def splitattr(url):
    """`path;attr1=value1;attr2=value2` as a pair of the path and a list."""
    _deprecated("splitattr", _USE_PARSE)
    return _splitattr(url)


def _splitattr(url):
    words = url.split(";")
    return words[0], words[1:]


def splitvalue(attr):
    """`attr=value` as a pair."""
    _deprecated("splitvalue", ", use urllib.parse.parse_qsl() instead")
    return _splitvalue(attr)


def _splitvalue(attr):
    name, equals, value = attr.partition("=")
    return name, (value if equals else None)
