"""`ZoneInfo`, under the name of CPython's module."""

from zoneinfo import ZoneInfo
