"""`md5`, under the name of CPython's module."""

from hashlib import md5

MD5Type = type(md5())
