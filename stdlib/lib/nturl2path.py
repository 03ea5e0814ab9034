"""Paths of Windows as URLs, and back. `urllib.request` does this for the system a program runs on."""

import ntpath
import sys
import warnings
from urllib.parse import quote, unquote

warnings._deprecated(
    __name__,
    message=f"{warnings._DEPRECATED_MSG}; use 'urllib.request' instead",
    remove=(3, 19))

_LOCAL = '//localhost/'


def url2pathname(url):
    """The path of a file URL, without its scheme."""
    if url.startswith('///'):
        url = url[2:]
    elif url.startswith(_LOCAL):
        url = url[len(_LOCAL) - 1:]
    if url.startswith('///'):
        # One slash more than a share needs.
        url = url[1:]
    else:
        if url[:1] == '/' and url[2:3] in (':', '|'):
            url = url[1:]
        drive, bar, rest = url[:1], url[1:2], url[2:]
        if bar == '|':
            url = f'{drive}:{rest}'
    return unquote(url.replace('/', '\\'), sys.getfilesystemencoding(), sys.getfilesystemencodeerrors())


def pathname2url(p):
    """The file URL of a path, without its scheme."""
    p = p.replace('\\', '/')
    if p.startswith('//?/'):
        p = p[4:]
        if p[:4].upper() == 'UNC/':
            p = '//' + p[4:]
    drive, root, tail = ntpath.splitroot(p)
    if drive:
        if drive.endswith(':'):
            drive = f'///{drive}'
        drive = quote(drive, safe='/:')
    elif root:
        root = '//' + root
    return drive + root + quote(tail)
