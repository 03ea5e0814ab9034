"""Policies: how messages are read, kept and written."""

import re
import sys

from email._policybase import Compat32, Policy, compat32
from email.contentmanager import raw_data_manager
from email.headerregistry import HeaderRegistry as HeaderRegistry
from email.message import EmailMessage
from email.utils import _has_surrogates

__all__ = ["Compat32", "compat32", "Policy", "EmailPolicy", "default", "strict", "SMTP", "HTTP"]

_line_end = re.compile(r"\n|\r\n?")


class EmailPolicy(Policy):
    """Headers are objects that know what they mean, made by `header_factory`."""

    message_factory = EmailMessage
    utf8 = False
    refold_source = "long"
    header_factory = HeaderRegistry()
    content_manager = raw_data_manager

    def __init__(self, **kw):
        # Each policy has a registry of its own, which can be changed.
        if "header_factory" not in kw:
            object.__setattr__(self, "header_factory", HeaderRegistry())
        super().__init__(**kw)

    def header_max_count(self, name):
        """How many headers of a name there can be; `None` is no limit."""
        return self.header_factory[name].max_count

    def header_source_parse(self, sourcelines):
        """The name before the colon; the value with all its lines, without the end of the last."""
        name, value = sourcelines[0].split(":", 1)
        return name, "".join((value, *sourcelines[1:])).lstrip(" \t\r\n").rstrip("\r\n")

    def header_store_parse(self, name, value):
        """The value as a header object. Raises ValueError if it has more lines than one."""
        if hasattr(value, "name") and value.name.lower() == name.lower():
            return name, value
        if isinstance(value, str) and len(value.splitlines()) > 1:
            raise ValueError("Header values may not contain linefeed or carriage return characters")
        return name, self.header_factory(name, value)

    def header_fetch_parse(self, name, value):
        """The value as a header object."""
        if hasattr(value, "name"):
            return value
        return self.header_factory(name, "".join(_line_end.split(value)))

    def fold(self, name, value):
        """The header as text, in lines. Whether one that was read is folded anew, `refold_source` says."""
        return self._fold(name, value, refold_binary=True)

    def fold_binary(self, name, value):
        """The header as bytes, in lines."""
        folded = self._fold(name, value, refold_binary=self.cte_type == "7bit")
        return folded.encode("utf8" if self.utf8 else "ascii", "surrogateescape")

    def _fold(self, name, value, refold_binary=False):
        if hasattr(value, "name"):
            return value.fold(policy=self)
        width = self.max_line_length or sys.maxsize
        lines = _line_end.split(value)
        refold = self.refold_source == "all"
        if self.refold_source == "long":
            refold = len(lines[0]) + len(name) + 2 > width or any(len(line) > width for line in lines[1:])
        if not refold:
            if not self.utf8:
                refold = not value.isascii()
            elif refold_binary:
                refold = _has_surrogates(value)
        if refold or refold_binary and _has_surrogates(value):
            return self.header_factory(name, "".join(lines)).fold(policy=self)
        return f"{name}: {self.linesep.join(lines)}{self.linesep}"


default = EmailPolicy()
strict = default.clone(raise_on_defect=True)
SMTP = default.clone(linesep="\r\n")
HTTP = default.clone(linesep="\r\n", max_line_length=None)
SMTPUTF8 = SMTP.clone(utf8=True)
