"""Dates and times."""

try:
    from _datetime import *
except ImportError:
    from _pydatetime import *

__all__ = ('date', 'datetime', 'time', 'timedelta', 'timezone', 'tzinfo', 'MINYEAR', 'MAXYEAR', 'UTC')
