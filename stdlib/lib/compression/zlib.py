"""The names of `zlib`."""

import zlib
from zlib import *

__doc__ = zlib.__doc__
__all__ = getattr(zlib, "__all__", [name for name in dir(zlib) if not name.startswith("_")])
