"""`json.JSONEncoder` under its other name, and how it writes strings."""

import re
from _json import encode_string as _encode_string
from json import JSONEncoder

__all__ = ["JSONEncoder"]

ESCAPE = re.compile(r'[\x00-\x1f\\"\b\f\n\r\t]')
ESCAPE_ASCII = re.compile(r'([\\"]|[^\ -~])')
HAS_UTF8 = re.compile(b"[\x80-\xff]")
ESCAPE_DCT = {
    "\\": "\\\\", '"': '\\"', "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t",
    **{chr(code): f"\\u{code:04x}" for code in range(0x20) if chr(code) not in "\b\f\n\r\t"},
}
INFINITY = float("inf")


def encode_basestring(s, /):
    """A text as JSON."""
    return _encode_string(s, False)


def encode_basestring_ascii(s, /):
    """A text as JSON of ASCII characters only."""
    return _encode_string(s, True)


py_encode_basestring = c_encode_basestring = encode_basestring
py_encode_basestring_ascii = c_encode_basestring_ascii = encode_basestring_ascii
c_make_encoder = None
