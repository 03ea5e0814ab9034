"""Decimal arithmetic: numbers with a decimal exponent, correctly rounded (the General Decimal Arithmetic
Specification 1.70, https://speleotrove.com/decimal/)."""

try:
    from _decimal import *
    from _decimal import __libmpdec_version__, __version__
except ImportError:
    import _pydecimal
    import sys
    _pydecimal.__doc__ = __doc__
    sys.modules[__name__] = _pydecimal
