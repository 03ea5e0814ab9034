"""What parsers of markup have in common: where they are."""


class ParserBase:
    """The base of `html.parser.HTMLParser`."""

    def __init__(self):
        if self.__class__ is ParserBase:
            raise RuntimeError("_markupbase.ParserBase must be subclassed")

    def reset(self):
        self.lineno = 1
        self.offset = 0

    def getpos(self):
        """The line, from 1, and the column, from 0."""
        return self.lineno, self.offset

    def updatepos(self, i, j):
        """Moves on over the text from `i` to `j`, and gives `j`."""
        if i < j:
            lines = self.rawdata.count("\n", i, j)
            if lines:
                self.lineno += lines
                self.offset = j - self.rawdata.rindex("\n", i, j) - 1
            else:
                self.offset += j - i
        return max(i, j)

    def unknown_decl(self, data):
        """Called for a declaration that nothing is known of."""
