"""UTF-7: any text in ASCII, in runs of base64 (RFC 2152)."""

import codecs

_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_VALUES = {byte: value for value, byte in enumerate(_BASE64)}
# What stands for itself.
_DIRECT = frozenset("\t\n\r" + "".join(map(chr, range(32, 127)))) - frozenset("+\\~")


def encode(input, errors="strict"):
    """The bytes of a text, and its length."""
    if not isinstance(input, str):
        raise TypeError(f"utf_7_encode() argument 1 must be str, not {type(input).__name__}")
    out = bytearray()
    bits, count, shifted = 0, 0, False
    for c in input:
        if shifted and c in _DIRECT:
            if count:
                out.append(_BASE64[bits << 6 - count & 63])
                bits = count = 0
            if ord(c) in _VALUES or c == "-":
                out += b"-"
            shifted = False
        if not shifted:
            if c in _DIRECT:
                out.append(ord(c))
                continue
            if c == "+":
                out += b"+-"
                continue
            out += b"+"
            shifted = True
        code = ord(c)
        units = (code,) if code < 0x10000 else (0xd800 + (code - 0x10000 >> 10), 0xdc00 + (code - 0x10000 & 0x3ff))
        for unit in units:
            bits = bits << 16 | unit
            count += 16
            while count >= 6:
                count -= 6
                out.append(_BASE64[bits >> count & 63])
            bits &= (1 << count) - 1
    if shifted:
        if count:
            out.append(_BASE64[bits << 6 - count & 63])
        out += b"-"
    return bytes(out), len(input)


def decode(data, errors="strict", final=False):
    """The text of bytes, and how many of them it took."""
    data = codecs._bytes(data)
    errors = "strict" if errors is None else errors
    out = []
    at = 0
    size = len(data)
    shift_start = None
    bits = count = 0
    surrogate = None
    out_at_shift = 0

    def failed(start, end, reason):
        error = UnicodeDecodeError("utf7", data, start, end, reason)
        replacement, position = codecs._handled(errors, error, size, False)
        out.append(replacement)
        return position

    def flush():
        nonlocal surrogate
        if surrogate is not None:
            out.append(chr(surrogate))
            surrogate = None

    while at < size:
        byte = data[at]
        if shift_start is not None:
            value = _VALUES.get(byte)
            if value is not None:
                bits = bits << 6 | value
                count += 6
                at += 1
                if count >= 16:
                    count -= 16
                    unit = bits >> count & 0xffff
                    bits &= (1 << count) - 1
                    if surrogate is not None:
                        if 0xdc00 <= unit <= 0xdfff:
                            out.append(chr(0x10000 + (surrogate - 0xd800 << 10) + unit - 0xdc00))
                            surrogate = None
                            continue
                        flush()
                    if 0xd800 <= unit <= 0xdbff:
                        surrogate = unit
                    else:
                        out.append(chr(unit))
                continue
            start = shift_start
            shift_start = None
            reason = None
            if count >= 6:
                reason = "partial character in shift sequence"
                at += 1
            elif count and bits:
                reason = "non-zero padding bits in shift sequence"
                at += 1
            bits = count = 0
            if reason:
                surrogate = None
                at = failed(start, at, reason)
                continue
            if byte < 128:
                flush()
            else:
                surrogate = None
            if byte == 0x2d:
                at += 1
            continue
        if byte == 0x2b:
            following = data[at + 1:at + 2]
            if following == b"-":
                out.append("+")
                at += 2
            elif following and following[0] not in _VALUES:
                at = failed(at, at + 2, "ill-formed sequence")
            else:
                shift_start = at
                out_at_shift = len(out)
                bits = count = 0
                surrogate = None
                at += 1
        elif byte < 128:
            out.append(chr(byte))
            at += 1
        else:
            at = failed(at, at + 1, "unexpected special character")
    if shift_start is not None:
        if not final:
            del out[out_at_shift:]
            return "".join(out), shift_start
        if surrogate is not None or count >= 6 or count and bits:
            failed(shift_start, size, "unterminated shift sequence")
    return "".join(out), size


def getregentry():
    return codecs._info("utf-7", encode, decode)
