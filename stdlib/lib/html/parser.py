"""A parser of HTML that takes any text: `HTMLParser`."""

import re
from _markupbase import ParserBase
from html import unescape
from html.entities import html5

__all__ = ["HTMLParser"]

# One attribute: its name, what stands between that and the value, and the value in quotes or without.
_ATTRIBUTE = re.compile(r"""
    [ \t\n\r\f/]*
    (?P<name>[^ \t\n\r\f/>][^ \t\n\r\f/=>]*)
    (?:
        [ \t\n\r\f]*=[ \t\n\r\f]*
        (?P<value>'[^']*'|"[^"]*"|(?!['"])[^>\ \t\n\r\f]*)
    )?
""", re.VERBOSE)
# A whole start tag; quotes may hide what would end it.
_START_TAG = re.compile(r"""
    [a-zA-Z][^\t\n\r\f />]*
    (?:[ \t\n\r\f/]*
        (?:
            (?<=['" \t\n\r\f/])[^ \t\n\r\f/>][^ \t\n\r\f/=>]*
            (?:
                [ \t\n\r\f]*=[ \t\n\r\f]*
                (?:'[^']*'|"[^"]*"|(?!['"])[^>\ \t\n\r\f]*)
            )?
        )
    )*
    [ \t\n\r\f/]*
""", re.VERBOSE)
_TAG_NAME = re.compile(r"([a-zA-Z][^\t\n\r\f />\x00]*)")
_CHAR_REFERENCE = re.compile("&#(?:[0-9]+|[xX][0-9a-fA-F]+)[^0-9a-fA-F]")
_ENTITY_REFERENCE = re.compile("&([a-zA-Z][-.a-zA-Z0-9]*)[^a-zA-Z0-9]")
_BEGUN_REFERENCE = re.compile("&(?:[a-zA-Z]|#[0-9]|#[xX][0-9a-fA-F])")
_COMMENT_END = re.compile(r"--!?>")


def _unescape_attribute(text):
    """The value of an attribute: a name without a semicolon is none before `=`, a letter or a digit."""
    def replace(match):
        reference = match[0]
        if reference.startswith("&#") or reference.endswith(";"):
            return unescape(reference)
        after = match.end()
        if reference[1:] in html5 and text[after:after + 1] != "=":
            return html5[reference[1:]]
        return reference
    return re.sub(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[a-zA-Z][a-zA-Z0-9]*;?)", replace, text)


class HTMLParser(ParserBase):
    """Calls a method for each tag, text, comment and declaration. With `convert_charrefs`, references in text are
    replaced by what they stand for."""

    # Elements whose content is text without references, and those whose text may have them.
    CDATA_CONTENT_ELEMENTS = ("script", "style", "xmp", "iframe", "noembed", "noframes")
    RCDATA_CONTENT_ELEMENTS = ("textarea", "title")

    def __init__(self, *, convert_charrefs=True, scripting=False):
        super().__init__()
        self.convert_charrefs = convert_charrefs
        self.scripting = scripting
        self.reset()

    def reset(self):
        """Forgets all that was fed."""
        super().reset()
        self.rawdata = ""
        self.lasttag = "???"
        self.interesting = None
        self.cdata_elem = None
        self._support_cdata = True
        self._escapable = True
        self._retry_at = 0

    def feed(self, data):
        """More text; what is not whole yet waits."""
        self.rawdata = self.rawdata + data
        # What could not be handled is looked at again when there is twice as much, so that a long tag in many pieces
        # takes no quadratic time.
        length = len(self.rawdata)
        if length >= self._retry_at:
            self.goahead(0)
            self._retry_at = 2 * length if len(self.rawdata) == length else 0

    def close(self):
        """The text is over: what waits is handled as it is."""
        self.goahead(1)

    __starttag_text = None

    def get_starttag_text(self):
        """The text of the last start tag."""
        return self.__starttag_text

    def set_cdata_mode(self, elem, *, escapable=False):
        """From here to the end tag of an element, all is text."""
        self.cdata_elem = elem.lower()
        self._escapable = escapable
        if self.cdata_elem == "plaintext":
            self.interesting = re.compile(r"\z")
        else:
            self.interesting = re.compile(rf"</{re.escape(self.cdata_elem)}(?=[\t\n\r\f />])", re.IGNORECASE)

    def clear_cdata_mode(self):
        """The end of `set_cdata_mode`."""
        self.interesting = None
        self.cdata_elem = None
        self._escapable = True

    def _support_cdata_section(self, flag=True):
        self._support_cdata = flag

    def goahead(self, end):
        """Handles what is whole, or with `end` all."""
        text = self.rawdata
        length = len(text)
        at = 0
        while at < length:
            if self.cdata_elem is not None:
                match = self.interesting.search(text, at)
                has_references = self._escapable and not self.convert_charrefs
                if match:
                    stop = match.start()
                elif end:
                    stop = length
                else:
                    # Text waits for the end tag, unless a reference comes first.
                    stop = text.rfind("&", at) + 1 if has_references else 0
                    if stop <= at:
                        break
                if has_references:
                    at = self._text_with_references(at, stop, end)
                elif at < stop:
                    piece = text[at:stop]
                    self.handle_data(unescape(piece) if self._escapable else piece)
                    at = self.updatepos(at, stop)
                # A reference that is not whole takes what is left, the end tag too.
                if not match or at != stop or stop == length:
                    break
                after = self.parse_endtag(at)
                if after < 0:
                    if end:
                        self.handle_data(text[at:])
                        at = self.updatepos(at, length)
                    break
                at = self.updatepos(at, after)
                continue
            stop = text.find("<", at)
            if stop < 0:
                stop = length
                if self.convert_charrefs and not end:
                    # A reference may go on in what comes next.
                    reference = text.rfind("&", max(at, length - 34))
                    if reference >= 0 and not re.search(r"[\t\n\r\f ;]", text[reference:]):
                        stop = None
            if stop is None:
                break
            if at < stop:
                if self.convert_charrefs:
                    self.handle_data(unescape(text[at:stop]))
                    at = self.updatepos(at, stop)
                else:
                    at = self._text_with_references(at, stop, end)
                    if at < stop:
                        break
            if at == length:
                break
            after = self._parse_markup(at, end)
            if after < 0:
                break
            at = self.updatepos(at, after)
        if end and at < length:
            piece = text[at:]
            if self.convert_charrefs and self._escapable:
                piece = unescape(piece)
            self.handle_data(piece)
            at = self.updatepos(at, length)
        self.rawdata = text[at:]

    def _text_with_references(self, at, stop, end):
        """Text up to a tag, its references apart: where it ends, or where what is not whole begins."""
        text = self.rawdata
        while at < stop:
            reference = text.find("&", at, stop)
            if reference < 0:
                reference = stop
            if at < reference:
                self.handle_data(text[at:reference])
                at = self.updatepos(at, reference)
                continue
            match = _CHAR_REFERENCE.match(text, at)
            if match:
                self.handle_charref(match[0][2:-1])
            else:
                match = _ENTITY_REFERENCE.match(text, at)
                if match:
                    self.handle_entityref(match[1])
            if match:
                after = match.end()
                at = self.updatepos(at, after if text[after - 1] == ";" else after - 1)
                continue
            if _BEGUN_REFERENCE.match(text, at):
                # It may go on in what comes next.
                if not end:
                    return at
                if text[at + 1] == "#":
                    self.handle_charref(text[at + 2:])
                else:
                    self.handle_entityref(text[at + 1:])
                return self.updatepos(at, len(text))
            is_number = text.startswith("&#", at)
            after = at + (2 if is_number else 1)
            if len(text) - at <= (3 if is_number else 1):
                if not end:
                    return at
                after = len(text)
            self.handle_data(text[at:after])
            at = self.updatepos(at, after)
        return at

    def _parse_markup(self, at, end):
        """What begins with `<`: where it ends, or -1 where it is not whole."""
        text = self.rawdata
        second = text[at + 1:at + 2]
        if second.isascii() and second.isalpha():
            after = self.parse_starttag(at)
        elif second == "/":
            after = self.parse_endtag(at)
        elif text.startswith("<!--", at):
            after = self.parse_comment(at)
        elif second == "?":
            after = self.parse_pi(at)
        elif second == "!":
            after = self.parse_html_declaration(at)
        elif second or end:
            self.handle_data("<")
            return at + 1
        else:
            return -1
        if after >= 0 or not end:
            return after
        return self._unfinished(at, second)

    def _unfinished(self, at, second):
        """What is not whole at the end of the text."""
        text = self.rawdata
        length = len(text)
        if second == "/":
            if at + 2 == length:
                self.handle_data("</")
            elif not (text[at + 2].isascii() and text[at + 2].isalpha()):
                self.handle_comment(text[at + 2:])
        elif text.startswith("<!--", at):
            # As much of the end of a comment as is there is no part of it.
            rest = text[at + 4:]
            for tail in ("--!", "--", "-"):
                if rest.endswith(tail):
                    rest = rest[:-len(tail)]
                    break
            self.handle_comment(rest)
        elif text.startswith("<![CDATA[", at):
            if self._support_cdata:
                self.unknown_decl(text[at + 3:])
            else:
                self.handle_comment(text[at + 2:])
        elif text[at:at + 9].lower() == "<!doctype":
            self.handle_decl(text[at + 2:])
        elif second == "!":
            self.handle_comment(text[at + 2:])
        elif second == "?":
            self.handle_pi(text[at + 2:])
        return length

    def parse_html_declaration(self, i):
        """What begins with `<!`."""
        text = self.rawdata
        if text.startswith("<![CDATA[", i):
            if self._support_cdata:
                stop = text.find("]]>", i + 9)
                if stop < 0:
                    return -1
                self.unknown_decl(text[i + 3:stop])
                return stop + 3
            return self.parse_bogus_comment(i)
        if text[i:i + 9].lower() == "<!doctype":
            stop = text.find(">", i + 9)
            if stop < 0:
                return -1
            self.handle_decl(text[i + 2:stop])
            return stop + 1
        return self.parse_bogus_comment(i)

    def parse_comment(self, i, report=1):
        """What begins with `<!--`."""
        text = self.rawdata
        for short in ("<!-->", "<!--->"):
            if text.startswith(short, i):
                if report:
                    self.handle_comment("")
                return i + len(short)
        match = _COMMENT_END.search(text, i + 4)
        if not match:
            return -1
        if report:
            self.handle_comment(text[i + 4:match.start()])
        return match.end()

    def parse_bogus_comment(self, i, report=1):
        """What begins with `<!` or `</` and is no tag: a comment up to the next `>`."""
        text = self.rawdata
        stop = text.find(">", i + 2)
        if stop < 0:
            return -1
        if report:
            self.handle_comment(text[i + 2:stop])
        return stop + 1

    def parse_pi(self, i):
        """What begins with `<?`."""
        text = self.rawdata
        stop = text.find(">", i + 2)
        if stop < 0:
            return -1
        self.handle_pi(text[i + 2:stop])
        return stop + 1

    def check_for_whole_start_tag(self, i):
        """Where a start tag ends, or -1."""
        text = self.rawdata
        match = _START_TAG.match(text, i + 1)
        after = match.end()
        if after >= len(text):
            return -1
        if text[after] == ">":
            return after + 1
        # A quotation mark that nothing closes.
        if re.match(r"""=[ \t\n\r\f]*['"]|['"]""", text[after:]) or text[after] == "=":
            stop = text.find(">", after)
            quote = re.match(r"""=?[ \t\n\r\f]*(['"])""", text[after:])
            if quote and text.find(quote[1], after + quote.end()) < 0:
                return -1
            return stop + 1 if stop >= 0 else -1
        stop = text.find(">", after)
        return stop + 1 if stop >= 0 else -1

    def parse_starttag(self, i):
        """A start tag."""
        self.__starttag_text = None
        after = self.check_for_whole_start_tag(i)
        if after < 0:
            return -1
        text = self.rawdata
        self.__starttag_text = text[i:after]
        match = _TAG_NAME.match(text, i + 1)
        self.lasttag = tag = match[1].lower()
        at = match.end()
        attrs = []
        while at < after:
            match = _ATTRIBUTE.match(text, at, after - 1)
            if not match:
                break
            value = match["value"]
            if value is not None:
                if value[:1] in ("'", '"') and value[:1] == value[-1:] and len(value) > 1:
                    value = value[1:-1]
                if value:
                    value = _unescape_attribute(value)
            attrs.append((match["name"].lower(), value))
            at = match.end()
        rest = text[at:after].strip()
        if rest not in (">", "/>"):
            self.handle_data(text[i:after])
            return after
        if rest.endswith("/>"):
            self.handle_startendtag(tag, attrs)
        else:
            self.handle_starttag(tag, attrs)
            if tag in self.CDATA_CONTENT_ELEMENTS or tag == "noscript" and self.scripting:
                self.set_cdata_mode(tag)
            elif tag in self.RCDATA_CONTENT_ELEMENTS:
                self.set_cdata_mode(tag, escapable=True)
            elif tag == "plaintext":
                self.set_cdata_mode(tag)
        return after

    def parse_endtag(self, i):
        """What begins with `</`."""
        text = self.rawdata
        third = text[i + 2:i + 3]
        if not third:
            return -1
        if not (third.isascii() and third.isalpha()):
            if third == ">":
                return i + 3
            return self.parse_bogus_comment(i)
        after = self.check_for_whole_start_tag(i + 1)
        if after < 0:
            return -1
        tag = _TAG_NAME.match(text, i + 2)[1].lower()
        self.handle_endtag(tag)
        self.clear_cdata_mode()
        return after

    def handle_startendtag(self, tag, attrs):
        """A tag that ends with a slash: by default a start tag and an end tag."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_starttag(self, tag, attrs):
        """A start tag, its name in lower case, and pairs of names and values."""

    def handle_endtag(self, tag):
        """An end tag, its name in lower case."""

    def handle_charref(self, name):
        """A reference with a number, without `convert_charrefs`."""

    def handle_entityref(self, name):
        """A reference with a name, without `convert_charrefs`."""

    def handle_data(self, data):
        """Text."""

    def handle_comment(self, data):
        """A comment."""

    def handle_decl(self, decl):
        """A declaration of the type of the document."""

    def handle_pi(self, data):
        """A processing instruction."""
