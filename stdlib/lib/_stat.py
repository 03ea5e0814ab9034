"""The names of `stat`, under the name of CPython's native half."""

from stat import *
