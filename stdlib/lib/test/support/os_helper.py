"""Files and folders for tests, and what the system can do with them."""
import collections.abc
import contextlib
import errno
import os
import stat
import sys
import unittest
import warnings

# A name for temporary files, another one in each process.
TESTFN_ASCII = f"@test_{os.getpid()}_tmp"
TESTFN_UNICODE = TESTFN_ASCII + "-\xe0\xf2\u0258\u0141\u011f"
TESTFN_NONASCII = TESTFN_ASCII + "\xe6"
FS_NONASCII = "\xe6"
# Every name can be encoded here.
TESTFN_UNENCODABLE = None
TESTFN_UNDECODABLE = TESTFN_ASCII.encode() + b"\xff"
TESTFN = TESTFN_ASCII
SAVEDCWD = os.getcwd()


def unlink(filename):
    """Removes a file if there is one."""
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        os.unlink(filename)


def rmdir(dirname):
    """Removes an empty folder if there is one."""
    with contextlib.suppress(FileNotFoundError):
        os.rmdir(dirname)


def rmtree(path):
    """Removes a folder and all that is in it."""
    if os.path.islink(path) or not os.path.isdir(path):
        unlink(path)
        return
    for name in os.listdir(path):
        inner = os.path.join(path, name)
        if os.path.isdir(inner) and not os.path.islink(inner):
            rmtree(inner)
        else:
            unlink(inner)
    rmdir(path)


def create_empty_file(filename):
    """Makes an empty file, or empties one."""
    os.close(os.open(filename, os.O_WRONLY | os.O_CREAT | os.O_TRUNC))


@contextlib.contextmanager
def open_dir_fd(path):
    """A descriptor of a folder."""
    fd = os.open(path, os.O_RDONLY)
    try:
        yield fd
    finally:
        os.close(fd)


@contextlib.contextmanager
def temp_dir(path=None, quiet=False):
    """A folder, at `path` if that is given, which is removed afterwards. If it cannot be made: a warning if `quiet`."""
    made = False
    if path is None:
        import tempfile
        path = os.path.realpath(tempfile.mkdtemp())
        made = True
    else:
        try:
            os.mkdir(path)
            made = True
        except OSError as exc:
            if not quiet:
                raise
            warnings.warn(f"tests may fail, unable to create temporary directory {path!r}: {exc}", RuntimeWarning,
                          stacklevel=3)
    owner = os.getpid()
    try:
        yield path
    finally:
        # A forked process leaves it to the one that made it.
        if made and owner == os.getpid():
            rmtree(path)


@contextlib.contextmanager
def change_cwd(path, quiet=False):
    """Another working folder meanwhile. If it cannot be entered: a warning if `quiet`."""
    saved = os.getcwd()
    try:
        os.chdir(os.path.realpath(path))
    except OSError as exc:
        if not quiet:
            raise
        warnings.warn(f"tests may fail, unable to change the current working directory to {path!r}: {exc}",
                      RuntimeWarning, stacklevel=3)
    try:
        yield os.getcwd()
    finally:
        os.chdir(saved)


@contextlib.contextmanager
def temp_cwd(name="tempcwd", quiet=False):
    """A new folder that is the working folder meanwhile."""
    with temp_dir(path=name, quiet=quiet) as path, change_cwd(path, quiet=quiet) as cwd:
        yield cwd


@contextlib.contextmanager
def temp_umask(umask):
    """Another mask of permissions for new files meanwhile."""
    old = os.umask(umask)
    try:
        yield
    finally:
        os.umask(old)


@contextlib.contextmanager
def save_mode(path, *, quiet=False):
    """The permissions of a file are restored afterwards."""
    saved = os.stat(path)
    try:
        yield
    finally:
        try:
            os.chmod(path, saved.st_mode)
        except OSError:
            if not quiet:
                raise


def fd_count():
    """How many descriptors are open."""
    # One of them is that of the folder that is read.
    return len(os.listdir("/proc/self/fd")) - 1


def make_bad_fd():
    """A descriptor that is not open."""
    file = open(TESTFN, "wb")
    try:
        return file.fileno()
    finally:
        file.close()
        unlink(TESTFN)


_can_symlink = None


def can_symlink():
    """Can symbolic links be made?"""
    global _can_symlink
    if _can_symlink is None:
        link = TESTFN + "can_symlink"
        try:
            os.symlink(TESTFN, link)
            _can_symlink = True
        except (OSError, NotImplementedError, AttributeError):
            _can_symlink = False
        else:
            os.remove(link)
    return _can_symlink


def skip_unless_symlink(test):
    """A decorator that skips the test where symbolic links cannot be made."""
    return test if can_symlink() else unittest.skip("Requires functional symlink implementation")(test)


_can_hardlink = None


def can_hardlink():
    """Can a file have several names?"""
    global _can_hardlink
    if _can_hardlink is None:
        _can_hardlink = hasattr(os, "link")
    return _can_hardlink


def skip_unless_hardlink(test):
    """A decorator that skips the test where a file cannot have several names."""
    return test if can_hardlink() else unittest.skip("requires hardlink support")(test)


def can_xattr():
    """Can files have extended attributes?"""
    return hasattr(os, "setxattr")


def skip_unless_xattr(test):
    """A decorator that skips the test where files have no extended attributes."""
    return test if can_xattr() else unittest.skip("no non-broken extended attribute support")(test)


_can_chmod = None


def can_chmod():
    """Does os.chmod() have an effect?"""
    global _can_chmod
    if _can_chmod is None:
        try:
            create_empty_file(TESTFN)
            os.chmod(TESTFN, 0o555)
            first = stat.S_IMODE(os.stat(TESTFN).st_mode)
            os.chmod(TESTFN, 0o777)
            _can_chmod = first != stat.S_IMODE(os.stat(TESTFN).st_mode)
        except OSError:
            _can_chmod = False
        finally:
            unlink(TESTFN)
    return _can_chmod


def skip_unless_working_chmod(test):
    """A decorator that skips the test where os.chmod() has no effect."""
    return test if can_chmod() else unittest.skip("requires working os.chmod()")(test)


def can_dac_override():
    """May this process write to any file, whatever its permissions?"""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def skip_if_dac_override(test):
    """A decorator that skips the test if permissions do not bind this process."""
    return unittest.skip("incompatible with CAP_DAC_OVERRIDE")(test) if can_dac_override() else test


def skip_unless_dac_override(test):
    """A decorator that skips the test if permissions bind this process."""
    return test if can_dac_override() else unittest.skip("requires CAP_DAC_OVERRIDE")(test)


def fs_is_case_insensitive(directory):
    """Do names that differ in case mean the same file?"""
    import tempfile
    with tempfile.NamedTemporaryFile(dir=directory) as base:
        other = base.name.upper()
        if other == base.name:
            other = base.name.lower()
        try:
            return os.path.samefile(base.name, other)
        except FileNotFoundError:
            return False


class FakePath:
    """An object whose __fspath__() returns, or raises, what it was made with."""

    def __init__(self, path):
        self.path = path

    def __repr__(self):
        return f"<FakePath {self.path!r}>"

    def __fspath__(self):
        if isinstance(self.path, BaseException) or (
                isinstance(self.path, type) and issubclass(self.path, BaseException)):
            raise self.path
        return self.path


class EnvironmentVarGuard(collections.abc.MutableMapping):
    """The environment; what was changed is restored at the end of the with statement."""

    def __init__(self):
        self._environ = os.environ
        self._changed = {}

    def __getitem__(self, envvar):
        return self._environ[envvar]

    def __setitem__(self, envvar, value):
        self._changed.setdefault(envvar, self._environ.get(envvar))
        self._environ[envvar] = value

    def __delitem__(self, envvar):
        self._changed.setdefault(envvar, self._environ.get(envvar))
        self._environ.pop(envvar, None)

    def keys(self):
        return self._environ.keys()

    def __iter__(self):
        return iter(self._environ)

    def __len__(self):
        return len(self._environ)

    def set(self, envvar, value):
        """Sets a variable."""
        self[envvar] = value

    def unset(self, envvar, /, *envvars):
        """Removes variables."""
        for name in (envvar, *envvars):
            del self[name]

    def copy(self):
        """The variables as a dict."""
        return dict(self)

    def __enter__(self):
        return self

    def __exit__(self, *ignore_exc):
        for name, value in self._changed.items():
            if value is None:
                self._environ.pop(name, None)
            else:
                self._environ[name] = value
        os.environ = self._environ
