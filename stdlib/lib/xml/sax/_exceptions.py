"""The exceptions of SAX."""


class SAXException(Exception):
    """Something is wrong; there may be another exception behind it."""

    def __init__(self, msg, exception=None):
        self._msg = msg
        self._exception = exception
        Exception.__init__(self, msg)

    def getMessage(self):
        """What is wrong."""
        return self._msg

    def getException(self):
        """The exception behind it, or None."""
        return self._exception

    def __str__(self):
        return self._msg

    def __getitem__(self, ix):
        raise AttributeError('__getitem__')


class SAXParseException(SAXException):
    """The text is not XML, or not as it should be; the locator says where."""

    def __init__(self, msg, exception, locator):
        SAXException.__init__(self, msg, exception)
        self._locator = locator
        # The locator goes on with the parser.
        self._systemId = locator.getSystemId()
        self._colnum = locator.getColumnNumber()
        self._linenum = locator.getLineNumber()

    def getColumnNumber(self):
        """The column."""
        return self._colnum

    def getLineNumber(self):
        """The line."""
        return self._linenum

    def getPublicId(self):
        """What the document is called publicly."""
        return self._locator.getPublicId()

    def getSystemId(self):
        """Where the document is."""
        return self._systemId

    def __str__(self):
        system, line, column = self.getSystemId(), self.getLineNumber(), self.getColumnNumber()
        parts = ('<unknown>' if system is None else system, '?' if line is None else line,
                 '?' if column is None else column)
        return '%s:%s:%s: %s' % (*parts, self._msg)


class SAXNotRecognizedException(SAXException):
    """A feature or property that is not known."""


class SAXNotSupportedException(SAXException):
    """A feature or property that cannot have this value."""


class SAXReaderNotAvailable(SAXNotSupportedException):
    """There is no parser."""
