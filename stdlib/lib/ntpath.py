"""Paths as Windows writes them, to be taken apart and put together on any system.

What asks the file system, `exists` and its kin, asks the one there is."""

import genericpath
import os
import sys
from genericpath import (
    ALLOW_MISSING, commonprefix, exists, getatime, getctime, getmtime, getsize, isdevdrive, isdir, isfile, isjunction,
    islink, lexists, samefile, sameopenfile, samestat)

__all__ = [
    'normcase', 'isabs', 'join', 'splitdrive', 'splitroot', 'split', 'splitext', 'basename', 'dirname', 'commonprefix',
    'getsize', 'getmtime', 'getatime', 'getctime', 'islink', 'exists', 'lexists', 'isdir', 'isfile', 'ismount',
    'isreserved', 'expanduser', 'expandvars', 'normpath', 'abspath', 'curdir', 'pardir', 'sep', 'pathsep', 'defpath',
    'altsep', 'extsep', 'devnull', 'realpath', 'supports_unicode_filenames', 'relpath', 'samefile', 'sameopenfile',
    'samestat', 'commonpath', 'isjunction', 'isdevdrive']

curdir = '.'
pardir = '..'
extsep = '.'
sep = '\\'
pathsep = ';'
altsep = '/'
defpath = '.;C:\\bin'
devnull = 'nul'
supports_unicode_filenames = True


class _Letters:
    """The characters with a meaning, in the type of a path."""

    def __init__(self, path):
        convert = os.fsencode if isinstance(path, bytes) else str
        self.empty = path[:0]
        self.sep, self.altsep, self.colon = convert('\\'), convert('/'), convert(':')
        self.both = convert('\\/')
        self.curdir, self.pardir = convert('.'), convert('..')
        self.unc_prefix = convert('\\\\?\\UNC\\')
        self.convert = convert


def _path(path):
    path = os.fspath(path)
    return path, _Letters(path)


def normcase(s):
    """The path in small letters, with backslashes."""
    s = os.fspath(s)
    if isinstance(s, bytes):
        return s.decode(sys.getfilesystemencoding(), 'surrogateescape').replace('/', '\\').lower().encode(
            sys.getfilesystemencoding(), 'surrogateescape')
    return s.replace('/', '\\').lower()


def isabs(s):
    """Does the path say where it begins: `C:\\` or `\\\\server`?"""
    s, letters = _path(s)
    s = s[:3].replace(letters.altsep, letters.sep)
    return s.startswith(letters.colon + letters.sep, 1) or s.startswith(letters.sep * 2)


def join(path, *paths):
    """The paths one after the other; one that is absolute or of another drive begins anew."""
    path, letters = _path(path)
    try:
        result_drive, result_root, result_path = splitroot(path)
        for part in map(os.fspath, paths):
            drive, root, rest = splitroot(part)
            if root:
                if drive or not result_drive:
                    result_drive = drive
                result_root, result_path = root, rest
                continue
            if drive and drive != result_drive:
                if drive.lower() != result_drive.lower():
                    result_drive, result_root, result_path = drive, root, rest
                    continue
                result_drive = drive
            if result_path and result_path[-1:] not in letters.both:
                result_path += letters.sep
            result_path += rest
        if result_path and not result_root and result_drive and result_drive[-1:] not in letters.colon + letters.both:
            return result_drive + letters.sep + result_path
        return result_drive + result_root + result_path
    except (TypeError, AttributeError, BytesWarning):
        genericpath._check_arg_types('join', path, *paths)
        raise


def splitdrive(p):
    """The drive or the share, and the rest."""
    drive, root, tail = splitroot(p)
    return drive, root + tail


def splitroot(p):
    """The drive or the share, the backslash behind it if there is one, and the rest."""
    p, letters = _path(p)
    empty = letters.empty
    plain = p.replace(letters.altsep, letters.sep)
    if plain.startswith(letters.sep):
        if not plain.startswith(letters.sep, 1):
            # \Windows
            return empty, p[:1], p[1:]
        # \\server\share\rest, \\.\device\rest and \\?\UNC\server\share\rest
        start = 8 if plain[:8].upper() == letters.unc_prefix else 2
        first = plain.find(letters.sep, start)
        if first == -1:
            return p, empty, empty
        second = plain.find(letters.sep, first + 1)
        if second == -1:
            return p, empty, empty
        return p[:second], p[second:second + 1], p[second + 1:]
    if plain[1:2] == letters.colon:
        if plain[2:3] == letters.sep:
            return p[:2], p[2:3], p[3:]
        return p[:2], empty, p[2:]
    return empty, empty, p


def split(p):
    """What is before the last part, and that part."""
    p, letters = _path(p)
    drive, root, rest = splitroot(p)
    cut = max(rest.rfind(letters.sep), rest.rfind(letters.altsep)) + 1
    head, tail = rest[:cut], rest[cut:]
    return drive + root + head.rstrip(letters.both), tail


def splitext(p):
    """The path without its extension, and the extension."""
    p, letters = _path(p)
    return genericpath._splitext(p, letters.sep, letters.altsep, letters.curdir)


splitext.__doc__ = genericpath._splitext.__doc__ or splitext.__doc__


def basename(p):
    """The last part."""
    return split(p)[1]


def dirname(p):
    """What is before the last part."""
    return split(p)[0]


def ismount(path):
    """Is it the root of a drive or of a share?"""
    path, letters = _path(path)
    path = abspath(path)
    drive, root, rest = splitroot(path)
    if drive and drive[:1] in letters.both:
        return not rest
    return bool(root and not rest)


_RESERVED_CHARACTERS = frozenset(map(chr, range(32))) | frozenset('"*:<>?|/\\')
_RESERVED_NAMES = frozenset(
    ['CON', 'PRN', 'AUX', 'NUL', 'CONIN$', 'CONOUT$'] + [f'{device}{number}' for device in ('COM', 'LPT')
                                                        for number in '123456789\xb9\xb2\xb3'])


def isreserved(path):
    """Does a part of the path mean something else to Windows: a device, or characters that no name may have?"""
    path = os.fsdecode(splitroot(path)[2]).replace(altsep, sep)
    return any(_is_reserved_name(name) for name in reversed(path.split(sep)))


def _is_reserved_name(name):
    if name[-1:] in ('.', ' '):
        return name not in ('.', '..')
    if _RESERVED_CHARACTERS.intersection(name):
        return True
    return name.partition('.')[0].rstrip(' ').upper() in _RESERVED_NAMES


def expanduser(path):
    """The path with `~` or `~name` in front replaced by a home folder."""
    path, letters = _path(path)
    tilde = letters.convert('~')
    if not path.startswith(tilde):
        return path
    end = 1
    while end < len(path) and path[end:end + 1] not in letters.both:
        end += 1
    if 'USERPROFILE' in os.environ:
        home = os.environ['USERPROFILE']
    elif 'HOMEPATH' in os.environ:
        home = join(os.environ.get('HOMEDRIVE', ''), os.environ['HOMEPATH'])
    else:
        return path
    if end != 1:
        target = os.fsdecode(path[1:end])
        current = os.environ.get('USERNAME')
        if target != current:
            # The folders of users lie beside each other, if one's own is named after oneself.
            if current != basename(home):
                return path
            home = join(dirname(home), target)
    return letters.convert(home) + path[end:]


def expandvars(path):
    """The path with `$name`, `${name}` and `%name%` replaced by variables of the environment; unknown ones stay."""
    path, letters = _path(path)
    is_bytes = isinstance(path, bytes)
    text = os.fsdecode(path) if is_bytes else path
    if '$' not in text and '%' not in text:
        return path
    out = []
    at = 0
    while at < len(text):
        c = text[at]
        if c == "'":
            # Nothing is replaced between apostrophes.
            end = text.find("'", at + 1)
            end = len(text) if end < 0 else end + 1
            out.append(text[at:end])
        elif c == '%':
            end = text.find('%', at + 1)
            if text[at + 1:at + 2] == '%':
                out.append('%')
                end = at + 2
            elif end < 0:
                out.append(text[at:])
                end = len(text)
            else:
                name = text[at + 1:end]
                out.append(os.environ.get(name, f'%{name}%'))
                end += 1
        elif c == '$' and text[at + 1:at + 2] == '$':
            out.append('$')
            end = at + 2
        elif c == '$' and text[at + 1:at + 2] == '{':
            end = text.find('}', at + 2)
            if end < 0:
                out.append(text[at:])
                end = len(text)
            else:
                name = text[at + 2:end]
                out.append(os.environ.get(name, f'${{{name}}}'))
                end += 1
        elif c == '$':
            end = at + 1
            while end < len(text) and text[end] in _NAME_CHARACTERS:
                end += 1
            name = text[at + 1:end]
            out.append(os.environ.get(name, '$' + name))
        else:
            end = at + 1
            out.append(c)
        at = end
    result = ''.join(out)
    return os.fsencode(result) if is_bytes else result


_NAME_CHARACTERS = frozenset('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-')


def normpath(path):
    """The path with backslashes, without `.` and with each `name\\..` left out."""
    path, letters = _path(path)
    path = path.replace(letters.altsep, letters.sep)
    drive, root, rest = splitroot(path)
    parts = []
    for part in rest.split(letters.sep):
        if not part or part == letters.curdir:
            continue
        if part == letters.pardir:
            if parts and parts[-1] != letters.pardir:
                parts.pop()
                continue
            if root:
                continue
        parts.append(part)
    prefix = drive + root
    if not prefix and not parts:
        return letters.curdir
    return prefix + letters.sep.join(parts)


def abspath(path):
    """The path from the root on."""
    path, letters = _path(path)
    if not isabs(path):
        here = os.getcwdb() if isinstance(path, bytes) else os.getcwd()
        path = join(here, path)
    return normpath(path)


def realpath(path, *, strict=False):
    """The same as `abspath`: no system but Windows has links with such names."""
    return abspath(path)


def relpath(path, start=None):
    """The path as seen from the folder `start`. ValueError if they are on different drives."""
    path, letters = _path(path)
    if not path:
        raise ValueError('no path specified')
    start = letters.curdir if start is None else os.fspath(start)
    try:
        start_drive, _, start_rest = splitroot(abspath(start))
        path_drive, _, path_rest = splitroot(abspath(path))
        if normcase(start_drive) != normcase(path_drive):
            raise ValueError(f'path is on mount {path_drive!r}, start on mount {start_drive!r}')
        start_parts = start_rest.split(letters.sep) if start_rest else []
        path_parts = path_rest.split(letters.sep) if path_rest else []
        shared = 0
        for one, other in zip(start_parts, path_parts):
            if normcase(one) != normcase(other):
                break
            shared += 1
        parts = [letters.pardir] * (len(start_parts) - shared) + path_parts[shared:]
        return letters.sep.join(parts) if parts else letters.curdir
    except (TypeError, ValueError, AttributeError, BytesWarning, DeprecationWarning):
        genericpath._check_arg_types('relpath', path, start)
        raise


def commonpath(paths):
    """The longest path that all of `paths` begin with. ValueError if there is none."""
    paths = tuple(map(os.fspath, paths))
    if not paths:
        raise ValueError('commonpath() arg is an empty iterable')
    letters = _Letters(paths[0])
    try:
        apart = [splitroot(path.replace(letters.altsep, letters.sep).lower()) for path in paths]
        if len({drive for drive, _, _ in apart}) != 1:
            raise ValueError("Paths don't have the same drive")
        drive, root, rest = splitroot(paths[0].replace(letters.altsep, letters.sep))
        if len({root for _, root, _ in apart}) != 1:
            if drive:
                raise ValueError("Can't mix absolute and relative paths")
            raise ValueError("Can't mix rooted and not-rooted paths")

        def parts(text):
            return [part for part in text.split(letters.sep) if part and part != letters.curdir]

        common = parts(rest)
        each = [parts(tail) for _, _, tail in apart]
        least, most = min(each), max(each)
        for i, part in enumerate(least):
            if part != most[i]:
                common = common[:i]
                break
        else:
            common = common[:len(least)]
        return drive + root + letters.sep.join(common)
    except (TypeError, AttributeError):
        genericpath._check_arg_types('commonpath', *paths)
        raise
