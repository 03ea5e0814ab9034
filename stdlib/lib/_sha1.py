"""`sha1`, under the name of CPython's module."""

from hashlib import sha1

SHA1Type = type(sha1())
