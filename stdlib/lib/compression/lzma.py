"""The names of `lzma`."""

import lzma
from lzma import *

__doc__ = lzma.__doc__
__all__ = getattr(lzma, "__all__", [name for name in dir(lzma) if not name.startswith("_")])
