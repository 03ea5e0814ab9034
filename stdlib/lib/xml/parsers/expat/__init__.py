"""A parser of XML that calls handlers for what it reads, with the interface of Expat."""

import sys

from pyexpat import *

sys.modules['xml.parsers.expat.model'] = model
sys.modules['xml.parsers.expat.errors'] = errors
