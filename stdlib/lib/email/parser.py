"""Reading of messages that are there as a whole."""

from io import StringIO, TextIOWrapper

from email._policybase import compat32
from email.feedparser import BytesFeedParser, FeedParser

__all__ = ["Parser", "HeaderParser", "BytesParser", "BytesHeaderParser", "FeedParser", "BytesFeedParser"]


class Parser:
    """Reads messages from text."""

    def __init__(self, _class=None, *, policy=compat32):
        self._class = _class
        self.policy = policy

    def parse(self, fp, headersonly=False):
        """The message in a file; with `headersonly` the rest of it is the payload as it stands."""
        feed = FeedParser(self._class, policy=self.policy)
        if headersonly:
            feed._set_headersonly()
        while data := fp.read(65536):
            feed.feed(data)
        return feed.close()

    def parsestr(self, text, headersonly=False):
        """The message in a string."""
        return self.parse(StringIO(text), headersonly=headersonly)


class HeaderParser(Parser):
    """Reads the headers of messages from text."""

    def parse(self, fp, headersonly=True):
        """The headers of the message in a file; the rest of it is the payload."""
        return Parser.parse(self, fp, True)

    def parsestr(self, text, headersonly=True):
        """The headers of the message in a string."""
        return Parser.parsestr(self, text, True)


class BytesParser:
    """Reads messages from bytes."""

    def __init__(self, *args, **kw):
        self.parser = Parser(*args, **kw)

    def parse(self, fp, headersonly=False):
        """The message in a binary file; with `headersonly` the rest of it is the payload as it stands."""
        text = TextIOWrapper(fp, encoding="ascii", errors="surrogateescape")
        try:
            return self.parser.parse(text, headersonly)
        finally:
            text.detach()

    def parsebytes(self, text, headersonly=False):
        """The message in bytes."""
        return self.parser.parsestr(text.decode("ASCII", errors="surrogateescape"), headersonly)


class BytesHeaderParser(BytesParser):
    """Reads the headers of messages from bytes."""

    def parse(self, fp, headersonly=True):
        """The headers of the message in a binary file; the rest of it is the payload."""
        return BytesParser.parse(self, fp, headersonly=True)

    def parsebytes(self, text, headersonly=True):
        """The headers of the message in bytes."""
        return BytesParser.parsebytes(self, text, headersonly=True)
