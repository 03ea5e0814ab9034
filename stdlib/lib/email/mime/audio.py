"""Parts that are sound."""

from email import encoders
from email.mime.nonmultipart import MIMENonMultipart

__all__ = ["MIMEAudio"]


class MIMEAudio(MIMENonMultipart):
    """A part that is sound, whose kind is looked for in its data if it is not said."""

    def __init__(self, _audiodata, _subtype=None, _encoder=encoders.encode_base64, *, policy=None, **_params):
        if _subtype is None:
            _subtype = _kind(_audiodata)
        if _subtype is None:
            raise TypeError("Could not find audio MIME subtype")
        super().__init__("audio", _subtype, policy=policy, **_params)
        self.set_payload(_audiodata)
        _encoder(self)


def _kind(data):
    """The format of sound, by how its data begin; or `None`."""
    if data.startswith(b".snd"):
        return "basic"
    if data.startswith(b"RIFF") and data[8:12] == b"WAVE" and data[12:16] == b"fmt ":
        return "x-wav"
    if data.startswith(b"FORM") and data[8:12] in (b"AIFC", b"AIFF"):
        return "x-aiff"
    return None
