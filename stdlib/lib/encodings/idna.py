"""Names of hosts in any characters: what stands for them in ASCII (RFC 3490)."""

import codecs
import re
import stringprep
import unicodedata

dots = re.compile("[\u002E\u3002\uFF0E\uFF61]")

ace_prefix = b"xn--"
sace_prefix = "xn--"


def nameprep(label):
    """A label as it is compared (RFC 3491)."""
    chars = []
    for c in label:
        if not stringprep.in_table_b1(c):
            chars.append(stringprep.map_table_b2(c))
    text = unicodedata.normalize("NFKC", "".join(chars))
    for index, c in enumerate(text):
        if stringprep.in_table_prohibited(c):
            raise UnicodeEncodeError("idna", text, index, index + 1, f"Invalid character {c!r}")
    directions = [stringprep.in_table_d1(c) for c in text]
    if any(directions):
        # Text from right to left has none from left to right, and begins and ends with its own.
        for index, c in enumerate(text):
            if stringprep.in_table_d2(c):
                raise UnicodeEncodeError("idna", text, index, index + 1, "Violation of BIDI requirement 2")
        if not directions[0]:
            raise UnicodeEncodeError("idna", text, 0, 1, "Violation of BIDI requirement 3")
        if not directions[-1]:
            raise UnicodeEncodeError("idna", text, len(text) - 1, len(text), "Violation of BIDI requirement 3")
    return text


def _checked(label, text):
    if 0 < len(label) < 64:
        return label
    if not label:
        raise UnicodeEncodeError("idna", text, 0, 1, "label empty")
    raise UnicodeEncodeError("idna", text, 0, len(text), "label too long")


def ToASCII(label):
    """What stands for a label."""
    if label.isascii():
        return _checked(label.encode("ascii"), label)
    prepared = nameprep(label)
    if prepared.isascii():
        return _checked(prepared.encode("ascii"), label)
    if prepared.lower().startswith(sace_prefix):
        raise UnicodeEncodeError("idna", label, 0, len(sace_prefix), "Label starts with ACE prefix")
    return _checked(ace_prefix + prepared.encode("punycode"), label)


def ToUnicode(label):
    """What a label stands for."""
    if len(label) > 1024:
        if isinstance(label, str):
            label = label.encode("utf-8", errors="backslashreplace")
        raise UnicodeDecodeError("idna", label, 0, len(label), "label way too long")
    if isinstance(label, bytes):
        pure = True
    else:
        pure = label.isascii()
    if not pure:
        label = nameprep(label)
        if not label.isascii():
            raise UnicodeEncodeError("idna", label, 0, 1, "Invalid character in IDN label")
    if not isinstance(label, bytes):
        label = label.encode("ascii")
    if not label.lower().startswith(ace_prefix):
        return str(label, "ascii")
    result = label[len(ace_prefix):].decode("punycode")
    again = ToASCII(result)
    if str(label, "ascii").lower() != str(again, "ascii"):
        raise UnicodeDecodeError(
            "idna", label, 0, len(label), f"IDNA does not round-trip, '{label!r}' != '{again!r}'")
    return result


def encode(input, errors="strict"):
    """The bytes of a name, and its length."""
    if errors != "strict":
        raise UnicodeError(f"Unsupported error handling: {errors}")
    if not input:
        return b"", 0
    if input.isascii():
        result = input.encode("ascii")
        labels = result.split(b".")
        offset = 0
        for index, label in enumerate(labels):
            if not label and index < len(labels) - 1:
                raise UnicodeEncodeError("idna", input, offset, offset + 1, "label empty")
            if len(label) >= 64:
                raise UnicodeEncodeError("idna", input, offset, offset + len(label), "label too long")
            offset += len(label) + 1
        return result, len(input)
    labels = dots.split(input)
    trailing = b""
    if not labels[-1]:
        trailing = b"."
        labels.pop()
    result = []
    offset = 0
    for label in labels:
        try:
            result.append(ToASCII(label))
        except UnicodeEncodeError as error:
            raise UnicodeEncodeError(
                "idna", input, offset + error.start, offset + error.end, error.reason) from None
        offset += len(label) + 1
    return b".".join(result) + trailing, len(input)


def decode(input, errors="strict"):
    """The name that bytes stand for, and how many they are."""
    if errors != "strict":
        raise UnicodeError(f"Unsupported error handling: {errors}")
    if not input:
        return "", 0
    data = bytes(input)
    if ace_prefix not in data.lower():
        try:
            return data.decode("ascii"), len(data)
        except UnicodeDecodeError:
            pass
    labels = data.split(b".")
    trailing = ""
    if not labels[-1]:
        trailing = "."
        labels.pop()
    result = []
    offset = 0
    for label in labels:
        try:
            result.append(ToUnicode(label))
        except (UnicodeEncodeError, UnicodeDecodeError) as error:
            raise UnicodeDecodeError("idna", data, offset, offset + len(label), error.reason) from None
        offset += len(label) + 1
    return ".".join(result) + trailing, len(data)


def getregentry():
    return codecs._info("idna", encode, decode, needs_state=False)
