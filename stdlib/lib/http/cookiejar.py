"""Cookies as clients keep them: taken from answers, sent back with requests, kept in files (RFC 6265)."""

import calendar
import copy
import datetime
import os
import re
import threading
import time
import urllib.parse

__all__ = [
    "Cookie", "CookieJar", "CookiePolicy", "DefaultCookiePolicy", "FileCookieJar", "LWPCookieJar", "LoadError",
    "MozillaCookieJar",
]

DEFAULT_HTTP_PORT = "80"
NETSCAPE_MAGIC_RGX = re.compile("#( Netscape)? HTTP Cookie File")
MISSING_FILENAME_TEXT = "a filename was not supplied (nor was the CookieJar instance initialised with one)"
NETSCAPE_HEADER_TEXT = """\
# Netscape HTTP Cookie File
# http://curl.haxx.se/rfc/cookie_spec.html
# This is a generated file!  Do not edit.

"""
HTTPONLY_ATTR = "HTTPOnly"
HTTPONLY_PREFIX = "#HttpOnly_"

_DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_ipv4 = re.compile(r"\.\d+$", re.ASCII)


class LoadError(OSError):
    """A file of cookies cannot be read."""


def time2isoz(t=None):
    """A time (now, if not given) as `2024-02-03 04:05:06Z`."""
    return f"{_utc(t):%Y-%m-%d %H:%M:%S}Z"


def time2netscape(t=None):
    """A time (now, if not given) as cookies have it."""
    moment = _utc(t)
    return f"{_DAYS[moment.weekday()]}, {moment.day:02d}-{_MONTHS[moment.month - 1]}-{moment:%Y %H:%M:%S} GMT"


def _utc(t):
    if t is None:
        return datetime.datetime.now(datetime.timezone.utc)
    return datetime.datetime.fromtimestamp(t, datetime.timezone.utc)


def _offset(zone):
    """The seconds that a zone is ahead of UTC, or `None` if it is not known."""
    if zone.upper() in ("GMT", "UTC", "UT", "Z"):
        return 0
    found = re.fullmatch(r"([-+])?(\d\d?):?(\d\d)?", zone, re.ASCII)
    if not found:
        return None
    seconds = int(found[2]) * 3600 + int(found[3] or 0) * 60
    return -seconds if found[1] == "-" else seconds


_date = re.compile(
    r"""(\d\d?)(?:\s+|[-\/])(\w+)(?:\s+|[-\/])(\d+)
    (?:(?:\s+|:)(\d\d?):(\d\d)(?::(\d\d))?)?
    \s*(?:([-+]?\d{2,4}|(?![APap][Mm]\b)[A-Za-z]+)\s*)?(?:\(\w+\)\s*)?""",
    re.VERBOSE | re.ASCII,
)
_usual_date = re.compile(r"[SMTWF][a-z]{2}, \d\d [JFMASOND][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT", re.ASCII)
_day_before = re.compile(r"^(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat)[a-z]*,?\s*", re.IGNORECASE)
_iso_date = re.compile(
    r"(\d{4})[-\/]?(\d\d?)[-\/]?(\d\d?)(?:(?:\s+|[-:Tt])(\d\d?):?(\d\d)(?::?(\d\d(?:\.\d*)?))?)?"
    r"\s*([-+]?\d\d?:?(?:\d\d)?|Z|z)?\s*",
    re.ASCII,
)


def _seconds(day, month, year, hour, minute, second, zone):
    try:
        number = [name.lower() for name in _MONTHS].index(month.lower()) + 1
    except ValueError:
        if not month.isascii() or not month.isdigit() or not 1 <= int(month) <= 12:
            return None
        number = int(month)
    year, day = int(year), int(day)
    hour, minute, second = int(hour or 0), int(minute or 0), int(float(second or 0))
    if year < 1000:
        # The century in which it is nearest to now.
        now = time.localtime()[0]
        ahead = now % 100 - year
        year += now - now % 100
        if abs(ahead) > 50:
            year += 100 if ahead > 0 else -100
    if not (1970 <= year and 1 <= day <= 31 and 0 <= hour <= 24 and 0 <= minute <= 59 and 0 <= second <= 61):
        return None
    try:
        moment = calendar.timegm((year, number, day, hour, minute, second))
    except (ValueError, OverflowError):
        return None
    offset = _offset((zone or "UTC").upper())
    return None if offset is None else moment - offset


def http2time(text):
    """The seconds since the epoch of a date as headers and cookies have it, or `None`."""
    if _usual_date.fullmatch(text):
        seconds = _seconds(text[5:7], text[8:11], *text[12:-4].replace(":", " ").split(), "GMT")
        return None if seconds is None else float(seconds)
    found = _date.fullmatch(_day_before.sub("", text.lstrip(), count=1))
    return _seconds(*found.groups()) if found else None


def iso2time(text):
    """The seconds since the epoch of a date of ISO 8601, or `None`."""
    found = _iso_date.fullmatch(text.lstrip())
    if not found:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    return _seconds(day, month, year, hour, minute, second, zone)


_word = re.compile(r"^\s*([^=\s;,]+)")
_quoted_value = re.compile(r"^\s*=\s*\"([^\"\\]*(?:\\.[^\"\\]*)*)\"")
_plain_value = re.compile(r"^\s*=\s*([^\s;,]*)")
_escaped = re.compile(r"\\(.)")


def split_header_words(header_values):
    """The lists of pairs of name and value in headers; commas separate lists, a name without a value has `None`."""
    assert not isinstance(header_values, str)
    result = []
    for text in header_values:
        pairs = []
        while text:
            found = _word.search(text)
            if found:
                text = text[found.end() :]
                name = found[1]
                if value := _quoted_value.search(text):
                    text = text[value.end() :]
                    pairs.append((name, _escaped.sub(r"\1", value[1])))
                elif value := _plain_value.search(text):
                    text = text[value.end() :]
                    pairs.append((name, value[1].rstrip()))
                else:
                    pairs.append((name, None))
            elif text.lstrip().startswith(","):
                text = text.lstrip()[1:]
                if pairs:
                    result.append(pairs)
                pairs = []
            else:
                text = re.sub(r"^[=\s;]*", "", text, count=1) if re.match(r"[=\s;]", text) else text[1:]
        if pairs:
            result.append(pairs)
    return result


def join_header_words(lists):
    """The header that `split_header_words` gives these lists for."""
    headers = []
    for pairs in lists:
        parts = []
        for name, value in pairs:
            if value is not None:
                # A token of RFC 9110 stands for itself.
                if not re.fullmatch(r"[\w!#$%&'*+.^`|~-]+", value, re.ASCII):
                    value = '"' + re.sub(r"([\"\\])", r"\\\1", value) + '"'
                name = f"{name}={value}"
            parts.append(name)
        if parts:
            headers.append("; ".join(parts))
    return ", ".join(headers)


def _without_quotes(text):
    if text.startswith('"'):
        text = text[1:]
    return text[:-1] if text.endswith('"') else text


def parse_ns_headers(ns_headers):
    """The lists of pairs of name and value in headers `Set-Cookie`, the first of which is the cookie itself."""
    known = ("expires", "domain", "path", "secure", "version", "port", "max-age")
    result = []
    for header in ns_headers:
        pairs = []
        versioned = False
        for number, part in enumerate(header.split(";")):
            name, equals, value = (piece.strip() for piece in part.partition("="))
            if not name:
                if number == 0:
                    break
                continue
            value = value if equals else None
            if number:
                if name.lower() in known:
                    name = name.lower()
                if name == "version":
                    value = None if value is None else _without_quotes(value)
                    versioned = True
                elif name == "expires" and value is not None:
                    value = http2time(_without_quotes(value))
            pairs.append((name, value))
        if pairs:
            if not versioned:
                pairs.append(("version", "0"))
            result.append(pairs)
    return result


def is_HDN(text):
    """Whether it is the name of a host and not an address."""
    return bool(text) and not _ipv4.search(text) and text[0] != "." and text[-1] != "."


def domain_match(A, B):
    """Whether a host is in a domain, which begins with a dot, or is the same."""
    A, B = A.lower(), B.lower()
    if A == B:
        return True
    if not is_HDN(A):
        return False
    at = A.rfind(B)
    return at > 0 and B.startswith(".") and is_HDN(B[1:])


def liberal_is_HDN(text):
    """Whether it is not an address."""
    return not _ipv4.search(text)


def user_domain_match(A, B):
    """Whether a host is in a domain of a list that a user gave."""
    A, B = A.lower(), B.lower()
    if not (liberal_is_HDN(A) and liberal_is_HDN(B)):
        return A == B
    if B.startswith("."):
        return A.endswith(B)
    return A == B


cut_port_re = re.compile(r":\d+$", re.ASCII)


def request_host(request):
    """The host of a request, in lower case and without the port. The request need have no more than the methods that the
    documentation of `CookieJar` names."""
    host = urllib.parse.urlparse(request.get_full_url())[1]
    if host == "":
        host = request.get_header("Host", "")
    return cut_port_re.sub("", host, count=1).lower()


def eff_request_host(request):
    """The host of a request, and the same with `.local` after it if it has no dots."""
    host = effective = request_host(request)
    if host.find(".") == -1:
        effective = host + ".local"
    return host, effective


def request_path(request):
    """The path of a request, escaped as cookies have it."""
    path = escape_path(urllib.parse.urlsplit(request.get_full_url()).path)
    return path if path.startswith("/") else "/" + path


def request_port(request):
    """The port of a request as text; `None` if it is no number."""
    colon = request.host.find(":")
    if colon < 0:
        return DEFAULT_HTTP_PORT
    port = request.host[colon + 1 :]
    try:
        int(port)
    except ValueError:
        return None
    return port


def escape_path(path):
    """The path with escapes in capitals, and with all that needs one escaped."""
    path = urllib.parse.quote(path, "%/;:@&=+$,!~*'()")
    return re.sub(r"%([0-9a-fA-F][0-9a-fA-F])", lambda found: "%" + found[1].upper(), path)


def reach(h):
    """The domain that a host may set cookies for."""
    dot = h.find(".")
    if dot >= 0:
        rest = h[dot + 1 :]
        if is_HDN(h) and (rest.find(".") >= 0 or rest == "local"):
            return "." + rest
    return h


def is_third_party(request):
    """Whether a request was not asked for by who uses the program."""
    return not domain_match(request_host(request), reach(request.origin_req_host))


class Cookie:
    """A cookie, with all that is known about it."""

    def __init__(
        self, version, name, value, port, port_specified, domain, domain_specified, domain_initial_dot, path,
        path_specified, secure, expires, discard, comment, comment_url, rest, rfc2109=False,
    ):
        if version is not None:
            version = int(version)
        if expires is not None:
            expires = int(float(expires))
        if port is None and port_specified is True:
            raise ValueError("if port is None, port_specified must be false")
        self.version = version
        self.name = name
        self.value = value
        self.port = port
        self.port_specified = port_specified
        self.domain = domain.lower()
        self.domain_specified = domain_specified
        self.domain_initial_dot = domain_initial_dot
        self.path = path
        self.path_specified = path_specified
        self.secure = secure
        self.expires = expires
        self.discard = discard
        self.comment = comment
        self.comment_url = comment_url
        self.rfc2109 = rfc2109
        self._rest = copy.copy(rest)

    def has_nonstandard_attr(self, name):
        """Whether the cookie has an attribute that is not among the usual."""
        return name in self._rest

    def get_nonstandard_attr(self, name, default=None):
        """An attribute that is not among the usual."""
        return self._rest.get(name, default)

    def set_nonstandard_attr(self, name, value):
        """Sets an attribute that is not among the usual."""
        self._rest[name] = value

    def is_expired(self, now=None):
        """Whether the time of the cookie is over."""
        if now is None:
            now = time.time()
        return self.expires is not None and self.expires <= now

    def __str__(self):
        port = "" if self.port is None else ":" + self.port
        text = self.name if self.value is None else f"{self.name}={self.value}"
        return f"<Cookie {text} for {self.domain + port + self.path}>"

    def __repr__(self):
        names = (
            "version name value port port_specified domain domain_specified domain_initial_dot path path_specified "
            "secure expires discard comment comment_url"
        ).split()
        args = [f"{name}={getattr(self, name)!r}" for name in names]
        args += [f"rest={self._rest!r}", f"rfc2109={self.rfc2109!r}"]
        return f"{self.__class__.__name__}({', '.join(args)})"


class CookiePolicy:
    """Says which cookies are taken and which are sent."""

    def set_ok(self, cookie, request):
        """Whether a cookie is taken."""
        raise NotImplementedError()

    def return_ok(self, cookie, request):
        """Whether a cookie is sent."""
        raise NotImplementedError()

    def domain_return_ok(self, domain, request):
        """Whether cookies of a domain can be sent."""
        return True

    def path_return_ok(self, path, request):
        """Whether cookies of a path can be sent."""
        return True


class DefaultCookiePolicy(CookiePolicy):
    """Takes and sends cookies as browsers do, with lists of domains that are blocked or allowed."""

    DomainStrictNoDots = 1
    DomainStrictNonDomain = 2
    DomainRFC2965Match = 4
    DomainLiberal = 0
    DomainStrict = DomainStrictNoDots | DomainStrictNonDomain

    def __init__(
        self, blocked_domains=None, allowed_domains=None, netscape=True, rfc2965=False, rfc2109_as_netscape=None,
        hide_cookie2=False, strict_domain=False, strict_rfc2965_unverifiable=True, strict_ns_unverifiable=False,
        strict_ns_domain=DomainLiberal, strict_ns_set_initial_dollar=False, strict_ns_set_path=False,
        secure_protocols=("https", "wss"),
    ):
        self.netscape = netscape
        self.rfc2965 = rfc2965
        self.rfc2109_as_netscape = rfc2109_as_netscape
        self.hide_cookie2 = hide_cookie2
        self.strict_domain = strict_domain
        self.strict_rfc2965_unverifiable = strict_rfc2965_unverifiable
        self.strict_ns_unverifiable = strict_ns_unverifiable
        self.strict_ns_domain = strict_ns_domain
        self.strict_ns_set_initial_dollar = strict_ns_set_initial_dollar
        self.strict_ns_set_path = strict_ns_set_path
        self.secure_protocols = secure_protocols
        self._blocked_domains = () if blocked_domains is None else tuple(blocked_domains)
        self._allowed_domains = None if allowed_domains is None else tuple(allowed_domains)

    def blocked_domains(self):
        """The tuple of blocked domains."""
        return self._blocked_domains

    def set_blocked_domains(self, blocked_domains):
        """Sets the blocked domains."""
        self._blocked_domains = tuple(blocked_domains)

    def is_blocked(self, domain):
        """Whether a domain is blocked."""
        return any(user_domain_match(domain, blocked) for blocked in self._blocked_domains)

    def allowed_domains(self):
        """The tuple of allowed domains; `None` is all."""
        return self._allowed_domains

    def set_allowed_domains(self, allowed_domains):
        """Sets the allowed domains."""
        self._allowed_domains = None if allowed_domains is None else tuple(allowed_domains)

    def is_not_allowed(self, domain):
        """Whether there are allowed domains and this is none of them."""
        if self._allowed_domains is None:
            return False
        return not any(user_domain_match(domain, allowed) for allowed in self._allowed_domains)

    def set_ok(self, cookie, request):
        """Whether a cookie is taken."""
        checks = ("version", "verifiability", "name", "path", "domain", "port")
        return all(getattr(self, "set_ok_" + check)(cookie, request) for check in checks)

    def set_ok_version(self, cookie, request):
        if cookie.version is None:
            return False
        return self.rfc2965 if cookie.version > 0 else self.netscape

    def set_ok_verifiability(self, cookie, request):
        if request.unverifiable and is_third_party(request):
            strict = self.strict_rfc2965_unverifiable if cookie.version > 0 else self.strict_ns_unverifiable
            return not strict
        return True

    def set_ok_name(self, cookie, request):
        return not (cookie.version == 0 and self.strict_ns_set_initial_dollar and cookie.name.startswith("$"))

    def set_ok_path(self, cookie, request):
        if cookie.path_specified and (cookie.version > 0 or cookie.version == 0 and self.strict_ns_set_path):
            return self.path_return_ok(cookie.path, request)
        return True

    def set_ok_domain(self, cookie, request):
        if self.is_blocked(cookie.domain) or self.is_not_allowed(cookie.domain):
            return False
        if not cookie.domain_specified:
            return True
        host, effective = eff_request_host(request)
        domain = cookie.domain
        if self.strict_domain and domain.count(".") >= 2:
            # A domain such as `.co.uk` is nobody's.
            last = domain.rfind(".")
            before = domain.rfind(".", 0, last)
            if before == 0:
                top, second = domain[last + 1 :], domain[1:last]
                general = ("co", "ac", "com", "edu", "org", "net", "gov", "mil", "int", "aero", "biz", "cat", "coop",
                           "info", "jobs", "mobi", "museum", "name", "pro", "travel", "eu")
                if second.lower() in general and len(top) == 2:
                    return False
        bare = domain.removeprefix(".")
        if "." not in bare and domain != ".local":
            return False
        if cookie.version == 0:
            if not effective.endswith(domain) and not (
                not effective.startswith(".") and ("." + effective).endswith(domain)
            ):
                return False
        if cookie.version > 0 or self.strict_ns_domain & self.DomainRFC2965Match:
            if not domain_match(effective, domain):
                return False
        if cookie.version > 0 or self.strict_ns_domain & self.DomainStrictNoDots:
            prefix = host[: -len(domain)]
            if "." in prefix and not _ipv4.search(host):
                return False
        return True

    def set_ok_port(self, cookie, request):
        if not cookie.port_specified:
            return True
        port = request_port(request)
        port = "80" if port is None else str(port)
        for one in cookie.port.split(","):
            try:
                int(one)
            except ValueError:
                return False
            if one == port:
                return True
        return False

    def return_ok(self, cookie, request):
        """Whether a cookie is sent."""
        checks = ("version", "verifiability", "secure", "expires", "port", "domain")
        return all(getattr(self, "return_ok_" + check)(cookie, request) for check in checks)

    def return_ok_version(self, cookie, request):
        return self.rfc2965 if cookie.version > 0 else self.netscape

    def return_ok_verifiability(self, cookie, request):
        return self.set_ok_verifiability(cookie, request)

    def return_ok_secure(self, cookie, request):
        return not cookie.secure or request.type in self.secure_protocols

    def return_ok_expires(self, cookie, request):
        return not cookie.is_expired(self._now)

    def return_ok_port(self, cookie, request):
        if not cookie.port:
            return True
        port = request_port(request)
        return ("80" if port is None else port) in cookie.port.split(",")

    def return_ok_domain(self, cookie, request):
        host, effective = eff_request_host(request)
        domain = cookie.domain
        dotted = "." + domain if domain and not domain.startswith(".") else domain
        if cookie.version == 0:
            strict = self.strict_ns_domain & self.DomainStrictNonDomain
            if strict and not cookie.domain_specified and domain != effective:
                return False
            return ("." + effective).endswith(dotted)
        return domain_match(effective, domain)

    def domain_return_ok(self, domain, request):
        """Whether cookies of a domain can be sent."""
        host, effective = eff_request_host(request)
        host = host if host.startswith(".") else "." + host
        effective = effective if effective.startswith(".") else "." + effective
        dotted = "." + domain if domain and not domain.startswith(".") else domain
        if not (host.endswith(dotted) or effective.endswith(dotted)):
            return False
        return not self.is_blocked(domain) and not self.is_not_allowed(domain)

    def path_return_ok(self, path, request):
        """Whether cookies of a path can be sent."""
        asked = request_path(request)
        if path == asked:
            return True
        return asked.startswith(path) and (path.endswith("/") or asked[len(path) : len(path) + 1] == "/")


class Absent:
    """Stands for an attribute that there is not."""


def deepvalues(mapping):
    """The values of a mapping of mappings."""
    for value in list(mapping.values()):
        if hasattr(value, "items"):
            yield from deepvalues(value)
        else:
            yield value


class CookieJar:
    """Cookies of all sites."""

    quote_re = re.compile(r"([\"\\])")
    non_word_re = re.compile(r"\W")

    def __init__(self, policy=None):
        self._policy = DefaultCookiePolicy() if policy is None else policy
        self._cookies_lock = threading.RLock()
        # By domain, path and name.
        self._cookies = {}

    def set_policy(self, policy):
        """Sets which cookies are taken and sent."""
        self._policy = policy

    def _cookies_for_request(self, request):
        cookies = []
        for domain, by_path in list(self._cookies.items()):
            if not self._policy.domain_return_ok(domain, request):
                continue
            for path, by_name in list(by_path.items()):
                if self._policy.path_return_ok(path, request):
                    cookies += [cookie for cookie in by_name.values() if self._policy.return_ok(cookie, request)]
        return cookies

    def _cookie_attrs(self, cookies):
        # The longest path is the most special.
        cookies.sort(key=lambda cookie: len(cookie.path), reverse=True)
        attrs = []
        version_set = False
        for cookie in cookies:
            if not version_set:
                version_set = True
                if cookie.version > 0:
                    attrs.append(f"$Version={cookie.version}")
            value = cookie.value
            if value is not None and self.non_word_re.search(value) and cookie.version > 0:
                value = self.quote_re.sub(r"\\\1", value)
            attrs.append(cookie.name if value is None else f"{cookie.name}={value}")
            if cookie.version > 0:
                if cookie.path_specified:
                    attrs.append(f'$Path="{cookie.path}"')
                if cookie.domain.startswith("."):
                    domain = cookie.domain
                    if not cookie.domain_initial_dot and domain.startswith("."):
                        domain = domain[1:]
                    attrs.append(f'$Domain="{domain}"')
                if cookie.port is not None:
                    attrs.append("$Port" + (f'="{cookie.port}"' if cookie.port_specified else ""))
        return attrs

    def add_cookie_header(self, request):
        """Adds the cookies to a request, unless it has some already."""
        with self._cookies_lock:
            self._policy._now = self._now = int(time.time())
            cookies = self._cookies_for_request(request)
            attrs = self._cookie_attrs(cookies)
            if attrs and not request.has_header("Cookie"):
                request.add_unredirected_header("Cookie", "; ".join(attrs))
            if self._policy.rfc2965 and not self._policy.hide_cookie2 and not request.has_header("Cookie2"):
                if any(cookie.version != 1 for cookie in cookies):
                    request.add_unredirected_header("Cookie2", '$Version="1"')
        self.clear_expired_cookies()

    def _attributes(self, pairs):
        """The name, the value, the usual attributes and the others of a cookie; `None` if it cannot be one."""
        name, value = pairs[0]
        usual = {}
        others = {}
        max_age = False
        for key, text in pairs[1:]:
            lowered = key.lower()
            if lowered in ("secure", "discard"):
                usual[lowered] = True if text is None else text
                continue
            if lowered in usual:
                continue
            if lowered == "domain":
                if text is None:
                    return None
                text = text.lower()
            if lowered == "expires":
                # A maximal age counts for more.
                if max_age or text is None:
                    continue
            if lowered == "max-age":
                max_age = True
                try:
                    text = int(text)
                except (TypeError, ValueError):
                    return None
                lowered = "expires"
                text = self._now + text
                usual.pop("expires", None)
            if lowered in ("expires", "domain", "path", "port", "comment", "commenturl", "version"):
                if text is None and lowered not in ("port", "discard", "comment", "commenturl"):
                    return None
                usual[lowered] = text
            else:
                others[key] = text
        return name, value, usual, others

    def _cookie_from(self, pairs, request):
        read = self._attributes(pairs)
        if read is None:
            return None
        name, value, usual, others = read
        domain = usual.get("domain", Absent)
        path = usual.get("path", Absent)
        port = usual.get("port", Absent)
        expires = usual.get("expires", Absent)
        try:
            version = int(usual["version"]) if "version" in usual else None
        except ValueError:
            return None
        secure = usual.get("secure", False)
        discard = usual.get("discard", False)
        path_specified = path is not Absent and path != ""
        if path_specified:
            path = escape_path(path)
        else:
            path = request_path(request)
            slash = path.rfind("/")
            if slash != -1:
                path = path[:slash] if version == 0 else path[: slash + 1]
            path = path or "/"
        domain_specified = domain is not Absent
        initial_dot = domain_specified and domain.startswith(".")
        if not domain_specified:
            domain = eff_request_host(request)[1]
        elif not initial_dot:
            domain = "." + domain
        port_specified = False
        if port is Absent:
            port = None
        elif port is None:
            port = request_port(request)
        else:
            port_specified = True
            port = re.sub(r"\s+", "", port)
        if expires is Absent:
            expires = None
            discard = True
        elif expires <= self._now:
            # That is how a cookie is taken back.
            try:
                self.clear(domain, path, name)
            except KeyError:
                pass
            return None
        return Cookie(
            version, name, value, port, port_specified, domain, domain_specified, initial_dot, path, path_specified,
            secure, expires, discard, usual.get("comment"), usual.get("commenturl"), others,
        )

    def make_cookies(self, response, request):
        """The list of the cookies that an answer sets."""
        headers = response.info()
        newer = headers.get_all("Set-Cookie2", [])
        older = headers.get_all("Set-Cookie", [])
        self._policy._now = self._now = int(time.time())
        cookies = []
        if newer and self._policy.rfc2965:
            cookies += filter(None, [self._cookie_from(pairs, request) for pairs in split_header_words(newer)])
        if older and self._policy.netscape:
            cookies += filter(None, [self._cookie_from(pairs, request) for pairs in parse_ns_headers(older)])
            for cookie in cookies:
                if cookie.version == 1 and not newer:
                    cookie.rfc2109 = True
                    as_old = self._policy.rfc2109_as_netscape
                    if as_old or as_old is None and not self._policy.rfc2965:
                        cookie.version = 0
        return cookies

    def set_cookie_if_ok(self, cookie, request):
        """Takes a cookie, if the policy allows it."""
        with self._cookies_lock:
            self._policy._now = self._now = int(time.time())
            if self._policy.set_ok(cookie, request):
                self.set_cookie(cookie)

    def set_cookie(self, cookie):
        """Takes a cookie."""
        with self._cookies_lock:
            by_path = self._cookies.setdefault(cookie.domain, {})
            by_path.setdefault(cookie.path, {})[cookie.name] = cookie

    def extract_cookies(self, response, request):
        """Takes the cookies that an answer sets, if the policy allows it."""
        with self._cookies_lock:
            for cookie in self.make_cookies(response, request):
                if self._policy.set_ok(cookie, request):
                    self.set_cookie(cookie)

    def clear(self, domain=None, path=None, name=None):
        """Forgets cookies: all, or those of a domain, of a path of it, or one. Raises KeyError if there is none."""
        if name is not None:
            if domain is None or path is None:
                raise ValueError("domain and path must be given to remove a cookie by name")
            del self._cookies[domain][path][name]
        elif path is not None:
            if domain is None:
                raise ValueError("domain must be given to remove cookies by path")
            del self._cookies[domain][path]
        elif domain is not None:
            del self._cookies[domain]
        else:
            self._cookies = {}

    def clear_session_cookies(self):
        """Forgets the cookies that were to be kept until the program ends."""
        with self._cookies_lock:
            for cookie in self:
                if cookie.discard:
                    self.clear(cookie.domain, cookie.path, cookie.name)

    def clear_expired_cookies(self):
        """Forgets the cookies whose time is over."""
        with self._cookies_lock:
            now = time.time()
            for cookie in self:
                if cookie.is_expired(now):
                    self.clear(cookie.domain, cookie.path, cookie.name)

    def __iter__(self):
        return deepvalues(self._cookies)

    def __len__(self):
        """How many cookies there are."""
        return sum(1 for _ in self)

    def __repr__(self):
        return f"<{self.__class__.__name__}[{', '.join(map(repr, self))}]>"

    def __str__(self):
        return f"<{self.__class__.__name__}[{', '.join(map(str, self))}]>"


class FileCookieJar(CookieJar):
    """Cookies that are kept in a file."""

    def __init__(self, filename=None, delayload=False, policy=None):
        CookieJar.__init__(self, policy)
        self.filename = None if filename is None else os.fspath(filename)
        self.delayload = bool(delayload)

    def _named(self, filename):
        filename = self.filename if filename is None else filename
        if filename is None:
            raise ValueError(MISSING_FILENAME_TEXT)
        return filename

    def save(self, filename=None, ignore_discard=False, ignore_expires=False):
        """Writes the cookies to a file."""
        raise NotImplementedError()

    def load(self, filename=None, ignore_discard=False, ignore_expires=False):
        """Reads cookies from a file, besides those that there are."""
        filename = self._named(filename)
        with open(filename) as file:
            self._really_load(file, filename, ignore_discard, ignore_expires)

    def revert(self, filename=None, ignore_discard=False, ignore_expires=False):
        """Forgets the cookies and reads those of a file. If that fails, all stays as it was."""
        filename = self._named(filename)
        with self._cookies_lock:
            kept = copy.deepcopy(self._cookies)
            self._cookies = {}
            try:
                self.load(filename, ignore_discard, ignore_expires)
            except OSError:
                self._cookies = kept
                raise

    def _to_save(self, ignore_discard, ignore_expires):
        now = time.time()
        for cookie in self:
            if (ignore_discard or not cookie.discard) and (ignore_expires or not cookie.is_expired(now)):
                yield cookie

    def _write(self, filename, text):
        descriptor = os.open(filename, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(text)


def lwp_cookie_str(cookie):
    """The cookie as a line of a file."""
    pairs = [(cookie.name, cookie.value), ("path", cookie.path), ("domain", cookie.domain)]
    if cookie.port is not None:
        pairs.append(("port", cookie.port))
    for name, given in (
        ("path_spec", cookie.path_specified), ("port_spec", cookie.port_specified),
        ("domain_dot", cookie.domain_initial_dot), ("secure", cookie.secure),
    ):
        if given:
            pairs.append((name, None))
    if cookie.expires:
        pairs.append(("expires", time2isoz(float(cookie.expires))))
    if cookie.discard:
        pairs.append(("discard", None))
    if cookie.comment:
        pairs.append(("comment", cookie.comment))
    if cookie.comment_url:
        pairs.append(("commenturl", cookie.comment_url))
    pairs += [(name, str(value)) for name, value in sorted(cookie._rest.items())]
    pairs.append(("version", str(cookie.version)))
    return join_header_words([pairs])


class LWPCookieJar(FileCookieJar):
    """Cookies in a file of a format that people can read."""

    def as_lwp_str(self, ignore_discard=True, ignore_expires=True):
        """The cookies as lines."""
        lines = [f"Set-Cookie3: {lwp_cookie_str(cookie)}" for cookie in self._to_save(ignore_discard, ignore_expires)]
        return "\n".join(lines + [""])

    def save(self, filename=None, ignore_discard=False, ignore_expires=False):
        """Writes the cookies to a file."""
        self._write(self._named(filename), "#LWP-Cookies-2.0\n" + self.as_lwp_str(ignore_discard, ignore_expires))

    def _really_load(self, file, filename, ignore_discard, ignore_expires):
        magic = file.readline()
        if not re.search(r"^\#LWP-Cookies-(\d+\.\d+)", magic):
            raise LoadError(f"{filename!r} does not look like a Set-Cookie3 (LWP) format file")
        now = time.time()
        header = "Set-Cookie3:"
        flags = ("port_spec", "path_spec", "domain_dot", "secure", "discard")
        values = ("version", "port", "path", "domain", "expires", "comment", "commenturl")
        for line in file:
            if not line.startswith(header):
                continue
            for pairs in split_header_words([line[len(header) :].strip()]):
                name, value = pairs[0]
                usual = dict.fromkeys(flags, False)
                rest = {}
                for key, text in pairs[1:]:
                    lowered = key.lower()
                    if lowered in flags:
                        usual[lowered] = True if text is None else text
                    elif lowered in values:
                        usual[lowered] = text
                    else:
                        rest[key] = text
                expires = usual.get("expires")
                if expires is not None:
                    expires = iso2time(expires)
                discard = usual["discard"] or expires is None
                domain = usual.get("domain")
                try:
                    cookie = Cookie(
                        usual.get("version"), name, value, usual.get("port"), usual["port_spec"], domain,
                        domain.startswith("."), usual["domain_dot"], usual.get("path"), usual["path_spec"],
                        usual["secure"], expires, discard, usual.get("comment"), usual.get("commenturl"), rest,
                    )
                except (AttributeError, TypeError, ValueError):
                    raise LoadError(f"invalid Set-Cookie3 format file {filename!r}: {line!r}")
                if (ignore_discard or not cookie.discard) and (ignore_expires or not cookie.is_expired(now)):
                    self.set_cookie(cookie)


class MozillaCookieJar(FileCookieJar):
    """Cookies in a file as curl and browsers had it."""

    def save(self, filename=None, ignore_discard=False, ignore_expires=False):
        """Writes the cookies to a file."""
        lines = [NETSCAPE_HEADER_TEXT]
        for cookie in self._to_save(ignore_discard, ignore_expires):
            domain = cookie.domain
            name, value = (("", cookie.name) if cookie.value is None else (cookie.name, cookie.value))
            if cookie.has_nonstandard_attr(HTTPONLY_ATTR):
                domain = HTTPONLY_PREFIX + domain
            fields = (
                domain, "TRUE" if cookie.domain.startswith(".") else "FALSE", cookie.path,
                "TRUE" if cookie.secure else "FALSE", "" if cookie.expires is None else str(cookie.expires), name,
                value,
            )
            lines.append("\t".join(fields) + "\n")
        self._write(self._named(filename), "".join(lines))

    def _really_load(self, file, filename, ignore_discard, ignore_expires):
        now = time.time()
        if not NETSCAPE_MAGIC_RGX.match(file.readline()):
            raise LoadError(f"{filename!r} does not look like a Netscape format cookies file")
        for line in file:
            rest = {}
            if line.startswith(HTTPONLY_PREFIX):
                rest[HTTPONLY_ATTR] = ""
                line = line[len(HTTPONLY_PREFIX) :]
            line = line.removesuffix("\n")
            if line.strip().startswith(("#", "$")) or not line.strip():
                continue
            try:
                domain, domain_specified, path, secure, expires, name, value = line.split("\t")
            except ValueError:
                raise LoadError(f"invalid Netscape format cookies file {filename!r}: {line!r}")
            if name == "":
                # A cookie without a name has only a value.
                name, value = value, None
            discard = expires == ""
            cookie = Cookie(
                0, name, value, None, False, domain, domain_specified == "TRUE", domain.startswith("."), path, False,
                secure == "TRUE", None if discard else expires, discard, None, None, rest,
            )
            if (ignore_discard or not cookie.discard) and (ignore_expires or not cookie.is_expired(now)):
                self.set_cookie(cookie)
