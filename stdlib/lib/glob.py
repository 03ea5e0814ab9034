"""Filenames that match patterns, as a shell finds them."""

import fnmatch
import itertools
import os
import re
import sys

__all__ = ['escape', 'glob', 'iglob', 'translate']


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    """A list of paths that match a pattern; with recursive, ** matches any number of directories."""
    return list(iglob(pathname, root_dir=root_dir, dir_fd=dir_fd, recursive=recursive, include_hidden=include_hidden))


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    """As glob, an iterator."""
    sys.audit('glob.glob', pathname, recursive)
    sys.audit('glob.glob/2', pathname, recursive, root_dir, dir_fd)
    if dir_fd is not None:
        raise NotImplementedError('dir_fd unavailable on this platform')
    root_dir = os.fspath(root_dir) if root_dir is not None else pathname[:0]
    found = _iglob(pathname, root_dir, recursive, False, include_hidden)
    if not pathname or recursive and _is_recursive(pathname[:2]):
        # The empty name that ** matches too is none.
        first = next(found, '')
        if first:
            found = itertools.chain((first,), found)
    return found


def _iglob(pathname, root_dir, recursive, dironly, include_hidden):
    dirname, basename = os.path.split(pathname)
    if not has_magic(pathname):
        path = os.path.join(root_dir, pathname)
        # A pattern that ends in a slash matches directories only.
        if os.path.lexists(path) if basename else os.path.isdir(os.path.join(root_dir, dirname)):
            yield pathname
        return
    if not dirname:
        find = _glob_recursive if recursive and _is_recursive(basename) else _glob_in
        yield from find(root_dir, basename, dironly, include_hidden)
        return
    if dirname != pathname and has_magic(dirname):
        dirs = _iglob(dirname, root_dir, recursive, True, include_hidden)
    else:
        dirs = [dirname]
    if not has_magic(basename):
        find = _glob_literal
    elif recursive and _is_recursive(basename):
        find = _glob_recursive
    else:
        find = _glob_in
    for directory in dirs:
        for name in find(os.path.join(root_dir, directory), basename, dironly, include_hidden):
            yield os.path.join(directory, name)


def _glob_in(dirname, pattern, dironly, include_hidden):
    names = _names(dirname, dironly)
    if not (include_hidden or _is_hidden(pattern)):
        names = (name for name in names if not _is_hidden(name))
    return fnmatch.filter(names, pattern)


def _glob_literal(dirname, basename, dironly, include_hidden):
    if basename:
        return [basename] if os.path.lexists(os.path.join(dirname, basename)) else []
    return [basename] if os.path.isdir(dirname) else []


def _glob_recursive(dirname, pattern, dironly, include_hidden):
    if not dirname or os.path.isdir(dirname):
        yield pattern[:0]
    yield from _below(dirname, dironly, include_hidden)


def _below(dirname, dironly, include_hidden):
    for name in _names(dirname, dironly):
        if include_hidden or not _is_hidden(name):
            yield name
            for deeper in _below(os.path.join(dirname, name) if dirname else name, dironly, include_hidden):
                yield os.path.join(name, deeper)


def _names(dirname, dironly):
    """The names in a directory, those of directories only if that is wanted; none if it cannot be read."""
    is_bytes = isinstance(dirname, bytes)
    try:
        names = os.listdir(dirname or (b'.' if is_bytes else '.'))
    except OSError:
        return []
    if dironly:
        return [name for name in names if os.path.isdir(os.path.join(dirname, name) if dirname else name)]
    return names


_magic_check = re.compile('([*?[])')
_magic_check_bytes = re.compile(b'([*?[])')


def has_magic(s):
    """Has the text characters that a pattern gives a meaning?"""
    return (_magic_check_bytes if isinstance(s, bytes) else _magic_check).search(s) is not None


def _is_hidden(name):
    return name[:1] in ('.', b'.')


def _is_recursive(pattern):
    return pattern in ('**', b'**')


def escape(pathname):
    """The pattern that matches the path alone."""
    if isinstance(pathname, bytes):
        return _magic_check_bytes.sub(br'[\1]', pathname)
    return _magic_check.sub(r'[\1]', pathname)


def translate(pat, *, recursive=False, include_hidden=False, seps=None):
    """A regular expression for the paths that a pattern matches."""
    if not seps:
        seps = (os.path.sep, os.path.altsep) if os.path.altsep else os.path.sep
    escaped = ''.join(map(re.escape, seps))
    any_sep = f'[{escaped}]' if len(seps) > 1 else escaped
    not_sep = f'[^{escaped}]'
    if include_hidden:
        one_last = f'{not_sep}+'
        one = f'{one_last}{any_sep}'
        many = f'(?:.+{any_sep})?'
        many_last = '.*'
    else:
        one_last = f'[^{escaped}.]{not_sep}*'
        one = f'{one_last}{any_sep}'
        many = f'(?:{one})*'
        many_last = f'{many}(?:{one_last})?'
    results = []
    parts = re.split(any_sep, pat)
    last = len(parts) - 1
    for index, part in enumerate(parts):
        if part == '*':
            results.append(one if index < last else one_last)
        elif recursive and part == '**':
            if index < last:
                if parts[index + 1] != '**':
                    results.append(many)
            else:
                results.append(many_last)
        else:
            if part:
                if not include_hidden and part[0] in '*?':
                    results.append(r'(?!\.)')
                results.extend(fnmatch._translate(part, f'{not_sep}*', not_sep))
            if index < last:
                results.append(any_sep)
    return rf'(?s:{"".join(results)})\Z'
