"""What can be wrong with a message: exceptions, and defects, which parsers note down and go on."""


class MessageError(Exception):
    """The base of the errors of this package."""


class MessageParseError(MessageError):
    """A message cannot be read."""


class HeaderParseError(MessageParseError):
    """A header cannot be read, or would not be one header when written."""


class BoundaryError(MessageParseError):
    """The end of a part cannot be found."""


class MultipartConversionError(MessageError, TypeError):
    """A message that is not a multipart got one more part."""


class CharsetError(MessageError):
    """A character set is not known."""


class HeaderWriteError(MessageError):
    """A header would be something else when written."""


class MessageDefect(ValueError):
    """The base of defects."""

    def __init__(self, line=None):
        if line is not None:
            super().__init__(line)
        self.line = line


class NoBoundaryInMultipartDefect(MessageDefect):
    """A multipart does not say what its boundary is."""


class StartBoundaryNotFoundDefect(MessageDefect):
    """The boundary that was announced never came."""


class CloseBoundaryNotFoundDefect(MessageDefect):
    """Parts began, but their end never came."""


class FirstHeaderLineIsContinuationDefect(MessageDefect):
    """The first line of the headers goes on with a header that there is not."""


class MisplacedEnvelopeHeaderDefect(MessageDefect):
    """A line that begins with `From ` stands among the headers."""


class MissingHeaderBodySeparatorDefect(MessageDefect):
    """A line without a colon stands among the headers, and no empty line before it."""


MalformedHeaderDefect = MissingHeaderBodySeparatorDefect


class MultipartInvariantViolationDefect(MessageDefect):
    """A multipart has no parts."""


class InvalidMultipartContentTransferEncodingDefect(MessageDefect):
    """A multipart is encoded as a whole."""


class UndecodableBytesDefect(MessageDefect):
    """Bytes cannot be decoded."""


class InvalidBase64PaddingDefect(MessageDefect):
    """Base64 has the wrong number of `=` at its end."""


class InvalidBase64CharactersDefect(MessageDefect):
    """Base64 has characters that are not of its alphabet."""


class InvalidBase64LengthDefect(MessageDefect):
    """Base64 has one character too many."""


class HeaderDefect(MessageDefect):
    """The base of the defects of headers."""

    def __init__(self, *args, **kw):
        super().__init__(*args, **kw)


class InvalidHeaderDefect(HeaderDefect):
    """A header is not as its grammar wants it."""


class HeaderMissingRequiredValue(HeaderDefect):
    """A header that must have a value has none."""


class NonPrintableDefect(HeaderDefect):
    """A header has control characters."""

    def __init__(self, non_printables):
        super().__init__(non_printables)
        self.non_printables = non_printables

    def __str__(self):
        return f"the following ASCII non-printables found in header: {self.non_printables}"


class ObsoleteHeaderDefect(HeaderDefect):
    """A header is written in a way of old."""


class NonASCIILocalPartDefect(HeaderDefect):
    """An address has more than ASCII before its `@`."""


class InvalidDateDefect(HeaderDefect):
    """A date cannot be read."""
