"""Dictionaries of bytes that are kept in files. Rondo has the format `dbm.dumb`."""

__all__ = ["open", "whichdb", "error"]

import io
import os
import struct


class error(Exception):
    """The base of the errors of these files."""


_names = ["dbm.sqlite3", "dbm.gnu", "dbm.ndbm", "dbm.dumb"]
_modules = {}
_defaultmod = None
error = (error, OSError)


def open(file, flag="r", mode=0o666):
    """Opens a dictionary: `r` to read, `w` to write too, `c` to make it if need be, `n` to make it anew."""
    global _defaultmod
    from dbm import dumb

    _modules["dbm.dumb"] = _defaultmod = dumb
    found = whichdb(file) if "n" not in flag else None
    if found is None:
        if "c" not in flag and "n" not in flag:
            raise error[0]("db file doesn't exist; use 'c' or 'n' flag to create a new db")
    elif found == "":
        raise error[0]("db type could not be determined")
    elif found != "dbm.dumb":
        raise error[0](f"db type is {found}, but the module is not available")
    return dumb.open(file, flag, mode)


def whichdb(filename):
    """The name of the module for a file, an empty string if there is none, `None` if there is no such file."""
    filename = os.fsencode(filename)
    for suffixes, name in (((b".pag", b".dir"), "dbm.ndbm"), ((b".db",), "dbm.ndbm")):
        if all(os.path.isfile(filename + suffix) for suffix in suffixes):
            return name
    try:
        os.stat(filename + b".dat")
        size = os.stat(filename + b".dir").st_size
        if size == 0:
            return "dbm.dumb"
        with io.open(filename + b".dir", "rb") as file:
            if file.read(1) in (b"'", b'"'):
                return "dbm.dumb"
    except OSError:
        pass
    try:
        file = io.open(filename, "rb")
    except OSError:
        return None
    with file:
        head = file.read(16)
    if len(head) < 4:
        return ""
    if head == b"SQLite format 3\0":
        return "dbm.sqlite3"
    (magic,) = struct.unpack("=l", head[:4])
    if magic in (0x13579ACE, 0x13579ACD, 0x13579ACF):
        return "dbm.gnu"
    return ""
