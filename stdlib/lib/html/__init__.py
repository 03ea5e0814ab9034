"""Characters that mean something in HTML: escaped, and read back."""

import re as _re
from html.entities import html5 as _html5

__all__ = ["escape", "unescape"]


def escape(s, quote=True):
    """`&`, `<`, `>` and, with `quote`, both quotation marks as references."""
    s = s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if quote:
        s = s.replace('"', "&quot;").replace("'", "&#x27;")
    return s


# What browsers show for numbers that are no characters: those of Windows-1252.
_WINDOWS = dict(zip(range(0x80, 0xa0), (
    "\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f"
    "\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178")))
_invalid_charrefs = {0: "\ufffd", 0x0d: "\r", **_WINDOWS}

_charref = _re.compile(r"&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)")


def _is_no_character(number):
    return (number < 0x20 and number not in (9, 10, 12, 13) or 0x7f <= number < 0xa0
            or 0xfdd0 <= number <= 0xfdef or number & 0xfffe == 0xfffe)


def _replace_charref(match):
    reference = match[1]
    if reference[0] == "#":
        if reference[1] in "xX":
            number = int(reference[2:].rstrip(";"), 16)
        else:
            number = int(reference[1:].rstrip(";"))
        if number in _invalid_charrefs:
            return _invalid_charrefs[number]
        if 0xd800 <= number <= 0xdfff or number > 0x10ffff:
            return "\ufffd"
        return "" if _is_no_character(number) else chr(number)
    if reference in _html5:
        return _html5[reference]
    # The longest beginning that is a name counts.
    for end in range(len(reference) - 1, 1, -1):
        if reference[:end] in _html5:
            return _html5[reference[:end]] + reference[end:]
    return "&" + reference


def unescape(s):
    """A text with the characters that its references stand for, by the rules of HTML 5."""
    if "&" not in s:
        return s
    return _charref.sub(_replace_charref, s)
