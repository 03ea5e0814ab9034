"""`io` under the name of its version in the language, which is the same here."""

from io import *
from io import open_code, text_encoding, IncrementalNewlineDecoder, DEFAULT_BUFFER_SIZE

open = open
