"""Headers as objects: strings that know what they mean."""

from types import MappingProxyType

from email import _structured, errors, utils
from email._encoded_words import decode_text
from email._folding import Parameters, Verbatim, fold, pieces_of, quote_string

_SPECIALS = frozenset('()<>@,:;.\\"[]')
_NOT_IN_LOCAL_PARTS = (_SPECIALS | frozenset(" \t")) - {"."}


class Address:
    """A mailbox: a name to show and an address."""

    def __init__(self, display_name="", username="", domain="", addr_spec=None):
        joined = "".join(filter(None, (display_name, username, domain, addr_spec)))
        if "\r" in joined or "\n" in joined:
            raise ValueError("invalid arguments; address parts cannot contain CR or LF")
        if addr_spec is not None:
            if username or domain:
                raise TypeError("addrspec specified when username and/or domain also specified")
            username, domain = _structured.parse_address(addr_spec)
        self._display_name = display_name
        self._username = username
        self._domain = domain

    @property
    def display_name(self):
        """The name to show, without quotes."""
        return self._display_name

    @property
    def username(self):
        """What stands before the `@`, without quotes."""
        return self._username

    @property
    def domain(self):
        """What stands after the `@`."""
        return self._domain

    @property
    def addr_spec(self):
        """The address, with quotes where they are needed."""
        local = self.username
        if not _NOT_IN_LOCAL_PARTS.isdisjoint(local):
            local = quote_string(local)
        if self.domain:
            return local + "@" + self.domain
        return local or "<>"

    def __repr__(self):
        return (
            f"{self.__class__.__name__}(display_name={self.display_name!r}, username={self.username!r}, "
            f"domain={self.domain!r})"
        )

    def __str__(self):
        name = self.display_name
        if not _SPECIALS.isdisjoint(name):
            name = quote_string(name)
        if not name:
            return self.addr_spec
        return f"{name} <{'' if self.addr_spec == '<>' else self.addr_spec}>"

    def __eq__(self, other):
        if not isinstance(other, Address):
            return NotImplemented
        return (self.display_name, self.username, self.domain) == (other.display_name, other.username, other.domain)


class Group:
    """Addresses that have a name together, or one address, without a name."""

    def __init__(self, display_name=None, addresses=None):
        self._display_name = display_name
        self._addresses = tuple(addresses) if addresses else ()

    @property
    def display_name(self):
        """The name of the group, or `None`."""
        return self._display_name

    @property
    def addresses(self):
        """The tuple of addresses."""
        return self._addresses

    def __repr__(self):
        return f"{self.__class__.__name__}(display_name={self.display_name!r}, addresses={self.addresses!r}"

    def __str__(self):
        if self.display_name is None and len(self.addresses) == 1:
            return str(self.addresses[0])
        name = self.display_name
        if name is not None and not _SPECIALS.isdisjoint(name):
            name = quote_string(name)
        addresses = ", ".join(str(address) for address in self.addresses)
        return f"{name}:{' ' + addresses if addresses else ''};"

    def __eq__(self, other):
        if not isinstance(other, Group):
            return NotImplemented
        return self.display_name == other.display_name and self.addresses == other.addresses


class BaseHeader(str):
    """The base of header classes: the decoded value, as a string.

    A subclass has a `parse(value, kwds)` that fills in `decoded`, `pieces`, `defects` and what its `init` takes.
    """

    max_count = None

    def __new__(cls, name, value):
        kwds = {"defects": []}
        cls.parse(value, kwds)
        if utils._has_surrogates(kwds["decoded"]):
            kwds["decoded"] = utils._sanitize(kwds["decoded"])
        self = str.__new__(cls, kwds.pop("decoded"))
        self.init(name, **kwds)
        return self

    def init(self, name, *, pieces=(), defects=()):
        """Takes what `parse` found."""
        self._name = name
        self._pieces = pieces
        self._defects = defects

    @property
    def name(self):
        """The name of the header."""
        return self._name

    @property
    def defects(self):
        """The tuple of what is wrong with the header."""
        return tuple(self._defects)

    def __reduce__(self):
        return _reconstruct_header, (self.__class__.__name__, self.__class__.__bases__, str(self)), self.__dict__

    @classmethod
    def _reconstruct(cls, value):
        return str.__new__(cls, value)

    def fold(self, *, policy):
        """The header as lines, encoded and no longer than the policy says."""
        return fold(self.name, self._pieces, policy)


def _reconstruct_header(cls_name, bases, value):
    return type(cls_name, bases, {})._reconstruct(value)


class UnstructuredHeader:
    """A header that is just text."""

    max_count = None

    @classmethod
    def parse(cls, value, kwds):
        kwds["decoded"] = decode_text(str(value), kwds["defects"])
        source = str(value)
        if "=?" in source:
            source = kwds["decoded"]
            # The encoded words of the source stay what they are, where they are.
            from email._encoded_words import _word

            pieces = []
            for piece in pieces_of(str(value)):
                pieces.append(piece)
            if all(_word.fullmatch(piece) is None or decode_text(piece).isascii() for piece in pieces):
                kwds["pieces"] = pieces_of(source)
            else:
                kwds["pieces"] = _keep_encoded(pieces, _word)
        else:
            kwds["pieces"] = pieces_of(source)


def _keep_encoded(pieces, word):
    """The pieces of a text with encoded words, each decoded; space between two of them goes."""
    kept = []
    for at, piece in enumerate(pieces):
        if word.fullmatch(piece):
            kept.append(decode_text(piece))
        elif piece.isspace() and 0 < at < len(pieces) - 1 and word.fullmatch(pieces[at - 1]) and word.fullmatch(
            pieces[at + 1]
        ):
            continue
        else:
            kept.append(decode_text(piece))
    return kept


class UniqueUnstructuredHeader(UnstructuredHeader):
    """A text of which a message has one."""

    max_count = 1


class DateHeader:
    """A date, as a `datetime`. A naive one is in UTC without saying where it comes from."""

    max_count = None

    @classmethod
    def parse(cls, value, kwds):
        kwds["datetime"] = None
        kwds["pieces"] = []
        if not value:
            kwds["defects"].append(errors.HeaderMissingRequiredValue())
            kwds["decoded"] = ""
            return
        if isinstance(value, str):
            kwds["decoded"] = value
            try:
                value = utils.parsedate_to_datetime(value)
            except ValueError:
                kwds["defects"].append(errors.InvalidDateDefect("Invalid date value or format"))
                return
        kwds["datetime"] = value
        kwds["decoded"] = utils.format_datetime(value)
        kwds["pieces"] = pieces_of(kwds["decoded"])

    def init(self, *args, datetime, **kw):
        self._datetime = datetime
        super().init(*args, **kw)

    @property
    def datetime(self):
        """The date, or `None` if it cannot be read."""
        return self._datetime


class UniqueDateHeader(DateHeader):
    """A date of which a message has one."""

    max_count = 1


class AddressHeader:
    """A list of addresses."""

    max_count = None

    @classmethod
    def parse(cls, value, kwds):
        if isinstance(value, str):
            parsed, defects, kwds["pieces"] = _structured.parse_addresses(value)
            kwds["defects"] += defects
            groups = [Group(name, [Address(*mailbox) for mailbox in mailboxes]) for name, mailboxes in parsed]
        else:
            if not hasattr(value, "__iter__"):
                value = [value]
            groups = [item if hasattr(item, "addresses") else Group(None, [item]) for item in value]
        kwds["groups"] = groups
        kwds["decoded"] = ", ".join(str(group) for group in groups)
        if "pieces" not in kwds:
            kwds["pieces"] = _structured.parse_addresses(kwds["decoded"])[2]

    def init(self, *args, groups, **kw):
        self._groups = tuple(groups)
        self._addresses = None
        super().init(*args, **kw)

    @property
    def groups(self):
        """The tuple of groups; an address by itself is in one that has no name."""
        return self._groups

    @property
    def addresses(self):
        """The tuple of addresses of all groups."""
        if self._addresses is None:
            self._addresses = tuple(address for group in self._groups for address in group.addresses)
        return self._addresses


class UniqueAddressHeader(AddressHeader):
    """A list of addresses of which a message has one."""

    max_count = 1


class SingleAddressHeader(AddressHeader):
    """One address."""

    @property
    def address(self):
        """The address. Raises ValueError if there is not just one."""
        if len(self.addresses) != 1:
            raise ValueError(f"value of single address header {self.name} is not a single address")
        return self.addresses[0]


class UniqueSingleAddressHeader(SingleAddressHeader):
    """One address of which a message has one."""

    max_count = 1


def _as_written(value, kwds):
    """The text of a header that is shown and folded as it stands."""
    value = str(value)
    kwds["decoded"] = value
    kwds["pieces"] = [Verbatim(piece) for piece in pieces_of(value)]
    return value


class MIMEVersionHeader:
    """The version of MIME."""

    max_count = 1

    @classmethod
    def parse(cls, value, kwds):
        value = _as_written(value, kwds)
        kwds["major"], kwds["minor"], defects = _structured.parse_version(value)
        kwds["defects"] += defects

    def init(self, *args, major, minor, **kw):
        self._major = major
        self._minor = minor
        self._version = None if minor is None else f"{major}.{minor}"
        super().init(*args, **kw)

    @property
    def major(self):
        """The number before the point."""
        return self._major

    @property
    def minor(self):
        """The number after the point."""
        return self._minor

    @property
    def version(self):
        """Both numbers as text, or `None`."""
        return self._version


class ParameterizedMIMEHeader:
    """A value with parameters."""

    max_count = 1

    @classmethod
    def parse(cls, value, kwds):
        value = str(value)
        tokens, rest = _structured.split_at_semicolon(value)
        cls.parse_value(_structured.plain_value(tokens), kwds)
        params = _structured.parse_parameters(rest, kwds["defects"])
        kwds["params"] = params
        text = "".join(part for _, part in tokens)
        if params:
            kwds["decoded"] = text + "; " + "; ".join(
                f"{name}={quote_string(text)}" for name, text in cls.as_written(rest, params)
            )
        else:
            kwds["decoded"] = value
        kwds["pieces"] = [Verbatim(piece) for piece in pieces_of(text)]
        if params:
            kwds["pieces"].append(Parameters(cls.as_written(rest, params)))

    @staticmethod
    def as_written(tokens, params):
        """The parameters with their names as they were written."""
        import re

        text = "".join(part for _, part in tokens)
        names = {}
        for found in re.finditer(r"(?:^|;)\s*([^\s()<>@,;:\\\"/\[\]?=*]+)\s*(?:\*\d*)?\*?\s*=", text):
            names.setdefault(found[1].lower(), found[1])
        return [(names.get(name, name), value) for name, value in params.items()]

    @classmethod
    def parse_value(cls, value, kwds):
        """Reads what stands before the parameters."""

    def init(self, *args, params, **kw):
        self._params = params
        super().init(*args, **kw)

    @property
    def params(self):
        """The parameters, as a mapping that cannot be changed."""
        return MappingProxyType(self._params)


class ContentTypeHeader(ParameterizedMIMEHeader):
    """The type of a part."""

    @classmethod
    def parse_value(cls, value, kwds):
        main, slash, sub = (part.strip() for part in value.partition("/"))
        if not value:
            kwds["defects"].append(errors.HeaderMissingRequiredValue("Missing content type specification"))
        elif not slash or not main or not sub or set(main + sub) & set("()<>@,;:\\\"/[]?= \t"):
            kwds["defects"].append(errors.InvalidHeaderDefect("Invalid content type"))
        else:
            kwds["kind"] = main.lower(), sub.lower()

    def init(self, *args, kind=("text", "plain"), **kw):
        self._maintype, self._subtype = kind
        super().init(*args, **kw)

    @property
    def maintype(self):
        """What stands before the slash."""
        return self._maintype

    @property
    def subtype(self):
        """What stands after the slash."""
        return self._subtype

    @property
    def content_type(self):
        """Both, with the slash."""
        return self._maintype + "/" + self._subtype


class ContentDispositionHeader(ParameterizedMIMEHeader):
    """How a part is to be shown."""

    @classmethod
    def parse_value(cls, value, kwds):
        if not value:
            kwds["defects"].append(errors.HeaderMissingRequiredValue("Missing content disposition"))
        kwds["disposition"] = value.lower() or None

    def init(self, *args, disposition=None, **kw):
        self._content_disposition = disposition
        super().init(*args, **kw)

    @property
    def content_disposition(self):
        """`inline`, `attachment` or something else, or `None`."""
        return self._content_disposition


class ContentTransferEncodingHeader:
    """How a part is encoded for the way."""

    max_count = 1

    @classmethod
    def parse(cls, value, kwds):
        value = _as_written(value, kwds)
        text = _structured.plain_value(_structured.tokens_of(value))
        if not text:
            kwds["defects"].append(errors.HeaderMissingRequiredValue("Missing content transfer encoding"))
        kwds["cte"] = text.lower() or "7bit"

    def init(self, *args, cte, **kw):
        self._cte = cte
        super().init(*args, **kw)

    @property
    def cte(self):
        """The name of the encoding, in lower case."""
        return self._cte


class MessageIDHeader:
    """What a message is called."""

    max_count = 1

    @classmethod
    def parse(cls, value, kwds):
        value = _as_written(value, kwds)
        text = value.strip()
        if not text.startswith("<"):
            problem = errors.HeaderParseError(f"expected msg-id but found '{text}'")
            kwds["defects"].append(errors.InvalidHeaderDefect(f"Invalid msg-id: {problem!r}"))


_DEFAULT_MAP = {
    "subject": UniqueUnstructuredHeader,
    "date": UniqueDateHeader,
    "resent-date": DateHeader,
    "orig-date": UniqueDateHeader,
    "sender": UniqueSingleAddressHeader,
    "resent-sender": SingleAddressHeader,
    "to": UniqueAddressHeader,
    "resent-to": AddressHeader,
    "cc": UniqueAddressHeader,
    "resent-cc": AddressHeader,
    "bcc": UniqueAddressHeader,
    "resent-bcc": AddressHeader,
    "from": UniqueAddressHeader,
    "resent-from": AddressHeader,
    "reply-to": UniqueAddressHeader,
    "mime-version": MIMEVersionHeader,
    "content-type": ContentTypeHeader,
    "content-disposition": ContentDispositionHeader,
    "content-transfer-encoding": ContentTransferEncodingHeader,
    "message-id": MessageIDHeader,
}


class HeaderRegistry:
    """Makes header objects: the class for each name, on top of `base_class`."""

    def __init__(self, base_class=BaseHeader, default_class=UnstructuredHeader, use_default_map=True):
        self.base_class = base_class
        self.default_class = default_class
        self.registry = dict(_DEFAULT_MAP) if use_default_map else {}

    def map_to_type(self, name, cls):
        """Registers a class for a name."""
        self.registry[name.lower()] = cls

    def __getitem__(self, name):
        cls = self.registry.get(name.lower(), self.default_class)
        return type("_" + cls.__name__, (cls, self.base_class), {})

    def __call__(self, name, value):
        """The header object for a name and a value."""
        return self[name](name, value)
