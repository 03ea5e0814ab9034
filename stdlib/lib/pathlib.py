"""Paths of the file system as objects: pure ones, that only compute, and concrete ones, that also act."""

import errno
import functools
import glob
import io
import operator
import os
import posixpath
import re
import shutil
import sys
import types
import warnings
from collections.abc import Sequence
from stat import S_IMODE, S_ISBLK, S_ISCHR, S_ISDIR, S_ISFIFO, S_ISREG, S_ISSOCK

__all__ = [
    'UnsupportedOperation', 'PurePath', 'PurePosixPath', 'PureWindowsPath', 'Path', 'PosixPath', 'WindowsPath',
]


class UnsupportedOperation(NotImplementedError):
    """What a path cannot do on this system."""


class _Windows:
    """What paths of Windows need of a path module."""

    sep = '\\'
    altsep = '/'

    @staticmethod
    def splitroot(path):
        """Drive, root and rest."""
        norm = path.replace('/', '\\')
        if norm[:2] == '\\\\':
            start = 8 if norm[:8].upper() == '\\\\?\\UNC\\' else 2
            share = norm.find('\\', start)
            if share == -1:
                return path, '', ''
            end = norm.find('\\', share + 1)
            if end == -1:
                return path, '', ''
            return path[:end], path[end:end + 1], path[end + 1:]
        if norm[:1] == '\\':
            return '', path[:1], path[1:]
        if norm[1:2] == ':':
            if norm[2:3] == '\\':
                return path[:2], path[2:3], path[3:]
            return path[:2], '', path[2:]
        return '', '', path

    @classmethod
    def splitdrive(cls, path):
        """Drive and rest."""
        drive, root, rest = cls.splitroot(path)
        return drive, root + rest

    @classmethod
    def join(cls, first, *others):
        """One path; a later one that has a drive or a root of its own replaces what is before it."""
        drive, root, rest = cls.splitroot(first)
        for other in others:
            other_drive, other_root, other_rest = cls.splitroot(other)
            if other_root:
                if other_drive or not drive:
                    drive = other_drive
                root, rest = other_root, other_rest
                continue
            if other_drive and other_drive != drive:
                if other_drive.lower() != drive.lower():
                    drive, root, rest = other_drive, other_root, other_rest
                    continue
                drive = other_drive
            if rest and rest[-1] not in '\\/':
                rest += '\\'
            rest += other_rest
        if rest and not root and drive and drive[-1] not in ':\\/':
            return drive + '\\' + rest
        return drive + root + rest

    splitext = staticmethod(posixpath.splitext)

    @staticmethod
    def isabs(path):
        """Does it begin with a drive and a root, or with a share?"""
        start = path[:3].replace('/', '\\')
        return start.startswith(':\\', 1) or start.startswith('\\\\')

    @staticmethod
    def normcase(path):
        """What stands for all paths that differ in case and kind of separator only."""
        return path.replace('/', '\\').lower()


@functools.lru_cache(maxsize=512)
def _pattern(pattern, sep, case_sensitive, recursive=True):
    """The `match` of the regular expression of a pattern."""
    flags = re.NOFLAG if case_sensitive else re.IGNORECASE
    expression = glob.translate(pattern, recursive=recursive, include_hidden=True, seps=sep)
    return re.compile(expression, flags).match


_UNQUOTED = frozenset(b'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~/')


def _quote(data):
    """Bytes as part of a URI."""
    return ''.join(chr(byte) if byte in _UNQUOTED else f'%{byte:02X}' for byte in data)


def _unquote(text):
    """The path that a part of a URI stands for."""
    data = re.sub(rb'%([0-9A-Fa-f]{2})', lambda found: bytes([int(found[1], 16)]), os.fsencode(text))
    return os.fsdecode(data)


class _Parents(Sequence):
    """The ancestors of a path, the nearest first."""

    __slots__ = ('_path', '_drive', '_root', '_tail')

    def __init__(self, path):
        self._path = path
        self._drive = path.drive
        self._root = path.root
        self._tail = path._tail

    def __len__(self):
        return len(self._tail)

    def __getitem__(self, idx):
        if isinstance(idx, slice):
            return tuple(self[i] for i in range(*idx.indices(len(self))))
        if idx >= len(self) or idx < -len(self):
            raise IndexError(idx)
        if idx < 0:
            idx += len(self)
        return self._path._from_parts(self._drive, self._root, self._tail[:-idx - 1])

    def __repr__(self):
        return f'<{type(self._path).__name__}.parents>'


class PurePath:
    """A path that computes without asking the file system."""

    __slots__ = ('_segments', '_drive', '_root', '_parts', '_text', '_folded', '_hash')

    parser = os.path

    def __new__(cls, *args, **kwargs):
        if cls is PurePath:
            cls = PurePosixPath
        return object.__new__(cls)

    def __init__(self, *args):
        segments = []
        for arg in args:
            if isinstance(arg, PurePath):
                if arg.parser is self.parser:
                    segments.extend(arg._segments)
                else:
                    segments.append(arg.as_posix())
                continue
            try:
                segment = os.fspath(arg)
            except TypeError:
                segment = arg
            if not isinstance(segment, str):
                raise TypeError(
                    'argument should be a str or an os.PathLike object where __fspath__ returns a str, '
                    f'not {type(segment).__name__!r}')
            segments.append(segment)
        self._segments = segments

    def with_segments(self, *pathsegments):
        """A path of the same kind of other segments: all that is derived from this path is made by it."""
        return type(self)(*pathsegments)

    def _joined(self):
        """The segments as one string, as they were given."""
        segments = self._segments
        if not segments:
            return ''
        return segments[0] if len(segments) == 1 else self.parser.join(*segments)

    @classmethod
    def _split(cls, text):
        """Drive, root and names of a path."""
        if not text:
            return '', '', []
        sep = cls.parser.sep
        if cls.parser.altsep:
            text = text.replace(cls.parser.altsep, sep)
        drive, root, rest = cls.parser.splitroot(text)
        if not root and drive.startswith(sep) and not drive.endswith(sep):
            pieces = drive.split(sep)
            # A share has a root: of its server and its name, or of the same in a device's words.
            if len(pieces) == 6 or (len(pieces) == 4 and pieces[2] not in '?.'):
                root = sep
        return drive, root, [sys.intern(name) for name in rest.split(sep) if name and name != '.']

    @classmethod
    def _format(cls, drive, root, tail):
        sep = cls.parser.sep
        if drive or root:
            return drive + root + sep.join(tail)
        if tail and cls.parser.splitdrive(tail[0])[0]:
            tail = ['.', *tail]
        return sep.join(tail)

    def _parse(self):
        self._drive, self._root, self._parts = self._split(self._joined())

    def _from_parts(self, drive, root, tail):
        """A path like this one of parts that are already in order."""
        path = self._from_text(self._format(drive, root, tail))
        path._drive = drive
        path._root = root
        path._parts = tail
        return path

    def _from_text(self, text):
        """A path like this one of text that is already in order."""
        path = self.with_segments(text)
        path._text = text or '.'
        return path

    @property
    def drive(self):
        """The letter or the share before the root; nothing here on POSIX."""
        try:
            return self._drive
        except AttributeError:
            self._parse()
            return self._drive

    @property
    def root(self):
        """The separator that an absolute path begins with, or nothing."""
        try:
            return self._root
        except AttributeError:
            self._parse()
            return self._root

    @property
    def _tail(self):
        try:
            return self._parts
        except AttributeError:
            self._parse()
            return self._parts

    @property
    def anchor(self):
        """Drive and root together."""
        return self.drive + self.root

    @property
    def parts(self):
        """The anchor, if there is one, and the names, as a tuple."""
        anchor = self.anchor
        return (anchor, *self._tail) if anchor else tuple(self._tail)

    @property
    def name(self):
        """The last name, or nothing."""
        tail = self._tail
        return tail[-1] if tail else ''

    @property
    def suffix(self):
        """The last name from its last dot on."""
        return self.parser.splitext(self.name)[1]

    @property
    def suffixes(self):
        """All suffixes of the last name, as a list."""
        return ['.' + piece for piece in self.name.lstrip('.').split('.')[1:]]

    @property
    def stem(self):
        """The last name without its suffix."""
        return self.parser.splitext(self.name)[0]

    @property
    def parent(self):
        """The path without its last name; of an anchor or of nothing itself."""
        tail = self._tail
        return self._from_parts(self.drive, self.root, tail[:-1]) if tail else self

    @property
    def parents(self):
        """A sequence of the ancestors, the nearest first."""
        return _Parents(self)

    def __str__(self):
        try:
            return self._text
        except AttributeError:
            self._text = self._format(self.drive, self.root, self._tail) or '.'
            return self._text

    def __fspath__(self):
        return str(self)

    def __bytes__(self):
        return os.fsencode(self)

    def __repr__(self):
        return f'{type(self).__name__}({self.as_posix()!r})'

    def __reduce__(self):
        return type(self), tuple(self._segments)

    def as_posix(self):
        """The path with slashes."""
        return str(self).replace(self.parser.sep, '/')

    def as_uri(self):
        """The path as a URI of the scheme file."""
        warnings.warn(
            'pathlib.PurePath.as_uri() is deprecated and scheduled for removal in Python 3.19. '
            'Use pathlib.Path.as_uri().', DeprecationWarning, stacklevel=2)
        return self._uri()

    def _uri(self):
        if not self.is_absolute():
            raise ValueError("relative paths can't be expressed as file URIs")
        drive = self.drive
        if len(drive) == 2 and drive[1] == ':':
            return 'file:///' + drive + _quote(os.fsencode(self.as_posix()[2:]))
        return ('file:' if drive else 'file://') + _quote(os.fsencode(self.as_posix()))

    @property
    def _key(self):
        """What equal paths have in common."""
        try:
            return self._folded
        except AttributeError:
            text = str(self)
            self._folded = text if self.parser is posixpath else text.lower()
            return self._folded

    def __eq__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self._key == other._key and self.parser is other.parser

    def __hash__(self):
        try:
            return self._hash
        except AttributeError:
            self._hash = hash(self._key)
            return self._hash

    def _order(self, other, compare):
        if not isinstance(other, PurePath) or self.parser is not other.parser:
            return NotImplemented
        sep = self.parser.sep
        return compare(self._key.split(sep), other._key.split(sep))

    def __lt__(self, other):
        return self._order(other, operator.lt)

    def __le__(self, other):
        return self._order(other, operator.le)

    def __gt__(self, other):
        return self._order(other, operator.gt)

    def __ge__(self, other):
        return self._order(other, operator.ge)

    def __truediv__(self, key):
        try:
            return self.with_segments(self, key)
        except TypeError:
            return NotImplemented

    def __rtruediv__(self, key):
        try:
            return self.with_segments(key, self)
        except TypeError:
            return NotImplemented

    def __class_getitem__(cls, item):
        return types.GenericAlias(cls, item)

    def joinpath(self, *pathsegments):
        """This path and the others, one after the other; an absolute one begins anew."""
        return self.with_segments(self, *pathsegments)

    def _like(self, other):
        return other if hasattr(other, 'with_segments') else self.with_segments(other)

    def with_name(self, name):
        """The path with another last name."""
        parser = self.parser
        if not name or parser.sep in name or (parser.altsep and parser.altsep in name) or name == '.':
            raise ValueError(f'Invalid name {name!r}')
        tail = self._tail
        if not tail:
            raise ValueError(f'{self!r} has an empty name')
        return self._from_parts(self.drive, self.root, [*tail[:-1], name])

    def with_stem(self, stem):
        """The path with another stem and the suffix that it has."""
        suffix = self.suffix
        if not suffix:
            return self.with_name(stem)
        if not stem:
            raise ValueError(f'{self!r} has a non-empty suffix')
        return self.with_name(stem + suffix)

    def with_suffix(self, suffix):
        """The path with another suffix, or without one if it is empty."""
        stem = self.stem
        if not stem:
            raise ValueError(f'{self!r} has an empty name')
        if suffix and not suffix.startswith('.'):
            raise ValueError(f'Invalid suffix {suffix!r}')
        return self.with_name(stem + suffix)

    def relative_to(self, other, *, walk_up=False):
        """The path as seen from another one, which with `walk_up` need not be an ancestor."""
        other = self._like(other)
        if self.parser is posixpath and self.root == other.root:
            shared = len(other._tail)
            if self._tail[:shared] == other._tail:
                return self._from_parts('', '', self._tail[shared:])
        for steps, path in enumerate([other, *other.parents]):
            if path == self or path in self.parents:
                break
            if not walk_up:
                raise ValueError(f'{str(self)!r} is not in the subpath of {str(other)!r}')
            if path.name == '..':
                raise ValueError(f"'..' segment in {str(other)!r} cannot be walked")
        else:
            raise ValueError(f'{str(self)!r} and {str(other)!r} have different anchors')
        return self._from_parts('', '', ['..'] * steps + self._tail[len(path._tail):])

    def is_relative_to(self, other):
        """Is the other path this one or an ancestor of it?"""
        other = self._like(other)
        return other == self or other in self.parents

    def is_absolute(self):
        """Does the path need no other to begin from?"""
        return self.parser.isabs(str(self))

    def is_reserved(self):
        """Is it a name that Windows keeps for itself?"""
        warnings.warn(
            'pathlib.PurePath.is_reserved() is deprecated and scheduled for removal in Python 3.15. '
            'Use os.path.isreserved() to detect reserved paths on Windows.', DeprecationWarning, stacklevel=2)
        return self.parser is not posixpath and any(map(_is_reserved, self._tail))

    def match(self, path_pattern, *, case_sensitive=None):
        """Does the path, or its end if the pattern is relative, match? `**` is as `*` here."""
        pattern = self._like(path_pattern)
        if case_sensitive is None:
            case_sensitive = self.parser is posixpath
        ours = self.parts[::-1]
        theirs = pattern.parts[::-1]
        if not theirs:
            raise ValueError('empty pattern')
        if len(ours) < len(theirs) or (len(ours) > len(theirs) and pattern.anchor):
            return False
        sep = self.parser.sep
        return all(_pattern(part, sep, case_sensitive, False)(name) for name, part in zip(ours, theirs))

    def full_match(self, pattern, *, case_sensitive=None):
        """Does the whole path match? `**` stands for any number of names."""
        pattern = self._like(pattern)
        if case_sensitive is None:
            case_sensitive = self.parser is posixpath
        path = str(self) if self.parts else ''
        pattern = str(pattern) if pattern.parts else ''
        return _pattern(pattern, self.parser.sep, case_sensitive)(path) is not None


_RESERVED = frozenset(
    ['CON', 'PRN', 'AUX', 'NUL', 'CONIN$', 'CONOUT$']
    + [device + digit for device in ('COM', 'LPT') for digit in '123456789\xb9\xb2\xb3'])


def _is_reserved(name):
    """Does a name mean something else than a file on Windows?"""
    if name[-1:] in ('.', ' '):
        return name not in ('.', '..')
    if any(c in '*?"<>/\\:|' or c < ' ' for c in name):
        return True
    return name.partition('.')[0].rstrip(' ').upper() in _RESERVED


class PurePosixPath(PurePath):
    """A pure path of the POSIX kind."""

    __slots__ = ()
    parser = posixpath


class PureWindowsPath(PurePath):
    """A pure path of the Windows kind."""

    __slots__ = ()
    parser = _Windows


class _Info:
    """What was found out about the file at a path; it is asked once."""

    __slots__ = ('_path', '_entry', '_found')

    def __init__(self, path, entry=None):
        self._path = path
        self._entry = entry
        self._found = {}

    def __repr__(self):
        return '<PosixPath.info>'

    def _mode(self, follow_symlinks):
        """The mode, or None if there is no file."""
        follow_symlinks = bool(follow_symlinks)
        if follow_symlinks not in self._found:
            try:
                mode = os.stat(self._path, follow_symlinks=follow_symlinks).st_mode
            except (OSError, ValueError):
                mode = None
            self._found[follow_symlinks] = mode
        return self._found[follow_symlinks]

    def exists(self, *, follow_symlinks=True):
        """Is there a file?"""
        if self._entry is not None and not follow_symlinks:
            return True
        return self._mode(follow_symlinks) is not None

    def is_dir(self, *, follow_symlinks=True):
        """Is it a directory?"""
        if self._entry is not None:
            try:
                return self._entry.is_dir(follow_symlinks=follow_symlinks)
            except OSError:
                return False
        mode = self._mode(follow_symlinks)
        return mode is not None and S_ISDIR(mode)

    def is_file(self, *, follow_symlinks=True):
        """Is it a regular file?"""
        if self._entry is not None:
            try:
                return self._entry.is_file(follow_symlinks=follow_symlinks)
            except OSError:
                return False
        mode = self._mode(follow_symlinks)
        return mode is not None and S_ISREG(mode)

    def is_symlink(self):
        """Is it a symbolic link?"""
        if self._entry is not None:
            try:
                return self._entry.is_symlink()
            except OSError:
                return False
        return os.path.islink(self._path)


def _different_files(source, target):
    """Raises an error if both are the same file."""
    try:
        same = os.path.samefile(source, target)
    except (OSError, ValueError):
        return
    if same:
        raise OSError(errno.EINVAL, 'Source and target are the same file', str(source), None, str(target))


def _apart(source, target):
    """Raises an error if one tree would be copied into itself."""
    if source == target:
        reason = 'Source and target are the same path'
    elif source in target.parents:
        reason = 'Source path is a parent of target path'
    else:
        return
    raise OSError(errno.EINVAL, reason, str(source), None, str(target))


def _scan(path):
    """The entries of a directory, none if it cannot be read."""
    try:
        with os.scandir(path) as entries:
            return list(entries)
    except OSError:
        return []


def _is_dir(entry, follow_symlinks=True):
    try:
        return entry.is_dir(follow_symlinks=follow_symlinks)
    except OSError:
        return False


class _Globber:
    """The search for the paths that match one pattern."""

    def __init__(self, parts, sep, case_sensitive, recurse_symlinks):
        self._parts = parts
        self._sep = sep
        # Names without wildcards need no list of the directory, but where case is to be ignored.
        self._look = case_sensitive is False
        self._case_sensitive = case_sensitive is not False
        self._recurse_symlinks = recurse_symlinks

    def select(self, base, index, exists):
        """The matching paths below `base`, which is empty or ends with a separator, from a part on."""
        parts = self._parts
        if index == len(parts):
            if exists or os.path.lexists(base):
                yield base
            return
        part = parts[index]
        last = index + 1 == len(parts)
        if part == '':
            if os.path.isdir(base or '.'):
                yield base
        elif part == '**':
            yield from self._recursive(base, index, exists)
        elif part == '..' or not (self._look or glob.has_magic(part)):
            path = base + part
            if not last:
                yield from self.select(path + self._sep, index + 1, False)
            elif os.path.lexists(path):
                yield path
        else:
            match = _pattern(part, self._sep, self._case_sensitive)
            for entry in _scan(base or '.'):
                if match(entry.name) is None:
                    continue
                if last:
                    yield base + entry.name
                elif _is_dir(entry):
                    yield from self.select(base + entry.name + self._sep, index + 1, True)

    def _recursive(self, base, index, exists):
        """All directories below one, matched by all parts up to one that is special."""
        parts = self._parts
        pattern = ['**']
        index += 1
        while index < len(parts) and parts[index] not in ('', '..') and (
                self._recurse_symlinks or parts[index] == '**'):
            if pattern[-1] != '**' or parts[index] != '**':
                pattern.append(parts[index])
            index += 1
        match = _pattern(self._sep.join(pattern), self._sep, self._case_sensitive)
        last = index == len(parts)
        start = len(base)
        if match('') is not None and (exists or os.path.isdir(base or '.')):
            yield from self.select(base, index, exists or last)
        stack = [base]
        while stack:
            folder = stack.pop()
            for entry in _scan(folder or '.'):
                is_dir = _is_dir(entry, self._recurse_symlinks)
                path = folder + entry.name
                below = path + self._sep
                if is_dir:
                    stack.append(below)
                if (is_dir or last) and match(path, start) is not None:
                    if last:
                        yield path
                    else:
                        yield from self.select(below, index, True)


class Path(PurePath):
    """A path of this system, that can be asked and acted upon."""

    __slots__ = ('_info',)

    def __new__(cls, *args, **kwargs):
        if cls is Path:
            cls = PosixPath
        return object.__new__(cls)

    @classmethod
    def _unsupported(cls, name):
        return UnsupportedOperation(f'{cls.__name__}.{name} is unsupported on this system')

    @classmethod
    def cwd(cls):
        """The current directory."""
        path = cls(os.getcwd())
        path._text = os.getcwd()
        return path

    @classmethod
    def home(cls):
        """The user's home directory."""
        home = cls('~').expanduser()
        if home == cls('~'):
            raise RuntimeError('Could not determine home directory.')
        return home

    @classmethod
    def from_uri(cls, uri):
        """The path that a URI of the scheme file stands for."""
        scheme, colon, rest = uri.partition(':')
        if not colon or scheme.lower() != 'file':
            raise ValueError("URL is missing a 'file:' scheme")
        rest = re.split('[?#]', rest, maxsplit=1)[0]
        if rest.startswith('//'):
            host, slash, path = rest[2:].partition('/')
            if host and host != 'localhost':
                raise ValueError('file:// scheme is supported only on localhost')
            rest = slash + path
        path = cls(_unquote(rest))
        if not path.is_absolute():
            raise ValueError(f'URI is not absolute: {uri!r}')
        return path

    def as_uri(self):
        """The path as a URI of the scheme file."""
        return self._uri()

    # What the file is.

    @property
    def info(self):
        """What is known about the file; it is asked once only."""
        try:
            return self._info
        except AttributeError:
            self._info = _Info(str(self))
            return self._info

    def stat(self, *, follow_symlinks=True):
        """The status of the file."""
        return os.stat(self, follow_symlinks=follow_symlinks)

    def lstat(self):
        """The status of the file, or of the link that it is."""
        return os.lstat(self)

    def exists(self, *, follow_symlinks=True):
        """Is there such a file?"""
        return os.path.exists(self) if follow_symlinks else os.path.lexists(self)

    def _is(self, test, follow_symlinks=True):
        try:
            return test(self.stat(follow_symlinks=follow_symlinks).st_mode)
        except (OSError, ValueError):
            return False

    def is_dir(self, *, follow_symlinks=True):
        """Is it a directory?"""
        return self._is(S_ISDIR, follow_symlinks)

    def is_file(self, *, follow_symlinks=True):
        """Is it a regular file?"""
        return self._is(S_ISREG, follow_symlinks)

    def is_mount(self):
        """Is it where a file system is mounted?"""
        return os.path.ismount(self)

    def is_symlink(self):
        """Is it a symbolic link?"""
        return os.path.islink(self)

    def is_junction(self):
        """Is it a junction? There are none here."""
        return False

    def is_block_device(self):
        """Is it a device of blocks?"""
        return self._is(S_ISBLK)

    def is_char_device(self):
        """Is it a device of characters?"""
        return self._is(S_ISCHR)

    def is_fifo(self):
        """Is it a named pipe?"""
        return self._is(S_ISFIFO)

    def is_socket(self):
        """Is it a socket?"""
        return self._is(S_ISSOCK)

    def samefile(self, other_path):
        """Do both paths lead to the same file?"""
        ours = self.stat()
        theirs = self._like(other_path).stat()
        return ours.st_ino == theirs.st_ino and ours.st_dev == theirs.st_dev

    def owner(self, *, follow_symlinks=True):
        """The name of the file's owner."""
        try:
            import pwd
        except ImportError:
            raise self._unsupported('owner()') from None
        return pwd.getpwuid(self.stat(follow_symlinks=follow_symlinks).st_uid).pw_name

    def group(self, *, follow_symlinks=True):
        """The name of the file's group."""
        try:
            import grp
        except ImportError:
            raise self._unsupported('group()') from None
        return grp.getgrgid(self.stat(follow_symlinks=follow_symlinks).st_gid).gr_name

    # Other paths to it.

    def absolute(self):
        """The path from the root on; `..` and links stay as they are."""
        if self.is_absolute():
            return self
        cwd = os.getcwd()
        if not self._tail:
            return self._from_text(cwd)
        drive, root, tail = self._split(cwd)
        return self._from_parts(drive, root, tail + self._tail)

    def resolve(self, strict=False):
        """The absolute path without `..` and without links."""
        return self.with_segments(os.path.realpath(self, strict=strict))

    def expanduser(self):
        """The path with a leading `~` or `~user` replaced by the home directory."""
        tail = self._tail
        if self.anchor or not tail or tail[0][:1] != '~':
            return self
        home = tail[0] == '~' and os.environ.get('HOME') or os.path.expanduser(tail[0])
        if home[:1] == '~':
            raise RuntimeError('Could not determine home directory.')
        drive, root, names = self._split(home)
        return self._from_parts(drive, root, names + tail[1:])

    def readlink(self):
        """What the symbolic link says."""
        return self.with_segments(os.readlink(self))

    # Directories.

    def iterdir(self):
        """The paths in the directory, in no order."""
        folder = str(self)
        with os.scandir(folder) as found:
            entries = list(found)
        return map(self._from_entry, entries) if folder != '.' else map(self._from_name, entries)

    def _from_entry(self, entry):
        path = self._from_text(entry.path)
        path._info = _Info(entry.path, entry)
        return path

    def _from_name(self, entry):
        path = self._from_text(entry.name)
        path._info = _Info(entry.name, entry)
        return path

    def glob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        """The existing paths below this one that match a relative pattern."""
        sys.audit('pathlib.Path.glob', self, pattern)
        asked = pattern
        if not isinstance(pattern, PurePath):
            pattern = self.with_segments(pattern)
        if pattern.anchor:
            raise NotImplementedError('Non-relative patterns are unsupported')
        parts = list(pattern._tail)
        if not parts:
            raise ValueError(f'Unacceptable pattern: {str(asked)!r}')
        given = pattern._joined()
        if given[-1:] == self.parser.sep or given[-1:] == self.parser.altsep:
            parts.append('')
        root = str(self)
        sep = self.parser.sep
        base = '' if root == '.' else root if root.endswith(sep) else root + sep
        return self._globbed(_Globber(parts, sep, case_sensitive, recurse_symlinks), base)

    def _globbed(self, globber, base):
        sep = self.parser.sep
        for path in globber.select(base, 0, False):
            yield self._from_text(path.removesuffix(sep) or (sep if path else ''))

    def rglob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        """As glob(), in all directories below this one too."""
        sys.audit('pathlib.Path.rglob', self, pattern)
        pattern = self._like(pattern)
        if pattern.anchor:
            raise NotImplementedError('Non-relative patterns are unsupported')
        pattern = self.with_segments('**', pattern)
        return self.glob(pattern, case_sensitive=case_sensitive, recurse_symlinks=recurse_symlinks)

    def walk(self, top_down=True, on_error=None, follow_symlinks=False):
        """Each directory of the tree with the names of its directories and of its other files."""
        stack = [self]
        while stack:
            path = stack.pop()
            if isinstance(path, tuple):
                yield path
                continue
            folders, files = [], []
            try:
                with os.scandir(path) as found:
                    for entry in found:
                        (folders if _is_dir(entry, follow_symlinks) else files).append(entry.name)
            except OSError as error:
                if on_error is not None:
                    on_error(error)
                continue
            if top_down:
                yield path, folders, files
            else:
                stack.append((path, folders, files))
            stack += [path._from_parts(path.drive, path.root, [*path._tail, name]) for name in reversed(folders)]

    # Contents.

    def open(self, mode='r', buffering=-1, encoding=None, errors=None, newline=None):
        """The file, opened as open() does."""
        return io.open(self, mode, buffering, encoding, errors, newline)

    def read_bytes(self):
        """The whole contents as bytes."""
        with self.open('rb', 0) as file:
            return file.read()

    def read_text(self, encoding=None, errors=None, newline=None):
        """The whole contents as a string."""
        with self.open('r', -1, encoding, errors, newline) as file:
            return file.read()

    def write_bytes(self, data):
        """Replaces the contents; returns how many bytes were written."""
        view = memoryview(data)
        with self.open('wb') as file:
            return file.write(view)

    def write_text(self, data, encoding=None, errors=None, newline=None):
        """Replaces the contents; returns how many characters were written."""
        if not isinstance(data, str):
            raise TypeError(f'data must be str, not {type(data).__name__}')
        with self.open('w', -1, encoding, errors, newline) as file:
            return file.write(data)

    # Making, moving and removing.

    def touch(self, mode=0o666, exist_ok=True):
        """Makes an empty file, or says that one was just changed."""
        if exist_ok:
            try:
                os.utime(self, None)
                return
            except OSError:
                # There is none yet: it is made below.
                pass
        flags = os.O_CREAT | os.O_WRONLY
        if not exist_ok:
            flags |= os.O_EXCL
        os.close(os.open(self, flags, mode))

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        """Makes a directory, with `parents` those that it lies in too."""
        try:
            os.mkdir(self, mode)
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, parents=False, exist_ok=exist_ok)
        except OSError:
            if not exist_ok or not self.is_dir():
                raise

    def chmod(self, mode, *, follow_symlinks=True):
        """Changes the permissions."""
        os.chmod(self, mode, follow_symlinks=follow_symlinks)

    def lchmod(self, mode):
        """Changes the permissions of a link itself."""
        self.chmod(mode, follow_symlinks=False)

    def unlink(self, missing_ok=False):
        """Removes the file or the link."""
        try:
            os.unlink(self)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rmdir(self):
        """Removes the empty directory."""
        os.rmdir(self)

    def symlink_to(self, target, target_is_directory=False):
        """Makes this path a symbolic link to the target."""
        os.symlink(target, self, target_is_directory)

    def hardlink_to(self, target):
        """Makes this path a hard link to the target."""
        os.link(target, self)

    def rename(self, target):
        """Gives the file another path, which is returned."""
        target = self._like(target)
        os.rename(self, target)
        return target

    def replace(self, target):
        """Gives the file another path, which is returned, in place of any file there."""
        target = self._like(target)
        os.replace(self, target)
        return target

    def copy(self, target, *, follow_symlinks=True, preserve_metadata=False):
        """Copies the file or the tree to a path, which is returned."""
        target = self._like(target)
        _apart(self, target)
        target._copy_from(self, follow_symlinks, preserve_metadata)
        return target.joinpath()

    def _copy_from(self, source, follow_symlinks, preserve_metadata):
        stack = [(source, self)]
        while stack:
            source, target = stack.pop()
            if not follow_symlinks and source.is_symlink():
                target.symlink_to(os.readlink(source))
                continue
            if source.is_dir():
                children = list(source.iterdir())
                target.mkdir()
                stack += [(child, target / child.name) for child in children]
            else:
                _different_files(source, target)
                with source.open('rb') as reader, target.open('wb') as writer:
                    shutil.copyfileobj(reader, writer)
            if preserve_metadata:
                shutil.copystat(source, target, follow_symlinks=follow_symlinks)
            else:
                os.chmod(target, S_IMODE(source.stat().st_mode))

    def _inside(self, target_dir):
        """The path of this name in a directory."""
        name = self.name
        if not name:
            raise ValueError(f'{self!r} has an empty name')
        return self._like(target_dir) / name

    def copy_into(self, target_dir, *, follow_symlinks=True, preserve_metadata=False):
        """Copies the file or the tree into a directory; returns its path there."""
        return self.copy(
            self._inside(target_dir), follow_symlinks=follow_symlinks, preserve_metadata=preserve_metadata)

    def move(self, target):
        """Moves the file or the tree to a path, which is returned, on another file system too."""
        target = self._like(target)
        _different_files(self, target)
        try:
            os.replace(self, target)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            target = self.copy(target, follow_symlinks=False, preserve_metadata=True)
            if self.is_symlink() or not self.is_dir():
                self.unlink()
            else:
                shutil.rmtree(self)
            return target
        return target.joinpath()

    def move_into(self, target_dir):
        """Moves the file or the tree into a directory; returns its path there."""
        return self.move(self._inside(target_dir))


class PosixPath(Path, PurePosixPath):
    """A path of a POSIX system."""

    __slots__ = ()


class WindowsPath(Path, PureWindowsPath):
    """A path of a Windows system, which is not this one."""

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        raise UnsupportedOperation(f'cannot instantiate {cls.__name__!r} on your system')
