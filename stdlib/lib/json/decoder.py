"""`json.JSONDecoder` under its other name, and how it reads strings."""

from json import JSONDecodeError, JSONDecoder, scanner

__all__ = ["JSONDecoder", "JSONDecodeError"]

NaN = float("nan")
PosInf = float("inf")
NegInf = float("-inf")

BACKSLASH = {
    '"': '"', "\\": "\\", "/": "/",
    "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t",
}
_HEX = frozenset("0123456789abcdefABCDEF")


def _decode_uXXXX(s, pos):
    digits = s[pos + 1:pos + 5]
    if len(digits) == 4 and _HEX.issuperset(digits):
        return int(digits, 16)
    raise JSONDecodeError("Invalid \\uXXXX escape", s, pos)


def scanstring(s, end, strict=True):
    """The string whose opening quote stands before `end`, and the place behind it."""
    if not isinstance(s, str):
        raise TypeError(f"first argument must be a string, not {type(s).__name__}")
    if not 0 <= end <= len(s):
        raise ValueError("end is out of bounds")
    begin = end - 1
    parts = []
    while True:
        start = end
        while end < len(s) and s[end] not in '"\\' and s[end] >= " ":
            end += 1
        parts.append(s[start:end])
        if end == len(s):
            raise JSONDecodeError("Unterminated string starting at", s, begin)
        char = s[end]
        if char == '"':
            return "".join(parts), end + 1
        if char != "\\":
            if strict:
                raise JSONDecodeError("Invalid control character at", s, end)
            parts.append(char)
            end += 1
            continue
        if end + 1 == len(s):
            raise JSONDecodeError("Unterminated string starting at", s, begin)
        kind = s[end + 1]
        if kind != "u":
            if kind not in BACKSLASH:
                raise JSONDecodeError("Invalid \\escape", s, end)
            parts.append(BACKSLASH[kind])
            end += 2
            continue
        code = _decode_uXXXX(s, end + 1)
        end += 6
        if 0xd800 <= code <= 0xdbff and s[end:end + 2] == "\\u":
            low = _decode_uXXXX(s, end + 1)
            if 0xdc00 <= low <= 0xdfff:
                code = 0x10000 + ((code - 0xd800) << 10 | low - 0xdc00)
                end += 6
        parts.append(chr(code))


py_scanstring = c_scanstring = scanstring
