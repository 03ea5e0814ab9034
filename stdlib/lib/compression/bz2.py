"""The names of `bz2`."""

import bz2
from bz2 import *

__doc__ = bz2.__doc__
__all__ = getattr(bz2, "__all__", [name for name in dir(bz2) if not name.startswith("_")])
