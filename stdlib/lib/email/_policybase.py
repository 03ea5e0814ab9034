"""What policies are, and the one that is as it was before there were any."""

import abc

from email import header
from email import charset as _charset
from email.utils import _has_surrogates

__all__ = ["Policy", "Compat32", "compat32"]


class _PolicyBase:
    """Attributes that are set once, when the object is made."""

    def __init__(self, **kw):
        for name, value in kw.items():
            if hasattr(self, name):
                super().__setattr__(name, value)
            else:
                raise TypeError(f"{name!r} is an invalid keyword argument for {self.__class__.__name__}")

    def __repr__(self):
        given = ", ".join(f"{name}={value!r}" for name, value in self.__dict__.items())
        return f"{self.__class__.__name__}({given})"

    def clone(self, **kw):
        """The same policy with other values for some attributes."""
        new = self.__class__.__new__(self.__class__)
        for name, value in self.__dict__.items():
            object.__setattr__(new, name, value)
        for name, value in kw.items():
            if not hasattr(self, name):
                raise TypeError(f"{name!r} is an invalid keyword argument for {self.__class__.__name__}")
            object.__setattr__(new, name, value)
        return new

    def __setattr__(self, name, value):
        if hasattr(self, name):
            raise AttributeError(f"{self.__class__.__name__!r} object attribute {name!r} is read-only")
        raise AttributeError(f"{self.__class__.__name__!r} object has no attribute {name!r}")

    def __add__(self, other):
        """This policy with what was set in the other."""
        return self.clone(**other.__dict__)


class Policy(_PolicyBase, metaclass=abc.ABCMeta):
    """How messages are read, kept and written."""

    raise_on_defect = False
    linesep = "\n"
    cte_type = "8bit"
    max_line_length = 78
    mangle_from_ = False
    message_factory = None
    verify_generated_headers = True

    def handle_defect(self, obj, defect):
        """Raises the defect, or has it noted down, as `raise_on_defect` says."""
        if self.raise_on_defect:
            raise defect
        self.register_defect(obj, defect)

    def register_defect(self, obj, defect):
        """Notes a defect down."""
        obj.defects.append(defect)

    def header_max_count(self, name):
        """How many headers of a name there can be; `None` is no limit."""
        return None

    @abc.abstractmethod
    def header_source_parse(self, sourcelines):
        """The name and the value that are kept of a header's lines in a message that is read."""
        raise NotImplementedError

    @abc.abstractmethod
    def header_store_parse(self, name, value):
        """The name and the value that are kept when a program sets a header."""
        raise NotImplementedError

    @abc.abstractmethod
    def header_fetch_parse(self, name, value):
        """What a program gets when it asks for a header."""
        raise NotImplementedError

    @abc.abstractmethod
    def fold(self, name, value):
        """The header as text, in lines."""
        raise NotImplementedError

    @abc.abstractmethod
    def fold_binary(self, name, value):
        """The header as bytes, in lines."""
        raise NotImplementedError


class Compat32(Policy):
    """Headers are strings, or `Header` objects where they hold bytes that are not ASCII."""

    mangle_from_ = True

    def _sanitize_header(self, name, value):
        if not isinstance(value, str):
            return value
        if _has_surrogates(value):
            return header.Header(value, charset=_charset.UNKNOWN8BIT, header_name=name)
        return value

    def header_source_parse(self, sourcelines):
        """The name before the colon; the value with all its lines, without the end of the last."""
        name, value = sourcelines[0].split(":", 1)
        return name, "".join((value, *sourcelines[1:])).lstrip(" \t\r\n").rstrip("\r\n")

    def header_store_parse(self, name, value):
        """Both as they are."""
        return name, value

    def header_fetch_parse(self, name, value):
        """The value, as a `Header` if it is not all text."""
        return self._sanitize_header(name, value)

    def fold(self, name, value):
        """The header in lines, with bytes that are not ASCII as encoded words of an unknown character set."""
        return self._fold(name, value, sanitize=True)

    def fold_binary(self, name, value):
        """The header in lines, with bytes that are not ASCII as they are unless `cte_type` is `7bit`."""
        folded = self._fold(name, value, sanitize=self.cte_type == "7bit")
        return folded.encode("ascii", "surrogateescape")

    def _fold(self, name, value, sanitize):
        text = f"{name}: "
        folder = None
        if isinstance(value, str):
            if not _has_surrogates(value):
                folder = header.Header(value, header_name=name)
            elif sanitize:
                folder = header.Header(value, charset=_charset.UNKNOWN8BIT, header_name=name)
            else:
                text += value
        else:
            folder = value
        if folder is not None:
            length = 0 if self.max_line_length is None else self.max_line_length
            text += folder.encode(linesep=self.linesep, maxlinelen=length)
        return text + self.linesep


compat32 = Compat32()
