"""The abstract base classes of `abc` under the name of CPython's implementation in Python."""

from abc import ABCMeta, get_cache_token
