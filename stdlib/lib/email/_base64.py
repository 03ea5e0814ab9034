"""Base64 as it comes in mails, decoded as far as it can be."""

import base64
import binascii

from email import errors


def decode_leniently(encoded):
    """The bytes that base64 stands for, and the defects that it has."""
    padding = -len(encoded) % 4
    padded = encoded + b"==="[:padding]
    try:
        defects = [errors.InvalidBase64PaddingDefect()] if padding else []
        return base64.b64decode(padded, validate=True), defects
    except binascii.Error:
        pass
    # Something else stands between, or there is one character too many.
    try:
        return base64.b64decode(encoded, validate=False), [errors.InvalidBase64CharactersDefect()]
    except binascii.Error:
        pass
    try:
        defects = [errors.InvalidBase64CharactersDefect(), errors.InvalidBase64PaddingDefect()]
        return base64.b64decode(encoded + b"==", validate=False), defects
    except binascii.Error:
        return encoded, [errors.InvalidBase64LengthDefect()]
