"""What finds the value that begins at a place of a text of JSON."""

import re
from _json import decode as _decode

__all__ = ["make_scanner"]

NUMBER_RE = re.compile(r"(-?(?:0|[1-9][0-9]*))(\.[0-9]+)?([eE][-+]?[0-9]+)?", re.VERBOSE | re.MULTILINE | re.DOTALL)


def py_make_scanner(context):
    """A function that gives a value and the place behind it, by the options of a decoder."""
    from json import JSONDecodeError

    def scan_once(string, idx):
        if idx < 0:
            raise ValueError("idx cannot be negative")
        try:
            return _decode(
                string, idx, context.strict, context.object_hook, context.object_pairs_hook, context.parse_float,
                context.parse_int, context.parse_constant, JSONDecodeError)
        except JSONDecodeError as error:
            if error.msg == "Expecting value" and error.pos == idx:
                raise StopIteration(idx) from None
            raise

    return scan_once


make_scanner = c_make_scanner = py_make_scanner
