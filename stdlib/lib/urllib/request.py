"""Opening of addresses: `urlopen`, and openers made of handlers, one for each thing that can be done on the way.

An opener passes a request to the `<scheme>_request` methods of its handlers, then to the first `<scheme>_open` that
returns an answer, then the answer to the `<scheme>_response` methods; an answer that tells of an error goes to
`http_error_<status>` and `http_error_default`.
"""

import base64
import bisect
import contextlib
import email
import email.utils
import hashlib
import http.client
import io
import mimetypes
import os
import re
import socket
import string
import sys
import tempfile
import time
import warnings
from urllib.error import ContentTooShortError, HTTPError, URLError
from urllib.parse import (
    _splithost, _splitpasswd, _splitport, _splittag, _splittype, _splituser, quote, unquote, unquote_to_bytes, unwrap,
    urljoin, urlparse, urlsplit,
)
from urllib.response import addclosehook, addinfourl

__all__ = [
    "Request", "OpenerDirector", "BaseHandler", "HTTPDefaultErrorHandler", "HTTPRedirectHandler",
    "HTTPCookieProcessor", "ProxyHandler", "HTTPPasswordMgr", "HTTPPasswordMgrWithDefaultRealm",
    "HTTPPasswordMgrWithPriorAuth", "AbstractBasicAuthHandler", "HTTPBasicAuthHandler", "ProxyBasicAuthHandler",
    "AbstractDigestAuthHandler", "HTTPDigestAuthHandler", "ProxyDigestAuthHandler", "HTTPHandler", "HTTPSHandler",
    "FileHandler", "FTPHandler", "UnknownHandler", "HTTPErrorProcessor", "DataHandler", "urlopen", "install_opener",
    "build_opener", "pathname2url", "url2pathname", "getproxies", "urlretrieve", "urlcleanup",
]

__version__ = "%d.%d" % sys.version_info[:2]

_opener = None


def urlopen(url, data=None, timeout=socket._GLOBAL_DEFAULT_TIMEOUT, *, context=None):
    """Opens an address, or a `Request`, and returns the answer as a file. Raises URLError.

    `data`, if given, is sent as the body of a POST. `context` is an SSLContext for HTTPS.
    """
    global _opener
    if context:
        opener = build_opener(HTTPSHandler(context=context))
    elif _opener is None:
        _opener = opener = build_opener()
    else:
        opener = _opener
    return opener.open(url, data, timeout)


def install_opener(opener):
    """Has `urlopen` use an opener."""
    global _opener
    _opener = opener


_temporary_files = []


def urlretrieve(url, filename=None, reporthook=None, data=None):
    """Copies what an address leads to to a file, and returns the file's name and the headers.

    `reporthook` is called with the number of the block, its size and the size of all, at the beginning and after each.
    """
    scheme, path = _splittype(url)
    with contextlib.closing(urlopen(url, data)) as source:
        headers = source.info()
        # A file that is here need not be copied.
        if scheme == "file" and not filename:
            return os.path.normpath(path), headers
        if filename:
            target = open(filename, "wb")
        else:
            target = tempfile.NamedTemporaryFile(delete=False)
            filename = target.name
            _temporary_files.append(filename)
        with target:
            block = 1024 * 8
            size = int(headers["Content-Length"]) if "content-length" in headers else -1
            read = number = 0
            if reporthook:
                reporthook(number, block, size)
            while piece := source.read(block):
                read += len(piece)
                target.write(piece)
                number += 1
                if reporthook:
                    reporthook(number, block, size)
    if size >= 0 and read < size:
        raise ContentTooShortError(
            f"retrieval incomplete: got only {read} out of {size} bytes", (filename, headers)
        )
    return filename, headers


def urlcleanup():
    """Deletes the files that `urlretrieve` made, and forgets the opener of `urlopen`."""
    global _opener
    for name in _temporary_files:
        with contextlib.suppress(OSError):
            os.unlink(name)
    del _temporary_files[:]
    if _opener:
        _opener = None


_port_at_end = re.compile(r":\d+$", re.ASCII)


def request_host(request):
    """The host of a request, in lower case and without the port."""
    host = urlparse(request.full_url)[1]
    if host == "":
        host = request.get_header("Host", "")
    return _port_at_end.sub("", host, count=1).lower()


class Request:
    """What is asked of a server."""

    def __init__(self, url, data=None, headers={}, origin_req_host=None, unverifiable=False, method=None):
        self.full_url = url
        self.headers = {}
        # Headers that are not sent again after a redirection.
        self.unredirected_hdrs = {}
        self._data = None
        self.data = data
        self._tunnel_host = None
        for key, value in headers.items():
            self.add_header(key, value)
        self.origin_req_host = request_host(self) if origin_req_host is None else origin_req_host
        self.unverifiable = unverifiable
        if method:
            self.method = method

    @property
    def full_url(self):
        """The whole address."""
        return f"{self._full_url}#{self.fragment}" if self.fragment else self._full_url

    @full_url.setter
    def full_url(self, url):
        self._full_url = unwrap(url)
        self._full_url, self.fragment = _splittag(self._full_url)
        self._parse()

    @full_url.deleter
    def full_url(self):
        self._full_url = None
        self.fragment = None
        self.selector = ""

    @property
    def data(self):
        """The body, or `None`."""
        return self._data

    @data.setter
    def data(self, data):
        if data != self._data:
            self._data = data
            # It is for another body.
            if self.has_header("Content-length"):
                self.remove_header("Content-length")

    @data.deleter
    def data(self):
        self.data = None

    def _parse(self):
        self.type, rest = _splittype(self._full_url)
        if self.type is None:
            raise ValueError(f"unknown url type: {self.full_url!r}")
        self.host, self.selector = _splithost(rest)
        if self.host:
            self.host = unquote(self.host)

    def get_method(self):
        """The method: that which was given, else POST if there is a body, else GET."""
        return getattr(self, "method", "POST" if self.data is not None else "GET")

    def get_full_url(self):
        """The whole address."""
        return self.full_url

    def set_proxy(self, host, type):
        """Has the request go to a proxy."""
        if self.type == "https" and not self._tunnel_host:
            self._tunnel_host = self.host
        else:
            self.type = type
            self.selector = self.full_url
        self.host = host

    def has_proxy(self):
        """Whether the request goes to a proxy."""
        return self.selector == self.full_url

    def add_header(self, key, val):
        """Sets a header."""
        self.headers[key.capitalize()] = val

    def add_unredirected_header(self, key, val):
        """Sets a header that is not sent again after a redirection."""
        self.unredirected_hdrs[key.capitalize()] = val

    def has_header(self, header_name):
        """Whether there is such a header; the name is capitalised as `Header-name`."""
        return header_name in self.headers or header_name in self.unredirected_hdrs

    def get_header(self, header_name, default=None):
        """A header."""
        return self.headers.get(header_name, self.unredirected_hdrs.get(header_name, default))

    def remove_header(self, header_name):
        """Takes a header away."""
        self.headers.pop(header_name, None)
        self.unredirected_hdrs.pop(header_name, None)

    def header_items(self):
        """The pairs of names and values of the headers."""
        return list({**self.unredirected_hdrs, **self.headers}.items())


class OpenerDirector:
    """Opens addresses by means of handlers."""

    def __init__(self):
        self.addheaders = [("User-agent", f"Python-urllib/{__version__}")]
        self.handlers = []
        self.handle_open = {}
        self.handle_error = {}
        self.process_response = {}
        self.process_request = {}

    def add_handler(self, handler):
        """Adds a handler; what it does is known from the names of its methods."""
        if not hasattr(handler, "add_parent"):
            raise TypeError(f"expected BaseHandler instance, got {type(handler)!r}")
        added = False
        for name in dir(handler):
            if name in ("redirect_request", "do_open", "proxy_open"):
                # These only look like what others are.
                continue
            protocol, _, condition = name.partition("_")
            if condition.startswith("error"):
                kind = condition.partition("_")[2]
                with contextlib.suppress(ValueError):
                    kind = int(kind)
                lookup = self.handle_error.setdefault(protocol, {})
            elif condition == "open":
                kind, lookup = protocol, self.handle_open
            elif condition == "response":
                kind, lookup = protocol, self.process_response
            elif condition == "request":
                kind, lookup = protocol, self.process_request
            else:
                continue
            handlers = lookup.setdefault(kind, [])
            if handlers:
                bisect.insort(handlers, handler)
            else:
                handlers.append(handler)
            added = True
        if added:
            bisect.insort(self.handlers, handler)
            handler.add_parent(self)

    def close(self):
        """Does nothing; it is there for who expects it."""

    def _call_chain(self, chain, kind, method_name, *args):
        for handler in chain.get(kind, ()):
            result = getattr(handler, method_name)(*args)
            if result is not None:
                return result
        return None

    def open(self, fullurl, data=None, timeout=socket._GLOBAL_DEFAULT_TIMEOUT):
        """Opens an address or a `Request` and returns the answer."""
        if isinstance(fullurl, str):
            request = Request(fullurl, data)
        else:
            request = fullurl
            if data is not None:
                request.data = data
        request.timeout = timeout
        protocol = request.type
        for handler in self.process_request.get(protocol, []):
            request = getattr(handler, protocol + "_request")(request)
        sys.audit("urllib.Request", request.full_url, request.data, request.headers, request.get_method())
        response = self._open(request, data)
        for handler in self.process_response.get(protocol, []):
            response = getattr(handler, protocol + "_response")(request, response)
        return response

    def _open(self, req, data=None):
        result = self._call_chain(self.handle_open, "default", "default_open", req)
        if result:
            return result
        result = self._call_chain(self.handle_open, req.type, req.type + "_open", req)
        if result:
            return result
        return self._call_chain(self.handle_open, "unknown", "unknown_open", req)

    def error(self, proto, *args):
        """Has the handlers deal with an answer that tells of an error."""
        if proto in ("http", "https"):
            # Both are dealt with by the same methods, by status.
            by_kind = self.handle_error["http"]
            status = args[2]
            result = self._call_chain(by_kind, status, f"http_error_{status}", *args)
            if result:
                return result
            return self._call_chain(by_kind, "default", "http_error_default", *args)
        return self._call_chain(self.handle_error, proto, proto + "_error", *args)


def build_opener(*handlers):
    """An opener with the usual handlers, and with these, which take the places of those of their class."""
    opener = OpenerDirector()
    classes = [
        ProxyHandler, UnknownHandler, HTTPHandler, HTTPDefaultErrorHandler, HTTPRedirectHandler, FTPHandler,
        FileHandler, HTTPErrorProcessor, DataHandler, HTTPSHandler,
    ]

    def replaced(cls):
        return any(
            issubclass(handler, cls) if isinstance(handler, type) else isinstance(handler, cls)
            for handler in handlers
        )

    for cls in classes:
        if not replaced(cls):
            opener.add_handler(cls())
    for handler in handlers:
        opener.add_handler(handler() if isinstance(handler, type) else handler)
    return opener


class BaseHandler:
    """The base of handlers. Those with a smaller `handler_order` come first."""

    handler_order = 500

    def add_parent(self, parent):
        """Takes the opener that the handler is added to."""
        self.parent = parent

    def close(self):
        """Does nothing; it is there for who expects it."""

    def __lt__(self, other):
        if not hasattr(other, "handler_order"):
            # Whatever is no handler comes before.
            return True
        return self.handler_order < other.handler_order


class HTTPErrorProcessor(BaseHandler):
    """Passes answers that tell of errors on to who deals with them."""

    handler_order = 1000

    def http_response(self, request, response):
        """The answer, if its status is a success, else what the opener's `error` makes of it."""
        code, message, headers = response.code, response.msg, response.info()
        if not 200 <= code < 300:
            response = self.parent.error("http", request, response, code, message, headers)
        return response

    https_response = http_response


class HTTPDefaultErrorHandler(BaseHandler):
    """Raises HTTPError for answers that nobody else dealt with."""

    def http_error_default(self, req, fp, code, msg, hdrs):
        """Raises HTTPError."""
        raise HTTPError(req.full_url, code, msg, hdrs, fp)


class HTTPRedirectHandler(BaseHandler):
    """Goes where answers send it."""

    max_repeats = 4
    max_redirections = 10

    def redirect_request(self, req, fp, code, msg, headers, newurl):
        """The request that follows a redirection. Raises HTTPError if there can be none."""
        method = req.get_method()
        if not (
            (code in (301, 302, 303, 307, 308) and method in ("GET", "HEAD"))
            or (code in (301, 302, 303) and method == "POST")
        ):
            raise HTTPError(req.full_url, code, msg, headers, fp)
        about_content = ("content-length", "content-type")
        return Request(
            newurl.replace(" ", "%20"),
            method="HEAD" if method == "HEAD" else "GET",
            headers={key: value for key, value in req.headers.items() if key.lower() not in about_content},
            origin_req_host=req.origin_req_host,
            unverifiable=True,
        )

    def http_error_302(self, req, fp, code, msg, headers):
        """Goes where the answer sends it, at most ten times and four times to the same address."""
        if "location" in headers:
            target = headers["location"]
        elif "uri" in headers:
            target = headers["uri"]
        else:
            return None
        parts = urlparse(target)
        if parts.scheme not in ("http", "https", "ftp", ""):
            raise HTTPError(target, code, f"{msg} - Redirection to url '{target}' is not allowed", headers, fp)
        if not parts.path and parts.netloc:
            parts = parts._replace(path="/")
        # Addresses should be quoted; not all servers do it.
        target = quote(parts.geturl(), encoding="iso-8859-1", safe=string.punctuation)
        target = urljoin(req.full_url, target)
        new = self.redirect_request(req, fp, code, msg, headers, target)
        if new is None:
            return None
        visited = getattr(req, "redirect_dict", None)
        if visited is not None:
            new.redirect_dict = visited
            if visited.get(target, 0) >= self.max_repeats or len(visited) >= self.max_redirections:
                raise HTTPError(req.full_url, code, self.inf_msg + msg, headers, fp)
        else:
            visited = new.redirect_dict = req.redirect_dict = {}
        visited[target] = visited.get(target, 0) + 1
        # The connection could be used again only if all was read.
        fp.read()
        fp.close()
        return self.parent.open(new, timeout=req.timeout)

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302

    inf_msg = (
        "The HTTP server returned a redirect error that would lead to an infinite loop.\n"
        "The last 30x error message was:\n"
    )


def _parse_proxy(proxy):
    """The scheme, the user, the password and the host with port of a proxy's address; the first three can be `None`."""
    scheme, rest = _splittype(proxy)
    if not rest.startswith("/"):
        scheme = None
        authority = proxy
    else:
        if not rest.startswith("//"):
            raise ValueError(f"proxy URL with no authority: {proxy!r}")
        # The authority ends where the path begins; a user may have a slash.
        at = rest.find("@")
        end = rest.find("/", at if at >= 0 else 2)
        authority = rest[2 : end if end != -1 else None]
    user_part, host = _splituser(authority)
    user = password = None
    if user_part is not None:
        user, password = _splitpasswd(user_part)
    return scheme, user, password, host


class ProxyHandler(BaseHandler):
    """Sends requests to proxies, those of the environment unless others are given."""

    # It must come before what opens connections.
    handler_order = 100

    def __init__(self, proxies=None):
        if proxies is None:
            proxies = getproxies()
        assert hasattr(proxies, "keys"), "proxies must be a mapping"
        self.proxies = proxies
        for scheme, url in proxies.items():
            setattr(
                self,
                scheme.lower() + "_open",
                lambda request, proxy=url, type=scheme.lower(): self.proxy_open(request, proxy, type),
            )

    def proxy_open(self, req, proxy, type):
        """Turns a request to the proxy."""
        original = req.type
        proxy_type, user, password, host = _parse_proxy(proxy)
        if proxy_type is None:
            proxy_type = original
        if req.host and proxy_bypass(req.host):
            return None
        if user and password:
            credentials = base64.b64encode(f"{unquote(user)}:{unquote(password)}".encode()).decode("ascii")
            req.add_header("Proxy-authorization", "Basic " + credentials)
        req.set_proxy(unquote(host), proxy_type)
        if original == proxy_type or original == "https":
            # The handlers after this one open it.
            return None
        return self.parent.open(req, timeout=req.timeout)


class HTTPPasswordMgr:
    """Users and passwords by realm and address."""

    def __init__(self):
        self.passwd = {}

    def add_password(self, realm, uri, user, passwd):
        """Sets the user and password for a realm and one or several addresses."""
        if isinstance(uri, str):
            uri = [uri]
        by_address = self.passwd.setdefault(realm, {})
        for with_port in True, False:
            by_address[tuple(self.reduce_uri(one, with_port) for one in uri)] = (user, passwd)

    def find_user_password(self, realm, authuri):
        """The user and password, or two `None`."""
        by_address = self.passwd.get(realm, {})
        for with_port in True, False:
            reduced = self.reduce_uri(authuri, with_port)
            for uris, credentials in by_address.items():
                if any(self.is_suburi(uri, reduced) for uri in uris):
                    return credentials
        return None, None

    def reduce_uri(self, uri, default_port=True):
        """The host with port and the path of an address."""
        parts = urlsplit(uri)
        if parts[1]:
            scheme, authority, path = parts[0], parts[1], parts[2] or "/"
        else:
            scheme, authority, path = None, uri, "/"
        host, port = _splitport(authority)
        if default_port and port is None and scheme is not None:
            usual = {"http": 80, "https": 443}.get(scheme)
            if usual is not None:
                authority = f"{host}:{usual}"
        return authority, path

    def is_suburi(self, base, test):
        """Whether the second address is the first or below it."""
        if base == test:
            return True
        if base[0] != test[0]:
            return False
        prefix = base[1]
        if prefix[-1:] != "/":
            prefix += "/"
        return test[1].startswith(prefix)


class HTTPPasswordMgrWithDefaultRealm(HTTPPasswordMgr):
    """Users and passwords; those for the realm `None` are for all realms."""

    def find_user_password(self, realm, authuri):
        """The user and password, or two `None`."""
        user, password = HTTPPasswordMgr.find_user_password(self, realm, authuri)
        if user is not None:
            return user, password
        return HTTPPasswordMgr.find_user_password(self, None, authuri)


class HTTPPasswordMgrWithPriorAuth(HTTPPasswordMgrWithDefaultRealm):
    """Users and passwords, which can be sent before they are asked for."""

    def __init__(self):
        self.authenticated = {}
        super().__init__()

    def add_password(self, realm, uri, user, passwd, is_authenticated=False):
        """Sets the user and password, and whether they are sent without being asked for."""
        self.update_authenticated(uri, is_authenticated)
        if realm is not None:
            super().add_password(None, uri, user, passwd)
        super().add_password(realm, uri, user, passwd)

    def update_authenticated(self, uri, is_authenticated=False):
        """Sets whether passwords for addresses are sent without being asked for."""
        for one in [uri] if isinstance(uri, str) else uri:
            for with_port in True, False:
                self.authenticated[self.reduce_uri(one, with_port)] = is_authenticated

    def is_authenticated(self, authuri):
        """Whether the password for an address is sent without being asked for."""
        for with_port in True, False:
            reduced = self.reduce_uri(authuri, with_port)
            for uri in self.authenticated:
                if self.is_suburi(uri, reduced):
                    return self.authenticated[uri]
        return None


class AbstractBasicAuthHandler:
    """Sends passwords to servers that ask for them, as they are."""

    # The scheme and, in quotes or not, the realm; several challenges have commas between them.
    rx = re.compile(
        "(?:^|,)[ \t]*([^ \t,]+)[ \t]+realm=([\"']?)([^\"']*)\\2",
        re.IGNORECASE,
    )

    def __init__(self, password_mgr=None):
        if password_mgr is None:
            password_mgr = HTTPPasswordMgr()
        self.passwd = password_mgr
        self.add_password = self.passwd.add_password

    def _challenges(self, header):
        found = False
        for match in AbstractBasicAuthHandler.rx.finditer(header):
            scheme, quoted, realm = match.groups()
            if quoted not in ('"', "'"):
                warnings.warn("Basic Auth Realm was unquoted", UserWarning, 3)
            yield scheme, realm
            found = True
        if not found:
            yield (header.split()[0] if header else ""), None

    def http_error_auth_reqed(self, authreq, host, req, headers):
        """Answers a challenge with a new request, if the password is known."""
        values = headers.get_all(authreq)
        if not values:
            return None
        unsupported = None
        for header in values:
            for scheme, realm in self._challenges(header):
                if scheme.lower() != "basic":
                    unsupported = scheme
                elif realm is not None:
                    return self.retry_http_basic_auth(host, req, realm)
        if unsupported is not None:
            raise ValueError(
                f"AbstractBasicAuthHandler does not support the following scheme: {unsupported!r}"
            )
        return None

    def retry_http_basic_auth(self, host, req, realm):
        """Sends the request again, with the password."""
        user, password = self.passwd.find_user_password(realm, host)
        if password is None:
            return None
        value = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode("ascii")
        if req.get_header(self.auth_header, None) == value:
            # It was sent already and did not help.
            return None
        req.add_unredirected_header(self.auth_header, value)
        return self.parent.open(req, timeout=req.timeout)

    def http_request(self, req):
        """Sends the password at once, if the manager says so."""
        if not hasattr(self.passwd, "is_authenticated") or not self.passwd.is_authenticated(req.full_url):
            return req
        if not req.has_header("Authorization"):
            user, password = self.passwd.find_user_password(None, req.full_url)
            value = base64.standard_b64encode(f"{user}:{password}".encode()).decode()
            req.add_unredirected_header("Authorization", f"Basic {value.strip()}")
        return req

    def http_response(self, req, response):
        """Notes whether the password was right."""
        if hasattr(self.passwd, "is_authenticated"):
            self.passwd.update_authenticated(req.full_url, 200 <= response.code < 300)
        return response

    https_request = http_request
    https_response = http_response


class HTTPBasicAuthHandler(AbstractBasicAuthHandler, BaseHandler):
    """Sends passwords to servers that ask for them, as they are."""

    auth_header = "Authorization"

    def http_error_401(self, req, fp, code, msg, headers):
        """Answers the challenge of a server."""
        return self.http_error_auth_reqed("www-authenticate", req.full_url, req, headers)


class ProxyBasicAuthHandler(AbstractBasicAuthHandler, BaseHandler):
    """Sends passwords to proxies that ask for them, as they are."""

    auth_header = "Proxy-authorization"

    def http_error_407(self, req, fp, code, msg, headers):
        """Answers the challenge of a proxy."""
        return self.http_error_auth_reqed("proxy-authenticate", req.host, req, headers)


class AbstractDigestAuthHandler:
    """Proves to servers that it knows a password, by hashes (RFC 7616)."""

    def __init__(self, passwd=None):
        if passwd is None:
            passwd = HTTPPasswordMgr()
        self.passwd = passwd
        self.add_password = self.passwd.add_password
        self.retried = 0
        self.nonce_count = 0
        self.last_nonce = None

    def reset_retry_count(self):
        """Forgets how often it was tried."""
        self.retried = 0

    def http_error_auth_reqed(self, auth_header, host, req, headers):
        """Answers a challenge with a new request, if the password is known."""
        value = headers.get(auth_header, None)
        if self.retried > 5:
            raise HTTPError(req.full_url, 401, "digest auth failed", headers, None)
        self.retried += 1
        if value:
            scheme = value.split()[0]
            if scheme.lower() == "digest":
                return self.retry_http_digest_auth(req, value)
            if scheme.lower() != "basic":
                raise ValueError(
                    f"AbstractDigestAuthHandler does not support the following scheme: {scheme!r}"
                )
        return None

    def retry_http_digest_auth(self, req, auth):
        """Sends the request again, with the proof."""
        challenge = parse_keqv_list(filter(None, parse_http_list(auth.partition(" ")[2])))
        answer = self.get_authorization(req, challenge)
        if not answer:
            return None
        value = f"Digest {answer}"
        if req.headers.get(self.auth_header, None) == value:
            return None
        req.add_unredirected_header(self.auth_header, value)
        return self.parent.open(req, timeout=req.timeout)

    def get_cnonce(self, nonce):
        """A value that the server cannot foresee."""
        text = f"{self.nonce_count}:{nonce}:{time.ctime()}:".encode("ascii") + os.urandom(8)
        return hashlib.sha1(text).hexdigest()[:16]

    def get_authorization(self, req, chal):
        """The value of the header that answers a challenge, or `None`."""
        try:
            realm = chal["realm"]
            nonce = chal["nonce"]
        except KeyError:
            return None
        qop = chal.get("qop")
        algorithm = chal.get("algorithm", "MD5")
        opaque = chal.get("opaque", None)
        H, KD = self.get_algorithm_impls(algorithm)
        if H is None:
            return None
        user, password = self.passwd.find_user_password(realm, req.full_url)
        if user is None:
            return None
        entity = None if req.data is None else self.get_entity_digest(req.data, chal)
        first = f"{user}:{realm}:{password}"
        second = f"{req.get_method()}:{req.selector}"
        if qop is None:
            digest = KD(H(first), f"{nonce}:{H(second)}")
        elif "auth" in qop.split(","):
            if nonce == self.last_nonce:
                self.nonce_count += 1
            else:
                self.nonce_count = 1
                self.last_nonce = nonce
            count = f"{self.nonce_count:08x}"
            client_nonce = self.get_cnonce(nonce)
            digest = KD(H(first), f"{nonce}:{count}:{client_nonce}:auth:{H(second)}")
        else:
            raise URLError(f"qop '{qop}' is not supported.")
        value = f'username="{user}", realm="{realm}", nonce="{nonce}", uri="{req.selector}", response="{digest}"'
        if opaque:
            value += f', opaque="{opaque}"'
        if entity:
            value += f', digest="{entity}"'
        value += f', algorithm="{algorithm}"'
        if qop:
            value += f', qop=auth, nc={count}, cnonce="{client_nonce}"'
        return value

    def get_algorithm_impls(self, algorithm):
        """The functions for hashes and for keyed hashes of an algorithm."""
        names = {"MD5": "md5", "SHA": "sha1", "SHA-256": "sha256"}
        if algorithm.upper() not in names:
            raise ValueError(f"Unsupported digest authentication algorithm {algorithm!r}")
        name = names[algorithm.upper()]

        def H(text):
            return hashlib.new(name, text.encode("utf-8")).hexdigest()

        return H, lambda secret, data: H(f"{secret}:{data}")

    def get_entity_digest(self, data, chal):
        """The hash of the body: none is asked for by the servers there are."""
        return None


class HTTPDigestAuthHandler(BaseHandler, AbstractDigestAuthHandler):
    """Proves to servers that it knows a password, by hashes."""

    auth_header = "Authorization"
    # It comes before passwords that are sent as they are.
    handler_order = 490

    def http_error_401(self, req, fp, code, msg, headers):
        """Answers the challenge of a server."""
        retry = self.http_error_auth_reqed("www-authenticate", urlparse(req.full_url)[1], req, headers)
        self.reset_retry_count()
        return retry


class ProxyDigestAuthHandler(BaseHandler, AbstractDigestAuthHandler):
    """Proves to proxies that it knows a password, by hashes."""

    auth_header = "Proxy-Authorization"
    handler_order = 490

    def http_error_407(self, req, fp, code, msg, headers):
        """Answers the challenge of a proxy."""
        retry = self.http_error_auth_reqed("proxy-authenticate", req.host, req, headers)
        self.reset_retry_count()
        return retry


class AbstractHTTPHandler(BaseHandler):
    """What HTTP and HTTPS have in common."""

    def __init__(self, debuglevel=None):
        self._debuglevel = http.client.HTTPConnection.debuglevel if debuglevel is None else debuglevel

    def set_http_debuglevel(self, level):
        """Has connections print what goes over them."""
        self._debuglevel = level

    def _get_content_length(self, request):
        return http.client.HTTPConnection._get_content_length(request.data, request.get_method())

    def do_request_(self, request):
        """Sets the headers that a request needs."""
        if not request.host:
            raise URLError("no host given")
        if request.data is not None:
            data = request.data
            if isinstance(data, str):
                raise TypeError(
                    "POST data should be bytes, an iterable of bytes, or a file object. It cannot be of type str."
                )
            if not request.has_header("Content-type"):
                request.add_unredirected_header("Content-type", "application/x-www-form-urlencoded")
            if not request.has_header("Content-length") and not request.has_header("Transfer-encoding"):
                length = self._get_content_length(request)
                if length is not None:
                    request.add_unredirected_header("Content-length", str(length))
                else:
                    request.add_unredirected_header("Transfer-encoding", "chunked")
        host = request.host
        if request.has_proxy():
            host = _splithost(_splittype(request.selector)[1])[0]
        if not request.has_header("Host"):
            request.add_unredirected_header("Host", host)
        for name, value in self.parent.addheaders:
            name = name.capitalize()
            if not request.has_header(name):
                request.add_unredirected_header(name, value)
        return request

    def do_open(self, http_class, req, **http_conn_args):
        """Sends a request over a new connection and returns the answer. Raises URLError."""
        host = req.host
        if not host:
            raise URLError("no host given")
        connection = http_class(host, timeout=req.timeout, **http_conn_args)
        connection.set_debuglevel(self._debuglevel)
        headers = dict(req.unredirected_hdrs)
        headers.update({key: value for key, value in req.headers.items() if key not in headers})
        # There is one request a connection.
        headers["Connection"] = "close"
        headers = {name.title(): value for name, value in headers.items()}
        if req._tunnel_host:
            for_proxy = {}
            if "Proxy-Authorization" in headers:
                for_proxy["Proxy-Authorization"] = headers.pop("Proxy-Authorization")
            connection.set_tunnel(req._tunnel_host, headers=for_proxy)
        try:
            try:
                connection.request(
                    req.get_method(), req.selector, req.data, headers,
                    encode_chunked=req.has_header("Transfer-encoding"),
                )
            except OSError as problem:
                raise URLError(problem)
            response = connection.getresponse()
        except:
            connection.close()
            raise
        # The answer has a file on the socket; nobody else needs it.
        if connection.sock:
            connection.sock.close()
            connection.sock = None
        response.url = req.get_full_url()
        # What openers return has the reason there.
        response.msg = response.reason
        return response


class HTTPHandler(AbstractHTTPHandler):
    """Opens addresses of HTTP."""

    def http_open(self, req):
        """Opens an address."""
        return self.do_open(http.client.HTTPConnection, req)

    http_request = AbstractHTTPHandler.do_request_


class HTTPSHandler(AbstractHTTPHandler):
    """Opens addresses of HTTPS."""

    def __init__(self, debuglevel=None, context=None, check_hostname=None):
        super().__init__(debuglevel)
        if context is None and check_hostname is not None:
            context = http.client._create_https_context(http.client.HTTPSConnection._http_vsn)
        if context is not None and check_hostname is not None:
            context.check_hostname = check_hostname
        self._context = context

    def https_open(self, req):
        """Opens an address."""
        return self.do_open(http.client.HTTPSConnection, req, context=self._context)

    https_request = AbstractHTTPHandler.do_request_


class HTTPCookieProcessor(BaseHandler):
    """Keeps cookies."""

    def __init__(self, cookiejar=None):
        import http.cookiejar

        if cookiejar is None:
            cookiejar = http.cookiejar.CookieJar()
        self.cookiejar = cookiejar

    def http_request(self, request):
        """Adds the cookies to a request."""
        self.cookiejar.add_cookie_header(request)
        return request

    def http_response(self, request, response):
        """Takes the cookies of an answer."""
        self.cookiejar.extract_cookies(response, request)
        return response

    https_request = http_request
    https_response = http_response


class UnknownHandler(BaseHandler):
    """Raises URLError for addresses that nobody opened."""

    def unknown_open(self, req):
        """Raises URLError."""
        raise URLError(f"unknown url type: {req.type}")


def parse_keqv_list(l):
    """A dictionary of items such as `key="value"`."""
    parsed = {}
    for item in l:
        key, value = item.split("=", 1)
        if value[0] == '"' and value[-1] == '"':
            value = value[1:-1]
        parsed[key] = value
    return parsed


def parse_http_list(s):
    """The items of a list with commas, which do not count in quotes."""
    items = []
    item = ""
    escaped = quoted = False
    for character in s:
        if escaped:
            item += character
            escaped = False
        elif quoted and character == "\\":
            escaped = True
        elif character == "," and not quoted:
            items.append(item)
            item = ""
        else:
            if character == '"':
                quoted = not quoted
            item += character
    if item:
        items.append(item)
    return [one.strip() for one in items]


class FileHandler(BaseHandler):
    """Opens files."""

    names = None

    def get_names(self):
        """The addresses of this machine."""
        if FileHandler.names is None:
            try:
                FileHandler.names = tuple(
                    socket.gethostbyname_ex("localhost")[2] + socket.gethostbyname_ex(socket.gethostname())[2]
                )
            except socket.gaierror:
                FileHandler.names = (socket.gethostbyname("localhost"),)
        return FileHandler.names

    def file_open(self, req):
        """Opens a file of this machine. Raises URLError."""
        return self.open_local_file(req)

    def open_local_file(self, req):
        """Opens a file of this machine. Raises URLError."""
        path = url2pathname(req.full_url, require_scheme=True, resolve_host=True)
        try:
            status = os.stat(path)
            kind = mimetypes.guess_file_type(path)[0]
            headers = email.message_from_string(
                f"Content-type: {kind or 'text/plain'}\nContent-length: {status.st_size:d}\n"
                f"Last-modified: {email.utils.formatdate(status.st_mtime, usegmt=True)}\n"
            )
            return addinfourl(open(path, "rb"), headers, pathname2url(path, add_scheme=True))
        except OSError as problem:
            raise URLError(problem, path)


def _is_here(host):
    if host == "localhost":
        return True
    try:
        return socket.gethostbyname(host) in FileHandler().get_names()
    except (socket.gaierror, UnicodeEncodeError):
        return False


class FTPHandler(BaseHandler):
    """Raises URLError for addresses of FTP, which Rondo does not speak."""

    def ftp_open(self, req):
        """Raises URLError."""
        if not req.host:
            raise URLError("ftp error: no host given")
        raise URLError("ftp error: Rondo does not speak FTP")


class DataHandler(BaseHandler):
    """Opens addresses that hold the data themselves (RFC 2397)."""

    def data_open(self, req):
        """The data. Raises ValueError if there is no comma before them."""
        scheme, rest = req.full_url.split(":", 1)
        kind, data = rest.split(",", 1)
        data = unquote_to_bytes(data)
        if kind.endswith(";base64"):
            data = base64.decodebytes(data)
            kind = kind[:-7]
        if not kind:
            kind = "text/plain;charset=US-ASCII"
        headers = email.message_from_string(f"Content-type: {kind}\nContent-length: {len(data):d}\n")
        return addinfourl(io.BytesIO(data), headers, req.full_url)


def url2pathname(url, *, require_scheme=False, resolve_host=False):
    """The path that the part of an address after `file:` means. Raises URLError if it is not of this machine."""
    if not require_scheme:
        url = "file:" + url
    scheme, authority, url = urlsplit(url)[:3]
    if scheme != "file":
        raise URLError("URL is missing a 'file:' scheme")
    if authority and authority != "localhost" and not (resolve_host and _is_here(authority)):
        raise URLError("file:// scheme is supported only on localhost")
    encoding = sys.getfilesystemencoding()
    return unquote(url, encoding=encoding, errors=sys.getfilesystemencodeerrors())


def pathname2url(pathname, *, add_scheme=False):
    """The part of an address after `file:` that means a path."""
    encoded = quote(os.fspath(pathname), encoding=sys.getfilesystemencoding(), errors=sys.getfilesystemencodeerrors())
    # A path of two slashes would begin with the name of a host.
    authority = "//" if encoded.startswith("/") else ""
    return ("file:" if add_scheme else "") + authority + encoded


def getproxies_environment():
    """The proxies that variables of the environment such as `http_proxy` name, by scheme."""
    proxies = {}
    found = []
    for name, value in os.environ.items():
        if name[-6:].lower() == "_proxy":
            found.append((name, value))
            if value:
                proxies[name[:-6].lower()] = value
    # With REQUEST_METHOD this is a CGI program, and HTTP_PROXY comes from the client.
    if "REQUEST_METHOD" in os.environ:
        proxies.pop("http", None)
    # Lower case wins.
    for name, value in found:
        if name[-6:] == "_proxy":
            name = name[:-6].lower()
            if value:
                proxies[name] = value
            else:
                proxies.pop(name, None)
    return proxies


def proxy_bypass_environment(host, proxies=None):
    """Whether a host is asked without a proxy, by the variable `no_proxy`."""
    if proxies is None:
        proxies = getproxies_environment()
    listed = proxies.get("no")
    if listed is None:
        return False
    if listed == "*":
        return True
    host = host.lower()
    without_port = _splitport(host)[0]
    for name in listed.split(","):
        name = name.strip()
        if name:
            name = name.lstrip(".").lower()
            if without_port == name or host == name:
                return True
            if without_port.endswith("." + name) or host.endswith("." + name):
                return True
    return False


getproxies = getproxies_environment
proxy_bypass = proxy_bypass_environment
