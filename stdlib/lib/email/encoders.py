"""Encodings of a message's payload for the way."""

from base64 import encodebytes
from quopri import encodestring

__all__ = ["encode_7or8bit", "encode_base64", "encode_noop", "encode_quopri"]


def encode_base64(msg):
    """Writes the payload in base64, and says so in a header."""
    msg.set_payload(str(encodebytes(msg.get_payload(decode=True)), "ascii"))
    msg["Content-Transfer-Encoding"] = "base64"


def encode_quopri(msg):
    """Writes the payload as quoted-printable, and says so in a header."""
    encoded = encodestring(msg.get_payload(decode=True), quotetabs=True).replace(b" ", b"=20")
    msg.set_payload(encoded)
    msg["Content-Transfer-Encoding"] = "quoted-printable"


def encode_7or8bit(msg):
    """Says in a header whether the payload is ASCII."""
    payload = msg.get_payload(decode=True)
    ascii_only = payload is None or payload.isascii()
    msg["Content-Transfer-Encoding"] = "7bit" if ascii_only else "8bit"


def encode_noop(msg):
    """Does nothing."""
