"""`zipfile.Path`: the entries of an archive as paths, a part of what `pathlib.Path` offers."""

import io
import pathlib
import posixpath
import re
import stat

import zipfile


def _names(root):
    """The names of an archive's entries, and of the folders that they imply."""
    names = getattr(root, '_names_of_paths', None)
    if names is None:
        names = dict.fromkeys(root.namelist())
        for name in list(names):
            folder = posixpath.dirname(name.rstrip('/'))
            while folder and folder != '/':
                names.setdefault(folder + '/')
                folder = posixpath.dirname(folder)
        # An archive that is being written has more of them the next time.
        if root.mode == 'r':
            root._names_of_paths = names
    return names


def _expression(pattern):
    """The regular expression of a pattern, of which `**` stands for one folder or more."""
    parts = []
    for part in pattern.split('/'):
        if part == '**':
            parts.append('.*')
            continue
        if '**' in part:
            raise ValueError('** must appear alone in a path segment')
        text = '[^/]' if part == '*' else ''
        for piece in re.split(r'(\[[^]]*]|[*?])', part):
            if piece == '*':
                text += '[^/]*'
            elif piece == '?':
                text += '[^/]'
            elif piece.startswith('[') and piece.endswith(']'):
                text += piece.replace('[!', '[^', 1)
            else:
                text += re.escape(piece)
        parts.append(text)
    return '/'.join(parts)


class Path:
    """Path(root, at='') -> what is at a place in an archive, which is a ZipFile or what one is made of."""

    def __init__(self, root, at=''):
        self.root = root if isinstance(root, zipfile.ZipFile) else zipfile.ZipFile(root)
        self.at = at

    def __eq__(self, other):
        if self.__class__ is not other.__class__:
            return NotImplemented
        return (self.root, self.at) == (other.root, other.at)

    def __hash__(self):
        return hash((self.root, self.at))

    def __repr__(self):
        return f'{self.__class__.__name__}({self.root.filename!r}, {self.at!r})'

    def __str__(self):
        return posixpath.join(self.root.filename, self.at) if self.at else self.root.filename

    def _next(self, at):
        return self.__class__(self.root, at)

    def open(self, mode='r', *args, pwd=None, **kwargs):
        """Opens the entry, as text unless the mode says that it is binary."""
        if self.is_dir():
            raise IsADirectoryError(self)
        if mode[0] == 'r' and not self.exists():
            raise FileNotFoundError(self)
        stream = self.root.open(self.at, mode[0], pwd=pwd)
        if 'b' not in mode:
            if not args:
                kwargs['encoding'] = io.text_encoding(kwargs.get('encoding'))
            return io.TextIOWrapper(stream, *args, **kwargs)
        if args or kwargs:
            raise ValueError('encoding args invalid for binary operation')
        return stream

    def _base(self):
        return pathlib.PurePosixPath(self.at) if self.at else self.filename

    @property
    def name(self):
        return self._base().name

    @property
    def suffix(self):
        return self._base().suffix

    @property
    def suffixes(self):
        return self._base().suffixes

    @property
    def stem(self):
        return self._base().stem

    @property
    def filename(self):
        return pathlib.Path(self.root.filename).joinpath(self.at)

    @property
    def parent(self):
        """The folder that it is in; for the archive itself, that of the file system."""
        if not self.at:
            return self.filename.parent
        at = posixpath.dirname(self.at.rstrip('/'))
        return self._next(at and at + '/')

    def read_text(self, *args, **kwargs):
        """The text of the entry."""
        with self.open('r', *args, **kwargs) as stream:
            return stream.read()

    def read_bytes(self):
        """The contents of the entry."""
        with self.open('rb') as stream:
            return stream.read()

    def is_dir(self):
        """Is it a folder?"""
        return not self.at or self.at.endswith('/')

    def is_file(self):
        """Is it a file that there is?"""
        return self.exists() and not self.is_dir()

    def is_symlink(self):
        """Is it a symbolic link?"""
        return stat.S_ISLNK(self.root.getinfo(self.at).external_attr >> 16)

    def exists(self):
        """Is it there?"""
        return self.at in _names(self.root)

    def iterdir(self):
        """What is in the folder."""
        if not self.is_dir():
            raise ValueError("Can't listdir a file")
        here = self.at.rstrip('/')
        return (self._next(name) for name in _names(self.root) if posixpath.dirname(name.rstrip('/')) == here)

    def joinpath(self, *other):
        """What is at a path as seen from here."""
        at = posixpath.join(self.at, *other)
        names = _names(self.root)
        return self._next(at + '/' if at not in names and at + '/' in names else at)

    __truediv__ = joinpath

    def match(self, path_pattern):
        """Does the path in the archive match the pattern?"""
        return pathlib.PurePosixPath(self.at).match(path_pattern)

    def glob(self, pattern):
        """What matches a pattern, as seen from here."""
        if not pattern:
            raise ValueError(f'Unacceptable pattern: {pattern!r}')
        matches = re.compile(f'(?s:{re.escape(self.at)}{_expression(pattern)}/?)').fullmatch
        return (self._next(name) for name in _names(self.root) if matches(name))

    def rglob(self, pattern):
        """What matches a pattern here or in any folder below."""
        return self.glob(f'**/{pattern}')

    def relative_to(self, other, *extra):
        """The path as seen from another one, as text."""
        return posixpath.relpath(str(self), str(other.joinpath(*extra)))


Path.__module__ = 'zipfile'
