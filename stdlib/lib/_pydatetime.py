"""`datetime` under the name of its version in the language, which is the same here."""

from datetime import *
from datetime import MAXYEAR, MINYEAR, UTC
