"""Miscellaneous operating system interfaces."""

import posix
import posixpath as path
import sys
from posix import *
from posix import _exit, _scandir, _stat

name = 'posix'
linesep = '\n'
from posixpath import altsep, curdir, defpath, devnull, extsep, pardir, pathsep, sep

sys.modules['os.path'] = path
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
EX_OK = 0
supports_bytes_environ = True
supports_dir_fd = supports_effective_ids = supports_fd = supports_follow_symlinks = frozenset()


def __getattr__(name):
    if name == 'PathLike':
        import abc

        class PathLike(abc.ABC):
            """Abstract base class for implementing the file system path protocol."""

            __slots__ = ()

            @abc.abstractmethod
            def __fspath__(self):
                """Return the file system path representation of the object."""
                raise NotImplementedError

            @classmethod
            def __subclasshook__(cls, subclass):
                if cls is PathLike:
                    return hasattr(subclass, '__fspath__') or NotImplemented
                return NotImplemented

        PathLike.__module__ = 'os'
        PathLike.__qualname__ = 'PathLike'
        globals()['PathLike'] = PathLike
        return PathLike
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')


class _Environ(dict):
    """The environment: names and values are text."""

    def __setitem__(self, key, value):
        dict.__setitem__(self, _check_text(key), _check_text(value))

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]

    def update(self, other=(), /, **kwds):
        for key, value in dict(other, **kwds).items():
            self[key] = value

    def copy(self):
        return dict(self)

    def __repr__(self):
        return f'environ({dict.__repr__(self)})'

    def __or__(self, other):
        return dict(self) | dict(other)

    def __ior__(self, other):
        self.update(other)
        return self


def _check_text(value):
    if not isinstance(value, str):
        raise TypeError(f'str expected, not {type(value).__name__}')
    return value


environ = _Environ(posix.environ)


def getenv(key, default=None):
    """The value of an environment variable; the default if it is not set."""
    return environ.get(key, default)


def putenv(name, value, /):
    """Change or add an environment variable."""
    environ[name] = value


def unsetenv(name, /):
    """Delete an environment variable."""
    environ.pop(name, None)


def fsencode(filename):
    """A path as bytes."""
    filename = fspath(filename)
    return filename.encode('utf-8', 'surrogateescape') if isinstance(filename, str) else filename


def fsdecode(filename):
    """A path as text."""
    filename = fspath(filename)
    return filename.decode('utf-8', 'surrogateescape') if isinstance(filename, bytes) else filename


def fdopen(fd, mode='r', buffering=-1, encoding=None, *args, **kwargs):
    """A file object for a descriptor."""
    import io
    return io.open(fd, mode, buffering, encoding, *args, **kwargs)


def _result(typename, fields, hidden=()):
    """A class of tuples with named items, as CPython's structure sequences."""
    from _collections import _tuplegetter

    class result(tuple):
        n_fields = len(fields) + len(hidden)
        n_sequence_fields = len(fields)
        n_unnamed_fields = 0
        __match_args__ = fields

        def __new__(cls, sequence, /):
            items = tuple(sequence)
            self = tuple.__new__(cls, items[:len(fields)])
            self.__dict__.update(zip(hidden, items[len(fields):]))
            return self

        def __repr__(self):
            shown = [f'{name}={value!r}' for name, value in zip(fields, self)]
            return f'os.{typename}({", ".join(shown)})'

    for index, field in enumerate(fields):
        setattr(result, field, _tuplegetter(index, None))
    result.__name__ = result.__qualname__ = typename
    return result


stat_result = _result(
    'stat_result',
    ('st_mode', 'st_ino', 'st_dev', 'st_nlink', 'st_uid', 'st_gid', 'st_size', '_st_atime', '_st_mtime', '_st_ctime'),
    ('st_atime', 'st_mtime', 'st_ctime', 'st_atime_ns', 'st_mtime_ns', 'st_ctime_ns', 'st_blksize', 'st_blocks'))
terminal_size = _result('terminal_size', ('columns', 'lines'))
uname_result = _result('uname_result', ('sysname', 'nodename', 'release', 'version', 'machine'))
times_result = _result('times_result', ('user', 'system', 'children_user', 'children_system', 'elapsed'))


def stat(path, *, dir_fd=None, follow_symlinks=True):
    """What the system knows of a file."""
    return stat_result(_stat(path, follow_symlinks))


def lstat(path, *, dir_fd=None):
    """What the system knows of a file, or of the link if it is one."""
    return stat_result(_stat(path, False))


def fstat(fd):
    """What the system knows of an open file."""
    return stat_result(posix.fstat(fd))


def uname():
    """System, host, release, version and machine."""
    return uname_result(posix.uname())


def times():
    """The seconds that this process and its children have computed, and those that have gone by."""
    return times_result(posix.times())


def get_terminal_size(fd=1, /):
    """Columns and lines of the terminal. OSError if there is none."""
    return terminal_size(posix.get_terminal_size(fd))


def makedirs(name, mode=0o777, exist_ok=False):
    """Makes a folder and all those above it that are missing."""
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            pass
        if tail == curdir:
            return
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def removedirs(name):
    """Removes a folder and those above it that become empty."""
    rmdir(name)
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            break
        head, tail = path.split(head)


def renames(old, new):
    """Renames, making folders that are missing and removing those that become empty."""
    head, tail = path.split(new)
    if head and tail and not path.exists(head):
        makedirs(head)
    rename(old, new)
    head, tail = path.split(old)
    if head and tail:
        try:
            removedirs(head)
        except OSError:
            pass


class DirEntry:
    """An entry of a folder."""

    __slots__ = ('name', 'path', '_dir', '_file', '_link')

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return f'<DirEntry {self.name!r}>'

    def is_dir(self, *, follow_symlinks=True):
        """Is it a folder, or a link to one?"""
        return path.isdir(self.path) if self._link and follow_symlinks else self._dir

    def is_file(self, *, follow_symlinks=True):
        """Is it a file, or a link to one?"""
        return path.isfile(self.path) if self._link and follow_symlinks else self._file

    def is_symlink(self):
        """Is it a link?"""
        return self._link

    def is_junction(self):
        return False

    def stat(self, *, follow_symlinks=True):
        """What `os.stat` says of it."""
        return stat(self.path, follow_symlinks=follow_symlinks)

    def inode(self):
        """Its inode's number."""
        return lstat(self.path).st_ino


class _Scan:
    """An iterator over a folder's entries, and a context manager."""

    def __init__(self, folder):
        self._entries = iter(_scandir(folder))
        self._folder = fspath(folder)

    def __iter__(self):
        return self

    def __next__(self):
        name, is_dir, is_file, is_link = next(self._entries)
        entry = DirEntry()
        entry.name = name
        entry.path = path.join(self._folder, name)
        entry._dir, entry._file, entry._link = is_dir, is_file, is_link
        return entry

    def close(self):
        self._entries = iter(())

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


def scandir(path='.'):
    """An iterator over the entries of a folder."""
    return _Scan('.' if path is None else path)


def walk(top, topdown=True, onerror=None, followlinks=False):
    """Yields (folder, names of folders, names of files) for a folder and all below it."""
    top = fspath(top)
    dirs, nondirs = [], []
    try:
        entries = list(scandir(top))
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    for entry in entries:
        (dirs if entry.is_dir() else nondirs).append(entry.name)
    if topdown:
        yield top, dirs, nondirs
    for name in dirs:
        below = path.join(top, name)
        if followlinks or not path.islink(below):
            yield from walk(below, topdown, onerror, followlinks)
    if not topdown:
        yield top, dirs, nondirs


def get_exec_path(env=None):
    """The folders in which commands are looked for."""
    return (environ if env is None else env).get('PATH', defpath).split(pathsep)
