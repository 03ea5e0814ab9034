"""Character sets, and how mails in them are encoded."""

import email.base64mime
import email.quoprimime
from email import errors
from email.encoders import encode_7or8bit

__all__ = ["Charset", "add_alias", "add_charset", "add_codec"]

QP = 1
BASE64 = 2
SHORTEST = 3
# How much `=?`, the name of the encoding and `?=` take beside the name of the character set.
RFC2047_CHROME_LEN = 7
DEFAULT_CHARSET = "us-ascii"
UNKNOWN8BIT = "unknown-8bit"
EMPTYSTRING = ""

_QUOTED = "iso-8859-1 iso-8859-2 iso-8859-3 iso-8859-4 iso-8859-9 iso-8859-10 iso-8859-13 iso-8859-14 iso-8859-15"
CHARSETS = {name: (QP, QP, None) for name in (_QUOTED + " iso-8859-16 windows-1252 viscii").split()}
CHARSETS |= {
    "us-ascii": (None, None, None),
    "big5": (BASE64, BASE64, None),
    "gb2312": (BASE64, BASE64, None),
    "euc-jp": (BASE64, None, "iso-2022-jp"),
    "shift_jis": (BASE64, None, "iso-2022-jp"),
    "iso-2022-jp": (BASE64, None, None),
    "koi8-r": (BASE64, BASE64, None),
    "utf-8": (SHORTEST, BASE64, "utf-8"),
}

ALIASES = {}
for _number, _name in enumerate((_QUOTED + " iso-8859-16").split(), 1):
    ALIASES[f"latin_{_number}"] = ALIASES[f"latin-{_number}"] = _name
ALIASES |= {"cp949": "ks_c_5601-1987", "euc_jp": "euc-jp", "euc_kr": "euc-kr", "ascii": "us-ascii"}

# The codecs of character sets that have another name there.
CODEC_MAP = {"us-ascii": None}


def add_charset(charset, header_enc=None, body_enc=None, output_charset=None):
    """Says how headers and bodies in a character set are encoded, and into which other set they are converted first."""
    if body_enc == SHORTEST:
        raise ValueError("SHORTEST not allowed for body_enc")
    CHARSETS[charset] = (header_enc, body_enc, output_charset)


def add_alias(alias, canonical):
    """Gives a character set another name."""
    ALIASES[alias] = canonical


def add_codec(charset, codecname):
    """Says which of Python's codecs is for a character set."""
    CODEC_MAP[charset] = codecname


def _encode(string, codec):
    if codec == UNKNOWN8BIT:
        return string.encode("ascii", "surrogateescape")
    return string.encode(codec)


class Charset:
    """A character set: its names, and how mails in it are encoded."""

    def __init__(self, input_charset=DEFAULT_CHARSET):
        try:
            if isinstance(input_charset, str):
                input_charset.encode("ascii")
            else:
                input_charset = str(input_charset, "ascii")
        except UnicodeError:
            raise errors.CharsetError(input_charset)
        input_charset = input_charset.lower()
        self.input_charset = ALIASES.get(input_charset, input_charset)
        in_headers, in_bodies, converted = CHARSETS.get(self.input_charset, (SHORTEST, BASE64, None))
        if not converted:
            converted = self.input_charset
        self.header_encoding = in_headers
        self.body_encoding = in_bodies
        self.output_charset = ALIASES.get(converted, converted)
        self.input_codec = CODEC_MAP.get(self.input_charset, self.input_charset)
        self.output_codec = CODEC_MAP.get(self.output_charset, self.output_charset)

    def __repr__(self):
        return self.input_charset.lower()

    __str__ = __repr__

    def __eq__(self, other):
        return str(self) == str(other).lower()

    def get_body_encoding(self):
        """What to write into Content-Transfer-Encoding, or a function to which the message is given."""
        assert self.body_encoding != SHORTEST
        if self.body_encoding == QP:
            return "quoted-printable"
        if self.body_encoding == BASE64:
            return "base64"
        return encode_7or8bit

    def get_output_charset(self):
        """The character set that the mail is written in."""
        return self.output_charset or self.input_charset

    def header_encode(self, string):
        """The text as an encoded word, if the character set needs one."""
        data = _encode(string, self.output_codec or "us-ascii")
        coding = self._header_coding(data)
        return string if coding is None else coding.header_encode(data, self.get_output_charset())

    def header_encode_lines(self, string, maxlengths):
        """The text as a list of encoded words, each as long as the next of `maxlengths` says at most.

        The first is `None` if not even a character fits there.
        """
        codec = self.output_codec or "us-ascii"
        name = self.get_output_charset()
        coding = self._header_coding(_encode(string, codec))
        room = next(maxlengths) - len(name) - RFC2047_CHROME_LEN
        lines = []
        begin = 0
        for at in range(len(string)):
            if coding.header_length(_encode(string[begin : at + 1], codec)) > room:
                if at == begin and not lines:
                    lines.append(None)
                else:
                    lines.append(coding.header_encode(_encode(string[begin:at], codec), name))
                begin = at
                room = next(maxlengths) - len(name) - RFC2047_CHROME_LEN
        lines.append(coding.header_encode(_encode(string[begin:], codec), name))
        return lines

    def _header_coding(self, data):
        """The module that encodes headers in this character set, or `None`."""
        if self.header_encoding == BASE64:
            return email.base64mime
        if self.header_encoding == QP:
            return email.quoprimime
        if self.header_encoding == SHORTEST:
            shorter = email.base64mime.header_length(data) < email.quoprimime.header_length(data)
            return email.base64mime if shorter else email.quoprimime
        return None

    def body_encode(self, string):
        """A text, or bytes, as the body of a mail."""
        if not string:
            return string
        if self.body_encoding == BASE64:
            if isinstance(string, str):
                string = string.encode(self.output_charset)
            return email.base64mime.body_encode(string)
        if self.body_encoding == QP:
            # Quoted-printable takes characters for bytes.
            if isinstance(string, str):
                string = string.encode(self.output_charset)
            return email.quoprimime.body_encode(string.decode("latin1"))
        if isinstance(string, str):
            string = string.encode(self.output_charset).decode("ascii")
        return string
