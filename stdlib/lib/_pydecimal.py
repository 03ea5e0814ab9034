"""`decimal`, which is written in the language, under the name of CPython's implementation in Python."""

from decimal import *
from decimal import __version__, __libmpdec_version__
