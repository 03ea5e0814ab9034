"""The names of `gzip`."""

import gzip
from gzip import *

__doc__ = gzip.__doc__
__all__ = getattr(gzip, "__all__", [name for name in dir(gzip) if not name.startswith("_")])
