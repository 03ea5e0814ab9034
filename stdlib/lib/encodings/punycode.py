"""Punycode: names of any characters in ASCII (RFC 3492)."""

import codecs

_DIGITS = b"abcdefghijklmnopqrstuvwxyz0123456789"
_TMIN, _TMAX, _SKEW, _DAMP, _BASE = 1, 26, 38, 700, 36


def _threshold(place, bias):
    return min(max(_BASE * (place + 1) - bias, _TMIN), _TMAX)


def _adapted(delta, first, count):
    delta //= _DAMP if first else 2
    delta += delta // count
    rounds = 0
    while delta > (_BASE - _TMIN) * _TMAX // 2:
        delta //= _BASE - _TMIN
        rounds += _BASE
    return rounds + (_BASE - _TMIN + 1) * delta // (delta + _SKEW)


def _digits_of(number, bias):
    place = 0
    while True:
        threshold = _threshold(place, bias)
        if number < threshold:
            yield _DIGITS[number]
            return
        number, rest = divmod(number - threshold, _BASE - threshold)
        yield _DIGITS[threshold + rest]
        place += 1


def punycode_encode(text):
    """The punycode of a text."""
    basic = bytearray(ord(c) for c in text if c < "\x80")
    out = bytearray(basic)
    if basic:
        out += b"-"
    done = len(basic)
    point, delta, bias = 128, 0, 72
    first = True
    while done < len(text):
        following = min(ord(c) for c in text if ord(c) >= point)
        delta += (following - point) * (done + 1)
        point = following
        for c in text:
            if ord(c) < point:
                delta += 1
            elif ord(c) == point:
                out += bytes(_digits_of(delta, bias))
                bias = _adapted(delta, first, done + 1)
                first = False
                delta = 0
                done += 1
        delta += 1
        point += 1
    return bytes(out)


def punycode_decode(text, errors):
    """The text of punycode."""
    if isinstance(text, str):
        text = text.encode("ascii")
    text = bytes(text)
    split = text.rfind(b"-")
    try:
        base = list(text[:max(split, 0)].decode("ascii", errors))
    except UnicodeDecodeError as error:
        raise UnicodeDecodeError("ascii", text, error.start, error.end, error.reason) from None
    extended = text[split + 1:]
    point, at, position, bias = 128, 0, 0, 72
    first = True
    while at < len(extended):
        begun = position
        weight, place = 1, 0
        while True:
            if at >= len(extended):
                if errors == "strict":
                    raise UnicodeDecodeError(
                        "punycode", text, split + 1 + at, split + 2 + at, "incomplete punycode string")
                return "".join(base)
            char = extended[at]
            if 0x41 <= char <= 0x5a or 0x61 <= char <= 0x7a:
                digit = (char | 0x20) - 0x61
            elif 0x30 <= char <= 0x39:
                digit = char - 22
            elif errors == "strict":
                raise UnicodeDecodeError(
                    "punycode", text, split + 1 + at, split + 2 + at, f"Invalid extended code point '{char}'")
            else:
                return "".join(base)
            at += 1
            position += digit * weight
            threshold = _threshold(place, bias)
            if digit < threshold:
                break
            weight *= _BASE - threshold
            place += 1
        position -= begun
        bias = _adapted(position, first, len(base) + 1)
        first = False
        position += begun
        point += position // (len(base) + 1)
        position %= len(base) + 1
        if point > 0x10ffff:
            if errors == "strict":
                raise UnicodeDecodeError(
                    "punycode", text, split + at, split + 1 + at, f"Invalid character U+{point:x}")
            point = ord("?")
        base.insert(position, chr(point))
        position += 1
    return "".join(base)


def _encode(input, errors="strict"):
    return punycode_encode(input), len(input)


def _decode(input, errors="strict"):
    if errors not in ("strict", "replace", "ignore"):
        raise UnicodeError(f"Unsupported error handling: {errors}")
    return punycode_decode(input, errors), len(input)


def getregentry():
    return codecs._info("punycode", _encode, _decode, needs_state=False)
