"""Operations on files and folders."""

import fnmatch
import os
import stat
import sys
from _shutil_archives import (
    ReadError, RegistryError, get_archive_formats, get_unpack_formats, make_archive, register_archive_format,
    register_unpack_format, unpack_archive, unregister_archive_format, unregister_unpack_format)
from collections import namedtuple

__all__ = ['copyfileobj', 'copyfile', 'copymode', 'copystat', 'copy', 'copy2', 'copytree', 'move', 'rmtree', 'Error',
           'SpecialFileError', 'make_archive', 'get_archive_formats', 'register_archive_format',
           'unregister_archive_format', 'get_unpack_formats', 'register_unpack_format', 'unregister_unpack_format',
           'unpack_archive', 'ignore_patterns', 'chown', 'which', 'get_terminal_size', 'SameFileError', 'disk_usage']

COPY_BUFSIZE = 64 * 1024


class Error(OSError):
    pass


class SameFileError(Error):
    """Source and target are the same file."""


class SpecialFileError(OSError):
    """The operation is not for such a file: a named pipe, for example."""


class _GiveupOnFastCopy(Exception):
    """What CPython raises inside to go back to plain copying; here all copying is plain."""


def copyfileobj(fsrc, fdst, length=0):
    """Copies what can be read from one file to another."""
    length = length or COPY_BUFSIZE
    while data := fsrc.read(length):
        fdst.write(data)


def _same_file(src, dst):
    try:
        return os.path.samefile(src, dst)
    except OSError:
        return False


def copyfile(src, dst, *, follow_symlinks=True):
    """Copies the contents of a file; returns the target."""
    sys.audit('shutil.copyfile', src, dst)
    if _same_file(src, dst):
        raise SameFileError(f'{src!r} and {dst!r} are the same file')
    for path in (src, dst):
        try:
            mode = os.stat(path).st_mode
        except OSError:
            # The target need not be there; a source that is not is found when it is opened.
            continue
        if stat.S_ISFIFO(mode):
            raise SpecialFileError(f'`{os.fspath(path)}` is a named pipe')
    if not follow_symlinks and os.path.islink(src):
        os.symlink(os.readlink(src), dst)
        return dst
    with open(src, 'rb') as fsrc, open(dst, 'wb') as fdst:
        copyfileobj(fsrc, fdst)
    return dst


def copymode(src, dst, *, follow_symlinks=True):
    """Copies the permission bits."""
    sys.audit('shutil.copymode', src, dst)
    os.chmod(dst, stat.S_IMODE(os.stat(src).st_mode))


def copystat(src, dst, *, follow_symlinks=True):
    """Copies permission bits and times."""
    sys.audit('shutil.copystat', src, dst)
    if not follow_symlinks and os.path.islink(src):
        return
    info = os.stat(src)
    os.utime(dst, (info.st_atime, info.st_mtime))
    os.chmod(dst, stat.S_IMODE(info.st_mode))


def _target(src, dst):
    return os.path.join(dst, os.path.basename(src)) if os.path.isdir(dst) else dst


def copy(src, dst, *, follow_symlinks=True):
    """Copies a file with its permission bits to a file or into a folder; returns the target."""
    dst = _target(src, dst)
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copymode(src, dst, follow_symlinks=follow_symlinks)
    return dst


def copy2(src, dst, *, follow_symlinks=True):
    """As `copy`, with the times too."""
    dst = _target(src, dst)
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copystat(src, dst, follow_symlinks=follow_symlinks)
    return dst


def ignore_patterns(*patterns):
    """A function for `copytree` that leaves out names that match."""
    def _ignore_patterns(path, names):
        return {name for pattern in patterns for name in fnmatch.filter(names, pattern)}
    return _ignore_patterns


def copytree(src, dst, symlinks=False, ignore=None, copy_function=copy2, ignore_dangling_symlinks=False,
             dirs_exist_ok=False):
    """Copies a folder with all that is in it; returns the target."""
    sys.audit('shutil.copytree', src, dst)
    names = os.listdir(src)
    ignored = ignore(os.fspath(src), names) if ignore is not None else ()
    os.makedirs(dst, exist_ok=dirs_exist_ok)
    errors = []
    for name in names:
        if name in ignored:
            continue
        source = os.path.join(src, name)
        target = os.path.join(dst, name)
        try:
            if os.path.islink(source) and (symlinks or ignore_dangling_symlinks and not os.path.exists(source)):
                if symlinks:
                    os.symlink(os.readlink(source), target)
            elif os.path.isdir(source):
                copytree(source, target, symlinks, ignore, copy_function, ignore_dangling_symlinks, dirs_exist_ok)
            else:
                copy_function(source, target)
        except Error as error:
            errors.extend(error.args[0])
        except OSError as error:
            errors.append((source, target, str(error)))
    try:
        copystat(src, dst)
    except OSError as error:
        errors.append((src, dst, str(error)))
    if errors:
        raise Error(errors)
    return dst


def rmtree(path, ignore_errors=False, onerror=None, *, onexc=None, dir_fd=None):
    """Removes a folder with all that is in it."""
    sys.audit('shutil.rmtree', path, dir_fd)
    _remove_tree(path, ignore_errors, onerror, onexc)


def _remove_tree(path, ignore_errors, onerror, onexc):
    if ignore_errors:
        def onexc(*args):
            pass
    elif onerror is not None and onexc is None:
        def onexc(function, path, error):
            onerror(function, path, (type(error), error, error.__traceback__))
    elif onexc is None:
        def onexc(*args):
            raise
    if os.path.islink(path):
        try:
            raise OSError('Cannot call rmtree on a symbolic link')
        except OSError as error:
            onexc(os.path.islink, path, error)
        return
    try:
        names = os.listdir(path)
    except OSError as error:
        onexc(os.scandir if os.path.exists(path) else os.lstat, path, error)
        if not os.path.exists(path):
            return
        names = []
    for name in names:
        full = os.path.join(path, name)
        if os.path.isdir(full) and not os.path.islink(full):
            _remove_tree(full, False, None, onexc)
        else:
            try:
                os.unlink(full)
            except OSError as error:
                onexc(os.unlink, full, error)
    try:
        os.rmdir(path)
    except OSError as error:
        onexc(os.rmdir, path, error)


rmtree.avoids_symlink_attacks = False


def move(src, dst, copy_function=copy2):
    """Moves a file or folder, into the target if that is a folder; returns where it is now."""
    sys.audit('shutil.move', src, dst)
    real_dst = dst
    if os.path.isdir(dst):
        if _same_file(src, dst):
            os.rename(src, dst)
            return None
        real_dst = os.path.join(dst, os.path.basename(os.fspath(src).rstrip(os.sep)))
        if os.path.exists(real_dst):
            raise Error(f"Destination path '{real_dst}' already exists")
    try:
        os.rename(src, real_dst)
    except OSError:
        # The target is on another file system.
        if os.path.islink(src):
            os.symlink(os.readlink(src), real_dst)
            os.unlink(src)
        elif os.path.isdir(src):
            if os.path.abspath(real_dst).startswith(os.path.abspath(src) + os.sep):
                raise Error(f"Cannot move a directory '{src}' into itself '{dst}'.")
            copytree(src, real_dst, copy_function=copy_function, symlinks=True)
            rmtree(src)
        else:
            copy_function(src, real_dst)
            os.unlink(src)
    return real_dst


_usage = namedtuple('usage', 'total used free', module='shutil')


def disk_usage(path):
    """How much room the file system of a path has, in bytes: total, used, free for this user."""
    found = os.statvfs(path)
    size = found.f_frsize
    return _usage(found.f_blocks * size, (found.f_blocks - found.f_bfree) * size, found.f_bavail * size)


def _number_of(account, kind):
    # -1 says that it stays as it is.
    if account is None:
        return -1
    if not isinstance(account, str):
        return account
    import grp
    import pwd
    try:
        return pwd.getpwnam(account).pw_uid if kind == 'user' else grp.getgrnam(account).gr_gid
    except KeyError:
        raise LookupError(f'no such {kind}: {account!r}') from None


def chown(path, user=None, group=None, *, dir_fd=None, follow_symlinks=True):
    """Changes the owner and group of a path, each a name or a number."""
    sys.audit('shutil.chown', path, user, group)
    if user is None and group is None:
        raise ValueError('user and/or group must be set')
    user, group = _number_of(user, 'user'), _number_of(group, 'group')
    os.chown(path, user, group, dir_fd=dir_fd, follow_symlinks=follow_symlinks)


def get_terminal_size(fallback=(80, 24)):
    """The size of the terminal: of the environment, else of stdout, else `fallback`."""
    sizes = []
    for name in ('COLUMNS', 'LINES'):
        try:
            sizes.append(int(os.environ[name]))
        except (KeyError, ValueError):
            sizes.append(0)
    columns, lines = sizes
    if columns <= 0 or lines <= 0:
        try:
            size = os.get_terminal_size(sys.__stdout__.fileno())
        except (AttributeError, ValueError, OSError):
            # stdout is no terminal.
            size = os.terminal_size(fallback)
        if columns <= 0:
            columns = size.columns or fallback[0]
        if lines <= 0:
            lines = size.lines or fallback[1]
    return os.terminal_size((columns, lines))


def which(cmd, mode=os.F_OK | os.X_OK, path=None):
    """The path of a program; None if it is not found."""
    def is_program(name):
        return os.path.exists(name) and os.access(name, mode) and not os.path.isdir(name)

    if os.path.dirname(cmd):
        return cmd if is_program(cmd) else None
    if path is None:
        path = os.environ.get('PATH', os.defpath)
    if not path:
        return None
    seen = set()
    for folder in os.fsdecode(path).split(os.pathsep):
        if folder not in seen:
            seen.add(folder)
            name = os.path.join(folder, cmd)
            if is_program(name):
                return name
    return None


def __getattr__(name):
    if name == 'ExecError':
        import warnings
        warnings._deprecated(
            'shutil.ExecError',
            "{name!r} is deprecated and slated for removal in Python {remove}; it isn't raised by any shutil function.",
            remove=(3, 16))
        return RuntimeError
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
