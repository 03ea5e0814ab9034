"""Dictionaries of bytes in two files: one has the values, in blocks, the other, a text, says where each is."""

import ast
import collections.abc
import io
import os

__all__ = ["error", "open"]

_BLOCKSIZE = 512

error = OSError


class _Database(collections.abc.MutableMapping):
    """A dictionary of bytes in files."""

    # The destructor needs these when all else is gone.
    _os = os
    _io = io

    def __init__(self, filebasename, mode, flag="c"):
        filebasename = os.fsencode(filebasename)
        self._mode = mode
        self._readonly = flag == "r"
        self._dirfile = filebasename + b".dir"
        self._datfile = filebasename + b".dat"
        self._bakfile = filebasename + b".bak"
        # Where the values are: pairs of place and size.
        self._index = None
        self._create(flag)
        self._update(flag)

    def _create(self, flag):
        if flag == "n":
            for name in (self._datfile, self._bakfile, self._dirfile):
                try:
                    os.remove(name)
                except OSError:
                    pass
        try:
            file = io.open(self._datfile, "r", encoding="Latin-1")
        except OSError:
            if flag not in ("c", "n"):
                raise
            with io.open(self._datfile, "w", encoding="Latin-1"):
                self._chmod(self._datfile)
        else:
            file.close()

    def _update(self, flag):
        self._modified = False
        self._index = {}
        try:
            file = io.open(self._dirfile, "r", encoding="Latin-1")
        except OSError:
            if flag not in ("c", "n"):
                raise
            with io.open(self._dirfile, "w", encoding="Latin-1"):
                self._chmod(self._dirfile)
            return
        with file:
            for line in file:
                key, place = ast.literal_eval(line.rstrip())
                self._index[key.encode("Latin-1")] = place

    def _commit(self):
        if self._index is None or not self._modified:
            return
        for action in (lambda: self._os.unlink(self._bakfile), lambda: self._os.rename(self._dirfile, self._bakfile)):
            try:
                action()
            except OSError:
                pass
        with self._io.open(self._dirfile, "w", encoding="Latin-1") as file:
            self._chmod(self._dirfile)
            for key, place in self._index.items():
                file.write(f"{key.decode('Latin-1')!r}, {place!r}\n")
        self._modified = False

    sync = _commit

    def _verify_open(self):
        if self._index is None:
            raise error("DBM object has already been closed")

    def _key(self, key):
        self._verify_open()
        return key.encode("utf-8") if isinstance(key, str) else key

    def __getitem__(self, key):
        place, size = self._index[self._key(key)]
        with io.open(self._datfile, "rb") as file:
            file.seek(place)
            return file.read(size)

    def _addval(self, value):
        with io.open(self._datfile, "rb+") as file:
            end = file.seek(0, 2)
            place = -(-end // _BLOCKSIZE) * _BLOCKSIZE
            file.write(b"\0" * (place - end) + value)
        return place, len(value)

    def _setval(self, place, value):
        with io.open(self._datfile, "rb+") as file:
            file.seek(place)
            file.write(value)
        return place, len(value)

    def _check_writable(self):
        if self._readonly:
            raise error("The database is opened for reading only")

    def __setitem__(self, key, value):
        self._check_writable()
        if isinstance(key, str):
            key = key.encode("utf-8")
        elif not isinstance(key, (bytes, bytearray)):
            raise TypeError("keys must be bytes or strings")
        if isinstance(value, str):
            value = value.encode("utf-8")
        elif not isinstance(value, (bytes, bytearray)):
            raise TypeError("values must be bytes or strings")
        self._verify_open()
        self._modified = True
        if key not in self._index:
            self._index[key] = self._addval(value)
            with io.open(self._dirfile, "a", encoding="Latin-1") as file:
                self._chmod(self._dirfile)
                file.write(f"{key.decode('Latin-1')!r}, {self._index[key]!r}\n")
            return
        # The value stays where it was if it has room there.
        place, size = self._index[key]
        if -(-len(value) // _BLOCKSIZE) <= -(-size // _BLOCKSIZE):
            self._index[key] = self._setval(place, value)
        else:
            self._index[key] = self._addval(value)

    def __delitem__(self, key):
        self._check_writable()
        key = self._key(key)
        self._modified = True
        del self._index[key]
        self._commit()

    def keys(self):
        """The list of the keys."""
        self._verify_open()
        return list(self._index)

    def items(self):
        """The list of the pairs of key and value."""
        self._verify_open()
        return [(key, self[key]) for key in self._index.keys()]

    def __contains__(self, key):
        return self._key(key) in self._index

    def iterkeys(self):
        """The keys."""
        self._verify_open()
        return iter(self._index)

    __iter__ = iterkeys

    def __len__(self):
        self._verify_open()
        return len(self._index)

    def close(self):
        """Writes what is to be written, and closes the dictionary."""
        try:
            self._commit()
        finally:
            self._index = self._datfile = self._dirfile = self._bakfile = None

    __del__ = close

    def _chmod(self, file):
        self._os.chmod(file, self._mode)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


def open(file, flag="c", mode=0o666):
    """Opens a dictionary: `r` to read, `w` to write too, `c` to make it if need be, `n` to make it anew."""
    if flag not in ("r", "w", "c", "n"):
        raise ValueError("Flag must be one of 'r', 'w', 'c', or 'n'")
    umask = os.umask(0)
    os.umask(umask)
    return _Database(file, mode & ~umask, flag=flag)
