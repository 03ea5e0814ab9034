"""The tables of RFC 3454 that prepare names for comparison, by today's Unicode data."""

import unicodedata

__all__ = [
    "in_table_a1", "in_table_b1", "map_table_b2", "map_table_b3", "in_table_c11", "in_table_c12", "in_table_c11_c12",
    "in_table_c21", "in_table_c22", "in_table_c21_c22", "in_table_c3", "in_table_c4", "in_table_c5", "in_table_c6",
    "in_table_c7", "in_table_c8", "in_table_c9", "in_table_d1", "in_table_d2", "in_table_prohibited"]

_NOTHING = frozenset(map(chr, [0xad, 0x34f, 0x1806, 0x180b, 0x180c, 0x180d, 0x200b, 0x200c, 0x200d, 0x2060, 0xfeff])
                     ) | frozenset(map(chr, range(0xfe00, 0xfe10)))
_CONTROLS = frozenset(map(chr, [0x6dd, 0x70f, 0x180e, 0x200c, 0x200d, 0x2028, 0x2029, 0xfeff])) | frozenset(
    map(chr, [*range(0x2060, 0x2064), *range(0x206a, 0x2070), *range(0xfff9, 0xfffd), *range(0x1d173, 0x1d17b)]))
_CHANGED = frozenset(map(chr, [0x340, 0x341, 0x200e, 0x200f, *range(0x202a, 0x202f), *range(0x206a, 0x2070)]))


def in_table_a1(code):
    """Unassigned."""
    if unicodedata.category(code) != "Cn":
        return False
    number = ord(code)
    return not 0xfdd0 <= number < 0xfdf0 and number & 0xfffe != 0xfffe


def in_table_b1(code):
    """Mapped to nothing."""
    return code in _NOTHING


def map_table_b3(code):
    """Without case."""
    return code.casefold()


def map_table_b2(code):
    """Without case, for text that is made compatible."""
    plain = map_table_b3(code)
    first = unicodedata.normalize("NFKC", plain)
    second = unicodedata.normalize("NFKC", "".join(map_table_b3(c) for c in first))
    return second if first != second else plain


def in_table_c11(code):
    """The space of ASCII."""
    return code == " "


def in_table_c12(code):
    """Other spaces."""
    return unicodedata.category(code) == "Zs" and code != " "


def in_table_c11_c12(code):
    """Spaces."""
    return unicodedata.category(code) == "Zs"


def in_table_c21(code):
    """Controls of ASCII."""
    return ord(code) < 128 and unicodedata.category(code) == "Cc"


def in_table_c22(code):
    """Other controls."""
    return code in _CONTROLS or ord(code) >= 128 and unicodedata.category(code) == "Cc"


def in_table_c21_c22(code):
    """Controls."""
    return unicodedata.category(code) == "Cc" or code in _CONTROLS


def in_table_c3(code):
    """Private use."""
    return unicodedata.category(code) == "Co"


def in_table_c4(code):
    """No characters."""
    number = ord(code)
    return 0xfdd0 <= number < 0xfdf0 or number & 0xfffe == 0xfffe


def in_table_c5(code):
    """Surrogates."""
    return unicodedata.category(code) == "Cs"


def in_table_c6(code):
    """Not for plain text."""
    return 0xfff9 <= ord(code) <= 0xfffd


def in_table_c7(code):
    """Not for canonical text."""
    return 0x2ff0 <= ord(code) <= 0x2ffb


def in_table_c8(code):
    """What changes how text is shown, or is deprecated."""
    return code in _CHANGED


def in_table_c9(code):
    """Tags."""
    return ord(code) == 0xe0001 or 0xe0020 <= ord(code) < 0xe0080


def in_table_d1(code):
    """From right to left."""
    return unicodedata.bidirectional(code) in ("R", "AL")


def in_table_d2(code):
    """From left to right."""
    return unicodedata.bidirectional(code) == "L"


def in_table_prohibited(code):
    """Whether a name of a host must not have a character."""
    return (in_table_c12(code) or in_table_c22(code) or in_table_c3(code) or in_table_c4(code) or in_table_c5(code)
            or in_table_c6(code) or in_table_c7(code) or in_table_c8(code) or in_table_c9(code))
