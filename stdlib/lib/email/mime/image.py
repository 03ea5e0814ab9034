"""Parts that are pictures."""

from email import encoders
from email.mime.nonmultipart import MIMENonMultipart

__all__ = ["MIMEImage"]


class MIMEImage(MIMENonMultipart):
    """A part that is a picture, whose kind is looked for in its data if it is not said."""

    def __init__(self, _imagedata, _subtype=None, _encoder=encoders.encode_base64, *, policy=None, **_params):
        if _subtype is None:
            _subtype = _kind(_imagedata)
        if _subtype is None:
            raise TypeError("Could not guess image MIME subtype")
        super().__init__("image", _subtype, policy=policy, **_params)
        self.set_payload(_imagedata)
        _encoder(self)


def _kind(data):
    """The format of a picture, by how its data begin; or `None`."""
    if data[6:10] in (b"JFIF", b"Exif") or data[:4] == b"\xff\xd8\xff\xdb":
        return "jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return "gif"
    if data[:2] in (b"MM", b"II"):
        return "tiff"
    if data.startswith(b"\x01\xda"):
        return "rgb"
    if len(data) >= 3 and data[0] == ord("P") and data[2] in b" \t\n\r":
        return {b"1": "pbm", b"4": "pbm", b"2": "pgm", b"5": "pgm", b"3": "ppm", b"6": "ppm"}.get(data[1:2])
    if data.startswith(b"\x59\xa6\x6a\x95"):
        return "rast"
    if data.startswith(b"#define "):
        return "xbm"
    if data.startswith(b"BM"):
        return "bmp"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "webp"
    if data.startswith(b"\x76\x2f\x31\x01"):
        return "exr"
    return None
