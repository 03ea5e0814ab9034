"""Hashes that tests need."""
import functools
import hashlib
import unittest


def requires_hashdigest(digestname, openssl=None, usedforsecurity=True):
    """A decorator: the test, or test class, is skipped where there is no such hash."""
    def missing():
        try:
            hashlib.new(digestname)
        except ValueError:
            raise unittest.SkipTest(f"hash digest {digestname!r} is not available.") from None

    def decorate(item):
        if isinstance(item, type):
            original = item.__dict__.get("setUpClass")

            def setUpClass(cls):
                missing()
                if original is None:
                    super(item, cls).setUpClass()
                else:
                    original.__func__(cls)

            item.setUpClass = classmethod(setUpClass)
            return item

        @functools.wraps(item)
        def wrapper(*args, **kwargs):
            missing()
            return item(*args, **kwargs)

        return wrapper

    return decorate
