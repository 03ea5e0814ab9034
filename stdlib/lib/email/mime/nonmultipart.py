"""The base of parts that have no parts."""

from email import errors
from email.mime.base import MIMEBase

__all__ = ["MIMENonMultipart"]


class MIMENonMultipart(MIMEBase):
    """A part that has no parts."""

    def attach(self, payload):
        """Raises: there can be no parts."""
        raise errors.MultipartConversionError("Cannot attach additional subparts to non-multipart/*")
