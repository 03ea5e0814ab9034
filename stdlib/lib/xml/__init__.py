"""XML: the packages etree (trees of elements), dom, sax and parsers."""

__all__ = ['dom', 'parsers', 'sax', 'etree']
