"""SAX: parsers that call a handler for what they read."""

from xml.sax._exceptions import (SAXException, SAXNotRecognizedException, SAXNotSupportedException, SAXParseException,
                                 SAXReaderNotAvailable)
from xml.sax.handler import ContentHandler, ErrorHandler
from xml.sax.xmlreader import InputSource

default_parser_list = ['xml.sax.expatreader']


def make_parser(parser_list=()):
    """A parser: that of the first module there is that has a function create_parser()."""
    import importlib
    for name in list(parser_list) + default_parser_list:
        try:
            return importlib.import_module(name).create_parser()
        except ImportError:
            pass
    raise SAXReaderNotAvailable('No parsers found', None)


def parse(source, handler, errorHandler=ErrorHandler()):
    """Reads a file, by name, as an object or as an InputSource."""
    parser = make_parser()
    parser.setContentHandler(handler)
    parser.setErrorHandler(errorHandler)
    parser.parse(source)


def parseString(string, handler, errorHandler=ErrorHandler()):
    """Reads a text."""
    import io
    if errorHandler is None:
        errorHandler = ErrorHandler()
    parser = make_parser()
    parser.setContentHandler(handler)
    parser.setErrorHandler(errorHandler)
    source = InputSource()
    if isinstance(string, str):
        source.setCharacterStream(io.StringIO(string))
    else:
        source.setByteStream(io.BytesIO(string))
    parser.parse(source)
