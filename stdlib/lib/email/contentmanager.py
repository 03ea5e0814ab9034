"""Content of messages as Python objects, and back."""

import binascii

import email.charset
import email.message
from email import errors, quoprimime

__all__ = ["ContentManager", "raw_data_manager"]


class ContentManager:
    """Functions that get content out of messages, by type, and that put objects in, by class."""

    def __init__(self):
        self.get_handlers = {}
        self.set_handlers = {}

    def add_get_handler(self, key, handler):
        """Registers a function for a type, a main type, or all others if the key is empty."""
        self.get_handlers[key] = handler

    def get_content(self, msg, *args, **kw):
        """The content of a message. Raises KeyError if there is no function for its type."""
        kind = msg.get_content_type()
        for key in (kind, msg.get_content_maintype(), ""):
            if key in self.get_handlers:
                return self.get_handlers[key](msg, *args, **kw)
        raise KeyError(kind)

    def add_set_handler(self, typekey, handler):
        """Registers a function for a class or the name of one."""
        self.set_handlers[typekey] = handler

    def set_content(self, msg, obj, *args, **kw):
        """Makes the object the content of the message. Raises KeyError if there is no function for its class."""
        if msg.get_content_maintype() == "multipart":
            raise TypeError("set_content not valid on multipart")
        handler = self._set_handler(msg, obj)
        msg.clear_content()
        handler(msg, obj, *args, **kw)

    def _set_handler(self, msg, obj):
        first_name = None
        for cls in type(obj).__mro__:
            full_name = f"{cls.__module__}.{cls.__qualname__}" if cls.__module__ else cls.__qualname__
            if first_name is None:
                first_name = full_name
            for key in (cls, full_name, cls.__qualname__, cls.__name__):
                if key in self.set_handlers:
                    return self.set_handlers[key]
        if None in self.set_handlers:
            return self.set_handlers[None]
        raise KeyError(first_name)


raw_data_manager = ContentManager()


def get_text_content(msg, errors="replace"):
    """The text of a part."""
    return msg.get_payload(decode=True).decode(msg.get_param("charset", "ASCII"), errors=errors)


def get_non_text_content(msg):
    """The bytes of a part."""
    return msg.get_payload(decode=True)


def get_message_content(msg):
    """The message within a part."""
    return msg.get_payload(0)


def get_and_fixup_unknown_message_content(msg):
    """The bytes of a message within a part that is not one to be read."""
    return bytes(msg.get_payload(0))


raw_data_manager.add_get_handler("text", get_text_content)
for _main in ("audio", "image", "video", "application"):
    raw_data_manager.add_get_handler(_main, get_non_text_content)
for _sub in ("rfc822", "external-body"):
    raw_data_manager.add_get_handler("message/" + _sub, get_message_content)
raw_data_manager.add_get_handler("message", get_and_fixup_unknown_message_content)


def _prepare(msg, maintype, subtype, headers):
    msg["Content-Type"] = f"{maintype}/{subtype}"
    if not headers:
        return
    if not hasattr(headers[0], "name"):
        factory = msg.policy.header_factory
        headers = [factory(*header.split(": ", 1)) if isinstance(header, str) else header for header in headers]
    try:
        for header in headers:
            if header.defects:
                raise header.defects[0]
            msg[header.name] = header
    except errors.HeaderDefect as problem:
        raise ValueError(f"Invalid header: {header.fold(policy=msg.policy)}") from problem


def _finish(msg, disposition, filename, cid, params):
    if disposition is None and filename is not None:
        disposition = "attachment"
    if disposition is not None:
        msg["Content-Disposition"] = disposition
    if filename is not None:
        msg.set_param("filename", filename, header="Content-Disposition", replace=True)
    if cid is not None:
        msg["Content-ID"] = cid
    if params is not None:
        for name, value in params.items():
            msg.set_param(name, value)


def _encode_base64(data, max_line_length):
    step = max_line_length // 4 * 3 if max_line_length else 57
    pieces = [data[start : start + step] for start in range(0, len(data), step)]
    return "".join(binascii.b2a_base64(piece).decode("ascii") for piece in pieces)


def _encode_text(string, charset, encoding, policy):
    """The encoding, found out if it is `None`, and the text in it."""
    if charset:
        lines = string.encode(charset).splitlines()
        linesep = policy.linesep.encode("ascii")
    else:
        lines = string.splitlines()
        linesep = policy.linesep

    def joined(separator):
        return separator.join(lines) + separator

    def quoted():
        return quoprimime.body_encode(joined(b"\n").decode("latin-1"), policy.max_line_length)

    if encoding is None:
        width = policy.max_line_length
        if max((len(line) for line in lines), default=0) <= (width or 1 << 62):
            try:
                return "7bit", joined(b"\n").decode("ascii")
            except UnicodeDecodeError:
                pass
            if policy.cte_type == "8bit":
                return "8bit", joined(b"\n").decode("ascii", "surrogateescape")
        # The shorter of the two for the first ten lines.
        sample = b"\n".join(lines[:10])
        in_base64 = binascii.b2a_base64(sample)
        in_quoted = quoprimime.body_encode(sample.decode("latin-1"), width) if sample else ""
        if len(in_quoted) > len(in_base64):
            encoding = "base64"
        else:
            encoding = "quoted-printable"
            if len(lines) <= 10:
                return encoding, quoted()
    if encoding == "7bit":
        return encoding, joined(b"\n").decode("ascii")
    if encoding == "8bit":
        return encoding, joined(b"\n").decode("ascii", "surrogateescape")
    if encoding == "quoted-printable":
        return encoding, quoted()
    if encoding == "base64":
        return encoding, _encode_base64(joined(linesep), policy.max_line_length)
    raise ValueError(f"Unknown content transfer encoding {encoding}")


def set_text_content(
    msg, string, subtype="plain", charset="utf-8", cte=None, disposition=None, filename=None, cid=None, params=None,
    headers=None,
):
    """Makes text the content of a message."""
    _prepare(msg, "text", subtype, headers)
    cte, payload = _encode_text(string, charset, cte, msg.policy)
    msg.set_payload(payload)
    msg.set_param("charset", email.charset.ALIASES.get(charset, charset), replace=True)
    msg["Content-Transfer-Encoding"] = cte
    _finish(msg, disposition, filename, cid, params)


def set_message_content(
    msg, message, subtype="rfc822", cte=None, disposition=None, filename=None, cid=None, params=None, headers=None
):
    """Makes a message the content of a message."""
    if subtype == "partial":
        raise ValueError("message/partial is not supported for Message objects")
    if subtype == "rfc822":
        if cte not in (None, "7bit", "8bit", "binary"):
            raise ValueError(f"message/rfc822 parts do not support cte={cte}")
        cte = "8bit" if cte is None else cte
    elif subtype == "external-body":
        if cte not in (None, "7bit"):
            raise ValueError(f"message/external-body parts do not support cte={cte}")
        cte = "7bit"
    elif cte is None:
        cte = "7bit"
    _prepare(msg, "message", subtype, headers)
    msg.set_payload([message])
    msg["Content-Transfer-Encoding"] = cte
    _finish(msg, disposition, filename, cid, params)


def set_bytes_content(
    msg, data, maintype, subtype, cte="base64", disposition=None, filename=None, cid=None, params=None, headers=None
):
    """Makes bytes the content of a message."""
    _prepare(msg, maintype, subtype, headers)
    if cte == "base64":
        data = _encode_base64(data, max_line_length=msg.policy.max_line_length)
    elif cte == "quoted-printable":
        data = binascii.b2a_qp(data, istext=False, header=False, quotetabs=True).decode("ascii")
    elif cte == "7bit":
        data = data.decode("ascii")
    elif cte in ("8bit", "binary"):
        data = data.decode("ascii", "surrogateescape")
    msg.set_payload(data)
    msg["Content-Transfer-Encoding"] = cte
    _finish(msg, disposition, filename, cid, params)


raw_data_manager.add_set_handler(str, set_text_content)
raw_data_manager.add_set_handler(email.message.Message, set_message_content)
for _class in (bytes, bytearray, memoryview):
    raw_data_manager.add_set_handler(_class, set_bytes_content)
