"""Messages: headers and a payload, which is text or a list of messages."""

import binascii
import quopri
import re
from io import BytesIO, StringIO

from email import errors, utils
from email._base64 import decode_leniently
from email._policybase import compat32
from email.charset import Charset

__all__ = ["Message", "EmailMessage"]

# Characters for which a parameter is quoted.
_specials = re.compile(r'[ \(\)<>@,;:\\"/\[\]\?=]')
_UUENCODE = ("x-uuencode", "uuencode", "uue", "x-uue")


def _split_value(header):
    """What stands before the first semicolon, and what after it."""
    value, semicolon, rest = str(header).partition(";")
    return value.strip(), rest.strip() if semicolon else None


def _format_parameter(name, value=None, quoted=True):
    if not value:
        return name
    if isinstance(value, tuple):
        return f"{name}*={utils.encode_rfc2231(value[2], value[0], value[1])}"
    try:
        value.encode("ascii")
    except UnicodeEncodeError:
        return f"{name}*={utils.encode_rfc2231(value, 'utf-8', '')}"
    if quoted or _specials.search(value):
        return f'{name}="{utils.quote(value)}"'
    return f"{name}={value}"


def _split_parameters(text):
    """The pieces between semicolons that are not in quotes; names are made lower case."""
    pieces = []
    text = ";" + str(text)
    while text.startswith(";"):
        text = text[1:]
        end = text.find(";")
        # A quote that is open at the semicolon goes on.
        while end > 0 and (text.count('"', 0, end) - text.count('\\"', 0, end)) % 2:
            end = text.find(";", end + 1)
        if end < 0:
            end = len(text)
        piece = text[:end]
        if "=" in piece:
            name, _, value = piece.partition("=")
            piece = f"{name.strip().lower()}={value.strip()}"
        pieces.append(piece.strip())
        text = text[end:]
    return pieces


def _unquote_value(value):
    if isinstance(value, tuple):
        return value[0], value[1], utils.unquote(value[2])
    return utils.unquote(value)


def _decode_uu(encoded):
    """The bytes between `begin` and `end` of uuencoded ones."""
    lines = iter(encoded.splitlines())
    for line in lines:
        if line.startswith(b"begin "):
            mode, _, path = line.removeprefix(b"begin ").partition(b" ")
            try:
                int(mode, base=8)
            except ValueError:
                continue
            break
    else:
        raise ValueError("`begin` line not found")
    decoded = []
    for line in lines:
        if not line:
            raise ValueError("Truncated input")
        if line.strip(b" \t\r\n\f") == b"end":
            break
        try:
            decoded.append(binascii.a2b_uu(line))
        except binascii.Error:
            # Some programs write lines that are longer than they say.
            length = (((line[0] - 32) & 63) * 4 + 5) // 3
            decoded.append(binascii.a2b_uu(line[:length]))
    return b"".join(decoded)


class Message:
    """A message: a mapping of headers, which keeps their order and several of one name, and a payload."""

    def __init__(self, policy=compat32):
        self.policy = policy
        self._headers = []
        self._unixfrom = None
        self._payload = None
        self._charset = None
        # Text before the first and after the last part.
        self.preamble = self.epilogue = None
        self.defects = []
        self._default_type = "text/plain"

    def __str__(self):
        """The whole message as text."""
        return self.as_string()

    def as_string(self, unixfrom=False, maxheaderlen=0, policy=None):
        """The whole message as text. Headers longer than `maxheaderlen` are folded, unless it is 0."""
        from email.generator import Generator

        out = StringIO()
        writer = Generator(
            out, mangle_from_=False, maxheaderlen=maxheaderlen, policy=self.policy if policy is None else policy
        )
        writer.flatten(self, unixfrom=unixfrom)
        return out.getvalue()

    def __bytes__(self):
        """The whole message as bytes."""
        return self.as_bytes()

    def as_bytes(self, unixfrom=False, policy=None):
        """The whole message as bytes."""
        from email.generator import BytesGenerator

        out = BytesIO()
        writer = BytesGenerator(out, mangle_from_=False, policy=self.policy if policy is None else policy)
        writer.flatten(self, unixfrom=unixfrom)
        return out.getvalue()

    def is_multipart(self):
        """Whether the payload is a list of messages."""
        return isinstance(self._payload, list)

    def set_unixfrom(self, unixfrom):
        """Sets the line that stands before the message in a mailbox."""
        self._unixfrom = unixfrom

    def get_unixfrom(self):
        """The line that stands before the message in a mailbox, or `None`."""
        return self._unixfrom

    def attach(self, payload):
        """Adds a part."""
        if self._payload is None:
            self._payload = [payload]
            return
        try:
            self._payload.append(payload)
        except AttributeError:
            raise TypeError("Attach is not valid on a message with a non-multipart payload")

    def get_payload(self, i=None, decode=False):
        """The payload: text, or the list of parts, or of them the one of number `i`.

        With `decode` it is bytes, decoded as Content-Transfer-Encoding says, and `None` for a list.
        """
        if self.is_multipart():
            if decode:
                return None
            return self._payload if i is None else self._payload[i]
        if i is not None and not isinstance(self._payload, list):
            raise TypeError(f"Expected list, got {type(self._payload)}")
        payload = self._payload
        encoding = self.get("content-transfer-encoding", "")
        encoding = encoding.cte if hasattr(encoding, "cte") else str(encoding).strip().lower()
        if not isinstance(payload, str):
            return payload
        if not decode:
            if not utils._has_surrogates(payload):
                return payload
            try:
                data = payload.encode("ascii", "surrogateescape")
                try:
                    return data.decode(self.get_content_charset("ascii"), "replace")
                except LookupError:
                    return data.decode("ascii", "replace")
            except UnicodeEncodeError:
                return payload
        try:
            data = payload.encode("ascii", "surrogateescape")
        except UnicodeEncodeError:
            # It was set by the program itself.
            data = payload.encode("raw-unicode-escape")
        if encoding == "quoted-printable":
            return quopri.decodestring(data)
        if encoding == "base64":
            value, defects = decode_leniently(b"".join(data.splitlines()))
            for defect in defects:
                self.policy.handle_defect(self, defect)
            return value
        if encoding in _UUENCODE:
            try:
                return _decode_uu(data)
            except ValueError:
                return data
        return data

    def set_payload(self, payload, charset=None):
        """Sets the payload, and headers for the character set it is in."""
        if isinstance(payload, str) and isinstance(charset, Charset):
            payload = payload.encode(charset.output_charset, "surrogateescape")
        if hasattr(payload, "decode"):
            self._payload = payload.decode("ascii", "surrogateescape")
        else:
            self._payload = payload
        if charset is not None:
            self.set_charset(charset)

    def set_charset(self, charset):
        """Sets the character set, encodes the payload for it, and says so in headers. `None` takes it away."""
        if charset is None:
            self.del_param("charset")
            self._charset = None
            return
        if not isinstance(charset, Charset):
            charset = Charset(charset)
        self._charset = charset
        written = charset.get_output_charset()
        if "MIME-Version" not in self:
            self.add_header("MIME-Version", "1.0")
        if "Content-Type" not in self:
            self.add_header("Content-Type", "text/plain", charset=written)
        else:
            self.set_param("charset", written)
        if charset != written:
            self._payload = charset.body_encode(self._payload)
        if "Content-Transfer-Encoding" in self:
            return
        encoding = charset.get_body_encoding()
        if callable(encoding):
            encoding(self)
            return
        payload = self._payload
        if payload:
            try:
                payload = payload.encode("ascii", "surrogateescape")
            except UnicodeError:
                payload = payload.encode(charset.output_charset)
        self._payload = charset.body_encode(payload)
        self.add_header("Content-Transfer-Encoding", encoding)

    def get_charset(self):
        """The `Charset` that was set, or `None`."""
        return self._charset

    # Headers, as a mapping.

    def __len__(self):
        """How many headers there are."""
        return len(self._headers)

    def __getitem__(self, name):
        """The first header of that name, or `None`."""
        return self.get(name)

    def __setitem__(self, name, val):
        """Adds a header; others of the same name stay."""
        limit = self.policy.header_max_count(name)
        if limit:
            lowered = name.lower()
            if sum(key.lower() == lowered for key, _ in self._headers) >= limit:
                raise ValueError(f"There may be at most {limit} {name} headers in a message")
        self._headers.append(self.policy.header_store_parse(name, val))

    def __delitem__(self, name):
        """Takes all headers of that name away, if there are any."""
        name = name.lower()
        self._headers = [(key, value) for key, value in self._headers if key.lower() != name]

    def __contains__(self, name):
        name = name.lower()
        return any(key.lower() == name for key, _ in self._headers)

    def __iter__(self):
        for name, _ in self._headers:
            yield name

    def keys(self):
        """The names of the headers."""
        return [name for name, _ in self._headers]

    def values(self):
        """The values of the headers."""
        return [self.policy.header_fetch_parse(name, value) for name, value in self._headers]

    def items(self):
        """The names and values of the headers."""
        return [(name, self.policy.header_fetch_parse(name, value)) for name, value in self._headers]

    def get(self, name, failobj=None):
        """The first header of that name, or `failobj`."""
        name = name.lower()
        for key, value in self._headers:
            if key.lower() == name:
                return self.policy.header_fetch_parse(key, value)
        return failobj

    def set_raw(self, name, value):
        """Adds a header without the policy having a look at it."""
        self._headers.append((name, value))

    def raw_items(self):
        """The names and values of the headers as they are kept."""
        return iter(self._headers.copy())

    def get_all(self, name, failobj=None):
        """All headers of that name, or `failobj`."""
        name = name.lower()
        found = [self.policy.header_fetch_parse(key, value) for key, value in self._headers if key.lower() == name]
        return found or failobj

    def add_header(self, _name, _value, **_params):
        """Adds a header with parameters. Underscores in their names stand for dashes; one that is `None` has no value.

        A value that is not ASCII may be a triple of character set, language and text.
        """
        parts = [] if _value is None else [_value]
        for name, value in _params.items():
            name = name.replace("_", "-")
            parts.append(name if value is None else _format_parameter(name, value))
        self[_name] = "; ".join(parts)

    def replace_header(self, _name, _value):
        """Replaces the first header of that name, where it stands. Raises KeyError if there is none."""
        lowered = _name.lower()
        for at, (name, _) in enumerate(self._headers):
            if name.lower() == lowered:
                self._headers[at] = self.policy.header_store_parse(name, _value)
                return
        raise KeyError(lowered)

    # The type and its parameters.

    def get_content_type(self):
        """The type, as `maintype/subtype` in lower case."""
        value = self.get("content-type")
        if value is None:
            return self.get_default_type()
        kind = _split_value(value)[0].lower()
        return kind if kind.count("/") == 1 else "text/plain"

    def get_content_maintype(self):
        """The part of the type before the slash."""
        return self.get_content_type().split("/")[0]

    def get_content_subtype(self):
        """The part of the type after the slash."""
        return self.get_content_type().split("/")[1]

    def get_default_type(self):
        """The type if there is no header for it."""
        return self._default_type

    def set_default_type(self, ctype):
        """Sets the type for when there is no header for it."""
        self._default_type = ctype

    def _get_params_preserve(self, failobj, header):
        value = self.get(header)
        if value is None:
            return failobj
        params = []
        for piece in _split_parameters(value):
            name, equals, text = piece.partition("=")
            params.append((name.strip(), text.strip() if equals else ""))
        return utils.decode_params(params)

    def get_params(self, failobj=None, header="content-type", unquote=True):
        """The pairs of names and values of a header's parameters; the first is the value itself."""
        params = self._get_params_preserve(None, header)
        if params is None:
            return failobj
        return [(name, _unquote_value(value)) for name, value in params] if unquote else params

    def get_param(self, param, failobj=None, header="content-type", unquote=True):
        """A parameter of a header: text, or a triple of character set, language and text."""
        if header not in self:
            return failobj
        for name, value in self._get_params_preserve(failobj, header):
            if name.lower() == param.lower():
                return _unquote_value(value) if unquote else value
        return failobj

    def set_param(self, param, value, header="Content-Type", requote=True, charset=None, language="", replace=False):
        """Sets a parameter of a header. With `replace` the header stays where it is, else it goes to the end."""
        if not isinstance(value, tuple) and charset:
            value = (charset, language, value)
        lowered = header.lower()
        if header not in self and lowered == "content-type":
            text = "text/plain"
        else:
            text = self.get(header)
        if not self.get_param(param, header=header):
            added = _format_parameter(param, value, requote)
            text = f"{text}; {added}" if text else added
        else:
            pieces = []
            for name, old in self.get_params(header=header, unquote=requote):
                pieces.append(_format_parameter(name, value if name.lower() == param.lower() else old, requote))
            text = "; ".join(pieces)
        if text != self.get(header):
            if replace:
                self.replace_header(header, text)
            else:
                del self[header]
                self[header] = text

    def del_param(self, param, header="content-type", requote=True):
        """Takes a parameter away."""
        if header not in self:
            return
        kept = [
            _format_parameter(name, value, requote)
            for name, value in self.get_params(header=header, unquote=requote)
            if name.lower() != param.lower()
        ]
        text = "; ".join(kept)
        if text != self.get(header):
            del self[header]
            self[header] = text

    def set_type(self, type, header="Content-Type", requote=True):
        """Sets the type and keeps the parameters. Raises ValueError unless it is `maintype/subtype`."""
        if type.count("/") != 1:
            raise ValueError
        if header.lower() == "content-type":
            del self["mime-version"]
            self["MIME-Version"] = "1.0"
        if header not in self:
            self[header] = type
            return
        params = self.get_params(header=header, unquote=requote)
        del self[header]
        self[header] = type
        for name, value in params[1:]:
            self.set_param(name, value, header, requote)

    def get_filename(self, failobj=None):
        """The name of the file that the message holds, or `failobj`."""
        missing = object()
        name = self.get_param("filename", missing, "content-disposition")
        if name is missing:
            name = self.get_param("name", missing, "content-type")
        if name is missing:
            return failobj
        return utils.collapse_rfc2231_value(name).strip()

    def get_boundary(self, failobj=None):
        """What stands between the parts, or `failobj`."""
        missing = object()
        boundary = self.get_param("boundary", missing)
        return failobj if boundary is missing else utils.collapse_rfc2231_value(boundary).rstrip()

    def set_boundary(self, boundary):
        """Sets what stands between the parts. Raises HeaderParseError if the message has no type."""
        params = self._get_params_preserve(None, "content-type")
        if params is None:
            raise errors.HeaderParseError("No Content-Type header found")
        value = f'"{boundary}"'
        names = [name.lower() for name, _ in params]
        if "boundary" in names:
            params = [(name, value if name.lower() == "boundary" else old) for name, old in params]
        else:
            params = params + [("boundary", value)]
        pieces = [name if old == "" else f"{name}={old}" for name, old in params]
        self._headers = [
            self.policy.header_store_parse(name, "; ".join(pieces)) if name.lower() == "content-type" else (name, old)
            for name, old in self._headers
        ]

    def get_content_charset(self, failobj=None):
        """The character set, in lower case, or `failobj`."""
        charset = self.get_param("charset")
        if charset is None:
            return failobj
        if isinstance(charset, tuple):
            try:
                charset = str(charset[2].encode("raw-unicode-escape"), charset[0] or "us-ascii")
            except (LookupError, UnicodeError):
                charset = charset[2]
        return charset.lower() if charset.isascii() else failobj

    def get_charsets(self, failobj=None):
        """The character sets of the message and all its parts."""
        return [part.get_content_charset(failobj) for part in self.walk()]

    def get_content_disposition(self):
        """How the part is to be shown, `inline`, `attachment` or something else, or `None`."""
        value = self.get("content-disposition")
        return None if value is None else _split_value(value)[0].lower()

    from email.iterators import walk


class MIMEPart(Message):
    """A part of a message, by a policy that knows what headers mean."""

    def __init__(self, policy=None):
        if policy is None:
            from email.policy import default as policy
        super().__init__(policy)

    def as_string(self, unixfrom=False, maxheaderlen=None, policy=None):
        """The whole message as text. Headers longer than `maxheaderlen`, or than the policy says, are folded."""
        policy = self.policy if policy is None else policy
        if maxheaderlen is None:
            maxheaderlen = policy.max_line_length
        return super().as_string(unixfrom, maxheaderlen, policy)

    def __str__(self):
        return self.as_string(policy=self.policy.clone(utf8=True))

    def is_attachment(self):
        """Whether the part is to be shown as an attachment."""
        disposition = self.get("content-disposition")
        return disposition is not None and disposition.content_disposition == "attachment"

    def _find_body(self, part, preferences):
        """The parts that can be the body, with the place of each in `preferences`."""
        if part.is_attachment():
            return
        main, sub = part.get_content_type().split("/")
        if main == "text":
            if sub in preferences:
                yield preferences.index(sub), part
            return
        if main != "multipart" or not self.is_multipart():
            return
        if sub != "related":
            for one in part.iter_parts():
                yield from self._find_body(one, preferences)
            return
        if "related" in preferences:
            yield preferences.index("related"), part
        root = None
        start = part.get_param("start")
        if start:
            for one in part.iter_parts():
                if one["content-id"] == start:
                    root = one
                    break
        if root is None:
            parts = part.get_payload()
            root = parts[0] if isinstance(parts, list) and parts else None
        if root is not None:
            yield from self._find_body(root, preferences)

    def get_body(self, preferencelist=("related", "html", "plain")):
        """The part that is the body of the message, the best of those that `preferencelist` names; or `None`."""
        best, body = len(preferencelist), None
        for place, part in self._find_body(self, preferencelist):
            if place < best:
                best, body = place, part
                if place == 0:
                    break
        return body

    _body_types = {("text", "plain"), ("text", "html"), ("multipart", "related"), ("multipart", "alternative")}

    def iter_attachments(self):
        """The parts that are not the body."""
        main, sub = self.get_content_type().split("/")
        if main != "multipart" or sub == "alternative":
            return
        payload = self.get_payload()
        try:
            parts = payload.copy()
        except AttributeError:
            # A payload that is not a list has no parts.
            return
        if sub == "related":
            start = self.get_param("start")
            if start:
                others = [part for part in parts if part.get("content-id") != start]
                if len(others) < len(parts):
                    yield from others
                    return
            yield from parts[1:]
            return
        # The first of each kind that can be a body is none.
        seen = []
        for part in parts:
            kind = tuple(part.get_content_type().split("/"))
            if kind in self._body_types and not part.is_attachment() and kind[1] not in seen:
                seen.append(kind[1])
                continue
            yield part

    def iter_parts(self):
        """The parts."""
        if self.is_multipart():
            yield from self.get_payload()

    def get_content(self, *args, content_manager=None, **kw):
        """The content as an object, of a kind that goes with its type."""
        if content_manager is None:
            content_manager = self.policy.content_manager
        return content_manager.get_content(self, *args, **kw)

    def set_content(self, *args, content_manager=None, **kw):
        """Sets the content, encoded, and the headers that belong to it."""
        if content_manager is None:
            content_manager = self.policy.content_manager
        content_manager.set_content(self, *args, **kw)

    def _make_multipart(self, subtype, disallowed, boundary):
        if self.get_content_maintype() == "multipart":
            existing = self.get_content_subtype()
            if existing in disallowed + (subtype,):
                raise ValueError(f"Cannot convert {existing} to {subtype}")
        kept = []
        moved = []
        for name, value in self._headers:
            (moved if name.lower().startswith("content-") else kept).append((name, value))
        if moved:
            part = type(self)(policy=self.policy)
            part._headers = moved
            part._payload = self._payload
            self._payload = [part]
        else:
            self._payload = []
        self._headers = kept
        self["Content-Type"] = "multipart/" + subtype
        if boundary is not None:
            self.set_param("boundary", boundary)

    def make_related(self, boundary=None):
        """Makes it a multipart/related, of which what was there is the first part."""
        self._make_multipart("related", ("alternative", "mixed"), boundary)

    def make_alternative(self, boundary=None):
        """Makes it a multipart/alternative, of which what was there is the first part."""
        self._make_multipart("alternative", ("mixed",), boundary)

    def make_mixed(self, boundary=None):
        """Makes it a multipart/mixed, of which what was there is the first part."""
        self._make_multipart("mixed", (), boundary)

    def _add_multipart(self, _subtype, *args, _disp=None, **kw):
        if self.get_content_maintype() != "multipart" or self.get_content_subtype() != _subtype:
            getattr(self, "make_" + _subtype)()
        part = type(self)(policy=self.policy)
        part.set_content(*args, **kw)
        if _disp and "content-disposition" not in part:
            part["Content-Disposition"] = _disp
        self.attach(part)

    def add_related(self, *args, **kw):
        """Adds content that the body refers to."""
        self._add_multipart("related", *args, _disp="inline", **kw)

    def add_alternative(self, *args, **kw):
        """Adds another form of the body."""
        self._add_multipart("alternative", *args, **kw)

    def add_attachment(self, *args, **kw):
        """Adds an attachment."""
        self._add_multipart("mixed", *args, _disp="attachment", **kw)

    def clear(self):
        """Takes all headers and the payload away."""
        self._headers = []
        self._payload = None

    def clear_content(self):
        """Takes the payload and the headers that describe it away."""
        self._headers = [(name, value) for name, value in self._headers if not name.lower().startswith("content-")]
        self._payload = None


class EmailMessage(MIMEPart):
    """A message as mails are."""

    def set_content(self, *args, **kw):
        """Sets the content, encoded, and the headers that belong to it."""
        super().set_content(*args, **kw)
        if "MIME-Version" not in self:
            self["MIME-Version"] = "1.0"
