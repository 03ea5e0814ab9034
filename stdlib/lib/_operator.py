"""The functions of `operator`, under the name of CPython's native half."""

from operator import *


def _compare_digest(a, b, /):
    """Are two strings of ASCII characters, or two bytes-like objects, equal? The time does not depend on where they
    differ."""
    if isinstance(a, str) and isinstance(b, str):
        if not a.isascii() or not b.isascii():
            raise TypeError('comparing strings with non-ASCII characters is not supported')
        a, b = a.encode(), b.encode()
    elif isinstance(a, str) or isinstance(b, str):
        raise TypeError(f"unsupported operand types(s) or combination of types: '{type(a).__name__}' and "
                        f"'{type(b).__name__}'")
    a, b = bytes(a), bytes(b)
    different = len(a) ^ len(b)
    for x, y in zip(a, b if len(a) == len(b) else a):
        different |= x ^ y
    return different == 0
